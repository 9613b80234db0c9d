//! The types of single values.
//!
//! Each is a newtype over the text as written: `check` still gets the text with its place, and the type has what the JSON Schema, the
//! manual and editors need to know.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// A time as precise as a pattern can be. How many days a month has is left to `check`.
const TIME: &str = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])([Tt ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]*)?)?( *([Zz]|UTC|utc|GMT|[+-][0-9]{2}:?[0-9]{2}))?)?$";
const DAY: &str = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
const DURATION: &str = "^([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?$";
const ID: &str = "^[a-z0-9][a-z0-9-]{0,99}$";
const ERROR_CODE: &str = "^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$";
const VARIABLE_NAME: &str = "^[A-Z_][A-Z0-9_]*$";
const PERIOD: &str =
    "^[0-9]{4}-(W[0-9]{2}|[0-9]{2}|Q[1-4]|[0-9]{2}-[0-9]{2}/[0-9]{4}-[0-9]{2}-[0-9]{2})$";

macro_rules! leaf_types {
    ($($(#[$doc:meta])* $name:ident $label:literal { $($schema:tt)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl From<$name> for String {
            fn from(leaf: $name) -> String {
                leaf.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> $name {
                $name(text.to_owned())
            }
        }

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "x-label": $label, $($schema)* })
            }
        }
    )*};
}

// `x-label` is what the manual calls such a value. `x-words` names a vocabulary of the model or a list of the site's own ids, neither of
// which this layer can know: `author::schema` puts the words in its place.
leaf_types! {
    /// An ID that the file declares.
    Id "ID" { "type": ["string", "integer"], "pattern": ID }
    /// A moment.
    Time "time" {
        "type": "string",
        "pattern": TIME,
        "examples": ["2026-11-03T14:02Z"]
    }
    /// A moment that can be unknown.
    TimeOrUnknown "time or `unknown`" {
        "anyOf": [
            {
                "type": "string",
                "pattern": TIME
            },
            { "const": "unknown" }
        ],
        "examples": ["2026-11-03T14:02Z", "unknown"]
    }
    Day "date" {
        "type": "string",
        "pattern": DAY,
        "examples": ["2026-11-03"]
    }
    Duration "duration" {
        "type": "string",
        "pattern": DURATION,
        "examples": ["30m", "24h", "5d"]
    }
    /// A duration that can be zero.
    Delay "duration" { "type": "string" }
    /// A week, a month, a quarter or a range of days.
    Period "period" { "type": "string", "pattern": PERIOD }
    ClockTime "time of day" { "type": "string" }
    TimeZone "time zone" { "type": "string" }
    LanguageTag "language tag" { "type": "string" }
    Url "URL" { "type": "string", "pattern": "^https?://" }
    /// The URL of a whole site. `check` explains what is wrong with one better than a pattern can.
    SiteUrlText "URL" { "type": "string" }
    Email "email address" { "type": "string" }
    EmailOrUrl "email address or URL" { "type": "string" }
    Markdown "Markdown" { "type": "string" }
    Color "color" { "type": "string" }
    /// A file in `static/`.
    StaticFile "file name" { "type": "string" }
    /// A former URL path.
    OldPath "path" { "type": "string" }
    /// The ID of an incident or a maintenance.
    EntryRef "ID" { "type": "string" }
    /// An error code that customers see.
    ErrorCode "error code" {
        "type": ["string", "integer"],
        "pattern": ERROR_CODE,
        "examples": ["E12"]
    }
    /// An error code that `support.yaml` declares.
    ErrorCodeRef "error code" { "type": ["string", "integer"], "x-words": "error-code" }
    ComponentRef "component ID" { "type": "string", "x-words": "component" }
    CulpritRef "culprit ID" { "type": "string", "x-words": "culprit" }
    /// The ID of a culprit, `unclassified` or `not-applicable`.
    Finding "culprit ID" { "type": "string", "x-words": "finding" }
    /// The ID of a culprit, or `unknown`.
    MachineLabel "culprit ID" { "type": "string", "x-words": "machine-label" }
    TeamRef "team ID" { "type": "string", "x-words": "team" }
    /// The ID or the name of a team.
    OwnerRef "team" { "type": "string", "x-words": "owner" }
    /// The name of a team, which need not be declared in `internal/teams.yaml`.
    TeamName "team" { "anyOf": [{ "x-words": "team-name" }, { "type": "string" }] }
    RuleName "rule" { "type": "string", "x-words": "rule" }
    RuleLevelWord "level" { "enum": ["off", "warn", "error"] }
    ComponentStateWord "state" { "type": "string", "x-words": "component-state" }
    IncidentStatusWord "status" { "type": "string", "x-words": "incident-status" }
    MaintenanceStatusWord "status" { "type": "string", "x-words": "maintenance-status" }
    ImpactWord "impact" { "type": "string", "x-words": "impact" }
    NoticeKindWord "kind" { "type": "string", "x-words": "notice-kind" }
    CulpritKindWord "kind" { "type": "string", "x-words": "culprit-kind" }
    ActionKindWord "kind" { "type": "string", "x-words": "action-kind" }
    MethodWord "method" { "type": "string", "x-words": "method" }
    PriorityWord "priority" { "type": "string", "x-words": "priority" }
    FeedWord "feed" { "type": "string", "x-words": "feed" }
    WeekdayWord "weekday" { "type": "string", "x-words": "weekday" }
    ChannelKindWord "kind" { "type": "string", "x-words": "channel-kind" }
    AnnouncementKindWord "kind" { "type": "string", "x-words": "announcement-kind" }
    AnnouncePolicyWord "policy" { "type": "string", "x-words": "announce-policy" }
    WebhookFormatWord "format" { "type": "string", "x-words": "webhook-format" }
    /// The name of an environment variable.
    VariableName "variable name" {
        "type": "string",
        "pattern": VARIABLE_NAME,
        "examples": ["SLACK_WEBHOOK_URL"]
    }
    DateOrderWord "order" { "type": "string", "x-words": "date-order" }
}
