//! The rules of content, by subject.

pub mod address;
pub mod announce;
pub mod branding;
pub mod culprit;
pub mod file;
pub mod incident;
pub mod label;
pub mod link;
pub mod maintenance;
pub mod on_call;
pub mod overrides;
pub mod postmortem;
pub mod publication;
pub mod reference;
pub mod registry;
pub mod report;
pub mod service;
pub mod settings;
pub mod text;
pub mod time;
pub mod value;
pub mod worksheet;
