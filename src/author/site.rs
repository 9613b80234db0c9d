//! The files of a new site: small, whole, and without a warning.

use super::new_file::modeline;
use crate::base::time::Date;
use crate::format::component::{ComponentDoc, GroupDoc};
use crate::format::field::{Field, Required};
use crate::format::site::{PolicyDoc, SITE_ID_COMMENT, SiteDoc};
use crate::format::yaml::YamlText;

/// What a new site is told.
#[derive(Clone, Debug)]
pub struct NewSite {
    /// Its name.
    pub title: String,
    /// Where it will be published.
    pub url: String,
    /// What makes its IDs unique. Chosen at random.
    pub site_id: String,
    /// Its first day.
    pub since: Date,
    /// IANA name.
    pub time_zone: String,
    /// Components: ids with names.
    pub components: Vec<(String, String)>,
}

impl NewSite {
    /// Paths from the site's folder with their texts.
    pub fn files(&self) -> Vec<(&'static str, String)> {
        vec![
            ("content/site.yaml", self.site_yaml()),
            ("content/components.yaml", self.components_yaml()),
            ("README.md", self.readme()),
            (".gitignore", GITIGNORE.to_owned()),
            ("content/.gitattributes", GITATTRIBUTES.to_owned()),
        ]
    }

    fn site_yaml(&self) -> String {
        let mut text = YamlText::default();
        let policy = PolicyDoc {
            maintenance_notice: Field::new("24h".into()),
            first_update: Field::new("15m".into()),
            update_interval: Field::new("60m".into()),
            postmortem_due: Field::new("5d".into()),
            ..PolicyDoc::default()
        };
        text.keys(
            0,
            &SiteDoc {
                version: Required::new(1),
                title: Required::new(self.title.clone()),
                url: Required::new(self.url.as_str().into()),
                site_id: Field::new(self.site_id.clone()),
                ..SiteDoc::default()
            },
        );
        text.comment_beside(SITE_ID_COMMENT);
        text.keys(
            0,
            &SiteDoc {
                since: Field::new(self.since.to_string().as_str().into()),
                time_zone: Required::new(self.time_zone.as_str().into()),
                ..SiteDoc::default()
            },
        );
        text.comment_beside("days start and end in this time zone");
        text.keys(
            0,
            &SiteDoc {
                language: Field::new("en".into()),
                ..SiteDoc::default()
            },
        );
        text.line(0, "policy:");
        text.comment_beside("promises to customers; most are tested by `statuary check`");
        text.keys(2, &policy);
        modeline(1, "site") + &text.finish()
    }

    fn components_yaml(&self) -> String {
        let mut text = YamlText::default();
        text.line(0, "groups:");
        text.item(
            2,
            &GroupDoc {
                id: Required::new("product".into()),
                name: Required::new("Product".to_owned()),
                ..GroupDoc::default()
            },
        );
        text.line(4, "components:");
        text.comment_beside(
            "IDs are permanent, because URLs and feeds contain them; names can change",
        );
        for (id, name) in &self.components {
            text.item(
                6,
                &ComponentDoc {
                    id: Required::new(id.as_str().into()),
                    name: Required::new(name.clone()),
                    ..ComponentDoc::default()
                },
            );
        }
        modeline(1, "components") + &text.finish()
    }

    fn readme(&self) -> String {
        let first = self.components.first().map_or("web", |(id, _)| id.as_str());
        format!(
            "# {}

This status page is built by Statuary from the files in `content/`.

```sh
statuary new incident \"Pages load slowly\" --component {first}=degraded_performance
statuary update --status monitoring --component {first}=operational \"A fix is deployed.\"
statuary update --status resolved \"All systems are operating normally.\"
statuary check      # reports every problem with its line
statuary serve      # previews the pages and reloads them when you save a file
statuary build      # builds output/public for customers and output/internal for the team
```

`statuary schema` writes JSON Schemas, with which editors with a YAML language server complete and check the files.
",
            self.title
        )
    }
}

/// Git for Windows writes other line ends into a work tree, and static files are published as they are there.
const GITATTRIBUTES: &str = "* text=auto eol=lf\n";

/// What is made and not written.
const GITIGNORE: &str = "# Written by `statuary build` and `statuary schema`.
/output/
/.statuary/
";
