//! The themes that are inside the program, which are also folders of the project.

/// A theme inside the program.
#[derive(Debug)]
pub struct BuiltinTheme {
    /// Its name, that of its folder in `themes/`.
    pub name: &'static str,
    /// Its files, by their names.
    pub files: &'static [(&'static str, &'static str)],
}

macro_rules! files {
    ($theme:literal: $($name:literal),* $(,)?) => {
        BuiltinTheme {
            name: $theme,
            files: &[$(($name, include_str!(concat!("../../../themes/", $theme, "/", $name)))),*],
        }
    };
}

/// The theme that every other one is made from.
pub const DEFAULT_THEME: BuiltinTheme = files!["default":
    "404.html",
    "base.html",
    "component.html",
    "data.html",
    "dictionary.html",
    "digest-mail.html",
    "digest.html",
    "embed.html",
    "favicon.svg",
    "history.html",
    "incident.html",
    "maintenance.html",
    "metrics.html",
    "month.html",
    "moved.html",
    "notice.html",
    "on-call.html",
    "page.html",
    "parts.html",
    "postmortem.html",
    "product.html",
    "products.html",
    "report.html",
    "script.js",
    "service.html",
    "services.html",
    "status.html",
    "style.css",
    "subscribe.html",
];

/// A newspaper style with serifs: another layout and other blocks of the status page, over the default theme.
pub const GAZETTE_THEME: BuiltinTheme = files!["gazette": "extra.css", "status.html"];

/// Every theme inside the program.
pub const BUILTIN_THEMES: [BuiltinTheme; 2] = [DEFAULT_THEME, GAZETTE_THEME];

impl BuiltinTheme {
    /// The theme with a name.
    pub fn by_name(name: &str) -> Option<&'static BuiltinTheme> {
        BUILTIN_THEMES.iter().find(|theme| theme.name == name)
    }

    /// A file of it.
    pub fn file(&self, name: &str) -> Option<&'static str> {
        self.files
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, text)| *text)
    }
}
