//! `new`: writes a file of content that is checked before it is kept, or a small site.

use std::io::{self, IsTerminal};

use anyhow::{Context, Result, anyhow, bail};

use super::checked_write::{AuthoringContext, next_steps};
use super::context::{CommandStatus, content_prefix, find_root, print_diagnostics};
use super::{editor_input, schema};
use crate::author::new_file;
use crate::author::new_update::NewUpdate;
use crate::author::site::{CiService, NewSite};
use crate::author::typed_time::{self, DayChoice};
use crate::author::yaml_edit;
use crate::base::diagnostic::quoted;
use crate::base::id::{is_id, slug_or_suffix};
use crate::base::period::Period;
use crate::base::source::{SourceFile, Sources};
use crate::base::time::{Moment, Now, Zone};
use crate::base::time_parser;
use crate::edge::atomic_write::{LockedFile, create_atomic};
use crate::edge::cli::{
    ArticleArgs, CiChoice, EntryArgs, GlobalArgs, IncidentArgs, MaintenanceArgs, NewArgs,
    NewCommand, NoticeArgs, PageArgs, PostmortemArgs, ProductArgs, SiteArgs,
};
use crate::edge::clock::resolve_now;
use crate::edge::export;
use crate::edge::load::{SiteRoot, refuse_links, require_internal};
use crate::edge::random::random_id;
use crate::edge::terminal::{print, print_stderr};
use crate::format::field::{Field, OneOrMany, Required, valid_items};
use crate::format::leaf::{ComponentRef, NoticeKindWord, Time};
use crate::format::notice::NoticeDoc;
use crate::format::page::PageDoc;
use crate::format::postmortem::PostmortemDoc;
use crate::format::yaml::to_yaml;
use crate::parse::{self, layout::INTERNAL_FOLDER};

/// The longest part of an id that is made from a title.
const LONGEST_SLUG: usize = 60;

const SETTINGS: &str = "site.yaml";

/// Headings of a post-mortem where the site promises none.
const USUAL_SECTIONS: [&str; 4] = ["Summary", "Impact", "Root cause", "What we are doing"];

pub fn run(common: &GlobalArgs, args: &NewArgs) -> Result<CommandStatus> {
    if let NewCommand::Site(site) = &args.command {
        return new_site(common, site, args.dry_run);
    }
    let root = find_root(common)?;
    let context = AuthoringContext::open(&root, common)?;
    let file = match &args.command {
        NewCommand::Site(_) => return Ok(CommandStatus::Success),
        NewCommand::Incident(args) => new_incident(&context, args)?,
        NewCommand::Maintenance(args) => new_maintenance(&context, args)?,
        NewCommand::Postmortem(args) => new_postmortem(&context, args)?,
        NewCommand::Notice(args) => new_notice(&context, args)?,
        NewCommand::Page(args) => new_page(&context, args)?,
        NewCommand::Product(args) => new_product(&context, args)?,
    };
    write_new_file(&context, &file, args.dry_run)
}

/// A file that is to be written.
struct NewFile {
    /// From the content folder.
    path: String,
    text: String,
    /// What it says, and what to do next.
    next_steps: String,
    /// Customers see it with the next build.
    published: bool,
    /// The new text of `site.yaml`, if that changes too.
    settings: Option<String>,
}

fn write_new_file(
    context: &AuthoringContext,
    file: &NewFile,
    dry_run: bool,
) -> Result<CommandStatus> {
    if file.path.starts_with(INTERNAL_FOLDER) {
        require_internal(&context.sources)?;
    }
    refuse_links(&context.root.content, &file.path)?;
    let place = context.root.content.join(&file.path);
    let shown = content_prefix(context.root) + &file.path;
    if place.symlink_metadata().is_ok() {
        let other = match file
            .path
            .strip_prefix("incidents/")
            .and_then(|name| name.strip_suffix(".yaml"))
        {
            Some(id) => {
                format!(
                    "`statuary update {id}` adds an update to it, and `--id` creates another file"
                )
            }
            None => "use another name for a new file".to_owned(),
        };
        bail!("{shown} already exists and is not overwritten: {other}");
    }
    if !context.accepts_change(&file.path, &file.text)? {
        return Ok(CommandStatus::ContentErrors);
    }
    if dry_run {
        print(&format!("would write {shown}\n{}", file.text))?;
        if file.settings.is_some() {
            print("would add `sample_seed` to site.yaml\n")?;
        }
        return Ok(CommandStatus::Success);
    }
    if let Some(settings) = &file.settings {
        write_settings(context, settings)?;
    }
    create_atomic(&place, &file.text)?;
    schema::update_schemas(&context.root.folder, &context.sources)?;
    print(&format!("{shown}\n"))?;
    if !context.common.quiet {
        let publish = if file.published {
            next_steps(context.root, &file.path)
        } else {
            String::new()
        };
        let parts = [file.next_steps.as_str(), &publish]
            .into_iter()
            .filter(|part| !part.is_empty());
        print(&parts.collect::<Vec<_>>().join("\n"))?;
    }
    Ok(CommandStatus::Success)
}

