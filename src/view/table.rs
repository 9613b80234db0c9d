//! Rows and columns.

/// A table for programs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Names of the columns.
    pub head: Vec<String>,
    /// Cells, as many in each row as in the head.
    pub rows: Vec<Vec<String>>,
}
