//! The example applications, put into the store as they stand in `examples/`.
#![allow(dead_code, reason = "each test binary uses a part of it")]

use std::path::Path;

use baton_bundle::{Bundle, Flow, MiniApp};
use baton_runtime::new_token;
use baton_store::{Application, ApplicationKind, Beginning, Canvas};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{GROUP, START, Server};

/// An application that can be talked to.
#[derive(Clone)]
pub struct App {
    pub id: Uuid,
    pub live: String,
    pub deployed: String,
}

/// The example of this name.
pub fn example(name: &str) -> Bundle {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name);
    Bundle::open(&folder).unwrap()
}

/// Puts an example into the store and deploys it.
pub async fn deployed(server: &Server, name: &str) -> App {
    let id = install(server, &example(name)).await;
    server.state.runtime.deploy(id, false).await.unwrap();
    let row = server.state.store.applications().get(id).await.unwrap().unwrap();
    App { id, live: row.live_token, deployed: row.deployed_token.unwrap() }
}

/// Puts a bundle into the store, where nothing of it is yet.
pub async fn install(server: &Server, bundle: &Bundle) -> Uuid {
    let store = &server.state.store;
    for mini_app in &bundle.mini_apps {
        // Examples share nothing, but a test may install two of them.
        let _ = store.mini_apps().insert(&mini_app_row(mini_app)).await;
    }
    for flow in &bundle.flows {
        save(server, flow_row(flow), &flow.canvas).await;
    }
    for (name, variable) in &bundle.variables {
        let value = variable.value.clone().unwrap_or_default();
        let row = baton_store::Variable {
            collection: GROUP.into(),
            name: name.clone(),
            value,
            sensitive: variable.sensitive,
        };
        store.variables().put(&row).await.unwrap();
    }
    let row = app_row(bundle);
    let id = row.id;
    save(server, row, &bundle.app().unwrap().canvas).await;
    id
}

async fn save(server: &Server, row: Application, canvas: &Value) {
    let store = &server.state.store;
    store.applications().insert(&row).await.unwrap();
    let canvas = Canvas {
        id: row.canvas_id,
        application_id: row.id,
        document: canvas.to_string(),
        revision: 1,
        updated_at: START,
    };
    store.canvases().insert(&canvas).await.unwrap();
}

fn app_row(bundle: &Bundle) -> Application {
    let app = bundle.app().unwrap();
    Application {
        attached_data: json!(app.attached_data),
        global_fields: json!(app.global_fields),
        field_sensitivity: json!(app.field_sensitivity),
        error_handlers: json!(app.error_handlers),
        dialog_end_handlers: json!(app.dialog_end_handlers),
        repeat_handlers: json!(app.repeat_handlers),
        voice_biometric: json!(app.voice_biometric),
        ..row(ApplicationKind::App, &app.name, &app.component_id)
    }
}

fn flow_row(flow: &Flow) -> Application {
    Application {
        input_fields: json!(flow.input_fields),
        output_fields: json!(flow.output_fields),
        error_handlers: json!(flow.error_handlers),
        repeat_handlers: json!(flow.repeat_handlers),
        ..row(ApplicationKind::Flow, &flow.name, &flow.component_id)
    }
}

fn row(kind: ApplicationKind, name: &str, component_id: &str) -> Application {
    Application::begin(Beginning {
        id: Uuid::new_v4(),
        canvas_id: Uuid::new_v4(),
        kind,
        name,
        group_name: GROUP,
        user_id: Uuid::nil(),
        component_id: component_id.to_owned(),
        live_token: new_token(),
        now: START,
    })
}

fn mini_app_row(mini_app: &MiniApp) -> baton_store::MiniApp {
    baton_store::MiniApp {
        id: mini_app.component_id.clone(),
        name: mini_app.name.clone(),
        r#type: mini_app.type_name.clone(),
        domain: mini_app.domain.clone(),
        group_name: GROUP.to_owned(),
        languages: json!(mini_app.languages),
        sensitivity: mini_app.sensitivity.clone(),
        version: "v1".to_owned(),
        created_at: START,
        updated_at: START,
        model: mini_app.model.to_string(),
        revision: 1,
    }
}
