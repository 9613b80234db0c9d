//! Rules of a maintenance.

use crate::base::diagnostic::Diagnostic;
use crate::base::rule::{register, rule};
use crate::base::source::Span;
use crate::base::time::Duration;

use super::time::format_duration;

register! {
    "Incidents, maintenance and post-mortems": SHORT_NOTICE
}

rule! {
    /// Maintenance is announced later than promised, without `urgent`.
    ///
    /// Customers plan around maintenance and rely on the promised notice (`policy: maintenance_notice` in `site.yaml`). If the
    /// maintenance cannot wait, give the reason with `urgent:`; readers see it.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # maintenance/2026-11-25-api.yaml
    /// title: API migration
    /// scheduled: { start: 2026-11-25T09:00Z, end: 2026-11-25T11:00Z }
    ///            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    /// components: { api: under_maintenance }
    /// updates:
    ///   - { at: 2026-11-25T08:00Z, status: scheduled, text: The API will be unavailable during this time. }
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # maintenance/2026-11-25-api.yaml
    /// title: API migration
    /// scheduled: { start: 2026-11-25T09:00Z, end: 2026-11-25T11:00Z }
    /// components: { api: under_maintenance }
    /// urgent: A security fix that cannot wait
    /// updates:
    ///   - { at: 2026-11-25T08:00Z, status: scheduled, text: The API will be unavailable during this time. }
    /// ```
    SHORT_NOTICE: Warning = "short-notice"
}

pub(crate) fn short_notice(start: Span, notice: Duration, promised: Duration) -> Diagnostic {
    let given = match notice.as_seconds() {
        ..=0 => "customers get no notice".to_owned(),
        _ => format!("customers get {} of notice", format_duration(notice)),
    };
    Diagnostic::new(
        &SHORT_NOTICE,
        start,
        format!(
            "{given}, less than the promised {}",
            format_duration(promised)
        ),
    )
    .help("give the reason with `urgent: <the reason>`, or choose a later window")
}
