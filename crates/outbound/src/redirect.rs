//! An answer that leads on to another place.

use reqwest::header::{ACCEPT, ACCEPT_LANGUAGE, CONTENT_TYPE, HeaderMap, LOCATION, USER_AGENT};
use reqwest::{Method, StatusCode};

use crate::request::Prepared;

/// What goes along to another origin: nothing that may be a secret.
const HARMLESS: &[reqwest::header::HeaderName] = &[ACCEPT, ACCEPT_LANGUAGE, CONTENT_TYPE, USER_AGENT];

/// The request that follows from an answer; `None` when it leads nowhere.
pub(crate) fn follow(request: &Prepared, status: StatusCode, headers: &HeaderMap) -> Option<Prepared> {
    let keeps = match status {
        StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND => request.method != Method::POST,
        StatusCode::SEE_OTHER => matches!(request.method, Method::GET | Method::HEAD),
        StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT => true,
        _ => return None,
    };
    let location = headers.get(LOCATION)?.to_str().ok()?;
    let url = request.url.join(location).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let mut next = Prepared { url, ..request.clone() };
    if !keeps {
        next.method = Method::GET;
        next.body = None;
        next.headers.remove(CONTENT_TYPE);
    }
    if next.url.origin() != request.url.origin() {
        let names: Vec<_> = next.headers.keys().filter(|name| !HARMLESS.contains(name)).cloned().collect();
        names.iter().for_each(|name| drop(next.headers.remove(name)));
    }
    Some(next)
}

#[cfg(test)]
mod tests {
    use reqwest::StatusCode;
    use reqwest::header::{HeaderMap, HeaderValue};

    use super::follow;
    use crate::{Body, Request};

    #[test]
    fn secrets_stay_with_the_origin_they_were_meant_for() {
        let headers = [("Authorization", "s"), ("X-Api-Key", "s"), ("Accept", "text/plain")];
        let request = Request {
            method: "POST".to_owned(),
            url: "https://a.example/x".to_owned(),
            headers: headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
            body: Body::Text("{}".to_owned()),
        };
        let request = request.prepare().unwrap();
        let to = |status: u16, location: &'static str| {
            let headers =
                HeaderMap::from_iter([("location".parse().unwrap(), HeaderValue::from_static(location))]);
            follow(&request, StatusCode::from_u16(status).unwrap(), &headers)
        };
        let next = to(307, "https://b.example/y").unwrap();
        assert!(!next.headers.contains_key("authorization") && !next.headers.contains_key("x-api-key"));
        assert!(next.headers.contains_key("accept") && next.body.is_some());
        let next = to(302, "/y").unwrap();
        assert_eq!(
            (next.method.as_str(), next.body, next.url.as_str()),
            ("GET", None, "https://a.example/y")
        );
        assert!(next.headers.contains_key("authorization"));
        assert!(to(302, "file:///etc/passwd").is_none());
        assert!(to(200, "/y").is_none());
    }
}
