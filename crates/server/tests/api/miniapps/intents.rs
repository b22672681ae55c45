//! `POST /miniapps/api/apps/<version>/<miniapp_id>/intents/…`, and the intents that a domain brings.

use axum::http::Method;
use serde_json::{Value, json};

use super::APPS;
use crate::support::{Client, GROUP, Server};

async fn of_domain(client: &Client, domain: &str) -> String {
    let body = json!({"name": format!("Why{domain}"), "type": "Intent", "group": GROUP, "domain": domain});
    let id = client.post(APPS, body).await.expect(201)["miniAppId"].as_str().unwrap().to_owned();
    format!("{APPS}/v1/{id}")
}

/// An Intent with two intents of its own and none of its domain's enabled.
async fn bank(client: &Client) -> String {
    let path = of_domain(client, "Banking").await;
    let model = json!({"intents": [
        {"name": "Balance", "utterances": ["what is my balance", "how much money do I have", "balance please"]},
        {"name": "Card", "utterances": ["I lost my card", "my card was stolen", "block my card"]}]});
    client.put(&path, model).await.expect(200);
    path
}

#[tokio::test]
async fn a_domain_brings_its_intents_which_can_be_disabled_and_not_deleted() {
    let server = Server::start().await;
    let ann = server.developer().await;
    for (domain, least) in [("Banking", 40), ("Banking2", 40), ("Universal", 20), ("Telco", 20)] {
        let path = of_domain(&ann, domain).await;
        let intents = ann.get(&path).await.expect(200)["model"]["intents"].clone();
        let intents = intents.as_array().unwrap();
        assert!(intents.len() >= least, "{domain} brings {}", intents.len());
        for intent in intents {
            assert!(intent["fromDomain"] == true && intent["enabled"] == true, "{intent}");
            assert!(intent["utterances"].as_array().unwrap().len() >= 20, "{intent}");
        }
        let own = json!({"name": "Own", "enabled": true, "utterances": ["something else"]});
        let saved = ann.put(&path, json!({"intents": [own]})).await.expect(200);
        let after = saved["model"]["intents"].as_array().unwrap();
        assert_eq!((after.len(), &after[0]), (intents.len() + 1, &own));
        assert!(after[1..].iter().all(|intent| intent["enabled"] == false));
    }
}

#[tokio::test]
async fn training_tells_what_was_learnt_and_the_same_data_give_the_same_model() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let path = bank(&ann).await;
    let vera = server.viewer().await;
    let train = || async { vera.post(&format!("{path}/intents/train"), json!({})).await.expect(200) };
    let told = train().await;
    assert_eq!((&told["utterances"], &told["intents"]), (&json!(6), &json!(2)));
    assert_eq!(told["few"].as_array().unwrap().len(), 2);
    assert!(told["train_seconds"].is_number() && told["features"].as_u64().unwrap() > 10);
    assert_eq!(train().await["sha256"], told["sha256"]);
}

#[tokio::test]
async fn an_evaluation_asks_about_a_file_or_about_its_own_utterances() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let to = format!("{}/intents/evaluate", bank(&ann).await);
    let file = b"text,category\ntell me my balance,Balance\n\"my card, stolen\",Card\nstolen card,Balance\n";
    let told = ann.upload(Method::POST, &to, &[], file).await.expect(200);
    assert_eq!(told["utterances"], 3);
    assert!((told["accuracy"].as_f64().unwrap() - 2.0 / 3.0).abs() < 1e-9, "{told}");
    assert_eq!(told["confusions"][0], json!({"meant": "Balance", "understood": "Card", "times": 1}));
    assert!(told["microseconds_per_utterance"].is_number() && told["coverage"].is_array());
    let own = ann.post(&format!("{to}?folds=3&seed=1"), Value::Null).await;
    assert_eq!(own.status, 415);
    let own = ann.send(Method::POST, &format!("{to}?folds=3&seed=1"), None, "".into()).await.expect(200);
    assert_eq!(own["utterances"], 6);
    ann.send(Method::POST, &format!("{to}?folds=99"), None, "".into()).await.expect(400);
    ann.upload(Method::POST, &to, &[], b"one").await.expect(400);
}

#[tokio::test]
async fn an_explanation_names_the_words_that_counted() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let path = bank(&ann).await;
    let to = format!("{path}/intents/explain");
    let why =
        ann.post(&to, json!({"utterance": "my crad was stolen and what is my balance"})).await.expect(200);
    assert!(!why["intents"].as_array().unwrap().is_empty());
    assert_eq!(why["words"][1]["read_as"], "card");
    assert_eq!(why["exact"], false);
    for body in [
        json!({}),
        json!({"utterance": 3}),
        json!({"utterance": "a".repeat(1_001)}),
        json!({"utterance": "a", "x": 1}),
    ] {
        ann.post(&to, body).await.expect(400);
    }
    for odd in ["", "🍕🍕", "مرحبا بك", "\u{7}\u{1b}[31m"] {
        ann.post(&to, json!({"utterance": odd})).await.expect(200);
    }
    server.stranger().await.post(&to, json!({"utterance": "a"})).await.expect(404);
    server.nobody().post(&to, json!({"utterance": "a"})).await.expect(401);
    let (_, pin) = super::create(&ann, "Pin", "Numeric").await;
    for action in ["train", "evaluate", "explain"] {
        ann.post(&format!("{pin}/intents/{action}"), json!({"utterance": "a"})).await.expect(400);
    }
}
