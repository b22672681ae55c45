//! Every utterance asked about once, of a model that has not seen it.

use super::sample::lot;
use super::{Evaluation, Labelled, Outcome, evaluated, outcome, train_with};
use crate::embeddings::Embeddings;

/// The most parts that data are parted into.
pub const MOST_FOLDS: usize = 10;

/// Parts the data into `folds` (2 to 10), each intent evenly, and asks about each part a model that was trained on the
/// others. Which part an utterance is in depends on `seed` and not on the order of the data.
#[must_use]
pub fn cross_validate(examples: &[Labelled], folds: usize, seed: u64, embeddings: &Embeddings) -> Evaluation {
    let folds = folds.clamp(2, MOST_FOLDS);
    let mut drawn: Vec<(&str, u64, &Labelled)> =
        examples.iter().map(|one| (one.intent.as_str(), lot(&one.utterance, seed), one)).collect();
    drawn.sort_by(|a, b| (a.0, a.1, &a.2.utterance).cmp(&(b.0, b.1, &b.2.utterance)));
    let mut outcomes: Vec<Outcome<'_>> = Vec::with_capacity(examples.len());
    for fold in 0..folds {
        let of = |kept: bool| {
            let parts = drawn.iter().enumerate().filter(move |(index, _)| (index % folds == fold) == kept);
            parts.map(|(_, (_, _, example))| *example)
        };
        let learnt: Vec<Labelled> = of(false).cloned().collect();
        let model = train_with(&learnt, embeddings);
        outcomes.extend(of(true).map(|example| outcome(&model, example)));
    }
    evaluated(&outcomes)
}
