//! What a receiver gets, whatever it does.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use baton_runtime::{Clock, Options, PerformOptions, Runtime, StreamOptions};
use baton_testing::TestDatabase;
use serde_json::{Value, json};

use super::receiver::{Mood, Receiver};
use super::subscriptions::SUBSCRIPTIONS;
use crate::channels::Call;
use crate::examples::App;
use crate::insights::{balance, records_of};
use crate::support::{Client, GROUP, Server, perform_options};

const DAY: i64 = 24 * 60 * 60;

/// The bank, somebody who maintains it, and a receiver.
async fn bank(test: &TestDatabase) -> (Server, App, Client, Receiver) {
    let server = Server::on(test).await;
    let app = crate::examples::deployed(&server, "bank").await;
    let ann = server.maintainer().await;
    (server, app, ann, Receiver::start().await)
}

/// Has records sent there, and answers the path of the subscription.
async fn subscribed(ann: &Client, kind: &str, receiver: &Receiver, more: Value) -> String {
    let mut body = json!({"ocp_group_name": GROUP, "type": kind, "url": receiver.url(),
                          "authentication": {"type": "none"}});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let made = ann.post(SUBSCRIPTIONS, body).await.expect(201);
    format!("{SUBSCRIPTIONS}/{}", made["id"].as_str().unwrap())
}

async fn deliver(server: &Server) {
    server.quiet().await;
    server.state.runtime.deliver_all().await.unwrap();
}

/// An address that closes each connection without a word.
async fn closing() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/records", listener.local_addr().unwrap());
    tokio::spawn(async move { while listener.accept().await.is_ok() {} });
    url
}

/// The steps of a root that are recorded.
async fn steps(ann: &Client, dialog: &str) -> Vec<i64> {
    let records = records_of(ann, dialog).await;
    let of_root = |it: &&Value| it["message_type"] == "dialog_step" && it["id"] == json!(dialog);
    records.iter().filter(of_root).map(|it| it["step"].as_i64().unwrap()).collect()
}

baton_testing::on_both! {
async fn each_receiver_is_sent_its_kind_of_record_once_and_in_order(test: &TestDatabase) {
    let (server, app, ann, ends) = bank(test).await;
    let (starts, all_steps) = (Receiver::start().await, Receiver::start().await);
    let before = balance(&server, &app, "1").await;
    subscribed(&ann, "dialog_end", &ends, json!({})).await;
    let of_starts = subscribed(&ann, "dialog_start", &starts, json!({"batch_size": 1})).await;
    let path =
        subscribed(&ann, "dialog_step", &all_steps, json!({"from": "2026-03-01T00:00:00Z", "batch_size": 3}))
            .await;
    let after = balance(&server, &app, "2").await;
    deliver(&server).await;
    deliver(&server).await;
    let records = records_of(&ann, &after).await;
    let of = |kind: &str| -> Vec<Value> {
        records.iter().filter(|record| record["message_type"] == json!(kind)).cloned().collect()
    };
    assert_eq!(ends.records(), of("dialog_end"), "from when it was made on");
    assert_eq!(starts.records(), of("dialog_start"));
    let alone = starts.taken().iter().all(|taken| taken.body.starts_with("{\"message_type\""));
    assert!(alone, "each by itself, not in a list");
    assert_eq!(all_steps.steps_of(&before), steps(&ann, &before).await, "from a moment on");
    assert_eq!(all_steps.steps_of(&after), steps(&ann, &after).await);
    let shown = ann.get(&path).await.expect(200);
    assert_eq!(shown["delivered"], json!(all_steps.records().len()));
    assert_eq!((&shown["waiting_since"], &shown["failing_since"]), (&Value::Null, &Value::Null));
    let shown = ann.get(&of_starts).await.expect(200);
    assert_eq!(shown["waiting_since"], Value::Null, "a turn without such a record is nothing that waits");
}

async fn each_message_is_signed_and_named(test: &TestDatabase) {
    let (server, app, ann, receiver) = bank(test).await;
    let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    let signature = json!({"authentication": {"type": "signature", "secret": secret}});
    subscribed(&ann, "dialog_end", &receiver, signature).await;
    balance(&server, &app, "1").await;
    receiver.be(Mood::Answers(500));
    deliver(&server).await;
    receiver.be(Mood::Takes);
    server.advance(1);
    balance(&server, &app, "2").await;
    deliver(&server).await;
    let tried = receiver.tried();
    let key = STANDARD.decode(secret.trim_start_matches("whsec_")).unwrap();
    let key = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA256, &key);
    for message in &tried {
        let (id, time) = (message.header("webhook-id"), message.header("webhook-timestamp"));
        let signed = aws_lc_rs::hmac::sign(&key, format!("{id}.{time}.{}", message.body).as_bytes());
        assert_eq!(message.header("webhook-signature"), format!("v1,{}", STANDARD.encode(signed)));
    }
    assert_eq!(tried[0].header("webhook-id"), tried[1].header("webhook-id"), "it is sent again as it was");
    assert_eq!(tried[0].body, tried[1].body);
    assert_ne!(tried[1].header("webhook-id"), tried[2].header("webhook-id"));
    assert_eq!(tried[1].header("webhook-timestamp"), "1772366401");
}

