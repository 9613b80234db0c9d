//! The sentences of support reports. A sentence claims no more than a test allows.

use crate::derive::product::Aftermath;
use crate::derive::report::{Leaders, Measure, NoComparison, ReportFacts, Row, RowChange, Subject};
use crate::derive::statistics::{Estimate, Verdict, Volume};
use crate::model::report::{Culprit, Method, Product};
use crate::view::chart::{Change, Digits, Direction};

use super::{count, dates, list, period_noun, period_words};

/// A whole number with a comma between thousands.
#[must_use]
pub fn number(number: u64) -> String {
    #[allow(clippy::cast_precision_loss, reason = "counts of tickets are far below 2^53")]
    Digits::default().write(number as f64, 0)
}

/// An amount of usage: whole if it is large.
#[must_use]
pub fn amount(amount: f64) -> String {
    Digits::default().write(amount, usize::from(amount < 100.0 && amount.fract() != 0.0))
}

/// A share in whole percent; with one decimal where a thousand tickets were read.
#[must_use]
pub fn percent(share: f64, read: u64) -> String {
    Digits::default().write(share * 100.0, usize::from(read >= 1000))
}

/// `Postgres tickets by culprit`.
#[must_use]
pub fn product_title(product: &Product) -> String {
    format!("{} tickets by culprit", product.name)
}

/// The title of a report: the finding, if a test allows one; else what is shown.
#[must_use]
pub fn finding(facts: &ReportFacts) -> String {
    if !facts.charted {
        return format!("{}: too few tickets to chart", facts.product.name);
    }
    if let Some((culprit, change)) = facts.headline() {
        return format!("{} tickets {}", culprit.name, fell_or_rose(change.measure, &change.value));
    }
    if let Some(total) = facts.comparison.as_ref().ok().and_then(|comparison| comparison.total.as_ref())
        && total.verdict == Verdict::Clear
    {
        return format!("{} tickets {}", facts.product.name, fell_or_rose(Measure::Ratio, &total.change.ratio));
    }
    if let Some([leader]) = facts.leaders.as_ref().filter(|leaders| leaders.verified).map(|l| l.contenders.as_slice()) {
        return format!("{} is the most common culprit", leader.name);
    }
    product_title(facts.product)
}

fn fell_or_rose(measure: Measure, value: &Estimate) -> String {
    match measure {
        Measure::Ratio if value.value < 1.0 => format!("fell by {:.0}%", (1.0 - value.value) * 100.0),
        Measure::Ratio if value.value < 2.0 => format!("rose by {:.0}%", (value.value - 1.0) * 100.0),
        Measure::Ratio => format!("grew to {:.1} times as many", value.value),
        Measure::Difference if value.value < 0.0 => format!("fell by {:.0} points", -value.value * 100.0),
        Measure::Difference => format!("rose by {:.0} points", value.value * 100.0),
    }
}

/// What is measured, where and when.
#[must_use]
pub fn subtitle(facts: &ReportFacts) -> String {
    let tally = facts.tally;
    let when = dates(tally.period.first(), tally.period.last());
    let what = match tally.population {
        _ if !facts.charted => "tickets read",
        Some(_) => "estimated tickets",
        None => "share of tickets",
    };
    let name = &facts.product.name;
    let Ok(comparison) = &facts.comparison else {
        let all = tally.population.map(|all| format!(" There were {} tickets in all.", number(all)));
        return format!("{name}: {what} by culprit, {when}.{}", all.unwrap_or_default());
    };
    let (_, before) = period_words(tally.period);
    let totals = comparison.tally.population.zip(tally.population).map(|(earlier, now)| match now.cmp(&earlier) {
        std::cmp::Ordering::Less => {
            format!(" There were {} tickets in all, down from {}.", number(now), number(earlier))
        }
        std::cmp::Ordering::Greater => {
            format!(" There were {} tickets in all, up from {}.", number(now), number(earlier))
        }
        std::cmp::Ordering::Equal => format!(" There were {} tickets in all, as many as before.", number(now)),
    });
    format!("{name}: {what} by culprit, {when}, with the {before}.{}", totals.unwrap_or_default())
}

