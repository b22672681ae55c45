//! Which files hold the conversations.

use std::path::{Path, PathBuf};

use crate::commands::Failure;

/// Folders of an application where its conversations lie.
const OWN: &[&str] = &["conversations", "tests"];
/// The most files that are taken.
const MOST: usize = 10_000;

/// The files that are named, and those in the folders that are; without names, the application's own.
pub fn files(application: &Path, named: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let own: Vec<PathBuf> =
        OWN.iter().map(|name| application.join(name)).filter(|folder| folder.is_dir()).collect();
    let mut found = Vec::new();
    for place in if named.is_empty() { &own } else { named } {
        if place.is_dir() {
            within(place, &mut found)?;
        } else {
            found.push(place.clone());
        }
    }
    if found.len() > MOST {
        return Err(format!("there are more than {MOST} files with conversations; name fewer").into());
    }
    Ok(found)
}

fn within(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let unreadable =
        |error: std::io::Error| format!("the folder {} can't be read: {error}", folder.display());
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.is_file() && path.extension().is_some_and(|extension| extension == "txt") {
            files.push(path);
        }
    }
    files.sort();
    found.extend(files);
    Ok(())
}
