//! Two hundred edits of one site, as teams make them: what a feed has said once stays what it was.

use crate::compare::assert_same_file;
use std::collections::{BTreeMap, BTreeSet};

use statuary::base::time::{Duration, Moment, Now};
use statuary::derive::snapshot::scheduled_publications;

use crate::feed::{Item, entries, items_of, json_items};
use crate::site::{Pages, example, ledger, moment, page, public, theme};

/// Numbers that look random and are the same in every run (the constants are Knuth's for MMIX).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % end as u64).unwrap()
    }
}

/// An update. Its words change, its mark does not: the mark is what a guid has to go on meaning.
struct Update {
    mark: usize,
    at: Moment,
    posted: Option<Moment>,
    edited: Option<Moment>,
    id: Option<String>,
    status: &'static str,
    window: Option<Moment>,
    version: usize,
}

struct Entry {
    name: String,
    maintenance: bool,
    title: usize,
    began: Moment,
    updates: Vec<Update>,
}

struct Notice {
    mark: usize,
    published: Moment,
    version: usize,
}

/// A site in the hands of a team.
struct Team {
    dice: Dice,
    now: Moment,
    marks: usize,
    hosts: usize,
    names: usize,
    old_ids: Vec<String>,
    entries: Vec<Entry>,
    notices: Vec<Notice>,
}

const PHASES: [&str; 4] = ["investigating", "identified", "monitoring", "resolved"];
const WORK: [&str; 5] = [
    "scheduled",
    "in_progress",
    "verifying",
    "completed",
    "cancelled",
];

impl Team {
    fn new() -> Team {
        let now = moment("2026-01-01T08:00Z");
        let (entries, notices, old_ids) = (Vec::new(), Vec::new(), Vec::new());
        let mut team = Team {
            dice: Dice(20),
            now,
            marks: 0,
            hosts: 0,
            names: 0,
            old_ids,
            entries,
            notices,
        };
        team.new_entry(false);
        team
    }

    fn mark(&mut self) -> usize {
        self.marks += 1;
        self.marks
    }

    /// One edit, a while after the one before it.
    fn edit(&mut self) {
        self.now = self.now.plus(Duration::minutes(
            1 + i64::try_from(self.dice.below(300)).unwrap(),
        ));
        match self.dice.below(20) {
            0..=2 => self.new_entry(false),
            3 => self.new_entry(true),
            4..=10 => self.new_update(),
            11 => self.remove_update(),
            12 => {
                let at = self.dice.below(self.entries.len());
                self.entries[at].title += 1;
            }
            13..=14 => self.mend(),
            15 => self.shuffle(),
            16 => self.names += 1,
            17 => self.old_ids.push(format!("web{}", self.old_ids.len())),
            18 => self.hosts += 1,
            _ if self.notices.is_empty() || self.dice.below(2) == 0 => {
                let mark = self.mark();
                self.notices.push(Notice {
                    mark,
                    published: self.now,
                    version: 0,
                });
            }
            _ => {
                let at = self.dice.below(self.notices.len());
                self.notices[at].version += 1;
            }
        }
    }

    fn new_entry(&mut self, maintenance: bool) {
        let name = format!("2026-e{}", self.entries.len());
        self.entries.push(Entry {
            name,
            maintenance,
            title: 0,
            began: self.now,
            updates: Vec::new(),
        });
        self.add_update(self.entries.len() - 1);
    }

    fn new_update(&mut self) {
        let at = self.entries.len() - 1 - self.dice.below(self.entries.len().min(4));
        self.add_update(at);
    }

