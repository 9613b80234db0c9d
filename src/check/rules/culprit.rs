//! Rules of the culprits of a product.

use crate::base::diagnostic::{Diagnostic, nearest, quoted};
use crate::base::rule::{register, rule};
use crate::base::source::{Span, Spanned};

register! {
    "Reports": UNKNOWN_CULPRIT, RETIRED_CULPRIT, RESERVED_ID, MERGE_CYCLE, TOO_MANY_CULPRITS
}

rule! {
    /// The culprit is not declared in `product.yaml`.
    ///
    /// A misspelled culprit would be counted separately and split the counts. Culprits are declared in the `product.yaml` of the
    /// product.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # internal/reports/db/product.yaml
    /// name: Database
    /// culprits:
    ///   - { id: backups, name: Backups }
    ///   - { id: billing, name: Billing, retired: 2013-W20 }
    /// ```
    ///
    /// ```yaml
    /// # internal/reports/db/2013-W28.yaml
    /// product: db
    /// period: 2013-W28
    /// sampled: 3
    /// read: 3
    /// culprits: { backup: 3 }
    ///             ^^^^^^
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # internal/reports/db/product.yaml
    /// name: Database
    /// culprits:
    ///   - { id: backups, name: Backups }
    ///   - { id: billing, name: Billing, retired: 2013-W20 }
    /// ```
    ///
    /// ```yaml
    /// # internal/reports/db/2013-W28.yaml
    /// product: db
    /// period: 2013-W28
    /// sampled: 3
    /// read: 3
    /// culprits: { backups: 3 }
    /// ```
    UNKNOWN_CULPRIT: Error = "unknown-culprit"
}

pub(crate) fn unknown_culprit<'a>(
    id: &Spanned<String>,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let known: Vec<&str> = known.collect();
    let counted_apart = matches!(id.value.as_str(), "not-applicable" | "not_applicable");
    if counted_apart && !known.contains(&"not-applicable") {
        let message = format!("{} is not a culprit", quoted(&id.value));
        let help = "write the count as `not_applicable: ...`, a separate key next to `culprits`";
        return Diagnostic::new(&UNKNOWN_CULPRIT, id.span, message).help(help);
    }
    Diagnostic::new(
        &UNKNOWN_CULPRIT,
        id.span,
        format!("unknown culprit {}", quoted(&id.value)),
    )
    .help("culprits are declared in the product's `product.yaml`")
    .suggest(nearest(&id.value, known))
}

rule! {
    /// A culprit is counted after it was retired.
    ///
    /// A culprit is retired when others replace it. If both were counted, the old one would seem to come back.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # internal/reports/db/product.yaml
    /// name: Database
    /// culprits:
    ///   - { id: backups, name: Backups }
    ///   - { id: billing, name: Billing, retired: 2013-W20 }
    /// ```
    ///
    /// ```yaml
    /// # internal/reports/db/2013-W28.yaml
    /// product: db
    /// period: 2013-W28
    /// sampled: 3
    /// read: 3
    /// culprits: { backups: 2, billing: 1 }
    ///                         ^^^^^^^
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # internal/reports/db/product.yaml
    /// name: Database
    /// culprits:
    ///   - { id: backups, name: Backups }
    ///   - { id: billing, name: Billing, retired: 2013-W20 }
    /// ```
    ///
    /// ```yaml
    /// # internal/reports/db/2013-W28.yaml
    /// product: db
    /// period: 2013-W28
    /// sampled: 3
    /// read: 3
    /// culprits: { backups: 3 }
    /// ```
    RETIRED_CULPRIT: Error = "retired-culprit"
}

pub(crate) fn retired_culprit(id: &Spanned<String>, since: &str) -> Diagnostic {
    Diagnostic::new(
        &RETIRED_CULPRIT,
        id.span,
        format!(
            "the culprit {} has been retired since {since}",
            quoted(&id.value)
        ),
    )
    .help("count these tickets under the culprits that replaced it")
}

