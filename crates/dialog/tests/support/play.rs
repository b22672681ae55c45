//! Plays a transcript against the engine, and checks on the way what must always hold.

use std::collections::BTreeMap;
use std::sync::Arc;

use baton_dialog::{Answer, Awaits, Dialog, Entry, Input, Need, Start, Step, Turn, drive, replay};
use baton_model::Timestamp;
use baton_model::program::{Channel, Program};
use baton_model::understanding::InputMode;
use baton_nlu::{IntentModel, understand};

pub const ID: &str =
    "0123456789abcdef0123456789abcdef01234567.1700000000000.0123456789abcdef0123456789abcdef";

/// The classifiers of a program.
pub struct Understander(BTreeMap<String, Arc<IntentModel>>);

impl Understander {
    pub fn of(program: &Program) -> Self {
        let models = program.mini_apps.iter();
        Self(models.filter_map(|(id, app)| Some((id.clone(), Arc::new(IntentModel::of(app)?)))).collect())
    }

    pub fn answer(&self, need: &Need) -> Answer {
        match need {
            Need::Understand(question) => {
                Answer::Understood(understand(question, &|id| self.0.get(id).cloned()))
            }
            other => other.declined("Scenarios have no answer for it."),
        }
    }
}

/// A dialog under way, its record, and the turns that the transcript has not yet looked at.
pub struct Player<'p> {
    program: &'p Program,
    understander: Understander,
    pub dialog: Option<Dialog>,
    pub entries: Vec<Entry>,
}

impl<'p> Player<'p> {
    pub fn new(program: &'p Program) -> Self {
        Self { program, understander: Understander::of(program), dialog: None, entries: Vec::new() }
    }

    pub fn step(&mut self, input: &Input) -> Turn {
        let number = i64::try_from(self.entries.len()).unwrap();
        let now = Timestamp(1_700_000_000_000_000 + number * 1_000_000);
        let play = |dialog: Option<&Dialog>| {
            drive(self.program, dialog, input, now, |need| self.understander.answer(need))
        };
        let Step { dialog, entry } = play(self.dialog.as_ref());
        // The state is a plain value: what is read back from its JSON goes on in the same way.
        let json = serde_json::to_string(&dialog).unwrap();
        assert_eq!(serde_json::from_str::<Dialog>(&json).unwrap(), dialog);
        assert_eq!(play(self.dialog.as_ref()).entry, entry, "the same step gives the same turn");
        self.entries.push(entry.clone());
        self.dialog = Some(dialog);
        entry.turn
    }

    pub fn check_replay(&self) {
        let journal = serde_json::to_string(&self.entries).unwrap();
        let entries: Vec<Entry> = serde_json::from_str(&journal).unwrap();
        let turns = replay(self.program, &entries).unwrap_or_else(|diverged| panic!("{diverged}"));
        assert_eq!(turns, self.entries.iter().map(|entry| entry.turn.clone()).collect::<Vec<_>>());
    }

    pub fn awaits(&self) -> Option<Awaits> {
        self.dialog.as_ref().map(Dialog::awaits)
    }
}

/// Plays one scenario; the message says where it went another way.
pub fn play(program: &Program, lines: &[String]) -> Result<(), String> {
    let mut player = Player::new(program);
    let mut lines = lines.iter().peekable();
    let start =
        lines.next_if(|line| line.starts_with("start ")).map(|line| line.trim_start_matches("start "));
    let mut turn = player.step(&Input::Start(Box::new(begin(start.unwrap_or_default()))));
    let mut said = Some(text(&turn));
    for line in lines {
        let (mark, rest) = line.split_once(' ').unwrap_or((line, ""));
        if let Some(input) = input(line, mark, rest) {
            if let Some(unexpected) = said.take().filter(|text| !text.is_empty()) {
                return Err(format!("before `{line}` was also said: {unexpected}"));
            }
            turn = player.step(&input);
            said = Some(text(&turn));
            continue;
        }
        // An announcement that the transcript has seen: the server goes on by itself.
        if matches!(mark, "<" | "!") && said.is_none() && player.awaits() == Some(Awaits::Continue) {
            turn = player.step(&Input::Continue);
            said = Some(text(&turn));
        }
        match mark {
            "<" => {
                let found = said.take().unwrap_or_default();
                expect(rest, &found, line)?;
            }
            _ => check(mark, rest, line, &turn)?,
        }
        if mark == "!"
            && let Some(unexpected) = said.take().filter(|text| !text.is_empty())
        {
            return Err(format!("at the end was also said: {unexpected}"));
        }
    }
    if let Some(unexpected) = said.filter(|text| !text.is_empty()) {
        return Err(format!("at last was also said: {unexpected}"));
    }
    player.check_replay();
    Ok(())
}

