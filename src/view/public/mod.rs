//! The public site. It is made from a snapshot of the status ledger alone, so there is nothing internal here that could leak.

pub mod announcement;
mod axis;
mod badge;
pub mod bars;
mod calendar;
mod card;
pub mod component;
pub mod custom_page;
pub mod data;
pub mod embed;
pub mod entry;
pub mod feed;
mod heroku;
pub mod history;
pub mod hosting;
pub mod incident;
pub mod maintenance;
mod markdown;
pub mod notice;
pub mod outline;
pub mod postmortem;
pub mod site;
pub mod status;
mod statuspage;
pub mod subscribe;
pub mod support;
mod uptime;