rule! {
    /// A culprit has a reserved ID: `unclassified`, `not-applicable` or `other`.
    ///
    /// Tickets under these IDs are counted separately in reports, so no culprit can use them.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # internal/reports/db/product.yaml
    /// name: Database
    /// culprits:
    ///   - { id: other, name: Others }
    ///           ^^^^^
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # internal/reports/db/product.yaml
    /// name: Database
    /// culprits:
    ///   - { id: rare, name: Others }
    /// ```
    RESERVED_ID: Error = "reserved-id"
}

pub(crate) fn reserved_id(id: &Spanned<String>, meaning: &str) -> Diagnostic {
    Diagnostic::new(
        &RESERVED_ID,
        id.span,
        format!("the ID {} is reserved for {meaning}", quoted(&id.value)),
    )
    .help("choose a different ID")
}

rule! {
    /// Culprits are merged into each other in a cycle.
    ///
    /// In a cycle of `merged_from` it is undefined under which culprit a ticket is counted. Remove one of the references.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # internal/reports/db/product.yaml
    /// name: Database
    /// culprits:
    ///   - { id: a, name: A, merged_from: [b] }
    ///           ^
    ///   - { id: b, name: B, merged_from: [a] }
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # internal/reports/db/product.yaml
    /// name: Database
    /// culprits:
    ///   - { id: a, name: A }
    ///   - { id: b, name: B, merged_from: [a] }
    /// ```
    MERGE_CYCLE: Error = "merge-cycle"
}

pub(crate) fn merge_cycle(id: &Spanned<String>) -> Diagnostic {
    Diagnostic::new(
        &MERGE_CYCLE,
        id.span,
        format!("the culprit {} is merged into itself", quoted(&id.value)),
    )
    .help("remove one of the `merged_from` keys, which form a cycle")
}

rule! {
    /// A product has more than 15 culprits in use.
    ///
    /// With too many categories, two people classify the same ticket differently, and charts are hard to read. Merge culprits that have
    /// the same remedy.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # internal/reports/db/product.yaml
    /// name: Database
    /// culprits:
    ///   - { id: c1, name: Culprit 1 }
    ///   ^
    ///   - { id: c2, name: Culprit 2 }
    ///   - { id: c3, name: Culprit 3 }
    ///   - { id: c4, name: Culprit 4 }
    ///   - { id: c5, name: Culprit 5 }
    ///   - { id: c6, name: Culprit 6 }
    ///   - { id: c7, name: Culprit 7 }
    ///   - { id: c8, name: Culprit 8 }
    ///   - { id: c9, name: Culprit 9 }
    ///   - { id: c10, name: Culprit 10 }
    ///   - { id: c11, name: Culprit 11 }
    ///   - { id: c12, name: Culprit 12 }
    ///   - { id: c13, name: Culprit 13 }
    ///   - { id: c14, name: Culprit 14 }
    ///   - { id: c15, name: Culprit 15 }
    ///   - { id: c16, name: Culprit 16 }
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # internal/reports/db/product.yaml
    /// name: Database
    /// culprits:
    ///   - { id: c1, name: Culprit 1 }
    ///   - { id: c2, name: Culprit 2 }
    ///   - { id: c3, name: Culprit 3 }
    ///   - { id: c4, name: Culprit 4 }
    ///   - { id: c5, name: Culprit 5 }
    ///   - { id: c6, name: Culprit 6 }
    ///   - { id: c7, name: Culprit 7 }
    ///   - { id: c8, name: Culprit 8 }
    ///   - { id: c9, name: Culprit 9 }
    ///   - { id: c10, name: Culprit 10 }
    ///   - { id: c11, name: Culprit 11 }
    ///   - { id: c12, name: Culprit 12 }
    ///   - { id: c13, name: Culprit 13 }
    ///   - { id: c14, name: Culprit 14 }
    ///   - { id: c15, name: Culprit 15, merged_from: [c16] }
    /// ```
    TOO_MANY_CULPRITS: Warning = "too-many-culprits"
}

pub(crate) fn too_many_culprits(place: Span, count: usize, most: usize) -> Diagnostic {
    Diagnostic::new(
        &TOO_MANY_CULPRITS,
        place,
        format!("the product has too many culprits in use: {count}, expected at most {most}"),
    )
    .help("merge culprits that have the same remedy, or retire some")
}
