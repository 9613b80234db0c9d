//! When updates and articles were published, for formats in which no two may have the same time.

use std::collections::HashMap;

use super::snapshot::Snapshot;
use crate::base::time::{Duration, Moment};
use crate::model::route;

/// For whatever was published at the same time as something before it, how many seconds later it is said to be. The key is the address of
/// its page and the position of the update. Chat programs take two items with the same time for one.
#[derive(Default)]
pub struct PublicationOffsets(HashMap<(String, usize), Duration>);

impl PublicationOffsets {
    pub fn of(snapshot: &Snapshot) -> PublicationOffsets {
        let updates = snapshot.entries().flat_map(|entry| {
            let updates = entry.updates().enumerate();
            updates.map(move |(at, update)| (update.published, entry.address(), at))
        });
        let mut all: Vec<(Moment, String, usize)> = updates.collect();
        let postmortems = snapshot.postmortems.iter();
        all.extend(postmortems.map(|one| (one.published, route::POSTMORTEM.address(&one.id), 0)));
        let notices = snapshot.notices.iter();
        all.extend(notices.map(|one| (one.published, route::NOTICE.address(&one.id), 0)));
        all.sort();
        let mut offsets = HashMap::new();
        for same in all.chunk_by(|a, b| a.0 == b.0) {
            for (second, (_, address, at)) in (0..).zip(same).skip(1) {
                offsets.insert((address.clone(), *at), Duration::seconds(second));
            }
        }
        PublicationOffsets(offsets)
    }

    /// That of an update, or of an article at position 0.
    pub fn of_item(&self, address: String, at: usize) -> Duration {
        self.0.get(&(address, at)).copied().unwrap_or_default()
    }
}
