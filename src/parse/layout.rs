//! The kind of each file, by its path.

use crate::base::diagnostic::nearest;
use crate::base::id::is_id;
use crate::base::period::Period;

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileKind {
    Site,
    Components,
    /// The support guide.
    Support,
    Incident,
    Maintenance,
    Postmortem,
    Notice,
    Page,
    /// A product and its culprits.
    Product(String),
    /// A sample of tickets of a product.
    Sample(String),
    /// The usage of a product.
    Usage(String),
    /// What was done about a product's culprits.
    Actions(String),
    /// A file that is published as it is.
    Static,
    Teams,
    /// The service catalogue.
    Services,
    /// How often teams were paged in a period.
    OnCall,
    /// A file that is for people or tools and not for the site: dot files, and `README.md` in any folder.
    Ignored,
}

/// Why a path is not part of the content format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathError {
    /// The extension that the file should have.
    WrongExtension(&'static str),
    /// The name of the file or of its product's folder cannot be used in a URL.
    InvalidName(String),
    /// An unknown directory, with the path that was probably meant.
    UnknownPlace(Option<String>),
    /// A file of on-call counts that is not named after a period.
    NotAPeriod,
    /// The file is in the folder that on-call counts were in before it was renamed.
    OldOnCallFolder,
    /// An unknown file in a product's folder.
    UnknownProductFile(Option<String>),
}

/// The folder whose files are published as they are, under their paths inside of it.
pub const STATIC_FOLDER: &str = "static/";

/// The folder whose files are never published to customers.
pub const INTERNAL_FOLDER: &str = "internal/";

/// The folders whose files are entries, and the extension of those files.
const ENTRY_KINDS: [(&str, &str, FileKind); 5] = [
    ("incidents", "yaml", FileKind::Incident),
    ("maintenance", "yaml", FileKind::Maintenance),
    ("postmortems", "md", FileKind::Postmortem),
    ("notices", "md", FileKind::Notice),
    ("pages", "md", FileKind::Page),
];

/// The files at the root.
const ROOT_FILES: [(&str, FileKind); 3] = [
    ("site.yaml", FileKind::Site),
    ("components.yaml", FileKind::Components),
    ("support.yaml", FileKind::Support),
];

/// Whether a file is published as it is.
pub fn is_static(path: &str) -> bool {
    // The manifest has one line for each file, so a name cannot contain a line end.
    path.strip_prefix(STATIC_FOLDER)
        .is_some_and(|name| !name.chars().any(char::is_control))
}

/// The kind of a file, by its path from the content folder.
///
/// # Errors
/// [`PathError`] for a file that no part of the content format knows: a file that is never read would be a silent loss.
pub fn file_kind(path: &str) -> Result<FileKind, PathError> {
    if let Some(name) = path.strip_prefix(STATIC_FOLDER) {
        return if is_static(path) {
            Ok(FileKind::Static)
        } else {
            Err(PathError::InvalidName(name.to_owned()))
        };
    }
    let parts: Vec<&str> = path.split('/').collect();
    let name = parts.last().copied().unwrap_or_default();
    if parts.iter().any(|part| part.starts_with('.')) || name.eq_ignore_ascii_case("README.md") {
        return Ok(FileKind::Ignored);
    }
    match parts.as_slice() {
        [name] => root_file(name),
        ["internal", "reports", product, name] => product_file(product, name),
        ["internal", "on-call", name] => on_call_file(name),
        ["internal", "pages", _] => Err(PathError::OldOnCallFolder),
        ["internal", name] => internal_file(name),
        [folder, rest @ ..] => match ENTRY_KINDS.into_iter().find(|(known, ..)| known == folder) {
            Some((_, extension, kind)) if rest.len() == 1 => entry_file(name, extension, kind),
            Some(_) => Err(PathError::UnknownPlace(Some(format!("{folder}/{name}")))),
            None => {
                let suggestion = nearest(folder, ENTRY_KINDS.into_iter().map(|(known, ..)| known));
                Err(PathError::UnknownPlace(
                    suggestion.map(|suggestion| format!("{suggestion}/{name}")),
                ))
            }
        },
        [] => Err(PathError::UnknownPlace(None)),
    }
}

fn root_file(name: &str) -> Result<FileKind, PathError> {
    if let Some((_, kind)) = ROOT_FILES.into_iter().find(|(known, _)| *known == name) {
        return Ok(kind);
    }
    match name {
        "site.yml" | "components.yml" | "support.yml" => Err(PathError::WrongExtension("yaml")),
        _ => Err(PathError::UnknownPlace(
            nearest(name, ROOT_FILES.into_iter().map(|(known, _)| known)).map(str::to_owned),
        )),
    }
}

fn entry_file(name: &str, extension: &'static str, kind: FileKind) -> Result<FileKind, PathError> {
    let Some((stem, found)) = name.rsplit_once('.') else {
        return Err(PathError::WrongExtension(extension));
    };
    if found == extension {
        return if is_id(stem) {
            Ok(kind)
        } else {
            Err(PathError::InvalidName(stem.to_owned()))
        };
    }
    match found.to_ascii_lowercase().as_str() {
        "yml" | "yaml" | "md" | "markdown" | "txt" => Err(PathError::WrongExtension(extension)),
        _ => Err(PathError::UnknownPlace(None)),
    }
}

fn internal_file(name: &str) -> Result<FileKind, PathError> {
    match name {
        "teams.yaml" => Ok(FileKind::Teams),
        "services.yaml" => Ok(FileKind::Services),
        "teams.yml" | "services.yml" => Err(PathError::WrongExtension("yaml")),
        _ => {
            let suggestion = nearest(name, ["teams.yaml", "services.yaml"]);
            Err(PathError::UnknownPlace(
                suggestion.map(|suggestion| format!("internal/{suggestion}")),
            ))
        }
    }
}

fn on_call_file(name: &str) -> Result<FileKind, PathError> {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    match (is_period_name(stem), extension) {
        (true, "yaml") => Ok(FileKind::OnCall),
        (true, _) => Err(PathError::WrongExtension("yaml")),
        (false, _) => Err(PathError::NotAPeriod),
    }
}

/// Whether the name of a file, without its extension, is that of a period.
fn is_period_name(stem: &str) -> bool {
    Period::parse(&stem.replace("--", "/")).is_some_and(|period| period.slug() == stem)
}

fn product_file(product: &str, name: &str) -> Result<FileKind, PathError> {
    if !is_id(product) {
        return Err(PathError::InvalidName(product.to_owned()));
    }
    let owned = product.to_owned();
    match name {
        "product.yaml" => return Ok(FileKind::Product(owned)),
        "usage.yaml" => return Ok(FileKind::Usage(owned)),
        "actions.yaml" => return Ok(FileKind::Actions(owned)),
        _ => {}
    }
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    match (is_period_name(stem), extension) {
        (true, "yaml") => Ok(FileKind::Sample(owned)),
        (true, _) => Err(PathError::WrongExtension("yaml")),
        (false, "yml") if matches!(stem, "product" | "usage" | "actions") => {
            Err(PathError::WrongExtension("yaml"))
        }
        (false, _) => {
            let suggestion = nearest(name, ["product.yaml", "usage.yaml", "actions.yaml"]);
            Err(PathError::UnknownProductFile(suggestion.map(
                |suggestion| format!("internal/reports/{product}/{suggestion}"),
            )))
        }
    }
}
