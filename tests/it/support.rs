//! The support guide: its page, and the incidents and culprits that name its error codes.

use crate::compare::{assert_contains, assert_lacks};

use crate::site::{ledger, page, plain, public};

const NOW: &str = "2013-07-10T12:00Z";

const GUIDE: &str = "\
//- support.yaml
title: Getting help
intro: Look at the [status page](/) first.
channels:
  - { name: Ticket, contact: https://help.example.com/, when: For everything. }
  - { name: Email, contact: help@example.com }
priorities:
  - { name: Urgent, when: All is down., first_response: 30 minutes, wakes: the engineer on call }
  - { name: Low, when: A question., first_response: 3 working days }
include: [Since when.]
error_codes:
  - { code: E12, name: Request timeout, group: Requests, meaning: No response in time., action: Move slow work elsewhere., component: web }
  - { code: R.14, name: Memory, meaning: Too much., action: Use less. }
  - { code: E13, name: Closed, group: Requests, meaning: It closed., action: Look for a crash. }
outro: Tell us about any other code.
";

fn incident(started: &str, codes: &str) -> String {
    format!(
        "//- incidents/{}-slow.yaml\ntitle: Slow on {}\nstarted: {started}\ncomponents: {{ web: degraded_performance }}\nerror_codes: {codes}\nupdates:\n  - {{ at: {started}, status: resolved, text: Over. }}\n",
        &started[..10],
        &started[..10],
    )
}

#[test]
fn the_page_has_what_the_file_says_and_the_incidents_of_each_code() {
    let recent = incident("2013-07-01T10:00Z", "[E12]");
    let old = incident("2012-07-01T10:00Z", "[E12]");
    let site = public(&ledger(&format!("{GUIDE}{recent}{old}")), NOW);
    let guide = page(&site, "support/index.html");
    let words = plain(guide);
    for part in [
        "Getting help",
        "For everything.",
        "30 minutes",
        "the engineer on call",
        "Since when.",
        "No response in time.",
        "Slow on 2013-07-01",
        "Tell us about any other code.",
    ] {
        assert_contains(&words, part);
    }
    // It began more than 90 days ago.
    assert_lacks(&words, "Slow on 2012-07-01");
    assert_contains(guide, "href=\"mailto:help@example.com\"");
    assert_contains(guide, "href=\"../components/web/\"");
    // Codes of one group stand together, whichever order the file has.
    let at = |text: &str| guide.find(text).unwrap_or_else(|| panic!("no {text}"));
    assert!(
        at("id=\"error-E12\"") < at("id=\"error-E13\"")
            && at("id=\"error-E13\"") < at("id=\"error-R.14\""),
        "the codes are not in the order of their groups:\n{words}"
    );
    let home = page(&site, "index.html");
    assert_contains(home, "<a href=\"support/\">Getting help</a>");
}

#[test]
fn an_incident_links_the_codes_that_customers_saw() {
    let site = public(
        &ledger(&format!(
            "{GUIDE}{}",
            incident("2013-07-01T10:00Z", "[R.14]")
        )),
        NOW,
    );
    let incident = page(&site, "incidents/2013-07-01-slow/index.html");
    assert_contains(
        incident,
        "<a href=\"../../support/#error-R.14\">R.14 Memory</a>",
    );
}

#[test]
fn columns_and_sections_without_a_value_are_not_printed() {
    let guide = "//- support.yaml\ntitle: Help\npriorities: [{ name: Low, when: A question., first_response: 3 days }]\n";
    let site = public(&ledger(guide), NOW);
    let words = plain(page(&site, "support/index.html"));
    assert_contains(&words, "First response");
    for part in ["Who is woken", "Examples", "Error codes", "How to reach us"] {
        assert_lacks(&words, part);
    }
}

#[test]
fn without_the_file_its_address_is_free() {
    let site = public(
        &ledger("//- pages/support.md\n---\ntitle: Support\n---\nAsk us.\n"),
        NOW,
    );
    assert_contains(plain(page(&site, "support/index.html")), "Ask us.");
}
