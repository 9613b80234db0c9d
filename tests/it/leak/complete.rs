//! Every key of the content format that is not public has a value in [`SECRET`], and none of it reaches the public site. The keys are those
//! that the format describes: a new one without a value fails here.

use std::collections::BTreeSet;

use serde_json::Value;
use statuary::format::{DocumentKind, KINDS};

use super::{CANARY, NOW, OPEN};
use crate::compare::assert_same_files;
use crate::site::{Pages, files, internal, ledger, public};

/// Files that are internal, drafts or in the future at [`NOW`]. Comments, names of files and every text have the canary.
const SECRET: &str = include_str!("secret.txt");

/// Settings of which the public site has no use, with a canary in each.
const SECRET_SETTINGS: [(&str, &str); 3] = [
    ("sample_seed", "zilpzalp-seed"),
    ("internal_url", "https://zilpzalp.example.com/"),
    (
        "announce",
        "{ channels: [{ id: zilpzalp-channel, kind: ntfy, url_env: ZILPZALP_URL, token_env: ZILPZALP_TOKEN }] }",
    ),
];

/// Everything that a public site says, or that changes what it looks like.
const PUBLIC_SETTINGS: [&str; 18] = [
    "version",
    "title",
    "url",
    "site_id",
    "since",
    "time_zone",
    "language",
    "description",
    "subscribe",
    "support",
    "edit_url",
    "history_days",
    "policy",
    "uptime",
    "publish_actions",
    "feeds",
    "rules",
    "look",
];

/// Public content that names nothing of [`SECRET`].
pub fn open_content() -> String {
    OPEN.replace("related: [2013-07-11-zilpzalp40]\n", "")
        .replace("related: [2013-07-25-zilpzalp50]\n", "")
        .replace(
            "owner: zilpzalp70, due: 2013-07-22",
            "link: https://example.com/",
        )
}

/// The keys of a schema, from the root of the document: `updates.*.text`.
fn schema_keys(schema: &Value, path: &str, keys: &mut BTreeSet<String>) {
    for (key, value) in schema["properties"].as_object().into_iter().flatten() {
        let key = format!("{path}.{key}");
        schema_keys(value, &key, keys);
        keys.insert(key);
    }
    for choice in schema["anyOf"].as_array().into_iter().flatten() {
        schema_keys(choice, path, keys);
    }
    for part in ["items", "additionalProperties"] {
        if let Some(schema) = schema.get(part) {
            schema_keys(schema, &format!("{path}.*"), keys);
        }
    }
}

/// The keys that a document has, as [`schema_keys`] writes them.
fn document_keys(value: &Value, path: &str, keys: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                for key in [format!("{path}.{key}"), format!("{path}.*")] {
                    document_keys(value, &key, keys);
                    keys.insert(key);
                }
            }
        }
        Value::Array(items) => {
            for item in items {
                document_keys(item, &format!("{path}.*"), keys);
                // A single value stands for a list of one.
                document_keys(item, path, keys);
            }
        }
        _ => {}
    }
}

/// Whether a path is one of a kind of files. The name of a product's folder and a period are any names.
fn is_of_kind(kind: &DocumentKind, path: &str, document: &Value) -> bool {
    let pattern = kind.files.strip_prefix("content/").unwrap();
    let (pattern, path): (Vec<&str>, Vec<&str>) =
        (pattern.split('/').collect(), path.split('/').collect());
    let matches = |(pattern, name): (&&str, &&str)| match *pattern {
        "*" | "*.yaml" | "*.md" => true,
        "<period>.yaml" => name.starts_with("2013"),
        pattern => *name == pattern,
    };
    let is_worksheet = document.get("tickets").is_some();
    pattern.len() == path.len()
        && pattern.iter().zip(&path).all(matches)
        && match kind.name {
            "worksheet" => is_worksheet,
            "tally" => !is_worksheet,
            _ => true,
        }
}

/// The YAML of a file: all of it, or its front matter.
fn document(text: &str) -> Value {
    let yaml = match text.strip_prefix("---\n") {
        Some(rest) => rest.split_once("\n---\n").unwrap().0,
        None => text,
    };
    serde_yaml::from_str(yaml).unwrap_or(Value::Null)
}

/// The keys of all documents of a kind in some files.
fn keys_in(secret: &str, kind: &DocumentKind, wanted: impl Fn(&str) -> bool) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for (path, text) in files(secret) {
        let document = document(&text);
        if is_of_kind(kind, &path, &document) && wanted(&path) {
            document_keys(&document, "", &mut keys);
        }
    }
    keys
}

/// The keys of the format that no file has. Entries have each of theirs in a draft and in one of the future.
fn keys_without_value(secret: &str) -> Vec<String> {
    let mut missing = Vec::new();
    for kind in KINDS {
        let cases: &[&str] = match kind.name {
            "site" | "components" | "support" => continue,
            "page" => &["draft"],
            _ if kind.files.starts_with("content/internal/") => &[""],
            _ => &["draft", "future"],
        };
        let mut keys = BTreeSet::new();
        schema_keys(&(kind.schema)(), "", &mut keys);
        for case in cases {
            let found = keys_in(secret, &kind, |path| path.contains(case));
            let missing_here = keys.difference(&found);
            missing.extend(missing_here.map(|key| format!("{} {case}: {key}", kind.name)));
        }
    }
    missing
}

