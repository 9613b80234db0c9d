//! `explain`: says why a rule is there, and why a page says what it says.

use anyhow::{Context, Result, bail};

use super::theme::theme;
use super::{End, folder, load, moment, report, root};
use crate::base::diagnostic::{nearest, quoted, visible};
use crate::base::id::{ComponentId, EntryId};
use crate::base::source::Sources;
use crate::check::places::{EntryPlaces, Places};
use crate::check::{self, rules};
use crate::derive::reason::Entry;
use crate::derive::said::{Part, Spot};
use crate::edge::cli::{Common, ExplainArgs, ExplainFormat};
use crate::edge::load::Root;
use crate::edge::manual;
use crate::edge::terminal::{print, say, tally};
use crate::model::StatusLedger;
use crate::render::{brief, json};
use crate::view::explanation::{Days, Place, Question, explanation};
use crate::view::json::Json;
use crate::view::text::explanation as words;

/// What is asked for besides names.
const BANNER: &str = "banner";
const UPTIME: &str = "uptime";

/// Runs the command.
pub(super) fn run(common: &Common, args: &ExplainArgs) -> Result<End> {
    let Some(what) = &args.what else {
        print(&match args.format {
            ExplainFormat::Text => manual::list(rules::all()),
            ExplainFormat::Markdown => manual::page(rules::all()),
            ExplainFormat::Json => {
                bail!("the rules are not given as JSON; `--format json` is for what a page says")
            }
        })?;
        return Ok(End::Good);
    };
    if what != UPTIME
        && let Some(strange) = &args.component
    {
        bail!(
            "{} behind {}: only `uptime` takes a component and a month or a day",
            quoted(strange),
            quoted(what)
        );
    }
    let Some(rule) = rules::find(what) else {
        return why(what, common, args);
    };
    print(&match args.format {
        ExplainFormat::Text => manual::rule(rule),
        ExplainFormat::Markdown => manual::article(rule),
        ExplainFormat::Json => bail!(
            "{} is a rule; `--format json` is for what a page says",
            quoted(rule.id)
        ),
    })?;
    Ok(End::Good)
}

/// Why a page says what it says.
fn why(what: &str, common: &Common, args: &ExplainArgs) -> Result<End> {
    // Without a site there are only rules.
    let Ok(root) = root(common) else {
        return Err(unknown(what, None));
    };
    let sources = load(&root)?;
    let outcome = check::sources(&sources);
    let now = moment(&outcome, common)?;
    let faults = outcome.at(now);
    let Some(ledger) = outcome.ledger else {
        report(&faults, &sources, &root, common)?;
        say(&format!(
            "{}; there is nothing to explain\n",
            tally(&faults)
        ))?;
        return Ok(End::Faults);
    };
    let status = &ledger.status;
    let question = question(what, args, status)?;
    let theme = theme(&root.themes()?, args.theme.as_deref(), &status.site)?;
    let desk = Desk {
        places: Places::of(&sources, status),
        sources: &sources,
        root: &root,
    };
    let locate = |entry: &Entry, spot: Spot| desk.locate(entry, spot);
    let Some(explanation) = explanation(status, now, theme.language(), &question, &locate) else {
        bail!("{}", no_answer(&question, args));
    };
    match args.format {
        ExplainFormat::Text => print(&brief::terminal(&words::brief(&explanation)))?,
        ExplainFormat::Markdown => bail!("`--format markdown` is for rules"),
        ExplainFormat::Json => print(&json::lines(&Json::Explanation(Box::new(explanation))))?,
    }
    Ok(End::Good)
}

