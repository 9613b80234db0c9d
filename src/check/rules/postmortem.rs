//! Rules of post-mortems.

use crate::base::diagnostic::{Diagnostic, quoted};
use crate::base::rule::{register, rule};
use crate::base::source::{Span, Spanned};
use crate::base::time::{Date, Moment};

register! {
    "Incidents, maintenance and post-mortems": DRAFT_INCIDENT, POSTMORTEM_OVERDUE, POSTMORTEM_BEFORE_INCIDENT, ACTION_OVERDUE, MISSING_SECTION, EMPTY_SECTION
}

rule! {
    /// A published post-mortem is about an incident that is a draft.
    ///
    /// The post-mortem would reveal what must not be public yet, and it would link to a page that does not exist.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// draft: true
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    ///
    /// ```markdown
    /// <!-- postmortems/2026-11-03-api.md -->
    /// ---
    /// incident: 2026-11-03-api
    ///           ^^^^^^^^^^^^^^
    /// published: 2026-11-06
    /// ---
    /// The disk was full.
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// draft: true
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    ///
    /// ```markdown
    /// <!-- postmortems/2026-11-03-api.md -->
    /// ---
    /// incident: 2026-11-03-api
    /// published: 2026-11-06
    /// draft: true
    /// ---
    /// The disk was full.
    /// ```
    DRAFT_INCIDENT: Error = "draft-incident"
}

pub(crate) fn draft_incident(id: &Spanned<String>) -> Diagnostic {
    Diagnostic::new(
        &DRAFT_INCIDENT,
        id.span,
        format!("the incident {} is a draft", quoted(&id.value)),
    )
    .help("make the post-mortem a draft too, or publish the incident")
}

rule! {
    /// A promised post-mortem is overdue.
    ///
    /// Customers were promised an explanation of major and critical incidents (`policy: postmortem_due` in `site.yaml`). Write a file
    /// in `postmortems/` that names the incident.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: The API is down
    /// started: 2026-11-03T14:02Z
    ///          ^^^^^^^^^^^^^^^^^
    /// components: { api: major_outage }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: The API is down
    /// started: 2026-11-03T14:02Z
    /// components: { api: major_outage }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    ///
    /// ```markdown
    /// <!-- postmortems/2026-11-03-api.md -->
    /// ---
    /// incident: 2026-11-03-api
    /// published: 2026-11-06
    /// ---
    /// A switch was replaced while its backup was down.
    /// ```
    POSTMORTEM_OVERDUE: ClockWarning = "postmortem-overdue"
}

pub(crate) fn postmortem_overdue(place: Span, id: &str, due: Moment) -> Diagnostic {
    let message = format!(
        "the post-mortem was due by {} and is missing",
        due.to_the_minute()
    );
    Diagnostic::new(&POSTMORTEM_OVERDUE, place, message)
        .since(due)
        .help(format!("add `postmortems/{id}.md`"))
}

rule! {
    /// An action of a post-mortem is overdue.
    ///
    /// Customers read what you promised to do and, with `publish_actions: true`, by when. Write `done:` with the day on which it was
    /// done, or a later `due:` that you can keep.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: The API is down
    /// started: 2026-11-03T14:02Z
    /// components: { api: major_outage }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    ///
    /// ```markdown
    /// <!-- postmortems/2026-11-03-api.md -->
    /// ---
    /// incident: 2026-11-03-api
    /// published: 2026-11-06
    /// actions:
    ///   - what: Alert before the disk is full
    ///     due: 2026-11-20
    ///          ^^^^^^^^^^
    /// ---
    /// A switch was replaced while its backup was down.
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: The API is down
    /// started: 2026-11-03T14:02Z
    /// components: { api: major_outage }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    ///
    /// ```markdown
    /// <!-- postmortems/2026-11-03-api.md -->
    /// ---
    /// incident: 2026-11-03-api
    /// published: 2026-11-06
    /// actions:
    ///   - what: Alert before the disk is full
    ///     due: 2026-11-20
    ///     done: 2026-11-18
    /// ---
    /// A switch was replaced while its backup was down.
    /// ```
    ACTION_OVERDUE: ClockWarning = "action-overdue"
}

