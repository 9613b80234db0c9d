//! No two things may claim one address.

use std::collections::BTreeMap;

use super::component::PlacedBoard;
use super::fault;
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{Sources, Span, Spanned};
use crate::parse::layout::{self, Kind, RESERVED, SHARED};

/// Addresses that are claimed, in small letters: hosts and disks that make no difference would show one page for both.
#[derive(Default)]
struct Taken(BTreeMap<String, Span>);

impl Taken {
    fn claim(&mut self, address: &str, place: Span, faults: &mut Vec<Diagnostic>) {
        let key = address.to_ascii_lowercase();
        match self.0.get(&key) {
            Some(first) => faults.push(fault::address_taken(place, address, Some(*first))),
            None => {
                self.0.insert(key, place);
            }
        }
    }

    /// The same for an address that an author chose freely.
    fn claim_free(&mut self, address: &str, place: Span, faults: &mut Vec<Diagnostic>) {
        let lower = address.to_ascii_lowercase();
        let (first, rest) = lower.split_once('/').unwrap_or((&lower, ""));
        if RESERVED.contains(&first) && (rest.is_empty() || !SHARED.contains(&first)) {
            faults.push(fault::address_taken(place, address, None));
        } else {
            self.claim(address, place, faults);
        }
    }

    /// Reports a file that is to be published as it is where something else is, or needs to have a folder.
    fn check_file(&self, path: &str, place: Span, faults: &mut Vec<Diagnostic>) {
        let lower = path.to_ascii_lowercase();
        let (first, rest) = lower.split_once('/').unwrap_or((&lower, ""));
        let made = RESERVED.contains(&first) && (rest.is_empty() || first == "components" || !SHARED.contains(&first));
        let picture = lower.strip_suffix("/og.png").filter(|_| SHARED.contains(&first));
        let address = lower.strip_suffix("/index.html").or(picture).unwrap_or(&lower);
        let folder = format!("{lower}/");
        let below = self.0.range(folder.clone()..).next().filter(|(address, _)| address.starts_with(&folder));
        let first = self.0.get(address).or(below.map(|(_, place)| place)).copied();
        if made || first.is_some() {
            faults.push(fault::file_taken(place, path, first));
        }
    }
}

/// Reports every address that is claimed twice. Files claim theirs by their names, readable or not.
pub(super) fn claims<'a>(
    sources: &Sources,
    board: &PlacedBoard,
    aliases: impl Iterator<Item = &'a Spanned<String>>,
    faults: &mut Vec<Diagnostic>,
) {
    let mut taken = Taken::default();
    for (id, _) in &board.ids {
        taken.claim(&format!("components/{}", id.value), id.span, faults);
    }
    for (id, file) in sources.iter() {
        let (place, stem) = (Span { file: id, start: 0, end: 0 }, file.stem());
        match layout::kind(&file.path) {
            Ok(Kind::Incident) => taken.claim(&format!("incidents/{stem}"), place, faults),
            Ok(Kind::Maintenance) => taken.claim(&format!("maintenance/{stem}"), place, faults),
            Ok(Kind::Postmortem) => taken.claim(&format!("postmortems/{stem}"), place, faults),
            Ok(Kind::Notice) => taken.claim(&format!("notices/{stem}"), place, faults),
            Ok(Kind::Page) => taken.claim_free(stem, place, faults),
            _ => {}
        }
    }
    for alias in aliases {
        taken.claim_free(&alias.value, alias.span, faults);
    }
    for (file, source) in sources.iter().filter(|(_, file)| layout::is_static(&file.path)) {
        let path = source.path.strip_prefix(layout::STATIC).unwrap_or(&source.path);
        taken.check_file(path, Span { file, start: 0, end: 0 }, faults);
    }
}