    /// An update, now and then one that is written down later than it speaks of, or one with an id of its own.
    fn add_update(&mut self, entry: usize) {
        let mark = self.mark();
        let late = self.dice.below(4) == 0 && !self.entries[entry].updates.is_empty();
        let at = if late {
            self.now
                .plus(Duration::minutes(-7))
                .max(self.entries[entry].began)
        } else {
            self.now
        };
        let taken = self.entries[entry]
            .updates
            .iter()
            .any(|update| update.at == at);
        let id = (taken || self.dice.below(4) == 0).then(|| format!("u{mark}"));
        let words: &[&'static str] = if self.entries[entry].maintenance {
            &WORK
        } else {
            &PHASES
        };
        let first = self.entries[entry].updates.is_empty();
        let status = if first {
            words[0]
        } else {
            words[self.dice.below(words.len())]
        };
        let moves = self.entries[entry].maintenance && !first && self.dice.below(2) == 0;
        let window = moves.then(|| {
            self.now
                .plus(Duration::days(1 + i64::try_from(mark % 5).unwrap()))
        });
        let posted = (at != self.now).then_some(self.now);
        let update = Update {
            mark,
            at,
            posted,
            edited: None,
            id,
            status,
            window,
            version: 0,
        };
        self.entries[entry].updates.push(update);
    }

    /// Incidents alone: a window that was announced cannot be unsaid in calendars.
    fn remove_update(&mut self) {
        let at = self.dice.below(self.entries.len());
        let many = self.entries[at].updates.len();
        if many > 1 && !self.entries[at].maintenance {
            let which = self.dice.below(many);
            self.entries[at].updates.remove(which);
        }
    }

    fn mend(&mut self) {
        let at = self.dice.below(self.entries.len());
        let which = self.dice.below(self.entries[at].updates.len());
        let said = self.dice.below(2) == 0;
        let update = &mut self.entries[at].updates[which];
        update.version += 1;
        update.edited = said.then_some(self.now).or(update.edited);
    }

    fn shuffle(&mut self) {
        let at = self.dice.below(self.entries.len());
        for last in (1..self.entries[at].updates.len()).rev() {
            let other = self.dice.below(last + 1);
            self.entries[at].updates.swap(last, other);
        }
    }

    fn component(&self) -> String {
        self.old_ids
            .last()
            .map_or_else(|| "web".to_owned(), |id| format!("{id}-new"))
    }

    fn files(&self) -> String {
        let mut text = format!(
            "//- site.yaml\nversion: 1\ntitle: T{}\nurl: https://h{}.example.com/\nsite_id: example\ntime_zone: Etc/UTC\nfeeds: [incidents, quiet]\n",
            self.hosts, self.hosts
        );
        let aliases: Vec<String> = std::iter::once("web".to_owned())
            .chain(self.old_ids.iter().map(|id| format!("{id}-new")))
            .filter(|id| *id != self.component())
            .collect();
        text.push_str(&format!(
            "//- components.yaml\ngroups:\n  - id: g\n    name: G\n    components:\n      - {{ id: {}, name: N{}, aliases: [{}] }}\n",
            self.component(),
            self.names,
            aliases.join(", ")
        ));
        for entry in &self.entries {
            text.push_str(&entry.file());
        }
        for Notice {
            mark,
            published,
            version,
        } in &self.notices
        {
            text.push_str(&format!(
                "//- notices/n{mark}.md\n---\ntitle: N{version}\npublished: {}\n---\nMark {mark}. Version {version}.\n",
                published.rfc3339()
            ));
        }
        text
    }
}

impl Entry {
    fn file(&self) -> String {
        let (folder, head) = if self.maintenance {
            let start = self.began.plus(Duration::days(1));
            let window = window(start);
            (
                "maintenance",
                format!("scheduled: {window}\ncomponents: {{ web: degraded_performance }}\n"),
            )
        } else {
            let began = self.began.plus(Duration::days(-1)).rfc3339();
            (
                "incidents",
                format!("started: {began}\ncomponents: {{ web: partial_outage }}\n"),
            )
        };
        let mut text = format!(
            "//- {folder}/{}.yaml\ntitle: Title {}\n{head}updates:\n",
            self.name, self.title
        );
        for update in &self.updates {
            text.push_str(&format!(
                "  - at: {}\n    status: {}\n",
                update.at.rfc3339(),
                update.status
            ));
            let optional = [
                ("id", update.id.clone()),
                ("posted", update.posted.map(Moment::rfc3339)),
                ("edited", update.edited.map(Moment::rfc3339)),
                ("scheduled", update.window.map(window)),
            ];
            for (key, value) in optional {
                text.extend(value.map(|value| format!("    {key}: {value}\n")));
            }
            let Update { mark, version, .. } = update;
            text.push_str(&format!("    text: Mark {mark}. Version {version}.\n"));
        }
        text
    }
}

