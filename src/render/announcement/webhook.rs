//! Messages for programs.

use serde_json::{Value, json};

use crate::base::vocabulary::Vocabulary;
use crate::view::announcement::{Announcement, StatuspageEvent};

/// Type, time and data, as Standard Webhooks recommends: <https://www.standardwebhooks.com>.
pub fn event(announcement: &Announcement) -> Value {
    let Announcement {
        name,
        former_names: _,
        direction: _,
        unsubscribe_text: _,
        thread,
        guid,
        kind,
        impact,
        components,
        is_first,
        is_turning_point: _,
        published,
        site,
        language,
        title,
        entry_title,
        label,
        state,
        text,
        html,
        facts,
        next_update,
        link,
        link_text: _,
        feeds: _,
        statuspage: _,
    } = announcement;
    let components: Vec<&str> = components.iter().map(|id| id.as_str()).collect();
    json!({
        "type": format!("{}.{}", kind.general().word(), if *is_first { "published" } else { "updated" }),
        "timestamp": published.rfc3339(),
        "data": {
            "name": name,
            "guid": guid,
            "thread": thread,
            "site": site,
            "language": language,
            "urgent": announcement.is_urgent(),
            "title": title,
            "entry_title": entry_title,
            "label": label,
            "state": state.map(Vocabulary::word),
            "color": format!("#{}", announcement.colour()),
            "impact": impact.map(Vocabulary::word),
            "components": components,
            "text": text,
            "html": html,
            "facts": facts,
            "next_update": next_update.map(|due| due.rfc3339()),
            "link": link,
        },
    })
}

/// As Statuspage sends it: <https://support.atlassian.com/statuspage/docs/enable-webhook-notifications/>.
pub fn statuspage(event: &StatuspageEvent) -> Value {
    let StatuspageEvent {
        page,
        status,
        incident,
    } = event;
    json!({
        "meta": {
            "unsubscribe": format!("{}/subscribe/", page.url),
            "documentation": "https://support.atlassian.com/statuspage/docs/enable-webhook-notifications/",
        },
        "page": {
            "id": page.id,
            "status_indicator": status.indicator,
            "status_description": status.description,
        },
        "incident": incident,
    })
}
