//! When a question gives up.

use serde::{Deserialize, Serialize};

/// A limit: the miniApp fails at the Nth event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Threshold {
    /// In the whole miniApp.
    pub total: u32,
    /// One after the other.
    pub continuous: u32,
}

/// All limits of a question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Thresholds {
    /// `MaxNoInputs`, `MaxContinuousNoInputs`.
    pub no_inputs: Threshold,
    /// `MaxNoMatches`, `MaxContinuousNoMatches`.
    pub no_matches: Threshold,
    /// `MaxSameStateEvents`, `MaxContinuousSameStateEvents`.
    pub same_state_events: Threshold,
    /// `MaxLowConfRejections`, `MaxContinuousLowConfRejections`.
    pub low_confidence_rejections: Threshold,
    /// `MaxAgentRequests`, `MaxContinuousAgentRequests`.
    pub agent_requests: Threshold,
    /// `MaxWrongInputs`.
    pub wrong_inputs: u32,
    /// `MaxDtmfInputs`.
    pub dtmf_inputs: u32,
    /// `MaxDisconfirmations`.
    pub disconfirmations: u32,
    /// `MaxHoldRequests`.
    pub hold_requests: u32,
    /// `MaxGlobalErrors`: all errors together.
    pub global_errors: u32,
}

impl Default for Thresholds {
    fn default() -> Self {
        let three = Threshold { total: 3, continuous: 3 };
        Self {
            no_inputs: three,
            no_matches: three,
            same_state_events: three,
            low_confidence_rejections: three,
            agent_requests: Threshold { total: 2, continuous: 2 },
            wrong_inputs: 3,
            dtmf_inputs: 3,
            disconfirmations: 3,
            hold_requests: 5,
            global_errors: u32::MAX,
        }
    }
}
