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
    server.viewer().await.put(&path, sent).await.expect(403);
    server.stranger().await.get(&path).await.expect(404);
}
}
