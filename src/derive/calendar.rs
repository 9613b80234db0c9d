//! The years, quarters and months by which few things are summarized.

use crate::base::time::Date;

/// The year, the quarter and the month of a day, such as `2013`, `2013-Q3` and `2013-07`.
pub fn calendar_labels(day: Date) -> [String; 3] {
    let (year, month, _) = day.parts();
    let quarter = (month - 1) / 3 + 1;
    [
        format!("{year:04}"),
        format!("{year:04}-Q{quarter}"),
        format!("{year:04}-{month:02}"),
    ]
}
