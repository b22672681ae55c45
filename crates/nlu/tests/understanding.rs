//! What the understanding promises to whoever asks it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::{Arc, LazyLock};

use baton_model::understanding::{Expect, InputMode, Question, Request, Understanding, ValueKind};
use baton_nlu::{IntentModel, understand};
use proptest::prelude::*;

const BANK: &[(&str, &[&str])] = &[
    (
        "Balance",
        &["what is my balance", "how much money do I have", "check my account balance", "balance please"],
    ),
    ("Card.Lost", &["I lost my card", "my card was stolen", "I can't find my credit card", "block my card"]),
    ("Transfer", &["send money to a friend", "make a transfer", "I want to transfer money", "pay somebody"]),
    (
        "Hours",
        &["when are you open", "what are your opening hours", "are you open on sunday", "closing time"],
    ),
];

fn bank() -> IntentModel {
    train(BANK)
}

fn train(data: &[(&str, &[&str])]) -> IntentModel {
    let owned: Vec<(&str, Vec<String>)> =
        data.iter().map(|(name, of)| (*name, of.iter().map(|one| (*one).to_owned()).collect())).collect();
    let data: Vec<(&str, &[String])> = owned.iter().map(|(name, of)| (*name, of.as_slice())).collect();
    IntentModel::train(&data)
}

fn ask(utterance: &str, expect: Vec<Expect>) -> Understanding {
    let question = Question {
        utterance: utterance.to_owned(),
        mode: InputMode::Text,
        locale: "en-US".into(),
        expect,
        reference: None,
    };
    static MODEL: LazyLock<Arc<IntentModel>> = LazyLock::new(|| Arc::new(bank()));
    understand(&question, &|id| (id == "bank").then(|| MODEL.clone()))
}

#[test]
fn an_utterance_of_the_training_data_is_certain() {
    let model = bank();
    for (name, utterances) in BANK {
        for utterance in *utterances {
            for said in [(*utterance).to_owned(), format!("  {}?! ", utterance.to_uppercase())] {
                let best = &model.classify(&said)[0];
                assert_eq!((best.name.as_str(), best.confidence), (*name, 100.0), "{said}");
            }
        }
    }
}

#[test]
fn an_utterance_that_is_like_the_training_data_is_understood() {
    let model = bank();
    for (utterance, name) in [
        ("tell me my balance", "Balance"),
        ("somebody stole my credit card", "Card.Lost"),
        ("my crdit card is lost", "Card.Lost"),
        ("please transfer some money to my friend", "Transfer"),
        ("opening hours on sunday", "Hours"),
    ] {
        let best = &model.classify(utterance)[0];
        assert_eq!(best.name, name, "{utterance}");
        assert!(best.confidence >= 40.0, "{utterance}: {}", best.confidence);
    }
}

#[test]
fn an_utterance_that_shares_nothing_with_the_training_data_is_not() {
    let model = bank();
    for utterance in [
        "xylophone",
        "tell me a joke",
        "ζητώ βοήθεια",
        "what is the meaning of life",
        "qwerty asdf",
        "hello",
        "a large pizza with mushrooms",
        "🍕🍕🍕",
        "12345",
        "yes",
    ] {
        let best = model.classify(utterance).first().map_or(0.0, |best| best.confidence);
        assert!(best < 30.0, "{utterance}: {best}");
    }
}

#[test]
fn a_single_intent_does_not_swallow_everything() {
    let model = train(&[("Card.Lost", &["I lost my card", "my card was stolen"])]);
    assert!(model.classify("my card was lost")[0].confidence >= 50.0);
    assert!(model.classify("order a taxi").first().is_none_or(|best| best.confidence < 30.0));
}

#[test]
fn training_again_gives_the_same_model() {
    assert_eq!(bank(), bank());
}

