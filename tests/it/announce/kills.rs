//! Runs that are killed, receivers that fail and are late, and runs that start together: each message arrives once.
//!
//! `STATUARY_KILLS=500 STATUARY_RACES=200 cargo test announce::kills` is the long form.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::receiver::{Answer, Received, Receiver};
use super::{Place, Run, ended, git};

/// After all updates of [`history`].
const NOW: &str = "2013-07-20T12:00Z";

/// Five updates of each incident.
const UPDATES: usize = 5;

fn rounds(variable: &str, usual: usize) -> usize {
    std::env::var(variable).map_or(usual, |text| text.parse().unwrap())
}

/// Random numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % limit
    }
}

/// Incidents, each update with a word of its own.
fn history(place: &Place, incidents: usize) {
    for incident in 0..incidents {
        let mut text = format!(
            "title: Incident {incident}\nstarted: 2013-07-20T10:00Z\ncomponents: {{ web: major_outage }}\nupdates:\n"
        );
        for update in 0..UPDATES {
            let number = incident * UPDATES + update;
            let status = if update + 1 == UPDATES {
                "resolved"
            } else {
                "investigating"
            };
            text += &format!(
                "  - {{ at: 2013-07-20T10:{:02}Z, status: {status}, text: Message-{number}-end }}\n",
                update * 10 + incident
            );
        }
        place.write(&format!("incidents/2013-07-20-{incident}.yaml"), &text);
    }
}

/// Which update a request is about.
fn number(request: &Received) -> usize {
    let (_, rest) = request.body.split_once("Message-").unwrap();
    rest.split_once("-end").unwrap().0.parse().unwrap()
}

/// The update and the id of a delivery that a receiver took.
type Taken = (usize, Option<String>);

/// A receiver that now and then fails, or takes a message and answers too late.
struct Flaky {
    receiver: Receiver,
    taken: Arc<Mutex<Vec<Taken>>>,
}

impl Flaky {
    fn new(seed: u64, trouble: u64) -> Flaky {
        let taken = Arc::new(Mutex::new(Vec::new()));
        let random = Mutex::new(Random(seed));
        let receiver = Receiver::new({
            let taken = Arc::clone(&taken);
            move |request, _| {
                let draw = if trouble == 0 {
                    99
                } else {
                    random.lock().unwrap().below(trouble)
                };
                let status = match draw {
                    0 => 500,
                    1 => 503,
                    2 => 429,
                    _ => 200,
                };
                if status != 200 {
                    return Answer::With(status, "retry-after", "0".to_owned());
                }
                let id = request.header("webhook-id").map(str::to_owned);
                taken.lock().unwrap().push((number(request), id));
                match draw {
                    3 => Answer::Late(Duration::from_millis(2500)),
                    _ => Answer::Status(200),
                }
            }
        });
        Flaky { receiver, taken }
    }

    fn taken(&self) -> Vec<Taken> {
        self.taken.lock().unwrap().clone()
    }

    fn has(&self, number: usize) -> bool {
        self.taken().iter().any(|(known, _)| *known == number)
    }
}

/// Kinds of channels, and whether their receivers know a delivery by its id.
const CHANNELS: [(&str, &str, bool); 6] = [
    ("slack", "kind: slack", false),
    ("discord", "kind: discord", false),
    ("push", "kind: ntfy", false),
    ("teams", "kind: teams", false),
    ("hook", "kind: webhook", true),
    ("old", "kind: webhook, format: statuspage", true),
];

struct Trial {
    place: Place,
    is_troubled: bool,
    receivers: BTreeMap<&'static str, Flaky>,
    /// Options that say where the ledger is.
    ledger: Vec<String>,
    /// The folder of the ledger's remote.
    _remote: tempfile::TempDir,
}

impl Trial {
    fn new(incidents: usize, seed: u64, trouble: u64, in_git: bool) -> Trial {
        let channels = CHANNELS.map(|(id, kind, _)| {
            let variable = id.to_uppercase();
            format!("    - {{ id: {id}, {kind}, url_env: {variable}, allow_private: true }}\n")
        });
        let place = super::place(&channels.concat());
        std::fs::remove_file(place.path("content/incidents/2013-07-20-pages.yaml")).unwrap();
        history(&place, incidents);
        let receivers = CHANNELS.iter().enumerate();
        let receivers =
            receivers.map(|(at, (id, ..))| (*id, Flaky::new(seed + at as u64, trouble)));
        let remote = tempfile::TempDir::new().unwrap();
        git(remote.path(), &["init", "--quiet", "--bare"]);
        let ledger = if in_git {
            git(&place.path(""), &["init", "--quiet"]);
            vec!["--remote".to_owned(), remote.path().display().to_string()]
        } else {
            vec!["--ledger".to_owned(), "ledger.jsonl".to_owned()]
        };
        Trial {
            place,
            is_troubled: trouble > 0,
            receivers: receivers.collect(),
            ledger,
            _remote: remote,
        }
    }

    fn command(&self, more: &[&str]) -> Command {
        let arguments = ["announce", "--now", NOW, "--since", "2013-07-20T10:00Z"];
        // Receivers without trouble are never late, however busy the machine is.
        let timeout = if self.is_troubled { "1s" } else { "30s" };
        let quick = ["--timeout", timeout, "--retry-for", "3s"];
        let mut command = self.place.command(&[&arguments[..], &quick, more].concat());
        command.args(&self.ledger);
        for (id, flaky) in &self.receivers {
            command.env(id.to_uppercase(), flaky.receiver.url());
        }
        command
    }

