//! Who is sent records, how far they have come, and what is held back from them.

use baton_model::Timestamp;
use baton_store::{
    Error, Failing, HeldDialog, Page, Progress, RecordBatch, RecordRow, Store, Subscription,
    SubscriptionChanges, SubscriptionFilter,
};
use serde_json::json;
use uuid::Uuid;

use super::rows::{NOW, organization};

fn subscription(kind: &str) -> Subscription {
    Subscription {
        id: Uuid::new_v4(),
        group_name: "sales".into(),
        kind: kind.into(),
        url: "https://receiver.example/".into(),
        authentication: json!({"type": "none"}),
        status: "active".into(),
        batch_size: 100,
        position: 0,
        trying_to: 0,
        attempts: 0,
        failing_since: None,
        next_at: Timestamp(0),
        failure: String::new(),
        delivered: 0,
        delivered_at: None,
        created_at: NOW,
        updated_at: NOW,
    }
}

/// Records of turns: dialog, group and seconds, in order.
async fn recorded(store: &Store, turns: &[(&str, &str, i64)]) {
    let feed = store.records().feed();
    let from = feed.hold("test", NOW, NOW.plus_seconds(10)).await.unwrap().unwrap();
    let mut to = from;
    let mut records = Vec::new();
    for (step, (dialog, group, seconds)) in turns.iter().enumerate() {
        to.position += 1;
        records.push(RecordRow {
            position: to.position,
            group_id: (*dialog).to_owned(),
            step: i64::try_from(step).unwrap(),
            time: NOW.plus_seconds(*seconds),
            ocp_group: (*group).to_owned(),
            said: String::new(),
        });
    }
    to.seq += 1;
    let batch = RecordBatch { from, to, records, began: vec![], over: vec![], counts: vec![] };
    assert!(feed.commit(batch).await.unwrap());
}

fn progress(from: i64, to: i64) -> Progress {
    Progress { from, to, delivered: to - from, now: NOW, held: Vec::new(), failing: None }
}

fn held(id: Uuid, dialog: &str, position: i64) -> HeldDialog {
    HeldDialog {
        subscription_id: id,
        group_id: dialog.into(),
        position,
        status: "retrying".into(),
        since: NOW,
        attempts: 1,
        next_at: NOW.plus_seconds(1),
        failure: "no".into(),
    }
}

