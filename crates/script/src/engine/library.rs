//! What is made only when a function looks at it: each part is a script that is given the natives it needs.

use std::rc::Rc;

use rquickjs::{Ctx, Error, Exception, Function, Object, Value};

use super::host::Host;
use super::{named, native};

const CONTRACT: &str = include_str!("../js/contract.js");
const WEB: &str = include_str!("../js/web.js");

/// Makes a part.
pub(super) fn load<'js>(ctx: &Ctx<'js>, host: &Rc<Host>, name: &str) -> Result<Value<'js>, Error> {
    match name {
        "contract" => with(ctx, name, CONTRACT, native::contract(ctx, host)?),
        "web" => with(ctx, name, WEB, native::web(ctx, host)?),
        _ => Err(Exception::throw_reference(ctx, &format!("{name} is not there"))),
    }
}

fn with<'js>(ctx: &Ctx<'js>, name: &str, source: &str, natives: Object<'js>) -> Result<Value<'js>, Error> {
    let make: Function<'js> = ctx.eval_with_options(source, named(name))?;
    make.call((natives,))
}
