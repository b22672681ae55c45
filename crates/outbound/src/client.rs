//! The client: one attempt of one request.

use std::error::Error as _;
use std::sync::Arc;
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Response, header};
use url::Host;

use crate::request::Prepared;
use crate::resolve::{Guard, NotAllowed};
use crate::{Allowed, Answer, Error, Request, redirect};

/// How requests are sent.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where else they may go than to the public internet.
    pub allow: Vec<Allowed>,
    /// Where else somebody may let their own go.
    pub grantable: Vec<Allowed>,
    /// The most that a request may take, whatever it asks for.
    pub timeout: Duration,
    /// The largest body that is taken, in bytes.
    pub body: usize,
    /// How often an answer may lead on.
    pub redirects: usize,
}

impl Default for Options {
    fn default() -> Self {
        let private = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"];
        let grantable = private.iter().filter_map(|range| range.parse().ok()).collect();
        Self {
            allow: Vec::new(),
            grantable,
            timeout: Duration::from_secs(10),
            body: 1024 * 1024,
            redirects: 5,
        }
    }
}

/// Sends requests. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    guard: Guard,
    options: Arc<Options>,
}

impl Client {
    /// A client that goes where these options allow.
    ///
    /// # Errors
    /// When the system has no certificates to trust.
    pub fn new(options: Options) -> Result<Self, reqwest::Error> {
        let guard = Guard {
            allow: options.allow.clone().into(),
            own: Arc::default(),
            grantable: options.grantable.clone().into(),
        };
        Self::guarded(guard, Arc::new(options))
    }

    /// The same client for somebody who lets their own requests go further. Its connections are its own: one that is
    /// open to a place that somebody allowed is not there for others.
    ///
    /// # Errors
    /// When the system has no certificates to trust.
    pub fn allowing(&self, own: &[Allowed]) -> Result<Self, reqwest::Error> {
        let guard = Guard { own: own.into(), ..self.guard.clone() };
        Self::guarded(guard, Arc::clone(&self.options))
    }

    fn guarded(guard: Guard, options: Arc<Options>) -> Result<Self, reqwest::Error> {
        let http = reqwest::Client::builder()
            .dns_resolver(Arc::new(guard.clone()))
            .redirect(Policy::none())
            // A proxy would resolve names itself.
            .no_proxy()
            .referer(false)
            .connect_timeout(options.timeout)
            .pool_idle_timeout(Duration::from_secs(60))
            .pool_max_idle_per_host(32)
            .build()?;
        Ok(Self { http, guard, options })
    }

    /// Sends a request, follows where its answers lead, and reads the last one whole. It takes no longer than
    /// `timeout`, and no longer than the options say.
    ///
    /// # Errors
    /// Why there is no answer. An answer of any status is one.
    pub async fn send(&self, request: &Request, timeout: Duration) -> Result<Answer, Error> {
        let prepared = request.prepare()?;
        let most = timeout.min(self.options.timeout);
        let answered = tokio::time::timeout(most, self.follow(prepared)).await;
        answered.unwrap_or(Err(Error::TimedOut(most.as_millis())))
    }

    async fn follow(&self, mut request: Prepared) -> Result<Answer, Error> {
        for _ in 0..=self.options.redirects {
            let response = self.one(&request).await?;
            match redirect::follow(&request, response.status(), response.headers()) {
                Some(next) => request = next,
                None => return self.read(response).await,
            }
        }
        Err(Error::TooManyRedirects(self.options.redirects))
    }

    async fn one(&self, request: &Prepared) -> Result<Response, Error> {
        let host = request.url.host_str().unwrap_or_default();
        // Names are looked at when they are resolved; an address in the URL is resolved by nobody.
        let address = match request.url.host() {
            Some(Host::Ipv4(address)) => Some(address.into()),
            Some(Host::Ipv6(address)) => Some(address.into()),
            _ => None,
        };
        if address.is_some_and(|address| !self.guard.allows(address)) {
            return Err(Error::Refused(host.to_owned()));
        }
        let mut sent =
            self.http.request(request.method.clone(), request.url.clone()).headers(request.headers.clone());
        if let Some(body) = &request.body {
            sent = sent.body(body.clone());
        }
        sent.send().await.map_err(|error| failed(&error, host))
    }

    async fn read(&self, mut response: Response) -> Result<Answer, Error> {
        let most = self.options.body;
        let said = response
            .headers()
            .get(header::CONTENT_LENGTH)
            .and_then(|value| value.to_str().ok()?.parse().ok());
        if said.is_some_and(|length: u64| usize::try_from(length).map_or(true, |length| length > most)) {
            return Err(Error::TooLarge(most));
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|_| Error::InvalidAnswer)? {
            if body.len() + chunk.len() > most {
                return Err(Error::TooLarge(most));
            }
            body.extend_from_slice(&chunk);
        }
        let headers = response.headers().iter().map(|(name, value)| {
            (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        });
        Ok(Answer {
            status: response.status().as_u16(),
            headers: headers.collect(),
            body: String::from_utf8_lossy(&body).into_owned(),
        })
    }
}

/// What went wrong, without the URL, which may hold secrets.
fn failed(error: &reqwest::Error, host: &str) -> Error {
    let mut source = error.source();
    while let Some(cause) = source {
        if cause.is::<NotAllowed>() {
            return Error::Refused(host.to_owned());
        }
        source = cause.source();
    }
    match error {
        error if error.is_builder() => {
            Error::InvalidRequest("the URL or a header is not accepted".to_owned())
        }
        error if error.is_connect() || error.is_timeout() => Error::Unreachable(host.to_owned()),
        _ => Error::InvalidAnswer,
    }
}
