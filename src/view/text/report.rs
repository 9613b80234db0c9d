//! The sentences of support reports. A sentence claims no more than a test allows.

pub mod cautions;
pub mod comparison;
pub mod draw;
pub mod machine;
pub mod method;
pub mod next_steps;
pub mod summary;

use std::cmp::Ordering;

use super::message::message;
use super::{
    counted_periods, counted_weeks, dates, length_name, list, month, previous_label,
    previous_phrase, quoted_culprit,
};
use crate::base::period::Period;
use crate::derive::product::{ProductFacts, SeriesUnit};
use crate::derive::report::{
    ChangeMeasure, Comparison, Leaders, ReportBasis, ReportFacts, ReportRow, RowChange, RowSubject,
    UsualRange,
};
use crate::derive::statistics::{ChangeVerdict, Estimate, ProcessPoint, Signal, Volume};
use crate::model::report::Product;
use crate::view::chart::{ChangeLabel, Digits, Direction};

/// A whole number with a comma between thousands.
pub fn number(number: u64) -> String {
    // Counts of tickets are far below 2^53.
    Digits::default().write(number as f64, 0)
}

/// An amount of usage: whole if it is large.
pub fn amount(amount: f64) -> String {
    Digits::default().write(amount, usize::from(amount < 100.0 && amount.fract() != 0.0))
}

/// A share in whole percent; with one decimal where a thousand tickets were read.
pub fn percent(share: f64, read: u64) -> String {
    Digits::default().write(share * 100.0, usize::from(read >= 1000))
}

/// Names of leaders that are longer than this together do not stand in a title.
const MAX_TITLE_NAMES: usize = 70;

/// The title of a report: a clear change, or else what is unusual and who leads. No two periods have the same title for want of a finding.
pub fn finding(facts: &ReportFacts) -> String {
    let product = &facts.product.name;
    if !facts.charted {
        return message!("finding-too-few", product);
    }
    if let Some(change) = change_in_title(facts) {
        return change;
    }
    match (range_side(facts), leaders_in_title(facts)) {
        (Some(side), Some(leaders)) => message!("finding-range-leaders", side, leaders),
        (Some(side), None) => message!("finding-range", product, side),
        (None, Some(leaders)) => leaders,
        (None, None) => message!(
            "finding-not-tested",
            product,
            read = number(facts.basis.read),
            drawn = number(facts.basis.sampled)
        ),
    }
}

/// The clear change of a title: that of a culprit, or else that of all tickets.
fn change_in_title(facts: &ReportFacts) -> Option<String> {
    if let Some((culprit, change, comparison)) = facts.headline_change() {
        let culprit = format!("{} ", quoted_culprit(culprit));
        let change = (change.measure, &change.value);
        return Some(finding_of_change((facts, comparison), &culprit, change));
    }
    let (comparison, total) = facts.clear_change_of_total()?;
    let change = (ChangeMeasure::Ratio, &total.change.ratio);
    let finding = finding_of_change((facts, comparison), "", change);
    let product = &facts.product.name;
    Some(message!("product-title", product, finding))
}

/// On which side of their expected range the tickets of the week are, if they are outside.
fn range_side(facts: &ReportFacts) -> Option<&'static str> {
    let point = facts.usual_range.as_ref()?.point;
    facts
        .is_outside_usual_range()
        .then(|| super::product::side_of_range(&point))
}

/// Who leads, in the few words of a title.
fn leaders_in_title(facts: &ReportFacts) -> Option<String> {
    let leaders = facts.leaders.as_ref()?;
    let (names, count) = (leader_names(leaders), leaders.contenders.len());
    let verdict = match (count, facts.sample.is_census()) {
        (0, _) => return None,
        (1, _) if leaders.verified => "verified",
        (1..=3, true) if are_title_names(&names) => "tied",
        (1..=3, false) if are_title_names(&names) => "several",
        (2 | 3, true) => "tied-counted",
        (2 | 3, false) => "counted",
        _ => "many",
    };
    Some(message!("finding-leaders", verdict, names, count))
}

fn leader_names(leaders: &Leaders) -> String {
    let names = leaders.contenders.iter();
    list(&names.map(|one| quoted_culprit(one)).collect::<Vec<_>>())
}

