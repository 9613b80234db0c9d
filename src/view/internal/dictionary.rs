//! The dictionary: every column of every file of numbers, with the formula by which it can be computed again, so that an analyst can
//! check everything. The files take the names of their columns from here, so that none is without its line.

use std::sync::LazyLock;

use serde::Serialize;

use crate::model::route;
use crate::view::frame::PageMeta;
use crate::view::table::Table;
use crate::view::text::message::message;

/// The page of the dictionary.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DictionaryPage {
    /// What the symbols in formulas mean.
    pub signs: Vec<SymbolView>,
    /// Every file of numbers.
    pub files: Vec<DictionaryFile>,
}

#[derive(Clone, Debug, Serialize)]
pub struct SymbolView {
    pub sign: &'static str,
    pub meaning: &'static str,
}

/// A file of numbers.
#[derive(Clone, Debug, Serialize)]
pub struct DictionaryFile {
    /// The anchor.
    pub id: &'static str,
    pub name: &'static str,
    pub about: &'static str,
    pub columns: Vec<DictionaryColumn>,
}

#[derive(Clone, Debug, Serialize)]
pub struct DictionaryColumn {
    pub name: &'static str,
    pub meaning: &'static str,
    /// How it is computed; empty if it was counted.
    pub formula: &'static str,
}

static DICTIONARY: LazyLock<DictionaryPage> = LazyLock::new(|| {
    let mut page = DictionaryPage::default();
    for line in include_str!("dictionary.txt").lines() {
        let entry = line.split_once(" = ");
        match (page.files.last_mut(), entry) {
            _ if line.is_empty() || line.starts_with('#') => {}
            _ if line.starts_with("file ") => {
                let (id, name) = line["file ".len()..].split_once(": ").unwrap_or_default();
                page.files.push(DictionaryFile {
                    id,
                    name,
                    about: "",
                    columns: Vec::new(),
                });
            }
            (None, Some((sign, meaning))) => page.signs.push(SymbolView { sign, meaning }),
            (None, None) => {}
            (Some(file), _) if line.starts_with("    ") => {
                if let Some(column) = file.columns.last_mut() {
                    column.formula = line.trim_start();
                }
            }
            (Some(file), Some((name, meaning))) => file.columns.push(DictionaryColumn {
                name,
                meaning,
                formula: "",
            }),
            (Some(file), None) => file.about = line,
        }
    }
    page
});

/// A table with the columns that the dictionary has for a file.
///
/// # Panics
/// If the dictionary has no such file, or another number of columns; the tests make every table.
pub(super) fn table(id: &str, rows: Vec<Vec<String>>) -> Table {
    let file = DICTIONARY.files.iter().find(|file| file.id == id);
    let file = file.unwrap_or_else(|| panic!("the dictionary has no file `{id}`"));
    let head: Vec<String> = file.columns.iter().map(|one| one.name.to_owned()).collect();
    assert!(
        rows.iter().all(|row| row.len() == head.len()),
        "columns of `{id}`"
    );
    Table { head, rows }
}

/// A number of a table with ten decimals; empty if there is none.
pub(super) fn decimal(number: Option<f64>) -> String {
    number
        .map(|number| format!("{number:.10}"))
        .unwrap_or_default()
}

/// A whole number of a table; empty if there is none.
pub(super) fn whole(number: Option<u64>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

pub(super) fn page() -> (PageMeta, DictionaryPage) {
    let meta = PageMeta::new(
        route::DICTIONARY.pattern,
        message!("dictionary-title"),
        message!("dictionary-about"),
    );
    (meta, DICTIONARY.clone())
}
