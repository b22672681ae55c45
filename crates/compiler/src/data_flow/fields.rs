//! The fields that matter: those that something reads. A field that is only ever set needs no analysis.

use std::collections::HashMap;

/// Names and their numbers.
#[derive(Default)]
pub(super) struct Fields {
    numbers: HashMap<String, usize>,
    names: Vec<String>,
}

impl Fields {
    /// The number of a name, a new one if need be.
    pub(super) fn add(&mut self, name: &str) -> usize {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = self.names.len();
        self.numbers.insert(name.to_owned(), number);
        self.names.push(name.to_owned());
        number
    }

    /// The number of a name that is read somewhere.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.numbers.get(name).copied()
    }

    pub(super) fn names(&self) -> &[String] {
        &self.names
    }
}
