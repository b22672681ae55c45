//! Settings: the built-in page, then a file, then the environment, then the command line.

mod perform;

use std::path::PathBuf;
use std::time::Duration;

use baton_auth::{AuthOptions, BuiltIn, IssuerOptions, PasswordCost, Role};
use baton_store::Database;
use figment::Figment;
use figment::providers::{Format, Toml};
use figment::value::Value;
use serde::Deserialize;

use crate::Clock;
use crate::commands::Failure;

mod unknown;

/// The annotated defaults: also what `baton config` prints.
pub const DEFAULTS: &str = include_str!("default.toml");

/// All settings. What each is for stands in `default.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    pub listen: String,
    pub public_url: String,
    pub data: PathBuf,
    pub database: Secret,
    pub user: String,
    pub password: Secret,
    pub proxies: usize,
    pub log: Log,
    pub limits: Limits,
    pub dialogs: Dialogs,
    pub functions: perform::Functions,
    pub calls: perform::Calls,
    pub understanding: Understanding,
    pub auth: AuthSettings,
    /// What is to be said of them at start: variables that look like settings and are none.
    #[serde(skip)]
    pub notes: Vec<String>,
}

/// `[log]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    pub filter: String,
    pub json: bool,
}

/// `[dialogs]`: how dialogs are driven.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dialogs {
    /// Minutes of silence after which a dialog ends.
    pub idle_minutes: u64,
    /// How often idle dialogs are looked for, in seconds.
    pub sweep_seconds: u64,
    /// How many idle dialogs are ended in one look.
    pub sweep_limit: usize,
    /// Days for which what is over is kept; 0: for ever.
    pub keep_days: u64,
    /// How often what is older is looked for, in minutes.
    pub clean_minutes: u64,
    /// Whether this node makes records and sends them.
    pub records: bool,
    /// How many dialogs are kept in memory.
    pub in_memory: u64,
    /// How many messages may wait for one dialog.
    pub waiting: usize,
}

impl Dialogs {
    /// The same as the runtime takes it.
    #[must_use]
    pub fn options(self, clock: &Clock) -> baton_runtime::Options {
        let clock = clock.clone();
        baton_runtime::Options {
            clock: baton_runtime::Clock::from_fn(move || clock.now()),
            idle: Duration::from_secs(self.idle_minutes.max(1) * 60),
            sweep_every: Duration::from_secs(self.sweep_seconds.max(1)),
            sweep_limit: self.sweep_limit.max(1),
            keep: (self.keep_days > 0)
                .then(|| Duration::from_secs(self.keep_days.saturating_mul(24 * 60 * 60))),
            clean_every: Duration::from_secs(self.clean_minutes.max(1).saturating_mul(60)),
            dialogs_in_memory: self.in_memory,
            waiting: self.waiting.max(1),
            ..baton_runtime::Options::default()
        }
    }
}

/// `[understanding]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Understanding {
    /// A folder of static embeddings; empty: none.
    pub embeddings: PathBuf,
}

/// `[limits]`: how many connections, and how slow they may be.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// How many connections at a time.
    pub connections: usize,
    /// How long a request may take altogether, in seconds.
    pub request_seconds: u64,
    /// How long a caller may pause while they send a body, in seconds.
    pub body_pause_seconds: u64,
    /// How long a caller may take for the head of a request, in seconds.
    pub head_seconds: u64,
    /// How long requests may go on after the server was told to stop, in seconds.
    pub drain_seconds: u64,
    /// How many turns a search in what callers said looks at before it answers, about.
    pub search_turns: i64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 10_000,
            request_seconds: 120,
            body_pause_seconds: 30,
            head_seconds: 60,
            drain_seconds: 20,
            search_turns: 100_000,
        }
    }
}

/// `[auth]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthSettings {
    pub realm: String,
    pub client: String,
    pub access_token_seconds: i64,
    pub refresh_token_seconds: i64,
    pub password_memory_kib: u32,
    pub password_passes: u32,
    pub passwords_at_once: usize,
    pub issuer: IssuerSettings,
}

