//! `baton export`: an application, a flow or a miniApp of a server as a ZIP or a folder.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use baton_bundle::Bundle;
use clap::Args;

use super::remote::{What, block_on, find};
use super::{Failure, progress};
use crate::client::{Client, ServerOptions};

/// Export an application, a flow or a miniApp of a server as a ZIP, or as a folder that can be kept in version control.
#[derive(Debug, Args)]
pub struct Export {
    /// The name or id of the app.
    name: String,
    /// It is that of a flow.
    #[arg(long)]
    flow: bool,
    /// It is that of a miniApp.
    #[arg(long, conflicts_with = "flow")]
    miniapp: bool,
    /// Its group, when several have one of this name.
    #[arg(long)]
    group: Option<String>,
    /// Where to: a name that ends in .zip, else a folder. Without it: <NAME>.zip.
    #[arg(long)]
    to: Option<PathBuf>,
    /// Write over a ZIP that is there.
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    server: ServerOptions,
}

impl Export {
    /// Exports.
    pub fn run(self) -> Result<ExitCode, Failure> {
        let what = match (self.flow, self.miniapp) {
            (true, _) => What::Flow,
            (_, true) => What::MiniApp,
            _ => What::App,
        };
        let (name, zip) = progress::during(&format!("Exporting {}", self.name), || {
            block_on(async {
                let client = Client::open(&self.server).await?;
                let (id, name) = find(&client, what, &self.name, self.group.as_deref()).await?;
                Ok((name, client.download(&what.export_path(&id)).await?))
            })
        })??;
        let to = self.to.clone().unwrap_or_else(|| PathBuf::from(format!("{name}.zip")));
        if to.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip")) {
            self.write_zip(&to, &zip)?;
        } else {
            write_folder(&to, &zip)?;
        }
        println!("Exported {name} to {}.", to.display());
        Ok(ExitCode::SUCCESS)
    }

    fn write_zip(&self, to: &Path, zip: &[u8]) -> Result<(), Failure> {
        if to.exists() && !self.force {
            return Err(format!(
                "{} is there already. Give another name with --to, or --force.",
                to.display()
            )
            .into());
        }
        std::fs::write(to, zip).map_err(|error| format!("{} can't be written: {error}.", to.display()).into())
    }
}

/// Only over a bundle: nobody's other files are mixed with one.
fn write_folder(to: &Path, zip: &[u8]) -> Result<(), Failure> {
    let empty = std::fs::read_dir(to).map_or(true, |mut entries| entries.next().is_none());
    if !empty && !to.join("manifest.json").exists() {
        return Err(format!(
            "{} is a folder with other files in it. Give another one with --to.",
            to.display()
        )
        .into());
    }
    Ok(Bundle::from_zip(zip)?.write_folder(to)?)
}
