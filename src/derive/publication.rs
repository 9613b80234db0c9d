//! When updates and articles were published, for formats in which no two may have the same time.

use std::collections::{BTreeSet, HashMap};

use super::snapshot::Snapshot;
use crate::base::time::{Duration, Moment};
use crate::model::route;

/// When updates and articles were published and changed last, a second apart where others were at the same time. The key is the address of
/// the page and the position of the update. Chat programs take two items with the same time for one.
pub struct PublicationTimes {
    published: HashMap<(String, usize), Moment>,
    /// Those that were edited.
    updated: HashMap<(String, usize), Moment>,
}

impl PublicationTimes {
    pub fn of(snapshot: &Snapshot) -> PublicationTimes {
        let updates = snapshot.entries().flat_map(|entry| {
            let updates = entry.updates().enumerate();
            updates.map(move |(at, update)| {
                let key = (entry.address(), at);
                (update.published, update.last_modified(snapshot.now), key)
            })
        });
        let postmortems = snapshot.postmortems.iter();
        let postmortems =
            postmortems.map(|one| (one.published, (route::POSTMORTEM.address(&one.id), 0)));
        let notices = snapshot.notices.iter();
        let notices = notices.map(|one| (one.published, (route::NOTICE.address(&one.id), 0)));
        let articles = postmortems.chain(notices).map(|(at, key)| (at, at, key));
        let all: Vec<_> = updates.chain(articles).collect();
        let mut taken = BTreeSet::new();
        let published = all.iter().map(|(published, _, key)| (*published, key));
        let published = space_apart(published.collect(), &mut taken);
        let edited = all.iter().filter(|(published, at, _)| at > published);
        let edited = edited.map(|(_, at, key)| (*at, key)).collect();
        PublicationTimes {
            updated: space_apart(edited, &mut taken),
            published,
        }
    }

    /// That of an update, or of an article at position 0.
    pub fn published(&self, address: String, at: usize) -> Option<Moment> {
        self.published.get(&(address, at)).copied()
    }

    /// The same, or when it was edited.
    pub fn updated(&self, address: String, at: usize) -> Option<Moment> {
        let key = (address, at);
        let updated = self.updated.get(&key).or_else(|| self.published.get(&key));
        updated.copied()
    }
}

/// Moves each time behind those that are taken.
fn space_apart(
    mut times: Vec<(Moment, &(String, usize))>,
    taken: &mut BTreeSet<Moment>,
) -> HashMap<(String, usize), Moment> {
    times.sort();
    let spaced = times.into_iter().map(|(mut at, key)| {
        while !taken.insert(at) {
            at = at.plus(Duration::seconds(1));
        }
        (key.clone(), at)
    });
    spaced.collect()
}
