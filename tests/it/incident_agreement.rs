//! Everything that is published about a day agrees on whether there was an incident and how bad it was, whatever happened: status page,
//! bars, lists of days, pages of months, components and incidents, `uptime.csv` and the files of Statuspage, each against what counting
//! quarters of an hour gives.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use proptest::prelude::*;
use serde_json::Value;
use statuary::base::time::{Date, Duration, Moment, Now, Zone};
use statuary::base::vocabulary::Vocabulary;
use statuary::derive::upcoming::next_change;
use statuary::model::Ledger;
use statuary::model::component::State;
use statuary::render::SiteRenderer;

use crate::clock::without_moment;
use crate::compare::{assert_contains, assert_lacks};
use crate::site::{SMALL, files, ledger, moment, theme, words};

/// Time goes in steps of so many minutes, which is also what the offsets of the zones are made of.
const STEP: i64 = 15;
const DAY: i64 = 24 * 60 / STEP;
const HISTORY_DAYS: i64 = 30;
const ZONES: [&str; 4] = [
    "Etc/UTC",
    "Europe/Berlin",
    "America/St_Johns",
    "Asia/Kathmandu",
];
const COMPONENTS: [(&str, &str); 3] = [("web", "Web"), ("api", "API"), ("db", "Database")];
/// Classes of bars, by the state.
const BARS: [(&str, State); 4] = [
    ("fine", State::Operational),
    ("degraded", State::DegradedPerformance),
    ("partial", State::PartialOutage),
    ("outage", State::MajorOutage),
];

/// What an incident is made from, in steps: states from the start on, later changes with the steps between them, and whether it ends.
#[derive(Clone, Debug)]
struct Plan {
    start: i64,
    first: BTreeMap<usize, State>,
    changes: Vec<(i64, usize, State)>,
    ends_after: Option<i64>,
}

fn at(step: i64) -> Moment {
    moment("2026-03-01").plus(Duration::minutes(step * STEP))
}

fn state() -> impl Strategy<Value = State> {
    prop::sample::select(vec![
        State::Operational,
        State::DegradedPerformance,
        State::PartialOutage,
        State::MajorOutage,
    ])
}

fn plan(latest: i64) -> impl Strategy<Value = Plan> {
    let wait = prop_oneof![1..8_i64, 1..DAY, 1..10 * DAY];
    let changes = prop::collection::vec((wait.clone(), 0..COMPONENTS.len(), state()), 0..4);
    let first = prop::collection::btree_map(0..COMPONENTS.len(), state(), 0..3);
    (0..latest, first, changes, prop::option::weighted(0.8, wait)).prop_map(
        |(start, first, changes, ends_after)| Plan {
            start,
            first,
            changes,
            ends_after,
        },
    )
}

impl Plan {
    /// The steps of its changes.
    fn change_steps(&self) -> Vec<i64> {
        let steps = self.changes.iter().scan(self.start, |step, (wait, ..)| {
            *step += wait;
            Some(*step)
        });
        steps.collect()
    }

    /// The step at which it ends, if it does before a moment.
    fn end(&self, now: i64) -> Option<i64> {
        let last = self.change_steps().last().copied().unwrap_or(self.start);
        self.ends_after
            .map(|wait| last + wait)
            .filter(|end| *end <= now)
    }

    /// Whether it goes on at a step, as is known at another.
    fn is_open_at(&self, step: i64, now: i64) -> bool {
        self.start <= step && self.end(now).is_none_or(|end| step < end)
    }

    /// The state that it gives a component at a step, as is known at another.
    fn state_at(&self, component: usize, step: i64, now: i64) -> State {
        if !self.is_open_at(step, now) {
            return State::Operational;
        }
        let mut changes = self.change_steps().into_iter().zip(&self.changes);
        let last = changes.rfind(|(at, (_, changed, _))| *at <= step && *changed == component);
        last.map(|(_, (.., state))| *state)
            .or(self.first.get(&component).copied())
            .unwrap_or_default()
    }

    fn names(&self, component: usize, now: i64) -> bool {
        let mut changes = self.change_steps().into_iter().zip(&self.changes);
        self.first.contains_key(&component)
            || changes.any(|(at, (_, changed, _))| at <= now && *changed == component)
    }

