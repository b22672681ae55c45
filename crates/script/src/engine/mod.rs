//! One function in one fresh runtime. This runs in a worker process only.

mod check;
mod console;
mod errors;
mod host;
mod intl;
mod jwt;
mod library;
mod native;
mod urls;
mod values;
mod xml;

use std::cell::Cell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use rquickjs::context::{EvalOptions, intrinsic};
use rquickjs::{CatchResultExt, Context, Ctx, Error, Function, Object, Persistent, Runtime, Value};

use crate::{Call, Failure, Limits, Outcome, limits};

pub(crate) use check::check;
use host::Host;

/// The name under which the script stands in stack traces.
const SCRIPT: &str = "function";
/// What makes a runtime of the bare engine: the contract of functions.
const BOOTSTRAP: &str = include_str!("../js/bootstrap.js");

/// All that ECMAScript has; the clock of high resolution is not part of it.
type Intrinsics = (
    intrinsic::Date,
    intrinsic::Eval,
    intrinsic::RegExpCompiler,
    intrinsic::RegExp,
    intrinsic::Json,
    intrinsic::Proxy,
    intrinsic::MapSet,
    intrinsic::TypedArrays,
    intrinsic::Promise,
    intrinsic::WeakRef,
    intrinsic::DOMException,
);

/// A runtime that has run nothing yet. It runs one call, and is dropped.
pub(crate) struct Engine {
    /// Takes `params`, and gives what `ocpReturn` was called with. Gone before the context.
    contract: Persistent<Object<'static>>,
    context: Context,
    runtime: Runtime,
    host: Rc<Host>,
    clock: Rc<Allowance>,
}

/// How long the function may still compute.
#[derive(Debug, Default)]
struct Allowance {
    began: Cell<Duration>,
    time: Cell<Option<Duration>>,
    exceeded: Cell<bool>,
}

impl Allowance {
    /// The time that this thread has computed: what others do on the machine is not held against a function.
    fn computed() -> Duration {
        let spent = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
        let seconds = u64::try_from(spent.tv_sec).unwrap_or(0);
        Duration::from_secs(seconds) + Duration::from_nanos(u64::try_from(spent.tv_nsec).unwrap_or(0))
    }

    fn begin(&self, time: Duration) {
        self.began.set(Self::computed());
        self.time.set(Some(time));
    }

    /// True when the function must stop.
    fn is_over(&self) -> bool {
        if let Some(time) = self.time.get()
            && Self::computed().saturating_sub(self.began.get()) >= time
        {
            self.exceeded.set(true);
        }
        self.exceeded.get()
    }
}

impl Engine {
    /// A fresh one, ready for a script.
    pub(crate) fn new() -> Result<Self, Error> {
        let runtime = Runtime::new()?;
        runtime.set_max_stack_size(limits::STACK);
        let clock = Rc::new(Allowance::default());
        let ticking = Rc::clone(&clock);
        runtime.set_interrupt_handler(Some(Box::new(move || ticking.is_over())));
        let context = Context::custom::<Intrinsics>(&runtime)?;
        let host = Rc::new(Host::default());
        let contract = context.with(|ctx| {
            let natives = native::install(&ctx, &host)?;
            let bootstrap: Function<'_> = ctx.eval_with_options(BOOTSTRAP, named("baton"))?;
            let contract: Object<'_> = bootstrap.call((natives,))?;
            Ok::<_, Error>(Persistent::save(&ctx, contract))
        })?;
        Ok(Self { contract, context, runtime, host, clock })
    }

    /// Runs the call.
    pub(crate) fn run(&self, call: &Call, limits: Limits) -> Outcome {
        if call.javascript.len() > limits::SCRIPT {
            return Failure::new("RangeError", "The script is too long.").into();
        }
        let began = Instant::now();
        self.runtime.set_memory_limit(limits.memory);
        self.host.begin(call);
        self.clock.begin(limits.time);
        let ran = self.context.with(|ctx| {
            let ran = self.script(&ctx, call).catch(&ctx);
            match ran {
                Ok(value) => Ok(value),
                Err(_) if self.clock.exceeded.get() => Err(too_long(limits)),
                Err(caught) => {
                    let failure = errors::failure(&ctx, caught);
                    // What was thrown may itself compute when it is looked at.
                    Err(if self.clock.exceeded.get() { too_long(limits) } else { failure })
                }
            }
        });
        let (value, error) = match ran {
            Ok(value) => (value, None),
            // Without memory for an error, the engine throws null.
            Err(error) if error.message == "null" && self.is_full(limits) => {
                (serde_json::Value::Null, Some(errors::out_of_memory()))
            }
            Err(error) => (serde_json::Value::Null, Some(error)),
        };
        let milliseconds = (began.elapsed().as_secs_f64() * 1e6).round() / 1e3;
        Outcome { value, log: self.host.take_log(), milliseconds, error }
    }

    fn is_full(&self, limits: Limits) -> bool {
        usize::try_from(self.runtime.memory_usage().malloc_size).is_ok_and(|used| used >= limits.memory / 2)
    }

    fn script<'js>(&self, ctx: &Ctx<'js>, call: &Call) -> Result<serde_json::Value, Error> {
        let contract = self.contract.clone().restore(ctx)?;
        ctx.globals().set("params", ctx.json_parse(call.params.to_string())?)?;
        let last: Value<'js> = ctx.eval_with_options(call.javascript.as_str(), named(SCRIPT))?;
        while !self.clock.is_over() && ctx.execute_pending_job() {}
        let take: Function<'js> = contract.get("take")?;
        let value: Value<'js> = take.call((last,))?;
        values::settled(ctx, value).and_then(|value| values::of_kind(ctx, value, call.kind))
    }
}

/// How scripts are read: as a browser or Node reads a script, not a module.
fn named(name: &str) -> EvalOptions {
    let mut options = EvalOptions::default();
    options.strict = false;
    options.filename = Some(name.to_owned());
    options
}

fn too_long(limits: Limits) -> Failure {
    Failure::timeout(format!(
        "The function took longer than its {} ms. Let it do less, or do it where the data comes from.",
        limits.time.as_millis()
    ))
}
