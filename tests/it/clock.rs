//! Pages tell one time: nothing on them counts to the moment of the build unless the script lets it grow.

use crate::compare::{assert_contains, assert_lacks};
use crate::site::{example, ledger, page, public};

const LATE: &str = "\
//- incidents/2026-05-01-x.yaml
title: Slow logins
started: 2026-05-01T04:00Z
components: { api: partial_outage }
updates:
  - { at: 2026-05-01T04:19Z, status: investigating, text: First words., next_update: 30m }
//- maintenance/2026-05-01-disks.yaml
title: New disks
scheduled: { start: 2026-05-02T22:00Z, end: 2026-05-03T02:00Z }
updates:
  - { at: 2026-04-20T09:00Z, status: scheduled, text: Soon. }
  - { at: 2026-04-21T09:00Z, text: Later., scheduled: { start: 2026-05-04T09:00Z, end: 2026-05-04T10:00Z } }
";
const INCIDENT: &str = "incidents/2026-05-01-x/index.html";

#[test]
fn a_promise_that_has_passed_says_so() {
    let ledger = ledger(LATE);
    let time = "<time datetime=\"2026-05-01T04:49:00Z\">04:49 UTC</time>";
    for path in ["index.html", INCIDENT] {
        let before = public(&ledger, "2026-05-01T04:40Z");
        // The script has the words for later.
        assert_contains(
            page(&before, path),
            format!("data-late=\"The next update was due at {{time}}\">Next update by {time}</p>"),
        );
        let after = public(&ledger, "2026-05-01T04:49Z");
        assert_contains(
            page(&after, path),
            format!("<p class=\"note\">The next update was due at {time}</p>"),
        );
        assert_lacks(page(&after, path), "Next update by");
    }
    // On another day it has its day.
    assert_contains(
        page(&public(&ledger, "2026-05-02T04:49Z"), INCIDENT),
        "was due at <time datetime=\"2026-05-01T04:49:00Z\">1 May 2026, 04:49 UTC</time>",
    );
}

#[test]
fn windows_of_maintenance_are_times() {
    let site = public(&ledger(LATE), "2026-05-01T04:40Z");
    let window = "<span class=\"window\">4 May 2026, <time datetime=\"2026-05-04T09:00:00Z\">09:00</time> – \
                  <time datetime=\"2026-05-04T10:00:00Z\">10:00 UTC</time></span>";
    let before = "<span class=\"window\">2 May 2026, <time datetime=\"2026-05-02T22:00:00Z\">22:00</time> – \
                  3 May 2026, <time datetime=\"2026-05-03T02:00:00Z\">02:00 UTC</time></span>";
    let own = page(&site, "maintenance/2026-05-01-disks/index.html");
    assert_contains(own, format!("<dd>{window}</dd>"));
    assert_contains(own, format!("<dd>{before}</dd>"));
    assert_contains(own, format!("Rescheduled to {window}"));
    let status = page(&site, "index.html");
    assert_contains(status, format!("<span>{window}</span>"));
    assert_contains(status, format!("Rescheduled from {before}"));
}

#[test]
fn the_link_to_the_method_opens_it() {
    let site = public(example(), "2012-06-30T04:00Z");
    let status = page(&site, "index.html");
    // Browsers open what the target of a link is inside of, and not the target.
    let mut details = status
        .split("<details>")
        .skip(1)
        .filter_map(|from| from.split("</details>").next());
    let is_inside = details.any(|inside| inside.contains("</summary><p id=\"how\">"));
    assert!(is_inside, "no <details> holds the method: {status}");
    assert_contains(status, "<a href=\"#how\">");
}

/// A text without what stands between two marks, wherever they are.
fn cut(text: &str, start: &str, end: &str) -> String {
    let mut parts = text.split(start);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| {
        kept + start + part.split_once(end).unwrap_or(("", part)).1
    })
}

