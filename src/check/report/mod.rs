//! The rules of support reports: products, samples, usage and actions.

mod double_coding;
mod export;
mod labels;
mod sample;
mod tally;
mod vocabulary;
mod worksheet;

use std::collections::BTreeMap;

use super::checker::Checker;
use super::context::CheckContext;
use super::declared_ids::DeclaredIds;
use super::entry::{EntryNames, file_stems};
use crate::base::diagnostic::Diagnostic;
use crate::base::id::{ActionId, CulpritId, EntryId, ProductId};
use crate::base::period::Period;
use crate::base::source::{Sources, Span, Spanned};
use crate::base::time::Date;
use crate::check::rules::label::machine_changed;
use crate::check::rules::reference::unknown_entry;
use crate::check::rules::report::no_product;
use crate::check::rules::value::{duplicate_item, out_of_range, too_long};

use crate::format::field::valid_items;
use crate::format::report::{
    ActionDoc, ActionsDoc, PeriodPairDoc, ProductDoc, TallyDoc, TargetDoc, UsageDoc, UsageUnitDoc,
    WorksheetDoc,
};
use crate::model::report::{Product, ProductAction, Tally, Target, UsageUnit};
use crate::parse::layout::{self, FileKind};
use crate::parse::{Document, ProductDocument};
use sample::{SampleContext, parse_priorities};
use vocabulary::CulpritVocabulary;

/// Weekly counts of support tickets scatter about so much more than chance alone.
const ASSUMED_DISPERSION: f64 = 3.0;

/// A title of an action stands on charts.
const MAX_ACTION_TITLE_LENGTH: usize = 50;

/// The files of all products.
pub(super) struct ReportFiles {
    pub products: Vec<ProductDocument<ProductDoc>>,
    pub tallies: Vec<ProductDocument<TallyDoc>>,
    pub worksheets: Vec<ProductDocument<WorksheetDoc>>,
    pub usages: Vec<ProductDocument<UsageDoc>>,
    pub actions: Vec<ProductDocument<ActionsDoc>>,
}

/// What the files of one product's folder say. Each is checked although another may be missing or wrong.
#[derive(Default)]
struct ProductFolder {
    product: Option<Product>,
    vocabulary: CulpritVocabulary,
    samples: BTreeMap<Period, Tally>,
    /// Where samples say how many tickets have each label.
    label_spans: BTreeMap<Period, Span>,
    usage: UsageByPeriod,
    actions: Vec<ProductAction>,
}

/// Usage by period, and how it was measured.
#[derive(Default)]
struct UsageByPeriod {
    measure: Option<String>,
    periods: BTreeMap<Period, f64>,
}

/// Checks every product with its samples.
pub(super) fn check_products(
    files: ReportFiles,
    (context, entries): (&CheckContext, &EntryNames),
    faults: &mut Vec<Diagnostic>,
) -> Vec<Product> {
    let ReportFiles {
        products,
        tallies,
        worksheets,
        usages,
        actions,
    } = files;
    let mut c = context.checker();
    let mut folders: BTreeMap<String, ProductFolder> = BTreeMap::new();
    for ProductDocument { product, document } in products {
        let (read, words) = self::check_product(&product, document, &mut c);
        folders.insert(
            product,
            ProductFolder {
                product: read,
                vocabulary: words,
                ..ProductFolder::default()
            },
        );
    }
    for ProductDocument { product, document } in tallies {
        let folder = folders.entry(product.clone()).or_default();
        let labels = document.content.value.labels.span();
        if let Some(tally) =
            tally::check_tally(document, &folder.sample_context(&product, &c), &mut c)
        {
            folder
                .label_spans
                .extend(labels.map(|span| (tally.period, span)));
            folder.samples.insert(tally.period, tally);
        }
    }
    for ProductDocument { product, document } in worksheets {
        let folder = folders.entry(product.clone()).or_default();
        let labels = document.content.value.labels.span();
        if let Some(tally) =
            worksheet::check_worksheet(document, &folder.sample_context(&product, &c), &mut c)
        {
            folder
                .label_spans
                .extend(labels.map(|span| (tally.period, span)));
            folder.samples.insert(tally.period, tally);
        }
    }
    for ProductDocument { product, document } in usages {
        folders.entry(product).or_default().usage = check_usage(document, &mut c);
    }
    for ProductDocument { product, document } in actions {
        let folder = folders.entry(product).or_default();
        folder.actions = check_actions(document, &folder.vocabulary, entries, &mut c);
    }
    for folder in folders.values() {
        folder.report_changed_machines(&mut c);
    }
    report_missing_products(context.sources, &mut c);
    faults.append(&mut c.faults);
    folders
        .into_values()
        .filter_map(ProductFolder::into_product)
        .collect()
}

impl ProductFolder {
    fn sample_context<'a>(&'a self, folder: &'a str, c: &Checker) -> SampleContext<'a> {
        let zone = self
            .product
            .as_ref()
            .and_then(|product| product.zone)
            .or(c.zone);
        SampleContext {
            folder,
            zone,
            vocabulary: &self.vocabulary,
        }
    }

