//! Ends dialogs and chat sessions that nobody has spoken to for a long time.

use std::time::Duration;

use baton_dialog::Input;
use baton_model::Timestamp;
use baton_store::{CommitError, TurnCommit};
use tokio::task::{JoinHandle, JoinSet};

use super::commit_failed;
use crate::{Error, Runtime};

/// How many are ended at the same time, so that their commits share a transaction.
const AT_ONCE: usize = 32;

/// Handlers that nobody has gone on with for so long were left by a node that went down. Each of them ends before that.
const LEFT: Duration = Duration::from_secs(5 * 60);

impl Runtime {
    /// Looks for idle dialogs and sessions now and then, until the handle is aborted. Any number of nodes may do so:
    /// of two that end the same dialog, one is refused as stale.
    #[must_use]
    pub fn keep_sweeping(&self) -> JoinHandle<()> {
        let runtime = self.clone();
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(runtime.0.options.sweep_every).await;
                if let Err(error) = runtime.sweep().await {
                    tracing::warn!(
                        error = &error as &dyn std::error::Error,
                        "idle dialogs could not be ended"
                    );
                }
            }
        })
    }

    /// Ends dialogs and sessions that have been idle for too long, a bounded number of them, and answers how many.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn sweep(&self) -> Result<usize, Error> {
        let limit = i64::try_from(self.0.options.sweep_limit).unwrap_or(i64::MAX);
        let before = earlier(self.now(), self.0.options.idle);
        let mut ended = 0;
        // Sessions first: each ends its dialog with it.
        let sessions = self.0.store.turns().idle_sessions(before, limit).await?;
        let expire = |runtime: Runtime, id| async move { runtime.expire_session(id, before).await };
        ended += self.in_parallel(sessions.into_iter().map(|row| row.id), expire).await?;
        let dialogs = self.0.store.turns().idle_dialogs(before, limit).await?;
        let expire = |runtime: Runtime, id: String| async move { runtime.expire_dialog(&id, before).await };
        ended += self.in_parallel(dialogs.into_iter(), expire).await?;
        let before = earlier(self.now(), LEFT);
        let left = self.0.store.turns().ending_dialogs(before, limit).await?;
        let resume =
            |runtime: Runtime, id: String| async move { runtime.resume_end_handlers(&id, before).await };
        self.in_parallel(left.into_iter(), resume).await?;
        self.0.sessions.purge();
        Ok(ended)
    }

    async fn in_parallel<T, F>(
        &self,
        items: impl Iterator<Item = T>,
        expire: impl Fn(Runtime, T) -> F,
    ) -> Result<usize, Error>
    where
        F: Future<Output = Result<bool, Error>> + Send + 'static,
    {
        let (mut running, mut ended) = (JoinSet::new(), 0);
        for item in items {
            if running.len() >= AT_ONCE
                && let Some(done) = running.join_next().await
            {
                ended += usize::from(done??);
            }
            running.spawn(expire(self.clone(), item));
        }
        while let Some(done) = running.join_next().await {
            ended += usize::from(done??);
        }
        Ok(ended)
    }

    /// Ends a dialog unless somebody has spoken to it since. True when it was ended.
    async fn expire_dialog(&self, id: &str, before: Timestamp) -> Result<bool, Error> {
        let mut held = self.0.dialogs.hold(id).await?;
        // What is in memory may be older than what another node has written.
        let under_way = match self.load_dialog(id).await {
            Ok(under_way) => under_way,
            Err(Error::UnknownDialog) => return Ok(false),
            Err(error) => return Err(error),
        };
        let idle = under_way.updated_at < before;
        let application = under_way.application;
        *held.under_way = Some(under_way);
        if !idle {
            return Ok(false);
        }
        let key = self.0.sealer.key().await?;
        let advanced = self.advance(&mut held, application, id, &Input::Idle, 0).await?;
        let commit = TurnCommit {
            dialog: Some(advanced.under_way.commit(Some(advanced.expected), key)?),
            entries: advanced.under_way.journal(&advanced.entries, key)?,
            ..TurnCommit::default()
        };
        match self.0.store.turns().commit(commit).await {
            Ok(()) => {
                self.advanced(&mut held, advanced);
                Ok(true)
            }
            Err(CommitError::Stale) => Ok(false),
            Err(error) => Err(commit_failed(error)),
        }
    }
}

fn earlier(now: Timestamp, by: Duration) -> Timestamp {
    Timestamp(now.0.saturating_sub(i64::try_from(by.as_micros()).unwrap_or(i64::MAX)))
}
