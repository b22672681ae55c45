//! Makes an export behind the request.

use std::io::{Cursor, Write};
use std::time::Duration;

use baton_model::Timestamp;
use baton_store::{Export, ExportPart, Slice};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::{ApiError, AppState};

const HOUR_SECONDS: i64 = 60 * 60;
/// How many turns are read at once.
const TOGETHER: i64 = 500;
/// The most bytes of one hour's records, and of the file.
const LARGEST_HOUR: usize = 256 * 1024 * 1024;
const LARGEST: usize = 256 * 1024 * 1024;
/// The size of the pieces in which the file is kept.
const PIECE: usize = 1024 * 1024;
/// How often it says that it goes on.
const ALIVE_EVERY: Duration = Duration::from_secs(15);

type Archive = ZipWriter<Cursor<Vec<u8>>>;

/// Begins, and answers at once.
pub fn begin(state: &AppState, mut export: Export) {
    let state = state.clone();
    tokio::spawn(async move {
        let _turn = state.tasks.turn().await;
        let made = tokio::select! {
            made = make(&state, &export) => made,
            never = say_alive(&state, &export) => match never {},
        };
        match made {
            Ok((records, bytes)) => {
                (export.records, export.bytes) = (records, bytes);
                export.status = "completed".to_owned();
            }
            Err(error) => {
                let said = error.body.get("detail").and_then(serde_json::Value::as_str);
                export.failure = said.unwrap_or("Something went wrong here. Ask for it again.").to_owned();
                export.status = "failed".to_owned();
            }
        }
        export.alive_at = state.now();
        if let Err(error) = state.store.exports().put(&export).await {
            tracing::error!(error = &error as &dyn std::error::Error, "an export could not be kept");
        }
    });
}

async fn say_alive(state: &AppState, export: &Export) -> std::convert::Infallible {
    loop {
        tokio::time::sleep(ALIVE_EVERY).await;
        if let Err(error) = state.store.exports().alive(export.id, state.now()).await {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "an export could not be said to be alive"
            );
        }
    }
}

/// Writes the file, and answers how many records are in it and its size.
async fn make(state: &AppState, export: &Export) -> Result<(i64, i64), ApiError> {
    let recorded = state.runtime.recorded_before(export.created_at.min(export.to_time)).await;
    if !recorded.map_err(|error| ApiError::internal(&error))? {
        return Err(ApiError::conflict("Records are too far behind. Ask for it again in some minutes."));
    }
    let types: Vec<String> = serde_json::from_value(export.types.clone()).unwrap_or_default();
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let (mut hour, mut records) = (export.from_time, 0);
    while hour < export.to_time {
        let next = hour.plus_seconds(HOUR_SECONDS);
        let files = of_hour(state, export, &types, hour, next).await?;
        let name = hour.to_string().get(..13).unwrap_or_default().to_owned();
        let written = tokio::task::spawn_blocking(move || write(archive, &name, files)).await;
        let (back, count, size) = written.map_err(|error| ApiError::internal(&error))??;
        archive = back;
        records += count;
        if size > LARGEST {
            return Err(too_much());
        }
        hour = next;
    }
    let bytes = archive.finish().map_err(|error| ApiError::internal(&error))?.into_inner();
    for (part, piece) in (0..).zip(bytes.chunks(PIECE)) {
        let row = ExportPart { export_id: export.id, part, body: piece.to_vec() };
        state.store.exports().add_part(&row).await?;
    }
    Ok((records, i64::try_from(bytes.len()).unwrap_or(i64::MAX)))
}

/// The records of an hour, a text for each kind.
async fn of_hour(
    state: &AppState,
    export: &Export,
    types: &[String],
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<(String, String, i64)>, ApiError> {
    let mut files: Vec<(String, String, i64)> =
        types.iter().map(|kind| (kind.clone(), String::new(), 0)).collect();
    let mut slice = Slice { ocp_group: export.group_name.clone(), from, to, after: 0, limit: TOGETHER };
    loop {
        let rows = state.store.records().slice(&slice).await?;
        let Some(last) = rows.last() else { return Ok(files) };
        (slice.from, slice.after) = (last.time, last.position);
        let told =
            state.runtime.told(Some(export.id), rows).await.map_err(|error| ApiError::internal(&error))?;
        for line in told.iter().flat_map(|turn| &turn.records) {
            let own = |kind: &str| line.get(..40).unwrap_or(line).contains(&format!("\"{kind}\""));
            if let Some((_, text, count)) = files.iter_mut().find(|(kind, ..)| own(kind)) {
                text.push_str(line);
                text.push('\n');
                *count += 1;
            }
        }
        if files.iter().map(|(_, text, _)| text.len()).sum::<usize>() > LARGEST_HOUR {
            return Err(too_much());
        }
    }
}

fn write(
    mut archive: Archive,
    hour: &str,
    files: Vec<(String, String, i64)>,
) -> Result<(Archive, i64, usize), ApiError> {
    let failed = |error: zip::result::ZipError| ApiError::internal(&error);
    let mut records = 0;
    for (kind, text, count) in files.into_iter().filter(|(.., count)| *count > 0) {
        let name = format!("{kind}/{}.ndjson", hour.replace(':', "-"));
        archive.start_file(name, SimpleFileOptions::default()).map_err(failed)?;
        archive.write_all(text.as_bytes()).map_err(|error| ApiError::internal(&error))?;
        records += count;
    }
    let size = archive.get_ref().map_or(0, |file| file.get_ref().len());
    Ok((archive, records, size))
}

fn too_much() -> ApiError {
    ApiError::bad_request("These are more records than one file holds. Ask for fewer hours.")
}
