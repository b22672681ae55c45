//! What was compiled before: an unchanged canvas or miniApp is not compiled twice.
//!
//! An entry is found by a fingerprint of everything its result depends on, so nothing ever has to be thrown away
//! because something changed; what was not used for long makes room.

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::Arc;

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::mini_apps::Built;
use crate::outline::Outline;
use crate::unit::CompiledUnit;

/// How many bytes of documents each shelf may stand for.
const MOST_BYTES: usize = 16 << 20;

/// Remembers the parts of earlier programs. Give the same one to every compilation; it never changes a result.
#[derive(Debug, Default)]
pub struct Cache {
    pub(crate) outlines: Shelf<Outline>,
    pub(crate) units: Shelf<CompiledUnit>,
    pub(crate) mini_apps: Shelf<Built>,
}

/// How much was compiled, and how much was there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Work {
    /// Canvases that were compiled.
    pub units_compiled: usize,
    /// Canvases that were compiled before.
    pub units_reused: usize,
    /// MiniApps that were compiled.
    pub mini_apps_compiled: usize,
    /// MiniApps that were compiled before.
    pub mini_apps_reused: usize,
}

/// Results by the fingerprint of what they were made from.
#[derive(Debug)]
pub(crate) struct Shelf<T> {
    entries: HashMap<Fingerprint, Entry<T>>,
    bytes: usize,
    uses: u64,
}

#[derive(Debug)]
struct Entry<T> {
    value: Arc<T>,
    bytes: usize,
    last_used: u64,
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self { entries: HashMap::new(), bytes: 0, uses: 0 }
    }
}

impl<T> Shelf<T> {
    /// The value, and whether it was there already.
    pub(crate) fn get(&mut self, print: Print, make: impl FnOnce() -> T) -> (Arc<T>, bool) {
        self.uses += 1;
        if let Some(entry) = self.entries.get_mut(&print.hash) {
            entry.last_used = self.uses;
            return (Arc::clone(&entry.value), true);
        }
        let value = Arc::new(make());
        let entry = Entry { value: Arc::clone(&value), bytes: print.bytes, last_used: self.uses };
        self.entries.insert(print.hash, entry);
        self.bytes += print.bytes;
        if self.bytes > MOST_BYTES {
            self.make_room();
        }
        (value, false)
    }

    /// Forgets what was not used for longest, until half is free.
    fn make_room(&mut self) {
        let mut by_age: Vec<_> = self.entries.iter().map(|(hash, entry)| (entry.last_used, *hash)).collect();
        by_age.sort_unstable();
        for (_, hash) in by_age {
            if self.bytes <= MOST_BYTES / 2 {
                break;
            }
            self.bytes -= self.entries.remove(&hash).map_or(0, |entry| entry.bytes);
        }
    }
}

type Fingerprint = [u8; 32];

/// The fingerprint of some values, and how large they were.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Print {
    pub(crate) hash: Fingerprint,
    bytes: usize,
}

impl Print {
    /// The fingerprint of anything that can be written as JSON.
    pub(crate) fn of(value: &impl Serialize) -> Self {
        let mut hashing = Hashing { state: Sha256::new(), bytes: 0 };
        // Writing into a hash does not fail, and what is written here has text keys only.
        let _ = serde_json::to_writer(&mut hashing, value);
        Self { hash: hashing.state.finalize().into(), bytes: hashing.bytes }
    }

    /// The same, and another value.
    pub(crate) fn with(self, value: &impl Serialize) -> Self {
        let more = Self::of(value);
        let both = Self::of(&(self.hash, more.hash));
        Self { hash: both.hash, bytes: self.bytes + more.bytes }
    }

    /// Counts as being as large as another.
    pub(crate) fn sized_as(self, other: Option<&Self>) -> Self {
        Self { bytes: self.bytes.max(other.map_or(0, |other| other.bytes)), ..self }
    }

    pub(crate) fn text(&self) -> String {
        hex::encode(self.hash)
    }
}

struct Hashing {
    state: Sha256,
    bytes: usize,
}

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.state.update(bytes);
        self.bytes += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_BYTES, Print, Shelf};

    #[test]
    fn what_was_not_used_for_long_makes_room() {
        let mut shelf = Shelf::default();
        let print = |n: u8| Print { hash: [n; 32], bytes: MOST_BYTES / 4 };
        for n in 0..4 {
            assert!(!shelf.get(print(n), || n).1);
        }
        assert!(shelf.get(print(0), || 0).1);
        assert!(!shelf.get(print(4), || 4).1, "the fifth makes the shelf too full");
        assert!(shelf.get(print(0), || 0).1, "it was used lately");
        assert!(!shelf.get(print(1), || 1).1, "it was not");
        assert!(shelf.bytes <= MOST_BYTES);
    }

    #[test]
    fn other_values_have_other_fingerprints() {
        assert_ne!(Print::of(&("a", "b")).hash, Print::of(&("ab", "")).hash);
    }
}
