//! From a request to its answer, as hosts of static sites do it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::answer::{self, Answer, HTML};
use super::door::Visitor;
use super::live;
use super::preview::{Found, Preview, Side};
use super::request::{Hosts, Pending, Refusal, Request};
use crate::view::address;

/// Where a page asks for news. No page of a site has a name that begins with a dot.
pub const EVENTS: &str = "/.statuary/events";
/// A page that waits asks anew after so long.
const NEWS: Duration = Duration::from_secs(25);

/// One site at its port.
pub struct Desk {
    /// Both sites.
    pub preview: Arc<Preview>,
    /// Which one.
    pub side: Side,
    /// How the server may be called.
    pub hosts: Hosts,
    /// Answers that were given already.
    pub given: Given,
}

/// Answers of one edition by their paths, so that one that is asked for again and again costs nothing.
#[derive(Default)]
pub struct Given(Mutex<(u64, HashMap<String, Answer>)>);

impl Given {
    /// Answers that are kept.
    const MOST: usize = 64;

    /// Those of an edition; older ones are forgotten.
    fn of(&self, edition: u64) -> MutexGuard<'_, (u64, HashMap<String, Answer>)> {
        let mut given = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if given.0 != edition {
            *given = (edition, HashMap::new());
        }
        given
    }

    fn known(&self, edition: u64, path: &str) -> Option<Answer> {
        self.of(edition).1.get(path).cloned()
    }

    fn keep(&self, edition: u64, path: &str, answer: &Answer) {
        let mut given = self.of(edition);
        if answer.status == 200 && given.1.len() < Self::MOST {
            given.1.insert(path.to_owned(), answer.clone());
        }
    }
}

impl Desk {
    /// Answers everything that comes on one connection.
    pub fn welcome(&self, visitor: &mut Visitor) {
        let mut pending = Pending::default();
        loop {
            let request = match pending.next(visitor) {
                Ok(Some(request)) => request,
                Ok(None) => return,
                Err(refusal) => return turn_away(visitor, refusal, false),
            };
            visitor.answered_from_now();
            if let Err(refusal) = self.hosts.check(&request) {
                return turn_away(visitor, refusal, request.head_only);
            }
            if request.path == EVENTS && !request.head_only {
                return self.tell(&request, visitor);
            }
            let answer = self.answer(&request);
            if answer
                .print(visitor, request.head_only, request.keep)
                .is_err()
                || !request.keep
            {
                return;
            }
            visitor.again();
        }
    }

    /// The answer to a request for a page or file.
    fn answer(&self, request: &Request) -> Answer {
        // The edition is taken before the page is made: if a newer one comes in between, the page asks once too often, never too seldom.
        let edition = self.preview.edition();
        let tags = request.get("if-none-match");
        if let Some(known) = self.given.known(edition, &request.path) {
            return known.unless_known(tags);
        }
        let answer = self.made(request, edition);
        self.given.keep(edition, &request.path, &answer);
        answer.unless_known(tags)
    }

    fn made(&self, request: &Request, edition: u64) -> Answer {
        let path = request.path.strip_prefix('/').unwrap_or_default();
        let found = self.preview.render(self.side, &address::file_path(path));
        match found {
            Found::Bytes(bytes) => self.file(200, &address::file_path(path), bytes, edition),
            Found::Nothing => match self
                .preview
                .render(self.side, &format!("{path}/index.html"))
            {
                Found::Nothing => self.missing(edition),
                _ => Answer::moved(live::escaped_path(&format!("/{path}/"), &request.query)),
            },
            Found::Broken(words) => {
                self.page(500, live::bare("This page cannot be made", &words), edition)
            }
            Found::NoSite => {
                self.page(503, live::bare("There is no site to show yet", ""), edition)
            }
        }
    }

    fn missing(&self, edition: u64) -> Answer {
        match self.preview.render(self.side, "404.html") {
            Found::Bytes(bytes) => self.file(404, "404.html", bytes, edition),
            _ => self.page(404, live::bare("There is no such page", ""), edition),
        }
    }

    fn file(&self, status: u16, path: &str, bytes: Vec<u8>, edition: u64) -> Answer {
        match answer::kind(path) {
            HTML => self.page(status, bytes, edition),
            kind => Answer::new(status, kind, bytes),
        }
    }

    /// A page that reloads itself, with what is wrong over it.
    fn page(&self, status: u16, html: Vec<u8>, edition: u64) -> Answer {
        let trouble = self.preview.trouble();
        let words = trouble.as_ref().map(|trouble| trouble.words(self.side));
        Answer::new(status, HTML, live::alive(html, edition, words))
    }

    /// Tells a page of the next edition, as soon as there is one.
    fn tell(&self, request: &Request, visitor: &mut Visitor) {
        let after = request
            .query
            .strip_prefix("after=")
            .and_then(|number| number.parse().ok())
            .unwrap_or_default();
        visitor.wait();
        let write =
            |visitor: &mut Visitor, text: &str| std::io::Write::write_all(visitor, text.as_bytes());
        if write(visitor, answer::EVENTS).is_err() {
            return;
        }
        let edition = self.preview.news(after, NEWS);
        visitor.answered_from_now();
        // Whoever has gone needs no news.
        let _ = match edition == after {
            true => write(visitor, "retry: 100\n\n"),
            false => write(
                visitor,
                &format!("retry: 100\nid: {edition}\ndata: {edition}\n\n"),
            ),
        };
    }
}

fn turn_away(visitor: &mut Visitor, refusal: Refusal, head_only: bool) {
    if Answer::refusal(refusal)
        .print(visitor, head_only, false)
        .is_ok()
    {
        visitor.leave();
    }
}
