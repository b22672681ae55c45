//! What the classifier of intents promises beyond the plain case.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use baton_nlu::evaluation::{Labelled, cross_validate, evaluate, hygiene, rejection, sample, train};
use baton_nlu::{IntentModel, ModelError};
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

fn bank() -> Vec<Labelled> {
    let of = |(intent, utterances): &(&str, &[&str])| {
        let labelled =
            |utterance: &&str| Labelled { utterance: (*utterance).into(), intent: (*intent).into() };
        utterances.iter().map(labelled).collect::<Vec<_>>()
    };
    BANK.iter().flat_map(of).collect()
}

fn best(model: &IntentModel, utterance: &str) -> (String, f32) {
    model.classify(utterance).into_iter().next().map(|best| (best.name, best.confidence)).unwrap_or_default()
}

#[test]
fn the_same_data_give_the_same_model_to_the_last_bit() {
    // Enough utterances for the calibration to learn from them too.
    let many: Vec<Labelled> = (0..6)
        .flat_map(|time| bank().into_iter().map(move |one| (time, one)))
        .map(|(time, one)| Labelled { utterance: format!("{} number {time}", one.utterance), ..one })
        .collect();
    let (one, other) = (train(&many), train(&many));
    assert_eq!(one, other);
    assert_eq!(one.to_bytes(), other.to_bytes());
    for utterance in ["what is my balnce", "transfer and balance", "number 4"] {
        let bits = |model: &IntentModel| {
            let found = model.classify(utterance).into_iter();
            found.map(|one| (one.name, one.confidence.to_bits())).collect::<Vec<_>>()
        };
        assert_eq!(bits(&one), bits(&other));
    }
}

#[test]
fn a_misspelt_word_is_read_as_the_known_one() {
    let model = train(&bank());
    for (utterance, intent) in
        [("chekc my balnace", "Balance"), ("my card was stolne", "Card.Lost"), ("openning huors", "Hours")]
    {
        let (name, confidence) = best(&model, utterance);
        assert_eq!(name, intent, "{utterance}");
        assert!(confidence >= 40.0, "{utterance}: {confidence}");
    }
}

#[test]
fn words_that_say_little_are_no_intent_though_they_are_known() {
    let model = train(&bank());
    for utterance in ["my", "what", "I want to", "are you"] {
        let (name, confidence) = best(&model, utterance);
        assert!(confidence < 30.0, "{utterance}: {name} {confidence}");
    }
}

#[test]
fn two_wishes_in_one_utterance_are_two_parts() {
    let model = train(&bank());
    let utterance = "please check my account balance and then block my card";
    let parts = model.parts(utterance);
    let told: Vec<_> = parts
        .iter()
        .map(|part| (part.intent.name.as_str(), &utterance[part.begin as usize..part.end as usize]))
        .collect();
    assert_eq!(told, [("Balance", "please check my account balance"), ("Card.Lost", "block my card")]);
    assert_eq!(model.parts("what is my balance").len(), 1);
    assert_eq!(model.parts("I lost my card and my credit card was stolen").len(), 1);
    assert_eq!(model.parts("").len(), 0);
}

#[test]
fn an_explanation_names_the_words_that_counted() {
    let explanation = train(&bank()).explain("Could you blcok the Card");
    assert_eq!(explanation.intents[0].name, "Card.Lost");
    assert!(!explanation.exact && explanation.known > 0.5);
    let words: Vec<_> = explanation.words.iter().map(|word| word.word.as_str()).collect();
    assert_eq!(words, ["Could", "you", "blcok", "the", "Card"]);
    assert_eq!(explanation.words[2].read_as.as_deref(), Some("block"));
    let most = explanation.words.iter().max_by(|a, b| a.counts.total_cmp(&b.counts)).unwrap();
    assert!(["blcok", "Card"].contains(&most.word.as_str()), "{most:?}");
}

