//! The preview: both sites from memory, built again whenever a file changes.
//!
//! ```text
//! preview_loop: watcher ─▶ content_loader ─▶ preview (threads that have the sites of one generation)
//!                                               ▲ renders a path
//! connections ─▶ request ─▶ site_handler ───────┴─▶ live_page ─▶ response
//!                                     └─▶ event_streams
//! ```
//!
//! Nothing is written to disk, except by [`worksheet_form`], and the path of a request is only looked up in the list of pages. The two sites have a port each, and the
//! public port shows nothing internal, not even in an error message.

mod changes;
pub mod connections;
pub mod content_loader;
pub mod event_streams;
mod form_fields;
mod live_page;
mod polling;
pub mod preview;
pub mod preview_loop;
pub mod request;
pub mod response;
pub mod site_handler;
pub mod watcher;
pub mod worksheet_form;
pub mod worksheet_page;
