//! The rules of machine labels: where they come from, and what a sample says of them.

use std::collections::BTreeMap;

use super::double_coding::parse_classification;
use super::sample::check_range;
use super::vocabulary::CulpritVocabulary;
use crate::base::id::CulpritId;
use crate::base::period::Period;
use crate::base::sample_draw::SampleDraw;
use crate::base::source::{Span, Spanned};
use crate::check::checker::Checker;
use crate::check::rules::label::{
    invalid_label, label_above_count, label_sum, labels_read_sum, missing_label, unexpected_label,
};
use crate::format::field::{Field, valid_items};
use crate::format::report::{LabelCountsDoc, LabeledTicketsDoc, LabelsDoc};
use crate::model::report::{Classification, LabelSource, MachineLabels};

/// The word for tickets for which the machine names no culprit.
const UNKNOWN: &str = "unknown";

/// Checks where the labels of a product are found.
pub(super) fn check_source(
    doc: Spanned<LabelsDoc>,
    vocabulary: &CulpritVocabulary,
    c: &mut Checker,
) -> Option<LabelSource> {
    let LabelsDoc {
        machine,
        version,
        label,
        id,
        version_column,
        words,
    } = doc.value;
    let machine = c.required_text(machine, "machine", doc.span);
    let label = c.required_text(label, "label", doc.span);
    let mut known: BTreeMap<String, Option<CulpritId>> = vocabulary
        .words()
        .map(|(word, id)| (word.clone(), Some(id.clone())))
        .collect();
    let words = words.optional().map(|entries| entries.value.list);
    for (word, culprit) in words.unwrap_or_default() {
        let culprit = culprit
            .text()
            .optional()
            .and_then(|text| find_label(&text, vocabulary, c));
        known.extend(culprit.map(|culprit| (word.value.trim().to_lowercase(), culprit)));
    }
    Some(LabelSource {
        machine: machine?,
        version: c.optional_text(version, "version"),
        label: label?,
        id: c.optional_text(id, "id"),
        version_column: c.optional_text(version_column, "version_column"),
        words: known,
    })
}

/// The culprit of a label; inside, `None` for `unknown`, unless a culprit has this id.
fn find_label(
    text: &Spanned<String>,
    vocabulary: &CulpritVocabulary,
    c: &mut Checker,
) -> Option<Option<CulpritId>> {
    let is_culprit = |word: &str| vocabulary.words().any(|(known, _)| known == word);
    if text.value == UNKNOWN && !is_culprit(UNKNOWN) {
        return Some(None);
    }
    vocabulary.find_or_suggest(text, &[UNKNOWN], c).map(Some)
}

/// The labels of a sample.
pub(super) struct LabelList {
    labels: MachineLabels,
    /// Each word by which a culprit is counted, with the culprit.
    words: Vec<(String, CulpritId)>,
    /// Where the counts are.
    span: Span,
    /// A count could not be read, so that sums say nothing.
    partial: bool,
}

/// The label of a row, as a code.
pub(super) struct LabeledRow<'a> {
    pub id: &'a Spanned<String>,
    pub code: Option<&'a Spanned<String>>,
    /// What the reader found, if the ticket is read.
    pub finding: Option<Classification>,
}

impl LabelList {
    /// Checks the counts. They add up to `labeled`, the tickets that are not read in full, if that number is known.
    pub(super) fn check(
        field: Field<LabelCountsDoc>,
        labeled: Option<u64>,
        vocabulary: &CulpritVocabulary,
        c: &mut Checker,
    ) -> Option<LabelList> {
        let doc = field.optional()?;
        let LabelCountsDoc {
            machine,
            version,
            counts,
            unknown,
        } = doc.value;
        let machine = c.required_text(machine, "machine", doc.span);
        let version = c.optional_text(version, "version");
        let entries = c.required(counts, "counts", doc.span)?;
        let mut list = LabelList {
            labels: MachineLabels {
                machine: machine?,
                version,
                ..MachineLabels::default()
            },
            words: Vec::new(),
            span: entries.span,
            partial: false,
        };
        for (key, count) in entries.value.list {
            let count = count.optional().filter(|count| check_range(count, c));
            let culprit = vocabulary.find(&key, c);
            list.partial |= count.is_none() || culprit.is_none();
            if let (Some(count), Some(culprit)) = (count, culprit) {
                *list.labels.counts.entry(culprit.clone()).or_default() += count.value;
                list.words.push((key.value, culprit));
            }
        }
        if !unknown.is_missing() {
            let unknown = unknown.optional().filter(|count| check_range(count, c));
            list.partial |= unknown.is_none();
            list.labels.unknown = unknown.map_or(0, |count| count.value);
        }
        let sum = list.labels.counts.values().sum::<u64>() + list.labels.unknown;
        if let Some(labeled) = labeled.filter(|labeled| *labeled != sum && !list.partial) {
            c.push(label_sum(list.span, sum, labeled));
        }
        Some(list)
    }

