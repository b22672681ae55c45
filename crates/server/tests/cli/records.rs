//! `baton records`: on the store itself, beside a server that runs.

use baton_store::Database;
use serde_json::json;

use super::examples::deployed;
use super::server::run;
use super::support::{Client, Server};

const CALLS: &str = "/DiaManT/api/internal/dialogs";
const DIALOGS: &str = "/dialogs-api/insights/v2/dialogs";

/// Somebody calls, and hangs up unless they stay.
async fn call(server: &Server, token: &str, number: &str, stays: bool) -> String {
    let caller = server.nobody().with("authorization", &format!("Bearer {token}"));
    let start =
        json!({"application_id": "bank", "source": "omIVR", "context": {"semantics": {"Ani": number}}});
    let begun = caller.post(CALLS, start).await.expect(200);
    let id = begun["dialogId"].as_str().unwrap().to_owned();
    if !stays {
        caller.post(&format!("{CALLS}/{id}"), json!({"utterance": "[hup]"})).await.expect(200);
    }
    id
}

async fn records_of(ann: &Client, dialog: &str) -> String {
    let answer = ann.get(&format!("{DIALOGS}/{dialog}/records")).await;
    assert_eq!(answer.status, 200, "{answer}");
    String::from_utf8(answer.body).unwrap()
}

baton_testing::on_both! {
async fn records_are_built_again_and_erased_by_a_command(test: &TestDatabase) {
    let server = Server::on(test).await;
    let bank = deployed(&server, "bank").await;
    let ann = server.developer().await;
    let [one, other] = [call(&server, &bank.deployed, "+49301", false).await, call(&server, &bank.deployed, "+49302", false).await];
    let open = call(&server, &bank.deployed, "+49301", true).await;
    let before = [records_of(&ann, &one).await, records_of(&ann, &other).await];
    let records = async |what: &[&str]| {
        let data = server.data().to_str().unwrap();
        let address = match test.database() {
            Database::Sqlite => "",
            Database::Postgres(address) => address,
        };
        let args = [&["records"], what, &["--data", data, "--database", address]].concat();
        run(args.into_iter().map(str::to_owned).collect()).await
    };

    let done = records(&["rebuild"]).await;
    assert_eq!((done.status, done.out.as_str()), (0, "Made the records of 5 turns.\n"), "{}", done.err);
    assert_eq!([records_of(&ann, &one).await, records_of(&ann, &other).await], before);

    let done = records(&["erase", "--ani", "+49301"]).await;
    assert_eq!((done.status, done.out.as_str()), (0, "Erased 1 dialog; 1 is under way and was left.\n"), "{}", done.err);
    ann.get(&format!("{DIALOGS}/{one}")).await.expect(404);
    assert_eq!(records_of(&ann, &other).await, before[1]);
    let done = records(&["erase", &open]).await;
    assert_eq!((done.status, done.err.as_str()), (2, "error: the dialog is under way; erase it when it has ended\n"));
    let done = records(&["erase", &other]).await;
    assert_eq!((done.status, done.out.as_str()), (0, "Erased.\n"), "{}", done.err);
    ann.get(&format!("{DIALOGS}/{other}")).await.expect(404);
    let done = records(&["erase", &other]).await;
    assert!(done.status != 0 && done.err.contains("there is no dialog"), "{}", done.err);
    let done = records(&["erase", "--ani", "****"]).await;
    assert!(done.status != 0 && done.err.contains("a mask names nobody"), "{}", done.err);
}
}
