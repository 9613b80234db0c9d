//! `theme`: begins a theme of the site's own, and checks it.

use anyhow::{Result, bail};

use super::{End, load, typed};
use crate::base::diagnostic::{Diagnostic, nearest};
use crate::check;
use crate::edge::cli::{Common, ThemeArgs, ThemeCommand};
use crate::edge::example::trial;
use crate::edge::human::{self, Quote};
use crate::edge::load::{Root, Themes, design};
use crate::edge::terminal::{print, say, tally};
use crate::model::site::Site;
use crate::render::theme::builtin::DEFAULT;
use crate::render::theme::design::Design;
use crate::render::theme::{Theme, ThemeFault};
use crate::view::look::look;

/// The file of a theme that no theme inside the program has.
const EXTRA: &str = "extra.css";

/// Runs the command.
pub(super) fn run(root: &Root, common: &Common, args: &ThemeArgs) -> Result<End> {
    match &args.command {
        ThemeCommand::Eject { names, theme, .. } if names.is_empty() => list(theme),
        ThemeCommand::Eject {
            names,
            theme,
            block,
        } => eject(root, common, theme, names, block.as_deref()),
        ThemeCommand::Check { theme } => check(root, common, theme.as_deref()),
    }
}

/// The theme that was asked for, else the one that the settings name, else the default one.
pub(super) fn theme(themes: &Themes, asked: Option<&str>, site: &Site) -> Result<Theme> {
    let name = asked.or(site.look.theme.as_deref()).unwrap_or(DEFAULT.name);
    Ok(Theme::new(&design(themes, name)?, &look(site))?)
}

/// Shows what is wrong with a theme.
pub(super) fn report(fault: &ThemeFault, common: &Common) -> Result<()> {
    let quote = if common.no_source_lines {
        Quote::Nothing
    } else {
        Quote::Lines
    };
    say(&human::text(&fault.diagnostics, &fault.sources, "", quote))
}

/// Lists what can be copied.
fn list(theme: &str) -> Result<End> {
    let base = Design {
        name: theme.to_owned(),
        own: Vec::new(),
    };
    let mut text = String::new();
    for name in base.names() {
        let blocks = base.blocks(name).join(", ");
        let blocks = if blocks.is_empty() {
            String::new()
        } else {
            format!("  blocks: {blocks}")
        };
        text.push_str(format!("{name:<18}{blocks}").trim_end());
        text.push('\n');
    }
    text.push_str(&format!(
        "{EXTRA:<18}  new: what it holds is added to the stylesheet\n"
    ));
    print(&text)?;
    Ok(End::Good)
}

fn eject(
    root: &Root,
    common: &Common,
    theme: &str,
    names: &[String],
    block: Option<&str>,
) -> Result<End> {
    let folder = root.themes_folder().join(theme);
    let base = Design {
        name: theme.to_owned(),
        own: Vec::new(),
    };
    let files: Vec<(&str, String)> = names
        .iter()
        .map(|name| Ok((name.as_str(), start(&base, name, block)?)))
        .collect::<Result<_>>()?;
    for (name, _) in &files {
        if folder.join(name).exists() {
            bail!(
                "{} is there already, and nothing was written; delete it first to start anew",
                typed(&folder.join(name))
            );
        }
    }
    for (name, text) in files {
        let path = folder.join(name);
        fs_err::create_dir_all(path.parent().unwrap_or(&folder))?;
        fs_err::write(&path, text)?;
        if !common.quiet {
            print(&format!("{}\n", typed(&path)))?;
        }
    }
    Ok(End::Good)
}

/// What a file of one's own starts from.
fn start(base: &Design, name: &str, block: Option<&str>) -> Result<String> {
    let names = base.names();
    if name == EXTRA {
        return Ok(
            "/* Added to the stylesheet, after everything else but the colours of site.yaml. */\n"
                .to_owned(),
        );
    }
    if !names.contains(&name) {
        let near =
            nearest(name, names.iter().copied()).map(|near| format!("; did you mean `{near}`?"));
        bail!(
            "there is no built-in file `{name}`{}",
            near.unwrap_or_else(|| "; without names they are listed".to_owned())
        );
    }
    let Some(block) = block else {
        return Ok(base.file(name).to_owned());
    };
    match base.block(name, block) {
        Some(text) => Ok(format!("{{% extends \"builtin/{name}\" %}}\n{text}\n")),
        None => {
            let blocks = base.blocks(name).join(", ");
            bail!(
                "`{name}` has no block `{block}`; it has {}",
                if blocks.is_empty() { "none" } else { &blocks }
            );
        }
    }
}

/// Prints every kind of page.
fn check(root: &Root, common: &Common, name: Option<&str>) -> Result<End> {
    let site = check::sources(&load(root)?)
        .ledger
        .map(|ledger| ledger.status.site);
    let said = site.as_ref().and_then(|site| site.look.theme.clone());
    let name = name.or(said.as_deref()).unwrap_or(DEFAULT.name);
    let design = design(&root.themes()?, name)?;
    let trial = trial(&design, site.as_ref().map_or("en", |site| &site.language))?;
    for fault in &trial.faults {
        match fault.diagnostics.is_empty() {
            true => say(&format!("error: {fault}\n"))?,
            false => report(fault, common)?,
        }
    }
    let found: Vec<Diagnostic> = trial
        .faults
        .iter()
        .flat_map(|fault| fault.diagnostics.clone())
        .collect();
    if !trial.faults.is_empty() {
        say(&format!("{name}: {}\n", tally(&found)))?;
        return Ok(End::Faults);
    }
    if !common.quiet {
        print(&format!(
            "{name}: {} pages from {} templates, nothing wrong\n",
            trial.printed.len(),
            trial.templates.len()
        ))?;
    }
    Ok(End::Good)
}
