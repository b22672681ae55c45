//! How a receiver knows who sends: read, and shown without its secrets.

use baton_runtime::{Place, StreamAuthentication, new_stream_secret};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use crate::extract::{Fields, SHORT};

/// The longest address, and the longest secret.
pub const ADDRESS: usize = 2_048;
const SECRET: usize = 4_096;

/// How the receiver knows who sends. Secrets are kept sealed and never given back.
#[derive(ToSchema)]
#[schema(title = "StreamAuthentication")]
#[allow(dead_code, reason = "it describes the body")]
pub struct NewAuthentication {
    /// `signature` (Standard Webhooks; the default), `oauth2` (client credentials) or `none`.
    #[schema(example = "oauth2")]
    r#type: String,
    /// `signature`: `whsec_` and 24 to 64 bytes in base64. Without one it is made up, and shown this once.
    secret: Option<String>,
    /// `oauth2`: where tokens are fetched.
    #[schema(example = "https://login.example/oauth2/token")]
    token_url: Option<String>,
    /// `oauth2`: the client.
    client_id: Option<String>,
    /// `oauth2`: its secret.
    client_secret: Option<String>,
    /// `oauth2`: the scope to ask for.
    scope: Option<String>,
    /// `oauth2`: the audience to ask for.
    audience: Option<String>,
    /// `oauth2`: where the endpoint wants id and secret: `header` (the default) or `body`.
    credentials_in: Option<String>,
}

/// Reads it, and says which secret was made up.
pub fn read(fields: &mut Fields) -> Option<(StreamAuthentication, Option<String>)> {
    let given = fields.object("authentication");
    match of(given) {
        Ok(read) => Some(read),
        Err(sentences) => {
            for sentence in sentences {
                fields.wrong("authentication", sentence);
            }
            None
        }
    }
}

fn of(given: Map<String, Value>) -> Result<(StreamAuthentication, Option<String>), Vec<String>> {
    let mut fields = Fields::of(Value::Object(given)).map_err(|error| vec![error.body.to_string()])?;
    let kind = fields.choice("type", &["signature", "oauth2", "none"]);
    let read = match kind.as_deref() {
        Some("none") => Some((StreamAuthentication::None, None)),
        Some("oauth2") => oauth2(&mut fields).map(|read| (read, None)),
        _ => Some(match fields.text("secret", SECRET) {
            Some(secret) => (StreamAuthentication::Signature { secret }, None),
            None => {
                let secret = new_stream_secret();
                (StreamAuthentication::Signature { secret: secret.clone() }, Some(secret))
            }
        }),
    };
    if read.as_ref().is_some_and(|(read, _)| !read.is_usable()) {
        fields.wrong("secret", "whsec_ and 24 to 64 bytes in base64 are expected.");
    }
    fields.refuse_unknown(&[]);
    fields.finish(read).map_err(|error| {
        let wrong = error.body.as_object().cloned().unwrap_or_default();
        let sentences = wrong.into_iter().flat_map(|(name, said)| {
            let said = said.as_array().cloned().unwrap_or_default();
            said.into_iter().map(move |said| format!("{name}: {}", said.as_str().unwrap_or_default()))
        });
        sentences.collect()
    })
}

fn oauth2(fields: &mut Fields) -> Option<StreamAuthentication> {
    let token_url = fields.required("token_url", |fields, name| fields.parsed(name, address));
    let client_id = fields.required("client_id", |fields, name| not_blank(fields, name, SHORT));
    let client_secret = fields.required("client_secret", |fields, name| not_blank(fields, name, SECRET));
    let scope = fields.text("scope", SECRET).unwrap_or_default();
    let audience = fields.text("audience", ADDRESS).unwrap_or_default();
    let credentials_in = match fields.choice("credentials_in", &["header", "body"]).as_deref() {
        Some("body") => Place::Body,
        _ => Place::Header,
    };
    Some(StreamAuthentication::Oauth2 {
        token_url: token_url?,
        client_id: client_id?,
        client_secret: client_secret?,
        scope,
        audience,
        credentials_in,
    })
}

fn not_blank(fields: &mut Fields, name: &str, most: usize) -> Option<String> {
    let text = fields.text(name, most)?;
    if text.is_empty() {
        fields.wrong(name, "This field may not be blank.");
    }
    Some(text).filter(|text| !text.is_empty())
}

/// An address that may be posted to. What it leads to is looked at each time.
pub fn address(text: &str) -> Result<String, &'static str> {
    const WRONG: &str = "An address such as https://receiver.example/records is expected.";
    if text.len() > ADDRESS {
        return Err("Ensure this field has no more than 2048 characters.");
    }
    let url = reqwest::Url::parse(text).map_err(|_| WRONG)?;
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
        return Err(WRONG);
    }
    match url.username().is_empty() && url.password().is_none() {
        true => Ok(url.into()),
        false => Err("An address is shown to others, so no password goes into it. Use authentication."),
    }
}

/// The same without its secrets.
pub fn shown(kept: &Value) -> Value {
    let mut shown = kept.as_object().cloned().unwrap_or_default();
    for secret in ["secret", "client_secret"] {
        shown.remove(secret);
    }
    json!(shown)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{address, of};

    fn read(document: Value) -> Result<(), Vec<String>> {
        of(document.as_object().cloned().unwrap_or_default()).map(drop)
    }

    #[test]
    fn a_secret_is_made_up_when_none_is_given() {
        let (_, made_up) = of(serde_json::Map::new()).unwrap();
        assert!(made_up.unwrap().starts_with("whsec_"));
        let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        let given = json!({"type": "signature", "secret": secret});
        assert!(of(given.as_object().cloned().unwrap()).unwrap().1.is_none());
    }

    #[test]
    fn what_is_wrong_is_named() {
        let wrong = read(json!({"type": "oauth2", "token_url": "file:///etc/passwd", "client_id": ""}));
        assert_eq!(wrong.unwrap_err().len(), 3);
        assert!(
            read(json!({"type": "signature", "secret": "short"})).unwrap_err()[0].starts_with("secret: ")
        );
        assert!(read(json!({"type": "kerberos"})).is_err());
        assert!(read(json!({"type": "none", "colour": "red"})).is_err());
    }

    #[test]
    fn an_address_is_http_and_holds_no_password() {
        assert_eq!(address("https://a.example/b").unwrap(), "https://a.example/b");
        for bad in ["", "a", "ftp://a", "https://", "javascript:alert(1)", "https://me:secret@a.example/"] {
            assert!(address(bad).is_err(), "{bad}");
        }
    }
}