/// `[auth.issuer]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IssuerSettings {
    pub url: String,
    pub audience: String,
    pub client: String,
    pub jwks_url: String,
    pub groups_claim: String,
    pub default_role: String,
    pub username_claim: String,
    pub organization: String,
}

impl IssuerSettings {
    /// `None` when no other issuer is set.
    fn options(&self) -> Result<Option<IssuerOptions>, Failure> {
        if self.url.is_empty() {
            return Ok(None);
        }
        let default_role = match self.default_role.as_str() {
            "" => None,
            name => Some(
                Role::parse(name)
                    .ok_or_else(|| format!("auth.issuer.default_role: there is no role {name}"))?,
            ),
        };
        Ok(Some(IssuerOptions {
            url: self.url.clone(),
            audience: self.audience.clone(),
            client: if self.client.is_empty() { self.audience.clone() } else { self.client.clone() },
            jwks_url: self.jwks_url.clone(),
            groups_claim: self.groups_claim.clone(),
            default_role,
            username_claim: self.username_claim.clone(),
            organization: self.organization.clone(),
        }))
    }
}

/// A text that never reaches a log.
#[derive(Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct Secret(pub String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0.is_empty() { "none" } else { "…" })
    }
}

/// What the command line sets, over all else.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Overrides {
    /// A file with settings; `baton config` prints all of them with their defaults.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The folder where everything is kept [default: data]
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// PostgreSQL's address, instead of SQLite in the data folder
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
}

impl Settings {
    /// Reads them all.
    ///
    /// # Errors
    /// A sentence that names the setting, and where it stands.
    pub fn load(overrides: &Overrides) -> Result<Self, Failure> {
        let readable = |name: std::ffi::OsString, text: std::ffi::OsString| {
            Some((name.into_string().ok()?, text.into_string().ok()?))
        };
        Self::load_from(overrides, std::env::vars_os().filter_map(|(name, text)| readable(name, text)))
    }

    fn load_from(
        overrides: &Overrides,
        variables: impl Iterator<Item = (String, String)>,
    ) -> Result<Self, Failure> {
        let variables: Vec<(String, String)> = variables.collect();
        let notes = unknown::in_environment(variables.iter().map(|(name, _)| name.as_str()));
        let mut figment = Figment::from(Toml::string(DEFAULTS));
        if let Some(file) = &overrides.config {
            let text = std::fs::read_to_string(file)
                .map_err(|error| format!("the settings in {} can't be read: {error}", file.display()))?;
            if let Some(unknown) = unknown::in_file(&text) {
                return Err(format!("{}: {unknown}", file.display()).into());
            }
            figment = figment.merge(Toml::file_exact(file));
        }
        figment = with_environment(figment, variables.into_iter());
        if let Some(data) = &overrides.data {
            figment = figment.merge(("data", data));
        }
        if let Some(database) = &overrides.database {
            figment = figment.merge(("database", database));
        }
        let settings: Self = figment.extract().map_err(Box::new)?;
        Ok(Self { notes, ..settings })
    }

    /// The database they name.
    ///
    /// # Errors
    /// When it is no database.
    pub fn database(&self) -> Result<Database, Failure> {
        Ok(Database::parse(&self.database.0)?)
    }

    /// How functions run and services are called.
    ///
    /// # Errors
    /// When a place that may be called is none.
    pub fn perform_options(&self) -> Result<baton_runtime::PerformOptions, Failure> {
        perform::options(self.functions, &self.calls)
    }

    /// How identity is set up, for a server that is reached at this address.
    ///
    /// # Errors
    /// When a role does not exist.
    pub fn auth_options(&self, public_url: &str) -> Result<AuthOptions, Failure> {
        let auth = &self.auth;
        Ok(AuthOptions {
            built_in: BuiltIn {
                public_url: public_url.to_owned(),
                realm: auth.realm.clone(),
                client: auth.client.clone(),
                access_seconds: auth.access_token_seconds,
                refresh_seconds: auth.refresh_token_seconds,
            },
            password_cost: PasswordCost {
                memory_kib: auth.password_memory_kib,
                passes: auth.password_passes,
                at_once: auth.passwords_at_once,
            },
            issuer: auth.issuer.options()?,
        })
    }
}

