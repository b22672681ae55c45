//! `signJwt`: payload, key and options to a signed token, with the options that such libraries have.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey};
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// The shortest RSA key that is taken, in bits, is checked by the library.
#[derive(Deserialize)]
struct Given {
    #[serde(default)]
    payload: Value,
    #[serde(default)]
    secret: Value,
    #[serde(default)]
    options: Value,
}

/// The token, or a sentence that says why there is none. `now`: milliseconds since 1970.
pub(super) fn sign(given: &str, now: i64) -> Result<String, String> {
    let Given { payload, secret, options } =
        serde_json::from_str(given).map_err(|_| "The payload, key or options are no values.".to_owned())?;
    let options = match options {
        Value::Object(options) => options,
        Value::Null => Map::new(),
        _ => return Err("The options of signJwt are an object.".to_owned()),
    };
    let name = match options.get("algorithm") {
        None => "HS256",
        Some(name) => name.as_str().unwrap_or_default(),
    };
    let (algorithm, key) = key(name, &secret)?;
    let claims = claims(payload, &options, now.div_euclid(1000))?;
    let mut header = Map::new();
    header.insert("alg".to_owned(), json!(name));
    header.insert("typ".to_owned(), json!("JWT"));
    if let Some(id) = options.get("keyid") {
        header.insert("kid".to_owned(), id.clone());
    }
    if let Some(Value::Object(more)) = options.get("header") {
        header.extend(
            more.iter().filter(|(name, _)| *name != "alg").map(|(name, value)| (name.clone(), value.clone())),
        );
    }
    let encode = |value: &str| URL_SAFE_NO_PAD.encode(value);
    let message = format!("{}.{}", encode(&Value::Object(header).to_string()), encode(&claims));
    let signature = jsonwebtoken::crypto::sign(message.as_bytes(), &key, algorithm)
        .map_err(|error| format!("The token can't be signed: {error}."))?;
    Ok(format!("{message}.{signature}"))
}

fn key(name: &str, secret: &Value) -> Result<(Algorithm, EncodingKey), String> {
    let bytes = match secret {
        Value::String(text) => text.clone().into_bytes(),
        Value::Array(bytes) => {
            let bytes: Option<Vec<u8>> =
                bytes.iter().map(|byte| byte.as_u64().and_then(|byte| u8::try_from(byte).ok())).collect();
            bytes.ok_or("The key of signJwt is a text or bytes.")?
        }
        _ => return Err("secretOrPrivateKey must have a value".to_owned()),
    };
    if bytes.is_empty() {
        return Err("secretOrPrivateKey must have a value".to_owned());
    }
    let pem = |read: jsonwebtoken::errors::Result<EncodingKey>| {
        read.map_err(|_| format!("For {name} the key is a private key in PEM."))
    };
    Ok(match name {
        "HS256" => (Algorithm::HS256, EncodingKey::from_secret(&bytes)),
        "HS384" => (Algorithm::HS384, EncodingKey::from_secret(&bytes)),
        "HS512" => (Algorithm::HS512, EncodingKey::from_secret(&bytes)),
        "RS256" => (Algorithm::RS256, pem(EncodingKey::from_rsa_pem(&bytes))?),
        "ES256" => (Algorithm::ES256, pem(EncodingKey::from_ec_pem(&bytes))?),
        _ => return Err("\"algorithm\" must be HS256, HS384, HS512, RS256 or ES256".to_owned()),
    })
}