pub(crate) fn action_overdue(place: Span, due: Date, end: Moment) -> Diagnostic {
    let message = format!("the action was due on {due} and is not done");
    Diagnostic::new(&ACTION_OVERDUE, place, message)
        .since(end)
        .help("add `done:` with the day on which it was done, or a later `due:`")
}

rule! {
    /// A post-mortem was published before its incident began.
    ///
    /// It would be listed before the incident that it explains. Usually the year or the month is mistyped.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    ///
    /// ```markdown
    /// <!-- postmortems/2026-11-03-api.md -->
    /// ---
    /// incident: 2026-11-03-api
    /// published: 2026-10-06
    ///            ^^^^^^^^^^
    /// ---
    /// A switch was replaced while its backup was down.
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    ///
    /// ```markdown
    /// <!-- postmortems/2026-11-03-api.md -->
    /// ---
    /// incident: 2026-11-03-api
    /// published: 2026-11-06
    /// ---
    /// A switch was replaced while its backup was down.
    /// ```
    POSTMORTEM_BEFORE_INCIDENT: Warning = "postmortem-before-incident"
}

pub(crate) fn postmortem_before_incident(published: Span, id: &str, started: Moment) -> Diagnostic {
    let message = format!(
        "the post-mortem was published before the incident `{id}`, which started at {}",
        started.to_the_minute()
    );
    Diagnostic::new(&POSTMORTEM_BEFORE_INCIDENT, published, message)
        .help("correct `published`, or the start of the incident")
}

rule! {
    /// A post-mortem lacks a required section.
    ///
    /// Readers find what they look for when every post-mortem has the same sections. They are listed in `policy: postmortem_sections`
    /// in `site.yaml`.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// site_id: example
    /// time_zone: Etc/UTC
    /// policy: { postmortem_sections: [Summary, What we are doing] }
    /// ```
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    ///
    /// ```markdown
    /// <!-- postmortems/2026-11-03-api.md -->
    /// ---
    /// incident: 2026-11-03-api
    /// ^
    /// published: 2026-11-06
    /// ---
    /// ## Summary
    ///
    /// A switch was replaced while its backup was down.
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// site_id: example
    /// time_zone: Etc/UTC
    /// policy: { postmortem_sections: [Summary, What we are doing] }
    /// ```
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    ///
    /// ```markdown
    /// <!-- postmortems/2026-11-03-api.md -->
    /// ---
    /// incident: 2026-11-03-api
    /// published: 2026-11-06
    /// ---
    /// ## Summary
    ///
    /// A switch was replaced while its backup was down.
    ///
    /// ## What we are doing
    ///
    /// Two people check every replacement.
    /// ```
    MISSING_SECTION: Warning = "missing-section"
}

pub(crate) fn missing_section(place: Span, section: &str) -> Diagnostic {
    Diagnostic::new(
        &MISSING_SECTION,
        place,
        format!("the post-mortem has no section `{section}`"),
    )
    .help(format!("add the heading `## {section}` and its text"))
}

rule! {
    /// A section of a published post-mortem has no text.
    ///
    /// Readers find a heading of the template and nothing below it. Write the section, or remove its heading.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    ///
    /// ```markdown
    /// <!-- postmortems/2026-11-03-api.md -->
    /// ---
    /// incident: 2026-11-03-api
    /// published: 2026-11-06
    /// ---
    /// ## Summary
    ///
    /// A switch was replaced while its backup was down.
    ///
    /// ## What we are doing
    /// ^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    ///
    /// ```markdown
    /// <!-- postmortems/2026-11-03-api.md -->
    /// ---
    /// incident: 2026-11-03-api
    /// published: 2026-11-06
    /// ---
    /// ## Summary
    ///
    /// A switch was replaced while its backup was down.
    ///
    /// ## What we are doing
    ///
    /// Two people check every replacement.
    /// ```
    EMPTY_SECTION: Warning = "empty-section"
}

pub(crate) fn empty_section(place: Span, section: &str) -> Diagnostic {
    Diagnostic::new(
        &EMPTY_SECTION,
        place,
        format!("the section {} has no text", quoted(section)),
    )
    .help("write the section, or remove its heading")
}
