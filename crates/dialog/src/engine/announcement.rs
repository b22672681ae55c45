//! Announcements: what is said without asking.

use baton_model::program::{Announcement, Join, Prompts};

use super::render::Scope;
use super::{Engine, Move};
use crate::state::{Outcome, Phase};
use crate::{Action, ActionKind, Awaits, Prompt};

impl Engine<'_> {
    /// Says the first item whose conditions hold. When there is nothing to say the canvas goes on in the same turn.
    pub(super) fn announce(&mut self, announcement: &Announcement) -> Move {
        let scope = Scope::MiniApp(None);
        let item = announcement.items.iter().find(|item| self.hold(scope, Join::And, &item.conditions));
        match item {
            Some(item) => self.say_and_leave(&item.prompts, Outcome::Played),
            None => self.leave_mini_app(Outcome::Escaped),
        }
    }

    /// The last words of the miniApp under way are a turn of their own; silent ones are none.
    pub(super) fn say_and_leave(&mut self, prompts: &Prompts, outcome: Outcome) -> Move {
        let Some(prompt) = self.prompt(prompts, 0, Scope::MiniApp(None)) else {
            return self.leave_mini_app(outcome);
        };
        self.say(prompt);
        let component = self.dialog.top().run.as_ref().map(|run| run.component.clone());
        if let Some(run) = &mut self.dialog.top_mut().run {
            run.phase = Phase::Leaving(outcome);
        }
        self.action = Some(Action {
            component,
            barge_in: prompts.barge_in[0],
            ..Action::plain("Announcement", ActionKind::Announcement)
        });
        self.dialog.awaits = Awaits::Continue;
        Move::Wait
    }

    /// The text of a prompt at a level; `None` when it says nothing.
    pub(super) fn prompt(&self, prompts: &Prompts, level: usize, scope: Scope<'_>) -> Option<Prompt> {
        let template = prompts.text(&self.dialog.locale, self.dialog.channel, level)?;
        Some(self.render(scope, template)).filter(|prompt| !prompt.content.trim().is_empty())
    }

    /// Says it, after the reaction that waited for it.
    pub(super) fn say(&mut self, prompt: Prompt) {
        if let Some(reaction) = self.before_next.take() {
            self.reactions.push(reaction.masked_content.clone());
            self.prompts.push(reaction);
        }
        self.prompts.push(prompt);
    }
}
