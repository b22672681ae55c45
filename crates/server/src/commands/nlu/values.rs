//! `baton nlu values`: the value in each utterance, as a JSON line.

use std::io::{self, BufRead, Write};
use std::process::ExitCode;

use baton_model::understanding::ValueKind;
use baton_nlu::values::{Asked, Found, Value, find, find_names};
use clap::{Args, ValueEnum};
use serde_json::{Value as Json, json};

use crate::commands::Failure;

/// Read utterances from standard input, one a line, and print the value in each as a JSON line.
#[derive(Debug, Args)]
pub struct Values {
    /// What is asked for.
    #[arg(long, value_enum)]
    kind: Kind,
    /// Language and country of the caller.
    #[arg(long, default_value = "en-US")]
    locale: String,
    /// The moment that "tomorrow" counts from, such as 2016-11-07T09:30:00. Without one, only days that are said in
    /// full are understood: the clock of this machine is never looked at.
    #[arg(long, value_parser = moment)]
    reference: Option<jiff::civil::DateTime>,
    /// For names: a name of the list, with what else it is called after bars. May be given many times.
    #[arg(long = "name", value_name = "NAME|ALIAS|…")]
    names: Vec<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    Number,
    Digits,
    Ordinal,
    Percent,
    Amount,
    Date,
    DateRange,
    Time,
    Phone,
    Email,
    YesNo,
    Alphanumeric,
    Name,
}

impl From<Kind> for ValueKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Number => Self::Number,
            Kind::Digits => Self::Digits,
            Kind::Ordinal => Self::Ordinal,
            Kind::Percent => Self::Percent,
            Kind::Amount => Self::Amount,
            Kind::Date => Self::Date,
            Kind::DateRange => Self::DateRange,
            Kind::Time => Self::Time,
            Kind::Phone => Self::Phone,
            Kind::Email => Self::Email,
            Kind::YesNo => Self::YesNo,
            Kind::Alphanumeric => Self::Alphanumeric,
            Kind::Name => Self::Name,
        }
    }
}

impl Values {
    /// Reads and prints until the input ends.
    pub fn run(self) -> Result<ExitCode, Failure> {
        let asked = Asked { kind: self.kind.into(), locale: &self.locale, reference: self.reference };
        let names: Vec<Vec<String>> =
            self.names.iter().map(|name| name.split('|').map(str::to_owned).collect()).collect();
        let mut output = io::BufWriter::new(io::stdout().lock());
        for line in io::stdin().lock().split(b'\n') {
            let line = line?;
            let utterance = String::from_utf8_lossy(line.strip_suffix(b"\r").unwrap_or(&line));
            let found = match asked.kind {
                ValueKind::Name => find_names(&utterance, &names),
                _ => find(&utterance, &asked),
            };
            writeln!(output, "{}", line_of(found.first()))?;
        }
        output.flush()?;
        Ok(ExitCode::SUCCESS)
    }
}

/// A moment as `2016-11-07T09:30:00`, or a day.
fn moment(text: &str) -> Result<jiff::civil::DateTime, String> {
    text.trim_end_matches('Z')
        .parse()
        .map_err(|_| format!("`{text}` is no moment; write one such as 2016-11-07T09:30:00"))
}

fn line_of(found: Option<&Found>) -> Json {
    let Some(found) = found else {
        return json!({"value": null, "text": null, "start": null, "end": null, "confidence": 0});
    };
    json!({
        "value": as_json(&found.value),
        "text": found.text,
        "start": found.begin,
        "end": found.end,
        "confidence": found.confidence,
    })
}

fn as_json(value: &Value) -> Json {
    match value {
        Value::Number(value) => number(*value),
        Value::Amount { value, unit, code } => {
            let mut amount =
                json!({"value": number(*value), "unit": Some(unit).filter(|unit| !unit.is_empty())});
            if let Some(amount) = amount.as_object_mut().filter(|_| !code.is_empty()) {
                amount.insert("currency".to_owned(), json!(code));
            }
            amount
        }
        Value::Date(date) => json!(date.to_string()),
        Value::DateRange(range) => {
            json!({"start": range.start.map(|day| day.to_string()), "end": range.end.map(|day| day.to_string())})
        }
        Value::YesNo(_) | Value::Time(_) | Value::Text(_) => json!(value.written()),
    }
}

/// A whole number without a point.
fn number(value: f64) -> Json {
    #[allow(clippy::cast_possible_truncation)]
    if value.fract() == 0.0 && value.abs() < 9e15 { json!(value as i64) } else { json!(value) }
}
