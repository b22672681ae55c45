//! Some workers, and those who wait for them.

use std::time::Duration;

use super::Options;
use super::idle::Idle;
use super::process::{NoAnswer, Process};
use super::turns::Turns;
use crate::frame::Reply;

/// Some workers, and those who wait for them.
#[derive(Debug)]
pub(super) struct Lane {
    turns: Turns,
    idle: Idle,
    patience: Duration,
}

/// Why a call came to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lost {
    /// Its turn did not come.
    Waited,
    /// When its turn came, it was not wanted here any more.
    Unneeded,
    /// The worker did not answer in time.
    Silent,
    /// The worker is gone, and so is another that was asked the same.
    Died,
    /// No worker could be started.
    NotStarted,
}

impl Lane {
    pub(super) fn new(options: &Options, workers: usize, nice: i32) -> Self {
        let workers = workers.max(1);
        Self {
            turns: Turns::new(workers, options.waiting),
            idle: Idle::new(options, workers, nice),
            patience: options.patience,
        }
    }

    /// Waits for its turn, then asks a worker. A worker that failed is never asked again.
    pub(super) async fn ask(
        &self,
        whose: &str,
        request: &[u8],
        most: Duration,
        unneeded: &(dyn Fn() -> bool + Sync),
    ) -> Result<Reply, Lost> {
        let _turn = self.turns.permit(whose, self.patience).await.ok_or(Lost::Waited)?;
        if unneeded() {
            return Err(Lost::Unneeded);
        }
        let worker = self.idle.take().map_err(|error| not_started(&error))?;
        match self.one(worker, request, most).await {
            // It may have gone before it was asked: that is not the function's fault.
            Err(NoAnswer::Died) => {}
            answered => return answered.map_err(Lost::from),
        }
        let worker = self.idle.start().map_err(|error| not_started(&error))?;
        self.one(worker, request, most).await.map_err(Lost::from)
    }

    async fn one(&self, mut worker: Process, request: &[u8], most: Duration) -> Result<Reply, NoAnswer> {
        let answered = worker.ask(request, most).await;
        match answered {
            Ok(_) => self.idle.put(worker),
            Err(NoAnswer::NotStarted) => tracing::error!("a worker for functions did not start"),
            // Another is up by the time that somebody needs it.
            Err(NoAnswer::Silent | NoAnswer::Died) => {
                drop(self.idle.start().map(|fresh| self.idle.put(fresh)))
            }
        }
        answered
    }
}

impl From<NoAnswer> for Lost {
    fn from(reason: NoAnswer) -> Self {
        match reason {
            NoAnswer::Silent => Self::Silent,
            NoAnswer::Died => Self::Died,
            NoAnswer::NotStarted => Self::NotStarted,
        }
    }
}

fn not_started(error: &std::io::Error) -> Lost {
    tracing::error!(%error, "a worker for functions can't be started");
    Lost::NotStarted
}