    /// Reports labels that come from another machine than those of the period before, unless an action says so.
    fn report_changed_machines(&self, c: &mut Checker) {
        let labeled = self.samples.values().filter_map(|sample| {
            let span = self.label_spans.get(&sample.period)?;
            Some((sample.period, sample.labels.as_ref()?.name(), *span))
        });
        let mut labeled: Vec<_> = labeled.collect();
        labeled.sort_by_key(|(period, ..)| period.first());
        for pair in labeled.windows(2) {
            let ((earlier, before, _), (period, machine, span)) = (&pair[0], &pair[1]);
            let between = earlier.first().plus_days(1)..=period.last();
            let is_recorded = self
                .actions
                .iter()
                .any(|action| action.changes_measurement() && between.contains(&action.date));
            if machine != before && !is_recorded {
                let now = (machine.as_str(), period.first());
                c.push(machine_changed(*span, now, (before, *earlier)));
            }
        }
    }

    fn into_product(self) -> Option<Product> {
        let ProductFolder {
            product,
            vocabulary: _,
            label_spans: _,
            samples,
            usage: UsageByPeriod { measure, periods },
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
fn report_missing_products(sources: &Sources, c: &mut Checker) {
    let mut orphans: BTreeMap<String, Span> = BTreeMap::new();
    for (id, file) in sources
        .iter()
        .filter(|(_, file)| file.path.starts_with(layout::INTERNAL_FOLDER))
    {
        if let Ok(
            FileKind::Sample(product) | FileKind::Usage(product) | FileKind::Actions(product),
        ) = layout::file_kind(&file.path)
        {
            orphans.entry(product).or_insert(Span {
                file: id,
                start: 0,
                end: 0,
            });
        }
    }
    for (product, place) in orphans {
        if file_stems(sources, &format!("internal/reports/{product}/"))
            .all(|name| name != "product")
        {
            c.push(no_product(place, &product));
        }
    }
}

fn check_product(
    folder: &str,
    document: Document<ProductDoc>,
    c: &mut Checker,
) -> (Option<Product>, CulpritVocabulary) {
    let here = document.content.span;
    let ProductDoc {
        name,
        usage_unit,
        owner,
        margin,
        assumed_dispersion,
        time_zone,
        census_priorities,
        export,
        labels,
        culprits,
        comparisons,
        targets,
    } = document.content.value;
    let name = c.required_text(name, "name", here);
    let usage_unit = usage_unit
        .optional()
        .and_then(|doc| parse_usage_unit(doc, c));
    let owner = owner
        .text()
        .optional()
        .and_then(|text| c.owner(text))
        .map(|owner| owner.name);
    let margin = margin.optional().map_or(0.10, |margin| {
        if !(0.01..=0.5).contains(&margin.value) {
            let problem = format!("the margin {} is out of range", margin.value);
            c.push(out_of_range(
                margin.span,
                &problem,
                "a number from 0.01 to 0.5",
            ));
        }
        margin.value
    });
    let assumed_dispersion = assumed_dispersion
        .optional()
        .map_or(ASSUMED_DISPERSION, |assumed| {
            if !(1.0..=100.0).contains(&assumed.value) {
                let key = "`assumed_dispersion`";
                c.push(out_of_range(assumed.span, key, "from 1 to 100"));
            }
            assumed.value
        });
    let zone = c.zone_or(time_zone, None);
    let census_priorities = parse_priorities(census_priorities, c);
    let export = export
        .optional()
        .and_then(|doc| export::check_export(doc, c));
    let (culprits, words) = vocabulary::check_culprits(culprits, here, c);
    let labels = labels
        .optional()
        .and_then(|doc| labels::check_source(doc, &words, c));
    let pairs = comparisons.optional().map(|pairs| valid_items(pairs.value));
    let comparisons = pairs
        .into_iter()
        .flatten()
        .filter_map(|pair| parse_period_pair(pair, c))
        .collect();
    let targets = targets.optional().map(|list| valid_items(list.value));
    let targets = parse_targets(targets.unwrap_or_default(), &words, c);
    let make = || {
        Some(Product {
            id: ProductId::new(folder)?,
            name: name?,
            usage_unit,
            owner,
            margin,
            assumed_dispersion,
            zone,
            census_priorities,
            export,
            labels,
            culprits,
            comparisons,
            targets,
            samples: BTreeMap::new(),
            usage_measure: None,
            usage: BTreeMap::new(),
            actions: Vec::new(),
        })
    };
    (make(), words)
}

/// An incident of the status page, which may be a draft: it is named as soon as it is public.
fn incident_id(text: &Spanned<String>, entries: &EntryNames, c: &mut Checker) -> Option<EntryId> {
    if !entries.incidents.contains_key(&text.value) {
        let known = c.suggestion_candidates(entries.incidents.keys());
        c.push(unknown_entry(text, "incident", known));
    }
    EntryId::new(&text.value)
}

fn parse_period_pair(doc: Spanned<PeriodPairDoc>, c: &mut Checker) -> Option<(Period, Period)> {
    let PeriodPairDoc { before, after } = doc.value;
    let before = c.required_scalar(before, "before", doc.span);
    let after = c.required_scalar(after, "after", doc.span);
    let (before, after) = (c.period(&before?)?, after?);
    let later = c.period(&after)?;
    if later.first() <= before.first() {
        let expected = "a period that begins after `before`";
        c.push(out_of_range(after.span, "`after`", expected));
        return None;
    }
    Some((before, later))
}

fn parse_targets(
    docs: Vec<Spanned<TargetDoc>>,
    words: &CulpritVocabulary,
    c: &mut Checker,
) -> Vec<Target> {
    let mut targets = Vec::new();
    let mut places: BTreeMap<(CulpritId, Date), Span> = BTreeMap::new();
    for doc in docs {
        let TargetDoc { culprit, below, by } = doc.value;
        let culprit = c.required_scalar(culprit, "culprit", doc.span);
        let below = c.required(below, "below", doc.span);
        let by = c.required_scalar(by, "by", doc.span);
        let id = culprit.as_ref().and_then(|text| words.find(text, c));
        let by = by.and_then(|text| c.date(&text));
        let below = below.filter(|below| {
            let is_possible = below.value > 0.0 && below.value.is_finite();
            if !is_possible {
                let problem = format!("the target {} is out of range", below.value);
                c.push(out_of_range(below.span, &problem, "a number above 0"));
            }
            is_possible
        });
        let (Some(text), Some(id), Some(below), Some(by)) = (culprit, id, below, by) else {
            continue;
        };
        if let Some(first) = places.insert((id.clone(), by), text.span) {
            c.push(duplicate_item(&text, "target", &text.value, first));
        }
        targets.push(Target {
            culprit: id,
            below: below.value,
            by,
        });
    }
    targets.sort_by_key(|target| target.by);
    targets
}

fn parse_usage_unit(doc: Spanned<UsageUnitDoc>, c: &mut Checker) -> Option<UsageUnit> {
    let UsageUnitDoc { one, many } = doc.value;
    let one = c.required_text(one, "one", doc.span);
    let many = c.required_text(many, "many", doc.span);
    Some(UsageUnit {
        one: one?,
        many: many?,
    })
}

fn check_usage(document: Document<UsageDoc>, c: &mut Checker) -> UsageByPeriod {
    let here = document.content.span;
    let UsageDoc { measure, periods } = document.content.value;
    let mut usage = UsageByPeriod {
        measure: c.optional_text(measure, "measure"),
        periods: BTreeMap::new(),
    };
    let entries = c
        .required(periods, "periods", here)
        .map(|entries| entries.value.list)
        .unwrap_or_default();
    for (key, value) in entries {
        let (Some(period), Some(value)) = (c.period(&key), value.optional()) else {
            continue;
        };
        if value.value > 0.0 {
            usage.periods.insert(period, value.value);
        } else {
            let problem = format!("the usage {} is out of range", value.value);
            c.push(out_of_range(value.span, &problem, "more than 0"));
        }
    }
    usage
}

fn check_actions(
    document: Document<ActionsDoc>,
    words: &CulpritVocabulary,
    entries: &EntryNames,
    c: &mut Checker,
) -> Vec<ProductAction> {
    let here = document.content.span;
    let ActionsDoc { actions } = document.content.value;
    let docs = c
        .required(actions, "actions", here)
        .map(|list| valid_items(list.value))
        .unwrap_or_default();
    let mut seen = DeclaredIds::default();
    let mut actions: Vec<ProductAction> = docs
        .into_iter()
        .filter_map(|doc| check_action(doc, (words, entries), &mut seen, c))
        .collect();
    actions.sort_by(|a, b| a.date.cmp(&b.date).then_with(|| a.id.cmp(&b.id)));
    actions
}

fn check_action(
    doc: Spanned<ActionDoc>,
    (words, entries): (&CulpritVocabulary, &EntryNames),
    seen: &mut DeclaredIds,
    c: &mut Checker,
) -> Option<ProductAction> {
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
    let id = c.required_scalar(id, "id", doc.span);
    let id = c.declared_id(id, "action", ActionId::new, seen);
    let date = c
        .required_scalar(date, "date", doc.span)
        .and_then(|text| c.date(&text));
    let title_place = title.span();
    let title = c.required_text(title, "title", doc.span);
    if let (Some(title), Some(place)) = (&title, title_place) {
        let length = title.chars().count();
        if length > MAX_ACTION_TITLE_LENGTH {
            c.push(too_long(
                place,
                "the title",
                length,
                MAX_ACTION_TITLE_LENGTH,
            ));
        }
    }
    let kind = c
        .required_scalar(kind, "kind", doc.span)
        .and_then(|text| c.word(&text));
    let culprits = culprits
        .texts()
        .iter()
        .filter_map(|text| words.find(text, c))
        .collect();
    let link = link.optional().and_then(|link| c.url(link));
    let rebase = rebase.optional().is_some_and(|rebase| rebase.value);
    let incidents = incidents
        .texts()
        .iter()
        .filter_map(|text| incident_id(text, entries, c))
        .collect();
    Some(ProductAction {
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
