//! What the fuzz targets share: a small site, several files in one input, and what must be true of every check.

use std::sync::LazyLock;

use statuary::base::source::{SourceFile, Sources};
use statuary::base::time::{Moment, Now};
use statuary::check::CheckOutcome;
use statuary::edge::diagnostics::text::{self, SourceLines};
use statuary::import::{ImportOptions, ImportOutput, SourceHistory, SourceTool, import_files};
use statuary::model::report::Export;
use statuary::render::theme::Theme;
use statuary::render::theme::files::ThemeFiles;
use statuary::view::branding::BrandingView;

/// A line that begins a file inside an input, as in the tests of the project: `//- incidents/2026-11-03-api.yaml`.
const FILE_MARK: &str = "//- ";

/// Between the parts of an input that has two.
pub const SEPARATOR: &str = "\n====\n";

/// A site without faults, so that what is found is about the file that was added.
const SITE: &str = include_str!("site.txt");

/// The moment of every check and build.
pub fn now() -> Now {
    Now(Moment::from_unix(1_793_800_800).expect("a moment of 2026"))
}

/// The files of an input; bytes before the first mark are left out. Every file has a path of its own.
pub fn files(text: &str) -> Vec<SourceFile> {
    let mut files: Vec<SourceFile> = Vec::new();
    for part in format!("\n{text}").split(&format!("\n{FILE_MARK}")).skip(1) {
        let (path, text) = part.split_once('\n').unwrap_or((part, ""));
        let path = path.trim().trim_matches('/').replace('\0', "");
        if !path.is_empty() {
            files.retain(|file| file.path != path);
            files.push(SourceFile { path, bytes: text.as_bytes().to_vec() });
        }
    }
    files
}

/// The site with more files, or with files in the place of its own.
pub fn site_with(added: Vec<SourceFile>) -> Sources {
    let mut all = files(SITE);
    all.retain(|file| added.iter().all(|new| new.path != file.path));
    all.extend(added);
    Sources::new(all)
}

/// The site with one more file.
pub fn site_with_file(path: &str, bytes: &[u8]) -> Sources {
    site_with(vec![SourceFile { path: path.to_owned(), bytes: bytes.to_vec() }])
}

/// Checks content, and that each problem is at a place of its file and can be shown.
pub fn check(sources: &Sources) -> CheckOutcome {
    let outcome = statuary::check_sources(sources);
    for problem in &outcome.diagnostics {
        let related = problem.related.iter().map(|label| label.span);
        for span in related.chain([problem.primary.span]) {
            let bytes = &sources.file(span.file).bytes;
            assert!(span.start <= span.end && span.end <= bytes.len(), "{problem:?}");
            let cuts_character = std::str::from_utf8(bytes)
                .is_ok_and(|text| text.get(span.start..span.end).is_none());
            assert!(!cuts_character, "inside a character: {problem:?}");
        }
        assert!(!problem.message.contains(char::is_control), "{problem:?}");
    }
    text::render(&outcome.diagnostics, sources, "content/", SourceLines::Show);
    outcome
}

/// Checks content and, if it has no errors, prints every file of both sites.
pub fn check_and_render(sources: &Sources) {
    static THEME: LazyLock<Theme> = LazyLock::new(|| {
        Theme::new(&ThemeFiles::default(), &BrandingView::plain("en")).expect("the built-in theme")
    });
    let Some(ledger) = check(sources).ledger else {
        return;
    };
    for site in [
        statuary::public_site(&ledger.status, now(), &THEME),
        statuary::internal_site(&ledger, now(), &THEME),
    ] {
        for path in site.paths() {
            let rendered = site.render(path);
            assert!(matches!(rendered, Ok(Some(_))), "{path} cannot be printed");
        }
    }
}

/// Imports files into an empty site, and checks that the outcome has no errors.
pub fn import(tool: SourceTool, from: &Sources) -> ImportOutput {
    static NO_HISTORY: LazyLock<SourceHistory> = LazyLock::new(SourceHistory::default);
    let options = ImportOptions {
        existing: &Sources::default(),
        zone: None,
        site_id: "site",
        now: now(),
        history: &NO_HISTORY,
    };
    let output = import_files(tool, from, &options);
    let made = output.files.iter().map(|file| SourceFile {
        path: file.path.clone(),
        bytes: file.text.clone().into_bytes(),
    });
    let made = Sources::new(made.collect());
    let outcome = check(&made);
    let errors = text::render(&outcome.diagnostics, &made, "", SourceLines::Show);
    assert!(outcome.ledger.is_some(), "the import has errors:\n{errors}");
    output
}

/// The settings of a ticket export; each bit adds a key.
pub fn export_settings(bits: u8) -> Export {
    const KEYS: [&str; 6] = [
        "priority: priority",
        "dates: day-first",
        "ignore: { status: [spam] }",
        "only: { product: [shop] }",
        "records: tickets",
        "backslash_escapes: true",
    ];
    let chosen = (0..).zip(KEYS).filter(|(bit, _)| bits >> bit & 1 == 1);
    let keys: String = chosen.map(|(_, key)| format!("\n  {key}")).collect();
    let product = format!(
        "//- internal/reports/shop/product.yaml\nname: Shop\nculprits: [{{ id: search, name: Search }}]\nexport:\n  id: id\n  created: created{keys}\n"
    );
    let outcome = check(&site_with(files(&product)));
    let ledger = outcome.ledger.expect("valid settings");
    ledger.internal.products[0].export.clone().expect("settings of an export")
}
