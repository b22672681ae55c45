//! One analysis, one file.

pub(crate) mod app_fields;
pub(crate) mod components;
pub(crate) mod contradictions;
pub(crate) mod edges;
pub(crate) mod end_handlers;
pub(crate) mod error_handlers;
pub(crate) mod field_names;
pub(crate) mod flow_cycles;
pub(crate) mod flow_fields;
pub(crate) mod loops;
pub(crate) mod mini_app_models;
pub(crate) mod numbers;
pub(crate) mod outputs;
pub(crate) mod patterns;
pub(crate) mod repeat_handlers;
pub(crate) mod shadowed;
pub(crate) mod structure;
pub(crate) mod transfer;
pub(crate) mod undefined;
pub(crate) mod unused;
pub(crate) mod variables;
