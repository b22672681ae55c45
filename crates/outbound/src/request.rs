//! What is sent, and what comes back.

use std::time::Duration;

use reqwest::Method;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, USER_AGENT};
use url::{Url, form_urlencoded};

use crate::Error;

/// A request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Such as `GET`.
    pub method: String,
    /// Where to: `http` or `https`.
    pub url: String,
    /// In order; a name may stand there twice.
    pub headers: Vec<(String, String)>,
    /// What is sent.
    pub body: Body,
}

/// What is sent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Body {
    /// Nothing.
    #[default]
    None,
    /// Text. Without a header that says of what type, it is JSON when it reads as JSON, else plain text.
    Text(String),
    /// A form.
    Form(Vec<(String, String)>),
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Such as 200.
    pub status: u16,
    /// In the order in which they came.
    pub headers: Vec<(String, String)>,
    /// The body as text; what is not UTF-8 is replaced.
    pub body: String,
}

impl Answer {
    /// How long the service asks to be left alone: seconds, or a date, which counts from the answer's own.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        let asked = self.header("retry-after")?;
        if let Ok(seconds) = asked.parse() {
            return Some(Duration::from_secs(seconds));
        }
        let moment = |text: &str| jiff::fmt::rfc2822::parse(text).ok().map(|moment| moment.timestamp());
        let seconds = moment(asked)?.as_second().saturating_sub(moment(self.header("date")?)?.as_second());
        Some(Duration::from_secs(u64::try_from(seconds).unwrap_or(0)))
    }

    fn header(&self, wanted: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted));
        found.map(|(_, value)| value.trim())
    }
}

/// A request that is known to be sendable.
#[derive(Debug, Clone)]
pub(crate) struct Prepared {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<String>,
}

/// What belongs to the connection and not to whoever writes a request.
const NOT_GIVEN: &[&str] = &[
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

impl Request {
    pub(crate) fn prepare(&self) -> Result<Prepared, Error> {
        let wrong = |what: &str| Error::InvalidRequest(what.to_owned());
        let method =
            Method::from_bytes(self.method.as_bytes()).map_err(|_| wrong("the method is none of HTTP"))?;
        if method == Method::CONNECT || method == Method::TRACE {
            return Err(wrong("the methods CONNECT and TRACE are not sent"));
        }
        let url = Url::parse(self.url.trim()).map_err(|_| wrong("the URL can't be read"))?;
        if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
            return Err(wrong("the URL begins with neither http:// nor https://"));
        }
        let mut headers = HeaderMap::new();
        for (name, value) in &self.headers {
            let (name, value) = (name.trim(), value.trim());
            if name.is_empty() {
                continue;
            }
            let read = HeaderName::from_bytes(name.as_bytes());
            let read = read.map_err(|_| Error::InvalidRequest(format!("{name:?} is no name of a header")))?;
            if NOT_GIVEN.contains(&read.as_str()) {
                return Err(Error::InvalidRequest(format!("the header {read} is not for a request to set")));
            }
            // The value may be a secret, so it is not said.
            let value = HeaderValue::from_str(value).map_err(|_| {
                Error::InvalidRequest(format!("the header {read} has a value that no header can have"))
            })?;
            headers.append(read, value);
        }
        if !headers.contains_key(USER_AGENT) {
            headers
                .insert(USER_AGENT, HeaderValue::from_static(concat!("baton/", env!("CARGO_PKG_VERSION"))));
        }
        if !headers.contains_key(CONTENT_TYPE)
            && let Some(kind) = self.body.kind()
        {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
        }
        Ok(Prepared { method, url, headers, body: self.body.written() })
    }
}

impl Body {
    /// Of what type it is, where the request does not say so. To read a text for that takes its time.
    fn kind(&self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Text(text) => {
                let is_json = serde_json::from_str::<serde_json::Value>(text).is_ok();
                Some(if is_json { "application/json" } else { "text/plain; charset=utf-8" })
            }
            Self::Form(_) => Some("application/x-www-form-urlencoded"),
        }
    }

    fn written(&self) -> Option<String> {
        match self {
            Self::None => None,
            Self::Text(text) => Some(text.clone()),
            Self::Form(pairs) => {
                Some(form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, Body, Request};

    fn request(url: &str, headers: &[(&str, &str)], body: Body) -> Request {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Request { method: "POST".to_owned(), url: url.to_owned(), headers, body }
    }

    #[test]
    fn a_body_says_of_what_type_it_is() {
        let kind = |body, headers: &[(&str, &str)]| {
            request("http://a/", headers, body).prepare().unwrap().headers["content-type"]
                .to_str()
                .unwrap()
                .to_owned()
        };
        assert_eq!(kind(Body::Text("{\"a\":1}".into()), &[]), "application/json");
        assert_eq!(kind(Body::Text("a=1".into()), &[]), "text/plain; charset=utf-8");
        assert_eq!(kind(Body::Text("<a/>".into()), &[("Content-Type", "text/xml")]), "text/xml");
        assert_eq!(
            kind(Body::Form(vec![("a".into(), "b c".into())]), &[]),
            "application/x-www-form-urlencoded"
        );
    }

    #[test]
    fn what_can_not_be_sent_is_said_without_its_secrets() {
        for url in ["", "a", "ftp://a/", "file:///etc/passwd", "gopher://a", "http://"] {
            assert!(request(url, &[], Body::None).prepare().is_err(), "{url}");
        }
        for header in [("Host", "a"), ("a b", "c"), ("X", "s3cret\r\nY: z"), ("Transfer-Encoding", "chunked")]
        {
            let error = request("http://a/", &[header], Body::None).prepare().unwrap_err().to_string();
            assert!(!error.contains("s3cret"), "{error}");
        }
    }

    fn asked(headers: &[(&str, &str)]) -> Option<u64> {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Answer { status: 503, headers, body: String::new() }.retry_after().map(|pause| pause.as_secs())
    }

    #[test]
    fn a_service_that_is_busy_says_when_to_come_again() {
        assert_eq!(asked(&[("Retry-After", "7")]), Some(7));
        assert_eq!(asked(&[("retry-after", " 0 ")]), Some(0));
        let date = ("Date", "Mon, 23 Nov 2026 10:00:00 GMT");
        assert_eq!(asked(&[date, ("Retry-After", "Mon, 23 Nov 2026 10:00:09 GMT")]), Some(9));
        assert_eq!(asked(&[date, ("Retry-After", "Mon, 23 Nov 2026 09:00:00 GMT")]), Some(0));
        for header in ["soon", "-1", "Mon, 23 Nov 2026 10:00:09 GMT"] {
            assert_eq!(asked(&[("Retry-After", header)]), None, "{header}");
        }
    }
}
