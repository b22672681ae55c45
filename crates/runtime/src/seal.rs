//! Seals what must not be kept in clear: AES-256-GCM with a key of the store.
//!
//! A sealed blob is the byte 1, a nonce of 12 bytes, and the ciphertext with its tag. Blobs in clear are JSON, so
//! they never begin with that byte. What a blob belongs to is authenticated along with it: a blob that was put
//! into another row does not open.

use std::borrow::Cow;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::hmac;
use baton_store::Store;
use tokio::sync::OnceCell;

use crate::Error;
use crate::outside::random;

const SEALED: u8 = 1;
/// Begins a sealed text; JSON never does.
const SEALED_TEXT: &str = "sealed:";
/// The setting that holds the key, in hexadecimal.
const SETTING: &str = "dialog_key";

/// Seals and opens.
pub(crate) struct Sealer {
    store: Store,
    key: OnceCell<Key>,
}

impl Sealer {
    pub(crate) fn new(store: Store) -> Self {
        Self { store, key: OnceCell::new() }
    }

    /// The key; the first node of all makes it up.
    pub(crate) async fn key(&self) -> Result<&Key, Error> {
        let read = || async {
            let kept = self.store.settings().get_or_put(SETTING, &hex::encode(random::<32>())).await?;
            let bytes = hex::decode(kept).map_err(|_| unreadable())?;
            Key::new(&bytes)
        };
        self.key.get_or_try_init(read).await
    }
}

/// The key, ready for use.
pub(crate) struct Key {
    sealing: LessSafeKey,
    /// Gives nonces that depend on nothing but what is sealed. A key of its own, so that no nonce tells of the other.
    nonces: hmac::Key,
}

impl Key {
    fn new(bytes: &[u8]) -> Result<Self, Error> {
        let sealing = UnboundKey::new(&AES_256_GCM, bytes).map_err(|_| unreadable())?;
        let nonces = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, bytes), b"nonces of alike texts");
        let nonces = hmac::Key::new(hmac::HMAC_SHA256, nonces.as_ref());
        Ok(Self { sealing: LessSafeKey::new(sealing), nonces })
    }

    /// Seals a blob that belongs to `owner`.
    pub(crate) fn seal(&self, clear: &[u8], owner: &str) -> Result<Vec<u8>, Error> {
        self.seal_with(random(), clear, owner)
    }

    fn seal_with(&self, nonce: [u8; NONCE_LEN], clear: &[u8], owner: &str) -> Result<Vec<u8>, Error> {
        let mut sealed = Vec::with_capacity(1 + NONCE_LEN + clear.len() + AES_256_GCM.tag_len());
        sealed.push(SEALED);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(clear);
        let (_, body) = sealed.split_at_mut(1 + NONCE_LEN);
        let tag = self
            .sealing
            .seal_in_place_separate_tag(Nonce::assume_unique_for_key(nonce), Aad::from(owner), body)
            .map_err(|_| Error::Unreadable("a blob could not be sealed".to_owned()))?;
        sealed.extend_from_slice(tag.as_ref());
        Ok(sealed)
    }

    /// Opens a blob; one in clear is given back as it is.
    pub(crate) fn open<'a>(&self, blob: &'a [u8], owner: &str) -> Result<Cow<'a, [u8]>, Error> {
        let Some((&SEALED, sealed)) = blob.split_first() else { return Ok(Cow::Borrowed(blob)) };
        let (nonce, body) = sealed.split_at_checked(NONCE_LEN).ok_or_else(unreadable)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| unreadable())?;
        let mut body = body.to_vec();
        let clear =
            self.sealing.open_in_place(nonce, Aad::from(owner), &mut body).map_err(|_| unreadable())?.len();
        body.truncate(clear);
        Ok(Cow::Owned(body))
    }

    /// Seals a text.
    pub(crate) fn seal_text(&self, clear: &str, owner: &str) -> Result<String, Error> {
        Ok(format!("{SEALED_TEXT}{}", hex::encode(self.seal(clear.as_bytes(), owner)?)))
    }

    /// Seals a text so that the same text of the same owner always looks the same.
    pub(crate) fn seal_text_alike(&self, clear: &str, owner: &str) -> Result<String, Error> {
        let mut mixed = hmac::Context::with_key(&self.nonces);
        mixed.update(&(owner.len() as u64).to_le_bytes());
        mixed.update(owner.as_bytes());
        mixed.update(clear.as_bytes());
        let mut nonce = [0; NONCE_LEN];
        nonce.iter_mut().zip(mixed.sign().as_ref()).for_each(|(byte, mixed)| *byte = *mixed);
        Ok(format!("{SEALED_TEXT}{}", hex::encode(self.seal_with(nonce, clear.as_bytes(), owner)?)))
    }

    /// Opens a text that must be sealed; `None` when it is not, or not for this owner.
    pub(crate) fn open_sealed_text(&self, text: &str, owner: &str) -> Option<String> {
        let sealed = hex::decode(text.strip_prefix(SEALED_TEXT)?).ok()?;
        let sealed = Some(sealed).filter(|sealed| sealed.first() == Some(&SEALED))?;
        String::from_utf8(self.open(&sealed, owner).ok()?.into_owned()).ok()
    }

    /// Opens a text; one in clear is given back as it is.
    pub(crate) fn open_text<'a>(&self, text: &'a str, owner: &str) -> Result<Cow<'a, str>, Error> {
        let Some(sealed) = text.strip_prefix(SEALED_TEXT) else { return Ok(Cow::Borrowed(text)) };
        let sealed = hex::decode(sealed).map_err(|_| unreadable())?;
        let clear = self.open(&sealed, owner)?.into_owned();
        String::from_utf8(clear).map(Cow::Owned).map_err(|_| unreadable())
    }
}

