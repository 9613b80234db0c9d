//! `sample`: draws a random sample of a period's tickets from an export, and writes the worksheet to fill in.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs::File;
use std::io::{self, IsTerminal};
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::context::{CommandStatus, content_prefix, finish, load_sources, print_diagnostics};
use crate::author::worksheet::{self, NewRow, WorksheetHead};
use crate::base::diagnostic::{quoted, quoted_list};
use crate::base::id::CulpritId;
use crate::base::period::Period;
use crate::base::sample_draw::SampleDraw;
use crate::base::time::{Date, Moment, Zone};
use crate::derive::sampling::{
    DrawnTicket, LabelNumber, Population, SamplingError, SamplingFrame, sample_size,
};
use crate::edge::atomic_write::LockedFile;
use crate::edge::cli::{GlobalArgs, SampleArgs};
use crate::edge::export;
use crate::edge::export::rows::{ExportOptions, ExportSummary, LabelKind, RowTarget};
use crate::edge::load::{ContentScope, SiteRoot, refuse_links, require_internal};
use crate::edge::terminal::print_stderr;
use crate::edge::worksheet::{DrawnRow, WorksheetFile, WorksheetNumbers, WorksheetRow};
use crate::edge::{clock, sample_file};
use crate::model::report::{Export, MachineLabels, Priority, Product};
use crate::view::text::report::number;

/// Lines of an export that are named in one message.
const MAX_LINES_SHOWN: usize = 10;

pub fn run(root: &SiteRoot, common: &GlobalArgs, args: &SampleArgs) -> Result<CommandStatus> {
    let period = sample_file::parse_period(&args.period)?;
    let path = sample_file::worksheet_path(&args.product, period);
    // The rows that are kept are those of the file that is replaced.
    let locked = LockedFile::open(&root.content.join(&path))?;
    let sources = load_sources(root, ContentScope::All)?;
    require_internal(&sources)?;
    let settings = sample_file::product_sources(&sources, &args.product);
    let outcome = crate::check_sources(&settings);
    print_diagnostics(&outcome.diagnostics, &settings, root, common)?;
    let Some(ledger) = outcome.ledger else {
        return Ok(CommandStatus::ContentErrors);
    };
    let product = sample_file::find_product(&ledger, &args.product, &sources)?;
    let (seed, export) = required_settings(ledger.internal.sample_seed.as_deref(), product)?;
    let old = match sample_file::read_worksheet(&sources, &path)? {
        Ok(old) => old,
        Err((faults, part)) => {
            print_diagnostics(&faults, &part, root, common)?;
            return Ok(CommandStatus::ContentErrors);
        }
    };
    if let Some(old) = old.as_ref().filter(|old| old.seed != seed) {
        bail!(
            "{path} was drawn with the seed `{}`, and site.yaml says `{seed}`; a seed never changes",
            old.seed
        );
    }
    let zone = old
        .as_ref()
        .and_then(|old| old.zone)
        .or(product.zone)
        .unwrap_or(ledger.status.site.zone);
    let now = clock::resolve_now(common.now.as_deref(), ledger.status.site.zone)?.0;
    let plan = SamplePlan {
        product,
        export,
        period,
        zone,
        seed,
        now,
        complete: require_period_over(period, zone, now, args)?,
        census: old
            .as_ref()
            .map_or(product.census_priorities.as_slice(), |old| {
                old.census.as_slice()
            }),
        old: old.as_ref().map(|old| &old.file),
    };
    if !plan.complete && plan.old.is_some_and(WorksheetFile::is_of_whole_period) {
        bail!("{path} was drawn when {period} was over, which it is not at this moment");
    }
    let Some((population, found)) = read_population(&plan, args)? else {
        return Ok(CommandStatus::ContentErrors);
    };
    let labels = find_labels(&plan, &population, &found)?;
    let machine = old.as_ref().and_then(|old| old.machine.as_ref());
    require_same_machine(&path, machine, labels.as_ref())?;
    let Some((text, summary)) = plan.draw_worksheet(&population, &found, labels.as_ref(), args)?
    else {
        return Ok(CommandStatus::ContentErrors);
    };
    if let Some(text) = text {
        refuse_links(&root.content, &path)?;
        locked.replace(&text)?;
    }
    let (prefix, note) = (
        content_prefix(root),
        export_note(&plan, &population, &found),
    );
    finish(common, &format!("{prefix}{path}: {summary}\n{note}"))
}

