//! Several nodes on one store, over both databases.

use baton_auth::AuthOptions;
use baton_dialog::Input;
use baton_model::understanding::InputMode;
use baton_runtime::{Clock, Options, Runtime};
use baton_store::DialogStatus;
use baton_testing::{TestDatabase, on_both};
use serde_json::json;

use super::Call;
use crate::examples::deployed;
use crate::orchestrator::apps::{app, at, draw_greeting, id};
use crate::support::{START, Server};

fn words(text: &str) -> Input {
    Input::Utterance { text: text.to_owned(), mode: InputMode::Text }
}

/// What another node, or the same after a restart, would run.
pub fn another_node(server: &Server) -> Runtime {
    let options = Options { clock: Clock::from_fn(|| START), ..Options::default() };
    Runtime::new(server.state.store.clone(), options)
}

async fn server(test: &TestDatabase) -> Server {
    Server::start_with(AuthOptions::default(), test.database().clone()).await
}

on_both! {
    async fn a_dialog_survives_a_restart(test: &TestDatabase) {
        let server = server(test).await;
        let bank = deployed(&server, "bank").await;
        let mut call = Call::start(&server, &bank.deployed).await;
        call.say("[noinput]").await;
        let restarted = another_node(&server);
        let bearer = restarted.bearer(&bank.deployed).await.unwrap();
        let answered = restarted.turn(bearer, &call.dialog, words("what is my balance")).await.unwrap();
        assert!(answered.turn.prompts[0].content.contains("account number"));
    }

    async fn two_nodes_that_take_turns_on_one_dialog_never_lose_one(test: &TestDatabase) {
        let server = server(test).await;
        let bank = deployed(&server, "bank").await;
        let mut call = Call::start(&server, &bank.deployed).await;
        call.say("[noinput]").await;
        let other = another_node(&server);
        let bearer = other.bearer(&bank.deployed).await.unwrap();
        let answered = other.turn(bearer, &call.dialog, words("what is my balance")).await.unwrap();
        // The first node has an older version of the dialog in memory.
        assert!(call.say("12345678").await.contains("PIN"));
        assert_eq!(call.last["step"], json!(answered.turn.step + 1));
        let last = other.turn(bearer, &call.dialog, words("4711")).await.unwrap();
        assert_eq!(last.turn.step, answered.turn.step + 2);
    }

    async fn two_nodes_at_once_answer_each_message_once(test: &TestDatabase) {
        let server = server(test).await;
        let bank = deployed(&server, "bank").await;
        let call = Call::start(&server, &bank.deployed).await;
        let nodes = [another_node(&server), another_node(&server)];
        let bearer = nodes[0].bearer(&bank.deployed).await.unwrap();
        let said = (0..8).map(|n| nodes[n % 2].turn(bearer, &call.dialog, words("hm")));
        let answered = futures_util::future::join_all(said).await;
        let mut steps: Vec<_> = answered.iter().flatten().map(|answer| answer.turn.step).collect();
        steps.sort_unstable();
        assert_eq!(steps, (2..).take(steps.len()).collect::<Vec<_>>(), "no step was answered twice");
        let kept = server.state.store.turns().journal(&call.dialog).await.unwrap().len();
        assert_eq!(kept, steps.len() + 1);
    }

    async fn an_idle_dialog_is_ended_once_however_many_look_for_it(test: &TestDatabase) {
        let server = server(test).await;
        let bank = deployed(&server, "bank").await;
        let call = Call::start(&server, &bank.deployed).await;
        server.advance(31 * 60);
        let later = server.state.now();
        let node = || {
            let options = Options { clock: Clock::from_fn(move || later), ..Options::default() };
            Runtime::new(server.state.store.clone(), options)
        };
        let (one, other) = (node(), node());
        let (first, second) = tokio::join!(one.sweep(), other.sweep());
        assert_eq!(first.unwrap() + second.unwrap(), 1);
        let row = server.state.store.turns().load_dialog(&call.dialog).await.unwrap().unwrap();
        assert_eq!((row.status, row.version), (DialogStatus::Ended, 2));
    }

    async fn two_deployments_at_once_leave_the_application_whole(test: &TestDatabase) {
        let server = server(test).await;
        let bank = deployed(&server, "bank").await;
        let nodes = [another_node(&server), another_node(&server)];
        let (one, other) = tokio::join!(nodes[0].deploy(bank.id, true), nodes[1].deploy(bank.id, true));
        assert_eq!(one.unwrap().program_hash, other.unwrap().program_hash);
        Call::start(&server, &bank.deployed).await;
    }

    async fn two_first_deployments_at_once_give_one_token(test: &TestDatabase) {
        let server = server(test).await;
        let owner = server.owner().await;
        let nodes = [another_node(&server), another_node(&server)];
        for n in 0..8 {
            let app = app(&owner, &format!("app_{n}")).await;
            draw_greeting(&server, &owner, &app).await;
            let token_at = async |node: &Runtime| {
                node.deploy(id(&app), true).await.unwrap();
                owner.get(&at(&app, "web_chat/")).await.expect(200)["deployed_token"].clone()
            };
            let (one, other) = tokio::join!(token_at(&nodes[0]), token_at(&nodes[1]));
            assert_eq!(one, other, "who was told the first can go on with it");
        }
    }
}