#[test]
fn odd_training_data_make_a_model_too() {
    for data in [
        &[][..],
        &[("Empty", &[][..])],
        &[("Blank", &["", "  ", "?!"][..])],
        &[("A", &["same"][..]), ("B", &["same"][..])],
    ] {
        let _ = train(data).classify("same as ever");
    }
    assert_eq!(train(&[("A", &["same"]), ("B", &["same"])]).classify("same")[0].name, "A");
}

#[test]
fn other_scripts_are_learnt_like_english() {
    let model = train(&[
        ("Υπόλοιπο", &["ποιο είναι το υπόλοιπό μου", "πόσα χρήματα έχω"]),
        ("Κάρτα", &["έχασα την κάρτα μου", "μου έκλεψαν την κάρτα"]),
    ]);
    let best = &model.classify("Χάθηκε η κάρτα μου")[0];
    assert_eq!(best.name, "Κάρτα");
    assert!(best.confidence >= 40.0, "{}", best.confidence);
}

#[test]
fn only_what_is_expected_is_looked_for_and_requests_always_are() {
    let understood = ask("yes, 42, agent", vec![Expect::YesNo]);
    assert!(understood.intents.is_empty());
    assert_eq!(understood.values.len(), 1);
    assert_eq!(understood.values[0].kind, ValueKind::YesNo);
    assert_eq!(understood.requests, [Request::Agent]);
    let understood = ask("no, 42", vec![Expect::YesNo, Expect::Digits]);
    let values: Vec<&str> = understood.values.iter().map(|value| value.value.as_str()).collect();
    assert_eq!(values, ["NO", "42"]);
}

#[test]
fn a_bare_request_is_an_intent_only_where_the_intent_has_such_requests() {
    let bank = bank();
    for said in ["start over", "hello", "hold on please", "I want an agent"] {
        let best = bank.classify(said).first().map_or(0.0, |best| best.confidence);
        assert!(best < 30.0, "{said}: {best}");
    }
    let mut data = BANK.to_vec();
    data.push(("Agent", &["agent please", "talk to a person", "I need a human"]));
    let own = train(&data);
    let best = &own.classify("could I talk to an agent")[0];
    assert_eq!(best.name, "Agent");
    assert!(best.confidence >= 40.0, "{}", best.confidence);
    // With something else in it, it is what it is about.
    assert_eq!(own.classify("hello, what is my balance please")[0].name, "Balance");
    assert!(own.classify("hello, what is my balance please")[0].confidence >= 40.0);
}

#[test]
fn two_wishes_come_first_in_the_order_in_which_they_were_said() {
    let understood = ask("block my card and then tell me my balance", vec![Expect::Intent("bank".into())]);
    let names: Vec<&str> = understood.intents.iter().take(2).map(|intent| intent.name.as_str()).collect();
    assert_eq!(names, ["Card.Lost", "Balance"]);
    let understood = ask("tell me my balance", vec![Expect::Intent("bank".into())]);
    assert_eq!(understood.intents[0].name, "Balance");
}

#[test]
fn values_within_an_intent_are_found_where_the_question_asks_for_them() {
    let question = Question {
        utterance: "transfer two hundred dollars to my svings account next friday".into(),
        mode: InputMode::Voice,
        locale: "en-US".into(),
        expect: vec![
            Expect::Intent("bank".into()),
            Expect::Value(ValueKind::Amount),
            Expect::Value(ValueKind::Date),
            Expect::OneOf(vec![vec!["checking".into(), "current".into()], vec!["savings".into()]]),
        ],
        reference: Some("2025-03-12T10:15:00".into()),
    };
    let model = Arc::new(bank());
    let understood = understand(&question, &|_| Some(model.clone()));
    assert_eq!(understood.intents[0].name, "Transfer");
    let values: Vec<_> = understood.values.iter().map(|of| (of.kind, of.value.as_str())).collect();
    assert_eq!(
        values,
        [(ValueKind::Amount, "200 Dollar"), (ValueKind::Date, "21/03/2025"), (ValueKind::Name, "savings")]
    );
}

