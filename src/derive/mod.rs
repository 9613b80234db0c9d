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
