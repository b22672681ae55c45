//! Brings a bundle into a group. All that takes time is done before the transaction begins; within it, only rows are
//! written.

use std::collections::BTreeMap;

use baton_auth::{Access, Role};
use baton_bundle::{Bundle, Home, Kind};
use baton_model::biometrics::Profile;
use baton_model::fields::MASK;
use baton_model::{AppName, GroupName};
use baton_store::{Application, BiometricProfile, Error, MiniApp, Tx, Variable};
use serde_json::Value;

use super::import::Imported;
use super::present::Present;
use super::root::{Root, Wanted};
use super::rows::{self, Rows};
use super::{compare, over, sealed};
use crate::services::miniapps::config::ACTIVE_VERSION;
use crate::{ApiError, AppState};

/// Whether it is meant, or only asked what would happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run {
    /// It happens.
    Real,
    /// Everything is done but the last step: nothing stays.
    Dry,
    /// It happens, and what is there and differs is written over.
    Over,
    /// The same, without its last step.
    DryOver,
}

impl Run {
    /// The one that is meant.
    #[must_use]
    pub fn of(dry: bool, over: bool) -> Self {
        match (dry, over) {
            (false, false) => Self::Real,
            (true, false) => Self::Dry,
            (false, true) => Self::Over,
            (true, true) => Self::DryOver,
        }
    }

    fn is_dry(self) -> bool {
        matches!(self, Self::Dry | Self::DryOver)
    }

    fn writes_over(self) -> bool {
        matches!(self, Self::Over | Self::DryOver)
    }
}

/// Brings the bundle of an app into a group; see [`import_bundle`].
///
/// # Errors
/// As [`import_bundle`].
pub async fn import_app(
    state: &AppState,
    access: &Access,
    bundle: Bundle,
    group: &str,
    name: Option<AppName>,
    run: Run,
) -> Result<(Application, Imported), ApiError> {
    match import_bundle(state, access, bundle, group, name, run).await? {
        (Root::Application(row), imported) => Ok((*row, imported)),
        (Root::MiniApp(_), _) => Err(ApiError::bad_request("This is a miniApp. Give an app.")),
    }
}

/// Brings a bundle into a group, in one transaction.
///
/// # Errors
/// 403 and 404 for a group where the caller may not import; 409 that names what is there already and differs; 400
/// for what the API would not take piece by piece either.
pub async fn import_bundle(
    state: &AppState,
    access: &Access,
    bundle: Bundle,
    group: &str,
    name: Option<AppName>,
    run: Run,
) -> Result<(Root, Imported), ApiError> {
    access.require(group, Role::Maintainer)?;
    let group = GroupName::parse(group).map_err(|refused| ApiError::field("group", refused.to_string()))?;
    // Names within a bundle can change on the way, when two groups' components meet.
    let nobody = BTreeMap::new();
    let home = Home { group: &group, user: &access.user_id, name: name.as_ref(), existing: &nobody };
    let named = bundle.outline().rehome(&home);
    let present = Present::find(&mut state.store.begin().await?, &named, group.as_str()).await?;
    let ready = moved(bundle, access, &group, name.as_ref(), present.ids()).await?;
    match run.writes_over() {
        true => over::check(&present, &ready)?,
        false => present.check(&ready)?,
    }
    let wanted = Wanted::of(&ready);
    let brought = prepare(state, access, ready, &present, group.as_str()).await?;

    let mut tx = state.store.begin().await?;
    // One at a time in a group: two that bring much of the same would wait for each other's rows.
    tx.groups().hold(group.as_str()).await?;
    if Present::find(&mut tx, &named, group.as_str()).await? != present {
        return Err(ApiError::conflict("The group was changed meanwhile. Nothing was imported; try again."));
    }
    match write(&mut tx, access, &brought, group.as_str()).await {
        Err(Refusal::Store(Error::Taken(_))) => {
            Err(ApiError::conflict("Somebody else has made something of the same name meanwhile. Try again."))
        }
        Err(Refusal::Store(error)) => Err(error.into()),
        Err(Refusal::Answer(error)) => Err(error),
        Ok(imported) => {
            let root = wanted.find(&mut tx, group.as_str()).await?;
            if !run.is_dry() {
                tx.commit().await?;
            }
            Ok((root, imported))
        }
    }
}

