//! From a value of a script to what the caller gets.

use rquickjs::promise::PromiseState;
use rquickjs::{Coerced, Ctx, Error, Exception, Promise, Value};
use serde_json::Value as Json;

use crate::{Kind, limits};

/// A promise's value, once it has one.
pub(super) fn settled<'js>(ctx: &Ctx<'js>, value: Value<'js>) -> Result<Value<'js>, Error> {
    let Some(promise) = value.clone().try_into_promise().ok() else { return Ok(value) };
    match promise.state() {
        PromiseState::Pending => {
            Err(Exception::throw_type(ctx, "The value is a promise that nothing settles any more."))
        }
        PromiseState::Resolved | PromiseState::Rejected => result(promise, value),
    }
}

fn result<'js>(promise: Promise<'js>, value: Value<'js>) -> Result<Value<'js>, Error> {
    promise.result::<Value<'js>>().unwrap_or(Ok(value))
}

/// The value as a function of this kind gives it.
pub(super) fn of_kind<'js>(ctx: &Ctx<'js>, value: Value<'js>, kind: Kind) -> Result<Json, Error> {
    match kind {
        Kind::User => user(ctx, value),
        Kind::Validation => Ok(Json::Bool(value.get::<Coerced<bool>>()?.0)),
        Kind::Output => json(ctx, value),
    }
}

/// What JavaScript makes a text of, as that text; an object or a list as it is, so that its parts can be named.
/// Nothing stays nothing.
fn user<'js>(ctx: &Ctx<'js>, value: Value<'js>) -> Result<Json, Error> {
    if value.is_undefined() || value.is_null() || value.is_function() {
        return Ok(Json::Null);
    }
    if value.is_object() && !value.is_error() {
        return json(ctx, value);
    }
    // As JSON, since a text of JavaScript may hold half characters.
    let text = value.get::<Coerced<rquickjs::String<'js>>>()?.0;
    json(ctx, text.into_value())
}

fn json<'js>(ctx: &Ctx<'js>, value: Value<'js>) -> Result<Json, Error> {
    ctx.json_stringify(value)?.map_or(Ok(Json::Null), |text| parse(ctx, &text.to_string()?))
}

fn parse(ctx: &Ctx<'_>, text: &str) -> Result<Json, Error> {
    if text.len() > limits::VALUE {
        return Err(Exception::throw_range(ctx, "The value is too large: at most 1 MiB."));
    }
    serde_json::from_str(&whole_characters(text))
        .map_err(|_| Exception::throw_range(ctx, "The value is nested too deeply."))
}

/// Puts the replacement character for each half of a character: JSON text allows `\ud83d` alone, texts here do not.
fn whole_characters(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains("\\ud") {
        return text.into();
    }
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        whole.push_str(before);
        let (first, second) = (unit(escape), escape.get(6..).and_then(unit));
        let (kept, length) = match (first, second) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => (escape.get(..12), 12),
            (Some(0xd800..=0xdfff), _) => (Some("\\ufffd"), 6),
            (Some(_), _) => (escape.get(..6), 6),
            (None, _) => (escape.get(..2), 2),
        };
        whole.push_str(kept.unwrap_or("\\ufffd"));
        rest = escape.get(length..).unwrap_or_default();
    }
    whole.push_str(rest);
    whole.into()
}

/// The code unit that an escape at the beginning of the text is.
fn unit(text: &str) -> Option<u32> {
    u32::from_str_radix(text.strip_prefix("\\u")?.get(..4)?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::whole_characters;

    #[test]
    fn half_characters_are_replaced_and_whole_ones_stay() {
        assert_eq!(whole_characters(r#""a\ud83db""#), r#""a\ufffdb""#);
        assert_eq!(whole_characters(r#""\ud83d\ude00""#), r#""\ud83d\ude00""#);
        assert_eq!(whole_characters(r#""\\ud83d""#), r#""\\ud83d""#);
        assert_eq!(whole_characters(r#""\ude00\ud83d""#), r#""\ufffd\ufffd""#);
    }
}
