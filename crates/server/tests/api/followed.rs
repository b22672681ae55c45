//! One conversation with the bank, followed from what the caller was answered to all that is told of it.

use serde_json::{Value, json};

use crate::channels::Call;
use crate::exports::receiver::Receiver;
use crate::insights::{DIALOGS, bank, records_of};
use crate::support::{Client, GROUP, Server};

/// Has all records of the group sent to a receiver.
async fn subscribed(maintainer: &Client) -> Receiver {
    let receiver = Receiver::start().await;
    for kind in ["dialog_start", "dialog_step", "dialog_end"] {
        let body = json!({"ocp_group_name": GROUP, "type": kind, "url": receiver.url()});
        maintainer.post("/exports-api/v1/subscriptions", body).await.expect(201);
    }
    receiver
}

async fn summed(ann: &Client, table: &str, body: Value) -> Value {
    let mut asked = json!({"start": "2026-03-01 00:00:00", "end": "2026-03-02 00:00:00", "timezone": "UTC",
                           "time_column": "STREAM_START_DATETIME", "ocp_group_names": [GROUP]});
    asked.as_object_mut().unwrap().extend(body.as_object().unwrap().clone());
    ann.post(&format!("/metrics-api/v3/tables/{table}"), asked).await.expect(200)["metrics"].clone()
}

fn of<'a>(records: &'a [Value], kind: &str, dialog: &str) -> Vec<&'a Value> {
    let wanted = |record: &&Value| record["message_type"] == kind && record["id"] == dialog;
    records.iter().filter(wanted).collect()
}

baton_testing::on_both! {
async fn a_conversation_is_followed_from_the_answer_to_records_log_metrics_and_the_receiver_s_copy(test: &TestDatabase) {
    let server = Server::on(test).await;
    let (app, ann) = bank(&server).await;
    let receiver = subscribed(&server.maintainer().await).await;

    // What the caller heard, turn by turn.
    let request = json!({"source": "omIVR", "context": {"semantics": {"Ani": "+4930123", "Dnis": "800"}}});
    let mut call = Call::start_with(&server, &app.deployed, request).await;
    let mut answers = vec![call.last.clone()];
    for words in ["[noinput]", "what is my balance", "12345678", "4711", "savings", "no"] {
        let mut next = words;
        loop {
            call.last = call.send(json!({"utterance": next})).await.expect(200);
            answers.push(call.last.clone());
            if call.action() != "announcement" {
                break;
            }
            next = "[noinput]";
        }
    }
    assert_eq!(call.action(), "exit");
    let dialog = call.dialog.clone();

    // Each answer is a step of the root: the same number, the same words.
    let records = records_of(&ann, &dialog).await;
    let steps = of(&records, "dialog_step", &dialog);
    assert_eq!(steps.len(), answers.len());
    for (step, answer) in steps.iter().zip(&answers) {
        assert_eq!(step["step"], answer["step"]);
        assert_eq!(step["action"]["prompt"], answer["prompt"], "{step}");
        let kind = answer["action"]["type"].as_str().unwrap().to_uppercase();
        assert_eq!(step["action"]["type"], json!(kind), "{step}");
    }
    let asked = steps.iter().find(|step| step["original_utterance"] == "what is my balance").unwrap();
    assert_eq!(asked["nlu"]["result_type"], "RECOGNITION");
    let start = of(&records, "dialog_start", &dialog)[0];
    assert_eq!((&start["origin_uri"], &start["destination_uri"]), (&json!("+4930123"), &json!("800")));
    let end = of(&records, "dialog_end", &dialog)[0];
    assert_eq!((&end["end_type"], &end["result"]), (&json!("NEAR_HUP"), &json!("success")));
    let said: Vec<&str> = steps.iter().map(|step| step["original_utterance"].as_str().unwrap()).collect();
    assert_eq!(said.iter().filter(|said| **said == "****").count(), 2, "what is sensitive is masked: {said:?}");

    // Its log says the same.
    let log = ann.get(&format!("{DIALOGS}/{dialog}/log")).await;
    let log = String::from_utf8(log.body).unwrap();
    assert!(log.contains("said: what is my balance") && !log.contains("said: 4711"), "{log}");
    for prompt in answers.iter().flat_map(|answer| answer["action"]["message"]["prompts"].as_array().unwrap()) {
        assert!(log.contains(&format!("prompt: {}", prompt["content"].as_str().unwrap())), "{prompt}: {log}");
    }

    // It is found by its caller and by what they said.
    let search = json!({"from_ms": "1772323200000", "to_ms": "1772409600000",
                        "query_params": {"ani": ["+4930123"], "text": "my balance"}});
    let found = ann.post(&format!("{DIALOGS}/search"), search).await.expect(200);
    assert_eq!(found["dialogs"][0]["id"], json!(dialog));

    // The metrics count it: one dialog that was contained, as many turns as answers, its intent.
    let metrics = json!({"metrics": [{"name": "TOTAL_FLOWS", "operator": "count"}, {"name": "CONTAINED", "operator": "sum"},
                                     {"name": "STEPS", "operator": "sum"}]});
    let told = summed(&ann, "DIALOGS_METRICS/aggregations", metrics).await;
    let values: Vec<&Value> = told.as_array().unwrap().iter().map(|metric| &metric["value"]).collect();
    assert_eq!(values, [&json!(1), &json!(1), &json!(answers.len())]);
    let turns = json!({"metrics": [{"name": "TOTAL_TURNS", "operator": "sum"}]});
    assert_eq!(summed(&ann, "TURNS_METRICS/aggregations", turns).await[0]["value"], json!(answers.len()));
    let intents = json!({"metrics": [{"name": "TOTAL_INTENTS", "operator": "sum"}], "group_by": {"columns": ["INTENT"], "percentage": []}});
    let intents = summed(&ann, "INTENTS_METRICS/groups", intents).await;
    assert!(intents.to_string().contains("Balance"), "{intents}");

    // And the receiver has a copy of every record, those of a dialog in order.
    server.quiet().await;
    server.state.runtime.deliver_all().await.unwrap();
    let copy = receiver.records();
    assert_eq!(copy.len(), records.len());
    assert!(records.iter().all(|record| copy.contains(record)));
    let of_root: Vec<Value> = of(&copy, "dialog_step", &dialog).into_iter().cloned().collect();
    assert_eq!(of_root, steps.into_iter().cloned().collect::<Vec<Value>>());
}
}
