//! How the numbers of a report were made, and the words around its chart.

use super::draw::priorities;
use super::{change_phrase, days, estimate, interval, label, number};
use crate::derive::report::{ChangeMeasure, ReportFacts, RowSubject};
use crate::derive::statistics::Agreement;
use crate::view::text::count;

/// How many tickets were read, and how they were drawn.
#[must_use]
pub fn sample(facts: &ReportFacts) -> String {
    let basis = &facts.basis;
    let read = number(basis.read);
    if facts.sample.is_census() {
        return format!("All {read} tickets read.");
    }
    if let Some(words) = sample_beside_census(facts) {
        return words;
    }
    let drawn = match (basis.has_nonrandom_sample(), basis.is_rolled_up()) {
        (true, _) => "",
        (false, true) => ", drawn at random in each week",
        (false, false) => ", drawn at random",
    };
    match basis.population {
        Some(all) => format!("{read} of {} tickets read{drawn}.", number(all)),
        None => format!("{read} tickets read{drawn}."),
    }
}

/// The same where some priorities are read in full.
fn sample_beside_census(facts: &ReportFacts) -> Option<String> {
    let [tally] = facts.basis.tallies.as_slice() else {
        return None;
    };
    let part = tally.census.as_ref()?;
    let others = number(tally.population?.saturating_sub(part.population));
    let (read, in_full) = (
        number(tally.read.saturating_sub(part.read)),
        number(part.read),
    );
    let all = number(part.population);
    let which = priorities(&part.priorities);
    Some(if part.read == part.population {
        format!(
            "All {all} {which} tickets read, and {read} of the other {others}, drawn at random."
        )
    } else {
        format!(
            "{in_full} of {all} {which} tickets read, and {read} of the other {others}, drawn at random."
        )
    })
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
        words.push_str(&format!(
            " \u{201c}Perhaps\u{201d}: may be chance among {family}."
        ));
    }
    let source = if facts.basis.is_rolled_up() {
        "support samples"
    } else {
        "support sample"
    };
    vec![
        words,
        format!(
            "Source: {} {source}, {}.",
            facts.product.name, facts.basis.period
        ),
    ]
}

/// The chart in words.
#[must_use]
pub fn description(facts: &ReportFacts) -> String {
    let rows = facts.rows.len();
    let when = days(&facts.basis);
    let mut words = format!(
        "Bar chart of {} of {} tickets, {when}.",
        count(rows, "group", "groups"),
        facts.product.name
    );
    if let Some(row) = facts
        .rows
        .iter()
        .find(|row| matches!(row.subject, RowSubject::Culprit(_)))
    {
        let read = facts.basis.read;
        let range = interval(row, read).replace('\u{2013}', " to ");
        let unit = if row.volume.is_some() { " tickets" } else { "" };
        words.push_str(&format!(
            " {} is largest with about {}{unit} ({range}).",
            label(&row.subject),
            estimate(row, read)
        ));
    }
    if let Some(contenders) = facts
        .leaders
        .as_ref()
        .map(|leaders| leaders.contenders.len())
        .filter(|many| *many > 1)
    {
        words.push_str(&format!(
            " {contenders} culprits cannot be told apart for first place."
        ));
    }
    if let Some((culprit, change)) = facts.headline_change() {
        words.push_str(&format!(
            " {} {}.",
            culprit.name,
            change_phrase(change.measure, &change.value)
        ));
    }
    words.push_str(" The numbers are in the table below.");
    words
}

/// The method in one paragraph, with the numbers of this sample.
#[must_use]
pub fn method(facts: &ReportFacts) -> String {
    let basis = &facts.basis;
    let mut words = sample(facts);
    if basis.not_applicable > 0 {
        words.push_str(&format!(
            " {} of them should not have been counted.",
            number(basis.not_applicable)
        ));
    }
    words.push_str(" Each ticket has one culprit: what would have prevented it.");
    if !facts.charted {
        return words;
    }
    if facts.sample.is_census() {
        words.push_str(" Everything was read, so nothing is estimated.");
    } else if facts.basis.is_rolled_up() {
        words.push_str(
            " Weeks are added and never averaged: the tickets of a week are the share of its sample times all its tickets. A week belongs \
             to the month of its Thursday. Intervals are Wilson's, with the sample size that would be as precise in one list (Korn and \
             Graubard, 1998).",
        );
    } else {
        if basis.tallies.iter().any(|tally| tally.census.is_some()) {
            words.push_str(
                " Those that are read in full are counted as they are, and the estimate of the others is added.",
            );
        }
        words.push_str(
            " Shares have 95% Wilson intervals with the \
             correction for a finite list; tickets are the share times all tickets of the period, with limits rounded outward.",
        );
    }
    if let Ok(comparison) = &facts.comparison {
        words.push_str(match comparison.measure {
            ChangeMeasure::Ratio if facts.basis.is_rolled_up() => {
                " A change is a ratio of estimated tickets, per unit of usage and week where that is known and else per week, with \
                 the chance of arrivals and of sampling both counted."
            }
            ChangeMeasure::Ratio => {
                " A change is a ratio of estimated tickets, per unit of usage where that is known, with the chance of arrivals \
                 and of sampling both counted."
            }
            ChangeMeasure::Difference => {
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

/// How well two people agree who read some of the tickets both.
#[must_use]
pub fn agreement(agreement: &Agreement) -> String {
    let Agreement {
        tickets,
        agreed,
        kappa,
    } = agreement;
    let tickets = count(
        usize::try_from(*tickets).unwrap_or(usize::MAX),
        "ticket was",
        "tickets were",
    );
    let same = format!(
        "{tickets} read by two people, who named the same culprit for {:.0}%",
        agreed * 100.0
    );
    match kappa {
        Some(kappa) => format!("{same} (Cohen's kappa {kappa:.2}; 0 is chance, 1 is perfect)."),
        None => format!("{same}."),
    }
}