async fn a_token_is_fetched_kept_and_fetched_again_when_it_is_not_taken(test: &TestDatabase) {
    let (server, app, ann, receiver) = bank(test).await;
    receiver.give("first");
    receiver.be(Mood::WantsToken("first".into()));
    let oauth2 = json!({"type": "oauth2", "token_url": format!("{}/token", receiver.address),
                        "client_id": "baton", "client_secret": "s3cret"});
    let path =
        subscribed(&ann, "dialog_end", &receiver, json!({"batch_size": 1, "authentication": oauth2})).await;
    balance(&server, &app, "1").await;
    deliver(&server).await;
    let sent = receiver.taken().len();
    assert!(sent > 1);
    assert_eq!(receiver.given(), 1, "one token for all of them");
    // In the form; and a token that is no longer taken.
    let mut in_body = oauth2.clone();
    in_body["credentials_in"] = json!("body");
    ann.patch(&path, json!({"authentication": in_body})).await.expect(200);
    let runtime = &server.state.runtime;
    let streaming = runtime.keep_streaming();
    balance(&server, &app, "2").await;
    server.quiet().await;
    runtime.record_all().await.unwrap();
    while receiver.taken().len() < sent * 2 {
        tokio::task::yield_now().await;
    }
    receiver.give("second");
    receiver.be(Mood::WantsToken("second".into()));
    balance(&server, &app, "3").await;
    server.quiet().await;
    runtime.record_all().await.unwrap();
    while receiver.taken().len() < sent * 3 {
        tokio::task::yield_now().await;
    }
    streaming.abort();
    assert_eq!(receiver.given(), 3);
    // Wrong credentials are told.
    ann.patch(
        &path,
        json!({"authentication": {"type": "oauth2", "token_url": format!("{}/token", receiver.address),
                            "client_id": "baton", "client_secret": "wrong"}}),
    )
    .await
    .expect(200);
    balance(&server, &app, "4").await;
    deliver(&server).await;
    assert_eq!(ann.get(&path).await.expect(200)["detail"], "The token endpoint answered 401.");
}

