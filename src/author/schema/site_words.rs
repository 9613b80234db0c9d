//! This site's own words for schemas, as far as its files can be read.

use crate::base::source::Sources;
use crate::format::component::ComponentDoc;
use crate::format::field::{Field, Required};
use crate::format::report::CulpritDoc;
use crate::parse::{self, Documents};

/// This site's own words. Where a list is empty, nothing is known and any word will do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteWords {
    /// Ids of components with their names.
    pub components: Vec<(String, String)>,
    /// Ids that components once had.
    pub old_components: Vec<String>,
    /// Ids of culprits, present and old, with their names.
    pub culprits: Vec<(String, String)>,
    /// Error codes of the support guide with their names.
    pub error_codes: Vec<(String, String)>,
    /// Ids of teams with their names.
    pub teams: Vec<(String, String)>,
    /// Rules that a site may decide on.
    pub rules: Vec<&'static str>,
}

impl SiteWords {
    /// The words of a content folder. What is broken in it is left out, for editors are where it is mended.
    pub fn of(sources: &Sources, rules: &[&'static str]) -> SiteWords {
        let names_things = |path: &str| {
            matches!(
                path,
                "components.yaml" | "support.yaml" | "internal/teams.yaml"
            ) || path.starts_with("internal/reports/") && path.ends_with("/product.yaml")
        };
        let (documents, _) =
            parse::parse_matching(sources, |file| names_things(&sources.file(file).path));
        let Documents {
            components,
            products,
            support,
            teams,
            ..
        } = documents;
        let mut names = SiteWords {
            rules: rules.to_vec(),
            ..SiteWords::default()
        };
        let groups = components
            .into_iter()
            .flat_map(|document| document.content.value.groups.0.items());
        for component in groups.flat_map(|group| group.value.components.0.items()) {
            names.component(component.value);
        }
        for culprit in products
            .into_iter()
            .flat_map(|product| product.document.content.value.culprits.0.items())
        {
            names.culprit(culprit.value);
        }
        for code in support
            .into_iter()
            .flat_map(|document| document.content.value.error_codes.items())
        {
            names
                .error_codes
                .extend(id_with_name(code.value.code, code.value.name));
        }
        for team in teams
            .into_iter()
            .flat_map(|document| document.content.value.teams.0.items())
        {
            names
                .teams
                .extend(id_with_name(team.value.id, team.value.name));
        }
        names
    }

    fn component(&mut self, doc: ComponentDoc) {
        self.components.extend(id_with_name(doc.id, doc.name));
        self.old_components
            .extend(doc.aliases.texts().into_iter().map(|alias| alias.value));
    }

    fn culprit(&mut self, doc: CulpritDoc) {
        let old = [doc.aliases, doc.merged_from]
            .into_iter()
            .flat_map(Field::texts)
            .map(|old| old.value);
        let old: Vec<String> = old.collect();
        let Some((id, name)) = id_with_name(doc.id, doc.name) else {
            return;
        };
        self.culprits.extend(
            old.into_iter()
                .map(|old| (old, format!("{name}, now `{id}`"))),
        );
        self.culprits.push((id, name));
    }
}

/// An id with the name that people know it by.
fn id_with_name(
    id: Required<impl Into<String>>,
    name: Required<String>,
) -> Option<(String, String)> {
    let id = id.0.optional()?.value.into();
    let name = name
        .0
        .optional()
        .map_or_else(|| id.clone(), |name| name.value);
    Some((id, name))
}