/// The settings without which nothing can be drawn. All that is missing is reported at once.
fn required_settings<'a>(
    seed: Option<&'a str>,
    product: &'a Product,
) -> Result<(&'a str, &'a Export)> {
    let mut missing = Vec::new();
    if seed.is_none() {
        missing.push(
            "site.yaml has no `sample_seed`; add one such as `sample_seed: status-2013`, and never change it: \
             whoever chooses the seed chooses the sample",
        );
    }
    let export = product.export.as_ref();
    if export.is_none() {
        missing.push(
            "product.yaml does not say how the ticket export is written; add the names of its columns, such as\n  \
             export: { id: Ticket ID, created: Created at, priority: Priority }",
        );
    }
    match (seed, export) {
        (Some(seed), Some(export)) => Ok((seed, export)),
        _ => bail!(missing.join("\n")),
    }
}

struct SamplePlan<'a> {
    product: &'a Product,
    export: &'a Export,
    period: Period,
    zone: Zone,
    seed: &'a str,
    now: Moment,
    complete: bool,
    /// The priorities that are read in full.
    census: &'a [Priority],
    old: Option<&'a WorksheetFile>,
}

/// Whether the period is over. A sample of an unfinished period needs `--so-far`.
fn require_period_over(period: Period, zone: Zone, now: Moment, args: &SampleArgs) -> Result<bool> {
    let end = period.day_after().start_in(zone);
    let over = end <= now;
    if !over && !args.unfinished {
        bail!(
            "{period} is not over: it ends at {}; `--unfinished` draws from what there is, and the report says \"so far\"",
            zone.rfc3339(end)
        );
    }
    Ok(over)
}

/// Reads the export. `None` if it has errors, which are reported.
fn read_population(
    plan: &SamplePlan,
    args: &SampleArgs,
) -> Result<Option<(Population, ExportSummary)>> {
    let export = plan.export;
    let rows = plan.old.map_or(0, |old| old.rows.len());
    let most = args
        .size
        .unwrap_or(0)
        .max(u64::try_from(rows).unwrap_or(u64::MAX));
    let drawing = SampleDraw::new(plan.seed, plan.product.id.as_str(), plan.period);
    let labels = plan.product.labels.as_ref();
    let mut frame = SamplingFrame::new(drawing, plan.census, most, labels.is_some());
    let reading = ExportOptions {
        export,
        period: plan.period,
        zone: plan.zone,
        needs_priority: !plan.census.is_empty(),
        labels,
    };
    let label_file = find_label_file(plan, args)?;
    if reading.needs_priority && export.priority.is_none() {
        bail!(
            "tickets of some priorities are read in full, so `export:` in product.yaml must name the column `priority`"
        );
    }
    let named = args.export.as_ref().filter(|path| path.as_os_str() != "-");
    let mut found = match named {
        Some(path) => {
            export::read_export(open_export(path)?, reading, RowTarget::Frame(&mut frame))
                .with_context(|| path.display().to_string())?
        }
        None if io::stdin().is_terminal() => {
            bail!("name the ticket export, or send it to standard input")
        }
        None => export::read_export(io::stdin().lock(), reading, RowTarget::Frame(&mut frame))
            .context("standard input")?,
    };
    let name = named.map_or_else(
        || "standard input".to_owned(),
        |path| path.display().to_string(),
    );
    if found.error_count > 0 {
        print_stderr(&format_row_errors(&name, &found, export.skip_broken))?;
        if found.error_count > export.skip_broken {
            return Ok(None);
        }
    }
    if let Some(path) = label_file {
        let name = path.display().to_string();
        let labels = RowTarget::Labels(&mut frame);
        let labeled = export::read_export(open_export(path)?, reading, labels)
            .with_context(|| name.clone())?;
        if labeled.error_count > 0 {
            print_stderr(&format_row_errors(&name, &labeled, 0))?;
            return Ok(None);
        }
        found.labels = labeled.labels;
        found.unknown_labels = labeled.unknown_labels;
    }
    let (lines, problem, reason) = match frame.finish() {
        Ok(population) => {
            if population.rest_size == 0 && population.census.is_empty() {
                let days = found.days.map(|days| format_days(plan.period, days));
                let days = days.unwrap_or_default();
                bail!("{name}: no ticket was created in {}{days}", plan.period);
            }
            return Ok(Some((population, found)));
        }
        Err(SamplingError::ContradictoryRows(lines)) => {
            let period = plan.period;
            let problem = format!(
                "one row of this ticket says that it was created in {period}, another that it was not"
            );
            let reason = "rows of one ticket must have one time of creation";
            (lines, problem, reason)
        }
        Err(SamplingError::ContradictoryLabels(lines)) => {
            let problem = "this ticket has two labels".to_owned();
            let reason = "a machine gives each ticket one label of one version";
            (lines, problem, reason)
        }
        Err(SamplingError::MissingLabels(lines)) => {
            let problem = "this ticket has no row in the file with the labels".to_owned();
            let reason = "label all tickets of the export; one that the machine cannot label has a row with an empty label";
            (lines, problem, reason)
        }
        Err(SamplingError::TooManyCensusTickets(many)) => {
            bail!("{many} tickets are of the priorities that are read in full")
        }
    };
    let places = lines.iter().map(|line| found.numbers.name(&name, *line));
    print_stderr(&format_faulty_tickets(places, &problem, reason))?;
    Ok(None)
}

