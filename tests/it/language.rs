//! The words of the customers' pages: each language says everything, with the same values, and nothing that nobody asks for.

use crate::compare::{assert_ends_with, assert_lacks, assert_starts_with};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use statuary::view::locale::{BUILTIN_LOCALES, Locale};

/// The messages of a file: key, and the variables that stand in it.
fn messages(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut key = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, _)) = line
            .split_once(" =")
            .filter(|_| !line.starts_with([' ', '}']))
        {
            name.clone_into(&mut key);
            assert!(
                messages.insert(key.clone(), BTreeSet::new()).is_none(),
                "`{key}` is there twice"
            );
        }
        for after in line.split('$').skip(1) {
            let variable: String = after
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
                .collect();
            messages.get_mut(&key).unwrap().insert(variable);
        }
    }
    messages
}

/// The keys that follow each of some openings, such as `t(key="`.
fn keys(text: &str, openings: &[&str], into: &mut BTreeSet<String>) {
    for opening in openings {
        for after in text.split(opening).skip(1) {
            let key = after
                .trim_start()
                .trim_start_matches('"')
                .split('"')
                .next()
                .unwrap();
            into.insert(key.to_owned());
        }
    }
}

fn walk(folder: &Path, ending: &str, each: &mut dyn FnMut(&str)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, ending, each);
        } else if path.to_string_lossy().ends_with(ending) {
            each(&fs::read_to_string(&path).unwrap());
        }
    }
}

/// Every literal of the view's source that is a key, and every key of a template.
fn asked() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut asked = BTreeSet::new();
    walk(&root.join("themes/default"), ".html", &mut |text| {
        keys(text, &["t(key="], &mut asked)
    });
    asked
}

/// Every literal of the view's source.
fn literals() -> BTreeSet<String> {
    let mut literals = BTreeSet::new();
    walk(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src/view"),
        ".rs",
        &mut |text| {
            literals.extend(text.split('"').map(str::to_owned));
        },
    );
    literals
}

/// The first argument of each call that takes a key and spells it out.
fn called() -> BTreeSet<String> {
    let mut called = BTreeSet::new();
    walk(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src/view"),
        ".rs",
        &mut |text| {
            for call in ["message(", "message_with("] {
                let spelled = text
                    .split(call)
                    .skip(1)
                    .map(str::trim_start)
                    .filter(|after| after.starts_with('"'));
                called.extend(spelled.map(|after| after.split('"').nth(1).unwrap().to_owned()));
            }
        },
    );
    called
}

#[test]
fn every_key_that_is_asked_for_has_words() {
    let english = messages(BUILTIN_LOCALES[0].1);
    let missing: Vec<String> = asked()
        .into_iter()
        .chain(called())
        .filter(|key| !english.contains_key(key))
        .collect();
    assert_eq!(missing, Vec::<String>::new());
    assert!(
        asked().len() > 60 && called().len() > 20,
        "the calls were not found"
    );
}

#[test]
fn no_words_are_left_that_nobody_asks_for() {
    let (asked, literals) = (asked(), literals());
    let unused: Vec<String> = messages(BUILTIN_LOCALES[0].1)
        .into_keys()
        .filter(|key| !asked.contains(key) && !literals.contains(key))
        .collect();
    assert_eq!(unused, Vec::<String>::new());
}

#[test]
fn every_language_says_everything_with_the_same_values() {
    let english = messages(BUILTIN_LOCALES[0].1);
    for (tag, text) in BUILTIN_LOCALES {
        let own = messages(text);
        let keys =
            |of: &BTreeMap<String, BTreeSet<String>>| of.keys().cloned().collect::<BTreeSet<_>>();
        assert_eq!(
            keys(&english)
                .symmetric_difference(&keys(&own))
                .collect::<Vec<_>>(),
            Vec::<&String>::new(),
            "{tag}"
        );
        for (key, variables) in &own {
            assert!(
                variables.is_subset(&english[key]),
                "{tag}: `{key}` has a value that is not given: {variables:?}"
            );
        }
        let language = Locale::new(tag, &[]).unwrap();
        assert!(
            own.keys().all(|key| language.has(key)),
            "{tag}: a message could not be read"
        );
    }
}

