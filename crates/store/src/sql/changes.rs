//! Changes to some columns of a row: what is not named stays as it is, so that two who change different things
//! never undo each other's work.

use super::{Arg, Handle, Table};
use crate::Error;

/// Columns and their new values.
pub(crate) trait Changes {
    fn assignments(&self) -> Vec<(&'static str, Arg<'_>)>;
}

/// Defines a struct of changes, one `Option` for each column.
macro_rules! changes {
    (
        $(#[$about:meta])*
        $name:ident { $($(#[$field_about:meta])* $field:ident: $type:ty,)* }
    ) => {
        $(#[$about])*
        #[derive(Clone, Default)]
        pub struct $name {
            $($(#[$field_about])* pub $field: Option<$type>,)*
        }

        impl $crate::sql::Changes for $name {
            fn assignments(&self) -> Vec<(&'static str, $crate::sql::Arg<'_>)> {
                let mut assignments = Vec::new();
                $(if let Some(value) = &self.$field {
                    assignments.push(($crate::sql::column_name(stringify!($field)), $crate::sql::Arg::from(value)));
                })*
                assignments
            }
        }
    };
}
pub(crate) use changes;

impl Handle<'_> {
    /// Changes the row whose first column is this. False when it is not there.
    pub(crate) async fn change<T: Table>(
        &mut self,
        key: Arg<'_>,
        changes: &impl Changes,
    ) -> Result<bool, Error> {
        let mut arguments = vec![key];
        let mut settings = Vec::new();
        for (column, value) in changes.assignments() {
            arguments.push(value);
            settings.push(format!("{column} = ${}", arguments.len()));
        }
        let id = T::COLUMNS.first().copied().unwrap_or_default();
        if settings.is_empty() {
            settings.push(format!("{id} = {id}"));
        }
        let sql = format!("UPDATE {} SET {} WHERE {id} = $1", T::NAME, settings.join(", "));
        Ok(self.execute(sql, arguments).await? > 0)
    }
}
