//! Source files do not name each other in circles: what two files need is in a third that names neither.

use std::collections::{BTreeMap, BTreeSet};

use super::{File, assert_no_faults, assert_single_fault, source};

/// Modules, and the modules that each of them names.
type Graph = BTreeMap<String, BTreeSet<String>>;

/// The module of a source file, such as `view::public::status`; `crate` for `lib.rs`.
fn module(path: &str) -> Option<String> {
    let inside = path.strip_prefix("src/")?.strip_suffix(".rs")?;
    match inside {
        "main" => None,
        "lib" => Some("crate".to_owned()),
        _ => {
            let inside = inside.strip_suffix("/mod").unwrap_or(inside);
            Some(format!("crate::{}", inside.replace('/', "::")))
        }
    }
}

fn graph(files: &[File]) -> Graph {
    let modules: BTreeSet<String> = files.iter().filter_map(|file| module(&file.path)).collect();
    let mut graph = Graph::new();
    for file in files {
        let Some(module) = module(&file.path) else {
            continue;
        };
        let mut targets = BTreeSet::new();
        for named in file.paths() {
            // `pub(crate)` and `pub(super)` name nothing.
            if named.path.len() == 1 && !named.imported {
                continue;
            }
            if let Some(target) = target(&module, &named.path, &modules)
                && target != module
            {
                targets.insert(target);
            }
        }
        graph.insert(module, targets);
    }
    graph
}

/// The module that a path leads to: the longest beginning of it that is one. `None` for what is local, outside or of a library.
fn target(module: &str, path: &[String], modules: &BTreeSet<String>) -> Option<String> {
    let mut full: Vec<&str> = match path[0].as_str() {
        "crate" => Vec::new(),
        "self" | "super" => module.split("::").collect(),
        child if modules.contains(&format!("{module}::{child}")) => module.split("::").collect(),
        _ => return None,
    };
    for word in path {
        match word.as_str() {
            "self" => {}
            "super" => drop(full.pop()),
            word => full.push(word),
        }
    }
    while !full.is_empty() {
        let name = full.join("::");
        if modules.contains(&name) {
            return Some(name);
        }
        full.pop();
    }
    None
}

/// Groups of modules each of which leads to every other one.
fn circles(graph: &Graph) -> Vec<BTreeSet<&str>> {
    let reached: BTreeMap<&str, BTreeSet<&str>> = graph
        .keys()
        .map(|module| (module.as_str(), reachable(graph, module)))
        .collect();
    let mut circles: Vec<BTreeSet<&str>> = Vec::new();
    for (module, beyond) in &reached {
        if !beyond.contains(module) || circles.iter().any(|circle| circle.contains(module)) {
            continue;
        }
        let circle = beyond
            .iter()
            .copied()
            .filter(|other| reached[other].contains(module));
        circles.push(circle.collect());
    }
    circles
}

/// Every module that a module leads to over one step or more.
fn reachable<'g>(graph: &'g Graph, start: &str) -> BTreeSet<&'g str> {
    let mut reached: BTreeSet<&str> = BTreeSet::new();
    let mut open: Vec<&str> = vec![start];
    while let Some(module) = open.pop() {
        for next in graph.get(module).into_iter().flatten() {
            if reached.insert(next) {
                open.push(next);
            }
        }
    }
    reached
}

fn circle_faults(files: &[File]) -> Vec<String> {
    let graph = graph(files);
    let mut faults = Vec::new();
    for circle in circles(&graph) {
        let modules: Vec<&str> = circle.into_iter().collect();
        faults.push(format!(
            "these files name each other in a circle: {}",
            modules.join(" ")
        ));
    }
    faults
}

#[test]
fn no_source_files_name_each_other_in_circles() {
    assert_no_faults(&circle_faults(&source()));
}

fn planted(files: &[(&str, &str)]) -> Vec<String> {
    let files: Vec<File> = files
        .iter()
        .map(|(path, text)| File::new(path, text))
        .collect();
    circle_faults(&files)
}

#[test]
fn a_circle_of_neighbours_is_found() {
    let files = [
        ("src/view/mod.rs", "mod feed; mod page; mod words;"),
        ("src/view/feed.rs", "use crate::view::page::{self, Page};"),
        ("src/view/page.rs", "fn f() { super::words::say() }"),
        ("src/view/words.rs", "use super::super::{view::feed::Feed};"),
    ];
    let circle = "crate::view::feed crate::view::page crate::view::words";
    assert_single_fault(
        &planted(&files),
        &format!("these files name each other in a circle: {circle}"),
    );
}

#[test]
fn a_circle_across_layers_is_found() {
    let files = [
        ("src/model/site.rs", "use crate::base::text::Text;"),
        ("src/base/text.rs", "use crate::model::site::Site;"),
    ];
    assert_single_fault(
        &planted(&files),
        "these files name each other in a circle: crate::base::text crate::model::site",
    );
}

#[test]
fn a_child_that_imports_from_the_parent_that_calls_it_is_found() {
    let files = [
        (
            "src/view/mod.rs",
            "mod page; pub struct Frame; fn f() { page::page() }",
        ),
        ("src/view/page.rs", "use super::Frame;"),
    ];
    assert_single_fault(
        &planted(&files),
        "these files name each other in a circle: crate::view crate::view::page",
    );
}

#[test]
fn a_parent_that_only_declares_its_children_is_in_no_circle() {
    assert_no_faults(&planted(&[
        ("src/lib.rs", "pub mod view; use view::Frame;"),
        ("src/view/mod.rs", "pub mod page; pub(crate) struct Frame;"),
        (
            "src/view/page.rs",
            "use super::Frame; pub(super) fn page() {}",
        ),
    ]));
}
