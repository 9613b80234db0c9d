//! Each notation for updates in a Markdown body.

use crate::compare::assert_contains;
use expect_test::{Expect, expect};

use super::{assert_sound, import_into_empty_site, source_files, text_of};
use statuary::import::SourceTool;

/// One file for each notation.
pub const ALL: &str = "\
//- content/issues/2024-03-01-shortcodes.md
---
title: Logins fail
date: 2024-03-01 09:00:00
resolved: true
resolvedWhen: 2024-03-01 11:00:00
severity: down
affected: [Login]
---
*Resolved* - Logins work. {{< track \"2024-03-01 11:00:00\" >}}

*Monitoring* - A fix is out,
and we watch it. {{< track \"2024-03-01 10:30:00\" >}}

*Investigating* - Nobody can log in. {{< track \"2024-03-01 09:05:00\" >}}
//- content/issues/2024-03-02-clocks.md
---
title: Mails wait
date: 2024-03-02 22:00:00
severity: disrupted
resolved: true
resolvedWhen: 2024-03-03 00:40:00
---
Mails arrive late.

[22:30] The queue is found.

[23:50] It drains.

[00:40] The queue is empty.
//- content/issues/2024-03-03-headings.md
---
title: Search is slow
date: 2024-03-03T08:00:00Z
severity: notice
resolved: true
resolvedWhen: 2024-03-03T09:30:00Z
---
Searches take ten seconds.

### Update 08:40 UTC

An index is rebuilt.

### Resolved 09:30 UTC

Searches are quick again.
//- content/issues/2024-03-04-bold-labels.md
---
title: Uploads break
date: 2024-03-04T13:00:00Z
severity: distrupted
resolved: false
---
**13:20 UTC** - A disk is full.

**13:45 UTC** - It is being emptied.
//- content/issues/2024-03-05-tags.mdx
---
title: Tiles are missing
date: 2024-03-05T08:00:00Z
severity: partial-outage
affectedSystems: [tiles]
resolved: true
---
import Update from '@components/Update.astro';

Tiles of the north are missing.

<Update date=\"2024-03-05T10:00:00-06:00\">
  They are drawn anew.
</Update>

Whoever saved a map should save it again.
//- content/issues/2024-03-06-code-is-no-timeline.md
---
title: Builds fail
date: 2024-03-06T08:00:00Z
severity: down
resolved: true
resolvedWhen: 2024-03-06T08:00:00Z
---
The log says:

```
[08:01] Resolved
* 08:02 - done
---
```

Expect a fix at 12:00 UTC. See [the list](https://example.com/a) and the note[^1].

[^1]: A footnote.
";

/// The updates of a file: times, phases and first words.
fn assert_updates(path: &str, expected: &Expect) {
    let import = import_into_empty_site(SourceTool::Cstate, &source_files(ALL));
    assert_sound(&import);
    let text = text_of(&import, path);
    let updates = &text[text.find("updates:\n").unwrap()..];
    expected.assert_eq(updates);
}

#[test]
fn shortcodes_with_a_time_newest_first() {
    assert_updates(
        "incidents/2024-03-01-shortcodes.yaml",
        &expect![[r#"
            updates:
              # as written: *Investigating* {{< track "2024-03-01 09:05:00" >}}
              - at: 2024-03-01T09:05Z
                status: investigating
                text: Nobody can log in.
              # as written: *Monitoring* {{< track "2024-03-01 10:30:00" >}}
              - at: 2024-03-01T10:30Z
                status: monitoring
                text: A fix is out, and we watch it.
              # as written: *Resolved* {{< track "2024-03-01 11:00:00" >}}
              - at: 2024-03-01T11:00Z
                status: resolved
                text: Logins work.
        "#]],
    );
}

#[test]
fn bracketed_clocks_past_midnight() {
    assert_updates(
        "incidents/2024-03-02-clocks.yaml",
        &expect![[r#"
            updates:
              - at: 2024-03-02T22:00Z
                posted: unknown
                text: Mails arrive late.
              # as written: [22:30]
              - at: 2024-03-02T22:30Z
                text: The queue is found.
              # as written: [23:50]
              - at: 2024-03-02T23:50Z
                text: It drains.
              # as written: [00:40]
              - at: 2024-03-03T00:40Z
                status: resolved
                text: The queue is empty.
        "#]],
    );
}

#[test]
fn headings_oldest_first() {
    assert_updates(
        "incidents/2024-03-03-headings.yaml",
        &expect![[r#"
            updates:
              - at: 2024-03-03T08:00Z
                posted: unknown
                text: Searches take ten seconds.
              # as written: ### Update 08:40 UTC
              - at: 2024-03-03T08:40Z
                label: Update
                text: An index is rebuilt.
              # as written: ### Resolved 09:30 UTC
              - at: 2024-03-03T09:30Z
                status: resolved
                text: Searches are quick again.
        "#]],
    );
}

#[test]
fn bold_clocks_of_an_incident_without_an_end() {
    assert_updates(
        "incidents/2024-03-04-bold-labels.yaml",
        &expect![[r#"
            updates:
              # as written: **13:20 UTC**
              - at: 2024-03-04T13:20Z
                text: A disk is full.
              # as written: **13:45 UTC**
              - at: 2024-03-04T13:45Z
                text: It is being emptied.
              # end not known; uses the date of the last update
              - at: 2024-03-04
                status: resolved
                text: Resolved.
        "#]],
    );
}

#[test]
fn tags_of_mdx_with_words_after_them() {
    assert_updates(
        "incidents/2024-03-05-tags.yaml",
        &expect![[r#"
            updates:
              - at: 2024-03-05T08:00Z
                posted: unknown
                text: |
                  Tiles of the north are missing.

                  Whoever saved a map should save it again.
              # as written: <Update date="2024-03-05T10:00:00-06:00"> </Update>
              - at: 2024-03-05T16:00Z
                text: They are drawn anew.
              # end not known; uses the date of the last update
              - at: 2024-03-05
                status: resolved
                text: Resolved.
        "#]],
    );
}

#[test]
fn code_links_and_times_in_prose_are_no_updates() {
    assert_updates(
        "incidents/2024-03-06-code-is-no-timeline.yaml",
        &expect![[r#"
            updates:
              - at: 2024-03-06T08:00Z
                posted: unknown
                text: |
                  The log says:

                  ```
                  [08:01] Resolved
                  * 08:02 - done
                  ---
                  ```

                  Expect a fix at 12:00 UTC. See [the list](https://example.com/a) and the note[^1].

                  [^1]: A footnote.
              # end not known; uses the date of the last update
              - at: 2024-03-06
                status: resolved
                text: Resolved.
        "#]],
    );
}

#[test]
fn a_misspelt_severity_is_the_nearest_word_and_is_said() {
    let import = import_into_empty_site(SourceTool::Cstate, &source_files(ALL));
    let text = text_of(&import, "incidents/2024-03-04-bold-labels.yaml");
    assert_contains(text, "# severity: distrupted\n");
    assert_contains(text, "impact: major\n");
    assert_contains(
        import.report.text(),
        "assumed   unknown severity `distrupted`; used the most similar known word",
    );
}
