//! The support guide: how customers reach support, and what error codes mean.

use super::site::ContactAddress;
use crate::base::id::ComponentId;
use crate::base::prose::Prose;

#[derive(Clone, Debug)]
pub struct SupportGuide {
    pub title: String,
    pub intro: Option<Prose>,
    pub channels: Vec<SupportChannel>,
    /// The most urgent first.
    pub priorities: Vec<SupportPriority>,
    /// What customers should put into an urgent ticket.
    pub include: Vec<String>,
    /// In the order of the file.
    pub error_codes: Vec<ErrorCode>,
    pub outro: Option<Prose>,
}

impl SupportGuide {
    pub fn error_code(&self, code: &str) -> Option<&ErrorCode> {
        self.error_codes.iter().find(|one| one.code == code)
    }
}

/// A way to reach support.
#[derive(Clone, Debug)]
pub struct SupportChannel {
    pub name: String,
    pub contact: ContactAddress,
    /// When customers should use it.
    pub when: Option<String>,
    pub hours: Option<String>,
}

/// A priority of tickets.
#[derive(Clone, Debug)]
pub struct SupportPriority {
    pub name: String,
    /// When customers should choose it.
    pub when: String,
    pub examples: Option<String>,
    /// Time to the first response, in words: working days are no duration.
    pub first_response: String,
    /// How often customers hear from support after that.
    pub updates: Option<String>,
    pub hours: Option<String>,
    /// Who is woken.
    pub wakes: Option<String>,
}

/// A code that customers see in logs and on error pages.
#[derive(Clone, Debug)]
pub struct ErrorCode {
    /// Permanent: it is part of the anchor on the page.
    pub code: String,
    pub name: String,
    /// The heading under which it is listed.
    pub group: Option<String>,
    pub meaning: String,
    /// What customers can do about it.
    pub action: String,
    pub component: Option<ComponentId>,
}
