//! The other side of the pipe: a process that does nothing but run functions.

mod confine;

use std::io;

use crate::engine::Engine;
use crate::frame::{self, Reply, Request};
use crate::{Failure, Outcome, engine};

/// How a worker is started, besides what comes over its standard input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Worker {
    /// The memory that one call may take, in bytes: the process gets a multiple of it and no more.
    pub memory: usize,
    /// How far it stands back behind other processes: 0 to 19.
    pub nice: i32,
}

/// Serves calls from standard input until it is closed. The process gives up, for good, whatever it does not need.
///
/// # Errors
/// When the pipe breaks, or the process can't be confined.
pub fn serve(worker: Worker) -> io::Result<()> {
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    // What is loaded once and for all, is loaded before files are out of reach.
    let mut warm = Engine::new().ok();
    confine::confine(worker)?;
    frame::write(&mut output, &Reply::Ready)?;
    while let Some(request) = frame::read(&mut input)? {
        let mut spent = false;
        let reply = match request {
            Request::Run(call, limits) => match warm.take().map_or_else(Engine::new, Ok) {
                Ok(engine) => {
                    let outcome = engine.run(&call, limits);
                    spent = outcome.error.as_ref().is_some_and(|error| error.name == Failure::OUT_OF_MEMORY);
                    Reply::Ran(outcome)
                }
                Err(_) => {
                    spent = true;
                    Reply::Ran(Outcome::from(Failure::crash()))
                }
            },
            Request::Check(javascript) => Reply::Checked(engine::check(&javascript)),
        };
        frame::write(&mut output, &reply)?;
        if spent {
            // The engine ran out of memory somewhere inside: nothing of it is used again.
            return Ok(());
        }
        // Made while nobody waits for it.
        if warm.is_none() {
            warm = Engine::new().ok();
        }
    }
    Ok(())
}
