//! Explains an uptime.

use super::{
    Explainer, Explanation, ExplanationSection, Reason, SourceRef, UptimeFigure, UptimePeriod,
};
use crate::base::time::{Duration, Interval};
use crate::derive::component::ComponentFacts;
use crate::derive::explanation::{self, UptimeReason, UptimeShare};
use crate::derive::state_change::SourcedInterval;
use crate::derive::uptime;
use crate::model::component::State;
use crate::view::public::component;
use crate::view::text::StatusLabel;
use crate::view::text::explanation as text;

impl<'s, 'a> Explainer<'s, 'a> {
    pub(super) fn uptime(
        &self,
        facts: &ComponentFacts<'a>,
        days: UptimePeriod,
    ) -> Option<Explanation> {
        let window = self.window(facts, days)?;
        let reason = explanation::uptime_reason(&self.site.snapshot, facts, window);
        let UptimeReason {
            uptime,
            shares,
            excluded: left_out,
            overlap: shared,
        } = &reason;
        let share = |share: &UptimeShare<'s, 'a>| self.share_reason(facts, share);
        let plain = |text: String| Reason::new(text, None);
        let (from, to) = (self.site.time(window.start()), self.site.time(window.end()));
        let whole = window.length().as_minutes();
        let mut took: Vec<Reason> = shares.iter().map(share).collect();
        if took.is_empty() {
            took.push(Reason::new(text::NO_TROUBLE, None));
        }
        if *shared > Duration::default() {
            took.push(plain(text::shared(shared.as_minutes())));
        }
        let formula = [
            component::formula(self.site),
            component::equation(&self.site.snapshot.site.weights, uptime),
        ];
        let sections = vec![
            ExplanationSection::new(
                text::COUNTED,
                vec![plain(text::counted(&from.text, &to.text, whole))],
            ),
            ExplanationSection::new(text::TOOK, took),
            ExplanationSection::new(text::LEFT_OUT, left_out.iter().map(share).collect()),
            ExplanationSection::new(text::FORMULA, formula.into_iter().map(plain).collect()),
        ];
        let [degraded, partial, out] =
            (uptime.downtime.by_state()).map(|(_, time)| time.as_minutes());
        let says = StatusLabel::new("plain", self.uptime_text(uptime, days));
        let mut answer = self.explanation(&text::uptime_of(&facts.component.name), says, sections);
        answer.uptime = Some(UptimeFigure {
            from,
            to,
            minutes: whole,
            degraded,
            partial,
            out,
            shared: shared.as_minutes(),
            percent: uptime.percent,
        });
        Some(answer)
    }

    fn window(&self, facts: &ComponentFacts<'a>, days: UptimePeriod) -> Option<Interval> {
        let (site, now) = (self.site.snapshot.site, self.site.snapshot.now);
        match days {
            UptimePeriod::Last => {
                uptime::history_window(facts.component, site.history_days, now, site.zone)
            }
            UptimePeriod::Month(first) => {
                facts.history_window(first, first.next_month(), site, now)
            }
            UptimePeriod::Day(day) => facts.history_window(day, day.plus_days(1), site, now),
        }
    }

    /// The figure as the page shows it.
    fn uptime_text(&self, uptime: &uptime::Uptime, days: UptimePeriod) -> String {
        let percent = || component::percent(self.site, uptime.percent);
        match days {
            UptimePeriod::Last => component::uptime_words(self.site, uptime),
            UptimePeriod::Month(first) => {
                text::in_month(&percent(), &self.site.locale.month(first))
            }
            UptimePeriod::Day(day) => text::on_day(&percent(), &self.site.locale.date(day)),
        }
    }

    /// The part of an entry: its minutes by state, and the field that began each interval.
    fn share_reason(&self, facts: &ComponentFacts<'a>, share: &UptimeShare<'s, 'a>) -> Reason {
        let source = |sourced: &SourcedInterval<'a>| {
            let interval = sourced.span.interval;
            let [from, to] = [interval.start(), interval.end()].map(|it| self.site.time(it).text);
            let minutes = interval.length().as_minutes();
            let what = (&facts.component.id, sourced.span.state);
            let say = |key: &str| text::interval_source(key, what, [&from, &to], minutes);
            self.source_ref(&share.entry, sourced.source, say)
        };
        let sources: Vec<SourceRef> = share.intervals.iter().filter_map(source).collect();
        let minutes = |state: State| share.length(|found| found == state).as_minutes();
        let by_state = [
            State::UnderMaintenance,
            State::DegradedPerformance,
            State::PartialOutage,
            State::MajorOutage,
        ];
        let parts = by_state.map(|state| (state, minutes(state)));
        Reason::new(text::minutes(&parts), sources).about(&share.entry)
    }
}
