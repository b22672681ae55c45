//! The journal, followed; and what is made of it.

use baton_model::Timestamp;
use baton_store::{
    CountRow, Database, DialogFilter, FeedHold, METRICS_TABLES, Measure, Measured, MetricsTable, RecordBatch,
    RecordRow, RecordedDialog, Slice, Store,
};
use sqlx::{Connection, Executor};
use uuid::Uuid;

use super::rows::{NOW, turn};

async fn hold(store: &Store, holder: &str, now: Timestamp) -> Option<FeedHold> {
    store.records().feed().hold(holder, now, now.plus_seconds(10)).await.unwrap()
}

async fn followed(store: &Store, from: FeedHold) -> Vec<(String, i64)> {
    let entries = store.records().feed().after(from, 100).await.unwrap();
    entries.into_iter().map(|entry| (entry.dialog_id, entry.step)).collect()
}

/// The same, once so many are there: on PostgreSQL they wait for what goes on in the whole cluster, such as other tests.
async fn followed_to(store: &Store, from: FeedHold, number: usize) -> Vec<(String, i64)> {
    loop {
        let entries = followed(store, from).await;
        if entries.len() >= number {
            return entries;
        }
        tokio::task::yield_now().await;
    }
}

/// What is made of the next entry.
async fn batch(store: &Store, from: FeedHold) -> RecordBatch {
    followed_to(store, from, 1).await;
    let entry = store.records().feed().after(from, 1).await.unwrap().remove(0);
    let position = from.position + 1;
    RecordBatch {
        from,
        to: FeedHold { tx: entry.tx, seq: entry.seq, position },
        records: vec![RecordRow {
            position,
            group_id: entry.dialog_id.clone(),
            step: entry.step,
            time: entry.time,
            ocp_group: "sales".into(),
            said: "My_Balance für ΟΔΟΣ".into(),
        }],
        began: vec![dialog(&entry.dialog_id, 0)],
        over: Vec::new(),
        counts: vec![CountRow {
            bucket: 1,
            ocp_group: "sales".into(),
            app: "a".into(),
            kind: "turn".into(),
            of_component: String::new(),
            item: "web-chat".into(),
            number: 2,
        }],
    }
}

fn dialog(id: &str, seconds: i64) -> RecordedDialog {
    RecordedDialog {
        id: id.into(),
        group_id: id.into(),
        kind: "app".into(),
        application_id: Uuid::nil().to_string(),
        ocp_group: "sales".into(),
        app: "a@b".into(),
        name: "a".into(),
        started_at: NOW.plus_seconds(seconds),
        ended_at: None,
        duration_ms: 0,
        end_type: String::new(),
        result: String::new(),
        reason: String::new(),
        channel: "web-chat".into(),
        locale: "en-US".into(),
        ani: "1".into(),
        dnis: String::new(),
        connection_id: "c".into(),
        test_mode: false,
        steps: 0,
        no_inputs: 0,
        no_matches: 0,
    }
}

/// In which of two dialogs this was said. The one that is not asked for does not count.
async fn saying(store: &Store, text: &str) -> Vec<String> {
    let (found, looked_at) = store.records().saying(&["one", "d01"], text).await.unwrap();
    assert_eq!(looked_at, 1);
    assert!(store.records().saying(&["d01"], text).await.unwrap().0.is_empty());
    found.into_iter().collect()
}

fn table(name: &str) -> &'static MetricsTable {
    METRICS_TABLES.iter().find(|table| table.name == name).unwrap()
}

fn all() -> DialogFilter {
    DialogFilter {
        ocp_groups: vec!["sales".into()],
        to: Timestamp(i64::MAX),
        limit: 10,
        ..DialogFilter::default()
    }
}

