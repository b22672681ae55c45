//! Where else the settings allow calls to go.

use std::net::IpAddr;
use std::str::FromStr;

use ipnet::IpNet;

/// An entry of the list: a name, which is then trusted to lead anywhere, or a range of addresses.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Allowed {
    /// A host by its name, in lower case.
    Host(String),
    /// All hosts under a name: `*.example.org`.
    Under(String),
    /// Addresses, whatever name leads there.
    Network(IpNet),
}

/// An entry that is neither a name nor a range.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is no host and no range of addresses: write `api.example.org`, `*.example.org`, `10.1.2.3` or `10.1.0.0/16`"
)]
pub struct NotAnAddress(String);

impl FromStr for Allowed {
    type Err = NotAnAddress;

    fn from_str(text: &str) -> Result<Self, NotAnAddress> {
        if let Ok(network) = text.parse::<IpNet>() {
            return Ok(Self::Network(network.trunc()));
        }
        if let Ok(address) = text.trim_matches(['[', ']']).parse::<IpAddr>() {
            return Ok(Self::Network(address.into()));
        }
        let (name, under) = text.strip_prefix("*.").map_or((text, false), |name| (name, true));
        let is_name = !name.is_empty()
            && name.split('.').all(|label| {
                !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
            });
        let name = name.to_ascii_lowercase();
        match (is_name, under) {
            (false, _) => Err(NotAnAddress(text.to_owned())),
            (true, true) => Ok(Self::Under(name)),
            (true, false) => Ok(Self::Host(name)),
        }
    }
}

impl Allowed {
    /// True when the name itself is allowed, wherever it leads.
    pub(crate) fn has_name(&self, name: &str) -> bool {
        let name = name.trim_end_matches('.');
        match self {
            Self::Host(host) => name.eq_ignore_ascii_case(host),
            Self::Under(host) => {
                let name = name.to_ascii_lowercase();
                name.strip_suffix(host.as_str()).is_some_and(|rest| rest.len() > 1 && rest.ends_with('.'))
            }
            Self::Network(_) => false,
        }
    }

    /// True when all that it allows is within one of these.
    #[must_use]
    pub fn is_within(&self, grantable: &[Self]) -> bool {
        match self {
            // Wherever a name leads is looked at when it is called.
            Self::Host(_) | Self::Under(_) => true,
            Self::Network(network) => grantable.iter().any(|of| {
                matches!(of, Self::Network(of) if of.contains(network)) || is_public_network(network)
            }),
        }
    }

    /// True when the address is allowed.
    pub(crate) fn has_address(&self, address: IpAddr) -> bool {
        matches!(self, Self::Network(network) if network.contains(&address.to_canonical()))
    }
}

/// True for a range whose first and last addresses are of the public internet, which needs no leave.
fn is_public_network(network: &IpNet) -> bool {
    crate::address::is_public(network.network()) && crate::address::is_public(network.broadcast())
}

#[cfg(test)]
mod tests {
    use super::Allowed;

    fn allowed(text: &str) -> Allowed {
        text.parse().unwrap()
    }

    #[test]
    fn names_and_ranges_are_read() {
        assert!(allowed("API.internal").has_name("api.INTERNAL."));
        assert!(!allowed("api.internal").has_name("api.internal.evil.example"));
        assert!(allowed("*.internal").has_name("a.b.internal"));
        assert!(!allowed("*.internal").has_name("internal"));
        assert!(!allowed("*.internal").has_name("xinternal"));
        assert!(allowed("10.1.2.3/16").has_address("10.1.9.9".parse().unwrap()));
        assert!(allowed("10.1.2.3").has_address("::ffff:10.1.2.3".parse().unwrap()));
        assert!(!allowed("10.1.2.3").has_address("10.1.2.4".parse().unwrap()));
        assert!(allowed("[::1]").has_address("::1".parse().unwrap()));
    }

    #[test]
    fn what_is_neither_is_named() {
        for wrong in ["", "*", "*.", "http://a", "a b", "10.0.0.0/99", "a..b"] {
            assert!(wrong.parse::<Allowed>().is_err(), "{wrong}");
        }
    }
}
