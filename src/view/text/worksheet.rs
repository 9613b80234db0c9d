//! The words of worksheets.

/// Beside the number of all tickets.
pub const POPULATION: &str = "tickets in the period at export";

/// How a worksheet is filled in.
pub const RULES: [&str; 4] = [
    "Read from the top down. Do not reorder or delete rows.",
    "culprit: an id from product.yaml, or unclassified, or not-applicable. Leave it blank if the ticket is not read.",
    "note: what the customer struggled with. No customer names, e-mail addresses, app names or database contents.",
    "Later exports and larger samples keep what is filled in: statuary sample",
];
