//! How a subscription is shown.

use baton_model::Timestamp;
use baton_store::{HeldDialog, Subscription};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::authentication;
use crate::{ApiError, AppState};

/// A subscription.
#[derive(Serialize, ToSchema)]
#[schema(title = "Subscription")]
pub struct ShownSubscription {
    /// Its id.
    id: Uuid,
    /// The group whose records are sent.
    ocp_group_name: String,
    /// The kind of record.
    #[schema(example = "dialog_step")]
    r#type: String,
    /// Where they are posted.
    #[schema(example = "https://receiver.example/records")]
    url: String,
    /// How the receiver knows who sends, without secrets.
    #[schema(value_type = Object)]
    authentication: Value,
    /// How many records are posted together; 1: each by itself, not in a list.
    batch_size: i64,
    /// `active` or `paused`.
    status: String,
    /// `delivering`, or `failing` while the receiver takes nothing.
    state: &'static str,
    /// Why the last attempt failed.
    #[serde(skip_serializing_if = "String::is_empty")]
    detail: String,
    /// Since when nothing is received.
    #[schema(value_type = Option<String>, format = DateTime, required = true)]
    failing_since: Option<Timestamp>,
    /// How often it was tried since.
    attempts: i64,
    /// When it is tried again.
    #[schema(value_type = Option<String>, format = DateTime, required = true)]
    next_attempt_at: Option<Timestamp>,
    /// How many records were received.
    delivered: i64,
    /// When the last was.
    #[schema(value_type = Option<String>, format = DateTime, required = true)]
    delivered_at: Option<Timestamp>,
    /// When the first turn was that waits to be sent; `null` when everything was.
    #[schema(value_type = Option<String>, format = DateTime, required = true)]
    waiting_since: Option<Timestamp>,
    /// How many dialogs are tried again by themselves, since the receiver refused their records.
    retrying: i64,
    /// How many dialogs are set aside.
    set_aside: i64,
    /// Since when it is there.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// When somebody last changed it.
    #[schema(value_type = String, format = DateTime)]
    updated_at: Timestamp,
    /// The secret that was made up for signatures: shown this once.
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
}

impl ShownSubscription {
    /// Shows one.
    pub async fn of(state: &AppState, row: Subscription) -> Result<Self, ApiError> {
        let streams = state.store.records().streams();
        let fails = row.failing_since.is_some();
        Ok(Self {
            waiting_since: streams.waiting_since(&row.group_name, row.position).await?,
            retrying: streams.count_held(row.id, "retrying").await?,
            set_aside: streams.count_held(row.id, "set_aside").await?,
            authentication: authentication::shown(&row.authentication),
            state: if fails { "failing" } else { "delivering" },
            next_attempt_at: fails.then_some(row.next_at.max(state.now())),
            id: row.id,
            ocp_group_name: row.group_name,
            r#type: row.kind,
            url: row.url,
            batch_size: row.batch_size,
            status: row.status,
            detail: row.failure,
            failing_since: row.failing_since,
            attempts: row.attempts,
            delivered: row.delivered,
            delivered_at: row.delivered_at,
            created_at: row.created_at,
            updated_at: row.updated_at,
            secret: None,
        })
    }

    /// With the secret that was made up.
    pub fn with_secret(self, secret: Option<String>) -> Self {
        Self { secret, ..self }
    }
}

/// A dialog whose records the receiver refused.
#[derive(Serialize, ToSchema)]
#[schema(title = "HeldDialog")]
pub struct ShownHeld {
    /// The root dialog: the records' `group`.
    group: String,
    /// `retrying`, or `set_aside` after 24 hours.
    status: String,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    since: Timestamp,
    /// How often it was tried.
    attempts: i64,
    /// Why the last attempt failed.
    detail: String,
    /// When it is tried again; `null` when it is set aside.
    #[schema(value_type = Option<String>, format = DateTime, required = true)]
    next_attempt_at: Option<Timestamp>,
}

impl ShownHeld {
    /// Shows one.
    pub fn of(row: HeldDialog) -> Self {
        Self {
            next_attempt_at: (row.status == "retrying").then_some(row.next_at),
            group: row.group_id,
            status: row.status,
            since: row.since,
            attempts: row.attempts,
            detail: row.failure,
        }
    }
}
