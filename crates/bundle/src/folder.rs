//! The same layout as a folder, for version control and for people.

use std::fs;
use std::path::{Path, PathBuf};

use crate::archive::unpacked;
use crate::layout::{self, Files};
use crate::{Bundle, Error, Limits};

impl Bundle {
    /// Reads a folder, or a ZIP when the path is a file.
    ///
    /// # Errors
    /// When the file system refuses, and for whatever is wrong with the parts.
    pub fn open(path: &Path) -> Result<Self, Error> {
        Self::from_files(&Self::read_files(path)?)
    }

    /// Reads the parts of a folder, or of a ZIP when the path is a file, as they stand. Files that are no parts are
    /// left alone; links are not followed.
    ///
    /// # Errors
    /// As [`Bundle::open`].
    pub fn read_files(path: &Path) -> Result<Files, Error> {
        if !path.is_dir() {
            return unpacked(&read(path, Limits::BUNDLE.total)?);
        }
        let mut reader = Reader { root: path, files: Files::new(), left: Limits::BUNDLE.total, entries: 0 };
        reader.folder("", 0)?;
        Ok(reader.files)
    }

    /// Writes the parts into a folder, which is made when it is not there. Other files in it stay; parts of flows
    /// and miniApps that the bundle does not have (any more) are removed.
    ///
    /// # Errors
    /// When the file system refuses.
    pub fn write_folder(&self, folder: &Path) -> Result<(), Error> {
        let files = self.to_files();
        if folder.is_dir() {
            let mut reader = Reader { root: folder, files: Files::new(), left: u64::MAX, entries: 0 };
            reader.folder("", 0)?;
            for stale in reader.files.keys().filter(|path| !files.contains_key(*path)) {
                let path = folder.join(stale);
                fs::remove_file(&path).map_err(|source| Error::File { path, source })?;
            }
        }
        for (name, bytes) in &files {
            let path = folder.join(name);
            let parent = path.parent().unwrap_or(folder);
            fs::create_dir_all(parent).map_err(|source| Error::File { path: parent.to_owned(), source })?;
            fs::write(&path, bytes).map_err(|source| Error::File { path, source })?;
        }
        Ok(())
    }
}

struct Reader<'a> {
    root: &'a Path,
    files: Files,
    left: u64,
    entries: usize,
}

impl Reader<'_> {
    fn folder(&mut self, inside: &str, depth: usize) -> Result<(), Error> {
        let path = self.root.join(inside);
        let refused = |source| Error::File { path: path.clone(), source };
        for entry in fs::read_dir(&path).map_err(refused)? {
            let entry = entry.map_err(refused)?;
            let Ok(name) = entry.file_name().into_string() else { continue };
            let part = if inside.is_empty() { name } else { format!("{inside}/{name}") };
            self.entries += 1;
            if self.entries > Limits::BUNDLE.entries {
                return Err(Error::TooManyEntries { found: self.entries, most: Limits::BUNDLE.entries });
            }
            let kind = entry.file_type().map_err(refused)?;
            let leads_to_parts = part == "flows" || part == "miniapps" || (depth == 1 && inside == "flows");
            if kind.is_dir() && leads_to_parts {
                self.folder(&part, depth + 1)?;
            } else if layout::is_part(&part) && kind.is_symlink() {
                return Err(Error::Link { name: part });
            } else if layout::is_part(&part) && kind.is_file() {
                let bytes = read(&entry.path(), self.left)?;
                self.left = self.left.saturating_sub(bytes.len() as u64);
                self.files.insert(part, bytes);
            }
        }
        Ok(())
    }
}

fn read(path: &Path, most: u64) -> Result<Vec<u8>, Error> {
    let refused = |source| Error::File { path: PathBuf::from(path), source };
    if fs::metadata(path).map_err(refused)?.len() > most {
        return Err(Error::TooLarge { most: Limits::BUNDLE.total });
    }
    fs::read(path).map_err(refused)
}
