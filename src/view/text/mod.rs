//! Words for people. Those of the customers' pages are messages of a language ([`localized`]); the internal site is written in English,
//! with the messages of `internal.ftl` ([`message`]).

pub mod classification;
pub mod diff;
pub mod explanation;
pub mod explanation_report;
pub mod feed;
pub mod localized;
pub mod message;
pub mod metrics;
pub mod on_call;
pub mod product;
pub mod report;
pub mod service;
pub mod status_summary;
pub mod upcoming;

use crate::base::period::Period;
use crate::base::time::{Date, Duration, Moment, Zone};
use crate::derive::component::ComponentFacts;
use crate::derive::report::ReportBasis;
use crate::model::component::State;
use crate::model::incident::Impact;
use crate::model::maintenance::Window;
use crate::model::report::{Culprit, Tally};
pub use crate::view::label::{
    Deadline, Length, Phrase, PhraseValue, StatusLabel, Time, rounded_down, state_class,
};
use crate::view::locale::Locale;
use message::message;

/// The name of a culprit as a part of a sentence.
pub fn quoted_culprit(culprit: &Culprit) -> String {
    message!("culprit-quoted", culprit = &culprit.name)
}

/// A moment in the site's zone.
pub fn time(moment: Moment, zone: Zone) -> Time {
    Locale::english().time(moment, zone)
}

/// `30 June 2012`.
pub fn date(date: Date) -> String {
    Locale::english().date(date)
}

/// `June 2012`.
pub fn month(date: Date) -> String {
    Locale::english().month(date)
}

/// `8–14 July 2013`, `29 July – 4 August 2013`, `1 July 2013`.
pub fn dates(first: Date, last: Date) -> String {
    Locale::english().dates(first, last)
}

/// The days of a period; a whole month by its name.
pub fn period(period: Period) -> String {
    match period {
        Period::Month(first) => month(first),
        _ => dates(period.first(), period.last()),
    }
}

/// A short name of a period for an axis: the first day of a week, a month, a quarter.
pub fn period_tick(period: Period) -> String {
    let (year, month, day) = period.first().parts();
    let short: String = Locale::english()
        .month_name(month)
        .chars()
        .take(3)
        .collect();
    match period {
        Period::Week(_) | Period::Days(..) => format!("{day} {short}"),
        Period::Month(_) => format!("{short} {year}"),
        Period::Quarter(_) => format!("Q{} {year}", month.div_ceil(3)),
    }
}

/// The length of a period, as messages choose their words by it.
fn length_key(period: Period) -> &'static str {
    match period {
        Period::Week(_) => "week",
        Period::Month(_) => "month",
        Period::Quarter(_) => "quarter",
        Period::Days(..) => "days",
    }
}

/// `this week`.
pub fn this_period(period: Period) -> String {
    message!("this-period", length = length_key(period))
}

/// `week before`.
pub fn previous_period(period: Period) -> String {
    message!("previous-period", length = length_key(period))
}

/// The period that a report is compared with: `previous week`, or `2013-W20` if it is another.
pub fn previous_label(basis: &ReportBasis) -> String {
    if basis.previous == basis.period.previous() {
        previous_period(basis.period)
    } else {
        basis.previous.to_string()
    }
}

/// The same within a sentence: `the previous week`, or `2013-W20`.
pub fn previous_phrase(basis: &ReportBasis) -> String {
    if basis.previous == basis.period.previous() {
        message!("previous-phrase", period = previous_period(basis.period))
    } else {
        basis.previous.to_string()
    }
}

/// `week`.
pub fn length_name(period: Period) -> String {
    message!("length-name", length = length_key(period))
}

/// `4 weeks`: so many periods of the length of one.
pub fn counted_periods(period: Period, count: usize) -> String {
    message!("counted-periods", length = length_key(period), count)
}

/// `2013-W32 to 2013-W35`: periods one after another, with their number where some between them are left out.
pub fn span(tallies: &[&Tally]) -> String {
    let (first, last) = (tallies[0].period, tallies[tallies.len() - 1].period);
    if first == last {
        return first.to_string();
    }
    let (from, to) = (first.to_string(), last.to_string());
    let span = message!("from-to", first = from, last = to);
    let mut pairs = tallies.windows(2);
    if pairs.all(|pair| pair[0].period.next() == pair[1].period) {
        return span;
    }
    let periods = counted_periods(first, tallies.len());
    message!("span-part", periods, span)
}

/// `4 weeks`.
pub fn counted_weeks(count: usize) -> String {
    message!("counted-periods", length = "week", count)
}

/// `5 min`, `8 h`, `2 h 5 min`, `3 d 4 h`: at most two units, less than a minute counts as one.
pub fn length(duration: Duration) -> String {
    Locale::english().length(duration)
}

/// A length, or that it is not known.
pub fn length_or_unknown(duration: Option<Duration>) -> String {
    Locale::english().length_or_unknown(duration)
}

/// A window: `25 November 2026, 09:00 – 11:00 UTC`, with both days where they differ.
pub fn window(window: Window, zone: Zone) -> String {
    Locale::english().window(window, zone)
}

/// `1 page`, `2 pages`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// `a`, `a and b`, `a, b and c`.
pub fn list(items: &[String]) -> String {
    Locale::english().list(items)
}

/// The same with at most `most` items: `a, b and 3 more`.
pub fn short_list(items: &[String], most: usize) -> String {
    Locale::english().short_list(items, most)
}

/// A percentage with so many decimals, rounded down: 99.996 is never called 100.
pub fn percent(value: f64, decimals: usize) -> String {
    Locale::english().percent(value, decimals)
}

/// The word for a component's state.
pub fn state(state: State) -> StatusLabel {
    Locale::english().state(state)
}

/// The word for the state of a component, which has none once it is retired.
pub fn component_state(facts: &ComponentFacts) -> StatusLabel {
    if facts.retired {
        return StatusLabel::new("retired", Locale::english().message("badge-retired"));
    }
    state(facts.state)
}

/// The word for an impact.
pub fn impact(impact: Impact) -> StatusLabel {
    Locale::english().impact(impact)
}
