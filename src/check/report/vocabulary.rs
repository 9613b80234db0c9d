//! The vocabulary of culprits: ids that last, old ids that lead to new ones.

use std::collections::BTreeMap;

use super::optional_period;
use crate::base::id::CulpritId;
use crate::base::period::Period;
use crate::base::source::{Span, Spanned};
use crate::check::checker::Checker;
use crate::check::fault;
use crate::model::report::Culprit;
use crate::parse::given::Given;
use crate::parse::report::CulpritDoc;

/// Words that mean something else in a tally.
const RESERVED: [(&str, &str); 3] = [
    ("unclassified", "tickets whose cause is unclear"),
    ("not-applicable", "tickets that should not have been counted"),
    ("other", "culprits that are folded together"),
];

/// Which words a tally may use, and what they mean now.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    /// Every id, alias and merged id, with the id that it counts under.
    present: BTreeMap<String, CulpritId>,
    retired: BTreeMap<String, Period>,
    /// The vocabulary could not be read whole.
    partial: bool,
}

impl Vocabulary {
    /// The culprit that a word counts under.
    pub(super) fn find(&self, text: &Spanned<String>, c: &mut Checker) -> Option<CulpritId> {
        let found = self.present.get(&text.value).cloned();
        if found.is_none() && !self.partial {
            c.push(fault::unknown_culprit(text, self.present.keys().map(String::as_str)));
        }
        found
    }

    /// The same for a count in a period, in which a retired culprit may no longer be used.
    pub(super) fn find_in(&self, text: &Spanned<String>, period: Option<Period>, c: &mut Checker) -> Option<CulpritId> {
        let found = self.find(text, c)?;
        if let (Some(end), Some(period)) = (self.retired.get(&text.value), period)
            && period.first() >= end.first()
        {
            c.push(fault::retired_culprit(text, &end.to_string()));
        }
        Some(found)
    }
}

/// Checks the culprits of a product.
pub(super) fn culprits(docs: Vec<Given<CulpritDoc>>, c: &mut Checker) -> (Vec<Culprit>, Vocabulary) {
    let before = c.faults.len();
    let mut words = Words::default();
    let docs: Vec<Spanned<CulpritDoc>> = docs.into_iter().filter_map(Given::optional).collect();
    let culprits: Vec<Culprit> = docs.into_iter().filter_map(|doc| culprit(doc, &mut words, c)).collect();
    for text in words.splits.iter().filter(|text| !words.ids.contains_key(&text.value)) {
        c.push(fault::unknown_culprit(text, words.ids.keys().map(String::as_str)));
    }
    let mut vocabulary = Vocabulary { retired: words.retired, ..Vocabulary::default() };
    for word in words.ids.keys() {
        match follow(word, &words.leads) {
            Some(last) => vocabulary.present.extend(CulpritId::new(last).map(|id| (word.clone(), id))),
            None => {
                let span = words.ids[word];
                c.push(fault::merge_loop(&Spanned { value: word.clone(), span }));
            }
        }
    }
    vocabulary.partial = c.faults.len() > before;
    (culprits, vocabulary)
}

/// What the culprits of one product say about words.
#[derive(Default)]
struct Words {
    /// Every word that is taken, with its place.
    ids: BTreeMap<String, Span>,
    /// From an old word to the newer one.
    leads: BTreeMap<String, String>,
    retired: BTreeMap<String, Period>,
    splits: Vec<Spanned<String>>,
}

impl Words {
    fn claim(&mut self, text: &Spanned<String>, c: &mut Checker) {
        if let Some((_, meaning)) = RESERVED.iter().find(|(word, _)| *word == text.value) {
            c.push(fault::reserved_id(text, meaning));
        }
        match self.ids.get(&text.value) {
            Some(first) => c.push(fault::duplicate_id(text, "culprits", *first)),
            None => {
                self.ids.insert(text.value.clone(), text.span);
            }
        }
    }
}

/// The end of a chain of words; `None` if it goes round.
fn follow<'a>(word: &'a str, leads: &'a BTreeMap<String, String>) -> Option<&'a str> {
    let mut at = word;
    for _ in 0..=leads.len() {
        match leads.get(at) {
            None => return Some(at),
            Some(next) => at = next,
        }
    }
    None
}

fn texts(given: Given<Vec<Given<String>>>) -> Vec<Spanned<String>> {
    given.optional().map(|list| list.value.into_iter().filter_map(Given::optional).collect()).unwrap_or_default()
}

fn culprit(doc: Spanned<CulpritDoc>, words: &mut Words, c: &mut Checker) -> Option<Culprit> {
    let CulpritDoc { id, name, kind, owner, aliases, since, retired, merged_from, split_into } = doc.value;
    let id = c.required(id, "id", doc.span).and_then(|text| {
        let id = c.id(&text, "culprit", CulpritId::new)?;
        words.claim(&text, c);
        Some(id)
    });
    let name = c.required_text(name, "name", doc.span);
    let kind = c.optional_word(kind);
    let owner = c.optional_text(owner);
    let since = optional_period(since, c);
    let retired = optional_period(retired, c);
    if let (Some(id), Some(period)) = (&id, retired) {
        words.retired.insert(id.to_string(), period);
    }
    for alias in texts(aliases) {
        if c.id(&alias, "culprit", CulpritId::new).is_some() {
            words.claim(&alias, c);
            words.leads.extend(id.as_ref().map(|id| (alias.value.clone(), id.to_string())));
        }
    }
    for old in texts(merged_from) {
        // A merged culprit may still be declared in its own right, or live on as a word of old tallies only.
        words.ids.entry(old.value.clone()).or_insert(old.span);
        words.leads.extend(id.as_ref().map(|id| (old.value.clone(), id.to_string())));
    }
    let splits = texts(split_into);
    let split_into = splits.iter().filter_map(|text| CulpritId::new(&text.value)).collect();
    words.splits.extend(splits);
    Some(Culprit { id: id?, name: name?, kind, owner, since, retired, split_into })
}
