//! What follows from the ledger at a moment: states, timelines, uptime, and the statistics of samples.
//!
//! Everything here is computed from values and the moment that is passed in; nothing here knows how it will be shown.

pub mod action_effect;
pub mod calendar;
pub mod classification;
pub mod component;
pub mod diff;
pub mod effort;
pub mod entry;
pub mod explanation;
pub mod history;
pub mod incident;
pub mod look_back;
pub mod maintenance;
pub mod metrics;
pub mod on_call;
pub mod product;
pub mod publication;
pub mod report;
pub mod sampling;
pub mod scorecard;
pub mod service;
pub mod snapshot;
pub mod state_change;
pub mod statistics;
pub mod text_diff;
pub mod timeline;
pub mod transitions;
pub mod upcoming;
pub mod uptime;
pub mod week;

use rayon::prelude::*;

/// Maps many independent items in parallel and keeps their order.
pub fn in_parallel<'a, T: Sync, D: Send>(
    all: &'a [T],
    derive: impl Fn(&'a T) -> D + Sync + Send,
) -> Vec<D> {
    all.par_iter().map(derive).collect()
}
