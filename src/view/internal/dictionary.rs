//! The dictionary of the numbers, so that an analyst can compute everything again.

use serde::Serialize;

use super::Internal;
use crate::view::frame::About;
use crate::view::text::dictionary::{Column, FILES, File, SIGNS};
use crate::view::{Body, View, address};

/// The page of the dictionary.
#[derive(Clone, Debug, Serialize)]
pub struct DictionaryPage {
    /// What the signs in formulas mean.
    pub signs: Vec<SignView>,
    /// Every file of numbers.
    pub files: Vec<FileView>,
}

/// A sign of the formulas.
#[derive(Clone, Debug, Serialize)]
pub struct SignView {
    /// The sign.
    pub sign: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

/// A file of numbers.
#[derive(Clone, Debug, Serialize)]
pub struct FileView {
    /// The anchor.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub about: &'static str,
    /// Its columns.
    pub columns: Vec<ColumnView>,
}

/// A column.
#[derive(Clone, Debug, Serialize)]
pub struct ColumnView {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub meaning: &'static str,
    /// How it is computed; empty if it was counted.
    pub formula: &'static str,
}

pub(super) fn view(site: &Internal) -> View {
    let file = |File {
                    id,
                    name,
                    about,
                    columns,
                }: &File| FileView {
        id,
        name,
        about,
        columns: columns
            .iter()
            .map(
                |Column {
                     name,
                     meaning,
                     formula,
                 }| ColumnView {
                    name,
                    meaning,
                    formula,
                },
            )
            .collect(),
    };
    let page = DictionaryPage {
        signs: SIGNS
            .iter()
            .map(|(sign, meaning)| SignView { sign, meaning })
            .collect(),
        files: FILES.iter().map(file).collect(),
    };
    let about = About {
        address: Some(address::DICTIONARY),
        title: "Dictionary of the numbers",
        description: "Every column of every CSV file, and how it is computed.",
        file: None,
    };
    site.page(&about, Body::Dictionary(page))
}
