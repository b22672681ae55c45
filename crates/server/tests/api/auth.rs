//! Who calls.

use crate::support::Server;

#[tokio::test]
async fn an_access_token_works_until_it_expires() {
    let server = Server::start().await;
    let ann = server.developer().await;
    assert!(server.state.auth.authenticate(Some(ann.token()), None, server.state.now()).await.is_ok());
    server.advance(300);
    assert!(server.state.auth.authenticate(Some(ann.token()), None, server.state.now()).await.is_err());
}