    /// The label of a code, as it is counted: empty for a ticket for which the machine named no culprit.
    fn decode(&self, drawing: &SampleDraw, row: &LabeledRow) -> Option<Option<CulpritId>> {
        let code = &row.code?.value;
        let is_code = |word: &str| drawing.label_code(&row.id.value, word) == *code;
        if is_code("") {
            return Some(None);
        }
        let found = self.words.iter().find(|(word, _)| is_code(word));
        found.map(|(_, culprit)| Some(culprit.clone()))
    }

    /// Adds the rows of a worksheet that are not read in full.
    pub(super) fn with_rows<'a>(
        mut self,
        rows: impl Iterator<Item = LabeledRow<'a>>,
        drawing: &SampleDraw,
        c: &mut Checker,
    ) -> MachineLabels {
        let mut drawn: BTreeMap<Option<CulpritId>, u64> = BTreeMap::new();
        for row in rows {
            let label = self.decode(drawing, &row);
            match (label, row.code) {
                (Some(label), _) => {
                    *drawn.entry(label.clone()).or_default() += 1;
                    if let Some(finding) = row.finding {
                        *self.labels.read.entry((label, finding)).or_default() += 1;
                    }
                }
                (None, None) => c.push(missing_label(row.id)),
                (None, Some(_)) if self.partial => {}
                (None, Some(code)) => c.push(invalid_label(code, row.id, self.span)),
            }
        }
        self.check_at_most_counted(&drawn, c);
        self.labels
    }

    /// Adds what a tally says of the tickets read; `found` are the tickets of each finding that are not read in full.
    pub(super) fn with_read(
        mut self,
        field: Field<Vec<Field<LabeledTicketsDoc>>>,
        found: &BTreeMap<Classification, u64>,
        (period, vocabulary): (Option<Period>, &CulpritVocabulary),
        c: &mut Checker,
    ) -> MachineLabels {
        let span = field.span().unwrap_or(self.span);
        let docs = field.optional().map(|list| valid_items(list.value));
        for doc in docs.unwrap_or_default() {
            let LabeledTicketsDoc {
                label,
                culprit,
                tickets,
            } = doc.value;
            let label = c
                .required_scalar(label, "label", doc.span)
                .and_then(|text| find_label(&text, vocabulary, c));
            let finding = c
                .required_scalar(culprit, "culprit", doc.span)
                .and_then(|text| parse_classification(&text, period, vocabulary, c));
            let tickets = c
                .required(tickets, "tickets", doc.span)
                .filter(|count| check_range(count, c));
            match (label, finding, tickets) {
                (Some(label), Some(finding), Some(tickets)) => {
                    *self.labels.read.entry((label, finding)).or_default() += tickets.value;
                }
                _ => self.partial = true,
            }
        }
        let mut drawn: BTreeMap<Option<CulpritId>, u64> = BTreeMap::new();
        let mut read: BTreeMap<&Classification, u64> = BTreeMap::new();
        for ((label, finding), tickets) in &self.labels.read {
            *drawn.entry(label.clone()).or_default() += tickets;
            *read.entry(finding).or_default() += tickets;
        }
        let of = |finding: &Classification| read.get(finding).copied().unwrap_or(0);
        let mut findings = found.keys().chain(read.keys().copied());
        let differs =
            |finding: &&Classification| of(finding) != found.get(*finding).copied().unwrap_or(0);
        if let Some(finding) = findings.find(differs).filter(|_| !self.partial) {
            let name = match finding {
                Classification::Culprit(culprit) => culprit.as_str(),
                Classification::Unclassified => "unclassified",
                Classification::NotApplicable => "not-applicable",
            };
            let counted = found.get(finding).copied().unwrap_or(0);
            c.push(labels_read_sum(span, name, of(finding), counted));
        }
        self.check_at_most_counted(&drawn, c);
        self.labels
    }

    /// No label stands beside more tickets than have it.
    fn check_at_most_counted(&self, drawn: &BTreeMap<Option<CulpritId>, u64>, c: &mut Checker) {
        for (label, drawn) in drawn {
            let (name, counted) = match label {
                Some(culprit) => (culprit.as_str(), self.labels.counts.get(culprit).copied()),
                None => (UNKNOWN, Some(self.labels.unknown)),
            };
            let counted = counted.unwrap_or(0);
            if *drawn > counted && !self.partial {
                c.push(label_above_count(self.span, name, *drawn, counted));
            }
        }
    }
}

/// Reports the rows that have a label although the sample counts none.
pub(super) fn report_unexpected<'a>(
    codes: impl Iterator<Item = &'a Spanned<String>>,
    c: &mut Checker,
) {
    for code in codes.take(1) {
        c.push(unexpected_label(code));
    }
}
