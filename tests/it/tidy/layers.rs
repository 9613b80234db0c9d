//! Layers look only down: each path that begins with `crate` or climbs with `super` ends in a layer that its own may name.

use super::{File, assert_no_faults, assert_single_fault, source};

/// What each layer may name besides itself: the table of the architecture, without `edge`, which may name all.
const MAY_USE: [(&str, &[&str]); 10] = [
    ("base", &[]),
    ("model", &["base"]),
    ("format", &["base"]),
    ("parse", &["base", "format"]),
    ("check", &["base", "model", "format", "parse"]),
    ("import", &["base", "model", "format", "parse"]),
    ("author", &["base", "model", "format", "parse"]),
    ("derive", &["base", "model"]),
    ("view", &["base", "model", "derive"]),
    ("render", &["base", "view"]),
];

fn layer_faults(files: &[File]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files {
        let Some(layer) = file.layer().filter(|layer| *layer != "edge") else {
            continue;
        };
        let Some((_, allowed)) = MAY_USE.iter().find(|(known, _)| *known == layer) else {
            faults.push(format!(
                "{}: the layer `{layer}` is not in the table",
                file.path
            ));
            continue;
        };
        for named in file.paths() {
            // The word alone is the reach of something public, unless it is given another name.
            let reach = named.path.len() == 1 && !named.imported;
            let Some(target) = target_layer(&file.path, &named.path).filter(|_| !reach) else {
                continue;
            };
            if target != layer && !allowed.contains(&target) {
                let path = named.path.join("::");
                faults.push(format!(
                    "{}:{}: `{layer}` may not name `{path}`",
                    file.path, named.line
                ));
            }
        }
    }
    faults
}

/// The first word below the root that a path leads to, if it climbs at all. A bare `crate` leads everywhere, and so nowhere allowed.
fn target_layer<'a>(file: &'a str, path: &'a [String]) -> Option<&'a str> {
    let inside = file.strip_prefix("src/")?.strip_suffix(".rs")?;
    let module: Vec<&str> = inside
        .strip_suffix("/mod")
        .unwrap_or(inside)
        .split('/')
        .collect();
    let climbs = path
        .iter()
        .skip_while(|word| *word == "self")
        .take_while(|word| *word == "super")
        .count();
    let rest = || {
        path.iter()
            .find(|word| !matches!(word.as_str(), "crate" | "super" | "self"))
            .map_or("crate", |w| w)
    };
    match path.first()?.as_str() {
        "crate" => Some(rest()),
        _ if climbs == 0 => None,
        _ if climbs >= module.len() => Some(rest()),
        _ => Some(module[0]),
    }
}

#[test]
fn layers_look_only_down() {
    assert_no_faults(&layer_faults(&source()));
}

#[test]
fn the_table_has_every_layer() {
    let mut layers: Vec<String> = source()
        .iter()
        .filter_map(|file| file.layer().map(str::to_owned))
        .collect();
    layers.dedup();
    let mut known: Vec<&str> = MAY_USE
        .iter()
        .map(|(layer, _)| *layer)
        .chain(["edge"])
        .collect();
    known.sort_unstable();
    assert_eq!(layers, known);
}

fn check_file(path: &str, text: &str) -> Vec<String> {
    layer_faults(&[File::new(path, text)])
}

#[test]
fn an_upward_path_is_found() {
    let found = check_file(
        "src/model/site.rs",
        "use crate::{base::id, view::{text::Sign}};\n",
    );
    assert_single_fault(
        &found,
        "src/model/site.rs:1: `model` may not name `crate::view::text::Sign`",
    );
    let found = check_file(
        "src/derive/uptime.rs",
        "\nfn f() { crate::check::sources(); }",
    );
    assert_single_fault(
        &found,
        "src/derive/uptime.rs:2: `derive` may not name `crate::check::sources`",
    );
}

#[test]
fn a_climb_out_of_the_layer_is_found() {
    let found = check_file("src/model/site.rs", "use super::super::edge::clock;");
    assert_single_fault(
        &found,
        "src/model/site.rs:1: `model` may not name `super::super::edge::clock`",
    );
    let found = check_file(
        "src/view/public/mod.rs",
        "use super::super::render as paint;",
    );
    assert_single_fault(
        &found,
        "src/view/public/mod.rs:1: `view` may not name `super::super::render`",
    );
    let found = check_file("src/parse/mod.rs", "use super::*;");
    assert_single_fault(
        &found,
        "src/parse/mod.rs:1: `parse` may not name `super::*`",
    );
}

#[test]
fn the_root_by_another_name_is_found() {
    assert_single_fault(
        &check_file("src/base/id.rs", "use crate as root;"),
        "src/base/id.rs:1: `base` may not name `crate`",
    );
}

#[test]
fn words_and_downward_paths_are_fine() {
    let text = "//! See [`crate::edge`].\nuse crate::{base::id, model, parse::given};\nuse super::fault;\nconst A: &str = \"crate::edge\";";
    assert_no_faults(&check_file("src/check/site.rs", text));
    assert_no_faults(&check_file("src/edge/command/mod.rs", "use crate::view;"));
    assert_no_faults(&check_file(
        "src/view/public/status.rs",
        "use super::super::text; pub(crate) fn f() {}",
    ));
}
