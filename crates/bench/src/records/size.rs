//! How large what is kept of a month is, by real conversations.

use std::path::Path;

use baton_store::{Database, DialogFilter, Store};

use super::{converse, until_recorded};
use crate::Failure;
use crate::process::{PASSWORD, Server, Session, USER};
use crate::report::Report;
use crate::turns::bank_with;

/// How many dialogs are held, and how many a month has: 1,000 a day.
const HELD: usize = 200;
const A_MONTH: f64 = 30_000.0;

/// Measures it.
pub async fn measure(binary: &Path, bundle: &[u8], report: &mut Report) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let (server, session, app) = bank_with(binary, folder.path(), bundle, &[]).await?;
    converse(&server, &session, &app, 1).await?;
    until_recorded(&server).await?;
    drop(server);
    let before = file(folder.path()).await?;
    let server = Server::baton(binary, folder.path(), PASSWORD).await?;
    let session = Session::open(&server, PASSWORD).await?;
    converse(&server, &session, &app, HELD).await?;
    until_recorded(&server).await?;
    drop(server);
    let after = file(folder.path()).await?;
    let each = (after - before) / HELD as f64;
    let gigabytes = each * A_MONTH / 1e9;
    let journal = journal_of(folder.path()).await?;
    let what = format!(
        "a month of 1,000 dialogs a day, bank example, SQLite: {:.0} kB a dialog on disk, {journal}",
        each / 1e3
    );
    report.add(what, format!("{gigabytes:.1} GB"), "4 GB", gigabytes <= 4.0);
    Ok(())
}

/// The size of the file, once everything is in it.
async fn file(data: &Path) -> Result<f64, Failure> {
    Store::open(&Database::Sqlite, data).await?.close().await;
    Ok(std::fs::metadata(data.join("baton.sqlite"))?.len() as f64)
}

/// How large the journal of a dialog is, before indexes and pages.
async fn journal_of(data: &Path) -> Result<String, Failure> {
    let store = Store::open(&Database::Sqlite, data).await?;
    let filter = DialogFilter {
        ocp_groups: vec![USER.to_owned()],
        to: baton_model::Timestamp(i64::MAX),
        kinds: vec!["app".to_owned()],
        limit: 50,
        ..DialogFilter::default()
    };
    let dialogs = store.records().dialogs(&filter).await?;
    let mut journal = 0;
    for dialog in &dialogs {
        journal += store.turns().journal(&dialog.id).await?.iter().map(|row| row.entry.len()).sum::<usize>();
    }
    store.close().await;
    Ok(format!("{:.1} kB of them its journal", journal as f64 / dialogs.len().max(1) as f64 / 1e3))
}
