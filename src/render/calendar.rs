//! Calendars as iCalendar, RFC 5545.
//!
//! Written here because the crate for it makes up identities and takes the time of day, and a calendar must be the same bytes on any day.
//! There is no `METHOD`: with one, programs take the file for an invitation and ask who sent it.

use crate::view::calendar::{Calendar, Event};

/// A line holds so many bytes; what is longer goes on in the next.
const LONGEST: usize = 75;

/// A calendar. `NAME`, `SOURCE`, `URL` and `REFRESH-INTERVAL` are of RFC 7986; the lines with `X-` say the same to older programs.
#[must_use]
pub fn ics(calendar: &Calendar) -> Vec<u8> {
    let mut lines = Lines::default();
    lines.plain("BEGIN", "VCALENDAR");
    lines.plain("VERSION", "2.0");
    lines.plain("PRODID", "-//Statuary//Maintenance//EN");
    lines.plain("CALSCALE", "GREGORIAN");
    lines.text("NAME", &calendar.name);
    lines.text("X-WR-CALNAME", &calendar.name);
    lines.text("DESCRIPTION", &calendar.description);
    lines.text("X-WR-CALDESC", &calendar.description);
    lines.plain("URL", &calendar.home);
    lines.plain("SOURCE;VALUE=URI", &calendar.address);
    lines.plain("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
    lines.plain("X-PUBLISHED-TTL", "PT1H");
    for one in &calendar.events {
        event(&mut lines, one);
    }
    if calendar.events.is_empty() {
        universal_time(&mut lines);
    }
    lines.plain("END", "VCALENDAR");
    lines.0
}

fn event(lines: &mut Lines, event: &Event) {
    lines.plain("BEGIN", "VEVENT");
    lines.plain("UID", &event.uid);
    lines.plain("DTSTAMP", &event.modified.basic());
    lines.plain("CREATED", &event.created.basic());
    lines.plain("LAST-MODIFIED", &event.modified.basic());
    lines.plain("SEQUENCE", &event.sequence.to_string());
    lines.plain("DTSTART", &event.window.start().basic());
    lines.plain("DTEND", &event.window.end().basic());
    lines.plain(
        "STATUS",
        if event.cancelled {
            "CANCELLED"
        } else {
            "CONFIRMED"
        },
    );
    lines.plain("TRANSP", "TRANSPARENT");
    lines.text("SUMMARY", &event.summary);
    lines.text("DESCRIPTION", &event.description);
    lines.plain("URL", &event.link);
    lines.plain("END", "VEVENT");
}

/// A calendar must hold something: one without events says what time it would count in.
fn universal_time(lines: &mut Lines) {
    lines.plain("BEGIN", "VTIMEZONE");
    lines.plain("TZID", "Etc/UTC");
    lines.plain("BEGIN", "STANDARD");
    lines.plain("DTSTART", "19700101T000000");
    lines.plain("TZOFFSETFROM", "+0000");
    lines.plain("TZOFFSETTO", "+0000");
    lines.plain("END", "STANDARD");
    lines.plain("END", "VTIMEZONE");
}

/// Lines that end in CR LF.
#[derive(Default)]
struct Lines(Vec<u8>);

impl Lines {
    /// A line whose value has a form of its own: a word, a number, a time or an address.
    fn plain(&mut self, name: &str, value: &str) {
        self.folded(&format!("{name}:{value}"));
    }

    /// A line of text. What has a meaning in a value is escaped.
    fn text(&mut self, name: &str, text: &str) {
        let mut line = format!("{name}:");
        for c in text.chars() {
            match c {
                '\\' | ';' | ',' => line.extend(['\\', c]),
                '\n' => line.push_str("\\n"),
                c if c.is_control() => {}
                c => line.push(c),
            }
        }
        self.folded(&line);
    }

    /// Folds between characters, so that each line is text by itself; the blank that begins a continuation counts too.
    fn folded(&mut self, line: &str) {
        let mut room = LONGEST;
        for c in line.chars() {
            if c.len_utf8() > room {
                self.0.extend(b"\r\n ");
                room = LONGEST - 1;
            }
            room -= c.len_utf8();
            self.0.extend(c.encode_utf8(&mut [0; 4]).as_bytes());
        }
        self.0.extend(b"\r\n");
    }
}
