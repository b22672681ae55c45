//! Plays a transcript against the engine, and checks on the way what must always hold.

use std::collections::BTreeMap;
use std::sync::Arc;

use baton_dialog::{Answer, Awaits, Body, Dialog, Entry, Input, Need, Start, Step, Turn, drive, replay};
use baton_model::Timestamp;
use baton_model::program::{Channel, Program};
use baton_model::understanding::InputMode;
use baton_nlu::{IntentModel, understand};

use super::services::Outside;

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
            other => other.declined("Nobody is there to do it."),
        }
    }
}

/// A dialog under way, its record, and the turns that the transcript has not yet looked at.
pub struct Player<'p> {
    program: &'p Program,
    understander: Understander,
    outside: Option<Outside>,
    /// What the last turn asked for.
    pub asked: Vec<Need>,
    pub dialog: Option<Dialog>,
    pub entries: Vec<Entry>,
}

impl<'p> Player<'p> {
    pub fn new(program: &'p Program) -> Self {
        Self {
            program,
            understander: Understander::of(program),
            outside: None,
            asked: Vec::new(),
            dialog: None,
            entries: Vec::new(),
        }
    }

    pub fn step(&mut self, input: &Input) -> Turn {
        let number = i64::try_from(self.entries.len()).unwrap();
        let now = Timestamp(1_700_000_000_000_000 + number * 1_000_000);
        let answers = self.entries.iter().flat_map(|entry| &entry.answers);
        let before = answers.filter(|answer| matches!(answer, Answer::Called(_))).count();
        let play = |dialog: Option<&Dialog>| {
            let (mut made, mut asked) = (before, Vec::new());
            let step = drive(self.program, dialog, input, now, |need| {
                asked.push(need.clone());
                made += usize::from(matches!(need, Need::Call(_)));
                match (need, &self.outside) {
                    (Need::Understand(_), _) | (_, None) => self.understander.answer(need),
                    (_, Some(outside)) => outside.answer(need, made.saturating_sub(1)),
                }
            });
            (step, asked)
        };
        let (Step { dialog, entry }, asked) = play(self.dialog.as_ref());
        // The state is a plain value: what is read back from its JSON goes on in the same way.
        let json = serde_json::to_string(&dialog).unwrap();
        assert_eq!(serde_json::from_str::<Dialog>(&json).unwrap(), dialog);
        assert_eq!(play(self.dialog.as_ref()).0.entry, entry, "the same step gives the same turn");
        self.asked = asked;
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
pub fn play(program: &Program, outside: &Outside, lines: &[String]) -> Result<(), String> {
    let mut player = Player::new(program);
    player.outside = Some(outside.clone());
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
        if matches!(mark, "<" | "?" | "!")
            && said.is_none()
            && matches!(player.awaits(), Some(Awaits::Continue | Awaits::Call))
        {
            turn = player.step(&Input::Continue);
            said = Some(text(&turn));
        }
        match mark {
            "<" => {
                let found = said.take().unwrap_or_default();
                expect(rest, &found, line)?;
            }
            "?" => {
                let found = said.take().unwrap_or_default();
                if !found.contains(rest) {
                    return Err(format!("`{line}` but found: {found}"));
                }
            }
            "sent" | "param" | "asked" => check_asked(mark, rest, line, &player.asked)?,
            "happened" => {
                let last = player.entries.last().expect("a turn");
                let events = serde_json::to_string(&last.events).unwrap();
                if !events.contains(rest) {
                    return Err(format!("`{line}` but happened: {events}"));
                }
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

/// `sent POST url body` of the last call, `param name value` of the last function, `asked 2 functions`.
fn check_asked(mark: &str, rest: &str, line: &str, asked: &[Need]) -> Result<(), String> {
    let functions: Vec<_> = asked
        .iter()
        .filter_map(|need| match need {
            Need::Evaluate(evaluate) => Some(evaluate),
            _ => None,
        })
        .collect();
    match mark {
        "asked" => expect(rest, &format!("{} functions", functions.len()), line),
        "param" => {
            let (name, value) = rest.split_once(' ').unwrap_or((rest, ""));
            let found = functions.last().and_then(|function| function.params.get(name)).cloned();
            let found = found.unwrap_or_default();
            expect(value, &found.as_str().map_or(found.to_string(), str::to_owned), line)
        }
        _ => {
            let sent = asked.iter().rev().find_map(|need| match need {
                Need::Call(call) => Some(call),
                _ => None,
            });
            let call = sent.ok_or_else(|| format!("`{line}`: nothing was sent"))?;
            let headers: Vec<String> =
                call.headers.iter().map(|(name, value)| format!(" {name}={value}")).collect();
            let body = match &call.body {
                Body::None => String::new(),
                Body::Text(text) => format!(" {text}"),
                Body::Form(pairs) => pairs.iter().map(|(key, value)| format!(" {key}={value}")).collect(),
            };
            let key = if call.idempotency_key.is_some() { " once" } else { "" };
            let found = format!("{} {}{}{body}{key}", call.method, call.url, headers.concat());
            expect(rest, &found, line)
        }
    }
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
        "listens" => {
            let action = &turn.action;
            let key = action.termination_key.iter().cloned();
            let tag = action.nlu_tag.iter().cloned();
            let barge_in = action.barge_in.then(|| "barge-in".to_owned());
            let found: Vec<String> = action
                .timeout_ms
                .iter()
                .map(ToString::to_string)
                .chain(tag)
                .chain(barge_in)
                .chain(key)
                .collect();
            expect(rest, &found.join(" "), line)
        }
        "keypad" => {
            let keypad = turn.action.keypad.clone().unwrap_or_default();
            let times: Vec<String> = keypad.inter_digit_ms.iter().map(ToString::to_string).collect();
            let most = keypad.most.map(|most| format!(" most {most}")).unwrap_or_default();
            expect(rest, &format!("{}{most}", times.join(" ")), line)
        }
        "shown" => {
            let shown: Vec<_> = turn.prompts.iter().flat_map(|prompt| &prompt.data_models).collect();
            expect(rest, &serde_json::to_string(&shown).unwrap(), line)
        }
        "waited" => {
            let said: Vec<&str> = turn.waited.iter().map(|prompt| prompt.content.as_str()).collect();
            expect(rest, &said.join(" "), line)
        }
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
    if let Some(choice) = line.strip_prefix("[choose ").and_then(|rest| rest.strip_suffix(']')) {
        let semantics = super::pairs(choice).into_iter().collect();
        return Some(Input::Choice { semantics, text: "button".to_owned() });
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
        backend: BTreeMap::new(),
        node: None,
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
            "at" => start.node = Some(rest.to_owned()),
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
