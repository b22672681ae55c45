//! ZIP archives: written the same way every time, and read as if everybody meant harm.

mod limits;
mod read;
mod write;

pub use limits::Limits;
pub use read::read_archive;

use crate::layout::{self, Files};
use crate::{Bundle, Error};

impl Bundle {
    /// The bundle as one ZIP. The same content gives the same bytes.
    ///
    /// # Errors
    /// When it is larger than what could be read again.
    pub fn to_zip(&self) -> Result<Vec<u8>, Error> {
        write::archive(&self.to_files(), &Limits::BUNDLE)
    }

    /// Reads a ZIP. The parts may stand in one folder within it, as they do when somebody zips a folder.
    ///
    /// # Errors
    /// One for each thing that can be wrong with an archive and with the parts in it.
    pub fn from_zip(bytes: &[u8]) -> Result<Self, Error> {
        Self::from_files(&unpacked(bytes)?)
    }
}

/// The parts of a ZIP.
pub fn unpacked(bytes: &[u8]) -> Result<Files, Error> {
    let files = read_archive(bytes, &Limits::BUNDLE, |_| true)?;
    if files.contains_key(layout::MANIFEST) {
        return Ok(files);
    }
    let Some(folder) = only_folder(&files) else { return Ok(files) };
    let inside = |(path, bytes): (String, Vec<u8>)| Some((path.strip_prefix(&folder)?.to_owned(), bytes));
    Ok(files.into_iter().filter_map(inside).collect())
}

/// The one folder of the first level that holds a manifest, with its `/`.
fn only_folder(files: &Files) -> Option<String> {
    let mut folders = files.keys().filter_map(|path| {
        let folder = path.strip_suffix(layout::MANIFEST)?;
        (folder.matches('/').count() == 1 && folder.ends_with('/')).then(|| folder.to_owned())
    });
    let first = folders.next()?;
    folders.next().is_none().then_some(first)
}
