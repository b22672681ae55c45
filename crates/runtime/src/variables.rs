//! Values of variables: those of sensitive ones are sealed in the store.

use baton_store::Variable;

use crate::seal::Key;
use crate::{Error, Runtime};

impl Runtime {
    /// Seals the value of a variable that is to be kept, if it is sensitive.
    ///
    /// # Errors
    /// When the store's key can't be had.
    pub async fn seal_variable(&self, variable: &mut Variable) -> Result<(), Error> {
        if variable.sensitive {
            variable.value = self.0.sealer.key().await?.seal_text(&variable.value, &owner(variable))?;
        }
        Ok(())
    }

    /// The value of a variable in clear.
    ///
    /// # Errors
    /// When it does not open.
    pub async fn open_variable(&self, variable: &Variable) -> Result<String, Error> {
        opened(self.0.sealer.key().await?, variable)
    }
}

/// The value of a variable in clear. One that was kept in clear stays as it is.
pub(crate) fn opened(key: &Key, variable: &Variable) -> Result<String, Error> {
    match variable.sensitive {
        true => key.open_text(&variable.value, &owner(variable)).map(std::borrow::Cow::into_owned),
        false => Ok(variable.value.clone()),
    }
}

/// What a sealed value belongs to: in another place it does not open.
fn owner(variable: &Variable) -> String {
    format!("variable {} {}", variable.collection, variable.name)
}
