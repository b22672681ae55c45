//! One call, with as many attempts as it may take.

use std::time::Duration;

use baton_dialog::{Body, Call, CallOutcome, Failure};
use baton_outbound::{Answer, Client, Error, Request};
use tokio::time::{Instant, sleep};

/// Answers after which the same request may well be answered better.
const AGAIN: &[u16] = &[429, 502, 503, 504];
/// Those of them that may say when.
const BUSY: &[u16] = &[429, 503];
/// How long an attempt may take when the call does not say.
const TIMEOUT: Duration = Duration::from_secs(10);

/// Calls, and repeats what may be repeated, within `left`. Gives how it ended and how many attempts were made.
pub(super) async fn make(client: &Client, call: &Call, left: Duration) -> (CallOutcome, u32) {
    let request = request(call);
    let until = Instant::now() + left;
    let timeout = match call.timeout_ms {
        0 => TIMEOUT,
        milliseconds => Duration::from_millis(milliseconds.into()),
    };
    let mut made = 0;
    loop {
        let left = until.saturating_duration_since(Instant::now());
        let answered = client.send(&request, timeout.min(left)).await;
        made += 1;
        let pause = Duration::from_millis(call.backoff_ms.into()).saturating_mul(1 << (made - 1).min(10));
        let pause = answered.as_ref().ok().and_then(retry_after).map_or(pause, |asked| asked.max(pause));
        let again = made <= call.retries && may_pass(&answered);
        if !again || until.saturating_duration_since(Instant::now()) <= pause {
            return (outcome(answered), made);
        }
        sleep(pause).await;
    }
}

/// How long a service that has too much to do asks to be left alone.
fn retry_after(answer: &Answer) -> Option<Duration> {
    BUSY.contains(&answer.status).then(|| answer.retry_after())?
}

fn may_pass(answered: &Result<Answer, Error>) -> bool {
    match answered {
        Ok(answer) => AGAIN.contains(&answer.status),
        Err(error) => error.may_pass(),
    }
}

fn request(call: &Call) -> Request {
    let mut headers = call.headers.clone();
    if let Some(key) = &call.idempotency_key
        && !headers.iter().any(|(name, _)| name.trim().eq_ignore_ascii_case("idempotency-key"))
    {
        headers.push(("Idempotency-Key".to_owned(), key.clone()));
    }
    let body = match &call.body {
        Body::None => baton_outbound::Body::None,
        Body::Text(text) => baton_outbound::Body::Text(text.clone()),
        Body::Form(pairs) => baton_outbound::Body::Form(pairs.clone()),
    };
    Request { method: call.method.clone(), url: call.url.clone(), headers, body }
}

fn outcome(answered: Result<Answer, Error>) -> CallOutcome {
    let error = match answered {
        Ok(Answer { status, headers, body }) => return CallOutcome::Answered { status, headers, body },
        Err(error) => error,
    };
    let reason = match error {
        Error::TimedOut(_) => Failure::TimedOut,
        Error::Refused(_) => Failure::Refused,
        Error::TooLarge(_) => Failure::TooLarge,
        Error::TooManyRedirects(_) => Failure::TooManyRedirects,
        Error::Unreachable(_) => Failure::Unreachable,
        Error::InvalidRequest(_) => Failure::InvalidRequest,
        Error::InvalidAnswer => Failure::InvalidAnswer,
    };
    CallOutcome::Failed { reason, message: error.to_string() }
}

#[cfg(test)]
mod tests {
    use baton_outbound::Answer;

    use super::retry_after;

    #[test]
    fn only_a_service_that_has_too_much_to_do_is_asked_when_to_come_again() {
        for (status, asked) in [(429, true), (503, true), (502, false), (504, false)] {
            let headers = vec![("Retry-After".to_owned(), "7".to_owned())];
            let pause = retry_after(&Answer { status, headers, body: String::new() });
            assert_eq!(pause.map(|pause| pause.as_secs()), asked.then_some(7), "{status}");
        }
    }
}
