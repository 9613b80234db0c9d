//! Sites of Hugo in several languages: the language of a page is the first folder below `content/`, or the end of its name, as in
//! `outage.de.md`.

use std::collections::BTreeMap;

use super::front_matter;
use super::source_text::file_text;
use super::value::ImportedValue;
use crate::base::source::SourceFile;

/// The languages that the settings of a site name.
#[derive(Debug, Default)]
pub(super) struct SiteLanguages {
    pub default: Option<String>,
    declared: Vec<String>,
}

impl SiteLanguages {
    pub fn from_config(config: &ImportedValue) -> SiteLanguages {
        let languages = config.get("languages").map(ImportedValue::entries);
        let declared = languages.unwrap_or_default().iter();
        let default = config.get_text(&["defaultContentLanguage", "languageCode"]);
        SiteLanguages {
            default: default.map(str::to_lowercase),
            declared: declared.map(|(code, _)| code.to_lowercase()).collect(),
        }
    }

    fn is_default(&self, language: &str) -> bool {
        let default = self.default.as_deref().unwrap_or("en");
        default == language || default.split('-').next() == Some(language)
    }
}

/// A page that is imported.
#[derive(Debug)]
pub(super) struct SourcePage<'a> {
    pub file: &'a SourceFile,
    /// Its path without its language.
    pub path: String,
    /// Its language and those of its translations, as far as their paths name them.
    pub languages: Vec<String>,
    /// The same page in other languages.
    pub translations: Vec<&'a SourceFile>,
}

/// Takes translations of a page together. One in a language that the settings do not name is a translation if both have the same date.
pub(super) fn group_translations<'a>(
    files: impl Iterator<Item = &'a SourceFile>,
    site: &SiteLanguages,
) -> Vec<SourcePage<'a>> {
    let mut groups: BTreeMap<String, Vec<(Option<String>, &SourceFile)>> = BTreeMap::new();
    for file in files {
        let (language, path) = match split_language(&file.path) {
            Some((language, path)) => (Some(language), path),
            None => (None, file.path.clone()),
        };
        groups.entry(path).or_default().push((language, file));
    }
    let mut pages = Vec::new();
    for (path, mut group) in groups {
        group.sort_by_key(|(language, file)| {
            let language = language.as_deref();
            let is_default = language.is_some_and(|language| site.is_default(language));
            (!is_default, language.is_some(), &file.path)
        });
        let mut group = group.into_iter();
        let Some((language, file)) = group.next() else {
            continue;
        };
        let is_declared = |language: &Option<String>| {
            language
                .as_ref()
                .is_some_and(|language| site.declared.contains(language))
        };
        // Where nothing says that it is a language, two letters can be anything.
        let is_known = group.len() > 0 || is_declared(&language);
        let mut page = SourcePage {
            file,
            path: if is_known { path } else { file.path.clone() },
            languages: language.into_iter().filter(|_| is_known).collect(),
            translations: Vec::new(),
        };
        let date = date_of(file);
        for (language, other) in group {
            if is_declared(&language) || date.is_some() && date_of(other) == date {
                page.languages.extend(language);
                page.translations.push(other);
            } else {
                pages.push(SourcePage {
                    file: other,
                    path: other.path.clone(),
                    languages: Vec::new(),
                    translations: Vec::new(),
                });
            }
        }
        pages.push(page);
    }
    pages.sort_by_key(|page| &page.file.path);
    pages
}

/// The language in a path, and the path without it.
fn split_language(path: &str) -> Option<(String, String)> {
    let (before, after) = match path.split_once("/content/") {
        Some((before, after)) => (format!("{before}/content/"), after),
        None => ("content/".to_owned(), path.strip_prefix("content/")?),
    };
    if let Some((language, rest)) = after.split_once('/')
        && is_language_code(language)
    {
        return Some((language.to_lowercase(), format!("{before}{rest}")));
    }
    let (name, extension) = after.rsplit_once('.')?;
    let (name, language) = name.rsplit_once('.')?;
    is_language_code(language).then(|| {
        (
            language.to_lowercase(),
            format!("{before}{name}.{extension}"),
        )
    })
}

/// Two letters, and a region or a script behind a hyphen.
fn is_language_code(text: &str) -> bool {
    let mut parts = text.split('-');
    let has_letters = |part: &str, least, most| {
        (least..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic())
    };
    parts.next().is_some_and(|part| has_letters(part, 2, 2))
        && parts.next().is_none_or(|part| has_letters(part, 2, 4))
        && parts.next().is_none()
}

fn date_of(file: &SourceFile) -> Option<String> {
    let page = front_matter::parse(file_text(file)?).ok()?;
    page.front_matter.get_string(&["date"])
}