fn are_title_names(names: &str) -> bool {
    names.chars().count() <= MAX_TITLE_NAMES
}

/// How a change is worded, and its number: `("fewer", "77")`.
fn magnitude(measure: ChangeMeasure, estimate: &Estimate) -> (&'static str, String) {
    let value = estimate.value;
    match measure {
        ChangeMeasure::Ratio if value < 1.0 => ("fewer", format!("{:.0}", (1.0 - value) * 100.0)),
        ChangeMeasure::Ratio if value < 2.0 => ("more", format!("{:.0}", (value - 1.0) * 100.0)),
        ChangeMeasure::Ratio => ("times", format!("{value:.1}")),
        ChangeMeasure::Difference if value < 0.0 => {
            ("points-less", format!("{:.0}", -value * 100.0))
        }
        ChangeMeasure::Difference => ("points-more", format!("{:.0}", value * 100.0)),
    }
}

/// `77% fewer`.
pub(super) fn change_amount(measure: ChangeMeasure, estimate: &Estimate) -> String {
    let (kind, number) = magnitude(measure, estimate);
    message!("change-amount", kind, number)
}

/// `77% fewer tickets per database`, or `12 points lower` where only shares can be compared.
fn changed_tickets(facts: &ReportFacts, comparison: &Comparison, change: &RowChange) -> String {
    let amount = change_amount(change.measure, &change.value);
    match change.measure {
        ChangeMeasure::Difference => amount,
        ChangeMeasure::Ratio => {
            let per = tickets_per(facts, comparison);
            message!("changed-tickets", amount, per)
        }
    }
}

/// What the chart shows, where and when: of a month or a quarter that weeks add up to, tickets per week. The period before is that of the
/// thin bars, while the changes may be those of several periods.
pub fn chart_subtitle(facts: &ReportFacts) -> String {
    let previous = message!("subtitle-bars", previous = previous_label(&facts.basis));
    subtitle_of(facts, is_per_week(facts), previous)
}

/// The same where there are no bars.
pub fn subtitle(facts: &ReportFacts) -> String {
    subtitle_of(facts, is_per_week(facts), compared_with(facts))
}

/// What the table shows, where and when.
pub fn table_caption(facts: &ReportFacts) -> String {
    subtitle_of(facts, false, compared_with(facts))
}

fn compared_with(facts: &ReportFacts) -> String {
    message!(
        "subtitle-compared",
        previous = previous_phrase(&facts.basis)
    )
}

/// Whether the chart shows tickets per week: a month has four weeks or five, and its changes are per week too.
pub fn is_per_week(facts: &ReportFacts) -> bool {
    facts.charted && facts.basis.is_rolled_up() && facts.basis.population.is_some()
}

/// A number of tickets per week: with a decimal if it is small.
pub fn weekly(tickets: f64) -> String {
    Digits::default().write(tickets, usize::from(tickets < 10.0))
}

/// `previous` says what it is compared with, where it is.
fn subtitle_of(facts: &ReportFacts, per_week: bool, previous: String) -> String {
    let basis = &facts.basis;
    let measure = match basis.population {
        _ if !facts.charted => "read",
        Some(_) if per_week => "week",
        Some(_) if facts.sample.is_census() => "census",
        Some(_) => "estimate",
        None => "share",
    };
    let before = facts.comparison.as_ref().ok().map(|one| &one.before);
    let previous = before.map_or(String::new(), |_| previous);
    let product = &facts.product.name;
    let subtitle = message!(
        "report-subtitle",
        product,
        measure,
        when = days(basis),
        previous
    );
    match tickets_in_all(before, basis) {
        Some(tickets) => format!("{subtitle} {tickets}"),
        None => subtitle,
    }
}

/// The days of a report: `8–14 July 2013`, or `July 2013 (2013-W27 to 2013-W30)` where weeks are added up.
pub fn days(basis: &ReportBasis) -> String {
    if !basis.is_rolled_up() {
        return dates(basis.period.first(), basis.period.last());
    }
    let days = match basis.period {
        Period::Quarter(first) => {
            message!(
                "from-to",
                first = month(first),
                last = month(basis.period.last())
            )
        }
        period => super::period(period),
    };
    let (first, last) = (
        basis.first_period().to_string(),
        basis.last_period().to_string(),
    );
    let weeks = match basis.tallies.len() {
        1 => first,
        _ => message!("from-to", first, last),
    };
    format!("{days} ({weeks})")
}

