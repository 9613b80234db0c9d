//! The dictionary: every column of every file of numbers, with the formula by which it can be computed again.
//!
//! The files take the names of their columns from here, so that none is without its line.

/// A file of numbers.
#[derive(Clone, Copy, Debug)]
pub struct DataFile {
    /// The anchor.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub about: &'static str,
    /// Its columns, in order.
    pub columns: &'static [DataColumn],
}

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct DataColumn {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub meaning: &'static str,
    /// How it is computed, if it is.
    pub formula: &'static str,
}

const fn counted(name: &'static str, meaning: &'static str) -> DataColumn {
    DataColumn {
        name,
        meaning,
        formula: "",
    }
}

const fn computed(name: &'static str, meaning: &'static str, formula: &'static str) -> DataColumn {
    DataColumn {
        name,
        meaning,
        formula,
    }
}

/// The names of the columns of a file.
#[must_use]
pub fn head(file: &DataFile) -> Vec<String> {
    file.columns
        .iter()
        .map(|column| column.name.to_owned())
        .collect()
}

/// What the signs in the formulas mean.
pub const SYMBOLS: [(&str, &str); 9] = [
    (
        "N",
        "tickets in a stratum: a sampled period, or a part of it",
    ),
    ("n", "tickets of it that were read"),
    ("a", "tickets read that should not have been counted"),
    ("x", "tickets read of the culprit"),
    ("U", "usage in the period; 1 if it is not measured"),
    (
        "z",
        "1.959963984540054, the 97.5% point of the standard normal distribution",
    ),
    (
        "sum",
        "over the strata of the period; most periods have one",
    ),
    (
        "'",
        "the same of the period before: “side” is “previous” in counts.csv",
    ),
    (
        "Phi",
        "the distribution function of the standard normal distribution",
    ),
];

/// Everything that a report is computed from.
pub const COUNTS: DataFile = DataFile {
    id: "counts",
    name: "counts.csv of a report",
    about: "What was counted: one row for each row of the report and each stratum, for the period and, where the row is compared, for \
            the period before. Every other number of the report can be computed from this file.",
    columns: &[
        counted("side", "“this” period, or the “previous” one"),
        counted(
            "period",
            "the period that was sampled; of a month or quarter, each week",
        ),
        counted(
            "part",
            "“all” tickets of it; or “census”, the priorities that are read in full, and “rest”, the others",
        ),
        counted(
            "culprit",
            "id of the culprit; “other” are the folded ones together, “unclassified” those whose cause is unclear",
        ),
        counted(
            "population",
            "N: tickets in the stratum; empty if nobody knows",
        ),
        counted("read", "n: tickets read"),
        counted(
            "not_applicable",
            "a: tickets read that should not have been counted",
        ),
        counted("count", "x: tickets read of this culprit"),
        counted(
            "usage",
            "U: usage in the period, the same for its parts; empty if it is not measured",
        ),
    ],
};