/// The claims as JSON. A payload that is a text is signed as it is.
fn claims(payload: Value, options: &Map<String, Value>, now: i64) -> Result<String, String> {
    let mut claims = match payload {
        Value::Object(claims) => claims,
        Value::String(text) => return Ok(text),
        _ => return Err("payload must be an object or a string".to_owned()),
    };
    let flag = |name: &str| options.get(name).and_then(Value::as_bool).unwrap_or(false);
    let issued = claims.get("iat").and_then(Value::as_i64).unwrap_or(now);
    if flag("noTimestamp") {
        claims.remove("iat");
    } else {
        claims.insert("iat".to_owned(), json!(issued));
    }
    for (option, claim) in [("notBefore", "nbf"), ("expiresIn", "exp")] {
        let Some(span) = options.get(option) else { continue };
        if claims.contains_key(claim) {
            return Err(format!("\"options.{option}\" is given, and the payload already has a \"{claim}\""));
        }
        let seconds = seconds(span).ok_or_else(|| {
            format!("\"{option}\" should be a number of seconds or string representing a timespan")
        })?;
        claims.insert(claim.to_owned(), json!(issued.saturating_add(seconds)));
    }
    for (option, claim) in [("audience", "aud"), ("issuer", "iss"), ("subject", "sub"), ("jwtid", "jti")] {
        let Some(value) = options.get(option) else { continue };
        if claims.contains_key(claim) {
            return Err(format!("\"options.{option}\" is given, and the payload already has an \"{claim}\""));
        }
        claims.insert(claim.to_owned(), value.clone());
    }
    Ok(Value::Object(claims).to_string())
}

/// A number is seconds; a text is a span such as `1h`, `2 days`, or milliseconds when it has no unit.
fn seconds(span: &Value) -> Option<i64> {
    if let Some(number) = span.as_i64() {
        return Some(number);
    }
    let text = span.as_str().filter(|text| text.len() <= 100)?.trim();
    let digits = text.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-')).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let number: f64 = number.parse().ok()?;
    let milliseconds = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "ms" | "msec" | "msecs" | "millisecond" | "milliseconds" => 1.0,
        "s" | "sec" | "secs" | "second" | "seconds" => 1e3,
        "m" | "min" | "mins" | "minute" | "minutes" => 6e4,
        "h" | "hr" | "hrs" | "hour" | "hours" => 3.6e6,
        "d" | "day" | "days" => 8.64e7,
        "w" | "week" | "weeks" => 6.048e8,
        "y" | "yr" | "yrs" | "year" | "years" => 3.155_76e10,
        _ => return None,
    };
    #[allow(clippy::cast_possible_truncation, reason = "a span beyond all times ends at the last one")]
    Some((number * milliseconds / 1000.0).floor() as i64)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{seconds, sign};

    #[test]
    fn a_token_is_what_other_libraries_make() {
        let given =
            json!({"payload": {"sub": "1"}, "secret": "s", "options": {"expiresIn": "1h"}}).to_string();
        let expected = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxIiwiaWF0IjoxMDAwLCJleHAiOjQ2MDB9.";
        assert!(
            sign(&given, 1_000_000).unwrap().starts_with(expected),
            "{}",
            sign(&given, 1_000_000).unwrap()
        );
    }

    #[test]
    fn spans_are_read_as_people_write_them() {
        let read = |span: Value| seconds(&span);
        assert_eq!(read(json!(60)), Some(60));
        assert_eq!(read(json!("1h")), Some(3600));
        assert_eq!(read(json!("2 days")), Some(172_800));
        assert_eq!(read(json!("120000")), Some(120));
        assert_eq!(read(json!("soon")), None);
        assert_eq!(read(json!([])), None);
    }

    #[test]
    fn what_can_not_be_signed_is_said() {
        let wrong = [
            json!({"payload": {}, "secret": ""}),
            json!({"payload": 5, "secret": "s"}),
            json!({"payload": {}, "secret": "s", "options": {"algorithm": "none"}}),
            json!({"payload": {}, "secret": "s", "options": {"algorithm": "RS256"}}),
            json!({"payload": {"exp": 1}, "secret": "s", "options": {"expiresIn": 5}}),
            json!({"payload": {}, "secret": "s", "options": {"expiresIn": "later"}}),
        ];
        for given in wrong {
            assert!(sign(&given.to_string(), 0).is_err(), "{given}");
        }
    }
}
