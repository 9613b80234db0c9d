//! Rules of ids that entries refer to.

use crate::base::diagnostic::{Diagnostic, nearest, quoted};
use crate::base::id::is_id;
use crate::base::rule::{register, rule};
use crate::base::source::Spanned;
use crate::base::time::Date;

register! {
    "Incidents, maintenance and post-mortems": UNKNOWN_COMPONENT, RETIRED_COMPONENT, UNKNOWN_ENTRY
}

rule! {
    /// There is no such component.
    ///
    /// An incident about a component that nobody declared would leave the board green while customers are in trouble. Write the id as it stands
    /// in `components.yaml`; an old id works if the component lists it under `aliases`.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// impact: minor
    /// components: { apii: degraded_performance }
    ///               ^^^^
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// impact: minor
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// ```
    UNKNOWN_COMPONENT: Error = "unknown-component"
}

pub(in crate::check) fn unknown_component<'a>(
    id: &Spanned<String>,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    Diagnostic::new(
        &UNKNOWN_COMPONENT,
        id.span,
        format!("there is no component {}", quoted(&id.value)),
    )
    .help("components are declared in `components.yaml`")
    .suggest(nearest(&id.value, known))
}

rule! {
    /// A component had left the board when the incident began.
    ///
    /// Its place on the board is gone, so customers would not see the state. Probably another component does its work now, or the day of
    /// `retired` is wrong.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # components.yaml
    /// groups:
    ///   - id: front
    ///     name: Front
    ///     components:
    ///       - { id: api, name: API }
    ///       - { id: soap, name: SOAP, retired: 2026-10-01 }
    /// ```
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { soap: degraded_performance }
    ///               ^^^^
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # components.yaml
    /// groups:
    ///   - id: front
    ///     name: Front
    ///     components:
    ///       - { id: api, name: API }
    ///       - { id: soap, name: SOAP, retired: 2026-10-01 }
    /// ```
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// ```
    RETIRED_COMPONENT: Warning = "retired-component"
}

pub(in crate::check) fn retired_component(id: &Spanned<String>, retired: Date) -> Diagnostic {
    let message = format!(
        "the component {} is retired since {retired}",
        quoted(&id.value)
    );
    Diagnostic::new(&RETIRED_COMPONENT, id.span, message)
        .help("name the component that took its place, or mend `retired` in `components.yaml`")
}

rule! {
    /// There is no such incident or maintenance.
    ///
    /// The id of an incident or a maintenance is the name of its file without the extension. A post-mortem about an incident that is not there
    /// would hang in the air.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// ```
    ///
    /// ```markdown
    /// <!-- postmortems/2026-11-03-api.md -->
    /// ---
    /// incident: 2026-11-03-apis
    ///           ^^^^^^^^^^^^^^^
    /// published: 2026-11-06
    /// ---
    /// We learned.
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// ```
    ///
    /// ```markdown
    /// <!-- postmortems/2026-11-03-api.md -->
    /// ---
    /// incident: 2026-11-03-api
    /// published: 2026-11-06
    /// ---
    /// We learned.
    /// ```
    UNKNOWN_ENTRY: Error = "unknown-entry"
}

pub(in crate::check) fn unknown_entry<'a>(
    id: &Spanned<String>,
    what: &str,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    Diagnostic::new(
        &UNKNOWN_ENTRY,
        id.span,
        format!("there is no {what} {}", quoted(&id.value)),
    )
    .help("the id of an entry is the name of its file without the extension")
    .suggest(nearest(&id.value, known.filter(|known| is_id(known))))
}
