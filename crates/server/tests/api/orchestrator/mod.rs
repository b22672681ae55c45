//! `/orchestrator/api/`

mod apps;
mod results;
mod transfer;
mod voice_biometric;
