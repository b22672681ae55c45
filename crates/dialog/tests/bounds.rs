//! What is hostile is bounded.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use baton_dialog::Input;
use baton_model::understanding::InputMode;
use support::play::{Player, begin};

const ASK: &str = "
yesno Sure
  ask: Sure?
canvas
  sure: Sure() -> YesNo
";

#[test]
fn no_more_of_an_utterance_is_kept_than_is_looked_at() {
    let program = support::read(ASK).program;
    let mut player = Player::new(&program);
    let mut start = begin("");
    start.utterance = Some("ä".repeat(5_000));
    player.step(&Input::Start(Box::new(start)));
    let said = Input::Utterance { text: "é".repeat(5_000), mode: InputMode::Text };
    let turn = player.step(&Input::Biometrics { results: [].into(), with: Box::new(said) });
    assert_eq!(turn.utterance.chars().count(), 1_000);
    assert!(serde_json::to_string(&player.entries).unwrap().len() < 20_000);
    player.check_replay();
}

#[test]
fn a_canvas_with_very_many_edges_is_left_in_time() {
    let mut text = ASK.replace("canvas\n", "canvas\n  first: ?\n  second: ?\n");
    for _ in 0..20_000 {
        text += "  first > sure if a = 1\n";
    }
    text += "  first > second\n  second > first\n";
    let program = support::read(&text).program;
    let mut player = Player::new(&program);
    let turn = player.step(&Input::Start(Box::new(begin(""))));
    assert_eq!(turn.ended.unwrap().reason.as_deref(), Some("LoopWithoutInput"));
    let reached = player.entries[0].events.len();
    assert!(reached < 400, "{reached} events: it went on through all thousand nodes");
}

#[test]
fn a_program_that_lacks_what_it_names_ends_the_dialog() {
    let mut program = support::read(ASK).program;
    program.mini_apps.clear();
    let mut player = Player::new(&program);
    let turn = player.step(&Input::Start(Box::new(begin(""))));
    assert_eq!(turn.ended.unwrap().reason.as_deref(), Some("CriticalError"));
    program.canvases.clear();
    let mut player = Player::new(&program);
    let turn = player.step(&Input::Start(Box::new(begin(""))));
    assert_eq!(turn.ended.unwrap().reason.as_deref(), Some("CriticalError"));
}

#[test]
fn an_input_without_a_dialog_is_a_dialog_that_has_hung_up() {
    let program = support::read(ASK).program;
    let mut player = Player::new(&program);
    let turn = player.step(&Input::NoInput);
    assert_eq!(turn.ended.unwrap().end_type, baton_dialog::EndType::FarHup);
}