/// The days of an export that has no ticket of a period, and the weeks that they are in.
fn format_days(wanted: Period, (first, last): (Date, Date)) -> String {
    let days = format!("; its tickets are from {first} to {last}");
    let (from, to) = (Period::week_of(first), Period::week_of(last));
    match wanted {
        Period::Week(_) if from == to => format!("{days}, in {from}"),
        Period::Week(_) => format!("{days}, in {from} to {to}"),
        Period::Month(_) | Period::Quarter(_) | Period::Days(..) => days,
    }
}

fn open_export(path: &Path) -> Result<File> {
    File::open(path).with_context(|| format!("cannot open {}", path.display()))
}

fn format_row_errors(name: &str, found: &ExportSummary, allowed: u64) -> String {
    let level = if found.error_count > allowed {
        "error"
    } else {
        "warning"
    };
    let mut text: String = found
        .errors
        .iter()
        .map(|fault| {
            let place = found.numbers.name(name, fault.line);
            format!("{place}: {level}: {}\n", fault.message)
        })
        .collect();
    let shown = u64::try_from(found.errors.len()).unwrap_or(u64::MAX);
    if found.error_count > shown {
        text.push_str(&format!("and {} more\n", number(found.error_count - shown)));
    }
    let rows = count_noun(found.error_count, "row is", "rows are");
    text.push_str(&rows);
    text.push_str(&match (level, allowed) {
        ("warning", _) => format!(
            " invalid and skipped: `skip_broken: {allowed}` allows it, and the report says how many there were\n"
        ),
        (_, 0) => " invalid, so nothing was drawn: a sample of the rest would not be one of all tickets\n".to_owned(),
        (_, _) => format!(" invalid, and `skip_broken` allows {allowed}, so nothing was drawn\n"),
    });
    text
}

/// Tickets of the export, each named by its first row, that have one fault.
fn format_faulty_tickets(
    mut rows: impl ExactSizeIterator<Item = String>,
    problem: &str,
    reason: &str,
) -> String {
    let mut text = String::new();
    for row in rows.by_ref().take(MAX_LINES_SHOWN) {
        let _ = writeln!(text, "{row}: error: {problem}");
    }
    if rows.len() > 0 {
        let _ = writeln!(text, "and {} more", rows.len());
    }
    text + reason + "; nothing was drawn\n"
}

/// The second file with the labels, if the product's labels are in one.
fn find_label_file<'a>(plan: &SamplePlan, args: &'a SampleArgs) -> Result<Option<&'a Path>> {
    let source = plan.product.labels.as_ref();
    match (source.and_then(|source| source.id.as_ref()), &args.labels) {
        (Some(_), Some(path)) => Ok(Some(path)),
        (Some(_), None) => bail!(
            "the labels of {} are in a second file, because `labels:` in product.yaml has `id`; name it with `--labels`",
            plan.product.id
        ),
        (None, Some(_)) => bail!(
            "`--labels` needs the columns of the file in product.yaml, such as\n  \
             labels: {{ machine: Help desk intents, id: Ticket ID, label: Intent }}"
        ),
        (None, None) => Ok(None),
    }
}

/// What the machine said about the tickets of the period that are not read in full.
fn find_labels(
    plan: &SamplePlan,
    population: &Population,
    found: &ExportSummary,
) -> Result<Option<MachineLabels>> {
    let Some(source) = &plan.product.labels else {
        return Ok(None);
    };
    let mut labels = MachineLabels {
        machine: source.machine.clone(),
        ..MachineLabels::default()
    };
    let mut versions: BTreeMap<Option<&str>, u64> = BTreeMap::new();
    for (number, count) in &population.labels {
        let kind = label_kind(&found.labels, *number);
        match &kind.culprit {
            Some(culprit) => *labels.counts.entry(culprit.clone()).or_default() += count,
            None => labels.unknown += count,
        }
        *versions.entry(kind.version.as_deref()).or_default() += count;
    }
    if versions.len() > 1 {
        let named = versions.iter().map(|(version, count)| {
            let version = quoted(version.unwrap_or_default());
            format!("{version} ({})", count_noun(*count, "ticket", "tickets"))
        });
        bail!(
            "the labels of {} come from several versions: {}; label all tickets of a period with one version",
            plan.period,
            named.collect::<Vec<_>>().join(", ")
        );
    }
    let version = versions.into_keys().next().flatten();
    labels.version = version
        .map(str::to_owned)
        .or_else(|| source.version.clone());
    Ok(Some(labels))
}

