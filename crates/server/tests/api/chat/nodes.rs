//! Chat sessions that several nodes hold, over both databases.

use baton_auth::AuthOptions;
use baton_dialog::Input;
use baton_model::understanding::InputMode;
use baton_runtime::{Clock, Opening, Options, Runtime, Said};
use baton_store::Database;
use baton_testing::on_both;

use crate::examples::deployed;
use crate::support::{START, Server};

fn node(server: &Server) -> Runtime {
    let options = Options { clock: Clock::from_fn(|| START), ..Options::default() };
    Runtime::new(server.state.store.clone(), options)
}

fn words(text: &str) -> Input {
    Input::Utterance { text: text.to_owned(), mode: InputMode::Text }
}

on_both! {
    async fn a_message_that_two_nodes_get_at_once_runs_once(test: &TestDatabase) {
        let server = Server::start_with(AuthOptions::default(), test.database().clone()).await;
        let bank = deployed(&server, "bank").await;
        let (one, other) = (node(&server), node(&server));
        let bearer = one.bearer(&bank.deployed).await.unwrap();
        let opened = one.open_session(&bank.deployed, Opening::default(), None).await.unwrap();
        let id = opened.session.id();
        let (here, there) = (one.session(bearer, id).await.unwrap(), other.session(bearer, id).await.unwrap());
        let (first, second) = tokio::join!(
            one.say(&here, bearer, words("what is my balance"), Some("m1")),
            other.say(&there, bearer, words("what is my balance"), Some("m1")),
        );
        let again = [first.unwrap(), second.unwrap()];
        assert_eq!(again.iter().filter(|said| matches!(said, Said::Now)).count(), 1);
        assert_eq!(server.state.store.turns().journal(&opened.dialog_id).await.unwrap().len(), 3);
    }

    async fn a_session_goes_on_at_another_node(test: &TestDatabase) {
        let server = Server::start_with(AuthOptions::default(), test.database().clone()).await;
        let bank = deployed(&server, "bank").await;
        let (one, other) = (node(&server), node(&server));
        let bearer = one.bearer(&bank.deployed).await.unwrap();
        let opened = one.open_session(&bank.deployed, Opening::default(), None).await.unwrap();
        let there = other.session(bearer, opened.session.id()).await.unwrap();
        let (told, mut listener) = other.resume(&there, bearer, 0).await.unwrap();
        assert_eq!(told, opened.events);
        other.say(&there, bearer, words("what is my balance"), None).await.unwrap();
        assert_eq!(listener.recv().await.unwrap().sequence_id, 3);
        let here = one.session(bearer, opened.session.id()).await.unwrap();
        one.say(&here, bearer, words("12345678"), None).await.unwrap();
        let (told, _) = one.resume(&here, bearer, 2).await.unwrap();
        assert_eq!(told.iter().map(|event| event.sequence_id).collect::<Vec<_>>(), [3, 4]);
    }

    async fn who_listens_at_another_node_hears_what_is_told_here_once_and_in_order(test: &TestDatabase) {
        if matches!(test.database(), Database::Sqlite) {
            return; // It has one node.
        }
        let server = Server::start_with(AuthOptions::default(), test.database().clone()).await;
        let bank = deployed(&server, "bank").await;
        let (one, other) = (node(&server), node(&server));
        let in_touch = [one.keep_in_touch(), other.keep_in_touch()];
        let bearer = one.bearer(&bank.deployed).await.unwrap();
        let opened = one.open_session(&bank.deployed, Opening::default(), None).await.unwrap();
        let id = opened.session.id();
        let there = other.session(bearer, id).await.unwrap();
        let (_, mut heard_there) = other.resume(&there, bearer, i64::MAX).await.unwrap();
        let mut heard_here = opened.listener;
        let mut expected = 2;
        for (at, said) in [(0, "what is my balance"), (1, "12345678"), (0, "4711"), (1, "savings")] {
            match at {
                0 => one.say(&opened.session, bearer, words(said), None).await.unwrap(),
                _ => other.say(&there, bearer, words(said), None).await.unwrap(),
            };
            let told = if said == "savings" { 2 } else { 1 };
            for _ in 0..told {
                expected += 1;
                assert_eq!(heard_here.recv().await.unwrap().sequence_id, expected, "{said}");
                assert_eq!(heard_there.recv().await.unwrap().sequence_id, expected, "{said}");
            }
        }
        in_touch.iter().for_each(|task| task.abort());
    }
}
