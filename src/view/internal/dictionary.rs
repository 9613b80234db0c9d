//! The dictionary of the numbers, so that an analyst can compute everything again.

use serde::Serialize;

use super::InternalSite;
use crate::model::route;
use crate::view::frame::PageMeta;
use crate::view::outline::View;
use crate::view::page::PageBody;
use crate::view::text::dictionary::{DataColumn, DataFile, FILES, SYMBOLS};

/// The page of the dictionary.
#[derive(Clone, Debug, Serialize)]
pub struct DictionaryPage {
    /// What the signs in formulas mean.
    pub signs: Vec<SymbolView>,
    /// Every file of numbers.
    pub files: Vec<DictionaryFileView>,
}

/// A sign of the formulas.
#[derive(Clone, Debug, Serialize)]
pub struct SymbolView {
    /// The sign.
    pub sign: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

/// A file of numbers.
#[derive(Clone, Debug, Serialize)]
pub struct DictionaryFileView {
    /// The anchor.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub about: &'static str,
    /// Its columns.
    pub columns: Vec<DictionaryColumnView>,
}

/// A column.
#[derive(Clone, Debug, Serialize)]
pub struct DictionaryColumnView {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub meaning: &'static str,
    /// How it is computed; empty if it was counted.
    pub formula: &'static str,
}

pub(super) fn view(site: &InternalSite) -> View {
    let file = |DataFile {
                    id,
                    name,
                    about,
                    columns,
                }: &DataFile| DictionaryFileView {
        id,
        name,
        about,
        columns: columns
            .iter()
            .map(
                |DataColumn {
                     name,
                     meaning,
                     formula,
                 }| DictionaryColumnView {
                    name,
                    meaning,
                    formula,
                },
            )
            .collect(),
    };
    let page = DictionaryPage {
        signs: SYMBOLS
            .iter()
            .map(|(sign, meaning)| SymbolView { sign, meaning })
            .collect(),
        files: FILES.iter().map(file).collect(),
    };
    let about = PageMeta::new(
        route::DICTIONARY.pattern,
        "Dictionary of the numbers",
        "Every column of every CSV file, and how it is computed.",
    );
    site.page(&about, PageBody::Dictionary(page))
}
