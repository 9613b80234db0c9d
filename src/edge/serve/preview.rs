//! The state of the content that is shown, and everybody who waits for the next one.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::base::time::Now;
use crate::model::Ledger;
use crate::render::SiteRenderer;
use crate::render::theme::Theme;

/// Which of the two sites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// For customers.
    Public,
    /// For the team.
    Internal,
}

/// What is wrong at the moment, ready to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trouble {
    /// What may be shown to customers.
    pub public: String,
    /// Everything.
    pub internal: String,
}

impl Trouble {
    /// The same words for everybody.
    #[must_use]
    pub fn same(words: &str) -> Trouble {
        Trouble {
            public: words.to_owned(),
            internal: words.to_owned(),
        }
    }

    /// The words for a side.
    #[must_use]
    pub fn words(&self, side: Side) -> &str {
        match side {
            Side::Public => &self.public,
            Side::Internal => &self.internal,
        }
    }
}

/// Everything that a site is made from.
#[derive(Debug)]
pub struct Material {
    /// The content.
    pub ledger: Ledger,
    /// The moment.
    pub now: Now,
    /// The looks.
    pub theme: Arc<Theme>,
}

/// What is at a path.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// Its bytes.
    Bytes(Vec<u8>),
    /// No such path.
    Nothing,
    /// A template cannot print it, in the words of the template engine.
    Broken(String),
    /// There was no good state of the content yet.
    NoSite,
}

/// A page that is wanted.
struct Job {
    side: Side,
    path: String,
    reply: Sender<Found>,
}

#[derive(Default)]
struct State {
    /// Grows with each change that a reader should see: a newer site, a fault, the end of a fault.
    edition: u64,
    /// The edition that brought the site that stands; none before the first good one.
    site: Option<u64>,
    trouble: Option<Trouble>,
    jobs: VecDeque<Job>,
}

/// What the doors and the reader of the content share.
pub struct Preview {
    state: Mutex<State>,
    /// There is a newer edition.
    turned: Condvar,
    /// There is a page to render, or a newer site that does it from now on.
    wanted: Condvar,
}

/// A site that is ready, or nearly, and waits for its turn.
pub struct Next {
    go: Sender<()>,
    stands: Receiver<()>,
}

/// Nothing takes longer than this to render.
const PATIENCE: Duration = Duration::from_secs(10);
/// Threads that render for one site.
const RENDERERS: usize = 2;

impl Preview {
    /// Editions count up from a number that no earlier run has reached, so that a page of an earlier run notices the new one.
    #[must_use]
    pub fn new(first_edition: u64) -> Preview {
        let state = State {
            edition: first_edition,
            ..State::default()
        };
        Preview {
            state: Mutex::new(state),
            turned: Condvar::new(),
            wanted: Condvar::new(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The edition now.
    #[must_use]
    pub fn edition(&self) -> u64 {
        self.lock().edition
    }

    /// What is wrong now.
    #[must_use]
    pub fn trouble(&self) -> Option<Trouble> {
        self.lock().trouble.clone()
    }

    /// Waits until the edition is another one than `known`, or the time is over; tells the edition then.
    #[must_use]
    pub fn news(&self, known: u64, patience: Duration) -> u64 {
        let until = Instant::now() + patience;
        let mut state = self.lock();
        loop {
            let left = until.saturating_duration_since(Instant::now());
            if state.edition != known || left.is_zero() {
                return state.edition;
            }
            state = self
                .turned
                .wait_timeout(state, left)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
    }

    /// Renders a path.
    #[must_use]
    pub fn render(&self, side: Side, path: &str) -> Found {
        let (reply, answer) = channel();
        let mut state = self.lock();
        if state.site.is_none() {
            return Found::NoSite;
        }
        state.jobs.push_back(Job {
            side,
            path: path.to_owned(),
            reply,
        });
        drop(state);
        self.wanted.notify_one();
        answer
            .recv_timeout(PATIENCE)
            .unwrap_or_else(|_| Found::Broken("it could not be rendered".to_owned()))
    }

    /// Shows faults over the site that stands.
    pub fn say(&self, trouble: Trouble) {
        let mut state = self.lock();
        if state.trouble.as_ref() != Some(&trouble) {
            state.trouble = Some(trouble);
            state.edition += 1;
        }
        drop(state);
        self.turned.notify_all();
    }

    /// Begins to make both sites, in a thread that will hold them for as long as they are shown: a site only borrows what it is made from.
    #[must_use]
    pub fn prepare(self: &Arc<Self>, material: Material) -> Next {
        let (go, wait) = channel();
        let (standing, stands) = channel();
        let preview = Arc::clone(self);
        thread::spawn(move || preview.stand(&material, &wait, &standing));
        Next { go, stands }
    }

    fn stand(
        &self,
        Material { ledger, now, theme }: &Material,
        wait: &Receiver<()>,
        standing: &Sender<()>,
    ) {
        let public = crate::public_site(&ledger.status, *now, theme);
        // Most edits are looked at on one site alone.
        let internal = OnceLock::new();
        if wait.recv().is_err() {
            return;
        }
        let mut state = self.lock();
        state.edition += 1;
        state.trouble = None;
        let edition = state.edition;
        state.site = Some(edition);
        drop(state);
        self.turned.notify_all();
        self.wanted.notify_all();
        // Whoever waited for it may have gone.
        let _ = standing.send(());
        thread::scope(|scope| {
            for _ in 0..RENDERERS {
                scope.spawn(|| {
                    while let Some(Job { side, path, reply }) = self.job(edition) {
                        let site = || match side {
                            Side::Public => &public,
                            Side::Internal => {
                                internal.get_or_init(|| crate::internal_site(ledger, *now, theme))
                            }
                        };
                        // Whoever asked may have gone.
                        let _ = reply.send(rendered(site, &path));
                    }
                });
            }
        });
    }

    /// The next page to render; `None` once a newer site stands, which does what is left.
    fn job(&self, edition: u64) -> Option<Job> {
        let mut state = self.lock();
        while state.site == Some(edition) {
            if let Some(job) = state.jobs.pop_front() {
                return Some(job);
            }
            state = self
                .wanted
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
        None
    }
}

impl Next {
    /// Its turn: waits until it is shown. False if the thread that makes it panicked, which has been said.
    #[must_use]
    pub fn show(&self) -> bool {
        self.go.send(()).is_ok() && self.stands.recv().is_ok()
    }
}

/// A page that makes its template or view panic is broken, and no more than that.
fn rendered<'a: 's, 's>(site: impl FnOnce() -> &'s SiteRenderer<'a>, path: &str) -> Found {
    let made = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| site().render(path)));
    match made {
        Ok(Ok(Some(bytes))) => Found::Bytes(bytes),
        Ok(Ok(None)) => Found::Nothing,
        Ok(Err(fault)) => Found::Broken(fault.to_string()),
        Err(_) => Found::Broken("the program failed; the terminal says where".to_owned()),
    }
}
