//! Dates, lengths, lists and numbers as each language writes them. The values are written by hand.

use statuary::base::time::{Date, Duration, Zone};
use statuary::model::maintenance::Window;
use statuary::view::locale::Locale;

use crate::site::moment;

fn language(tag: &str) -> Locale {
    Locale::new(tag, &[]).unwrap()
}

fn date(year: i32, month: u32, day: u32) -> Date {
    Date::new(year, month, day).unwrap()
}

fn minutes(minutes: i64) -> Duration {
    Duration::minutes(minutes)
}

#[test]
fn days_and_spans_of_days() {
    let expected = [
        (
            "en",
            "30 June 2012",
            "1 July 2013",
            "1–14 July 2013",
            "29 July – 4 August 2013",
        ),
        (
            "de",
            "30. Juni 2012",
            "1. Juli 2013",
            "1.–14. Juli 2013",
            "29. Juli – 4. August 2013",
        ),
        (
            "fr",
            "30 juin 2012",
            "1er juillet 2013",
            "1er–14 juillet 2013",
            "29 juillet – 4 août 2013",
        ),
        (
            "es",
            "30 de junio de 2012",
            "1 de julio de 2013",
            "1–14 de julio de 2013",
            "29 de julio – 4 de agosto de 2013",
        ),
        (
            "pt-BR",
            "30 de junho de 2012",
            "1º de julho de 2013",
            "1º–14 de julho de 2013",
            "29 de julho – 4 de agosto de 2013",
        ),
        (
            "ja",
            "2012年6月30日",
            "2013年7月1日",
            "2013年7月1日～14日",
            "2013年7月29日～8月4日",
        ),
        (
            "ar",
            "30 يونيو 2012",
            "1 يوليو 2013",
            "1–14 يوليو 2013",
            "29 يوليو – 4 أغسطس 2013",
        ),
    ];
    for (tag, day, first, in_month, in_year) in expected {
        let language = language(tag);
        assert_eq!(language.date(date(2012, 6, 30)), day);
        assert_eq!(language.date(date(2013, 7, 1)), first);
        assert_eq!(
            language.dates(date(2013, 7, 1), date(2013, 7, 14)),
            in_month
        );
        assert_eq!(language.dates(date(2013, 7, 29), date(2013, 8, 4)), in_year);
    }
}

#[test]
fn months_and_times_of_day() {
    let expected = [
        ("en", "June 2012", "30 June 2012, 09:05 UTC"),
        ("de", "Juni 2012", "30. Juni 2012, 09:05 UTC"),
        ("fr", "juin 2012", "30 juin 2012 à 09:05 UTC"),
        ("es", "junio de 2012", "30 de junio de 2012, 09:05 UTC"),
        ("pt", "junho de 2012", "30 de junho de 2012, 09:05 UTC"),
        ("ja", "2012年6月", "2012年6月30日 09:05 UTC"),
        ("ar", "يونيو 2012", "30 يونيو 2012، 09:05 UTC"),
    ];
    for (tag, month, time) in expected {
        let language = language(tag);
        assert_eq!(language.month(date(2012, 6, 30)), month);
        assert_eq!(
            language.time(moment("2012-06-30T09:05Z"), Zone::UTC).text,
            time
        );
    }
}

#[test]
fn windows() {
    let window = Window {
        start: moment("2026-11-25T09:00Z"),
        end: Some(moment("2026-11-25T11:00Z")),
    };
    let expected = [
        ("de", "25. November 2026, 09:00 – 11:00 UTC"),
        ("fr", "25 novembre 2026, 09:00 – 11:00 UTC"),
        ("ja", "2026年11月25日 09:00～11:00 UTC"),
        ("ar", "25 نوفمبر 2026، 09:00 – 11:00 UTC"),
    ];
    for (tag, words) in expected {
        assert_eq!(language(tag).window(window, Zone::UTC), words);
    }
    let unknown = Window {
        end: None,
        ..window
    };
    let expected = [
        ("en", "25 November 2026, from 09:00 UTC, end unknown"),
        ("de", "25. November 2026, ab 09:00 UTC, Ende unbekannt"),
        (
            "fr",
            "25 novembre 2026, à partir de 09:00 UTC, fin inconnue",
        ),
        ("ja", "2026年11月25日 09:00 UTCから（終了時刻は不明）"),
    ];
    for (tag, words) in expected {
        assert_eq!(language(tag).window(unknown, Zone::UTC), words);
    }
}

