//! Calls under way. A call goes on by itself, whoever waits for it: when a wait prompt is due, whoever waits is told
//! so and comes back, with the same key.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use baton_dialog::{Call, CallOutcome, Called, Failure};
use baton_outbound::{Allowed, Client};
use moka::sync::Cache;
use tokio::sync::{Semaphore, watch};
use tokio::time::{Instant, sleep_until};

use super::simulated::{self, Simulated};
use super::{OnBehalf, attempts};

/// How long a call that has ended is remembered: a turn that is run again must not call again.
const REMEMBERED: Duration = Duration::from_secs(120);
/// How many calls are remembered.
const MOST: u64 = 20_000;
/// How many clients there are for organizations that allow themselves more.
const MOST_FURTHER: u64 = 1_000;
/// How long a call may take when it does not say.
const TOTAL: u64 = 30_000;

/// All calls under way here.
pub(super) struct Calls {
    client: Option<Client>,
    /// Those of organizations that allow themselves more, by what they allow.
    further: Cache<Vec<Allowed>, Client>,
    known: Cache<String, Arc<UnderWay>>,
    at_once: Arc<Semaphore>,
}

/// A call under way, or one that has ended lately.
struct UnderWay {
    /// When the dialog asked for it first, as this process tells time.
    since: Instant,
    /// Up to when its wait prompts were told, in milliseconds from `since`.
    told: Mutex<Option<u64>>,
    ended: watch::Receiver<Option<Ended>>,
}

#[derive(Debug, Clone)]
struct Ended {
    outcome: CallOutcome,
    milliseconds: u64,
    attempts: u32,
}

impl Calls {
    pub(super) fn new(options: baton_outbound::Options, at_once: usize, none: bool) -> Self {
        let client = (!none).then(|| Client::new(options));
        if let Some(Err(error)) = &client {
            tracing::error!(error = error as &dyn std::error::Error, "services can't be called");
        }
        Self {
            client: client.and_then(Result::ok),
            further: Cache::new(MOST_FURTHER),
            known: Cache::builder().max_capacity(MOST).time_to_idle(REMEMBERED).build(),
            at_once: Arc::new(Semaphore::new(at_once.max(1))),
        }
    }

