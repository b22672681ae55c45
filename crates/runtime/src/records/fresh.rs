//! Turns that this node has just written, indexed while they are at hand and kept until they are recorded: they need not be read
//! and parsed again.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use baton_model::Timestamp;
use baton_records::{Indexed, Projection};
use baton_store::FeedKey;
use uuid::Uuid;

use super::known::{MOST_REMEMBERED, about_nobody};
use crate::dialogs::{Entries, UnderWay};
use crate::programs::Runnable;

/// The most that are kept: the oldest, which are recorded next. When records are further behind, turns are read from the journal.
const MOST: usize = 8_192;

/// A turn that is on disk.
pub(super) struct Fresh {
    step: i64,
    pub(super) time: Timestamp,
    pub(super) indexed: Indexed,
    pub(super) runnable: Arc<Runnable>,
    pub(super) application: Uuid,
}

/// Those that wait to be recorded.
#[derive(Default)]
pub(crate) struct FreshTurns {
    /// Whether this node is the one that records.
    wanted: AtomicBool,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    /// By dialog.
    waiting: HashMap<Arc<str>, Vec<Fresh>>,
    /// How many turns wait.
    turns: usize,
    /// Of the dialogs of which all turns up to now were written here.
    projections: HashMap<Arc<str>, Projection>,
}

impl FreshTurns {
    /// Says whether this node is the one that records.
    pub(super) fn want(&self, wanted: bool) {
        if self.wanted.swap(wanted, Ordering::Relaxed) && !wanted {
            *self.kept() = Kept::default();
        }
    }

    /// Keeps turns that are on disk now.
    pub(crate) fn written(&self, under_way: &UnderWay, entries: &Entries) {
        if !self.wanted.load(Ordering::Relaxed) {
            return;
        }
        let first = entries.first().step;
        let before = match first {
            1 => Some((Arc::from(under_way.id()), Projection::default())),
            _ => self.kept().projections.remove_entry(under_way.id()),
        };
        let before = before.filter(|(_, before)| before.step().saturating_add(1) == first);
        let Some((id, mut projection)) = before else { return };
        let about = about_nobody(&under_way.runnable);
        let fresh = entries.iter().map(|entry| Fresh {
            step: i64::from(entry.step),
            time: entry.time,
            indexed: projection.index(&about, entry),
            runnable: Arc::clone(&under_way.runnable),
            application: under_way.application,
        });
        let fresh: Vec<_> = fresh.collect();
        let mut kept = self.kept();
        if kept.turns < MOST {
            kept.turns += fresh.len();
            kept.waiting.entry(Arc::clone(&id)).or_default().extend(fresh);
        }
        if !under_way.dialog.is_ended() {
            if kept.projections.len() >= MOST_REMEMBERED {
                kept.projections.clear();
            }
            kept.projections.insert(id, projection);
        }
    }

    /// Hands over those of these that are here.
    pub(super) fn take(&self, keys: &[FeedKey]) -> Vec<Option<Fresh>> {
        let mut kept = self.kept();
        keys.iter().map(|key| kept.take(key)).collect()
    }

    /// Forgets those from before this moment. What was recorded before it came here would stay for ever.
    pub(super) fn forget_before(&self, moment: Timestamp) {
        let mut kept = self.kept();
        kept.waiting.retain(|_, turns| {
            turns.retain(|turn| turn.time >= moment);
            !turns.is_empty()
        });
        kept.turns = kept.waiting.values().map(Vec::len).sum();
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn take(&mut self, key: &FeedKey) -> Option<Fresh> {
        let turns = self.waiting.get_mut(key.dialog_id.as_str())?;
        let at = turns.iter().position(|turn| turn.step == key.step)?;
        let turn = turns.remove(at);
        if turns.is_empty() {
            self.waiting.remove(key.dialog_id.as_str());
        }
        self.turns -= 1;
        Some(turn)
    }
}
