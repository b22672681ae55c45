//! Programs in memory, each with the models trained for it.

use std::collections::BTreeMap;
use std::sync::Arc;

use baton_model::understanding::{Question, Understanding};
use baton_model::{Program, Timestamp};
use baton_nlu::IntentModel;
use baton_nlu::embeddings::Embeddings;
use baton_store::Store;
use moka::sync::Cache;
use sha2::{Digest, Sha256};
use tokio::sync::Mutex;

use crate::Error;
use crate::seal::Sealer;

/// A program with all that it takes to run it.
pub(crate) struct Runnable {
    pub(crate) hash: String,
    pub(crate) program: Arc<Program>,
    models: BTreeMap<String, Arc<IntentModel>>,
}

impl Runnable {
    fn body(&self) -> Result<Vec<u8>, Error> {
        serde_json::to_vec(&*self.program).map_err(|error| Error::Unreadable(error.to_string()))
    }

    /// True when what its dialogs hold must not be kept in clear.
    pub(crate) fn is_sensitive(&self) -> bool {
        !self.program.sensitive_fields.is_empty()
    }

    /// Understands what a caller said.
    pub(crate) fn understand(&self, question: &Question) -> Understanding {
        baton_nlu::understand(question, &|id| self.models.get(id).cloned())
    }
}

/// All programs that dialogs ran on lately.
pub(crate) struct Programs {
    store: Store,
    sealer: Sealer,
    runnable: Cache<String, Arc<Runnable>>,
    /// By the hash of what they were trained on: another deployment with the same intents trains nothing.
    models: Cache<String, Arc<IntentModel>>,
    embeddings: Embeddings,
    /// Held while a program is made ready, so that sixty-four callers at once don't train it sixty-four times.
    preparing: Mutex<()>,
}

impl Programs {
    pub(crate) fn new(store: Store, capacity: u64, embeddings: Embeddings) -> Self {
        Self {
            sealer: Sealer::new(store.clone()),
            store,
            runnable: Cache::new(capacity),
            models: Cache::new(capacity.saturating_mul(4)),
            embeddings,
            preparing: Mutex::new(()),
        }
    }

    /// The program with this hash.
    pub(crate) async fn get(&self, hash: &str) -> Result<Arc<Runnable>, Error> {
        if let Some(runnable) = self.runnable.get(hash) {
            return Ok(runnable);
        }
        let _held = self.preparing.lock().await;
        if let Some(runnable) = self.runnable.get(hash) {
            return Ok(runnable);
        }
        let kept = self.store.programs().get(hash).await?;
        let kept = kept.ok_or_else(|| Error::Unreadable(format!("program {hash} is not there")))?;
        let (models, embeddings) = (self.models.clone(), self.embeddings.clone());
        let body = self.sealer.key().await?.open(&kept.body, hash)?.into_owned();
        let read = move || {
            let program = serde_json::from_slice::<Program>(&body)
                .map_err(|error| Error::Unreadable(format!("program {}: {error}", kept.hash)))?;
            Ok::<_, Error>(make_ready(Arc::new(program), kept.hash, &models, &embeddings))
        };
        let runnable = tokio::task::spawn_blocking(read).await??;
        self.runnable.insert(hash.to_owned(), Arc::clone(&runnable));
        Ok(runnable)
    }

    /// Makes a program that was just compiled ready to run.
    pub(crate) async fn prepare(&self, program: Arc<Program>) -> Result<Arc<Runnable>, Error> {
        let _held = self.preparing.lock().await;
        let (known, models) = (self.runnable.clone(), self.models.clone());
        let embeddings = self.embeddings.clone();
        let prepare = move || {
            let hash = program.hash();
            known.get(&hash).unwrap_or_else(|| make_ready(program, hash, &models, &embeddings))
        };
        let runnable = tokio::task::spawn_blocking(prepare).await?;
        self.runnable.insert(runnable.hash.clone(), Arc::clone(&runnable));
        Ok(runnable)
    }

    /// Keeps a program that no deployment keeps: the simulator's, so that its dialogs can go on after a restart.
    pub(crate) async fn keep(&self, runnable: &Runnable, now: Timestamp) -> Result<(), Error> {
        let program = self.kept(runnable, now).await?;
        self.store.programs().insert(&program).await?;
        Ok(())
    }

    /// A program as it is kept. One that holds values of variables or attached data is sealed: some may be
    /// sensitive.
    pub(crate) async fn kept(
        &self,
        runnable: &Runnable,
        now: Timestamp,
    ) -> Result<baton_store::Program, Error> {
        let (hash, clear) = (runnable.hash.clone(), runnable.body()?);
        let body = match runnable.program.variables.is_empty() && runnable.program.attached_data.is_empty() {
            true => clear,
            false => self.sealer.key().await?.seal(&clear, &hash)?,
        };
        Ok(baton_store::Program { hash, body, created_at: now })
    }
}

fn make_ready(
    program: Arc<Program>,
    hash: String,
    trained: &Cache<String, Arc<IntentModel>>,
    embeddings: &Embeddings,
) -> Arc<Runnable> {
    let mut models = BTreeMap::new();
    for (id, mini_app) in &program.mini_apps {
        let key = serde_json::to_vec(&mini_app.kind).unwrap_or_default();
        let key = hex::encode(Sha256::digest(&key));
        let model = trained.get(&key).or_else(|| IntentModel::of_with(mini_app, embeddings).map(Arc::new));
        if let Some(model) = model {
            trained.insert(key, Arc::clone(&model));
            models.insert(id.clone(), model);
        }
    }
    Arc::new(Runnable { hash, program, models })
}
