//! The issuer's published keys, kept, and fetched again when a token names one that is not among them.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use baton_model::Timestamp;
use jsonwebtoken::jwk::{AlgorithmParameters, Jwk, JwkSet, PublicKeyUse};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use tokio::sync::Mutex;

use crate::{Error, IssuerOptions};

/// How long keys count without being fetched again, in seconds: a key that the issuer withdraws is trusted no longer.
const FRESH: i64 = 3600;
/// How long old keys count while the issuer does not answer, in seconds.
const STALE: i64 = 24 * 3600;
/// How often keys are fetched at most, in seconds, whatever tokens name.
const BETWEEN: i64 = 30;
const PATIENCE: Duration = Duration::from_secs(5);
const LARGEST: usize = 1024 * 1024;

pub(super) struct Keys {
    http: reqwest::Client,
    issuer: String,
    /// Empty: the issuer's configuration says where they are.
    jwks_url: String,
    known: RwLock<Arc<Known>>,
    /// Held while keys are fetched: one fetches, the others wait for it.
    fetching: Mutex<()>,
}

#[derive(Default)]
struct Known {
    keys: Vec<Jwk>,
    fetched_at: Option<Timestamp>,
    tried_at: Option<Timestamp>,
}

impl Known {
    fn find(&self, kid: Option<&str>) -> Option<&Jwk> {
        match kid {
            Some(kid) => self.keys.iter().find(|key| key.common.key_id.as_deref() == Some(kid)),
            // A token that names no key is of the one there is.
            None => self.keys.first().filter(|_| self.keys.len() == 1),
        }
    }

    fn within(moment: Option<Timestamp>, seconds: i64, now: Timestamp) -> bool {
        moment.is_some_and(|moment| now < moment.plus_seconds(seconds))
    }
}

/// What of `/.well-known/openid-configuration` counts here.
#[derive(Deserialize)]
struct Configuration {
    issuer: String,
    jwks_uri: String,
}

impl Keys {
    pub(super) fn new(options: &IssuerOptions) -> Result<Self, Error> {
        let http = reqwest::Client::builder()
            .timeout(PATIENCE)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|error| Error::Issuer(error.to_string()))?;
        Ok(Self {
            http,
            issuer: options.url.clone(),
            jwks_url: options.jwks_url.clone(),
            known: RwLock::default(),
            fetching: Mutex::new(()),
        })
    }

    /// The key that a token names. `None` when the issuer has no such key.
    pub(super) async fn find(&self, kid: Option<&str>, now: Timestamp) -> Result<Option<Jwk>, Error> {
        let known = self.known();
        if let Some(key) = known.find(kid)
            && Known::within(known.fetched_at, FRESH, now)
        {
            return Ok(Some(key.clone()));
        }
        let known = self.refetched(&known, now).await?;
        Ok(known.find(kid).filter(|_| Known::within(known.fetched_at, STALE, now)).cloned())
    }

    /// Keys fetched after those that were not enough, unless they were fetched a moment ago.
    async fn refetched(&self, before: &Arc<Known>, now: Timestamp) -> Result<Arc<Known>, Error> {
        let _alone = self.fetching.lock().await;
        let known = self.known();
        if !Arc::ptr_eq(&known, before) || Known::within(known.tried_at, BETWEEN, now) {
            let answered = known.fetched_at.is_some();
            return if answered {
                Ok(known)
            } else {
                Err(Error::Issuer("it did not answer a moment ago".into()))
            };
        }
        let (next, failed) = match self.fetch().await {
            Ok(keys) => (Known { keys, fetched_at: Some(now), tried_at: Some(now) }, None),
            Err(error) => {
                let keys = known.keys.clone();
                (Known { keys, fetched_at: known.fetched_at, tried_at: Some(now) }, Some(error))
            }
        };
        let next = Arc::new(next);
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&next);
        match failed {
            Some(error) if next.keys.is_empty() => Err(error),
            Some(error) => {
                tracing::warn!(%error, "the issuer's keys could not be fetched again; those known still count");
                Ok(next)
            }
            None => Ok(next),
        }
    }

    async fn fetch(&self) -> Result<Vec<Jwk>, Error> {
        let url = if self.jwks_url.is_empty() { self.discover().await? } else { self.jwks_url.clone() };
        let JwkSetOf { keys } = self.get(&url).await?;
        let keys: Vec<Jwk> = keys.into_iter().filter_map(|key| serde_json::from_value(key).ok()).collect();
        Ok(JwkSet { keys }.keys.into_iter().filter(is_public_signing_key).collect())
    }

    async fn discover(&self) -> Result<String, Error> {
        let base = self.issuer.trim_end_matches('/');
        let found: Configuration = self.get(&format!("{base}/.well-known/openid-configuration")).await?;
        if found.issuer == self.issuer {
            Ok(found.jwks_uri)
        } else {
            Err(Error::Issuer(format!("it calls itself {}; set auth.issuer.url to that", found.issuer)))
        }
    }

    async fn get<T: DeserializeOwned>(&self, url: &str) -> Result<T, Error> {
        let failed = |error: reqwest::Error| Error::Issuer(error.to_string());
        let mut response =
            self.http.get(url).send().await.map_err(failed)?.error_for_status().map_err(failed)?;
        let mut body = Vec::new();
        while let Some(part) = response.chunk().await.map_err(failed)? {
            body.extend_from_slice(&part);
            if body.len() > LARGEST {
                return Err(Error::Issuer(format!("{url} answers more than a mebibyte")));
            }
        }
        serde_json::from_slice(&body).map_err(|error| Error::Issuer(format!("{url}: {error}")))
    }

    fn known(&self) -> Arc<Known> {
        Arc::clone(&self.known.read().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A key set of which some keys may be of a kind that is not known here.
#[derive(Deserialize)]
struct JwkSetOf {
    keys: Vec<serde_json::Value>,
}

fn is_public_signing_key(key: &Jwk) -> bool {
    let secret = matches!(key.algorithm, AlgorithmParameters::OctetKey(_));
    let signs = key.common.public_key_use.as_ref().is_none_or(|used| *used == PublicKeyUse::Signature);
    !secret && signs
}
