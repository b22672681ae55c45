//! Finds the lines of a JSON file at which a value stands.

use std::ops::RangeInclusive;

/// The lines, from 1, of the value at a path of keys and indexes; `None` when the path leads nowhere.
pub fn lines(text: &str, path: &[&str]) -> Option<RangeInclusive<usize>> {
    let mut scan = Scan { bytes: text.as_bytes(), at: 0 };
    scan.spaces();
    for step in path {
        scan.enter(step)?;
    }
    let begin = scan.at;
    scan.skip()?;
    let line = |at: usize| 1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count();
    Some(line(begin)..=line(scan.at.saturating_sub(1)))
}

/// Walks over JSON that is known to be well formed; anything else ends the walk.
struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Scan<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn spaces(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace() || byte == b',' || byte == b':') {
            self.at += 1;
        }
    }

    /// Goes to the member of an object, or the item of a list.
    fn enter(&mut self, step: &str) -> Option<()> {
        let is_object = match self.peek()? {
            b'{' => true,
            b'[' => false,
            _ => return None,
        };
        self.at += 1;
        let mut index = 0_usize;
        loop {
            self.spaces();
            if matches!(self.peek()?, b'}' | b']') {
                return None;
            }
            let here = if is_object {
                let begin = self.at;
                self.skip()?;
                let key: String = serde_json::from_slice(self.bytes.get(begin..self.at)?).ok()?;
                self.spaces();
                key == step
            } else {
                step.parse() == Ok(index)
            };
            if here {
                return Some(());
            }
            self.skip()?;
            index += 1;
        }
    }

    /// Goes to the end of a value.
    fn skip(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            match self.peek()? {
                b'"' => self.text()?,
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' => {
                    depth = depth.checked_sub(1)?;
                    self.at += 1;
                }
                byte if byte.is_ascii_whitespace() || byte == b',' || byte == b':' => self.at += 1,
                _ => self.word(),
            }
            if depth == 0 {
                return Some(());
            }
        }
    }

    fn word(&mut self) {
        while self.peek().is_some_and(|byte| !byte.is_ascii_whitespace() && !b",:]}".contains(&byte)) {
            self.at += 1;
        }
    }

    fn text(&mut self) -> Option<()> {
        loop {
            self.at += 1;
            match self.peek()? {
                b'\\' => self.at += 1,
                b'"' => {
                    self.at += 1;
                    return Some(());
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::lines;

    const TEXT: &str =
        "{\n  \"a\": [1, {\"b\\\"c\": true},\n    \"]}\"\n  ],\n  \"d\": {\n    \"e\": null\n  }\n}\n";

    #[test]
    fn a_value_is_found_along_keys_and_indexes() {
        assert_eq!(lines(TEXT, &[]), Some(1..=8));
        assert_eq!(lines(TEXT, &["a"]), Some(2..=4));
        assert_eq!(lines(TEXT, &["a", "1", "b\"c"]), Some(2..=2));
        assert_eq!(lines(TEXT, &["a", "2"]), Some(3..=3));
        assert_eq!(lines(TEXT, &["d", "e"]), Some(6..=6));
    }

    #[test]
    fn a_path_that_leads_nowhere_is_not_found() {
        for path in [["a", "9"], ["x", "y"], ["d", "f"]] {
            assert_eq!(lines(TEXT, &path), None, "{path:?}");
        }
        assert_eq!(lines("[1, 2", &["5"]), None);
        assert_eq!(lines("", &["5"]), None);
    }
}
