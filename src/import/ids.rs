//! Ids of entries and old addresses: each is given once.

use std::collections::BTreeSet;

use crate::base::id::slug;
use crate::base::time::Date;
use crate::parse::layout::{ENTRY_FOLDERS, RESERVED_PATHS};

/// Room for the date before a slug and a counter behind it.
const MAX_SLUG_LENGTH: usize = 80;

/// What is taken so far.
#[derive(Debug, Default)]
pub(super) struct ImportedIds {
    ids: BTreeSet<String>,
    addresses: BTreeSet<String>,
}

impl ImportedIds {
    /// The id of an entry: its date and the slug of its old name, with a counter where that is taken.
    pub fn entry_id(&mut self, date: Date, name: &str) -> String {
        let slug = slug(name).unwrap_or_else(|| "untitled".to_owned());
        let rest = strip_date(&slug);
        let rest: String = if rest.is_empty() { "untitled" } else { rest }
            .chars()
            .take(MAX_SLUG_LENGTH)
            .collect();
        let day = if rest.len() < slug.len()
            && slug.len() > rest.len() + 10
            && slug.starts_with(|c: char| c.is_ascii_digit())
        {
            slug[..10].to_owned()
        } else {
            date.to_string()
        };
        self.make_unique(&format!("{day}-{}", rest.trim_end_matches('-')))
    }

    /// The name of a free page.
    pub fn page_id(&mut self, name: &str) -> String {
        let slug: String = slug(name)
            .unwrap_or_else(|| "page".to_owned())
            .chars()
            .take(MAX_SLUG_LENGTH)
            .collect();
        let ours = RESERVED_PATHS.contains(&slug.as_str());
        let id = self.make_unique(&if ours { format!("{slug}-page") } else { slug });
        self.addresses.insert(id.clone());
        id
    }

    fn make_unique(&mut self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        let mut count = 1;
        while !self.ids.insert(id.clone()) {
            count += 1;
            id = format!("{wanted}-{count}");
        }
        id
    }

    /// An old address as an alias; `None` where it cannot be one, or leads somewhere already.
    pub fn register_alias(&mut self, address: &str) -> Option<String> {
        let path = address.trim_matches('/');
        let part = |part: &str| {
            let clean = part
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-._~".contains(&b));
            !part.is_empty() && !part.starts_with('.') && part != "index.html" && clean
        };
        let (first, rest) = path.split_once('/').unwrap_or((path, ""));
        let ours =
            RESERVED_PATHS.contains(&first) && (rest.is_empty() || !ENTRY_FOLDERS.contains(&first));
        let free =
            path.split('/').all(part) && !ours && self.addresses.insert(path.to_ascii_lowercase());
        free.then(|| format!("/{path}/"))
    }
}

/// A slug without the date at its start.
pub(super) fn strip_date(slug: &str) -> &str {
    let digits = |range: std::ops::Range<usize>| {
        slug.get(range)
            .is_some_and(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
    };
    let dated = digits(0..4)
        && digits(5..7)
        && digits(8..10)
        && slug.get(4..5) == Some("-")
        && slug.get(7..8) == Some("-");
    match slug.get(10..).filter(|_| dated) {
        Some("") => "",
        Some(rest) => rest.strip_prefix('-').unwrap_or(slug),
        None => slug,
    }
}
