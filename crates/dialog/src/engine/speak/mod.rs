//! Values in the manner of a language: `{{balance | amount}}`, `| date`, `| digits`, `| ordinal`. On the phone they are
//! written so that they can be spoken. A value that is not of the kind is left as it stands.
//!
//! Five languages need five small tables; a library of locale data would be hundreds of kilobytes for them.

mod amounts;
mod dates;
mod ordinals;

use baton_model::program::Channel;
use baton_model::template::Filter;

/// The languages that there are tables for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Language {
    English,
    French,
    Spanish,
    German,
    Greek,
}

impl Language {
    fn of(locale: &str) -> Self {
        match locale.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase().as_str() {
            "fr" => Self::French,
            "es" => Self::Spanish,
            "de" => Self::German,
            "el" => Self::Greek,
            _ => Self::English,
        }
    }
}

/// The value as the filter wants it.
pub(super) fn render(filter: &Filter, value: &str, locale: &str, channel: Channel) -> String {
    let language = Language::of(locale);
    let spoken = channel == Channel::Voice;
    let rendered = match filter {
        Filter::Amount(unit) => amounts::amount(value, unit, language, locale, spoken),
        Filter::Date => dates::date(value, language, locale, spoken),
        Filter::Digits => spoken.then(|| digits(value)),
        Filter::Ordinal => ordinals::ordinal(value, language, spoken),
        Filter::Unknown(_) => None,
    };
    rendered.unwrap_or_else(|| value.to_owned())
}

/// Letters and digits one by one.
fn digits(value: &str) -> String {
    let mut spaced = String::with_capacity(value.len() * 2);
    for letter in value.chars().filter(|letter| letter.is_alphanumeric()) {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push(letter);
    }
    spaced
}

#[cfg(test)]
mod tests {
    use super::render;
    use baton_model::program::Channel::{Chat, Voice};
    use baton_model::template::Filter;

    #[test]
    fn an_amount_is_written_as_the_region_writes_it() {
        let filter = Filter::Amount("EUR".into());
        for (locale, value, written) in [
            ("en-US", "1234.5", "€1,234.50"),
            ("en-GB", "1234567", "€1,234,567"),
            ("de-DE", "1234.5", "1.234,50 €"),
            ("fr-CA", "1234.5", "1\u{202f}234,50 €"),
            ("es-US", "1234.5", "€1,234.50"),
            ("es-ES", "12.5", "12,50 €"),
            ("el-GR", "-12.5", "-12,50 €"),
            ("en-US", "12.5 USD", "$12.50"),
            ("en-US", "many", "many"),
        ] {
            assert_eq!(render(&filter, value, locale, Chat), written, "{locale} {value}");
        }
        assert_eq!(render(&Filter::Amount(String::new()), "12.5", "de-DE", Chat), "12,50");
        assert_eq!(render(&Filter::Amount(String::new()), "12.5 %", "en-US", Chat), "12.5%");
    }

    #[test]
    fn an_amount_can_be_spoken() {
        let filter = Filter::Amount(String::new());
        for (locale, value, spoken) in [
            ("en-US", "1234.50 USD", "1234 dollars and 50 cents"),
            ("en-US", "1 USD", "1 dollar"),
            ("en-GB", "2.01 GBP", "2 pounds and 1 penny"),
            ("de-DE", "2.50 EUR", "2 Euro und 50 Cent"),
            ("fr-CA", "1.05 CAD", "1 dollar et 5 cents"),
            ("es-US", "3 USD", "3 dólares"),
            ("el-GR", "3.20 EUR", "3 ευρώ και 20 λεπτά"),
            ("en-US", "12.5 %", "12.5 percent"),
            ("de-DE", "12.5 %", "12,5 Prozent"),
            ("en-US", "12.5 JPY", "12.50 JPY"),
        ] {
            assert_eq!(render(&filter, value, locale, Voice), spoken, "{locale} {value}");
        }
    }

    #[test]
    fn a_day_is_told_as_the_language_tells_it() {
        for (locale, told) in [
            ("en-US", "November 2, 2026"),
            ("en-GB", "2 November 2026"),
            ("fr-CA", "2 novembre 2026"),
            ("es-US", "2 de noviembre de 2026"),
            ("de-DE", "2. November 2026"),
            ("el-GR", "2 Νοεμβρίου 2026"),
        ] {
            assert_eq!(render(&Filter::Date, "02/11/2026", locale, Chat), told, "{locale}");
            assert_eq!(render(&Filter::Date, "2026-11-02", locale, Chat), told, "{locale}");
        }
        assert_eq!(render(&Filter::Date, "02/11/2026", "en-US", Voice), "November 2nd, 2026");
        assert_eq!(render(&Filter::Date, "01/11/2026", "fr-CA", Voice), "1er novembre 2026");
        assert_eq!(
            render(&Filter::Date, "02/11/2026-03/11/2026", "de-DE", Chat),
            "2. November 2026 bis 3. November 2026"
        );
        assert_eq!(render(&Filter::Date, "31/02/2026", "en-US", Chat), "31/02/2026");
    }

    #[test]
    fn digits_are_spoken_one_by_one_and_written_together() {
        assert_eq!(render(&Filter::Digits, "4207", "en-US", Voice), "4 2 0 7");
        assert_eq!(render(&Filter::Digits, "4207", "en-US", Chat), "4207");
    }

    #[test]
    fn a_place_in_an_order_is_named() {
        for (locale, value, chat, voice) in [
            ("en-US", "1", "1st", "first"),
            ("en-US", "12", "12th", "twelfth"),
            ("en-US", "23", "23rd", "23rd"),
            ("fr-CA", "1", "1er", "premier"),
            ("fr-CA", "2", "2e", "deuxième"),
            ("es-US", "3", "3.º", "tercero"),
            ("de-DE", "3", "3.", "dritte"),
            ("el-GR", "3", "3ος", "τρίτος"),
            ("en-US", "x", "x", "x"),
        ] {
            assert_eq!(render(&Filter::Ordinal, value, locale, Chat), chat, "{locale} {value}");
            assert_eq!(render(&Filter::Ordinal, value, locale, Voice), voice, "{locale} {value}");
        }
    }
}