    /// Runs until nothing is left. Where the program asks, somebody looks at the receiver.
    fn finish(&self) {
        let mut asked: Vec<String> = Vec::new();
        for _ in 0..60 {
            let asked_now = asked.iter().map(String::as_str);
            let more: Vec<&str> = std::iter::once("--take-over").chain(asked_now).collect();
            let run = ended(self.command(&more));
            if run.code == 0 {
                return;
            }
            asked = self.decisions(&run);
        }
        panic!("messages are left after 60 runs");
    }

    /// `--skip` for what arrived, `--resend` for what did not, of everything that the program asks about.
    fn decisions(&self, run: &Run) -> Vec<String> {
        let mut options = Vec::new();
        let mut lines = run.stderr.lines();
        while let Some(line) = lines.next() {
            if !line.contains(" may have arrived: ") || !lines.next().unwrap().contains("--skip") {
                continue;
            }
            let channel = line.split(": ").nth(1).unwrap();
            let id = line.split_once(" (").unwrap().1.split_once(')').unwrap().0;
            let update = self.update_of(id);
            let option = if self.receivers[channel].has(update) {
                "--skip"
            } else {
                "--resend"
            };
            options.extend([option.to_owned(), id.to_owned()]);
        }
        options
    }

    /// The update that an ID is of, by its name in the ledger.
    fn update_of(&self, id: &str) -> usize {
        let ledger = self.read_ledger();
        let line = ledger.lines().find(|line| line.contains(id)).unwrap();
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let mut parts = line["name"].as_str().unwrap().split(':').skip(1);
        let incident: usize = parts.next().unwrap()["2013-07-20-".len()..]
            .parse()
            .unwrap();
        let minute: usize = parts.next().unwrap()["2013-07-20T10".len()..][..2]
            .parse()
            .unwrap();
        incident * UPDATES + (minute - incident) / 10
    }

    fn read_ledger(&self) -> String {
        if self.ledger[0] == "--ledger" {
            return std::fs::read_to_string(self.place.path("ledger.jsonl")).unwrap();
        }
        let output = Command::new("git")
            .current_dir(&self.ledger[1])
            .args(["cat-file", "blob", "refs/statuary/announced:ledger.jsonl"])
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    }

    /// Every receiver has every message once.
    fn assert_once(&self, updates: usize) {
        for (channel, _, knows_ids) in CHANNELS {
            let taken = self.receivers[channel].taken();
            let numbers: Vec<usize> = taken.iter().map(|(number, _)| *number).collect();
            let distinct: BTreeSet<usize> = numbers.iter().copied().collect();
            assert_eq!(distinct, (0..updates).collect(), "{channel} misses some");
            if knows_ids {
                let ids: BTreeSet<Taken> = taken.into_iter().collect();
                assert_eq!(ids.len(), updates, "{channel}: a message has several ids");
                let ids: BTreeSet<Option<String>> = ids.into_iter().map(|(_, id)| id).collect();
                assert_eq!(ids.len(), updates, "{channel}: messages share an id");
            } else {
                assert_eq!(
                    numbers.len(),
                    updates,
                    "{channel} has some twice: {numbers:?}"
                );
            }
        }
    }
}

#[test]
fn killed_runs_and_flaky_receivers_lose_and_repeat_nothing() {
    let all = rounds("STATUARY_KILLS", 3);
    let (mut kills, mut histories) = (0, 0);
    let mut random = Random(2013);
    while kills < all {
        histories += 1;
        let trial = Trial::new(8, 100 * histories, 25, histories % 2 == 0);
        // Until the whole history is sent, or so often that the rest is for a run that is not killed.
        for _ in 0..8.min(all - kills) {
            let mut command = trial.command(&["--take-over"]);
            let mut child = command
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            std::thread::sleep(Duration::from_millis(random.below(1200)));
            // It may have ended.
            kills += usize::from(child.try_wait().unwrap().is_none());
            let _ = child.kill();
            let is_done = child.wait().unwrap().success();
            if is_done {
                break;
            }
        }
        trial.finish();
        trial.assert_once(8 * UPDATES);
    }
}

#[test]
fn runs_that_start_together_send_each_message_once() {
    for round in 0..rounds("STATUARY_RACES", 2) {
        let trial = Trial::new(1, 1, 0, round % 2 == 0);
        let start = |_| {
            let mut command = trial.command(&[]);
            let command = command.stdout(Stdio::null()).stderr(Stdio::piped());
            command.spawn().unwrap()
        };
        let children = [(); 2].map(start);
        for child in children {
            let output = child.wait_with_output().unwrap();
            let stderr = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "round {round}: {stderr}");
        }
        trial.assert_once(UPDATES);
    }
}

/// The checkout has no ref of the ledger, and the remote has one commit for what was intended and one for what came of it.
#[test]
fn the_ledger_is_a_ref_of_the_remote() {
    let trial = Trial::new(1, 1, 0, true);
    assert_eq!(ended(trial.command(&[])).code, 0);
    let remote = PathBuf::from(&trial.ledger[1]);
    let lines = |folder: &std::path::Path, arguments: &[&str]| {
        let mut command = Command::new("git");
        let output = command
            .current_dir(folder)
            .args(arguments)
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap().lines().count()
    };
    assert_eq!(lines(&remote, &["rev-list", "refs/statuary/announced"]), 2);
    assert_eq!(lines(&trial.place.path(""), &["for-each-ref"]), 0);
    assert_eq!(ended(trial.command(&[])).code, 0);
    assert_eq!(lines(&remote, &["rev-list", "refs/statuary/announced"]), 2);
}
