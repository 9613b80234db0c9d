//! The files of a new site: small, whole, and without a warning.

use super::new_file::modeline;
use crate::base::yaml_writer::scalar;

/// What a new site is told.
#[derive(Clone, Debug)]
pub struct NewSite {
    /// Its name.
    pub title: String,
    /// Where it will be published.
    pub url: String,
    /// IANA name.
    pub time_zone: String,
    /// Components: ids with names.
    pub components: Vec<(String, String)>,
}

impl NewSite {
    /// Paths from the site's folder with their texts.
    #[must_use]
    pub fn files(&self) -> Vec<(&'static str, String)> {
        vec![
            ("content/site.yaml", self.site_yaml()),
            ("content/components.yaml", self.components_yaml()),
            ("README.md", self.readme()),
            (".gitignore", GITIGNORE.to_owned()),
        ]
    }

    fn site_yaml(&self) -> String {
        let NewSite {
            title,
            url,
            time_zone,
            components: _,
        } = self;
        modeline(1, "site")
            + &format!(
                "version: 1
title: {}
url: {}
time_zone: {}    # days begin and end in this zone
language: en
policy:                  # promises; `statuary check` says where one was not kept
  maintenance_notice: 24h
  first_update: 15m
  update_interval: 60m
  postmortem_due: 5d
",
                scalar(title),
                scalar(url),
                scalar(time_zone)
            )
    }

    fn components_yaml(&self) -> String {
        let mut text = modeline(1, "components")
            + "groups:
  - id: product
    name: Product
    components:          # an id is permanent: it is in addresses and feeds; a name may change
";
        for (id, name) in &self.components {
            text += &format!(
                "      - id: {}\n        name: {}\n",
                scalar(id),
                scalar(name)
            );
        }
        text
    }

    fn readme(&self) -> String {
        let first = self.components.first().map_or("web", |(id, _)| id.as_str());
        format!(
            "# {}

Files in `content/` become a status page. The program is Statuary.

```sh
statuary new incident \"Pages load slowly\" --component {first}=degraded_performance
statuary update --status monitoring --component {first}=operational \"A fix is deployed.\"
statuary update --status resolved \"All is well again.\"
statuary check      # says what is wrong
statuary serve      # shows the pages while you write
statuary build      # makes output/public for customers and output/internal for the team
```

Editors with a YAML language server complete and check the files by the schemas that `statuary schema` writes.
",
            self.title
        )
    }
}

/// What is made and not written.
const GITIGNORE: &str = "# Made by `statuary build` and `statuary schema`.
/output/
/.statuary/
";
