//! How dialogs are driven here.

use std::time::Duration;

use baton_nlu::embeddings::Embeddings;

use crate::Clock;
use crate::perform::PerformOptions;
use crate::streams::StreamOptions;

/// How dialogs are driven here. The defaults are right for one machine.
#[derive(Debug, Clone)]
pub struct Options {
    /// Tells the time.
    pub clock: Clock,
    /// A dialog or chat session that hears nothing for so long ends.
    pub idle: Duration,
    /// How often idle dialogs are looked for.
    pub sweep_every: Duration,
    /// How many idle dialogs are ended in one look; the rest waits for the next.
    pub sweep_limit: usize,
    /// For how long dialogs and chat sessions that are over are kept; `None`: for ever.
    pub keep: Option<Duration>,
    /// How often what is older is looked for.
    pub clean_every: Duration,
    /// How many dialogs under way are kept in memory; others are read when they are needed.
    pub dialogs_in_memory: u64,
    /// How many programs, with their trained models, are kept in memory.
    pub programs_in_memory: u64,
    /// How many messages may wait for one dialog.
    pub waiting: usize,
    /// How many announcements a chat lets pass before the client must say something.
    pub announcements_in_a_row: usize,
    /// How functions run and services are called.
    pub perform: PerformOptions,
    /// How records are sent to receivers.
    pub streams: StreamOptions,
    /// What intents are learnt with beside utterances; the same on all nodes.
    pub embeddings: Embeddings,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            clock: Clock::default(),
            idle: Duration::from_secs(30 * 60),
            sweep_every: Duration::from_secs(30),
            sweep_limit: 500,
            keep: Some(Duration::from_secs(60 * 24 * 60 * 60)),
            clean_every: Duration::from_secs(60 * 60),
            dialogs_in_memory: 100_000,
            programs_in_memory: 500,
            waiting: 256,
            announcements_in_a_row: 100,
            perform: PerformOptions::default(),
            streams: StreamOptions::default(),
            embeddings: None,
        }
    }
}
