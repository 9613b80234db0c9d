//! The sentences of support reports. A sentence claims no more than a test allows.

mod cautions;
mod draw;
mod method;
mod next_steps;

use std::cmp::Ordering;

use crate::base::period::Period;
use crate::derive::report::{
    ChangeMeasure, Leaders, ReportBasis, ReportFacts, ReportRow, RowChange, RowSubject, UsualRange,
};
use crate::derive::statistics::{ChangeVerdict, Estimate, Signal, Volume};
use crate::model::report::Product;
use crate::view::chart::{ChangeLabel, Digits, Direction};

use super::{count, dates, list, month, period_words};

pub use cautions::{cautions, no_comparison};
pub use draw::{DrawView, draw};
pub use method::{agreement, description, footer, method, sample};
pub use next_steps::{action_effect, next_steps};

/// A whole number with a comma between thousands.
#[must_use]
pub fn number(number: u64) -> String {
    #[allow(
        clippy::cast_precision_loss,
        reason = "counts of tickets are far below 2^53"
    )]
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
    if let Some((culprit, change)) = facts.headline_change() {
        return format!(
            "{} tickets {}",
            culprit.name,
            change_phrase(change.measure, &change.value)
        );
    }
    if let Some(total) = facts
        .comparison
        .as_ref()
        .ok()
        .and_then(|comparison| comparison.total.as_ref())
        && total.verdict == ChangeVerdict::Clear
    {
        return format!(
            "{} tickets {}",
            facts.product.name,
            change_phrase(ChangeMeasure::Ratio, &total.change.ratio)
        );
    }
    if let Some([leader]) = facts
        .leaders
        .as_ref()
        .filter(|leaders| leaders.verified)
        .map(|l| l.contenders.as_slice())
    {
        return format!("{} is the most common culprit", leader.name);
    }
    product_title(facts.product)
}

fn change_phrase(measure: ChangeMeasure, value: &Estimate) -> String {
    match measure {
        ChangeMeasure::Ratio if value.value < 1.0 => {
            format!("fell by {:.0}%", (1.0 - value.value) * 100.0)
        }
        ChangeMeasure::Ratio if value.value < 2.0 => {
            format!("rose by {:.0}%", (value.value - 1.0) * 100.0)
        }
        ChangeMeasure::Ratio => format!("grew to {:.1} times as many", value.value),
        ChangeMeasure::Difference if value.value < 0.0 => {
            format!("fell by {:.0} points", -value.value * 100.0)
        }
        ChangeMeasure::Difference => format!("rose by {:.0} points", value.value * 100.0),
    }
}

/// What is measured, where and when.
#[must_use]
pub fn subtitle(facts: &ReportFacts) -> String {
    let basis = &facts.basis;
    let what = match basis.population {
        _ if !facts.charted => "tickets read",
        Some(_) => "estimated tickets",
        None => "share of tickets",
    };
    let (name, when) = (&facts.product.name, days(basis));
    match &facts.comparison {
        Err(_) => format!("{name}: {what} by culprit, {when}.{}", all(basis)),
        Ok(comparison) => {
            let before = period_words(basis.period).1;
            format!(
                "{name}: {what} by culprit, {when}, with the {before}.{}",
                all_since(&comparison.before, basis)
            )
        }
    }
}

/// The days of a report: `8–14 July 2013`, or `July 2013 (2013-W27 to 2013-W30)` where weeks are added up.
#[must_use]
pub fn days(basis: &ReportBasis) -> String {
    let days = super::period(basis.period);
    match (basis.is_rolled_up(), basis.period) {
        (false, _) => dates(basis.period.first(), basis.period.last()),
        (true, Period::Quarter(first)) => {
            format!(
                "{} to {} ({})",
                month(first),
                month(basis.period.last()),
                weeks_words(basis)
            )
        }
        (true, _) => format!("{days} ({})", weeks_words(basis)),
    }
}

fn weeks_words(basis: &ReportBasis) -> String {
    if basis.tallies.len() == 1 {
        basis.first_period().to_string()
    } else {
        format!("{} to {}", basis.first_period(), basis.last_period())
    }
}

/// How many weeks are added up, as `in 4 weeks`; nothing for a sample of its own.
fn in_weeks(basis: &ReportBasis) -> String {
    if basis.is_rolled_up() {
        format!(" in {}", count(basis.tallies.len(), "week", "weeks"))
    } else {
        String::new()
    }
}