fn write_settings(context: &AuthoringContext, text: &str) -> Result<()> {
    refuse_links(&context.root.content, SETTINGS)?;
    let locked = LockedFile::open(&context.root.content.join(SETTINGS))?;
    if locked.bytes() != context.file_bytes(SETTINGS) {
        bail!("{SETTINGS} was saved by somebody else a moment ago; run the command again");
    }
    locked.replace(text)
}

fn new_incident(context: &AuthoringContext, args: &IncidentArgs) -> Result<NewFile> {
    let IncidentArgs {
        entry,
        started,
        impact,
        next,
    } = args;
    let now = context.parse_time("now", DayChoice::Nearest)?;
    let started = started
        .as_ref()
        .map_or(Ok(now), |text| context.parse_time(text, DayChoice::Nearest))?;
    let status = entry
        .status
        .clone()
        .unwrap_or_else(|| "investigating".to_owned());
    let components = parse_states(&entry.components, "degraded_performance");
    let impact = impact
        .clone()
        .or_else(|| components.is_empty().then(|| "minor".to_owned()));
    let text = editor_input::read_text(
        entry.article.text.as_deref(),
        &format!("{}: {status}", entry.article.title),
    )?;
    let update = NewUpdate {
        at: context.zone.to_the_minute(now.max(started)),
        status: Some(status.clone()),
        text: text.unwrap_or_else(|| default_update_text(&status).to_owned()),
        next_update: next.clone(),
        ..NewUpdate::default()
    };
    let summary = format!(
        "{status}, began {}",
        typed_time::format_local(started, context.zone)
    );
    let what = match (&impact, components.as_slice()) {
        (Some(impact), []) => format!("no component is named, so its impact is {impact}"),
        (_, components) => format_states(components),
    };
    let id = dated_id(&entry.article, started, context.zone)?;
    let incident = new_file::NewIncident {
        title: entry.article.title.clone(),
        started: context.zone.to_the_minute(started),
        components,
        impact,
        update,
        draft: entry.article.draft,
    };
    let next =
        format!("{summary}; {what}\n\nNext:\n  statuary update --status identified \"...\"\n");
    Ok(NewFile {
        path: format!("incidents/{id}.yaml"),
        text: incident.text(),
        next_steps: next,
        published: !entry.article.draft,
        settings: None,
    })
}

/// The default text of an incident's first update, which promises nothing.
fn default_update_text(status: &str) -> &'static str {
    match status {
        "identified" => "We know the cause and are working on it.",
        "monitoring" => "A fix is in place, and we are watching it.",
        "resolved" => "This is over.",
        _ => "We are investigating.",
    }
}

