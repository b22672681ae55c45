//! Colours, where somebody looks at them.

use std::io::IsTerminal;

use baton_model::problem::Severity;

/// Paints, or leaves text as it is.
#[derive(Debug, Clone, Copy)]
pub struct Paint(bool);

impl Paint {
    /// For standard output: colours when it is a terminal and `NO_COLOR` is not set.
    pub fn of_stdout() -> Self {
        Self(std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none())
    }

    /// For text that is kept.
    pub fn none() -> Self {
        Self(false)
    }

    /// Strong.
    pub fn bold(self, text: &str) -> String {
        self.code("1", text)
    }

    /// In the background.
    pub fn dim(self, text: &str) -> String {
        self.code("2", text)
    }

    /// As bad as it is.
    pub fn severity(self, severity: Severity, text: &str) -> String {
        self.code(
            match severity {
                Severity::Error => "1;31",
                Severity::Warning => "1;33",
                Severity::Info => "1;36",
            },
            text,
        )
    }

    fn code(self, code: &str, text: &str) -> String {
        if self.0 { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}
