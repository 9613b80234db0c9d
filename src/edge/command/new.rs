//! `new`: writes a file of content that is checked before it is kept, or a small site.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};

use super::keep::{Desk, then};
use super::{End, folder, root, schema, words};
use crate::author::clock::{self, Lean};
use crate::author::fresh::{self, Article, Value};
use crate::author::site::NewSite;
use crate::author::update::Update;
use crate::base::diagnostic::quoted;
use crate::base::id::{is_id, slug};
use crate::base::source::{SourceFile, Sources};
use crate::base::time::{Moment, Zone};
use crate::base::time_reader;
use crate::check;
use crate::edge::cli::{
    ArticleArgs, Common, EntryArgs, IncidentArgs, MaintenanceArgs, New, NewArgs, NoticeArgs,
    PageArgs, PostmortemArgs, ProductArgs, SiteArgs,
};
use crate::edge::load::Root;
use crate::edge::terminal::{print, say};
use crate::parse;
use crate::parse::given::readable;

/// The longest part of an id that is made from a title.
const LONGEST_SLUG: usize = 60;

/// Headings of a post-mortem where the site promises none.
const USUAL_SECTIONS: [&str; 4] = ["Summary", "Impact", "Root cause", "What we are doing"];

/// Runs the command.
pub(super) fn run(common: &Common, args: &NewArgs) -> Result<End> {
    if let New::Site(site) = &args.what {
        return new_site(common, site, args.dry_run);
    }
    let root = root(common)?;
    let desk = Desk::open(&root, common)?;
    let made = match &args.what {
        New::Site(_) => return Ok(End::Good),
        New::Incident(args) => incident(&desk, args)?,
        New::Maintenance(args) => maintenance(&desk, args)?,
        New::Postmortem(args) => postmortem(&desk, args)?,
        New::Notice(args) => notice(&desk, args)?,
        New::Page(args) => page(&desk, args)?,
        New::Product(args) => product(args)?,
    };
    keep(&desk, &made, args.dry_run)
}

/// A file that is to be written.
struct Made {
    /// From the content folder.
    path: String,
    text: String,
    /// What it says, and what to do next.
    next: String,
    /// Customers see it with the next build.
    published: bool,
}

fn keep(desk: &Desk, made: &Made, dry_run: bool) -> Result<End> {
    let place = desk.root.content().join(&made.path);
    let shown = folder(desk.root) + &made.path;
    if place.symlink_metadata().is_ok() {
        let other = match made
            .path
            .strip_prefix("incidents/")
            .and_then(|name| name.strip_suffix(".yaml"))
        {
            Some(id) => {
                format!("`statuary update {id}` adds to it, `--id` gives the new one another name")
            }
            None => "a new one needs another name".to_owned(),
        };
        bail!("{shown} is there already, and is not overwritten: {other}");
    }
    if !desk.accepts(&made.path, &made.text)? {
        return Ok(End::Faults);
    }
    if dry_run {
        print(&format!("would write {shown}\n{}", made.text))?;
        return Ok(End::Good);
    }
    create(&place, &made.text)?;
    schema::refresh(&desk.root.folder, &desk.sources)?;
    print(&format!("{shown}\n"))?;
    if !desk.common.quiet {
        let publish = if made.published {
            then(&shown)
        } else {
            String::new()
        };
        let parts = [made.next.as_str(), &publish]
            .into_iter()
            .filter(|part| !part.is_empty());
        print(&parts.collect::<Vec<_>>().join("\n"))?;
    }
    Ok(End::Good)
}

/// Writes a file that is not there yet.
fn create(place: &Path, text: &str) -> Result<()> {
    if let Some(folder) = place.parent() {
        fs_err::create_dir_all(folder)?;
    }
    let mut file = fs_err::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(place)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    Ok(())
}