    /// Its file. The first update comes at the start.
    fn file(&self, number: usize) -> String {
        let named = |component: usize, state: State| {
            format!("{}: {}", COMPONENTS[component].0, state.word())
        };
        let first: Vec<String> = self
            .first
            .iter()
            .map(|(one, state)| named(*one, *state))
            .collect();
        let mut text = format!(
            "//- incidents/2026-03-01-i{number}.yaml\ntitle: Case {number}.\nstarted: {start}\nimpact: minor\ncomponents: {{ {} }}\nupdates:\n  \
             - {{ at: {start}, status: investigating, text: Words. }}\n",
            first.join(", "),
            start = at(self.start).rfc3339(),
        );
        for (step, (_, component, state)) in self.change_steps().into_iter().zip(&self.changes) {
            writeln!(
                text,
                "  - {{ at: {}, text: Words., components: {{ {} }} }}",
                at(step).rfc3339(),
                named(*component, *state)
            )
            .unwrap();
        }
        if let Some(end) = self.end(i64::MAX) {
            writeln!(
                text,
                "  - {{ at: {}, status: resolved, text: Over. }}",
                at(end).rfc3339()
            )
            .unwrap();
        }
        text
    }
}

/// What counting gives.
struct Expected {
    zone: Zone,
    now: i64,
    plans: Vec<Plan>,
    /// The steps of each day up to now. The moment itself is of the day, too, where something goes on.
    steps: BTreeMap<Date, Vec<i64>>,
}

impl Expected {
    fn new(zone: Zone, now: i64, plans: Vec<Plan>) -> Expected {
        let mut steps: BTreeMap<Date, Vec<i64>> = BTreeMap::new();
        for step in 0..=now {
            steps.entry(zone.date(at(step))).or_default().push(step);
        }
        Expected {
            zone,
            now,
            plans,
            steps,
        }
    }

    fn today(&self) -> Date {
        self.zone.date(at(self.now))
    }

    fn known(&self) -> impl Iterator<Item = (usize, &Plan)> {
        let plans = self.plans.iter().enumerate();
        plans.filter(|(_, plan)| plan.start <= self.now)
    }

    /// The incidents of a day.
    fn of_day(&self, date: Date) -> BTreeSet<String> {
        let steps = &self.steps[&date];
        let touches = |plan: &Plan| steps.iter().any(|step| plan.is_open_at(*step, self.now));
        let touching = self.known().filter(|(_, plan)| touches(plan));
        touching
            .map(|(number, _)| format!("Case {number}."))
            .collect()
    }

    fn state(&self, component: usize, step: i64) -> State {
        let states = self
            .known()
            .map(|(_, plan)| plan.state_at(component, step, self.now));
        states.max().unwrap_or_default()
    }

    /// The worst state of a component on a day.
    fn worst(&self, component: usize, date: Date) -> State {
        let states = (self.steps[&date].iter()).map(|step| self.state(component, *step));
        states.max().unwrap_or_default()
    }

    /// The incidents that put a component in trouble on a day.
    fn trouble(&self, component: usize, date: Date) -> BTreeSet<String> {
        let steps = &self.steps[&date];
        let found = self.known().filter(|(_, plan)| {
            let mut states = steps
                .iter()
                .map(|step| plan.state_at(component, *step, self.now));
            states.any(State::is_trouble)
        });
        found.map(|(number, _)| format!("Case {number}.")).collect()
    }

    fn days(&self) -> impl Iterator<Item = Date> {
        let today = self.today();
        (0..HISTORY_DAYS).map(move |back| today.plus_days(-back))
    }
}

fn text(site: &SiteRenderer, path: &str) -> Option<String> {
    let bytes = site.render(path).unwrap()?;
    Some(String::from_utf8(bytes).unwrap())
}

fn json(site: &SiteRenderer, path: &str) -> Value {
    serde_json::from_str(&text(site, path).unwrap()).unwrap()
}

/// The titles of incidents in a text.
fn titles(text: &str) -> BTreeSet<String> {
    let parts = text.split("Case ").skip(1);
    parts
        .map(|part| format!("Case {}.", part.split('.').next().unwrap()))
        .collect()
}

