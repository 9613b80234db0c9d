//! The rules of support reports: products, samples, usage and actions.

mod tally;
mod vocabulary;

use std::collections::BTreeMap;

use super::checker::Checker;
use super::{Context, fault};
use crate::base::diagnostic::Diagnostic;
use crate::base::id::{ActionId, ProductId};
use crate::base::period::Period;
use crate::base::source::{Span, Spanned};
use crate::model::report::{Action, Product, UsageUnit};
use crate::parse::given::Given;
use crate::parse::report::{ActionDoc, ActionsDoc, ProductDoc, TallyDoc, UsageDoc, UsageUnitDoc};
use crate::parse::{Document, OfProduct};
use vocabulary::Vocabulary;

/// A title of an action stands on charts.
const LONGEST_ACTION_TITLE: usize = 50;

/// Checks every product with its samples.
pub(super) fn products(
    products: Vec<OfProduct<ProductDoc>>,
    tallies: Vec<OfProduct<TallyDoc>>,
    usages: Vec<OfProduct<UsageDoc>>,
    actions: Vec<OfProduct<ActionsDoc>>,
    context: &Context,
    faults: &mut Vec<Diagnostic>,
) -> Vec<Product> {
    let mut c = context.checker();
    let mut found: BTreeMap<String, (Product, Vocabulary)> = BTreeMap::new();
    let folders: Vec<String> = products.iter().map(|of| of.product.clone()).collect();
    for OfProduct { product, document } in products {
        found.extend(self::product(&product, document, &mut c).map(|value| (product, value)));
    }
    let mut orphans: BTreeMap<String, Span> = BTreeMap::new();
    let mut orphan = |product: &str, place: Span| {
        if !folders.iter().any(|folder| folder == product) {
            orphans.entry(product.to_owned()).or_insert(place);
        }
    };
    for OfProduct { product, document } in tallies {
        let Some((product, vocabulary)) = found.get_mut(&product) else {
            orphan(&product, document.start());
            continue;
        };
        if let Some(tally) = tally::tally(document, product, vocabulary, &mut c) {
            product.samples.insert(tally.period, tally);
        }
    }
    for OfProduct { product, document } in usages {
        let Some((product, _)) = found.get_mut(&product) else {
            orphan(&product, document.start());
            continue;
        };
        usage(document, product, &mut c);
    }
    for OfProduct { product, document } in actions {
        let Some((product, vocabulary)) = found.get_mut(&product) else {
            orphan(&product, document.start());
            continue;
        };
        product.actions = actions_of(document, vocabulary, &mut c);
    }
    for (product, place) in orphans {
        c.push(fault::no_product(place, &product));
    }
    faults.append(&mut c.faults);
    found.into_values().map(|(product, _)| product).collect()
}

fn product(folder: &str, document: Document<ProductDoc>, c: &mut Checker) -> Option<(Product, Vocabulary)> {
    let here = document.content.span;
    let ProductDoc { name, usage_unit, owner, margin, culprits } = document.content.value;
    let name = c.required_text(name, "name", here);
    let usage_unit = usage_unit.optional().and_then(|doc| unit(doc, c));
    let owner = c.optional_text(owner);
    let margin = margin.optional().map_or(0.10, |margin| {
        if !(0.01..=0.5).contains(&margin.value) {
            c.push(fault::out_of_range(margin.span, "`margin`", "from 0.01 to 0.5"));
        }
        margin.value
    });
    let docs = c.required(culprits, "culprits", here).map(|list| list.value).unwrap_or_default();
    let (culprits, vocabulary) = vocabulary::culprits(docs, c);
    let product = Product {
        id: ProductId::new(folder)?,
        name: name?,
        usage_unit,
        owner,
        margin,
        culprits,
        samples: BTreeMap::new(),
        usage_measure: None,
        usage: BTreeMap::new(),
        actions: Vec::new(),
    };
    Some((product, vocabulary))
}

fn unit(doc: Spanned<UsageUnitDoc>, c: &mut Checker) -> Option<UsageUnit> {
    let UsageUnitDoc { one, many } = doc.value;
    let one = c.required_text(one, "one", doc.span);
    let many = c.required_text(many, "many", doc.span);
    Some(UsageUnit { one: one?, many: many? })
}

fn usage(document: Document<UsageDoc>, product: &mut Product, c: &mut Checker) {
    let here = document.content.span;
    let UsageDoc { measure, periods } = document.content.value;
    product.usage_measure = c.optional_text(measure);
    let Some(entries) = c.required(periods, "periods", here) else { return };
    for (key, value) in entries.value.0 {
        let (Some(period), Some(value)) = (c.period(&key), value.optional()) else { continue };
        if value.value > 0.0 {
            product.usage.insert(period, value.value);
        } else {
            c.push(fault::out_of_range(value.span, "usage", "more than 0"));
        }
    }
}

fn actions_of(document: Document<ActionsDoc>, vocabulary: &Vocabulary, c: &mut Checker) -> Vec<Action> {
    let here = document.content.span;
    let ActionsDoc { actions } = document.content.value;
    let docs = c.required(actions, "actions", here).map(|list| list.value).unwrap_or_default();
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    let docs = docs.into_iter().filter_map(Given::optional);
    let mut actions: Vec<Action> = docs.filter_map(|doc| action(doc, vocabulary, &mut seen, c)).collect();
    actions.sort_by(|a, b| a.date.cmp(&b.date).then_with(|| a.id.cmp(&b.id)));
    actions
}

fn action(
    doc: Spanned<ActionDoc>,
    vocabulary: &Vocabulary,
    seen: &mut BTreeMap<String, Span>,
    c: &mut Checker,
) -> Option<Action> {
    let ActionDoc { id, date, title, kind, culprits, link, rebase } = doc.value;
    let id = c.required(id, "id", doc.span).and_then(|text| {
        let id = c.id(&text, "action", ActionId::new)?;
        if let Some(first) = seen.insert(text.value.clone(), text.span) {
            c.push(fault::duplicate_id(&text, "actions", first));
        }
        Some(id)
    });
    let date = c.required(date, "date", doc.span).and_then(|text| c.date(&text));
    let title_place = title.span();
    let title = c.required_text(title, "title", doc.span);
    if let (Some(title), Some(place)) = (&title, title_place) {
        let length = title.chars().count();
        if length > LONGEST_ACTION_TITLE {
            c.push(fault::too_long(place, "the title", length, LONGEST_ACTION_TITLE));
        }
    }
    let kind = c.required(kind, "kind", doc.span).and_then(|text| c.word(&text));
    let culprits = culprits.optional().map(|list| list.value).unwrap_or_default();
    let culprits =
        culprits.into_iter().filter_map(Given::optional).filter_map(|text| vocabulary.find(&text, c)).collect();
    let link = link.optional().and_then(|link| c.url(link));
    let rebase = rebase.optional().is_some_and(|rebase| rebase.value);
    Some(Action { id: id?, date: date?, title: title?, kind: kind?, culprits, link, rebase })
}

/// A period that a key names, if any is given.
fn optional_period(given: Given<String>, c: &mut Checker) -> Option<Period> {
    given.optional().and_then(|text| c.period(&text))
}
