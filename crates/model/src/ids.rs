//! Names and ids that are parsed once, at the edge, and cannot be wrong afterwards.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why a name was refused. The sentences are the public API's, so they reach the user as they are.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// An app's name holds something other than letters, digits and `_`.
    #[error(
        "Invalid app name. App name must contain only alphanumeric characters and the underscore character."
    )]
    App,
    /// A flow's name holds something other than letters, digits and `_`.
    #[error(
        "Invalid flow name. Flow name must contain only alphanumeric characters and the underscore character."
    )]
    Flow,
    /// A miniApp's name holds something other than letters, digits and `_`.
    #[error(
        "Invalid miniApp name. miniApp name must contain only alphanumeric characters and the underscore character."
    )]
    MiniApp,
    /// Nothing was given.
    #[error("This field may not be blank.")]
    Blank,
    /// More than [`NAME_LENGTH`] characters.
    #[error("Ensure this field has no more than 255 characters.")]
    TooLong,
    /// A group's name holds something other than letters, digits, `_` and `-`.
    #[error(
        "Invalid group name. A group name has letters, digits, '_' and '-', and is at most 255 characters long."
    )]
    Group,
    /// A component id does not have five parts.
    #[error(
        "Invalid component id. It has five parts joined by dots: user_id.name.block_type.diamant_app.group_name."
    )]
    Component,
}

/// The longest name of an app, a flow, a miniApp or a group, in characters.
pub const NAME_LENGTH: usize = 255;

