//! The internal site: support reports and incident metrics. It is made from the whole ledger.

pub mod culprit;
pub mod dictionary;
pub mod digest;
pub mod digest_mail;
pub mod effects;
mod hosting;
pub mod metrics;
pub mod on_call;
pub mod outline;
pub mod product;
mod product_reports;
pub mod products;
pub mod report;
pub mod scorecard;
pub mod service;
mod site;
pub mod week;
