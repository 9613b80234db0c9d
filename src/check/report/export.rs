//! The rules of `export:`: how a ticket export is written.

use std::collections::BTreeMap;

use crate::base::export_time::DateOrder;
use crate::base::source::Spanned;
use crate::base::time::is_time_format;
use crate::check::checker::Checker;
use crate::check::rules::report::invalid_time_format;
use crate::check::rules::settings::invalid_url;
use crate::format::field::{Entries, Field, OneOrMany, valid_items};
use crate::format::report::ExportDoc;
use crate::model::report::{CellRule, Export};

pub(super) fn check_export(doc: Spanned<ExportDoc>, c: &mut Checker) -> Option<Export> {
    let ExportDoc {
        id,
        created,
        priority,
        dates,
        time_zone,
        priorities,
        ignore,
        format,
        only,
        records,
        backslash_escapes,
        skip_broken,
        ticket_url,
        show,
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
    let ignore = parse_cell_rules(ignore, c);
    let only = parse_cell_rules(only, c);
    let records = c.optional_text(records, "records");
    let backslash_escapes = backslash_escapes
        .optional()
        .is_some_and(|escapes| escapes.value);
    let ticket_url = ticket_url.text().optional().and_then(|url| {
        if url.value.contains("{id}") {
            return c.url(url);
        }
        c.push(invalid_url(
            &url,
            "it has no `{id}` for the ID of the ticket",
        ));
        None
    });
    let show = show
        .optional()
        .map(|columns| valid_items(columns.value.0))
        .unwrap_or_default();
    let show = show.iter().filter_map(|column| c.non_empty(column, "show"));
    let show = show.collect();
    let format = format.optional().and_then(|format| {
        if is_time_format(&format.value) {
            return Some(format.value);
        }
        c.push(invalid_time_format(&format));
        None
    });
    Some(Export {
        id: id?,
        created: created?,
        priority,
        dates,
        zone,
        priorities: words,
        ignore,
        format,
        only,
        records,
        backslash_escapes,
        skip_broken: skip_broken.optional().map_or(0, |rows| rows.value),
        ticket_url,
        show,
    })
}

fn parse_cell_rules(
    field: Field<Entries<String, OneOrMany<String>>>,
    c: &mut Checker,
) -> Vec<CellRule> {
    let entries = field
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
        CellRule {
            column: column.value,
            words,
        }
    });
    columns.collect()
}
