//! Rules of ids that entries refer to.

use crate::base::diagnostic::{Diagnostic, nearest, quoted};
use crate::base::id::is_id;
use crate::base::rule::{register, rule};
use crate::base::source::Spanned;
use crate::base::time::Date;

register! {
    "Incidents, maintenance and post-mortems": UNKNOWN_COMPONENT, RETIRED_COMPONENT, UNKNOWN_ENTRY,
        UNKNOWN_ERROR_CODE
}

rule! {
    /// The component is not declared in `components.yaml`.
    ///
    /// An incident that affects an undeclared component would leave the status page green while customers have problems. Use an ID from
    /// `components.yaml`, or an old ID that a component lists under `aliases`.
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    UNKNOWN_COMPONENT: Error = "unknown-component"
}

pub(crate) fn unknown_component<'a>(
    id: &Spanned<String>,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    Diagnostic::new(
        &UNKNOWN_COMPONENT,
        id.span,
        format!("unknown component {}", quoted(&id.value)),
    )
    .help("declare the component in `components.yaml`")
    .suggest(nearest(&id.value, known))
}

rule! {
    /// The component was already retired when the incident or maintenance began.
    ///
    /// A retired component is no longer shown, so customers would not see its state. Use the component that replaced it, or correct the
    /// date of `retired`.
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    RETIRED_COMPONENT: Warning = "retired-component"
}

pub(crate) fn retired_component(id: &Spanned<String>, retired: Date) -> Diagnostic {
    let message = format!(
        "the component {} has been retired since {retired}",
        quoted(&id.value)
    );
    Diagnostic::new(&RETIRED_COMPONENT, id.span, message)
        .help("use the component that replaced it, or correct `retired` in `components.yaml`")
}

rule! {
    /// The incident or maintenance does not exist.
    ///
    /// The ID of an incident or maintenance is its file name without the extension.
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
    /// incident: 2026-11-03-apis
    ///           ^^^^^^^^^^^^^^^
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
    /// The disk was full.
    /// ```
    UNKNOWN_ENTRY: Error = "unknown-entry"
}

pub(crate) fn unknown_entry<'a>(
    id: &Spanned<String>,
    what: &str,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    Diagnostic::new(
        &UNKNOWN_ENTRY,
        id.span,
        format!("unknown {what} {}", quoted(&id.value)),
    )
    .help("use the file name without the extension as the ID")
    .suggest(nearest(&id.value, known.filter(|known| is_id(known))))
}

rule! {
    /// The error code is not declared in `support.yaml`.
    ///
    /// Incidents and culprits name the codes that customers saw, and pages link each code to its explanation in the support guide.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # support.yaml
    /// title: Support
    /// error_codes:
    ///   - { code: E12, name: Request timeout, meaning: No response within 40 seconds., action: Move slow work to a worker. }
    /// ```
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// error_codes: [E21]
    ///               ^^^
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # support.yaml
    /// title: Support
    /// error_codes:
    ///   - { code: E12, name: Request timeout, meaning: No response within 40 seconds., action: Move slow work to a worker. }
    /// ```
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// error_codes: [E12]
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    UNKNOWN_ERROR_CODE: Error = "unknown-error-code"
}

pub(crate) fn unknown_error_code<'a>(
    code: &Spanned<String>,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    Diagnostic::new(
        &UNKNOWN_ERROR_CODE,
        code.span,
        format!("unknown error code {}", quoted(&code.value)),
    )
    .help("declare the code under `error_codes` in `support.yaml`")
    .suggest(nearest(&code.value, known))
}
