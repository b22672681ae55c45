//! The languages whose values are understood.

/// A language, from a locale such as `es-US`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    English,
    Spanish,
    French,
    German,
    Greek,
}

/// How a locale speaks and writes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Manner {
    pub(crate) language: Language,
    /// `3/4` is the fourth of March.
    pub(crate) month_first: bool,
    /// `1.234,5` is a little more than a thousand.
    pub(crate) comma_is_point: bool,
}

impl Manner {
    /// Any locale that is not known is read as English, with the day first outside the United States.
    pub(crate) fn of(locale: &str) -> Self {
        let mut parts = locale.split(['-', '_']);
        let language = parts.next().unwrap_or("").to_ascii_lowercase();
        let region = parts.next_back().unwrap_or("").to_ascii_uppercase();
        let language = match language.as_str() {
            "es" => Language::Spanish,
            "fr" => Language::French,
            "de" => Language::German,
            "el" => Language::Greek,
            _ => Language::English,
        };
        let month_first = language == Language::English && matches!(region.as_str(), "" | "US" | "PH");
        // Mexico and the United States write a point also in Spanish.
        let comma_is_point = language != Language::English
            && !(language == Language::Spanish && matches!(region.as_str(), "US" | "MX" | "PR"));
        Self { language, month_first, comma_is_point }
    }
}
