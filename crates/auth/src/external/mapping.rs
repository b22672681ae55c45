//! From a claim to roles in groups.

use std::collections::BTreeMap;

use baton_model::GroupName;
use serde_json::{Map, Value};

use crate::{IssuerOptions, Role};

/// How many groups of a token are looked at.
const MOST: usize = 500;

/// The roles that a token gives.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Mapped {
    pub(super) org_admin: bool,
    pub(super) roles: BTreeMap<String, Role>,
}

impl Mapped {
    /// Reads the claim. What is not understood gives nothing. Of two roles in one group the stronger counts.
    pub(super) fn read(claims: &Map<String, Value>, options: &IssuerOptions) -> Self {
        let mut mapped = Self::default();
        for text in texts(find(claims, &options.groups_claim)).into_iter().take(MOST) {
            mapped.add(text, options.default_role);
        }
        mapped
    }

    fn add(&mut self, text: &str, default_role: Option<Role>) {
        // Keycloak writes groups as paths.
        let text = text.trim_start_matches('/');
        if text == Role::OrgAdmin.as_str() {
            self.org_admin = true;
            return;
        }
        let (name, role) = match text.rsplit_once(':') {
            Some((name, role)) => (name, Role::parse(role)),
            None => (text, default_role),
        };
        let role = role.filter(|role| *role != Role::OrgAdmin);
        if let (Ok(name), Some(role)) = (GroupName::parse(name), role) {
            let known = self.roles.entry(name.to_string()).or_insert(role);
            *known = role.max(*known);
        }
    }
}

/// A claim by its name, or where dots lead. A name may have dots itself: `https://example.com/groups`.
fn find<'a>(claims: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    if let Some(value) = claims.get(name) {
        return Some(value);
    }
    let (first, rest) = name.split_once('.')?;
    find(claims.get(first)?.as_object()?, rest)
}

fn texts(value: Option<&Value>) -> Vec<&str> {
    match value {
        Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(text)) => text.split_whitespace().collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Mapped;
    use crate::{IssuerOptions, Role};

    fn read(claims: &Value, claim: &str, default_role: Option<Role>) -> (bool, Vec<(String, Role)>) {
        let options = IssuerOptions { groups_claim: claim.into(), default_role, ..IssuerOptions::default() };
        let mapped = Mapped::read(claims.as_object().unwrap(), &options);
        (mapped.org_admin, mapped.roles.into_iter().collect())
    }

    #[test]
    fn a_name_with_a_role_gives_that_role_there() {
        let claims = json!({"groups": ["sales:Developer", "/support:Owner", "sales:Viewer", "OrgAdmin"]});
        let roles = vec![("sales".to_owned(), Role::Developer), ("support".to_owned(), Role::Owner)];
        assert_eq!(read(&claims, "groups", None), (true, roles));
    }

    #[test]
    fn a_name_without_a_role_has_the_default_one_or_none() {
        let claims = json!({"groups": "sales support:Owner"});
        let owner = ("support".to_owned(), Role::Owner);
        assert_eq!(read(&claims, "groups", None).1, std::slice::from_ref(&owner));
        let both = vec![("sales".to_owned(), Role::Viewer), owner];
        assert_eq!(read(&claims, "groups", Some(Role::Viewer)).1, both);
    }

    #[test]
    fn what_is_not_understood_gives_nothing() {
        let odd =
            json!({"groups": ["sales:Emperor", "sales:OrgAdmin", "a.b:Owner", ":Owner", "", 7, {"a": 1}]});
        assert_eq!(read(&odd, "groups", Some(Role::Viewer)), (false, vec![]));
        for claims in [json!({}), json!({"groups": 7}), json!({"groups": null})] {
            assert_eq!(read(&claims, "groups", Some(Role::Viewer)), (false, vec![]));
        }
    }

    #[test]
    fn dots_lead_into_objects_and_may_stand_in_names() {
        let nested = json!({"resource_access": {"baton": {"roles": ["sales:Owner"]}}});
        let roles = vec![("sales".to_owned(), Role::Owner)];
        assert_eq!(read(&nested, "resource_access.baton.roles", None).1, roles);
        let dotted = json!({"https://example.com/groups": ["sales:Owner"]});
        assert_eq!(read(&dotted, "https://example.com/groups", None).1, roles);
    }
}
