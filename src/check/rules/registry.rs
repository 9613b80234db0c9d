//! Every rule.

use super::{
    address, announce, branding, culprit, file, incident, label, link, maintenance, on_call,
    overrides, postmortem, publication, reference, report, service, settings, text, time, value,
    worksheet,
};
use crate::base::rule::{Rule, RuleGroup};
use crate::format::rules as format;
use crate::parse::rules as parse;

/// In the order of the page of rules: groups with one heading are neighbours.
pub static GROUPS: [&RuleGroup; 25] = [
    &parse::file::GROUP,
    &file::GROUP,
    &format::GROUP,
    &parse::key::GROUP,
    &value::GROUP,
    &time::GROUP,
    &reference::GROUP,
    &incident::GROUP,
    &maintenance::GROUP,
    &postmortem::GROUP,
    &publication::GROUP,
    &parse::markdown::GROUP,
    &text::GROUP,
    &link::GROUP,
    &address::GROUP,
    &settings::GROUP,
    &announce::GROUP,
    &branding::GROUP,
    &overrides::GROUP,
    &culprit::GROUP,
    &report::GROUP,
    &worksheet::GROUP,
    &label::GROUP,
    &on_call::GROUP,
    &service::GROUP,
];

/// Every rule, by group.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    GROUPS.iter().flat_map(|group| group.rules).copied()
}

#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}

/// The ids of the rules that a site can decide on, in alphabetical order.
#[must_use]
pub fn adjustable_ids() -> Vec<&'static str> {
    let adjustable = all().filter(|rule| rule.is_adjustable());
    let mut ids: Vec<&str> = adjustable.map(|rule| rule.id).collect();
    ids.sort_unstable();
    ids
}