/// `BATON_…`, of which only what is a setting counts: other programs may use the prefix, too. A text stays a text,
/// also where it looks like a number.
fn with_environment(mut figment: Figment, variables: impl Iterator<Item = (String, String)>) -> Figment {
    for (name, text) in variables {
        let Some(key) = name.strip_prefix("BATON_") else { continue };
        let key = key.to_ascii_lowercase().replace("__", ".");
        let value = match figment.find_value(&key) {
            Err(_) | Ok(Value::Dict(..)) => continue,
            Ok(Value::String(..)) => Value::from(text),
            Ok(_) => text.parse().unwrap_or_else(|_| Value::from(text)),
        };
        figment = figment.merge((key, value));
    }
    figment
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{Overrides, Settings};

    fn load(variables: &[(&str, &str)], overrides: &Overrides) -> Settings {
        let variables = variables.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        Settings::load_from(overrides, variables).unwrap()
    }

    #[test]
    fn the_built_in_page_holds_every_setting() {
        let settings = load(&[], &Overrides::default());
        assert_eq!(settings.listen, "127.0.0.1:8080");
        assert_eq!(settings.auth.realm, "master");
        let options = settings.auth_options("http://127.0.0.1:8080").unwrap();
        let defaults = baton_auth::AuthOptions::default();
        assert_eq!(format!("{options:?}"), format!("{defaults:?}"));
        let (options, defaults) =
            (settings.perform_options().unwrap(), baton_runtime::PerformOptions::default());
        assert_eq!(format!("{options:?}"), format!("{defaults:?}"));
    }

    #[test]
    fn places_that_may_be_called_are_a_list() {
        let settings = load(&[("BATON_CALLS__ALLOW", "[10.0.0.0/8, crm.internal]")], &Overrides::default());
        assert_eq!(settings.perform_options().unwrap().calls.allow.len(), 2);
        let settings = load(&[("BATON_CALLS__ALLOW", "[\"http://crm\"]")], &Overrides::default());
        assert!(settings.perform_options().unwrap_err().to_string().contains("http://crm"));
    }

    #[test]
    fn the_environment_counts_before_a_file_and_the_command_line_before_both() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("baton.toml");
        std::fs::write(&file, "listen = \"a\"\ndata = \"a\"\n[auth]\nrealm = \"a\"\nclient = \"a\"").unwrap();
        let overrides =
            Overrides { config: Some(file), data: Some(PathBuf::from("c")), ..Overrides::default() };
        let variables = [("BATON_DATA", "b"), ("BATON_AUTH__REALM", "b"), ("BATON_LISTEN", "b")];
        let settings = load(&variables, &overrides);
        assert_eq!(settings.data, PathBuf::from("c"));
        assert_eq!((settings.listen.as_str(), settings.auth.realm.as_str()), ("b", "b"));
        assert_eq!(settings.auth.client, "a");
    }

    #[test]
    fn a_text_of_the_environment_stays_one_and_a_number_is_read() {
        let variables = [
            ("BATON_PASSWORD", "12345678"),
            ("BATON_USER", "true"),
            ("BATON_LOG__JSON", "true"),
            ("BATON_LIMITS__CONNECTIONS", "5"),
            ("BATON_SOMETHING_ELSE", "x"),
        ];
        let settings = load(&variables, &Overrides::default());
        assert_eq!((settings.user.as_str(), settings.password.0.as_str()), ("true", "12345678"));
        assert_eq!((settings.log.json, settings.limits.connections), (true, 5));
    }

    #[test]
    fn a_setting_that_is_none_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("baton.toml");
        std::fs::write(&file, "lisen = \"a\"").unwrap();
        let overrides = Overrides { config: Some(file), ..Overrides::default() };
        let refused = Settings::load_from(&overrides, std::iter::empty()).unwrap_err().to_string();
        assert!(refused.contains("lisen") && refused.contains("baton.toml"), "{refused}");
    }

    #[test]
    fn a_secret_is_never_shown() {
        let settings = load(&[("BATON_PASSWORD", "open sesame")], &Overrides::default());
        assert!(!format!("{settings:?}").contains("sesame"));
    }
}
