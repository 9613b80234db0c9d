//! The rules of `export:`: how a ticket export is written.

use std::collections::BTreeMap;

use crate::base::export_time::DateOrder;
use crate::base::source::Spanned;
use crate::check::checker::Checker;
use crate::format::field::{Entries, Field, OneOrMany, valid_items};
use crate::format::report::ExportDoc;
use crate::model::report::{Export, IgnoreRule};

pub(super) fn check_export(doc: Spanned<ExportDoc>, c: &mut Checker) -> Option<Export> {
    let ExportDoc {
        id,
        created,
        priority,
        dates,
        time_zone,
        priorities,
        ignore,
    } = doc.value;
    let id = c.required_text(id, "id", doc.span);
    let created = c.required_text(created, "created", doc.span);
    let priority = c.optional_text(priority, "priority");
    let dates = c.optional_word(dates).unwrap_or(DateOrder::YearFirst);
    let zone = c.zone_or(time_zone, None);
    let mut words = BTreeMap::new();
    for (word, priority) in priorities
        .optional()
        .map(|entries| entries.value.list)
        .unwrap_or_default()
    {
        let priority = c.optional_word(priority);
        words.extend(priority.map(|priority| (word.value.trim().to_lowercase(), priority)));
    }
    let ignore = parse_ignored(ignore, c);
    Some(Export {
        id: id?,
        created: created?,
        priority,
        dates,
        zone,
        priorities: words,
        ignore,
    })
}

fn parse_ignored(
    given: Field<Entries<String, OneOrMany<String>>>,
    c: &mut Checker,
) -> Vec<IgnoreRule> {
    let entries = given
        .optional()
        .map(|entries| entries.value.list)
        .unwrap_or_default();
    let columns = entries.into_iter().map(|(column, words)| {
        let words = words
            .optional()
            .map(|words| valid_items(words.value.0))
            .unwrap_or_default();
        let words = words
            .iter()
            .filter_map(|word| c.non_empty(word, &column.value));
        let words = words.map(|word| word.to_lowercase()).collect();
        IgnoreRule {
            column: column.value,
            words,
        }
    });
    columns.collect()
}
