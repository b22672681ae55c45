//! A dialog begins.

use std::collections::BTreeMap;
use std::sync::Arc;

use baton_dialog::{Input, Start};
use baton_model::fields::FieldValue;
use baton_model::program::Channel;
use baton_store::{ApplicationStatus, TokenKind, TurnCommit};
use uuid::Uuid;

use super::turn::commit_failed;
use super::{Answered, Entries, Stepper, UnderWay};
use crate::outside::{new_dialog_id, new_seed};
use crate::programs::Runnable;
use crate::{Error, Runtime, fingerprint};

/// What a channel knows when a dialog begins.
#[derive(Debug, Clone, Default)]
pub struct Opening {
    /// The kind of channel.
    pub channel: Channel,
    /// What the channel calls itself.
    pub source: String,
    /// The caller's locale; empty: the application's first.
    pub locale: String,
    /// Who calls.
    pub ani: String,
    /// Whom they called.
    pub dnis: String,
    /// The channel's id of the connection.
    pub connection_id: String,
    /// Fields given at the start.
    pub fields: BTreeMap<String, FieldValue>,
    /// Results of the voice-biometric engine.
    pub biometrics: BTreeMap<String, String>,
    /// What the caller already said.
    pub utterance: Option<String>,
    /// What services answer in the simulator; elsewhere it is not looked at.
    pub backend: BTreeMap<String, serde_json::Value>,
    /// The node of the application's canvas to begin at, in the simulator.
    pub node: Option<String>,
}

/// A dialog whose first turns have run and are not on disk yet.
pub(crate) struct Begun {
    pub(crate) under_way: UnderWay,
    pub(crate) entries: Entries,
}

impl Runtime {
    /// Begins a dialog with the application that the token talks to, and answers its first turn.
    ///
    /// # Errors
    /// [`Error::UnknownToken`], [`Error::Stopped`], [`Error::NotDeployed`]; [`Error::Problems`] when the
    /// simulator can't enter the canvas at all.
    pub async fn start(&self, token: &str, opening: Opening) -> Result<Answered, Error> {
        let begun = self.begin(token, opening, 0).await?;
        let Begun { under_way, entries } = begun;
        let key = self.0.sealer.key().await?;
        let commit = TurnCommit {
            dialog: Some(under_way.commit(None, key)?),
            entries: under_way.journal(&entries, key)?,
            ..TurnCommit::default()
        };
        self.0.store.turns().commit(commit).await.map_err(commit_failed)?;
        Ok(self.begun(under_way, entries))
    }

    /// Runs the first turns of a dialog; with those of the announcements that the server goes on after.
    pub(crate) async fn begin(
        &self,
        token: &str,
        opening: Opening,
        announcements: usize,
    ) -> Result<Begun, Error> {
        self.bearer(token).await?;
        // Read anew, so that a stop or a deployment counts from the moment it was answered.
        let applications = self.0.store.applications();
        let holder = applications.by_token(token).await?.ok_or(Error::UnknownToken)?;
        if holder.status == ApplicationStatus::Stopped {
            return Err(Error::Stopped);
        }
        let runnable = match holder.kind {
            TokenKind::Live => self.simulated(holder.id).await?,
            TokenKind::Deployed => {
                let hash = holder.deployed_program.as_deref().ok_or(Error::NotDeployed)?;
                self.0.programs.get(hash).await?
            }
        };
        let now = self.now();
        let input = Input::Start(Box::new(Start {
            dialog_id: new_dialog_id(now),
            seed: new_seed(),
            channel: opening.channel,
            source: opening.source,
            locale: opening.locale,
            ani: opening.ani,
            dnis: opening.dnis,
            connection_id: opening.connection_id,
            test_mode: holder.kind == TokenKind::Live,
            fields: opening.fields,
            biometrics: opening.biometrics,
            utterance: opening.utterance,
            backend: opening.backend,
            // Callers begin where the author lets them begin.
            node: opening.node.filter(|_| holder.kind == TokenKind::Live),
        }));
        let stepper = Stepper {
            performer: &self.0.performer,
            store: &self.0.store,
            runnable: &runnable,
            application: holder.id,
            now,
        };
        let stepped = stepper.through(None, &input, announcements).await?;
        let under_way = UnderWay {
            dialog: Arc::new(stepped.dialog),
            runnable,
            application: holder.id,
            started_at: now,
            updated_at: now,
            version: 1,
        };
        Ok(Begun { under_way, entries: stepped.entries })
    }

    /// Takes a dialog whose first turns are on disk into memory.
    pub(crate) fn begun(&self, under_way: UnderWay, entries: Entries) -> Answered {
        crate::measure::started(&under_way);
        if under_way.dialog.is_ended() {
            crate::measure::ended(&under_way);
            self.after_end(under_way.clone());
        } else {
            self.0.dialogs.add(under_way.clone());
        }
        self.answered(under_way, entries)
    }

    /// The application's canvas as it is saved now, ready to run.
    async fn simulated(&self, id: Uuid) -> Result<Arc<Runnable>, Error> {
        let application = self.0.store.applications().get(id).await?.ok_or(Error::UnknownToken)?;
        let source = self.gather(&application).await?;
        let fingerprint = fingerprint::of(&source);
        if let Some(runnable) = self.0.simulated.get(&fingerprint) {
            return Ok(runnable);
        }
        let compiled = self.compile(source).await?;
        let program = compiled.program.ok_or(Error::Problems(compiled.problems))?;
        let runnable = self.0.programs.prepare(program).await?;
        self.0.programs.keep(&runnable, self.now()).await?;
        self.0.simulated.insert(fingerprint, Arc::clone(&runnable));
        Ok(runnable)
    }
}
