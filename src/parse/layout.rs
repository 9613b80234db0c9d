//! Which file holds what: the path decides, and says who may read it.

use crate::base::diagnostic::nearest;
use crate::base::id::is_id;
use crate::base::period::Period;

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The site's settings.
    Site,
    /// The components.
    Components,
    /// An incident.
    Incident,
    /// A maintenance.
    Maintenance,
    /// A post-mortem.
    Postmortem,
    /// A notice.
    Notice,
    /// A free page.
    Page,
    /// A product and its culprits.
    Product(String),
    /// A sample of tickets of a product.
    Tally(String),
    /// The usage of a product.
    Usage(String),
    /// What was done about a product's culprits.
    Actions(String),
    /// A file that is published as it is.
    Static,
    /// The teams.
    Teams,
    /// The service catalogue.
    Services,
    /// How often teams were paged in a period.
    Pager,
    /// A file that is for people or tools and not for the site: dot files, and `README.md` in any folder.
    Ignored,
}

/// Why a path is none of the content format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misplaced {
    /// The place is known and the extension is another: what it should be.
    Extension(&'static str),
    /// The place is known and the name, of the file or of its product's folder, makes no address.
    Name(String),
    /// There is no such place; perhaps this one was meant.
    Place(Option<String>),
    /// Among the counts of pages, files are named after periods, and this one is not.
    Pager,
    /// In a product's folder there are files of four kinds, and this is none.
    Product(Option<String>),
}

/// The folder whose files are published as they are, under their paths inside of it.
pub const STATIC: &str = "static/";

/// The folder whose files never reach customers.
pub const INTERNAL: &str = "internal/";

/// First parts of addresses that the program makes pages under, now or by the interfaces that it promises.
pub const RESERVED: [&str; 31] = [
    "incidents",
    "maintenance",
    "postmortems",
    "notices",
    "components",
    "history",
    "subscribe",
    "data",
    "api",
    "static",
    "embed",
    "index.html",
    "404.html",
    "feed.xml",
    "feed.atom",
    "feed.json",
    "feeds",
    "history.rss",
    "history.atom",
    "calendar.ics",
    "internal",
    "badge.svg",
    "badge.json",
    "robots.txt",
    "sitemap.xml",
    "favicon.svg",
    "og.png",
    "_headers",
    "_redirects",
    ".nojekyll",
    ".statuary-files",
];

/// Folders in which authors have addresses too, so that an old address may lie in them.
pub const SHARED: [&str; 5] = [
    "incidents",
    "maintenance",
    "postmortems",
    "notices",
    "components",
];

/// The folders whose files are entries, and the extension of those files.
const FOLDERS: [(&str, &str, Kind); 5] = [
    ("incidents", "yaml", Kind::Incident),
    ("maintenance", "yaml", Kind::Maintenance),
    ("postmortems", "md", Kind::Postmortem),
    ("notices", "md", Kind::Notice),
    ("pages", "md", Kind::Page),
];

/// The files at the root.
const FILES: [(&str, Kind); 2] = [
    ("site.yaml", Kind::Site),
    ("components.yaml", Kind::Components),
];

/// Whether a file is published as it is.
#[must_use]
pub fn is_static(path: &str) -> bool {
    // A list of what was made has a line for each file, so a name is one line.
    path.strip_prefix(STATIC)
        .is_some_and(|name| !name.chars().any(char::is_control))
}

