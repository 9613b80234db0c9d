//! Builds beside a copy of their own output, round by round on the same disk.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::history::{self, NOW, Size};
use super::measure::{Run, Series, line, run};
use super::{BenchFolder, statuary};

/// What the rounds of one size came to.
#[derive(Default)]
struct Rounds {
    full: Series,
    processor: Series,
    memory: Series,
    copy: Series,
    to_copy: Series,
    to_safe_copy: Series,
    again: Series,
    check: Series,
    edited: Series,
}

/// Full builds, builds of the same again, builds after one edit, and checks. Histories have no products: their reports and pictures are
/// measured by themselves.
pub fn histories(place: &BenchFolder, sizes: &[usize]) {
    let mut per_incident = Vec::new();
    for &incidents in sizes {
        let site = place.path(&format!("history-{incidents}"));
        history::write(
            &site,
            Size {
                incidents,
                products: 0,
                weeks: 0,
            },
            7,
        );
        let rounds = rounds(&site, if incidents > 20_000 { 3 } else { 7 });
        let title = |what: &str| format!("{incidents} incidents: {what}");
        line(&title("full build, s"), &rounds.full, "");
        line(&title("processor time of it, s"), &rounds.processor, "");
        line(&title("copy of its output (cp -r), s"), &rounds.copy, "");
        line(&title("build / copy"), &rounds.to_copy, "at most 1.0");
        line(
            &title("build / copy that waits for the disk"),
            &rounds.to_safe_copy,
            "",
        );
        line(
            &title("most memory, MB"),
            &rounds.memory,
            if incidents == 10_000 {
                "at most 150"
            } else {
                ""
            },
        );
        line(
            &title("build of the same again / full build"),
            &rounds.again,
            "at most 0.25",
        );
        line(
            &title("build after one edit / full build"),
            &rounds.edited,
            "",
        );
        line(&title("check / full build"), &rounds.check, "at most 0.25");
        per_incident.push(rounds.processor.median() / incidents as f64);
    }
    for (sizes, costs) in sizes.windows(2).zip(per_incident.windows(2)) {
        let what = format!("processor time per incident, {} / {}", sizes[1], sizes[0]);
        line(&what, format!("{:.2}", costs[1] / costs[0]), "at most 1.1");
    }
}

fn rounds(site: &Path, count: usize) -> Rounds {
    let mut rounds = Rounds::default();
    let beside = |name: &str, round: usize| site.with_extension(format!("{name}-{round}"));
    // Nothing is deleted before all builds and copies are done: file systems are slow for minutes at what was deleted just now.
    for round in 0..count {
        let output = beside("output", round);
        // A build waits until the disk has its files; it shall not wait for those of the copy before it.
        run(&mut Command::new("sync"));
        let full = build(site, &output);
        let copied = beside("copy", round);
        let copy = run(Command::new("cp").arg("-r").arg(&output).arg(&copied));
        let wait = run(Command::new("sync").arg("-f").arg(&copied));
        rounds.full.add(full.wall);
        rounds.processor.add(full.processor);
        rounds.memory.add(full.memory);
        rounds.copy.add(copy.wall);
        rounds.to_copy.add(full.wall / copy.wall);
        rounds.to_safe_copy.add(full.wall / (copy.wall + wait.wall));
    }
    let (edited, whole) = (first_incident(site), rounds.full.median());
    let text = fs::read_to_string(&edited).unwrap();
    let there = beside("output", 0);
    for round in 0..count {
        rounds.again.add(build(site, &there).wall / whole);
        rounds
            .check
            .add(run(statuary(site).args(["check", "--quiet"])).wall / whole);
        fs::write(
            &edited,
            text.replacen("title: ", &format!("title: Round {round} ",), 1),
        )
        .unwrap();
        rounds.edited.add(build(site, &there).wall / whole);
        fs::write(&edited, &text).unwrap();
        // Back to what it was, for the next round.
        build(site, &there);
    }
    rounds
}

/// The file of one incident.
pub fn first_incident(site: &Path) -> PathBuf {
    let mut all: Vec<PathBuf> = fs::read_dir(site.join("content/incidents"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    all.sort();
    all.swap_remove(all.len() / 2)
}

/// A build into a folder.
pub fn build(site: &Path, output: &Path) -> Run {
    build_at(NOW, site, output)
}

fn build_at(now: &str, site: &Path, output: &Path) -> Run {
    run(statuary(site)
        .args(["build", "--quiet", "--now", now, "--output"])
        .arg(output))
}

/// Two years of reports of twenty products.
pub fn reports(place: &BenchFolder) {
    let site = place.path("reports");
    history::write(
        &site,
        Size {
            incidents: 20,
            products: 20,
            weeks: 104,
        },
        7,
    );
    let extra = site.join("themes/default/extra.css");
    fs::create_dir_all(extra.parent().unwrap()).unwrap();
    let [mut first, mut later, mut every]: [Series; 3] = Default::default();
    for round in 0..3 {
        let output = place.path(&format!("reports-{round}"));
        first.add(build(&site, &output).wall);
        // The second build makes the twin that the next ones begin with.
        build_at("2026-01-05T12:01Z", &site, &output);
        later.add(build_at("2026-01-05T12:02Z", &site, &output).wall);
        // The stylesheet stands in every page; pictures stay what they are.
        fs::write(&extra, format!("p {{ margin: .{}rem }}", round + 1)).unwrap();
        every.add(build_at("2026-01-05T12:02Z", &site, &output).wall);
    }
    line(
        "104 weeks of 20 products, charts and pictures, s",
        &first,
        "at most 10",
    );
    line(
        "the same a minute later, all pages made anew, s",
        &later,
        "at most 1",
    );
    line(
        "the same when every page changes, and no picture, s",
        &every,
        "",
    );
}
