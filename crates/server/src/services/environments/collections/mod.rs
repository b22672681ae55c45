//! Collections of variables.

use baton_store::Variable;
use serde::Serialize;
use utoipa::ToSchema;

use super::variables::shape::ShownVariable;

pub mod get;
pub mod list;

/// A collection of variables.
#[derive(Serialize, ToSchema)]
#[schema(title = "VariablesCollection")]
pub struct VariablesCollection {
    /// Its id.
    #[schema(example = "demo")]
    id: String,
    /// Its name.
    #[schema(example = "demo")]
    name: String,
    /// The group whose apps read it.
    #[schema(example = "demo")]
    group: String,
    /// Its variables, by name.
    variables: Vec<ShownVariable>,
}

impl VariablesCollection {
    fn of(group: &str, variables: &[Variable]) -> Self {
        let variables = variables.iter().map(ShownVariable::of).collect();
        Self { id: group.to_owned(), name: group.to_owned(), group: group.to_owned(), variables }
    }
}
