//! Who is sent records as they are made. How far each has come is kept by [`Streams`](crate::Streams).

use baton_model::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use super::Page;
use crate::Error;
use crate::sql::{Arg, Handle, args, changes, json_list, table};

table! {
    /// A receiver of one kind of record of a group.
    Subscription in "subscriptions" {
        /// Its id.
        id: Uuid,
        /// The group whose records it is sent.
        group_name: String,
        /// Which kind of record: `dialog_start`, `dialog_step`, `dialog_end`.
        kind: String,
        /// Where they are posted.
        url: String,
        /// How the receiver knows who sends; its secrets are sealed.
        authentication: Value,
        /// `active` or `paused`.
        status: String,
        /// How many records are posted together.
        batch_size: i64,
        /// Everything up to here was received, or is held back with its dialog.
        position: i64,
        /// Where the batch ends that has failed, which is sent again as it was; 0: none has.
        trying_to: i64,
        /// How often it was tried since something was received.
        attempts: i64,
        /// Since when nothing is received.
        failing_since: Option<Timestamp>,
        /// Not to be tried before this.
        next_at: Timestamp,
        /// Why the last attempt failed.
        failure: String,
        /// How many records were received.
        delivered: i64,
        /// When the last was.
        delivered_at: Option<Timestamp>,
        /// Since when.
        created_at: Timestamp,
        /// When somebody last changed it.
        updated_at: Timestamp,
    }
}

changes! {
    /// What somebody may change.
    SubscriptionChanges {
        /// Where records are posted.
        url: String,
        /// How the receiver knows who sends.
        authentication: Value,
        /// `active` or `paused`.
        status: String,
        /// How many records are posted together.
        batch_size: i64,
        /// Not to be tried before this.
        next_at: Timestamp,
        /// When it was changed.
        updated_at: Timestamp,
    }
}

/// Which subscriptions.
#[derive(Debug, Clone, Copy, Default)]
pub struct SubscriptionFilter<'a> {
    /// Their kind is this.
    pub kind: Option<&'a str>,
    /// Their status is this.
    pub status: Option<&'a str>,
}

/// Subscriptions.
pub struct Subscriptions<'a>(pub(crate) Handle<'a>);

impl Subscriptions<'_> {
    /// Writes a new one.
    ///
    /// # Errors
    /// [`Error::Taken`] when the group has one of this kind.
    pub async fn insert(mut self, subscription: &Subscription) -> Result<(), Error> {
        self.0.insert(subscription).await
    }

    /// The one with this id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn get(mut self, id: Uuid) -> Result<Option<Subscription>, Error> {
        self.0.find(Arg::from(id)).await
    }

    /// Those of these groups, by group and kind.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_groups(
        mut self,
        groups: &[String],
        filter: SubscriptionFilter<'_>,
        page: Page,
    ) -> Result<Vec<Subscription>, Error> {
        let within = self.0.dialect().in_list("$1");
        let sql = format!(
            "SELECT * FROM subscriptions
             WHERE group_name {within} AND ($2 = '' OR kind = $2) AND ($3 = '' OR status = $3)
             ORDER BY group_name, kind LIMIT $4 OFFSET $5"
        );
        let (kind, status) = (filter.kind.unwrap_or_default(), filter.status.unwrap_or_default());
        self.0.all(sql, args![json_list(groups), kind, status, page.limit, page.offset]).await
    }

    /// All that are active.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn active(mut self) -> Result<Vec<Subscription>, Error> {
        self.0.all("SELECT * FROM subscriptions WHERE status = 'active' ORDER BY id", args![]).await
    }

    /// Changes it. False when it is not there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn change(mut self, id: Uuid, changes: &SubscriptionChanges) -> Result<bool, Error> {
        self.0.change::<Subscription>(Arg::from(id), changes).await
    }

    /// Removes it with what it holds back. False when it was not there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete(mut self, id: Uuid) -> Result<bool, Error> {
        self.0.remove::<Subscription>(Arg::from(id)).await
    }
}
