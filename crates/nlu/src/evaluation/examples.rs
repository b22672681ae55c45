//! Labelled utterances from CSV.

/// An utterance and the intent that it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    /// What was said.
    pub utterance: String,
    /// What was meant.
    pub intent: String,
}

/// Why a file of labelled utterances cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExamplesError {
    /// A line has not two columns (the line, the columns found).
    Columns(usize, usize),
    /// A quoted text that begins on this line has no end.
    Unclosed(usize),
    /// A line has no utterance or no intent.
    Empty(usize),
}

impl std::fmt::Display for ExamplesError {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Columns(line, found) => write!(
                to,
                "Line {line} has {found} columns. Write two: the utterance, a comma, the intent; put an utterance with commas in double quotes."
            ),
            Self::Unclosed(line) => {
                write!(to, "The text in double quotes that begins on line {line} has no end. Close it.")
            }
            Self::Empty(line) => {
                write!(to, "Line {line} lacks the utterance or the intent. Write both, or delete it.")
            }
        }
    }
}

impl std::error::Error for ExamplesError {}

/// Reads `text,category` lines, texts in double quotes where they hold commas, quotes or line ends. A first line
/// `text,category` is left out, and so are empty ones.
///
/// # Errors
/// The first line that is not as it should be.
pub fn read_csv(text: &str) -> Result<Vec<Labelled>, ExamplesError> {
    let mut examples = Vec::new();
    let mut columns: Vec<String> = Vec::new();
    let mut column = String::new();
    let (mut line, mut began) = (1, 1);
    let mut quoted = None;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut characters = text.chars().chain((!text.ends_with('\n')).then_some('\n')).peekable();
    while let Some(character) = characters.next() {
        line += usize::from(character == '\n');
        match character {
            '"' if quoted.is_some() && characters.peek() == Some(&'"') => {
                characters.next();
                column.push('"');
            }
            '"' if quoted.is_some() => quoted = None,
            _ if quoted.is_some() => column.push(character),
            '"' if column.is_empty() => quoted = Some(line),
            ',' => columns.push(std::mem::take(&mut column)),
            '\r' => {}
            '\n' => {
                columns.push(std::mem::take(&mut column));
                examples.extend(example(&std::mem::take(&mut columns), began)?);
                began = line;
            }
            _ => column.push(character),
        }
    }
    match quoted {
        Some(line) => Err(ExamplesError::Unclosed(line)),
        None => Ok(examples),
    }
}

fn example(columns: &[String], line: usize) -> Result<Option<Labelled>, ExamplesError> {
    match columns {
        [only] if only.trim().is_empty() => Ok(None),
        [text, category] if line == 1 && text == "text" && category == "category" => Ok(None),
        [utterance, intent] if utterance.trim().is_empty() || intent.trim().is_empty() => {
            Err(ExamplesError::Empty(line))
        }
        [utterance, intent] => {
            Ok(Some(Labelled { utterance: utterance.clone(), intent: intent.trim().to_owned() }))
        }
        _ => Err(ExamplesError::Columns(line, columns.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::{ExamplesError, read_csv};

    #[test]
    fn quoted_texts_may_hold_commas_quotes_and_lines() {
        let read = read_csv("text,category\r\n\"Hi, \"\"you\"\"\nthere\",greet\n\nbye,close").unwrap();
        let pairs: Vec<_> = read.iter().map(|one| (one.utterance.as_str(), one.intent.as_str())).collect();
        assert_eq!(pairs, [("Hi, \"you\"\nthere", "greet"), ("bye", "close")]);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        for (text, error) in [
            ("a,b\nc", ExamplesError::Columns(2, 1)),
            ("a,b,c", ExamplesError::Columns(1, 3)),
            ("a,b\n\"c,d\n", ExamplesError::Unclosed(2)),
            ("\"a\nb\",c\n,d", ExamplesError::Empty(3)),
        ] {
            assert_eq!(read_csv(text), Err(error), "{text}");
        }
        assert_eq!(read_csv(""), Ok(vec![]));
    }
}
