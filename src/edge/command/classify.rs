//! `classify`: fills in a worksheet in the terminal, one ticket after the other.

use std::io::{self, BufRead, IsTerminal};

use anyhow::{Result, bail};

use super::context::CommandStatus;
use crate::base::diagnostic::quoted;
use crate::base::period::Period;
use crate::derive::classification::{ReaderRole, TicketReading, next_ticket, previous_ticket};
use crate::edge::classification::{
    NewReading, OpenWorksheet, SaveError, add_culprit, finding_keys, parse_minutes, save_reading,
};
use crate::edge::cli::{ClassifyArgs, GlobalArgs};
use crate::edge::export::rows::TicketExcerpts;
use crate::edge::load::SiteRoot;
use crate::edge::sample_file;
use crate::edge::system::single_keys;
use crate::edge::terminal::{print, print_stderr};
use crate::view::text::classification;
use crate::view::text::report::method::agreement;

const HELP: &str = "\
Keys: press the key of a culprit to save; n adds a note first and m minutes of effort (- deletes
what is there), ? asks for a second reader or takes that back, b goes back, s skips,
+ proposes a culprit, q quits.
";
/// What is typed in place of a note or of minutes to delete them; an empty line leaves them.
const DELETE: &str = "-";
/// Where lines of choices end.
const MAX_LINE: usize = 90;

pub fn run(root: &SiteRoot, common: &GlobalArgs, args: &ClassifyArgs) -> Result<CommandStatus> {
    let period = sample_file::parse_period(&args.period)?;
    let role = match (args.second, args.agree) {
        (true, _) => ReaderRole::Second,
        (_, true) => ReaderRole::Both,
        _ => ReaderRole::First,
    };
    let mut sheet = OpenWorksheet::open(root, &args.product, period)?;
    let excerpts = match &args.tickets {
        Some(path) => sheet.read_excerpts(path)?,
        None => TicketExcerpts::default(),
    };
    if let Some(id) = args.ticket.as_ref().filter(|id| sheet.ticket(id).is_none()) {
        bail!("there is no ticket {} in {}", quoted(id), sheet.path);
    }
    if !common.quiet {
        print(HELP)?;
    }
    let place = (args.product.as_str(), period);
    let mut after: Option<String> = None;
    // A ticket that the reader asked for, which may have been read.
    let mut shown = args.ticket.clone();
    loop {
        let tickets = &sheet.readings.tickets;
        let ticket = match &shown {
            Some(id) => sheet.ticket(id),
            None => next_ticket(tickets, role, after.as_deref()),
        };
        let Some(ticket) = ticket else {
            break;
        };
        print(&describe(&sheet, ticket, role, &excerpts))?;
        let Some(key) = read_key()? else {
            break;
        };
        let unchanged = NewReading {
            ticket: ticket.id.clone(),
            role,
            finding: None,
            note: ticket.note.clone().unwrap_or_default(),
            minutes: ticket.minutes,
            is_doubtful: ticket.is_doubtful,
            seen: sheet.fingerprint(&ticket.id),
        };
        let findings = sheet.findings();
        let keys = finding_keys(&findings);
        let chosen = keys.iter().position(|found| *found == key && key != ' ');
        match (key, chosen) {
            (_, Some(at)) => {
                let (id, name) = &findings[at];
                let new = NewReading {
                    finding: Some((*id).to_owned()),
                    ..unchanged
                };
                if save_finding(root, place, &new, name)? {
                    (after, shown) = (Some(new.ticket), None);
                }
            }
            // Without a culprit too, so that they stay if the reader stops here.
            ('n', _) if role != ReaderRole::Second => ask_note(root, place, unchanged)?,
            ('m', _) if role != ReaderRole::Second => ask_minutes(root, place, unchanged)?,
            ('?', _) if role == ReaderRole::First => {
                let new = NewReading {
                    is_doubtful: !ticket.is_doubtful,
                    ..unchanged
                };
                save_reading(root, place, &new).map_or_else(report, |_| Ok(()))?;
            }
            ('+', _) => {
                if let Some(name) = read_line("Name of the culprit: ")? {
                    match add_culprit(root, place, &name) {
                        Ok(id) => print(&format!("added: {id}\n"))?,
                        Err(error) => report(error)?,
                    }
                }
            }
            ('b', _) => match previous_ticket(tickets, role, &ticket.id) {
                Some(previous) => shown = Some(previous.id.clone()),
                None => print_stderr("there is no ticket above this one\n")?,
            },
            ('s', _) => (after, shown) = (Some(unchanged.ticket), None),
            ('q', _) => break,
            _ => {
                let message = format!("unknown key `{}`", key.escape_default());
                // What comes next was written for other tickets than those that it would be saved for.
                if !io::stdin().is_terminal() {
                    bail!(
                        "{message}; the input for ticket {} and all after it was not used",
                        ticket.id
                    );
                }
                print_stderr(&format!("{message}\n{HELP}"))?;
            }
        }
        sheet = OpenWorksheet::open(root, &args.product, period)?;
    }
    print(&summary(&sheet, role))?;
    Ok(CommandStatus::Success)
}

