//! `baton serve`: the server.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;

use baton_auth::Auth;
use baton_runtime::Runtime;
use baton_store::Store;
use clap::Args;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::Failure;
use crate::config::{Overrides, Settings};
use crate::{AppState, Clock, Config, Stop, demo, embeddings, listen, telemetry};

/// How often it is looked for what a node that died left unfinished.
const SETTLE_EVERY: Duration = Duration::from_secs(30);

/// Serve the HTTP interface.
#[derive(Debug, Args)]
pub struct Serve {
    /// The address to listen on [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDR")]
    listen: Option<String>,
    /// On an empty store: make the user `demo` with the bank example, and say how to talk to it
    #[arg(long)]
    demo: bool,
    /// Where the service that the bank example calls listens, with --demo
    #[arg(long, value_name = "ADDR", default_value = demo::ADDRESS)]
    demo_service: String,
    #[command(flatten)]
    overrides: Overrides,
}

impl Serve {
    /// Serves until it is told to stop.
    pub fn run(self) -> Result<ExitCode, Failure> {
        let mut settings = Settings::load(&self.overrides)?;
        if let Some(listen) = self.listen {
            settings.listen = listen;
        }
        telemetry::log(&settings.log)?;
        telemetry::keep_panics_quiet();
        for note in &settings.notes {
            tracing::warn!("{note}");
        }
        let workers = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        workers.block_on(serve(settings, self.demo.then_some(self.demo_service)))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// `demo`: the address of the bank's service, when the demo is wanted.
async fn serve(mut settings: Settings, demo: Option<String>) -> Result<(), Failure> {
    let listener = TcpListener::bind(&settings.listen)
        .await
        .map_err(|error| format!("can't listen on {}: {error}", settings.listen))?;
    let address = listener.local_addr()?;
    let public_url = match settings.public_url.trim_end_matches('/') {
        "" => reachable(address),
        url => url.to_owned(),
    };
    let (stopper, stop) = Stop::new();
    let service = match &demo {
        Some(address) => demo_service(address).await,
        None => None,
    };
    // The service is on this machine: the demo's organization may let its applications call there.
    settings.calls.grantable.extend(service.iter().map(|service| service.address.ip().to_string()));
    let state = open(&settings, public_url, stop.clone()).await?;
    if demo.is_some() {
        let address = service.as_ref().map(|service| service.address);
        print!("{}", demo::seed(&state, Some(settings.password.0.clone()), address).await?);
    } else {
        first_user(&settings, &state).await?;
    }
    state.settle_unfinished().await?;
    let service = service.map(demo::Service::serve).transpose()?;
    let mut behind = vec![
        state.runtime.keep_sweeping(),
        state.runtime.keep_cleaning(),
        state.runtime.keep_in_touch(),
        keep_settling(&state),
    ];
    if settings.dialogs.records {
        behind.extend([state.runtime.keep_recording(), state.runtime.keep_streaming()]);
    }
    let told = told_to_stop();
    tracing::info!(%address, public_url = state.config.public_url, "serving");
    tokio::spawn(async move {
        told.await;
        tracing::info!("stopping: requests under way may end");
        stopper.stop();
    });
    tokio::spawn(telemetry::upkeep());
    listen::serve(listener, crate::app(state.clone()), settings.limits, stop).await;
    behind.iter().chain(&service).for_each(JoinHandle::abort);
    state.store.close().await;
    tracing::info!("stopped");
    Ok(())
}

/// The bank's service. Where it can't listen, the demo goes without: only transfers fail then.
async fn demo_service(address: &str) -> Option<demo::Service> {
    match demo::Service::bind(address).await {
        Ok(service) => Some(service),
        Err(error) => {
            tracing::warn!("{error}");
            None
        }
    }
}

/// Settles what nodes that died left unfinished, now and then, until the handle is aborted.
fn keep_settling(state: &AppState) -> JoinHandle<()> {
    let state = state.clone();
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(SETTLE_EVERY).await;
            if let Err(error) = state.settle_unfinished().await {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "what nodes that died left unfinished could not be settled; it is tried again"
                );
            }
        }
    })
}

/// How this machine reaches a server that listens there.
fn reachable(address: SocketAddr) -> String {
    match address.ip() {
        ip if ip.is_unspecified() => format!("http://127.0.0.1:{}", address.port()),
        _ => format!("http://{address}"),
    }
}

/// Everything that requests need.
async fn open(settings: &Settings, public_url: String, stop: Stop) -> Result<AppState, Failure> {
    let clock = Clock::System;
    let store = Store::open(&settings.database()?, &settings.data).await?;
    let auth = Auth::open(store.clone(), settings.auth_options(&public_url)?, clock.now()).await?;
    let options = baton_runtime::Options {
        perform: settings.perform_options()?,
        embeddings: embeddings::read(&settings.understanding.embeddings)?,
        ..settings.dialogs.options(&clock)
    };
    let runtime = Runtime::new(store.clone(), options);
    let config = Config {
        public_url,
        data: settings.data.clone(),
        proxies: settings.proxies,
        limits: settings.limits,
        stop,
        clock,
    };
    Ok(AppState::new(config, store, auth, runtime))
}

/// Makes the first user where there is none. The password that is made up for them is shown here and nowhere else.
async fn first_user(settings: &Settings, state: &AppState) -> Result<(), Failure> {
    if settings.user.is_empty() {
        if state.auth.other_issuer().is_none() && state.auth.is_empty().await? {
            tracing::warn!(
                "nobody can sign in yet: start with BATON_USER, or make a user with `baton user add`"
            );
        }
        return Ok(());
    }
    let given = Some(settings.password.0.clone()).filter(|password| !password.is_empty());
    let made_up = given.is_none();
    let added = state.auth.add_first_user(&settings.user, given, state.now()).await;
    let added = added.map_err(|error| format!("the first user can't be made: {error}"))?;
    if let Some(password) = added {
        let password = if made_up { password } else { "as given in BATON_PASSWORD".to_owned() };
        println!("user      {}\npassword  {password}", settings.user);
    }
    Ok(())
}

/// Ctrl-C, or SIGTERM where there are signals. Whoever is told that it serves may stop it at once, so it listens from
/// the call on, not from the first poll.
fn told_to_stop() -> impl Future<Output = ()> {
    #[cfg(unix)]
    let terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
    async move {
        #[cfg(unix)]
        if let Ok(mut terminate) = terminate {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
        drop(tokio::signal::ctrl_c().await);
    }
}
