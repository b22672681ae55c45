//! The canvases that an application was deployed with.

use uuid::Uuid;

use crate::Error;
use crate::sql::{Handle, args, table};

table! {
    /// A canvas as it was when the application was deployed last: its own, or that of a flow it reaches.
    DeployedCanvas in "deployed_canvases" {
        /// The application that was deployed.
        application_id: Uuid,
        /// Whose canvas it is.
        component_id: String,
        /// Its name.
        name: String,
        /// The canvas's id.
        canvas_id: String,
        /// The document.
        document: String,
    }
}

/// Canvases that were deployed.
pub struct DeployedCanvases<'a>(pub(crate) Handle<'a>);

impl DeployedCanvases<'_> {
    /// Those of an application, by component id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(mut self, application: Uuid) -> Result<Vec<DeployedCanvas>, Error> {
        let sql = "SELECT * FROM deployed_canvases WHERE application_id = $1 ORDER BY component_id";
        self.0.all(sql, args![application]).await
    }

    /// Writes them anew. Belongs in the transaction that deploys.
    ///
    /// # Errors
    /// [`Error::Reference`] when the application is not there.
    pub async fn replace(mut self, application: Uuid, canvases: &[DeployedCanvas]) -> Result<(), Error> {
        self.0.execute("DELETE FROM deployed_canvases WHERE application_id = $1", args![application]).await?;
        for canvas in canvases {
            self.0.insert(canvas).await?;
        }
        Ok(())
    }
}
