//! The types of miniApps, one file each. To add a type: write its file after the model of another one, and name it in
//! [`KINDS`]. What it asks of the engine is a `QuestionKind` in the model crate and its file in the dialog's
//! `question/kinds`.

mod alpha;
mod alphanumeric;
mod amount;
pub(super) mod announcement;
mod corpus_collection;
mod date;
mod date_range;
mod entity;
mod intelli;
mod intent;
mod numeric;
mod text;
mod web_service;
mod yes_no;

use std::collections::BTreeSet;

use baton_model::program::MiniAppKind;
use serde_json::{Map, Value};

pub use intent::intents;

use super::defaults::{Prompting, question};
use super::reading::Reading;

/// A type of miniApp.
pub(super) trait Kind: Sync {
    /// Its name, as the API writes it.
    fn name(&self) -> &'static str;

    /// The model of a new one: a question that reads its answer back.
    fn default_model(&self, of: &Prompting<'_>, _domain: &str) -> Value {
        question(of, self.name(), "{{value}}")
    }

    /// The keys of its model and the schema of each.
    fn keys(&self) -> Map<String, Value>;

    /// Makes of a model what runs, and says what is wrong with it.
    fn read(&self, reading: &mut Reading<'_>) -> MiniAppKind;

    /// What it gives to a canvas: the answer.
    fn outputs(&self, _model: &Value) -> BTreeSet<String> {
        answer(self.name())
    }

    /// True when it says and asks nothing.
    fn is_service(&self) -> bool {
        false
    }
}

/// All types, in the order in which they are shown.
pub(super) static KINDS: [&dyn Kind; 14] = [
    &intent::Intent,
    &numeric::Numeric,
    &alphanumeric::Alphanumeric,
    &alpha::Alpha,
    &date::Date,
    &date_range::DateRange,
    &announcement::Announcement,
    &yes_no::YesNo,
    &web_service::WebService,
    &intelli::Intelli,
    &corpus_collection::CorpusCollection,
    &text::Text,
    &entity::Entity,
    &amount::Amount,
];

/// The type of a name as the API writes it.
pub(super) fn kind_named(name: &str) -> Option<&'static dyn Kind> {
    KINDS.iter().find(|kind| kind.name() == name).copied()
}

/// The outputs of a question: its value, and how that came.
fn answer(name: &str) -> BTreeSet<String> {
    [name.to_owned(), format!("{name}InputMode")].into()
}
