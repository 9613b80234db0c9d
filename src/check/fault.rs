//! Every fault that `check` can find: one constructor for each rule, so that a rule has one wording.
//!
//! A message is one sentence with the offending text; the help line says what to do.

pub(super) mod course;
pub(super) mod look;
pub(super) mod text;

use crate::base::diagnostic::{Diagnostic, Level, nearest, quoted, quoted_alternatives};
use crate::base::id::{is_id, slug};
use crate::base::source::{Span, Spanned};
use crate::base::time::Moment;
use crate::base::vocabulary::Vocabulary;

/// A seed that cannot be typed into any shell.
pub(super) fn bad_seed(seed: &Spanned<String>) -> Diagnostic {
    Diagnostic::error("bad-seed", seed.span, format!("{} cannot be a seed", quoted(&seed.value))).help(
        "write letters, digits, `.`, `_` and `-`, at most 100, such as `status-2013`; it never changes afterwards",
    )
}

/// A file that the site cannot do without is not there.
pub(super) fn missing_file(near: Span, path: &str, begin: &str) -> Diagnostic {
    Diagnostic::error(
        "missing-file",
        near,
        format!("there is no `{path}` in the content folder"),
    )
    .help(format!("write one; {begin}"))
}

/// `version:` is not one that this program knows.
pub(super) fn unknown_version(version: &Spanned<u64>) -> Diagnostic {
    Diagnostic::error(
        "unknown-version",
        version.span,
        format!("version {} of the content format is unknown", version.value),
    )
    .help("write `version: 1`, or use a newer program")
}

/// An address that is none.
pub(super) fn bad_url(url: &Spanned<String>, reason: &str) -> Diagnostic {
    Diagnostic::error(
        "bad-url",
        url.span,
        format!("{} is no address: {reason}", quoted(&url.value)),
    )
    .help("write a whole address, such as `https://status.example.com/`")
}

/// A mail address that is none.
pub(super) fn bad_email(email: &Spanned<String>) -> Diagnostic {
    Diagnostic::error(
        "bad-email",
        email.span,
        format!("{} is no mail address", quoted(&email.value)),
    )
    .help("write one address, such as `support@example.com`")
}

/// A zone that no database knows.
pub(super) fn unknown_zone(
    zone: &Spanned<String>,
    names: impl Iterator<Item = &'static str>,
) -> Diagnostic {
    let names: Vec<&str> = names.collect();
    let lower: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
    let near = nearest(&zone.value, lower.iter().map(String::as_str));
    let near = near.and_then(|found| {
        names
            .iter()
            .copied()
            .find(|name| name.to_lowercase() == found)
    });
    Diagnostic::error(
        "unknown-zone",
        zone.span,
        format!("{} is no time zone", quoted(&zone.value)),
    )
    .help("write an IANA name, such as `Europe/Berlin` or `Etc/UTC`")
    .suggest(near)
}

/// A language tag that is none.
pub(super) fn bad_language(language: &Spanned<String>) -> Diagnostic {
    Diagnostic::error(
        "bad-language",
        language.span,
        format!("{} is no language tag", quoted(&language.value)),
    )
    .help("write a tag such as `en`, `de` or `pt-BR`")
}

/// A word that its vocabulary does not have.
pub(super) fn unknown_word<W: Vocabulary>(word: &Spanned<String>) -> Diagnostic {
    let words = || W::ALL.iter().map(|known| known.word());
    Diagnostic::error(
        "unknown-word",
        word.span,
        format!("{} is no {}", quoted(&word.value), W::LABEL),
    )
    .help(format!("write {}", quoted_alternatives(words())))
    .suggest(nearest(&word.value, words()))
}

/// A time that cannot be read. The span is that of the wrong characters.
pub(super) fn bad_time(span: Span, text: &str, reason: &str) -> Diagnostic {
    Diagnostic::error(
        "bad-time",
        span,
        format!("{} is no time: {reason}", quoted(text)),
    )
    .help("write it as `2026-11-03T14:02Z`")
}