/// The bars of each component on a page, newest day first, by their heights' class.
fn bars(html: &str) -> Vec<Vec<State>> {
    let drawings = html.split("<svg class=\"bars\"").skip(1);
    let of_drawing = |drawing: &str| {
        let mut days = BTreeMap::new();
        for path in drawing
            .split("</svg>")
            .next()
            .unwrap()
            .split("<path class=\"b-")
            .skip(1)
        {
            let (class, rest) = path.split_once('"').unwrap();
            let state = BARS.iter().find(|(name, _)| *name == class).unwrap().1;
            for day in rest.split('M').skip(1) {
                let x: usize = day.split(' ').next().unwrap().parse().unwrap();
                assert_eq!(days.insert(x, state), None, "two bars on a day");
            }
        }
        days.into_values().rev().collect()
    };
    drawings.map(of_drawing).collect()
}

/// The lines of a list of days: the day, and the rest.
fn day_lines(list: &str) -> Vec<(String, String)> {
    let lines = list.split("<dt>").skip(1);
    lines
        .map(|line| line.split_once("</dt>").unwrap())
        .map(|(day, rest)| {
            (
                day.to_owned(),
                rest.split("</div>").next().unwrap().to_owned(),
            )
        })
        .collect()
}

/// The components that share a line of the list: `Web, API: 5 min degraded`.
fn names_of(line: &str) -> impl Iterator<Item = &str> {
    line.split(": ").next().unwrap_or_default().split(", ")
}

fn check_status_page(site: &SiteRenderer, expected: &Expected) {
    let html = text(site, "index.html").unwrap();
    let all_bars = bars(&html);
    assert_eq!(all_bars.len(), COMPONENTS.len());
    for (component, found) in all_bars.iter().enumerate() {
        let wanted: Vec<State> = expected
            .days()
            .map(|day| expected.worst(component, day))
            .collect();
        assert_eq!(*found, wanted, "bars of {}", COMPONENTS[component].1);
    }
    let lists: Vec<&str> = html.split("<dl class=\"days\">").skip(1).collect();
    let language = theme().language();
    // The list of days with trouble, if there is one, of which old ones are only counted: each component with its worst state and the
    // incidents.
    let bad = day_lines(lists[0]).into_iter().filter(|_| lists.len() > 1);
    let bad: Vec<(String, String)> = bad.collect();
    let is_bad =
        |day: &Date| (0..COMPONENTS.len()).any(|one| expected.worst(one, *day).is_trouble());
    let days: Vec<Date> = expected.days().filter(is_bad).collect();
    match days.len() - bad.len() {
        0 => assert_lacks(&html, "earlier day"),
        1 => assert_contains(&html, "One earlier day is listed"),
        count => assert_contains(&html, format!("{count} earlier days are listed")),
    }
    for (day, (name, line)) in days.into_iter().zip(&bad) {
        assert_eq!(*name, language.date(day));
        for (component, (_, name)) in COMPONENTS.iter().enumerate() {
            let own = words(line, "dd")
                .into_iter()
                .find(|dd| names_of(dd).any(|one| one == *name));
            let worst = expected.worst(component, day);
            assert_eq!(
                own.is_some(),
                worst.is_trouble(),
                "{name} on {day:?} in {line}"
            );
            let own = own.unwrap_or_default();
            assert_eq!(
                titles(&own),
                expected.trouble(component, day),
                "{name} on {day:?}"
            );
            let said = [
                (State::MajorOutage, "ajor outage"),
                (State::PartialOutage, "artial outage"),
                (State::DegradedPerformance, "egraded"),
            ];
            let found = said.iter().find(|(_, words)| own.contains(words));
            assert_eq!(
                found.map(|(state, _)| *state).unwrap_or_default(),
                worst,
                "{own}"
            );
        }
    }
    // The last days, in which quiet ones stand together.
    let mut recent = day_lines(lists.last().unwrap()).into_iter().peekable();
    let mut quiet: Option<(Date, Date)> = None;
    let mut lines = Vec::new();
    for day in expected.days().take(14) {
        if expected.of_day(day).is_empty() {
            quiet = Some((day, quiet.map_or(day, |(_, last)| last)));
            continue;
        }
        lines.extend(
            quiet
                .take()
                .map(|(first, last)| (language.dates(first, last), BTreeSet::new())),
        );
        lines.push((language.date(day), expected.of_day(day)));
    }
    lines.extend(quiet.map(|(first, last)| (language.dates(first, last), BTreeSet::new())));
    for (day, incidents) in lines {
        let (found, rest) = recent.next().unwrap();
        assert_eq!(found, day);
        assert_eq!(titles(&rest), incidents, "{day}");
        assert_eq!(rest.contains("No incidents"), incidents.is_empty(), "{day}");
    }
    assert_eq!(recent.next(), None);
}

