//! What an Intent miniApp's intents are worth: trained, measured and explained, before anything is deployed.

mod data;
pub mod evaluate;
pub mod explain;
pub mod train;

pub use data::utterances;
