//! The vocabulary of culprits: ids that last, old ids that lead to new ones.

use std::collections::BTreeMap;

use crate::base::id::CulpritId;
use crate::base::period::Period;
use crate::base::source::{Span, Spanned};
use crate::check::checker::Checker;
use crate::check::declared_ids::DeclaredIds;
use crate::check::rules::culprit::{
    merge_cycle, reserved_id, retired_culprit, too_many_culprits, unknown_culprit,
};
use crate::check::rules::time::end_before_start;
use crate::check::rules::value::duplicate_item;
use crate::check::support::check_error_code_refs;
use crate::format::field::{Field, Required, valid_items};
use crate::format::leaf::Period as PeriodText;
use crate::format::report::CulpritDoc;
use crate::model::report::Culprit;

/// The word for tickets whose cause is unclear.
pub(super) const UNCLASSIFIED: &str = "unclassified";

/// The word for tickets that should not have been counted.
pub(super) const NOT_APPLICABLE: &str = "not-applicable";

/// Words that mean something else in a tally.
const RESERVED_WORDS: [(&str, &str); 3] = [
    (UNCLASSIFIED, "tickets whose cause is unclear"),
    (NOT_APPLICABLE, "tickets that should not have been counted"),
    ("other", "the culprits that are grouped as “Other”"),
];

/// More culprits than this at a time are hard to keep apart.
const MAX_CULPRITS: usize = 15;

/// No culprit is merged as often as this; a longer way is as good as a loop.
const MAX_MERGES: usize = 100;

/// Which words a tally may use, and what they mean now.
#[derive(Debug)]
pub(super) struct CulpritVocabulary {
    /// Every id, alias and merged id, with the id that it counts under.
    present: BTreeMap<String, CulpritId>,
    /// Words that may no longer be used, each with the period from which.
    retired: BTreeMap<String, Period>,
    /// A word could not be read, so one that is not here may only be unread.
    partial: bool,
}

impl Default for CulpritVocabulary {
    /// Of a product whose vocabulary is not there: any word may be right.
    fn default() -> CulpritVocabulary {
        CulpritVocabulary {
            present: BTreeMap::new(),
            retired: BTreeMap::new(),
            partial: true,
        }
    }
}

impl CulpritVocabulary {
    /// Every word with the culprit that it counts under.
    pub(super) fn words(&self) -> impl Iterator<Item = (&String, &CulpritId)> {
        self.present.iter()
    }

    /// The culprit that a word counts under.
    pub(super) fn find(&self, text: &Spanned<String>, c: &mut Checker) -> Option<CulpritId> {
        self.find_or_suggest(text, &[], c)
    }

    /// The same where other words could have been meant too.
    pub(super) fn find_or_suggest(
        &self,
        text: &Spanned<String>,
        others: &[&str],
        c: &mut Checker,
    ) -> Option<CulpritId> {
        let found = self.present.get(&text.value).cloned();
        if found.is_none() && !self.partial {
            let known = c
                .suggestion_candidates(self.present.keys())
                .chain(others.iter().copied());
            c.push(unknown_culprit(text, known));
        }
        found
    }

    /// The same for a count in a period, in which a retired culprit may no longer be used.
    pub(super) fn find_in_period(
        &self,
        text: &Spanned<String>,
        period: Option<Period>,
        c: &mut Checker,
    ) -> Option<CulpritId> {
        self.find_in_period_or_suggest(text, &[], period, c)
    }

    /// The same where other words could have been meant too.
    pub(super) fn find_in_period_or_suggest(
        &self,
        text: &Spanned<String>,
        others: &[&str],
        period: Option<Period>,
        c: &mut Checker,
    ) -> Option<CulpritId> {
        let found = self.find_or_suggest(text, others, c)?;
        if let (Some(end), Some(period)) = (self.retired.get(&text.value), period)
            && period.first() >= end.first()
        {
            c.push(retired_culprit(text, &end.to_string()));
        }
        Some(found)
    }
}

/// Checks the culprits of a product, whose file's keys are at `here`.
pub(super) fn check_culprits(
    field: Required<Vec<Field<CulpritDoc>>>,
    here: Span,
    c: &mut Checker,
) -> (Vec<Culprit>, CulpritVocabulary) {
    let mut words = VocabularyBuilder {
        ids: DeclaredIds {
            partial: field.is_missing() || !field.all_valid(),
            ..DeclaredIds::default()
        },
        ..VocabularyBuilder::default()
    };
    let Some(list) = c.required(field, "culprits", here) else {
        return (Vec::new(), CulpritVocabulary::default());
    };
    let place = Span {
        end: list.span.start,
        ..list.span
    };
    let docs = valid_items(list.value).into_iter();
    let culprits: Vec<Culprit> = docs
        .filter_map(|doc| check_culprit(doc, &mut words, c))
        .collect();
    words.resolve_merges(c);
    let used = culprits
        .iter()
        .filter(|culprit| culprit.retired.is_none())
        .count();
    if used > MAX_CULPRITS {
        c.push(too_many_culprits(place, used, MAX_CULPRITS));
    }
    (culprits, words.build(c))
}

/// What the culprits of one product say about words.
#[derive(Default)]
struct VocabularyBuilder {
    /// Every word that is taken, with its place.
    ids: DeclaredIds,
    /// From an old word to the newer one.
    renamed_to: BTreeMap<String, String>,
    retired: BTreeMap<String, Period>,
    /// Old words with the id that took them in.
    merges: Vec<(Spanned<String>, String)>,
    splits: Vec<Spanned<String>>,
}

