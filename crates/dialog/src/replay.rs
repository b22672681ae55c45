//! The past, run again.

use baton_model::Program;

use crate::{Entry, Turn, step};

/// A replay that did not give what the record says.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Diverged {
    /// A turn, or what happened in it, came out differently.
    #[error("step {step} came out differently: the record says {recorded}, the replay gives {replayed}")]
    Different {
        /// The number of the turn.
        step: u32,
        /// The recorded entry as JSON.
        recorded: String,
        /// The replayed entry as JSON.
        replayed: String,
    },
    /// The record lacks an answer that the engine asks for.
    #[error("step {step} asks for an answer that the record does not hold: {need}")]
    Unanswered {
        /// The number of the turn.
        step: u32,
        /// The need as JSON.
        need: String,
    },
}

/// Runs a dialog again from its journal, in order from the first entry, and compares every entry byte for byte.
///
/// # Errors
/// At the first entry that comes out differently.
pub fn replay(program: &Program, entries: &[Entry]) -> Result<Vec<Turn>, Diverged> {
    let mut dialog = None;
    let mut turns = Vec::with_capacity(entries.len());
    for entry in entries {
        let again = step(program, dialog.as_ref(), &entry.input, entry.time, &entry.answers)
            .map_err(|need| Diverged::Unanswered { step: entry.step, need: json(&need) })?;
        let (recorded, replayed) = (json(entry), json(&again.entry));
        if recorded != replayed {
            return Err(Diverged::Different { step: entry.step, recorded, replayed });
        }
        turns.push(again.entry.turn);
        dialog = Some(again.dialog);
    }
    Ok(turns)
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
