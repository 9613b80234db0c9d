//! How a sample was drawn, and how anybody can draw it again.

use serde::Serialize;

use super::number;
use crate::base::sample_draw::hash_prefix;
use crate::base::vocabulary::Vocabulary;
use crate::derive::report::ReportFacts;
use crate::model::report::{CensusCounts, Priority};
use crate::view::text::{list, time};

/// How a sample was drawn.
#[derive(Clone, Debug, Serialize)]
pub struct DrawView {
    /// With what, and from what.
    pub sentence: String,
    /// What is needed to draw it again.
    pub before: String,
    /// The commands of a shell.
    pub commands: String,
    /// What they print.
    pub after: String,
}

/// How the sample of a report was drawn, if the program drew it.
#[must_use]
pub fn draw(facts: &ReportFacts) -> Option<DrawView> {
    let tally = facts
        .basis
        .tallies
        .first()
        .filter(|_| !facts.basis.is_rolled_up())?;
    let draw = tally.draw.as_ref()?;
    let population = tally.population?;
    let exported = draw
        .exported
        .map(|moment| format!(" on {}", time(moment, tally.zone).text))
        .unwrap_or_default();
    let start = hash_prefix(&draw.seed, facts.product.id.as_str(), tally.period);
    let (others, drawn, which) = match &tally.census {
        None => (String::new(), tally.sampled, String::new()),
        Some(CensusCounts {
            priorities: named,
            population: all,
            ..
        }) => {
            let which = priorities(named);
            let others = format!(
                "All {} {which} tickets are to be read. Of the others, ",
                number(*all)
            );
            (
                others,
                tally.sampled.saturating_sub(*all),
                format!(" that are not {which}"),
            )
        }
    };
    let rest = population.saturating_sub(tally.census.as_ref().map_or(0, |part| part.population));
    let of = if others.is_empty() {
        format!("Of the {} tickets", number(rest))
    } else {
        format!("{others}{}", number(rest))
    };
    Some(DrawView {
        sentence: format!(
            "{of} that were counted{exported}, the seed {} drew {}: those with the smallest SHA-256 of {start} and the ticket\u{2019}s id.",
            draw.seed,
            number(drawn)
        ),
        before: format!(
            "Anybody can draw the same sample. Put the ids of all tickets of the period{which} into a file ids.txt, one on a line, and run this:"
        ),
        commands: format!(
            "while IFS= read -r id || [ -n \"$id\" ]; do\n  \
             key=$(printf '%s' \"{start}$id\" | sha256sum | cut -c 1-64)\n  \
             printf '%s %s\\n' \"$key\" \"$id\"\n\
             done <ids.txt | LC_ALL=C sort | head -n {drawn} | cut -c 66-"
        ),
        after: "It prints the ids that were drawn, in the order in which they are read.".to_owned(),
    })
}

/// `urgent`, `urgent and high`.
#[must_use]
pub fn priorities(priorities: &[Priority]) -> String {
    list(
        &priorities
            .iter()
            .map(|priority| priority.word().to_owned())
            .collect::<Vec<_>>(),
    )
}
