//! What says yes and what says no.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Language, Text, Tone, plain};

/// The most words in a phrase.
const LONGEST: usize = 6;

/// The phrases of a language.
#[derive(Debug)]
pub(super) struct Vocabulary {
    phrases: HashMap<String, Tone>,
    /// "I said no": words before an answer that insist on it.
    insisting: Vec<String>,
}

impl Vocabulary {
    /// The longest phrase at a place, and the token after it.
    pub(super) fn longest(&self, text: &Text, at: usize) -> Option<(Tone, usize)> {
        let mut phrase = String::new();
        let mut found = None;
        for next in at..at + LONGEST {
            let word = text.word(next);
            if word.is_empty() {
                break;
            }
            if !phrase.is_empty() {
                phrase.push(' ');
            }
            phrase.push_str(word);
            if let Some(tone) = self.phrases.get(&phrase) {
                found = Some((*tone, next + 1));
            }
        }
        found
    }

    /// True when the words before a place insist.
    pub(super) fn insists(&self, text: &Text, at: usize) -> bool {
        at > 0 && self.insisting.iter().any(|word| word == text.word(at - 1))
    }
}

/// Emoji that answer.
pub(super) fn sign(symbol: char) -> Option<bool> {
    match symbol {
        '👌' | '👍' | '✅' | '✔' | '☑' | '🆗' | '💯' => Some(true),
        '👎' | '✋' | '🖐' | '❌' | '🚫' | '✖' | '🙅' => Some(false),
        _ => None,
    }
}

pub(super) fn vocabulary(language: Language) -> &'static Vocabulary {
    static ALL: LazyLock<[Vocabulary; 5]> = LazyLock::new(|| {
        [
            english(),
            build(include_str!("spanish.txt")),
            build(include_str!("french.txt")),
            build(include_str!("german.txt")),
            build(include_str!("greek.txt")),
        ]
    });
    let [english, spanish, french, german, greek] = &*ALL;
    match language {
        Language::English => english,
        Language::Spanish => spanish,
        Language::French => french,
        Language::German => german,
        Language::Greek => greek,
    }
}

/// Reads a list: `[yes]`, `[no]`, `[weak yes]`, `[weak no]`, `[fillers]` and `[insisting]`, phrases with commas between.
fn build(source: &'static str) -> Vocabulary {
    let mut vocabulary = Vocabulary { phrases: HashMap::new(), insisting: Vec::new() };
    let mut section = "";
    for line in source.lines() {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            section = name;
            continue;
        }
        for phrase in line.split(',').map(str::trim).filter(|phrase| !phrase.is_empty()) {
            let tone = match section {
                "yes" => Tone::Strong(true),
                "no" => Tone::Strong(false),
                "weak yes" => Tone::Weak(true),
                "weak no" => Tone::Weak(false),
                "insisting" => {
                    vocabulary.insisting.push(plain(phrase));
                    continue;
                }
                _ => Tone::Filler,
            };
            // What says something wins over what says nothing, and what says it clearly over the rest.
            let phrase = plain(phrase);
            let known = vocabulary.phrases.get(&phrase).is_some_and(|known| *known != Tone::Filler);
            if tone != Tone::Filler || !known {
                vocabulary
                    .phrases
                    .entry(phrase)
                    .and_modify(|old| {
                        if !matches!(old, Tone::Strong(_)) {
                            *old = tone
                        }
                    })
                    .or_insert(tone);
            }
        }
    }
    vocabulary
}

/// "not ok", "it's not right", "don't think so": what is affirmed can be denied in many ways.
fn english() -> Vocabulary {
    let mut vocabulary = build(include_str!("english.txt"));
    for affirmed in [
        "ok",
        "okay",
        "right",
        "correct",
        "true",
        "good",
        "fine",
        "that",
        "this",
        "possible",
        "agreed",
        "sure about that",
        "what i want",
        "what i said",
        "what i meant",
        "the one",
        "it",
    ] {
        for denial in [
            "not",
            "isnt",
            "is not",
            "thats not",
            "that is not",
            "that isnt",
            "its not",
            "it is not",
            "it isnt",
            "not really",
            "not quite",
        ] {
            vocabulary.phrases.insert(format!("{denial} {affirmed}"), Tone::Strong(false));
        }
    }
    for verb in ["do", "am", "have", "did", "would", "will", "can", "could", "should"] {
        vocabulary.phrases.insert(format!("i {verb}"), Tone::Weak(true));
        vocabulary.phrases.insert(format!("i {verb} not"), Tone::Weak(false));
    }
    for denied in ["dont", "wont", "cant", "cannot", "havent", "didnt", "wouldnt", "couldnt", "shouldnt"] {
        vocabulary.phrases.insert(format!("i {denied}"), Tone::Weak(false));
    }
    for verb in ["think", "believe", "guess", "suppose", "hope"] {
        vocabulary.phrases.insert(format!("i {verb} so"), Tone::Weak(true));
        vocabulary.phrases.insert(format!("i {verb} not"), Tone::Weak(false));
        vocabulary.phrases.insert(format!("i dont {verb} so"), Tone::Weak(false));
        vocabulary.phrases.insert(format!("i do not {verb} so"), Tone::Weak(false));
        vocabulary.phrases.insert(format!("dont {verb} so"), Tone::Weak(false));
    }
    vocabulary
}