fn window(start: Moment) -> String {
    format!(
        "{{ start: {}, end: {} }}",
        start.rfc3339(),
        start.plus(Duration::minutes(60)).rfc3339()
    )
}

/// What a feed has said so far.
#[derive(Default)]
struct Said {
    /// What each guid means, and its date.
    meanings: BTreeMap<String, (String, String)>,
    /// The guid of each meaning.
    guids: BTreeMap<String, String>,
}

impl Said {
    /// Takes a state of the feed in; what a guid means is found by `meaning`.
    fn take(
        &mut self,
        items: &[Item],
        now: Moment,
        meaning: impl Fn(&Item) -> String,
        dates_stay: bool,
    ) {
        let mut seen = BTreeSet::new();
        for item in items {
            assert!(seen.insert(&item.guid), "{} is there twice", item.guid);
            let date = date(item);
            assert!(date <= now, "{} is from the future", item.guid);
            let now_said = (
                meaning(item),
                if dates_stay {
                    item.date.clone()
                } else {
                    String::new()
                },
            );
            let before = self
                .meanings
                .entry(item.guid.clone())
                .or_insert_with(|| now_said.clone());
            assert_eq!(
                *before, now_said,
                "{} means something else, or its date moved",
                item.guid
            );
            let guid = self
                .guids
                .entry(now_said.0.clone())
                .or_insert_with(|| item.guid.clone());
            assert_eq!(*guid, item.guid, "{} has a second guid", now_said.0);
        }
        assert!(
            items.iter().map(date).is_sorted_by(|a, b| a >= b),
            "newest first"
        );
    }
}

fn date(item: &Item) -> Moment {
    let parsed = chrono::DateTime::parse_from_rfc2822(&item.date).unwrap();
    Moment::from_unix(parsed.timestamp()).unwrap()
}

/// The mark in an item of one update.
fn mark(item: &Item) -> String {
    between(&item.html, "Mark ", ".")
}

/// The first text between two others.
#[track_caller]
fn between(text: &str, start: &str, end: &str) -> String {
    let (_, rest) = text.split_once(start).unwrap();
    rest.split_once(end).unwrap().0.to_owned()
}

/// The entry that an item is about, from its link, which is no part of its identity.
fn entry(item: &Item) -> String {
    item.link.split('/').nth(4).unwrap().to_owned()
}

#[test]
fn two_hundred_edits_change_no_meaning_and_say_nothing_twice() {
    let mut team = Team::new();
    let [mut main, mut web, mut quiet, mut by_incident, mut history] =
        [(); 5].map(|()| Said::default());
    let mut events: BTreeMap<String, (usize, String, String)> = BTreeMap::new();
    let (mut short_ids, mut feed_ids) = (BTreeMap::new(), BTreeSet::new());
    let (mut moved, mut most) = (0, 0);
    for _ in 0..200 {
        team.edit();
        let ledger = ledger(&team.files());
        let site = statuary::public_site(&ledger.status, Now(team.now), theme());
        let file = |path: &str| String::from_utf8(site.render(path).unwrap().unwrap()).unwrap();
        let (now, items) = (team.now, items_of(&file("feed.xml")));
        main.take(&items, now, mark, true);
        assert_eq!(entries(&file("feed.atom")), items);
        assert_eq!(json_items(&file("feed.json")), items);
        most = most.max(items.len());
        web.take(&items_of(&file("components/web/feed.xml")), now, mark, true);
        quiet.take(&items_of(&file("feeds/quiet.xml")), now, mark, true);
        let turn = |item: &Item| item.link.split('/').skip(3).collect::<Vec<_>>().join("/");
        by_incident.take(&items_of(&file("feeds/incidents.xml")), now, turn, true);
        history.take(&entries(&file("history.atom")), now, entry, false);
        moved += calendar(&file("calendar.ics"), &mut events);
        feed_ids.insert(between(&file("feed.atom"), "<id>", "</id>"));
        record_short_ids(&file("api/v2/incidents.json"), &mut short_ids);
    }
    assert!(team.hosts > 0, "the address changed");
    assert_eq!(feed_ids.len(), 1, "the feed stays itself: {feed_ids:?}");
    assert!(short_ids.len() > 20, "{short_ids:?}");
    assert!(
        most == 50 && moved > 2,
        "the edits were too few: {most} items, {moved} windows moved"
    );
    let ever: BTreeSet<String> = (1..=team.marks).map(|mark| mark.to_string()).collect();
    assert_eq!(
        main.guids.keys().cloned().collect::<BTreeSet<_>>(),
        ever,
        "each update was in the feed"
    );
}

