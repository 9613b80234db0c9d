//! Histories in Atom and RSS.

use super::{assert_sound, import_into_empty_site, source_files, text_of};
use crate::compare::assert_contains;
use expect_test::expect;
use statuary::import::SourceTool;

/// As Statuspage writes it: newest update first, without years. The incident went over the turn of the year.
pub(crate) const STATUSPAGE: &str = r#"//- history.atom
<?xml version="1.0" encoding="UTF-8"?>
<feed xml:lang="en-US" xmlns="http://www.w3.org/2005/Atom">
  <id>tag:status.example.com,2005:/history</id>
  <link rel="alternate" type="text/html" href="https://status.example.com"/>
  <link rel="self" type="application/atom+xml" href="https://status.example.com/history.atom"/>
  <title>Example Status - Incident History</title>
  <updated>2024-01-01T00:30:00Z</updated>
  <entry>
    <id>tag:status.example.com,2005:Incident/1</id>
    <published>2024-01-01T00:30:00Z</published>
    <updated>2024-01-01T00:30:00Z</updated>
    <link rel="alternate" type="text/html" href="https://status.example.com/incidents/abc"/>
    <title>Logins fail</title>
    <content type="html">&lt;p&gt;&lt;small&gt;Jan &lt;var data-var='date'&gt; 1&lt;/var&gt;, &lt;var data-var='time'&gt;00:30&lt;/var&gt; UTC&lt;/small&gt;&lt;br&gt;&lt;strong&gt;Resolved&lt;/strong&gt; - It is over.&lt;br /&gt;Thank you for waiting.&lt;/p&gt;&lt;p&gt;&lt;small&gt;Dec &lt;var data-var='date'&gt;31&lt;/var&gt;, &lt;var data-var='time'&gt;23:50&lt;/var&gt; UTC&lt;/small&gt;&lt;br&gt;&lt;strong&gt;Update&lt;/strong&gt; - See &lt;a href=&quot;https://example.com/help?a=1&amp;amp;b=2&quot;&gt;the help&lt;/a&gt; &amp;amp; wait.&lt;/p&gt;&lt;p&gt;&lt;small&gt;Dec &lt;var data-var='date'&gt;31&lt;/var&gt;, &lt;var data-var='time'&gt;23:40&lt;/var&gt; UTC&lt;/small&gt;&lt;br&gt;&lt;strong&gt;Investigating&lt;/strong&gt; - We look.&lt;/p&gt;</content>
  </entry>
  <entry>
    <id>tag:status.example.com,2005:Incident/2</id>
    <published>2023-11-02T10:30:00Z</published>
    <updated>2023-11-02T10:30:00Z</updated>
    <link rel="alternate" type="text/html" href="https://status.example.com/incidents/def"/>
    <title>New disks</title>
    <content type="html">&lt;p&gt;&lt;strong&gt;THIS IS A SCHEDULED EVENT Nov &lt;var data-var='date'&gt; 2&lt;/var&gt;, &lt;var data-var='time'&gt;09:00&lt;/var&gt; - &lt;var data-var='time'&gt;11:00&lt;/var&gt; UTC&lt;/strong&gt;&lt;/p&gt;&lt;p&gt;&lt;small&gt;Nov &lt;var data-var='date'&gt; 2&lt;/var&gt;, &lt;var data-var='time'&gt;10:30&lt;/var&gt; UTC&lt;/small&gt;&lt;br&gt;&lt;strong&gt;Completed&lt;/strong&gt; - Done.&lt;/p&gt;&lt;p&gt;&lt;small&gt;Oct &lt;var data-var='date'&gt;30&lt;/var&gt;, &lt;var data-var='time'&gt;08:00&lt;/var&gt; UTC&lt;/small&gt;&lt;br&gt;&lt;strong&gt;Scheduled&lt;/strong&gt; - Disks are replaced.&lt;/p&gt;</content>
  </entry>
</feed>
"#;

