use super::rows::{NOW, organization, user};
use baton_store::{Error, Group, Membership, Organization, PersonalToken, RefreshToken, SigningKey};
use uuid::Uuid;

baton_testing::on_both! {
    async fn a_new_store_has_no_users(test: &TestDatabase) {
        let store = test.store().await;
        assert!(store.users().is_empty().await.unwrap());
        organization(&store).await;
        assert!(!store.users().is_empty().await.unwrap());
    }

    async fn a_user_is_found_by_id_and_by_name(test: &TestDatabase) {
        let store = test.store().await;
        let (organization, ann) = organization(&store).await;
        assert_eq!(store.users().get(ann.id).await.unwrap(), Some(ann.clone()));
        assert_eq!(store.users().by_name("ann").await.unwrap(), Some(ann.clone()));
        assert_eq!(store.users().by_name("Ann").await.unwrap(), None);
        assert_eq!(store.users().of_organization(organization.id).await.unwrap(), [ann]);
    }

    async fn a_name_that_exists_is_taken(test: &TestDatabase) {
        let store = test.store().await;
        let (acme, _) = organization(&store).await;
        let twice = store.users().insert(&user("ann", acme.id)).await;
        assert!(matches!(twice, Err(Error::Taken(_))), "{twice:?}");
        let twice = store.groups().insert(&Group { name: "sales".into(), organization_id: acme.id }).await;
        assert!(matches!(twice, Err(Error::Taken(_))), "{twice:?}");
        let twice = store.organizations().insert(&Organization { id: Uuid::new_v4(), name: "acme".into() }).await;
        assert!(matches!(twice, Err(Error::Taken(_))), "{twice:?}");
    }

    async fn a_user_belongs_to_an_organization_that_is_there(test: &TestDatabase) {
        let store = test.store().await;
        let stray = store.users().insert(&user("ann", Uuid::new_v4())).await;
        assert!(matches!(stray, Err(Error::Reference(_))), "{stray:?}");
    }

    async fn a_user_changes(test: &TestDatabase) {
        let store = test.store().await;
        let (_, ann) = organization(&store).await;
        assert!(store.users().set_password(ann.id, "new").await.unwrap());
        assert!(store.users().set_disabled(ann.id, true).await.unwrap());
        assert!(store.users().set_org_admin(ann.id, true).await.unwrap());
        assert!(!store.users().set_disabled(Uuid::new_v4(), true).await.unwrap());
        let found = store.users().get(ann.id).await.unwrap().unwrap();
        assert_eq!((found.password_hash.as_str(), found.disabled, found.org_admin), ("new", true, true));
    }

    async fn a_user_has_one_role_in_a_group(test: &TestDatabase) {
        let store = test.store().await;
        let (_, ann) = organization(&store).await;
        let mut membership = Membership { user_id: ann.id, group_name: "sales".into(), role: "Viewer".into() };
        store.memberships().put(&membership).await.unwrap();
        membership.role = "Owner".into();
        store.memberships().put(&membership).await.unwrap();
        assert_eq!(store.memberships().of_user(ann.id).await.unwrap(), [membership.clone()]);
        assert_eq!(store.memberships().of_group("sales").await.unwrap(), [membership]);
        assert!(store.memberships().delete(ann.id, "sales").await.unwrap());
        assert!(!store.memberships().delete(ann.id, "sales").await.unwrap());
    }

    async fn what_belongs_to_a_user_goes_with_them(test: &TestDatabase) {
        let store = test.store().await;
        let (_, ann) = organization(&store).await;
        let membership = Membership { user_id: ann.id, group_name: "sales".into(), role: "Viewer".into() };
        store.memberships().put(&membership).await.unwrap();
        store.refresh_tokens().insert(&refresh_token(ann.id, "one", "f")).await.unwrap();
        assert!(store.users().delete(ann.id).await.unwrap());
        assert!(store.memberships().of_group("sales").await.unwrap().is_empty());
        assert_eq!(store.refresh_tokens().get("one").await.unwrap(), None);
    }

    async fn a_refresh_token_is_used_once(test: &TestDatabase) {
        let store = test.store().await;
        let (_, ann) = organization(&store).await;
        store.refresh_tokens().insert(&refresh_token(ann.id, "one", "f")).await.unwrap();
        let mut users = Vec::new();
        for _ in 0..8 {
            let store = store.clone();
            users.push(tokio::spawn(async move { store.refresh_tokens().mark_used("one", NOW).await.unwrap() }));
        }
        let mut winners = 0;
        for user in users {
            winners += usize::from(user.await.unwrap());
        }
        assert_eq!(winners, 1);
        assert_eq!(store.refresh_tokens().get("one").await.unwrap().unwrap().used_at, Some(NOW));
    }

    async fn a_family_of_refresh_tokens_is_revoked_together(test: &TestDatabase) {
        let store = test.store().await;
        let (_, ann) = organization(&store).await;
        for (hash, family) in [("one", "f"), ("two", "f"), ("three", "g")] {
            store.refresh_tokens().insert(&refresh_token(ann.id, hash, family)).await.unwrap();
        }
        assert_eq!(store.refresh_tokens().revoke_family("f").await.unwrap(), 2);
        assert!(!store.refresh_tokens().mark_used("two", NOW).await.unwrap());
        assert!(store.refresh_tokens().mark_used("three", NOW).await.unwrap());
        assert_eq!(store.refresh_tokens().remove_expired(NOW.plus_seconds(1_801)).await.unwrap(), 3);
    }

    async fn a_personal_token_is_found_by_its_hash_and_revoked_once(test: &TestDatabase) {
        let store = test.store().await;
        let (_, ann) = organization(&store).await;
        let token = PersonalToken {
            id: Uuid::new_v4(),
            token_hash: "h".into(),
            user_id: ann.id,
            group_name: "sales".into(),
            name: "ci".into(),
            expires_at: None,
            revoked_at: None,
            created_at: NOW,
            last_used_at: None,
        };
        store.personal_tokens().insert(&token).await.unwrap();
        assert_eq!(store.personal_tokens().by_hash("h").await.unwrap(), Some(token.clone()));
        store.personal_tokens().touch(token.id, NOW).await.unwrap();
        store.personal_tokens().touch(token.id, NOW.plus_seconds(5)).await.unwrap();
        assert!(store.personal_tokens().revoke(token.id, NOW).await.unwrap());
        assert!(!store.personal_tokens().revoke(token.id, NOW).await.unwrap());
        let found = store.personal_tokens().of_user(ann.id).await.unwrap();
        assert_eq!((found[0].last_used_at, found[0].revoked_at), (Some(NOW), Some(NOW)));
    }

    async fn signing_keys_come_newest_first(test: &TestDatabase) {
        let store = test.store().await;
        for (kid, created_at) in [("old", NOW), ("new", NOW.plus_seconds(1))] {
            let key = SigningKey { kid: kid.into(), private_pem: "-----".into(), created_at };
            store.signing_keys().insert(&key).await.unwrap();
        }
        let kids: Vec<_> = store.signing_keys().all().await.unwrap().into_iter().map(|key| key.kid).collect();
        assert_eq!(kids, ["new", "old"]);
    }
}

fn refresh_token(user_id: Uuid, hash: &str, family: &str) -> RefreshToken {
    RefreshToken {
        token_hash: hash.into(),
        user_id,
        family: family.into(),
        created_at: NOW,
        expires_at: NOW.plus_seconds(1_800),
        used_at: None,
        revoked: false,
    }
}

#[test]
fn a_row_in_a_log_shows_its_key_alone() {
    let ann = user("ann", Uuid::nil());
    let shown = format!("{ann:?}");
    assert!(shown.contains(&ann.id.to_string()) && !shown.contains("argon2"), "{shown}");
}
