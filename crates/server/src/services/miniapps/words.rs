//! The closed sets of words in a miniApp, read as clients write them.

use baton_compiler::mini_apps::{DOMAINS, TYPES, canonical_type};

/// The languages that are offered: those that default texts are written in, as they are spoken in different places.
pub const LANGUAGES: &[&str] = &[
    "de-AT", "de-CH", "de-DE", "el-CY", "el-GR", "en-AU", "en-CA", "en-GB", "en-IE", "en-IN", "en-NZ",
    "en-US", "en-ZA", "es-ES", "es-MX", "es-US", "fr-BE", "fr-CA", "fr-CH", "fr-FR",
];

/// How what a miniApp hears can be protected.
pub const SENSITIVITIES: &[&str] = &["None", "Masked", "Encrypted"];

/// The domain of an Intent that names none.
pub const DEFAULT_DOMAIN: &str = "Universal";

/// `YesNo`, `yesno` and `YesNo.MiniApps` are one type.
///
/// # Errors
/// The sentence that says which there are.
pub fn type_name(text: &str) -> Result<&'static str, String> {
    canonical_type(text).ok_or_else(|| unknown(text, "type of miniApp", TYPES))
}

/// `Banking2` and `Banking2.MiniApps` are one domain.
///
/// # Errors
/// The sentence that says which there are.
pub fn domain(text: &str) -> Result<&'static str, String> {
    let bare = text.strip_suffix(".MiniApps").unwrap_or(text).replace([' ', '_', '-'], "");
    let bare = bare.strip_suffix(".0").unwrap_or(&bare);
    one_of(bare, DOMAINS).ok_or_else(|| unknown(text, "domain", DOMAINS))
}

/// A locale, in any letter case.
///
/// # Errors
/// The sentence that says which there are.
pub fn language(text: &str) -> Result<&'static str, String> {
    one_of(text, LANGUAGES).ok_or_else(|| unknown(text, "language", LANGUAGES))
}

/// `None`, `Masked` or `Encrypted`, in any letter case.
///
/// # Errors
/// The sentence that says which there are.
pub fn sensitivity(text: &str) -> Result<&'static str, String> {
    one_of(text, SENSITIVITIES).ok_or_else(|| unknown(text, "sensitivity", SENSITIVITIES))
}

/// Languages, each once, in the order in which they came.
///
/// # Errors
/// What is wrong with each that is unknown; that there is none.
pub fn languages(texts: &[String]) -> Result<Vec<String>, Vec<String>> {
    let (mut read, mut wrong) = (Vec::<String>::new(), Vec::new());
    for text in texts {
        match language(text) {
            Ok(known) if read.iter().any(|language| language == known) => {}
            Ok(known) => read.push(known.to_owned()),
            Err(sentence) => wrong.push(sentence),
        }
    }
    if texts.is_empty() {
        wrong.push("Name at least one language, such as en-US.".to_owned());
    }
    if wrong.is_empty() { Ok(read) } else { Err(wrong) }
}

fn one_of(text: &str, words: &'static [&'static str]) -> Option<&'static str> {
    words.iter().find(|word| word.eq_ignore_ascii_case(text)).copied()
}

fn unknown(text: &str, what: &str, words: &[&str]) -> String {
    let shown: String = text.chars().take(100).collect();
    format!("\"{shown}\" is not a {what}. Choose one of: {}.", words.join(", "))
}

#[cfg(test)]
mod tests {
    use super::{domain, languages, type_name};

    #[test]
    fn words_are_known_however_clients_write_them() {
        assert_eq!(type_name("WebService.MiniApps"), Ok("WebService"));
        assert_eq!(domain("Banking2.MiniApps"), Ok("Banking2"));
        assert_eq!(domain("Banking-2.0"), Ok("Banking2"));
        assert!(
            domain("Fishing")
                .unwrap_err()
                .starts_with("\"Fishing\" is not a domain. Choose one of: Banking,")
        );
    }

    #[test]
    fn a_language_counts_once_and_an_unknown_one_is_named() {
        let given = ["en-us", "el-GR", "en-US"].map(str::to_owned);
        assert_eq!(languages(&given).unwrap(), ["en-US", "el-GR"]);
        assert_eq!(languages(&["xx-YY".to_owned(), "en".to_owned()]).unwrap_err().len(), 2);
        assert_eq!(languages(&[]).unwrap_err(), ["Name at least one language, such as en-US."]);
    }
}