fn all(basis: &ReportBasis) -> String {
    let words = |all| {
        format!(
            " There were {} tickets in all{}.",
            number(all),
            in_weeks(basis)
        )
    };
    basis.population.map(words).unwrap_or_default()
}

fn all_since(before: &ReportBasis, basis: &ReportBasis) -> String {
    let Some((earlier, now)) = before.population.zip(basis.population) else {
        return String::new();
    };
    let all = format!(
        " There were {} tickets in all{}",
        number(now),
        in_weeks(basis)
    );
    match now.cmp(&earlier) {
        _ if before.tallies.len() != basis.tallies.len() => {
            format!("{all}, against {}{}.", number(earlier), in_weeks(before))
        }
        Ordering::Less => format!("{all}, down from {}.", number(earlier)),
        Ordering::Greater => format!("{all}, up from {}.", number(earlier)),
        Ordering::Equal => format!("{all}, as many as before."),
    }
}

/// Over the picture beside a link: `Internal · Postgres, 8–14 July 2013`.
#[must_use]
pub fn card_head(facts: &ReportFacts) -> String {
    format!(
        "Internal \u{b7} {}, {}",
        facts.product.name,
        days(&facts.basis)
    )
}

/// Who leads, in the words that the winner test allows.
#[must_use]
pub fn leaders(leaders: &Leaders) -> String {
    let names: Vec<String> = leaders
        .contenders
        .iter()
        .map(|culprit| culprit.name.clone())
        .collect();
    match names.as_slice() {
        [] => String::new(),
        [one] if leaders.verified => format!("{one} is the most common culprit."),
        [one] => format!("{one} leads, but too few tickets were read to be sure."),
        [_, rest @ ..] if rest.len() <= 2 => {
            format!("{} lead; the sample cannot tell them apart.", list(&names))
        }
        _ => "No single culprit stands out.".to_owned(),
    }
}

/// The name of a row.
#[must_use]
pub fn label(subject: &RowSubject) -> String {
    match subject {
        RowSubject::Culprit(culprit) => culprit.name.clone(),
        RowSubject::Other(culprits) => {
            format!("Other ({})", count(*culprits, "culprit", "culprits"))
        }
        RowSubject::Unclassified => "Not classified".to_owned(),
    }
}

/// The estimate of a row: tickets, or a share where nobody knows how many tickets there were.
#[must_use]
pub fn estimate(row: &ReportRow, read: u64) -> String {
    match &row.volume {
        Some(volume) => number(volume.tickets),
        None => format!("{}%", percent(row.share.value, read)),
    }
}

/// The interval of a row: `36–74`, `21–36%`, or `exact` where everything was read.
#[must_use]
pub fn interval(row: &ReportRow, read: u64) -> String {
    match &row.volume {
        Some(Volume { lower, upper, .. }) if lower == upper => "exact".to_owned(),
        Some(Volume { lower, upper, .. }) => {
            format!("{}\u{2013}{}", number(*lower), number(*upper))
        }
        None => share_interval(&row.share, read),
    }
}

/// The estimate of a row in words; a bare count where too few were read to estimate anything.
#[must_use]
pub fn estimate_words(facts: &ReportFacts, row: &ReportRow) -> String {
    let read = facts.basis.read;
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
    format!(
        "{}\u{2013}{}%",
        percent(share.lower, read),
        percent(share.upper, read)
    )
}

/// The verdict on a change, in the three wordings that there are.
#[must_use]
pub fn change(change: &RowChange) -> ChangeLabel {
    let words = difference(change.measure, &change.value);
    match change.verdict {
        ChangeVerdict::Clear if change.is_decrease() => ChangeLabel {
            text: format!("\u{25bc} {words}"),
            direction: Direction::Better,
            clear: true,
        },
        ChangeVerdict::Clear => ChangeLabel {
            text: format!("\u{25b2} {words}"),
            direction: Direction::Worse,
            clear: true,
        },
        ChangeVerdict::Unsure => ChangeLabel {
            text: format!("perhaps {words}"),
            direction: Direction::Unclear,
            clear: false,
        },
        ChangeVerdict::None => ChangeLabel {
            text: "no clear change".to_owned(),
            direction: Direction::None,
            clear: false,
        },
    }
}