async fn a_receiver_that_fails_is_told_why_and_gets_everything_afterwards(test: &TestDatabase) {
    let (server, app, ann, receiver) = bank(test).await;
    let path = subscribed(&ann, "dialog_step", &receiver, json!({})).await;
    let dialog = balance(&server, &app, "1").await;
    let elsewhere = Receiver::start().await;
    for (mood, detail) in [
        (Mood::Answers(500), "The receiver answered 500."),
        (Mood::Answers(404), "The receiver answered 404."),
        (Mood::LeadsTo(elsewhere.url()), "is not followed"),
        (Mood::LeadsTo("http://169.254.169.254/latest".into()), "is not followed"),
        (Mood::Breaks, "The receiver was not reached: what came back is no whole answer."),
    ] {
        receiver.be(mood.clone());
        deliver(&server).await;
        let shown = ann.get(&path).await.expect(200);
        assert_eq!(shown["state"], "failing", "{mood:?}: {shown}");
        assert!(shown["detail"].as_str().unwrap().contains(detail), "{mood:?}: {shown}");
        assert_eq!(shown["failing_since"], "2026-03-01T12:00:00.000000Z");
        assert_eq!(shown["waiting_since"], "2026-03-01T12:00:00.000000Z");
        // Not before its time.
        let tried = receiver.tried().len();
        deliver(&server).await;
        assert_eq!(receiver.tried().len(), tried);
        ann.patch(&path, json!({})).await.expect(200);
    }
    assert!(elsewhere.tried().is_empty(), "nobody is sent what was meant for another");
    receiver.be(Mood::Takes);
    deliver(&server).await;
    assert_eq!(receiver.steps_of(&dialog), steps(&ann, &dialog).await);
    let shown = ann.get(&path).await.expect(200);
    assert_eq!((&shown["state"], &shown["attempts"]), (&json!("delivering"), &json!(0)));
}

async fn a_receiver_in_this_network_is_refused_unless_it_is_allowed(test: &TestDatabase) {
    let (server, app, ann, receiver) = bank(test).await;
    let path = subscribed(&ann, "dialog_end", &receiver, json!({})).await;
    balance(&server, &app, "1").await;
    server.quiet().await;
    server.state.runtime.record_all().await.unwrap();
    let now = server.state.now();
    let strict = Runtime::new(
        server.state.store.clone(),
        Options { clock: Clock::from_fn(move || now), ..Options::default() },
    );
    strict.deliver_all().await.unwrap();
    let detail = ann.get(&path).await.expect(200)["detail"].clone();
    assert!(detail.as_str().unwrap().contains("may not be called"), "{detail}");
    assert!(receiver.tried().is_empty());
    // What the installation lets organizations allow, and this one does, is reached.
    let mut perform = PerformOptions::default();
    perform.calls.grantable = vec!["127.0.0.0/8".parse().unwrap()];
    let options =
        Options { clock: Clock::from_fn(move || now.plus_seconds(60)), perform, ..Options::default() };
    let granting = Runtime::new(server.state.store.clone(), options);
    granting.allow_addresses(server.organization, &["127.0.0.1".to_owned()]).await.unwrap();
    granting.deliver_all().await.unwrap();
    assert!(!receiver.taken().is_empty());
}

async fn a_receiver_that_hangs_holds_up_nobody_else(test: &TestDatabase) {
    let (server, app, ann, hangs) = bank(test).await;
    hangs.be(Mood::Hangs);
    let path = subscribed(&ann, "dialog_step", &hangs, json!({})).await;
    let quick = Receiver::start().await;
    subscribed(&ann, "dialog_end", &quick, json!({})).await;
    let streaming = server.state.runtime.keep_streaming();
    let dialog = balance(&server, &app, "1").await;
    server.quiet().await;
    server.state.runtime.record_all().await.unwrap();
    while quick.records().len() < 8 || hangs.tried().is_empty() {
        tokio::task::yield_now().await;
    }
    streaming.abort();
    assert!(quick.records().iter().all(|record| record["group"] == json!(dialog)));
    // It is given up after a while, and told so.
    let options = Options {
        perform: perform_options(),
        streams: StreamOptions { timeout: Duration::from_millis(50), ..StreamOptions::default() },
        clock: {
            let now = server.state.now();
            Clock::from_fn(move || now)
        },
        ..Options::default()
    };
    Runtime::new(server.state.store.clone(), options).deliver_all().await.unwrap();
    let shown = ann.get(&path).await.expect(200);
    assert_eq!(
        shown["detail"], "The receiver was not reached: the service took longer than 50 ms.",
        "{shown}"
    );
}

