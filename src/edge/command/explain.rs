//! `explain`: says why a rule is there, with what is wrong and what is right.

use anyhow::{Result, bail};

use super::End;
use crate::base::diagnostic::{nearest, quoted};
use crate::check::rules;
use crate::edge::cli::ExplainArgs;
use crate::edge::manual;
use crate::edge::terminal::print;

/// Runs the command.
pub(super) fn run(args: &ExplainArgs) -> Result<End> {
    match &args.what {
        None if args.markdown => print(&manual::page(rules::all()))?,
        None => print(&manual::list(rules::all()))?,
        Some(what) => rule(what)?,
    }
    Ok(End::Good)
}

fn rule(id: &str) -> Result<()> {
    if let Some(rule) = rules::find(id) {
        return print(&manual::rule(rule));
    }
    let near = nearest(id, rules::all().iter().map(|rule| rule.id));
    let near = near.map_or_else(String::new, |near| format!("did you mean `{near}`? "));
    bail!("there is no rule {}; {near}`statuary explain` lists them", quoted(id))
}
