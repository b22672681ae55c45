//! `/orchestrator/api/tts` and `/orchestrator/api/apps/<app_id>/tts`

use serde_json::json;

use crate::channels::Call;
use crate::insights::bank;
use crate::support::Server;

baton_testing::on_both! {
async fn an_app_keeps_how_it_speaks(test: &TestDatabase) {
    let server = Server::on(test).await;
    let (app, ann) = bank(&server).await;
    let path = format!("/orchestrator/api/apps/{}/tts/configuration/", app.id);
    assert_eq!(ann.get(&path).await.expect(200), json!({"tts_configuration": []}));
    let voices =
        ann.get(&format!("/orchestrator/api/tts/voices/?organization={}", server.organization)).await;
    let voices = voices.expect(200);
    let voice = &voices["voices"][0];
    for key in ["language", "provider", "name", "id"] {
        assert!(voice[key].is_string(), "{key}");
    }
    assert_eq!(
        ann.get("/orchestrator/api/tts/voices/?organization=other").await.expect(200),
        json!({"voices": []})
    );
    let sent = json!({"tts_configuration": [{"default": "true", "language": "en-US", "name": "default", "organization": "1",
        "provider": voice["provider"], "rate": "medium", "voice": voice["name"], "volume": "loud"}]});
    assert_eq!(ann.put(&path, sent.clone()).await.expect(200), sent);
    assert_eq!(ann.get(&path).await.expect(200), sent);
    // A channel is told with every answer.
    let mut call = Call::start(&server, &app.deployed).await;
    assert_eq!(call.last["tts"], sent["tts_configuration"][0]);
    ann.put(&path, json!({"tts_configuration": []})).await.expect(200);
    call.say("[noinput]").await;
    assert_eq!(call.last["tts"], serde_json::Value::Null);
    for bad in [
        json!({}),
        json!({"tts_configuration": {}}),
        json!({"tts_configuration": [1]}),
        json!({"tts_configuration": [{"language": ""}]}),
        json!({"tts_configuration": [{"language": "en-US", "colour": "red"}]}),
    ] {
        let refused = ann.put(&path, bad.clone()).await.expect(400);
        assert!(refused["tts_configuration"][0].is_string(), "{bad}: {refused}");
    }
    let item = |key: &str, value: &str| {
        let mut item = sent["tts_configuration"][0].clone();
        item[key] = json!(value);
        item
    };
    for (items, named) in [
        (json!([item("language", "xx-YY")]), "Item 0: language: \"xx-YY\" is not a language."),
        (json!([item("language", "english")]), "Item 0: language: "),
        (json!([item("default", "maybe")]), "Item 0: default: Must be a valid boolean"),
        (json!([item("voice", "nobody")]), "Item 0: voice: channel has no such voice in en-US."),
        (json!([item("name", "a"), item("name", "b")]), "Item 1: default: en-US has a default already."),
    ] {
        let refused = ann.put(&path, json!({"tts_configuration": items})).await.expect(400);
        assert!(refused["tts_configuration"][0].as_str().unwrap().starts_with(named), "{refused}");
    }
    // As clients of other platforms of the kind send it: voices of providers that are not listed, a default for each language.
    let mut elsewhere = item("provider", "AWS");
    elsewhere["voice"] = json!("Joanna");
    let french = json!({"default": true, "language": "fr_CA", "provider": "MS", "voice": "Sylvie"});
    let plain = json!({"default": "False", "language": "en-US"});
    let kept = ann.put(&path, json!({"tts_configuration": [elsewhere, french, plain]})).await.expect(200);
    let kept = &kept["tts_configuration"];
    assert_eq!((&kept[0], &kept[1]["language"], &kept[1]["default"]), (&elsewhere, &json!("fr-CA"), &json!("true")));
    assert_eq!((&kept[2]["default"], &kept[2]["voice"]), (&json!("false"), &json!("")));
    server.viewer().await.put(&path, sent).await.expect(403);
    server.stranger().await.get(&path).await.expect(404);
}
}