/// # Panics
/// If the number is of no label that was seen.
fn label_kind(kinds: &[LabelKind], number: LabelNumber) -> &LabelKind {
    &kinds[usize::from(number.get()) - 1]
}

/// Labels of a worksheet that is there are replaced by those of the same machine only.
fn require_same_machine(
    path: &str,
    old: Option<&(String, Option<String>)>,
    new: Option<&MachineLabels>,
) -> Result<()> {
    let Some((machine, version)) = old else {
        return Ok(());
    };
    const TAKE_OUT: &str = "remove `labels:` and every `label:` from the worksheet";
    let Some(new) = new else {
        bail!(
            "{path} has labels from {}, but product.yaml has no `labels:`; add it, or {TAKE_OUT}",
            quoted(machine)
        );
    };
    if (&new.machine, &new.version) == (machine, version) {
        return Ok(());
    }
    let old = MachineLabels {
        machine: machine.clone(),
        version: version.clone(),
        ..MachineLabels::default()
    };
    bail!(
        "{path} has labels from {}, and those given come from {}: a machine that has learned from what was read would seem better than it \
         is; give the labels of the first again, or {TAKE_OUT} to take the new ones",
        quoted(&old.name()),
        quoted(&new.name())
    )
}

impl SamplePlan<'_> {
    /// The new text of the worksheet, if there is any, and a summary. `None` if filled-in rows would be lost, which is reported.
    fn draw_worksheet(
        &self,
        population: &Population,
        found: &ExportSummary,
        labels: Option<&MachineLabels>,
        args: &SampleArgs,
    ) -> Result<Option<(Option<String>, String)>> {
        let touched: Vec<&WorksheetRow> = self
            .old
            .iter()
            .flat_map(|old| &old.rows)
            .filter(|row| row.edited)
            .collect();
        let rest = &population.rest;
        let lost = missing_rows(&touched, population);
        if !lost.is_empty() && !args.drop_missing {
            print_stderr(&format!(
                "error: rows that are filled in have tickets that the export no longer has in this period: {}\n\
                 nothing was changed; export again, or take those rows out with `--drop-missing` (they stay as comments)\n",
                lost.iter()
                    .map(|row| row.id.as_str())
                    .collect::<Vec<_>>()
                    .join(", ")
            ))?;
            return Ok(None);
        }
        let drawn = self.sample_size(population, &touched, args)?;
        let Some(drawn) = usize::try_from(drawn)
            .ok()
            .filter(|drawn| *drawn <= rest.len())
        else {
            bail!(
                "so large a sample cannot be drawn in one pass: at most {} fit",
                rest.len()
            );
        };
        let tickets: Vec<&DrawnTicket> = population.census.iter().chain(&rest[..drawn]).collect();
        let codes = self.label_codes(&tickets, &found.labels);
        let rows: Vec<DrawnRow> = tickets
            .iter()
            .zip(&codes)
            .map(|(ticket, code)| DrawnRow {
                ticket,
                label: code.as_deref(),
            })
            .collect();
        let planned = u64::try_from(tickets.len())?;
        let census = u64::try_from(population.census.len())?;
        let all = population.rest_size + census;
        let drawn = format!("{} of {} tickets drawn", number(planned), number(all));
        let Some(old) = self.old else {
            let head = WorksheetHead {
                product: self.product.id.as_str(),
                period: self.period,
                zone: self.zone,
                population: all,
                exported: self.now,
                broken_rows: found.error_count,
                seed: self.seed,
                planned,
                complete: self.complete,
                census: Some((self.census, census))
                    .filter(|(priorities, _)| !priorities.is_empty()),
                labels,
            };
            let rows = rows.iter().map(|row| NewRow {
                id: &row.ticket.id,
                priority: row.ticket.priority,
                label: row.label,
            });
            return Ok(Some((Some(worksheet::worksheet_yaml(&head, rows)), drawn)));
        };
        let exported = self.now.rfc3339();
        let numbers = WorksheetNumbers {
            population: all,
            planned,
            census,
            exported: &exported,
            broken_rows: found.error_count,
            complete: self.complete,
            labels,
        };
        let new = old.redraw(&rows, &lost, &numbers);
        let what = match new.text {
            None => "nothing is new".to_owned(),
            Some(_) => {
                format!(
                    "{} added, {} taken out",
                    count_noun(u64::try_from(new.added)?, "row", "rows"),
                    new.removed
                )
            }
        };
        Ok(Some((
            new.text,
            format!("{drawn}; {what}, {} filled in and kept", new.kept),
        )))
    }

    /// The codes of the labels of tickets; none of one that is read in full.
    fn label_codes(&self, tickets: &[&DrawnTicket], kinds: &[LabelKind]) -> Vec<Option<String>> {
        let drawing = SampleDraw::new(self.seed, self.product.id.as_str(), self.period);
        let code = |ticket: &&DrawnTicket| {
            let in_full = ticket
                .priority
                .is_some_and(|priority| self.census.contains(&priority));
            let label = label_kind(kinds, ticket.label.filter(|_| !in_full)?);
            let culprit = label.culprit.as_ref().map_or("", CulpritId::as_str);
            Some(drawing.label_code(&ticket.id, culprit))
        };
        tickets.iter().map(code).collect()
    }

    /// How many tickets of the random sample are read: never fewer than it takes to keep the last row that is filled in.
    fn sample_size(
        &self,
        population: &Population,
        touched: &[&WorksheetRow],
        args: &SampleArgs,
    ) -> Result<u64> {
        let margin = args.margin.unwrap_or(self.product.margin);
        if !(0.01..=0.5).contains(&margin) {
            bail!("--margin {margin}: it must be from 0.01 to 0.5");
        }
        let touched: BTreeSet<&str> = touched.iter().map(|row| row.id.as_str()).collect();
        let last = population
            .rest
            .iter()
            .rposition(|ticket| touched.contains(ticket.id.as_str()));
        let mut least = last.map_or(0, |at| at + 1);
        if let Some(old) = self
            .old
            .filter(|_| args.size.is_none() && args.margin.is_none())
        {
            // A later export never makes a requested sample smaller.
            least = least.max(old.rows.len().saturating_sub(population.census.len()));
        }
        Ok(sample_size(
            population.rest_size,
            args.size,
            margin,
            u64::try_from(least)?,
        ))
    }
}

