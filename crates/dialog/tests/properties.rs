//! What holds for every program and every conversation, tried with random ones.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use baton_dialog::{Awaits, Input};
use baton_model::understanding::InputMode;
use proptest::prelude::*;
use support::play::{Player, begin};

const MINI_APPS: &str = "
app A
  globals g
  masked secret
intent Why
  welcome: Welcome, {{x}}.
  ask: Why? / Why, please? / Tell me.
  react no_match: What? | Pardon? | Sorry?
  react nice_response: Fine. | Good.
  on Balance: what is my balance; balance
  on Lost: I lost my card
  say Lost: Oh dear.
  confirm Balance: {{Intent}}?
  keys 1 = Balance, 2 = Lost, agent = 0, escape = 9
  exit MaxNoInputs: Quiet.
yesno Sure
  ask: Sure?
  keys yes = 1, no = 2
numeric Pin
  ask: PIN?
  valid four length 4..4
  wrong: Not {{value}}.
  confirm below 101: {{value}}?
date When
  ask: {{greet}} When?
  function greet: ocpReturn('Hi')
  valid soon days today..today+60d
  confirm below 90: {{value | date}}?
amount Much USD
  ask: How much?
  valid some value 1..500
  valid odd javascript: ocpReturn(true)
  hold: Sure.
  still-there: There?
text Say
  ask: Tell me.
service Find
  call POST https://x.example/{{x}}
  out a = wsResponseBody.a
  wait 2500: Wait.
service Think
  by a: ocpReturn({a: 1})
  out b = x
say Tell: It is {{x}}.
say Nothing
  when x = never: Never.
flow Sorry
  t: Tell(x = sorry)
";

/// A node of a random canvas, and its edges.
fn node() -> impl Strategy<Value = (String, Vec<(usize, String)>)> {
    let field = prop::sample::select(vec!["a", "b", "g", "secret", "Intent"]);
    let value = prop::sample::select(vec!["*", "1", "Balance", "YES", "{{a}}", "{{g}}x", ""]);
    let operator = prop::sample::select(vec!["=", "!=", "<", "contains", "matches"]);
    let condition = (field.clone(), operator, value.clone())
        .prop_map(|(field, op, value)| format!("{field} {op} {value}"));
    let edge = (0usize..8, prop_oneof![1 => Just(String::new()), 2 => condition]);
    let (f, v) = (field, value);
    let kind = prop_oneof![
        2 => f.clone().prop_map(|f| format!("Why(x = {{{{{f}}}}}) -> Intent")),
        2 => f.clone().prop_map(|f| format!("Sure() -> YesNo as {f}")),
        2 => f.clone().prop_map(|f| format!("Pin() -> Numeric as {f}, NumericInputMode? [reset]")),
        2 => f.clone().prop_map(|f| format!("Tell(x = {{{{{f}}}}}) -> AnnouncementResult as {f}?")),
        1 => f.clone().prop_map(|f| format!("When(x = {{{{{f}}}}}) -> Date as {f}")),
        1 => f.clone().prop_map(|f| format!("Much() -> Amount as {f}, AmountUnit?")),
        1 => f.clone().prop_map(|f| format!("Say() -> Text as {f}")),
        1 => f.clone().prop_map(|f| format!("Find(x = {{{{{f}}}}}) -> a as {f}?")),
        1 => f.clone().prop_map(|f| format!("Think(x = {{{{{f}}}}}) -> b as {f}")),
        1 => Just("Nothing".to_owned()),
        1 => Just("?".to_owned()),
        2 => (f.clone(), v.clone()).prop_map(|(f, v)| format!("set {f} = {v}")),
        1 => f.clone().prop_map(|f| format!("set {f} += 1; {f} =")),
        1 => (f.clone(), v).prop_map(|(f, v)| format!("flow One(a = {v}) -> b as {f}")),
        1 => f.prop_map(|f| format!("flow Two(a = {{{{{f}}}}}) -> a as {f}")),
        1 => Just("transfer {{a}} because {{g}} with a = {{secret}}".to_owned()),
        1 => Just("exit because {{a}}".to_owned()),
    ];
    (kind, prop::collection::vec(edge, 0..3))
}

