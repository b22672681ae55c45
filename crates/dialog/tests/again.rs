//! A turn that runs again, because its node died or another one was quicker, is the same turn.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use baton_dialog::{Input, Need, drive};
use baton_model::Timestamp;
use baton_model::understanding::InputMode;
use support::play::{Player, Understander, begin};
use support::services::Outside;

const ORDER: &str = "
yesno Sure
  ask: Sure?
service Order
  call POST https://example.test/orders
canvas
  sure: Sure() -> YesNo
  first: Order()
  second: Order()
  sure > first
  first > second
";

#[test]
fn its_calls_are_named_as_they_were() {
    let program = support::read(ORDER).program;
    let mut player = Player::new(&program);
    player.step(&Input::Start(Box::new(begin(""))));
    let yes = Input::Utterance { text: "yes".into(), mode: InputMode::Text };
    let mut outside = Outside::default();
    outside.read(&["call 200 {}".into(), "call 200 {}".into()]);
    let understander = Understander::of(&program);
    let keys_at = |moment: i64| {
        let mut keys = Vec::new();
        drive(&program, player.dialog.as_ref(), &yes, Timestamp(moment), |need| match need {
            Need::Call(call) => {
                keys.push(call.idempotency_key.clone().unwrap());
                outside.answer(need, keys.len() - 1)
            }
            _ => understander.answer(need),
        });
        keys
    };
    let now = 1_700_000_009_000_000;
    let keys = keys_at(now);
    assert_eq!(keys, keys_at(now + 5_000_000));
    assert_eq!(keys.len(), 2);
    assert_ne!(keys[0], keys[1], "each call has a name of its own");
}
