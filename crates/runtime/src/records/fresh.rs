//! Turns that this node has just written, indexed while they are at hand and kept until they are recorded: they need not be read
//! and parsed again.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use baton_model::Timestamp;
use baton_records::{Projection, Told};
use baton_store::FeedKey;
use uuid::Uuid;

use super::known::{MOST_REMEMBERED, about};
use crate::dialogs::{Entries, UnderWay};
use crate::programs::Runnable;

/// The most that are kept: the oldest, which are recorded next. When records are further behind, turns are read from the journal.
const MOST: usize = 8_192;

/// A turn that is on disk.
pub(super) struct Fresh {
    pub(super) time: Timestamp,
    pub(super) told: Told,
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
    waiting: HashMap<(String, i64), Fresh>,
    /// Of the dialogs of which all turns up to now were written here.
    projections: HashMap<String, Projection>,
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
        let (id, first) = (under_way.id(), entries.first().step);
        let before = match first {
            1 => Some(Projection::default()),
            _ => self.kept().projections.remove(id).filter(|before| before.step().saturating_add(1) == first),
        };
        let Some(mut projection) = before else { return };
        // Whose it is stands in records, not in what they are found by.
        let nobody = Default::default();
        let about = about(&under_way.runnable, "", &nobody);
        let fresh = entries.iter().map(|entry| {
            let told = projection.index(&about, entry);
            let (runnable, application) = (Arc::clone(&under_way.runnable), under_way.application);
            ((id.to_owned(), i64::from(entry.step)), Fresh { time: entry.time, told, runnable, application })
        });
        let fresh: Vec<_> = fresh.collect();
        let mut kept = self.kept();
        if kept.waiting.len() < MOST {
            kept.waiting.extend(fresh);
        }
        if !under_way.dialog.is_ended() {
            if kept.projections.len() >= MOST_REMEMBERED {
                kept.projections.clear();
            }
            kept.projections.insert(id.to_owned(), projection);
        }
    }

    /// Hands over those of these that are here.
    pub(super) fn take(&self, keys: &[FeedKey]) -> Vec<Option<Fresh>> {
        let waiting = &mut self.kept().waiting;
        keys.iter().map(|key| waiting.remove(&(key.dialog_id.clone(), key.step))).collect()
    }

    /// Forgets those from before this moment. What was recorded before it came here would stay for ever.
    pub(super) fn forget_before(&self, moment: Timestamp) {
        self.kept().waiting.retain(|_, turn| turn.time >= moment);
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
