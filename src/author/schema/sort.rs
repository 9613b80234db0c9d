//! What a key holds, beyond what its type tells.

/// What a key holds, as far as its type does not tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Anything that its type allows.
    Text,
    /// An id that is declared here.
    Id,
    /// A moment.
    Time,
    /// A day.
    Day,
    /// A length of time.
    Duration,
    /// A period.
    Period,
    /// A whole address.
    Url,
    /// States by component.
    States,
    /// The state of a component.
    State,
    /// The phase of an incident.
    IncidentStatus,
    /// The phase of a maintenance.
    MaintenanceStatus,
    /// An impact.
    Impact,
    /// A kind of notice.
    NoticeKind,
    /// A kind of culprit.
    CulpritKind,
    /// A kind of action.
    ActionKind,
    /// How samples are drawn.
    Method,
    /// A priority.
    Priority,
    /// Priorities by other words.
    Priorities,
    /// A policy of feeds.
    Feed,
    /// A day of the week.
    Weekday,
    /// The id of a component.
    Component,
    /// The id of a culprit.
    Culprit,
    /// The id of a culprit, or that there is none.
    Reading,
    /// Something for each culprit.
    ByCulprit,
    /// The id of a team.
    Team,
    /// The id or the name of a team.
    Owner,
    /// A team, by any name.
    AnyTeam,
    /// Colours by state.
    Colours,
    /// Something for each team.
    ByTeam,
    /// Levels by rule.
    Rules,
}
