//! Says what is going on when it takes longer than a second.

use std::io::{IsTerminal, Write};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::Failure;

const PATIENCE: Duration = Duration::from_secs(1);

/// Does the work on a thread of its own, and shows on standard error that it goes on: on a terminal with the seconds,
/// else in one line.
pub fn during<T: Send>(what: &str, work: impl FnOnce() -> T + Send) -> Result<T, Failure> {
    let terminal = std::io::stderr().is_terminal();
    thread::scope(|scope| {
        let (done, wait) = channel();
        let worker = scope.spawn(move || {
            let result = work();
            drop(done);
            result
        });
        let begun = Instant::now();
        let mut said = false;
        while wait.recv_timeout(PATIENCE) == Err::<(), _>(RecvTimeoutError::Timeout) {
            if terminal {
                eprint!("\r{what} … {} s", begun.elapsed().as_secs());
                let _ = std::io::stderr().flush();
            } else if !said {
                eprintln!("{what} …");
            }
            said = true;
        }
        if terminal && said {
            eprint!("\r\x1b[K");
        }
        worker.join().map_err(|_| Failure::from(format!("{what} did not come to an end; this is a bug.")))
    })
}
