//! Words of feeds and calendars, in the language of the site.

use crate::base::escape;
use crate::base::time::Zone;
use crate::model::component::State;
use crate::model::maintenance::Window;
use crate::model::site::FeedPolicy;
use crate::view::locale::Locale;
use crate::view::text::message::message;

/// What happened to a maintenance, as far as it changes how its title reads in a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostedProgress {
    /// As announced first.
    AsPlanned,
    /// At another time than announced first.
    Moved,
    /// Beyond its planned end.
    Overrunning,
    Completed,
    /// Called off.
    Cancelled,
}

/// The head of an update among others in one text, as HTML.
pub fn update_head(time: &str, label: &str) -> String {
    format!(
        "<p><small>{}</small><br><strong>{}</strong></p>\n",
        escape::html(time),
        escape::html(label)
    )
}

impl Locale {
    /// The title of an item: what happened, and to what.
    pub fn item_title(&self, label: &str, title: &str) -> String {
        message!(self, "item-title", label, title)
    }

    /// The title of a post-mortem's item.
    pub fn postmortem_item(&self, title: &str) -> String {
        let says_so = title.starts_with(&self.message("postmortem"));
        if says_so {
            title.to_owned()
        } else {
            message!(self, "postmortem-of", title)
        }
    }

    /// The title of a feed where the same feed stands in another format too.
    pub fn in_format(&self, title: &str, format: &str) -> String {
        message!(self, "feed-in-format", title, format)
    }

    /// The title of the feed of a policy.
    pub fn policy_title(&self, site: &str, policy: FeedPolicy) -> String {
        match policy {
            FeedPolicy::Updates => site.to_owned(),
            FeedPolicy::Incidents => message!(self, "feed-incidents-title", site),
            FeedPolicy::Quiet => message!(self, "feed-start-end-title", site),
        }
    }

    /// What the feed of a policy is called among the feeds of its site.
    pub fn policy_name(&self, policy: FeedPolicy) -> String {
        self.message(match policy {
            FeedPolicy::Updates => "feed-updates",
            FeedPolicy::Incidents => "feed-incidents",
            FeedPolicy::Quiet => "feed-start-end",
        })
    }

    /// What the feed of a policy holds, in one sentence.
    pub fn policy_about(&self, policy: FeedPolicy) -> String {
        self.message(match policy {
            FeedPolicy::Updates => "feed-updates-about",
            FeedPolicy::Incidents => "feed-incidents-about",
            FeedPolicy::Quiet => "feed-start-end-about",
        })
    }

    /// The title of the feed of the history.
    pub fn history_title(&self, site: &str) -> String {
        message!(self, "feed-history-title", site)
    }

    /// The title of the feed of a component.
    pub fn component_title(&self, site: &str, name: &str) -> String {
        message!(self, "feed-component-title", site, name)
    }

    /// What the feed of a component holds, in one sentence.
    pub fn component_feed_about(&self, name: &str) -> String {
        message!(self, "feed-component-about", name)
    }

    /// The window of a maintenance, in the site's zone and in UTC.
    pub fn feed_window(&self, window: Window, zone: Zone) -> String {
        let (local, utc) = (self.window(window, zone), self.window(window, Zone::UTC));
        if local == utc {
            message!(self, "feed-window", window = local)
        } else {
            message!(self, "feed-window-utc", window = local, utc)
        }
    }

    /// Which components a maintenance is about.
    pub fn feed_components(&self, names: &[String]) -> String {
        message!(self, "feed-components", names = self.list(names))
    }

    pub fn component_in_state(&self, name: &str, state: &str) -> String {
        message!(self, "component-in-state", name, state)
    }

    /// Components with their states, as one sentence.
    pub fn component_states<'n>(
        &self,
        states: impl Iterator<Item = (&'n str, State)>,
    ) -> Option<String> {
        let one =
            |(name, state): (&str, State)| self.component_in_state(name, &self.state(state).text);
        let join =
            |first: String, next: String| message!(self, "component-states-more", first, next);
        let states = states.map(one).reduce(join)?;
        Some(message!(self, "component-states", states))
    }

    /// The name of the calendar of the whole site.
    pub fn calendar_title(&self, site: &str) -> String {
        message!(self, "calendar-title", site)
    }

    /// The name of the calendar of a component.
    pub fn component_calendar_title(&self, site: &str, name: &str) -> String {
        message!(self, "calendar-component-title", site, name)
    }

    /// What the calendar of a component holds, in one sentence.
    pub fn component_calendar_about(&self, name: &str) -> String {
        message!(self, "calendar-component-about", name)
    }

    /// The title of an event. Calendars cut long titles at the end, so what happened stands first.
    pub fn event_title(&self, progress: PostedProgress, title: &str) -> String {
        let key = match progress {
            PostedProgress::AsPlanned => return title.to_owned(),
            PostedProgress::Moved => "event-rescheduled",
            PostedProgress::Overrunning => "event-overrunning",
            PostedProgress::Completed => "event-completed",
            PostedProgress::Cancelled => "event-cancelled",
        };
        message!(self, key, title)
    }

    /// When an event was planned at first.
    pub fn event_moved_from(&self, window: Window, zone: Zone) -> String {
        message!(
            self,
            "event-rescheduled-from",
            window = self.window(window, zone)
        )
    }
}
