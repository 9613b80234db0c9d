//! The rules of support reports: products, samples, usage and actions.

mod export;
mod fault;
pub(super) mod tally;
mod twice;
mod vocabulary;
mod worksheet;

use std::collections::BTreeMap;

use super::checker::Checker;
use super::{Context, KnownEntries, fault as every, names, site};
use crate::base::diagnostic::Diagnostic;
use crate::base::id::{ActionId, EntryId, ProductId};
use crate::base::period::Period;
use crate::base::source::{Sources, Span, Spanned};
use crate::base::time::Zone;
use crate::base::words::Words;
use crate::model::report::{Action, Priority, Product, Tally, UsageUnit};
use crate::parse::given::{Given, readable};
use crate::parse::layout::{self, Kind};
use crate::parse::report::{
    ActionDoc, ActionsDoc, ProductDoc, TallyDoc, UsageDoc, UsageUnitDoc, WorksheetDoc,
};
use crate::parse::{Document, OfProduct};
use vocabulary::Vocabulary;
pub(super) use worksheet::checked_note;

/// A title of an action stands on charts.
const LONGEST_ACTION_TITLE: usize = 50;

/// The files of all products.
pub(super) struct Files {
    pub products: Vec<OfProduct<ProductDoc>>,
    pub tallies: Vec<OfProduct<TallyDoc>>,
    pub worksheets: Vec<OfProduct<WorksheetDoc>>,
    pub usages: Vec<OfProduct<UsageDoc>>,
    pub actions: Vec<OfProduct<ActionsDoc>>,
}

/// What the files of one product's folder say. Each is checked although another may be missing or wrong.
#[derive(Default)]
struct Folder {
    product: Option<Product>,
    words: Vocabulary,
    samples: BTreeMap<Period, Tally>,
    usage: Usage,
    actions: Vec<Action>,
}

/// Usage by period, and how it was measured.
#[derive(Default)]
struct Usage {
    measure: Option<String>,
    periods: BTreeMap<Period, f64>,
}

/// Checks every product with its samples.
pub(super) fn products(
    files: Files,
    (context, entries): (&Context, &KnownEntries),
    faults: &mut Vec<Diagnostic>,
) -> Vec<Product> {
    let Files {
        products,
        tallies,
        worksheets,
        usages,
        actions,
    } = files;
    let mut c = context.checker();
    let mut folders: BTreeMap<String, Folder> = BTreeMap::new();
    for OfProduct { product, document } in products {
        let (read, words) = self::product(&product, document, &mut c);
        folders.insert(
            product,
            Folder {
                product: read,
                words,
                ..Folder::default()
            },
        );
    }
    for OfProduct { product, document } in tallies {
        let folder = folders.entry(product.clone()).or_default();
        if let Some(tally) = tally::tally(document, &folder.home(&product, &c), &mut c) {
            folder.samples.insert(tally.period, tally);
        }
    }
    for OfProduct { product, document } in worksheets {
        let folder = folders.entry(product.clone()).or_default();
        if let Some(tally) = worksheet::worksheet(document, &folder.home(&product, &c), &mut c) {
            folder.samples.insert(tally.period, tally);
        }
    }
    for OfProduct { product, document } in usages {
        folders.entry(product).or_default().usage = usage(document, &mut c);
    }
    for OfProduct { product, document } in actions {
        let folder = folders.entry(product).or_default();
        folder.actions = actions_of(document, &folder.words, entries, &mut c);
    }
    no_products(context.sources, &mut c);
    faults.append(&mut c.faults);
    folders.into_values().filter_map(Folder::finish).collect()
}

/// What a sample is read against.
struct Home<'a> {
    /// The folder's name, which is the product's id.
    folder: &'a str,
    /// The zone of periods whose file says none.
    zone: Option<Zone>,
    words: &'a Vocabulary,
}

impl Folder {
    fn home<'a>(&'a self, folder: &'a str, c: &Checker) -> Home<'a> {
        let zone = self
            .product
            .as_ref()
            .and_then(|product| product.zone)
            .or(c.zone);
        Home {
            folder,
            zone,
            words: &self.words,
        }
    }

    fn finish(self) -> Option<Product> {
        let Folder {
            product,
            words: _,
            samples,
            usage: Usage { measure, periods },
            actions,
        } = self;
        product.map(|product| Product {
            samples,
            usage_measure: measure,
            usage: periods,
            actions,
            ..product
        })
    }
}

/// Reports each folder that has files of a product and no `product.yaml`, not even one with a wrong extension.
fn no_products(sources: &Sources, c: &mut Checker) {
    let mut orphans: BTreeMap<String, Span> = BTreeMap::new();
    for (id, file) in sources
        .iter()
        .filter(|(_, file)| file.path.starts_with(layout::INTERNAL))
    {
        if let Ok(Kind::Tally(product) | Kind::Usage(product) | Kind::Actions(product)) =
            layout::kind(&file.path)
        {
            orphans.entry(product).or_insert(Span {
                file: id,
                start: 0,
                end: 0,
            });
        }
    }
    for (product, place) in orphans {
        if names(sources, &format!("internal/reports/{product}/")).all(|name| name != "product") {
            c.push(every::no_product(place, &product));
        }
    }
}

