//! Which pages of a site are added, changed and removed.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::{SiteRenderer, json};
use crate::view::diff::PageChanges;
use crate::view::outline::View;

/// Compares the pages of two sites at one moment. Feeds, images and API files follow from the same content, so they are not compared.
pub fn compare_pages(before: &SiteRenderer, after: &SiteRenderer) -> PageChanges {
    let all: BTreeSet<&str> = before.paths().chain(after.paths()).collect();
    let all: Vec<&str> = all.into_iter().collect();
    let changes = all.par_iter().filter_map(|path| {
        let (old, new) = (page_content(before, path), page_content(after, path));
        (old != new).then(|| (display_address(path), old.is_some(), new.is_some()))
    });
    let mut pages = PageChanges::default();
    for (address, was, is) in changes.collect::<Vec<_>>() {
        match (was, is) {
            (false, _) => pages.appear.push(address),
            (true, true) => pages.change.push(address),
            (true, false) => pages.go.push(address),
        }
    }
    pages
}

/// The values of a page, or what identifies a static file.
fn page_content(site: &SiteRenderer, path: &str) -> Option<Vec<u8>> {
    if let Some(file) = site.static_file(path) {
        return Some(file.summary.digest.clone().into_bytes());
    }
    if !path.ends_with(".html") {
        return None;
    }
    match site.outline.view(path)? {
        View::Page(mut page) => {
            // The time after which a page warns that it is old is not content.
            page.frame.fresh = String::new();
            Some(json::page_json(&page))
        }
        _ => None,
    }
}

/// A path as people type it: `incidents/2012-06-30-outage/`.
fn display_address(path: &str) -> String {
    let folder = path
        .strip_suffix("index.html")
        .filter(|folder| folder.is_empty() || folder.ends_with('/'));
    folder.unwrap_or(path).to_owned()
}
