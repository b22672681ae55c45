//! Attached data is kept sealed as a whole: which of it is sensitive can change after it was saved.

use baton_store::Application;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::seal::Key;
use crate::{Error, Runtime};

impl Runtime {
    /// Attached data as it is to be kept for an application.
    ///
    /// # Errors
    /// When the store's key can't be had.
    pub async fn seal_attached_data(
        &self,
        application_id: Uuid,
        data: Map<String, Value>,
    ) -> Result<Value, Error> {
        if data.is_empty() {
            return Ok(Value::Object(data));
        }
        let clear = Value::Object(data).to_string();
        Ok(Value::from(self.0.sealer.key().await?.seal_text(&clear, &owner(application_id))?))
    }

    /// The attached data of an application, in clear.
    ///
    /// # Errors
    /// When it does not open.
    pub async fn attached_data(&self, application: &Application) -> Result<Value, Error> {
        opened(self.0.sealer.key().await?, application)
    }

    /// A sensitive value as it may leave in an export: it opens for those of the organization alone, and under no
    /// other name. The same value gives the same text, so that the same application gives the same bytes.
    ///
    /// # Errors
    /// When the store's key can't be had.
    pub async fn seal_to_go(&self, organization_id: Uuid, name: &str, value: &str) -> Result<String, Error> {
        self.0.sealer.key().await?.seal_text_alike(value, &traveller(organization_id, name))
    }

    /// A sensitive value that came back, or `None` when it is not one of this organization and this store.
    ///
    /// # Errors
    /// When the store's key can't be had.
    pub async fn open_returned(
        &self,
        organization_id: Uuid,
        name: &str,
        sealed: &str,
    ) -> Result<Option<String>, Error> {
        Ok(self.0.sealer.key().await?.open_sealed_text(sealed, &traveller(organization_id, name)))
    }
}

/// The attached data of an application, in clear. What was kept in clear stays as it is.
pub(crate) fn opened(key: &Key, application: &Application) -> Result<Value, Error> {
    match &application.attached_data {
        Value::String(sealed) => {
            let clear = key.open_text(sealed, &owner(application.id))?;
            serde_json::from_str(&clear).map_err(|error| Error::Unreadable(format!("attached data: {error}")))
        }
        clear => Ok(clear.clone()),
    }
}

fn owner(application_id: Uuid) -> String {
    format!("attached data {application_id}")
}

fn traveller(organization_id: Uuid, name: &str) -> String {
    format!("export {organization_id} {name}")
}
