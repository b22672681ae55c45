//! A transaction.

use sqlx::{Postgres, Sqlite, Transaction};

use crate::Error;
use crate::sql::{Dialect, Gate};

/// A transaction on either database. What is written in it is seen by others, and kept, all at once when
/// [`Tx::commit`] answers; a transaction that is dropped never happened.
///
/// On SQLite it is the only writer while it lasts: keep it short, and never wait within it for anything else that
/// writes (another transaction, or a turn's commit), which would wait for this one in turn.
pub struct Tx {
    pub(crate) running: Running,
}

/// The transaction of the database at hand.
pub(crate) enum Running {
    Sqlite(Transaction<'static, Sqlite>, Gate),
    Postgres(Transaction<'static, Postgres>),
}

impl Tx {
    pub(crate) fn dialect(&self) -> Dialect {
        match self.running {
            Running::Sqlite(..) => Dialect::Sqlite,
            Running::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Makes everything that was written in it last.
    ///
    /// # Errors
    /// When the database can't; then nothing of it was written.
    pub async fn commit(self) -> Result<(), Error> {
        match self.running {
            Running::Sqlite(tx, _gate) => tx.commit().await?,
            Running::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }

    /// Undoes everything that was written in it.
    ///
    /// # Errors
    /// When the database is gone; then, too, nothing of it was written.
    pub async fn rollback(self) -> Result<(), Error> {
        match self.running {
            Running::Sqlite(tx, _gate) => tx.rollback().await?,
            Running::Postgres(tx) => tx.rollback().await?,
        }
        Ok(())
    }
}