baton_testing::on_both! {
    async fn a_group_has_one_receiver_of_each_kind_and_they_go_with_it(test: &TestDatabase) {
        let store = test.store().await;
        organization(&store).await;
        let row = subscription("dialog_step");
        store.subscriptions().insert(&row).await.unwrap();
        let twice = store.subscriptions().insert(&subscription("dialog_step")).await;
        assert!(matches!(twice, Err(Error::Taken(_))));
        let nobody = Subscription { group_name: "nobody".into(), ..subscription("dialog_end") };
        assert!(matches!(store.subscriptions().insert(&nobody).await, Err(Error::Reference(_))));
        let changes = SubscriptionChanges { status: Some("paused".into()), ..SubscriptionChanges::default() };
        assert!(store.subscriptions().change(row.id, &changes).await.unwrap());
        assert!(store.subscriptions().active().await.unwrap().is_empty());
        assert_eq!(store.subscriptions().of_groups(&["sales".to_owned()], SubscriptionFilter::default(), Page { limit: 10, offset: 0 }).await.unwrap().len(), 1);
        store.groups().delete("sales").await.unwrap();
        assert_eq!(store.subscriptions().get(row.id).await.unwrap(), None);
    }

    async fn a_place_moves_on_only_from_where_it_was_read(test: &TestDatabase) {
        let store = test.store().await;
        organization(&store).await;
        let row = subscription("dialog_step");
        store.subscriptions().insert(&row).await.unwrap();
        let streams = store.records().streams();
        assert!(streams.commit(row.id, &progress(0, 5)).await.unwrap());
        assert!(!streams.commit(row.id, &progress(0, 7)).await.unwrap(), "somebody has gone on");
        let failing = Failing { trying_to: 9, attempts: 3, since: NOW, next_at: NOW.plus_seconds(5), failure: "no".into() };
        let failed = Progress { failing: Some(failing), ..progress(5, 6) };
        assert!(streams.commit(row.id, &failed).await.unwrap());
        let read = store.subscriptions().get(row.id).await.unwrap().unwrap();
        assert_eq!((read.position, read.delivered, read.trying_to, read.attempts), (6, 6, 9, 3));
        assert_eq!((read.failing_since, read.delivered_at), (Some(NOW), Some(NOW)));
        assert!(streams.commit(row.id, &progress(6, 6)).await.unwrap());
        let read = store.subscriptions().get(row.id).await.unwrap().unwrap();
        assert_eq!((read.failing_since, read.failure.as_str(), read.trying_to), (None, "", 0));
        streams.rewind(row.id, 2).await.unwrap();
        assert_eq!(store.subscriptions().get(row.id).await.unwrap().unwrap().position, 2);
        assert!(!streams.commit(row.id, &progress(6, 7)).await.unwrap(), "somebody has gone back");
    }

    async fn a_dialog_is_held_back_until_it_is_released_or_erased(test: &TestDatabase) {
        let store = test.store().await;
        organization(&store).await;
        let row = subscription("dialog_step");
        store.subscriptions().insert(&row).await.unwrap();
        let streams = store.records().streams();
        let with = Progress { held: vec![held(row.id, "one", 3), held(row.id, "two", 4)], ..progress(0, 5) };
        assert!(streams.commit(row.id, &with).await.unwrap());
        assert_eq!(streams.held_of(row.id, &["one", "three"]).await.unwrap(), ["one"]);
        assert_eq!(streams.held_due(row.id, NOW).await.unwrap(), None);
        let due = streams.held_due(row.id, NOW.plus_seconds(1)).await.unwrap().unwrap();
        assert_eq!(due.group_id, "one");
        let aside = HeldDialog { status: "set_aside".into(), ..due.clone() };
        streams.put_held(&aside).await.unwrap();
        assert_eq!(streams.held_due(row.id, NOW.plus_seconds(1)).await.unwrap().unwrap().group_id, "two");
        assert_eq!(streams.replay(row.id, Some("one"), NOW).await.unwrap(), 1);
        assert_eq!(streams.replay(row.id, Some("nobody"), NOW).await.unwrap(), 0);
        assert_eq!(streams.count_held(row.id, "retrying").await.unwrap(), 2);
        streams.rewind(row.id, 1).await.unwrap();
        assert_eq!(streams.held(row.id, 10, 0).await.unwrap()[1].position, 2, "it goes back with its receiver");
        streams.release(&due, 4, NOW).await.unwrap();
        assert_eq!(store.subscriptions().get(row.id).await.unwrap().unwrap().delivered, 9);
        store.records().erase("two", "").await.unwrap();
        assert!(streams.held(row.id, 10, 0).await.unwrap().is_empty());
    }

    async fn what_is_too_old_is_set_aside_with_its_dialogs(test: &TestDatabase) {
        let store = test.store().await;
        organization(&store).await;
        recorded(&store, &[("one", "sales", 0), ("other", "service", 1), ("two", "sales", 2), ("one", "sales", 3), ("three", "sales", 90)]).await;
        let streams = store.records().streams();
        assert_eq!(streams.between("sales", 1, 4, 10).await.unwrap().len(), 2);
        assert_eq!(streams.position_before("sales", NOW.plus_seconds(2)).await.unwrap(), 2);
        assert_eq!(streams.position_before("sales", NOW.plus_seconds(999)).await.unwrap(), 5);
        assert_eq!(streams.waiting_since("sales", 3).await.unwrap(), Some(NOW.plus_seconds(3)));
        assert_eq!(streams.waiting_since("sales", 5).await.unwrap(), None);
        let row = subscription("dialog_step");
        store.subscriptions().insert(&row).await.unwrap();
        assert_eq!(streams.last_older(&row, NOW.plus_seconds(60)).await.unwrap(), 4);
        assert_eq!(streams.last_older(&row, NOW).await.unwrap(), 0);
        assert_eq!(streams.last_older(&row, NOW.plus_seconds(999)).await.unwrap(), 5);
        let one = HeldDialog { status: "set_aside".into(), ..held(row.id, "one", 1) };
        assert!(streams.set_aside(&row, 4, std::slice::from_ref(&one)).await.unwrap());
        assert_eq!(streams.held(row.id, 10, 0).await.unwrap(), [one]);
        assert_eq!(store.subscriptions().get(row.id).await.unwrap().unwrap().position, 4);
        let two = held(row.id, "two", 3);
        assert!(!streams.set_aside(&row, 5, &[two]).await.unwrap(), "it is not there any more");
        assert_eq!(streams.count_held(row.id, "retrying").await.unwrap(), 0);
    }

    async fn one_node_at_a_time_sends(test: &TestDatabase) {
        let store = test.store().await;
        let streams = store.records().streams();
        assert!(streams.hold("ann", NOW, NOW.plus_seconds(5)).await.unwrap());
        assert!(!streams.hold("bob", NOW.plus_seconds(4), NOW.plus_seconds(9)).await.unwrap());
        assert!(streams.hold("ann", NOW.plus_seconds(4), NOW.plus_seconds(9)).await.unwrap());
        assert!(streams.hold("bob", NOW.plus_seconds(9), NOW.plus_seconds(14)).await.unwrap());
        assert!(store.records().feed().hold("carl", NOW, NOW.plus_seconds(5)).await.unwrap().is_some(), "a lease of its own");
    }
}