/// How many weeks are added up; 0 for a sample of its own.
fn weeks_added(basis: &ReportBasis) -> usize {
    if basis.is_rolled_up() {
        basis.tallies.len()
    } else {
        0
    }
}

fn tickets_in_all(before: Option<&ReportBasis>, basis: &ReportBasis) -> Option<String> {
    let tickets = basis.population?;
    let earlier = match before {
        Some(before) => before.population?,
        None => 0,
    };
    let trend = match (before, tickets.cmp(&earlier)) {
        (None, _) => "unknown",
        (Some(before), _) if before.tallies.len() != basis.tallies.len() => "against",
        (_, Ordering::Less) => "down",
        (_, Ordering::Greater) => "up",
        (_, Ordering::Equal) => "same",
    };
    Some(message!(
        "tickets-in-all",
        tickets = number(tickets),
        complete = if basis.complete { "yes" } else { "no" },
        weeks = weeks_added(basis),
        trend,
        before = number(earlier),
        weeksbefore = before.map_or(0, weeks_added),
    ))
}

/// Over the picture beside a link: `Internal · Postgres, 8–14 July 2013`.
pub fn card_head(facts: &ReportFacts) -> String {
    message!(
        "card-head",
        product = &facts.product.name,
        when = days(&facts.basis)
    )
}

/// The sentence about the most frequent culprit that the winner test allows; `None` if it allows none.
pub fn leaders(facts: &ReportFacts) -> Option<String> {
    let leaders = facts.leaders.as_ref().filter(|_| facts.charted)?;
    let verdict = leaders_verdict(leaders, facts)?;
    Some(message!("leaders", verdict, names = leader_names(leaders)))
}

/// The same beside the title, which may have named them: then only what it left out.
pub fn leaders_beside_title(facts: &ReportFacts) -> Option<String> {
    if change_in_title(facts).is_some() {
        return leaders(facts);
    }
    let named = facts.leaders.as_ref().filter(|_| facts.charted)?;
    match leaders_verdict(named, facts)? {
        "many" | "verified" => None,
        verdict if are_title_names(&leader_names(named)) => {
            Some(message!("leaders-named", verdict))
        }
        _ => leaders(facts),
    }
}

/// What may be said of the leaders; `None` if there are none.
fn leaders_verdict(leaders: &Leaders, facts: &ReportFacts) -> Option<&'static str> {
    Some(match leaders.contenders.len() {
        0 => return None,
        1 if leaders.verified => "verified",
        1 => "unsure",
        2 | 3 if facts.sample.is_census() => "tied",
        2 | 3 => "several",
        _ => "many",
    })
}

/// All tickets per 1,000 of usage: `13.1 per 1,000 databases`.
// Counts of tickets are far below 2^53.
fn rate(facts: &ReportFacts, tickets: u64) -> Option<String> {
    let rate = tickets as f64 / facts.basis.usage? * 1000.0;
    let unit = facts
        .product
        .usage_unit
        .as_ref()
        .map(|unit| unit.many.as_str());
    Some(message!(
        "rate-per-1000",
        rate = Digits::default().write(rate, usize::from(rate < 100.0)),
        kind = if unit.is_some() { "named" } else { "unnamed" },
        unit = unit.unwrap_or_default()
    ))
}

/// The name of a row.
pub fn label(subject: &RowSubject) -> String {
    match subject {
        RowSubject::Culprit(culprit) => culprit.name.clone(),
        RowSubject::Other(culprits) => message!("other-culprits", count = *culprits),
        RowSubject::Unclassified => message!("not-classified"),
    }
}

/// The estimate of a row: tickets, or a share if the number of tickets is not known.
pub fn estimate(row: &ReportRow, read: u64) -> String {
    match &row.volume {
        Some(volume) => number(volume.tickets),
        None => format!("{}%", percent(row.share.value, read)),
    }
}

