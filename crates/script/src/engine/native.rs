//! The functions in Rust that the scripts of the contract stand on. No function of a miniApp sees them.

use std::rc::Rc;

use rquickjs::prelude::Rest;
use rquickjs::{Ctx, Error, Exception, Function, Object, Value};

use super::host::Host;
use super::{console, jwt, library, urls, xml};

/// What the bootstrap needs.
pub(super) fn install<'js>(ctx: &Ctx<'js>, host: &Rc<Host>) -> Result<Object<'js>, Error> {
    let natives = Object::new(ctx.clone())?;
    let told = Rc::clone(host);
    #[allow(clippy::cast_precision_loss, reason = "JavaScript has no other numbers for moments")]
    natives.set("now", Function::new(ctx.clone(), move || told.now() as f64))?;
    let drawn = Rc::clone(host);
    natives.set("random", Function::new(ctx.clone(), move || fraction(drawn.random())))?;
    let written = Rc::clone(host);
    let log = move |ctx: Ctx<'js>, values: Rest<Value<'js>>| {
        if !written.log_is_full() {
            written.log(&console::line(&ctx, values));
        }
    };
    natives.set("log", Function::new(ctx.clone(), log))?;
    let loading = Rc::clone(host);
    let load = move |ctx: Ctx<'js>, name: String| library::load(&ctx, &loading, &name);
    natives.set("load", Function::new(ctx.clone(), load))?;
    Ok(natives)
}

/// What `parseXML` and `signJwt` need.
pub(super) fn contract<'js>(ctx: &Ctx<'js>, host: &Rc<Host>) -> Result<Object<'js>, Error> {
    let natives = Object::new(ctx.clone())?;
    let read = |ctx: Ctx<'js>, text: String| {
        xml::read(&text).map_err(|sentence| Exception::throw_syntax(&ctx, &sentence))
    };
    natives.set("xml", Function::new(ctx.clone(), read))?;
    let told = Rc::clone(host);
    let sign = move |ctx: Ctx<'js>, given: String| {
        jwt::sign(&given, told.now()).map_err(|sentence| Exception::throw_message(&ctx, &sentence))
    };
    natives.set("jwt", Function::new(ctx.clone(), sign))?;
    Ok(natives)
}

/// What addresses, encodings and random bytes need.
pub(super) fn web<'js>(ctx: &Ctx<'js>, host: &Rc<Host>) -> Result<Object<'js>, Error> {
    let natives = Object::new(ctx.clone())?;
    let drawn = Rc::clone(host);
    let bytes = move |ctx: Ctx<'js>, count: usize| {
        if count > 65_536 {
            return Err(Exception::throw_range(&ctx, "At most 65536 random bytes at once."));
        }
        Ok((0..count).map(|_| drawn.random().to_le_bytes()[0]).collect::<Vec<u8>>())
    };
    natives.set("bytes", Function::new(ctx.clone(), bytes))?;
    natives.set("encode", Function::new(ctx.clone(), |text: String| text.into_bytes()))?;
    natives.set("decode", Function::new(ctx.clone(), decode))?;
    natives.set(
        "url",
        Function::new(ctx.clone(), |address: String, base: Option<String>| {
            urls::read(&address, base.as_deref())
        }),
    )?;
    natives.set(
        "urlWith",
        Function::new(ctx.clone(), |address: String, part: String, value: String| {
            urls::with(&address, &part, &value)
        }),
    )?;
    natives.set("queryPairs", Function::new(ctx.clone(), |query: String| urls::pairs(&query)))?;
    natives.set("queryText", Function::new(ctx.clone(), |pairs: String| urls::text(&pairs)))?;
    Ok(natives)
}

/// Text of bytes; nothing when they are none and that matters.
fn decode(bytes: Vec<u8>, encoding: String, fatal: bool) -> Option<String> {
    match encoding.as_str() {
        "windows-1252" => Some(bytes.into_iter().map(windows_1252).collect()),
        "utf-16le" => {
            let (units, rest) = bytes.as_chunks::<2>();
            let units: Vec<u16> = units.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
            match String::from_utf16(&units) {
                Ok(text) if rest.is_empty() => Some(text),
                _ if fatal => None,
                _ => Some(String::from_utf16_lossy(&units)),
            }
        }
        _ if fatal => String::from_utf8(bytes).ok(),
        _ => Some(String::from_utf8_lossy(&bytes).into_owned()),
    }
}

/// The characters that stand between 0x80 and 0x9f, where Latin-1 has none.
fn windows_1252(byte: u8) -> char {
    const MIDDLE: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    let at = usize::from(byte).checked_sub(0x80);
    at.and_then(|at| MIDDLE.get(at)).copied().unwrap_or(char::from(byte))
}

/// 0 or more and less than 1.
#[allow(clippy::cast_precision_loss, reason = "53 bits are what such a number holds")]
fn fraction(random: u64) -> f64 {
    (random >> 11) as f64 / (1_u64 << 53) as f64
}
