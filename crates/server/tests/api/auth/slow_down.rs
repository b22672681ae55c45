use super::sign_in;
use crate::support::{PASSWORD, Server};

#[tokio::test]
async fn who_fails_too_often_must_wait_even_with_the_right_password() {
    let server = Server::start().await;
    server.somebody("ann").await;
    for _ in 0..6 {
        sign_in(&server, "ann", "wrong").await.expect(401);
    }
    let answer = sign_in(&server, "ann", PASSWORD).await;
    assert_eq!(answer.expect(429)["error"], "slow_down");
    assert_eq!(answer.header("retry-after"), "10");
    server.advance(10);
    sign_in(&server, "ann", PASSWORD).await.expect(200);
}

#[tokio::test]
async fn an_unknown_user_is_slowed_down_as_a_known_one_is() {
    let server = Server::start().await;
    for _ in 0..6 {
        sign_in(&server, "nobody", "wrong").await.expect(401);
    }
    sign_in(&server, "nobody", "wrong").await.expect(429);
}

#[tokio::test]
async fn many_attempts_at_once_get_no_more_guesses_than_one_by_one() {
    let server = Server::start().await;
    server.somebody("ann").await;
    let attempts = (0..40).map(|_| sign_in(&server, "ann", "wrong"));
    let answers = futures_util::future::join_all(attempts).await;
    let guesses = answers.iter().filter(|answer| answer.status == 401).count();
    // When the sixth fails, those that are looked at besides it are still under way.
    let most = 5 + baton_auth::PasswordCost::least().at_once;
    assert!((6..=most).contains(&guesses), "{guesses} passwords were looked at");
}
