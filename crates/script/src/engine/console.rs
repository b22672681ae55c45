//! `console.log` and `print`: values as lines of text.

use rquickjs::prelude::Rest;
use rquickjs::{Coerced, Ctx, Value};

/// The values of one call, as one line.
pub(super) fn line<'js>(ctx: &Ctx<'js>, values: Rest<Value<'js>>) -> String {
    let texts: Vec<String> = values.0.into_iter().map(|value| text(ctx, value)).collect();
    texts.join(" ")
}

/// A text as it is, an object as its JSON, all else as JavaScript makes a text of it.
fn text<'js>(ctx: &Ctx<'js>, value: Value<'js>) -> String {
    if value.is_object() && !value.is_error() && !value.is_function() {
        match ctx.json_stringify(value.clone()).and_then(|text| text.map(|text| text.to_string()).transpose())
        {
            Ok(Some(text)) => return text,
            Ok(None) => {}
            Err(_) => drop(ctx.catch()),
        }
    }
    match value.get::<Coerced<String>>() {
        Ok(text) => text.0,
        Err(_) => {
            drop(ctx.catch());
            format!("[{}]", value.type_name())
        }
    }
}
