//! One module per public service; its `routes()` is its table of contents.

pub mod access;
pub mod auth;
pub mod channels;
pub mod chat;
pub mod console;
pub mod documentation;
pub mod environments;
pub mod exports;
pub mod health;
pub mod insights;
pub mod integrations;
pub mod mcp;
pub mod metrics;
pub mod miniapps;
pub mod orchestrator;
pub mod widget;
