//! The recipients of a mail channel: a CSV file outside of the repository. Its addresses are in no output and not in the ledger.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result, bail};
use csv::{ReaderBuilder, StringRecord, Trim};

use crate::base::diagnostic::{quoted, quoted_alternatives};
use crate::base::email::is_address;
use crate::base::id::ComponentId;
use crate::base::vocabulary::Vocabulary;
use crate::model::announce::{AnnouncePolicy, AnnouncementKind, ChannelFilter};
use crate::model::incident::Impact;

/// Somebody who gets mails.
#[derive(Clone)]
pub struct Recipient {
    pub address: String,
    /// What the channel's `unsubscribe` has in place of `{token}`.
    pub token: String,
    pub filter: ChannelFilter,
}

const COLUMNS: [&str; 4] = ["address", "components", "kinds", "token"];

/// Reads the file of a channel.
///
/// # Errors
/// When it is inside of the site's directory, or has a line that is wrong. Errors name lines, never addresses.
pub fn read_recipients(
    path: &Path,
    site: &Path,
    known: &BTreeSet<&ComponentId>,
) -> Result<Vec<Recipient>> {
    let place = fs_err::canonicalize(path)?;
    if place.starts_with(fs_err::canonicalize(site)?) {
        bail!(
            "the recipients are in the site's directory: keep personal data out of the repository"
        );
    }
    let mut reader = ReaderBuilder::new()
        .trim(Trim::All)
        .from_reader(fs_err::File::open(path)?);
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
    let mut lines: BTreeMap<String, u64> = BTreeMap::new();
    let mut recipients = Vec::new();
    for record in reader.records() {
        let record = record.ok().context("the recipients are not CSV in UTF-8")?;
        let line = record.position().map_or(0, csv::Position::line);
        let recipient = parse_recipient(&columns, &record, known)
            .with_context(|| format!("the recipient in line {line}"))?;
        if let Some(first) = lines.insert(recipient.address.to_lowercase(), line) {
            bail!("the recipients in lines {first} and {line} have the same address");
        }
        recipients.push(recipient);
    }
    Ok(recipients)
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
        filter,
    })
}
