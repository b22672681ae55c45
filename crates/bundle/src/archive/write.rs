//! Sorted names, fixed times, one level of compression: the same files give the same bytes.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::layout::Files;
use crate::{Error, Limits};

pub fn archive(files: &Files, limits: &Limits) -> Result<Vec<u8>, Error> {
    let total: u64 = files.values().map(|bytes| bytes.len() as u64).sum();
    if total > limits.total {
        return Err(Error::TooLarge { most: limits.total });
    }
    if let Some((name, _)) = files.iter().find(|(_, bytes)| bytes.len() as u64 > limits.entry) {
        return Err(Error::EntryTooLarge { name: name.clone(), most: limits.entry });
    }
    if files.len() > limits.entries {
        return Err(Error::TooManyEntries { found: files.len(), most: limits.entries });
    }
    write(files).map_err(|error| Error::NotAZip(error.to_string()))
}

fn write(files: &Files) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::default())
        .system(System::Unix)
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(name.as_str(), options)?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}
