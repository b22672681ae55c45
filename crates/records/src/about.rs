//! What a projection knows of a dialog besides its journal.

use baton_model::Program;

/// What a projection knows of a dialog besides its journal.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// The program it runs on.
    pub program: &'a Program,
    /// The hash of that program: the version of the application.
    pub program_hash: &'a str,
    /// The application's id.
    pub application_id: &'a str,
    /// The id of the organization that the application's group belongs to.
    pub organization_id: &'a str,
    /// That organization's name.
    pub organization: &'a str,
    /// The version of the software that runs the dialog.
    pub version: &'a str,
}
