//! Words of a line: separated by spaces, except within double quotes; a word that begins with `#` ends the line.

/// Splits a line. Quotes are taken away; what stood in them stays together. JSON (the canvas of a line `canvas …`,
/// the value of a line `set … = …`) is one word, as it stands.
pub(super) fn words(line: &str) -> Vec<String> {
    let line = line.trim();
    if let Some(json) = line.strip_prefix("canvas ") {
        return vec!["canvas".to_owned(), json.trim().to_owned()];
    }
    if let Some((head, json)) = line.strip_prefix("set ").and_then(|_| line.split_once(" = ")) {
        let mut words: Vec<String> = head.split_whitespace().map(str::to_owned).collect();
        words.extend(["=".to_owned(), json.trim().to_owned()]);
        return words;
    }
    let mut words = Vec::new();
    let (mut word, mut quoted, mut begun) = (String::new(), false, false);
    for letter in line.chars() {
        match letter {
            '"' => (quoted, begun) = (!quoted, true),
            '#' if !quoted && !begun => break,
            ' ' if !quoted => {
                if std::mem::take(&mut begun) {
                    words.push(std::mem::take(&mut word));
                }
            }
            _ => {
                word.push(letter);
                begun = true;
            }
        }
    }
    if begun {
        words.push(word);
    }
    words
}

/// `name=value`; without `=` the value is empty.
pub(super) fn pair(word: &str) -> (String, String) {
    let (name, value) = word.split_once('=').unwrap_or((word, ""));
    (name.to_owned(), value.to_owned())
}
