//! The recipients of a mail channel: CSV from a file outside of the repository, or from a command. The addresses are in no output and not in
//! the ledger.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use csv::{ReaderBuilder, StringRecord, Trim};

use crate::base::diagnostic::{quoted, quoted_alternatives};
use crate::base::email::is_address;
use crate::base::escape::escape_invisible;
use crate::base::id::ComponentId;
use crate::base::vocabulary::Vocabulary;
use crate::model::announce::{AnnouncePolicy, AnnouncementKind, ChannelFilter};
use crate::model::incident::Impact;
use crate::view::locale::Locale;

/// Somebody who gets mails.
#[derive(Clone)]
pub struct Recipient {
    pub address: String,
    /// What the channel's `unsubscribe` has in place of `{token}`.
    pub token: String,
    pub filter: ChannelFilter,
    /// A tag, or nothing for the language of the site.
    pub language: String,
}

const COLUMNS: [&str; 5] = ["address", "components", "kinds", "language", "token"];

/// Reads the file of a channel.
///
/// # Errors
/// When it cannot be read, or is inside of the site's directory.
pub fn read_file(path: &Path, site: &Path) -> Result<Vec<u8>> {
    let place = fs_err::canonicalize(path)?;
    if place.starts_with(fs_err::canonicalize(site)?) {
        bail!(
            "the recipients are in the site's directory: keep personal data out of the repository"
        );
    }
    Ok(fs_err::read(place)?)
}

/// How long a command may take. Announcements of an incident wait for it.
pub const COMMAND_LIMIT: Duration = Duration::from_secs(60);
/// How often the end of a command is looked for.
const COMMAND_POLL: Duration = Duration::from_millis(20);

/// What the command of a channel prints. It is run without a shell, in the site's directory, and is killed at the time limit.
///
/// # Errors
/// When it cannot be started, fails, or takes longer.
pub fn run_command(command: &[String], site: &Path, limit: Duration) -> Result<Vec<u8>> {
    let (program, arguments) = command.split_first().context("the command is empty")?;
    let mut child = Command::new(program)
        .args(arguments)
        .current_dir(site)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot run {}", quoted(program)))?;
    // Read side by side, so that the command never waits for a full pipe. A process that it left behind can keep a pipe open: the time
    // limit holds for reading, too.
    let (stdout, stderr) = (
        read_aside(child.stdout.take()),
        read_aside(child.stderr.take()),
    );
    let deadline = Instant::now() + limit;
    let status = loop {
        match child.try_wait()? {
            Some(status) => break Some(status),
            None if Instant::now() >= deadline => break None,
            None => std::thread::sleep(COMMAND_POLL),
        }
    };
    let left = deadline.saturating_duration_since(Instant::now());
    let ended = status.and_then(|status| Some((status, stdout.recv_timeout(left).ok()?)));
    let Some((status, stdout)) = ended else {
        child.kill()?;
        child.wait()?;
        let (program, seconds) = (quoted(program), limit.as_secs());
        bail!("the command {program} did not end within {seconds} seconds");
    };
    if status.success() {
        return Ok(stdout);
    }
    let stderr = stderr.recv_timeout(COMMAND_POLL).unwrap_or_default();
    let status = match status.code() {
        Some(code) => format!("failed with exit code {code}"),
        None => "was ended by a signal".to_owned(),
    };
    let stderr = String::from_utf8_lossy(&stderr);
    let last = stderr.lines().rev().find(|line| !line.trim().is_empty());
    let last = last.map_or("it printed no error", str::trim);
    bail!(
        "the command {} {status}: {}",
        quoted(program),
        escape_invisible(last)
    );
}

/// Reads everything from a pipe in a thread of its own, which sends it at the end.
fn read_aside(pipe: Option<impl Read + Send + 'static>) -> Receiver<Vec<u8>> {
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let mut all = Vec::new();
        if pipe.is_some_and(|mut pipe| pipe.read_to_end(&mut all).is_ok()) {
            // Nobody waits for it after the time limit.
            let _ = sender.send(all);
        }
    });
    receiver
}

/// Parses recipients, who may each need a token.
///
/// # Errors
/// When a line is wrong. Errors name lines, never addresses.
pub fn parse_recipients(
    csv: &[u8],
    needs_tokens: bool,
    known: &BTreeSet<&ComponentId>,
) -> Result<Vec<Recipient>> {
    let mut reader = ReaderBuilder::new().trim(Trim::All).from_reader(csv);
    let columns = reader
        .headers()
        .context("the recipients have no header")?
        .clone();
    if let Some(unknown) = columns.iter().find(|name| !COLUMNS.contains(name)) {
        let known = quoted_alternatives(COLUMNS);
        bail!(
            "the recipients have an unknown column {}: expected {known}",
            quoted(unknown)
        );
    }
    if !columns.iter().any(|name| name == "address") {
        bail!("the recipients have no column `address`");
    }
    let mut lines: BTreeMap<String, u64> = BTreeMap::new();
    let mut recipients = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| anyhow!(describe_csv_error(&error)))?;
        let line = record.position().map_or(0, csv::Position::line);
        let recipient = parse_recipient(&columns, &record, known)
            .with_context(|| format!("the recipient in line {line}"))?;
        if needs_tokens && recipient.token.is_empty() {
            bail!("the recipient in line {line} has no `token`, which `unsubscribe` needs");
        }
        if let Some(first) = lines.insert(recipient.address.to_lowercase(), line) {
            bail!("the recipients in lines {first} and {line} have the same address");
        }
        recipients.push(recipient);
    }
    Ok(recipients)
}

/// Without the text of the line.
fn describe_csv_error(error: &csv::Error) -> String {
    let line = error.position().map_or(0, csv::Position::line);
    match error.kind() {
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => format!(
            "line {line} of the recipients has another number of cells than the header: {len}, expected {expected_len}"
        ),
        csv::ErrorKind::Utf8 { .. } => format!("line {line} of the recipients is not UTF-8"),
        _ => "the recipients cannot be read".to_owned(),
    }
}

fn parse_recipient(
    columns: &StringRecord,
    record: &StringRecord,
    known: &BTreeSet<&ComponentId>,
) -> Result<Recipient> {
    let cell = |name: &str| {
        let at = columns.iter().position(|column| column == name);
        at.and_then(|at| record.get(at)).unwrap_or_default()
    };
    let address = cell("address");
    if !is_address(address) || !address.is_ascii() {
        bail!("the address is not valid");
    }
    let mut filter = ChannelFilter {
        kinds: Vec::new(),
        components: Vec::new(),
        min_impact: Impact::None,
        policy: AnnouncePolicy::EveryUpdate,
    };
    for word in cell("kinds").split_whitespace() {
        let kind = AnnouncementKind::from_word(word);
        filter
            .kinds
            .push(kind.with_context(|| format!("unknown kind {}", quoted(word)))?);
    }
    for word in cell("components").split_whitespace() {
        let id = known.iter().find(|id| id.as_str() == word);
        let id = id.with_context(|| format!("unknown component {}", quoted(word)))?;
        filter.components.push((*id).clone());
    }
    let language = cell("language");
    if !language.is_empty() && !Locale::is_tag(language) {
        bail!(
            "unknown language {}: expected a tag such as `en`, `de` or `pt-BR`",
            quoted(language)
        );
    }
    let token = cell("token");
    if !token
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b"-._~".contains(&b))
    {
        bail!("the token has characters other than letters, digits, `-`, `.`, `_` and `~`");
    }
    Ok(Recipient {
        address: address.to_owned(),
        token: token.to_owned(),
        language: language.to_owned(),
        filter,
    })
}
