//! How a receiver knows who sends. Its secrets are sealed in the store, and nobody is given them back.

use baton_store::Subscription;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::signature::secret_bytes;
use crate::{Error, Runtime};

/// How a receiver knows who sends.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum StreamAuthentication {
    /// It does not.
    None,
    /// By a token of its own OAuth2 endpoint, fetched with client credentials.
    Oauth2 {
        /// Where tokens are.
        token_url: String,
        /// The client.
        client_id: String,
        /// Its secret.
        client_secret: String,
        /// What is asked for; may be empty.
        #[serde(default)]
        scope: String,
        /// For whom the token is; may be empty.
        #[serde(default)]
        audience: String,
        /// Where the endpoint wants the client's id and secret.
        #[serde(default)]
        credentials_in: Place,
    },
    /// By a signature over each message.
    Signature {
        /// The secret that both know.
        secret: String,
    },
}

/// Where a token endpoint wants the client's id and secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// In the header `Authorization`.
    #[default]
    Header,
    /// In the form.
    Body,
}

impl StreamAuthentication {
    fn secret(&mut self) -> Option<&mut String> {
        match self {
            Self::None => None,
            Self::Oauth2 { client_secret, .. } => Some(client_secret),
            Self::Signature { secret } => Some(secret),
        }
    }

    /// True unless it is a signature whose secret is none.
    #[must_use]
    pub fn is_usable(&self) -> bool {
        match self {
            Self::Signature { secret } => secret_bytes(secret).is_some(),
            _ => true,
        }
    }
}

/// It holds secrets.
impl std::fmt::Debug for StreamAuthentication {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::None => "None",
            Self::Oauth2 { .. } => "Oauth2",
            Self::Signature { .. } => "Signature",
        })
    }
}

impl Runtime {
    /// The same as it is to be kept for a subscription: with its secret sealed.
    ///
    /// # Errors
    /// When the store's key can't be had.
    pub async fn seal_stream_authentication(
        &self,
        subscription: Uuid,
        mut authentication: StreamAuthentication,
    ) -> Result<Value, Error> {
        if let Some(secret) = authentication.secret() {
            *secret = self.0.sealer.key().await?.seal_text(secret, &owner(subscription))?;
        }
        serde_json::to_value(authentication).map_err(|error| Error::unreadable("an authentication", &error))
    }

    /// How a receiver knows who sends, with its secret in clear.
    pub(super) async fn open_stream_authentication(
        &self,
        row: &Subscription,
    ) -> Result<StreamAuthentication, Error> {
        let mut read: StreamAuthentication = serde_json::from_value(row.authentication.clone())
            .map_err(|error| Error::unreadable("an authentication", &error))?;
        if let Some(secret) = read.secret() {
            *secret = self.0.sealer.key().await?.open_text(secret, &owner(row.id))?.into_owned();
        }
        Ok(read)
    }
}

/// What a sealed secret belongs to: for another subscription it does not open.
fn owner(subscription: Uuid) -> String {
    format!("subscription {subscription}")
}