/// Rows that were filled in and whose tickets cannot be drawn any more.
fn missing_rows<'a>(
    touched: &[&'a WorksheetRow],
    population: &Population,
) -> Vec<&'a WorksheetRow> {
    let there: BTreeSet<&str> = population
        .census
        .iter()
        .chain(&population.rest)
        .map(|ticket| ticket.id.as_str())
        .collect();
    touched
        .iter()
        .filter(|row| !there.contains(row.id.as_str()))
        .copied()
        .collect()
}

/// Further notes.
fn export_note(plan: &SamplePlan, population: &Population, found: &ExportSummary) -> String {
    let mut text = format!("the export has {}", count_noun(found.rows, "row", "rows"));
    if population.excluded > 0 {
        let _ = write!(
            text,
            "; {} left out",
            count_noun(population.excluded, "ticket is", "tickets are")
        );
    }
    if population.outside > 0 {
        let _ = write!(
            text,
            "; {} created before or after the period",
            count_noun(population.outside, "was", "were")
        );
    }
    if found.lines_around > 0 {
        let _ = write!(
            text,
            "; {} above or below the table not read",
            count_noun(found.lines_around, "line is", "lines are")
        );
    }
    text.push('\n');
    let last = plan.period.last();
    if let Some((_, newest)) = found
        .days
        .filter(|(_, newest)| plan.complete && *newest < last)
    {
        let _ = writeln!(
            text,
            "warning: the newest ticket in the export was created on {newest}, and {} ends on {last}; if the export was made before that, \
             export again",
            plan.period
        );
    }
    let unknown = [
        (
            "priorities",
            &found.unknown_priorities,
            "under `export: priorities:`",
        ),
        (
            "labels",
            &found.unknown_labels,
            "under `labels: words:` to culprits or to `unknown`",
        ),
    ];
    for (what, words, place) in unknown {
        if !words.is_empty() {
            let words = quoted_list(words.iter().map(String::as_str));
            let _ = writeln!(text, "unknown {what}: {words}; map them {place}");
        }
    }
    text
}

/// `1 row`, `5,000 rows`.
fn count_noun(many: u64, one: &str, more: &str) -> String {
    format!("{} {}", number(many), if many == 1 { one } else { more })
}