async fn whatever_a_receiver_does_callers_and_other_receivers_go_on(test: &TestDatabase) {
    let (server, app, ann, bad) = bank(test).await;
    let quick = Receiver::start().await;
    subscribed(&ann, "dialog_end", &quick, json!({})).await;
    let path = subscribed(&ann, "dialog_step", &bad, json!({})).await;
    let closes = closing().await;
    let streaming = server.state.runtime.keep_streaming();
    let mut dialogs = Vec::new();
    for (url, mood) in [
        (bad.url(), Mood::Answers(500)),
        (bad.url(), Mood::LeadsTo("http://169.254.169.254/latest".into())),
        (bad.url(), Mood::Breaks),
        // An attempt at the address before may still be under way.
        (closes, Mood::Breaks),
        (bad.url(), Mood::Hangs),
    ] {
        bad.be(mood.clone());
        // A change is tried at once.
        ann.patch(&path, json!({"url": url})).await.expect(200);
        let dialog = balance(&server, &app, "1").await;
        server.quiet().await;
        server.state.runtime.record_all().await.unwrap();
        let over = |record: &Value| record["id"] == json!(dialog);
        while !quick.records().iter().any(over) {
            tokio::task::yield_now().await;
        }
        if !matches!(mood, Mood::Hangs) {
            while ann.get(&path).await.expect(200)["state"] != "failing" {
                tokio::task::yield_now().await;
            }
        }
        assert!(bad.taken().is_empty(), "{mood:?}");
        dialogs.push(dialog);
    }
    streaming.abort();
    bad.be(Mood::Takes);
    ann.patch(&path, json!({"url": bad.url()})).await.expect(200);
    deliver(&server).await;
    for dialog in &dialogs {
        assert_eq!(bad.steps_of(dialog), steps(&ann, dialog).await, "nothing is lost");
    }
}

async fn a_dialog_that_is_refused_holds_up_no_other_and_is_set_aside_after_a_day(test: &TestDatabase) {
    let (server, app, ann, receiver) = bank(test).await;
    let path = subscribed(&ann, "dialog_step", &receiver, json!({})).await;
    let [first, bad, last] = [
        balance(&server, &app, "1").await,
        balance(&server, &app, "2").await,
        balance(&server, &app, "3").await,
    ];
    receiver.be(Mood::Refuses(bad.clone()));
    deliver(&server).await;
    for dialog in [&first, &last] {
        assert_eq!(receiver.steps_of(dialog), steps(&ann, dialog).await);
    }
    assert!(receiver.steps_of(&bad).is_empty());
    let held = ann.get(&format!("{path}/held")).await.expect(200);
    let one = &held["held"][0];
    assert_eq!((&one["group"], &one["status"]), (&json!(bad), &json!("retrying")), "{held}");
    server.advance(DAY + 1);
    deliver(&server).await;
    let ann = server.member("later", baton_auth::Role::Maintainer).await;
    let held = ann.get(&format!("{path}/held")).await.expect(200);
    assert_eq!((&held["held"][0]["status"], &held["held"][0]["attempts"]), (&json!("set_aside"), &json!(2)));
    assert_eq!(ann.get(&path).await.expect(200)["set_aside"], 1);
    // It is not tried any more until somebody asks for it.
    receiver.be(Mood::Takes);
    server.advance(60);
    deliver(&server).await;
    assert!(receiver.steps_of(&bad).is_empty());
    let answer = ann.post(&format!("{path}/replay"), json!({"group": bad})).await.expect(202);
    assert_eq!(answer["dialogs"], 1);
    deliver(&server).await;
    assert_eq!(receiver.steps_of(&bad), steps(&ann, &bad).await);
    assert_eq!(ann.get(&format!("{path}/held")).await.expect(200)["held"], json!([]));
}