fn unreadable() -> Error {
    Error::Unreadable(
        "a sealed value does not open: the store's key is not the one it was sealed with".to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::Key;

    fn key() -> Key {
        Key::new(&[7; 32]).unwrap()
    }

    #[test]
    fn what_leaves_looks_alike_each_time_and_opens_for_its_owner_alone() {
        let sealed = key().seal_text_alike("4711", "a pin").unwrap();
        assert_eq!(sealed, key().seal_text_alike("4711", "a pin").unwrap());
        assert_ne!(sealed, key().seal_text_alike("4711", "b pin").unwrap());
        assert_ne!(sealed[..33], key().seal_text_alike("4712", "a pin").unwrap()[..33], "another nonce");
        assert_eq!(key().open_sealed_text(&sealed, "a pin").as_deref(), Some("4711"));
        for (text, owner) in
            [(sealed.as_str(), "b pin"), ("4711", "a pin"), ("sealed:34", "a pin"), ("sealed:x", "a pin")]
        {
            assert_eq!(key().open_sealed_text(text, owner), None, "{text}");
        }
    }

    #[test]
    fn what_is_sealed_can_be_opened_only_for_its_owner() {
        let clear = b"{\"word\":\"open sesame\"}";
        let sealed = key().seal(clear, "dialog-1").unwrap();
        assert!(!sealed.windows(6).any(|part| part == b"sesame"));
        assert_eq!(&*key().open(&sealed, "dialog-1").unwrap(), clear);
        assert!(key().open(&sealed, "dialog-2").is_err());
        assert!(key().open(&sealed[..9], "dialog-1").is_err());
    }

    #[test]
    fn what_is_in_clear_stays_as_it_is() {
        assert_eq!(&*key().open(b"{}", "x").unwrap(), b"{}");
        assert_eq!(&*key().open_text("{}", "x").unwrap(), "{}");
        let sealed = key().seal_text("open sesame", "x").unwrap();
        assert!(!sealed.contains("sesame"));
        assert_eq!(&*key().open_text(&sealed, "x").unwrap(), "open sesame");
    }
}
