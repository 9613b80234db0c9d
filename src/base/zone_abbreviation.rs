//! Abbreviations of time zones, as people and programs write them after a time.

/// What an abbreviation of a time zone means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ZoneAbbreviation {
    /// Minutes east of UTC. Of several meanings, this is the one that status pages use.
    pub minutes: i64,
    /// Whether it means another offset in another part of the world.
    pub is_ambiguous: bool,
}

/// The meaning of an abbreviation in small letters, such as `cest`.
pub fn zone_abbreviation(word: &str) -> Option<ZoneAbbreviation> {
    let minutes = match word {
        "utc" | "gmt" | "z" | "wet" => 0,
        "bst" | "cet" | "mez" | "west" => 60,
        "cest" | "mesz" | "eet" | "sast" => 120,
        "eest" | "msk" => 180,
        "ist" => 330,
        "sgt" | "hkt" | "awst" => 480,
        "jst" | "kst" => 540,
        "acst" => 570,
        "aest" => 600,
        "aedt" => 660,
        "nzst" => 720,
        "nzdt" => 780,
        "brt" | "art" => -180,
        "edt" => -240,
        "est" | "cdt" => -300,
        "mdt" | "cst" => -360,
        "pdt" | "mst" => -420,
        "pst" | "akdt" => -480,
        "akst" => -540,
        _ => return None,
    };
    Some(ZoneAbbreviation {
        minutes,
        is_ambiguous: matches!(word, "bst" | "cst" | "ist"),
    })
}
