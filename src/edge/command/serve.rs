//! `serve`: previews both sites, and shows worksheets as forms, which are all that it writes.

use std::io::ErrorKind;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use anyhow::{Context, Result, bail};

use super::context::{CommandStatus, content_prefix, source_lines};
use crate::edge::cli::{GlobalArgs, ServeArgs};
use crate::edge::clock;
use crate::edge::load::SiteRoot;
use crate::edge::serve::connections::ConnectionPool;
use crate::edge::serve::content_loader::PreviewOptions;
use crate::edge::serve::event_streams::EventStreams;
use crate::edge::serve::preview::{Preview, Side};
use crate::edge::serve::preview_loop::PreviewLoop;
use crate::edge::serve::request::AllowedHosts;
use crate::edge::serve::site_handler::{ResponseCache, SiteHandler};
use crate::edge::serve::watcher::SiteWatcher;
use crate::edge::serve::worksheet_form::WorksheetForms;
use crate::edge::serve::worksheet_page::WORKSHEETS;
use crate::edge::system;
use crate::edge::terminal::print;
use crate::model::site::SiteUrl;

/// The first pair of ports that is tried, and how many pairs are.
const FIRST_PORT: u16 = 4000;
const PORT_PAIRS: u16 = 20;
/// Connections of one site that are served at a time. A browser opens up to six.
const MAX_CONNECTIONS: usize = 64;
/// Pages of one site that are open in browsers and reload by themselves.
const MAX_EVENT_STREAMS: usize = 48;
/// Files that are needed to watch and read content.
const RESERVED_FILES: usize = 32;

/// Runs the command until the user ends it. Nothing has to be cleaned up, so it does not handle signals.
pub fn run(root: &SiteRoot, common: &GlobalArgs, args: &ServeArgs) -> Result<CommandStatus> {
    let [public, internal] = listen(args)?;
    let watcher = SiteWatcher::new(root, args.poll)?;
    let options = preview_options(root, common, args, public.local_addr()?)?;
    let preview = Arc::new(Preview::new(clock::unix_millis()));
    let preview_loop = PreviewLoop::start(Arc::clone(&preview), options, watcher, common.quiet)?;
    // Each site has connections and event streams. If the process may open only a few files, some of them are left for content.
    let share = (system::max_open_files().saturating_sub(RESERVED_FILES) / 4).max(2);
    for (name, side, listener) in [
        ("Public", Side::Public, public),
        ("Internal", Side::Internal, internal),
    ] {
        let address = listener.local_addr()?;
        // Whoever can reach another address could write.
        let has_forms = side == Side::Internal && address.ip().is_loopback();
        let forms = has_forms
            .then(|| WorksheetForms::new(root.clone(), Arc::clone(&preview), args.tickets.clone()))
            .transpose()?;
        let handler = SiteHandler {
            preview: Arc::clone(&preview),
            side,
            content: root.content.clone(),
            forms,
            hosts: AllowedHosts::new(address, &args.allow_host),
            event_streams: EventStreams::start(&preview, share.min(MAX_EVENT_STREAMS)),
            cache: ResponseCache::default(),
        };
        ConnectionPool::start(listener, share.min(MAX_CONNECTIONS), move |connection| {
            handler.handle(connection);
        });
        if !common.quiet {
            print(&format!("{name} site: http://{address}/\n"))?;
            if has_forms {
                print(&format!("Worksheets: http://{address}{WORKSHEETS}\n"))?;
            }
        }
    }
    if !common.quiet {
        print("Watching for changes. Press Ctrl-C to stop.\n")?;
    }
    match preview_loop.run()? {}
}

fn preview_options(
    root: &SiteRoot,
    common: &GlobalArgs,
    args: &ServeArgs,
    public: SocketAddr,
) -> Result<PreviewOptions> {
    let url = match &args.base_url {
        Some(url) => url.clone(),
        None => format!("http://{public}/"),
    };
    Ok(PreviewOptions {
        root: root.clone(),
        theme: args.theme.clone(),
        now: common.now.clone(),
        url: SiteUrl::parse(&url)
            .map_err(|reason| anyhow::anyhow!("--base-url {url}: {reason}"))?,
        source_lines: source_lines(common),
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
            .context("--port 65535: the internal site needs the next port, and there is none")?;
        let taken = |port: u16| format!("cannot listen on {} port {port}", args.address);
        return Ok([
            bind(args, port).with_context(|| taken(port))?,
            bind(args, next).with_context(|| taken(next))?,
        ]);
    }
    for port in (0..PORT_PAIRS).map(|pair| FIRST_PORT + 2 * pair) {
        match bind(args, port).and_then(|public| Ok([public, bind(args, port + 1)?])) {
            Ok(both) => return Ok(both),
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => {
                return Err(error).with_context(|| format!("cannot listen on {}", args.address));
            }
        }
    }
    bail!(
        "ports {FIRST_PORT} to {} are in use; choose another with `--port`",
        FIRST_PORT + 2 * PORT_PAIRS - 1
    )
}

fn bind(args: &ServeArgs, port: u16) -> std::io::Result<TcpListener> {
    let listener = TcpListener::bind((args.address, port))?;
    system::enlarge_backlog(&listener);
    Ok(listener)
}