/// Who leads, in the words that the winner test allows.
#[must_use]
pub fn leaders(leaders: &Leaders) -> String {
    let names: Vec<String> = leaders.contenders.iter().map(|culprit| culprit.name.clone()).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] if leaders.verified => format!("{one} is the most common culprit."),
        [one] => format!("{one} leads, but too few tickets were read to be sure."),
        [_, rest @ ..] if rest.len() <= 2 => format!("{} lead; the sample cannot tell them apart.", list(&names)),
        _ => "No single culprit stands out.".to_owned(),
    }
}

/// The name of a row.
#[must_use]
pub fn label(subject: &Subject) -> String {
    match subject {
        Subject::Culprit(culprit) => culprit.name.clone(),
        Subject::Other(culprits) => format!("Other ({})", count(*culprits, "culprit", "culprits")),
        Subject::Unclassified => "Not classified".to_owned(),
    }
}

/// The estimate of a row: tickets, or a share where nobody knows how many tickets there were.
#[must_use]
pub fn estimate(row: &Row, read: u64) -> String {
    match &row.volume {
        Some(volume) => number(volume.tickets),
        None => format!("{}%", percent(row.share.value, read)),
    }
}

/// The interval of a row: `36–74`, `21–36%`, or `exact` where everything was read.
#[must_use]
pub fn interval(row: &Row, read: u64) -> String {
    match &row.volume {
        Some(Volume { lower, upper, .. }) if lower == upper => "exact".to_owned(),
        Some(Volume { lower, upper, .. }) => format!("{}\u{2013}{}", number(*lower), number(*upper)),
        None => share_interval(&row.share, read),
    }
}

/// The estimate of a row in words; a bare count where too few were read to estimate anything.
#[must_use]
pub fn estimate_words(facts: &ReportFacts, row: &Row) -> String {
    let read = facts.tally.read;
    let (estimate, interval) = (estimate(row, read), interval(row, read));
    match &row.volume {
        _ if !facts.charted => format!("{} of {} tickets read", number(row.count), number(read)),
        Some(_) if facts.sample.is_census() => format!("{estimate} tickets"),
        Some(_) => format!("about {estimate} tickets ({interval})"),
        None => format!("{estimate} of the tickets ({interval})"),
    }
}

/// `21–36%`.
#[must_use]
pub fn share_interval(share: &Estimate, read: u64) -> String {
    format!("{}\u{2013}{}%", percent(share.lower, read), percent(share.upper, read))
}

/// The verdict on a change, in the three wordings that there are.
#[must_use]
pub fn change(change: &RowChange) -> Change {
    let words = difference(change.measure, &change.value);
    match change.verdict {
        Verdict::Clear if change.is_fall() => {
            Change { text: format!("\u{25bc} {words}"), direction: Direction::Better, clear: true }
        }
        Verdict::Clear => Change { text: format!("\u{25b2} {words}"), direction: Direction::Worse, clear: true },
        Verdict::Unsure => Change { text: format!("perhaps {words}"), direction: Direction::Unclear, clear: false },
        Verdict::None => Change { text: "no clear change".to_owned(), direction: Direction::None, clear: false },
    }
}

fn difference(measure: Measure, value: &Estimate) -> String {
    match measure {
        Measure::Ratio if value.value < 1.0 => format!("{:.0}% fewer", (1.0 - value.value) * 100.0),
        Measure::Ratio if value.value < 2.0 => format!("{:.0}% more", (value.value - 1.0) * 100.0),
        Measure::Ratio => format!("{:.1} times as many", value.value),
        Measure::Difference if value.value < 0.0 => format!("{:.0} points less", -value.value * 100.0),
        Measure::Difference => format!("{:.0} points more", value.value * 100.0),
    }
}

/// The head of the column of changes.
#[must_use]
pub fn change_head(facts: &ReportFacts) -> String {
    let Ok(comparison) = &facts.comparison else { return "Change".to_owned() };
    match &facts.product.usage_unit {
        _ if comparison.measure == Measure::Difference => "Change of share".to_owned(),
        Some(unit) if comparison.per_usage => format!("Change per {}", unit.one),
        _ => "Change".to_owned(),
    }
}

