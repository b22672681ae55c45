//! What runs after a dialog has ended: its dialog-end handlers, without a caller, each an entry of the journal.

use baton_dialog::{Awaits, Input};
use baton_model::Timestamp;
use baton_store::TurnCommit;

use super::{UnderWay, commit_failed};
use crate::{Error, Runtime};

impl Runtime {
    /// Runs the handlers that a dialog has left to run, in a task of its own: whoever ended it is answered already, and
    /// nothing that happens here changes that. What a node that goes down leaves undone, another one takes up.
    pub(crate) fn after_end(&self, under_way: UnderWay) {
        if under_way.dialog.awaits() != Awaits::EndHandlers {
            return;
        }
        let runtime = self.clone();
        tokio::spawn(async move {
            if let Err(error) = runtime.run_end_handlers(under_way).await {
                let error = &error as &dyn std::error::Error;
                tracing::warn!(error, "the handlers of a dialog that has ended could not run");
            }
        });
    }

    /// Goes on where a node that went down has left off before this moment: the handler that was under way runs again. False when
    /// somebody else has gone on meanwhile.
    pub(crate) async fn resume_end_handlers(&self, id: &str, before: Timestamp) -> Result<bool, Error> {
        // A service must not be called by each node that sees what was left.
        if !self.0.store.turns().take_up_ending(id, before, self.now()).await? {
            return Ok(false);
        }
        let under_way = match self.load_ending(id).await {
            Ok(under_way) => under_way,
            Err(Error::UnknownDialog) => return Ok(false),
            Err(error) => return Err(error),
        };
        match self.run_end_handlers(under_way).await {
            Ok(()) => Ok(true),
            Err(Error::Contended) => Ok(false),
            Err(error) => Err(error),
        }
    }

    async fn run_end_handlers(&self, mut under_way: UnderWay) -> Result<(), Error> {
        let key = self.0.sealer.key().await?;
        while under_way.dialog.awaits() == Awaits::EndHandlers {
            let (id, application) = (under_way.id().to_owned(), under_way.application);
            let mut held = self.0.dialogs.hold(&id).await?;
            *held.under_way = Some(under_way);
            let advanced = self.advance(&mut held, application, &id, &Input::Continue, 0).await?;
            let commit = TurnCommit {
                dialog: Some(advanced.under_way.commit(Some(advanced.expected), key)?),
                entries: advanced.under_way.journal(&advanced.entries, key)?,
                ..TurnCommit::default()
            };
            let done = self.0.store.turns().commit(commit).await;
            self.0.dialogs.forget(&id);
            done.map_err(commit_failed)?;
            under_way = advanced.under_way;
        }
        Ok(())
    }
}
