//! Everything that runs, put together.

use std::sync::Arc;

use baton_compiler::{Compiled, Source};
use baton_model::Timestamp;
use baton_store::{Application, Store};
use moka::sync::Cache;
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::dialogs::Dialogs;
use crate::perform::Performer;
use crate::programs::{Programs, Runnable};
use crate::records::Following;
use crate::seal::Sealer;
use crate::sessions::Sessions;
use crate::streams::Streaming;
use crate::tokens::Tokens;
use crate::{Error, Options, gather};

/// How many applications are compiled at the same moment.
const COMPILED_AT_ONCE: usize = 2;

/// Everything that runs. Cheap to clone.
#[derive(Clone)]
pub struct Runtime(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) store: Store,
    pub(crate) options: Options,
    pub(crate) programs: Programs,
    /// What the simulator ran lately, by the fingerprint of its documents.
    pub(crate) simulated: Cache<String, Arc<Runnable>>,
    pub(crate) dialogs: Dialogs,
    pub(crate) sessions: Sessions,
    pub(crate) tokens: Tokens,
    pub(crate) sealer: Sealer,
    pub(crate) performer: Performer,
    /// Makes records of what happened.
    pub(crate) following: Following,
    /// Sends records to receivers.
    pub(crate) streaming: Streaming,
    /// Held while an application is deployed: of two deployments at once the later sees what the earlier made.
    pub(crate) deploying: Cache<Uuid, Arc<Mutex<()>>>,
    /// Canvases and miniApps that were compiled lately: what did not change is not compiled again.
    compiled: std::sync::Mutex<baton_compiler::Cache>,
    /// Bounds how much is compiled at once: a large canvas takes memory while it is.
    compiling: tokio::sync::Semaphore,
}

impl Runtime {
    /// Puts it together. Nothing runs by itself until [`Runtime::keep_sweeping`].
    #[must_use]
    pub fn new(store: Store, options: Options) -> Self {
        Self(Arc::new(Inner {
            programs: Programs::new(store.clone(), options.programs_in_memory, options.embeddings.clone()),
            simulated: Cache::new(options.programs_in_memory),
            dialogs: Dialogs::new(&options),
            sessions: Sessions::new(&options),
            tokens: Tokens::new(),
            sealer: Sealer::new(store.clone()),
            performer: Performer::new(options.perform.clone()),
            following: Following::new(),
            streaming: Streaming::new(options.streams, &options.perform.calls),
            deploying: Cache::new(10_000),
            compiled: std::sync::Mutex::default(),
            compiling: tokio::sync::Semaphore::new(COMPILED_AT_ONCE),
            store,
            options,
        }))
    }

    /// The store that it works on.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.0.store
    }

    /// Runs functions and calls services.
    #[must_use]
    pub fn performer(&self) -> &Performer {
        &self.0.performer
    }

    /// What intents are learnt with beside utterances.
    #[must_use]
    pub fn embeddings(&self) -> &baton_nlu::embeddings::Embeddings {
        &self.0.options.embeddings
    }

    /// The moment it is.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.0.options.clock.now()
    }

    /// Gathers the application, or flow, with everything it reaches; whatever the state of the documents.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn gather(&self, application: &Application) -> Result<Source, Error> {
        gather::gather(&self.0.store, self.0.sealer.key().await?, application).await
    }

    /// Compiles the application, or flow, as it is saved now.
    ///
    /// # Errors
    /// When the store fails. Problems are no error.
    pub async fn check(&self, application: &Application) -> Result<Compiled, Error> {
        let source = self.gather(application).await?;
        self.compile(source).await
    }

    /// Compiles, on a thread where it holds nobody up, what was not compiled lately. While somebody else compiles
    /// it does without what is known rather than wait.
    pub(crate) async fn compile(&self, source: Source) -> Result<Compiled, Error> {
        let _one_of_few = self.0.compiling.acquire().await;
        let shared = Arc::clone(&self.0);
        let compile = move || match shared.compiled.try_lock() {
            Ok(mut known) => baton_compiler::compile_with(&source, &mut known),
            Err(_) => baton_compiler::compile(&source),
        };
        Ok(tokio::task::spawn_blocking(compile).await?)
    }
}

impl std::fmt::Debug for Runtime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Runtime").field("options", &self.0.options).finish_non_exhaustive()
    }
}
