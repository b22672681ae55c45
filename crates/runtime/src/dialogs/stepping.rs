//! Runs the engine and gives it what it asks for.

use baton_dialog::{ActionKind, Answer, Awaits, Dialog, Entry, Input, MOST_ANSWERS, Need, Step, step};
use baton_model::Timestamp;
use baton_store::Store;
use uuid::Uuid;

use crate::perform::{OnBehalf, Performer, backend};
use crate::programs::Runnable;
use crate::{Error, allowed};

/// What became of a dialog.
pub(crate) struct Stepped {
    pub(crate) dialog: Dialog,
    pub(crate) entries: Entries,
}

/// The records of the turns that ran, in order: at least one.
pub(crate) struct Entries {
    earlier: Vec<Entry>,
    pub(crate) last: Entry,
}

impl Entries {
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.earlier.iter().chain(std::iter::once(&self.last))
    }

    pub(crate) fn first(&self) -> &Entry {
        self.earlier.first().unwrap_or(&self.last)
    }
}

/// A dialog with the program it runs on, and whose it is.
#[derive(Clone, Copy)]
pub(crate) struct Stepper<'a> {
    pub(crate) performer: &'a Performer,
    pub(crate) store: &'a Store,
    pub(crate) runnable: &'a Runnable,
    pub(crate) application: Uuid,
    pub(crate) now: Timestamp,
}

impl Stepper<'_> {
    /// One turn, and then one for each announcement that the server goes on after by itself, at most `announcements`.
    /// A call that takes longer than its caller likes to hear nothing ends the row: what is said meanwhile goes out.
    pub(crate) async fn through(
        self,
        dialog: Option<&Dialog>,
        input: &Input,
        announcements: usize,
    ) -> Result<Stepped, Error> {
        let first = self.one(dialog, input).await?;
        let (mut dialog, mut entries) = (first.dialog, Entries { earlier: Vec::new(), last: first.entry });
        for _ in 0..announcements {
            let turn = &entries.last.turn;
            let goes_on = turn.action.kind == ActionKind::Announcement && turn.ended.is_none();
            if !goes_on || dialog.awaits() == Awaits::Call {
                break;
            }
            let next = self.one(Some(&dialog), &Input::Continue).await?;
            dialog = next.dialog;
            entries.earlier.push(std::mem::replace(&mut entries.last, next.entry));
        }
        Ok(Stepped { dialog, entries })
    }

    async fn one(self, dialog: Option<&Dialog>, input: &Input) -> Result<Step, Error> {
        let mut answers = Vec::new();
        loop {
            match step(&self.runnable.program, dialog, input, self.now, &answers) {
                Ok(step) => return Ok(step),
                Err(_) if answers.len() >= MOST_ANSWERS => return Err(Error::TooManyNeeds(MOST_ANSWERS)),
                Err(need) => answers.push(self.answer(&need, dialog, input).await),
            }
        }
    }

    async fn answer(self, need: &Need, dialog: Option<&Dialog>, input: &Input) -> Answer {
        // The common case, without a task to wait for.
        if let Need::Understand(question) = need {
            return Answer::Understood(self.runnable.understand(question));
        }
        let whose = self.application.to_string();
        let allow = match need {
            Need::Call(_) => allowed::of_application(self.store, self.application).await,
            _ => Vec::new(),
        };
        let on_behalf =
            OnBehalf { whose: &whose, backend: backend(dialog, input), now: self.now, allow: &allow };
        self.performer.perform(need, on_behalf, |question| self.runnable.understand(question)).await
    }
}
