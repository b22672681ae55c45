//! Yes and no, in English.

use baton_model::understanding::{FoundValue, ValueKind};

use crate::words::Word;

/// Says yes or no by itself, also at the head of more words.
const YES: &[&str] = &["yes", "yeah", "yep", "yup", "yea", "aye", "affirmative"];
const NO: &[&str] = &["no", "nope", "nah", "negative", "nay"];

/// Says yes or no when nothing else is said.
const ALSO_YES: &[&str] = &[
    "y",
    "sure",
    "correct",
    "right",
    "ok",
    "okay",
    "absolutely",
    "definitely",
    "certainly",
    "exactly",
    "indeed",
    "true",
    "fine",
    "of course",
    "go ahead",
    "sounds good",
    "you bet",
    "i do",
    "i am",
    "i have",
    "i did",
    "i would",
    "it is",
    "please do",
    "do it",
    "why not",
    "with pleasure",
    "thats right",
    "thats correct",
    "that is right",
    "that is correct",
    "that one",
    "i think so",
    "very much",
];
const ALSO_NO: &[&str] = &[
    "n",
    "never",
    "wrong",
    "incorrect",
    "false",
    "not",
    "no way",
    "not right",
    "not correct",
    "not at all",
    "not now",
    "i dont",
    "i do not",
    "i am not",
    "im not",
    "i have not",
    "i havent",
    "i did not",
    "i didnt",
    "it is not",
    "it isnt",
    "its not",
    "thats wrong",
    "thats not right",
    "thats not correct",
    "thats incorrect",
    "that is wrong",
    "that is not right",
    "that is not correct",
    "that is incorrect",
    "not really",
    "dont",
    "do not",
    "id rather not",
    "not yet",
    "i dont think so",
];

/// Says nothing either way.
const FILLERS: &[&str] = &[
    "um", "uh", "er", "erm", "hm", "hmm", "well", "oh", "ah", "please", "thanks", "thank", "you", "so",
    "just", "actually", "sir", "madam", "maam", "and", "then", "really", "very", "that", "thats", "is", "it",
    "its", "a", "the", "i", "to", "do",
];

/// At most one value: `YES` or `NO`.
pub(crate) fn find(words: &[Word]) -> Option<FoundValue> {
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let (value, confidence) = say(&texts)?;
    let (begin, end) = (words.first()?.begin, words.last()?.end);
    Some(FoundValue { kind: ValueKind::YesNo, value: value.to_owned(), confidence, begin, end })
}

fn say(texts: &[&str]) -> Option<(&'static str, f32)> {
    let whole = texts.join(" ");
    if YES.contains(&whole.as_str()) || ALSO_YES.contains(&whole.as_str()) {
        return Some(("YES", 100.0));
    }
    if NO.contains(&whole.as_str()) || ALSO_NO.contains(&whole.as_str()) {
        return Some(("NO", 100.0));
    }
    let (yes, no) = (only(texts, YES, ALSO_YES), only(texts, NO, ALSO_NO));
    match (yes, no) {
        (true, false) => return Some(("YES", 95.0)),
        (false, true) => return Some(("NO", 95.0)),
        _ => {}
    }
    // The first word that says anything decides, less surely the more words follow.
    let first = texts.iter().find(|word| !FILLERS.contains(word))?;
    let confidence = if texts.len() <= 6 { 85.0 } else { 75.0 };
    if YES.contains(first) {
        Some(("YES", confidence))
    } else if NO.contains(first) {
        Some(("NO", confidence))
    } else {
        None
    }
}

/// True when the words are made of one side's words and phrases, and of fillers, with at least one of the former.
fn only(texts: &[&str], words: &[&str], phrases: &[&str]) -> bool {
    let (mut rest, mut said) = (texts, false);
    while !rest.is_empty() {
        let longest = (1..=rest.len().min(5)).rev().find(|length| {
            let (head, _) = rest.split_at(*length);
            let head = head.join(" ");
            words.contains(&head.as_str()) || phrases.contains(&head.as_str())
        });
        match (longest, rest.first()) {
            (Some(length), _) => {
                said = true;
                rest = rest.split_at(length).1;
            }
            (None, Some(word)) if FILLERS.contains(word) => rest = rest.split_at(1).1,
            _ => return false,
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::words::words;

    fn said(utterance: &str) -> Option<String> {
        find(&words(utterance)).map(|value| value.value)
    }

    #[test]
    fn plain_and_roundabout_answers_are_understood() {
        for utterance in [
            "yes",
            "Yeah!",
            "yes please",
            "that's right",
            "Sure, go ahead",
            "um, I think so",
            "yes I want to pay",
        ] {
            assert_eq!(said(utterance).as_deref(), Some("YES"), "{utterance}");
        }
        for utterance in [
            "no",
            "Nope.",
            "no thank you",
            "that's not correct",
            "not really",
            "well, no, not now",
            "no it is blue",
        ] {
            assert_eq!(said(utterance).as_deref(), Some("NO"), "{utterance}");
        }
    }

    #[test]
    fn anything_else_is_neither() {
        for utterance in
            ["", "maybe", "I don't know", "right now I want pizza", "correct my address", "agent", "ναι"]
        {
            assert_eq!(said(utterance), None, "{utterance}");
        }
    }
}
