//! Which database.

use std::fmt;
use std::path::Path;

use crate::store::FILE_NAME;
use crate::{Error, postgres};

/// Where things are kept.
#[derive(Clone, PartialEq, Eq, Default)]
pub enum Database {
    /// The file `baton.sqlite` in the data directory.
    #[default]
    Sqlite,
    /// PostgreSQL at this address.
    Postgres(String),
}

impl Database {
    /// Reads an address: `postgres://…`, or `sqlite` (also nothing at all) for the file in the data directory.
    ///
    /// # Errors
    /// [`Error::Address`] for anything else.
    pub fn parse(text: &str) -> Result<Self, Error> {
        match text.trim() {
            "" | "sqlite" | "sqlite:" => Ok(Self::Sqlite),
            url if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
                Ok(Self::Postgres(url.to_owned()))
            }
            other => Err(Error::Address(without_password(other))),
        }
    }

    /// Whether Baton has its tables there: whoever only wants to look makes none.
    ///
    /// # Errors
    /// When PostgreSQL can't be reached.
    pub async fn is_there(&self, data_directory: &Path) -> Result<bool, Error> {
        match self {
            Self::Sqlite => Ok(data_directory.join(FILE_NAME).exists()),
            Self::Postgres(url) => postgres::has_tables(url).await,
        }
    }

    /// Where that is, for a sentence: a folder, or a database without its password.
    #[must_use]
    pub fn place(&self, data_directory: &Path) -> String {
        match self {
            Self::Sqlite => data_directory.display().to_string(),
            Self::Postgres(url) => without_password(url),
        }
    }
}

/// An address may hold a password, so it is shown without one.
fn without_password(url: &str) -> String {
    match (url.find("://"), url.rfind('@')) {
        (Some(scheme), Some(at)) if scheme + 3 <= at => format!("{}://…{}", &url[..scheme], &url[at..]),
        _ => url.to_owned(),
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite => f.write_str("sqlite"),
            Self::Postgres(url) => f.write_str(&without_password(url)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Database;

    #[test]
    fn nothing_means_sqlite_and_an_address_means_postgresql() {
        assert_eq!(Database::parse("").unwrap(), Database::Sqlite);
        assert!(matches!(Database::parse("postgres://h/d").unwrap(), Database::Postgres(_)));
        assert!(Database::parse("mysql://h/d").is_err());
    }

    #[test]
    fn a_password_is_never_shown() {
        let shown = format!("{:?}", Database::parse("postgres://me:secret@host/db").unwrap());
        assert_eq!(shown, "postgres://…@host/db");
    }
}
