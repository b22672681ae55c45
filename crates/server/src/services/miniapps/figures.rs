//! How well intents are understood, as the API shows it.

use baton_nlu::evaluation as nlu;
use serde::Serialize;
use utoipa::ToSchema;

/// How well intents are understood.
#[derive(Debug, Serialize, ToSchema)]
pub struct Figures {
    /// Utterances that were asked about.
    utterances: usize,
    /// The share whose best intent is right, from 0 to 1.
    #[schema(example = 0.93)]
    accuracy: f64,
    /// The average distance between confidence and the share of right ones, from 0 to 1.
    calibration_error: f64,
    /// Each intent, by name.
    intents: Vec<OfIntent>,
    /// Intents taken for others, most frequent first; at most 20.
    confusions: Vec<TakenFor>,
    /// What a threshold does.
    coverage: Vec<AtThreshold>,
}

/// How well one intent is understood.
#[derive(Debug, Serialize, ToSchema)]
struct OfIntent {
    /// Its name.
    name: String,
    /// Utterances that mean it.
    utterances: usize,
    /// Of those taken for it, the share that means it.
    precision: f64,
    /// Of those that mean it, the share taken for it.
    recall: f64,
}

/// An intent taken for another.
#[derive(Debug, Serialize, ToSchema)]
struct TakenFor {
    /// What was meant.
    meant: String,
    /// What was understood; empty: nothing.
    understood: String,
    /// How often.
    times: usize,
}

/// What happens when only a confidence of at least `threshold` counts.
#[derive(Debug, Serialize, ToSchema)]
struct AtThreshold {
    /// From 0 to 100.
    threshold: f32,
    /// The share of utterances that are understood at all.
    covered: f64,
    /// Of these, the share that is understood rightly.
    accuracy: f64,
}

/// What is questionable about utterances.
#[derive(Debug, Serialize, ToSchema)]
pub struct Doubts {
    /// Intents with fewer than five different utterances.
    few: Vec<Few>,
    /// Utterances that stand twice in one intent.
    duplicates: Vec<Twice>,
    /// Utterances that stand in two intents. They stop a deployment.
    conflicts: Vec<Shared>,
}

/// An intent with few utterances.
#[derive(Debug, Serialize, ToSchema)]
struct Few {
    /// Its name.
    intent: String,
    /// How many different ones it has.
    utterances: usize,
}

/// An utterance that stands more than once in an intent.
#[derive(Debug, Serialize, ToSchema)]
struct Twice {
    /// The utterance.
    utterance: String,
    /// The intent.
    intent: String,
    /// How often.
    times: usize,
}

/// An utterance that stands in more than one intent.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SharedUtterance)]
struct Shared {
    /// The utterance.
    utterance: String,
    /// The intents.
    intents: Vec<String>,
}

impl From<nlu::Evaluation> for Figures {
    fn from(of: nlu::Evaluation) -> Self {
        let intent = |of: nlu::IntentFigures| OfIntent {
            name: of.name,
            utterances: of.utterances,
            precision: of.precision,
            recall: of.recall,
        };
        let confusion =
            |of: nlu::Confusion| TakenFor { meant: of.meant, understood: of.understood, times: of.times };
        let threshold = |of: nlu::Coverage| AtThreshold {
            threshold: of.threshold,
            covered: of.covered,
            accuracy: of.accuracy,
        };
        Self {
            utterances: of.utterances,
            accuracy: of.accuracy,
            calibration_error: of.calibration_error,
            intents: of.intents.into_iter().map(intent).collect(),
            confusions: of.confusions.into_iter().map(confusion).collect(),
            coverage: of.coverage.into_iter().map(threshold).collect(),
        }
    }
}

impl From<nlu::Hygiene> for Doubts {
    fn from(of: nlu::Hygiene) -> Self {
        let few = |of: nlu::FewUtterances| Few { intent: of.intent, utterances: of.utterances };
        let twice =
            |of: nlu::Duplicate| Twice { utterance: of.utterance, intent: of.intent, times: of.times };
        let shared = |of: nlu::Conflict| Shared { utterance: of.utterance, intents: of.intents };
        Self {
            few: of.few.into_iter().map(few).collect(),
            duplicates: of.duplicates.into_iter().map(twice).collect(),
            conflicts: of.conflicts.into_iter().map(shared).collect(),
        }
    }
}