fn question(what: &str, args: &ExplainArgs, status: &StatusLedger) -> Result<Question> {
    if what == BANNER {
        return Ok(Question::Banner);
    }
    if what == UPTIME {
        let name = args
            .component
            .as_ref()
            .context("write the component behind it: `statuary explain uptime COMPONENT`")?;
        let days = match &args.days {
            None => Days::Last,
            Some(text) => Days::parse(text).with_context(|| {
                format!(
                    "{} is no month and no day; write `2012-06` or `2012-06-30`",
                    quoted(text)
                )
            })?,
        };
        let id = component(name, status).ok_or_else(|| {
            let near = near(name, status.board.components().map(|one| one.id.as_str()));
            anyhow::anyhow!("there is no component {}{near}", quoted(name))
        })?;
        return Ok(Question::Uptime(id, days));
    }
    let entry = EntryId::new(what).filter(|id| {
        status.incidents.iter().any(|one| one.id == *id)
            || status.maintenance.iter().any(|one| one.id == *id)
    });
    match (component(what, status), entry) {
        (Some(id), _) => Ok(Question::Component(id)),
        (None, Some(id)) => Ok(Question::Entry(id)),
        (None, None) => Err(unknown(what, Some(status))),
    }
}

/// A component by its present or an old id.
fn component(name: &str, status: &StatusLedger) -> Option<ComponentId> {
    let called = |id: &ComponentId| id.as_str() == name;
    let mut all = status.board.components();
    all.find(|one| called(&one.id) || one.aliases.iter().any(called))
        .map(|one| one.id.clone())
}

fn near<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> String {
    nearest(word, known).map_or_else(String::new, |near| format!("; did you mean `{near}`?"))
}

fn unknown(what: &str, status: Option<&StatusLedger>) -> anyhow::Error {
    let rules = rules::all().iter().map(|rule| rule.id);
    let Some(status) = status else {
        let near = near(what, rules);
        return anyhow::anyhow!(
            "there is no rule {}, and no site here whose components and incidents could be meant{near}",
            quoted(what)
        );
    };
    let components = status.board.components().map(|one| one.id.as_str());
    let incidents = status.incidents.iter().map(|one| one.id.as_str());
    let maintenance = status.maintenance.iter().map(|one| one.id.as_str());
    let near = near(
        what,
        [BANNER, UPTIME]
            .into_iter()
            .chain(rules)
            .chain(components)
            .chain(incidents)
            .chain(maintenance),
    );
    anyhow::anyhow!(
        "{} is no rule, component, incident or maintenance{near}",
        quoted(what)
    )
}

fn no_answer(question: &Question, args: &ExplainArgs) -> String {
    match question {
        Question::Uptime(id, _) => words::no_history(
            id.as_str(),
            args.days
                .as_deref()
                .unwrap_or("the days of the status page"),
        ),
        Question::Entry(id) => format!("nothing of {id} was published at this moment"),
        Question::Banner | Question::Component(_) => {
            "nothing is known of it at this moment".to_owned()
        }
    }
}

/// What places are found with.
struct Desk<'a> {
    places: Places,
    sources: &'a Sources,
    root: &'a Root,
}

impl Desk<'_> {
    fn locate(&self, entry: &Entry, spot: Spot) -> Option<Place> {
        let places = match entry {
            Entry::Incident(facts) => self.places.incident(facts.incident.id.as_str()),
            Entry::Maintenance(facts) => self.places.maintenance(facts.maintenance.id.as_str()),
        };
        let (span, update) = found(places?, spot)?;
        let (file, place) = crate::edge::human::position(span, self.sources);
        let name = visible(&format!("{}{}", folder(self.root), file.path));
        Some(Place {
            file: name,
            line: place.line,
            column: place.column,
            update,
        })
    }
}

/// The place of words, and which update they are in. An update without a status or a state of its own is found by its time.
fn found(places: &EntryPlaces, spot: Spot) -> Option<(crate::base::source::Span, Option<usize>)> {
    let span = match spot {
        Spot::Started => Some(places.started),
        Spot::Ended => places.ended,
        Spot::Impact => places.impact,
        Spot::Scheduled => places.scheduled,
        Spot::State(id) => places.components.get(id).copied(),
        Spot::Update(id, part) => {
            let update = places.updates.get(id)?;
            let span = match part {
                Part::Status => update.status,
                Part::Scheduled => update.scheduled,
                Part::State(id) => update.components.get(id).copied(),
            };
            return Some((span.unwrap_or(update.at), Some(update.index)));
        }
    };
    span.map(|span| (span, None))
}