/// The numbers of a report.
pub const REPORT: DataFile = DataFile {
    id: "report",
    name: "culprits.csv of a report",
    about: "The numbers of the report, unrounded: one row for each row of its table.",
    columns: &[
        counted("period", "the period"),
        counted("culprit", "id of the culprit, “other” or “unclassified”"),
        counted("name", "its name at the time of the build"),
        counted(
            "complete",
            "“false” if the period is not over, or weeks of it are not read yet",
        ),
        counted("population", "sum N: tickets in all; empty if nobody knows"),
        counted("sampled", "tickets drawn"),
        counted("read", "sum n: tickets read"),
        counted(
            "not_applicable",
            "sum a: tickets read that should not have been counted",
        ),
        counted("count", "sum x: tickets read of this culprit"),
        computed(
            "share",
            "share of the tickets in scope, from 0 to 1",
            "m = n - a, M = floor(N m/n + 1/2) in each stratum; p = sum(M x/m) / sum M",
        ),
        computed(
            "share_lower",
            "lower limit of its 95% interval",
            "Strata with m = M are counted: c = sum x, C = sum M over them. Of the others: w = M/sum M, v = (M - m)/((M - 1) m), q = x/m, \
             p = sum(w q), e = min(p(1 - p)/sum(w^2 v q(1 - q)), 1/sum(w^2 v)), or e = m without any M; D = 1 + z^2/e, \
             mid = (p + z^2/(2e))/D, half = (z/D) sqrt(p(1 - p)/e + z^2/(4e^2)), l = max(mid - half, sum x/sum M). \
             The limit is (c + l sum M)/(C + sum M). A period that was read in full has p itself.",
        ),
        computed(
            "share_upper",
            "upper limit of its 95% interval",
            "likewise with u = min(mid + half, sum(M - m + x)/sum M)",
        ),
        computed(
            "tickets",
            "estimated tickets",
            "c + floor(sum(N x/n) + 1/2), c and the sum as above but with n and N in place of m and M",
        ),
        computed(
            "tickets_lower",
            "lower limit of its 95% interval",
            "c + max(sum x, floor(l sum N)), with l as above but with n and N in place of m and M",
        ),
        computed(
            "tickets_upper",
            "upper limit of its 95% interval",
            "c + min(sum(N - n + x), ceil(u sum N)), likewise",
        ),
        computed(
            "usage",
            "usage in the period; of a month or quarter the sum over its weeks",
            "sum U over the sampled periods",
        ),
        computed(
            "per_1000",
            "tickets for each 1,000 of usage; of a month or quarter in a week",
            "1000 p sum N / usage, p with n and N",
        ),
        counted(
            "previous_period",
            "the period before, where the row is compared with it",
        ),
        counted(
            "previous_count",
            "sum x': tickets read of this culprit in it",
        ),
        computed(
            "previous_tickets",
            "estimated tickets in it",
            "as “tickets”",
        ),
        counted(
            "change_measure",
            "“ratio”, or “share_difference” where a population is unknown; empty if it was not tested",
        ),
        computed(
            "change",
            "the change against the period before",
            "ratio: V = sum(N x/n), R = (V/sum U)/(V'/sum U'); without usage U = 1 for each sampled period. If no ticket was seen on one \
             side, each side first gets, spread over its k strata, 1/2 to x and 1 to n and to N. share_difference: d = x/n - x'/n'",
        ),
        computed(
            "change_lower",
            "lower limit of its 95% interval",
            "ratio: R exp(-z SE), SE^2 = S/V^2 + S'/V'^2, S = sum(f N x/n + N (N - n) p(1 - p)/n) with p = x/n and f the dispersion. \
             share_difference: Newcombe's method 10 from two plain Wilson intervals",
        ),
        computed(
            "change_upper",
            "upper limit of its 95% interval",
            "ratio: R exp(z SE); share_difference: likewise",
        ),
        computed(
            "change_p",
            "p-value of no change, by itself",
            "ratio: 2 Phi(-|ln R|/SE); share_difference: Fisher's exact test",
        ),
        computed(
            "change_p_holm",
            "the same beside all rows that were tested; a change is clear if it is at most 0.05",
            "Holm: of the k p-values sorted upwards, the j-th is the largest of min(1, (k - i + 1) p_i) for i up to j",
        ),
        computed(
            "dispersion",
            "f: how much more the culprit's tickets scatter from week to week than chance alone would",
            "1 + q (phi - 1), q = (sum x + sum x')/(sum n + sum n'), phi as in totals.csv of the product, of the weeks up to the period \
             before",
        ),
        counted(
            "folded_p",
            "on the row “other”: “change_p” of the folded culprits that were tested, sorted, with spaces between; they count among the k",
        ),
    ],
};