/// The kind of a file, by its path from the content folder.
///
/// # Errors
/// [`Misplaced`] for a file that no part of the content format knows: a file that is never read would be a silent loss.
pub fn kind(path: &str) -> Result<Kind, Misplaced> {
    if let Some(name) = path.strip_prefix(STATIC) {
        return if is_static(path) {
            Ok(Kind::Static)
        } else {
            Err(Misplaced::Name(name.to_owned()))
        };
    }
    let parts: Vec<&str> = path.split('/').collect();
    let name = parts.last().copied().unwrap_or_default();
    if parts.iter().any(|part| part.starts_with('.')) || name.eq_ignore_ascii_case("README.md") {
        return Ok(Kind::Ignored);
    }
    match parts.as_slice() {
        [name] => root(name),
        ["internal", "reports", product, name] => of_product(product, name),
        ["internal", "pages", name] => pager(name),
        ["internal", name] => internal(name),
        [folder, rest @ ..] => match FOLDERS.into_iter().find(|(known, ..)| known == folder) {
            Some((_, extension, kind)) if rest.len() == 1 => entry(name, extension, kind),
            Some(_) => Err(Misplaced::Place(Some(format!("{folder}/{name}")))),
            None => {
                let meant = nearest(folder, FOLDERS.into_iter().map(|(known, ..)| known));
                Err(Misplaced::Place(
                    meant.map(|meant| format!("{meant}/{name}")),
                ))
            }
        },
        [] => Err(Misplaced::Place(None)),
    }
}

fn root(name: &str) -> Result<Kind, Misplaced> {
    if let Some((_, kind)) = FILES.into_iter().find(|(known, _)| *known == name) {
        return Ok(kind);
    }
    match name {
        "site.yml" | "components.yml" => Err(Misplaced::Extension("yaml")),
        _ => Err(Misplaced::Place(
            nearest(name, FILES.into_iter().map(|(known, _)| known)).map(str::to_owned),
        )),
    }
}

fn entry(name: &str, extension: &'static str, kind: Kind) -> Result<Kind, Misplaced> {
    let Some((stem, found)) = name.rsplit_once('.') else {
        return Err(Misplaced::Extension(extension));
    };
    if found == extension {
        return if is_id(stem) {
            Ok(kind)
        } else {
            Err(Misplaced::Name(stem.to_owned()))
        };
    }
    match found.to_ascii_lowercase().as_str() {
        "yml" | "yaml" | "md" | "markdown" | "txt" => Err(Misplaced::Extension(extension)),
        _ => Err(Misplaced::Place(None)),
    }
}

fn internal(name: &str) -> Result<Kind, Misplaced> {
    match name {
        "teams.yaml" => Ok(Kind::Teams),
        "services.yaml" => Ok(Kind::Services),
        "teams.yml" | "services.yml" => Err(Misplaced::Extension("yaml")),
        _ => {
            let meant = nearest(name, ["teams.yaml", "services.yaml"]);
            Err(Misplaced::Place(
                meant.map(|meant| format!("internal/{meant}")),
            ))
        }
    }
}

fn pager(name: &str) -> Result<Kind, Misplaced> {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    match (period_of(stem), extension) {
        (true, "yaml") => Ok(Kind::Pager),
        (true, _) => Err(Misplaced::Extension("yaml")),
        (false, _) => Err(Misplaced::Pager),
    }
}

/// Whether the name of a file, without its extension, is that of a period.
fn period_of(stem: &str) -> bool {
    Period::parse(&stem.replace("--", "/")).is_some_and(|period| period.slug() == stem)
}

fn of_product(product: &str, name: &str) -> Result<Kind, Misplaced> {
    if !is_id(product) {
        return Err(Misplaced::Name(product.to_owned()));
    }
    let owned = product.to_owned();
    match name {
        "product.yaml" => return Ok(Kind::Product(owned)),
        "usage.yaml" => return Ok(Kind::Usage(owned)),
        "actions.yaml" => return Ok(Kind::Actions(owned)),
        _ => {}
    }
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    match (period_of(stem), extension) {
        (true, "yaml") => Ok(Kind::Tally(owned)),
        (true, _) => Err(Misplaced::Extension("yaml")),
        (false, "yml") if matches!(stem, "product" | "usage" | "actions") => {
            Err(Misplaced::Extension("yaml"))
        }
        (false, _) => {
            let meant = nearest(name, ["product.yaml", "usage.yaml", "actions.yaml"]);
            Err(Misplaced::Product(
                meant.map(|meant| format!("internal/reports/{product}/{meant}")),
            ))
        }
    }
}
