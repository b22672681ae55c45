//! Keys of a phone: what they mean at the question that is open.

use baton_model::program::{DtmfKeys, Question, QuestionKind};

/// What keys mean, the most important first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Keyed {
    /// Ends the miniApp.
    Escape,
    /// A human, please.
    Agent,
    /// Yes, to a confirmation.
    Accept,
    /// No, to a confirmation.
    Reject,
    /// An answer.
    Value(String),
    /// Nothing here.
    Nothing,
}

/// Reads a sequence of keys. The termination key and what follows it are not part of it.
pub(super) fn read(question: &Question, confirming: bool, keys: &str) -> Keyed {
    let dtmf = &question.dtmf;
    let keys: String = keys.chars().filter(|key| !key.is_whitespace()).collect();
    let keys = match dtmf.termination.as_deref().filter(|key| !key.is_empty()) {
        Some(termination) => keys.split(termination).next().unwrap_or_default(),
        None => keys.as_str(),
    };
    let is = |key: &Option<String>| key.as_deref() == Some(keys) && !keys.is_empty();
    if escapes(dtmf, keys) {
        Keyed::Escape
    } else if is(&dtmf.agent) {
        Keyed::Agent
    } else if confirming {
        match () {
            () if is(&dtmf.yes) => Keyed::Accept,
            () if is(&dtmf.no) => Keyed::Reject,
            () => Keyed::Nothing,
        }
    } else {
        value(question, keys).map_or(Keyed::Nothing, Keyed::Value)
    }
}

fn escapes(dtmf: &DtmfKeys, keys: &str) -> bool {
    dtmf.escape.iter().any(|escape| {
        let any = escape.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_lowercase();
        escape == keys && !keys.is_empty() || any == "any" || any == "anykey"
    })
}

fn value(question: &Question, keys: &str) -> Option<String> {
    let dtmf = &question.dtmf;
    match &question.kind {
        QuestionKind::YesNo if dtmf.yes.as_deref() == Some(keys) => Some("YES".to_owned()),
        QuestionKind::YesNo if dtmf.no.as_deref() == Some(keys) => Some("NO".to_owned()),
        QuestionKind::YesNo => None,
        QuestionKind::Intent(intents) => {
            let name = dtmf.choices.get(keys)?;
            intents.iter().any(|intent| intent.name == *name).then(|| name.clone())
        }
        QuestionKind::Numeric => {
            (!keys.is_empty() && keys.bytes().all(|key| key.is_ascii_digit())).then(|| keys.to_owned())
        }
    }
}
