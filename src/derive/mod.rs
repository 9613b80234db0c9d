//! What follows from the ledger at a moment: states, timelines, uptime, and the statistics of samples.
//!
//! Everything here is computed from values and the moment that is passed in; nothing here knows how it will be shown.

pub mod aftermath;
pub mod changes;
pub mod chronicle;
pub mod coming;
pub mod component;
pub mod difference;
pub mod draw;
pub mod incident;
pub mod maintenance;
pub mod metrics;
pub mod pager;
pub mod product;
pub mod reason;
pub mod report;
pub mod said;
pub mod service;
pub mod snapshot;
pub mod statistics;
pub mod timeline;
pub mod uptime;
pub mod week;
pub mod wording;

use rayon::prelude::*;

/// Derives something from each of many things that have nothing to do with each other, in their order.
pub fn in_parallel<'a, T: Sync, D: Send>(
    all: &'a [T],
    derive: impl Fn(&'a T) -> D + Sync + Send,
) -> Vec<D> {
    all.par_iter().map(derive).collect()
}
