//! `Intl` and the `toLocale…` methods: numbers, dates, order and words as people of a place write them, by ICU4X.
//! Options come as JSON from the script in `js/intl.js`, which has read and completed them.

mod dates;
mod numbers;
mod words;

use icu::locale::Locale;
use rquickjs::{Ctx, Error, Exception, Function, Object};
use serde::de::DeserializeOwned;

/// What a native gives: a text, or a sentence that says why not.
type Written = Result<String, String>;

/// The natives of the script.
pub(super) fn natives<'js>(ctx: &Ctx<'js>) -> Result<Object<'js>, Error> {
    let natives = Object::new(ctx.clone())?;
    let offer = |name: &str, native: fn(&str, &str, &str) -> Written| {
        let call = move |ctx: Ctx<'js>, value: String, locale: String, options: String| {
            native(&value, &locale, &options).map_err(|sentence| Exception::throw_range(&ctx, &sentence))
        };
        natives.set(name, Function::new(ctx.clone(), call))
    };
    offer("locale", |_, locale, _| canonical(locale))?;
    offer("number", numbers::number)?;
    offer("date", dates::date)?;
    offer("zone", |_, zone, _| dates::zone_name(zone))?;
    offer("plural", words::plural)?;
    offer("compare", words::compare)?;
    offer("list", words::list)?;
    offer("relative", words::relative)?;
    Ok(natives)
}

fn locale(text: &str) -> Result<Locale, String> {
    Locale::try_from_str(text).map_err(|_| "Incorrect locale information provided".to_owned())
}

fn canonical(text: &str) -> Written {
    let mut locale = locale(text)?;
    icu::locale::LocaleCanonicalizer::new_common().canonicalize(&mut locale);
    Ok(locale.to_string())
}

fn options<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| format!("An option is out of its range: {error}"))
}

fn not_there(error: impl std::fmt::Display) -> String {
    format!("This can't be written in this locale: {error}")
}
