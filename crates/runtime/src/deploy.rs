//! Binds a program to an application's sandbox, all or nothing.

use std::sync::Arc;

use baton_compiler::Unit;
use baton_model::{Problem, Program};
use baton_store::{Application, ApplicationChanges, ApplicationStatus, DeployedCanvas, Deployment};
use uuid::Uuid;

use crate::outside::new_token;
use crate::programs::Runnable;
use crate::{Error, Runtime, fingerprint};

/// What a deployment did.
#[derive(Debug, Clone)]
pub struct Deployed {
    /// False when nothing had changed since the last deployment, so that nothing new was made.
    pub changed: bool,
    /// The hash of the program that runs now.
    pub program_hash: String,
    /// The application and flows whose program is another than before, by component id.
    pub compiled_units: Vec<String>,
    /// What was found that stops nobody.
    pub problems: Vec<Problem>,
}

impl Runtime {
    /// Deploys the application as it is saved now: dialogs that start from here on run on it; those under way
    /// finish on the program they began with. With `all`, also when nothing has changed.
    ///
    /// # Errors
    /// [`Error::NoApplication`]; [`Error::Problems`] with all that was found, when something stops it.
    pub async fn deploy(&self, application: Uuid, all: bool) -> Result<Deployed, Error> {
        let one_at_a_time = self.0.deploying.get_with(application, Arc::default);
        let _held = one_at_a_time.lock().await;
        loop {
            if let Some(deployed) = self.deploy_as_it_is(application, all).await? {
                return Ok(deployed);
            }
        }
    }

    /// Nothing when another node has deployed it meanwhile, perhaps from a later canvas: it is read again then.
    async fn deploy_as_it_is(&self, application: Uuid, all: bool) -> Result<Option<Deployed>, Error> {
        let application = self.0.store.applications().get(application).await?.ok_or(Error::NoApplication)?;
        let source = self.gather(&application).await?;
        let fingerprint = fingerprint::of(&source);
        if !all && let Some(unchanged) = self.unchanged(&application, &fingerprint).await? {
            return Ok(Some(unchanged));
        }
        let units: Vec<Arc<Unit>> = source.units.values().map(Arc::clone).collect();
        let compiled = self.compile(source).await?;
        let program = match &compiled.program {
            Some(program) if compiled.deployable() => Arc::clone(program),
            _ => return Err(Error::Problems(compiled.problems)),
        };
        let before = match &application.deployed_program {
            Some(hash) => self.0.programs.get(hash).await.ok().map(|runnable| Arc::clone(&runnable.program)),
            None => None,
        };
        let runnable = self.0.programs.prepare(Arc::clone(&program)).await?;
        if !self.bind(&application, &runnable, fingerprint, &units).await? {
            return Ok(None);
        }
        metrics::counter!("baton_deployments_total").increment(1);
        Ok(Some(Deployed {
            changed: true,
            program_hash: runnable.hash.clone(),
            compiled_units: changed_units(before.as_deref(), &program),
            problems: compiled.problems,
        }))
    }

    async fn unchanged(
        &self,
        application: &Application,
        fingerprint: &str,
    ) -> Result<Option<Deployed>, Error> {
        let Some(last) = self.0.store.deployments().latest(application.id).await? else { return Ok(None) };
        let same = last.fingerprint == fingerprint
            && application.deployed_program.as_deref() == Some(last.program_hash.as_str());
        Ok(same.then(|| Deployed {
            changed: false,
            program_hash: last.program_hash,
            compiled_units: Vec::new(),
            problems: Vec::new(),
        }))
    }

    /// Program, deployment and application change together, or not at all. False, and nothing is written, when another
    /// program was deployed since the application was read.
    async fn bind(
        &self,
        application: &Application,
        runnable: &Runnable,
        fingerprint: String,
        units: &[Arc<Unit>],
    ) -> Result<bool, Error> {
        let moment = self.now();
        let program = self.0.programs.kept(runnable, moment).await?;
        let mut tx = self.0.store.begin().await?;
        let held = tx.applications().hold(application.id).await?.ok_or(Error::NoApplication)?;
        if held.deployed_program != application.deployed_program {
            tx.rollback().await?;
            return Ok(false);
        }
        tx.programs().insert(&program).await?;
        let deployment = Deployment {
            application_id: held.id,
            created_at: moment,
            program_hash: runnable.hash.clone(),
            fingerprint,
        };
        tx.deployments().insert(&deployment).await?;
        let canvases: Vec<DeployedCanvas> = units.iter().map(|unit| as_deployed(held.id, unit)).collect();
        tx.deployed_canvases().replace(held.id, &canvases).await?;
        let changes = ApplicationChanges {
            deployed_at: Some(Some(moment)),
            status: Some(ApplicationStatus::Started),
            deployed_program: Some(Some(runnable.hash.clone())),
            deployed_token: held.deployed_token.is_none().then(|| Some(new_token())),
            ..ApplicationChanges::default()
        };
        tx.applications().change(held.id, &changes).await?;
        tx.commit().await?;
        Ok(true)
    }
}

fn as_deployed(application_id: Uuid, unit: &Unit) -> DeployedCanvas {
    DeployedCanvas {
        application_id,
        component_id: unit.component_id.clone(),
        name: unit.name.clone(),
        canvas_id: unit.canvas_id.clone(),
        document: unit.canvas.to_string(),
    }
}

fn changed_units(before: Option<&Program>, after: &Program) -> Vec<String> {
    let same = |id: &String| before.and_then(|before| before.canvases.get(id)) == after.canvases.get(id);
    after.canvases.keys().filter(|id| !same(id)).cloned().collect()
}
