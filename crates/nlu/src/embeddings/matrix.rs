//! `model.safetensors`: a row of numbers a token.

use safetensors::SafeTensors;
use safetensors::tensor::{Dtype, TensorView};

use super::EmbeddingsError;

const FILE: &str = "model.safetensors";
/// Rows times columns: 1 GiB of them.
const MOST: usize = 256 << 20;
/// The most numbers of a row.
const MOST_DIMENSIONS: usize = 4_096;

/// The rows, and which row is a token's.
#[derive(Debug)]
pub(super) struct Matrix {
    dimensions: usize,
    rows: Vec<f32>,
    /// How much a token says; empty: each the same.
    weights: Vec<f32>,
    /// The row of a token; empty: its own number.
    mapping: Vec<u32>,
}

impl Matrix {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, EmbeddingsError> {
        let unreadable = |said: String| EmbeddingsError::Unreadable(FILE, said);
        let tensors = SafeTensors::deserialize(bytes).map_err(|error| unreadable(format!("{error:?}")))?;
        let table = tensors
            .tensor("embeddings")
            .map_err(|_| unreadable("there is no tensor `embeddings` in it".to_owned()))?;
        let &[count, dimensions] = table.shape() else {
            return Err(unreadable("`embeddings` is no table".to_owned()));
        };
        let size = count.checked_mul(dimensions).filter(|size| (1..=MOST).contains(size));
        if size.is_none() || dimensions > MOST_DIMENSIONS {
            return Err(unreadable(format!("{count} times {dimensions} numbers are too many, or none")));
        }
        let rows = numbers(&table).ok_or_else(|| unreadable("its numbers are not F32 or F16".to_owned()))?;
        let optional = |name: &str| tensors.tensor(name).ok();
        let weights = match optional("weights") {
            Some(view) => numbers(&view).ok_or_else(|| unreadable("`weights` are not numbers".to_owned()))?,
            None => Vec::new(),
        };
        let mapping = match optional("mapping") {
            Some(view) => {
                let mapping =
                    whole(&view).ok_or_else(|| unreadable("`mapping` are no whole numbers".to_owned()))?;
                let outside = mapping.iter().any(|row| usize::try_from(*row).is_ok_and(|row| row >= count));
                if outside {
                    return Err(unreadable("`mapping` names rows that are not there".to_owned()));
                }
                mapping
            }
            None => Vec::new(),
        };
        Ok(Self { dimensions, rows, weights, mapping })
    }

    pub(super) fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// How many tokens have a row.
    pub(super) fn tokens(&self) -> usize {
        if self.mapping.is_empty() { self.rows.len() / self.dimensions } else { self.mapping.len() }
    }

    /// Adds a token's row, as much as the token says.
    pub(super) fn add(&self, token: u32, to: &mut [f32]) {
        let token = token as usize;
        let row = if self.mapping.is_empty() {
            token
        } else {
            let Some(row) = self.mapping.get(token) else { return };
            *row as usize
        };
        let says = if self.weights.is_empty() { Some(1.0) } else { self.weights.get(token).copied() };
        let from = row * self.dimensions;
        if let (Some(row), Some(says)) = (self.rows.get(from..from + self.dimensions), says) {
            to.iter_mut().zip(row).for_each(|(to, of)| *to += says * of);
        }
    }
}

/// Numbers with a point; what is not finite is nothing.
fn numbers(view: &TensorView<'_>) -> Option<Vec<f32>> {
    let read: Vec<f32> = match view.dtype() {
        Dtype::F32 => view.data().as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four)).collect(),
        Dtype::F64 => {
            view.data().as_chunks::<8>().0.iter().map(|eight| f64::from_le_bytes(*eight) as f32).collect()
        }
        Dtype::F16 => {
            view.data().as_chunks::<2>().0.iter().map(|two| half(u16::from_le_bytes(*two))).collect()
        }
        _ => return None,
    };
    Some(read.into_iter().map(|of| if of.is_finite() { of } else { 0.0 }).collect())
}

fn whole(view: &TensorView<'_>) -> Option<Vec<u32>> {
    match view.dtype() {
        Dtype::I64 => {
            let read = view.data().as_chunks::<8>().0.iter().map(|eight| i64::from_le_bytes(*eight));
            read.map(|number| u32::try_from(number).ok()).collect()
        }
        Dtype::I32 => {
            let read = view.data().as_chunks::<4>().0.iter().map(|four| i32::from_le_bytes(*four));
            read.map(|number| u32::try_from(number).ok()).collect()
        }
        _ => None,
    }
}

/// A number of 16 bits (IEEE 754): a sign, five bits of exponent, ten of fraction.
fn half(bits: u16) -> f32 {
    let sign = if bits & 0x8000 == 0 { 1.0 } else { -1.0 };
    let (exponent, fraction) = (i32::from(bits >> 10 & 0x1f), f32::from(bits & 0x3ff));
    let size = match exponent {
        0 => fraction * 2f32.powi(-24),
        31 => f32::NAN,
        _ => (1.0 + fraction / 1024.0) * 2f32.powi(exponent - 15),
    };
    sign * size
}

#[cfg(test)]
mod tests {
    use super::half;

    #[test]
    fn numbers_of_16_bits_are_read() {
        for (bits, number) in
            [(0x3c00, 1.0), (0xc000, -2.0), (0x3555, 0.333_251_95), (0x0001, 5.960_464_5e-8), (0, 0.0)]
        {
            assert!((half(bits) - number).abs() < 1e-9, "{bits:x}");
        }
        assert!(half(0x7c00).is_nan());
    }
}