/// Times up to the moment of the build: of a component, of its months, and of a group in an incident.
const AS_BUILT: [(&str, &str); 3] = [
    ("During this period: ", "</p>"),
    ("<table class=\"figures periods\">", "</table>"),
    ("<p class=\"head\">", "</p>"),
];

/// A page without what names the moment of the build, and without the words that the script lets grow; where they count from stays.
/// Percentages, drawings and the times that they are made of are of the moment that the page names beside them.
pub fn without_moment(html: &[u8], now: &str, now_text: &str) -> String {
    let html = std::str::from_utf8(html).unwrap();
    let html = html.replace(now, "NOW").replace(now_text, "NOW");
    let mut parts = html.split("data-since=\"");
    let first = parts.next().unwrap_or_default().to_owned();
    let html = parts.fold(first, |kept, part| {
        let (since, rest) = part.split_once("\">").unwrap();
        kept + since + rest.split_once("</span>").unwrap().1
    });
    let html = (AS_BUILT.iter()).fold(html, |html, (start, end)| cut(&html, start, end));
    // On the status page the incidents of a day stand after the times.
    let days = html.split("<dd>").map(|day| match day.split_once(" · <a") {
        Some((times, incidents)) if !times.contains("</dd>") => incidents,
        _ => day,
    });
    let html = days.collect::<Vec<_>>().join("<dd>");
    let html = cut(&html, "<svg", "</svg>");
    let html = cut(&html, "<code dir=\"ltr\">", "</code>");
    let words = html
        .split([' ', '<', '>'])
        .filter(|word| !word.contains('%'));
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn nothing_counts_to_the_moment_of_the_build() {
    let [early, late] = ["2012-06-30T04:00Z", "2012-06-30T04:40Z"].map(|at| public(example(), at));
    let mut compared = 0;
    for (path, html) in early.iter().filter(|(path, _)| path.ends_with(".html")) {
        let before = without_moment(html, "2012-06-30T04:00:00Z", "30 June 2012, 04:00 UTC");
        let after = without_moment(
            &late[path],
            "2012-06-30T04:40:00Z",
            "30 June 2012, 04:40 UTC",
        );
        let differs = before
            .lines()
            .zip(after.lines())
            .find(|(one, other)| one != other);
        assert_eq!(differs, None, "{path}");
        assert_eq!(before.lines().count(), after.lines().count(), "{path}");
        compared += usize::from(*html != late[path]);
    }
    assert!(compared > 10, "{compared} pages name their moment");
    assert_contains(
        page(&early, "index.html"),
        "ongoing for <span data-since=\"2012-06-30T03:18:00Z\">42 min</span>",
    );
}

#[test]
fn figures_of_the_build_stay_as_built() {
    let ledger = ledger(LATE);
    let site = public(&ledger, "2026-05-01T04:40Z");
    let component = page(&site, "components/api/index.html");
    let as_of = "As of <time datetime=\"2026-05-01T04:40:00Z\">1 May 2026, 04:40 UTC</time>.";
    assert_contains(
        component,
        format!("<h2>Uptime</h2>\n<p class=\"about\">{as_of}</p>"),
    );
    assert_contains(
        component,
        "<p>During this period: 40 min partial outage.</p>",
    );
    assert_contains(component, "<td>40 min</td>");
    let incident = page(&site, INCIDENT);
    assert_contains(incident, "<span>40 min partial outage</span>");
    assert_contains(
        incident,
        format!("<p class=\"about\">Each dot marks an update. {as_of}</p>"),
    );
    assert_contains(page(&site, "index.html"), ": 40 min partial outage · <a");
    // Once nothing goes on, nothing counts to the moment of the build.
    let over = LATE.replace(
        "next_update: 30m }",
        "next_update: 30m }\n  - { at: 2026-05-01T04:39Z, status: resolved, text: Over. }",
    );
    let over = public(&crate::site::ledger(&over), "2026-05-01T04:40Z");
    assert_lacks(
        page(&over, "components/api/index.html"),
        "<p class=\"about\">As of",
    );
    assert_lacks(page(&over, INCIDENT), "update. As of");
}
