//! Values in an utterance: numbers, amounts, dates and what else a question asks for. What is asked for decides what
//! is looked for: "four" is a number, a digit, an hour, an amount or a day.

mod amount;
mod codes;
mod contact;
mod currency;
mod date;
mod digits;
mod field;
mod find;
mod language;
mod names;
mod number;
mod number_words;
mod ordinal;
mod time;
mod tokens;
mod whole;
mod yes_no;

pub use field::{Range, Value};
pub use find::{Asked, Found, find, find_names};