/// The course of culprits.
pub const SERIES: DataFile = DataFile {
    id: "course",
    name: "culprits.csv of a product",
    about: "The small line charts: one row for each culprit and period.",
    columns: &[
        counted("period", "the period"),
        counted("culprit", "id of the culprit"),
        counted("unit", "“tickets_per_1000”, “tickets” or “share”"),
        computed(
            "value",
            "the estimate in that unit",
            "“per_1000”, “count” population/read, or “share” of the report of the period",
        ),
        computed(
            "lower",
            "lower limit of its 95% interval",
            "from “share_lower” with n and N, as above, in the same unit",
        ),
        computed(
            "upper",
            "upper limit of its 95% interval",
            "from “share_upper” likewise",
        ),
        counted("partial", "“true” if the period is not over"),
    ],
};

/// All tickets through time.
pub const TOTALS: DataFile = DataFile {
    id: "totals",
    name: "totals.csv of a product",
    about: "All tickets with the range that is usual (Laney's u' chart): one row for each period.",
    columns: &[
        counted("period", "the period"),
        counted("tickets", "N: tickets in all; empty if nobody knows"),
        counted("usage", "U; empty if it is not measured"),
        computed(
            "rate",
            "tickets for each 1,000 of usage, or tickets",
            "r = N/a, a = U/1000, or a = 1",
        ),
        counted("complete", "“false” if the period is not over"),
        counted("baseline", "“true” if the limits are made from this period"),
        computed(
            "centre",
            "mean of the baseline",
            "c = sum N / sum a over the baseline",
        ),
        computed(
            "lower",
            "lower limit of what is usual",
            "max(0, c - 3 max(1, s) sqrt(c/a)), s = mean of |z - z of the week before| / 1.128 over adjacent weeks of the baseline, \
             z = (r - c)/sqrt(c/a); phi = max(1, s^2)",
        ),
        computed(
            "upper",
            "upper limit of what is usual",
            "c + 3 max(1, s) sqrt(c/a)",
        ),
        computed(
            "signal",
            "“outside” the limits, or “run”; else empty",
            "run: at least the eighth week in a row on one side of the centre",
        ),
    ],
};

/// How incidents were handled.
pub const INCIDENTS: DataFile = DataFile {
    id: "incidents",
    name: "incidents.csv of the incident metrics",
    about: "The dots of the chart: one row for each incident of the last 24 months.",
    columns: &[
        counted("incident", "id of the incident"),
        counted("started", "when it began, in UTC"),
        counted("impact", "“minor”, “major” or “critical”"),
        computed(
            "first_word",
            "minutes to the first update",
            "first update - start",
        ),
        computed(
            "resolve",
            "minutes to the end; empty while it is open",
            "end - start",
        ),
        computed(
            "silence",
            "longest time without an update, in minutes",
            "the longest gap between updates until the last, or until now",
        ),
    ],
};

/// How often teams were paged.
pub const PAGES: DataFile = DataFile {
    id: "pages",
    name: "pages.csv of the on-call pages",
    about: "How often each team was paged, with the ranges that are usual: one row for each team and period.",
    columns: &[
        counted("period", "the period"),
        counted("team", "id of the team"),
        counted("after_hours", "pages outside the team's working hours"),
        counted("in_hours", "pages inside them"),
        counted("partial", "`true` if the period is not over"),
        computed(
            "outside",
            "`true` if the pages after hours, or all pages, are outside their limits and as rare by chance",
            "rare: P(X <= x) or P(X >= x) is at most 0.00135, X ~ Binomial(x + S, 1/(m + 1)), S pages in the m periods of the baseline",
        ),
        computed(
            "after_hours_lower",
            "lower limit of what is usual after hours; empty before there are eight periods to judge by",
            "as in totals.csv with a = 1; the baseline is the last 26 complete periods before this one that were not outside themselves",
        ),
        computed(
            "after_hours_upper",
            "upper limit of what is usual after hours",
            "likewise",
        ),
        computed(
            "all_lower",
            "lower limit of what is usual of all pages",
            "likewise, of after_hours + in_hours",
        ),
        computed(
            "all_upper",
            "upper limit of what is usual of all pages",
            "likewise",
        ),
    ],
};

/// All files.
pub const FILES: [DataFile; 6] = [REPORT, COUNTS, SERIES, TOTALS, INCIDENTS, PAGES];
