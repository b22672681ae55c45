//! Runs one step. (To be filled: for now every dialog ends at once.)

use std::collections::BTreeMap;

use baton_model::{Program, Timestamp};

use crate::{Action, ActionKind, Answer, Awaits, Dialog, EndType, Ended, Entry, Input, Need, Step, Turn};

pub(crate) fn run(
    program: &Program,
    dialog: Option<&Dialog>,
    input: &Input,
    now: Timestamp,
    answers: &[Answer],
) -> Result<Step, Need> {
    let mut dialog = dialog.cloned().unwrap_or_else(|| Dialog {
        id: match input {
            Input::Start(start) => start.dialog_id.clone(),
            _ => String::new(),
        },
        step: 0,
        random: 0,
        children: 0,
        channel: baton_model::program::Channel::default(),
        source: String::new(),
        locale: program.languages.first().cloned().unwrap_or_default(),
        ani: String::new(),
        dnis: String::new(),
        connection_id: String::new(),
        test_mode: false,
        globals: BTreeMap::new(),
        secret_globals: Default::default(),
        biometrics: BTreeMap::new(),
        intent: None,
        no_inputs: 0,
        no_matches: 0,
        last_question: None,
        early: None,
        stack: Vec::new(),
        awaits: Awaits::Nothing,
        used_handlers: Vec::new(),
        handled: None,
        closing: false,
        unattended: 0,
        ended: None,
    });
    dialog.step += 1;
    let ended = Ended { end_type: EndType::NearHup, success: true, reason: None };
    dialog.ended = Some(ended.clone());
    let turn = Turn {
        step: dialog.step,
        action: Action {
            name: "Exit".to_owned(),
            kind: ActionKind::Exit,
            fields_to_elicit: Vec::new(),
            component: None,
            nlu_tag: None,
            timeout_ms: None,
            barge_in: false,
            termination_key: None,
        },
        prompts: Vec::new(),
        reactions: Vec::new(),
        utterance: String::new(),
        input_mode: Default::default(),
        intent: None,
        fields: BTreeMap::new(),
        events: Vec::new(),
        no_inputs: 0,
        no_matches: 0,
        locale: dialog.locale.clone(),
        biometrics: BTreeMap::new(),
        transfer: None,
        ended: Some(ended),
    };
    let entry = Entry {
        step: dialog.step,
        time: now,
        input: input.clone(),
        answers: answers.to_vec(),
        events: Vec::new(),
        turn,
    };
    Ok(Step { dialog, entry })
}
