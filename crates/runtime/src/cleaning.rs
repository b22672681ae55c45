//! Removes what is over and old, behind the turns.

use std::time::Duration;

use baton_model::Timestamp;
use tokio::task::JoinHandle;

use crate::{Error, Runtime};

/// How many go in one transaction, and how long turns have the store for themselves after it.
const AT_ONCE: u32 = 20;
const PAUSE: Duration = Duration::from_millis(50);
/// A program that nothing names is kept for so long all the same: a dialog may be about to begin on it.
const PROGRAM_SPARED_SECONDS: i64 = 24 * 60 * 60;

/// How much was removed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// Dialogs, with their journals.
    pub dialogs: usize,
    /// Chat sessions, with what was told in them.
    pub chat_sessions: usize,
    /// Deployments that others followed.
    pub deployments: usize,
    /// Programs that nothing names.
    pub programs: usize,
}

impl Runtime {
    /// Removes what is old now and then, until the handle is aborted. Any number of nodes may do so.
    #[must_use]
    pub fn keep_cleaning(&self) -> JoinHandle<()> {
        let runtime = self.clone();
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(runtime.0.options.clean_every).await;
                match runtime.clean().await {
                    Ok(cleaned) if cleaned != Cleaned::default() => {
                        let Cleaned { dialogs, chat_sessions, deployments, programs } = cleaned;
                        tracing::info!(dialogs, chat_sessions, deployments, programs, "removed what was old");
                    }
                    Ok(_) => {}
                    Err(error) => {
                        let error = &error as &dyn std::error::Error;
                        tracing::warn!(error, "what is old could not be removed");
                    }
                }
            }
        })
    }

    /// Removes all that is old, a few at a time, and answers how much that was.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn clean(&self) -> Result<Cleaned, Error> {
        let mut cleaned = Cleaned::default();
        if let Some(kept) = self.0.options.keep {
            let kept = i64::try_from(kept.as_secs()).unwrap_or(i64::MAX);
            let before = self.now().plus_seconds(kept.saturating_neg());
            cleaned.dialogs = self.until_none(What::Dialogs, before).await?;
            cleaned.chat_sessions = self.until_none(What::ChatSessions, before).await?;
            cleaned.deployments = self.until_none(What::Deployments, before).await?;
            self.0.store.records().remove_old_counts(before).await?;
        }
        // The simulator forgets what it has compiled, so that what it says next is kept anew.
        self.0.simulated.invalidate_all();
        let before = self.now().plus_seconds(-PROGRAM_SPARED_SECONDS);
        cleaned.programs = self.until_none(What::Programs, before).await?;
        Ok(cleaned)
    }

    async fn until_none(&self, what: What, before: Timestamp) -> Result<usize, Error> {
        let mut all = 0;
        loop {
            let removal = self.0.store.removal();
            let removed = match what {
                What::Dialogs => removal.dialogs(before, AT_ONCE).await?,
                What::ChatSessions => removal.chat_sessions(before, AT_ONCE).await?,
                What::Deployments => removal.deployments(before, AT_ONCE).await?,
                What::Programs => removal.programs(before, AT_ONCE).await?,
            };
            all += removed;
            if removed == 0 {
                return Ok(all);
            }
            tokio::time::sleep(PAUSE).await;
        }
    }
}

#[derive(Clone, Copy)]
enum What {
    Dialogs,
    ChatSessions,
    Deployments,
    Programs,
}
