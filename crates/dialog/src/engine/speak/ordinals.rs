//! Places in an order.

use super::Language;

const WORDS: [[&str; 12]; 5] = [
    [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
        "eleventh", "twelfth",
    ],
    [
        "premier",
        "deuxième",
        "troisième",
        "quatrième",
        "cinquième",
        "sixième",
        "septième",
        "huitième",
        "neuvième",
        "dixième",
        "onzième",
        "douzième",
    ],
    [
        "primero",
        "segundo",
        "tercero",
        "cuarto",
        "quinto",
        "sexto",
        "séptimo",
        "octavo",
        "noveno",
        "décimo",
        "undécimo",
        "duodécimo",
    ],
    [
        "erste", "zweite", "dritte", "vierte", "fünfte", "sechste", "siebte", "achte", "neunte", "zehnte",
        "elfte", "zwölfte",
    ],
    [
        "πρώτος",
        "δεύτερος",
        "τρίτος",
        "τέταρτος",
        "πέμπτος",
        "έκτος",
        "έβδομος",
        "όγδοος",
        "ένατος",
        "δέκατος",
        "ενδέκατος",
        "δωδέκατος",
    ],
];

pub(super) fn ordinal(value: &str, language: Language, spoken: bool) -> Option<String> {
    let number: u64 = value.trim().parse().ok().filter(|number| *number > 0)?;
    let place = usize::try_from(number).unwrap_or(usize::MAX);
    if let Some(word) = WORDS[language as usize].get(place - 1).filter(|_| spoken) {
        return Some((*word).to_owned());
    }
    Some(match language {
        Language::English => english(number),
        Language::French if number == 1 => "1er".to_owned(),
        Language::French => format!("{number}e"),
        Language::Spanish => format!("{number}.º"),
        Language::German => format!("{number}."),
        Language::Greek => format!("{number}ος"),
    })
}

pub(super) fn english(number: u64) -> String {
    let end = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{end}")
}