/// The arguments of each call of the macro `message!`: the key, and the names of the values.
fn internal_calls() -> Vec<(String, BTreeSet<String>)> {
    let mut calls = Vec::new();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/view");
    walk(&source, ".rs", &mut |text| {
        let lines = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        let code: String = lines.map(|line| format!("{line}\n")).collect();
        for call in code.split("message!(").skip(1) {
            let Some((key, rest)) = call
                .trim_start()
                .strip_prefix('"')
                .and_then(|key| key.split_once('"'))
            else {
                continue;
            };
            let (mut depth, mut names) = (0, BTreeSet::new());
            for (at, c) in rest.char_indices() {
                match c {
                    '(' | '[' | '{' => depth += 1,
                    ')' if depth == 0 => break,
                    ')' | ']' | '}' => depth -= 1,
                    ',' if depth == 0 => {
                        let name = rest[at + 1..].trim_start();
                        let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
                        names.insert(name[..end.unwrap_or(0)].to_owned());
                    }
                    _ => {}
                }
            }
            names.remove("");
            calls.push((key.to_owned(), names));
        }
    });
    calls
}

#[test]
fn each_sentence_of_the_internal_site_is_asked_for_with_its_values() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/view/text/internal.ftl");
    let text = fs::read_to_string(file).unwrap();
    let known = messages(&text);
    let mut unused: BTreeSet<&String> = known.keys().collect();
    for (key, given) in internal_calls() {
        let variables = known
            .get(&key)
            .unwrap_or_else(|| panic!("no message `{key}` in internal.ftl"));
        assert_eq!(variables, &given, "the values of `{key}`");
        unused.remove(&key);
    }
    assert_eq!(unused, BTreeSet::new(), "messages that nothing asks for");
    let language = Locale::new("en", &[("en".to_owned(), text.clone())]).unwrap();
    let unread: Vec<&String> = known.keys().filter(|key| !language.has(key)).collect();
    assert_eq!(
        unread,
        Vec::<&String>::new(),
        "messages that cannot be read"
    );
}

/// The plural forms that whole numbers take in a language, by the rules of Unicode; of French, Spanish and Portuguese those below a
/// million.
fn forms(tag: &str) -> &'static [&'static str] {
    match tag {
        "ar" => &["few", "many", "one", "other", "two", "zero"],
        "ja" => &["other"],
        _ => &["one", "other"],
    }
}

#[test]
fn what_is_counted_has_each_plural_form_of_its_language() {
    for (tag, text) in BUILTIN_LOCALES {
        let mut counted = 0;
        for choice in text.split("->\n").skip(1) {
            let lines = choice.lines().take_while(|line| !line.starts_with('}'));
            let mut own: Vec<&str> = lines
                .filter_map(|line| line.split_once('[')?.1.split_once(']'))
                .map(|line| line.0)
                .collect();
            own.sort_unstable();
            // The first of a month is no plural.
            if own == ["1", "other"] {
                continue;
            }
            assert_eq!(own, forms(tag), "{tag}: {choice:.60}");
            counted += 1;
        }
        assert!(counted > 8, "{tag}: {counted}");
    }
}

#[test]
fn blanks_before_signs_do_not_break() {
    for (tag, text) in BUILTIN_LOCALES {
        let messages = text.lines().filter(|line| !line.starts_with('#'));
        for line in messages {
            assert!(
                !line.contains(" %")
                    && !line.contains(" :")
                    && !line.contains(" ;")
                    && !line.contains("« "),
                "{tag}: {line}"
            );
            if tag == "fr" {
                assert_lacks(line, "}:");
            }
        }
    }
}

#[test]
fn a_region_speaks_its_language_and_a_theme_may_replace_single_messages() {
    let language = Locale::new("en-GB", &[]).unwrap();
    assert_eq!(
        (
            language.tag(),
            language.direction(),
            language.message("today").as_str()
        ),
        ("en-GB", "ltr", "today")
    );
    let own = [
        ("en".to_owned(), "today = this day\n".to_owned()),
        ("xx".to_owned(), "today = nothing\n".to_owned()),
    ];
    let language = Locale::new("en", &own).unwrap();
    assert_eq!(
        (
            language.message("today").as_str(),
            language.message("now").as_str()
        ),
        ("this day", "now")
    );
}

#[test]
fn a_language_of_a_theme_is_right_to_left_where_its_script_is_and_falls_back_to_english() {
    let own = [("fa".to_owned(), "today = امروز\n".to_owned())];
    let language = Locale::new("fa", &own).unwrap();
    assert_eq!(
        (language.direction(), language.message("today").as_str()),
        ("rtl", "امروز")
    );
    assert_eq!(language.message("now"), "now");
}

#[test]
fn a_language_without_words_is_refused() {
    let fault = Locale::new("nl", &[]).unwrap_err().to_string();
    assert_starts_with(
        &fault,
        "there are no words for the language `nl`: use one of en, de, fr, es, pt, ja, ar",
    );
    assert_ends_with(&fault, "or write `strings/nl.ftl` in a theme of your own");
    let own = [("en".to_owned(), "now = now\ntoday { = x\n".to_owned())];
    let fault = Locale::new("en", &own).unwrap_err().to_string();
    assert_starts_with(&fault, "strings/en.ftl:2: ");
}
