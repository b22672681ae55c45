//! Gathers all that an application reaches: what the compiler works on.

mod referred;
mod settings;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use baton_compiler::{MiniAppSource, Missing, Source, Unit};
use baton_model::biometrics::{Mapping, Profile};
use baton_model::ids::{ComponentId, ComponentKind, flow_app_id};
use baton_store::{Application, ApplicationKind, Store};

use crate::Error;
use crate::seal::Key;
use crate::variables::opened;
use referred::Referred;

/// Loads the application (or flow) and everything it reaches, through canvases and handlers, whatever the state of
/// the documents: what is not there, or may not be used, is marked as such.
///
/// # Errors
/// When the store fails.
pub(crate) async fn gather(store: &Store, key: &Key, application: &Application) -> Result<Source, Error> {
    let mut gathered =
        Gathered { store, units: BTreeMap::new(), mini_apps: BTreeMap::new(), missing: BTreeMap::new() };
    gathered.everything_from(application).await?;
    let Gathered { units, mini_apps, missing, .. } = gathered;
    Ok(Source {
        root: application.component_id.clone(),
        flow_app_id: flow_app_id(
            &application.user_id.to_string(),
            "SND",
            &application.name,
            &application.group_name,
        ),
        units,
        mini_apps,
        missing,
        attached_data: settings::attached_data(&crate::attached::opened(key, application)?),
        global_fields: settings::global_fields(&application.global_fields),
        field_sensitivity: settings::field_sensitivity(&application.field_sensitivity),
        dialog_end_handlers: settings::handlers(&application.dialog_end_handlers),
        biometrics: biometrics(store, application).await?,
        variables: variables(store, key, application).await?,
    })
}

/// The name of the collection whose variables an application reads: its group's.
#[must_use]
pub fn variable_collection(application: &Application) -> &str {
    &application.group_name
}

struct Gathered<'a> {
    store: &'a Store,
    units: BTreeMap<String, Arc<Unit>>,
    mini_apps: BTreeMap<String, Arc<MiniAppSource>>,
    missing: BTreeMap<String, Missing>,
}

