//! Where the next page begins.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use baton_model::Timestamp;
use baton_store::RecordedDialog;

/// The place after a dialog.
pub fn after(row: &RecordedDialog) -> String {
    URL_SAFE_NO_PAD.encode(format!("{} {}", row.started_at.0, row.id))
}

/// Reads it back; `None` when it is none.
pub fn read(text: &str) -> Option<(Timestamp, String)> {
    let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
    let text = String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))?;
    let (time, id) = text.split_once(' ')?;
    Some((Timestamp(time.parse().ok()?), id.to_owned()))
}
