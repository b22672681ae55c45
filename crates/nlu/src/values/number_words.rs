//! What number words are worth, in each language.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::language::Language;

/// A word that is a number or part of one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum NumberWord {
    /// 0 to 999, added to what stands before where it fits.
    Add(u32),
    /// Multiplies what stands before it: 100, 1,000, …
    Times(f64),
    /// Joins parts of a number.
    And,
}

const ENGLISH: &[(&str, u32)] = &[
    ("zero", 0),
    ("nought", 0),
    ("naught", 0),
    ("nil", 0),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fourty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];
const SPANISH: &[(&str, u32)] = &[
    ("cero", 0),
    ("un", 1),
    ("uno", 1),
    ("una", 1),
    ("dos", 2),
    ("tres", 3),
    ("cuatro", 4),
    ("cinco", 5),
    ("seis", 6),
    ("siete", 7),
    ("ocho", 8),
    ("nueve", 9),
    ("diez", 10),
    ("once", 11),
    ("doce", 12),
    ("trece", 13),
    ("catorce", 14),
    ("quince", 15),
    ("dieciseis", 16),
    ("diecisiete", 17),
    ("dieciocho", 18),
    ("diecinueve", 19),
    ("veinte", 20),
    ("veintiun", 21),
    ("veintiuno", 21),
    ("veintiuna", 21),
    ("veintidos", 22),
    ("veintitres", 23),
    ("veinticuatro", 24),
    ("veinticinco", 25),
    ("veintiseis", 26),
    ("veintisiete", 27),
    ("veintiocho", 28),
    ("veintinueve", 29),
    ("treinta", 30),
    ("cuarenta", 40),
    ("cincuenta", 50),
    ("sesenta", 60),
    ("setenta", 70),
    ("ochenta", 80),
    ("noventa", 90),
    ("cien", 100),
    ("ciento", 100),
    ("doscientos", 200),
    ("doscientas", 200),
    ("trescientos", 300),
    ("trescientas", 300),
    ("cuatrocientos", 400),
    ("cuatrocientas", 400),
    ("quinientos", 500),
    ("quinientas", 500),
    ("seiscientos", 600),
    ("seiscientas", 600),
    ("setecientos", 700),
    ("setecientas", 700),
    ("ochocientos", 800),
    ("ochocientas", 800),
    ("novecientos", 900),
    ("novecientas", 900),
];
const FRENCH: &[(&str, u32)] = &[
    ("zero", 0),
    ("un", 1),
    ("une", 1),
    ("deux", 2),
    ("trois", 3),
    ("quatre", 4),
    ("cinq", 5),
    ("six", 6),
    ("sept", 7),
    ("huit", 8),
    ("neuf", 9),
    ("dix", 10),
    ("onze", 11),
    ("douze", 12),
    ("treize", 13),
    ("quatorze", 14),
    ("quinze", 15),
    ("seize", 16),
    ("vingt", 20),
    ("vingts", 20),
    ("trente", 30),
    ("quarante", 40),
    ("cinquante", 50),
    ("soixante", 60),
    ("septante", 70),
    ("huitante", 80),
    ("octante", 80),
    ("nonante", 90),
];
const GERMAN: &[(&str, u32)] = &[
    ("null", 0),
    ("ein", 1),
    ("eins", 1),
    ("eine", 1),
    ("einen", 1),
    ("einem", 1),
    ("einer", 1),
    ("zwei", 2),
    ("zwo", 2),
    ("drei", 3),
    ("vier", 4),
    ("fünf", 5),
    ("fuenf", 5),
    ("funf", 5),
    ("sechs", 6),
    ("sieben", 7),
    ("acht", 8),
    ("neun", 9),
    ("zehn", 10),
    ("elf", 11),
    ("zwölf", 12),
    ("zwoelf", 12),
    ("zwolf", 12),
    ("dreizehn", 13),
    ("vierzehn", 14),
    ("fünfzehn", 15),
    ("fuenfzehn", 15),
    ("sechzehn", 16),
    ("siebzehn", 17),
    ("achtzehn", 18),
    ("neunzehn", 19),
    ("zwanzig", 20),
    ("dreissig", 30),
    ("dreizig", 30),
    ("vierzig", 40),
    ("fünfzig", 50),
    ("fuenfzig", 50),
    ("sechzig", 60),
    ("siebzig", 70),
    ("achtzig", 80),
    ("neunzig", 90),
];
const GREEK: &[(&str, u32)] = &[
    ("μηδεν", 0),
    ("ενα", 1),
    ("ενασ", 1),
    ("εναν", 1),
    ("μια", 1),
    ("μιασ", 1),
    ("δυο", 2),
    ("τρια", 3),
    ("τρεισ", 3),
    ("τεσσερα", 4),
    ("τεσσερισ", 4),
    ("πεντε", 5),
    ("εξι", 6),
    ("επτα", 7),
    ("εφτα", 7),
    ("οκτω", 8),
    ("οχτω", 8),
    ("εννεα", 9),
    ("εννια", 9),
    ("δεκα", 10),
    ("εντεκα", 11),
    ("δωδεκα", 12),
    ("δεκατρια", 13),
    ("δεκατρεισ", 13),
    ("δεκατεσσερα", 14),
    ("δεκατεσσερισ", 14),
    ("δεκαπεντε", 15),
    ("δεκαεξι", 16),
    ("δεκαεπτα", 17),
    ("δεκαεφτα", 17),
    ("δεκαοκτω", 18),
    ("δεκαοχτω", 18),
    ("δεκαεννεα", 19),
    ("δεκαεννια", 19),
    ("εικοσι", 20),
    ("τριαντα", 30),
    ("σαραντα", 40),
    ("πενηντα", 50),
    ("εξηντα", 60),
    ("εβδομηντα", 70),
    ("ογδοντα", 80),
    ("ενενηντα", 90),
    ("εκατο", 100),
    ("εκατον", 100),
    ("διακοσια", 200),
    ("διακοσιεσ", 200),
    ("τριακοσια", 300),
    ("τριακοσιεσ", 300),
    ("τετρακοσια", 400),
    ("τετρακοσιεσ", 400),
    ("πεντακοσια", 500),
    ("πεντακοσιεσ", 500),
    ("εξακοσια", 600),
    ("εξακοσιεσ", 600),
    ("επτακοσια", 700),
    ("εφτακοσια", 700),
    ("οκτακοσια", 800),
    ("οχτακοσια", 800),
    ("εννιακοσια", 900),
    ("εννεακοσια", 900),
];

