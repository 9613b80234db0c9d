//! `support.yaml`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::field::{Field, Required};
use super::leaf::{ComponentRef, EmailOrUrl, ErrorCode, Markdown};

/// The support guide: how customers reach support, and what error codes mean. It becomes the page `/support/`.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SupportGuideDoc {
    /// Title of the page, also in the menu.
    pub title: Required<String>,
    /// Text at the top of the page.
    pub intro: Field<Markdown>,
    /// Ways to reach support.
    pub channels: Field<Vec<Field<SupportChannelDoc>>>,
    /// Priorities of tickets, the most urgent first.
    pub priorities: Field<Vec<Field<SupportPriorityDoc>>>,
    /// What customers should put into an urgent ticket, one line each.
    pub include: Field<Vec<Field<String>>>,
    /// Error codes that customers see in logs and on error pages.
    pub error_codes: Field<Vec<Field<ErrorCodeDoc>>>,
    /// Text at the end of the page.
    pub outro: Field<Markdown>,
}

/// A way to reach support.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SupportChannelDoc {
    /// Name, such as `Ticket`.
    pub name: Required<String>,
    /// Email address or URL.
    pub contact: Required<EmailOrUrl>,
    /// When customers should use the channel.
    pub when: Field<String>,
    /// Hours in which somebody answers, such as `Monday to Friday, 08:00 to 20:00 UTC`.
    pub hours: Field<String>,
}

/// A priority of tickets.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SupportPriorityDoc {
    /// Name, such as `Urgent`.
    pub name: Required<String>,
    /// When customers should choose the priority.
    pub when: Required<String>,
    /// Examples.
    pub examples: Field<String>,
    /// Time to the first response, such as `30 minutes` or `1 working day`.
    pub first_response: Required<String>,
    /// How often customers hear from support after that.
    pub updates: Field<String>,
    /// Hours in which tickets of this priority are answered.
    pub hours: Field<String>,
    /// Who is woken for such a ticket. Name a role or a team, never a person.
    pub wakes: Field<String>,
}

/// An error code.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ErrorCodeDoc {
    /// Code as customers see it: letters, digits, hyphens, dots and underscores. It never changes, because links lead to it.
    pub code: Required<ErrorCode>,
    /// Short name, such as `Request timeout`.
    pub name: Required<String>,
    /// Heading under which the code is listed, such as `Requests`.
    pub group: Field<String>,
    /// What the code means.
    pub meaning: Required<String>,
    /// What customers can do about it.
    pub action: Required<String>,
    /// Component of the status page to which the code belongs.
    pub component: Field<ComponentRef>,
}