/// What happened to all tickets.
#[must_use]
pub fn total(facts: &ReportFacts) -> Option<String> {
    let comparison = facts.comparison.as_ref().ok()?;
    let total = comparison.total.as_ref()?;
    let unit = facts.product.usage_unit.as_ref().filter(|_| comparison.per_usage);
    let per = unit.map_or_else(String::new, |unit| format!(" per {}", unit.one));
    let words = difference(Measure::Ratio, &total.change.ratio);
    Some(match total.verdict {
        Verdict::Clear => format!("All tickets{per}: {words} than in the {}.", period_words(facts.tally.period).1),
        Verdict::Unsure | Verdict::None => format!("All tickets{per}: no clear change."),
    })
}

/// Why there is no comparison.
#[must_use]
pub fn no_comparison(reason: NoComparison, facts: &ReportFacts) -> String {
    let before = facts.tally.previous;
    match reason {
        NoComparison::Missing => format!("There is no report of {before} to compare with."),
        NoComparison::Incomplete => "Nothing is compared: one of the two periods is not over.".to_owned(),
        NoComparison::Preliminary => {
            "Nothing is compared: in one of the two periods fewer tickets were read than drawn.".to_owned()
        }
        NoComparison::TooFew => "Nothing is compared: in one of the two periods too few tickets were read.".to_owned(),
        NoComparison::MeasuredDifferently => {
            "Nothing is compared: the way of counting changed between the two periods.".to_owned()
        }
    }
}

/// What a reader must know before reading the numbers.
#[must_use]
pub fn cautions(facts: &ReportFacts) -> Vec<String> {
    let tally = facts.tally;
    let mut cautions = Vec::new();
    if !tally.complete {
        cautions.push("So far: the period is not over, so these counts will grow.".to_owned());
    }
    if facts.preliminary {
        let (read, drawn) = (number(tally.read), number(tally.sampled));
        cautions.push(format!("Preliminary: {read} of the {drawn} tickets drawn have been read."));
    }
    if !facts.charted {
        cautions.push("Too few tickets were read to chart shares; the counts stand in the table.".to_owned());
    }
    if tally.method == Method::Other {
        cautions.push("The tickets were not drawn at random, so the intervals may be too narrow.".to_owned());
    }
    if tally.population.is_none() {
        cautions.push("Nobody counted all tickets of the period, so shares are shown and not numbers.".to_owned());
    }
    if facts.unclear {
        cautions
            .push("More than 15% of the tickets could not be classified: the order may hide behind them.".to_owned());
    }
    cautions
}

/// How many tickets were read, and how they were drawn.
#[must_use]
pub fn sample(facts: &ReportFacts) -> String {
    let tally = facts.tally;
    let read = number(tally.read);
    if facts.sample.is_census() {
        return format!("All {read} tickets read.");
    }
    let drawn = if tally.method == Method::Other { "" } else { ", drawn at random" };
    match tally.population {
        Some(all) => format!("{read} of {} tickets read{drawn}.", number(all)),
        None => format!("{read} tickets read{drawn}."),
    }
}

/// The notes under a chart.
#[must_use]
pub fn footer(facts: &ReportFacts) -> Vec<String> {
    let mut words = sample(facts);
    if let Ok(comparison) = facts.comparison.as_ref()
        && comparison.tested > 0
    {
        let family = match comparison.tested {
            1 => "one comparison".to_owned(),
            many => format!("{many} comparisons"),
        };
        words.push_str(" Bold change: unlikely to be chance.");
        words.push_str(&format!(" \u{201c}Perhaps\u{201d}: may be chance among {family}."));
    }
    vec![words, format!("Source: {} support sample, {}.", facts.product.name, facts.tally.period)]
}

/// The chart in words.
#[must_use]
pub fn description(facts: &ReportFacts) -> String {
    let rows = facts.rows.len();
    let when = dates(facts.tally.period.first(), facts.tally.period.last());
    let mut words =
        format!("Bar chart of {} of {} tickets, {when}.", count(rows, "group", "groups"), facts.product.name);
    if let Some(row) = facts.rows.iter().find(|row| matches!(row.subject, Subject::Culprit(_))) {
        let read = facts.tally.read;
        let range = interval(row, read).replace('\u{2013}', " to ");
        let unit = if row.volume.is_some() { " tickets" } else { "" };
        words.push_str(&format!(
            " {} is largest with about {}{unit} ({range}).",
            label(&row.subject),
            estimate(row, read)
        ));
    }
    if let Some(contenders) = facts.leaders.as_ref().map(|leaders| leaders.contenders.len()).filter(|many| *many > 1) {
        words.push_str(&format!(" {contenders} culprits cannot be told apart for first place."));
    }
    if let Some((culprit, change)) = facts.headline() {
        words.push_str(&format!(" {} {}.", culprit.name, fell_or_rose(change.measure, &change.value)));
    }
    words.push_str(" The numbers are in the table below.");
    words
}

