//! Sends records to receivers as they are made: to each by itself, so that a slow one holds up nobody.
//!
//! A receiver's place among the records is kept in the store and moves only once a batch was received. So whatever
//! dies when, everything is sent at least once, and what happened in a dialog is sent in the order in which it happened. What
//! a receiver does not take is tried again for a day, and is then set aside with its dialog: visible, and
//! sent when somebody asks for it.

mod aside;
mod authentication;
mod batch;
mod deliver;
mod held;
mod keep;
mod post;
mod signature;
mod waits;

use std::sync::OnceLock;
use std::time::Duration;

use baton_outbound::{Allowed, Client};

pub use authentication::{Place, StreamAuthentication};
pub use signature::new_stream_secret;

pub(crate) use waits::wait;

/// How records are sent to receivers.
#[derive(Debug, Clone, Copy)]
pub struct StreamOptions {
    /// How long a receiver may take to answer.
    pub timeout: Duration,
    /// For how long what it does not take is tried again.
    pub persist: Duration,
}

impl Default for StreamOptions {
    fn default() -> Self {
        Self { timeout: Duration::from_secs(10), persist: Duration::from_secs(24 * 60 * 60) }
    }
}

/// What this node sends with.
pub(crate) struct Streaming {
    /// How the lease names it.
    holder: String,
    options: StreamOptions,
    calls: baton_outbound::Options,
    client: OnceLock<Option<Client>>,
}

/// The largest answer of a receiver that is read; nothing is looked at in it.
const ANSWER: usize = 64 * 1024;

impl Streaming {
    pub(crate) fn new(options: StreamOptions, calls: &baton_outbound::Options) -> Self {
        // A redirect that is followed may lead to somebody who was not meant, and turns a POST into a GET.
        let calls = baton_outbound::Options {
            grantable: calls.grantable.clone(),
            allow: calls.allow.clone(),
            timeout: options.timeout,
            body: ANSWER,
            redirects: 0,
        };
        let holder = hex::encode(crate::outside::random::<16>());
        Self { holder, options, calls, client: OnceLock::new() }
    }

    /// Goes only where calls may go, and where the organization whose records are sent lets its own calls go.
    fn client(&self, own: &[Allowed]) -> Option<Client> {
        let made = self.client.get_or_init(|| match Client::new(self.calls.clone()) {
            Ok(client) => Some(client),
            Err(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "receivers can't be called");
                None
            }
        });
        match own.is_empty() {
            true => made.clone(),
            false => made.as_ref()?.allowing(own).ok(),
        }
    }
}
