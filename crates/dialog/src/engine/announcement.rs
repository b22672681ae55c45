//! Announcements: what is said without asking.

use baton_model::Template;
use baton_model::program::{Announcement, Join, PostAction, Prompts};
use serde_json::Value;

use super::render::Scope;
use super::{Engine, Move};
use crate::state::{Outcome, Phase};
use crate::{Action, ActionKind, Awaits, Need, Prompt};

impl<'a> Engine<'a> {
    /// Says the first item whose conditions hold. When there is nothing to say the canvas goes on in the same turn.
    pub(super) fn announce(&mut self, announcement: &'a Announcement) -> Result<Move, Need> {
        for item in &announcement.items {
            self.prepare_conditions(&item.conditions)?;
            let holds = self.hold(Scope::MiniApp(None), Join::And, &item.conditions);
            self.values.clear();
            if holds {
                let outcome = match &item.post_action {
                    PostAction::Transfer(number) => self.handing_over(Outcome::Played, number)?,
                    _ => Outcome::Played,
                };
                return self.say_and_leave(&item.prompts, outcome);
            }
        }
        Ok(self.leave_mini_app(Outcome::Escaped))
    }

    /// What the miniApp ends with when the caller is then handed over.
    pub(super) fn handing_over(&mut self, outcome: Outcome, number: &'a Template) -> Result<Outcome, Need> {
        Ok(Outcome::HandedOver(Box::new(outcome), self.filled(number)?))
    }

    /// The last words of the miniApp under way are a turn of their own; silent ones are none.
    pub(super) fn say_and_leave(&mut self, prompts: &Prompts, outcome: Outcome) -> Result<Move, Need> {
        if self.dialog.is_ended() {
            // Nobody is there any more who could hear it.
            return Ok(self.leave_mini_app(outcome));
        }
        let Some(prompt) = self.prompt(prompts, 0, Scope::MiniApp(None))? else {
            return Ok(self.leave_mini_app(outcome));
        };
        Ok(self.say_prompt_and_leave(prompt, prompts.barge_in[0], outcome))
    }

    /// The same for a prompt that is rendered already.
    pub(super) fn say_prompt_and_leave(&mut self, prompt: Prompt, barge_in: bool, outcome: Outcome) -> Move {
        self.say(prompt);
        let component = self.dialog.top().run.as_ref().map(|run| run.component.clone());
        if let Some(run) = &mut self.dialog.top_mut().run {
            run.phase = Phase::Leaving(outcome);
        }
        self.action =
            Some(Action { component, barge_in, ..Action::plain("Announcement", ActionKind::Announcement) });
        self.dialog.awaits = Awaits::Continue;
        Move::Wait
    }

    /// A prompt at a level; `None` when it says nothing.
    pub(super) fn prompt(
        &mut self,
        prompts: &Prompts,
        level: usize,
        scope: Scope<'_>,
    ) -> Result<Option<Prompt>, Need> {
        let Some(levels) = prompts.levels(&self.dialog.locale) else { return Ok(None) };
        let (texts, rich) = match self.dialog.channel {
            baton_model::program::Channel::Voice => (&levels.voice, &[][..]),
            baton_model::program::Channel::Chat => (&levels.chat, levels.rich.as_slice()),
        };
        let Some(template) = texts.get(level.min(2)) else { return Ok(None) };
        if template.is_empty() && rich.is_empty() {
            return Ok(None);
        }
        match scope {
            Scope::MiniApp(Some(answering)) => {
                let extra = [("valueToValidate", Value::String(answering.value.to_owned()))];
                self.prepare(template.fields(), &extra)?;
            }
            _ => self.prepare(template.fields(), &[])?,
        }
        let mut prompt = self.render(scope, template);
        for content in rich {
            prompt.data_models.push(self.rich(scope, content));
        }
        self.values.clear();
        Ok(Some(prompt).filter(|prompt| !prompt.content.trim().is_empty() || !prompt.data_models.is_empty()))
    }

    /// Says it, after the reaction that waited for it.
    pub(super) fn say(&mut self, prompt: Prompt) {
        if let Some(reaction) = self.before_next.take() {
            self.reactions.push(reaction.masked_content.clone());
            self.prompts.push(reaction);
        }
        self.prompts.push(prompt);
    }

    /// Rich content with the places in its texts filled.
    fn rich(&self, scope: Scope<'_>, content: &Value) -> Value {
        match content {
            Value::String(text) if text.contains("{{") => {
                Value::String(self.text(scope, &baton_model::Template::parse(text)))
            }
            Value::Array(items) => items.iter().map(|item| self.rich(scope, item)).collect(),
            Value::Object(keys) => Value::Object(
                keys.iter().map(|(key, value)| (key.clone(), self.rich(scope, value))).collect(),
            ),
            other => other.clone(),
        }
    }
}
