//! Measures steps a second on one core: a dialog of three turns with understanding, again and again.
//!
//! `cargo run --release -p baton-dialog --example step_rate`
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::disallowed_methods)]

#[path = "../tests/support/mod.rs"]
mod support;

use std::time::Instant;

use baton_dialog::{Input, Step, drive};
use baton_model::Timestamp;
use baton_model::understanding::InputMode;
use support::play::{Understander, begin};

const BANK: &str = "
app Bank
  attached channelName = web
intent Why
  welcome: Welcome to the bank.
  ask: How can I help you? / Sorry, how can I help? / Please say balance, card or agent.
  react nice_response: Alright.
  on Balance: what is my balance; how much money do I have; balance please; check my account balance
  on Card.Lost: I lost my card; my card was stolen; lost card; block my card please
  on Transfer: send money; make a transfer; transfer money to my friend; pay somebody
  on Hours: when are you open; opening hours; are you open on sunday; what time do you close
numeric Customer
  ask: What is your customer number? / Your number, please? / Six digits, please.
  valid six length 6..6
say Tell: The balance of account {{number}} is 42 euros, {{name}}.
flow Identify() -> number
  ask: Customer() -> Numeric as number
canvas
  why: Why() -> Intent
  which: ?
  identify: flow Identify -> number
  tell: Tell(number = {{number}}, name = {{name}})
  bye: exit because done
  why > which
  which > bye if Intent = Hours
  which > identify if Intent = Balance
  which > bye
  identify > tell
  tell > bye
";

fn main() {
    let program = support::read(BANK).program;
    let understander = Understander::of(&program);
    let said = |text: &str| Input::Utterance { text: text.to_owned(), mode: InputMode::Text };
    let inputs = [
        Input::Start(Box::new(begin("name = Ann"))),
        said("please tell me my account balance"),
        said("it's one two three four five six"),
    ];
    let mut size = 0;
    let mut round = |rounds: u32| {
        let begun = Instant::now();
        for _ in 0..rounds {
            let mut dialog = None;
            for input in &inputs {
                let Step { dialog: next, entry } =
                    drive(&program, dialog.as_ref(), input, Timestamp(1_700_000_000_000_000), |need| {
                        understander.answer(need)
                    });
                std::hint::black_box(&entry);
                dialog = Some(next);
            }
            assert!(dialog.as_ref().is_some_and(|dialog| dialog.step() == 3));
            size = dialog.map_or(0, |dialog| serde_json::to_vec(&dialog).unwrap().len());
        }
        f64::from(rounds) * 3.0 / begun.elapsed().as_secs_f64()
    };
    round(2_000);
    let best = (0..5).map(|_| round(10_000)).fold(0.0, f64::max);
    println!("{best:.0} steps/s, {:.1} µs a step; the state is {size} bytes of JSON", 1e6 / best);
}
