//! Legacy bundles: a ZIP of hand-made VoiceXML 2.1 documents with what they refer to. They are checked and kept;
//! running them is another matter.

mod config;
mod inspect;

use crate::Error;

pub use inspect::inspect;

/// The file that gives the application's properties.
pub const CONFIG: &str = "DiaManT_Custom_Config.xml";

/// What a bundle that was accepted holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The document it begins at.
    pub entry: String,
    /// All VoiceXML documents, by path.
    pub documents: Vec<String>,
    /// How many files there are in all.
    pub files: usize,
    /// What [`CONFIG`] says, in its order.
    pub properties: Vec<(String, String)>,
}

/// Why a bundle was refused: one sentence.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// The archive itself.
    #[error(transparent)]
    Archive(#[from] Error),
    /// No document at all.
    #[error("There is no VoiceXML document in the archive. Put `root.vxml` or `index.vxml` at its top.")]
    NoDocument,
    /// Several documents, none of which is known as the first.
    #[error(
        "It is not clear where the application begins: name one of its {count} documents `root.vxml` or `index.vxml`."
    )]
    NoEntry {
        /// How many there are.
        count: usize,
    },
    /// Not UTF-8.
    #[error("`{file}` is not UTF-8 text. Save it as UTF-8.")]
    NotUtf8 {
        /// Its path.
        file: String,
    },
    /// A DOCTYPE.
    #[error("`{file}` has a DOCTYPE. Remove it: documents must stand on their own.")]
    Doctype {
        /// Its path.
        file: String,
    },
    /// Not well formed.
    #[error("`{file}` is not well-formed XML: {reason}.")]
    NotXml {
        /// Its path.
        file: String,
        /// Where and why.
        reason: String,
    },
    /// A document whose root is not `<vxml>`.
    #[error("`{file}` is not a VoiceXML document: its first element is `<{found}>`, expected `<vxml>`.")]
    NotVoiceXml {
        /// Its path.
        file: String,
        /// The root element.
        found: String,
    },
    /// A version that is not 2.0 or 2.1.
    #[error("`{file}` is VoiceXML {version}; version 2.1 (or 2.0) is taken.")]
    Version {
        /// Its path.
        file: String,
        /// What it says.
        version: String,
    },
    /// A document, grammar or script that is not there.
    #[error("`{file}`, line {line}, refers to `{target}`, which is not in the archive.")]
    MissingPart {
        /// Its path.
        file: String,
        /// The line.
        line: u32,
        /// What is missing.
        target: String,
    },
    /// [`CONFIG`] is not of its shape.
    #[error("`{CONFIG}` can't be read: {reason}.")]
    Config {
        /// Why.
        reason: String,
    },
}
