//! Numbers that callers dial, and what answers them.

use baton_model::Timestamp;

use crate::Error;
use crate::sql::{Arg, Handle, args, json_list, table};

table! {
    /// A number.
    DialedNumber in "numbers" {
        /// As callers dial it, unique over all groups.
        number: String,
        /// Whose it is.
        group_name: String,
        /// Its country, such as `US`; may be empty.
        country: String,
        /// What answers: a flow-application id; empty while nothing does.
        mini_app_id: String,
        /// Its name.
        mini_app_name: String,
        /// Its type, such as `Flow`.
        mini_app_type: String,
        /// Its group.
        mini_app_group: String,
        /// The locale it answers in; may be empty.
        locale: String,
        /// What somebody notes of it.
        note: String,
        /// Since when.
        created_at: Timestamp,
        /// When it was last changed.
        updated_at: Timestamp,
    }
}

/// Numbers.
pub struct Numbers<'a>(pub(crate) Handle<'a>);

impl Numbers<'_> {
    /// The number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn get(mut self, number: &str) -> Result<Option<DialedNumber>, Error> {
        self.0.find(Arg::from(number)).await
    }

    /// All of these groups, by number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_groups(mut self, groups: &[String]) -> Result<Vec<DialedNumber>, Error> {
        let sql = format!(
            "SELECT * FROM numbers WHERE group_name {} ORDER BY number",
            self.0.dialect().in_list("$1")
        );
        self.0.all(sql, args![json_list(groups)]).await
    }

    /// Writes a new one.
    ///
    /// # Errors
    /// [`Error::Taken`] when it exists.
    pub async fn insert(mut self, number: &DialedNumber) -> Result<(), Error> {
        self.0.insert(number).await
    }

    /// Writes it, over the one that was there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put(mut self, number: &DialedNumber) -> Result<(), Error> {
        self.0.put(number, &["number"]).await
    }

    /// Lets nothing answer where one of these flow applications did.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unbind(mut self, flow_app_ids: &[String], now: Timestamp) -> Result<(), Error> {
        let sql = format!(
            "UPDATE numbers SET mini_app_id = '', mini_app_name = '', mini_app_type = '', mini_app_group = '', updated_at = $2
             WHERE mini_app_id {}",
            self.0.dialect().in_list("$1")
        );
        self.0.execute(sql, args![json_list(flow_app_ids), now]).await.map(drop)
    }

    /// Lets a flow application answer where it did under its former id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rebind(mut self, former: &str, id: &str, name: &str, now: Timestamp) -> Result<(), Error> {
        let sql =
            "UPDATE numbers SET mini_app_id = $2, mini_app_name = $3, updated_at = $4 WHERE mini_app_id = $1";
        self.0.execute(sql, args![former, id, name, now]).await.map(drop)
    }

    /// Removes it. False when it was not there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete(mut self, number: &str) -> Result<bool, Error> {
        self.0.remove::<DialedNumber>(Arg::from(number)).await
    }
}