/// A language, its multipliers, and its "and".
type Multipliers = (Language, &'static [(&'static str, f64)], &'static str);

const TIMES: &[Multipliers] = &[
    (
        Language::English,
        &[
            ("hundred", 1e2),
            ("hundreds", 1e2),
            ("thousand", 1e3),
            ("thousands", 1e3),
            ("million", 1e6),
            ("millions", 1e6),
            ("billion", 1e9),
            ("billions", 1e9),
            ("trillion", 1e12),
            ("trillions", 1e12),
            ("lakh", 1e5),
            ("lakhs", 1e5),
            ("crore", 1e7),
            ("crores", 1e7),
            ("dozen", 12.0),
            ("dozens", 12.0),
            ("grand", 1e3),
            ("mln", 1e6),
            ("bln", 1e9),
        ],
        "and",
    ),
    (
        Language::Spanish,
        &[
            ("mil", 1e3),
            ("millon", 1e6),
            ("millones", 1e6),
            ("billon", 1e12),
            ("billones", 1e12),
            ("docena", 12.0),
            ("docenas", 12.0),
        ],
        "y",
    ),
    (
        Language::French,
        &[
            ("cent", 1e2),
            ("cents", 1e2),
            ("mille", 1e3),
            ("million", 1e6),
            ("millions", 1e6),
            ("milliard", 1e9),
            ("milliards", 1e9),
            ("douzaine", 12.0),
            ("douzaines", 12.0),
        ],
        "et",
    ),
    (
        Language::German,
        &[
            ("hundert", 1e2),
            ("tausend", 1e3),
            ("million", 1e6),
            ("millionen", 1e6),
            ("milliarde", 1e9),
            ("milliarden", 1e9),
            ("dutzend", 12.0),
        ],
        "und",
    ),
    (
        Language::Greek,
        &[
            ("χιλια", 1e3),
            ("χιλιαδεσ", 1e3),
            ("χιλιεσ", 1e3),
            ("εκατομμυριο", 1e6),
            ("εκατομμυρια", 1e6),
            ("δισεκατομμυριο", 1e9),
            ("δισεκατομμυρια", 1e9),
            ("ντουζινα", 12.0),
        ],
        "και",
    ),
];

