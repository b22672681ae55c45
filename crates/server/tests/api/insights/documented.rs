//! The examples in `docs/records.md` have the keys that are sent, all of them and no others.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{balance, bank, records_of};
use crate::support::Server;

/// Stands in an example for keys that another one has.
const AND_SO_ON: &str = "…";
/// Maps whose keys are the application's.
const OPEN: [&str; 1] = ["incoming_attached_data"];

/// The examples of records, in the order of the page.
fn examples() -> Vec<Map<String, Value>> {
    let page = include_str!("../../../../../docs/records.md");
    let blocks = page.split("```json\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    blocks
        .map(|block| serde_json::from_str(block).unwrap_or_else(|error| panic!("{error}: {block}")))
        .collect()
}

/// Where something stands in a record: `nlu.semantic_interpretation[].intent.name`.
fn places(value: &Value, at: &str, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields.iter().filter(|(key, _)| *key != AND_SO_ON) {
                let here = if at.is_empty() { key.clone() } else { format!("{at}.{key}") };
                into.insert(here.clone());
                if !OPEN.contains(&key.as_str()) {
                    places(value, &here, into);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| places(item, &format!("{at}[]"), into)),
        _ => {}
    }
}

fn of_kind<'a>(records: impl Iterator<Item = &'a Value>, kind: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for record in records.filter(|record| record["message_type"] == kind) {
        places(record, "", &mut found);
    }
    found
}

/// Those that every record of a kind has, whatever is in its lists.
fn outside_lists(places: &BTreeSet<String>) -> BTreeSet<&str> {
    places.iter().map(String::as_str).filter(|place| !place.contains("[]")).collect()
}

baton_testing::on_both! {
async fn the_examples_of_records_have_the_keys_that_are_sent(test: &TestDatabase) {
    let server = Server::on(test).await;
    let (app, ann) = bank(&server).await;
    let dialog = balance(&server, &app, "+4930123").await;
    let records = records_of(&ann, &dialog).await;
    let mut documented: Vec<Value> = Vec::new();
    let flow = examples()[0]["flow"].clone();
    for mut example in examples() {
        // "As in dialog_start".
        if example.get("flow").is_some_and(|flow| flow.get(AND_SO_ON).is_some()) {
            example.insert("flow".to_owned(), flow.clone());
        }
        documented.push(Value::Object(example));
    }
    for kind in ["dialog_start", "dialog_step", "dialog_end"] {
        let told = of_kind(documented.iter(), kind);
        assert_eq!(told, of_kind(records.iter(), kind), "{kind}");
        for record in records.iter().filter(|record| record["message_type"] == kind) {
            let own = of_kind(std::iter::once(record), kind);
            assert_eq!(outside_lists(&own), outside_lists(&told), "{record}");
        }
    }
}
}
