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
    /// The service that reviews changes and publishes the site.
    pub ci: Option<CiService>,
}

/// A service that runs the program after each change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CiService {
    Github,
    Gitlab,
}

/// Where releases are, and the name of the action that installs one.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");
const VERSION: &str = env!("CARGO_PKG_VERSION");
/// The commit of a released program, so that workflows name the action by its hash. Set by `.ci/release`.
const COMMIT: Option<&str> = option_env!("STATUARY_COMMIT");

impl CiService {
    /// The files of the service, for a site at an address that ends with a slash.
    fn files(self, url: &str) -> Vec<(&'static str, String)> {
        let fill = |template: &str| {
            template
                .replace("{ACTION}", &action())
                .replace("{RELEASES}", &format!("{REPOSITORY}/releases/download"))
                .replace("{VERSION}", &format!("\"{VERSION}\""))
                .replace("{URL}", url)
        };
        match self {
            CiService::Github => vec![
                (
                    ".github/workflows/review.yml",
                    fill(include_str!("site/github-review.yml")),
                ),
                (
                    ".github/workflows/publish.yml",
                    fill(include_str!("site/github-publish.yml")),
                ),
            ],
            CiService::Gitlab => vec![(".gitlab-ci.yml", fill(include_str!("site/gitlab-ci.yml")))],
        }
    }

    /// What the team does once in the settings of the service.
    fn next_steps(self) -> &'static str {
        match self {
            CiService::Github => {
                "1. In the settings of the repository, under \"Pages\", choose \"GitHub Actions\" as the source.
2. Set `url:` in `content/site.yaml` and `SITE` in `.github/workflows/publish.yml` to the address that is shown there.
3. Push. `.github/workflows/publish.yml` publishes after each merge, and `review.yml` comments on pull requests.
4. Protect the branch `main`, so that each change is reviewed.
"
            }
            CiService::Gitlab => {
                "1. Push, and look up the address under \"Deploy\", \"Pages\".
2. Set `url:` in `content/site.yaml` and `SITE` in `.gitlab-ci.yml` to it.
3. Under \"Build\", \"Pipeline schedules\", add a pipeline every six hours, for what the clock changes.
4. Protect the default branch, so that each change is reviewed.
"
            }
        }
    }
}

/// The action of this release, as workflows name it.
fn action() -> String {
    let name = REPOSITORY.trim_start_matches("https://github.com/");
    match COMMIT {
        Some(commit) => format!("{name}@{commit} # v{VERSION}"),
        None => format!(
            "{name}@v{VERSION} # zizmor: ignore[unpinned-uses] the release of the program that wrote this file"
        ),
    }
}

impl NewSite {
    /// Paths from the site's folder with their texts.
    pub fn files(&self) -> Vec<(&'static str, String)> {
        let mut files = vec![
            ("content/site.yaml", self.site_yaml()),
            ("content/components.yaml", self.components_yaml()),
            ("README.md", self.readme()),
            (".gitignore", GITIGNORE.to_owned()),
            (".editorconfig", EDITORCONFIG.to_owned()),
            ("content/.gitattributes", GITATTRIBUTES.to_owned()),
        ];
        if let Some(ci) = self.ci {
            files.push((EXAMPLE_INCIDENT, self.example_incident()));
            files.extend(ci.files(&format!("{}/", self.url.trim_end_matches('/'))));
        }
        files
    }

    /// An incident that shows what one looks like. It is a draft, so nobody else sees it.
    fn example_incident(&self) -> String {
        let component = self.first_component();
        let day = self.since;
        format!(
            "{}# An example. It is a draft, which is not published: `statuary serve` shows it. Delete it when you have an incident of your own.
draft: true
title: Elevated error rates
started: {day}T09:00Z
components: {{ {component}: major_outage }}
updates:
  - at: {day}T09:10Z
    status: investigating
    text: Many requests fail. We are investigating.
    next_update: 30m
  - at: {day}T09:35Z
    status: monitoring
    components: {{ {component}: degraded_performance }}
    text: A fix is deployed; latency is still raised.
  - at: {day}T10:05Z
    status: resolved
    text: All systems are operating normally.
",
            modeline(2, "incident")
        )
    }

    fn first_component(&self) -> &str {
        self.components.first().map_or("web", |(id, _)| id.as_str())
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
        let first = self.first_component();
        let setup = self.ci.map_or_else(String::new, |ci| {
            format!("\n## Once, at the beginning\n\n{}", ci.next_steps())
        });
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

`statuary schema` writes JSON Schemas, with which editors with a YAML language server complete and check the files. `statuary help` lists the
chapters of the manual.
{setup}",
            self.title
        )
    }
}

/// Git for Windows writes other line ends into a work tree, and static files are published as they are there.
const GITATTRIBUTES: &str = "* text=auto eol=lf\n";

/// What editors that know nothing about the files do right.
const EDITORCONFIG: &str = "root = true

[*]
charset = utf-8
end_of_line = lf
indent_style = space
indent_size = 2
insert_final_newline = true
";

/// Where the example is. Its date is that of the site's first day, so that it is never the newest.
const EXAMPLE_INCIDENT: &str = "content/incidents/example.yaml";

/// What is made and not written.
const GITIGNORE: &str = "# Written by `statuary build` and `statuary schema`.
/output/
/.statuary/
";
