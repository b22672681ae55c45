//! What a group has already under the names of a bundle.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use baton_bundle::{Bundle, Flow, Kind, MiniApp, Root};
use baton_store::{ApplicationKind, Tx};
use serde_json::json;

use super::{compare, load};
use crate::ApiError;

/// What the group has already under the names of a bundle.
#[derive(PartialEq)]
pub struct Present {
    /// Whether it has an app of the name.
    pub app: bool,
    /// Flows, by name.
    pub flows: BTreeMap<String, Flow>,
    /// miniApps, by name.
    pub mini_apps: BTreeMap<String, MiniApp>,
}

impl Present {
    /// Looks.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn find(tx: &mut Tx, bundle: &Bundle, group: &str) -> Result<Self, ApiError> {
        let app = match bundle.app() {
            Some(app) => tx.applications().by_name(ApplicationKind::App, group, &app.name).await?.is_some(),
            None => false,
        };
        let (mut flows, mut mini_apps) = (BTreeMap::new(), BTreeMap::new());
        for flow in &bundle.flows {
            let Some(row) = tx.applications().by_name(ApplicationKind::Flow, group, &flow.name).await? else {
                continue;
            };
            let document =
                tx.canvases().get(row.canvas_id).await?.map(|canvas| canvas.document).unwrap_or_default();
            let canvas = serde_json::from_str(&document).unwrap_or_default();
            flows.insert(flow.name.clone(), load::flow(&row, canvas));
        }
        for mini_app in &bundle.mini_apps {
            let Some(row) = tx.mini_apps().by_name(group, &mini_app.name).await? else { continue };
            mini_apps.insert(mini_app.name.clone(), load::mini_app_of_row(row));
        }
        Ok(Self { app, flows, mini_apps })
    }

    /// The ids that those components keep.
    pub fn ids(&self) -> BTreeMap<(Kind, String), String> {
        let flows =
            self.flows.iter().map(|(name, flow)| ((Kind::Flow, name.clone()), flow.component_id.clone()));
        let mini_apps =
            self.mini_apps.iter().map(|(name, it)| ((Kind::MiniApp, name.clone()), it.component_id.clone()));
        flows.chain(mini_apps).collect()
    }

    /// Nothing is overwritten: what differs is named, and nothing is imported.
    ///
    /// # Errors
    /// 409 that names all that differs.
    pub fn check(&self, bundle: &Bundle) -> Result<(), ApiError> {
        let flows = bundle.flows.iter().filter(|flow| {
            self.flows.get(&flow.name).is_some_and(|present| !compare::same_flow(present, flow))
        });
        let mini_apps = bundle.mini_apps.iter().filter(|mini_app| {
            self.mini_apps
                .get(&mini_app.name)
                .is_some_and(|present| !compare::same_mini_app(present, mini_app))
        });
        let flows: Vec<&str> = flows.map(|flow| flow.name.as_str()).collect();
        let mini_apps: Vec<&str> = mini_apps.map(|mini_app| mini_app.name.as_str()).collect();
        let apps: Vec<&str> = self.app.then_some(bundle.name()).into_iter().collect();
        if apps.is_empty() && flows.is_empty() && mini_apps.is_empty() {
            return Ok(());
        }
        let root = bundle.name();
        let (of_root, taken) = match &bundle.root {
            Root::App(_) => (format!("The group has an app {root} already."), self.app),
            Root::Flow(_) => (format!("The group has another flow {root}."), flows.contains(&root)),
            Root::MiniApp(_) => (format!("The group has another miniApp {root}."), mini_apps.contains(&root)),
        };
        let mut sentences = Vec::new();
        if taken {
            sentences.push(format!("{of_root} Give another `name`."));
        }
        let rest = |names: &[&str], is_root: bool| {
            let rest = names.iter().filter(|name| !is_root || **name != root).copied();
            rest.collect::<Vec<_>>().join(", ")
        };
        let flows_beside = rest(&flows, matches!(bundle.root, Root::Flow(_)));
        let mini_apps_beside = rest(&mini_apps, matches!(bundle.root, Root::MiniApp(_)));
        let parts: Vec<String> = [("flows", flows_beside), ("miniApps", mini_apps_beside)]
            .iter()
            .filter(|(_, names)| !names.is_empty())
            .map(|(kind, names)| format!("{kind} {names}"))
            .collect();
        if !parts.is_empty() {
            sentences.push(format!(
                "The group has other {} of the same name. Rename or delete them there, or import into another group.",
                parts.join(" and ")
            ));
        }
        sentences.push("Nothing was imported.".to_owned());
        let body = json!({
            "detail": sentences.join(" "),
            "existing": {"apps": apps, "flows": flows, "miniapps": mini_apps},
        });
        Err(ApiError { status: StatusCode::CONFLICT, body })
    }
}
