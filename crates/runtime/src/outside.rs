//! The clock and randomness: taken here, and only here, so that the core gets both as values.

use std::fmt;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use baton_model::Timestamp;

/// Tells the time: the system's, or that of whoever starts the runtime.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// A clock that asks `now`.
    pub fn from_fn(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// This moment.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        (self.0)()
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::from_fn(|| {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            Timestamp(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
        })
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}

/// Bytes that nobody can guess.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if aws_lc_rs::rand::fill(&mut bytes).is_err() {
        // The generator of the library has failed; the system's own is asked instead.
        for chunk in bytes.chunks_mut(16) {
            let fresh = uuid::Uuid::new_v4();
            chunk.iter_mut().zip(fresh.as_bytes()).for_each(|(byte, fresh)| *byte = *fresh);
        }
    }
    bytes
}

/// A token of an application: 80 hexadecimal characters.
#[must_use]
pub fn new_token() -> String {
    hex::encode(random::<40>())
}

/// The id of a dialog: `<40 hex>.<epoch ms>.<32 hex>`. It begins with the time, so that dialogs of one time lie beside
/// each other in the store; what follows nobody can guess.
pub(crate) fn new_dialog_id(now: Timestamp) -> String {
    let bytes = random::<28>();
    let (first, last) = bytes.split_at(12);
    format!("{:016x}{}.{}.{}", now.0, hex::encode(first), now.as_millis(), hex::encode(last))
}

/// What drives every random choice of a dialog.
pub(crate) fn new_seed() -> u64 {
    u64::from_le_bytes(random())
}

#[cfg(test)]
mod tests {
    use baton_model::Timestamp;

    use super::{new_dialog_id, new_token};

    #[test]
    fn a_dialog_id_has_three_parts() {
        let id = new_dialog_id(Timestamp(1_731_489_880_849_999));
        let parts: Vec<_> = id.split('.').collect();
        assert_eq!(parts.iter().map(|part| part.len()).collect::<Vec<_>>(), [40, 13, 32]);
        assert_eq!(parts[1], "1731489880849");
        assert!(parts[0].bytes().chain(parts[2].bytes()).all(|byte| byte.is_ascii_hexdigit()));
    }

    #[test]
    fn a_token_has_eighty_hexadecimal_characters_and_is_never_the_same() {
        assert_eq!(new_token().len(), 80);
        assert_ne!(new_token(), new_token());
    }
}
