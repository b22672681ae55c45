//! `baton serve`: the server.

use std::path::PathBuf;
use std::process::ExitCode;

use axum::serve::ListenerExt;
use baton_auth::{Auth, AuthOptions, BuiltIn};
use baton_runtime::{Options, Runtime};
use baton_store::{Database, Store};
use clap::Args;

use super::Failure;
use crate::{AppState, Clock, Config};

/// Serve the HTTP interface.
#[derive(Debug, Args)]
pub struct Serve {
    /// The address to listen on.
    #[arg(long, default_value = "127.0.0.1:8080", env = "BATON_LISTEN")]
    listen: String,
    /// The folder where everything is kept.
    #[arg(long, default_value = "data", env = "BATON_DATA")]
    data: PathBuf,
    /// The database: postgres://…, or nothing for SQLite in the data folder.
    #[arg(long, default_value = "", env = "BATON_DATABASE", hide_env_values = true)]
    database: String,
}

impl Serve {
    /// Serves until it is told to stop.
    pub fn run(self) -> Result<ExitCode, Failure> {
        let workers = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        workers.block_on(self.serve())
    }

    async fn serve(self) -> Result<ExitCode, Failure> {
        let listener = tokio::net::TcpListener::bind(&self.listen).await?;
        let public_url = format!("http://{}", listener.local_addr()?);
        let store = Store::open(&Database::parse(&self.database)?, &self.data).await?;
        let options = AuthOptions {
            built_in: BuiltIn { public_url: public_url.clone(), ..BuiltIn::default() },
            ..AuthOptions::default()
        };
        let clock = Clock::System;
        let auth = Auth::open(store.clone(), options, clock.now()).await?;
        let moments = clock.clone();
        let options =
            Options { clock: baton_runtime::Clock::from_fn(move || moments.now()), ..Options::default() };
        let runtime = Runtime::new(store.clone(), options);
        let config = Config { public_url, data: self.data, proxies: 0, clock };
        let state = AppState::new(config, store, auth, runtime);
        state.settle_unfinished().await?;
        let _sweeper = state.runtime.keep_sweeping();
        // An answer is one small packet: it must not wait for the acknowledgement of the one before.
        let listener = listener.tap_io(|connection| {
            let _ = connection.set_nodelay(true);
        });
        axum::serve(listener, crate::app(state)).await?;
        Ok(ExitCode::SUCCESS)
    }
}
