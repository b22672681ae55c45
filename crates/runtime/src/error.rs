//! What can go wrong while gathering, deploying and driving dialogs.

use baton_model::Problem;

/// Why the runtime could not do as it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The application does not exist (any more).
    #[error("the application does not exist")]
    NoApplication,
    /// The application has problems that stop its deployment, or its dialog in the simulator. All that were found
    /// are here, also those that stop nobody.
    #[error("the application can't run because it contains problems")]
    Problems(Vec<Problem>),
    /// The application was never deployed, so its deployed token leads nowhere.
    #[error("the application is not deployed")]
    NotDeployed,
    /// The application is stopped and takes no new dialogs.
    #[error("the application is stopped")]
    Stopped,
    /// The token is of no application.
    #[error("the token is of no application")]
    UnknownToken,
    /// There is no such dialog, it is over, or it is another application's: a caller is not told which.
    #[error("there is no such dialog under way")]
    UnknownDialog,
    /// There is no such chat session, or it is another application's.
    #[error("there is no such session")]
    UnknownSession,
    /// The chat session is over.
    #[error("the session is over")]
    SessionOver,
    /// The chat session's dialog is still under way, so another can't begin.
    #[error("a dialog is under way in this session")]
    DialogUnderWay,
    /// More was told since that event than is told again at once.
    #[error("more than {0} events were told since")]
    TooFarBack(i64),
    /// Too many messages wait for an answer of one dialog.
    #[error("too many messages wait for this dialog")]
    Busy,
    /// The dialog could not be written because another node kept writing it.
    #[error("the dialog is being written elsewhere")]
    Contended,
    /// The turn could not be written, or nobody knows whether it was.
    #[error("the turn could not be written: {0}")]
    NotWritten(String),
    /// What was kept can't be read back.
    #[error("what was kept can't be read: {0}")]
    Unreadable(String),
    /// The dialog engine asked for more than it may.
    #[error("the dialog asked for more than {0} answers in one turn")]
    TooManyNeeds(usize),
    /// Work on another thread did not finish.
    #[error("work on another thread did not finish: {0}")]
    Interrupted(#[from] tokio::task::JoinError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] baton_store::Error),
}

impl Error {
    /// What was kept can't be read. Where it can't is said, and nothing of what stands there: callers said it.
    pub(crate) fn unreadable(what: &str, error: &serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        Self::Unreadable(format!("{what}: {:?} at line {line}, column {column}", error.classify()))
    }
}
