//! What the caller asks of the system rather than answers.

use baton_model::program::Question;
use baton_model::understanding::Request;

use super::count::Trouble;
use crate::Need;
use crate::engine::render::Scope;
use crate::engine::{Engine, Move};

impl<'a> Engine<'a> {
    pub(super) fn request(&mut self, question: &'a Question, request: Request) -> Result<Move, Need> {
        let on_hold = self.run_mut().is_some_and(|run| std::mem::take(&mut run.on_hold));
        match request {
            Request::Agent => {
                self.heard("agent_request", None, None);
                self.log("AgentRequest".to_owned());
                match on_hold {
                    true => self.give_up(question, vec!["AgentRequest".to_owned()]),
                    false => self.trouble(question, Trouble::AgentRequest),
                }
            }
            Request::Repeat => {
                self.heard("repeat_request", None, None);
                self.log("RepeatRequest".to_owned());
                self.count_answer();
                self.repeat(question)
            }
            Request::Hold => {
                self.heard("hold_request", None, None);
                self.log("HoldRequest".to_owned());
                self.hold_on(question)
            }
            Request::Greeting => {
                self.heard("greeting", None, None);
                self.count_answer();
                self.react("greeting", &question.reactions.greeting, 0)?;
                self.ask_again()
            }
            Request::StartOver => {
                self.heard("start_over_request", None, None);
                self.log("StartOverRequest".to_owned());
                match self.start_over(question)? {
                    Some(next) => {
                        self.count_answer();
                        Ok(next)
                    }
                    // Nothing to start over: it changes nothing.
                    None => self.trouble(question, Trouble::SameState),
                }
            }
            Request::Closing => {
                self.heard("closing_request", None, None);
                self.log("ClosingRequest".to_owned());
                self.dialog.closing = true;
                self.trouble(question, Trouble::SameState)
            }
            Request::CallBack if on_hold => {
                self.heard("call_back", None, None);
                self.give_up(question, vec!["CallBack".to_owned()])
            }
            Request::NotAvailable if on_hold => {
                self.heard("not_available", None, None);
                self.give_up(question, vec!["InfoAsked_NotAvailable".to_owned()])
            }
            Request::CallBack | Request::NotAvailable => self.no_match(question),
        }
    }

    /// The same prompt again, and the welcome if it wants to be repeated. No error.
    fn repeat(&mut self, question: &'a Question) -> Result<Move, Need> {
        if question.welcome.as_ref().is_some_and(|welcome| welcome.on_repeat) {
            self.welcome(question)?;
        }
        self.ask_again()
    }

    /// Runs the repeat handlers: of the innermost canvas that has one for this miniApp, the fields are dropped and
    /// the first node that must give them runs again. `None` when there is no such handler.
    fn start_over(&mut self, question: &'a Question) -> Result<Option<Move>, Need> {
        let Some((mini_app, _)) = self.asking() else { return Ok(None) };
        for depth in (0..=self.dialog.depth()).rev() {
            let Some(canvas) = self.canvas_of(self.dialog.frame(depth)) else { continue };
            let drops: Vec<&str> = canvas
                .repeat_handlers
                .iter()
                .filter(|handler| {
                    (handler.events.is_empty() || handler.events.iter().any(|event| event == "StartOver"))
                        && (handler.sources.is_empty()
                            || handler
                                .sources
                                .iter()
                                .any(|source| *source == mini_app.component_id || *source == mini_app.name))
                })
                .flat_map(|handler| handler.drop_fields.iter().map(String::as_str))
                .collect();
            if drops.is_empty() {
                continue;
            }
            let under_way = self.node_at(depth).map_or(&[][..], crate::engine::walk::outputs);
            let gone: Vec<&str> = drops
                .into_iter()
                .filter(|name| {
                    self.drop_field(depth, name) || under_way.iter().any(|output| output.field == *name)
                })
                .collect();
            if let Some(prompt) = self.prompt(&question.start_over, 0, Scope::MiniApp(None))? {
                self.say(prompt);
            }
            return match self.producer(depth, &gone) {
                Some(node) => Ok(Some(self.go_back(depth, node))),
                None => self.ask_again().map(Some),
            };
        }
        Ok(None)
    }
}
