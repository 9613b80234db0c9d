//! What is said of a machine that labeled the tickets.

use super::{days, number, percent};
use crate::derive::report::{MachineFacts, ReportFacts};
use crate::derive::statistics::{Estimate, Volume};
use crate::view::text::list;
use crate::view::text::message::message;

/// Which machine it was, what it left open, and what it saves.
pub fn about(machine: &MachineFacts) -> String {
    let MachineFacts {
        machines,
        labeled,
        unknown,
        read,
        worth,
    } = machine;
    let names: Vec<String> = machines.iter().cloned().collect();
    let mut sentences = vec![message!(
        "machine-about",
        machines = list(&names),
        labeled = number(*labeled),
        read = number(*read),
    )];
    if *unknown > 0 {
        sentences.push(message!(
            "machine-unknown",
            count = *unknown,
            tickets = number(*unknown)
        ));
    }
    if let Some(worth) = worth {
        sentences.push(message!(
            "machine-worth",
            gain = if worth > read { "yes" } else { "no" },
            read = number(*read),
            worth = number(*worth),
            saved = number(worth.saturating_sub(*read)),
        ));
    }
    sentences.join(" ")
}

/// What the table shows.
pub fn caption(facts: &ReportFacts) -> String {
    message!(
        "machine-caption",
        product = &facts.product.name,
        when = days(&facts.basis)
    )
}

/// `114 (92–136)`; without limits where everything was read.
pub fn volume(volume: &Volume) -> String {
    let Volume {
        tickets,
        lower,
        upper,
    } = volume;
    let tickets = number(*tickets);
    if lower == upper {
        return tickets;
    }
    format!("{tickets} ({}\u{2013}{})", number(*lower), number(*upper))
}

/// `24 of 28 (69–95%)`.
pub fn part(right: u64, of: u64, share: &Estimate) -> String {
    message!(
        "machine-part",
        right = number(right),
        all = number(of),
        lower = percent(share.lower, of),
        upper = percent(share.upper, of),
    )
}