/// The interval of a row: `36–74`, `21–36%`, or `exact` where everything was read.
pub fn interval(row: &ReportRow, read: u64) -> String {
    match &row.volume {
        Some(Volume { lower, upper, .. }) if lower == upper => message!("interval-exact"),
        Some(Volume { lower, upper, .. }) => {
            format!("{}\u{2013}{}", number(*lower), number(*upper))
        }
        None => share_interval(&row.share, read),
    }
}

/// The estimate and the interval of a row as the chart shows them: per week where weeks are added up.
// Counts of tickets are far below 2^53, and periods have few weeks.
pub fn chart_texts(facts: &ReportFacts, row: &ReportRow) -> (String, String) {
    let read = facts.basis.read;
    let Some(volume) = row.volume.filter(|_| is_per_week(facts)) else {
        return (estimate(row, read), interval(row, read));
    };
    let per_week = |tickets: u64| weekly(tickets as f64 / facts.basis.tallies.len() as f64);
    let limits = if volume.lower == volume.upper {
        message!("interval-exact")
    } else {
        format!(
            "{}\u{2013}{}",
            per_week(volume.lower),
            per_week(volume.upper)
        )
    };
    (per_week(volume.tickets), limits)
}

/// Tickets of a row per 1,000 of usage, in digits; of a row that has none, nothing.
pub fn row_rate(row: &ReportRow) -> String {
    let rate = row.rate.as_ref().map(|rate| rate.value);
    rate.map_or_else(String::new, |rate| {
        Digits::default().write(rate, usize::from(rate < 100.0))
    })
}

/// An average week of a month or quarter: tickets per 1,000 of usage where that is measured, else as the chart shows them.
pub fn average_week(facts: &ReportFacts, row: &ReportRow) -> String {
    if facts.product.usage.is_empty() {
        chart_texts(facts, row).0
    } else {
        row_rate(row)
    }
}

/// The estimate of a row in words; a bare count where too few were read to estimate anything.
pub fn estimate_words(facts: &ReportFacts, row: &ReportRow) -> String {
    let read = facts.basis.read;
    let (estimate, interval) = (estimate(row, read), interval(row, read));
    match &row.volume {
        _ if !facts.charted => {
            message!(
                "estimate-count",
                count = number(row.count),
                read = number(read)
            )
        }
        Some(_) if facts.sample.is_census() => message!("estimate-exact", estimate),
        Some(_) => message!("estimate-about", estimate, interval),
        None => message!("estimate-share", estimate, interval),
    }
}

/// `21–36%`.
pub fn share_interval(share: &Estimate, read: u64) -> String {
    format!(
        "{}\u{2013}{}%",
        percent(share.lower, read),
        percent(share.upper, read)
    )
}

/// The verdict on a change, in the two wordings that there are; `None` where nothing is clear, because a column of equal words hides the others.
pub fn change(change: &RowChange) -> Option<ChangeLabel> {
    let amount = change_amount(change.measure, &change.value);
    verdict_label(change.verdict, amount, change.is_decrease())
}

/// What stands beside a row: its clear change, or else its clear trend, or else a possible change. Beside two periods that were asked for
/// there is no trend.
pub fn change_or_trend(
    facts: &ReportFacts,
    history: Option<&ProductFacts>,
    row: &ReportRow,
) -> Option<ChangeLabel> {
    let change = facts.leading_change(row).and_then(change);
    clear_change_or_trend(change, row_trend(facts, history, row))
}

/// A change if it is clear, or else a clear trend, or else a possible change.
pub fn clear_change_or_trend(
    change: Option<ChangeLabel>,
    trend: Option<ChangeLabel>,
) -> Option<ChangeLabel> {
    match change {
        Some(change) if change.clear => Some(change),
        change => trend.or(change),
    }
}

/// The clear trend of a row.
pub fn row_trend(
    facts: &ReportFacts,
    history: Option<&ProductFacts>,
    row: &ReportRow,
) -> Option<ChangeLabel> {
    let series = history?.series_of(row.subject.culprit()?)?;
    let trend = series.trend.as_ref().filter(|_| !facts.is_pair)?;
    super::product::trend_label(trend)
}