#[test]
fn an_evaluation_counts_what_was_right_and_what_was_taken_for_what() {
    let model = train(&bank());
    let mut asked = bank();
    asked.push(Labelled { utterance: "what is my balance".into(), intent: "Hours".into() });
    asked.push(Labelled { utterance: "🍕".into(), intent: "Hours".into() });
    let evaluation = evaluate(&model, &asked);
    assert_eq!(evaluation.utterances, 18);
    assert!((evaluation.accuracy - 16.0 / 18.0).abs() < 1e-9);
    let hours = evaluation.intents.iter().find(|of| of.name == "Hours").unwrap();
    assert!((hours.recall - 4.0 / 6.0).abs() < 1e-9 && (hours.precision - 1.0).abs() < 1e-9);
    let told: Vec<_> = evaluation
        .confusions
        .iter()
        .map(|of| (of.meant.as_str(), of.understood.as_str(), of.times))
        .collect();
    assert_eq!(told, [("Hours", "", 1), ("Hours", "Balance", 1)]);
    assert!((evaluation.coverage.last().unwrap().covered - 17.0 / 18.0).abs() < 1e-9);
    let (_, rejected) = rejection(&model, &bank(), &["order a large pizza".into(), "play jazz".into()], 0.05);
    assert!((rejected - 1.0).abs() < 1e-9);
    assert_eq!(evaluate(&model, &[]).utterances, 0);
}

#[test]
fn a_sample_depends_on_its_seed_and_not_on_the_order() {
    let all = bank();
    let reversed: Vec<Labelled> = all.iter().rev().cloned().collect();
    assert_eq!(sample(&all, 2, 7), sample(&reversed, 2, 7));
    assert_eq!(sample(&all, 2, 7).len(), 8);
    assert_eq!(sample(&all, 99, 7).len(), all.len());
    assert!((0..20).any(|seed| sample(&all, 2, seed) != sample(&all, 2, 7)));
}

#[test]
fn a_model_comes_back_from_its_bytes_and_nothing_else_does() {
    let model = train(&bank());
    let bytes = model.to_bytes();
    assert_eq!(IntentModel::from_bytes(&bytes, &None).as_ref(), Ok(&model));
    assert_eq!(IntentModel::from_bytes(b"hello", &None), Err(ModelError::Foreign));
    for damaged in [&bytes[..bytes.len() - 1], &bytes[..40], &[bytes.as_slice(), b"x"].concat()] {
        assert_eq!(IntentModel::from_bytes(damaged, &None), Err(ModelError::Damaged));
    }
    // Whatever a single wrong byte makes of it: refused, or a model that can be asked.
    for place in (16..bytes.len()).step_by(97) {
        let mut wrong = bytes.clone();
        wrong[place] ^= 0xff;
        if let Ok(model) = IntentModel::from_bytes(&wrong, &None) {
            let _ = model.classify("what is my balance");
        }
    }
}

#[test]
fn each_utterance_is_asked_of_a_model_that_has_not_seen_it() {
    let evaluation = cross_validate(&bank(), 4, 0, &None);
    assert_eq!(evaluation.utterances, 16);
    assert!(evaluation.accuracy < 1.0, "not learnt by heart");
    assert_eq!(cross_validate(&bank(), 4, 0, &None), evaluation);
    let mut reversed = bank();
    reversed.reverse();
    assert_eq!(cross_validate(&reversed, 4, 0, &None), evaluation);
    assert_eq!(cross_validate(&[], 0, 0, &None).utterances, 0);
}

#[test]
fn few_double_and_contradicting_utterances_are_told() {
    let mut data = bank();
    data.push(Labelled { utterance: "What is my BALANCE?!".into(), intent: "Balance".into() });
    data.push(Labelled { utterance: "Closing time.".into(), intent: "Balance".into() });
    let found = hygiene(&data);
    let few: Vec<_> = found.few.iter().map(|of| (of.intent.as_str(), of.utterances)).collect();
    assert_eq!(few, [("Card.Lost", 4), ("Hours", 4), ("Transfer", 4)]);
    assert_eq!((found.duplicates.len(), found.duplicates[0].times), (1, 2));
    assert_eq!(found.conflicts.len(), 1);
    assert_eq!(found.conflicts[0].intents, ["Balance", "Hours"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_text_is_explained_and_parted(utterance in any::<String>(), long in 0usize..3) {
        let model = train(&bank());
        let utterance = utterance.repeat(1 + long * 300);
        let explanation = model.explain(&utterance);
        prop_assert!(explanation.words.len() <= 64);
        for part in model.parts(&utterance) {
            prop_assert!(part.begin < part.end && part.end <= 1_000);
        }
    }
}
