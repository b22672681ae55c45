//! Which application names which component, so that "who uses this?" is one look-up.

use uuid::Uuid;

use crate::Error;
use crate::sql::{AnyRow, FromRow, Handle, Text, args, json_list};

use super::Application;

/// That an application uses a component.
struct Use(String, Uuid);

impl FromRow for Use {
    fn from_row(row: &AnyRow) -> Result<Self, Error> {
        Ok(Self(row.get("component_id")?, row.get("application_id")?))
    }
}

/// Uses of components. Whoever saves a canvas or handlers says what they name.
pub struct ComponentUses<'a>(pub(crate) Handle<'a>);

impl ComponentUses<'_> {
    /// Says anew which components an application uses. Belongs in the transaction that saves the canvas.
    ///
    /// # Errors
    /// [`Error::Reference`] when the application is not there.
    pub async fn replace<T: AsRef<str>>(mut self, application: Uuid, components: &[T]) -> Result<(), Error> {
        self.0.execute("DELETE FROM component_uses WHERE application_id = $1", args![application]).await?;
        let source = self.0.dialect().each("$2");
        let sql = format!(
            "INSERT INTO component_uses (application_id, component_id) SELECT DISTINCT $1, value FROM {source}"
        );
        self.0.execute(sql, args![application, json_list(components)]).await.map(drop)
    }

    /// The components that an application uses, in order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(mut self, application: Uuid) -> Result<Vec<String>, Error> {
        let sql =
            "SELECT component_id AS text FROM component_uses WHERE application_id = $1 ORDER BY component_id";
        Ok(self.0.all::<Text>(sql, args![application]).await?.into_iter().map(|text| text.0).collect())
    }

    /// The apps and flows that use a component, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn users_of(mut self, component: &str) -> Result<Vec<Application>, Error> {
        let sql = "SELECT applications.* FROM component_uses
                   JOIN applications ON applications.id = component_uses.application_id
                   WHERE component_uses.component_id = $1 ORDER BY name, applications.id";
        self.0.all(sql, args![component]).await
    }

    /// Which components the apps and flows of these groups use: component and application, by component.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn in_groups<G: AsRef<str>>(mut self, groups: &[G]) -> Result<Vec<(String, Uuid)>, Error> {
        let among = self.0.dialect().in_list("$1");
        let sql = format!(
            "SELECT component_uses.component_id, component_uses.application_id
             FROM component_uses JOIN applications ON applications.id = component_uses.application_id
             WHERE applications.group_name {among}
             ORDER BY component_uses.component_id, applications.name, applications.id"
        );
        let uses = self.0.all::<Use>(sql, args![json_list(groups)]).await?;
        Ok(uses.into_iter().map(|Use(component, application)| (component, application)).collect())
    }
}
