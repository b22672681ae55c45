//! One input of a dialog under way, and its answer.

use std::sync::Arc;
use std::time::Instant;

use baton_dialog::{Dialog, Input, Turn};
use baton_model::{Program, Timestamp};
use baton_store::{CommitError, TurnCommit};
use uuid::Uuid;

use super::{ATTEMPTS, Entries, Held, Stepper, UnderWay};
use crate::{Bearer, Error, Runtime, measure};

/// What goes out once a turn is on disk.
pub struct Answered {
    /// The dialog after the turn.
    pub dialog: Arc<Dialog>,
    /// The program it runs on.
    pub program: Arc<Program>,
    /// The hash of that program.
    pub program_hash: String,
    /// When the dialog began.
    pub started_at: Timestamp,
    /// When this turn was.
    pub updated_at: Timestamp,
    /// The turn.
    pub turn: Turn,
}

impl Answered {
    pub(crate) fn new(under_way: UnderWay, turn: Turn) -> Self {
        Self {
            program: Arc::clone(&under_way.runnable.program),
            program_hash: under_way.runnable.hash.clone(),
            dialog: under_way.dialog,
            started_at: under_way.started_at,
            updated_at: under_way.updated_at,
            turn,
        }
    }
}

/// A dialog after turns that are not on disk yet.
pub(crate) struct Advanced {
    pub(crate) under_way: UnderWay,
    pub(crate) entries: Entries,
    /// The version it was made from.
    pub(crate) expected: i64,
}

impl Runtime {
    /// Gives an input to a dialog of the bearer's application, and answers its turn.
    ///
    /// # Errors
    /// [`Error::UnknownDialog`] when there is none, it is over, or it is another application's; [`Error::Busy`]
    /// when too many messages wait for it.
    pub async fn turn(&self, bearer: Bearer, dialog_id: &str, input: Input) -> Result<Answered, Error> {
        let began = Instant::now();
        if !is_dialog_id(dialog_id) {
            return Err(Error::UnknownDialog);
        }
        let mut held = self.0.dialogs.hold(dialog_id).await?;
        let key = self.0.sealer.key().await?;
        for _ in 0..ATTEMPTS {
            let advanced = self.advance(&mut held, bearer.application, dialog_id, &input, 0).await?;
            let commit = TurnCommit {
                dialog: Some(advanced.under_way.commit(Some(advanced.expected), key)?),
                entries: advanced.under_way.journal(&advanced.entries, key)?,
                ..TurnCommit::default()
            };
            match self.0.store.turns().commit(commit).await {
                Ok(()) => {
                    measure::turn(began);
                    return Ok(self.advanced(&mut held, advanced));
                }
                Err(CommitError::Stale) => {}
                Err(error) => return Err(commit_failed(error)),
            }
        }
        Err(Error::Contended)
    }

    /// Runs an input on a dialog that is held. Until it is put back, the dialog is not in memory.
    pub(crate) async fn advance(
        &self,
        held: &mut Held,
        application: Uuid,
        dialog_id: &str,
        input: &Input,
        announcements: usize,
    ) -> Result<Advanced, Error> {
        let before = match held.under_way.take() {
            Some(under_way) => under_way,
            None => self.load_dialog(dialog_id).await.inspect_err(|_| self.0.dialogs.forget(dialog_id))?,
        };
        if before.application != application {
            *held.under_way = Some(before);
            return Err(Error::UnknownDialog);
        }
        let now = self.now();
        let stepper = Stepper {
            performer: &self.0.performer,
            store: &self.0.store,
            runnable: &before.runnable,
            application,
            now,
        };
        let stepped = stepper.through(Some(&before.dialog), input, announcements).await?;
        let expected = before.version;
        let under_way =
            UnderWay { dialog: Arc::new(stepped.dialog), updated_at: now, version: expected + 1, ..before };
        Ok(Advanced { under_way, entries: stepped.entries, expected })
    }

    /// Puts a dialog whose turns are on disk back into memory.
    pub(crate) fn advanced(&self, held: &mut Held, advanced: Advanced) -> Answered {
        let Advanced { under_way, entries, .. } = advanced;
        if under_way.dialog.is_ended() {
            measure::ended(&under_way);
            self.0.dialogs.forget(under_way.id());
            self.after_end(under_way.clone());
        } else {
            *held.under_way = Some(under_way.clone());
        }
        self.answered(under_way, entries)
    }

    /// What goes out of turns that are on disk.
    pub(crate) fn answered(&self, under_way: UnderWay, entries: Entries) -> Answered {
        self.0.following.fresh.written(&under_way, &entries);
        Answered::new(under_way, entries.last.turn)
    }
}

/// Hexadecimal digits and dots, of the length that ids have: anything else is not worth a look.
pub(crate) fn is_dialog_id(text: &str) -> bool {
    text.len() <= 120 && text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'.')
}

/// A commit that failed for another reason than somebody being quicker.
pub(crate) fn commit_failed(error: CommitError) -> Error {
    match error {
        CommitError::Stale => Error::Contended,
        CommitError::Closed => Error::Store(baton_store::Error::Closed),
        CommitError::Away(reason) => Error::Store(baton_store::Error::Connect(reason)),
        CommitError::Failed(reason) | CommitError::Lost(reason) => Error::NotWritten(reason),
    }
}
