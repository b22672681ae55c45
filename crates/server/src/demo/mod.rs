//! What a newcomer finds on an empty store: an organization, a group and a user named `demo`, and the bank example,
//! imported and deployed; and the service that the example calls.

mod service;

use std::fmt;
use std::net::SocketAddr;

use baton_bundle::Bundle;
use baton_bundle::layout::Files;
use baton_store::ApplicationKind;
use rust_embed::RustEmbed;

use crate::commands::Failure;
use crate::services::orchestrator::transfer::{Run, import_app};
use crate::{ApiError, AppState};

pub use service::{ADDRESS, Service};

const NAME: &str = "demo";
/// The example's variable that says where its service is.
const SERVICE: &str = "bank_service";

/// The bank example, carried by the binary.
#[derive(RustEmbed)]
#[folder = "../../examples/bank"]
struct Bank;

/// What there is to try, for the terminal.
#[derive(Debug)]
pub struct Demo {
    url: String,
    /// The password of the demo user; `None` when the store has others and no such user.
    password: Option<Password>,
    /// The token of the deployed bank; `None` when somebody removed it since.
    token: Option<String>,
    service: Option<SocketAddr>,
}

/// Where the demo user's password comes from.
#[derive(Debug)]
enum Password {
    MadeUp(String),
    Given,
    OfFirstStart,
}

/// Makes the demo where the store is empty; where it is not, only looks for what is left of it.
/// `service` is where the bank's service listens, if it does.
///
/// # Errors
/// When the demo can't be kept.
pub async fn seed(
    state: &AppState,
    password: Option<String>,
    service: Option<SocketAddr>,
) -> Result<Demo, Failure> {
    let given = password.filter(|password| !password.is_empty());
    let is_given = given.is_some();
    let added = state.auth.add_first_user(NAME, given, state.now()).await;
    let added = added.map_err(|error| format!("the demo user can't be made: {error}"))?;
    if added.is_some() {
        import_and_deploy(state, service).await?;
    }
    let password = match added {
        Some(_) if is_given => Some(Password::Given),
        Some(made_up) => Some(Password::MadeUp(made_up)),
        None => state.store.users().by_name(NAME).await?.map(|_| Password::OfFirstStart),
    };
    let bank = state.store.applications().by_name(ApplicationKind::App, NAME, "bank").await?;
    let token = bank.and_then(|bank| bank.deployed_token);
    Ok(Demo { url: state.config.public_url.clone(), password, token, service })
}

async fn import_and_deploy(state: &AppState, service: Option<SocketAddr>) -> Result<(), Failure> {
    let said = |error: ApiError| Failure::from(format!("the demo can't be imported: {}", error.body));
    let user = state.store.users().by_name(NAME).await?.ok_or("the demo user is not there")?;
    let issued = state.auth.issue(user.id, state.now()).await?;
    let access = state.auth.authenticate(Some(&issued.access_token), None, state.now()).await?;
    let mut bank = bank()?;
    if let (Some(address), Some(variable)) = (service, bank.variables.get_mut(SERVICE)) {
        variable.value = Some(format!("http://{address}"));
    }
    if let Some(address) = service {
        let organization = user.organization_id;
        state.runtime.allow_addresses(organization, &[address.ip().to_string()]).await?;
    }
    let (app, _) = import_app(state, &access, bank, NAME, None, Run::Real).await.map_err(said)?;
    state.runtime.deploy(app.id, false).await?;
    Ok(())
}

fn bank() -> Result<Bundle, baton_bundle::Error> {
    let files: Files = Bank::iter()
        .filter_map(|path| Some((path.to_string(), Bank::get(&path)?.data.into_owned())))
        .collect();
    Bundle::from_files(&files)
}

impl fmt::Display for Demo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { url, password, token, service } = self;
        writeln!(f, "\nBaton serves at {url}")?;
        match password {
            Some(Password::MadeUp(password)) => {
                writeln!(f, "  user           {NAME}")?;
                writeln!(f, "  password       {password}   (made up, and shown this once)")?;
            }
            Some(Password::Given) => {
                writeln!(f, "  user           {NAME}, with the password in BATON_PASSWORD")?
            }
            Some(Password::OfFirstStart) => {
                writeln!(f, "  user           {NAME}, with the password of the first start")?;
            }
            None => writeln!(f, "  no demo        the store was not empty")?,
        }
        writeln!(f, "  documentation  {url}/docs/")?;
        let Some(token) = token else { return Ok(()) };
        writeln!(f, "  application    bank, deployed; account number 12345678, PIN 4711")?;
        if let Some(address) = service {
            writeln!(
                f,
                "  its service    http://{address}, where transfers go; 20406080 is another account"
            )?;
        }
        writeln!(f, "\nTalk to it (the answer has the dialogId to go on with):\n")?;
        writeln!(
            f,
            "curl -s {url}/DiaManT/api/internal/dialogs -H 'Authorization: Bearer {token}' -H 'Content-Type: application/json' -d '{{\"application_id\": \"bank\", \"source\": \"chat\"}}'"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::bank;

    #[test]
    fn the_binary_carries_the_bank() {
        let bank = bank().unwrap();
        assert_eq!((bank.name(), bank.flows.len()), ("bank", 6));
        assert!(baton_compiler::compile(&bank.to_source()).deployable());
    }
}
