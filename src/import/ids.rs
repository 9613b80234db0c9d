//! Unique ids of entries and pages, and unique aliases.

use std::collections::BTreeSet;

use crate::base::digest;
use crate::base::id::slug_or_suffix;
use crate::base::time::Date;
use crate::model::route;

/// Leaves room for a date before the slug and a counter after it.
const MAX_SLUG_LENGTH: usize = 80;

#[derive(Debug, Default)]
pub(super) struct ImportedIds {
    ids: BTreeSet<String>,
    /// In lower case, without slashes at the ends.
    paths: BTreeSet<String>,
}

impl ImportedIds {
    /// The id of an entry: a date and the slug of its old name. A date in the name has precedence. A counter makes it unique.
    pub fn entry_id(&mut self, date: Date, name: &str) -> String {
        let slug = slug_or_suffix(name);
        let (day, rest) = match split_date(&slug) {
            Some((day, rest)) if !rest.is_empty() => (day.to_owned(), rest),
            Some(_) => (date.to_string(), ""),
            None => (date.to_string(), slug.as_str()),
        };
        let rest = if rest.is_empty() { "untitled" } else { rest };
        let rest: String = rest.chars().take(MAX_SLUG_LENGTH).collect();
        self.make_unique(&format!("{day}-{}", rest.trim_end_matches('-')))
    }

    /// The id of a custom page.
    pub fn page_id(&mut self, name: &str) -> String {
        let slug = slug_or_suffix(name);
        let mut wanted: String = slug.chars().take(MAX_SLUG_LENGTH).collect();
        if route::is_reserved(&wanted) {
            wanted.push_str("-page");
        }
        let id = self.make_unique(&wanted);
        self.paths.insert(id.clone());
        id
    }

    fn make_unique(&mut self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        let mut count = 1;
        while self.is_alias(&id) || !self.ids.insert(id.clone()) {
            count += 1;
            id = format!("{wanted}-{count}");
        }
        id
    }

    /// Whether an entry with this id would have the address of an alias.
    fn is_alias(&self, id: &str) -> bool {
        ["incidents", "maintenance", "notices"]
            .iter()
            .any(|directory| self.paths.contains(&format!("{directory}/{id}")))
    }

    /// Keeps the address of an entry from becoming an alias.
    pub fn claim_address(&mut self, directory: &str, id: &str) {
        self.paths.insert(format!("{directory}/{id}"));
    }

    /// An old URL path as an alias; `None` if it cannot be one, or if it is taken.
    pub fn register_alias(&mut self, address: &str) -> Option<String> {
        let path = route::old_path(address)?;
        let (first, rest) = path.split_once('/').unwrap_or((&path, ""));
        let is_reserved =
            route::is_reserved(first) && (rest.is_empty() || !route::is_shared(first));
        let is_free = !is_reserved && self.paths.insert(path.to_lowercase());
        is_free.then(|| format!("/{path}/"))
    }
}

/// The id of an update that shares its minute with an earlier one: the same for the same minute and first words, wherever it stands.
pub(super) fn update_id(minute: &str, text: &str) -> String {
    let key = format!("{minute} {}", first_words(text, 8));
    format!("update-{}", digest::short_id(&key))
}

/// The first words of a text in lower case, without punctuation and markup.
pub(super) fn first_words(text: &str, count: usize) -> String {
    let visible = text.replace('\u{feff}', "").to_lowercase();
    let words = visible.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty()).take(count);
    words.collect::<Vec<_>>().join(" ")
}

/// The date at the start of a slug, and the rest.
pub(super) fn split_date(slug: &str) -> Option<(&str, &str)> {
    let (date, rest) = slug.split_at_checked(10)?;
    let is_date = date.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let rest = if rest.is_empty() {
        rest
    } else {
        rest.strip_prefix('-')?
    };
    is_date.then_some((date, rest))
}
