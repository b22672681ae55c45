//! A folder of static embeddings, read where files may be read.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use baton_nlu::embeddings::{Embeddings, StaticEmbeddings};

use crate::commands::Failure;

/// The largest file of the folder that is read.
const LARGEST: u64 = 2 << 30;

/// Reads `config.json`, `tokenizer.json` and `model.safetensors` of a folder. An empty path is no folder: words are learnt
/// from utterances alone.
///
/// # Errors
/// Which file is missing, too large or wrong.
pub fn read(folder: &Path) -> Result<Embeddings, Failure> {
    if folder.as_os_str().is_empty() {
        return Ok(None);
    }
    let file = |name: &str| {
        let path = folder.join(name);
        let told = |error: std::io::Error| format!("can't read {}: {error}", path.display());
        let mut bytes = Vec::new();
        File::open(&path).map_err(told)?.take(LARGEST + 1).read_to_end(&mut bytes).map_err(told)?;
        if bytes.len() as u64 > LARGEST {
            return Err(format!("{} is larger than 2 GiB.", path.display()));
        }
        Ok(bytes)
    };
    let read =
        StaticEmbeddings::read(&file("config.json")?, &file("tokenizer.json")?, &file("model.safetensors")?);
    let read = read.map_err(|error| format!("The embeddings in {}: {error}", folder.display()))?;
    Ok(Some(Arc::new(read)))
}
