//! Addresses and queries, for `URL` and `URLSearchParams`. In and out as JSON.

use serde_json::{Value, json};
use url::{Url, form_urlencoded, quirks};

/// The parts of an address, or null when it is none.
pub(super) fn read(address: &str, base: Option<&str>) -> String {
    let read = match base {
        Some(base) => Url::parse(base).and_then(|base| base.join(address)),
        None => Url::parse(address),
    };
    read.map_or(Value::Null, |url| parts(&url)).to_string()
}

/// The parts of an address after one of them was changed, or null when it can't be.
pub(super) fn with(address: &str, part: &str, value: &str) -> String {
    let Ok(mut url) = Url::parse(address) else { return Value::Null.to_string() };
    let changed = match part {
        "protocol" => quirks::set_protocol(&mut url, value),
        "username" => quirks::set_username(&mut url, value),
        "password" => quirks::set_password(&mut url, value),
        "host" => quirks::set_host(&mut url, value),
        "hostname" => quirks::set_hostname(&mut url, value),
        "port" => quirks::set_port(&mut url, value),
        "pathname" => {
            quirks::set_pathname(&mut url, value);
            Ok(())
        }
        "search" => {
            quirks::set_search(&mut url, value);
            Ok(())
        }
        _ => {
            quirks::set_hash(&mut url, value);
            Ok(())
        }
    };
    changed.map_or(Value::Null, |()| parts(&url)).to_string()
}

fn parts(url: &Url) -> Value {
    json!({
        "href": quirks::href(url),
        "origin": quirks::origin(url),
        "protocol": quirks::protocol(url),
        "username": quirks::username(url),
        "password": quirks::password(url),
        "host": quirks::host(url),
        "hostname": quirks::hostname(url),
        "port": quirks::port(url),
        "pathname": quirks::pathname(url),
        "search": quirks::search(url),
        "hash": quirks::hash(url),
    })
}

/// A query as pairs of names and values.
pub(super) fn pairs(query: &str) -> String {
    let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).collect();
    serde_json::to_string(&pairs).unwrap_or_default()
}

/// Pairs of names and values as a query.
pub(super) fn text(pairs: &str) -> String {
    let pairs: Vec<(String, String)> = serde_json::from_str(pairs).unwrap_or_default();
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}
