//! Reads an archive entry by entry and counts what really comes out.

use std::io::{Cursor, Read};

use zip::result::ZipError;
use zip::unstable::read::ZipIterable;
use zip::{CompressionMethod, ZipReadOptions};

use crate::layout::Files;
use crate::{Error, Limits};

/// Unpacks an archive into memory: the files whose names `wanted` takes. All names are checked, taken or not.
///
/// # Errors
/// For anything that an archive made in good faith does not have; see [`Error`].
pub fn read_archive(bytes: &[u8], limits: &Limits, wanted: impl Fn(&str) -> bool) -> Result<Files, Error> {
    let mut archive =
        ZipIterable::try_new(Cursor::new(bytes), zip::read::Config::default()).map_err(not_a_zip)?;
    if archive.len() > limits.entries {
        return Err(Error::TooManyEntries { found: archive.len(), most: limits.entries });
    }
    let mut files = Files::new();
    let mut names = std::collections::BTreeSet::new();
    let mut left = limits.total;
    for entry in archive.files().map_err(not_a_zip)? {
        let entry = entry.map_err(not_a_zip)?;
        let name = std::str::from_utf8(entry.name_raw()).map_err(|_| Error::NameNotUtf8)?.to_owned();
        check_name(&name)?;
        let shown = || name.chars().take(200).collect::<String>();
        if !names.insert(name.trim_end_matches('/').to_owned()) {
            return Err(Error::Duplicate { name: shown() });
        }
        if is_special(entry.unix_mode()) {
            return Err(Error::Link { name: shown() });
        }
        if entry.encrypted() {
            return Err(Error::Encrypted { name: shown() });
        }
        if entry.is_dir() || !wanted(&name) {
            continue;
        }
        if !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
            return Err(Error::Compression { name: shown() });
        }
        let packed = entry.compressed_size().min(bytes.len() as u64);
        let damaged =
            |error: &dyn std::fmt::Display| Error::Damaged { name: shown(), reason: error.to_string() };
        let mut body = Cursor::new(bytes);
        let file = entry.with_reader(&mut body, ZipReadOptions::new()).map_err(|error| damaged(&error))?;
        let read = unpack(file, &shown(), packed, left, limits, &damaged)?;
        left = left.saturating_sub(read.len() as u64);
        files.insert(name, read);
    }
    Ok(files)
}

fn unpack(
    mut file: impl Read,
    name: &str,
    packed: u64,
    left: u64,
    limits: &Limits,
    damaged: &dyn Fn(&dyn std::fmt::Display) -> Error,
) -> Result<Vec<u8>, Error> {
    let mut read = Vec::new();
    let mut chunk = vec![0_u8; 64 * 1024];
    loop {
        let count = file.read(&mut chunk).map_err(|error| damaged(&error))?;
        let Some(new) = chunk.get(..count).filter(|new| !new.is_empty()) else { return Ok(read) };
        let size = (read.len() + count) as u64;
        if size > Limits::RATIO_FROM && size > packed.saturating_mul(limits.ratio) {
            return Err(Error::Bomb { name: name.to_owned(), most: limits.ratio });
        }
        if size > limits.entry {
            return Err(Error::EntryTooLarge { name: name.to_owned(), most: limits.entry });
        }
        if size > left {
            return Err(Error::TooLarge { most: limits.total });
        }
        read.extend_from_slice(new);
    }
}

fn check_name(name: &str) -> Result<(), Error> {
    let drive = name.as_bytes().get(1) == Some(&b':');
    let path = name.strip_suffix('/').unwrap_or(name);
    let outside = path.split('/').any(|part| part.is_empty() || part == "." || part == "..");
    if drive || outside || path.len() > 1_000 || path.contains(['\\', '\0']) {
        return Err(Error::UnsafePath { name: name.chars().take(200).collect() });
    }
    Ok(())
}

/// True for anything whose Unix file type is neither "file" nor "folder" nor unsaid.
fn is_special(mode: Option<u32>) -> bool {
    const TYPE: u32 = 0o170_000;
    mode.is_some_and(|mode| !matches!(mode & TYPE, 0 | 0o100_000 | 0o040_000))
}

fn not_a_zip(error: ZipError) -> Error {
    Error::NotAZip(error.to_string())
}
