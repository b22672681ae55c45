//! What is made only when a function looks at it: each part is a script that is given the natives it needs.

use std::rc::Rc;

use rquickjs::{Ctx, Error, Exception, Function, Object, Value};

use super::host::Host;
use super::{intl, named, native};

include!(concat!(env!("OUT_DIR"), "/libraries.rs"));

/// Makes a library that is written for loaders of modules give what it exports.
const MODULE: [&str; 2] = [
    "(function(){var module={exports:{}},exports=module.exports;(function(){",
    "\n}).call(globalThis);return module.exports})()",
];
/// Eta is a class; its older form, with functions on the class itself, is there, too.
const ETA_AS_BOTH: &str = "(function(exported){
  class Eta extends exported.Eta {}
  const one = new Eta();
  Eta.render = (template, data) => one.renderString(template, data ?? {});
  Eta.renderString = Eta.render;
  Eta.compile = (template) => { const made = one.compile(template); return (data) => made.call(one, data ?? {}); };
  return { Eta };
})";

const CONTRACT: &str = include_str!("../js/contract.js");
const INTL: &str = include_str!("../js/intl.js");
const WEB: &str = include_str!("../js/web.js");

/// Makes a part.
pub(super) fn load<'js>(ctx: &Ctx<'js>, host: &Rc<Host>, name: &str) -> Result<Value<'js>, Error> {
    match name {
        "contract" => with(ctx, name, CONTRACT, native::contract(ctx, host)?),
        "web" => with(ctx, name, WEB, native::web(ctx, host)?),
        "intl" => with(ctx, name, INTL, intl::natives(ctx)?),
        "handlebars" => {
            let made = Object::new(ctx.clone())?;
            made.set("Handlebars", module(ctx, name, HANDLEBARS)?)?;
            Ok(made.into_value())
        }
        "eta" => {
            let exported = module(ctx, name, ETA)?;
            let make: Function<'js> = ctx.eval_with_options(ETA_AS_BOTH, named(name))?;
            make.call((exported,))
        }
        _ => Err(Exception::throw_reference(ctx, &format!("{name} is not there"))),
    }
}

fn with<'js>(ctx: &Ctx<'js>, name: &str, source: &str, natives: Object<'js>) -> Result<Value<'js>, Error> {
    let make: Function<'js> = ctx.eval_with_options(source, named(name))?;
    make.call((natives,))
}

fn module<'js>(ctx: &Ctx<'js>, name: &str, source: Option<&str>) -> Result<Value<'js>, Error> {
    let Some(source) = source else {
        let sentence = format!("{name} is not part of this build. Run `make web`, then build again.");
        return Err(Exception::throw_reference(ctx, &sentence));
    };
    let [before, after] = MODULE;
    ctx.eval_with_options(format!("{before}{source}{after}"), named(name))
}