#[test]
fn every_key_that_can_be_secret_has_a_secret_value() {
    assert_eq!(
        keys_without_value(SECRET),
        Vec::<String>::new(),
        "not in tests/it/leak/secret.txt"
    );
    for (line, key) in [
        (
            "  backslash_escapes: true\n",
            "product : .export.backslash_escapes",
        ),
        (
            ", culprit: zilpzalp-half, note: zilpzalp-worksheet-note",
            "",
        ),
        (
            ", until: 2013-12-24 }",
            "services : .services.*.checklist.*.until",
        ),
        ("kind: policy\n", "notice draft: .kind"),
    ] {
        let without = SECRET.replace(line, if line.ends_with('}') { " }" } else { "" });
        assert_ne!(without, SECRET);
        let missing = keys_without_value(&without);
        assert_eq!(missing.first().map_or("", String::as_str), key);
    }
}

#[test]
fn every_setting_is_public_or_secret() {
    let site = KINDS.into_iter().find(|kind| kind.name == "site").unwrap();
    let schema = (site.schema)();
    let settings = schema["properties"].as_object().unwrap();
    let settings: BTreeSet<&str> = settings.keys().map(String::as_str).collect();
    let secret = SECRET_SETTINGS.map(|(key, _)| key);
    assert_eq!(
        settings,
        PUBLIC_SETTINGS.into_iter().chain(secret).collect()
    );
}

/// Where in a site the canary is.
fn canary_places(site: &Pages) -> Vec<String> {
    let has_canary = |(path, bytes): &(&String, &Vec<u8>)| {
        let text = format!("{path}\n{}", String::from_utf8_lossy(bytes)).to_lowercase();
        text.contains(CANARY)
    };
    site.iter()
        .filter(has_canary)
        .map(|(path, _)| path.clone())
        .collect()
}

/// The public site with secret files, and without them.
fn with_and_without(secret: &str) -> [Pages; 2] {
    let open = open_content();
    [format!("{open}{secret}"), open].map(|content| public(&ledger(&content), NOW))
}

/// The files of [`SECRET`] whose paths are wanted.
pub fn secret_files(wanted: impl Fn(&str) -> bool) -> String {
    let files = files(SECRET).into_iter().filter(|(path, _)| wanted(path));
    files
        .map(|(path, text)| format!("//- {path}\n{text}"))
        .collect()
}

#[track_caller]
fn assert_hidden(wanted: impl Fn(&str) -> bool) {
    let secret = secret_files(wanted);
    assert!(secret.contains(CANARY));
    let [with, without] = with_and_without(&secret);
    assert_eq!(canary_places(&with), Vec::<String>::new());
    assert_same_files(&with, &without);
}

#[test]
fn nothing_internal_is_public() {
    assert_hidden(|path| path.starts_with("internal/"));
}

#[test]
fn no_draft_is_public() {
    assert_hidden(|path| path.contains("draft") && !path.starts_with("postmortems/"));
    assert_hidden(|path| path.contains("draft"));
}

#[test]
fn no_future_entry_is_public() {
    assert_hidden(|path| path.starts_with("incidents/") && path.contains("future"));
    assert_hidden(|path| path.starts_with("maintenance/") && path.contains("future"));
    assert_hidden(|path| path.starts_with("postmortems/") && path.contains("future"));
}

#[test]
fn no_future_notice_is_public() {
    assert_hidden(|path| path.starts_with("notices/") && path.contains("future"));
}

#[test]
fn no_future_update_is_public() {
    let open = open_content();
    let update = "  - { at: 2013-08-11T12:00Z, id: zilpzalp-id, posted: 2013-08-11T12:01Z, status: monitoring, label: zilpzalp-label, components: { api: major_outage }, text: zilpzalp-text, next_update: 30m }\n";
    let later = open.replace("//- maintenance/", &format!("{update}//- maintenance/"));
    assert_ne!(later, open);
    let [later, now] = [later, open].map(|content| public(&ledger(&content), NOW));
    assert_eq!(canary_places(&later), Vec::<String>::new());
    assert_same_files(&later, &now);
}

#[test]
fn no_setting_of_the_internal_site_is_public() {
    let open = format!("{}{}", crate::site::SMALL, open_content());
    let secret = open.replace(
        "language: en\n",
        &format!(
            "language: en\n{}",
            SECRET_SETTINGS
                .map(|(key, value)| format!("{key}: {value}\n"))
                .concat()
        ),
    );
    assert_ne!(secret, open);
    let [secret, open] = [secret, open].map(|content| public(&ledger(&content), NOW));
    assert_eq!(canary_places(&secret), Vec::<String>::new());
    assert_same_files(&secret, &open);
}

#[test]
fn owners_and_due_dates_of_actions_are_public_where_the_site_says_so_alone() {
    let open = open_content();
    let owned = open.replace(
        "link: https://example.com/",
        "link: https://example.com/, owner: zilpzalp-owner, due: 2013-12-13",
    );
    assert_ne!(owned, open);
    let [owned, open] = [owned, open].map(|content| public(&ledger(&content), NOW));
    assert_eq!(canary_places(&owned), Vec::<String>::new());
    assert_same_files(&owned, &open);
}

#[test]
fn no_comment_is_public() {
    let open = open_content();
    let commented = open
        .replace(
            "title: Web is slow\n",
            "# zilpzalp-comment\ntitle: Web is slow # zilpzalp-comment\n",
        )
        .replace("title: Support\n", "# zilpzalp-comment\ntitle: Support\n")
        .replace("Ask us.\n", "Ask us.\n\n<!-- zilpzalp-comment -->\n")
        .replace("It was slow.\n", "It was slow.<!-- zilpzalp-comment -->\n");
    assert_eq!(commented.matches("zilpzalp").count(), 5);
    let [commented, _] = [commented, open].map(|content| public(&ledger(&content), NOW));
    assert_eq!(canary_places(&commented), Vec::<String>::new());
}

#[test]
fn the_internal_site_shows_what_is_internal() {
    let site = internal(&ledger(&format!("{}{SECRET}", open_content())), NOW);
    assert!(!canary_places(&site).is_empty());
}