/// A date that cannot be read, or that says more than a day.
pub(super) fn bad_date(span: Span, text: &str, reason: &str) -> Diagnostic {
    Diagnostic::error(
        "bad-date",
        span,
        format!("{} is no date: {reason}", quoted(text)),
    )
    .help("write it as `2026-11-03`")
}

/// A time without a zone. It is read in the site's, if that is known.
pub(super) fn zoneless_time(time: &Spanned<String>, read: Option<(&str, Moment)>) -> Diagnostic {
    let text = quoted(&time.value);
    let Some((zone, moment)) = read else {
        return Diagnostic::warning("zoneless-time", time.span, format!("{text} says no zone"))
            .help("write `Z` for UTC at its end, or an offset such as `+01:00`");
    };
    let moment = as_written(moment);
    Diagnostic::warning(
        "zoneless-time",
        time.span,
        format!("{text} says no zone and is read in {zone}"),
    )
    .suggest(Some(&moment))
    .help(format!("write `{moment}` if that is what is meant"))
}

/// A time that a clock skipped.
pub(super) fn skipped_time(
    time: &Spanned<String>,
    zone: &str,
    before: Moment,
    after: Moment,
) -> Diagnostic {
    let text = quoted(&time.value);
    let (before, after) = (as_written(before), as_written(after));
    Diagnostic::error(
        "skipped-time",
        time.span,
        format!("{text} never was in {zone}: clocks were set forward over it"),
    )
    .help(format!("write `{before}` or `{after}`"))
}

/// A time that a clock showed twice.
pub(super) fn doubled_time(
    time: &Spanned<String>,
    zone: &str,
    first: Moment,
    second: Moment,
) -> Diagnostic {
    let text = quoted(&time.value);
    let (first, second) = (as_written(first), as_written(second));
    Diagnostic::error(
        "doubled-time",
        time.span,
        format!("{text} was twice in {zone}: clocks were set back over it"),
    )
    .help(format!(
        "write `{first}` for the first or `{second}` for the second"
    ))
}

/// A moment as an author would write it: with seconds only where it has them.
fn as_written(moment: Moment) -> String {
    if moment.unix() % 60 == 0 {
        moment.to_the_minute()
    } else {
        moment.rfc3339()
    }
}

/// A duration that cannot be read.
pub(super) fn bad_duration(span: Span, text: &str, reason: &str) -> Diagnostic {
    Diagnostic::error(
        "bad-duration",
        span,
        format!("{} is no duration: {reason}", quoted(text)),
    )
    .help("write it as `30m`, `24h` or `5d`")
}

/// A number outside what it can be.
pub(super) fn out_of_range(span: Span, what: &str, range: &str) -> Diagnostic {
    Diagnostic::error("out-of-range", span, format!("{what} must be {range}"))
}

/// The most characters that an id has.
const LONGEST_ID: usize = 100;

/// A text that is no id.
pub(super) fn bad_id(id: &Spanned<String>) -> Diagnostic {
    let text = quoted(&id.value);
    let (message, help) = if id.value.len() > LONGEST_ID {
        (
            format!("{text} is too long for an id"),
            format!("at most {LONGEST_ID} characters fit"),
        )
    } else {
        let message = format!("{text} cannot be an id: ids are small letters, digits and hyphens");
        (message, "begin it with a letter or a digit".to_owned())
    };
    Diagnostic::error("bad-id", id.span, message)
        .help(help)
        .suggest(slug(&id.value).as_deref())
}

/// A word that has a meaning of its own.
pub(super) fn reserved_id(id: &Spanned<String>, meaning: &str) -> Diagnostic {
    Diagnostic::error(
        "reserved-id",
        id.span,
        format!("the id {} is reserved for {meaning}", quoted(&id.value)),
    )
    .help("choose another id")
}

