//! A canvas that is read and written back is the same document.

use axum::http::Method;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Map, Number, Value};

use super::{app, canvas_of};
use crate::support::{Client, Server};

/// Any JSON, not too deep.
fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_filter_map("a number", |number| Number::from_f64(number).map(Value::Number)),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((any::<String>(), inner), 0..5)
                .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

/// An object with these keys and any others, in any order.
fn with_others(known: Vec<(&'static str, BoxedStrategy<Value>)>) -> BoxedStrategy<Value> {
    let known: Vec<_> = known
        .into_iter()
        .map(|(key, value)| value.prop_map(move |value| (key.to_owned(), value)).boxed())
        .collect();
    let others = prop::collection::vec((any::<String>().prop_map(|key| format!("x{key}")), anything()), 0..3);
    (known, others)
        .prop_flat_map(|(known, others)| Just([known, others].concat()).prop_shuffle())
        .prop_map(|pairs| Value::Object(pairs.into_iter().collect::<Map<_, _>>()))
        .boxed()
}

fn word() -> BoxedStrategy<Value> {
    "[^\u{0}]{1,12}".prop_map(Value::from).boxed()
}

fn list(item: BoxedStrategy<Value>) -> BoxedStrategy<Value> {
    prop::collection::vec(item, 0..4).prop_map(Value::from).boxed()
}

/// A canvas that is well formed, whatever else it holds.
fn document() -> BoxedStrategy<Value> {
    let comparison = || with_others(vec![("field", word()), ("operator", word()), ("value", word())]);
    let configuration = with_others(vec![
        ("output_fields", list(with_others(vec![("miniapp_name", word()), ("local_name", word())]))),
        ("extra_fields", list(comparison())),
    ]);
    let node = with_others(vec![
        ("node_id", word()),
        ("component_id", word()),
        ("type", word()),
        ("configuration", configuration),
    ]);
    let edge = with_others(vec![
        ("id", word()),
        ("source", word()),
        ("target", word()),
        ("conditions", list(comparison())),
    ]);
    with_others(vec![("content", with_others(vec![("nodes", list(node)), ("edges", list(edge))]))])
}

async fn saved_and_read(client: &Client, path: &str, text: &str) -> String {
    let answer = client.send(Method::PUT, path, Some("application/json"), text.to_owned().into()).await;
    answer.expect(200);
    String::from_utf8(client.get(path).await.body).unwrap()
}

#[test]
fn a_canvas_read_and_written_back_is_the_same_document() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (server, ann) = runtime.block_on(async {
        let server = Server::start().await;
        let ann = server.developer().await;
        (server, ann)
    });
    let path = runtime.block_on(async { canvas_of(&app(&ann, "my_app").await) });
    let mut runner = TestRunner::new(Config { cases: 64, failure_persistence: None, ..Config::default() });
    runner
        .run(&(document(), any::<bool>()), |(document, pretty)| {
            let text =
                if pretty { serde_json::to_string_pretty(&document).unwrap() } else { document.to_string() };
            let read = runtime.block_on(saved_and_read(&ann, &path, &text));
            prop_assert_eq!(&read, &text);
            let again = runtime.block_on(saved_and_read(&ann, &path, &read));
            prop_assert_eq!(&again, &text);
            Ok(())
        })
        .unwrap();
    drop(server);
}
