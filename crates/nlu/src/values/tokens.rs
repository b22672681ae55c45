//! Utterances become tokens: words, runs of figures and single symbols, each with its place.

/// The most characters of an utterance that are looked at.
pub(crate) const MOST_CHARACTERS: usize = 1_000;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters, in lower case and without accents or apostrophes.
    Word,
    /// The figures 0 to 9.
    Figures,
    /// Anything else, one character.
    Symbol,
}

/// What stands before a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gap {
    None,
    /// A narrow or no-break space, as it stands between thousands.
    Narrow,
    Space,
}

#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub(crate) text: String,
    pub(crate) kind: Kind,
    pub(crate) gap: Gap,
    /// In characters of the utterance.
    pub(crate) begin: u32,
    pub(crate) end: u32,
}

/// An utterance in tokens. Looking beyond its end finds nothing rather than panics.
#[derive(Debug)]
pub(crate) struct Text {
    characters: Vec<char>,
    tokens: Vec<Token>,
}

impl Text {
    pub(crate) fn new(utterance: &str) -> Self {
        let characters: Vec<char> = utterance.chars().take(MOST_CHARACTERS).collect();
        let mut tokens: Vec<Token> = Vec::new();
        let mut gap = Gap::Space;
        let mut open = false;
        for (index, character) in characters.iter().copied().enumerate() {
            let begin = u32::try_from(index).unwrap_or(u32::MAX);
            let kind = match character {
                '\u{a0}' | '\u{2009}' | '\u{202f}' => {
                    (gap, open) = (Gap::Narrow, false);
                    continue;
                }
                // Marks of direction and joiners are not heard.
                '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {
                    continue;
                }
                _ if character.is_whitespace() || character.is_control() => {
                    (gap, open) = (Gap::Space, false);
                    continue;
                }
                '0'..='9' => Kind::Figures,
                '\'' | '’' if within_word(&characters, index) => {
                    if let Some(last) = tokens.last_mut() {
                        last.end = begin + 1;
                    }
                    continue;
                }
                '\u{300}'..='\u{36f}' => {
                    if let Some(last) = tokens.last_mut() {
                        last.end = begin + 1;
                    }
                    continue;
                }
                _ if character.is_alphabetic() && !is_sign(character) => Kind::Word,
                _ => Kind::Symbol,
            };
            match tokens.last_mut() {
                Some(last) if open && kind != Kind::Symbol && last.kind == kind => {
                    push_folded(&mut last.text, character);
                    last.end = begin + 1;
                }
                _ => {
                    let mut text = String::new();
                    push_folded(&mut text, character);
                    let gap = if tokens.is_empty() { Gap::Space } else { gap };
                    tokens.push(Token { text, kind, gap, begin, end: begin + 1 });
                }
            }
            (gap, open) = (Gap::None, true);
        }
        Self { characters, tokens }
    }

    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(crate) fn get(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// The word at a place; empty when there is none.
    pub(crate) fn word(&self, at: usize) -> &str {
        self.of_kind(at, Kind::Word).unwrap_or("")
    }

    /// The figures at a place; empty when there are none.
    pub(crate) fn figures(&self, at: usize) -> &str {
        self.of_kind(at, Kind::Figures).unwrap_or("")
    }

    /// The symbol at a place.
    pub(crate) fn symbol(&self, at: usize) -> Option<char> {
        self.of_kind(at, Kind::Symbol).and_then(|text| text.chars().next())
    }

    pub(crate) fn is(&self, at: usize, symbol: char) -> bool {
        self.symbol(at) == Some(symbol)
    }

    /// True when nothing stands between a token and the one before it.
    pub(crate) fn glued(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| token.gap == Gap::None)
    }

    /// True when this token and the one before are words or figures without a gap between them.
    pub(crate) fn runs_on(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| token.kind != Kind::Symbol)
            && self.glued(at)
            && at > 0
            && self.get(at - 1).is_some_and(|token| token.kind != Kind::Symbol)
    }

    /// The utterance's own characters from token to token.
    pub(crate) fn slice(&self, from: usize, to: usize) -> String {
        let (begin, end) = self.span(from, to);
        self.characters
            .get(begin as usize..end as usize)
            .map(|characters| characters.iter().collect())
            .unwrap_or_default()
    }

    /// Where tokens stand, in characters.
    pub(crate) fn span(&self, from: usize, to: usize) -> (u32, u32) {
        let begin = self.get(from).map_or(0, |token| token.begin);
        let end = to.checked_sub(1).and_then(|last| self.get(last)).map_or(begin, |token| token.end);
        (begin, end.max(begin))
    }

    pub(crate) fn characters(&self) -> &[char] {
        &self.characters
    }

    fn of_kind(&self, at: usize, kind: Kind) -> Option<&str> {
        self.get(at).filter(|token| token.kind == kind).map(|token| token.text.as_str())
    }
}

