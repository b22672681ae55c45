//! `/orchestrator/api/`

mod transfer;
