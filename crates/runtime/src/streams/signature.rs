//! Signs what is sent, as Standard Webhooks says: whoever has the secret can tell who sent it, when, and that nobody
//! has changed it.

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// What a secret begins with.
const PREFIX: &str = "whsec_";
/// How many bytes it may have.
const LENGTHS: std::ops::RangeInclusive<usize> = 24..=64;

/// A secret that nobody can guess.
#[must_use]
pub fn new_stream_secret() -> String {
    format!("{PREFIX}{}", STANDARD.encode(crate::outside::random::<32>()))
}

/// The bytes of a secret, which is written with its prefix or without; `None` when it is none.
pub(super) fn secret_bytes(secret: &str) -> Option<Vec<u8>> {
    let bytes = STANDARD.decode(secret.strip_prefix(PREFIX).unwrap_or(secret)).ok()?;
    LENGTHS.contains(&bytes.len()).then_some(bytes)
}

/// What `webhook-signature` says of a message.
pub(super) fn sign(secret: &[u8], id: &str, seconds: i64, body: &str) -> String {
    let mut signed = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, secret));
    signed.update(format!("{id}.{seconds}.").as_bytes());
    signed.update(body.as_bytes());
    format!("v1,{}", STANDARD.encode(signed.sign()))
}

#[cfg(test)]
mod tests {
    use super::{new_stream_secret, secret_bytes, sign};

    #[test]
    fn a_message_is_signed_as_the_standard_s_own_example_is() {
        let secret = secret_bytes("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let signature =
            sign(&secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, "{\"test\": 2432232314}");
        assert_eq!(signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn a_secret_is_long_enough_to_be_one() {
        assert_eq!(secret_bytes(&new_stream_secret()).unwrap().len(), 32);
        for bad in ["", "whsec_", "whsec_c2hvcnQ=", "no base64!", &"A".repeat(1_000)] {
            assert!(secret_bytes(bad).is_none(), "{bad}");
        }
    }
}
