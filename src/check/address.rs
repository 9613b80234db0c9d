//! No two things may claim one address.

use std::collections::BTreeMap;

use super::component::BoardWithIds;
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{Sources, Span, Spanned};
use crate::check::rules::address::{address_taken, file_taken};
use crate::model::route::{self, Route};
use crate::parse::layout::{self, FileKind};

/// Addresses that are claimed, in small letters: hosts and disks that make no difference would show one page for both.
type AddressSpans = BTreeMap<String, Span>;

/// What the names of files and components claim, and the faults of that.
pub(super) struct AddressClaims {
    spans: AddressSpans,
    faults: Vec<Diagnostic>,
}

/// The same with what is claimed besides.
struct ClaimedAddresses<'a> {
    file_claims: &'a AddressSpans,
    alias_claims: AddressSpans,
}

impl ClaimedAddresses<'_> {
    fn get(&self, key: &str) -> Option<Span> {
        self.file_claims
            .get(key)
            .or_else(|| self.alias_claims.get(key))
            .copied()
    }

    fn claim(&mut self, address: &str, place: Span, faults: &mut Vec<Diagnostic>) {
        let key = address.to_lowercase();
        match self.get(&key) {
            Some(first) => faults.push(address_taken(place, address, Some(first))),
            None => {
                self.alias_claims.insert(key, place);
            }
        }
    }

    /// The same for an address that an author chose freely.
    fn claim_unreserved(&mut self, address: &str, place: Span, faults: &mut Vec<Diagnostic>) {
        let lower = address.to_lowercase();
        let (first, rest) = lower.split_once('/').unwrap_or((&lower, ""));
        if route::is_reserved(first) && (rest.is_empty() || !route::is_shared(first)) {
            faults.push(address_taken(place, address, None));
        } else {
            self.claim(address, place, faults);
        }
    }

    /// Reports a file that is to be published as it is where something else is, or needs to have a folder.
    fn check_static_file(&self, path: &str, place: Span, faults: &mut Vec<Diagnostic>) {
        let lower = path.to_lowercase();
        let (first, rest) = lower.split_once('/').unwrap_or((&lower, ""));
        let is_reserved = lower == route::DEPLOYMENT.pattern
            || route::is_reserved(first)
                && (rest.is_empty()
                    || route::COMPONENT.first_part() == Some(first)
                    || !route::is_shared(first));
        let beside_page = ["/og.png", "/index.md"]
            .iter()
            .find_map(|file| lower.strip_suffix(file))
            .filter(|_| route::is_shared(first));
        let address = lower
            .strip_suffix("/index.html")
            .or(beside_page)
            .unwrap_or(&lower);
        let folder = format!("{lower}/");
        let below = |places: &AddressSpans| {
            let next = places.range(folder.clone()..).next();
            next.filter(|(address, _)| address.starts_with(&folder))
                .map(|(_, place)| *place)
        };
        let first = self
            .get(address)
            .or_else(|| below(self.file_claims))
            .or_else(|| below(&self.alias_claims));
        if is_reserved || first.is_some() {
            faults.push(file_taken(place, path, first));
        }
    }
}

impl AddressClaims {
    /// Files claim theirs by their names, readable or not.
    pub(super) fn from_file_names(sources: &Sources, board: &BoardWithIds) -> AddressClaims {
        let mut faults = Vec::new();
        let mut taken = ClaimedAddresses {
            file_claims: &AddressSpans::new(),
            alias_claims: AddressSpans::new(),
        };
        for (id, _) in &board.ids {
            let address = route::COMPONENT.address(&id.value);
            taken.claim(address.trim_end_matches('/'), id.span, &mut faults);
        }
        for (id, file) in sources.iter() {
            let place = Span {
                file: id,
                start: 0,
                end: 0,
            };
            let Some((route, name)) = page_source(&file.path) else {
                continue;
            };
            if route.first_part().is_some() {
                taken.claim(
                    route.address(name).trim_end_matches('/'),
                    place,
                    &mut faults,
                );
            } else {
                taken.claim_unreserved(name, place, &mut faults);
            }
        }
        AddressClaims {
            spans: taken.alias_claims,
            faults,
        }
    }

    /// Reports every address that is claimed twice.
    pub(super) fn report_duplicates<'a>(
        &self,
        sources: &Sources,
        aliases: impl Iterator<Item = &'a Spanned<String>>,
        faults: &mut Vec<Diagnostic>,
    ) {
        faults.extend_from_slice(&self.faults);
        let mut taken = ClaimedAddresses {
            file_claims: &self.spans,
            alias_claims: AddressSpans::new(),
        };
        for alias in aliases {
            taken.claim_unreserved(&alias.value, alias.span, faults);
        }
        for (file, source) in sources
            .iter()
            .filter(|(_, file)| layout::is_static(&file.path))
        {
            let path = source
                .path
                .strip_prefix(layout::STATIC_FOLDER)
                .unwrap_or(&source.path);
            taken.check_static_file(
                path,
                Span {
                    file,
                    start: 0,
                    end: 0,
                },
                faults,
            );
        }
    }
}

/// The route and the name of the page that is made from a file; `None` for files whose names cannot be in addresses.
pub(super) fn page_source(path: &str) -> Option<(&'static Route, &str)> {
    let kind = layout::file_kind(path).ok()?;
    route::of_source(path).filter(|_| kind != FileKind::Ignored)
}