fn plain(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

fn named(text: &str, refused: NameError) -> Result<String, NameError> {
    match text {
        "" => Err(NameError::Blank),
        _ if !plain(text) => Err(refused),
        _ if text.len() > NAME_LENGTH => Err(NameError::TooLong),
        _ => Ok(text.to_owned()),
    }
}

/// The name of an app, a flow or a miniApp: letters `a-z`, `A-Z`, digits and `_`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct AppName(String);

impl AppName {
    /// Reads the name of an app.
    ///
    /// # Errors
    /// [`NameError`] when it is blank, too long or holds another character.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        named(text, NameError::App).map(Self)
    }

    /// Reads the name of a flow: the same rule, another sentence.
    ///
    /// # Errors
    /// As [`AppName::parse`].
    pub fn parse_flow(text: &str) -> Result<Self, NameError> {
        named(text, NameError::Flow).map(Self)
    }

    /// Reads the name of a miniApp: the same rule, another sentence.
    ///
    /// # Errors
    /// As [`AppName::parse`].
    pub fn parse_mini_app(text: &str) -> Result<Self, NameError> {
        named(text, NameError::MiniApp).map(Self)
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AppName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The name of a group: letters, digits, `_` and `-`, never a dot, so that it can stand in a component id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct GroupName(String);

impl GroupName {
    /// Reads a group's name.
    ///
    /// # Errors
    /// [`NameError::Group`] when it is empty, too long or holds another character.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
        if text.is_empty() || text.len() > NAME_LENGTH || !text.bytes().all(allowed) {
            return Err(NameError::Group);
        }
        Ok(Self(text.to_owned()))
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for GroupName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a component id names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ComponentKind {
    /// `….Apps.orc.<group>`
    App,
    /// `….Flows.orc.<group>`
    Flow,
    /// `….builtin.orc.<group>` and `….builtins.orc.<group>`, in any letter case.
    Builtin,
    /// `….<type>.MiniApps.<group>`; the text is the type, for an Intent its domain.
    MiniApp(String),
    /// Five parts that say nothing known.
    Unknown,
}

/// `user_id.name.block_type.diamant_app.group_name`: how a canvas names what a node is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ComponentId(String);

impl ComponentId {
    /// Reads a component id.
    ///
    /// # Errors
    /// [`NameError::Component`] unless it has exactly five parts that are not empty and hold no control characters.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let whole = text.len() <= 4 * NAME_LENGTH
            && text.split('.').count() == 5
            && !text.chars().any(char::is_control)
            && text.split('.').all(|part| !part.is_empty());
        if whole { Ok(Self(text.to_owned())) } else { Err(NameError::Component) }
    }

    /// The id of an app.
    #[must_use]
    pub fn of_app(user_id: &str, name: &str, group: &str) -> Self {
        Self(format!("{user_id}.{name}.Apps.orc.{group}"))
    }

    /// The id of a flow.
    #[must_use]
    pub fn of_flow(user_id: &str, name: &str, group: &str) -> Self {
        Self(format!("{user_id}.{name}.Flows.orc.{group}"))
    }

    /// The id of a miniApp; `type_or_domain` is its type, for an Intent its domain (`Banking`).
    #[must_use]
    pub fn of_mini_app(user_id: &str, name: &str, type_or_domain: &str, group: &str) -> Self {
        Self(format!("{user_id}.{name}.{type_or_domain}.MiniApps.{group}"))
    }

    fn part(&self, index: usize) -> &str {
        self.0.split('.').nth(index).unwrap_or_default()
    }

    /// The name, such as `my_app`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.part(1)
    }

    /// The third part: `Apps`, `Flows`, `builtins`, or a miniApp's type.
    #[must_use]
    pub fn block_type(&self) -> &str {
        self.part(2)
    }

    /// The group, the last part.
    #[must_use]
    pub fn group(&self) -> &str {
        self.part(4)
    }

    /// What the id names.
    #[must_use]
    pub fn kind(&self) -> ComponentKind {
        let (block, platform) = (self.block_type(), self.part(3));
        match (block.to_ascii_lowercase().as_str(), platform.to_ascii_lowercase().as_str()) {
            ("apps", "orc") => ComponentKind::App,
            ("flows", "orc") => ComponentKind::Flow,
            ("builtin" | "builtins", "orc") => ComponentKind::Builtin,
            (_, "miniapps") => ComponentKind::MiniApp(block.to_owned()),
            _ => ComponentKind::Unknown,
        }
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ComponentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for ComponentId {
    type Error = NameError;

    fn try_from(text: String) -> Result<Self, NameError> {
        Self::parse(&text)
    }
}

impl From<ComponentId> for String {
    fn from(id: ComponentId) -> Self {
        id.0
    }
}

/// `<uuid>.<ENV>_<name>.Flow.<group>@<ENV>_<name>.<group>`: how numbers and records name what runs.
/// `environment` is `SND` (sandbox) or `PRD` (production).
#[must_use]
pub fn flow_app_id(owner: &str, environment: &str, name: &str, group: &str) -> String {
    format!("{owner}.{environment}_{name}.Flow.{group}@{environment}_{name}.{group}")
}

/// The first and the last part of a component id: who made it, and its group.
#[must_use]
pub fn ends(component_id: &str) -> (&str, &str) {
    let first = component_id.split('.').next().unwrap_or_default();
    (first, component_id.rsplit('.').next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{AppName, ComponentId, ComponentKind, NameError};

    #[test]
    fn an_app_name_has_letters_digits_and_underscores_only() {
        assert!(AppName::parse("my_app_2").is_ok());
        assert_eq!(AppName::parse(""), Err(NameError::Blank));
        assert_eq!(AppName::parse("my.app"), Err(NameError::App));
        assert_eq!(AppName::parse("café"), Err(NameError::App));
        assert_eq!(AppName::parse(&"a".repeat(10_000)), Err(NameError::TooLong));
    }

    #[test]
    fn a_component_id_tells_what_it_names() {
        let kind = |text: &str| ComponentId::parse(text).map(|id| id.kind());
        assert_eq!(kind("u.my_app.Apps.orc.g"), Ok(ComponentKind::App));
        assert_eq!(kind("u.f.Flows.orc.g"), Ok(ComponentKind::Flow));
        assert_eq!(kind("u.Condition.builtin.orc.g"), Ok(ComponentKind::Builtin));
        assert_eq!(kind("u.set-field.builtins.orc.g"), Ok(ComponentKind::Builtin));
        assert_eq!(kind("u.i.Banking.MiniApps.g"), Ok(ComponentKind::MiniApp("Banking".into())));
        assert_eq!(kind("u.i.Banking.MiniApps"), Err(NameError::Component));
        assert_eq!(kind("u.i\0.Banking.MiniApps.g"), Err(NameError::Component));
    }
}
