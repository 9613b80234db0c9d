//! Any text as a template, the styles or the words of a theme: it works, or says what is wrong.
#![no_main]

use libfuzzer_sys::fuzz_target;
use statuary::render::theme::Theme;
use statuary::render::theme::files::ThemeFiles;
use statuary::view::branding::BrandingView;

const NAMES: [&str; 5] = ["status.html", "base.html", "style.css", "strings/en.ftl", "favicon.svg"];

fuzz_target!(|input: (u8, &str)| {
    let (name, text) = input;
    let design = ThemeFiles {
        name: "own".to_owned(),
        overrides: vec![(NAMES[usize::from(name) % NAMES.len()].to_owned(), text.to_owned())],
    };
    if let Err(fault) = Theme::new(&design, &BrandingView::plain("en")) {
        assert!(!fault.is_empty());
    }
});