/// The bundle with its new ids. Large ones take a while, so it happens on a thread of its own.
async fn moved(
    bundle: Bundle,
    access: &Access,
    group: &GroupName,
    name: Option<&AppName>,
    existing: BTreeMap<(Kind, String), String>,
) -> Result<Bundle, ApiError> {
    let (group, user, name) = (group.clone(), access.user_id.clone(), name.cloned());
    let work = move || {
        let home = Home { group: &group, user: &user, name: name.as_ref(), existing: &existing };
        bundle.rehome(&home)
    };
    tokio::task::spawn_blocking(work).await.map_err(|error| ApiError::internal(&error))
}

/// All rows that are to be written, and what is said of them.
struct Brought {
    /// The app, if it is one's bundle.
    app: Option<Rows>,
    /// Whether the group has one of its name.
    app_is_there: bool,
    flows: Vec<Rows>,
    mini_apps: Vec<MiniApp>,
    changed_flows: Vec<Rows>,
    changed_mini_apps: Vec<MiniApp>,
    variables: Vec<Variable>,
    profile: Option<Profile>,
    reused_flows: Vec<String>,
    reused_mini_apps: Vec<String>,
    to_fill: Vec<String>,
}

async fn prepare(
    state: &AppState,
    access: &Access,
    bundle: Bundle,
    present: &Present,
    group: &str,
) -> Result<Brought, ApiError> {
    let mut bundle = bundle;
    sealed::open(state, group, &mut bundle).await?;
    let without_value =
        bundle.variables.iter().filter(|(_, it)| it.value.is_none()).map(|(name, _)| name.clone());
    let attached = bundle.app().into_iter().flat_map(|app| &app.attached_data);
    let hidden = attached.filter(|(_, value)| *value == MASK).map(|(name, _)| name.clone());
    let to_fill = without_value.chain(hidden).collect();
    let profile = bundle.app().and_then(|app| app.biometric_profile.clone());
    let (state, access, group) = (state.clone(), access.clone(), group.to_owned());
    let (new_flows, old_flows): (Vec<_>, Vec<_>) =
        bundle.flows.into_iter().partition(|it| !present.flows.contains_key(&it.name));
    let (new_mini_apps, old_mini_apps): (Vec<_>, Vec<_>) =
        bundle.mini_apps.into_iter().partition(|it| !present.mini_apps.contains_key(&it.name));
    let (old_flows, changed_flows): (Vec<_>, Vec<_>) = old_flows
        .into_iter()
        .partition(|it| present.flows.get(&it.name).is_some_and(|there| compare::same_flow(there, it)));
    let (old_mini_apps, changed_mini_apps): (Vec<_>, Vec<_>) = old_mini_apps.into_iter().partition(|it| {
        present.mini_apps.get(&it.name).is_some_and(|there| compare::same_mini_app(there, it))
    });
    let app_is_there = present.app;
    let variables = bundle.variables.into_iter().map(|(name, variable)| Variable {
        collection: group.clone(),
        name,
        value: variable.value.unwrap_or_default(),
        sensitive: variable.sensitive,
    });
    let mut variables = variables.collect::<Vec<_>>();
    for variable in &mut variables {
        state.runtime.seal_variable(variable).await.map_err(|error| ApiError::internal(&error))?;
    }
    let app = match bundle.root {
        baton_bundle::Root::App(app) => Some(*app),
        baton_bundle::Root::Flow(_) | baton_bundle::Root::MiniApp(_) => None,
    };
    let runtime = state.runtime.clone();
    let work = move || {
        let mini_app = |it| rows::mini_app(&group, ACTIVE_VERSION, it, state.now());
        let flow = |it| rows::flow(&state, &access, &group, it);
        Ok::<_, ApiError>(Brought {
            mini_apps: new_mini_apps.into_iter().map(mini_app).collect::<Result<_, _>>()?,
            flows: new_flows.into_iter().map(flow).collect::<Result<_, _>>()?,
            changed_mini_apps: changed_mini_apps.into_iter().map(mini_app).collect::<Result<_, _>>()?,
            changed_flows: changed_flows.into_iter().map(flow).collect::<Result<_, _>>()?,
            app_is_there,
            app: app.map(|app| rows::app(&state, &access, &group, app)).transpose()?,
            variables,
            profile,
            reused_flows: old_flows.into_iter().map(|it| it.name).collect(),
            reused_mini_apps: old_mini_apps.into_iter().map(|it| it.name).collect(),
            to_fill,
        })
    };
    let brought = tokio::task::spawn_blocking(work).await.map_err(|error| ApiError::internal(&error))?;
    let mut brought = brought?;
    if let Some(Rows { application, .. }) = &mut brought.app
        && let Value::Object(data) = application.attached_data.take()
    {
        let sealed = runtime.seal_attached_data(application.id, data).await;
        application.attached_data = sealed.map_err(|error| ApiError::internal(&error))?;
    }
    Ok(brought)
}

