//! Finds the product, the period and the sample file for commands.

use anyhow::{Result, bail};

use super::worksheet::WorksheetFile;
use crate::base::diagnostic::{Diagnostic, Level, nearest, quoted};
use crate::base::period::Period;
use crate::base::source::Sources;
use crate::base::time::Zone;
use crate::base::vocabulary::Vocabulary;
use crate::format::field::Field;
use crate::format::report::WorksheetDoc;
use crate::model::Ledger;
use crate::model::report::{Priority, Product};
use crate::parse;
use crate::parse::Documents;
use crate::parse::layout::{self, FileKind};

/// An existing worksheet.
#[derive(Debug)]
pub struct ExistingWorksheet {
    pub seed: String,
    /// The zone of its days, if it says one.
    pub zone: Option<Zone>,
    /// The priorities that are read in full.
    pub census: Vec<Priority>,
    /// The machine whose labels it has, and its version.
    pub machine: Option<(String, Option<String>)>,
    /// Its rows and lines.
    pub file: WorksheetFile,
}

/// A period as it was typed: as in files, or as in their names.
///
/// # Errors
/// When it is none.
pub fn parse_period(text: &str) -> Result<Period> {
    match Period::parse(&text.replace("--", "/")) {
        Some(period) => Ok(period),
        None => {
            bail!(
                "invalid period {}: write `2013-W27`, `2013-07`, `2013-Q3` or `2013-07-01/2013-07-14`",
                quoted(text)
            )
        }
    }
}

/// The path of a sample from the content folder.
pub fn worksheet_path(product: &str, period: Period) -> String {
    format!("internal/reports/{product}/{}.yaml", period.slug())
}

/// Whether a sample of a product is checked with a file. Other files may have errors.
pub fn is_product_source(path: &str, product: &str) -> bool {
    let of_product = |kind| matches!(kind, FileKind::Product(found) if found == product);
    let of_site =
        matches!(path, "site.yaml" | "components.yaml") || path.starts_with(layout::STATIC_FOLDER);
    of_site || layout::file_kind(path).is_ok_and(of_product)
}

/// The files that a sample of a product is checked with.
pub fn product_sources(sources: &Sources, product: &str) -> Sources {
    sources.filter(|file| is_product_source(&file.path, product))
}

/// The product with an id.
///
/// # Errors
/// When there is none.
pub fn find_product<'l>(ledger: &'l Ledger, id: &str, sources: &Sources) -> Result<&'l Product> {
    if let Some(product) = ledger
        .internal
        .products
        .iter()
        .find(|product| product.id.as_str() == id)
    {
        return Ok(product);
    }
    let known: Vec<String> = sources
        .iter()
        .filter_map(|(_, file)| match layout::file_kind(&file.path) {
            Ok(FileKind::Product(product)) => Some(product),
            _ => None,
        })
        .collect();
    let near = nearest(id, known.iter().map(String::as_str));
    let near = near
        .map(|near| format!("; did you mean {}?", quoted(near)))
        .unwrap_or_default();
    bail!(
        "there is no product {}: content/internal/reports/{id}/product.yaml is not there{near}",
        quoted(id)
    )
}

/// The faults of a file, with the sources that they point into.
pub type InvalidFile = (Vec<Diagnostic>, Sources);

/// The worksheet at a path, if there is one.
///
/// # Errors
/// When there is a file and it is no worksheet whose rows can be kept; inside, when it cannot be read.
pub fn read_worksheet(
    sources: &Sources,
    path: &str,
) -> Result<Result<Option<ExistingWorksheet>, InvalidFile>> {
    let part = sources.filter(|file| file.path == path);
    let Some((_, file)) = part.iter().next() else {
        return Ok(Ok(None));
    };
    let (
        Documents {
            tallies,
            mut worksheets,
            ..
        },
        faults,
    ) = parse::parse_all(&part);
    if faults.iter().any(|fault| fault.level == Level::Error) {
        return Ok(Err((faults, part)));
    }
    if !tallies.is_empty() {
        bail!("{path} contains counts and is not a worksheet; move it away to draw a new one");
    }
    let Some(document) = worksheets.pop() else {
        return Ok(Ok(None));
    };
    let doc: WorksheetDoc = document.document.content.value;
    let text = String::from_utf8_lossy(&file.bytes);
    let present = match WorksheetFile::parse(&doc, &text) {
        Ok(present) => present,
        Err(reason) => bail!("{path} cannot be updated: {reason}"),
    };
    let Some(seed) = field_value(&doc.seed) else {
        bail!("{path} does not say its `seed`")
    };
    let census = match &doc.census {
        Field::Value(census) => match &*census.value.priorities {
            Field::Value(list) => list
                .value
                .iter()
                .filter_map(field_value)
                .filter_map(|word| Priority::from_word(&word))
                .collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    };
    let zone = field_value(&doc.time_zone).and_then(|zone| Zone::from_name(&zone));
    Ok(Ok(Some(ExistingWorksheet {
        seed,
        zone,
        census,
        machine: doc.labels.as_ref().optional().and_then(|labels| {
            let machine = field_value(&labels.value.machine)?;
            Some((machine, field_value(&labels.value.version)))
        }),
        file: present,
    })))
}

fn field_value<T: Clone + Into<String>>(given: &Field<T>) -> Option<String> {
    match given {
        Field::Value(text) => Some(text.value.clone().into()),
        Field::Missing | Field::Invalid(_) => None,
    }
}
