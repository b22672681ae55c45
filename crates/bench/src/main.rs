//! What `make bench` runs: load, comparison and start-up, as ratios in one run on one machine.
//!
//! Bounded in connections, requests and time; it talks to servers it started itself, on this machine.

mod compile;
mod conversation;
mod floor;
mod functions;
mod http;
mod load;
mod process;
mod records;
mod report;
mod stores;
mod turns;
mod understanding;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use baton_bundle::Bundle;
use clap::{Parser, Subcommand};
use mimalloc::MiMalloc;
use report::Report;

/// The same as the server's, so that the bare handler is compared on equal terms.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// What a benchmark may fail with: one sentence.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Measures Baton.
#[derive(Debug, Parser)]
struct Bench {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Measure everything and show a table.
    All {
        /// The server's binary.
        #[arg(long, default_value = "target/release/baton")]
        binary: PathBuf,
        /// The bank example, as a folder.
        #[arg(long, default_value = "examples/bank")]
        bank: PathBuf,
        /// Seconds of each run of load.
        #[arg(long, default_value_t = 10)]
        seconds: u64,
        /// Measure only this: `turns`, `functions`, `compile`, `stores`, `records`, `search` or `understanding`.
        #[arg(long)]
        only: Option<String>,
        /// How many dialogs are searched among. Writing 10 million takes a quarter of an hour and 10 GB.
        #[arg(long, default_value_t = 10_000_000)]
        dialogs: u32,
        /// Where public data to measure understanding with lie: `banking77/` and `recognizers/`.
        #[arg(long, env = "BATON_BENCH_DATA")]
        data: Option<PathBuf>,
        /// Where the table is written.
        #[arg(long)]
        write: Option<PathBuf>,
    },
    /// Serve the bare handler that Baton is compared with.
    #[command(hide = true)]
    Floor {
        /// Where.
        #[arg(long)]
        listen: String,
        /// On which folder.
        #[arg(long)]
        data: PathBuf,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    match Bench::parse().what.run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

impl What {
    async fn run(self) -> Result<(), Failure> {
        match self {
            Self::Floor { listen, data } => floor::serve(&listen, data).await,
            Self::All { binary, bank, seconds, only, dialogs, data, write } => {
                let wanted = |part: &str| only.as_deref().is_none_or(|only| only == part);
                let mut report = Report::default();
                if wanted("turns") {
                    let bundle = Bundle::open(&bank)?.to_zip()?;
                    turns::measure(&binary, &bundle, Duration::from_secs(seconds), &mut report).await?;
                }
                if wanted("functions") {
                    functions::measure(&binary, Duration::from_secs(seconds), &mut report).await?;
                }
                if wanted("compile") {
                    compile::measure(&mut report);
                }
                if wanted("stores") {
                    stores::measure(&binary, &mut report).await?;
                }
                if wanted("records") {
                    let (bundle, lasting) = (Bundle::open(&bank)?.to_zip()?, Duration::from_secs(seconds));
                    records::measure(&binary, &bundle, lasting, &mut report).await?;
                }
                if wanted("search") {
                    records::find::measure(&binary, dialogs.max(1), &mut report).await?;
                }
                if wanted("understanding") {
                    understanding::measure(data.as_deref(), &mut report)?;
                }
                if let Some(path) = write {
                    std::fs::write(path, report.markdown())?;
                }
                Ok(())
            }
        }
    }
}
