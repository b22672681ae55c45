//! Clients that leave in the middle of a request, again and again: what others were answered is kept.

use std::sync::atomic::Ordering;

use uuid::Uuid;

use super::support::GROUP;
use super::{
    Answered, Arc, AtomicBool, CALLERS, Duration, Kept, call_on_and_on, examples, free_address, json,
    nothing_is_lost, support, turns_of, until_ready,
};

const TURNS: i64 = 500;
const LEAVING: usize = 6;

baton_testing::on_both! {
async fn who_leaves_in_the_middle_of_a_request_takes_no_turn_of_others_along(test: &TestDatabase) {
    let server = support::Server::on(test).await;
    let bank = examples::deployed(&server, "bank").await;
    let ann = server.maintainer().await;
    let body = json!({"name": "leaving", "group": GROUP});
    let token = ann.post("/access/api/personal-tokens/", body).await.expect(201)["token"].clone();
    let token = token.as_str().unwrap().to_owned();
    let kept = Kept::of(server, test).await;
    let address = free_address();
    let server = kept.serve(&address, &[]);
    until_ready(&address).await;
    let (answered, stop) = (Answered::default(), Arc::new(AtomicBool::new(false)));
    let callers: Vec<_> = (0..CALLERS)
        .map(|_| {
            let (answered, stop) = (Arc::clone(&answered), Arc::clone(&stop));
            tokio::spawn(call_on_and_on(address.clone(), bank.deployed.clone(), answered, stop, Duration::ZERO))
        })
        .collect();
    let leaving: Vec<_> = (0..LEAVING)
        .map(|_| tokio::spawn(come_and_leave(address.clone(), token.clone(), Arc::clone(&stop))))
        .collect();
    while turns_of(&answered) < TURNS {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    stop.store(true, Ordering::SeqCst);
    for task in callers.into_iter().chain(leaving) {
        task.await.unwrap();
    }
    // At once: nothing is written after the last answer.
    drop(server);
    nothing_is_lost(&kept, &answered).await;
}
}

/// Sends what is written in a transaction, and is gone before or while it is.
async fn come_and_leave(address: String, token: String, stop: Arc<AtomicBool>) {
    while !stop.load(Ordering::SeqCst) {
        let random = Uuid::new_v4();
        let patience = Duration::from_micros(u64::from(random.as_bytes()[0]) * 40);
        // A connection of its own, which closes when it is dropped.
        let client = reqwest::Client::new();
        let url = format!("http://{address}/orchestrator/api/apps/");
        let name = format!("app_{}", random.simple());
        let request =
            client.post(url).header("X-OCP-PERSONAL-ACCESS-TOKEN", &token).json(&json!({"name": name}));
        let _ = tokio::time::timeout(patience, request.send()).await;
    }
}