/// What the manual promises of bad input: nothing is understood where there is nothing, nothing panics, and time is
/// bounded, since at most the first 1,000 characters are looked at.
#[test]
fn bad_input_is_a_no_match() {
    let kinds = [
        ValueKind::YesNo,
        ValueKind::Digits,
        ValueKind::Number,
        ValueKind::Ordinal,
        ValueKind::Percent,
        ValueKind::Amount,
        ValueKind::Date,
        ValueKind::DateRange,
        ValueKind::Time,
        ValueKind::Phone,
        ValueKind::Email,
        ValueKind::Alphanumeric,
    ];
    let expect = |intent: bool| {
        let mut all: Vec<Expect> = kinds.iter().map(|kind| Expect::Value(*kind)).collect();
        all.extend(intent.then(|| Expect::Intent("bank".into())));
        all
    };
    let nothing = [
        String::new(),
        " \t\n ".to_owned(),
        "\u{0}\u{7}\u{1b}\u{200b}\u{feff}".to_owned(),
        "🍕🎉👩‍👩‍👧‍👦".to_owned(),
        "\u{202e}\u{2066}שלום עליכם".to_owned(),
        "?!…".repeat(3_000),
        "ы".repeat(10_000),
    ];
    for utterance in &nothing {
        let understood = ask(utterance, expect(true));
        assert_eq!(understood.intents, [], "{utterance:?}");
        let values: Vec<_> = understood.values.iter().filter(|of| of.confidence >= 50.0).collect();
        assert!(values.is_empty(), "{utterance:?}: {values:?}");
    }
    let of = |utterance: &str, kind: ValueKind| ask(utterance, vec![Expect::Value(kind)]).values;
    assert_eq!(of("30 February 2025", ValueKind::Date), []);
    assert_eq!(of("31/04/2025", ValueKind::Date), []);
    assert_eq!(of(&"9".repeat(10_000), ValueKind::Number), []);
    assert_eq!(of(&"9".repeat(10_000), ValueKind::Digits), []);
    // Languages in one utterance: what is asked for in English is found.
    let mixed = ask("bonjour, was ist мой what is my balance bitte", vec![Expect::Intent("bank".into())]);
    assert_eq!(mixed.intents[0].name, "Balance");
    // Made to be slow: bounded by what is looked at, whatever comes behind.
    for piece in ["and ", "1/2 ", "twenty ", "next ", "(((", "a@", "double ", "one million and "] {
        let long = piece.repeat(10_000 / piece.len());
        let looked: String = long.chars().take(1_000).collect();
        assert_eq!(ask(&long, expect(true)), ask(&looked, expect(true)), "{piece}");
    }
}

#[test]
fn a_mini_app_without_a_model_understands_no_intent() {
    assert_eq!(ask("what is my balance", vec![Expect::Intent("other".into())]).intents, []);
    assert_eq!(ask("what is my balance", vec![Expect::Intent("bank".into())]).intents[0].name, "Balance");
}

proptest! {
    #[test]
    fn any_text_is_taken(utterance in any::<String>(), long in 0usize..3) {
        let utterance = utterance.repeat(1 + long * 700);
        let understood = ask(&utterance, vec![Expect::Intent("bank".into()), Expect::YesNo, Expect::Digits]);
        for value in &understood.values {
            prop_assert!(value.begin < value.end && value.end <= 1_000);
            prop_assert!((0.0..=100.0).contains(&value.confidence));
        }
        for intent in &understood.intents {
            prop_assert!((0.0..=100.0).contains(&intent.confidence));
        }
    }

    #[test]
    fn any_training_data_are_taken(data in prop::collection::vec(prop::collection::vec(any::<String>(), 0..4), 0..4), said in any::<String>()) {
        let names = ["A", "B", "C", "D"];
        let data: Vec<(&str, &[String])> = names.iter().copied().zip(data.iter().map(Vec::as_slice)).collect();
        let model = IntentModel::train(&data);
        for intent in model.classify(&said) {
            prop_assert!((0.0..=100.0).contains(&intent.confidence));
        }
    }
}
