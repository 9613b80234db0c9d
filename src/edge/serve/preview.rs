//! Both sites as they are at the moment, and the threads that render them.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

use crate::base::time::Now;
use crate::model::Ledger;
use crate::model::static_file::StaticFile;
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

/// What is wrong with the content, as text for each of the two sites.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContentFaults {
    /// Without anything from drafts and internal files.
    pub public: String,
    pub internal: String,
}

impl ContentFaults {
    /// The same text for both.
    #[must_use]
    pub fn same(text: &str) -> ContentFaults {
        ContentFaults {
            public: text.to_owned(),
            internal: text.to_owned(),
        }
    }

    /// The text for one site.
    #[must_use]
    pub fn of(&self, side: Side) -> &str {
        match side {
            Side::Public => &self.public,
            Side::Internal => &self.internal,
        }
    }
}

/// Everything that the two sites are made from.
#[derive(Debug)]
pub struct SiteInput {
    pub ledger: Ledger,
    pub now: Now,
    pub theme: Arc<Theme>,
    /// Why there is no internal site, if its content was not read.
    pub unread_internal: Option<String>,
}

/// Both sites of one state of the content.
struct Sites<'a> {
    input: &'a SiteInput,
    public: SiteRenderer<'a>,
    /// Made when it is needed: most edits are looked at on one site only.
    internal: OnceLock<SiteRenderer<'a>>,
}

/// The result of rendering a path.
#[derive(Debug, PartialEq, Eq)]
pub enum Rendered {
    Bytes(Vec<u8>),
    /// A file of `static/` whose bytes are on the disk only.
    OnDisk(StaticFile),
    /// No page or file has this path.
    Missing,
    /// With the reason, as the template engine gives it.
    Failed(String),
    /// There was no valid content yet.
    NoSite,
    /// The content of the site was not read, with the reason.
    NotRead(String),
}

impl<'a> Sites<'a> {
    fn new(input: &'a SiteInput) -> Sites<'a> {
        Sites {
            input,
            public: crate::public_site(&input.ledger.status, input.now, &input.theme),
            internal: OnceLock::new(),
        }
    }

    fn site(&self, side: Side) -> &SiteRenderer<'a> {
        match side {
            Side::Public => &self.public,
            Side::Internal => self.internal.get_or_init(|| {
                crate::internal_site(&self.input.ledger, self.input.now, &self.input.theme)
            }),
        }
    }

    /// Renders a path. A panic of a template or view concerns this page only.
    fn render(&self, side: Side, path: &str) -> Rendered {
        if let (Side::Internal, Some(reason)) = (side, &self.input.unread_internal) {
            return Rendered::NotRead(reason.clone());
        }
        match catch_unwind(AssertUnwindSafe(|| self.site(side).render(path))) {
            Ok(Ok(Some(bytes))) => Rendered::Bytes(bytes),
            Ok(Ok(None)) => match self.site(side).static_file(path) {
                Some(file) => Rendered::OnDisk(file.clone()),
                None => Rendered::Missing,
            },
            Ok(Err(error)) => Rendered::Failed(error.to_string()),
            Err(_) => Rendered::Failed("internal error: see the terminal".to_owned()),
        }
    }
}

/// A page to render.
struct Job {
    side: Side,
    path: String,
    reply: Sender<Rendered>,
}

#[derive(Default)]
struct PreviewState {
    /// Counts changes that a reader should see: newer sites, new faults, the end of faults.
    generation: u64,
    /// The generation that brought the current sites; `None` before there was valid content.
    sites: Option<u64>,
    faults: Option<ContentFaults>,
    jobs: VecDeque<Job>,
}

/// What the servers and the reader of the content share.
pub struct Preview {
    state: Mutex<PreviewState>,
    /// There is a new generation.
    changed: Condvar,
    /// There is a job, or there are newer sites whose threads do the jobs from now on.
    work: Condvar,
}

/// No page takes longer to render.
const MAX_RENDER_TIME: Duration = Duration::from_secs(10);
/// Threads that render the sites of one generation.
const RENDER_THREADS: usize = 2;

