//! What a question counts, and when it has had enough.

use baton_model::program::{AgentPolicy, Question, Threshold, Thresholds};

use crate::Need;
use crate::engine::{Engine, Move};
use crate::state::{Count, Counters, Outcome};

/// What can go wrong with a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// Silence.
    NoInput,
    /// Words that mean nothing here.
    NoMatch,
    /// Words that mean something, but not surely enough. A no-match too.
    LowConfidence,
    /// Words that are understood and change nothing.
    SameState,
    /// A request for a human. No error.
    AgentRequest,
    /// A value that fails the checks.
    WrongInput,
    /// Keys that mean nothing here.
    WrongKeys,
    /// A "no" to a confirmation. No error.
    Disconfirmation,
    /// A request to wait. No error.
    HoldRequest,
}

impl Engine<'_> {
    /// Counts an event. The reasons for which the miniApp must now give up, the foremost first; none: it goes on.
    pub(super) fn count_trouble(&mut self, question: &Question, trouble: Trouble) -> Vec<String> {
        match trouble {
            Trouble::NoInput => self.dialog.no_inputs = self.dialog.no_inputs.saturating_add(1),
            Trouble::NoMatch | Trouble::LowConfidence => {
                self.dialog.no_matches = self.dialog.no_matches.saturating_add(1);
            }
            _ => {}
        }
        let Some(run) = self.run_mut() else { return Vec::new() };
        count(&mut run.counters, trouble);
        let mut reasons = reached(&run.counters, &question.thresholds, trouble);
        if trouble == Trouble::AgentRequest {
            match question.agent_policy {
                AgentPolicy::Threshold => {}
                AgentPolicy::Immediate if reasons.is_empty() => reasons.push("MaxAgentRequests"),
                AgentPolicy::Immediate => {}
                AgentPolicy::Never => reasons.clear(),
            }
        }
        reasons.into_iter().map(str::to_owned).collect()
    }

    /// An input that was understood: what must come one after the other begins anew.
    pub(super) fn count_answer(&mut self) {
        if let Some(run) = self.run_mut() {
            reset(&mut run.counters, None);
        }
    }

    /// The miniApp gives up: its exit prompt is a turn of its own, a silent one is none.
    pub(super) fn give_up(&mut self, question: &Question, reasons: Vec<String>) -> Result<Move, Need> {
        match reasons.iter().find_map(|reason| question.exits.get(reason)) {
            Some(prompts) => self.say_and_leave(prompts, Outcome::Failed(reasons)),
            None => Ok(Move::Fail(reasons)),
        }
    }
}

fn count(counters: &mut Counters, trouble: Trouble) {
    reset(counters, Some(trouble));
    let up = |count: &mut Count| {
        count.0 = count.0.saturating_add(1);
        count.1 = count.1.saturating_add(1);
    };
    let one = |count: &mut u32| *count = count.saturating_add(1);
    match trouble {
        Trouble::NoInput => up(&mut counters.no_inputs),
        Trouble::NoMatch => up(&mut counters.no_matches),
        Trouble::LowConfidence => {
            up(&mut counters.no_matches);
            up(&mut counters.low_confidence);
        }
        Trouble::SameState => up(&mut counters.same_state),
        Trouble::AgentRequest => up(&mut counters.agent_requests),
        Trouble::WrongInput => one(&mut counters.wrong_inputs),
        Trouble::WrongKeys => one(&mut counters.dtmf_inputs),
        Trouble::Disconfirmation => one(&mut counters.disconfirmations),
        Trouble::HoldRequest => one(&mut counters.hold_requests),
    }
    if !matches!(trouble, Trouble::AgentRequest | Trouble::Disconfirmation | Trouble::HoldRequest) {
        one(&mut counters.errors);
    }
}

/// What is counted one after the other ends with anything else.
fn reset(counters: &mut Counters, except: Option<Trouble>) {
    if except != Some(Trouble::NoInput) {
        counters.no_inputs.1 = 0;
    }
    if !matches!(except, Some(Trouble::NoMatch | Trouble::LowConfidence)) {
        counters.no_matches.1 = 0;
    }
    if except != Some(Trouble::LowConfidence) {
        counters.low_confidence.1 = 0;
    }
    if except != Some(Trouble::SameState) {
        counters.same_state.1 = 0;
    }
    if except != Some(Trouble::AgentRequest) {
        counters.agent_requests.1 = 0;
    }
}

