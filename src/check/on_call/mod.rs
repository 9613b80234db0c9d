//! The rules of what teams have: working hours, pages, and services.

mod counts;
mod service;
mod team;

pub(super) use counts::check_on_call_counts;
pub(super) use service::check_catalogue;
pub(super) use team::check_teams;
