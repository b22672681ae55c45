//! A caller who asks for a moment: five times, and then no more.

use baton_model::program::Question;

use super::count::Trouble;
use crate::engine::render::Scope;
use crate::engine::{Engine, Move};
use crate::{ActionKind, Need, Prompt};

impl<'a> Engine<'a> {
    /// The caller wants a moment: the question stays open, and is not said again.
    pub(super) fn hold_on(&mut self, question: &'a Question) -> Result<Move, Need> {
        let reasons = self.count_trouble(question, Trouble::HoldRequest);
        if !reasons.is_empty() {
            return self.give_up(question, reasons);
        }
        let own = self.prompt(&question.hold.prompts, 0, Scope::MiniApp(None))?;
        self.say_without_question(own.or_else(|| patience(&self.dialog.locale).map(Prompt::plain)))
    }

    /// Silence of a caller who asked for a moment: they are asked once whether they are there, and it counts nothing.
    pub(super) fn still_there(&mut self, question: &'a Question) -> Result<Option<Move>, Need> {
        let run = self.dialog.top().run.as_ref();
        if !run.is_some_and(|run| run.on_hold && !run.asked_if_there) {
            return Ok(None);
        }
        let Some(prompt) = self.prompt(&question.hold.still_there, 0, Scope::MiniApp(None))? else {
            return Ok(None);
        };
        self.log("Hold_MaxWait".to_owned());
        let next = self.say_without_question(Some(prompt))?;
        if let Some(run) = self.run_mut() {
            run.asked_if_there = true;
        }
        Ok(Some(next))
    }

    /// What is open stays open; in place of its words others are said.
    fn say_without_question(&mut self, prompt: Option<Prompt>) -> Result<Move, Need> {
        let next = self.ask_again()?;
        if let Some(prompt) = prompt
            && self.action.as_ref().is_some_and(|action| action.kind == ActionKind::Ask)
        {
            self.prompts = vec![prompt];
        }
        if let Some(run) = self.run_mut() {
            run.on_hold = true;
            run.asked_if_there = false;
        }
        Ok(next)
    }
}

/// What is said when the author has no words for it.
fn patience(locale: &str) -> Option<&'static str> {
    Some(match locale.split('-').next().unwrap_or_default() {
        "en" => "Of course, take your time.",
        "fr" => "Bien sûr, prenez votre temps.",
        "es" => "Claro, tómese su tiempo.",
        "de" => "Natürlich, lassen Sie sich Zeit.",
        "el" => "Βεβαίως, με την ησυχία σας.",
        _ => return None,
    })
}
