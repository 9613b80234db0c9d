//! `theme`: starts a theme, and checks it.

use anyhow::{Result, bail};

use super::context::{CommandStatus, display_path, finish, load_sources, source_lines};
use crate::base::diagnostic::{Diagnostic, nearest};
use crate::edge::cli::{GlobalArgs, ThemeArgs, ThemeCommand};
use crate::edge::diagnostics::text;
use crate::edge::diagnostics::text::summarize_counts;
use crate::edge::example::render_examples;
use crate::edge::load::{ContentScope, SiteRoot, Themes, find_design};
use crate::edge::terminal::{print, print_stderr};
use crate::model::site::Site;
use crate::render::theme::builtin::DEFAULT_THEME;
use crate::render::theme::files::ThemeFiles;
use crate::render::theme::{Theme, ThemeFault};
use crate::view::branding::branding_view;

/// The file of a theme that no theme inside the program has.
const EXTRA_STYLESHEET: &str = "extra.css";

pub fn run(root: &SiteRoot, common: &GlobalArgs, args: &ThemeArgs) -> Result<CommandStatus> {
    match &args.command {
        ThemeCommand::Eject { names, theme, .. } if names.is_empty() => list_builtin_files(theme),
        ThemeCommand::Eject {
            names,
            theme,
            block,
        } => eject(root, common, theme, names, block.as_deref()),
        ThemeCommand::Check { theme } => check_theme(root, common, theme.as_deref()),
    }
}

/// The theme that was asked for, else the one that the settings name, else the default one.
pub fn load_theme(themes: &Themes, asked: Option<&str>, site: &Site) -> Result<Theme> {
    let name = asked
        .or(site.branding.theme.as_deref())
        .unwrap_or(DEFAULT_THEME.name);
    Ok(Theme::new(
        &find_design(themes, name)?,
        &branding_view(site),
    )?)
}

pub fn print_theme_fault(fault: &ThemeFault, common: &GlobalArgs) -> Result<()> {
    print_stderr(&text::render(
        &fault.diagnostics,
        &fault.sources,
        "",
        source_lines(common),
    ))
}

/// Lists what can be copied.
fn list_builtin_files(theme: &str) -> Result<CommandStatus> {
    let base = ThemeFiles {
        name: theme.to_owned(),
        overrides: Vec::new(),
    };
    let mut text = String::new();
    for name in base.replaceable_files() {
        let mut blocks = base.blocks(name).join(", ");
        if !blocks.is_empty() {
            blocks.insert_str(0, "  blocks: ");
        }
        text.push_str(format!("{name:<18}{blocks}").trim_end());
        text.push('\n');
    }
    text.push_str(&format!(
        "{EXTRA_STYLESHEET:<18}  new: its rules are added to the stylesheet\n"
    ));
    print(&text)?;
    Ok(CommandStatus::Success)
}

fn eject(
    root: &SiteRoot,
    common: &GlobalArgs,
    theme: &str,
    names: &[String],
    block: Option<&str>,
) -> Result<CommandStatus> {
    let folder = root.themes_folder().join(theme);
    let base = ThemeFiles {
        name: theme.to_owned(),
        overrides: Vec::new(),
    };
    let files: Vec<(&str, String)> = names
        .iter()
        .map(|name| Ok((name.as_str(), ejected_text(&base, name, block)?)))
        .collect::<Result<_>>()?;
    for (name, _) in &files {
        if folder.join(name).exists() {
            bail!(
                "{} already exists, and nothing was written; delete it first to start again",
                display_path(&folder.join(name))
            );
        }
    }
    for (name, text) in files {
        let path = folder.join(name);
        fs_err::create_dir_all(path.parent().unwrap_or(&folder))?;
        fs_err::write(&path, text)?;
        if !common.quiet {
            print(&format!("{}\n", display_path(&path)))?;
        }
    }
    Ok(CommandStatus::Success)
}

fn ejected_text(base: &ThemeFiles, name: &str, block: Option<&str>) -> Result<String> {
    let names = base.replaceable_files();
    if name == EXTRA_STYLESHEET {
        return Ok(
            "/* Added to the stylesheet, after everything else except the colors of site.yaml. */\n"
                .to_owned(),
        );
    }
    if !names.contains(&name) {
        let near =
            nearest(name, names.iter().copied()).map(|near| format!("; did you mean `{near}`?"));
        bail!(
            "there is no built-in file `{name}`{}",
            near.unwrap_or_else(
                || "; `statuary theme eject` without names lists the files".to_owned()
            )
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
fn check_theme(root: &SiteRoot, common: &GlobalArgs, name: Option<&str>) -> Result<CommandStatus> {
    let site = crate::check_sources(&load_sources(root, ContentScope::Public)?)
        .ledger
        .map(|ledger| ledger.status.site);
    let configured = site.as_ref().and_then(|site| site.branding.theme.clone());
    let name = name.or(configured.as_deref()).unwrap_or(DEFAULT_THEME.name);
    let design = find_design(&root.themes()?, name)?;
    let trial = render_examples(&design, site.as_ref().map_or("en", |site| &site.language))?;
    for fault in &trial.faults {
        match fault.diagnostics.is_empty() {
            true => print_stderr(&format!("error: {fault}\n"))?,
            false => print_theme_fault(fault, common)?,
        }
    }
    let found: Vec<Diagnostic> = trial
        .faults
        .iter()
        .flat_map(|fault| fault.diagnostics.clone())
        .collect();
    if !trial.faults.is_empty() {
        print_stderr(&format!("{name}: {}\n", summarize_counts(&found)))?;
        return Ok(CommandStatus::ContentErrors);
    }
    let (pages, templates) = (trial.rendered.len(), trial.templates.len());
    let summary = format!("{name}: {pages} pages from {templates} templates, no problems\n");
    finish(common, &summary)
}
