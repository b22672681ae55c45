//! The keys that tokens are signed with: RS256, made at the first start, kept in the store.

use std::sync::Arc;
use std::sync::RwLock;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use baton_model::Timestamp;
use baton_store::{SigningKey, Store};
use jsonwebtoken::jwk::{Jwk, JwkSet, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Error, secrets};

/// How often the store is asked for keys that other nodes made, in seconds, when a token names an unknown one.
const RELOAD_SECONDS: i64 = 5;

/// Signs tokens, and checks the signatures of those it or another node signed.
pub(crate) struct Signing {
    store: Store,
    keys: RwLock<Arc<Keys>>,
}

struct Keys {
    loaded_at: Timestamp,
    /// The newest first: that one signs.
    all: Vec<Key>,
}

struct Key {
    kid: String,
    signs: EncodingKey,
    checks: DecodingKey,
    public: Jwk,
}

impl Signing {
    /// Reads the keys, and makes the first.
    pub(crate) async fn open(store: Store, now: Timestamp) -> Result<Self, Error> {
        if store.signing_keys().all().await?.is_empty() {
            store.signing_keys().insert(&make(now).await?).await?;
        }
        let keys = RwLock::new(Arc::new(load(&store, now).await?));
        Ok(Self { store, keys })
    }

    /// A signed token.
    pub(crate) fn sign<T: Serialize>(&self, claims: &T) -> Result<String, Error> {
        let keys = self.keys();
        let key = keys.all.first().ok_or(Error::Crypto("finding a key to sign with"))?;
        let header = Header { kid: Some(key.kid.clone()), ..Header::new(Algorithm::RS256) };
        jsonwebtoken::encode(&header, claims, &key.signs).map_err(|_| Error::Crypto("signing a token"))
    }

    /// The claims of a token that one of the keys signed with RS256 for this issuer and audience. `None` otherwise.
    /// Whether it has expired is for the caller to see.
    pub(crate) async fn verify<T: DeserializeOwned + Clone>(
        &self,
        token: &str,
        issuer: &str,
        audience: &str,
        now: Timestamp,
    ) -> Result<Option<T>, Error> {
        let Some(kid) = jsonwebtoken::decode_header(token).ok().and_then(|header| header.kid) else {
            return Ok(None);
        };
        let mut keys = self.keys();
        if keys.find(&kid).is_none() && keys.loaded_at.plus_seconds(RELOAD_SECONDS) <= now {
            keys = self.reload(now).await?;
        }
        let Some(key) = keys.find(&kid) else { return Ok(None) };
        let mut rules = Validation::new(Algorithm::RS256);
        rules.set_issuer(&[issuer]);
        rules.set_audience(&[audience]);
        rules.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        rules.validate_exp = false;
        Ok(jsonwebtoken::decode::<T>(token, &key.checks, &rules).ok().map(|token| token.claims))
    }

    /// The public keys, for those who check tokens themselves.
    pub(crate) async fn public(&self, now: Timestamp) -> Result<JwkSet, Error> {
        let mut keys = self.keys();
        if keys.loaded_at.plus_seconds(RELOAD_SECONDS) <= now {
            keys = self.reload(now).await?;
        }
        Ok(JwkSet { keys: keys.all.iter().map(|key| key.public.clone()).collect() })
    }

    fn keys(&self) -> Arc<Keys> {
        Arc::clone(&self.keys.read().unwrap_or_else(std::sync::PoisonError::into_inner))
    }

    async fn reload(&self, now: Timestamp) -> Result<Arc<Keys>, Error> {
        let keys = Arc::new(load(&self.store, now).await?);
        *self.keys.write().unwrap_or_else(std::sync::PoisonError::into_inner) = Arc::clone(&keys);
        Ok(keys)
    }
}

impl Keys {
    fn find(&self, kid: &str) -> Option<&Key> {
        self.all.iter().find(|key| key.kid == kid)
    }
}

async fn load(store: &Store, now: Timestamp) -> Result<Keys, Error> {
    let all = store.signing_keys().all().await?.into_iter().map(read).collect::<Result<_, _>>()?;
    Ok(Keys { loaded_at: now, all })
}

fn read(row: SigningKey) -> Result<Key, Error> {
    let unreadable = |_| Error::Crypto("reading a signing key");
    let signs = EncodingKey::from_rsa_pem(row.private_pem.as_bytes()).map_err(unreadable)?;
    let mut public = Jwk::from_encoding_key(&signs, Algorithm::RS256).map_err(unreadable)?;
    public.common.key_id = Some(row.kid.clone());
    public.common.public_key_use = Some(PublicKeyUse::Signature);
    let checks = DecodingKey::from_jwk(&public).map_err(unreadable)?;
    Ok(Key { kid: row.kid, signs, checks, public })
}

/// A new key. Making one takes a while, so it is done off the threads that serve.
async fn make(now: Timestamp) -> Result<SigningKey, Error> {
    let failed = || Error::Crypto("making a signing key");
    let der = tokio::task::spawn_blocking(|| {
        let pair = KeyPair::generate(KeySize::Rsa2048)?;
        let der: Pkcs8V1Der<'_> = pair.as_der()?;
        Ok::<_, aws_lc_rs::error::Unspecified>(der.as_ref().to_vec())
    })
    .await
    .map_err(|_| failed())?
    .map_err(|_| failed())?;
    Ok(SigningKey { kid: secrets::random_text(16)?, private_pem: pem(&der), created_at: now })
}

fn pem(der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let mut pem = String::from("-----BEGIN PRIVATE KEY-----\n");
    for line in text.as_bytes().chunks(64) {
        pem.push_str(&String::from_utf8_lossy(line));
        pem.push('\n');
    }
    pem.push_str("-----END PRIVATE KEY-----\n");
    pem
}
