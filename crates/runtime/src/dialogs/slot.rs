//! The dialogs in memory, each with a lock and a bounded queue.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use moka::sync::Cache;
use tokio::sync::{Mutex, OwnedMutexGuard};

use super::UnderWay;
use crate::{Error, Options};

/// All dialogs in memory.
pub(crate) struct Dialogs {
    slots: Cache<String, Arc<Slot>>,
    waiting: usize,
}

/// The place of one dialog.
#[derive(Default)]
struct Slot {
    waiting: AtomicUsize,
    /// `None` while a turn runs, and when the dialog must be read.
    under_way: Arc<Mutex<Option<UnderWay>>>,
}

/// A dialog that is held by one turn.
pub(crate) struct Held {
    pub(crate) under_way: OwnedMutexGuard<Option<UnderWay>>,
    _queued: Queued,
}

/// Counts one message that waits or runs, for as long as it lives.
struct Queued(Arc<Slot>);

impl Drop for Queued {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Dialogs {
    pub(crate) fn new(options: &Options) -> Self {
        let slots =
            Cache::builder().max_capacity(options.dialogs_in_memory).time_to_idle(options.idle).build();
        Self { slots, waiting: options.waiting }
    }

    /// Waits until nobody else holds the dialog.
    pub(crate) async fn hold(&self, id: &str) -> Result<Held, Error> {
        let slot = match self.slots.get(id) {
            Some(slot) => slot,
            None => self.slots.get_with(id.to_owned(), Arc::default),
        };
        if slot.waiting.fetch_add(1, Ordering::Relaxed) >= self.waiting {
            slot.waiting.fetch_sub(1, Ordering::Relaxed);
            return Err(Error::Busy);
        }
        let queued = Queued(Arc::clone(&slot));
        let under_way = Arc::clone(&slot.under_way).lock_owned().await;
        Ok(Held { under_way, _queued: queued })
    }

    /// True for a dialog that is held or waits in memory; another may still be under way.
    pub(crate) fn is_in_memory(&self, id: &str) -> bool {
        self.slots.get(id).is_some_and(|slot| slot.under_way.try_lock().is_ok_and(|it| it.is_some()))
    }

    /// Puts a dialog that has just begun into memory.
    pub(crate) fn add(&self, under_way: UnderWay) {
        let id = under_way.id().to_owned();
        let under_way = Arc::new(Mutex::new(Some(under_way)));
        self.slots.insert(id, Arc::new(Slot { waiting: AtomicUsize::new(0), under_way }));
    }

    /// Takes a dialog out of memory: it is over, or there is none of this id.
    pub(crate) fn forget(&self, id: &str) {
        self.slots.invalidate(id);
    }
}
