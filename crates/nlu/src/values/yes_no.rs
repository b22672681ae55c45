//! Yes and no in their wordings, in five languages.

use super::language::Language;
use super::tokens::{Text, folded};

mod vocabulary;

use vocabulary::{Vocabulary, vocabulary};

/// Yes or no, how surely, and the tokens that say it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Said {
    pub(crate) yes: bool,
    pub(crate) confidence: f32,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// What one phrase says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tone {
    /// By itself, also at the head of more words.
    Strong(bool),
    /// Only when nothing else is said.
    Weak(bool),
    /// Nothing either way.
    Filler,
}

#[derive(Debug)]
struct Phrase {
    tone: Tone,
    from: usize,
    to: usize,
}

/// At most one answer.
pub(crate) fn find(text: &Text, language: Language) -> Option<Said> {
    let own = say(text, vocabulary(language));
    // "ok" and "no" are heard in every language; English is the second guess.
    own.or_else(|| {
        (language != Language::English)
            .then(|| say(text, vocabulary(Language::English)))
            .flatten()
            .filter(|said| said.confidence >= 95.0)
    })
}

fn say(text: &Text, vocabulary: &Vocabulary) -> Option<Said> {
    let (phrases, whole) = phrases(text, vocabulary);
    let spoken: Vec<&Phrase> = phrases.iter().filter(|phrase| phrase.tone != Tone::Filler).collect();
    let said = |phrase: &Phrase, yes, confidence| Said { yes, confidence, from: phrase.from, to: phrase.to };
    let sides = |yes: bool| {
        spoken.iter().any(|phrase| phrase.tone == Tone::Strong(yes) || phrase.tone == Tone::Weak(yes))
    };
    let first = spoken.first()?;
    if whole {
        match (sides(true), sides(false)) {
            (true, false) | (false, true) => {
                let yes = sides(true);
                // The clearest phrase is what said it.
                let clearest = spoken.iter().find(|phrase| phrase.tone == Tone::Strong(yes)).unwrap_or(first);
                let confidence = if phrases.len() == 1 { 100.0 } else { 95.0 };
                return Some(said(clearest, yes, confidence));
            }
            _ => {}
        }
    }
    // "agree, it is not ok": what is denied in so many words weighs more than what was granted before.
    if whole
        && let Some(last) =
            spoken.last().filter(|last| last.tone == Tone::Strong(false) && last.to > last.from + 1)
    {
        return Some(said(last, false, 60.0));
    }
    // "I don't think so. No.", "I said no, not yes": the first strong phrase decides.
    let strong = spoken.iter().find_map(|phrase| match phrase.tone {
        Tone::Strong(yes) => Some((*phrase, yes)),
        _ => None,
    });
    if let Some((phrase, yes)) = strong {
        // At the head of more words it is an answer; amid them it hardly is.
        let head = (0..phrase.from).all(|at| {
            text.word(at).is_empty() && text.figures(at).is_empty()
                || phrases
                    .iter()
                    .any(|other| (other.from..other.to).contains(&at) && other.tone != Tone::Weak(!yes))
        });
        let parted =
            text.get(phrase.to).is_none_or(|next| matches!(next.text.as_str(), "." | "," | "!" | ";" | "?"));
        let length = text.len();
        let confidence = match (head, length) {
            (true, ..=8) => 85.0,
            (true, _) => 75.0,
            (false, ..=12) if vocabulary.insists(text, phrase.from) || parted => 60.0,
            _ => return None,
        };
        return Some(said(phrase, yes, confidence));
    }
    // Weak phrases only count when they were everything, and then the last of them does.
    let last = spoken.last()?;
    match last.tone {
        Tone::Weak(yes) if whole => Some(said(last, yes, 70.0)),
        Tone::Weak(yes)
            if first.from == 0
                && text.get(first.to).is_some_and(|next| next.text == ",")
                && first.tone == Tone::Weak(yes) =>
        {
            Some(said(first, yes, 65.0))
        }
        _ => None,
    }
}

/// The utterance as phrases, longest first at each place; and whether that is all of it.
fn phrases(text: &Text, vocabulary: &Vocabulary) -> (Vec<Phrase>, bool) {
    let mut found = Vec::new();
    let mut whole = true;
    let mut at = 0;
    while at < text.len() {
        if let Some(tone) = text.symbol(at).and_then(vocabulary::sign) {
            found.push(Phrase { tone: Tone::Strong(tone), from: at, to: at + 1 });
            at += 1;
            continue;
        }
        if text.word(at).is_empty() {
            whole &= text.figures(at).is_empty();
            at += 1;
            continue;
        }
        match vocabulary.longest(text, at) {
            Some((tone, to)) => {
                found.push(Phrase { tone, from: at, to });
                at = to;
            }
            None => {
                whole = false;
                at += 1;
            }
        }
    }
    (found, whole)
}

/// Phrases of a vocabulary as tokens are written.
fn plain(phrase: &str) -> String {
    folded(phrase)
}
