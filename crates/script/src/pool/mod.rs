//! The parent's side: calls wait for their turn, run in a worker, and never harm anything but themselves.
//!
//! There are two lanes. Each call begins in the quick one, with a small part of its allowance. What does not end
//! within it, begins again in the slow lane, whose workers stand back behind everything else on the machine; it is
//! remembered, and goes there at once the next time. A function has no effect but its outcome, so that nobody can
//! tell. So whatever a hundred functions do at once, a call that is quick waits for a few of them at most.

mod idle;
mod lane;
mod options;
mod process;
mod turns;

use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;
use std::time::Duration;

use crate::frame::{self, Reply, Request};
use crate::{Call, Failure, Limits, Outcome, limits};

pub use options::Options;

use lane::{Lane, Lost};

/// How many functions are remembered as slow.
const REMEMBERED: u64 = 10_000;
/// For how long.
const REMEMBERED_FOR: Duration = Duration::from_secs(600);
/// The part of its allowance that a call gets in the quick lane: one in so many.
const QUICK_PART: u32 = 5;

/// Workers, and who is next. Cheap to clone. Workers are started when they are first needed.
#[derive(Debug, Clone)]
pub struct Pool(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    limits: Limits,
    kill: Duration,
    quick: Lane,
    slow: Lane,
    known_slow: moka::sync::Cache<u64, ()>,
    hasher: RandomState,
}

impl Pool {
    /// A pool that starts workers when they are needed. Calls must be made within a tokio runtime.
    #[must_use]
    pub fn new(options: Options) -> Self {
        let quick = Lane::new(&options, options.workers, 0);
        let slow = Lane::new(&options, options.slow_workers, options.slow_nice);
        let known_slow =
            moka::sync::Cache::builder().max_capacity(REMEMBERED).time_to_live(REMEMBERED_FOR).build();
        let (limits, kill) = (options.limits, options.kill);
        Self(Arc::new(Shared { limits, kill, quick, slow, known_slow, hasher: RandomState::new() }))
    }

    /// Runs a function. `whose`: calls of one take turns with calls of others.
    pub async fn run(&self, whose: &str, call: Call) -> Outcome {
        let shared = &*self.0;
        if call.javascript.len() > limits::SCRIPT {
            return Failure::new("RangeError", "The script is too long.").into();
        }
        let function = shared.hasher.hash_one(&call.javascript);
        if shared.known_slow.get(&function).is_none() {
            let part = Limits { time: shared.limits.time / QUICK_PART, ..shared.limits };
            let unless = || shared.known_slow.contains_key(&function);
            let request = match prepared(&call, part) {
                Ok(request) => request,
                Err(failure) => return failure.into(),
            };
            match shared.quick.ask(whose, &request, shared.kill / QUICK_PART, &unless).await {
                Ok(Reply::Ran(outcome)) if !is(&outcome, Failure::TIMEOUT) => {
                    if is(&outcome, Failure::OUT_OF_MEMORY) {
                        // It cost a worker: the next time it costs one that nobody waits for.
                        shared.known_slow.insert(function, ());
                    }
                    return outcome;
                }
                Err(Lost::Waited) => return waited(),
                Err(Lost::NotStarted) => return not_started(),
                Err(Lost::Unneeded) => {}
                Ok(_) | Err(Lost::Silent | Lost::Died) => shared.known_slow.insert(function, ()),
            }
        }
        match prepared(&call, shared.limits) {
            Ok(request) => self.slowly(whose, &request).await,
            Err(failure) => failure.into(),
        }
    }

    async fn slowly(&self, whose: &str, request: &[u8]) -> Outcome {
        let shared = &*self.0;
        match shared.slow.ask(whose, request, shared.kill, &|| false).await {
            Ok(Reply::Ran(outcome)) => outcome,
            Err(Lost::Silent) => {
                let most = shared.kill.as_millis();
                Failure::timeout(format!("The function did not answer within {most} ms, and was ended."))
                    .into()
            }
            Err(Lost::Waited | Lost::Unneeded) => waited(),
            Err(Lost::NotStarted) => not_started(),
            Ok(_) | Err(Lost::Died) => Failure::crash().into(),
        }
    }

    /// What is wrong with a script, when something is. Nothing of it runs.
    pub async fn check(&self, whose: &str, javascript: &str) -> Option<Failure> {
        let request = Request::Check(javascript.to_owned());
        let Ok(request) = frame::encode(&request) else {
            return Some(Failure::new("SyntaxError", "The script is too long."));
        };
        match self.0.quick.ask(whose, &request, self.0.kill, &|| false).await {
            Ok(Reply::Checked(failure)) => failure,
            Err(Lost::Waited | Lost::Unneeded) => waited().error,
            Err(Lost::NotStarted) => not_started().error,
            Ok(_) | Err(Lost::Silent | Lost::Died) => {
                Some(Failure::new("SyntaxError", "The script can't be read: reading it took too long."))
            }
        }
    }
}

fn prepared(call: &Call, limits: Limits) -> Result<Vec<u8>, Failure> {
    let too_large = || Failure::new("RangeError", "The params are too large: at most 4 MiB.");
    let encoded = frame::encode(&Request::Run(call.clone(), limits)).map_err(|_| too_large())?;
    if encoded.len() > limits::PARAMS + call.javascript.len() { Err(too_large()) } else { Ok(encoded) }
}

fn is(outcome: &Outcome, failure: &str) -> bool {
    outcome.error.as_ref().is_some_and(|error| error.name == failure)
}

fn waited() -> Outcome {
    Failure::timeout("Too many functions wait for their turn. Try again in a moment.").into()
}

fn not_started() -> Outcome {
    Failure::new(Failure::CRASH, "No worker could be started. The server's log says why.").into()
}