fn difference(measure: ChangeMeasure, value: &Estimate) -> String {
    match measure {
        ChangeMeasure::Ratio if value.value < 1.0 => {
            format!("{:.0}% fewer", (1.0 - value.value) * 100.0)
        }
        ChangeMeasure::Ratio if value.value < 2.0 => {
            format!("{:.0}% more", (value.value - 1.0) * 100.0)
        }
        ChangeMeasure::Ratio => format!("{:.1} times as many", value.value),
        ChangeMeasure::Difference if value.value < 0.0 => {
            format!("{:.0} points less", -value.value * 100.0)
        }
        ChangeMeasure::Difference => format!("{:.0} points more", value.value * 100.0),
    }
}

/// What the bars are called: those of this period and of the one before, with the number of weeks where that differs.
#[must_use]
pub fn key(facts: &ReportFacts) -> (String, String) {
    let (current, previous) = period_words(facts.basis.period);
    let current = if facts.basis.complete {
        current.to_owned()
    } else {
        format!("{current} so far")
    };
    let before = facts
        .comparison
        .as_ref()
        .ok()
        .map(|comparison| &comparison.before);
    match before.filter(|before| before.tallies.len() != facts.basis.tallies.len()) {
        Some(before) => (
            format!(
                "{current}, {}",
                count(facts.basis.tallies.len(), "week", "weeks")
            ),
            format!(
                "{previous}, {}",
                count(before.tallies.len(), "week", "weeks")
            ),
        ),
        None => (current, previous.to_owned()),
    }
}

/// The head of the column of changes.
#[must_use]
pub fn change_head(facts: &ReportFacts) -> String {
    let Ok(comparison) = &facts.comparison else {
        return "Change".to_owned();
    };
    match &facts.product.usage_unit {
        _ if comparison.measure == ChangeMeasure::Difference => "Change of share".to_owned(),
        Some(unit) if comparison.per_usage => format!("Change per {}", unit.one),
        _ if facts.basis.is_rolled_up() => "Change per week".to_owned(),
        _ => "Change".to_owned(),
    }
}

/// What happened to all tickets.
#[must_use]
pub fn total(facts: &ReportFacts) -> Option<String> {
    let comparison = facts.comparison.as_ref().ok()?;
    let total = comparison.total.as_ref()?;
    let unit = facts
        .product
        .usage_unit
        .as_ref()
        .filter(|_| comparison.per_usage);
    let per = match unit {
        Some(unit) => format!(" per {}", unit.one),
        None if facts.basis.is_rolled_up() => " per week".to_owned(),
        None => String::new(),
    };
    let words = difference(ChangeMeasure::Ratio, &total.change.ratio);
    Some(match total.verdict {
        ChangeVerdict::Clear => format!(
            "All tickets{per}: {words} than in the {}.",
            period_words(facts.basis.period).1
        ),
        ChangeVerdict::Unsure | ChangeVerdict::None => {
            format!("All tickets{per}: no clear change.")
        }
    })
}

/// Whether all tickets of a week are what the weeks before it let expect.
#[must_use]
pub fn usual_range(facts: &ReportFacts) -> Option<String> {
    let UsualRange { point, weeks } = facts.usual_range.as_ref()?;
    let decimals = usize::from(point.upper < 100.0 && !facts.product.usage.is_empty());
    let write = |number: f64| Digits::default().write(number, decimals);
    let unit = match &facts.product.usage_unit {
        Some(unit) if !facts.product.usage.is_empty() => format!("tickets per 1,000 {}", unit.many),
        None if !facts.product.usage.is_empty() => "tickets per 1,000 of usage".to_owned(),
        _ => "tickets".to_owned(),
    };
    let range = format!("{}\u{2013}{}", write(point.lower), write(point.upper));
    let rate = write(point.rate);
    Some(match point.signal {
        Some(Signal::Outside) => {
            format!(
                "With {rate} {unit} the week is outside the range {range} that {weeks} earlier weeks let expect."
            )
        }
        Some(Signal::Run) => {
            format!(
                "With {rate} {unit} the week is inside the usual range {range}, but at least the eighth in a row on one side of the mean."
            )
        }
        None => format!("With {rate} {unit} the week is inside the usual range {range}."),
    })
}
