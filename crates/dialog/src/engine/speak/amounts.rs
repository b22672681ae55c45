//! Money and percentages.

use super::Language;

/// A currency: its code, its sign, and how many of it and of its hundredth are called, one and several, in English,
/// French, Spanish, German and Greek.
struct Currency {
    code: &'static str,
    sign: &'static str,
    names: [[&'static str; 4]; 5],
}

const DOLLAR: [[&str; 4]; 5] = [
    ["dollar", "dollars", "cent", "cents"],
    ["dollar", "dollars", "cent", "cents"],
    ["dólar", "dólares", "centavo", "centavos"],
    ["Dollar", "Dollar", "Cent", "Cent"],
    ["δολάριο", "δολάρια", "σεντ", "σεντ"],
];

const CURRENCIES: &[Currency] = &[
    Currency { code: "USD", sign: "$", names: DOLLAR },
    Currency { code: "CAD", sign: "$", names: DOLLAR },
    Currency { code: "AUD", sign: "$", names: DOLLAR },
    Currency {
        code: "EUR",
        sign: "€",
        names: [
            ["euro", "euros", "cent", "cents"],
            ["euro", "euros", "centime", "centimes"],
            ["euro", "euros", "céntimo", "céntimos"],
            ["Euro", "Euro", "Cent", "Cent"],
            ["ευρώ", "ευρώ", "λεπτό", "λεπτά"],
        ],
    },
    Currency {
        code: "GBP",
        sign: "£",
        names: [
            ["pound", "pounds", "penny", "pence"],
            ["livre", "livres", "penny", "pence"],
            ["libra", "libras", "penique", "peniques"],
            ["Pfund", "Pfund", "Penny", "Pence"],
            ["λίρα", "λίρες", "πένα", "πένες"],
        ],
    },
];

/// `1234.5 EUR`, `1234.5` with a unit of its own, `12 %`.
pub(super) fn amount(
    value: &str,
    unit: &str,
    language: Language,
    locale: &str,
    spoken: bool,
) -> Option<String> {
    let value = value.trim();
    let end = value.find(|letter: char| !(letter.is_ascii_digit() || "+-.".contains(letter)));
    let (number, own) = value.split_at(end.unwrap_or(value.len()));
    let number: f64 = number.parse().ok().filter(|number: &f64| number.abs() < 1e15)?;
    let unit = Some(own.trim()).filter(|own| !own.is_empty()).unwrap_or(unit.trim());
    let style = Style::of(language, locale);
    if matches!(unit, "%" | "percent") {
        let number = style.decimals(&format!("{number}"));
        return Some(if spoken { format!("{number} {}", percent(language)) } else { style.percent(&number) });
    }
    let sign = if number < 0.0 { "-" } else { "" };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let hundredths = (number.abs() * 100.0).round() as u64;
    let (whole, part) = (hundredths / 100, hundredths % 100);
    let named = CURRENCIES.iter().find(|currency| {
        currency.code.eq_ignore_ascii_case(unit)
            || (currency.sign == unit && !currency.code.starts_with(['C', 'A']))
    });
    if let Some(currency) = named.filter(|_| spoken) {
        let [one, many, cent, cents] = currency.names[language as usize];
        let units = format!("{sign}{whole} {}", if whole == 1 { one } else { many });
        let rest = || format!("{part} {}", if part == 1 { cent } else { cents });
        return Some(match (whole, part) {
            (_, 0) => units,
            (0, _) => format!("{sign}{}", rest()),
            _ => format!("{units} {} {}", and(language), rest()),
        });
    }
    let unit = named.map_or(unit, |currency| currency.sign);
    let figures = match (part, spoken) {
        (0, _) => style.grouped(whole, spoken),
        _ => format!("{}{}{part:02}", style.grouped(whole, spoken), style.point),
    };
    Some(match (unit, spoken) {
        ("", _) => format!("{sign}{figures}"),
        (unit, false) if style.sign_first => format!("{sign}{unit}{figures}"),
        (unit, _) => format!("{sign}{figures} {unit}"),
    })
}

/// How a region writes numbers.
struct Style {
    point: char,
    group: &'static str,
    sign_first: bool,
}

impl Style {
    fn of(language: Language, locale: &str) -> Self {
        let american = ["-US", "-MX", "-PR"].iter().any(|end| locale.to_ascii_uppercase().ends_with(end));
        match language {
            Language::English => Self { point: '.', group: ",", sign_first: true },
            Language::Spanish if american => Self { point: '.', group: ",", sign_first: true },
            Language::French => Self { point: ',', group: "\u{202f}", sign_first: false },
            Language::Spanish | Language::German | Language::Greek => {
                Self { point: ',', group: ".", sign_first: false }
            }
        }
    }

    fn grouped(&self, whole: u64, spoken: bool) -> String {
        let digits = whole.to_string();
        if spoken {
            return digits;
        }
        let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                grouped.push_str(self.group);
            }
            grouped.push(digit);
        }
        grouped
    }

    fn decimals(&self, number: &str) -> String {
        number.replace('.', &self.point.to_string())
    }

    fn percent(&self, number: &str) -> String {
        if self.sign_first { format!("{number}%") } else { format!("{number} %") }
    }
}

fn and(language: Language) -> &'static str {
    ["and", "et", "con", "und", "και"][language as usize]
}

fn percent(language: Language) -> &'static str {
    ["percent", "pour cent", "por ciento", "Prozent", "τοις εκατό"][language as usize]
}