impl VocabularyBuilder {
    fn declare(&mut self, text: &Spanned<String>, c: &mut Checker) {
        if let Some((_, meaning)) = RESERVED_WORDS.iter().find(|(word, _)| *word == text.value) {
            c.push(reserved_id(text, meaning));
        }
        c.faults.extend(self.ids.declare(text, "culprit"));
    }

    /// Lets merged words lead to what took them in, after all are known: such a word may be declared in its own right, before or
    /// after, or live on in old tallies only.
    fn resolve_merges(&mut self, c: &mut Checker) {
        let mut places: BTreeMap<String, Span> = BTreeMap::new();
        for (old, id) in std::mem::take(&mut self.merges) {
            if let Some(first) = places.insert(old.value.clone(), old.span) {
                c.push(duplicate_item(&old, "culprit", &old.value, first));
                continue;
            }
            self.ids.places.entry(old.value.clone()).or_insert(old.span);
            self.renamed_to.insert(old.value, id);
        }
    }

    fn build(self, c: &mut Checker) -> CulpritVocabulary {
        let VocabularyBuilder {
            ids: DeclaredIds {
                places: ids,
                partial,
            },
            renamed_to: leads,
            retired: ends,
            merges: _,
            splits,
        } = self;
        for text in splits
            .iter()
            .filter(|text| !partial && !ids.contains_key(&text.value))
        {
            let known = c.suggestion_candidates(ids.keys());
            c.push(unknown_culprit(text, known));
        }
        let (mut present, mut retired) = (BTreeMap::new(), BTreeMap::new());
        for (word, span) in &ids {
            match follow_renames(word, &leads) {
                Ok(way) => {
                    let id = way.last().and_then(|last| CulpritId::new(last));
                    present.extend(id.map(|id| (word.clone(), id)));
                    let end = way.iter().filter_map(|word| ends.get(*word)).min();
                    retired.extend(end.map(|end| (word.clone(), *end)));
                }
                Err(least) if least == word => {
                    c.push(merge_cycle(&Spanned {
                        value: word.clone(),
                        span: *span,
                    }));
                }
                Err(_) => {}
            }
        }
        let partial = partial || present.len() < ids.len();
        CulpritVocabulary {
            present,
            retired,
            partial,
        }
    }
}

/// The words from one to what it counts under today; as an error the least word of the loop that it ends in.
fn follow_renames<'a>(
    word: &'a str,
    leads: &'a BTreeMap<String, String>,
) -> Result<Vec<&'a str>, &'a str> {
    let mut way = vec![word];
    while let Some(next) = way.last().and_then(|last| leads.get(*last)) {
        if let Some(loops) = way.iter().position(|before| before == next) {
            return Err(way[loops..].iter().min().copied().unwrap_or(word));
        }
        if way.len() > MAX_MERGES {
            return Err(word);
        }
        way.push(next);
    }
    Ok(way)
}

fn check_culprit(
    doc: Spanned<CulpritDoc>,
    words: &mut VocabularyBuilder,
    c: &mut Checker,
) -> Option<Culprit> {
    let CulpritDoc {
        id,
        name,
        kind,
        owner,
        error_codes,
        aliases,
        since,
        retired,
        merged_from,
        split_into,
    } = doc.value;
    let id = c.required_scalar(id, "id", doc.span).and_then(|text| {
        let id = c.id(&text, CulpritId::new)?;
        words.declare(&text, c);
        Some(id)
    });
    words.ids.partial |= id.is_none() || !aliases.all_valid() || !merged_from.all_valid();
    let name = c.required_text(name, "name", doc.span);
    let kind = c.optional_word(kind);
    let owner = owner
        .text()
        .optional()
        .and_then(|text| c.owner(text))
        .map(|owner| owner.name);
    let error_codes = check_error_code_refs(error_codes, c);
    let (since, retired) = parse_use_period(since, retired, c);
    words.retired.extend(
        id.as_ref()
            .zip(retired)
            .map(|(id, period)| (id.to_string(), period)),
    );
    for alias in aliases.texts() {
        if c.id(&alias, CulpritId::new).is_none() {
            words.ids.partial = true;
            continue;
        }
        let is_new = !words.ids.places.contains_key(&alias.value);
        words.declare(&alias, c);
        words.renamed_to.extend(
            id.as_ref()
                .filter(|_| is_new)
                .map(|id| (alias.value, id.to_string())),
        );
    }
    for old in merged_from.texts() {
        if c.id(&old, CulpritId::new).is_none() {
            words.ids.partial = true;
            continue;
        }
        words
            .merges
            .extend(id.as_ref().map(|id| (old, id.to_string())));
    }
    let splits = split_into.texts();
    let split_into = splits
        .iter()
        .filter_map(|text| CulpritId::new(&text.value))
        .collect();
    words.splits.extend(splits);
    Some(Culprit {
        id: id?,
        name: name?,
        kind,
        owner,
        error_codes,
        since,
        retired,
        split_into,
    })
}

/// From when and until when a culprit is used.
fn parse_use_period(
    since: Field<PeriodText>,
    retired: Field<PeriodText>,
    c: &mut Checker,
) -> (Option<Period>, Option<Period>) {
    let mut read = |field: Field<PeriodText>| {
        let text = field.text().optional()?;
        c.period(&text).map(|period| (period, text))
    };
    let (since, retired) = (read(since), read(retired));
    if let (Some((from, first)), Some((to, last))) = (&since, &retired)
        && to.first() <= from.first()
    {
        c.push(end_before_start(last, ["since", "retired"], first.span));
    }
    (
        since.map(|(period, _)| period),
        retired.map(|(period, _)| period),
    )
}