/// Why it was not written.
pub enum Refusal {
    Store(Error),
    Answer(ApiError),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Store(error)
    }
}

impl From<ApiError> for Refusal {
    fn from(error: ApiError) -> Self {
        Self::Answer(error)
    }
}

async fn write(tx: &mut Tx, access: &Access, brought: &Brought, group: &str) -> Result<Imported, Refusal> {
    let mut imported = Imported { to_fill: brought.to_fill.clone(), ..Imported::default() };
    imported.flows.reused.clone_from(&brought.reused_flows);
    imported.miniapps.reused.clone_from(&brought.reused_mini_apps);
    for mini_app in &brought.mini_apps {
        tx.mini_apps().insert(mini_app).await?;
        imported.miniapps.created.push(mini_app.name.clone());
    }
    for flow in &brought.flows {
        insert(tx, flow).await?;
        imported.flows.created.push(flow.application.name.clone());
    }
    for mini_app in &brought.changed_mini_apps {
        over::mini_app(tx, mini_app).await?;
        imported.miniapps.updated.push(mini_app.name.clone());
    }
    for flow in &brought.changed_flows {
        over::application(tx, flow).await?;
        imported.flows.updated.push(flow.application.name.clone());
    }
    let there = tx.variables().of_collection(group).await?;
    for variable in &brought.variables {
        let outcome = &mut imported.variables;
        let list = match there.iter().find(|it| it.name == variable.name) {
            None => &mut outcome.created,
            Some(same) if same == variable => &mut outcome.reused,
            Some(_) => &mut outcome.kept,
        };
        list.push(variable.name.clone());
        tx.variables().insert_if_absent(variable).await?;
    }
    if let Some(profile) = &brought.profile {
        add_profile(tx, access, group, profile).await?;
    }
    match &brought.app {
        Some(app) if brought.app_is_there => over::application(tx, app).await?,
        Some(app) => insert(tx, app).await?,
        None => {}
    }
    Ok(imported)
}

async fn insert(tx: &mut Tx, rows: &Rows) -> Result<(), Error> {
    tx.applications().insert(&rows.application).await?;
    tx.canvases().insert(&rows.canvas).await?;
    tx.component_uses().replace(rows.application.id, &rows.uses).await
}

/// A profile that the organization has keeps its keys. Another one is made by those who may make profiles.
async fn add_profile(tx: &mut Tx, access: &Access, group: &str, profile: &Profile) -> Result<(), Refusal> {
    let Some(group) = tx.groups().get(group).await? else { return Ok(()) };
    let there = tx.biometric_profiles().get(group.organization_id, &profile.profile_id).await?;
    if there.is_some() || *profile == Profile::standard() {
        return Ok(());
    }
    if !access.org_admin {
        let sentence = format!(
            "The app uses the voice-biometric profile {}, which this organization does not have. Ask an OrgAdmin to make it.",
            profile.profile_id
        );
        return Err(ApiError::field("file", sentence).into());
    }
    let body = serde_json::to_value(profile).map_err(|error| ApiError::internal(&error))?;
    let row = BiometricProfile {
        profile_id: profile.profile_id.clone(),
        organization_id: group.organization_id,
        body,
    };
    Ok(tx.biometric_profiles().put(&row).await?)
}
