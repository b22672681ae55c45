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
mod health;
mod insights;
mod log;
mod miniapps;
mod orchestrator;
mod support;
mod widget;