fn new_maintenance(context: &AuthoringContext, args: &MaintenanceArgs) -> Result<NewFile> {
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
    let start = context.parse_time(start, DayChoice::Next)?;
    let end = match end {
        Some(end) => context.parse_window_end(end, start)?,
        None => {
            let text = length.as_deref().unwrap_or("1h");
            let length = time_parser::parse_duration(text)
                .map_err(|found| anyhow!("--for {text}: {}; write `90m` or `2h`", found.reason))?;
            context.zone.to_the_minute(start.plus(length))
        }
    };
    let text = editor_input::read_text(article.text.as_deref(), &article.title)?;
    let update = NewUpdate {
        at: context
            .zone
            .to_the_minute(context.parse_time("now", DayChoice::Nearest)?),
        status: Some(status.clone().unwrap_or_else(|| "scheduled".to_owned())),
        text: text
            .unwrap_or_else(|| "We carry out scheduled maintenance in this window.".to_owned()),
        ..NewUpdate::default()
    };
    let components = parse_states(components, "under_maintenance");
    let id = dated_id(article, start, context.zone)?;
    let next = format!(
        "window from {} to {}; {}\n\n{}:\n  statuary update {id} --status completed \"...\"\n",
        typed_time::format_local(start, context.zone),
        context.describe_time(&end),
        if components.is_empty() {
            "no component is named".to_owned()
        } else {
            format_states(&components)
        },
        match end.as_str() {
            "unknown" => "It begins by the clock. To end it",
            _ => "It begins and ends by the clock. To say more, or to end it early",
        }
    );
    let maintenance = new_file::NewMaintenance {
        title: article.title.clone(),
        scheduled: (context.zone.to_the_minute(start), end),
        components,
        urgent: urgent.clone(),
        update,
        draft: article.draft,
    };
    Ok(NewFile {
        path: format!("maintenance/{id}.yaml"),
        next_steps: next,
        text: maintenance.text(),
        published: !article.draft,
        settings: None,
    })
}

fn new_postmortem(context: &AuthoringContext, args: &PostmortemArgs) -> Result<NewFile> {
    let PostmortemArgs { incident, title } = args;
    let front_matter = PostmortemDoc {
        incident: Required::new(OneOrMany(vec![Field::new(incident.as_str().into())])),
        title: Field::from_option(title.clone()),
        published: Required::new(Time(context.zone.date(context.now.0).to_string())),
        draft: Field::new(true),
        ..PostmortemDoc::default()
    };
    let body = new_file::section_headings(&promised_sections(&context.sources));
    let next = "Write below the headings, then delete the line `draft: true`.\n".to_owned();
    Ok(NewFile {
        path: format!("postmortems/{incident}.md"),
        text: new_file::markdown_file(&to_yaml(&front_matter), &body),
        next_steps: next,
        published: false,
        settings: None,
    })
}

/// The sections that the site's policy promises, as far as it can be read.
fn promised_sections(sources: &Sources) -> Vec<String> {
    let (documents, _) =
        parse::parse_matching(sources, |file| sources.find("site.yaml") == Some(file));
    let policy = documents
        .site
        .into_iter()
        .next()
        .and_then(|document| document.content.value.policy.optional());
    let promised = policy.and_then(|policy| policy.value.postmortem_sections.optional());
    let promised = promised.map(|list| {
        valid_items(list.value)
            .into_iter()
            .map(|text| text.value)
            .collect()
    });
    promised.unwrap_or_else(|| USUAL_SECTIONS.map(str::to_owned).to_vec())
}

fn new_notice(context: &AuthoringContext, args: &NoticeArgs) -> Result<NewFile> {
    let NoticeArgs {
        article,
        kind,
        end,
        pin,
        components,
    } = args;
    let now = context.parse_time("now", DayChoice::Nearest)?;
    let until = end
        .as_ref()
        .map(|end| context.parse_time(end, DayChoice::Next))
        .transpose()?;
    let until = until.map(|until| Time(context.zone.to_the_minute(until)));
    let components: Vec<Field<ComponentRef>> = components
        .iter()
        .map(|id| Field::new(id.as_str().into()))
        .collect();
    let front_matter = |draft| {
        to_yaml(&NoticeDoc {
            title: Required::new(article.title.clone()),
            published: Required::new(Time(context.zone.to_the_minute(now))),
            until: Field::from_option(until),
            kind: Field::from_option(kind.clone().map(NoticeKindWord)),
            pin: Field::from_option(pin.then_some(true)),
            components: Field::from_list(components),
            aliases: Field::Missing,
            draft,
        })
    };
    let id = dated_id(article, now, context.zone)?;
    article_file(article, front_matter, format!("notices/{id}.md"))
}

