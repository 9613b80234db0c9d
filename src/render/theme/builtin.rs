//! The themes that are inside the program. Each is a folder of `themes/`, and every file in it is included when the program is compiled.

use include_dir::{Dir, include_dir};

/// A theme inside the program.
#[derive(Debug)]
pub struct BuiltinTheme {
    /// Its name, that of its folder in `themes/`.
    pub name: &'static str,
    folder: Dir<'static>,
}

/// The theme that every other one is made from.
pub static DEFAULT_THEME: BuiltinTheme = BuiltinTheme {
    name: "default",
    folder: include_dir!("$CARGO_MANIFEST_DIR/themes/default"),
};

/// A newspaper style with serifs: another layout and other blocks of the status page, over the default theme.
static GAZETTE_THEME: BuiltinTheme = BuiltinTheme {
    name: "gazette",
    folder: include_dir!("$CARGO_MANIFEST_DIR/themes/gazette"),
};

/// Every theme inside the program.
pub static BUILTIN_THEMES: [&BuiltinTheme; 2] = [&DEFAULT_THEME, &GAZETTE_THEME];

impl BuiltinTheme {
    /// The theme with a name.
    pub fn by_name(name: &str) -> Option<&'static BuiltinTheme> {
        BUILTIN_THEMES.into_iter().find(|theme| theme.name == name)
    }

    /// Names and texts of its templates, styles, scripts and pictures, in order. Its translations are in `view::locale`.
    pub fn files(&'static self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.folder
            .files()
            .filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?)))
    }

    /// The text of a file.
    pub fn file(&self, name: &str) -> Option<&'static str> {
        self.folder.get_file(name)?.contents_utf8()
    }
}
