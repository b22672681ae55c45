//! From a name to the addresses that may be called.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::{Allowed, address};

/// A name whose addresses may not be called.
#[derive(Debug, thiserror::Error)]
#[error("the name leads to addresses that may not be called")]
pub(crate) struct NotAllowed;

/// Resolves names, and leaves out what may not be called. What is connected to is what was looked at: the name is not
/// resolved a second time in between.
#[derive(Debug, Clone)]
pub(crate) struct Guard(pub(crate) Arc<[Allowed]>);

impl Guard {
    /// True when this address may be called.
    pub(crate) fn allows(&self, address: IpAddr) -> bool {
        address::is_public(address) || self.0.iter().any(|allowed| allowed.has_address(address))
    }

    fn allows_name(&self, name: &str) -> bool {
        self.0.iter().any(|allowed| allowed.has_name(name))
    }
}

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let guard = self.clone();
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            let trusted = guard.allows_name(name.as_str());
            let none = found.is_empty();
            let kept: Vec<_> =
                found.into_iter().filter(|found| trusted || guard.allows(found.ip())).collect();
            if kept.is_empty() && !none {
                return Err(NotAllowed.into());
            }
            Ok(Box::new(kept.into_iter()) as Addrs)
        })
    }
}
