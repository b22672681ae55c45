//! Labelled utterances from files: `text,category` lines, or `utterance;Intent` lines.

use super::columns::{Row, rows};

/// The most utterances of one file.
pub const MOST_EXAMPLES: usize = 200_000;
/// The most characters of an utterance: more are not looked at when a caller says them, either.
pub const LONGEST_UTTERANCE: usize = 1_000;
/// The most characters of an intent's name.
pub const LONGEST_INTENT: usize = 200;
/// The most mistakes that are told of one file.
const MOST_ERRORS: usize = 50;

/// An utterance and the intent that it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    /// What was said.
    pub utterance: String,
    /// What was meant.
    pub intent: String,
}

/// What parts the utterance from the intent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// CSV: a comma, texts in double quotes where they hold one.
    Comma,
    /// CSV as spreadsheets of some countries write it: a semicolon, texts in double quotes where they hold one.
    QuotedSemicolon,
    /// TXT: the last semicolon of the line; quotes are characters as others.
    Semicolon,
    /// TSV: a tab; quotes are characters as others.
    Tab,
}

impl Form {
    /// The form of a file by the end of its name, `.csv`, `.tsv` or `.txt`; of any other one, and where a CSV may be
    /// either, by what stands on its lines.
    #[must_use]
    pub fn of(name: &str, text: &str) -> Self {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        let (mut all, mut tabs, mut semicolons, mut commas) = (0usize, 0, 0, 0);
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            all += 1;
            tabs += usize::from(line.contains('\t'));
            semicolons += usize::from(line.contains(';'));
            commas += usize::from(line.contains(','));
        }
        match ending.as_str() {
            "tsv" | "tab" => Self::Tab,
            "txt" if tabs > semicolons => Self::Tab,
            "txt" => Self::Semicolon,
            "csv" if semicolons > commas => Self::QuotedSemicolon,
            "csv" => Self::Comma,
            _ if tabs * 2 > all => Self::Tab,
            _ if semicolons > commas => Self::Semicolon,
            _ => Self::Comma,
        }
    }
}

/// Why a file of labelled utterances can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExamplesError {
    /// A line has not two columns (the line, the columns found).
    #[error(
        "Line {0} has {1} columns. Write two, the utterance and the intent; in a CSV, put an utterance with the separator in double quotes."
    )]
    Columns(usize, usize),
    /// A quoted text that begins on this line has no end.
    #[error("The text in double quotes that begins on line {0} has no end. Close it.")]
    Unclosed(usize),
    /// A line has no utterance or no intent.
    #[error("Line {0} lacks the utterance or the intent. Write both, or delete it.")]
    Empty(usize),
    /// An utterance is too long.
    #[error("The utterance on line {0} is longer than {LONGEST_UTTERANCE} characters. Shorten it.")]
    LongUtterance(usize),
    /// An intent's name is too long, or holds what can't be seen.
    #[error(
        "The intent on line {0} is longer than {LONGEST_INTENT} characters or holds control characters. Write a short name such as Card.Lost."
    )]
    OddIntent(usize),
    /// A line is not UTF-8.
    #[error("Line {0} is not UTF-8. Save the file as UTF-8.")]
    NotUtf8(usize),
    /// There are too many lines.
    #[error("The file has more than {MOST_EXAMPLES} utterances. Part it.")]
    TooMany,
    /// There is no utterance at all.
    #[error("The file has no utterance. Write a line for each: the utterance, the separator, the intent.")]
    NoExamples,
}

impl ExamplesError {
    /// The line that it is about, from 1; `None` when it is about the whole file.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::Columns(line, _)
            | Self::Unclosed(line)
            | Self::Empty(line)
            | Self::LongUtterance(line)
            | Self::OddIntent(line)
            | Self::NotUtf8(line) => Some(*line),
            Self::TooMany | Self::NoExamples => None,
        }
    }
}

/// Reads a file of labelled utterances. Its name says its form ([`Form::of`]). A first line that names the columns is
/// left out, and so are empty ones.
///
/// # Errors
/// Every line that is not as it should be, at most the first 50 of them.
pub fn read_examples(name: &str, bytes: &[u8]) -> Result<Vec<Labelled>, Vec<ExamplesError>> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(wrong) => {
            let before = bytes.get(..wrong.valid_up_to()).unwrap_or_default();
            let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
            return Err(vec![ExamplesError::NotUtf8(line)]);
        }
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    read(text, Form::of(name, text))
}

/// Reads labelled utterances of a form that is known.
///
/// # Errors
/// As [`read_examples`].
pub fn read(text: &str, form: Form) -> Result<Vec<Labelled>, Vec<ExamplesError>> {
    let (mut examples, mut errors) = (Vec::new(), Vec::new());
    for (number, row) in rows(text, form).enumerate() {
        let row = row.and_then(|row| example(&row, number == 0));
        match row {
            Ok(example) => examples.extend(example),
            Err(error) => errors.push(error),
        }
        if examples.len() > MOST_EXAMPLES {
            errors.push(ExamplesError::TooMany);
        }
        if errors.len() >= MOST_ERRORS || examples.len() > MOST_EXAMPLES {
            break;
        }
    }
    if examples.is_empty() && errors.is_empty() {
        errors.push(ExamplesError::NoExamples);
    }
    if errors.is_empty() { Ok(examples) } else { Err(errors) }
}

