//! What handlers take out of a request: parsed, bounded and authorised before they begin.

mod caller;
mod json;

pub use caller::Caller;
pub use json::{BODY_LIMIT, JsonBody, parse_json};