/// Two things with one id.
pub(super) fn duplicate_id(id: &Spanned<String>, what: &str, first: Span) -> Diagnostic {
    Diagnostic::error(
        "duplicate-id",
        id.span,
        format!("there are two {what} with the id {}", quoted(&id.value)),
    )
    .label("again")
    .also_at(first, "first here")
    .help("give one of them another id")
}

/// One thing twice in a list, perhaps by two of its names.
pub(super) fn named_twice(text: &Spanned<String>, what: &str, id: &str, first: Span) -> Diagnostic {
    Diagnostic::error(
        "named-twice",
        text.span,
        format!("the {what} `{id}` is named twice"),
    )
    .also_at(first, "first named here")
    .help("delete one of the two")
}

/// A component that nobody declared.
pub(super) fn unknown_component<'a>(
    id: &Spanned<String>,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    Diagnostic::error(
        "unknown-component",
        id.span,
        format!("there is no component {}", quoted(&id.value)),
    )
    .help("components are declared in `components.yaml`")
    .suggest(nearest(&id.value, known))
}

/// An incident or maintenance that is not there.
pub(super) fn unknown_entry<'a>(
    id: &Spanned<String>,
    what: &str,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    Diagnostic::error(
        "unknown-entry",
        id.span,
        format!("there is no {what} {}", quoted(&id.value)),
    )
    .help("the id of an entry is the name of its file without the extension")
    .suggest(nearest(&id.value, known.filter(|known| is_id(known))))
}

/// A post-mortem that would be public while its incident is a draft.
pub(super) fn draft_incident(id: &Spanned<String>) -> Diagnostic {
    Diagnostic::error(
        "draft-incident",
        id.span,
        format!("the incident {} is a draft", quoted(&id.value)),
    )
    .help("make this a draft too, or publish the incident")
}

/// An end that is not after its start.
pub(super) fn end_before_start(
    end: &Spanned<String>,
    [from, to]: [&str; 2],
    start: Span,
) -> Diagnostic {
    let text = quoted(&end.value);
    Diagnostic::error(
        "end-before-start",
        end.span,
        format!("`{to}` is {text}, which is not after `{from}`"),
    )
    .label("the end")
    .also_at(start, "the start")
    .help("exchange the two, or mend the day")
}

/// An update that is older than what it speaks of.
pub(super) fn update_before_start(at: &Spanned<String>, start: Span) -> Diagnostic {
    Diagnostic::error(
        "update-before-start",
        at.span,
        format!("the update of {} is before the start", quoted(&at.value)),
    )
    .label("the update")
    .also_at(start, "the start")
    .help("mend the time, or let `started` be earlier")
}

/// A publication before the time that the text speaks of.
pub(super) fn posted_before_update(posted: &Spanned<String>, at: Span) -> Diagnostic {
    let text = quoted(&posted.value);
    Diagnostic::error(
        "posted-before-update",
        posted.span,
        format!("`posted` is {text}, which is before the update's `at`"),
    )
    .also_at(at, "`at`")
    .help("leave `posted` out: it is for an update that is written later than its `at`")
}

/// An `ended` that is later than the update that resolves.
pub(super) fn ended_after_resolved(ended: &Spanned<String>, resolved: Span) -> Diagnostic {
    let text = quoted(&ended.value);
    Diagnostic::error(
        "ended-after-resolved",
        ended.span,
        format!("`ended` is {text}, which is after the last `resolved`"),
    )
    .also_at(resolved, "resolved here")
    .help("leave `ended` out, or mend one of the times")
}

/// An entry without updates would say nothing to anybody.
pub(super) fn no_updates(place: Span) -> Diagnostic {
    Diagnostic::error("no-updates", place, "there is no update")
        .help("add `updates:` with one entry that has `at`, `status` and `text`")
}

/// The impact can be told from nothing.
pub(super) fn impact_needed(place: Span) -> Diagnostic {
    Diagnostic::error(
        "impact-needed",
        place,
        "the impact is unknown: no component is in trouble here",
    )
    .help("add `impact: minor`, `major` or `critical`, or `components:` with their states")
}

