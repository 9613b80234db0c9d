//! Any text as the Markdown of a page, of a notice and of an update, which are printed on pages and in feeds.
#![no_main]

use libfuzzer_sys::fuzz_target;
use statuary_fuzz::{check_and_render, files, site_with};

fuzz_target!(|text: &str| {
    let text = text.replace("\n//- ", "\n");
    let block = text.replace('\n', "\n      ");
    check_and_render(&site_with(files(&format!(
        "\
//- pages/about.md
---
title: About
---
{text}
//- notices/2026-11-03-end.md
---
title: End
published: 2026-11-03T10:00Z
---
{text}
//- incidents/2026-11-03-api.yaml
title: API
started: 2026-11-03T10:00Z
impact: minor
updates:
  - at: 2026-11-03T10:00Z
    status: investigating
    text: |-
      {block}
"
    ))));
});
