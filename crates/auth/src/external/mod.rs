//! Another OpenID Connect issuer instead of the built-in one: its tokens are checked with its published keys, and a
//! claim says which roles their bearer has. Users appear when they are first seen.

mod keys;
mod mapping;
mod sight;

use baton_model::Timestamp;
use baton_store::Store;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde_json::{Map, Value};
use uuid::Uuid;

use self::keys::Keys;
use self::mapping::Mapped;
use self::sight::Sight;
use crate::first_user::organization_named;
use crate::{Error, IssuerOptions};

/// How far the issuer's clock may be from this one, in seconds.
const LEEWAY: i64 = 30;
/// What a token may be signed with: never with a secret that both sides know, and never with nothing.
const ALGORITHMS: [Algorithm; 9] = [
    Algorithm::RS256,
    Algorithm::RS384,
    Algorithm::RS512,
    Algorithm::PS256,
    Algorithm::PS384,
    Algorithm::PS512,
    Algorithm::ES256,
    Algorithm::ES384,
    Algorithm::EdDSA,
];

/// The issuer that is trusted.
pub(crate) struct External {
    options: IssuerOptions,
    keys: Keys,
    sight: Sight,
}

/// Whose a token is.
pub(crate) struct Found {
    pub(crate) user: Uuid,
    /// What was known of users counts no more.
    pub(crate) changed: bool,
}

/// What a checked token says.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Seen {
    id: Uuid,
    username: String,
    issued_at: i64,
    mapped: Mapped,
}

impl External {
    pub(crate) async fn open(store: Store, options: IssuerOptions) -> Result<Self, Error> {
        if options.audience.is_empty() {
            return Err(Error::Rule(
                "Set auth.issuer.audience: tokens made for others must not be taken here.",
            ));
        }
        let keys = Keys::new(&options)?;
        let organization = organization_named(&store, &options.organization).await?;
        let sight = Sight::new(store, organization.id);
        Ok(Self { options, keys, sight })
    }

    /// The issuer's name.
    pub(crate) fn url(&self) -> &str {
        &self.options.url
    }

    /// The user a token belongs to, who is kept with the roles it says. `None` when the token is not valid.
    pub(crate) async fn user(&self, token: &str, now: Timestamp) -> Result<Option<Found>, Error> {
        let Some(claims) = self.verify(token, now).await? else { return Ok(None) };
        let Some(seen) = self.read(&claims, now) else { return Ok(None) };
        let changed = self.sight.keep(&seen, now).await?;
        Ok(Some(Found { user: seen.id, changed }))
    }

    async fn verify(&self, token: &str, now: Timestamp) -> Result<Option<Map<String, Value>>, Error> {
        let Some(header) = jsonwebtoken::decode_header(token).ok() else { return Ok(None) };
        if !ALGORITHMS.contains(&header.alg) {
            return Ok(None);
        }
        let Some(jwk) = self.keys.find(header.kid.as_deref(), now).await? else { return Ok(None) };
        let named = jwk.common.key_algorithm.map(|algorithm| algorithm.to_string());
        if named.is_some_and(|named| named != format!("{:?}", header.alg)) {
            return Ok(None);
        }
        let Ok(key) = DecodingKey::from_jwk(&jwk) else { return Ok(None) };
        let mut rules = Validation::new(header.alg);
        rules.set_issuer(&[&self.options.url]);
        rules.set_audience(&[&self.options.audience]);
        rules.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        rules.validate_exp = false;
        Ok(jsonwebtoken::decode(token, &key, &rules).ok().map(|token| token.claims))
    }

    fn read(&self, claims: &Map<String, Value>, now: Timestamp) -> Option<Seen> {
        let moment = |name: &str| claims.get(name).and_then(Value::as_f64).map(|seconds| seconds as i64);
        let now = crate::tokens::seconds(now);
        let text = |name: &str| claims.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
        let in_time = now < moment("exp")? + LEEWAY && moment("nbf").is_none_or(|nbf| nbf <= now + LEEWAY);
        let access = !matches!(text("typ"), Some("ID" | "Refresh" | "Offline" | "Logout"));
        if !(in_time && access) {
            return None;
        }
        let subject = text("sub")?;
        Some(Seen {
            id: sight::user_id(&self.options.url, subject),
            username: text(&self.options.username_claim).unwrap_or(subject).to_owned(),
            issued_at: moment("iat").unwrap_or(0),
            mapped: Mapped::read(claims, &self.options),
        })
    }
}