/// Two files claim one address.
pub(super) fn address_taken(place: Span, address: &str, first: Option<Span>) -> Diagnostic {
    let message = format!("the address `/{address}/` is taken");
    let fault = Diagnostic::error("address-taken", place, message).help("choose another name");
    match first {
        Some(first) => fault.also_at(first, "taken here"),
        None => fault.label("a page of the program has it"),
    }
}

/// A file to be published as it is, where the site has something else.
pub(super) fn file_taken(place: Span, path: &str, first: Option<Span>) -> Diagnostic {
    let message = format!("the address {} is taken", quoted(&format!("/{path}")));
    let fault = Diagnostic::error("address-taken", place, message)
        .help("choose another name, or delete the file");
    match first {
        Some(first) => fault.also_at(first, "taken here"),
        None => fault.label("the program makes it, or keeps the folder for itself"),
    }
}

/// An old address that cannot be one.
pub(super) fn bad_alias(alias: &Spanned<String>) -> Diagnostic {
    Diagnostic::error(
        "bad-alias",
        alias.span,
        format!("{} is no address inside the site", quoted(&alias.value)),
    )
    .help("write the path from the site's root, such as `/issues/2019-03-01-outage/`")
}

/// A character that no page and no feed may carry.
pub(super) fn control_character(span: Span, c: char) -> Diagnostic {
    let message = format!(
        "the character U+{:04X} cannot be printed and is left out",
        u32::from(c)
    );
    Diagnostic::warning("control-character", span, message)
        .help("delete it; it probably came with pasted text")
}

/// A text that is too long for its place.
pub(super) fn too_long(span: Span, what: &str, length: usize, most: usize) -> Diagnostic {
    Diagnostic::error(
        "too-long",
        span,
        format!("{what} has {length} characters, at most {most} fit"),
    )
    .help("shorten it; details belong behind `link`")
}

/// A period that is none.
pub(super) fn bad_period(period: &Spanned<String>) -> Diagnostic {
    let is_week = period
        .value
        .split_once("-W")
        .is_some_and(|(year, week)| year.len() == 4 && week.len() == 2);
    let reason = if is_week {
        ": the year has no such week"
    } else {
        ""
    };
    Diagnostic::error(
        "bad-period",
        period.span,
        format!("{} is no period{reason}", quoted(&period.value)),
    )
    .help("write `2013-W27`, `2013-07`, `2013-Q3` or `2013-07-01/2013-07-14`")
}

/// The file's name or folder says one thing and its key another.
pub(super) fn name_differs(key: &Spanned<String>, what: &str, named: &str) -> Diagnostic {
    let message = format!(
        "the {what} is {}, but the file's path says `{named}`",
        quoted(&key.value)
    );
    Diagnostic::error("name-differs", key.span, message).help("rename the file or mend the key")
}

/// A product folder without its vocabulary.
pub(super) fn no_product(place: Span, product: &str) -> Diagnostic {
    Diagnostic::error(
        "no-product",
        place,
        format!("the product `{product}` has no `product.yaml`"),
    )
    .help("write `product.yaml` with the name and the culprits beside this file")
}

/// A culprit outside the vocabulary.
pub(super) fn unknown_culprit<'a>(
    id: &Spanned<String>,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let known: Vec<&str> = known.collect();
    let counted_apart = matches!(id.value.as_str(), "not-applicable" | "not_applicable");
    if counted_apart && !known.contains(&"not-applicable") {
        let message = format!("{} is no culprit", quoted(&id.value));
        let help = "`not_applicable` is a key of its own, beside `culprits`";
        return Diagnostic::error("unknown-culprit", id.span, message).help(help);
    }
    Diagnostic::error(
        "unknown-culprit",
        id.span,
        format!("there is no culprit {}", quoted(&id.value)),
    )
    .help("culprits are declared in the product's `product.yaml`")
    .suggest(nearest(&id.value, known))
}

