//! Digits, as figures or in English words: `4207`, `42 07`, "four two oh seven", "double four", "twenty one".

use baton_model::understanding::{FoundValue, ValueKind};

use crate::words::Word;

/// The longest run of digits that counts as one.
const MOST_DIGITS: usize = 64;

/// May stand within a run of digits.
const WITHIN: &[&str] = &["um", "uh", "er", "erm", "hm", "hmm", "then", "and"];
/// Words around digits that say nothing else.
const AROUND: &[&str] = &[
    "its", "it", "is", "the", "my", "number", "code", "pin", "card", "account", "digits", "yes", "ok",
    "okay", "well", "please", "thanks", "thank", "you", "so", "this", "that", "a", "of", "in", "with",
    "ends", "ending", "here", "are",
];
/// Words that make more than digits of what stands beside them: these are left to a better understanding.
const BEYOND: &[&str] =
    &["hundred", "thousand", "million", "billion", "point", "minus", "percent", "half", "dozen"];

/// What one word is.
enum Token {
    Digits(String),
    /// `twenty`: waits for a unit.
    Tens(char),
    /// `double`, `triple`.
    Times(usize),
    Within,
    Around,
    Other,
}

/// Runs of digits, the longest first.
pub(crate) fn find(words: &[Word]) -> Vec<FoundValue> {
    if words.iter().any(|word| BEYOND.contains(&word.text.as_str())) {
        return Vec::new();
    }
    let mut runs: Vec<(String, u32, u32)> = Vec::new();
    let mut run: Option<(String, u32, u32)> = None;
    let (mut tens, mut times) = (false, 1);
    let mut pure = true;
    for word in words {
        let token = read(&word.text);
        let digits = match token {
            Token::Times(by) => {
                times = by;
                continue;
            }
            Token::Within => continue,
            Token::Around | Token::Other => {
                pure &= !matches!(token, Token::Other);
                runs.extend(run.take());
                (tens, times) = (false, 1);
                continue;
            }
            Token::Tens(digit) => format!("{digit}0"),
            Token::Digits(ref digits) => digits.clone(),
        };
        let here = run.get_or_insert_with(|| (String::new(), word.begin, word.end));
        let unit = digits.len() == 1
            && digits != "0"
            && !word.text.starts_with(|first: char| first.is_ascii_digit());
        if tens && unit {
            here.0.pop();
        }
        for _ in 0..times {
            here.0.push_str(&digits);
        }
        here.2 = word.end;
        tens = matches!(token, Token::Tens(_)) && times == 1;
        times = 1;
        if here.0.len() > MOST_DIGITS {
            return Vec::new();
        }
    }
    runs.extend(run);
    runs.sort_by_key(|(digits, ..)| std::cmp::Reverse(digits.len()));
    let confidence = match (pure, runs.len()) {
        (true, 1) => 100.0,
        (true, _) => 80.0,
        (false, _) => 60.0,
    };
    runs.into_iter()
        .map(|(value, begin, end)| FoundValue { kind: ValueKind::Digits, value, confidence, begin, end })
        .collect()
}

fn read(word: &str) -> Token {
    if word.starts_with(|first: char| first.is_ascii_digit()) {
        return figures(word).map_or(Token::Other, Token::Digits);
    }
    let digits = match word {
        "zero" | "oh" | "o" | "nought" | "naught" => "0",
        "one" => "1",
        "two" => "2",
        "three" => "3",
        "four" => "4",
        "five" => "5",
        "six" => "6",
        "seven" => "7",
        "eight" => "8",
        "nine" => "9",
        "ten" => "10",
        "eleven" => "11",
        "twelve" => "12",
        "thirteen" => "13",
        "fourteen" => "14",
        "fifteen" => "15",
        "sixteen" => "16",
        "seventeen" => "17",
        "eighteen" => "18",
        "nineteen" => "19",
        "twenty" => return Token::Tens('2'),
        "thirty" => return Token::Tens('3'),
        "forty" => return Token::Tens('4'),
        "fifty" => return Token::Tens('5'),
        "sixty" => return Token::Tens('6'),
        "seventy" => return Token::Tens('7'),
        "eighty" => return Token::Tens('8'),
        "ninety" => return Token::Tens('9'),
        "double" => return Token::Times(2),
        "triple" | "treble" => return Token::Times(3),
        word if WITHIN.contains(&word) => return Token::Within,
        word if AROUND.contains(&word) => return Token::Around,
        _ => return Token::Other,
    };
    Token::Digits(digits.to_owned())
}

/// Figures with separators between groups. What looks like a fraction is not digits.
fn figures(word: &str) -> Option<String> {
    let fraction = word.rsplit_once(['.', ',']).is_some_and(|(_, last)| last.len() < 3);
    let digits: String = word.chars().filter(|character| !matches!(character, '.' | ',' | '-')).collect();
    (!fraction && digits.bytes().all(|digit| digit.is_ascii_digit())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::words::words;

    fn first(utterance: &str) -> Option<String> {
        find(&words(utterance)).into_iter().next().map(|value| value.value)
    }

    #[test]
    fn figures_and_words_are_digits() {
        for (utterance, digits) in [
            ("4207", "4207"),
            ("42 07", "4207"),
            ("4-2-0-7", "4207"),
            ("four two oh seven", "4207"),
            ("double four two", "442"),
            ("triple zero one", "0001"),
            ("twenty one", "21"),
            ("twenty twenty", "2020"),
            ("forty two oh seven", "4207"),
            ("nineteen eighty four", "1984"),
            ("my pin is 1234, thanks", "1234"),
            ("it's um four uh five", "45"),
            ("555-123-4567", "5551234567"),
            ("I have 2 dogs", "2"),
        ] {
            assert_eq!(first(utterance).as_deref(), Some(digits), "{utterance}");
        }
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for utterance in ["", "four hundred", "4.5", "minus 3", "hello", "double", "٤٢", "1a2"] {
            assert_eq!(first(utterance), None, "{utterance}");
        }
    }

    #[test]
    fn the_longest_run_is_the_best() {
        let found = find(&words("card 12 or 4207"));
        assert_eq!(found[0].value, "4207");
        assert_eq!((found[0].begin, found[0].end), (11, 15));
        assert!(found[0].confidence < 100.0);
    }

    #[test]
    fn a_run_without_end_is_nothing() {
        assert_eq!(first(&"9 ".repeat(400)), None);
    }
}
