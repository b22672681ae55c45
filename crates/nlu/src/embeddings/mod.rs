//! Static embeddings: words as points in space, so that "purse" is near "wallet" though they share no letter.
//!
//! Optional. A folder in the layout of model2vec (`config.json`, `tokenizer.json`, `model.safetensors`) is read by
//! whoever may read files; here are only its bytes. The same folder gives the same points.

mod matrix;
mod tokenizer;

use std::fmt::Debug;
use std::sync::Arc;

use matrix::Matrix;
use tokenizer::Tokenizer;

/// Turns texts into points.
pub trait Embedder: Debug + Send + Sync {
    /// How many numbers a point has.
    fn dimensions(&self) -> usize;

    /// The point of a text, of length 1; `None` when nothing of the text is known.
    fn embed(&self, text: &str) -> Option<Vec<f32>>;
}

/// The embeddings that intents are learnt with, where there are some.
pub type Embeddings = Option<Arc<dyn Embedder>>;

/// Why a folder of embeddings can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EmbeddingsError {
    /// A file is not as it should be.
    #[error("{0} can't be read: {1}")]
    Unreadable(&'static str, String),
    /// The files don't fit one another.
    #[error("The files don't belong together: {0}")]
    Mismatch(String),
}

/// A table of points, one a token, and the tokenizer that goes with it.
#[derive(Debug)]
pub struct StaticEmbeddings {
    tokenizer: Tokenizer,
    matrix: Matrix,
}

impl StaticEmbeddings {
    /// Reads the three files of a folder.
    ///
    /// # Errors
    /// What is wrong with which.
    pub fn read(config: &[u8], tokenizer: &[u8], safetensors: &[u8]) -> Result<Self, EmbeddingsError> {
        let unreadable =
            |file| move |error: serde_json::Error| EmbeddingsError::Unreadable(file, error.to_string());
        // Nothing of it changes how points are made: they are brought to length 1 whatever it says.
        serde_json::from_slice::<serde_json::Map<_, serde_json::Value>>(config)
            .map_err(unreadable("config.json"))?;
        let tokenizer = Tokenizer::read(tokenizer)?;
        let matrix = Matrix::read(safetensors)?;
        if tokenizer.largest_id() >= matrix.tokens() {
            return Err(EmbeddingsError::Mismatch(format!(
                "tokenizer.json has tokens up to {}, model.safetensors {} of them",
                tokenizer.largest_id(),
                matrix.tokens()
            )));
        }
        Ok(Self { tokenizer, matrix })
    }
}

impl Embedder for StaticEmbeddings {
    fn dimensions(&self) -> usize {
        self.matrix.dimensions()
    }

    fn embed(&self, text: &str) -> Option<Vec<f32>> {
        let mut point = vec![0.0f32; self.matrix.dimensions()];
        for token in self.tokenizer.tokens(text) {
            self.matrix.add(token, &mut point);
        }
        let length = point.iter().map(|of| of * of).sum::<f32>().sqrt();
        if !length.is_finite() || length < 1e-6 {
            return None;
        }
        point.iter_mut().for_each(|of| *of /= length);
        Some(point)
    }
}
