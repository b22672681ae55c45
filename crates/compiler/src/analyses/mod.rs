//! One analysis, one file.

pub(crate) mod components;
pub(crate) mod end_handlers;
pub(crate) mod error_handlers;
pub(crate) mod field_names;
pub(crate) mod flow_fields;
pub(crate) mod patterns;
pub(crate) mod repeat_handlers;
pub(crate) mod undefined;
