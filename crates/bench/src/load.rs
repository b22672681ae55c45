//! Load: as fast as it goes, or at a fixed rate. Bounded in connections and time; it stops by itself.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use crate::Failure;
use crate::conversation::{Conversation, Target};
use crate::http::Connection;

/// What a run of load measured.
#[derive(Debug, Clone, Default)]
pub struct Measured {
    /// Turns in a second.
    pub per_second: f64,
    /// Microseconds, sorted.
    latencies: Vec<u32>,
}

impl Measured {
    /// The latency below which this share of all turns was answered, in milliseconds.
    pub fn milliseconds_at(&self, share: f64) -> f64 {
        let last = self.latencies.len().saturating_sub(1);
        let index = ((last as f64) * share).round() as usize;
        f64::from(self.latencies.get(index).copied().unwrap_or_default()) / 1000.0
    }

    /// How many turns were answered.
    pub fn turns(&self) -> usize {
        self.latencies.len()
    }
}

/// How the load comes.
#[derive(Debug, Clone, Copy)]
pub enum Pace {
    /// Each connection sends as soon as it was answered.
    Closed,
    /// So many turns a second over all connections, whether or not they were answered in time: a late answer
    /// is late by its schedule.
    PerSecond(f64),
}

/// Holds conversations over `connections` for `lasting`, after a warm-up of a second.
pub async fn run(
    address: SocketAddr,
    target: &Target,
    connections: u32,
    lasting: Duration,
    pace: Pace,
) -> Result<Measured, Failure> {
    let target = Arc::new(target.clone());
    let begin = Instant::now();
    let measure_from = begin + Duration::from_secs(1);
    let end = measure_from + lasting;
    let mut tasks = JoinSet::new();
    for number in 0..connections {
        let target = Arc::clone(&target);
        tasks.spawn(async move {
            let mut connection = Connection::open(address).await?;
            let mut conversation = Conversation::new(&target);
            let mut latencies = Vec::with_capacity(64 * 1024);
            let mut turn = 0_u32;
            loop {
                let due = match pace {
                    Pace::Closed => Instant::now(),
                    Pace::PerSecond(rate) => {
                        let nth = f64::from(turn) * f64::from(connections) + f64::from(number);
                        let due = begin + Duration::from_secs_f64(nth / rate);
                        tokio::time::sleep_until(due.into()).await;
                        due
                    }
                };
                if due >= end {
                    return Ok::<_, Failure>(latencies);
                }
                conversation.turn(&mut connection).await?;
                if due >= measure_from {
                    latencies.push(u32::try_from(due.elapsed().as_micros()).unwrap_or(u32::MAX));
                }
                turn += 1;
            }
        });
    }
    let mut latencies = Vec::new();
    while let Some(done) = tasks.join_next().await {
        latencies.extend(done??);
    }
    latencies.sort_unstable();
    Ok(Measured { per_second: latencies.len() as f64 / lasting.as_secs_f64(), latencies })
}
