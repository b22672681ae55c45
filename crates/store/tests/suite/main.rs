//! One suite over both databases. See `baton_testing`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod applications;
mod canvases;
mod components;
mod deployments;
mod group_commit;
mod identity;
mod killed;
mod mini_apps;
mod pages;
mod records;
mod removal;
mod rows;
mod settings;
mod streams;
mod transactions;
mod turns;
