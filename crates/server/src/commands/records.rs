//! `baton records`: builds records again from the journal, and erases what is told of somebody.

use std::path::PathBuf;
use std::process::ExitCode;

use baton_model::Timestamp;
use baton_runtime::{Options, Runtime};
use baton_store::{Database, DialogFilter};
use clap::{Args, Subcommand};

use super::{Failure, kept};
use crate::plural::counted;

/// The most dialogs of a caller that are looked up at once.
const AT_ONCE: i64 = 500;

/// Build the records of dialogs again, or erase what is kept of a dialog or a caller. Works on the store itself, with
/// or without a server that runs.
#[derive(Debug, Args)]
pub struct Records {
    #[command(subcommand)]
    what: What,
    /// The folder where everything is kept.
    #[arg(long, default_value = "data", env = "BATON_DATA", global = true)]
    data: PathBuf,
    /// The database: postgres://…, or nothing for SQLite in the data folder.
    #[arg(long, default_value = "", env = "BATON_DATABASE", hide_env_values = true, global = true)]
    database: String,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Make all records again from the journal. Who received records is not sent them again.
    Rebuild,
    /// Erase a dialog, or all dialogs of a caller: journal, records, and what was told in a chat.
    Erase {
        /// The dialog's id, that of its root or of a part.
        #[arg(required_unless_present = "ani", conflicts_with = "ani")]
        dialog: Option<String>,
        /// The caller's number, exactly as records show it.
        #[arg(long)]
        ani: Option<String>,
    },
}

impl Records {
    /// Does it.
    pub fn run(self) -> Result<ExitCode, Failure> {
        let workers = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        workers.block_on(self.work())
    }

    async fn work(self) -> Result<ExitCode, Failure> {
        let database = Database::parse(&self.database)?;
        let store = kept::open(&database, &self.data).await?;
        let runtime = Runtime::new(store.clone(), Options::default());
        let done = match self.what {
            What::Rebuild => rebuild(&runtime).await,
            What::Erase { dialog: Some(dialog), .. } => erase_dialog(&runtime, &dialog).await,
            What::Erase { ani, .. } => erase_caller(&runtime, &ani.unwrap_or_default()).await,
        };
        store.close().await;
        println!("{}", done?);
        Ok(ExitCode::SUCCESS)
    }
}

async fn rebuild(runtime: &Runtime) -> Result<String, Failure> {
    Ok(match runtime.rebuild_records().await? {
        0 => "The server that runs beside makes the records again, or there are none to make.".to_owned(),
        turns => format!("Made the records of {}.", counted(turns, "turn", "turns")),
    })
}

/// Nothing that happened up to now may be missed.
async fn all(runtime: &Runtime) -> Result<(), Failure> {
    match runtime.record_all().await? {
        true => Ok(()),
        false => Err("the records of the last turns are not made yet; try again in a moment".into()),
    }
}

async fn erase_dialog(runtime: &Runtime, id: &str) -> Result<String, Failure> {
    all(runtime).await?;
    let records = runtime.store().records();
    let Some(row) = records.dialog(id).await? else {
        return Err(format!("there is no dialog {id} in the records of this store").into());
    };
    let root = records.dialog(&row.group_id).await?.map(|root| root.connection_id).unwrap_or_default();
    match runtime.erase_dialog(&row.group_id, &root).await? {
        true => Ok("Erased.".to_owned()),
        false => Err("the dialog is under way; erase it when it has ended".into()),
    }
}

async fn erase_caller(runtime: &Runtime, ani: &str) -> Result<String, Failure> {
    if ani.is_empty() || ani.contains(['*', '\0']) {
        return Err("name the caller exactly: --ani +49301234567; a mask names nobody".into());
    }
    all(runtime).await?;
    let store = runtime.store();
    let groups = store.groups().all().await?.into_iter().map(|group| group.name).collect();
    let mut filter = DialogFilter {
        ocp_groups: groups,
        from: Timestamp(0),
        to: Timestamp(i64::MAX),
        kinds: vec!["app".to_owned()],
        equal: vec![("ani", vec![ani.to_owned()])],
        limit: AT_ONCE,
        ..DialogFilter::default()
    };
    let (mut erased, mut left) = (0_usize, 0_usize);
    loop {
        let rows = store.records().dialogs(&filter).await?;
        let Some(last) = rows.last() else { break };
        filter.after = Some((last.started_at, last.id.clone()));
        for row in &rows {
            match runtime.erase_dialog(&row.group_id, &row.connection_id).await? {
                true => erased += 1,
                false => left += 1,
            }
        }
    }
    let left = match left {
        1 => "1 is under way and was left".to_owned(),
        left => format!("{left} are under way and were left"),
    };
    Ok(format!("Erased {}; {left}.", counted(erased, "dialog", "dialogs")))
}
