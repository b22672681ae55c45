//! Utterances become words: lower case, without punctuation, bounded.

/// The most characters of an utterance that are looked at.
pub(crate) const MOST_CHARACTERS: usize = 1_000;

/// A word of an utterance and where it stands, in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) begin: u32,
    pub(crate) end: u32,
}

/// The words of an utterance. Letters and digits make words; an apostrophe within one is dropped, so that "that's"
/// and "thats" are the same; a full stop, comma or hyphen between digits stays.
pub(crate) fn words(utterance: &str) -> Vec<Word> {
    let characters: Vec<char> = utterance.chars().take(MOST_CHARACTERS).collect();
    let mut words = Vec::new();
    let mut text = String::new();
    let (mut begin, mut end) = (0, 0);
    for (index, character) in characters.iter().enumerate() {
        let place = u32::try_from(index).unwrap_or(u32::MAX);
        let next_is_digit = characters.get(index + 1).is_some_and(char::is_ascii_digit);
        let after_digit = text.ends_with(|last: char| last.is_ascii_digit());
        if character.is_alphanumeric() || is_mark(*character) {
            if text.is_empty() {
                begin = place;
            }
            text.extend(character.to_lowercase());
            end = place + 1;
        } else if matches!(character, '.' | ',' | '-') && after_digit && next_is_digit {
            text.push(*character);
        } else if matches!(character, '\'' | '’') && !text.is_empty() {
            // Part of the word, and not written.
        } else if !text.is_empty() {
            words.push(Word { text: std::mem::take(&mut text), begin, end });
        }
    }
    if !text.is_empty() {
        words.push(Word { text, begin, end });
    }
    words
}

/// Combining marks belong to the letter before them.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}')
}

#[cfg(test)]
mod tests {
    use super::words;

    fn texts(utterance: &str) -> Vec<String> {
        words(utterance).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn punctuation_and_case_do_not_matter() {
        assert_eq!(texts("That's  MY card, isn’t it?"), ["thats", "my", "card", "isnt", "it"]);
        assert_eq!(texts("  … !!"), [""; 0]);
    }

    #[test]
    fn separators_between_digits_stay() {
        assert_eq!(texts("4,207 or 42-07. Or 1.5?"), ["4,207", "or", "42-07", "or", "1.5"]);
    }

    #[test]
    fn places_are_counted_in_characters() {
        let words = words("é 12");
        assert_eq!((words[1].begin, words[1].end), (2, 4));
    }
}