impl Preview {
    /// `first_generation` is greater than any of an earlier run, so that a page of an earlier run notices the new one.
    #[must_use]
    pub fn new(first_generation: u64) -> Preview {
        Preview {
            state: Mutex::new(PreviewState {
                generation: first_generation,
                ..PreviewState::default()
            }),
            changed: Condvar::new(),
            work: Condvar::new(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, PreviewState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    #[must_use]
    pub fn generation(&self) -> u64 {
        self.lock().generation
    }

    /// What is wrong with the content now.
    #[must_use]
    pub fn faults(&self) -> Option<ContentFaults> {
        self.lock().faults.clone()
    }

    /// Waits until the generation is not `known`, or the time is over, and returns it.
    #[must_use]
    pub fn wait_for_change(&self, known: u64, timeout: Duration) -> u64 {
        let unchanged = |state: &mut PreviewState| state.generation == known;
        let waited = self
            .changed
            .wait_timeout_while(self.lock(), timeout, unchanged);
        waited.unwrap_or_else(PoisonError::into_inner).0.generation
    }

    /// Renders a path, in one of the threads that have the sites.
    #[must_use]
    pub fn render(&self, side: Side, path: &str) -> Rendered {
        let (reply, rendered) = channel();
        let mut state = self.lock();
        if state.sites.is_none() {
            return Rendered::NoSite;
        }
        state.jobs.push_back(Job {
            side,
            path: path.to_owned(),
            reply,
        });
        drop(state);
        self.work.notify_one();
        rendered
            .recv_timeout(MAX_RENDER_TIME)
            .unwrap_or_else(|_| Rendered::Failed("it takes too long".to_owned()))
    }

    /// Shows faults over the current sites.
    pub fn show_faults(&self, faults: ContentFaults) {
        let mut state = self.lock();
        if state.faults.as_ref() != Some(&faults) {
            state.faults = Some(faults);
            state.generation += 1;
            self.changed.notify_all();
        }
    }

    /// Begins to make both sites, in a thread that owns their input for as long as they are shown, because a site borrows it.
    #[must_use]
    pub fn prepare(self: &Arc<Self>, input: SiteInput) -> PendingSites {
        let (show, wait) = channel();
        let (confirm, shown) = channel();
        let preview = Arc::clone(self);
        thread::spawn(move || {
            let sites = Sites::new(&input);
            if wait.recv().is_ok() {
                let generation = preview.replace_sites();
                // The main thread waits for this.
                let _ = confirm.send(());
                thread::scope(|scope| {
                    for _ in 0..RENDER_THREADS {
                        scope.spawn(|| preview.work_for(&sites, generation));
                    }
                });
            }
        });
        PendingSites { show, shown }
    }

    /// Ends the threads of the earlier sites, and returns the generation of the new ones.
    fn replace_sites(&self) -> u64 {
        let mut state = self.lock();
        state.generation += 1;
        state.sites = Some(state.generation);
        state.faults = None;
        self.changed.notify_all();
        self.work.notify_all();
        state.generation
    }

    /// Does jobs until there are newer sites.
    fn work_for(&self, sites: &Sites, generation: u64) {
        let mut state = self.lock();
        while state.sites == Some(generation) {
            if let Some(job) = state.jobs.pop_front() {
                drop(state);
                // The client may be gone.
                let _ = job.reply.send(sites.render(job.side, &job.path));
                state = self.lock();
            } else {
                let woken = self.work.wait(state);
                state = woken.unwrap_or_else(PoisonError::into_inner);
            }
        }
    }
}

/// Sites that are being made, or are ready, and are not shown yet.
pub struct PendingSites {
    show: Sender<()>,
    shown: Receiver<()>,
}

impl PendingSites {
    /// Shows them as soon as they are ready. False if making them panicked, which the panic has reported.
    #[must_use]
    pub fn show(&self) -> bool {
        self.show.send(()).is_ok() && self.shown.recv().is_ok()
    }
}
