//! `baton nlu`

use std::path::Path;

use serde_json::Value;

use super::{Done, baton};

const CSV: &str = "text,category
what is my balance,Balance
how much money do I have,Balance
\"balance, please\",Balance
check my account balance,Balance
I lost my card,Card.Lost
my card was stolen,Card.Lost
block my card,Card.Lost
I can't find my credit card,Card.Lost
";

fn write(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

fn json(done: &Done) -> Value {
    assert_eq!(done.status, 0, "{}", done.err);
    serde_json::from_str(&done.out).unwrap()
}

#[test]
fn an_evaluation_learns_from_one_file_and_asks_about_another() {
    let folder = tempfile::tempdir().unwrap();
    let train = write(folder.path(), "train.csv", CSV);
    let test = write(
        folder.path(),
        "test.csv",
        "text,category\ntell me my balance,Balance\n\"my card, stolen\",Card.Lost\n",
    );
    let foreign = write(folder.path(), "foreign.txt", "a large pizza with mushrooms\nplay some jazz\n");
    let told = json(&baton(
        &["nlu", "evaluate", "--train", &train, "--test", &test, "--foreign", &foreign, "--json"],
        "",
    ));
    assert_eq!(told["accuracy"], 1.0);
    assert_eq!(told["foreign_rejected"], 1.0);
    assert!(told["train_seconds"].is_number() && told["microseconds_per_utterance"].is_number());
    assert_eq!(told["intents"][0]["name"], "Balance");
    assert!(told["confusions"].is_array() && told["coverage"][0]["covered"].is_number(), "{told}");
    let said = baton(
        &["nlu", "evaluate", "--train", &train, "--test", &test, "--per-intent", "2", "--seed", "1"],
        "",
    );
    for line in ["accuracy ", "train_seconds ", "microseconds_per_utterance "] {
        assert!(said.out.lines().any(|said| said.starts_with(line)), "{}", said.out);
    }
    // Without a file to ask about, each part is asked of a model that has not seen it.
    assert_eq!(json(&baton(&["nlu", "evaluate", "--train", &train, "--json"], ""))["utterances"], 8);
}

#[test]
fn training_twice_writes_the_same_model_and_it_can_be_asked() {
    let folder = tempfile::tempdir().unwrap();
    let train = write(folder.path(), "train.csv", CSV);
    let test = write(folder.path(), "test.tsv", "tell me my balance\tBalance\n");
    let (one, other) = (folder.path().join("one"), folder.path().join("other"));
    let run = |to: &Path| {
        json(&baton(&["nlu", "train", "--train", &train, "--output", to.to_str().unwrap(), "--json"], ""))
    };
    let (told, again) = (run(&one), run(&other));
    assert_eq!(told["sha256"], again["sha256"]);
    assert_eq!(std::fs::read(&one).unwrap(), std::fs::read(&other).unwrap());
    assert_eq!((&told["utterances"], &told["intents"]), (&Value::from(8), &Value::from(2)));
    assert_eq!(told["few"][0]["intent"], "Balance");
    let model = one.to_str().unwrap();
    let measured = json(&baton(&["nlu", "evaluate", "--model", model, "--test", &test, "--json"], ""));
    assert_eq!(measured["accuracy"], 1.0);
    let why =
        json(&baton(&["nlu", "explain", "--model", model, "--json", "sombody", "stole", "my", "card"], ""));
    assert_eq!(why["intents"][0]["name"], "Card.Lost");
    assert_eq!(baton(&["nlu", "explain", "--model", &train, "x"], "").status, 2);
}

#[test]
fn an_utterance_is_explained_from_an_export_and_from_a_domain() {
    let why = json(&baton(
        &[
            "nlu",
            "explain",
            "--export",
            "examples/bank",
            "--miniapp",
            "BankReasonForCall",
            "--json",
            "somebody stole my crad",
        ],
        "",
    ));
    assert_eq!(why["intents"][0]["name"], "Card.Lost");
    assert_eq!(why["words"][3]["read_as"], "card");
    let said = baton(
        &["nlu", "explain", "--domain", "banking", "I can't find my debit card and what is my balance"],
        "",
    );
    assert_eq!(said.status, 0, "{}", said.err);
    assert!(said.out.contains("Card.Lost") && said.out.contains("Two wishes"), "{}", said.out);
    let several = baton(&["nlu", "explain", "--export", "examples/bank", "hello"], "");
    assert_eq!(several.status, 2);
    assert!(
        several.err.contains("BankReasonForCall") && several.err.contains("--miniapp"),
        "{}",
        several.err
    );
}

#[test]
fn wrong_lines_of_a_file_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let train = write(folder.path(), "a.txt", "one;A\ntwo\n;B\n");
    let refused = baton(&["nlu", "train", "--train", &train], "");
    assert_eq!(refused.status, 2);
    assert!(
        refused.err.contains("Line 2 has 1 columns") && refused.err.contains("Line 3 lacks"),
        "{}",
        refused.err
    );
    for arguments in [
        &["nlu", "train"][..],
        &["nlu", "train", "--domain", "Fishing"],
        &["nlu", "train", "--train", "/nowhere"],
        &["nlu", "evaluate", "--train", "/nowhere", "--domain", "Banking"],
    ] {
        assert_eq!(baton(arguments, "").status, 2, "{arguments:?}");
    }
}