fn check_months(site: &SiteRenderer, expected: &Expected) {
    let language = theme().language();
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for month in ["2026-02", "2026-03", "2026-04", "2026-05"] {
        if let Some(html) = text(site, &format!("history/{month}/index.html")) {
            found.extend(
                day_lines(&html)
                    .into_iter()
                    .map(|(day, rest)| (day, titles(&rest))),
            );
        }
    }
    let first = expected.zone.date(at(0));
    let days = (0..=expected.today().days_since(first)).map(|day| first.plus_days(day));
    let wanted: BTreeMap<String, BTreeSet<String>> = days
        .map(|day| (language.date(day), expected.of_day(day)))
        .filter(|(_, incidents)| !incidents.is_empty())
        .collect();
    assert_eq!(found, wanted);
}

fn check_components(site: &SiteRenderer, expected: &Expected) {
    for (component, (id, name)) in COMPONENTS.iter().enumerate() {
        let html = text(site, &format!("components/{id}/index.html")).unwrap();
        let wanted: Vec<State> = expected
            .days()
            .map(|day| expected.worst(component, day))
            .collect();
        assert_eq!(bars(&html), [wanted], "bars of {name}");
        let named = expected
            .known()
            .filter(|(_, plan)| plan.names(component, expected.now));
        let named: BTreeSet<String> = named.map(|(number, _)| format!("Case {number}.")).collect();
        assert_eq!(titles(&html), named, "incidents of {name}");
    }
}

fn check_uptime_table(site: &SiteRenderer, expected: &Expected) {
    let table = text(site, "data/uptime.csv").unwrap();
    for row in table.lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        let component = COMPONENTS
            .iter()
            .position(|(id, _)| *id == cells[0])
            .unwrap();
        let first: Vec<u32> = cells[3]
            .split('-')
            .map(|part| part.parse().unwrap())
            .collect();
        let of_month = |date: &Date| {
            let (year, month, _) = date.parts();
            [u32::try_from(year).unwrap(), month] == first[..]
        };
        let steps: Vec<i64> = (expected.steps.iter())
            .filter(|(date, _)| of_month(date))
            .flat_map(|(_, steps)| steps.iter().copied())
            .collect();
        let states = [
            State::DegradedPerformance,
            State::PartialOutage,
            State::MajorOutage,
        ];
        let seconds = states.map(|state| {
            let count = steps
                .iter()
                .filter(|step| expected.state(component, **step) == state)
                .count();
            (count as i64 * STEP * 60).to_string()
        });
        assert_eq!(cells[5..8], seconds, "{row}");
    }
}

fn check_statuspage(site: &SiteRenderer, expected: &Expected) {
    let now = |component| expected.state(component, expected.now);
    let components = json(site, "api/v2/components.json");
    for (component, (_, name)) in COMPONENTS.iter().enumerate() {
        let all = components["components"].as_array().unwrap();
        let found = all.iter().find(|one| one["name"] == *name).unwrap();
        assert_eq!(found["status"], now(component).word(), "{name}");
    }
    let incidents = json(site, "api/v2/incidents.json");
    let incidents = incidents["incidents"].as_array().unwrap();
    assert_eq!(incidents.len(), expected.known().count());
    for (number, plan) in expected.known() {
        let title = format!("Case {number}.");
        let found = incidents.iter().find(|one| one["name"] == *title).unwrap();
        let open = plan.end(expected.now).is_none();
        assert_eq!(found["resolved_at"].is_null(), open, "{title}");
        assert_eq!(found["status"] == "resolved", !open, "{title}");
    }
    let states: Vec<State> = (0..COMPONENTS.len()).map(now).collect();
    let (some, all) = (
        |state: State| states.contains(&state),
        |state: State| states.iter().all(|one| *one == state),
    );
    let open = expected
        .known()
        .filter(|(_, plan)| plan.end(expected.now).is_none());
    let indicator = match () {
        () if all(State::MajorOutage) => "critical",
        () if some(State::MajorOutage) || all(State::PartialOutage) => "major",
        () if states.iter().any(|state| state.is_trouble()) || open.count() > 0 => "minor",
        () => "none",
    };
    assert_eq!(
        json(site, "api/v2/status.json")["status"]["indicator"],
        indicator
    );
}

