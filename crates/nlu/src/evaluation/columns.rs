//! Lines become rows of columns.

use super::examples::{ExamplesError, Form};

/// The columns of a row, and the line on which it begins.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) line: usize,
    pub(super) columns: Vec<String>,
}

/// The rows of a text, one after the other.
pub(super) fn rows(text: &str, form: Form) -> Box<dyn Iterator<Item = Result<Row, ExamplesError>> + '_> {
    match form {
        Form::Comma => Box::new(Quoted::new(text, ',')),
        Form::QuotedSemicolon => Box::new(Quoted::new(text, ';')),
        Form::Semicolon => Box::new(plain(text, |line| line.rsplitn(2, ';').collect())),
        Form::Tab => Box::new(plain(text, |line| line.rsplit('\t').collect())),
    }
}

fn plain<'a>(
    text: &'a str,
    part: fn(&'a str) -> Vec<&'a str>,
) -> impl Iterator<Item = Result<Row, ExamplesError>> {
    text.lines().enumerate().map(move |(index, line)| {
        let columns = part(line).into_iter().rev().map(str::to_owned).collect();
        Ok(Row { line: index + 1, columns })
    })
}

/// Rows of a text in which double quotes protect separators and line ends.
struct Quoted<'a> {
    rest: std::iter::Peekable<std::str::Chars<'a>>,
    separator: char,
    line: usize,
}

impl<'a> Quoted<'a> {
    fn new(text: &'a str, separator: char) -> Self {
        Self { rest: text.chars().peekable(), separator, line: 1 }
    }
}

impl Iterator for Quoted<'_> {
    type Item = Result<Row, ExamplesError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.rest.peek()?;
        let mut row = Row { line: self.line, columns: Vec::new() };
        let mut column = String::new();
        let mut quoted = None;
        while let Some(character) = self.rest.next() {
            self.line += usize::from(character == '\n');
            match character {
                '"' if quoted.is_some() && self.rest.peek() == Some(&'"') => {
                    self.rest.next();
                    column.push('"');
                }
                '"' if quoted.is_some() => quoted = None,
                _ if quoted.is_some() => column.push(character),
                '"' if column.is_empty() => quoted = Some(self.line),
                '\r' => {}
                '\n' => break,
                _ if character == self.separator => row.columns.push(std::mem::take(&mut column)),
                _ => column.push(character),
            }
        }
        if let Some(line) = quoted {
            return Some(Err(ExamplesError::Unclosed(line)));
        }
        row.columns.push(column);
        Some(Ok(row))
    }
}
