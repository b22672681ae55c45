//! The tokens by which callers reach an application.

use crate::ApiError;

/// How many random bytes a token has: 80 hexadecimal characters.
const BYTES: usize = 40;

/// A new token.
///
/// # Errors
/// When the operating system gives no random bytes.
pub fn new_token() -> Result<String, ApiError> {
    let mut bytes = [0_u8; BYTES];
    aws_lc_rs::rand::fill(&mut bytes).map_err(|error| ApiError::internal(&error))?;
    Ok(hex::encode(bytes))
}