type Words = HashMap<&'static str, NumberWord>;

static WORDS: LazyLock<[Words; 5]> = LazyLock::new(|| {
    [
        vocabulary(Language::English, ENGLISH),
        vocabulary(Language::Spanish, SPANISH),
        vocabulary(Language::French, FRENCH),
        vocabulary(Language::German, GERMAN),
        vocabulary(Language::Greek, GREEK),
    ]
});

fn vocabulary(language: Language, adds: &'static [(&'static str, u32)]) -> Words {
    let mut words: Words = adds.iter().map(|(word, value)| (*word, NumberWord::Add(*value))).collect();
    for (_, times, and) in TIMES.iter().filter(|(of, ..)| *of == language) {
        words.extend(times.iter().map(|(word, by)| (*word, NumberWord::Times(*by))));
        words.insert(and, NumberWord::And);
    }
    words
}

/// What a word is worth; German compounds are taken apart.
pub(crate) fn number_word(language: Language, word: &str) -> Option<NumberWord> {
    if word.is_empty() {
        return None;
    }
    let words = match language {
        Language::English => WORDS.first(),
        Language::Spanish => WORDS.get(1),
        Language::French => WORDS.get(2),
        Language::German => WORDS.get(3),
        Language::Greek => WORDS.get(4),
    }?;
    if let Some(found) = words.get(word) {
        return Some(*found);
    }
    (language == Language::German && word.len() <= 60).then(|| german(words, word)).flatten()
}

/// `zweihundertfünfunddreissig`: below a thousand in one piece, `tausend` within it as well.
fn german(words: &Words, word: &str) -> Option<NumberWord> {
    below_a_million(words, word).map(NumberWord::Add)
}

fn below_a_million(words: &Words, word: &str) -> Option<u32> {
    if let Some((thousands, rest)) = word.split_once("tausend") {
        let thousands = if thousands.is_empty() { 1 } else { below_a_thousand(words, thousands)? };
        let rest = if rest.is_empty() {
            0
        } else {
            below_a_thousand(words, rest.strip_prefix("und").unwrap_or(rest))?
        };
        return Some(thousands * 1_000 + rest);
    }
    below_a_thousand(words, word)
}

fn below_a_thousand(words: &Words, word: &str) -> Option<u32> {
    if let Some((hundreds, rest)) = word.split_once("hundert") {
        let hundreds =
            if hundreds.is_empty() { 1 } else { below_a_hundred(words, hundreds).filter(|of| *of < 20)? };
        let rest = if rest.is_empty() {
            0
        } else {
            below_a_hundred(words, rest.strip_prefix("und").unwrap_or(rest))?
        };
        return Some(hundreds * 100 + rest);
    }
    below_a_hundred(words, word)
}

fn below_a_hundred(words: &Words, word: &str) -> Option<u32> {
    let plain = |word: &str| match words.get(word) {
        Some(NumberWord::Add(value)) => Some(*value),
        _ => None,
    };
    if let Some(value) = plain(word) {
        return Some(value);
    }
    // "hundert" has an "und" of its own, so the last one counts.
    let (unit, tens) = word.rsplit_once("und")?;
    let (unit, tens) = (plain(unit)?, plain(tens)?);
    ((1..10).contains(&unit) && tens >= 20 && tens.is_multiple_of(10)).then_some(tens + unit)
}

#[cfg(test)]
mod tests {
    use super::{NumberWord, number_word};
    use crate::values::language::Language;

    #[test]
    fn german_compounds_come_apart() {
        for (word, value) in [
            ("einundzwanzig", 21),
            ("zweihundertfünfunddreissig", 235),
            ("hundertzwei", 102),
            ("dreitausendvierhundert", 3_400),
            ("hundert", 100),
        ] {
            let found = number_word(Language::German, word);
            assert!(
                found == Some(NumberWord::Add(value)) || found == Some(NumberWord::Times(f64::from(value))),
                "{word}: {found:?}"
            );
        }
        for word in ["hund", "und", "wunderbar", "hundert€", "tausendschön"] {
            assert!(!matches!(number_word(Language::German, word), Some(NumberWord::Add(_))), "{word}");
        }
    }
}
