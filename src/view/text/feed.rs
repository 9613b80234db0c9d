//! Words of feeds and calendars, in the language of the site.

use crate::base::escape;
use crate::base::time::{Interval, Zone};
use crate::model::component::State;
use crate::model::site::FeedPolicy;
use crate::view::locale::Locale;

/// What happened to a maintenance, as far as it changes how its title reads in a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostedProgress {
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
        escape::html(time),
        escape::html(label)
    )
}

impl Locale {
    /// The title of an item: what happened, and to what.
    #[must_use]
    pub fn item_title(&self, label: &str, title: &str) -> String {
        self.message_with(
            "item-title",
            &[("label", label.into()), ("title", title.into())],
        )
    }

    /// The title of a post-mortem's item.
    #[must_use]
    pub fn postmortem_item(&self, title: &str) -> String {
        let says_so = title.starts_with(&self.message("postmortem"));
        if says_so {
            title.to_owned()
        } else {
            self.message_with("postmortem-of", &[("title", title.into())])
        }
    }

    /// The title of a feed where the same feed stands in another format too.
    #[must_use]
    pub fn in_format(&self, title: &str, format: &str) -> String {
        self.message_with(
            "feed-in-format",
            &[("title", title.into()), ("format", format.into())],
        )
    }

    /// The title of the feed of a policy.
    #[must_use]
    pub fn policy_title(&self, site: &str, policy: FeedPolicy) -> String {
        match policy {
            FeedPolicy::Updates => site.to_owned(),
            FeedPolicy::Incidents => {
                self.message_with("feed-incidents-title", &[("site", site.into())])
            }
            FeedPolicy::Quiet => {
                self.message_with("feed-start-end-title", &[("site", site.into())])
            }
        }
    }

    /// What the feed of a policy is called among the feeds of its site.
    #[must_use]
    pub fn policy_name(&self, policy: FeedPolicy) -> String {
        self.message(match policy {
            FeedPolicy::Updates => "feed-updates",
            FeedPolicy::Incidents => "feed-incidents",
            FeedPolicy::Quiet => "feed-start-end",
        })
    }

    /// What the feed of a policy holds, in one sentence.
    #[must_use]
    pub fn policy_about(&self, policy: FeedPolicy) -> String {
        self.message(match policy {
            FeedPolicy::Updates => "feed-updates-about",
            FeedPolicy::Incidents => "feed-incidents-about",
            FeedPolicy::Quiet => "feed-start-end-about",
        })
    }

    /// The title of the feed of the history.
    #[must_use]
    pub fn history_title(&self, site: &str) -> String {
        self.message_with("feed-history-title", &[("site", site.into())])
    }

    /// The title of the feed of a component.
    #[must_use]
    pub fn component_title(&self, site: &str, name: &str) -> String {
        self.message_with(
            "feed-component-title",
            &[("site", site.into()), ("name", name.into())],
        )
    }

    /// What the feed of a component holds, in one sentence.
    #[must_use]
    pub fn component_feed_about(&self, name: &str) -> String {
        self.message_with("feed-component-about", &[("name", name.into())])
    }

    /// The window of a maintenance, in the site's zone and in UTC.
    #[must_use]
    pub fn feed_window(&self, window: Interval, zone: Zone) -> String {
        let (local, utc) = (self.window(window, zone), self.window(window, Zone::UTC));
        if local == utc {
            self.message_with("feed-window", &[("window", local.into())])
        } else {
            self.message_with(
                "feed-window-utc",
                &[("window", local.into()), ("utc", utc.into())],
            )
        }
    }

    /// Which components a maintenance is about.
    #[must_use]
    pub fn feed_components(&self, names: &[String]) -> String {
        self.message_with("feed-components", &[("names", self.list(names).into())])
    }

    /// Components with their states, as one sentence.
    #[must_use]
    pub fn component_states<'n>(
        &self,
        states: impl Iterator<Item = (&'n str, State)>,
    ) -> Option<String> {
        let one = |(name, state): (&str, State)| {
            self.message_with(
                "component-in-state",
                &[
                    ("name", name.into()),
                    ("state", self.state(state).text.into()),
                ],
            )
        };
        let join = |first: String, next: String| {
            self.message_with(
                "component-states-more",
                &[("first", first.into()), ("next", next.into())],
            )
        };
        let states = states.map(one).reduce(join)?;
        Some(self.message_with("component-states", &[("states", states.into())]))
    }

    /// The name of the calendar of the whole site.
    #[must_use]
    pub fn calendar_title(&self, site: &str) -> String {
        self.message_with("calendar-title", &[("site", site.into())])
    }

    /// The name of the calendar of a component.
    #[must_use]
    pub fn component_calendar_title(&self, site: &str, name: &str) -> String {
        self.message_with(
            "calendar-component-title",
            &[("site", site.into()), ("name", name.into())],
        )
    }

    /// What the calendar of a component holds, in one sentence.
    #[must_use]
    pub fn component_calendar_about(&self, name: &str) -> String {
        self.message_with("calendar-component-about", &[("name", name.into())])
    }

    /// The title of an event. Calendars cut long titles at the end, so what happened stands first.
    #[must_use]
    pub fn event_title(&self, course: PostedProgress, title: &str) -> String {
        let key = match course {
            PostedProgress::AsPlanned => return title.to_owned(),
            PostedProgress::Moved => "event-rescheduled",
            PostedProgress::Overrunning => "event-overrunning",
            PostedProgress::Completed => "event-completed",
            PostedProgress::Cancelled => "event-cancelled",
        };
        self.message_with(key, &[("title", title.into())])
    }

    /// When an event was planned at first.
    #[must_use]
    pub fn event_moved_from(&self, window: Interval, zone: Zone) -> String {
        self.message_with(
            "event-rescheduled-from",
            &[("window", self.window(window, zone).into())],
        )
    }
}