fn verdict_label(verdict: ChangeVerdict, amount: String, is_decrease: bool) -> Option<ChangeLabel> {
    let (text, direction) = match verdict {
        ChangeVerdict::Clear if is_decrease => {
            (message!("change-better", amount), Direction::Better)
        }
        ChangeVerdict::Clear => (message!("change-worse", amount), Direction::Worse),
        ChangeVerdict::Unsure => (message!("change-unsure", amount), Direction::Unclear),
        ChangeVerdict::None => return None,
    };
    Some(ChangeLabel {
        text,
        direction,
        clear: verdict == ChangeVerdict::Clear,
    })
}

/// What the bars are called: those of this period and of the one before, with the number of weeks where that differs.
pub fn bar_labels(facts: &ReportFacts) -> (String, String) {
    let basis = &facts.basis;
    let (mut current, previous) = (super::this_period(basis.period), previous_label(basis));
    if !basis.complete {
        current = message!("bars-so-far", period = current);
    }
    let before = facts.comparison.as_ref().ok().map(|one| &one.before);
    match before.filter(|before| before.tallies.len() != basis.tallies.len()) {
        None => (current, previous),
        Some(before) => {
            let weeks = |basis: &ReportBasis| counted_weeks(basis.tallies.len());
            (
                message!("bars-weeks", period = current, weeks = weeks(basis)),
                message!("bars-weeks", period = previous, weeks = weeks(before)),
            )
        }
    }
}

/// The head of the column of changes from the period before.
pub fn change_head(facts: &ReportFacts) -> String {
    head_of(facts, facts.comparison.as_ref().ok(), "previous")
}

/// The head of the column of the changes that lead.
pub fn leading_change_head(facts: &ReportFacts) -> String {
    let span = if facts.window.is_some() {
        "window"
    } else {
        "previous"
    };
    head_of(facts, facts.leading_comparison(), span)
}

/// The same in a chart, in fewer words.
pub fn chart_change_head(facts: &ReportFacts) -> String {
    match &facts.window {
        Some(window) => {
            let after = window_periods(facts, window).1;
            let before = window.before.tallies.len().to_string();
            message!("change-head-window", after, before)
        }
        None => head_of(facts, facts.comparison.as_ref().ok(), "chart"),
    }
}

fn head_of(facts: &ReportFacts, comparison: Option<&Comparison>, span: &str) -> String {
    let (mut measure, mut per) = ("tickets", String::new());
    let (mut before, mut after) = Default::default();
    if let Some(comparison) = comparison {
        per = tickets_per(facts, comparison);
        if comparison.measure == ChangeMeasure::Difference {
            measure = "share";
        }
        (before, after) = window_periods(facts, comparison);
    }
    let previous = previous_label(&facts.basis);
    message!("change-head", measure, per, span, before, after, previous)
}

/// How many periods a window has before and after: `4 weeks`.
pub fn window_periods(facts: &ReportFacts, window: &Comparison) -> (String, String) {
    let count = |basis: &ReportBasis| counted_periods(facts.basis.period, basis.tallies.len());
    (count(&window.before), count(&window.after))
}

/// What tickets are counted by in a comparison: ` per database per week`. The week is named where the two sides can have different numbers of
/// them, since only then a number of tickets and one per week can go different ways.
fn tickets_per(facts: &ReportFacts, comparison: &Comparison) -> String {
    if comparison.measure == ChangeMeasure::Difference {
        return String::new();
    }
    let sides = (&comparison.before.tallies, &comparison.after.tallies);
    let is_rate = facts.basis.is_rolled_up() || sides.0.len() != sides.1.len();
    let period = is_rate.then(|| facts.basis.first_period());
    counted_by(facts.product, comparison.per_usage, period)
}

/// ` per database per week`: by usage, and by a period, where they are given.
fn counted_by(product: &Product, per_usage: bool, period: Option<Period>) -> String {
    let mut per = String::new();
    if per_usage {
        let unit = product.usage_unit.as_ref().map(|unit| unit.one.as_str());
        per += &message!(
            "tickets-per-usage",
            usage = if unit.is_some() { "named" } else { "unnamed" },
            unit = unit.unwrap_or_default()
        );
    }
    if let Some(period) = period {
        per += &message!("tickets-per-period", period = length_name(period));
    }
    per
}

