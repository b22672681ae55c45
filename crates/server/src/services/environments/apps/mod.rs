//! Apps between groups: exported, and promoted to another environment.

pub mod export;
pub mod promote;
