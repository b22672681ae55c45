//! miniApps: reusable components that say or ask one thing, or call a service.

use baton_model::Timestamp;
use serde_json::Value;

use super::listing::Listing;
use super::{Page, PageOf, Saved};
use crate::Error;
use crate::sql::{Arg, Handle, Number, args, json_list, table};

table! {
    /// A miniApp.
    MiniApp in "mini_apps" {
        /// Its component id.
        id: String,
        /// Its name, unique in its group.
        name: String,
        /// Its type, such as `Numeric`.
        r#type: String,
        /// An Intent's domain, such as `Banking`.
        domain: Option<String>,
        /// The group it lies in.
        group_name: String,
        /// Its locales: a JSON array.
        languages: Value,
        /// How far what it hears is protected.
        sensitivity: String,
        /// The version of its API, such as `v1`.
        version: String,
        /// Since when.
        created_at: Timestamp,
        /// When it was last changed.
        updated_at: Timestamp,
        /// The document, as it came.
        model: String,
        /// Rises by one with each save.
        revision: i64,
    }
}

/// Which miniApps.
#[derive(Debug, Clone, Copy, Default)]
pub struct MiniAppFilter<'a> {
    /// Their name contains this, in any letter case.
    pub search: Option<&'a str>,
    /// Their name is one of these, in any letter case.
    pub names: Option<&'a [String]>,
    /// Their type is this.
    pub r#type: Option<&'a str>,
}

/// miniApps.
pub struct MiniApps<'a>(pub(crate) Handle<'a>);

impl MiniApps<'_> {
    /// The miniApp with this component id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn get(mut self, id: &str) -> Result<Option<MiniApp>, Error> {
        self.0.find(Arg::from(id)).await
    }

    /// Those of these component ids that are there, by id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn get_many<T: AsRef<str>>(mut self, ids: &[T]) -> Result<Vec<MiniApp>, Error> {
        let list = self.0.dialect().in_list("$1");
        self.0
            .all(format!("SELECT * FROM mini_apps WHERE id {list} ORDER BY id"), args![json_list(ids)])
            .await
    }

    /// The miniApp of this name in a group.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn by_name(mut self, group: &str, name: &str) -> Result<Option<MiniApp>, Error> {
        self.0.one("SELECT * FROM mini_apps WHERE group_name = $1 AND name = $2", args![group, name]).await
    }

    /// A page of those in these groups, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn page<G: AsRef<str>>(
        mut self,
        groups: &[G],
        filter: MiniAppFilter<'_>,
        page: Page,
    ) -> Result<PageOf<MiniApp>, Error> {
        Listing::in_groups(self.0.dialect(), groups)
            .without(&[("model", "")])
            .and_maybe("type = $", filter.r#type)
            .and_named(filter.names)
            .and_name_contains(filter.search)
            .page(&mut self.0, page)
            .await
    }

    /// Writes a new one.
    ///
    /// # Errors
    /// [`Error::Taken`] when its id, or its name in the group, exists.
    pub async fn insert(mut self, mini_app: &MiniApp) -> Result<(), Error> {
        self.0.insert(mini_app).await
    }

    /// Saves what can be changed: languages, sensitivity, model and `updated_at`. With `expected`, only over that
    /// revision; the revision in `mini_app` is not looked at.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn save(mut self, mini_app: &MiniApp, expected: Option<i64>) -> Result<Saved, Error> {
        loop {
            let current = "SELECT revision AS number FROM mini_apps WHERE id = $1";
            let Some(Number(revision)) = self.0.one(current, args![&mini_app.id]).await? else {
                return Ok(Saved::Missing);
            };
            if expected.is_some_and(|expected| expected != revision) {
                return Ok(Saved::Conflict(revision));
            }
            let sql = "UPDATE mini_apps SET languages = $2, sensitivity = $3, model = $4, updated_at = $5,
                       revision = revision + 1 WHERE id = $1 AND revision = $6";
            let values = args![
                &mini_app.id,
                &mini_app.languages,
                &mini_app.sensitivity,
                &mini_app.model,
                mini_app.updated_at,
                revision
            ];
            if self.0.execute(sql, values).await? > 0 {
                return Ok(Saved::As(revision + 1));
            }
        }
    }

    /// Removes it. False when it was not there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete(mut self, id: &str) -> Result<bool, Error> {
        self.0.remove::<MiniApp>(Arg::from(id)).await
    }
}