impl Gathered<'_> {
    /// In waves: what the application refers to, then what that refers to, until nothing new is named.
    async fn everything_from(&mut self, application: &Application) -> Result<(), Error> {
        let mut wave = Referred::default();
        self.unit(application, &mut wave).await?;
        wave.extend_from_handlers(&application.dialog_end_handlers, &application.group_name);
        while !wave.is_empty() {
            let mut next = Referred::default();
            let (flows, mini_apps) = self.unknown_of(&wave);
            for (flow, groups) in flows {
                self.flow(&flow, &groups, &mut next).await?;
            }
            self.mini_apps(&mini_apps).await?;
            wave = next;
        }
        Ok(())
    }

    /// What of a wave is new, each with the groups of those who name it.
    #[allow(clippy::type_complexity, reason = "two maps of the same kind, taken apart at once")]
    fn unknown_of(
        &self,
        wave: &Referred,
    ) -> (BTreeMap<String, BTreeSet<String>>, BTreeMap<String, BTreeSet<String>>) {
        let (mut flows, mut mini_apps) = (BTreeMap::new(), BTreeMap::new());
        for (id, groups) in wave.iter() {
            // One that was not shared with the first who named it may be with the next.
            let known = self.units.contains_key(id)
                || self.mini_apps.contains_key(id)
                || self.missing.get(id) == Some(&Missing::NotFound);
            let kind = ComponentId::parse(id).map(|id| id.kind());
            match kind {
                _ if known => {}
                Ok(ComponentKind::Flow) => drop(flows.insert(id.clone(), groups.clone())),
                Ok(ComponentKind::MiniApp(_)) => drop(mini_apps.insert(id.clone(), groups.clone())),
                _ => {}
            }
        }
        (flows, mini_apps)
    }

    async fn flow(&mut self, id: &str, groups: &BTreeSet<String>, next: &mut Referred) -> Result<(), Error> {
        let found = self.store.applications().by_component(id).await?;
        let Some(flow) = found.filter(|found| found.kind == ApplicationKind::Flow) else {
            self.missing.insert(id.to_owned(), Missing::NotFound);
            return Ok(());
        };
        let shared = settings::names(&flow.shared_with);
        if groups.iter().any(|group| *group == flow.group_name || shared.contains(group)) {
            self.missing.remove(id);
            self.unit(&flow, next).await
        } else {
            self.missing.insert(id.to_owned(), Missing::NotShared);
            Ok(())
        }
    }

    async fn mini_apps(&mut self, wanted: &BTreeMap<String, BTreeSet<String>>) -> Result<(), Error> {
        let ids: Vec<&str> = wanted.keys().map(String::as_str).collect();
        if ids.is_empty() {
            return Ok(());
        }
        let mut found: BTreeMap<String, _> = self
            .store
            .mini_apps()
            .get_many(&ids)
            .await?
            .into_iter()
            .map(|found| (found.id.clone(), found))
            .collect();
        for (id, groups) in wanted {
            match found.remove(id) {
                None => drop(self.missing.insert(id.clone(), Missing::NotFound)),
                Some(mini_app) if !groups.contains(&mini_app.group_name) => {
                    self.missing.insert(id.clone(), Missing::NotShared);
                }
                Some(mini_app) => {
                    self.missing.remove(id);
                    let source = MiniAppSource {
                        component_id: mini_app.id,
                        name: mini_app.name,
                        type_name: mini_app.r#type,
                        domain: mini_app.domain,
                        languages: settings::names(&mini_app.languages),
                        sensitivity: mini_app.sensitivity,
                        model: settings::document(&mini_app.model),
                    };
                    self.mini_apps.insert(id.clone(), Arc::new(source));
                }
            }
        }
        Ok(())
    }

    async fn unit(&mut self, application: &Application, next: &mut Referred) -> Result<(), Error> {
        let canvas = self.store.canvases().get(application.canvas_id).await?;
        let canvas = canvas.map(|canvas| settings::document(&canvas.document)).unwrap_or_default();
        next.extend_from_canvas(&canvas, &application.group_name);
        next.extend_from_handlers(&application.error_handlers, &application.group_name);
        let unit = Unit {
            component_id: application.component_id.clone(),
            canvas_id: application.canvas_id.to_string(),
            name: application.name.clone(),
            group: application.group_name.clone(),
            input_fields: settings::names(&application.input_fields),
            output_fields: settings::names(&application.output_fields),
            canvas,
            error_handlers: settings::handlers(&application.error_handlers),
            repeat_handlers: settings::handlers(&application.repeat_handlers),
        };
        self.units.insert(application.component_id.clone(), Arc::new(unit));
        Ok(())
    }
}

async fn biometrics(store: &Store, application: &Application) -> Result<Option<(Profile, Mapping)>, Error> {
    let Some(mapping) = settings::biometric_mapping(&application.voice_biometric) else { return Ok(None) };
    let Some(group) = store.groups().get(&application.group_name).await? else { return Ok(None) };
    let profile = store.biometric_profiles().get(group.organization_id, &mapping.profile_id).await?;
    let profile = profile.and_then(|profile| serde_json::from_value(profile.body).ok());
    let profile = profile.unwrap_or_else(|| not_kept(&mapping.profile_id));
    Ok(Some((profile, mapping)))
}

/// The default profile is there without being kept. Any other that is not kept has no keys: every mapping to it is
/// a problem.
fn not_kept(profile_id: &str) -> Profile {
    let standard = Profile::standard();
    if profile_id == standard.profile_id {
        return standard;
    }
    Profile { profile_id: profile_id.to_owned(), name: String::new(), bio_keys: Vec::new() }
}

async fn variables(
    store: &Store,
    key: &Key,
    application: &Application,
) -> Result<BTreeMap<String, String>, Error> {
    let kept = store.variables().of_collection(variable_collection(application)).await?;
    kept.into_iter().map(|variable| Ok((variable.name.clone(), opened(key, &variable)?))).collect()
}
