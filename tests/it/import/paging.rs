//! The commands of the manual that fetch the whole history from Statuspage's management API, against a server that pages like it.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::mpsc;
use std::thread;

use serde_json::{Value, json};
use statuary::edge::load;
use statuary::import::SourceTool;

use super::{assert_sound, import_into_empty_site};

const INCIDENTS: usize = 230;
const COMPONENTS: usize = 120;
/// The API gives no more on a page, whatever is asked for.
const MAX_PAGE: usize = 100;

/// The commands of the manual, without the import at their end.
fn documented_commands() -> &'static str {
    let manual = include_str!("../../../src/manual/importing.md");
    let start = manual.find("mkdir statuspage\n").unwrap();
    let commands = &manual[start..];
    &commands[..commands.find("statuary import statuspage").unwrap()]
}

fn incident(number: usize) -> Value {
    let time = format!("2024-01-01T{:02}:{:02}:00.000Z", number / 60, number % 60);
    json!({"id": format!("i{number}"), "name": format!("Trouble {number}"), "status": "resolved", "impact": "minor",
        "created_at": time, "resolved_at": time, "components": [],
        "incident_updates": [{"id": format!("u{number}"), "status": "resolved", "body": "It is over.", "created_at": time, "display_at": time}]})
}

fn component(number: usize) -> Value {
    json!({"id": format!("c{number}"), "name": format!("Host {number}"), "status": "operational", "group_id": "g1", "group": false})
}

/// One page of a list: `page` counts from 1, `limit` is the length for incidents and `per_page` for the others.
fn answer(target: &str) -> Value {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let number = |key: &str, default: usize| {
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let found = pairs.find(|(name, _)| *name == key);
        found.map_or(default, |(_, value)| value.parse().unwrap())
    };
    let list = path.strip_prefix("/v1/pages/abc").unwrap();
    let (all, length): (Vec<Value>, usize) = match list {
        "" => {
            return json!({"id": "abc", "name": "Example", "subdomain": "example", "domain": "status.example.com", "time_zone": "UTC"});
        }
        "/incidents" => ((0..INCIDENTS).map(incident).collect(), number("limit", 100)),
        "/components" => (
            (0..COMPONENTS).map(component).collect(),
            number("per_page", 100),
        ),
        "/component-groups" => {
            let ids: Vec<String> = (0..COMPONENTS).map(|number| format!("c{number}")).collect();
            (
                vec![json!({"id": "g1", "name": "Hosts", "components": ids})],
                number("per_page", 100),
            )
        }
        other => panic!("{other} is no list of the API"),
    };
    let pages: Vec<&[Value]> = all.chunks(length.min(MAX_PAGE)).collect();
    json!(
        pages
            .get(number("page", 1) - 1)
            .copied()
            .unwrap_or_default()
    )
}

fn serve(stream: TcpStream, log: &mpsc::Sender<String>) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let request = lines.next().unwrap()?;
    let is_authorized = lines
        .map_while(Result::ok)
        .take_while(|line| !line.is_empty())
        .filter(|line| line.eq_ignore_ascii_case("Authorization: OAuth secret"))
        .count()
        == 1;
    let target = request.split(' ').nth(1).unwrap();
    log.send(target.to_owned()).unwrap();
    let (status, body) = if is_authorized {
        ("200 OK", answer(target).to_string())
    } else {
        ("401 Unauthorized", "{}".to_owned())
    };
    write!(
        &stream,
        "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}

#[test]
fn the_documented_commands_fetch_every_page() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let host = format!("http://{}", listener.local_addr().unwrap());
    let (log, requests) = mpsc::channel();
    thread::spawn(move || {
        for stream in listener.incoming() {
            serve(stream.unwrap(), &log).unwrap();
        }
    });
    let folder = tempfile::tempdir().unwrap();
    let commands = documented_commands().replace("https://api.statuspage.io", &host);
    let commands = commands.replace("sleep 1 ", "sleep 0 ");
    let output = Command::new("bash")
        .args(["-euo", "pipefail", "-c", &commands])
        .current_dir(folder.path())
        .env("PAGE", "abc")
        .env("TOKEN", "secret")
        .env("no_proxy", "127.0.0.1")
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let requests: Vec<String> = requests.try_iter().collect();
    assert_eq!(requests.len(), 1 + 2 + 3 + 4, "{requests:#?}");
    let from = load::load_foreign(&folder.path().join("statuspage")).unwrap();
    let import = import_into_empty_site(SourceTool::Statuspage, &from);
    assert_sound(&import);
    let made = import.files.iter();
    let made = made.filter(|file| file.path.starts_with("incidents/"));
    assert_eq!(made.count(), INCIDENTS);
    let components =
        fs::read_to_string(folder.path().join("statuspage/components-2.json")).unwrap();
    assert!(components.contains("Host 119"), "{components}");
    let listed = super::text_of(&import, "components.yaml")
        .matches("- id: host-")
        .count();
    assert_eq!(listed, COMPONENTS);
    assert!(
        !import.report.text().contains("unknown form"),
        "{}",
        import.report.text()
    );
}