fn incident(desk: &Desk, args: &IncidentArgs) -> Result<Made> {
    let IncidentArgs {
        entry,
        started,
        impact,
        next,
    } = args;
    let now = desk.time("now", Lean::Nearest)?;
    let started = started
        .as_ref()
        .map_or(Ok(now), |text| desk.time(text, Lean::Nearest))?;
    let status = entry
        .status
        .clone()
        .unwrap_or_else(|| "investigating".to_owned());
    let components = states(&entry.components, "degraded_performance");
    let impact = impact
        .clone()
        .or_else(|| components.is_empty().then(|| "minor".to_owned()));
    let text = words::text(
        entry.article.text.as_deref(),
        &format!("{}: {status}", entry.article.title),
    )?;
    let update = Update {
        at: desk.zone.to_the_minute(now.max(started)),
        status: Some(status.clone()),
        text: text.unwrap_or_else(|| first_words(&status).to_owned()),
        next_update: next.clone(),
        ..Update::default()
    };
    let said = format!("{status}, began {}", clock::said(started, desk.zone));
    let what = match (&impact, components.as_slice()) {
        (Some(impact), []) => format!("no component is named, so its impact is {impact}"),
        (_, components) => listed(components),
    };
    let id = dated_id(&entry.article, started, desk.zone)?;
    let incident = fresh::Incident {
        title: entry.article.title.clone(),
        started: desk.zone.to_the_minute(started),
        components,
        impact,
        update,
        draft: entry.article.draft,
    };
    let next =
        format!("{said}; {what}\n\nGo on with:\n  statuary update --status identified \"...\"\n");
    Ok(Made {
        path: format!("incidents/{id}.yaml"),
        text: incident.text(),
        next,
        published: !entry.article.draft,
    })
}

/// What the first update of an incident says if its author says nothing: true words and no promise.
fn first_words(status: &str) -> &'static str {
    match status {
        "identified" => "We know the cause and are working on it.",
        "monitoring" => "A fix is in place, and we are watching it.",
        "resolved" => "This is over.",
        _ => "We are investigating.",
    }
}

fn maintenance(desk: &Desk, args: &MaintenanceArgs) -> Result<Made> {
    let MaintenanceArgs {
        entry,
        start,
        end,
        length,
        urgent,
    } = args;
    let EntryArgs {
        article,
        components,
        status,
    } = entry;
    let start = desk.time(start, Lean::Ahead)?;
    let end = match end {
        Some(end) => {
            clock::time(end, start, desk.zone, Lean::Ahead).map_err(|reason| anyhow!(reason))?
        }
        None => {
            let text = length.as_deref().unwrap_or("1h");
            let length = time_reader::duration(text)
                .map_err(|found| anyhow!("--for {text}: {}; write `90m` or `2h`", found.reason))?;
            start.plus(length)
        }
    };
    let text = words::text(article.text.as_deref(), &article.title)?;
    let update = Update {
        at: desk.zone.to_the_minute(desk.time("now", Lean::Nearest)?),
        status: Some(status.clone().unwrap_or_else(|| "scheduled".to_owned())),
        text: text
            .unwrap_or_else(|| "We carry out scheduled maintenance in this window.".to_owned()),
        ..Update::default()
    };
    let components = states(components, "under_maintenance");
    let id = dated_id(article, start, desk.zone)?;
    let next = format!(
        "window from {} to {}; {}\n\nIt begins and ends by the clock. To say more, or to end it early:\n  \
         statuary update {id} --status completed \"...\"\n",
        clock::said(start, desk.zone),
        clock::said(end, desk.zone),
        if components.is_empty() {
            "no component is named".to_owned()
        } else {
            listed(&components)
        }
    );
    let maintenance = fresh::Maintenance {
        title: article.title.clone(),
        scheduled: (desk.zone.to_the_minute(start), desk.zone.to_the_minute(end)),
        components,
        urgent: urgent.clone(),
        update,
        draft: article.draft,
    };
    Ok(Made {
        path: format!("maintenance/{id}.yaml"),
        next,
        text: maintenance.text(),
        published: !article.draft,
    })
}

