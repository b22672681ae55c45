//! Days, and ranges of days.

use jiff::civil::Date;

use super::Language;

const MONTHS: [[&str; 12]; 5] = [
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    [
        "Ιανουαρίου",
        "Φεβρουαρίου",
        "Μαρτίου",
        "Απριλίου",
        "Μαΐου",
        "Ιουνίου",
        "Ιουλίου",
        "Αυγούστου",
        "Σεπτεμβρίου",
        "Οκτωβρίου",
        "Νοεμβρίου",
        "Δεκεμβρίου",
    ],
];

/// `DD/MM/YYYY`, `YYYY-MM-DD`, or a range of the former.
pub(super) fn date(value: &str, language: Language, locale: &str, spoken: bool) -> Option<String> {
    let value = value.trim();
    if let Some((first, last)) = value.split_once('-').filter(|(first, _)| first.contains('/')) {
        let day = |text: &str| read(text).map(|day| told(day, language, locale, spoken));
        let [from, to, since, until] = words(language);
        return Some(match (day(first), day(last)) {
            (Some(first), Some(last)) if from.is_empty() => format!("{first} {to} {last}"),
            (Some(first), Some(last)) => format!("{from} {first} {to} {last}"),
            (Some(first), None) => format!("{since} {first}"),
            (None, Some(last)) => format!("{until} {last}"),
            (None, None) => return None,
        });
    }
    read(value).map(|day| told(day, language, locale, spoken))
}

fn read(text: &str) -> Option<Date> {
    let text = text.trim();
    let parts: Vec<&str> = text.split(['/', '-']).collect();
    let [first, month, last] = parts.as_slice() else { return None };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    Date::new(year.parse().ok()?, month.parse().ok()?, day.get(..2)?.parse().ok()?).ok()
}

fn told(date: Date, language: Language, locale: &str, spoken: bool) -> String {
    let (day, year) = (date.day(), date.year());
    let place = usize::try_from(date.month() - 1).unwrap_or_default();
    let month = MONTHS[language as usize].get(place).copied().unwrap_or_default();
    let american = locale.to_ascii_uppercase().ends_with("-US");
    match language {
        Language::English => {
            let day =
                if spoken { super::ordinals::english(day.unsigned_abs().into()) } else { day.to_string() };
            if american { format!("{month} {day}, {year}") } else { format!("{day} {month} {year}") }
        }
        Language::French if day == 1 => format!("1er {month} {year}"),
        Language::Spanish => format!("{day} de {month} de {year}"),
        Language::German => format!("{day}. {month} {year}"),
        Language::French | Language::Greek => format!("{day} {month} {year}"),
    }
}

/// Before the first day, between the two, and for a range with one end.
fn words(language: Language) -> [&'static str; 4] {
    match language {
        Language::English => ["", "to", "from", "until"],
        Language::French => ["du", "au", "à partir du", "jusqu'au"],
        Language::Spanish => ["del", "al", "desde el", "hasta el"],
        Language::German => ["", "bis", "ab", "bis"],
        Language::Greek => ["", "έως", "από", "έως"],
    }
}
