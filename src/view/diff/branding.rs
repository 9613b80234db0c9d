//! Changes of the branding: theme, colours and pictures.

use serde::Serialize;

use crate::base::vocabulary::Vocabulary;
use crate::model::branding::{BrandImage, Branding, ColourPair};
use crate::model::component::State;
use crate::model::static_file::StaticFile;
use crate::view::text;

/// Something with a name before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NamedChange {
    pub name: String,
    /// As it was, if it was.
    pub before: Option<String>,
    /// As it would be, if it would be.
    pub after: Option<String>,
}

/// The settings that differ, one after the other.
pub(super) fn branding_changes(old: &Branding, new: &Branding) -> Vec<NamedChange> {
    let mut changes = Vec::new();
    let mut compare = |name: String, before: Option<String>, after: Option<String>| {
        if before != after {
            changes.push(NamedChange {
                name,
                before,
                after,
            });
        }
    };
    compare("Theme".to_owned(), old.theme.clone(), new.theme.clone());
    compare(
        "Colour of links".to_owned(),
        old.accent.map(shades),
        new.accent.map(shades),
    );
    for state in State::ALL {
        let of = |branding: &Branding| branding.states.get(state).copied().map(shades);
        compare(
            format!("Colour of {}", text::state(*state).text),
            of(old),
            of(new),
        );
    }
    let light = |branding: &Branding| branding.logo.as_ref().map(|logo| picture(&logo.light));
    compare("Logo".to_owned(), light(old), light(new));
    let dark = |branding: &Branding| branding.logo.as_ref()?.dark.as_ref().map(picture);
    compare("Logo on dark screens".to_owned(), dark(old), dark(new));
    let icon = |branding: &Branding| branding.favicon.as_ref().map(picture);
    compare("Icon".to_owned(), icon(old), icon(new));
    changes
}

fn shades(shades: ColourPair) -> String {
    format!(
        "{} on light and {} on dark screens",
        shades.light, shades.dark
    )
}

/// The file, with the start of what identifies its bytes: a picture may change under its name.
fn picture(picture: &BrandImage) -> String {
    let StaticFile { path, summary, .. } = &picture.file;
    let identity = &summary.digest;
    format!("{path} ({})", identity.get(..7).unwrap_or(identity))
}
