//! The conversations that are held, turn by turn.

use crate::Failure;
use crate::http::{Answer, Connection};

/// What is talked to.
#[derive(Debug, Clone)]
pub struct Target {
    /// Where a dialog begins; `/<dialog id>` goes on.
    pub path: &'static str,
    /// The application token.
    pub token: String,
    /// The body that begins a dialog.
    pub start: String,
    /// What the caller says, in order.
    pub says: &'static [&'static str],
}

/// Where a conversation stands.
pub struct Conversation<'a> {
    target: &'a Target,
    dialog_id: String,
    said: usize,
    announcing: bool,
}

impl<'a> Conversation<'a> {
    /// One that has not begun.
    pub fn new(target: &'a Target) -> Self {
        Self { target, dialog_id: String::new(), said: 0, announcing: false }
    }

    /// Holds one turn: one request, one answer. True when the dialog is over and the next turn begins another.
    pub async fn turn(&mut self, connection: &mut Connection) -> Result<bool, Failure> {
        let target = self.target;
        if self.dialog_id.is_empty() {
            let answer = connection.post(target.path, &target.token, &target.start).await?;
            self.dialog_id.clone_from(&answer.dialog_id);
            return self.after(&answer);
        }
        let utterance = match (self.announcing, target.says.get(self.said)) {
            (true, _) => "[noinput]",
            (false, Some(words)) => {
                self.said += 1;
                words
            }
            (false, None) => "[hup]",
        };
        let path = format!("{}/{}", target.path, self.dialog_id);
        let body = format!(r#"{{"application_id":"bench","source":"chat","utterance":"{utterance}"}}"#);
        let answer = connection.post(&path, &target.token, &body).await?;
        self.after(&answer)
    }

    fn after(&mut self, answer: &Answer) -> Result<bool, Failure> {
        self.announcing = answer.action.kind.eq_ignore_ascii_case("announcement");
        let over = ["exit", "transfer"].iter().any(|end| answer.action.kind.eq_ignore_ascii_case(end));
        if self.dialog_id.is_empty() {
            return Err("a dialog began without an id".into());
        }
        if over {
            *self = Self::new(self.target);
        }
        Ok(over)
    }
}