    /// Calls, or waits on for a call of the same key, until it has ended or a wait prompt is due.
    pub(super) async fn perform(&self, call: &Call, on_behalf: OnBehalf<'_>) -> Called {
        let under_way = self.known.get_with(call.key.clone(), || Arc::new(self.begin(call, on_behalf)));
        let mut ended = under_way.ended.clone();
        let next = {
            let told = *under_way.told.lock().unwrap_or_else(PoisonError::into_inner);
            next_due(call, told)
        };
        let due = async {
            match next {
                Some(due) => sleep_until(under_way.since + Duration::from_millis(due)).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            biased;
            ended = ended.wait_for(Option::is_some) => match ended.ok().and_then(|ended| ended.clone()) {
                Some(Ended { outcome, milliseconds, attempts }) => {
                    Called { outcome, milliseconds, waited: Vec::new(), attempts }
                }
                None => Called::failed(Failure::Unavailable, "the call was given up"),
            },
            () = due => {
                let now = elapsed(under_way.since);
                let waited = {
                    let mut told = under_way.told.lock().unwrap_or_else(PoisonError::into_inner);
                    let waited = due_between(call, *told, now);
                    *told = Some(now);
                    waited
                };
                Called { outcome: CallOutcome::StillWaiting, milliseconds: now, waited, attempts: 0 }
            }
        }
    }

    /// The client of those who may go there, too.
    fn client_for(&self, own: &[Allowed]) -> Option<Client> {
        let client = self.client.as_ref()?;
        if own.is_empty() {
            return Some(client.clone());
        }
        if let Some(further) = self.further.get(own) {
            return Some(further);
        }
        let further = client.allowing(own).ok()?;
        self.further.insert(own.to_vec(), further.clone());
        Some(further)
    }

    /// Begins a call that goes on by itself.
    fn begin(&self, call: &Call, on_behalf: OnBehalf<'_>) -> UnderWay {
        // After a restart the caller has already waited for a while.
        let before = on_behalf.now.as_millis().saturating_sub(call.since.as_millis());
        let before = Duration::from_millis(u64::try_from(before).unwrap_or(0));
        let began = Instant::now();
        let since = began.checked_sub(before).unwrap_or(began);
        let total = if call.total_ms == 0 { TOTAL } else { call.total_ms.into() };
        let until = since + Duration::from_millis(total);
        let (tell, ended) = watch::channel(None);
        let simulated = simulated::find(on_behalf.backend, call);
        let client = self.client_for(on_behalf.allow);
        let (at_once, call) = (Arc::clone(&self.at_once), call.clone());
        tokio::spawn(async move {
            let made = make(client, &at_once, &call, simulated, until);
            let (outcome, attempts) = made.await;
            measure(&outcome, began);
            let ended = Ended { outcome, milliseconds: elapsed(since), attempts };
            tell.send_replace(Some(ended));
        });
        let told = (!before.is_zero()).then(|| elapsed(since));
        UnderWay { since, told: Mutex::new(told), ended }
    }
}

async fn make(
    client: Option<Client>,
    at_once: &Semaphore,
    call: &Call,
    simulated: Option<Simulated>,
    until: Instant,
) -> (CallOutcome, u32) {
    let late = || {
        let message = "the call took longer than it may altogether".to_owned();
        CallOutcome::Failed { reason: Failure::TimedOut, message }
    };
    if let Some(Simulated { delay, outcome }) = simulated {
        let answers = Instant::now() + delay;
        sleep_until(answers.min(until)).await;
        return (if answers <= until { outcome } else { late() }, 1);
    }
    let Some(client) = client else {
        let message = "services are not called here".to_owned();
        return (CallOutcome::Failed { reason: Failure::Unavailable, message }, 0);
    };
    match tokio::time::timeout_at(until, at_once.acquire()).await {
        Ok(_permit) => {
            let left = until.saturating_duration_since(Instant::now());
            attempts::make(&client, call, left).await
        }
        Err(_) => (late(), 0),
    }
}

fn elapsed(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX)
}

/// When the next wait prompt is due, in milliseconds, after those that are due at `told`.
fn next_due(call: &Call, told: Option<u64>) -> Option<u64> {
    let next = |after: u64, every: bool| match told {
        None => Some(after),
        Some(told) if told < after => Some(after),
        Some(told) if every && after > 0 => Some((told / after + 1) * after),
        Some(_) => None,
    };
    call.waits.iter().filter_map(|wait| next(wait.after_ms.into(), wait.every)).min()
}

/// The wait prompts that became due after `told` and until `now`; one that would be due several times, once.
fn due_between(call: &Call, told: Option<u64>, now: u64) -> Vec<u32> {
    let mut due: Vec<(u64, u32)> = Vec::new();
    for (index, wait) in (0..).zip(&call.waits) {
        let after = u64::from(wait.after_ms);
        let last = if wait.every && after > 0 { now / after * after } else { after };
        if last <= now && last >= after && told.is_none_or(|told| told < last) {
            due.push((last, index));
        }
    }
    due.sort_unstable();
    due.into_iter().map(|(_, index)| index).collect()
}

fn measure(outcome: &CallOutcome, began: Instant) {
    let ended = match outcome {
        CallOutcome::Answered { status, .. } if *status < 400 => "answered",
        CallOutcome::Answered { .. } => "error_status",
        CallOutcome::Failed { reason, .. } => reason.as_str(),
        CallOutcome::StillWaiting => "waiting",
    };
    metrics::counter!("baton_calls_total", "outcome" => ended).increment(1);
    metrics::histogram!("baton_call_duration_seconds").record(began.elapsed().as_secs_f64());
}

#[cfg(test)]
mod tests;
