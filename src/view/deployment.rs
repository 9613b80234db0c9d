//! The file by which a pipeline knows what is published, and when it has to publish again.

use serde::Serialize;

use crate::base::time::Now;
use crate::derive::upcoming::next_change;
use crate::model::StatusLedger;

#[derive(Clone, Debug, Serialize)]
pub struct Deployment {
    revision: String,
    built_at: String,
    /// When the clock changes the site.
    next_change: String,
}

pub fn deployment(status: &StatusLedger, now: Now, revision: &str) -> Deployment {
    Deployment {
        revision: revision.to_owned(),
        built_at: now.0.rfc3339(),
        next_change: next_change(status, now).rfc3339(),
    }
}
