//! The content of each page, feed, chart and file, ready to print.
//!
//! Numbers are rounded here and nowhere else; words for people come from [`text`] or stand in the theme's templates. These types are
//! the only ones that serialize.

pub mod announcement;
pub mod badge;
pub mod branding;
pub mod calendar;
pub mod card;
pub mod chart;
pub mod console_report;
pub mod deployment;
pub mod diff;
pub mod explanation;
pub mod feed;
pub mod frame;
pub mod heroku;
pub mod hosting;
pub mod internal;
pub mod json;
pub mod label;
pub mod links;
pub mod locale;
pub mod markdown;
pub mod outline;
pub mod page;
pub mod public;
pub mod status_file;
pub mod status_summary;
pub mod statuspage;
pub mod table;
pub mod text;
pub mod upcoming;
pub mod worksheet;
