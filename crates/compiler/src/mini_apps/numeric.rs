//! Numeric: a question that is answered with digits.

use baton_model::program::{Question, QuestionKind};

use super::{question, reading::Reading};

pub(super) fn read(reading: &mut Reading<'_>) -> Question {
    question::read(reading, "Numeric", QuestionKind::Numeric)
}