fn new_page(_: &AuthoringContext, args: &PageArgs) -> Result<NewFile> {
    let PageArgs { article, menu } = args;
    let front_matter = |draft| {
        to_yaml(&PageDoc {
            title: Required::new(article.title.clone()),
            order: Field::Missing,
            menu: Field::from_option(menu.then_some(true)),
            draft,
        })
    };
    let id = article
        .id
        .clone()
        .unwrap_or_else(|| short_slug(&article.title));
    article_file(article, front_matter, format!("pages/{id}.md"))
}

/// A file with a text. `front_matter` makes the YAML of the keys, with `draft:` where the file is a draft.
fn article_file(
    article: &ArticleArgs,
    front_matter: impl FnOnce(Field<bool>) -> String,
    path: String,
) -> Result<NewFile> {
    let text = editor_input::read_text(article.text.as_deref(), &article.title)?;
    // Without a text there is nothing to publish yet.
    let draft = article.draft || text.is_none();
    let next = match &text {
        Some(_) if draft => "It is a draft: delete the line `draft: true` to publish it.\n",
        Some(_) => "",
        None => "Write the text, then delete the line `draft: true`.\n",
    };
    let front_matter = front_matter(Field::from_option(draft.then_some(true)));
    Ok(NewFile {
        path,
        text: new_file::markdown_file(&front_matter, &text.unwrap_or_default()),
        next_steps: next.to_owned(),
        published: !draft,
        settings: None,
    })
}

fn new_product(context: &AuthoringContext, args: &ProductArgs) -> Result<NewFile> {
    let ProductArgs {
        id,
        name,
        owner,
        from,
    } = args;
    if !is_id(id) {
        bail!(
            "invalid ID {}: expected lowercase letters, digits and hyphens",
            quoted(id)
        );
    }
    let guess = from
        .as_ref()
        .map(|path| {
            let file = fs_err::File::open(path)?;
            let head = export::read_head(file).with_context(|| path.display().to_string())?;
            anyhow::Ok(head.guess())
        })
        .transpose()?;
    // The last complete week, which is what most teams sample, or the last that the export has.
    let Now(now) = context.now;
    let complete = Period::week_of(context.zone.date(now)).previous();
    let newest = guess.as_ref().and_then(|guess| guess.newest);
    let week = newest.map(Period::week_of);
    let week = week.filter(|week| week.first() < complete.first());
    let week = week.unwrap_or(complete);
    let mut missing = vec!["`culprits:` what its tickets are about".to_owned()];
    let export = match guess {
        Some(guess) => {
            missing.extend(guess.missing);
            Some(guess.export)
        }
        None => {
            missing.push(
                "`export:` how its ticket export is written; `--from tickets.csv` writes it"
                    .to_owned(),
            );
            None
        }
    };
    let settings = settings_with_seed(context)?;
    let seed = match &settings {
        Some(_) => "`sample_seed` in site.yaml was set; never change it.\n",
        None => "",
    };
    let file = from
        .as_ref()
        .map_or("tickets.csv".into(), |path| path.to_string_lossy());
    let next = format!(
        "{seed}Fill in:\n{}Then draw a sample of a period, for example:\n  statuary sample {id} {week} {file}\n",
        missing
            .iter()
            .map(|one| format!("  {one}\n"))
            .collect::<String>()
    );
    Ok(NewFile {
        path: format!("internal/reports/{id}/product.yaml"),
        text: new_file::new_product(name.as_deref().unwrap_or(id), owner.as_deref(), export),
        next_steps: next,
        published: false,
        settings,
    })
}

/// `site.yaml` with a seed for samples; `None` if it has one.
fn settings_with_seed(context: &AuthoringContext) -> Result<Option<String>> {
    let Some(bytes) = context.file_bytes(SETTINGS) else {
        return Ok(None);
    };
    let text = String::from_utf8_lossy(bytes);
    if text.lines().any(|line| line.starts_with("sample_seed:")) {
        return Ok(None);
    }
    let seed = yaml_edit::append_key(&text, "sample_seed", &random_id()?);
    seed.map(Some)
        .map_err(|reason| anyhow!("{SETTINGS} has no `sample_seed`, and {reason}"))
}

