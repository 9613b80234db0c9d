//! How well customers were informed: each promise by quarter and month, with its cases.

use serde::Serialize;

use super::dictionary::{self, decimal};
use super::site::InternalSite;
use crate::base::period::Period;
use crate::base::time::Duration;
use crate::base::vocabulary::Vocabulary;
use crate::derive::scorecard::{Figure, Scorecard, ScorecardCase, ScorecardRow};
use crate::model::route;
use crate::view::frame::PageMeta;
use crate::view::label::Time;
use crate::view::links::{LinkView, Links};
use crate::view::table::Table;
use crate::view::text;
use crate::view::text::message::message;

/// More cases are in the file.
const MAX_CASES: usize = 50;

/// Periods on the page; more are in the file.
const MAX_PERIODS: usize = 16;

/// The communication scorecard.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ScorecardPage {
    /// Those that have a case.
    pub figures: Vec<FigureView>,
    /// Where the numbers are explained.
    pub dictionary: String,
}

/// A promise, or something that is measured.
#[derive(Clone, Debug, Serialize)]
pub struct FigureView {
    /// The anchor.
    pub id: &'static str,
    pub name: String,
    /// What counts as kept.
    pub about: String,
    /// Newest first.
    pub periods: Vec<FigurePeriod>,
    /// Newest first.
    pub cases: Vec<CaseView>,
    /// How to read the cases, and how many are only in the file.
    pub caption: String,
}

/// A quarter or a month.
#[derive(Clone, Debug, Serialize)]
pub struct FigurePeriod {
    pub period: String,
    /// Such as `8 of 10`.
    pub kept: String,
    /// With its interval; a dash if nothing is decided.
    pub share: String,
    /// With its interval; a dash if no time is known.
    pub median: String,
    pub left_out: u64,
}

#[derive(Clone, Debug, Serialize)]
pub struct CaseView {
    pub link: LinkView,
    pub at: Time,
    /// Empty if it is not known or did not happen.
    pub time: String,
    /// By the times that authors wrote, where that is another time.
    pub claimed: String,
    /// Empty if nothing was promised.
    pub promised: String,
    /// Whether the promise was broken.
    pub is_broken: bool,
}

pub(super) fn page(site: &InternalSite) -> (PageMeta, ScorecardPage) {
    let meta = PageMeta::new(
        route::SCORECARD.pattern,
        message!("scorecard-title"),
        message!("scorecard-about"),
    );
    let scorecard = site.scorecard();
    let figures = Figure::ALL.iter();
    let page = ScorecardPage {
        figures: figures
            .filter_map(|figure| figure_view(*figure, &scorecard, site))
            .collect(),
        dictionary: Links::from_page(route::SCORECARD.pattern)
            .to(&format!("{}#scorecard", route::DICTIONARY.pattern)),
    };
    (meta, page)
}

fn figure_view(figure: Figure, scorecard: &Scorecard, site: &InternalSite) -> Option<FigureView> {
    let rows = scorecard.rows.iter().filter(|row| row.figure == figure);
    let periods: Vec<FigurePeriod> = rows.take(MAX_PERIODS).map(period_view).collect();
    // Of updates that were not corrected there is nothing to tell.
    let is_shown = |case: &&ScorecardCase| {
        case.figure == figure && (figure != Figure::Correction || case.is_kept == Some(false))
    };
    let cases: Vec<&ScorecardCase> = scorecard.cases.iter().filter(is_shown).collect();
    (!periods.is_empty()).then(|| FigureView {
        id: figure.word(),
        name: message!("figure", figure = figure.word()),
        about: message!("figure-about", figure = figure.word()),
        periods,
        caption: message!(
            "scorecard-cases",
            more = cases.len().saturating_sub(MAX_CASES)
        ),
        cases: cases
            .into_iter()
            .take(MAX_CASES)
            .map(|case| case_view(case, site))
            .collect(),
    })
}

fn period_view(row: &ScorecardRow) -> FigurePeriod {
    let minutes = text::metrics::minutes_text;
    let share = row.share.map(|share| {
        let (value, interval) = (
            text::report::percent(share.value, row.decided),
            text::report::share_interval(&share, row.decided),
        );
        format!("{value}% ({interval})")
    });
    let median = row.median.map(|median| match median.interval {
        Some((lower, upper)) => format!(
            "{} ({}\u{2013}{})",
            minutes(median.median),
            minutes(lower),
            minutes(upper)
        ),
        None => minutes(median.median),
    });
    let nothing = || "\u{2013}".to_owned();
    FigurePeriod {
        period: Period::parse(&row.period)
            .filter(|_| !row.period.contains('Q'))
            .map_or_else(|| row.period.clone(), text::period),
        kept: message!("kept-of", kept = row.kept, count = row.decided),
        share: share.unwrap_or_else(nothing),
        median: median.unwrap_or_else(nothing),
        left_out: row.left_out,
    }
}

fn case_view(case: &ScorecardCase, site: &InternalSite) -> CaseView {
    let length = |time: Option<Duration>| time.map(text::length).unwrap_or_default();
    let anchor = case.update.as_ref().map(|id| format!("#{}", id.as_str()));
    let address = format!("{}{}", case.address, anchor.unwrap_or_default());
    CaseView {
        link: LinkView {
            href: site.ledger.status.site.url.join(&address),
            text: case.title.clone(),
        },
        at: site.time(case.at),
        time: length(case.time),
        claimed: length(case.claimed.filter(|_| case.claimed != case.time)),
        promised: length(case.promised),
        is_broken: case.is_kept == Some(false),
    }
}

/// The numbers of every period.
pub(super) fn csv(site: &InternalSite) -> Table {
    let row = |row: &ScorecardRow| {
        let interval = row.median.and_then(|median| median.interval);
        let numbers = [
            row.share.map(|share| share.value),
            row.share.map(|share| share.lower),
            row.share.map(|share| share.upper),
            row.median.map(|median| median.median),
            interval.map(|(lower, _)| lower),
            interval.map(|(_, upper)| upper),
        ];
        let mut cells = vec![row.figure.word().to_owned(), row.period.clone()];
        cells.extend([row.decided, row.kept].map(|count| count.to_string()));
        cells.extend(numbers.map(decimal));
        cells.push(row.left_out.to_string());
        cells
    };
    let rows = site.scorecard().rows;
    dictionary::table("scorecard", rows.iter().map(row).collect())
}

/// Every case.
pub(super) fn cases_csv(site: &InternalSite) -> Table {
    let minutes = |time: Option<Duration>| {
        time.map(|time| time.as_minutes().to_string())
            .unwrap_or_default()
    };
    let row = |case: &ScorecardCase| {
        let update = case.update.as_ref();
        vec![
            case.figure.word().to_owned(),
            case.address.clone(),
            update.map(|id| id.as_str().to_owned()).unwrap_or_default(),
            case.at.rfc3339(),
            minutes(case.time),
            minutes(case.claimed),
            minutes(case.promised),
            case.is_kept
                .map(|kept| kept.to_string())
                .unwrap_or_default(),
        ]
    };
    let cases = site.scorecard().cases;
    dictionary::table("cases", cases.iter().map(row).collect())
}
