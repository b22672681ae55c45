//! Where a request comes from.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;

use crate::AppState;

/// The caller's address: the other end of the connection, or behind proxies what they wrote down.
pub struct ClientAddress(pub IpAddr);

impl FromRequestParts<AppState> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ConnectInfo(peer)| peer.ip());
        Ok(Self(forwarded(&parts.headers, state.config.proxies).unwrap_or(peer)))
    }
}

/// What the outermost of `proxies` trusted proxies wrote into `X-Forwarded-For`. What stands left of that, anybody
/// can write.
fn forwarded(headers: &HeaderMap, proxies: usize) -> Option<IpAddr> {
    let lines = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let addresses: Vec<&str> = lines.flat_map(|line| line.split(',')).map(str::trim).collect();
    let index = addresses.len().checked_sub(proxies.max(1))?;
    if proxies == 0 { None } else { addresses.get(index)?.parse().ok() }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;

    use super::forwarded;

    #[test]
    fn only_what_trusted_proxies_wrote_is_believed() {
        let mut headers = HeaderMap::new();
        headers.append("x-forwarded-for", "1.1.1.1, 2.2.2.2".parse().unwrap());
        headers.append("x-forwarded-for", "3.3.3.3".parse().unwrap());
        assert_eq!(forwarded(&headers, 0), None);
        assert_eq!(forwarded(&headers, 1), "3.3.3.3".parse().ok());
        assert_eq!(forwarded(&headers, 2), "2.2.2.2".parse().ok());
        assert_eq!(forwarded(&headers, 4), None);
    }
}
