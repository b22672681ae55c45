//! The sessions that somebody listens to or speaks in.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use baton_store::ChatSessionRow;
use tokio::sync::broadcast;
use uuid::Uuid;

use super::ChatEvent;

/// How many events may wait for one listener. One that falls behind further is told so, and can resume.
const WAITING: usize = 512;
/// From how many sessions on those that nobody holds any more are cleared away.
const PURGE_FROM: usize = 1_024;

/// What a listener hears, in order.
pub type Listener = broadcast::Receiver<Arc<ChatEvent>>;

/// A session. It stays in memory as long as somebody holds it.
#[derive(Clone)]
pub struct Session(pub(super) Arc<Slot>);

pub(super) struct Slot {
    pub(super) id: Uuid,
    /// The session as it is on disk; `None` when it must be read. Held by whoever speaks in it.
    pub(super) row: tokio::sync::Mutex<Option<ChatSessionRow>>,
    pub(super) events: broadcast::Sender<Arc<ChatEvent>>,
}

impl Session {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> Uuid {
        self.0.id
    }

    /// Hears everything that is told from here on.
    #[must_use]
    pub fn listen(&self) -> Listener {
        self.0.events.subscribe()
    }
}

/// All sessions that are held.
pub(crate) struct Sessions {
    slots: Mutex<Slots>,
    pub(super) announcements: usize,
}

struct Slots {
    held: HashMap<Uuid, Weak<Slot>>,
    purge_at: usize,
}

impl Sessions {
    pub(crate) fn new(options: &crate::Options) -> Self {
        let slots = Slots { held: HashMap::new(), purge_at: PURGE_FROM };
        Self { slots: Mutex::new(slots), announcements: options.announcements_in_a_row }
    }

    /// The place of a session; one is made when nobody holds it.
    pub(super) fn slot(&self, id: Uuid) -> Session {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(slot) = slots.held.get(&id).and_then(Weak::upgrade) {
            return Session(slot);
        }
        let slot = Arc::new(Slot {
            id,
            row: tokio::sync::Mutex::new(None),
            events: broadcast::Sender::new(WAITING),
        });
        slots.held.insert(id, Arc::downgrade(&slot));
        if slots.held.len() >= slots.purge_at {
            slots.purge();
        }
        Session(slot)
    }

    /// Clears away what nobody holds.
    pub(crate) fn purge(&self) {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner).purge();
    }
}

impl Slots {
    fn purge(&mut self) {
        self.held.retain(|_, slot| slot.strong_count() > 0);
        self.purge_at = PURGE_FROM.max(self.held.len() * 2);
    }
}