fn check(mark: &str, rest: &str, line: &str, turn: &Turn) -> Result<(), String> {
    match mark {
        "<*" => {
            let masked: Vec<&str> =
                turn.prompts.iter().map(|prompt| prompt.masked_content.as_str()).collect();
            expect(rest, &masked.join(" "), line)
        }
        "=" => {
            let (name, value) = rest.split_once(' ').unwrap_or((rest, ""));
            let found = match turn.fields.get(name) {
                Some(Some(found)) => found.clone(),
                Some(None) => "dropped".to_owned(),
                None => "unchanged".to_owned(),
            };
            expect(value, &found, line)
        }
        "@" => expect(rest, &turn.action.name, line),
        "elicits" => expect(rest, &turn.action.fields_to_elicit.join(", "), line),
        "~" => expect(rest, &turn.utterance, line),
        "event" => {
            if turn.events.iter().any(|event| event == rest) {
                return Ok(());
            }
            Err(format!("`{line}`: the events are {:?}", turn.events))
        }
        "bio" => {
            let found: Vec<String> =
                turn.biometrics.iter().map(|(key, value)| format!("{key}={value}")).collect();
            expect(rest, &found.join(" "), line)
        }
        "to" => {
            let transfer = turn.transfer.as_ref().ok_or_else(|| format!("`{line}`: no transfer"))?;
            let attached: Vec<String> =
                transfer.attached_data.iter().map(|(key, value)| format!(" {key}={value}")).collect();
            expect(rest, &format!("{}{}", transfer.destination, attached.concat()), line)
        }
        "!" => {
            let ended = turn.ended.as_ref().ok_or_else(|| {
                format!("`{line}`: the dialog goes on with {} {:?}", turn.action.name, text(turn))
            })?;
            let result = if ended.success { "success" } else { "fail" };
            let reason = ended.reason.as_ref().map(|reason| format!(" {reason}")).unwrap_or_default();
            expect(rest, &format!("{} {result}{reason}", ended.end_type.as_str()), line)
        }
        _ => panic!("not a line of a transcript: {line}"),
    }
}

fn expect(expected: &str, found: &str, line: &str) -> Result<(), String> {
    if expected.trim() == found.trim() { Ok(()) } else { Err(format!("`{line}` but found: {found}")) }
}

fn text(turn: &Turn) -> String {
    turn.prompts.iter().map(|prompt| prompt.content.as_str()).collect::<Vec<_>>().join(" ")
}

fn input(line: &str, mark: &str, rest: &str) -> Option<Input> {
    if let Some(keys) = line.strip_prefix("[dtmf:").and_then(|rest| rest.strip_suffix(']')) {
        return Some(Input::Utterance { text: keys.to_owned(), mode: InputMode::Dtmf });
    }
    Some(match line {
        "[noinput]" => Input::NoInput,
        "[hup]" => Input::HangUp,
        "[idle]" => Input::Idle,
        "[go on]" => Input::Continue,
        "[start]" => Input::Start(Box::new(begin(""))),
        _ if mark == ">" => Input::Utterance { text: rest.to_owned(), mode: InputMode::Text },
        _ if mark == ">voice" => Input::Utterance { text: rest.to_owned(), mode: InputMode::Voice },
        _ => return None,
    })
}

/// `locale el-GR; ani 123; voice; says I lost my card; name = Bob`
pub fn begin(text: &str) -> Start {
    let mut start = Start {
        dialog_id: ID.to_owned(),
        seed: 42,
        channel: Channel::Chat,
        source: String::new(),
        locale: String::new(),
        ani: String::new(),
        dnis: String::new(),
        connection_id: String::new(),
        test_mode: false,
        fields: BTreeMap::new(),
        biometrics: BTreeMap::new(),
        utterance: None,
    };
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        if let Some((name, value)) = part.split_once(" = ") {
            let json = serde_json::from_str(value).ok().filter(serde_json::Value::is_object);
            let value = json.map_or_else(|| value.into(), baton_model::fields::FieldValue::Json);
            start.fields.insert(name.to_owned(), value);
            continue;
        }
        let (word, rest) = part.split_once(' ').unwrap_or((part, ""));
        match word {
            "locale" => rest.clone_into(&mut start.locale),
            "ani" => rest.clone_into(&mut start.ani),
            "dnis" => rest.clone_into(&mut start.dnis),
            "voice" => start.channel = Channel::Voice,
            "test" => start.test_mode = true,
            "seed" => start.seed = rest.parse().expect("a number"),
            "says" => start.utterance = Some(rest.to_owned()),
            "bio" => {
                let (name, value) = rest.split_once('=').expect("a result");
                start.biometrics.insert(name.to_owned(), value.to_owned());
            }
            other => panic!("unknown start {other}"),
        }
    }
    start
}
