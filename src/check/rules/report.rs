//! Rules of tallies and of the files of a product.

use crate::base::diagnostic::{Diagnostic, quoted};
use crate::base::rule::{register, rule};
use crate::base::source::{Span, Spanned};

register! {
    "Reports": MISSING_PRODUCT, PATH_MISMATCH, TALLY_SUM, TALLY_RANGE, INVALID_SEED, INVALID_TIME_FORMAT
}

rule! {
    /// A product's directory has no `product.yaml`.
    ///
    /// The culprits of a product are declared in its `product.yaml`; counts cannot be checked without it.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # internal/reports/db/actions.yaml
    /// actions: []
    /// ^
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
    /// # internal/reports/db/actions.yaml
    /// actions: []
    /// ```
    MISSING_PRODUCT: Error = "missing-product"
}

pub(crate) fn no_product(place: Span, product: &str) -> Diagnostic {
    Diagnostic::new(
        &MISSING_PRODUCT,
        place,
        format!("missing `product.yaml` of the product `{product}`"),
    )
    .help("next to this file, create `product.yaml` with the product's `name` and `culprits`")
}

rule! {
    /// A key and the file's path name different products or periods.
    ///
    /// The path decides which report a file belongs to. The file was probably copied and not edited.
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
    /// product: routing
    ///          ^^^^^^^
    /// period: 2013-W28
    /// sampled: 3
    /// read: 3
    /// culprits: { backups: 3 }
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
    PATH_MISMATCH: Error = "path-mismatch"
}

pub(crate) fn path_mismatch(key: &Spanned<String>, what: &str, named: &str) -> Diagnostic {
    let message = format!(
        "the file's path says `{named}`, but the {what} is {}",
        quoted(&key.value)
    );
    Diagnostic::new(&PATH_MISMATCH, key.span, message).help("correct the key, or move the file")
}

rule! {
    /// The culprits and `not_applicable` do not add up to `read`.
    ///
    /// Every ticket that was read has one culprit, or is `unclassified` or `not_applicable`. If the numbers do not add up, a ticket was
    /// lost or counted twice.
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
    /// sampled: 9
    /// read: 9
    ///       ^
    /// culprits: { backups: 4, unclassified: 3 }
    /// not_applicable: 1
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
    /// sampled: 9
    /// read: 9
    /// culprits: { backups: 5, unclassified: 3 }
    /// not_applicable: 1
    /// ```
    TALLY_SUM: Error = "tally-sum"
}

pub(crate) fn tally_sum(
    read: &Spanned<u64>,
    sum: u64,
    not_applicable: u64,
    culprits: Span,
) -> Diagnostic {
    let found = match not_applicable {
        0 => format!("the culprits add up to {sum}"),
        _ => format!("the culprits add up to {sum} and `not_applicable` is {not_applicable}"),
    };
    let message = format!("`read` is {}, but {found}", read.value);
    Diagnostic::new(&TALLY_SUM, read.span, message)
        .also_at(culprits, format!("together {sum}"))
        .help("count each ticket exactly once; use `unclassified` if the cause is unclear")
}

rule! {
    /// More tickets were read than drawn, more were drawn than exist, or a census is incomplete.
    ///
    /// `read` cannot be larger than `sampled`, and `sampled` cannot be larger than `population`. With `method: census`, `read` must equal
    /// `population`, because a census reads every ticket.
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
    /// population: 20
    /// sampled: 8
    /// read: 9
    ///       ^
    /// culprits: { backups: 9 }
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
    /// population: 20
    /// sampled: 9
    /// read: 9
    /// culprits: { backups: 9 }
    /// ```
    TALLY_RANGE: Error = "tally-range"
}

pub(crate) fn tally_range(
    (part_key, part): (&str, &Spanned<u64>),
    (whole_key, whole): (&str, &Spanned<u64>),
) -> Diagnostic {
    let message = format!(
        "`{part_key}` is {}, but `{whole_key}` is only {}",
        part.value, whole.value
    );
    Diagnostic::new(&TALLY_RANGE, part.span, message)
        .also_at(whole.span, "compared with this")
        .help("correct one of the two numbers")
}

pub(crate) fn incomplete_census(read: &Spanned<u64>, population: &Spanned<u64>) -> Diagnostic {
    let message = format!(
        "a census reads every ticket, but `read` is {} and `population` is {}",
        read.value, population.value
    );
    Diagnostic::new(&TALLY_RANGE, read.span, message)
        .also_at(population.span, "compared with this")
        .help("correct one of the two numbers, or use another `method`")
}

rule! {
    /// A seed contains characters other than letters, digits, `.`, `_` and `-`.
    ///
    /// The seed decides which tickets are drawn. It is used in commands and other files, so only simple characters are allowed.
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
    /// population: 40
    /// seed: it's ours
    ///       ^^^^^^^^^
    /// planned: 3
    /// tickets:
    ///   - id: "70001"
    ///     culprit: backups
    ///   - id: "70003"
    ///     culprit:
    ///   - id: "70002"
    ///     culprit:
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
    /// population: 40
    /// seed: status-2013
    /// planned: 3
    /// tickets:
    ///   - id: "70001"
    ///     culprit: backups
    ///   - id: "70003"
    ///     culprit:
    ///   - id: "70002"
    ///     culprit:
    /// ```
    INVALID_SEED: Error = "invalid-seed"
}

pub(crate) fn invalid_seed(seed: &Spanned<String>) -> Diagnostic {
    Diagnostic::new(&INVALID_SEED, seed.span, format!("invalid seed {}", quoted(&seed.value))).help(
        "use at most 100 letters, digits, `.`, `_` and `-`, such as `status-2013`; do not change it afterwards",
    )
}

rule! {
    /// `format:` of an export is not a valid `strptime` format, or does not contain the date.
    ///
    /// Without the date, nobody can tell in which period a ticket was created.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # internal/reports/db/product.yaml
    /// name: Database
    /// export: { id: Ticket, created: Created, format: "%H:%M" }
    ///                                                 ^^^^^^^
    /// culprits:
    ///   - { id: backups, name: Backups }
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # internal/reports/db/product.yaml
    /// name: Database
    /// export: { id: Ticket, created: Created, format: "%d.%m.%Y %H:%M" }
    /// culprits:
    ///   - { id: backups, name: Backups }
    /// ```
    INVALID_TIME_FORMAT: Error = "invalid-time-format"
}

pub(crate) fn invalid_time_format(format: &Spanned<String>) -> Diagnostic {
    Diagnostic::new(
        &INVALID_TIME_FORMAT,
        format.span,
        format!("invalid time format {}", quoted(&format.value)),
    )
    .help("use `strptime` specifiers that include the date, such as `%d.%m.%Y %H:%M`")
}
