//! What makes two spellings of a word one: accents folded, English endings taken off.

/// A word without accents, as callers type it.
pub(super) fn folded(word: &str) -> String {
    word.chars().filter(|character| !matches!(character, '\u{300}'..='\u{36f}')).map(fold).collect()
}

fn fold(character: char) -> char {
    match character {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        'ς' => 'σ',
        other => other,
    }
}

/// An English word without the endings of plural, past and progress: "cards", "charged", "topping". Other words
/// come back as they are, or a letter shorter: the same for the same word is all that counts.
pub(super) fn stem(word: &str) -> String {
    let mut stem = word.to_owned();
    if word.len() < 4 || !word.is_ascii() {
        return stem;
    }
    if stem.ends_with("ies") && stem.len() > 4 {
        stem.truncate(stem.len() - 3);
        stem.push('y');
    } else if stem.ends_with("sses") {
        stem.truncate(stem.len() - 2);
    } else if stem.ends_with('s') && !["ss", "us", "is"].iter().any(|end| stem.ends_with(end)) {
        stem.pop();
    }
    for ending in ["ing", "ed"] {
        let Some(head) = stem.strip_suffix(ending) else { continue };
        if head.len() >= 3 && head.contains(['a', 'e', 'i', 'o', 'u', 'y']) {
            stem.truncate(head.len());
            let mut last = stem.chars().rev();
            let doubled = last.next().filter(|letter| last.next() == Some(*letter));
            if doubled.is_some_and(|letter| !matches!(letter, 'l' | 's' | 'z')) {
                stem.pop();
            }
            break;
        }
    }
    if stem.len() > 3 && stem.ends_with('e') {
        stem.pop();
    }
    if stem.len() > 3 && stem.ends_with('y') {
        stem.pop();
        stem.push('i');
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::{folded, stem};

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for (a, b) in
            [("cards", "card"), ("charged", "charge"), ("topping", "topped"), ("countries", "country")]
        {
            assert_eq!(stem(a), stem(b), "{a} {b}");
        }
        for word in ["is", "this", "gas", "κάρτες", ""] {
            let _ = stem(word);
        }
        assert_eq!(stem("this"), "this");
    }

    #[test]
    fn accents_do_not_matter() {
        assert_eq!(folded("χρεώσεις"), folded("χρεωσεισ"));
        assert_eq!(folded("cambié"), "cambie");
        assert_eq!(folded("e\u{301}te\u{301}"), "ete");
    }
}
