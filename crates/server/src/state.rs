//! What every request can reach.

use std::path::PathBuf;
use std::sync::Arc;

use baton_auth::Auth;
use baton_model::Timestamp;
use baton_runtime::Runtime;
use baton_store::Store;

use crate::services::insights::Tails;
use crate::services::orchestrator::results::Tasks;
use crate::{Clock, Limits, Stop};

/// How this server was started.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where people reach it, without a slash at the end: `http://127.0.0.1:8080`.
    pub public_url: String,
    /// Where SQLite and everything else that is kept lies.
    pub data: PathBuf,
    /// How many proxies stand before it whose `X-Forwarded-For` is believed.
    pub proxies: usize,
    /// How many connections, and how slow they may be.
    pub limits: Limits,
    /// When it is to stop.
    pub stop: Stop,
    /// What time it is.
    pub clock: Clock,
}

/// What every request can reach. Cheap to clone.
#[derive(Clone)]
pub struct AppState(Arc<Shared>);

/// See [`AppState`].
pub struct Shared {
    /// How this server was started.
    pub config: Config,
    /// Since when it runs.
    pub started_at: Timestamp,
    /// What is kept.
    pub store: Store,
    /// Who calls.
    pub auth: Auth,
    /// What runs.
    pub runtime: Runtime,
    /// The heavy work that requests start.
    pub tasks: Tasks,
    /// The live tails that are served.
    pub tails: Tails,
}

impl AppState {
    /// Puts it together.
    #[must_use]
    pub fn new(config: Config, store: Store, auth: Auth, runtime: Runtime) -> Self {
        let started_at = config.clock.now();
        Self(Arc::new(Shared {
            config,
            started_at,
            store,
            auth,
            runtime,
            tasks: Tasks::default(),
            tails: Tails::default(),
        }))
    }

    /// The moment it is.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.config.clock.now()
    }
}

impl std::ops::Deref for AppState {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}
