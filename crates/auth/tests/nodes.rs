//! Identity on several nodes that share a store, over both databases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::net::{IpAddr, Ipv4Addr};

use baton_auth::{
    Auth, AuthOptions, Issued, NewPersonalToken, NewUser, PasswordCost, SignInError, Unproven, UserChanges,
};
use baton_model::Timestamp;
use baton_store::Store;
use baton_testing::TestDatabase;

const NOW: Timestamp = Timestamp(1_772_366_400_000_000);
const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
const PASSWORD: &str = "correct horse battery";

async fn open(store: Store) -> Auth {
    let options = AuthOptions { password_cost: PasswordCost::least(), ..AuthOptions::default() };
    Auth::open(store, options, NOW).await.unwrap()
}

async fn node(test: &TestDatabase) -> Auth {
    open(test.store().await).await
}

async fn first_user(auth: &Auth) -> Option<String> {
    auth.add_first_user("ann", Some(PASSWORD.to_owned()), NOW).await.unwrap()
}

async fn sign_in(auth: &Auth) -> Issued {
    auth.sign_in("ann", PASSWORD.to_owned(), HERE, NOW).await.unwrap()
}

baton_testing::on_both! {
    async fn what_one_node_signed_the_others_take(test: &TestDatabase) {
        let (one, other) = (test.store().await, test.store().await);
        let (one, other) = tokio::join!(open(one), open(other));
        first_user(&one).await;
        let (from_one, from_other) = (sign_in(&one).await, sign_in(&other).await);
        let later = NOW.plus_seconds(5);
        for auth in [&one, &other] {
            for issued in [&from_one, &from_other] {
                auth.authenticate(Some(&issued.access_token), None, later).await.unwrap();
            }
        }
        let published = one.public_keys(NOW.plus_seconds(20)).await.unwrap();
        assert_eq!(published, other.public_keys(NOW.plus_seconds(20)).await.unwrap());
    }

    async fn of_nodes_that_start_at_once_one_makes_the_first_user(test: &TestDatabase) {
        let (one, other) = (node(test).await, node(test).await);
        let (a, b) = tokio::join!(first_user(&one), first_user(&other));
        assert_eq!([a, b].into_iter().flatten().count(), 1);
        sign_in(&one).await;
    }

    async fn a_refresh_token_works_on_one_node_only_once(test: &TestDatabase) {
        let (one, other) = (node(test).await, node(test).await);
        first_user(&one).await;
        for _ in 0..10 {
            let first = sign_in(&one).await.refresh_token;
            let (a, b) = tokio::join!(one.refresh(&first, NOW), other.refresh(&first, NOW));
            let given: Vec<_> = [a, b].into_iter().filter_map(Result::ok).collect();
            assert!(given.len() <= 1);
            for issued in given {
                let refused = one.refresh(&issued.refresh_token, NOW).await.unwrap_err();
                assert!(matches!(refused, SignInError::Ended), "the session outlived a reuse: {refused}");
            }
        }
    }

    async fn what_one_node_changes_the_others_notice_within_seconds(test: &TestDatabase) {
        let (one, other) = (node(test).await, node(test).await);
        first_user(&one).await;
        let ann = one.user_named("ann").await.unwrap();
        let new = NewUser { username: "bob".to_owned(), password: None, org_admin: false };
        let bob = one.add_user(ann.organization_id, new, NOW).await.unwrap();
        let issued = one.issue(bob.id, NOW).await.unwrap();
        let access = other.authenticate(Some(&issued.access_token), None, NOW).await.unwrap();
        let new = NewPersonalToken { name: "script".to_owned(), group: "bob".to_owned(), expires_at: None };
        let shown = other.make_personal_token(&access, new, NOW).await.unwrap();
        other.authenticate(None, Some(&shown.token), NOW).await.unwrap();
        let changes = UserChanges { disabled: Some(true), ..UserChanges::default() };
        one.set_changes(bob.id, changes).await.unwrap();
        let later = NOW.plus_seconds(5);
        let refused = other.authenticate(Some(&issued.access_token), None, later).await.unwrap_err();
        assert_eq!(refused, Unproven::Invalid);
        assert!(other.authenticate(None, Some(&shown.token), later).await.is_err());
    }
}

#[tokio::test]
async fn refresh_tokens_that_expired_are_forgotten() {
    let test = TestDatabase::sqlite();
    let auth = node(&test).await;
    first_user(&auth).await;
    let first = sign_in(&auth).await;
    let ann = auth.user_named("ann").await.unwrap();
    auth.issue(ann.id, NOW.plus_seconds(1801)).await.unwrap();
    // At a moment when the token would still do, its row is gone.
    let refused = auth.refresh(&first.refresh_token, NOW).await.unwrap_err();
    assert!(matches!(refused, SignInError::NotARefreshToken), "{refused}");
}
