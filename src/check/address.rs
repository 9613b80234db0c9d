//! No two things may claim one address.

use std::collections::BTreeMap;

use super::component::PlacedBoard;
use super::fault;
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{Sources, Span, Spanned};
use crate::parse::layout::{self, Kind, RESERVED, SHARED};

/// Addresses that are claimed, in small letters: hosts and disks that make no difference would show one page for both.
type Places = BTreeMap<String, Span>;

/// What the names of files and components claim, and the faults of that.
pub(super) struct Claimed {
    places: Places,
    faults: Vec<Diagnostic>,
}

/// The same with what is claimed besides.
struct Taken<'a> {
    by_names: &'a Places,
    besides: Places,
}

impl Taken<'_> {
    fn get(&self, key: &str) -> Option<Span> {
        self.by_names
            .get(key)
            .or_else(|| self.besides.get(key))
            .copied()
    }

    fn claim(&mut self, address: &str, place: Span, faults: &mut Vec<Diagnostic>) {
        let key = address.to_ascii_lowercase();
        match self.get(&key) {
            Some(first) => faults.push(fault::address_taken(place, address, Some(first))),
            None => {
                self.besides.insert(key, place);
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
        let made = RESERVED.contains(&first)
            && (rest.is_empty() || first == "components" || !SHARED.contains(&first));
        let picture = lower
            .strip_suffix("/og.png")
            .filter(|_| SHARED.contains(&first));
        let address = lower
            .strip_suffix("/index.html")
            .or(picture)
            .unwrap_or(&lower);
        let folder = format!("{lower}/");
        let below = |places: &Places| {
            let next = places.range(folder.clone()..).next();
            next.filter(|(address, _)| address.starts_with(&folder))
                .map(|(_, place)| *place)
        };
        let first = self
            .get(address)
            .or_else(|| below(self.by_names))
            .or_else(|| below(&self.besides));
        if made || first.is_some() {
            faults.push(fault::file_taken(place, path, first));
        }
    }
}

impl Claimed {
    /// Files claim theirs by their names, readable or not.
    pub(super) fn by_names(sources: &Sources, board: &PlacedBoard) -> Claimed {
        let mut faults = Vec::new();
        let mut taken = Taken {
            by_names: &Places::new(),
            besides: Places::new(),
        };
        for (id, _) in &board.ids {
            taken.claim(&format!("components/{}", id.value), id.span, &mut faults);
        }
        for (id, file) in sources.iter() {
            let (place, stem) = (
                Span {
                    file: id,
                    start: 0,
                    end: 0,
                },
                file.stem(),
            );
            match layout::kind(&file.path) {
                Ok(Kind::Incident) => taken.claim(&format!("incidents/{stem}"), place, &mut faults),
                Ok(Kind::Maintenance) => {
                    taken.claim(&format!("maintenance/{stem}"), place, &mut faults)
                }
                Ok(Kind::Postmortem) => {
                    taken.claim(&format!("postmortems/{stem}"), place, &mut faults)
                }
                Ok(Kind::Notice) => taken.claim(&format!("notices/{stem}"), place, &mut faults),
                Ok(Kind::Page) => taken.claim_free(stem, place, &mut faults),
                _ => {}
            }
        }
        Claimed {
            places: taken.besides,
            faults,
        }
    }

    /// Reports every address that is claimed twice.
    pub(super) fn twice<'a>(
        &self,
        sources: &Sources,
        aliases: impl Iterator<Item = &'a Spanned<String>>,
        faults: &mut Vec<Diagnostic>,
    ) {
        faults.extend_from_slice(&self.faults);
        let mut taken = Taken {
            by_names: &self.places,
            besides: Places::new(),
        };
        for alias in aliases {
            taken.claim_free(&alias.value, alias.span, faults);
        }
        for (file, source) in sources
            .iter()
            .filter(|(_, file)| layout::is_static(&file.path))
        {
            let path = source
                .path
                .strip_prefix(layout::STATIC)
                .unwrap_or(&source.path);
            taken.check_file(
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
