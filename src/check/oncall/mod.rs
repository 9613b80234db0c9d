//! The rules of what teams have: working hours, pages, and services.

pub(super) mod fault;
mod pager;
mod service;
mod team;

pub(super) use pager::pagers;
pub(super) use service::catalogue;
pub(super) use team::{KnownTeams, NO_TEAMS, teams};
