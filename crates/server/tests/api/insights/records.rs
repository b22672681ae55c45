use baton_runtime::{Clock, Options, Runtime};
use baton_store::RecordRow;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{DIALOGS, balance, bank, records_of};
use crate::channels::Call;
use crate::support::{GROUP, START, Server, tells};

baton_testing::on_both! {
async fn every_app_flow_and_miniapp_is_a_dialog_that_begins_steps_and_ends_under_one_group(test: &TestDatabase) {
    let server = Server::on(test).await;
    let (bank, ann) = bank(&server).await;
    let dialog = balance(&server, &bank, "+4930123").await;
    let records = records_of(&ann, &dialog).await;
    let of = |kind: &str| records.iter().filter(|record| record["message_type"] == kind).collect::<Vec<_>>();
    let (starts, steps, ends) = (of("dialog_start"), of("dialog_step"), of("dialog_end"));
    assert!(starts.len() > 4, "{}", starts.len());
    assert_eq!(starts.len(), ends.len(), "what began has ended");
    assert!(records.iter().all(|record| record["group"] == json!(dialog)));
    for start in &starts {
        let own = |list: &[&serde_json::Value]| list.iter().filter(|one| one["id"] == start["id"]).count();
        assert_eq!(own(&ends), 1, "{start}");
    }

    let root = starts[0];
    assert_eq!(root["id"], json!(dialog));
    assert_eq!((&root["origin_uri"], &root["destination_uri"]), (&json!("+4930123"), &json!("800")));
    assert_eq!((&root["channel"], &root["test_flag"]), (&json!("omIVR"), &json!(false)));
    assert_eq!(root["time"], 1_772_366_400_000_i64);
    assert_eq!(root["flow"]["ocp_group_name"], GROUP);
    assert_eq!(root["flow"]["organization"], "acme");
    assert_eq!(root["flow"]["ocp_organization_id"], json!(server.organization.to_string()));
    assert_eq!(root["hashed_origin_uri"].as_str().unwrap().len(), 64);
    for key in
        "session_id connection_id device_type direction incoming_attached_data asr diamant app".split(' ')
    {
        assert!(root.get(key).is_some(), "{key}");
    }
    let below = starts.iter().find(|start| start["flow"]["parent_id"] == json!(dialog)).unwrap();
    assert_eq!(below["flow"]["path"][0], root["flow"]["name"]);
    assert_eq!(below["flow"]["parent_name"], root["flow"]["name"]);

    let whole: Vec<_> = steps.iter().filter(|step| step["id"] == json!(dialog)).collect();
    assert_eq!(
        whole.iter().map(|step| step["step"].as_i64().unwrap()).collect::<Vec<_>>(),
        [1, 2, 3, 4, 5, 6, 7, 8, 9]
    );
    // Nothing was asked yet, and the welcome is an announcement.
    assert!(whole.iter().take(2).all(|step| step["nlu"]["result_type"] == "NONE"), "{whole:?}");
    let asked = whole.iter().find(|step| step["original_utterance"] == "what is my balance").unwrap();
    assert_eq!(asked["nlu"]["result_type"], "RECOGNITION");
    assert_eq!(asked["action"]["type"], "ASK");
    assert!(asked["action"]["prompt"].as_str().unwrap().contains("account number"));
    assert!(asked["nlu"]["semantic_interpretation"][0]["intent"]["confidence"].as_f64().unwrap() > 50.0);
    assert!(asked["events"].is_array());
    let of_intent = steps.iter().find(|step| step["action"]["name"] == "ExitAction:GET_INTENT").unwrap();
    assert_eq!(of_intent["original_utterance"], "what is my balance");

    let end = ends.iter().find(|end| end["id"] == json!(dialog)).unwrap();
    assert_eq!((&end["end_type"], &end["result"]), (&json!("NEAR_HUP"), &json!("success")));
    let events = end["events"].as_str().unwrap();
    assert!(
        events.starts_with("auxiliary:initiated,") && events.ends_with("globalResult:success,HUP:NEAR"),
        "{events}"
    );
    let keys: Vec<_> =
        end["kvps"].as_array().unwrap().iter().map(|kvp| kvp["key"].as_str().unwrap()).collect();
    for key in ["appId", "testMode", "Locale"] {
        assert!(keys.contains(&key), "{keys:?}");
    }
}

async fn silence_is_told_of_where_something_was_asked(test: &TestDatabase) {
    let server = Server::on(test).await;
    let (app, ann) = bank(&server).await;
    let mut call = Call::start(&server, &app.deployed).await;
    while call.action() != "ask" {
        call.say("[noinput]").await;
    }
    call.say("[noinput]").await;
    let records = records_of(&ann, &call.dialog).await;
    let root = records.iter().filter(|one| one["id"] == json!(call.dialog) && one["nlu"].is_object());
    let told: Vec<_> = root.map(|step| step["nlu"]["result_type"].as_str().unwrap().to_owned()).collect();
    let (last, before) = told.split_last().unwrap();
    assert_eq!(last, "NO_INPUT");
    assert!(before.iter().all(|told| told == "NONE"), "{told:?}");
}

async fn logs_and_records_are_told_of_some_turns_when_that_is_asked_for(test: &TestDatabase) {
    let server = Server::on(test).await;
    let (app, ann) = bank(&server).await;
    let dialog = balance(&server, &app, "1").await;
    let path = format!("{DIALOGS}/{dialog}");
    let text = async |path: String| String::from_utf8(ann.get(&path).await.body).unwrap();
    for what in ["log", "records"] {
        let whole = text(format!("{path}/{what}")).await;
        let mut pieces = String::new();
        for after in (0..9).step_by(2) {
            let piece = text(format!("{path}/{what}?after={after}&limit=2")).await;
            assert!(!piece.is_empty());
            pieces.push_str(&piece);
        }
        assert_eq!(pieces, whole, "{what}");
        assert_eq!(text(format!("{path}/{what}?after=9")).await, "");
        ann.get(&format!("{path}/{what}?limit=0")).await.expect(400);
        ann.get(&format!("{path}/{what}?after=first")).await.expect(400);
    }
    let whole = ann.get(&path).await.expect(200);
    let count = whole["tree"].as_array().unwrap().len();
    assert_eq!(whole["tree_count"], count);
    let rest = ann.get(&format!("{path}?offset=1&limit=2")).await.expect(200);
    assert_eq!(rest["tree"].as_array().unwrap()[..], whole["tree"].as_array().unwrap()[1..3]);
    assert_eq!(rest["tree_count"], count);
    ann.get(&format!("{path}?limit=1001")).await.expect(400);
}

async fn readers_of_one_dialog_each_go_on_where_they_are(test: &TestDatabase) {
    let server = Server::on(test).await;
    let (app, ann) = bank(&server).await;
    let dialog = balance(&server, &app, "1").await;
    let whole = records_of(&ann, &dialog).await;
    let rows = server.state.store.records().of_tree(&dialog).await.unwrap();
    let (one, other) = (Uuid::new_v4(), Uuid::new_v4());
    let told = async |reader, rows: &[RecordRow]| {
        let told = server.state.runtime.told(reader, rows.to_vec()).await.unwrap();
        let records = told.into_iter().flat_map(|turn| turn.records);
        records.map(|line| serde_json::from_str::<Value>(&line).unwrap()).collect::<Vec<_>>()
    };
    // One turn by turn, another behind it in pieces, a third without going on: all are told the same.
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for piece in rows.chunks(3) {
        for row in piece {
            first.extend(told(Some(one), std::slice::from_ref(row)).await);
        }
        second.extend(told(Some(other), piece).await);
        assert_eq!(first, second);
    }
    assert_eq!(first, whole);
    // Whoever goes back is told again.
    assert_eq!(told(Some(one), &rows[..2]).await, whole[..told(None, &rows[..2]).await.len()]);
}

async fn what_is_sensitive_is_in_no_record_no_log_and_no_row(test: &TestDatabase) {
    let server = Server::on(test).await;
    let (bank, ann) = bank(&server).await;
    let dialog = balance(&server, &bank, "1").await;
    let log = ann.get(&format!("{DIALOGS}/{dialog}/log")).await;
    let records = ann.get(&format!("{DIALOGS}/{dialog}/records")).await;
    for told in [log.body, records.body] {
        let told = String::from_utf8(told).unwrap();
        assert!(told.contains("****") && told.contains("what is my balance"), "{told}");
        assert!(!told.contains("12345678") && !tells(&told, "4711"), "{told}");
    }
    for row in server.state.store.records().of_tree(&dialog).await.unwrap() {
        assert!(!row.said.contains("12345678") && !tells(&row.said, "4711"));
    }
}

async fn the_log_is_text_with_a_line_for_each_event(test: &TestDatabase) {
    let server = Server::on(test).await;
    let (bank, ann) = bank(&server).await;
    let dialog = balance(&server, &bank, "1").await;
    let answer = ann.get(&format!("{DIALOGS}/{dialog}/log")).await;
    assert_eq!(answer.header("content-type"), "text/plain; charset=utf-8");
    let log = String::from_utf8(answer.body).unwrap();
    for line in log.lines() {
        assert!(line.starts_with("2026-03-01T12:00:00.000000Z step "), "{line}");
    }
    for part in [
        "said: what is my balance (text)",
        "understood: intent ",
        "set: ",
        "prompt: How can I help you?",
        "ended: NEAR_HUP success",
    ] {
        assert!(log.contains(part), "{part} is missing:\n{log}");
    }
    let tree = ann.get(&format!("{DIALOGS}/{dialog}")).await.expect(200);
    let part = tree["tree"].as_array().unwrap().iter().find(|one| one["kind"] == "miniapp").unwrap();
    let id = part["id"].as_str().unwrap();
    let of_part = String::from_utf8(ann.get(&format!("{DIALOGS}/{id}/log")).await.body).unwrap();
    assert!(!of_part.is_empty() && of_part.len() < log.len());
    assert!(records_of(&ann, id).await.iter().all(|record| record["id"] == id));
}

async fn a_caller_who_gives_up_is_told_with_where_and_why(test: &TestDatabase) {
    let server = Server::on(test).await;
    let (bank, ann) = bank(&server).await;
    let mut call = Call::start(&server, &bank.deployed).await;
    call.say("[noinput]").await;
    call.say("[hup]").await;
    let records = records_of(&ann, &call.dialog).await;
    let last = records.last().unwrap();
    assert_eq!((&last["message_type"], &last["end_type"]), (&json!("dialog_end"), &json!("FAR_HUP")));
    let hup = records.iter().rev().find(|record| record["message_type"] == "dialog_step").unwrap();
    assert_eq!(hup["nlu"]["result_type"], "HUP");
    assert_eq!(last["origin_uri"], "undefined");
}

async fn records_built_again_are_the_same_and_keep_their_places(test: &TestDatabase) {
    let server = Server::on(test).await;
    let (bank, ann) = bank(&server).await;
    let dialog = balance(&server, &bank, "1").await;
    let open = Call::start(&server, &bank.deployed).await;
    ann.get(&format!("{DIALOGS}/{dialog}/records")).await;
    let records = server.state.store.records();
    let (before, tree) = (records.of_tree(&dialog).await.unwrap(), records.tree(&dialog, 0, 1_000).await.unwrap());
    server.quiet().await;
    assert_eq!(server.state.runtime.rebuild_records().await.unwrap(), 10);
    assert!(records.of_tree(&dialog).await.unwrap() == before, "the same, at the same positions");
    assert!(records.tree(&dialog, 0, 1_000).await.unwrap() == tree);
    // A dialog under way goes on after what was built again.
    open.send(json!({"utterance": "[hup]"})).await.expect(200);
    assert_eq!(records_of(&ann, &open.dialog).await.last().unwrap()["message_type"], "dialog_end");
}

async fn a_node_that_did_not_begin_a_dialog_goes_on_with_its_records(test: &TestDatabase) {
    let server = Server::on(test).await;
    let (bank, ann) = bank(&server).await;
    let mut call = Call::start(&server, &bank.deployed).await;
    call.say("[noinput]").await;
    server.quiet().await;
    server.state.runtime.record_all().await.unwrap();
    call.say("[hup]").await;
    // Another node takes over once the lease of the first is over.
    let other = Runtime::new(server.state.store.clone(), Options::default());
    server.quiet().await;
    other.record_all().await.unwrap();
    let steps = |records: Vec<serde_json::Value>| {
        let steps = records.into_iter().filter(|record| record["message_type"] == "dialog_step");
        steps.filter(|step| step["group"] == step["id"]).count()
    };
    assert_eq!(steps(records_of(&ann, &call.dialog).await), 3);
}

async fn whoever_asks_another_node_than_the_one_that_records_waits_for_the_last_turn(test: &TestDatabase) {
    let server = Server::on(test).await;
    let (bank, _) = bank(&server).await;
    let mut call = Call::start(&server, &bank.deployed).await;
    server.quiet().await;
    // This one has the lease.
    assert!(server.state.runtime.record_all().await.unwrap());
    let clock = Clock::from_fn(|| START);
    let other = Runtime::new(server.state.store.clone(), Options { clock, ..Options::default() });
    let recording = server.state.runtime.keep_recording();
    for words in ["[noinput]", "what is my balance", "12345678"] {
        call.say(words).await;
        assert!(other.record_all().await.unwrap());
        let recorded = server.state.store.records().last_step(&call.dialog).await.unwrap();
        assert_eq!(Some(recorded), call.last["step"].as_i64(), "{words}");
    }
    recording.abort();
}

async fn records_go_with_their_dialogs_after_sixty_days(test: &TestDatabase) {
    let server = Server::on(test).await;
    let (bank, ann) = bank(&server).await;
    let dialog = balance(&server, &bank, "1").await;
    assert!(!records_of(&ann, &dialog).await.is_empty());
    server.advance(61 * 24 * 60 * 60);
    server.state.runtime.clean().await.unwrap();
    assert!(server.state.store.records().of_tree(&dialog).await.unwrap().is_empty());
    assert!(server.state.store.records().tree_count(&dialog).await.unwrap() == 0);
    // What begins next is told, although its entries take the numbers of those that went.
    let dialog = balance(&server, &bank, "2").await;
    let ann = server.member("somebody", baton_auth::Role::Viewer).await;
    assert!(!records_of(&ann, &dialog).await.is_empty());
}
}
