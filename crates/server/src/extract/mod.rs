//! What handlers take out of a request: parsed, bounded and authorised before they begin.

mod address;
mod body;
mod caller;
mod etag;
mod fields;
mod json;
mod listing;
mod multipart;
mod query;

pub use address::ClientAddress;
pub use body::read_bytes;
pub use caller::{Caller, bearer};
pub use etag::{IfMatch, Tagged, etag, etag_of};
pub use fields::{Fields, LONG, MOST_ITEMS, SHORT};
pub use json::{BODY_LIMIT, JsonBody, JsonBytes, parse_json};
pub use listing::{PAGE_SIZE, PageParameters, PartParameters};
pub use multipart::{Document, is_form, read_form};
pub use query::Parameters;