/// A culprit after its end.
pub(super) fn retired_culprit(id: &Spanned<String>, since: &str) -> Diagnostic {
    Diagnostic::error(
        "retired-culprit",
        id.span,
        format!("the culprit {} is retired since {since}", quoted(&id.value)),
    )
    .help("count these tickets under the culprits that replaced it")
}

/// Culprits that are merged into each other.
pub(super) fn merge_loop(id: &Spanned<String>) -> Diagnostic {
    Diagnostic::error(
        "merge-loop",
        id.span,
        format!("the culprit {} is merged into itself", quoted(&id.value)),
    )
    .help("of the keys `merged_from` that lead round, delete one")
}

/// Counts that do not add up.
pub(super) fn tally_sum(
    read: &Spanned<u64>,
    sum: u64,
    not_applicable: u64,
    culprits: Span,
) -> Diagnostic {
    let found = match not_applicable {
        0 => format!("the culprits add up to {sum}"),
        _ => format!("the culprits add up to {sum} and `not_applicable` is {not_applicable}"),
    };
    let message = format!("`read` is {}, but {found}", read.value);
    Diagnostic::error("tally-sum", read.span, message)
        .also_at(culprits, format!("together {sum}"))
        .help("every ticket that was read has one culprit; use `unclassified` where the cause is unclear")
}

/// Counts in the wrong order.
pub(super) fn tally_range(
    smaller: &Spanned<u64>,
    larger: &Spanned<u64>,
    reason: &str,
) -> Diagnostic {
    Diagnostic::error(
        "tally-range",
        smaller.span,
        format!("{reason}: {} against {}", smaller.value, larger.value),
    )
    .also_at(larger.span, "against this")
}

/// More culprits than a person can keep apart.
pub(super) fn many_culprits(place: Span, count: usize, most: usize) -> Diagnostic {
    Diagnostic::warning(
        "many-culprits",
        place,
        format!("the product has {count} culprits in use; more than {most} are hard to tell apart"),
    )
    .help("merge those that one remedy would prevent, or retire some")
}

/// More faults in one file than anybody reads. It is as bad as the worst that it leaves out.
pub(super) fn too_many_faults(place: Span, more: usize, worst: Level) -> Diagnostic {
    let message = format!("the file has {more} more faults from here on, which are not shown");
    let fault =
        Diagnostic::error("too-many-faults", place, message).help("mend the ones above first");
    Diagnostic {
        level: worst,
        ..fault
    }
}

/// A rule that there is not, or that a site cannot decide on.
pub(super) fn unknown_rule(name: &Spanned<String>, known: &[&'static str]) -> Diagnostic {
    let message = format!(
        "{} is no rule that a site can decide on",
        quoted(&name.value)
    );
    Diagnostic::error("unknown-rule", name.span, message)
        .help("only warnings can be set or allowed; the manual lists all rules")
        .suggest(nearest(&name.value, known.iter().copied()))
}

/// A rule that depends on the clock and should be an error.
pub(super) fn clock_rule(name: &Spanned<String>) -> Diagnostic {
    let message = format!(
        "{} depends on the clock, so it cannot be an error",
        quoted(&name.value)
    );
    Diagnostic::error("clock-rule", name.span, message)
        .help("write `warn` or `off`: what was merged yesterday must still build today")
}

/// A comment that allows a rule and does not say why.
pub(super) fn allowed_without_reason(rule: &Spanned<String>) -> Diagnostic {
    let message = format!("{} is allowed here without a reason", quoted(&rule.value));
    Diagnostic::error("allowed-without-reason", rule.span, message)
        .help(format!("write `{}: ` and why", rule.value))
}

/// A comment that allows what does not happen.
pub(super) fn allowed_for_nothing(rule: &Spanned<String>) -> Diagnostic {
    let message = format!(
        "{} is allowed here, but nothing breaks it",
        quoted(&rule.value)
    );
    Diagnostic::warning("allowed-for-nothing", rule.span, message)
        .help("delete the comment, or put it right above what it is about")
}
