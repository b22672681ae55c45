use serde_json::json;

use super::Call;
use crate::examples::deployed;
use crate::support::Server;

const DAY: i64 = 24 * 60 * 60;

#[tokio::test]
async fn what_is_over_is_kept_for_sixty_days_and_what_is_under_way_for_ever() {
    let server = Server::start().await;
    let bank = deployed(&server, "bank").await;
    let (runtime, turns) = (&server.state.runtime, server.state.store.turns());
    let over = Call::start(&server, &bank.live).await;
    over.send(json!({"utterance": "[hup]"})).await.expect(200);
    let mut open = Call::start(&server, &bank.deployed).await;

    server.advance(59 * DAY);
    let cleaned = runtime.clean().await.unwrap();
    assert_eq!((cleaned.dialogs, cleaned.programs), (0, 0), "{cleaned:?}");
    assert_eq!(turns.journal(&over.dialog).await.unwrap().len(), 2);

    server.advance(2 * DAY);
    let cleaned = runtime.clean().await.unwrap();
    assert_eq!(cleaned.dialogs, 1, "{cleaned:?}");
    assert!(turns.journal(&over.dialog).await.unwrap().is_empty());
    assert_eq!(open.say("[noinput]").await, "How can I help you?");
    Call::start(&server, &bank.live).await;
    Call::start(&server, &bank.deployed).await;
}
