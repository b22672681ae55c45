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
pub(crate) struct Guard {
    /// What the installation allows everybody.
    pub(crate) allow: Arc<[Allowed]>,
    /// What those for whom is called allow themselves …
    pub(crate) own: Arc<[Allowed]>,
    /// … as far as the installation lets them.
    pub(crate) grantable: Arc<[Allowed]>,
}

impl Guard {
    /// True when this address may be called, whatever name leads there.
    pub(crate) fn allows(&self, address: IpAddr) -> bool {
        let in_list = |list: &[Allowed]| list.iter().any(|allowed| allowed.has_address(address));
        address::is_public(address) || in_list(&self.allow) || in_list(&self.own) && in_list(&self.grantable)
    }

    /// True when this address may be called as it was found under this name.
    fn allows_under(&self, name: &str, address: IpAddr) -> bool {
        let has_name = |list: &[Allowed]| list.iter().any(|allowed| allowed.has_name(name));
        self.allows(address)
            || has_name(&self.allow)
            || has_name(&self.own) && self.grantable.iter().any(|allowed| allowed.has_address(address))
    }
}

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let guard = self.clone();
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            let none = found.is_empty();
            let kept: Vec<_> =
                found.into_iter().filter(|found| guard.allows_under(name.as_str(), found.ip())).collect();
            if kept.is_empty() && !none {
                return Err(NotAllowed.into());
            }
            Ok(Box::new(kept.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::Guard;
    use crate::Allowed;

    fn list(entries: &[&str]) -> std::sync::Arc<[Allowed]> {
        entries.iter().map(|entry| entry.parse().unwrap()).collect()
    }

    #[test]
    fn what_somebody_allows_themselves_counts_as_far_as_the_installation_lets_them() {
        let guard = Guard {
            allow: list(&["10.9.9.9"]),
            own: list(&["10.1.2.3", "127.0.0.1", "crm.internal"]),
            grantable: list(&["10.0.0.0/8"]),
        };
        let address = |text: &str| text.parse::<IpAddr>().unwrap();
        for allowed in ["10.9.9.9", "10.1.2.3", "8.8.8.8"] {
            assert!(guard.allows(address(allowed)), "{allowed}");
        }
        for refused in ["10.1.2.4", "127.0.0.1", "169.254.169.254"] {
            assert!(!guard.allows(address(refused)), "{refused}");
        }
        assert!(guard.allows_under("crm.internal", address("10.7.7.7")));
        assert!(!guard.allows_under("crm.internal", address("127.0.0.1")));
        assert!(!guard.allows_under("other.internal", address("10.7.7.7")));
    }
}