/// What followed an action. The words claim before and after, never cause.
#[must_use]
pub fn aftermath(aftermath: &Aftermath, facts: &ReportFacts) -> String {
    let (one, many) = period_noun(facts.tally.period);
    let (before, after) = (count(aftermath.before, one, many), count(aftermath.after, one, many));
    let ratio = &aftermath.change.ratio;
    let words = match aftermath.verdict {
        Verdict::None => "no clear change".to_owned(),
        Verdict::Clear | Verdict::Unsure => {
            let (least, most) = ((1.0 - ratio.upper) * 100.0, (1.0 - ratio.lower) * 100.0);
            let range = if ratio.value < 1.0 { (least, most) } else { (-most, -least) };
            format!("{} ({:.0} to {:.0}%)", difference(Measure::Ratio, ratio), range.0, range.1)
        }
    };
    let share = aftermath.share.as_ref().map(|share| {
        let points = format!("{:+.0}", share.value * 100.0).replace('-', "\u{2212}");
        format!("; its share of all tickets moved by {points} points")
    });
    format!("After {after}, against {before} before: {words}{}.", share.unwrap_or_default())
}

/// The method in one paragraph, with the numbers of this sample.
#[must_use]
pub fn method(facts: &ReportFacts) -> String {
    let tally = facts.tally;
    let mut words = sample(facts);
    if tally.not_applicable > 0 {
        words.push_str(&format!(" {} of them should not have been counted.", number(tally.not_applicable)));
    }
    words.push_str(" Each ticket has one culprit: what would have prevented it.");
    if !facts.charted {
        return words;
    }
    if facts.sample.is_census() {
        words.push_str(" Everything was read, so nothing is estimated.");
    } else {
        words.push_str(
            " Shares have 95% Wilson intervals with the \
             correction for a finite list; tickets are the share times all tickets of the period, with limits rounded outward.",
        );
    }
    if let Ok(comparison) = &facts.comparison {
        words.push_str(match comparison.measure {
            Measure::Ratio => {
                " A change is a ratio of estimated tickets, per unit of usage where that is known, with the chance of arrivals \
                 and of sampling both counted."
            }
            Measure::Difference => {
                " A change is a difference of shares (Newcombe's interval, Fisher's exact test), because without the number of \
                 all tickets nothing can be said of how many there were."
            }
        });
        words.push_str(
            " It is called clear if it holds among all comparisons of the period (Holm, 5%), and perhaps if only its own \
             interval leaves out no change.",
        );
    }
    if facts.leaders.is_some() && !facts.sample.is_census() {
        words.push_str(" The leader is tested against the runner-up (Hung and Fithian, 2019).");
    }
    words.push_str(" Percentages are rounded and may not add up to 100.");
    words
}

/// What to look at next.
#[must_use]
pub fn next_steps(facts: &ReportFacts) -> Vec<String> {
    let mut steps = Vec::new();
    if let Some(leaders) = &facts.leaders {
        let names: Vec<String> = leaders.contenders.iter().take(3).map(|culprit| owned(culprit)).collect();
        match leaders.contenders.len() {
            0 => {}
            1 => steps.push(format!("Look first at {}.", list(&names))),
            2 | 3 => steps.push(format!("Look first at {}: one of them is likely to hurt most.", list(&names))),
            many => steps.push(format!("{many} culprits could hurt most; read a larger sample before you choose one.")),
        }
    }
    if facts.unclear {
        steps.push("Read the unclassified tickets again, or add a culprit for what they have in common.".to_owned());
    }
    steps
}

fn owned(culprit: &Culprit) -> String {
    match &culprit.owner {
        Some(owner) => format!("{} ({owner})", culprit.name),
        None => culprit.name.clone(),
    }
}
