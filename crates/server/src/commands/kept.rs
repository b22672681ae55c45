//! The store, for commands that look at what is there: they make none.

use std::path::Path;

use baton_store::{Database, Store};

use super::Failure;

/// Opens a store that is there.
pub async fn open(database: &Database, data: &Path) -> Result<Store, Failure> {
    if !database.is_there(data).await? {
        let place = database.place(data);
        return Err(format!("there is no store in {place}; say where it is with --data or --database").into());
    }
    Ok(Store::open(database, data).await?)
}