baton_testing::on_both! {
    async fn the_journal_is_followed_once_whoever_follows_it(test: &TestDatabase) {
        let store = test.store().await;
        for id in ["one", "two"] {
            store.turns().commit(turn(id, None)).await.unwrap();
        }
        let from = hold(&store, "ann", NOW).await.unwrap();
        assert_eq!(hold(&store, "bob", NOW).await, None, "the lease is taken");
        assert_eq!(followed_to(&store, from, 2).await.len(), 2);
        let piece = batch(&store, from).await;
        assert!(store.records().feed().commit(piece.clone()).await.unwrap());
        assert!(!store.records().feed().commit(piece.clone()).await.unwrap(), "it was written already");
        // The lease is over: another goes on from where the first was.
        let on = hold(&store, "bob", NOW.plus_seconds(11)).await.unwrap();
        assert_eq!(followed_to(&store, on, 1).await, [("two".to_owned(), 1)]);
        assert_eq!(on.position, 1);

        store.records().feed().begin_again().await.unwrap();
        let again = hold(&store, "bob", NOW.plus_seconds(11)).await.unwrap();
        assert_eq!((followed_to(&store, again, 2).await.len(), again.position), (2, 1));
        let piece = batch(&store, again).await;
        assert!(store.records().feed().commit(piece.clone()).await.unwrap());
        let rows = store.records().of_tree("one").await.unwrap();
        assert_eq!((rows.len(), rows[0].position), (1, 1), "it keeps its place");
    }

    async fn what_is_removed_hides_nothing_that_comes_after_it(test: &TestDatabase) {
        let store = test.store().await;
        store.turns().commit(turn("one", None)).await.unwrap();
        let from = hold(&store, "ann", NOW).await.unwrap();
        let piece = batch(&store, from).await;
        assert!(store.records().feed().commit(piece.clone()).await.unwrap());
        store.records().erase("one", "c").await.unwrap();
        assert!(store.records().of_tree("one").await.unwrap().is_empty());
        assert!(store.records().dialog("one").await.unwrap().is_none());
        store.turns().commit(turn("two", None)).await.unwrap();
        let on = hold(&store, "ann", NOW).await.unwrap();
        assert_eq!(followed_to(&store, on, 1).await, [("two".to_owned(), 1)]);
    }

    async fn a_turn_that_commits_late_is_not_missed(test: &TestDatabase) {
        let store = test.store().await;
        if matches!(test.database(), Database::Sqlite) {
            // One writes at a time there.
            return;
        }
        let from = hold(&store, "ann", NOW).await.unwrap();
        let mut early = store.begin().await.unwrap();
        early.settings().put("a", "b").await.unwrap();
        store.turns().commit(turn("late", None)).await.unwrap();
        assert!(followed(&store, from).await.is_empty(), "an earlier transaction may still write turns");
        early.commit().await.unwrap();
        assert_eq!(followed_to(&store, from, 1).await, [("late".to_owned(), 1)]);
    }

    async fn a_journal_that_came_from_another_server_is_followed_from_where_it_was(test: &TestDatabase) {
        let Database::Postgres(address) = test.database() else { return };
        let store = test.store().await;
        for id in ["recorded", "one", "two"] {
            store.turns().commit(turn(id, None)).await.unwrap();
        }
        let from = hold(&store, "ann", NOW).await.unwrap();
        followed_to(&store, from, 3).await;
        let piece = batch(&store, from).await;
        assert!(store.records().feed().commit(piece).await.unwrap());
        // The server from which it came had counted more transactions than this one.
        let mut connection = sqlx::PgConnection::connect(address).await.unwrap();
        for table in ["journal", "record_feed"] {
            let later = sqlx::AssertSqlSafe(format!("UPDATE {table} SET tx = tx + 1000000000"));
            connection.execute(later).await.unwrap();
        }
        store.turns().commit(turn("three", None)).await.unwrap();
        let ahead = hold(&store, "ann", NOW).await.unwrap();
        assert_eq!(followed(&store, ahead).await, [], "nothing would be followed any more");

        let opened = test.store().await;
        let on = hold(&opened, "ann", NOW).await.unwrap();
        assert_eq!(on.position, ahead.position);
        opened.turns().commit(turn("four", None)).await.unwrap();
        let entries = followed_to(&opened, on, 4).await;
        let dialogs: Vec<&str> = entries.iter().map(|(dialog, _)| dialog.as_str()).collect();
        assert_eq!(dialogs[3], "four");
        assert_eq!(dialogs.len(), 4, "{dialogs:?}");
        assert!(!dialogs.contains(&"recorded"), "{dialogs:?}");
        // Opened once more it is as it was.
        let again = hold(&test.store().await, "ann", NOW).await.unwrap();
        assert_eq!(again, on);
    }

    async fn dialogs_are_found_counted_and_read(test: &TestDatabase) {
        let store = test.store().await;
        store.turns().commit(turn("one", None)).await.unwrap();
        let from = hold(&store, "ann", NOW).await.unwrap();
        let mut piece = batch(&store, from).await;
        piece.began.extend((1..100).map(|index| dialog(&format!("d{index:02}"), index)));
        assert!(store.records().feed().commit(piece.clone()).await.unwrap());
        let found = store.records().dialogs(&all()).await.unwrap();
        assert_eq!((found.len(), found[0].id.as_str()), (10, "d99"));
        let next = DialogFilter { after: Some((found[9].started_at, found[9].id.clone())), ..all() };
        assert_eq!(store.records().dialogs(&next).await.unwrap()[0].id, "d89");
        let by_app = DialogFilter { apps: vec!["a@b".into()], kinds: vec!["app".into()], oldest_first: true, ..all() };
        assert_eq!(store.records().dialogs(&by_app).await.unwrap()[0].id, "one");
        let nobody = DialogFilter { equal: vec![("ani", vec!["2".into()])], test: Some(false), steps_at_least: 1, ..all() };
        assert!(store.records().dialogs(&nobody).await.unwrap().is_empty());
        assert_eq!(saying(&store, "y_BALANCE für ο").await, ["one"]);
        assert_eq!(saying(&store, "Y_balance FÜR Ο").await, ["one"]);
        for nothing in ["y%bal", "ybal", "y_balance fur", "y_balance f_r"] {
            assert!(saying(&store, nothing).await.is_empty(), "{nothing}");
        }
        let slice = Slice { ocp_group: "sales".into(), from: Timestamp(0), to: Timestamp(i64::MAX), after: 0, limit: 5 };
        let rows = store.records().slice(&slice).await.unwrap();
        assert_eq!(rows.len(), 1);
        let next = Slice { from: rows[0].time, after: rows[0].position, ..slice };
        assert!(store.records().slice(&next).await.unwrap().is_empty());
        let again = Slice { after: 0, ..next };
        assert_eq!(store.records().slice(&again).await.unwrap().len(), 1, "others of the same moment may come after");
        assert_eq!(store.records().after(&["sales".to_owned()], 0, 5).await.unwrap().len(), 1);
        assert_eq!(store.records().last_position().await.unwrap(), 1);
        let measure = Measure {
            table: table("DIALOGS_METRICS"),
            ocp_groups: vec!["sales".into()],
            from: Timestamp(0),
            to: Timestamp(i64::MAX),
            among: vec![(table("DIALOGS_METRICS").dimensions[6].1, vec!["web-chat".into()])],
            number: table("DIALOGS_METRICS").measures[0].1,
            by: vec![table("DIALOGS_METRICS").dimensions[3].1, table("DIALOGS_METRICS").moments(5).unwrap()],
            limit: 10,
        };
        let told = store.records().measure(&measure).await.unwrap();
        assert_eq!(told.iter().map(|one| one.count).sum::<i64>(), 100);
        assert_eq!(told[0].key[0], "a");
        let lengths = Measure { number: table("DIALOGS_METRICS").measures[1].1, by: Vec::new(), ..measure.clone() };
        let unknown = Measured { key: Vec::new(), count: 0, sum: 0, least: 0, most: 0 };
        assert_eq!(store.records().measure(&lengths).await.unwrap(), [unknown], "all are under way");
        let counted = Measure { table: table("TURNS_METRICS"), among: Vec::new(), by: Vec::new(), ..measure };
        assert_eq!(store.records().measure(&counted).await.unwrap()[0].sum, 2);
    }
}