fn reached(counters: &Counters, limits: &Thresholds, trouble: Trouble) -> Vec<&'static str> {
    let mut reasons = Vec::new();
    let mut both = |count: Count, limit: Threshold, total: &'static str, continuous: &'static str| {
        if count.0 >= limit.total {
            reasons.push(total);
        }
        if count.1 >= limit.continuous {
            reasons.push(continuous);
        }
    };
    match trouble {
        Trouble::NoInput => {
            both(counters.no_inputs, limits.no_inputs, "MaxNoInputs", "MaxContinuousNoInputs");
        }
        Trouble::NoMatch | Trouble::LowConfidence => {
            both(counters.no_matches, limits.no_matches, "MaxNoMatches", "MaxContinuousNoMatches");
        }
        Trouble::SameState => both(
            counters.same_state,
            limits.same_state_events,
            "MaxSameStateEvents",
            "MaxContinuousSameStateEvents",
        ),
        Trouble::AgentRequest => both(
            counters.agent_requests,
            limits.agent_requests,
            "MaxAgentRequests",
            "MaxContinuousAgentRequests",
        ),
        _ => {}
    }
    if trouble == Trouble::LowConfidence {
        both(
            counters.low_confidence,
            limits.low_confidence_rejections,
            "MaxLowConfRejections",
            "MaxContinuousLowConfRejections",
        );
    }
    let singles = [
        (Trouble::WrongInput, counters.wrong_inputs, limits.wrong_inputs, "MaxWrongInputs"),
        (Trouble::WrongKeys, counters.dtmf_inputs, limits.dtmf_inputs, "MaxDtmfInputs"),
        (Trouble::Disconfirmation, counters.disconfirmations, limits.disconfirmations, "MaxDisconfirmations"),
        (Trouble::HoldRequest, counters.hold_requests, limits.hold_requests, "MaxHoldRequests"),
    ];
    reasons.extend(
        singles
            .iter()
            .filter(|(of, count, limit, _)| *of == trouble && count >= limit)
            .map(|(.., reason)| *reason),
    );
    if counters.errors > 0 && counters.errors >= limits.global_errors {
        reasons.push("MaxGlobalErrors");
    }
    reasons
}

#[cfg(test)]
mod tests {
    use super::{Trouble, count, reached};
    use crate::state::Counters;
    use baton_model::program::{Threshold, Thresholds};

    fn after(troubles: &[Trouble], limits: &Thresholds) -> Vec<&'static str> {
        let mut counters = Counters::default();
        let mut reasons = Vec::new();
        for trouble in troubles {
            count(&mut counters, *trouble);
            reasons = reached(&counters, limits, *trouble);
        }
        reasons
    }

    #[test]
    fn the_nth_event_reaches_the_limit_and_the_one_before_does_not() {
        let limits = Thresholds::default();
        assert!(after(&[Trouble::NoInput; 2], &limits).is_empty());
        assert_eq!(after(&[Trouble::NoInput; 3], &limits), ["MaxNoInputs", "MaxContinuousNoInputs"]);
        assert_eq!(after(&[Trouble::HoldRequest; 5], &limits), ["MaxHoldRequests"]);
        assert_eq!(
            after(&[Trouble::AgentRequest; 2], &limits),
            ["MaxAgentRequests", "MaxContinuousAgentRequests"]
        );
    }

    #[test]
    fn a_continuous_count_ends_with_anything_else() {
        let limits = Thresholds { no_inputs: Threshold { total: 9, continuous: 2 }, ..Thresholds::default() };
        use Trouble::{NoInput, NoMatch};
        assert!(after(&[NoInput, NoMatch, NoInput], &limits).is_empty());
        assert_eq!(after(&[NoInput, NoMatch, NoInput, NoInput], &limits), ["MaxContinuousNoInputs"]);
    }

    #[test]
    fn a_rejection_for_low_confidence_is_a_no_match_too() {
        let limits = Thresholds {
            low_confidence_rejections: Threshold { total: 2, continuous: 9 },
            ..Thresholds::default()
        };
        assert_eq!(after(&[Trouble::LowConfidence; 2], &limits), ["MaxLowConfRejections"]);
        let limits = Thresholds::default();
        assert_eq!(
            after(&[Trouble::NoMatch, Trouble::NoMatch, Trouble::LowConfidence], &limits)[0],
            "MaxNoMatches"
        );
    }

    #[test]
    fn all_errors_together_have_a_limit_of_their_own() {
        let limits = Thresholds { global_errors: 2, ..Thresholds::default() };
        assert_eq!(after(&[Trouble::NoInput, Trouble::WrongInput], &limits), ["MaxGlobalErrors"]);
        assert!(after(&[Trouble::NoInput, Trouble::HoldRequest], &Thresholds::default()).is_empty());
    }
}
