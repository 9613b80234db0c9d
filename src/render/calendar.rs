//! Calendars as iCalendar, RFC 5545.
//!
//! Not written with a crate, because the common ones use random IDs and the current time, and builds must be reproducible. There is no
//! `METHOD`: with one, programs treat the file as an invitation.

use crate::base::escape;
use crate::view::calendar::{Calendar, CalendarEvent};

/// Longer lines are folded (RFC 5545, 3.1).
const MAX_LINE_BYTES: usize = 75;

/// A calendar. `NAME`, `SOURCE`, `URL` and `REFRESH-INTERVAL` are of RFC 7986; the `X-` properties repeat them for older programs.
pub fn write_ics(calendar: &Calendar) -> Vec<u8> {
    let mut lines = ContentLines::default();
    lines.raw("BEGIN", "VCALENDAR");
    lines.raw("VERSION", "2.0");
    lines.raw("PRODID", "-//Statuary//Maintenance//EN");
    lines.raw("CALSCALE", "GREGORIAN");
    lines.text("NAME", &calendar.name);
    lines.text("X-WR-CALNAME", &calendar.name);
    lines.text("DESCRIPTION", &calendar.description);
    lines.text("X-WR-CALDESC", &calendar.description);
    lines.raw("URL", &calendar.home);
    lines.raw("SOURCE;VALUE=URI", &calendar.address);
    lines.raw("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
    lines.raw("X-PUBLISHED-TTL", "PT1H");
    for one in &calendar.events {
        write_event(&mut lines, one);
    }
    if calendar.events.is_empty() {
        write_utc_timezone(&mut lines);
    }
    lines.raw("END", "VCALENDAR");
    lines.0
}

fn write_event(lines: &mut ContentLines, event: &CalendarEvent) {
    lines.raw("BEGIN", "VEVENT");
    lines.raw("UID", &event.uid);
    lines.raw("DTSTAMP", &event.modified.icalendar());
    lines.raw("CREATED", &event.created.icalendar());
    lines.raw("LAST-MODIFIED", &event.modified.icalendar());
    lines.raw("SEQUENCE", &event.sequence.to_string());
    lines.raw("DTSTART", &event.window.start.icalendar());
    if let Some(end) = event.window.end {
        lines.raw("DTEND", &end.icalendar());
    }
    lines.raw(
        "STATUS",
        if event.cancelled {
            "CANCELLED"
        } else {
            "CONFIRMED"
        },
    );
    lines.raw("TRANSP", "TRANSPARENT");
    lines.text("SUMMARY", &event.summary);
    lines.text("DESCRIPTION", &event.description);
    lines.raw("URL", &event.link);
    lines.raw("END", "VEVENT");
}

/// RFC 5545 requires at least one component, so a calendar without events gets a time zone.
fn write_utc_timezone(lines: &mut ContentLines) {
    lines.raw("BEGIN", "VTIMEZONE");
    lines.raw("TZID", "Etc/UTC");
    lines.raw("BEGIN", "STANDARD");
    lines.raw("DTSTART", "19700101T000000");
    lines.raw("TZOFFSETFROM", "+0000");
    lines.raw("TZOFFSETTO", "+0000");
    lines.raw("END", "STANDARD");
    lines.raw("END", "VTIMEZONE");
}

/// Lines that end in CR LF.
#[derive(Default)]
struct ContentLines(Vec<u8>);

impl ContentLines {
    /// A line whose value has a form of its own: a word, a number, a time or an address.
    fn raw(&mut self, name: &str, value: &str) {
        self.push_folded(&format!("{name}:{value}"));
    }

    /// A line of text. Special characters are escaped.
    fn text(&mut self, name: &str, text: &str) {
        self.raw(name, &escape::icalendar(text));
    }

    /// Folds between characters, so that each line is text by itself; the blank that begins a continuation counts too.
    fn push_folded(&mut self, line: &str) {
        let mut available = MAX_LINE_BYTES;
        for c in line.chars() {
            if c.len_utf8() > available {
                self.0.extend(b"\r\n ");
                available = MAX_LINE_BYTES - 1;
            }
            available -= c.len_utf8();
            self.0.extend(c.encode_utf8(&mut [0; 4]).as_bytes());
        }
        self.0.extend(b"\r\n");
    }
}
