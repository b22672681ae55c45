//! A model as bytes: the same model gives the same bytes, and bytes that are no model are refused.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;

use super::IntentModel;
use super::vocabulary::ByHash;
use crate::embeddings::Embeddings;

/// What a model's bytes begin with; the number rises when their form changes.
const BEGIN: &[u8] = b"baton intents 1\n";

/// Why bytes are no model.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// They begin with something else.
    #[error("This is no model of intents, or one of another version of Baton. Train it again.")]
    Foreign,
    /// They end early, go on too long, or contradict themselves.
    #[error("The model of intents is damaged. Train it again.")]
    Damaged,
    /// It was learnt with embeddings that are not given now, or the other way round.
    #[error("The model was learnt with other embeddings. Name the folder it was learnt with.")]
    OtherEmbeddings,
}

impl IntentModel {
    /// The model as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        // Writing into memory can't fail.
        postcard::to_extend(self, BEGIN.to_vec()).unwrap_or_default()
    }

    /// A model from its bytes, and the embeddings it was learnt with, which are not part of them.
    ///
    /// # Errors
    /// When they are not those of a model.
    pub fn from_bytes(bytes: &[u8], embeddings: &Embeddings) -> Result<Self, ModelError> {
        let bytes = bytes.strip_prefix(BEGIN).ok_or(ModelError::Foreign)?;
        let (mut model, rest) = postcard::take_from_bytes::<Self>(bytes).map_err(|_| ModelError::Damaged)?;
        if !rest.is_empty() || !model.is_sound() {
            return Err(ModelError::Damaged);
        }
        if model.scorer.attach(embeddings) { Ok(model) } else { Err(ModelError::OtherEmbeddings) }
    }
}

/// Maps by hash are written in the order of the hashes.
pub(super) fn sorted<T: Serialize, S: Serializer>(map: &ByHash<T>, to: S) -> Result<S::Ok, S::Error> {
    map.iter().collect::<BTreeMap<_, _>>().serialize(to)
}

/// … and read as pairs.
pub(super) fn read_sorted<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    from: D,
) -> Result<ByHash<T>, D::Error> {
    Ok(BTreeMap::<u64, T>::deserialize(from)?.into_iter().collect())
}