/// Every time on a page is what clocks of the site's zone show at that moment, and names the zone where it does not stand in a window.
fn check_times(site: &SiteRenderer, expected: &Expected) {
    let mut count = 0;
    for path in site.paths().filter(|path| path.ends_with(".html")) {
        let html = text(site, path).unwrap();
        for part in html.split("<time datetime=\"").skip(1) {
            let (machine, rest) = part.split_once("\">").unwrap();
            let at = moment(machine);
            let shown = rest.split('<').next().unwrap();
            let clock = expected.zone.clock(at);
            let named = format!("{clock} {}", expected.zone.abbreviation(at));
            assert!(
                shown.ends_with(&named),
                "{path}: {machine} is shown as {shown}, not {named}"
            );
            if let Some((day, _)) = shown.split_once(", ") {
                assert_eq!(
                    day,
                    theme().language().date(expected.zone.date(at)),
                    "{path}"
                );
            }
            count += 1;
        }
    }
    assert!(count > 0, "there is always the moment of the page");
}

/// A later build, before anything happens, says the same except for what names its moment and what the script lets grow.
/// The first build is a minute after the hour, because an update has the moment of its page only if both are on the hour.
fn check_counting(ledger: &Ledger, expected: &Expected) {
    let now = at(expected.now).plus(Duration::minutes(1));
    let site = statuary::public_site(&ledger.status, Now(now), theme());
    let next = next_change(&ledger.status, Now(now)).plus(Duration::seconds(-60));
    let later = now.plus(Duration::minutes(37)).min(next);
    let again = statuary::public_site(&ledger.status, Now(later), theme());
    let named = |moment: Moment| theme().language().time(moment, expected.zone).text;
    for path in site.paths().filter(|path| path.ends_with(".html")) {
        let before = without_moment(
            &site.render(path).unwrap().unwrap(),
            &now.rfc3339(),
            &named(now),
        );
        let after = without_moment(
            &again.render(path).unwrap().unwrap(),
            &later.rfc3339(),
            &named(later),
        );
        let differs = before
            .lines()
            .zip(after.lines())
            .find(|(one, other)| one != other);
        assert_eq!(differs, None, "{path} at {now:?} and {later:?}");
        assert_eq!(before.lines().count(), after.lines().count(), "{path}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn everything_agrees_on_each_day(
        zone in prop::sample::select(&ZONES[..]),
        plans in prop::collection::vec(plan(60 * DAY), 0..5),
        // A part of the builds is at midnight in some zone.
        now in prop_oneof![35 * DAY..60 * DAY, (35..60_i64).prop_map(|day| day * DAY)],
    ) {
        let site = files(SMALL)["site.yaml"].replace("Etc/UTC", zone);
        let mut text = format!("//- site.yaml\n{site}");
        for (number, plan) in plans.iter().enumerate() {
            text += &plan.file(number);
        }
        let ledger = ledger(&text);
        let expected = Expected::new(ledger.status.site.zone, now, plans);
        let site = statuary::public_site(&ledger.status, Now(at(now)), theme());
        check_status_page(&site, &expected);
        check_months(&site, &expected);
        check_components(&site, &expected);
        check_uptime_table(&site, &expected);
        check_statuspage(&site, &expected);
        check_times(&site, &expected);
        // Uptime at midnight is of one day less than a second later.
        if expected.today().start_in(expected.zone) < at(now) {
            check_counting(&ledger, &expected);
        }
    }
}
