//! Every importer, with a text of an incident that is much longer than any real one.

use statuary::import::SourceTool;

use super::assert_linear;
use crate::import::{feeds, import_into_empty_site, postmortems, source_files, tools, vendors};

/// Lines that have a meaning in the texts of other tools, each repeated to the end.
const LINES: [&str; 26] = [
    "a\n",
    "a\n\n",
    "\n",
    "a ",
    "---\n",
    "--\n\n",
    "a\n\n---\n\n",
    "***\n",
    "# a\n",
    "### Update 02.01.2026, 11:00 Uhr\n",
    "**Update 11:00 UTC** - Over.\n",
    "**Resolved**\n\n",
    "- **Resolved 11:00**: Over.\n",
    "- 2026-01-02 11:00 UTC: Over.\n",
    "- 11:00 Over.\n",
    "2026-01-02 11:00 UTC - Over.\n",
    "11:00 GMT\n",
    "Jan 2, 11:00 UTC - Over.\n",
    "Update 11:00 UTC - Over.\n\n",
    "Investigating - We look.\n",
    "[Update - vendredi 2 janvier 2026 11h00 UTC] a\n",
    "::: update Resolved | 2026-01-02T11:00:00.000Z\na\n:::\n",
    "<Update date=\"2026-01-02T11:00:00Z\">a</Update>\n",
    "a *11:00* {{< track \"2026-01-02 11:00:00\" >}}\n",
    "```\na\n",
    "<!-- a\n",
];

/// A tool with the files of one site, and the text in them that becomes long.
const SITES: [(SourceTool, &str, &str); 9] = [
    (SourceTool::Cstate, tools::CSTATE, "All is slow."),
    (
        SourceTool::Postmortems,
        postmortems::LABELLED,
        "- **Context**",
    ),
    (SourceTool::Feed, feeds::STATUSPAGE, "It is over."),
    (
        SourceTool::Instatus,
        vendors::INSTATUS,
        "All cranes move again.",
    ),
    (SourceTool::Betterstack, vendors::BETTERSTACK, "Warm again."),
    (SourceTool::Incidentio, vendors::INCIDENTIO, "Sold again."),
    (
        SourceTool::Cachet,
        vendors::CACHET_3,
        "They are on the shelf.",
    ),
    (SourceTool::Upptime, vendors::UPPTIME, "We move."),
    (SourceTool::Statuspage, STATUSPAGE, "We watch it."),
];

const STATUSPAGE: &str = r#"//- incidents.json
{"page":{"name":"Example","time_zone":"Etc/UTC"},"incidents":[
{"id":"a1","name":"Old","impact":"minor","status":"resolved","created_at":"2026-05-01T10:00:00Z","incident_updates":[
{"status":"resolved","body":"We watch it.","created_at":"2026-05-01T11:00:00Z"}]}]}
"#;

#[test]
fn imports_take_time_in_proportion_to_a_text() {
    assert_eq!(SITES.len(), SourceTool::ALL.len());
    for (tool, files, text) in SITES {
        assert!(files.contains(text), "{}", tool.name());
        let make = |line: &str, size: usize| {
            let long = line.repeat(size / 6 / line.len());
            let long = match tool {
                SourceTool::Cstate | SourceTool::Postmortems => format!("\n\n{long}"),
                SourceTool::Feed => html_in_xml(&long),
                _ => json_content(&long),
            };
            source_files(&files.replacen(text, &long, 1))
        };
        assert_linear(LINES, make, |from| drop(import_into_empty_site(tool, from)));
    }
}

fn json_content(text: &str) -> String {
    let quoted = serde_json::to_string(text).unwrap();
    quoted[1..quoted.len() - 1].to_owned()
}

fn html_in_xml(text: &str) -> String {
    let html = text.replace('<', "&lt;").replace('\n', "<br>");
    html.replace('&', "&amp;").replace('<', "&lt;")
}