/// `75% fewer “Backups” tickets per database in the last 4 weeks than in the 4 weeks before`.
fn finding_of_change(
    (facts, comparison): (&ReportFacts, &Comparison),
    culprit: &str,
    (measure, change): (ChangeMeasure, &Estimate),
) -> String {
    let span = span(facts, comparison);
    let (before, after) = match span {
        "window" => window_periods(facts, comparison),
        _ => (
            previous_phrase(&facts.basis),
            facts.basis.period.to_string(),
        ),
    };
    message!(
        "finding-change",
        culprit,
        measure = match measure {
            ChangeMeasure::Ratio => "tickets",
            ChangeMeasure::Difference => "share",
        },
        amount = change_amount(measure, change),
        kind = magnitude(measure, change).0,
        per = tickets_per(facts, comparison),
        span,
        before,
        after,
    )
}

/// What a comparison spans: `window`, `pair` for two periods that were asked for, or `previous` for a period and the one before.
fn span(facts: &ReportFacts, comparison: &Comparison) -> &'static str {
    match () {
        () if comparison.is_window => "window",
        () if facts.is_pair => "pair",
        () => "previous",
    }
}

/// What happened to all tickets, in the comparison that leads and in the other.
pub fn total(facts: &ReportFacts) -> Option<String> {
    let sentences: Vec<String> = facts
        .comparisons()
        .filter_map(|comparison| total_change(facts, comparison))
        .collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

fn total_change(facts: &ReportFacts, comparison: &Comparison) -> Option<String> {
    let total = comparison.total.as_ref()?;
    let is_clear = total.verdict == ChangeVerdict::Clear;
    let (before, after) = window_periods(facts, comparison);
    let (kind, _) = magnitude(ChangeMeasure::Ratio, &total.change.ratio);
    Some(message!(
        "total-change",
        kind,
        per = tickets_per(facts, comparison),
        verdict = if is_clear { "clear" } else { "none" },
        change = change_amount(ChangeMeasure::Ratio, &total.change.ratio),
        previous = previous_phrase(&facts.basis),
        span = if comparison.is_window {
            "window"
        } else if facts.window.is_some() {
            "beside"
        } else {
            "previous"
        },
        before,
        after,
    ))
}

/// The range in which all tickets of a week are expected: `18.8–25.2`.
fn expected_range(facts: &ReportFacts, point: &ProcessPoint) -> String {
    let decimals = usize::from(point.upper < 100.0 && !facts.product.usage.is_empty());
    let write = |number: f64| Digits::default().write(number, decimals);
    format!("{}\u{2013}{}", write(point.lower), write(point.upper))
}

/// `▼ 13.1 per 1,000 databases, below the expected 18.8–25.2`; the rate alone where no range is known.
pub fn usual_range_in_short(facts: &ReportFacts) -> Option<String> {
    let rate = rate(facts, facts.basis.population?);
    let Some(usual) = &facts.usual_range else {
        return rate;
    };
    Some(message!(
        "range-in-short",
        side = range_side(facts).unwrap_or("within"),
        kind = if rate.is_some() { "rate" } else { "count" },
        rate = rate.unwrap_or_default(),
        range = expected_range(facts, &usual.point)
    ))
}

/// Whether all tickets of a week are what the weeks before it let expect.
pub fn usual_range(facts: &ReportFacts) -> Option<String> {
    let UsualRange { point, weeks } = facts.usual_range.as_ref()?;
    let has_usage = !facts.product.usage.is_empty();
    let write = |number: f64| {
        Digits::default().write(number, usize::from(point.upper < 100.0 && has_usage))
    };
    let signal = match point.signal {
        Some(Signal::Outside) => super::product::side_of_range(point),
        Some(Signal::Run) => "run",
        None => "none",
    };
    let unit = if has_usage {
        SeriesUnit::PerThousand
    } else {
        SeriesUnit::Tickets
    };
    Some(message!(
        "week-range",
        rate = write(point.rate),
        unit = super::product::unit(facts.product, unit),
        signal,
        range = expected_range(facts, point),
        weeks = *weeks,
    ))
}