fn canvas(head: &'static str) -> impl Strategy<Value = String> {
    let handlers = prop::sample::subsequence(
        vec![
            "on fail MaxNoInputs from Why: Sorry",
            "on fail LoopWithoutInput: Two(a = loop)",
            "on fail: One(a = failed)",
            "on start over: drop Intent, a, b",
        ],
        0..3,
    );
    (prop::collection::vec(node(), 1..8), handlers).prop_map(move |(nodes, handlers)| {
        let mut text = format!("{head}\n");
        for (index, (kind, _)) in nodes.iter().enumerate() {
            text += &format!("  n{index}: {kind}\n");
        }
        for (index, (_, edges)) in nodes.iter().enumerate() {
            for (target, condition) in edges {
                let condition = if condition.is_empty() { String::new() } else { format!(" if {condition}") };
                text += &format!("  n{index} > n{}{condition}\n", target % nodes.len());
            }
        }
        for handler in handlers {
            text += &format!("  {handler}\n");
        }
        text
    })
}

fn input() -> impl Strategy<Value = Input> {
    let words = prop::sample::select(vec![
        "balance",
        "I lost my card",
        "yes",
        "no",
        "4207",
        "no, 1234",
        "agent",
        "repeat",
        "hold on",
        "hello",
        "start over",
        "that's all",
        "pay 500 dollars tomorrow",
        "next friday",
        "",
    ]);
    let keys = prop::sample::select(vec!["1", "2", "0", "9", "4207#", "*"]);
    let text = |text: String| Input::Utterance { text, mode: InputMode::Text };
    prop_oneof![
        8 => words.prop_map(move |words| text(words.to_owned())),
        2 => any::<String>().prop_map(text),
        2 => keys.prop_map(|keys| Input::Utterance { text: keys.to_owned(), mode: InputMode::Dtmf }),
        3 => Just(Input::NoInput),
        3 => Just(Input::Continue),
        1 => Just(Input::Start(Box::new(begin("a = 2")))),
        1 => any::<String>().prop_map(|value| Input::Biometrics {
            results: [("BioResult".to_owned(), value)].into(),
            with: Box::new(Input::NoInput),
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// `Player` checks at every step that the same step gives the same turn and that the state comes back from its
    /// JSON; the replay gives every entry again, byte for byte.
    #[test]
    fn any_conversation_with_any_canvas_can_be_replayed(
        app in canvas("canvas"),
        one in canvas("flow One(a) -> b"),
        two in canvas("flow Two(a) -> a"),
        inputs in prop::collection::vec(input(), 0..25),
        seed in any::<u64>(),
        early in prop::option::of("[a-z ]{0,20}|balance|yes"),
    ) {
        let program = support::read(&format!("{MINI_APPS}{app}{one}{two}")).program;
        let mut player = Player::new(&program);
        let mut start = begin("g = 1");
        (start.seed, start.utterance) = (seed, early);
        player.step(&Input::Start(Box::new(start)));
        for input in &inputs {
            let turn = player.step(input);
            prop_assert_eq!(turn.ended.is_some(), player.awaits() == Some(Awaits::Nothing));
        }
        player.check_replay();
    }

    #[test]
    fn a_server_that_goes_on_by_itself_comes_to_an_end(
        app in canvas("canvas"),
        one in canvas("flow One(a) -> b"),
        two in canvas("flow Two(a) -> a"),
    ) {
        let program = support::read(&format!("{MINI_APPS}{app}{one}{two}")).program;
        let mut player = Player::new(&program);
        player.step(&Input::Start(Box::new(begin(""))));
        let mut announcements = 0;
        while player.awaits() == Some(Awaits::Continue) {
            player.step(&Input::Continue);
            announcements += 1;
            prop_assert!(announcements <= 1_000, "it never comes to an end");
        }
    }

    #[test]
    fn a_sensitive_value_is_never_shown(
        app in canvas("canvas"),
        one in canvas("flow One(a) -> b"),
        two in canvas("flow Two(a) -> a"),
        inputs in prop::collection::vec(input(), 0..12),
    ) {
        let program = support::read(&format!("{MINI_APPS}{app}{one}{two}")).program;
        let mut player = Player::new(&program);
        let secret = "Xq7Zt";
        player.step(&Input::Start(Box::new(begin(&format!("secret = {secret}; g = 1")))));
        for input in &inputs {
            player.step(input);
        }
        for entry in &player.entries {
            prop_assert!(!serde_json::to_string(&entry.events).unwrap().contains(secret));
            let mut turn = entry.turn.clone();
            for prompt in &mut turn.prompts {
                prompt.content.clear();
            }
            // Where the caller goes is for the channel alone: an author who puts a secret there means it.
            turn.transfer.iter_mut().for_each(|transfer| transfer.destination.clear());
            prop_assert!(!serde_json::to_string(&turn).unwrap().contains(secret), "{:?}", turn);
        }
    }
}
