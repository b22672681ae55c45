//! The HTTP interface, tested as its users see it. The modules mirror the tree of paths.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod access;
mod auth;
mod channels;
mod chat;
mod console;
mod documentation;
mod environments;
mod examples;
mod exports;
mod followed;
mod health;
mod insights;
mod integrations;
mod lists;
mod log;
mod mcp;
mod metrics;
mod miniapps;
mod orchestrator;
mod support;
mod widget;
