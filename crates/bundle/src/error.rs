//! Why a bundle was refused: one sentence each, which says what to do.

use std::path::{Path, PathBuf};

/// Why a bundle could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The bytes are no ZIP archive, or a damaged one.
    #[error(
        "This is not a ZIP archive that can be read ({0}). Give a ZIP archive; if it is one, it is damaged."
    )]
    NotAZip(String),
    /// More entries than [`Limits::entries`](crate::Limits::entries).
    #[error("The archive has {found} entries; at most {most} are taken.")]
    TooManyEntries {
        /// How many it says it has.
        found: usize,
        /// How many are taken.
        most: usize,
    },
    /// One entry unpacks to too much.
    #[error("`{name}` unpacks to more than {} MiB, which is the most that one file may have.", mib(.most))]
    EntryTooLarge {
        /// The entry.
        name: String,
        /// Bytes.
        most: u64,
    },
    /// All entries together unpack to too much.
    #[error("The archive unpacks to more than {} MiB, which is the most that is taken.", mib(.most))]
    TooLarge {
        /// Bytes.
        most: u64,
    },
    /// A small entry unpacks to a lot.
    #[error("`{name}` unpacks to more than {most} times its size, which no honest file does.")]
    Bomb {
        /// The entry.
        name: String,
        /// The largest ratio.
        most: u64,
    },
    /// `..`, an absolute path, a drive, a backslash.
    #[error(
        "`{name}` points outside the archive. Names of files must be relative, with `/` between folders and without `..`."
    )]
    UnsafePath {
        /// The name.
        name: String,
    },
    /// A symbolic link or another thing that is not a file.
    #[error("`{name}` is a link. Put the file itself into the archive.")]
    Link {
        /// The name.
        name: String,
    },
    /// Two entries have one name.
    #[error("`{name}` is in the archive twice. Leave one of them out.")]
    Duplicate {
        /// The name.
        name: String,
    },
    /// A password is needed.
    #[error("`{name}` is encrypted. Make the archive without a password.")]
    Encrypted {
        /// The name.
        name: String,
    },
    /// A name is no UTF-8.
    #[error("A file name in the archive is not UTF-8. Make the archive with UTF-8 names.")]
    NameNotUtf8,
    /// A way of compressing that is neither "stored" nor "deflate".
    #[error("`{name}` is compressed in a way that is not supported. Use the usual way, deflate.")]
    Compression {
        /// The name.
        name: String,
    },
    /// An entry can't be unpacked, or its checksum is wrong.
    #[error("`{name}` is damaged ({reason}). Make the archive again.")]
    Damaged {
        /// The name.
        name: String,
        /// What the reader said.
        reason: String,
    },
    /// A part that must be there is not.
    #[error("`{part}` is missing. Every bundle has one: name its folder or ZIP, or add the file.")]
    Missing {
        /// Its path.
        part: String,
    },
    /// A part is not UTF-8.
    #[error("`{part}` is not UTF-8 text.")]
    NotUtf8 {
        /// Its path.
        part: String,
    },
    /// A part is not JSON.
    #[error("`{part}` is not JSON: {reason}.")]
    NotJson {
        /// Its path.
        part: String,
        /// Where and why.
        reason: String,
    },
    /// A part is JSON of another shape.
    #[error("`{part}` is not of the expected shape: {reason}.")]
    Shape {
        /// Its path.
        part: String,
        /// Where and why.
        reason: String,
    },
    /// A format that this version does not know.
    #[error(
        "The bundle is of format version {found}; this program reads version {known}. Use a newer program, or export again."
    )]
    Version {
        /// What `manifest.json` says.
        found: u64,
        /// What is read.
        known: u64,
    },
    /// Two parts say that they are the same component.
    #[error("`{part}` has the component id `{id}`, which another part has too. Give each its own.")]
    SameComponent {
        /// The second one.
        part: String,
        /// The id.
        id: String,
    },
    /// It is about a miniApp where something is wanted that runs.
    #[error(
        "This is the miniApp {name} by itself, and nothing runs it. Name an application or a flow that uses it."
    )]
    NothingToRun {
        /// The miniApp.
        name: String,
    },
    /// The file system refused.
    #[error("{}", unusable(.path, .source))]
    File {
        /// Which file or folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

fn unusable(path: &Path, source: &std::io::Error) -> String {
    let path = path.display();
    match source.kind() {
        std::io::ErrorKind::NotFound => {
            format!("There is no {path}. Name the folder or the ZIP of an application.")
        }
        std::io::ErrorKind::PermissionDenied => format!("{path} may not be read or written by you."),
        _ => format!("{path} can't be used: {source}."),
    }
}

fn mib(bytes: &u64) -> u64 {
    bytes / (1024 * 1024)
}
