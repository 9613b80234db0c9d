//! The content format, described once.
//!
//! Each file of content is a struct here whose fields are its keys. The type of a field says what its value is, and its doc comment is what
//! authors read. From these types come the parser, the JSON Schemas for editors (`statuary schema`) and the key tables of the manual.
//!
//! To add a key: add a field to the struct. The compiler then asks for it in `check`, where documents are destructured completely.

pub mod announce;
pub mod component;
pub mod field;
pub mod incident;
pub mod leaf;
pub mod maintenance;
pub mod notice;
pub mod on_call;
pub mod page;
pub mod postmortem;
pub mod report;
pub mod rules;
pub mod schema;
pub mod service;
pub mod site;
pub mod support;
pub mod team;
pub mod yaml;

use serde_json::Value;

/// A kind of content file that has keys. Those of Markdown files are in the front matter.
#[derive(Clone, Copy, Debug)]
pub struct DocumentKind {
    /// The name on the command line and of the schema file.
    pub name: &'static str,
    /// Where its files are.
    pub files: &'static str,
    /// Makes its JSON Schema.
    pub schema: fn() -> Value,
}

/// Every kind of content file that has keys.
pub const KINDS: [DocumentKind; 16] = [
    DocumentKind {
        name: "site",
        files: "content/site.yaml",
        schema: schema::schema_of::<site::SiteDoc>,
    },
    DocumentKind {
        name: "components",
        files: "content/components.yaml",
        schema: schema::schema_of::<component::ComponentsDoc>,
    },
    DocumentKind {
        name: "support",
        files: "content/support.yaml",
        schema: schema::schema_of::<support::SupportGuideDoc>,
    },
    DocumentKind {
        name: "incident",
        files: "content/incidents/*.yaml",
        schema: schema::schema_of::<incident::IncidentDoc>,
    },
    DocumentKind {
        name: "maintenance",
        files: "content/maintenance/*.yaml",
        schema: schema::schema_of::<maintenance::MaintenanceDoc>,
    },
    DocumentKind {
        name: "postmortem",
        files: "content/postmortems/*.md",
        schema: schema::schema_of::<postmortem::PostmortemDoc>,
    },
    DocumentKind {
        name: "notice",
        files: "content/notices/*.md",
        schema: schema::schema_of::<notice::NoticeDoc>,
    },
    DocumentKind {
        name: "page",
        files: "content/pages/*.md",
        schema: schema::schema_of::<page::PageDoc>,
    },
    DocumentKind {
        name: "product",
        files: "content/internal/reports/*/product.yaml",
        schema: schema::schema_of::<report::ProductDoc>,
    },
    DocumentKind {
        name: "worksheet",
        files: "content/internal/reports/*/<period>.yaml",
        schema: schema::schema_of::<report::WorksheetDoc>,
    },
    DocumentKind {
        name: "tally",
        files: "content/internal/reports/*/<period>.yaml",
        schema: schema::schema_of::<report::TallyDoc>,
    },
    DocumentKind {
        name: "usage",
        files: "content/internal/reports/*/usage.yaml",
        schema: schema::schema_of::<report::UsageDoc>,
    },
    DocumentKind {
        name: "actions",
        files: "content/internal/reports/*/actions.yaml",
        schema: schema::schema_of::<report::ActionsDoc>,
    },
    DocumentKind {
        name: "teams",
        files: "content/internal/teams.yaml",
        schema: schema::schema_of::<team::TeamsDoc>,
    },
    DocumentKind {
        name: "services",
        files: "content/internal/services.yaml",
        schema: schema::schema_of::<service::ServicesDoc>,
    },
    DocumentKind {
        name: "on-call",
        files: "content/internal/on-call/<period>.yaml",
        schema: schema::schema_of::<on_call::OnCallDoc>,
    },
];
