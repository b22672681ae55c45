//! What callers ask of the system at any question, in English.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use baton_model::understanding::Request;

/// A request is made when one of these stands anywhere in the utterance …
const ANYWHERE: &[(Request, &[&str])] = &[
    (
        Request::Agent,
        &[
            "agent",
            "agents",
            "representative",
            "operator",
            "human",
            "human being",
            "real person",
            "live person",
            "actual person",
            "speak to someone",
            "talk to someone",
            "speak with someone",
            "talk with someone",
            "speak to somebody",
            "talk to somebody",
            "speak to a person",
            "talk to a person",
            "speak to a advisor",
            "advisor",
            "adviser",
            "customer service",
            "customer care",
            "someone real",
            "real human",
        ],
    ),
    (
        Request::StartOver,
        &[
            "start over",
            "start again",
            "start from the beginning",
            "from the beginning",
            "from the start",
            "begin again",
            "restart",
            "back to the start",
            "back to the beginning",
            "go back to the start",
            "go back to the beginning",
            "main menu",
            "start afresh",
        ],
    ),
    (
        Request::Repeat,
        &[
            "say that again",
            "say it again",
            "say again",
            "repeat that",
            "repeat it",
            "repeat please",
            "please repeat",
            "repeat the question",
            "you repeat",
            "come again",
            "what did you say",
            "what was that",
            "one more time",
            "once more",
            "didnt hear",
            "did not hear",
            "didnt catch",
            "did not catch",
            "couldnt hear",
        ],
    ),
    (
        Request::Hold,
        &[
            "hold on",
            "hang on",
            "hold the line",
            "one moment",
            "one second",
            "one minute",
            "one sec",
            "just a moment",
            "just a second",
            "just a minute",
            "just a sec",
            "wait a moment",
            "wait a second",
            "wait a minute",
            "give me a moment",
            "give me a second",
            "give me a minute",
            "let me check",
            "let me look",
            "let me see",
            "let me find",
            "a moment please",
            "bear with me",
        ],
    ),
    (Request::CallBack, &["call back", "call you back", "call again", "call later", "ring you back"]),
    (
        Request::NotAvailable,
        &[
            "dont have it",
            "do not have it",
            "dont have that",
            "do not have that",
            "dont have one",
            "cant find it",
            "cannot find it",
            "dont know it",
            "dont have them",
            "havent got it",
            "not with me",
        ],
    ),
    (
        Request::Closing,
        &[
            "thats all",
            "that is all",
            "that will be all",
            "thatll be all",
            "nothing else",
            "nothing more",
            "thats it",
            "im done",
            "i am done",
            "goodbye",
            "good bye",
            "bye bye",
            "no more questions",
            "have a nice day",
        ],
    ),
];

/// … or when the whole utterance is one of these, give or take politeness.
const ALONE: &[(Request, &[&str])] = &[
    (
        Request::Repeat,
        &["repeat", "pardon", "pardon me", "again", "what", "sorry", "excuse me", "sorry what", "huh"],
    ),
    (Request::Hold, &["wait", "hold", "moment", "second"]),
    (Request::Closing, &["bye", "done", "finished", "nothing", "close", "exit", "quit"]),
    (
        Request::Greeting,
        &[
            "hello",
            "hi",
            "hey",
            "hiya",
            "howdy",
            "greetings",
            "good morning",
            "good afternoon",
            "good evening",
            "good day",
            "hello there",
            "hi there",
            "hey there",
            "hello hello",
            "how are you",
            "hi how are you",
            "hello how are you",
            "hello good morning",
            "hi good morning",
        ],
    ),
];

/// Politeness and hesitation around a request.
const FILLERS: &[&str] = &[
    "please", "um", "uh", "er", "erm", "well", "oh", "ok", "okay", "so", "just", "thanks", "thank", "you",
    "no", "yes",
];

/// The requests in an utterance, the weightiest first.
pub(crate) fn find(texts: &[&str]) -> Vec<Request> {
    let whole = texts.join(" ");
    let core = texts.iter().copied().filter(|word| !FILLERS.contains(word)).collect::<Vec<_>>().join(" ");
    let mut found = anywhere(texts);
    for (request, phrases) in ALONE {
        if !found.contains(request) && (phrases.contains(&core.as_str()) || phrases.contains(&whole.as_str()))
        {
            found.push(*request);
        }
    }
    found
}

/// The request that an utterance is, with nothing else in it but politeness.
pub(crate) fn alone(texts: &[&str]) -> Option<Request> {
    let content = |texts: &[&str]| texts.iter().any(|word| !FILLERS.contains(word));
    let request = find(texts).first().copied()?;
    let within = ANYWHERE.iter().filter(|(of, _)| *of == request).flat_map(|(_, phrases)| phrases.iter());
    let covered = within.map(|phrase| phrase.split(' ').collect::<Vec<_>>()).any(|phrase| {
        let place = texts.windows(phrase.len()).position(|words| words == phrase);
        place.is_some_and(|place| {
            let (before, rest) = texts.split_at(place);
            !content(before) && !content(rest.get(phrase.len()..).unwrap_or_default())
        })
    });
    (covered || anywhere(texts).is_empty()).then_some(request)
}

type Phrases = BTreeMap<&'static str, Vec<(Request, Vec<&'static str>)>>;

/// The phrases that may stand anywhere, by their first word.
static BY_FIRST_WORD: LazyLock<Phrases> = LazyLock::new(|| {
    let mut by_first_word = Phrases::new();
    for (request, phrases) in ANYWHERE {
        for phrase in *phrases {
            let words: Vec<&str> = phrase.split(' ').collect();
            if let Some(first) = words.first() {
                by_first_word.entry(first).or_default().push((*request, words));
            }
        }
    }
    by_first_word
});

/// The requests whose phrases stand in the utterance, in the order of `ANYWHERE`.
fn anywhere(texts: &[&str]) -> Vec<Request> {
    let mut found = Vec::new();
    for start in 0..texts.len() {
        let Some((first, rest)) = texts.get(start..).and_then(|rest| Some((*rest.first()?, rest))) else {
            break;
        };
        let Some(phrases) = BY_FIRST_WORD.get(first) else { continue };
        found
            .extend(phrases.iter().filter(|(_, words)| rest.starts_with(words)).map(|(request, _)| *request));
    }
    found.sort_by_key(|request| ANYWHERE.iter().position(|(of, _)| of == request));
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::words::words;
    use baton_model::understanding::Request;

    fn first(utterance: &str) -> Option<Request> {
        let words = words(utterance);
        let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        find(&texts).first().copied()
    }

    #[test]
    fn what_callers_ask_of_the_system_is_understood() {
        for (utterance, request) in [
            ("Agent!", Request::Agent),
            ("can I speak to a real person please", Request::Agent),
            ("hi, I want an agent", Request::Agent),
            ("could you repeat that?", Request::Repeat),
            ("pardon", Request::Repeat),
            ("hold on please", Request::Hold),
            ("just a moment", Request::Hold),
            ("hello", Request::Greeting),
            ("Good morning!", Request::Greeting),
            ("I'd like to start over", Request::StartOver),
            ("no thanks, that's all", Request::Closing),
            ("I'll call back", Request::CallBack),
            ("I don't have it", Request::NotAvailable),
        ] {
            assert_eq!(first(utterance), Some(request), "{utterance}");
        }
    }

    #[test]
    fn other_words_ask_nothing() {
        for utterance in ["", "hello I lost my card", "agency", "what is my balance", "yes", "4207", "ring"] {
            assert_eq!(first(utterance), None, "{utterance}");
        }
    }
}
