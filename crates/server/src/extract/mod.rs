//! What handlers take out of a request: parsed, bounded and authorised before they begin.

mod caller;
mod etag;
mod json;
mod multipart;

pub use caller::Caller;
pub use etag::{IfMatch, etag};
pub use json::{BODY_LIMIT, JsonBody, parse_json};
pub use multipart::{Document, Part, is_form, read_form};
