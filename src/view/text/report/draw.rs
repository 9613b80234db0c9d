//! How a sample was drawn, and how to draw it again.

use serde::Serialize;

use super::number;
use crate::base::sample_draw::hash_prefix;
use crate::base::time::Zone;
use crate::base::vocabulary::Vocabulary;
use crate::derive::report::ReportFacts;
use crate::model::report::Priority;
use crate::view::text::message::message;
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

/// How the sample of a report was drawn, if the program drew it. Times are in the zone of the site, as on the rest of the page.
pub fn draw(facts: &ReportFacts, zone: Zone) -> Option<DrawView> {
    if facts.basis.is_rolled_up() {
        return None;
    }
    let tally = facts.basis.tallies.first()?;
    let (draw, population) = (tally.draw.as_ref()?, tally.population?);
    let (priorities, census) = match &tally.census {
        None => ("none".to_owned(), 0),
        Some(census) => (priorities(&census.priorities), census.population),
    };
    let prefix = hash_prefix(&draw.seed, facts.product.id.as_str(), tally.period);
    let drawn = tally.sampled.saturating_sub(census);
    let others = number(population.saturating_sub(census));
    Some(DrawView {
        sentence: message!(
            "draw-sentence",
            priorities = &priorities,
            census = number(census),
            population = number(population),
            others = &others,
            exported = draw
                .exported
                .map_or("unknown".to_owned(), |moment| time(moment, zone).text),
            seed = draw.seed.to_string(),
            drawn = number(drawn),
            prefix = &prefix,
        ),
        before: message!("draw-before", priorities, others),
        commands: format!(
            "while IFS= read -r id || [ -n \"$id\" ]; do\n  \
             key=$(printf '%s' \"{prefix}$id\" | sha256sum | cut -c 1-64)\n  \
             printf '%s %s\\n' \"$key\" \"$id\"\n\
             done <ids.txt | LC_ALL=C sort | head -n {drawn} | cut -c 66-"
        ),
        after: message!("draw-after"),
    })
}

/// `urgent`, `urgent and high`.
pub fn priorities(priorities: &[Priority]) -> String {
    let words: Vec<String> = priorities.iter().map(|one| one.word().to_owned()).collect();
    list(&words)
}
