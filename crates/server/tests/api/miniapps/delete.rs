//! `DELETE /miniapps/api/apps/<version>/<miniapp_id>`

use crate::support::Server;

#[tokio::test]
async fn an_owner_removes_a_mini_app_that_nothing_uses() {
    let server = Server::start().await;
    let ann = server.developer().await;
    let (_, path) = super::create(&ann, "Pin", "Numeric").await;
    ann.delete(&path).await.expect(403);
    server.stranger().await.delete(&path).await.expect(404);
    let olga = server.owner().await;
    olga.delete(&path).await.expect(204);
    olga.delete(&path).await.expect(404);
    super::create(&ann, "Pin", "YesNo").await;
}
