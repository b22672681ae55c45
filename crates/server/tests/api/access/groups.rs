use baton_auth::Role;
use serde_json::json;

use crate::support::Server;

#[tokio::test]
async fn a_member_sees_their_groups_with_their_roles() {
    let server = Server::start().await;
    let bob = server.member("bob", Role::Maintainer).await;
    let organization = server.organization.to_string();
    assert_eq!(
        bob.get("/access/api/groups/").await.expect(200),
        json!([
            {"name": "bob", "organization_id": organization, "role": "Owner"},
            {"name": "demo", "organization_id": organization, "role": "Maintainer"},
        ])
    );
}

#[tokio::test]
async fn an_org_admin_has_every_group_of_the_organization() {
    let server = Server::start().await;
    server.member("bob", Role::Viewer).await;
    let admin = server.admin().await;
    admin.post("/access/api/groups/", json!({"name": "sales"})).await.expect(201);
    let groups = admin.get("/access/api/groups/").await.expect(200);
    let names: Vec<_> = groups.as_array().unwrap().iter().map(|group| &group["name"]).collect();
    assert_eq!(names, ["admin", "bob", "demo", "sales"]);
    assert!(groups.as_array().unwrap().iter().all(|group| group["role"] == "OrgAdmin"));
}

#[tokio::test]
async fn a_groups_name_is_checked_and_unique_on_the_server() {
    let server = Server::start().await;
    let (admin, stranger) = (server.admin().await, server.stranger().await);
    let refused = admin.post("/access/api/groups/", json!({"name": "a.b"})).await.expect(400);
    assert!(refused["name"][0].as_str().unwrap().starts_with("Invalid group name."), "{refused}");
    let taken = json!({"name": ["The name demo is taken. Choose another."]});
    assert_eq!(admin.post("/access/api/groups/", json!({"name": "demo"})).await.expect(400), taken);
    assert_eq!(stranger.post("/access/api/groups/", json!({"name": "demo"})).await.expect(400), taken);
    let missing = admin.post("/access/api/groups/", json!({})).await.expect(400);
    assert_eq!(missing, json!({"name": ["This field is required."]}));
}

#[tokio::test]
async fn members_are_listed_by_name() {
    let server = Server::start().await;
    let zoe = server.member("zoe", Role::Owner).await;
    let bob = server.member("bob", Role::Viewer).await;
    assert_eq!(
        bob.get("/access/api/groups/demo/members/").await.expect(200),
        json!([
            {"user_id": bob.user_id, "username": "bob", "role": "Viewer", "disabled": false},
            {"user_id": zoe.user_id, "username": "zoe", "role": "Owner", "disabled": false},
        ])
    );
}

#[tokio::test]
async fn nobody_of_another_organization_becomes_a_member() {
    let server = Server::start().await;
    server.stranger().await;
    let owner = server.owner().await;
    let path = "/access/api/groups/demo/members/stranger/";
    owner.put(path, json!({"role": "Viewer"})).await.expect(404);
}

#[tokio::test]
async fn org_admin_is_no_role_of_a_member() {
    let server = Server::start().await;
    let owner = server.owner().await;
    let path = "/access/api/groups/demo/members/owner/";
    let refused = owner.put(path, json!({"role": "OrgAdmin"})).await.expect(400);
    assert!(refused["role"][0].as_str().unwrap().contains("Choose one of: Viewer, Developer"), "{refused}");
}

#[tokio::test]
async fn everybody_stays_the_owner_of_their_own_group() {
    let server = Server::start().await;
    let bob = server.member("bob", Role::Viewer).await;
    bob.put("/access/api/groups/bob/members/bob/", json!({"role": "Viewer"})).await.expect(400);
    bob.delete("/access/api/groups/bob/members/bob/").await.expect(400);
    server.admin().await.delete("/access/api/groups/bob/").await.expect(409);
}

#[tokio::test]
async fn a_group_that_holds_an_app_stays() {
    let server = Server::start().await;
    let admin = server.admin().await;
    let app = json!({"name": "my_app", "group": "demo"});
    admin.post("/orchestrator/api/apps/", app).await.expect(201);
    let refused = admin.delete("/access/api/groups/demo/").await.expect(409);
    assert_eq!(refused["detail"], "The group still holds apps or flows. Delete them first.");
}
