//! What followed actions: a dot with its interval for each, all to one scale.

use serde::Serialize;

use crate::derive::action_effect::ActionEffect;
use crate::model::report::{Culprit, Product};
use crate::model::route;
use crate::view::chart::ChangeLabel;
use crate::view::links::{LinkView, Links};
use crate::view::text::report::next_steps;

/// Effects on a page.
const MAX_EFFECTS: usize = 10;
/// The scale ends at this many times as many tickets: an interval that goes on further is cut off.
const MAX_RATIO: f64 = 2.0;
/// It goes at least so far, so that what became of a culprit is seen beside what it was.
const MIN_RATIO: f64 = 1.25;

/// Effects below each other. Places are in percent of the width of the scale, which begins at no tickets.
#[derive(Clone, Debug, Serialize)]
pub struct EffectsView {
    /// The newest first.
    pub rows: Vec<EffectView>,
    /// The place of no change.
    pub unchanged: f64,
}

/// What followed actions that are judged together, for one culprit.
#[derive(Clone, Debug, Serialize)]
pub struct EffectView {
    /// The culprit's page.
    pub culprit: LinkView,
    /// After which actions, and what was compared.
    pub about: String,
    pub change: ChangeLabel,
    /// Its direction in the stylesheet.
    pub direction: &'static str,
    /// Its interval in words.
    pub range: String,
    pub value: f64,
    pub lower: f64,
    pub upper: f64,
}

/// `None` without any effect.
pub(super) fn view(
    product: &Product,
    effects: &[(&Culprit, ActionEffect)],
    links: &Links,
) -> Option<EffectsView> {
    let shown = &effects[..effects.len().min(MAX_EFFECTS)];
    let upper = shown.iter().map(|(_, effect)| effect.change.ratio.upper);
    let end = upper.fold(MIN_RATIO, f64::max).min(MAX_RATIO);
    let place = |ratio: f64| (ratio.clamp(0.0, end) / end * 1000.0).round() / 10.0;
    let row = |(culprit, effect): &(&Culprit, ActionEffect)| {
        let address = route::CULPRIT.address_of(&[&product.id, &culprit.id]);
        let change = next_steps::effect_change(effect);
        EffectView {
            culprit: links.link(&address, &culprit.name),
            about: next_steps::effect_basis(effect),
            direction: change.direction.class(),
            change,
            range: next_steps::effect_range(effect),
            value: place(effect.change.ratio.value),
            lower: place(effect.change.ratio.lower),
            upper: place(effect.change.ratio.upper),
        }
    };
    (!shown.is_empty()).then(|| EffectsView {
        rows: shown.iter().map(row).collect(),
        unchanged: place(1.0),
    })
}
