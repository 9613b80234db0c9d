//! What helps authors write: texts of new files, updates put into files that are there, and schemas for editors.
//!
//! All of it is functions from values to texts. Nothing is read or written here.

pub mod new_file;
pub mod new_update;
pub mod placement;
pub mod schema;
pub mod site;
pub mod tally;
pub mod typed_time;
pub mod update;
pub mod worksheet;
pub mod yaml_edit;
