//! One integration binary: the tests use the library as a stranger would.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may look at the world, and stops at the unexpected"
)]
#![allow(clippy::too_many_lines, reason = "a table of cases is long and simple")]

mod agreement;
mod announce;
mod any_content;
mod author;
mod badge;
mod build;
mod calendar;
mod charts;
mod clock;
mod coming;
mod compare;
mod data;
mod dictionary;
mod diff;
mod digest;
mod effort;
mod explain;
mod false_alarm;
mod faults;
mod feed;
mod first_published;
mod formats;
mod growth;
mod history;
mod hosting;
mod import;
mod incident_agreement;
mod incident_days;
mod labels;
mod language;
mod language_forms;
mod language_site;
mod lasting;
mod leak;
mod links;
mod markdown;
mod markdown_pages;
mod memory;
mod metrics;
mod moment;
mod oncall;
mod period;
mod permanence;
#[cfg(feature = "png")]
mod picture;
mod policies;
mod preview;
mod product;
mod promises;
mod registry;
mod release;
mod report;
mod rollup;
mod routes;
mod rules;
mod sample;
mod scorecard;
mod serve;
mod service;
mod site;
mod static_files;
mod statistics;
mod statuspage;
mod story;
mod strata;
mod subscribe;
mod support;
#[cfg(unix)]
mod terminal;
mod theme;
mod theme_check;
mod tidy;
mod timeline;
mod timeline_axis;
mod unknown_times;
mod uptime;
mod windows;
mod yaml;
mod zones;