fn product(
    folder: &str,
    document: Document<ProductDoc>,
    c: &mut Checker,
) -> (Option<Product>, Vocabulary) {
    let here = document.content.span;
    let ProductDoc {
        name,
        usage_unit,
        owner,
        margin,
        time_zone,
        census_priorities,
        export,
        culprits,
    } = document.content.value;
    let name = c.required_text(name, "name", here);
    let usage_unit = usage_unit.optional().and_then(|doc| unit(doc, c));
    let owner = c.owner(owner).map(|owner| owner.name);
    let margin = margin.optional().map_or(0.10, |margin| {
        if !(0.01..=0.5).contains(&margin.value) {
            c.push(every::out_of_range(
                margin.span,
                "`margin`",
                "from 0.01 to 0.5",
            ));
        }
        margin.value
    });
    let zone = time_zone
        .optional()
        .and_then(|zone| site::named_zone(&zone, c));
    let census_priorities = priorities(census_priorities, c);
    let export = export.optional().and_then(|doc| export::export(doc, c));
    let (culprits, words) = vocabulary::culprits(culprits, here, c);
    let make = || {
        Some(Product {
            id: ProductId::new(folder)?,
            name: name?,
            usage_unit,
            owner,
            margin,
            zone,
            census_priorities,
            export,
            culprits,
            samples: BTreeMap::new(),
            usage_measure: None,
            usage: BTreeMap::new(),
            actions: Vec::new(),
        })
    };
    (make(), words)
}

/// Priorities, each named once.
fn priorities(given: Given<Vec<Given<String>>>, c: &mut Checker) -> Vec<Priority> {
    let mut places: BTreeMap<Priority, Span> = BTreeMap::new();
    for text in given.items() {
        let Some(priority) = c.word::<Priority>(&text) else {
            continue;
        };
        if let Some(first) = places.insert(priority, text.span) {
            c.push(every::named_twice(
                &text,
                "priority",
                priority.word(),
                first,
            ));
        }
    }
    places.into_keys().collect()
}

/// An incident of the status page, which may be a draft: it is named as soon as it is public.
fn incident(text: &Spanned<String>, entries: &KnownEntries, c: &mut Checker) -> Option<EntryId> {
    if !entries.incidents.contains_key(&text.value) {
        let known = c.candidates(entries.incidents.keys());
        c.push(every::unknown_entry(text, "incident", known));
    }
    EntryId::new(&text.value)
}

fn unit(doc: Spanned<UsageUnitDoc>, c: &mut Checker) -> Option<UsageUnit> {
    let UsageUnitDoc { one, many } = doc.value;
    let one = c.required_text(one, "one", doc.span);
    let many = c.required_text(many, "many", doc.span);
    Some(UsageUnit {
        one: one?,
        many: many?,
    })
}

fn usage(document: Document<UsageDoc>, c: &mut Checker) -> Usage {
    let here = document.content.span;
    let UsageDoc { measure, periods } = document.content.value;
    let mut usage = Usage {
        measure: c.optional_text(measure, "measure"),
        periods: BTreeMap::new(),
    };
    let entries = c
        .required(periods, "periods", here)
        .map(|entries| entries.value.0)
        .unwrap_or_default();
    for (key, value) in entries {
        let (Some(period), Some(value)) = (c.period(&key), value.optional()) else {
            continue;
        };
        if value.value > 0.0 {
            usage.periods.insert(period, value.value);
        } else {
            c.push(every::out_of_range(value.span, "usage", "more than 0"));
        }
    }
    usage
}

fn actions_of(
    document: Document<ActionsDoc>,
    words: &Vocabulary,
    entries: &KnownEntries,
    c: &mut Checker,
) -> Vec<Action> {
    let here = document.content.span;
    let ActionsDoc { actions } = document.content.value;
    let docs = c
        .required(actions, "actions", here)
        .map(|list| readable(list.value))
        .unwrap_or_default();
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    let mut actions: Vec<Action> = docs
        .into_iter()
        .filter_map(|doc| action(doc, (words, entries), &mut seen, c))
        .collect();
    actions.sort_by(|a, b| a.date.cmp(&b.date).then_with(|| a.id.cmp(&b.id)));
    actions
}

fn action(
    doc: Spanned<ActionDoc>,
    (words, entries): (&Vocabulary, &KnownEntries),
    seen: &mut BTreeMap<String, Span>,
    c: &mut Checker,
) -> Option<Action> {
    let ActionDoc {
        id,
        date,
        title,
        kind,
        culprits,
        link,
        rebase,
        incidents,
    } = doc.value;
    let id = c.required(id, "id", doc.span).and_then(|text| {
        let id = c.id(&text, ActionId::new)?;
        if let Some(first) = seen.insert(text.value.clone(), text.span) {
            c.push(every::duplicate_id(&text, "actions", first));
        }
        Some(id)
    });
    let date = c
        .required(date, "date", doc.span)
        .and_then(|text| c.date(&text));
    let title_place = title.span();
    let title = c.required_text(title, "title", doc.span);
    if let (Some(title), Some(place)) = (&title, title_place) {
        let length = title.chars().count();
        if length > LONGEST_ACTION_TITLE {
            c.push(every::too_long(
                place,
                "the title",
                length,
                LONGEST_ACTION_TITLE,
            ));
        }
    }
    let kind = c
        .required(kind, "kind", doc.span)
        .and_then(|text| c.word(&text));
    let culprits = culprits
        .items()
        .iter()
        .filter_map(|text| words.find(text, c))
        .collect();
    let link = link.optional().and_then(|link| c.url(link));
    let rebase = rebase.optional().is_some_and(|rebase| rebase.value);
    let incidents = incidents
        .items()
        .iter()
        .filter_map(|text| incident(text, entries, c))
        .collect();
    Some(Action {
        id: id?,
        date: date?,
        title: title?,
        kind: kind?,
        culprits,
        link,
        rebase,
        incidents,
    })
}
