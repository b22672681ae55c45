//! Posts records to a receiver.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use baton_model::Timestamp;
use baton_outbound::{Answer, Body, Client, Error as CallError, Request};
use serde_json::Value;

use super::signature::{secret_bytes, sign};
use super::{Place, StreamAuthentication, Streaming};

/// How long before it ends a token is fetched anew, and how long one lives that does not say, in seconds.
const TOKEN_EARLY: i64 = 30;
const TOKEN_LIVES: i64 = 300;
/// The longest token that is sent.
const TOKEN_LENGTH: usize = 16 * 1024;

/// Answers that say that the receiver does not want these very records. All others may be about anything.
const REFUSALS: &[u16] = &[400, 409, 413, 415, 422];

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Posted {
    /// The receiver has it.
    Received,
    /// The receiver does not want these very records.
    Refused(String),
    /// The receiver takes nothing now; after so many seconds it may.
    Unavailable(String, Option<i64>),
}

/// A receiver's token.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Token {
    text: String,
    until: Timestamp,
    /// What it was fetched with: other settings need another.
    of: StreamAuthentication,
}

/// What is posted.
pub(super) struct Message<'a> {
    pub(super) url: &'a str,
    pub(super) id: &'a str,
    pub(super) body: String,
    pub(super) now: Timestamp,
}

impl Streaming {
    /// Posts, and fetches a token before where one is needed. A token that the receiver does not take any more is fetched anew
    /// once.
    pub(super) async fn post(
        &self,
        client: Option<&Client>,
        authentication: &StreamAuthentication,
        token: &mut Option<Token>,
        message: Message<'_>,
    ) -> Posted {
        let Some(client) = client else {
            return Posted::Unavailable("This server has no certificates to trust.".to_owned(), None);
        };
        let seconds = message.now.0.div_euclid(1_000_000);
        let mut headers = vec![
            ("content-type".to_owned(), "application/json".to_owned()),
            ("webhook-id".to_owned(), message.id.to_owned()),
            ("webhook-timestamp".to_owned(), seconds.to_string()),
        ];
        if let StreamAuthentication::Signature { secret } = authentication {
            let secret = secret_bytes(secret).unwrap_or_default();
            headers.push(("webhook-signature".to_owned(), sign(&secret, message.id, seconds, &message.body)));
        }
        let mut request = Request {
            method: "POST".to_owned(),
            url: message.url.to_owned(),
            headers,
            body: Body::Text(message.body),
        };
        let had_one = token.is_some();
        match self.authorize(client, authentication, token, message.now, &mut request).await {
            Ok(()) => {}
            Err(posted) => return posted,
        }
        let mut answered = client.send(&request, self.options.timeout).await;
        let stale =
            |answered: &Result<Answer, CallError>| matches!(answered, Ok(answer) if answer.status == 401);
        if had_one && stale(&answered) && matches!(authentication, StreamAuthentication::Oauth2 { .. }) {
            *token = None;
            request.headers.retain(|(name, _)| name != "authorization");
            if let Err(posted) =
                self.authorize(client, authentication, token, message.now, &mut request).await
            {
                return posted;
            }
            answered = client.send(&request, self.options.timeout).await;
        }
        if stale(&answered) {
            *token = None;
        }
        match answered {
            Ok(answer) => judged(&answer),
            Err(error) => Posted::Unavailable(said("The receiver", &error), None),
        }
    }

    /// Puts a token into the request, where the receiver wants one.
    async fn authorize(
        &self,
        client: &Client,
        authentication: &StreamAuthentication,
        token: &mut Option<Token>,
        now: Timestamp,
        request: &mut Request,
    ) -> Result<(), Posted> {
        if !matches!(authentication, StreamAuthentication::Oauth2 { .. }) {
            return Ok(());
        }
        let fresh = token.as_ref().filter(|token| token.until > now && token.of == *authentication);
        let text = match fresh {
            Some(token) => token.text.clone(),
            None => {
                let fetched = self.fetch(client, authentication, now).await;
                let fetched = fetched.map_err(|why| Posted::Unavailable(why, None))?;
                token.insert(fetched).text.clone()
            }
        };
        request.headers.push(("authorization".to_owned(), format!("Bearer {text}")));
        Ok(())
    }