/// Letters that are signs: ordinal marks and currency letters stand alone.
fn is_sign(character: char) -> bool {
    matches!(character, 'ª' | 'º' | '元' | '円')
}

fn within_word(characters: &[char], index: usize) -> bool {
    let letter = |at: Option<usize>| {
        at.and_then(|at| characters.get(at)).is_some_and(|character| character.is_alphabetic())
    };
    letter(index.checked_sub(1)) && (letter(index.checked_add(1)) || ends_plural(characters, index))
}

/// "workers' day": an apostrophe after an s before a space belongs to the word.
fn ends_plural(characters: &[char], index: usize) -> bool {
    index.checked_sub(1).and_then(|before| characters.get(before)) == Some(&'s')
        && characters.get(index + 1).is_none_or(|character| character.is_whitespace())
}

/// Adds a letter in lower case, without its accent.
fn push_folded(text: &mut String, character: char) {
    for lower in character.to_lowercase() {
        match lower {
            'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' => text.push('a'),
            'ä' => text.push('ä'),
            'ç' => text.push('c'),
            'è' | 'é' | 'ê' | 'ë' | 'ē' => text.push('e'),
            'ì' | 'í' | 'î' | 'ï' => text.push('i'),
            'ñ' => text.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' => text.push('o'),
            'ù' | 'ú' | 'û' => text.push('u'),
            'ß' => text.push_str("ss"),
            'œ' => text.push_str("oe"),
            'ά' => text.push('α'),
            'έ' => text.push('ε'),
            'ή' => text.push('η'),
            'ί' | 'ϊ' | 'ΐ' => text.push('ι'),
            'ό' => text.push('ο'),
            'ύ' | 'ϋ' | 'ΰ' => text.push('υ'),
            'ώ' => text.push('ω'),
            'ς' => text.push('σ'),
            '\u{300}'..='\u{36f}' => {}
            other => text.push(other),
        }
    }
}

/// A word as [`Text`] has it, for vocabularies.
pub(crate) fn folded(word: &str) -> String {
    let mut text = String::new();
    for character in word.chars().filter(|character| !matches!(character, '\'' | '’')) {
        push_folded(&mut text, character);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Gap, Kind, Text};

    #[test]
    fn words_figures_and_symbols_part() {
        let text = Text::new("USD115.5, o'clock ΈΝΑΣ 1\u{202f}000");
        let parts: Vec<&str> = (0..text.len()).map(|at| text.get(at).unwrap().text.as_str()).collect();
        assert_eq!(parts, ["usd", "115", ".", "5", ",", "oclock", "ενασ", "1", "000"]);
        assert_eq!(text.get(1).unwrap().gap, Gap::None);
        assert_eq!(text.get(8).unwrap().gap, Gap::Narrow);
        assert_eq!(text.get(2).unwrap().kind, Kind::Symbol);
    }

    #[test]
    fn places_are_those_of_the_utterance() {
        let text = Text::new("  é don't 12");
        assert_eq!(text.span(1, 3), (4, 12));
        assert_eq!(text.slice(1, 2), "don't");
        assert_eq!(text.slice(9, 7), "");
    }

    #[test]
    fn what_is_not_heard_is_left_out() {
        assert_eq!(Text::new("\u{202e}\u{7}\0").len(), 0);
        assert_eq!(Text::new(&"9".repeat(5_000)).get(0).unwrap().text.len(), super::MOST_CHARACTERS);
    }
}
