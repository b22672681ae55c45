//! Why an utterance is understood as it is, as the API and the command line show it.

use baton_model::understanding::ScoredIntent;
use baton_nlu::Part;
use serde::Serialize;
use utoipa::ToSchema;

/// Why an utterance is understood as it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct Explanation {
    /// The intents found, best first.
    intents: Vec<Found>,
    /// Whether the utterance stands in the training data as it is.
    exact: bool,
    /// How much of what it says the training data know, from 0 to 1.
    #[schema(example = 0.85)]
    known: f32,
    /// Its words, in their order, and how much each counted.
    words: Vec<Word>,
    /// What it wants: two parts when it clearly wants two different things.
    parts: Vec<Wish>,
}

/// An intent that was found.
#[derive(Debug, Serialize, ToSchema)]
#[schema(title = "FoundIntent")]
struct Found {
    /// Its name.
    #[schema(example = "Card.Lost")]
    name: String,
    /// From 0 to 100.
    #[schema(example = 91.5)]
    confidence: f32,
}

/// A word and how much it counted.
#[derive(Debug, Serialize, ToSchema)]
#[schema(title = "ExplainedWord")]
struct Word {
    /// As it was said.
    word: String,
    /// The known word it was read as, when it was misspelt.
    read_as: Option<String>,
    /// Where it begins, in characters.
    begin: u32,
    /// The character after its last.
    end: u32,
    /// How much of the best intent's lead over the next one goes when the word is left out; below 0, it spoke against it.
    counts: f32,
}

/// A part of an utterance that wants something of its own.
#[derive(Debug, Serialize, ToSchema)]
#[schema(title = "ExplainedPart")]
struct Wish {
    /// The intent's name.
    name: String,
    /// From 0 to 100.
    confidence: f32,
    /// Where the part begins, in characters.
    begin: u32,
    /// The character after its last.
    end: u32,
}

/// An explanation in the shape that is shown.
#[must_use]
pub fn shown(explanation: &baton_nlu::Explanation, parts: &[Part]) -> Explanation {
    let found = |intent: &ScoredIntent| Found { name: intent.name.clone(), confidence: intent.confidence };
    let word = |word: &baton_nlu::WordCounts| Word {
        word: word.word.clone(),
        read_as: word.read_as.clone(),
        begin: word.begin,
        end: word.end,
        counts: word.counts,
    };
    let wish = |part: &Part| Wish {
        name: part.intent.name.clone(),
        confidence: part.intent.confidence,
        begin: part.begin,
        end: part.end,
    };
    Explanation {
        intents: explanation.intents.iter().map(found).collect(),
        exact: explanation.exact,
        known: explanation.known,
        words: explanation.words.iter().map(word).collect(),
        parts: parts.iter().map(wish).collect(),
    }
}