fn postmortem(desk: &Desk, args: &PostmortemArgs) -> Result<Made> {
    let PostmortemArgs { incident, title } = args;
    let mut head = vec![("incident", Value::Text(incident.clone()))];
    head.extend(
        title
            .iter()
            .map(|title| ("title", Value::Text(title.clone()))),
    );
    head.push((
        "published",
        Value::Raw(desk.zone.date(desk.now.0).to_string()),
    ));
    head.push(("draft", Value::Raw("true".to_owned())));
    let article = Article {
        head,
        body: fresh::sections(&sections(&desk.sources)),
    };
    let next = "Write below the headings, then delete the line `draft: true`.\n".to_owned();
    Ok(Made {
        path: format!("postmortems/{incident}.md"),
        text: article.text(),
        next,
        published: false,
    })
}

/// The sections that the site's policy promises, as far as it can be read.
fn sections(sources: &Sources) -> Vec<String> {
    let (documents, _) =
        parse::documents_of(sources, |file| sources.find("site.yaml") == Some(file));
    let policy = documents
        .site
        .into_iter()
        .next()
        .and_then(|document| document.content.value.policy.optional());
    let promised = policy.and_then(|policy| policy.value.postmortem_sections.optional());
    let promised = promised.map(|list| {
        readable(list.value)
            .into_iter()
            .map(|text| text.value)
            .collect()
    });
    promised.unwrap_or_else(|| USUAL_SECTIONS.map(str::to_owned).to_vec())
}

fn notice(desk: &Desk, args: &NoticeArgs) -> Result<Made> {
    let NoticeArgs {
        article,
        kind,
        until,
        pin,
        components,
    } = args;
    let now = desk.time("now", Lean::Nearest)?;
    let mut head = vec![
        ("title", Value::Text(article.title.clone())),
        ("published", Value::Text(desk.zone.to_the_minute(now))),
    ];
    if let Some(until) = until {
        head.push((
            "until",
            Value::Text(desk.zone.to_the_minute(desk.time(until, Lean::Ahead)?)),
        ));
    }
    head.extend(kind.iter().map(|kind| ("kind", Value::Text(kind.clone()))));
    head.extend(pin.then(|| ("pin", Value::Raw("true".to_owned()))));
    if !components.is_empty() {
        head.push((
            "components",
            Value::Raw(format!("[{}]", components.join(", "))),
        ));
    }
    let id = dated_id(article, now, desk.zone)?;
    of_article(article, head, format!("notices/{id}.md"))
}

fn page(_: &Desk, args: &PageArgs) -> Result<Made> {
    let PageArgs { article, menu } = args;
    let mut head = vec![("title", Value::Text(article.title.clone()))];
    head.extend(menu.then(|| ("menu", Value::Raw("true".to_owned()))));
    let id = article
        .id
        .clone()
        .map_or_else(|| short_slug(&article.title), Ok)?;
    of_article(article, head, format!("pages/{id}.md"))
}

