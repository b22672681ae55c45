//! Random secrets and their hashes.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::Error;

/// `bytes` random bytes as text that fits a URL and a header.
pub(crate) fn random_text(bytes: usize) -> Result<String, Error> {
    let mut secret = vec![0_u8; bytes];
    aws_lc_rs::rand::fill(&mut secret).map_err(|_| Error::Crypto("randomness"))?;
    Ok(URL_SAFE_NO_PAD.encode(secret))
}

/// A random id.
pub(crate) fn random_id() -> Uuid {
    Uuid::new_v4()
}

/// SHA-256, hexadecimal: enough for what is random and long already, never for a password.
pub(crate) fn sha256(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}
