//! `help`: prints a chapter of the manual, or the help of a command.

use anyhow::{Result, anyhow};

use super::context::CommandStatus;
use crate::base::diagnostic::{nearest, quoted};
use crate::edge::cli::{HelpArgs, command_help, command_names};
use crate::edge::manual::{chapters, table_of_contents};
use crate::edge::terminal::print_paged;

pub fn run(args: &HelpArgs) -> Result<CommandStatus> {
    print_paged(&help_text(&args.topic)?)?;
    Ok(CommandStatus::Success)
}

fn help_text(topic: &[String]) -> Result<String> {
    let chapter = match topic {
        [name] => chapters().find(|chapter| chapter.name == name),
        _ => None,
    };
    if let Some(chapter) = chapter {
        return Ok(chapter.text());
    }
    let help = command_help(topic).ok_or_else(|| unknown_topic(&topic.join(" ")))?;
    Ok(if topic.is_empty() {
        help + &table_of_contents()
    } else {
        help
    })
}

fn unknown_topic(topic: &str) -> anyhow::Error {
    let commands = command_names();
    let names = chapters().map(|chapter| chapter.name);
    let names = names.chain(commands.iter().map(String::as_str));
    let near = nearest(topic, names).map(|near| format!("did you mean `{near}`?"));
    anyhow!(
        "there is neither a command nor a chapter {}; {}",
        quoted(topic),
        near.unwrap_or_else(|| "`statuary help` lists all of them".to_owned())
    )
}
