//! The sessions that somebody listens to or speaks in.

use std::collections::HashMap;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use baton_store::ChatSessionRow;
use tokio::sync::broadcast;
use uuid::Uuid;

use super::ChatEvent;
use super::nodes::ToTell;

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
    events: broadcast::Sender<Arc<ChatEvent>>,
    /// Whether somebody here goes on with its dialog once a call has ended. Changed by who holds the row.
    pub(super) waits: AtomicBool,
    /// The number of the last event that those who listen have heard; `None` before anybody does.
    told: Mutex<Option<i64>>,
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

    /// Hands events to those who listen. What they have heard is passed over.
    pub(super) fn pass_on(&self, events: Vec<ChatEvent>) {
        let mut told = self.0.told.lock().unwrap_or_else(PoisonError::into_inner);
        for event in events {
            if told.is_none_or(|told| told < event.sequence_id) {
                *told = Some(event.sequence_id);
                // Nobody listening is no failure: the events are on disk.
                let _ = self.0.events.send(Arc::new(event));
            }
        }
    }

    /// Whether somebody who listens has not heard everything up to an event.
    pub(super) fn is_behind(&self, last_sequence: i64) -> bool {
        let told = self.0.told.lock().unwrap_or_else(PoisonError::into_inner);
        self.0.events.receiver_count() > 0 && told.is_some_and(|told| told < last_sequence)
    }

    /// After which event those who listen have something to hear. When nobody listened yet, they begin here.
    pub(super) fn behind(&self, last_sequence: i64) -> Option<i64> {
        let mut told = self.0.told.lock().unwrap_or_else(PoisonError::into_inner);
        match *told {
            Some(known) if known >= last_sequence => None,
            Some(known) if self.0.events.receiver_count() > 0 => Some(known),
            _ => {
                *told = Some(last_sequence);
                None
            }
        }
    }
}

/// All sessions that are held.
pub(crate) struct Sessions {
    slots: Mutex<Slots>,
    pub(super) announcements: usize,
    pub(super) to_tell: ToTell,
}

struct Slots {
    held: HashMap<Uuid, Weak<Slot>>,
    purge_at: usize,
}

impl Sessions {
    pub(crate) fn new(options: &crate::Options) -> Self {
        let slots = Slots { held: HashMap::new(), purge_at: PURGE_FROM };
        Self {
            slots: Mutex::new(slots),
            announcements: options.announcements_in_a_row,
            to_tell: ToTell::default(),
        }
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
            waits: AtomicBool::new(false),
            told: Mutex::new(None),
        });
        slots.held.insert(id, Arc::downgrade(&slot));
        if slots.held.len() >= slots.purge_at {
            slots.purge();
        }
        Session(slot)
    }

    /// The session of this id, when somebody holds it.
    pub(super) fn held(&self, id: Uuid) -> Option<Session> {
        let slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        slots.held.get(&id).and_then(Weak::upgrade).map(Session)
    }

    /// All sessions that somebody holds.
    pub(super) fn all_held(&self) -> Vec<Session> {
        let slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        slots.held.values().filter_map(Weak::upgrade).map(Session).collect()
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
