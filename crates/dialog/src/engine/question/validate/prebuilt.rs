//! The checks that are known by name.

use crate::engine::compare::matches;

/// Whether the value passes a check. An unknown one checks nothing: the compiler has said so.
pub(super) fn holds(name: &str, country: Option<&str>, value: &str) -> bool {
    match baton_model::program::Prebuilt::parse(name) {
        Some(known) => check(known, country, value),
        None => true,
    }
}

fn check(known: baton_model::program::Prebuilt, country: Option<&str>, value: &str) -> bool {
    use baton_model::program::Prebuilt;
    match known {
        Prebuilt::CreditCard => is_credit_card(value),
        Prebuilt::UsZip => matches("^[0-9]{5}(?:-?[0-9]{4})?$", value),
        Prebuilt::CaZip => {
            matches("^(?i)[abceghj-nprstvxy][0-9][abceghj-nprstv-z] ?-?[0-9][abceghj-nprstv-z][0-9]$", value)
        }
        Prebuilt::Phone => is_phone(value, country.unwrap_or_default()),
        Prebuilt::Iban => is_iban(value),
    }
}

/// 12 to 19 digits whose Luhn sum is right.
fn is_credit_card(value: &str) -> bool {
    let digits: Option<Vec<u32>> =
        value.chars().filter(|digit| !matches!(digit, ' ' | '-')).map(|digit| digit.to_digit(10)).collect();
    let Some(digits) = digits.filter(|digits| (12..=19).contains(&digits.len())) else { return false };
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| match (place % 2, digit * 2) {
            (0, _) => *digit,
            (_, double) if double > 9 => double - 9,
            (_, double) => double,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Country, its calling code, and how many digits a number has without it (and without the zero before it at home).
const COUNTRIES: &[(&str, &str, usize, usize)] = &[
    ("US", "1", 10, 10),
    ("CA", "1", 10, 10),
    ("GB", "44", 9, 10),
    ("DE", "49", 6, 11),
    ("FR", "33", 9, 9),
    ("ES", "34", 9, 9),
    ("GR", "30", 10, 10),
    ("CY", "357", 8, 8),
    ("IT", "39", 6, 11),
    ("AT", "43", 7, 13),
    ("CH", "41", 9, 9),
    ("BE", "32", 8, 9),
    ("NL", "31", 9, 9),
    ("PT", "351", 9, 9),
    ("IE", "353", 7, 9),
    ("MX", "52", 10, 10),
    ("AU", "61", 9, 9),
];

/// A phone number of a country; of any, 7 to 15 digits.
fn is_phone(value: &str, country: &str) -> bool {
    let written = value.trim();
    if !written.chars().all(|letter| letter.is_ascii_digit() || "+ -().".contains(letter)) {
        return false;
    }
    let international = written.starts_with('+') || written.starts_with("00");
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let digits = if written.starts_with("00") { digits.get(2..).unwrap_or_default() } else { &digits };
    let of = COUNTRIES.iter().find(|(of, ..)| of.eq_ignore_ascii_case(country));
    let Some((_, code, least, most)) = of else { return (7..=15).contains(&digits.len()) };
    let national = match (digits.strip_prefix(code), international) {
        (Some(rest), true) => rest,
        (None, true) => return false,
        (Some(rest), false) if *code == "1" && digits.len() == 11 => rest,
        (_, false) => digits.strip_prefix('0').unwrap_or(digits),
    };
    let north_american = *code != "1" || !national.starts_with(['0', '1']);
    (*least..=*most).contains(&national.len()) && north_american
}

/// Two letters, two check digits and up to 30 more, whose remainder by 97 is 1.
fn is_iban(value: &str) -> bool {
    let code: String =
        value.chars().filter(|letter| !letter.is_whitespace()).collect::<String>().to_uppercase();
    let shaped = matches("^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$", &code);
    let Some((front, rest)) = code.split_at_checked(4).filter(|_| shaped) else { return false };
    let remainder = rest.chars().chain(front.chars()).try_fold(0u32, |sum, letter| {
        let value = letter.to_digit(36)?;
        Some((sum * if value > 9 { 100 } else { 10 } + value) % 97)
    });
    remainder == Some(1)
}

#[cfg(test)]
mod tests {
    use super::holds;

    fn passes(name: &str, country: &str, value: &str) -> bool {
        holds(name, Some(country), value)
    }

    #[test]
    fn a_credit_card_number_has_the_right_sum() {
        assert!(passes("CreditCard", "", "4111111111111111"));
        assert!(passes("credit card", "", "4111 1111 1111 1111"));
        assert!(!passes("CreditCard", "", "4111111111111112"));
        assert!(!passes("CreditCard", "", "٤111111111111111"));
    }

    #[test]
    fn zip_codes_are_those_of_their_country() {
        for good in ["02139", "02139-4307", "021394307"] {
            assert!(passes("US zip", "", good), "{good}");
        }
        for bad in ["2139", "021394", "K1A 0B1"] {
            assert!(!passes("USzip", "", bad), "{bad}");
        }
        for good in ["K1A0B1", "k1a 0b1"] {
            assert!(passes("CA zip", "", good), "{good}");
        }
        assert!(!passes("CA zip", "", "D1A0B1"));
        assert!(!passes("CA zip", "", "K1A0B"));
    }

    #[test]
    fn phone_numbers_are_those_of_their_country() {
        for (country, good) in [
            ("US", "(617) 555-0123"),
            ("US", "+1 617 555 0123"),
            ("GB", "020 7946 0018"),
            ("GR", "+30 210 1234567"),
            ("DE", "0049 30 901820"),
            ("", "2101234567"),
        ] {
            assert!(passes("phone", country, good), "{country} {good}");
        }
        for (country, bad) in
            [("US", "117 555 0123"), ("US", "555 0123"), ("GR", "+44 20 7946 0018"), ("", "123"), ("", "abc")]
        {
            assert!(!passes("phone", country, bad), "{country} {bad}");
        }
    }

    #[test]
    fn an_iban_has_the_right_remainder() {
        assert!(passes("IBAN", "", "GB82 WEST 1234 5698 7654 32"));
        assert!(passes("iban", "", "gr1601101250000000012300695"));
        assert!(!passes("IBAN", "", "GB82 WEST 1234 5698 7654 33"));
        assert!(!passes("IBAN", "", "GB82"));
    }
}