#[test]
fn lengths_of_time() {
    let (one, some, both, days) = (
        minutes(1),
        minutes(5),
        minutes(2 * 60 + 11),
        minutes(26 * 60),
    );
    let expected = [
        ("en", ["1 min", "5 min", "2 h 11 min", "1 d 2 h"]),
        (
            "de",
            [
                "1\u{a0}Min.",
                "5\u{a0}Min.",
                "2\u{a0}Std. 11\u{a0}Min.",
                "1\u{a0}Tag 2\u{a0}Std.",
            ],
        ),
        (
            "fr",
            [
                "1\u{a0}min",
                "5\u{a0}min",
                "2\u{a0}h 11\u{a0}min",
                "1\u{a0}j 2\u{a0}h",
            ],
        ),
        (
            "es",
            [
                "1\u{a0}min",
                "5\u{a0}min",
                "2\u{a0}h 11\u{a0}min",
                "1\u{a0}día 2\u{a0}h",
            ],
        ),
        (
            "pt",
            [
                "1\u{a0}min",
                "5\u{a0}min",
                "2\u{a0}h 11\u{a0}min",
                "1\u{a0}dia 2\u{a0}h",
            ],
        ),
        ("ja", ["1分", "5分", "2時間11分", "1日2時間"]),
        (
            "ar",
            [
                "دقيقة واحدة",
                "5 دقائق",
                "ساعتان و11 دقيقة",
                "يوم واحد وساعتان",
            ],
        ),
    ];
    for (tag, words) in expected {
        assert_eq!(
            [one, some, both, days].map(|length| language(tag).length(length)),
            words
        );
    }
}

/// Beyond a hundred the library does not look at the last two digits, as Arabic does, and takes the form of 100.
#[test]
fn the_six_plurals_of_arabic() {
    let words = [0_usize, 1, 2, 3, 10, 11, 99, 100]
        .map(|count| language("ar").message_with("count-incidents", &[("count", count.into())]));
    let expected = [
        "لا حوادث",
        "حادثة واحدة",
        "حادثتان",
        "3 حوادث",
        "10 حوادث",
        "11 حادثة",
        "99 حادثة",
        "100 حادثة",
    ];
    assert_eq!(words, expected);
}

#[test]
fn lists_and_percentages() {
    let names = ["API", "CDN", "Web", "Mail", "DNS"].map(str::to_owned);
    let expected = [
        (
            "en",
            "API, CDN and Web",
            "API, CDN, Web and 2 more",
            "99.98%",
        ),
        (
            "de",
            "API, CDN und Web",
            "API, CDN, Web und 2 weitere",
            "99,98\u{a0}%",
        ),
        (
            "fr",
            "API, CDN et Web",
            "API, CDN, Web et 2 autres",
            "99,98\u{202f}%",
        ),
        (
            "es",
            "API, CDN y Web",
            "API, CDN, Web y 2 más",
            "99,98\u{a0}%",
        ),
        ("pt", "API, CDN e Web", "API, CDN, Web e mais 2", "99,98%"),
        ("ja", "API、CDN、Web", "API、CDN、Web、ほか2件", "99.98%"),
        (
            "ar",
            "API\u{200f}، CDN وWeb",
            "API\u{200f}، CDN\u{200f}، Web واثنان غيرها",
            "99.98\u{200e}%\u{200e}",
        ),
    ];
    for (tag, list, short, percent) in expected {
        let language = language(tag);
        assert_eq!(language.list(&names[..3]), list);
        assert_eq!(language.short_list(&names, 3), short);
        assert_eq!(language.percent(99.9876, 2), percent);
    }
}