fn ask_note(root: &SiteRoot, place: (&str, Period), unchanged: NewReading) -> Result<()> {
    let Some(note) = read_line("Note: ")? else {
        return Ok(());
    };
    let note = if note == DELETE { String::new() } else { note };
    save_reading(root, place, &NewReading { note, ..unchanged }).map_or_else(report, |_| Ok(()))
}

fn ask_minutes(root: &SiteRoot, place: (&str, Period), unchanged: NewReading) -> Result<()> {
    let Some(minutes) = read_line("Minutes: ")? else {
        return Ok(());
    };
    let minutes = if minutes == DELETE { "" } else { &minutes };
    let saved = parse_minutes(minutes).and_then(|minutes| {
        let new = NewReading {
            minutes,
            ..unchanged
        };
        save_reading(root, place, &new)
    });
    saved.map_or_else(report, |_| Ok(()))
}

/// Saves what was found in a ticket. False if it was not saved, with the reason printed.
fn save_finding(
    root: &SiteRoot,
    place: (&str, Period),
    new: &NewReading,
    name: &str,
) -> Result<bool> {
    let warnings = match save_reading(root, place, new) {
        Ok(warnings) => warnings,
        Err(error) => return report(error).map(|()| false),
    };
    print(&format!("{}: {name}\n", new.ticket))?;
    for warning in warnings {
        print_stderr(&format!("warning: {warning}\n"))?;
    }
    Ok(true)
}

/// How far the worksheet is, and where its report is.
fn summary(sheet: &OpenWorksheet, role: ReaderRole) -> String {
    let progress = sheet.progress();
    let mut text = format!("\n{}\n", classification::progress(&progress).join(" "));
    if role != ReaderRole::First {
        if let Some(found) = &progress.agreement {
            text += &format!("{}\n", agreement(found));
        }
        text += &format!("disagreements: {}\n", progress.disputed);
    }
    if progress.read > 0 {
        let address = sheet.report_address();
        text += &format!(
            "Report: /{address} on the internal site of `statuary serve`, or after `statuary build`\n\
             output/internal/{address}index.html\n"
        );
    }
    text
}

fn report(error: SaveError) -> Result<()> {
    match error {
        SaveError::RowChanged => {
            print_stderr("nothing was saved: somebody else changed this ticket a moment ago\n")
        }
        SaveError::Refused(reason) => print_stderr(&format!("nothing was saved: {reason}\n")),
        SaveError::Failed(error) => Err(error),
    }
}

