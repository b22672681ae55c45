//! Regular expressions: those of `MATCHES` and of validations can be read, and stay small.

/// The most memory a compiled pattern may take. What fits runs in linear time anyway.
const MOST_BYTES: usize = 1 << 18;

/// Reads a pattern, or says why it can't be read.
pub(crate) fn read(pattern: &str) -> Result<(), String> {
    let read = regex::RegexBuilder::new(pattern).size_limit(MOST_BYTES).nest_limit(50).build();
    match read {
        Ok(_) => Ok(()),
        Err(regex::Error::CompiledTooBig(_)) => Err("it is too large".to_owned()),
        // The last line of the library's message is the reason; those before it draw the pattern.
        Err(error) => {
            let text = error.to_string();
            let reason = text.lines().last().unwrap_or_default();
            Err(reason.trim().trim_start_matches("error: ").to_owned())
        }
    }
}

/// What is said about a pattern that can't be read.
pub(crate) fn message(whose: &str, reason: &str) -> String {
    format!("The pattern of {whose} can't be read ({reason}); correct it.")
}
