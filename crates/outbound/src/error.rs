//! Why a request has no answer.

/// Why a request has no answer. None of the sentences holds anything of the request but a host.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The time is over.
    #[error("the service took longer than {0} ms")]
    TimedOut(u128),
    /// The address may not be called.
    #[error(
        "{0} leads to an address that may not be called; whoever runs the server can allow it in its settings"
    )]
    Refused(String),
    /// The answer is too large.
    #[error("the answer is larger than {0} bytes")]
    TooLarge(usize),
    /// Each answer led on to another place.
    #[error("the answer led on more than {0} times")]
    TooManyRedirects(usize),
    /// Nobody answers there.
    #[error("nobody answers at {0}")]
    Unreachable(String),
    /// The request can't be sent.
    #[error("the request can't be sent: {0}")]
    InvalidRequest(String),
    /// What came back is not HTTP, or ended before it was whole.
    #[error("what came back is no whole answer")]
    InvalidAnswer,
}

impl Error {
    /// True when the same request may well be answered the next time.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        matches!(self, Self::TimedOut(_) | Self::Unreachable(_) | Self::InvalidAnswer)
    }
}