fn example(row: &Row, first: bool) -> Result<Option<Labelled>, ExamplesError> {
    let line = row.line;
    match row.columns.as_slice() {
        [only] if only.trim().is_empty() => Ok(None),
        [text, intent] if first && names_columns(text, intent) => Ok(None),
        [utterance, intent] => {
            let (utterance, intent) = (utterance.trim(), intent.trim());
            if utterance.is_empty() || intent.is_empty() {
                return Err(ExamplesError::Empty(line));
            }
            if utterance.chars().nth(LONGEST_UTTERANCE).is_some() {
                return Err(ExamplesError::LongUtterance(line));
            }
            if intent.chars().nth(LONGEST_INTENT).is_some() || intent.chars().any(char::is_control) {
                return Err(ExamplesError::OddIntent(line));
            }
            Ok(Some(Labelled { utterance: utterance.to_owned(), intent: intent.to_owned() }))
        }
        columns => Err(ExamplesError::Columns(line, columns.len())),
    }
}

fn names_columns(text: &str, intent: &str) -> bool {
    let is = |text: &str, names: &[&str]| names.iter().any(|name| text.trim().eq_ignore_ascii_case(name));
    is(text, &["text", "utterance", "example"]) && is(intent, &["category", "intent", "label"])
}

#[cfg(test)]
mod tests {
    use super::{ExamplesError, Form, LONGEST_UTTERANCE, read, read_examples};

    fn pairs(name: &str, text: &str) -> Vec<(String, String)> {
        let read = read_examples(name, text.as_bytes()).unwrap();
        read.into_iter().map(|one| (one.utterance, one.intent)).collect()
    }

    fn pair(utterance: &str, intent: &str) -> (String, String) {
        (utterance.to_owned(), intent.to_owned())
    }

    #[test]
    fn quoted_texts_may_hold_commas_quotes_and_lines() {
        let told = pairs("a.csv", "text,category\r\n\"Hi, \"\"you\"\"\nthere\",greet\n\nbye,close");
        assert_eq!(told, [pair("Hi, \"you\"\nthere", "greet"), pair("bye", "close")]);
    }

    #[test]
    fn each_form_is_known_by_the_name_of_its_file_and_by_its_lines() {
        let one = [pair("I lost it; help", "Card.Lost"), pair("hello", "Greet")];
        assert_eq!(pairs("a.txt", "I lost it; help;Card.Lost\nhello;Greet\n"), one);
        assert_eq!(pairs("a.tsv", "I lost it; help\tCard.Lost\nhello\tGreet"), one);
        assert_eq!(pairs("A.CSV", "\"I lost it; help\";Card.Lost\nhello;Greet"), one);
        assert_eq!(pairs("a", "utterance\tIntent\nI lost it; help\tCard.Lost\nhello\tGreet"), one);
        assert_eq!(
            pairs("a.txt", "\u{feff}say \"stop\", please;Stop"),
            [pair("say \"stop\", please", "Stop")]
        );
        assert_eq!(Form::of("a.csv", "a;b\nc,d"), Form::Comma);
    }

    #[test]
    fn every_wrong_line_is_told_with_its_number() {
        let long = "x".repeat(LONGEST_UTTERANCE + 1);
        for (text, form, errors) in [
            ("a,b\nc\n\nd", Form::Comma, vec![ExamplesError::Columns(2, 1), ExamplesError::Columns(4, 1)]),
            ("a,b,c", Form::Comma, vec![ExamplesError::Columns(1, 3)]),
            ("a,b\n\"c,d\n", Form::Comma, vec![ExamplesError::Unclosed(2)]),
            ("\"a\nb\",c\n,d", Form::Comma, vec![ExamplesError::Empty(3)]),
            ("a;b\nc;\nd", Form::Semicolon, vec![ExamplesError::Empty(2), ExamplesError::Columns(3, 1)]),
            ("a\tb\tc", Form::Tab, vec![ExamplesError::Columns(1, 3)]),
            (&format!("a;b\n{long};c"), Form::Semicolon, vec![ExamplesError::LongUtterance(2)]),
            ("a;b\u{7}b", Form::Semicolon, vec![ExamplesError::OddIntent(1)]),
            ("\n \n", Form::Semicolon, vec![ExamplesError::NoExamples]),
        ] {
            assert_eq!(read(text, form), Err(errors), "{text}");
        }
        assert_eq!(read_examples("a.txt", b"a;b\nc;\xff"), Err(vec![ExamplesError::NotUtf8(2)]));
        assert_eq!(read(&"x\n".repeat(9_000), Form::Semicolon).unwrap_err().len(), super::MOST_ERRORS);
    }

    #[test]
    fn a_file_that_is_too_long_is_refused() {
        let text = "a;b\n".repeat(super::MOST_EXAMPLES + 1);
        assert_eq!(read(&text, Form::Semicolon), Err(vec![ExamplesError::TooMany]));
    }
}
