//! HTTP requests to services that applications call.
//!
//! Whoever writes an application chooses where it calls, so this client goes only where it may: after names are
//! resolved, and again on each redirect, an address of this machine or its network is refused unless the settings
//! allow it. Time, size and redirects are bounded. Nothing of a request is ever logged: it may hold secrets.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod address;
mod allow;
mod client;
mod error;
mod redirect;
mod request;
mod resolve;

pub use allow::{Allowed, NotAnAddress};
pub use client::{Client, Options};
pub use error::Error;
pub use request::{Answer, Body, Request};
