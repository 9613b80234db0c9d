//! The fields of a form or of a query, as browsers send them.

use std::collections::BTreeMap;

use crate::base::percent_encoding;

/// Fields of a form or of a query.
#[derive(Debug, Default)]
pub struct FormFields(BTreeMap<String, String>);

impl FormFields {
    #[must_use]
    pub fn parse(text: &str) -> FormFields {
        let pairs = text.split('&').filter(|pair| !pair.is_empty());
        let decoded = |text: &str| percent_encoding::decode(&text.replace('+', " "));
        let pairs = pairs.filter_map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Some((decoded(name)?, decoded(value)?))
        });
        FormFields(pairs.collect())
    }

    /// The value of a field; empty if there is none.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }
}