async fn what_nobody_takes_for_a_day_is_set_aside_and_can_be_sent_later(test: &TestDatabase) {
    let (server, app, ann, receiver) = bank(test).await;
    let path = subscribed(&ann, "dialog_step", &receiver, json!({})).await;
    receiver.be(Mood::Answers(503));
    let old = balance(&server, &app, "1").await;
    deliver(&server).await;
    server.advance(DAY + 2);
    let young = balance(&server, &app, "2").await;
    drop(ann);
    let ann = server.member("later", baton_auth::Role::Maintainer).await;
    deliver(&server).await;
    let shown = ann.get(&path).await.expect(200);
    assert_eq!((&shown["set_aside"], &shown["state"]), (&json!(1), &json!("failing")), "{shown}");
    receiver.be(Mood::Takes);
    server.advance(3_600);
    deliver(&server).await;
    let ann = server.member("much_later", baton_auth::Role::Maintainer).await;
    assert!(receiver.steps_of(&old).is_empty());
    assert_eq!(receiver.steps_of(&young), steps(&ann, &young).await);
    assert_eq!(ann.post(&format!("{path}/replay"), json!({})).await.expect(202)["dialogs"], 1);
    deliver(&server).await;
    assert_eq!(receiver.steps_of(&old), steps(&ann, &old).await);
}

async fn only_dialogs_with_records_for_the_receiver_are_set_aside(test: &TestDatabase) {
    let (server, app, ann, receiver) = bank(test).await;
    let path = subscribed(&ann, "dialog_end", &receiver, json!({})).await;
    receiver.be(Mood::Answers(503));
    let over = balance(&server, &app, "1").await;
    // Nothing of this one has ended yet.
    let open = Call::start(&server, &app.deployed).await;
    deliver(&server).await;
    server.advance(DAY + 2);
    deliver(&server).await;
    let ann = server.member("later", baton_auth::Role::Maintainer).await;
    let held = ann.get(&format!("{path}/held")).await.expect(200);
    let groups: Vec<&Value> = held["held"].as_array().unwrap().iter().map(|one| &one["group"]).collect();
    assert_eq!(groups, [&json!(over)]);
    receiver.be(Mood::Takes);
    server.advance(3_600);
    open.send(json!({"utterance": "[hup]"})).await.expect(200);
    deliver(&server).await;
    let ends = receiver.records();
    assert!(!ends.is_empty() && ends.iter().all(|end| end["group"] == json!(open.dialog)), "{ends:?}");
}

async fn everything_from_a_moment_on_is_sent_again_when_it_is_asked_for(test: &TestDatabase) {
    let (server, app, ann, receiver) = bank(test).await;
    let path = subscribed(&ann, "dialog_end", &receiver, json!({})).await;
    balance(&server, &app, "1").await;
    deliver(&server).await;
    let once = receiver.records();
    ann.post(&format!("{path}/replay"), json!({"from": "2026-03-01T12:00:00Z"})).await.expect(202);
    deliver(&server).await;
    assert_eq!(receiver.records(), [once.clone(), once].concat());
}

async fn a_paused_subscription_sends_later_what_happens_meanwhile(test: &TestDatabase) {
    let (server, app, ann, receiver) = bank(test).await;
    let path = subscribed(&ann, "dialog_step", &receiver, json!({})).await;
    ann.patch(&path, json!({"status": "paused"})).await.expect(200);
    let dialog = balance(&server, &app, "1").await;
    deliver(&server).await;
    assert!(receiver.tried().is_empty());
    ann.patch(&path, json!({"status": "active"})).await.expect(200);
    deliver(&server).await;
    assert_eq!(receiver.steps_of(&dialog), steps(&ann, &dialog).await);
}
}
