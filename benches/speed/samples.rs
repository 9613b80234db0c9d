//! Samples from long exports with labels of a machine.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use crate::measure::{line, run};
use crate::{BenchFolder, statuary};

/// Tickets of an export.
const TICKETS: u32 = 5_000_000;

/// Culprits, of which the machine names seven and says `other` for the rest.
const CULPRITS: [&str; 8] = [
    "backups",
    "billing",
    "connections",
    "credentials",
    "extensions",
    "followers",
    "guidance",
    "upgrades",
];

/// Draws from exports with the labels in a column and in a second file.
pub fn long_exports(folder: &BenchFolder) {
    println!("\nSamples of 5 million tickets with labels");
    for (name, source) in [
        ("in a column", "label: Intent"),
        (
            "in a second file",
            "id: Ticket ID, label: Intent, version_column: Model",
        ),
    ] {
        let site = folder.path(&name.replace(' ', "-"));
        write_site(&site, source);
        let mut command = statuary(&site);
        command.args(["sample", "db", "2013-W27", "tickets.csv"]);
        command.args(["--now", "2013-07-20", "--quiet"]);
        command.current_dir(&site);
        if source.starts_with("id:") {
            command.args(["--labels", "labels.csv"]);
        }
        let taken = run(&mut command);
        let sheet = site.join("content/internal/reports/db/2013-W27.yaml");
        let sheet = fs::read_to_string(sheet).unwrap();
        assert!(sheet.contains("population: 5000000"), "{sheet}");
        assert!(sheet.contains("    backups: 625000\n"), "{sheet}");
        let time = format!("{:.1} s", taken.processor);
        line(
            &format!("labels {name}: processor time"),
            time,
            "below 15 s",
        );
        let memory = format!("{:.0} MB", taken.memory);
        line(&format!("labels {name}: memory"), memory, "below 150 MB");
    }
}

fn write_site(site: &Path, labels: &str) {
    let content = site.join("content/internal/reports/db");
    fs::create_dir_all(&content).unwrap();
    fs::write(
        site.join("content/site.yaml"),
        "version: 1\ntitle: Acme\nurl: https://status.example.com/\ntime_zone: Etc/UTC\nlanguage: en\nsample_seed: status-2013\n",
    )
    .unwrap();
    fs::write(
        site.join("content/components.yaml"),
        "groups:\n  - { id: all, name: All, components: [ { id: api, name: API } ] }\n",
    )
    .unwrap();
    let culprits: String = CULPRITS
        .iter()
        .map(|culprit| format!("  - {{ id: {culprit}, name: The {culprit} }}\n"))
        .collect();
    let product = format!(
        "name: Database\nexport: {{ id: Ticket ID, created: Created at, priority: Priority }}\n\
         labels: {{ machine: Intents, {labels}, words: {{ other: unknown }} }}\nculprits:\n{culprits}"
    );
    fs::write(content.join("product.yaml"), product).unwrap();
    let open = |name: &str| BufWriter::new(File::create(site.join(name)).unwrap());
    let mut export = open("tickets.csv");
    let mut second = open("labels.csv");
    writeln!(export, "Ticket ID,Created at,Priority,Subject,Intent").unwrap();
    writeln!(second, "Ticket ID,Intent,Model").unwrap();
    for ticket in 0..TICKETS {
        let id = 70_000_000 + ticket;
        let label = if ticket % 8 == 7 {
            "other"
        } else {
            CULPRITS[ticket as usize % 8]
        };
        let (day, hour) = (1 + ticket % 7, ticket % 24);
        writeln!(
            export,
            "{id},2013-07-0{day}T{hour:02}:15:00Z,normal,It does not work,{label}"
        )
        .unwrap();
        writeln!(second, "{id},{label},7").unwrap();
    }
    export.flush().unwrap();
    second.flush().unwrap();
}
