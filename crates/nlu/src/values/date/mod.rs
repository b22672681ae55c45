//! stub
use super::field::Range;
use super::language::Manner;
use super::tokens::Text;
use jiff::civil::{Date, DateTime};
pub(crate) struct Day {
    pub(crate) date: Date,
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) doubt: f32,
}
pub(crate) struct Span {
    pub(crate) range: Range,
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) doubt: f32,
}
pub(crate) fn days(_: &Text, _: Manner, _: Option<DateTime>) -> Vec<Day> {
    Vec::new()
}
pub(crate) fn ranges(_: &Text, _: Manner, _: Option<DateTime>) -> Vec<Span> {
    Vec::new()
}