#[test]
fn years_come_from_the_item_and_the_order() {
    let import = import_into_empty_site(SourceTool::Feed, &source_files(STATUSPAGE));
    assert_sound(&import);
    expect![[r#"
        title: Logins fail
        started: 2023-12-31T23:40Z
        impact: minor
        links:
          - url: https://status.example.com/incidents/abc
            text: On the previous status page
        aliases:
          - /incidents/abc/
        updates:
          - at: 2023-12-31T23:40Z
            status: investigating
            text: We look.
          - at: 2023-12-31T23:50Z
            label: Update
            text: See [the help](https://example.com/help?a=1&b=2) & wait.
          - at: 2024-01-01T00:30Z
            status: resolved
            text: |
              It is over.
              Thank you for waiting.
    "#]]
    .assert_eq(text_of(&import, "incidents/2023-12-31-logins-fail.yaml"));
    expect![[r#"
        title: New disks
        scheduled:
          start: 2023-11-02T09:00Z
          end: 2023-11-02T11:00Z
        links:
          - url: https://status.example.com/incidents/def
            text: On the previous status page
        aliases:
          - /incidents/def/
        updates:
          - at: 2023-10-30T08:00Z
            status: scheduled
            text: Disks are replaced.
          - at: 2023-11-02T10:30Z
            status: completed
            text: Done.
    "#]]
    .assert_eq(text_of(&import, "maintenance/2023-11-02-new-disks.yaml"));
    assert_contains(
        import.report.text(),
        "`Logins fail`: year of 3 update times inferred from the date of the item and their order",
    );
    assert_contains(
        text_of(&import, "site.yaml"),
        "title: Example Status\nurl: https://status.example.com/\n",
    );
}

#[test]
fn an_older_file_of_the_same_feed_adds_what_the_newer_one_no_longer_has() {
    let older = STATUSPAGE
        .replace("//- history.atom", "//- 2023.atom")
        .replace("incidents/def", "incidents/old")
        .replace("New disks", "Old disks")
        .replace("2024-01-01T00:30:00Z", "2023-12-31T23:50:00Z");
    let (before, after) = older.split_once("&lt;p&gt;&lt;small&gt;Jan").unwrap();
    let (_, after) = after.split_once("&lt;/p&gt;").unwrap();
    let files = format!("{STATUSPAGE}{before}{after}");
    let import = import_into_empty_site(SourceTool::Feed, &source_files(&files));
    assert_sound(&import);
    let alone = import_into_empty_site(SourceTool::Feed, &source_files(STATUSPAGE));
    let path = "incidents/2023-12-31-logins-fail.yaml";
    assert_eq!(text_of(&import, path), text_of(&alone, path));
    text_of(&import, "maintenance/2023-11-02-old-disks.yaml");
}

#[test]
fn rss_of_incident_io_has_the_newest_update_and_the_components() {
    let from = source_files(
        r#"//- feed.rss
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Ferry status</title><link>https://status.ferry.example/</link>
<item><title>Ferries are late</title><link>https://status.ferry.example/incidents/01A</link><guid>https://status.ferry.example/incidents/01A</guid><pubDate>Mon, 02 Mar 2026 11:00:00 GMT</pubDate>
<description><![CDATA[<b>Status: Resolved</b><br/><br/>All ferries sail.<br/><br/><b>Affected components</b><ul><li>Night ferries (Operational)</li><li>Tickets (Degraded performance)</li></ul>]]></description></item>
</channel></rss>
"#,
    );
    let import = import_into_empty_site(SourceTool::Feed, &from);
    assert_sound(&import);
    expect![[r#"
        title: Ferries are late
        started: 2026-03-02T11:00Z
        impact: minor
        links:
          - url: https://status.ferry.example/incidents/01A
            text: On the previous status page
        aliases:
          - /incidents/01A/
        updates:
          # resolved while `tickets` was `degraded_performance`
          - at: 2026-03-02T11:00Z
            status: resolved
            components:
              night-ferries: operational
            text: All ferries sail.
    "#]]
    .assert_eq(text_of(
        &import,
        "incidents/2026-03-02-ferries-are-late.yaml",
    ));
}

#[test]
fn updates_with_an_item_each_become_one_incident() {
    let item = |phase: &str, hour: u32, text: &str| {
        format!(
            "<item><title>{phase}: Bread is late</title><link>https://status.example.com/i/7#{hour}</link>\
             <pubDate>Mon, 02 Mar 2026 {hour}:00:00 +0000</pubDate><description>&lt;p&gt;{text}&lt;/p&gt;</description></item>"
        )
    };
    let items = item("Resolved", 12, "It is here.") + &item("Investigating", 10, "We look.");
    let feed = format!(
        "//- feed.xml\n<rss version=\"2.0\"><channel><title>Bakery</title>{items}</channel></rss>\n"
    );
    let import = import_into_empty_site(SourceTool::Feed, &source_files(&feed));
    assert_sound(&import);
    let text = text_of(&import, "incidents/2026-03-02-bread-is-late.yaml");
    assert_contains(
        text,
        "  - at: 2026-03-02T10:00Z\n    status: investigating\n    text: We look.\n  - at: 2026-03-02T12:00Z\n    status: resolved\n    text: It is here.\n",
    );
}

#[test]
fn what_is_no_feed_is_named() {
    let from =
        source_files("//- page.html\n<html><body/></html>\n//- broken.xml\n<feed><entry></feed>\n");
    let import = import_into_empty_site(SourceTool::Feed, &from);
    let report = import.report.text();
    assert_contains(
        &report,
        "unknown form: found <html>; expected an Atom <feed> or <rss>",
    );
    assert_contains(&report, "broken.xml\n  skipped   invalid XML: ");
}

#[test]
fn an_update_with_an_impossible_date_keeps_its_text() {
    let import = import_into_empty_site(
        SourceTool::Feed,
        &source_files(
            r#"//- history.rss
<rss version="2.0"><channel><title>Example</title><link>https://status.example.com</link>
<item><title>API slow</title><pubDate>Fri, 02 Jan 2026 11:00:00 +0000</pubDate><link>https://status.example.com/i/1</link><description>&lt;p&gt;&lt;small&gt;Jan 2, 11:00 UTC&lt;/small&gt;&lt;br&gt;&lt;strong&gt;Resolved&lt;/strong&gt; - Fixed.&lt;/p&gt;&lt;p&gt;&lt;small&gt;Feb 30, 23:00 UTC&lt;/small&gt;&lt;br&gt;&lt;strong&gt;Investigating&lt;/strong&gt; - We look.&lt;/p&gt;</description></item>
</channel></rss>
"#,
        ),
    );
    assert_sound(&import);
    let text = text_of(&import, "incidents/2026-01-02-api-slow.yaml");
    assert_contains(
        text,
        "  - at: 2026-01-02\n    status: investigating\n    text: We look.\n",
    );
    assert_contains(import.report.text(), "updates without a time: 1");
}
