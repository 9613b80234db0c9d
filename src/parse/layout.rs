//! Which file holds what: the path decides, and says who may read it.

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
    /// A file that is for people or tools and not for the site: dot files, and `README.md` in any folder.
    Ignored,
}

/// Why a path is none of the content format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misplaced {
    /// The place is known and the extension is another: what it should be.
    Extension(&'static str),
    /// The place is known and the name makes no address.
    Name,
    /// There is no such place.
    Place,
}

/// The kind of a file, by its path from the content folder.
///
/// # Errors
/// [`Misplaced`] for a file that no part of the content format knows: a file that is never read would be a silent loss.
pub fn kind(path: &str) -> Result<Kind, Misplaced> {
    let parts: Vec<&str> = path.split('/').collect();
    let name = parts.last().copied().unwrap_or_default();
    if parts.iter().any(|part| part.starts_with('.')) || name.eq_ignore_ascii_case("README.md") {
        return Ok(Kind::Ignored);
    }
    match parts.as_slice() {
        ["site.yaml"] => Ok(Kind::Site),
        ["components.yaml"] => Ok(Kind::Components),
        ["site.yml" | "components.yml"] => Err(Misplaced::Extension("yaml")),
        ["incidents", name] => entry(name, "yaml", Kind::Incident),
        ["maintenance", name] => entry(name, "yaml", Kind::Maintenance),
        ["postmortems", name] => entry(name, "md", Kind::Postmortem),
        ["notices", name] => entry(name, "md", Kind::Notice),
        ["pages", name] => entry(name, "md", Kind::Page),
        ["internal", "reports", product, name] => of_product(product, name),
        _ => Err(Misplaced::Place),
    }
}

fn entry(name: &str, extension: &'static str, kind: Kind) -> Result<Kind, Misplaced> {
    match name.rsplit_once('.') {
        Some((stem, found)) if found == extension => {
            if crate::base::id::is_id(stem) {
                Ok(kind)
            } else {
                Err(Misplaced::Name)
            }
        }
        Some((_, "yml" | "yaml" | "md" | "markdown" | "txt")) | None => Err(Misplaced::Extension(extension)),
        Some(_) => Err(Misplaced::Place),
    }
}

fn of_product(product: &str, name: &str) -> Result<Kind, Misplaced> {
    if !crate::base::id::is_id(product) {
        return Err(Misplaced::Name);
    }
    let product = product.to_owned();
    match name {
        "product.yaml" => Ok(Kind::Product(product)),
        "usage.yaml" => Ok(Kind::Usage(product)),
        "actions.yaml" => Ok(Kind::Actions(product)),
        _ if name.ends_with(".yaml") => Ok(Kind::Tally(product)),
        _ => Err(Misplaced::Extension("yaml")),
    }
}