    async fn fetch(
        &self,
        client: &Client,
        authentication: &StreamAuthentication,
        now: Timestamp,
    ) -> Result<Token, String> {
        let StreamAuthentication::Oauth2 {
            token_url,
            client_id,
            client_secret,
            scope,
            audience,
            credentials_in,
        } = authentication
        else {
            return Err("There is no token endpoint.".to_owned());
        };
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let mut form = vec![pair("grant_type", "client_credentials")];
        let mut headers = vec![pair("accept", "application/json")];
        match credentials_in {
            Place::Header => {
                let encoded =
                    |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
                let both = format!("{}:{}", encoded(client_id), encoded(client_secret));
                headers.push(("authorization".to_owned(), format!("Basic {}", STANDARD.encode(both))));
            }
            Place::Body => form.extend([pair("client_id", client_id), pair("client_secret", client_secret)]),
        }
        for (name, value) in [("scope", scope), ("audience", audience)] {
            if !value.is_empty() {
                form.push(pair(name, value));
            }
        }
        let request =
            Request { method: "POST".to_owned(), url: token_url.clone(), headers, body: Body::Form(form) };
        let answer = client.send(&request, self.options.timeout).await;
        let answer = answer.map_err(|error| said("The token endpoint", &error))?;
        if answer.status != 200 {
            return Err(format!("The token endpoint answered {}.", answer.status));
        }
        let read: Option<Value> = serde_json::from_str(&answer.body).ok();
        let text = read.as_ref().and_then(|read| read.get("access_token")?.as_str());
        let is_one = |text: &&str| {
            (1..=TOKEN_LENGTH).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
        };
        let text = text.filter(is_one).ok_or("The token endpoint's answer has no access_token.")?;
        let lives = read.as_ref().and_then(|read| {
            let lives = read.get("expires_in")?;
            lives.as_i64().or_else(|| lives.as_str()?.parse().ok())
        });
        // One that lives for moments is used while it does.
        let lives = lives.unwrap_or(TOKEN_LIVES).clamp(1, 24 * 60 * 60);
        let kept = if lives > TOKEN_EARLY * 2 { lives - TOKEN_EARLY } else { lives / 2 };
        Ok(Token { text: text.to_owned(), until: now.plus_seconds(kept), of: authentication.clone() })
    }
}

fn judged(answer: &Answer) -> Posted {
    let why = format!("The receiver answered {}.", answer.status);
    match answer.status {
        200..=299 => Posted::Received,
        300..=399 => Posted::Unavailable(redirected(), None),
        status if REFUSALS.contains(&status) => Posted::Refused(why),
        _ => {
            let after = answer.retry_after().and_then(|after| i64::try_from(after.as_secs()).ok());
            Posted::Unavailable(why, after)
        }
    }
}

fn redirected() -> String {
    "The receiver answered with a redirect, which is not followed. Give the address where it leads."
        .to_owned()
}

fn said(who: &str, error: &CallError) -> String {
    match error {
        CallError::TooManyRedirects(_) => redirected().replace("The receiver", who),
        _ => format!("{who} was not reached: {error}."),
    }
}

#[cfg(test)]
mod tests {
    use baton_outbound::Answer;

    use super::{Posted, judged};

    fn answer(status: u16, retry_after: &str) -> Answer {
        let headers = vec![("retry-after".to_owned(), retry_after.to_owned())];
        Answer { status, headers, body: String::new() }
    }

    #[test]
    fn what_is_received_what_is_refused_and_what_may_pass_are_told_apart() {
        assert_eq!(judged(&answer(204, "")), Posted::Received);
        assert!(matches!(judged(&answer(422, "")), Posted::Refused(_)));
        assert!(matches!(judged(&answer(503, "7")), Posted::Unavailable(_, Some(7))));
        assert!(matches!(judged(&answer(429, " 9 ")), Posted::Unavailable(_, Some(9))));
        for status in [301, 304, 401, 403, 404, 408, 410, 429, 500] {
            assert!(matches!(judged(&answer(status, "soon")), Posted::Unavailable(_, None)), "{status}");
        }
    }
}
