//! `explain`: says why a rule is there, with what is wrong and what is right.

use anyhow::{Result, bail};

use super::End;
use crate::base::diagnostic::{nearest, quoted};
use crate::check::rules;
use crate::edge::cli::{ExplainArgs, ExplainFormat};
use crate::edge::manual;
use crate::edge::terminal::print;

/// Runs the command.
pub(super) fn run(args: &ExplainArgs) -> Result<End> {
    match &args.what {
        None => print(&match args.format {
            ExplainFormat::Text => manual::list(rules::all()),
            ExplainFormat::Markdown => manual::page(rules::all()),
        })?,
        Some(what) => rule(what, args.format)?,
    }
    Ok(End::Good)
}

fn rule(id: &str, format: ExplainFormat) -> Result<()> {
    if let Some(rule) = rules::find(id) {
        return print(&match format {
            ExplainFormat::Text => manual::rule(rule),
            ExplainFormat::Markdown => manual::article(rule),
        });
    }
    let near = nearest(id, rules::all().iter().map(|rule| rule.id));
    let near = near.map_or_else(String::new, |near| format!("did you mean `{near}`? "));
    bail!("there is no rule {}; {near}`statuary explain` lists them", quoted(id))
}
