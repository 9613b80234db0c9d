//! Closed vocabularies: enums whose variants are words in content files.

/// A closed vocabulary. An unknown word never becomes a default: [`Vocabulary::from_word`] returns `None`, and the caller reports it.
pub trait Vocabulary: Copy + 'static {
    /// The name of the vocabulary in messages, such as `component state`.
    const LABEL: &'static str;
    /// Every variant, in order.
    const ALL: &'static [Self];

    /// The word in content files and interfaces.
    fn word(self) -> &'static str;

    /// The variant that a word stands for.
    fn from_word(text: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|variant| variant.word() == text)
    }
}

/// Defines an enum together with its words.
macro_rules! words {
    (
        $what:literal;
        $(#[$meta:meta])*
        pub enum $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal),* $(,)? }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant),* }

        impl $crate::base::vocabulary::Vocabulary for $name {
            const LABEL: &'static str = $what;
            const ALL: &'static [Self] = &[$($name::$variant),*];

            fn word(self) -> &'static str {
                match self { $($name::$variant => $word),* }
            }
        }
    };
}

pub(crate) use words;