/// `2026-11-03-api-errors`: the day in the site's zone and the title.
fn dated_id(article: &ArticleArgs, moment: Moment, zone: Zone) -> Result<String> {
    match &article.id {
        Some(id) => Ok(id.clone()),
        None => Ok(format!(
            "{}-{}",
            zone.date(moment),
            short_slug(&article.title)
        )),
    }
}

/// A title as a part of an address, cut between words.
fn short_slug(title: &str) -> String {
    let whole = slug_or_suffix(title);
    if whole.len() <= LONGEST_SLUG {
        return whole;
    }
    let cut = &whole[..LONGEST_SLUG];
    let words = cut.rsplit_once('-').map_or(cut, |(words, _)| words);
    words.to_owned()
}

/// Components with their states, from `ID=STATE` or `ID`.
fn parse_states(arguments: &[String], usual: &str) -> Vec<(String, String)> {
    let pair = |text: &String| {
        let (id, state) = text.split_once('=').unwrap_or((text, usual));
        (id.trim().to_owned(), state.trim().to_owned())
    };
    arguments.iter().map(pair).collect()
}

fn format_states(components: &[(String, String)]) -> String {
    components
        .iter()
        .map(|(id, state)| format!("{id} {state}"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The service that was chosen, or that is chosen now at a terminal.
fn choose_ci(given: Option<CiChoice>) -> Result<Option<CiService>> {
    let mut choice = given;
    if choice.is_none() && io::stdin().is_terminal() && io::stdout().is_terminal() {
        print("Service that publishes the site: github, gitlab or none? [none] ")?;
        let mut line = String::new();
        io::stdin().read_line(&mut line)?;
        choice = match line.trim() {
            "github" => Some(CiChoice::Github),
            "gitlab" => Some(CiChoice::Gitlab),
            "" | "none" => None,
            other => bail!(
                "invalid service {}: expected `github`, `gitlab` or `none`",
                quoted(other)
            ),
        };
    }
    Ok(match choice {
        Some(CiChoice::Github) => Some(CiService::Github),
        Some(CiChoice::Gitlab) => Some(CiService::Gitlab),
        Some(CiChoice::None) | None => None,
    })
}

fn new_site(common: &GlobalArgs, args: &SiteArgs, dry_run: bool) -> Result<CommandStatus> {
    let SiteArgs {
        folder,
        title,
        url,
        time_zone,
        components,
        ci,
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
    // A wrong name is a fault of the new content.
    let zone = Zone::from_name(time_zone).unwrap_or(Zone::UTC);
    let site = NewSite {
        title: title.clone(),
        url: url.clone(),
        site_id: random_id()?,
        since: zone.date(resolve_now(common.now.as_deref(), zone)?.0),
        time_zone: time_zone.clone(),
        components,
        ci: choose_ci(*ci)?,
    };
    let files = site.files();
    for (path, _) in &files {
        if folder.join(path).symlink_metadata().is_ok() {
            bail!(
                "{} already exists; nothing was written",
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
    let outcome = crate::check_sources(&sources);
    if !outcome.diagnostics.is_empty() {
        let nowhere = SiteRoot {
            folder: folder.clone(),
            content: folder.join("content"),
        };
        print_diagnostics(&outcome.diagnostics, &sources, &nowhere, common)?;
        print_stderr("nothing was written because of the errors above\n")?;
        return Ok(CommandStatus::ContentErrors);
    }
    for (path, text) in &files {
        let place = folder.join(path);
        if dry_run {
            print(&format!("would write {}\n{text}\n", place.display()))?;
        } else {
            create_atomic(&place, text)?;
            print(&format!("{}\n", place.display()))?;
        }
    }
    if dry_run {
        return Ok(CommandStatus::Success);
    }
    schema::update_schemas(&folder, &sources)?;
    if !common.quiet {
        let is_in_git = fs_err::canonicalize(&folder)?
            .ancestors()
            .any(|parent| parent.join(".git").exists());
        let init = if is_in_git { "" } else { "git init && " };
        print(&format!(
            "\nEdit {0}/content/site.yaml and {0}/content/components.yaml, then:\n  cd {0}\n  \
             {init}git add . && git commit -m \"Create the status site\"\n  statuary build\n  statuary serve\n",
            folder.display()
        ))?;
    }
    Ok(CommandStatus::Success)
}
