//! `serve`: shows both sites while their files change. It writes nothing.

use std::io::ErrorKind;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::{CommandStatus, content_prefix};
use crate::edge::cli::{GlobalArgs, ServeArgs};
use crate::edge::clock;
use crate::edge::human::SourceLines;
use crate::edge::load::SiteRoot;
use crate::edge::serve::door;
use crate::edge::serve::pages::{Desk, Given};
use crate::edge::serve::preview::{Next, Preview, Side, Trouble};
use crate::edge::serve::reading::{Plan, Reading, Seen, State};
use crate::edge::serve::request::Hosts;
use crate::edge::serve::watch::{Changes, PAUSE, QUIET, STORM, Watch};
use crate::edge::system;
use crate::edge::terminal::{print, print_stderr};
use crate::model::site::SiteUrl;

/// Where the first pair of ports is looked for.
const FIRST_PORT: u16 = 4000;
const PAIRS: u16 = 20;
/// Content that could not be read is read again after so long.
const AGAIN: Duration = Duration::from_millis(500);

/// All that there is.
const EVERYTHING: Changes = Changes {
    paths: Vec::new(),
    all: true,
};

/// Runs the command, until somebody ends it. Nothing has to be put in order then, so the system's own way of ending a program does.
pub(super) fn run(root: &SiteRoot, common: &GlobalArgs, args: &ServeArgs) -> Result<CommandStatus> {
    let [public, internal] = listen(args)?;
    let watch = Watch::new(&root.folder, args.poll)?;
    let plan = plan(root, common, args, public.local_addr()?)?;
    let preview = Arc::new(Preview::new(clock::unix_millis()));
    let mut keeper = PreviewLoop {
        reading: Reading::new(plan),
        preview,
        watch,
        quiet: common.quiet,
        unreadable: false,
    };
    keeper.begin()?;
    for (name, side, listener) in [
        ("Public", Side::Public, public),
        ("Internal", Side::Internal, internal),
    ] {
        let at = listener.local_addr()?;
        if !common.quiet {
            print(&format!("{name} site: http://{at}/\n"))?;
        }
        let (hosts, given) = (Hosts::new(at, &args.allow_host), Given::default());
        let desk = Desk {
            preview: Arc::clone(&keeper.preview),
            side,
            hosts,
            given,
        };
        thread::spawn(move || door::open(&listener, move |visitor| desk.welcome(visitor)));
    }
    if !common.quiet {
        print("Pages follow every change of a file. Ctrl-C ends this.\n")?;
    }
    loop {
        keeper.turn()?;
    }
}

fn plan(root: &SiteRoot, common: &GlobalArgs, args: &ServeArgs, at: SocketAddr) -> Result<Plan> {
    let url = args
        .base_url
        .clone()
        .unwrap_or_else(|| format!("http://{at}/"));
    let quote = if common.no_source_lines {
        SourceLines::Hide
    } else {
        SourceLines::Show
    };
    Ok(Plan {
        root: root.clone(),
        theme: args.theme.clone(),
        now: common.now.clone(),
        url: SiteUrl::parse(&url)
            .map_err(|reason| anyhow::anyhow!("--base-url {url}: {reason}"))?,
        quote,
        folder: content_prefix(root),
    })
}

/// Two ports in a row: those that were asked for, or the first that are free.
fn listen(args: &ServeArgs) -> Result<[TcpListener; 2]> {
    if args.port == Some(0) {
        return Ok([bind(args, 0)?, bind(args, 0)?]);
    }
    if let Some(port) = args.port {
        let next = port
            .checked_add(1)
            .context("--port 65535: the internal site needs the next one, and there is none")?;
        let taken = |port: u16| format!("cannot listen at {} port {port}", args.address);
        return Ok([
            bind(args, port).with_context(|| taken(port))?,
            bind(args, next).with_context(|| taken(next))?,
        ]);
    }
    for port in (0..PAIRS).map(|pair| FIRST_PORT + 2 * pair) {
        match bind(args, port).and_then(|public| Ok([public, bind(args, port + 1)?])) {
            Ok(both) => return Ok(both),
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => {
                return Err(error).with_context(|| format!("cannot listen at {}", args.address));
            }
        }
    }
    bail!(
        "ports {FIRST_PORT} to {} are in use; `--port` names another",
        FIRST_PORT + 2 * PAIRS - 1
    )
}

fn bind(args: &ServeArgs, port: u16) -> std::io::Result<TcpListener> {
    let listener = TcpListener::bind((args.address, port))?;
    system::enlarge_backlog(&listener);
    Ok(listener)
}

/// Keeps the preview as the files are.
struct PreviewLoop {
    reading: Reading,
    preview: Arc<Preview>,
    watch: Watch,
    quiet: bool,
    /// The content could not be read the last time.
    unreadable: bool,
}

/// What a reading leads to.
enum ReloadOutcome {
    Site(Next),
    Faulty(Trouble),
    Unreadable,
}

impl PreviewLoop {
    /// The first reading.
    fn begin(&mut self) -> Result<()> {
        let begun = Instant::now();
        let seen = self.look(&EVERYTHING);
        self.show(seen, begun)
    }

    /// Waits for the next changes and shows them once it is quiet. Reading begins at the first pause, so that most of the work is done by
    /// then; what comes later is read too.
    fn turn(&mut self) -> Result<()> {
        let again = self.unreadable.then(|| Instant::now() + AGAIN);
        let mut waiting = Some(self.watch.next(again)?.unwrap_or(EVERYTHING));
        let begun = Instant::now();
        let (mut last, mut seen) = (begun, None);
        loop {
            let quiet = last + if waiting.is_some() { PAUSE } else { QUIET };
            match self.watch.next(Some(quiet.min(begun + STORM)))? {
                Some(changes) => {
                    waiting.get_or_insert_default().add(changes);
                    last = Instant::now();
                }
                None => match waiting.take() {
                    Some(changes) => seen = self.look(&changes).or(seen),
                    None => return self.show(seen, begun),
                },
            }
            if begun.elapsed() >= STORM {
                let rest = waiting.and_then(|changes| self.look(&changes));
                return self.show(rest.or(seen), begun);
            }
        }
    }

    /// Reads, and begins to make the sites.
    fn look(&mut self, changes: &Changes) -> Option<(ReloadOutcome, String)> {
        let Seen { state, words } = self.reading.read(changes)?;
        let turn = match state {
            State::Good(material) => ReloadOutcome::Site(self.preview.prepare(*material)),
            State::Faulty(trouble) => ReloadOutcome::Faulty(trouble),
            State::Unreadable => ReloadOutcome::Unreadable,
        };
        Some((turn, words))
    }

    fn show(&mut self, seen: Option<(ReloadOutcome, String)>, begun: Instant) -> Result<()> {
        let Some((turn, words)) = seen else {
            return Ok(());
        };
        // The same failure is said once.
        if !(self.unreadable && matches!(turn, ReloadOutcome::Unreadable)) {
            print_stderr(&words)?;
        }
        self.unreadable = matches!(turn, ReloadOutcome::Unreadable);
        match turn {
            ReloadOutcome::Site(next) if next.show() => {
                if !self.quiet {
                    print(&format!("ready: {} ms\n", begun.elapsed().as_millis()))?;
                }
            }
            ReloadOutcome::Site(_) => self.preview.say(Trouble::same(
                "The program failed; the terminal says where.\n",
            )),
            ReloadOutcome::Faulty(trouble) => self.preview.say(trouble),
            ReloadOutcome::Unreadable => self.preview.say(Trouble::same(
                "The content cannot be read; the terminal says why.\n",
            )),
        }
        Ok(())
    }
}
