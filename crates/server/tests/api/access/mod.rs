//! `/access/api/…`

mod groups;
mod personal_tokens;
mod roles;
mod users;
