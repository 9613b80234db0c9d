//! Sends messages to channels, each of them once.
//!
//! A run reads the ledger, plans, records what it is about to send, sends, and records how that ended. Two runs cannot record the same
//! intent: the second reads the ledger again.

pub mod http;
pub mod ledger;
pub mod plan;
pub mod recipients;
pub mod secret;
pub mod send;
mod smtp;
pub mod store;