fn of_article(
    article: &ArticleArgs,
    mut head: Vec<(&'static str, Value)>,
    path: String,
) -> Result<Made> {
    let text = words::text(article.text.as_deref(), &article.title)?;
    // Without a text there is nothing to publish yet.
    let draft = article.draft || text.is_none();
    head.extend(draft.then(|| ("draft", Value::Raw("true".to_owned()))));
    let next = match &text {
        Some(_) if draft => "It is a draft: delete the line `draft: true` to publish it.\n",
        Some(_) => "",
        None => "Write the text, then delete the line `draft: true`.\n",
    };
    let made = Article {
        head,
        body: text.unwrap_or_default(),
    };
    Ok(Made {
        path,
        text: made.text(),
        next: next.to_owned(),
        published: !draft,
    })
}

fn product(args: &ProductArgs) -> Result<Made> {
    let ProductArgs { id, name, owner } = args;
    if !is_id(id) {
        bail!(
            "{} is no id: small letters, digits and hyphens do",
            quoted(id)
        );
    }
    let text = fresh::product(name.as_deref().unwrap_or(id), owner.as_deref());
    let next = format!(
        "Name the culprits that its tickets are about, and how its ticket export is written, then draw a sample:\n  \
         statuary sample {id} 2026-W45 tickets.csv\n"
    );
    Ok(Made {
        path: format!("internal/reports/{id}/product.yaml"),
        text,
        next,
        published: false,
    })
}

/// `2026-11-03-api-errors`: the day in the site's zone and the title.
fn dated_id(article: &ArticleArgs, moment: Moment, zone: Zone) -> Result<String> {
    match &article.id {
        Some(id) => Ok(id.clone()),
        None => Ok(format!(
            "{}-{}",
            zone.date(moment),
            short_slug(&article.title)?
        )),
    }
}

/// A title as a part of an address, cut between words.
fn short_slug(title: &str) -> Result<String> {
    let whole = slug(title).with_context(|| {
        format!(
            "the title {} has no letters that an address can have; name the file with `--id`",
            quoted(title)
        )
    })?;
    if whole.len() <= LONGEST_SLUG {
        return Ok(whole);
    }
    let cut = &whole[..LONGEST_SLUG];
    Ok(cut
        .rsplit_once('-')
        .map_or(cut, |(words, _)| words)
        .to_owned())
}

/// Components with their states, from `ID=STATE` or `ID`.
fn states(given: &[String], usual: &str) -> Vec<(String, String)> {
    let pair = |text: &String| {
        let (id, state) = text.split_once('=').unwrap_or((text, usual));
        (id.trim().to_owned(), state.trim().to_owned())
    };
    given.iter().map(pair).collect()
}

fn listed(components: &[(String, String)]) -> String {
    components
        .iter()
        .map(|(id, state)| format!("{id} {state}"))
        .collect::<Vec<_>>()
        .join(", ")
}

fn new_site(common: &Common, args: &SiteArgs, dry_run: bool) -> Result<End> {
    let SiteArgs {
        folder,
        title,
        url,
        time_zone,
        components,
    } = args;
    let folder = common
        .directory
        .as_ref()
        .map_or_else(|| folder.clone(), |here| here.join(folder));
    let named = components.iter().map(|text| {
        let (id, name) = text.split_once('=').unwrap_or((text, text));
        (id.to_owned(), name.to_owned())
    });
    let mut components: Vec<(String, String)> = named.collect();
    if components.is_empty() {
        components = [("web", "Website"), ("api", "API")]
            .map(|(id, name)| (id.to_owned(), name.to_owned()))
            .to_vec();
    }
    let site = NewSite {
        title: title.clone(),
        url: url.clone(),
        time_zone: time_zone.clone(),
        components,
    };
    let files = site.files();
    for (path, _) in &files {
        if folder.join(path).symlink_metadata().is_ok() {
            bail!(
                "{} is there already; nothing was written",
                folder.join(path).display()
            );
        }
    }
    let content = files
        .iter()
        .filter_map(|(path, text)| Some((path.strip_prefix("content/")?, text)));
    let content = content.map(|(path, text)| SourceFile {
        path: path.to_owned(),
        bytes: text.clone().into_bytes(),
    });
    let sources = Sources::new(content.collect());
    let outcome = check::sources(&sources);
    if !outcome.diagnostics.is_empty() {
        let nowhere = Root {
            folder: folder.clone(),
        };
        super::report(&outcome.diagnostics, &sources, &nowhere, common)?;
        say("nothing was written, because of the faults above\n")?;
        return Ok(End::Faults);
    }
    for (path, text) in &files {
        let place = folder.join(path);
        if dry_run {
            print(&format!("would write {}\n{text}\n", place.display()))?;
        } else {
            create(&place, text)?;
            print(&format!("{}\n", place.display()))?;
        }
    }
    if dry_run {
        return Ok(End::Good);
    }
    schema::refresh(&folder, &sources)?;
    if !common.quiet {
        print(&format!(
            "\nMake it yours in {0}/content/site.yaml and {0}/content/components.yaml, then:\n  cd {0}\n  statuary build\n  \
             statuary serve\n",
            folder.display()
        ))?;
    }
    Ok(End::Good)
}
