//! `baton user`: users, by whoever has the store in their hands. No server is needed, and one that runs notices within
//! seconds.

use std::io::BufRead;
use std::process::ExitCode;

use baton_auth::{Auth, NewUser, Role, UserChanges, made_up_password};
use baton_store::{Organization, Store};
use clap::{Args, Subcommand};

use super::{Failure, kept};
use crate::Clock;
use crate::config::{Overrides, Settings};

/// Add, list and change users in the store itself; say where it is as for `baton serve`.
#[derive(Debug, Args)]
pub struct User {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Add somebody, with a group of their own; shows the password that was made up.
    Add {
        /// What they sign in with: letters, digits, `_` and `-`.
        name: String,
        /// Where they belong; made if it is not there. Needed where there are several.
        #[arg(long)]
        organization: Option<String>,
        /// May do everything in the organization.
        #[arg(long)]
        admin: bool,
        /// Read the password from standard input instead of making one up.
        #[arg(long)]
        stdin: bool,
        #[command(flatten)]
        place: Overrides,
    },
    /// List all users with their roles.
    List {
        #[command(flatten)]
        place: Overrides,
    },
    /// Give somebody another password, and end their sessions.
    Password {
        /// What they sign in with.
        name: String,
        /// Read the password from standard input instead of making one up.
        #[arg(long)]
        stdin: bool,
        #[command(flatten)]
        place: Overrides,
    },
    /// Give somebody a role in a group: Viewer, Developer, Maintainer, Owner, or none.
    Role {
        /// What they sign in with.
        name: String,
        /// The group; made if it is not there and nobody else's.
        group: String,
        /// `Viewer` reads; `Developer` also edits and deploys; `Maintainer` also imports and rotates tokens; `Owner`
        /// also deletes and manages members; `none` takes them out of the group.
        role: String,
        #[command(flatten)]
        place: Overrides,
    },
    /// Make somebody an OrgAdmin, or with --off one no more.
    Admin {
        /// What they sign in with.
        name: String,
        /// Take it away again.
        #[arg(long)]
        off: bool,
        #[command(flatten)]
        place: Overrides,
    },
    /// Shut somebody out: they can't sign in, and none of their tokens works.
    Disable {
        /// What they sign in with.
        name: String,
        #[command(flatten)]
        place: Overrides,
    },
    /// Let somebody in again.
    Enable {
        /// What they sign in with.
        name: String,
        #[command(flatten)]
        place: Overrides,
    },
}

impl User {
    /// Does it.
    pub fn run(self) -> Result<ExitCode, Failure> {
        let workers = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        workers.block_on(self.act())?;
        Ok(ExitCode::SUCCESS)
    }

    async fn act(self) -> Result<(), Failure> {
        match self.action {
            Action::Add { name, organization, admin, stdin, place } => {
                let auth = open(&place, true).await?;
                let organization = organization_for(&auth, organization.as_deref(), &name).await?;
                let password = password(stdin)?;
                let new =
                    NewUser { username: name.clone(), password: Some(password.clone()), org_admin: admin };
                auth.add_user(organization.id, new, Clock::System.now()).await?;
                println!("{name} was added to {}.", organization.name);
                show(&password, stdin);
            }
            Action::List { place } => list(&open(&place, false).await?).await?,
            Action::Password { name, stdin, place } => {
                let auth = open(&place, false).await?;
                let user = auth.user_named(&name).await?;
                let password = password(stdin)?;
                auth.set_password(user.id, password.clone()).await?;
                println!("{name} has another password.");
                show(&password, stdin);
            }
            Action::Role { name, group, role, place } => {
                set_role(&open(&place, false).await?, &name, &group, &role).await?;
            }
            Action::Admin { name, off, place } => {
                let changes = UserChanges { org_admin: Some(!off), ..UserChanges::default() };
                change(&place, &name, changes).await?;
                println!("{name} is {} OrgAdmin.", if off { "no" } else { "an" });
            }
            Action::Disable { name, place } => {
                change(&place, &name, UserChanges { disabled: Some(true), ..UserChanges::default() }).await?;
                println!("{name} is shut out.");
            }
            Action::Enable { name, place } => {
                change(&place, &name, UserChanges { disabled: Some(false), ..UserChanges::default() })
                    .await?;
                println!("{name} may sign in again.");
            }
        }
        Ok(())
    }
}

async fn open(place: &Overrides, make: bool) -> Result<Auth, Failure> {
    let settings = Settings::load(place)?;
    let database = settings.database()?;
    let store = match make {
        true => Store::open(&database, &settings.data).await?,
        false => kept::open(&database, &settings.data).await?,
    };
    let mut options = settings.auth_options(&settings.public_url)?;
    options.issuer = None;
    Ok(Auth::open(store, options, Clock::System.now()).await?)
}

async fn organization_for(auth: &Auth, named: Option<&str>, user: &str) -> Result<Organization, Failure> {
    let mut all = auth.organizations().await?;
    let name = match (named, all.len()) {
        (Some(name), _) => name,
        (None, 0) => user,
        (None, 1) => return Ok(all.remove(0)),
        (None, _) => {
            let names: Vec<String> = all.into_iter().map(|organization| organization.name).collect();
            return Err(format!(
                "there are several organizations; say which with --organization: {}",
                names.join(", ")
            )
            .into());
        }
    };
    Ok(auth.organization_named(name).await?)
}

async fn list(auth: &Auth) -> Result<(), Failure> {
    for organization in auth.organizations().await? {
        println!("{}", organization.name);
        for (user, memberships) in auth.users_of(&organization).await? {
            let mut roles: Vec<String> = user.org_admin.then(|| "OrgAdmin".to_owned()).into_iter().collect();
            roles.extend(memberships.into_iter().map(|role| format!("{}:{}", role.group_name, role.role)));
            let shut_out = if user.disabled { "  (shut out)" } else { "" };
            println!("  {:<24} {}{shut_out}", user.username, roles.join(" "));
        }
    }
    Ok(())
}

async fn set_role(auth: &Auth, name: &str, group: &str, role: &str) -> Result<(), Failure> {
    let user = auth.user_named(name).await?;
    let group = auth.group_for(&user, group).await?.name;
    if role == "none" {
        let was_in = auth.take_out(&user, &group).await?;
        println!("{name} is {} in {group}.", if was_in { "no longer" } else { "not" });
        return Ok(());
    }
    let role = Role::parse(role).ok_or_else(|| {
        format!("there is no role {role}; choose Viewer, Developer, Maintainer, Owner or none")
    })?;
    auth.set_role(user.id, &group, role).await?;
    println!("{name} is {role} in {group}.");
    Ok(())
}

async fn change(place: &Overrides, name: &str, changes: UserChanges) -> Result<(), Failure> {
    let auth = open(place, false).await?;
    let user = auth.user_named(name).await?;
    Ok(auth.set_changes(user.id, changes).await?)
}

/// The first line of standard input, or one that is made up. Never an argument: those, others can see.
fn password(stdin: bool) -> Result<String, Failure> {
    if !stdin {
        return Ok(made_up_password()?);
    }
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

fn show(password: &str, given: bool) {
    if !given {
        println!("password  {password}");
    }
}
