//! Turns that this node has just written, kept until they are recorded: what is in memory need not be read and parsed.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use baton_dialog::Entry;
use baton_store::FeedKey;
use uuid::Uuid;

use crate::dialogs::{Entries, UnderWay};
use crate::programs::Runnable;

/// The most that are kept: the oldest, which are recorded next. When records are further behind, turns are read from the journal.
const MOST: usize = 8_192;

/// A turn that is on disk.
pub(super) struct Fresh {
    pub(super) entry: Entry,
    pub(super) runnable: Arc<Runnable>,
    pub(super) application: Uuid,
}

/// Those that wait to be recorded.
#[derive(Default)]
pub(crate) struct FreshTurns {
    /// Whether this node is the one that records.
    wanted: AtomicBool,
    waiting: Mutex<HashMap<(String, i64), Fresh>>,
}

impl FreshTurns {
    /// Says whether this node is the one that records.
    pub(super) fn want(&self, wanted: bool) {
        if self.wanted.swap(wanted, Ordering::Relaxed) && !wanted {
            self.forget();
        }
    }

    /// Keeps turns that are on disk now.
    pub(crate) fn written(&self, under_way: &UnderWay, entries: Entries) {
        if !self.wanted.load(Ordering::Relaxed) {
            return;
        }
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() >= MOST {
            return;
        }
        for entry in entries.into_iter() {
            let key = (under_way.id().to_owned(), i64::from(entry.step));
            let (runnable, application) = (Arc::clone(&under_way.runnable), under_way.application);
            waiting.insert(key, Fresh { entry, runnable, application });
        }
    }

    /// All of these, when all of them are here; else none, and those that are here are forgotten.
    pub(super) fn take(&self, keys: &[FeedKey]) -> Option<Vec<Fresh>> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let found: Vec<Option<Fresh>> =
            keys.iter().map(|key| waiting.remove(&(key.dialog_id.clone(), key.step))).collect();
        found.into_iter().collect()
    }

    /// Forgets all of them: they are read from the journal.
    pub(super) fn forget(&self) {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
