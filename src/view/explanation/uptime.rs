//! Why an uptime is the figure that it is.

use super::{Asked, Days, Explanation, Figure, Ground, Reason, Section};
use crate::base::time::{Duration, Interval};
use crate::derive::component::ComponentFacts;
use crate::derive::reason::{self, Share, UptimeReason};
use crate::derive::said::Spell;
use crate::derive::uptime;
use crate::model::component::State;
use crate::view::public::component;
use crate::view::text::Sign;
use crate::view::text::explanation as words;

impl<'s, 'a> Asked<'s, 'a> {
    pub(super) fn uptime(&self, facts: &ComponentFacts<'a>, days: Days) -> Option<Explanation> {
        let window = self.window(facts, days)?;
        let reason = reason::uptime(&self.site.snapshot, facts, window);
        let UptimeReason {
            uptime,
            shares,
            left_out,
            shared,
        } = &reason;
        let share = |share: &Share<'s, 'a>| self.share(facts, share);
        let plain = |text: String| Reason {
            text,
            ..Reason::default()
        };
        let (from, to) = (self.site.time(window.start()), self.site.time(window.end()));
        let whole = window.length().as_minutes();
        let mut took: Vec<Reason> = shares.iter().map(share).collect();
        if took.is_empty() {
            took.push(plain(words::NO_TROUBLE.to_owned()));
        }
        if *shared > Duration::default() {
            took.push(plain(words::shared(shared.as_minutes())));
        }
        let formula = [
            component::formula(self.site),
            component::equation(&self.site.snapshot.site.weights, uptime),
        ];
        let sections = vec![
            Section {
                heading: words::COUNTED.to_owned(),
                reasons: vec![plain(words::counted(&from.text, &to.text, whole))],
            },
            Section {
                heading: words::TOOK.to_owned(),
                reasons: took,
            },
            Section {
                heading: words::LEFT_OUT.to_owned(),
                reasons: left_out.iter().map(share).collect(),
            },
            Section {
                heading: words::FORMULA.to_owned(),
                reasons: formula.into_iter().map(plain).collect(),
            },
        ];
        let [degraded, partial, out] =
            [uptime.degraded, uptime.partial, uptime.out].map(Duration::as_minutes);
        let says = Sign {
            class: "plain".to_owned(),
            text: self.says(uptime, days),
        };
        let mut answer = self.answer(&words::uptime_of(&facts.component.name), says, sections);
        let (minutes, shared, percent) = (whole, shared.as_minutes(), uptime.percent);
        answer.uptime = Some(Figure {
            from,
            to,
            minutes,
            degraded,
            partial,
            out,
            shared,
            percent,
        });
        Some(answer)
    }

    fn window(&self, facts: &ComponentFacts<'a>, days: Days) -> Option<Interval> {
        let (site, now) = (self.site.snapshot.site, self.site.snapshot.now);
        match days {
            Days::Last => uptime::window(facts.component, site.history_days, now, site.zone),
            Days::Month(first) => facts.window(first, first.next_month(), site, now),
            Days::Day(day) => facts.window(day, day.plus_days(1), site, now),
        }
    }

    /// The figure in the words of the page.
    fn says(&self, uptime: &uptime::Uptime, days: Days) -> String {
        let percent = || component::percent(self.site, uptime.percent);
        match days {
            Days::Last => component::uptime_words(self.site, uptime),
            Days::Month(first) => words::figure(&percent(), &self.site.words.month(first)),
            Days::Day(day) => words::figure(&percent(), &self.site.words.date(day)),
        }
    }

    /// What an entry took: its minutes by state, and the words that began each spell.
    fn share(&self, facts: &ComponentFacts<'a>, share: &Share<'s, 'a>) -> Reason {
        let ground = |spell: &Spell<'a>| {
            let interval = spell.piece.interval;
            let (from, to) = (
                self.site.time(interval.start()).text,
                self.site.time(interval.end()).text,
            );
            let minutes = interval.length().as_minutes();
            let say = |key: &str| {
                words::spell(
                    key,
                    (&facts.component.id, spell.piece.state),
                    [from.as_str(), to.as_str()],
                    minutes,
                )
            };
            self.ground(&share.entry, spell.spot, say)
        };
        let grounds: Vec<Ground> = share.spells.iter().filter_map(ground).collect();
        let minutes = |state: State| share.length(|found| found == state).as_minutes();
        let by_state = [
            State::UnderMaintenance,
            State::DegradedPerformance,
            State::PartialOutage,
            State::MajorOutage,
        ];
        let parts = by_state.map(|state| (state, minutes(state)));
        Reason {
            text: words::minutes(&parts),
            grounds,
            ..self.entry(&share.entry)
        }
    }
}
