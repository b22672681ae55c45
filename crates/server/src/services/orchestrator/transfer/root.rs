//! What a bundle is about, as the group has it once it was brought there: made, found, or written over.

use baton_bundle::Bundle;
use baton_store::{Application, ApplicationKind, MiniApp, Tx};

use crate::ApiError;

/// What a bundle was about.
pub enum Root {
    /// An app or a flow.
    Application(Box<Application>),
    /// A miniApp.
    MiniApp(Box<MiniApp>),
}

impl Root {
    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Self::Application(row) => &row.name,
            Self::MiniApp(row) => &row.name,
        }
    }
}

/// How the store finds it.
pub struct Wanted {
    /// The kind of an app or a flow; `None`: a miniApp.
    kind: Option<ApplicationKind>,
    name: String,
}

impl Wanted {
    /// Of a bundle that has the names it gets in the group.
    pub fn of(bundle: &Bundle) -> Self {
        let kind = match &bundle.root {
            baton_bundle::Root::App(_) => Some(ApplicationKind::App),
            baton_bundle::Root::Flow(_) => Some(ApplicationKind::Flow),
            baton_bundle::Root::MiniApp(_) => None,
        };
        Self { kind, name: bundle.name().to_owned() }
    }

    /// Finds it.
    ///
    /// # Errors
    /// When it is gone, or the store fails.
    pub async fn find(&self, tx: &mut Tx, group: &str) -> Result<Root, ApiError> {
        let found = match self.kind {
            Some(kind) => {
                let found = tx.applications().by_name(kind, group, &self.name).await?;
                found.map(|row| Root::Application(Box::new(row)))
            }
            None => {
                let found = tx.mini_apps().by_name(group, &self.name).await?;
                found.map(|row| Root::MiniApp(Box::new(row)))
            }
        };
        found.ok_or_else(|| ApiError::conflict("The group was changed meanwhile. Try again."))
    }
}
