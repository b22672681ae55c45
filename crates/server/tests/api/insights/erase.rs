use serde_json::json;

use super::{DIALOGS, balance, bank, records_of};
use crate::channels::Call;
use crate::support::Server;

baton_testing::on_both! {
async fn an_owner_erases_a_dialog_by_any_of_its_parts(test: &TestDatabase) {
    let server = Server::on(test).await;
    let (app, ann) = bank(&server).await;
    let owner = server.owner().await;
    let (gone, kept) = (balance(&server, &app, "1").await, balance(&server, &app, "2").await);
    let part = records_of(&ann, &gone).await[1]["id"].as_str().unwrap().to_owned();
    ann.delete(&format!("{DIALOGS}/{part}")).await.expect(403);
    owner.delete(&format!("{DIALOGS}/{part}")).await.expect(204);
    owner.get(&format!("{DIALOGS}/{gone}")).await.expect(404);
    assert!(server.state.store.turns().journal(&gone).await.unwrap().is_empty());
    assert!(server.state.store.turns().load_dialog(&gone).await.unwrap().is_none());
    assert!(!records_of(&owner, &kept).await.is_empty());
    // What comes after an erased newest dialog is told.
    owner.delete(&format!("{DIALOGS}/{kept}")).await.expect(204);
    let next = balance(&server, &app, "3").await;
    assert!(!records_of(&owner, &next).await.is_empty());
}

async fn a_caller_is_erased_but_for_what_is_under_way(test: &TestDatabase) {
    let server = Server::on(test).await;
    let (app, ann) = bank(&server).await;
    let owner = server.owner().await;
    let first = balance(&server, &app, "+49 30 1").await;
    let other = balance(&server, &app, "+49 30 2").await;
    let request = json!({"context": {"semantics": {"Ani": "+49 30 1"}}});
    let open = Call::start_with(&server, &app.deployed, request).await;
    let erase = format!("{DIALOGS}/erase");
    assert_eq!(ann.post(&erase, json!({"ani": "+49 30 1"})).await.expect(200)["erased"], 0);
    ann.post(&erase, json!({"ani": "+49 30 1", "ocp_group_name": "demo"})).await.expect(403);
    let erased = owner.post(&erase, json!({"ani": "+49 30 1", "ocp_group_name": "demo"})).await.expect(200);
    assert_eq!(erased, json!({"erased": 1, "under_way": 1, "more": false}));
    owner.get(&format!("{DIALOGS}/{first}")).await.expect(404);
    owner.get(&format!("{DIALOGS}/{other}")).await.expect(200);
    owner.delete(&format!("{DIALOGS}/{}", open.dialog)).await.expect(409);
    assert_eq!(owner.post(&erase, json!({})).await.expect(400), json!({"ani": ["This field is required."]}));
    for bad in [json!({"ani": ""}), json!({"ani": "****"}), json!({"ani": "1", "more": 1})] {
        owner.post(&erase, bad).await.expect(400);
    }
    owner.post(&erase, json!({"ani": "1", "ocp_group_name": "elsewhere"})).await.expect(404);
}
}
