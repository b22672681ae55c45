//! `baton serve`: the server.

use std::path::PathBuf;
use std::process::ExitCode;

use baton_auth::Auth;
use baton_runtime::Runtime;
use clap::Args;

use super::Failure;
use crate::{AppState, Config};

/// Serve the HTTP interface.
#[derive(Debug, Args)]
pub struct Serve {
    /// The address to listen on.
    #[arg(long, default_value = "127.0.0.1:8080", env = "BATON_LISTEN")]
    listen: String,
    /// The folder where everything is kept.
    #[arg(long, default_value = "data", env = "BATON_DATA")]
    data: PathBuf,
}

impl Serve {
    /// Serves until it is told to stop.
    pub fn run(self) -> Result<ExitCode, Failure> {
        let workers = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        workers.block_on(self.serve())
    }

    async fn serve(self) -> Result<ExitCode, Failure> {
        let listener = tokio::net::TcpListener::bind(&self.listen).await?;
        let config = Config { public_url: format!("http://{}", listener.local_addr()?), data: self.data };
        let state = AppState::new(config, Auth::default(), Runtime::default());
        axum::serve(listener, crate::app(state)).await?;
        Ok(ExitCode::SUCCESS)
    }
}
