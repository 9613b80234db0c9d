//! `explain`: explains rules, and values on pages.

use std::sync::Arc;

use anyhow::{Context, Result, bail};

use super::context::{
    CommandStatus, content_prefix, find_root, load_sources, print_report, reject, resolve_now,
};
use super::theme::load_theme;
use crate::base::diagnostic::{nearest, quoted};
use crate::base::escape::escape_invisible;
use crate::base::id::{ComponentId, EntryId};
use crate::base::source::Sources;
use crate::check::rules::registry;
use crate::derive::entry::EntryFacts;
use crate::edge::cli::{ExplainArgs, ExplainFormat, GlobalArgs};
use crate::edge::diagnostics::docs;
use crate::edge::load::{ContentScope, SiteRoot};
use crate::edge::terminal::{print, print_data};
use crate::model::StatusLedger;
use crate::model::incident::Incident;
use crate::model::maintenance::Maintenance;
use crate::model::source_map::{EntrySpans, FieldRef, SourceMap};
use crate::render::json::write_json_pretty;
use crate::view::explanation::{Question, SourcePosition, UptimePeriod, explanation};
use crate::view::json::JsonView;
use crate::view::text::{explanation as text, explanation_report};

/// What is asked for besides names.
const BANNER: &str = "banner";
const UPTIME: &str = "uptime";

pub fn run(common: &GlobalArgs, args: &ExplainArgs) -> Result<CommandStatus> {
    let Some(what) = &args.topic else {
        print(&match args.format {
            ExplainFormat::Text => docs::rule_list(),
            ExplainFormat::Markdown => docs::rules_page(),
            ExplainFormat::Json => {
                bail!("the rules are not given as JSON; `--format json` is for values on pages")
            }
        })?;
        return Ok(CommandStatus::Success);
    };
    if what != UPTIME
        && let Some(strange) = &args.component
    {
        bail!(
            "unexpected argument {} after {}: only `uptime` takes more arguments: a component, and a month or a day",
            quoted(strange),
            quoted(what)
        );
    }
    let Some(rule) = registry::find(what) else {
        return explain_page(what, common, args);
    };
    print(&match args.format {
        ExplainFormat::Text => docs::rule_text(rule),
        ExplainFormat::Markdown => docs::rule_page(rule),
        ExplainFormat::Json => bail!(
            "{} is a rule; `--format json` is for values on pages",
            quoted(rule.id)
        ),
    })?;
    Ok(CommandStatus::Success)
}

/// Explains a value on a page.
fn explain_page(what: &str, common: &GlobalArgs, args: &ExplainArgs) -> Result<CommandStatus> {
    // Without a site there are only rules.
    let Ok(root) = find_root(common) else {
        return Err(unknown_topic(what, None));
    };
    let sources = load_sources(&root, ContentScope::Public)?;
    let outcome = crate::check_sources(&sources);
    let now = resolve_now(&outcome, common)?;
    let faults = outcome.diagnostics_at(now);
    let Some(ledger) = outcome.ledger else {
        return reject(
            &faults,
            &sources,
            &root,
            common,
            "there is nothing to explain",
        );
    };
    let status = &ledger.status;
    let question = parse_question(what, args, status)?;
    let theme = load_theme(&root.themes()?, args.theme.as_deref(), &status.site)?;
    let locator = SourceLocator {
        source_map: &outcome.source_map,
        sources: &sources,
        root: &root,
    };
    let locate = |entry: &EntryFacts, field: FieldRef| locator.locate(entry, field);
    let Some(explanation) = explanation(status, now, theme.language(), &question, &locate) else {
        bail!("{}", no_answer_message(&question, args));
    };
    match args.format {
        ExplainFormat::Text => print_report(&explanation_report::console_report(&explanation))?,
        ExplainFormat::Markdown => bail!("`--format markdown` is for rules"),
        ExplainFormat::Json => print_data(&write_json_pretty(&JsonView::Explanation(
            explanation.into(),
        )))?,
    }
    Ok(CommandStatus::Success)
}

