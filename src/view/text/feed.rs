//! Words of feeds and calendars, in the language of the site.

use crate::base::time::{Interval, Zone};
use crate::model::component::State;
use crate::model::site::FeedPolicy;
use crate::view::feed::escape;
use crate::view::language::Language;

/// What happened to a maintenance, as far as it changes how its title reads in a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// As announced first.
    AsPlanned,
    /// At another time than announced first.
    Moved,
    /// Beyond its planned end.
    Overrunning,
    /// Done.
    Completed,
    /// Called off.
    Cancelled,
}

/// The head of an update among others in one text, as HTML.
#[must_use]
pub fn update_head(time: &str, label: &str) -> String {
    format!(
        "<p><small>{}</small><br><strong>{}</strong></p>\n",
        escape(time),
        escape(label)
    )
}

impl Language {
    /// The title of an item: what happened, and to what.
    #[must_use]
    pub fn item_title(&self, label: &str, title: &str) -> String {
        self.with(
            "item-title",
            &[("label", label.into()), ("title", title.into())],
        )
    }

    /// The title of a post-mortem's item.
    #[must_use]
    pub fn postmortem_item(&self, title: &str) -> String {
        let says_so = title.starts_with(&self.say("postmortem"));
        if says_so {
            title.to_owned()
        } else {
            self.with("postmortem-of", &[("title", title.into())])
        }
    }

    /// The title of a feed where the same feed stands in another format too.
    #[must_use]
    pub fn in_format(&self, title: &str, format: &str) -> String {
        self.with(
            "feed-in-format",
            &[("title", title.into()), ("format", format.into())],
        )
    }

    /// The title of the feed of a policy.
    #[must_use]
    pub fn policy_title(&self, site: &str, policy: FeedPolicy) -> String {
        match policy {
            FeedPolicy::Updates => site.to_owned(),
            FeedPolicy::Incidents => self.with("feed-incidents-title", &[("site", site.into())]),
            FeedPolicy::Quiet => self.with("feed-quiet-title", &[("site", site.into())]),
        }
    }

    /// What the feed of a policy is called among the feeds of its site.
    #[must_use]
    pub fn policy_name(&self, policy: FeedPolicy) -> String {
        self.say(match policy {
            FeedPolicy::Updates => "feed-updates",
            FeedPolicy::Incidents => "feed-incidents",
            FeedPolicy::Quiet => "feed-quiet",
        })
    }

    /// What the feed of a policy holds, in one sentence.
    #[must_use]
    pub fn policy_about(&self, policy: FeedPolicy) -> String {
        self.say(match policy {
            FeedPolicy::Updates => "feed-updates-about",
            FeedPolicy::Incidents => "feed-incidents-about",
            FeedPolicy::Quiet => "feed-quiet-about",
        })
    }

    /// The title of the feed of the history.
    #[must_use]
    pub fn history_title(&self, site: &str) -> String {
        self.with("feed-history-title", &[("site", site.into())])
    }

    /// The title of the feed of a component.
    #[must_use]
    pub fn component_title(&self, site: &str, name: &str) -> String {
        self.with(
            "feed-component-title",
            &[("site", site.into()), ("name", name.into())],
        )
    }

    /// What the feed of a component holds, in one sentence.
    #[must_use]
    pub fn component_feed_about(&self, name: &str) -> String {
        self.with("feed-component-about", &[("name", name.into())])
    }

    /// The window of a maintenance, in the site's zone and in UTC.
    #[must_use]
    pub fn feed_window(&self, window: Interval, zone: Zone) -> String {
        let (local, utc) = (self.window(window, zone), self.window(window, Zone::UTC));
        if local == utc {
            self.with("feed-window", &[("window", local.into())])
        } else {
            self.with(
                "feed-window-utc",
                &[("window", local.into()), ("utc", utc.into())],
            )
        }
    }

    /// Which components a maintenance is about.
    #[must_use]
    pub fn feed_components(&self, names: &[String]) -> String {
        self.with("feed-components", &[("names", self.list(names).into())])
    }

    /// Components with their states, as one sentence.
    #[must_use]
    pub fn component_states<'n>(
        &self,
        states: impl Iterator<Item = (&'n str, State)>,
    ) -> Option<String> {
        let one = |(name, state): (&str, State)| {
            self.with(
                "component-in-state",
                &[
                    ("name", name.into()),
                    ("state", self.state(state).text.into()),
                ],
            )
        };
        let join = |first: String, next: String| {
            self.with(
                "component-states-more",
                &[("first", first.into()), ("next", next.into())],
            )
        };
        let states = states.map(one).reduce(join)?;
        Some(self.with("component-states", &[("states", states.into())]))
    }

    /// The name of the calendar of the whole site.
    #[must_use]
    pub fn calendar_title(&self, site: &str) -> String {
        self.with("calendar-title", &[("site", site.into())])
    }

    /// The name of the calendar of a component.
    #[must_use]
    pub fn component_calendar_title(&self, site: &str, name: &str) -> String {
        self.with(
            "calendar-component-title",
            &[("site", site.into()), ("name", name.into())],
        )
    }

    /// What the calendar of a component holds, in one sentence.
    #[must_use]
    pub fn component_calendar_about(&self, name: &str) -> String {
        self.with("calendar-component-about", &[("name", name.into())])
    }

    /// The title of an event. Calendars cut long titles at the end, so what happened stands first.
    #[must_use]
    pub fn event_title(&self, course: Course, title: &str) -> String {
        let key = match course {
            Course::AsPlanned => return title.to_owned(),
            Course::Moved => "event-moved",
            Course::Overrunning => "event-overrunning",
            Course::Completed => "event-completed",
            Course::Cancelled => "event-cancelled",
        };
        self.with(key, &[("title", title.into())])
    }

    /// When an event was planned at first.
    #[must_use]
    pub fn event_moved_from(&self, window: Interval, zone: Zone) -> String {
        self.with(
            "event-moved-from",
            &[("window", self.window(window, zone).into())],
        )
    }
}
