//! `/orchestrator/api/`

pub mod apps;
pub mod canvases;
mod component_uses;
mod dialogs;
mod flows;
mod handlers;
mod results;
mod settings;
mod transfer;
mod tts;
mod voice_biometric;

pub const API: &str = "/orchestrator/api";