fn parse_question(what: &str, args: &ExplainArgs, status: &StatusLedger) -> Result<Question> {
    if what == BANNER {
        return Ok(Question::Banner);
    }
    if what == UPTIME {
        let name = args
            .component
            .as_ref()
            .context("the component is missing: use `statuary explain uptime COMPONENT`")?;
        let days = match &args.days {
            None => UptimePeriod::Last,
            Some(text) => UptimePeriod::parse(text).with_context(|| {
                format!(
                    "invalid month or day {}: expected `2012-06` or `2012-06-30`",
                    quoted(text)
                )
            })?,
        };
        let id = find_component(name, status).ok_or_else(|| {
            let near = suggestion(name, status.board.components().map(|one| one.id.as_str()));
            anyhow::anyhow!("there is no component {}{near}", quoted(name))
        })?;
        return Ok(Question::Uptime(id, days));
    }
    let entry = EntryId::new(what).filter(|id| {
        status.incidents.iter().any(|one| one.id == *id)
            || status.maintenance.iter().any(|one| one.id == *id)
    });
    match (find_component(what, status), entry) {
        (Some(id), _) => Ok(Question::Component(id)),
        (None, Some(id)) => Ok(Question::Entry(id)),
        (None, None) => Err(unknown_topic(what, Some(status))),
    }
}

/// A component by its present or an old id.
fn find_component(name: &str, status: &StatusLedger) -> Option<ComponentId> {
    let called = |id: &ComponentId| id.as_str() == name;
    let mut all = status.board.components();
    all.find(|one| called(&one.id) || one.aliases.iter().any(called))
        .map(|one| one.id.clone())
}

fn suggestion<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> String {
    nearest(word, known).map_or_else(String::new, |near| format!("; did you mean `{near}`?"))
}

fn unknown_topic(what: &str, status: Option<&StatusLedger>) -> anyhow::Error {
    let rules = registry::all().map(|rule| rule.id);
    let Some(status) = status else {
        let near = suggestion(what, rules);
        return anyhow::anyhow!(
            "unknown rule {}; to explain a component or an incident, run this command in a site{near}",
            quoted(what)
        );
    };
    let components = status.board.components().map(|one| one.id.as_str());
    let incidents = status.incidents.iter().map(|one| one.id.as_str());
    let maintenance = status.maintenance.iter().map(|one| one.id.as_str());
    let entries = incidents.chain(maintenance);
    let topics = [BANNER, UPTIME].into_iter().chain(rules);
    let near = suggestion(what, topics.chain(components).chain(entries));
    anyhow::anyhow!(
        "{} is not the ID of a rule, component, incident or maintenance{near}",
        quoted(what)
    )
}

fn no_answer_message(question: &Question, args: &ExplainArgs) -> String {
    match question {
        Question::Uptime(id, _) => text::no_history(
            id.as_str(),
            args.days
                .as_deref()
                .unwrap_or("the days of the status page"),
        ),
        Question::Entry(id) => format!("{id} was not published yet at this time"),
        Question::Banner | Question::Component(_) => {
            "there is no data about it at this time".to_owned()
        }
    }
}

/// Finds the lines of fields for an explanation.
struct SourceLocator<'a> {
    source_map: &'a SourceMap,
    sources: &'a Sources,
    root: &'a SiteRoot,
}

impl SourceLocator<'_> {
    fn locate(&self, entry: &EntryFacts, field: FieldRef) -> Option<SourcePosition> {
        let (span, update) = match entry {
            EntryFacts::Incident(facts) => {
                let Incident { id, updates, .. } = facts.incident;
                let spans = find_entry(&self.source_map.incidents, id)?;
                spans.locate(field, updates.iter().map(|update| &update.id))?
            }
            EntryFacts::Maintenance(facts) => {
                let Maintenance { id, updates, .. } = facts.maintenance;
                let spans = find_entry(&self.source_map.maintenance, id)?;
                spans.locate(field, updates.iter().map(|update| &update.id))?
            }
        };
        let (file, position) = crate::edge::diagnostics::position(span, self.sources);
        Some(SourcePosition {
            file: escape_invisible(&format!("{}{}", content_prefix(self.root), file.path)),
            line: position.line,
            column: position.column,
            update,
        })
    }
}

fn find_entry<'m>(entries: &'m [Arc<EntrySpans>], id: &EntryId) -> Option<&'m EntrySpans> {
    let found = entries.iter().find(|entry| entry.id == *id)?;
    Some(found)
}
