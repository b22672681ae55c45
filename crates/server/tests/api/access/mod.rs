//! `/access/api/…`

mod allowed_addresses;
mod groups;
mod personal_tokens;
mod roles;
mod users;
