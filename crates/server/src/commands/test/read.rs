//! Reads files of conversations: a transcript of `baton chat`, or scenarios in short.

use std::collections::BTreeMap;
use std::path::Path;

use clap::Parser;
use serde_json::Value;

use crate::commands::chat::{Kind, field};
use crate::commands::{Failure, backend};

/// The largest file that is read, in bytes.
const LARGEST: u64 = 1024 * 1024;

/// A conversation as it is written.
pub struct Case {
    /// What is said to be true.
    pub title: String,
    /// How it begins.
    pub opening: Beginning,
    /// What follows.
    pub written: Written,
}

/// How a conversation begins.
#[derive(Debug, Clone, Default)]
pub struct Beginning {
    pub channel: Kind,
    pub locale: String,
    pub ani: String,
    pub fields: BTreeMap<String, String>,
    /// What services answer.
    pub backend: BTreeMap<String, Value>,
}

/// What is held to what happens.
pub enum Written {
    /// The screen of `baton chat`, and the number of its first line.
    Screen(String, usize),
    /// Lines of a scenario with their numbers.
    Lines(Vec<(usize, String)>),
}

/// The command at the head of a transcript.
#[derive(Parser)]
#[command(no_binary_name = true, disable_help_flag = true)]
struct Command {
    /// The application that it was made with: it may be called otherwise here.
    _path: String,
    #[arg(long, default_value = "")]
    locale: String,
    #[arg(long = "field", value_parser = field)]
    fields: Vec<(String, String)>,
    #[arg(long, value_enum, default_value = "chat")]
    channel: Kind,
    #[arg(long)]
    backend: Option<String>,
}

/// The conversations in a file. `own` is what services answer unless the file says otherwise.
pub fn cases(file: &Path, own: &BTreeMap<String, Value>) -> Result<Vec<Case>, Failure> {
    let wrong = |reason: &dyn std::fmt::Display| format!("{} can't be read: {reason}", file.display());
    let size = std::fs::metadata(file).map_err(|error| wrong(&error))?.len();
    if size > LARGEST {
        return Err(wrong(&"it is larger than 1 MiB").into());
    }
    let text = std::fs::read_to_string(file).map_err(|error| wrong(&error))?;
    let command = text.lines().position(|line| line.starts_with("$ baton chat "));
    match command {
        Some(at) => Ok(vec![transcript(file, &text, at, own)?]),
        None => scenarios(&text, own).map_err(|error| wrong(&error).into()),
    }
}

fn transcript(file: &Path, text: &str, at: usize, own: &BTreeMap<String, Value>) -> Result<Case, Failure> {
    let head = text.lines().nth(at).unwrap_or_default();
    let words = head.trim_start_matches("$ baton chat ").split_whitespace();
    let command = Command::try_parse_from(words).map_err(|error| {
        let reason = error.to_string();
        format!("{} line {}: {}", file.display(), at + 1, reason.lines().next().unwrap_or_default())
    })?;
    let backend = match &command.backend {
        // As the command names it, from where one is; else beside the file.
        Some(name) if Path::new(name).is_file() => backend::read(Path::new(name))?,
        Some(name) => {
            let name = Path::new(name).file_name().unwrap_or_default();
            backend::read(&file.with_file_name(name))?
        }
        None => own.clone(),
    };
    let title = text.lines().take(at).filter_map(|line| line.strip_prefix('#')).map(str::trim);
    let title = title.collect::<Vec<_>>().join(" ");
    let screen: Vec<&str> = text.lines().skip(at + 1).collect();
    Ok(Case {
        title,
        opening: Beginning {
            channel: command.channel,
            locale: command.locale,
            fields: command.fields.into_iter().collect(),
            backend,
            ..Beginning::default()
        },
        written: Written::Screen(screen.join("\n").trim_end().to_owned(), at + 2),
    })
}

fn scenarios(text: &str, own: &BTreeMap<String, Value>) -> Result<Vec<Case>, String> {
    let mut cases: Vec<(Case, Vec<(usize, String)>)> = Vec::new();
    let mut common = own.clone();
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(title) = line.strip_prefix("--- ") {
            let opening = Beginning { backend: common.clone(), ..Beginning::default() };
            let case = Case { title: title.to_owned(), opening, written: Written::Lines(Vec::new()) };
            cases.push((case, Vec::new()));
            continue;
        }
        let wrong = |what: &str| format!("line {number}: {what}");
        match (line.split_once(' ').unwrap_or((line, "")), cases.last_mut()) {
            (("answer", rest), last) => {
                let (name, value) =
                    rest.split_once(" = ").ok_or_else(|| wrong("write `answer MINIAPP = JSON`"))?;
                let value =
                    serde_json::from_str(value).map_err(|error| wrong(&format!("no JSON: {error}")))?;
                let backend = last.map_or(&mut common, |(case, _)| &mut case.opening.backend);
                backend.insert(name.trim().to_owned(), value);
            }
            (("start", rest), Some((case, lines))) if lines.is_empty() => {
                begin(&mut case.opening, rest).map_err(|reason| wrong(&reason))?;
            }
            (_, Some((_, lines))) => lines.push((number, line.to_owned())),
            (_, None) => return Err(wrong("a scenario begins with `--- ` and its title")),
        }
    }
    Ok(cases.into_iter().map(|(case, lines)| Case { written: Written::Lines(lines), ..case }).collect())
}

/// `locale el-GR; ani 123; voice; name = Bob`
fn begin(opening: &mut Beginning, text: &str) -> Result<(), String> {
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        if let Some((name, value)) = part.split_once(" = ") {
            opening.fields.insert(name.to_owned(), value.to_owned());
            continue;
        }
        match part.split_once(' ').unwrap_or((part, "")) {
            ("locale", locale) => locale.clone_into(&mut opening.locale),
            ("ani", number) => number.clone_into(&mut opening.ani),
            ("voice", "") => opening.channel = Kind::Voice,
            ("chat", "") => opening.channel = Kind::Chat,
            _ => {
                return Err(format!(
                    "`start` does not know `{part}`: it takes locale, ani, voice, chat and NAME = VALUE"
                ));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Written, scenarios};

    #[test]
    fn a_file_holds_scenarios_with_answers_of_their_own() {
        let text = "# about\nanswer A = {\"x\": 1}\n--- One\n< Hi.\n--- Two\nstart voice; n = 5\nanswer A = 2\n> yes\n";
        let cases = scenarios(text, &BTreeMap::new()).unwrap();
        let titles: Vec<&str> = cases.iter().map(|case| case.title.as_str()).collect();
        assert_eq!(titles, ["One", "Two"]);
        assert_eq!(cases[0].opening.backend["A"]["x"], 1);
        assert_eq!(cases[1].opening.backend["A"], 2);
        assert_eq!(cases[1].opening.fields["n"], "5");
        assert!(matches!(&cases[1].written, Written::Lines(lines) if lines == &[(8, "> yes".to_owned())]));
    }

    #[test]
    fn what_is_no_scenario_is_named_with_its_line() {
        for (text, line) in
            [("< Hi.", "line 1"), ("--- A\nanswer B", "line 2"), ("--- A\nstart now", "line 2")]
        {
            assert!(scenarios(text, &BTreeMap::new()).err().unwrap().contains(line));
        }
    }
}
