use baton_auth::Role;
use serde_json::json;

use crate::support::Server;

fn path(organization: impl std::fmt::Display) -> String {
    format!("/access/api/organizations/{organization}/allowed_addresses/")
}

#[tokio::test]
async fn an_org_admin_lets_the_applications_call_private_places() {
    let server = Server::start().await;
    let admin = server.admin().await;
    let path = path(server.organization);
    assert_eq!(admin.get(&path).await.expect(200), json!({"addresses": []}));
    let list = json!({"addresses": ["crm.internal", "*.services.internal", "10.1.2.3", "192.168.7.0/24"]});
    assert_eq!(admin.put(&path, list.clone()).await.expect(200), list);
    assert_eq!(admin.get(&path).await.expect(200), list);
    let none = json!({"addresses": []});
    assert_eq!(admin.put(&path, none.clone()).await.expect(200), none);
}

#[tokio::test]
async fn what_belongs_to_the_server_is_not_for_an_organization_to_allow() {
    let server = Server::start().await;
    let admin = server.admin().await;
    let path = path(server.organization);
    for entry in ["127.0.0.1", "::1", "169.254.169.254", "0.0.0.0/0", "10.0.0.0/7"] {
        let refused = admin.put(&path, json!({"addresses": ["10.1.2.3", entry]})).await.expect(400);
        let sentence = refused["addresses"][0].as_str().unwrap();
        assert!(sentence.contains(entry) && sentence.contains("whoever runs the server can"), "{sentence}");
    }
    for wrong in [json!(["http://crm"]), json!("10.1.2.3"), json!([1]), json!(vec!["10.1.2.3"; 101])] {
        admin.put(&path, json!({ "addresses": wrong })).await.expect(400);
    }
    admin.put(&path, json!({})).await.expect(400);
    assert_eq!(admin.get(&path).await.expect(200), json!({"addresses": []}));
}

#[tokio::test]
async fn nobody_else_sees_or_writes_the_list() {
    let server = Server::start().await;
    let (owner, stranger) = (server.member("bob", Role::Owner).await, server.stranger().await);
    let path = path(server.organization);
    let list = json!({"addresses": ["10.1.2.3"]});
    assert_eq!(owner.get(&path).await.status, 403);
    assert_eq!(owner.put(&path, list.clone()).await.status, 403);
    assert_eq!(stranger.get(&path).await.status, 404);
    assert_eq!(stranger.put(&path, list).await.status, 404);
    assert_eq!(server.nobody().get(&path).await.status, 401);
}
