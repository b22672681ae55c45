//! Sends to all receivers on and on. Of several nodes one does it.

use std::collections::HashMap;
use std::time::Duration;

use tokio::task::JoinHandle;
use uuid::Uuid;

use super::deliver::{Remembered, Round};
use crate::{Error, Runtime};

/// How often it is looked for receivers that are new, and for the lease.
const LOOK: Duration = Duration::from_millis(500);
/// How long the lease lasts, in seconds: so long receivers wait when the node that sends dies.
const LEASE_SECONDS: i64 = 5;
/// How long a receiver that has everything waits at least before it is looked for more, and at most.
const BREATH: Duration = Duration::from_millis(100);
const IDLE: Duration = Duration::from_secs(1);
/// How long it waits after the store has failed.
const LONG_PAUSE: Duration = Duration::from_secs(2);

/// Whoever is being sent to. They end with the value.
#[derive(Default)]
struct Under(HashMap<Uuid, JoinHandle<()>>);

impl Drop for Under {
    fn drop(&mut self) {
        self.0.values().for_each(JoinHandle::abort);
    }
}

impl Runtime {
    /// Sends records to receivers until the handle is aborted. Any number of nodes may do so: one works.
    #[must_use]
    pub fn keep_streaming(&self) -> JoinHandle<()> {
        let runtime = self.clone();
        tokio::spawn(async move {
            let mut under = Under::default();
            loop {
                if let Err(error) = runtime.look_for_receivers(&mut under).await {
                    tracing::warn!(
                        error = &error as &dyn std::error::Error,
                        "it could not be seen to whom records go; it is tried again"
                    );
                    tokio::time::sleep(LONG_PAUSE).await;
                }
                tokio::time::sleep(LOOK).await;
            }
        })
    }

    async fn look_for_receivers(&self, under: &mut Under) -> Result<(), Error> {
        let rows = self.0.store.subscriptions().active().await?;
        under.0.retain(|id, task| {
            let goes_on = rows.iter().any(|row| row.id == *id);
            if !goes_on {
                task.abort();
            }
            goes_on && !task.is_finished()
        });
        if rows.is_empty() {
            return Ok(());
        }
        let now = self.now();
        let holder = &self.0.streaming.holder;
        let until = now.plus_seconds(LEASE_SECONDS);
        if !self.0.store.records().streams().hold(holder, now, until).await? {
            *under = Under::default();
            return Ok(());
        }
        for row in rows {
            let runtime = self.clone();
            under
                .0
                .entry(row.id)
                .or_insert_with(|| tokio::spawn(async move { runtime.stream(row.id).await }));
        }
        Ok(())
    }

    /// Sends to one receiver until it is paused or gone.
    async fn stream(&self, id: Uuid) {
        let mut remembered = Remembered::default();
        let mut made = self.0.following.made.subscribe();
        loop {
            made.mark_unchanged();
            match self.deliver_some(id, &mut remembered).await {
                Ok(Round::Went) => {}
                Ok(Round::Over) => return,
                Ok(Round::Idle) => {
                    tokio::time::sleep(BREATH).await;
                    // Records that another node makes are seen when the time is over.
                    drop(tokio::time::timeout(IDLE, made.changed()).await);
                }
                Ok(Round::Waits(until)) => {
                    let wait = until.0.saturating_sub(self.now().0).max(0).unsigned_abs();
                    // Somebody may change what it waits for.
                    tokio::time::sleep(Duration::from_micros(wait).min(IDLE).max(BREATH)).await;
                }
                Err(error) => {
                    tracing::warn!(
                        error = &error as &dyn std::error::Error,
                        subscription = %id,
                        "records could not be sent; it is tried again"
                    );
                    tokio::time::sleep(LONG_PAUSE).await;
                }
            }
        }
    }
}
