//! Export, import, and bundles that were written elsewhere.

use std::io::{Cursor, Write};
use std::path::Path;

use axum::http::Method;
use baton_bundle::Bundle;
use serde_json::Value;

use crate::support::{Answer, Client};

mod deploy_legacy;
mod export;
mod import;
mod parts;
mod sealed;

/// An example, as a bundle.
pub fn example(name: &str) -> Bundle {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    Bundle::open(&examples.join(name)).unwrap()
}

pub async fn import(client: &Client, bundle: &Bundle, fields: &[(&str, &str)]) -> Answer {
    client.upload(Method::POST, "/orchestrator/api/apps/import/", fields, &bundle.to_zip().unwrap()).await
}

pub async fn export(client: &Client, app: &Value) -> Answer {
    client.get(&format!("/orchestrator/api/apps/{}/export/", app["id"].as_str().unwrap())).await
}

pub fn zip(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in entries {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