fn describe(
    sheet: &OpenWorksheet,
    ticket: &TicketReading,
    role: ReaderRole,
    excerpts: &TicketExcerpts,
) -> String {
    let tickets = &sheet.readings.tickets;
    let at = tickets.iter().position(|one| one.id == ticket.id);
    let mut text = format!(
        "\nTicket {} ({} of {})\n",
        ticket.id,
        at.map_or(0, |at| at + 1),
        tickets.len()
    );
    let mut line = |name: &str, value: &str| {
        let shown = value.chars().filter(|c| !c.is_control());
        text.push_str(&format!("  {name}: {}\n", shown.collect::<String>()));
    };
    if let Some(priority) = &ticket.priority {
        line("Priority", priority);
    }
    for (column, cell) in excerpts.tickets.get(&ticket.id).into_iter().flatten() {
        line(column, cell);
    }
    let export = sheet.product.export.as_ref();
    if let Some(url) = export.and_then(|export| export.url_of(&ticket.id)) {
        line("Link", &url);
    }
    let name = |finding: &str| sheet.name_of(finding);
    if role == ReaderRole::Both {
        line(
            "First reader",
            &name(ticket.first_finding().unwrap_or_default()),
        );
        line(
            "Second reader",
            &name(ticket.second.as_deref().unwrap_or_default()),
        );
    } else if let Some(finding) = ticket.finding_of(role) {
        line("Saved as", &name(finding));
    }
    if role != ReaderRole::Second {
        if let Some(note) = &ticket.note {
            line("Note", note);
        }
        if let Some(minutes) = ticket.minutes {
            line("Minutes", &minutes.to_string());
        }
        if ticket.is_doubtful {
            line("Needs a second reader", "yes");
        }
    }
    text + &choices(sheet)
}

/// The keys of what can be found, in as few lines as they fit in.
fn choices(sheet: &OpenWorksheet) -> String {
    let findings = sheet.findings();
    let mut lines = vec![String::new()];
    for (key, (_, name)) in finding_keys(&findings).iter().zip(&findings) {
        let choice = format!("  [{key}] {name}");
        match lines.last_mut() {
            Some(line) if line.chars().count() + choice.chars().count() <= MAX_LINE => {
                line.push_str(&choice);
            }
            _ => lines.push(choice),
        }
    }
    lines.join("\n") + "\n"
}

/// The next key. On a terminal no Enter is needed; in a pipe line ends are passed over. `None` at the end of the input.
fn read_key() -> Result<Option<char>> {
    let _raw = io::stdin().is_terminal().then(single_keys);
    let mut stdin = io::stdin().lock();
    loop {
        let bytes = stdin.fill_buf()?;
        let Some(first) = bytes.first().copied() else {
            return Ok(None);
        };
        let length = key_length(bytes);
        stdin.consume(length);
        match char::from(first) {
            '\n' | '\r' | ESCAPE => {}
            '\u{3}' | '\u{4}' => return Ok(None),
            key if first.is_ascii() => return Ok(Some(key)),
            _ => {}
        }
    }
}

const ESCAPE: char = '\u{1b}';

/// The bytes of the first key: arrows and other keys without a letter send a sequence such as `ESC [ A`.
fn key_length(bytes: &[u8]) -> usize {
    match bytes {
        [0x1b, b'[' | b'O', rest @ ..] => {
            let end = rest.iter().position(|byte| (0x40..=0x7e).contains(byte));
            2 + end.map_or(rest.len(), |end| end + 1)
        }
        _ => 1,
    }
}

/// A line of text; `None` if it is blank. In a pipe it can be on the line of its key or on the next one.
fn read_line(prompt: &str) -> Result<Option<String>> {
    print(prompt)?;
    let mut line = String::new();
    let mut stdin = io::stdin().lock();
    let mut length = stdin.read_line(&mut line)?;
    if line == "\n" && !io::stdin().is_terminal() {
        line.clear();
        length = stdin.read_line(&mut line)?;
    }
    if length == 0 {
        bail!("the input ended in the middle of a text, which was not saved");
    }
    let line = line.trim().to_owned();
    Ok(Some(line).filter(|line| !line.is_empty()))
}
