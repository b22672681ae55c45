//! Where the next page begins.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use baton_model::Timestamp;

/// A dialog's beginning and id: pages are in this order.
pub type Place = (Timestamp, String);

/// The place after which a page begins, as a client carries it.
pub fn write((began, id): &Place) -> String {
    URL_SAFE_NO_PAD.encode(format!("{} {id}", began.0))
}

/// Reads it back; `None` when it is none.
pub fn read(text: &str) -> Option<Place> {
    let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
    let text = String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))?;
    let (time, id) = text.split_once(' ')?;
    Some((Timestamp(time.parse().ok()?), id.to_owned()))
}