/// Checks that the page, each entry and each update of Statuspage's interface keep their ids.
fn record_short_ids(text: &str, known: &mut BTreeMap<String, String>) {
    let file: serde_json::Value = serde_json::from_str(text).unwrap();
    let mut check = |name: String, id: &serde_json::Value| {
        let id = id.as_str().unwrap().to_owned();
        let before = known.entry(name.clone()).or_insert_with(|| id.clone());
        assert_eq!(*before, id, "{name}");
    };
    check("page".to_owned(), &file["page"]["id"]);
    for incident in file["incidents"].as_array().unwrap() {
        let link = incident["shortlink"].as_str().unwrap();
        check(link.split('/').nth(4).unwrap().to_owned(), &incident["id"]);
        for update in incident["incident_updates"].as_array().unwrap() {
            let body = update["body"].as_str().unwrap();
            check(between(body, "Mark ", "."), &update["id"]);
        }
    }
}

/// What an entry, an update and a maintenance are known by, in every format.
fn all_ids(pages: &Pages) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    let mut add = |path: &str, start: &str, end: &str| {
        let text = page(pages, path);
        let found = text.split(start).skip(1);
        let found: Vec<_> = found
            .map(|rest| rest.split(end).next().unwrap().to_owned())
            .collect();
        assert!(!found.is_empty(), "no id in {path}");
        ids.extend(found);
    };
    add("feed.xml", "isPermaLink=\"false\">", "<");
    add("feed.atom", "<id>", "<");
    add("history.atom", "<id>", "<");
    add("feeds/quiet.xml", "isPermaLink=\"false\">", "<");
    add("calendar.ics", "\nUID:", "\r");
    add("api/v2/summary.json", "id\":\"", "\"");
    add("api/v4/current-status", "\"id\":\"", "\"");
    ids
}

#[test]
fn two_sites_with_the_same_files_share_no_id() {
    let files = Team::new().files();
    let maintenance = "//- maintenance/2026-m.yaml\ntitle: M\nscheduled: { start: 2026-01-05T08:00Z, end: 2026-01-05T09:00Z }\ncomponents: {}\nupdates:\n  - { at: 2026-01-01T07:00Z, status: scheduled, text: T. }\n";
    let ids = |line: &str, host: &str| {
        let files = files
            .replace("site_id: example\n", line)
            .replace("h0.example.com", host);
        all_ids(&public(
            &ledger(&format!("{files}{maintenance}")),
            "2026-01-02T00:00Z",
        ))
    };
    let first = ids("site_id: first\n", "a.example.com");
    assert!(first.len() > 10, "{first:?}");
    assert_eq!(
        first,
        ids("site_id: first\n", "b.example.com"),
        "the address does not count"
    );
    // Without `site_id` the address stands in.
    let sites = [
        first,
        ids("site_id: second\n", "a.example.com"),
        ids("", "a.example.com"),
        ids("", "b.example.com"),
    ];
    for (at, one) in sites.iter().enumerate() {
        for other in &sites[..at] {
            let shared: Vec<_> = one.intersection(other).collect();
            assert_eq!(shared, Vec::<&String>::new());
        }
    }
}

