//! Choices that look random and are the same in every replay: SplitMix64, its state kept in the dialog.

use baton_model::program::{Prompts, Weighted};

use super::Engine;
use crate::Event;

impl<'a> Engine<'a> {
    /// The next number of the dialog's own sequence.
    pub(super) fn random(&mut self) -> u64 {
        self.dialog.random = self.dialog.random.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.dialog.random;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// One of several texts, by weight; the choice is recorded. `None` when there is nothing to choose from.
    pub(super) fn choose(&mut self, among: &str, texts: &'a [Weighted]) -> Option<&'a Prompts> {
        let total: u64 = texts.iter().map(|text| u64::from(text.weight.max(1))).sum();
        let mut left = match texts {
            [] => return None,
            [_] => 0,
            _ => self.random() % total,
        };
        let (index, chosen) = texts.iter().enumerate().find(|(_, text)| {
            let weight = u64::from(text.weight.max(1));
            let here = left < weight;
            left = left.saturating_sub(weight);
            here
        })?;
        let event = Event::Chose { among: among.to_owned(), index: u32::try_from(index).unwrap_or(u32::MAX) };
        self.happen_in_mini_app(event);
        Some(&chosen.prompts)
    }
}
