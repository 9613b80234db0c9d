//! The table of routes and the sites that are made say the same.

use std::collections::BTreeSet;

use statuary::model::route::{self, ROUTES, Route};
use statuary::render::theme::builtin::DEFAULT_THEME;

use crate::site::{example, internal, public};

const NOW: &str = "2013-09-03T12:00Z";

/// The paths of a site that no route explains, without the files and old addresses of the example.
fn unexplained<'a>(
    paths: impl Iterator<Item = &'a String>,
    routes: &[&Route],
    except: &BTreeSet<String>,
) -> Vec<&'a str> {
    let address = |path: &'a str| path.strip_suffix("index.html").unwrap_or(path);
    let known = |path: &'a str| routes.iter().any(|route| route.matches(address(path)));
    paths
        .map(String::as_str)
        .filter(|&path| !known(path) && !except.contains(path))
        .collect()
}

#[test]
fn every_file_of_the_public_site_has_a_route() {
    let ledger = &example().status;
    let files = ledger.static_files.iter().map(|file| file.path.clone());
    let aliases = ledger.incidents.iter().flat_map(|one| &one.aliases);
    let aliases = aliases.map(|alias| route::file_path(&format!("{alias}/")));
    let site = public(example(), NOW);
    let routes: Vec<&Route> = route::public().collect();
    assert_eq!(
        unexplained(site.keys(), &routes, &files.chain(aliases).collect()),
        Vec::<&str>::new()
    );
}

#[test]
fn every_file_of_the_internal_site_has_a_route() {
    let routes: Vec<&Route> = ROUTES.iter().filter(|route| route.is_internal).collect();
    assert_eq!(
        unexplained(
            internal(example(), NOW).keys(),
            &routes,
            &BTreeSet::default()
        ),
        Vec::<&str>::new()
    );
}

#[test]
fn every_public_route_without_a_name_has_a_file() {
    let site = public(example(), NOW);
    let missing: Vec<&str> = route::public()
        .filter(|route| route.is_single() && !site.contains_key(&route::file_path(route.pattern)))
        .filter(|route| cfg!(feature = "png") || route.pattern != "og.png")
        .filter(|route| **route != route::DEPLOYMENT)
        .map(|route| route.pattern)
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn the_default_theme_has_the_template_of_every_route_and_no_other() {
    let names = DEFAULT_THEME.files().map(|(name, _)| name);
    let shared = ["base.html", "parts.html"];
    let templates: BTreeSet<&str> = names
        .filter(|name| name.ends_with(".html") && !shared.contains(name))
        .collect();
    let wanted: BTreeSet<&str> = ROUTES.iter().filter_map(|route| route.template).collect();
    assert_eq!(templates, wanted);
}