#[test]
fn a_site_without_entries_begins_on_its_first_day_and_no_date_is_invented() {
    let texts = |line: &str, entry: &str| {
        let site = format!(
            "//- site.yaml\nversion: 1\ntitle: T\nurl: https://s.example.com/\nsite_id: s\ntime_zone: Etc/UTC\nlanguage: en\n{line}{entry}"
        );
        let pages = public(&ledger(&site), "2026-11-20T12:00Z");
        let text = |path: &str| page(&pages, path).to_owned();
        for (path, bytes) in &pages {
            let text = String::from_utf8_lossy(bytes);
            assert!(
                !text.replace("DTSTART:1970", "").contains("1970-"),
                "{path}"
            );
        }
        [
            text("feed.atom"),
            text("api/v2/status.json"),
            text("api/v2/components.json"),
        ]
    };
    let all_contain = |texts: [String; 3], date: &str| {
        for text in texts {
            assert!(text.contains(date), "no {date} in {text}");
        }
    };
    all_contain(texts("since: 2026-11-03\n", ""), "2026-11-03T00:00");
    let notice =
        "//- notices/2026-11-05-n.md\n---\ntitle: N\npublished: 2026-11-05T10:00Z\n---\nText.\n";
    all_contain(texts("", notice), "2026-11-05T10:00");
    // Nothing is known before the day of the build itself.
    all_contain(texts("", ""), "2026-11-20T00:00");
}

#[test]
fn a_day_without_news_changes_no_byte() {
    let ledger = example();
    let mut quiet_days = 0;
    for part in 0..24 {
        let [first, second] =
            [0, 1].map(|day| moment("2012-05-09T12:00Z").plus(Duration::days(part * 21 + day)));
        let news = scheduled_publications(&ledger.status, Now(first))
            .first()
            .is_some_and(|next| next.at <= second);
        if news {
            continue;
        }
        quiet_days += 1;
        let [first, second] =
            [first, second].map(|at| statuary::public_site(&ledger.status, Now(at), theme()));
        let of = |path: &&str| {
            [".xml", ".atom", ".rss", "feed.json", ".ics"]
                .iter()
                .any(|end| path.ends_with(end))
        };
        let paths: Vec<&str> = first.paths().filter(of).collect();
        assert_eq!(paths, second.paths().filter(of).collect::<Vec<_>>());
        for path in paths {
            let [first, second] = [&first, &second].map(|site| site.render(path).unwrap().unwrap());
            assert_same_file(&format!("{path} in part {part}"), second, first);
        }
    }
    assert!(quiet_days > 10, "only {quiet_days} days were without news");
}

/// Checks every event against what it was, and tells how many have moved.
fn calendar(text: &str, before: &mut BTreeMap<String, (usize, String, String)>) -> usize {
    let text = text.replace("\r\n ", "");
    let mut moved = 0;
    let mut seen = BTreeSet::new();
    for event in text.split("BEGIN:VEVENT").skip(1) {
        let get = |name: &str| {
            event
                .lines()
                .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
                .unwrap()
                .to_owned()
        };
        let uid = get("UID");
        assert!(seen.insert(uid.clone()), "{uid} is there twice");
        let new = (
            get("SEQUENCE").parse().unwrap(),
            get("LAST-MODIFIED"),
            get("DTSTART"),
        );
        let old = before.entry(uid.clone()).or_insert_with(|| new.clone());
        assert!(new.0 >= old.0 && new.1 >= old.1, "{uid} goes back");
        if new.2 != old.2 {
            assert!(
                new.0 > old.0 && new.1 > old.1,
                "{uid} moves and does not say so"
            );
            moved += 1;
        }
        *old = new;
    }
    assert!(
        before.keys().all(|uid| seen.contains(uid)),
        "what is in a calendar stays there"
    );
    moved
}
