//! What is counted for the metrics.

/// What is counted of one turn: a dozen things. All their words stand in one text, so that a turn costs no more to keep than it
/// must.
#[derive(Debug, Clone, Default)]
pub struct Counts {
    words: String,
    each: Vec<Place>,
}

/// Where the words of one stand.
#[derive(Debug, Clone, Copy)]
struct Place {
    kind: &'static str,
    test: bool,
    of: usize,
    key: usize,
    end: usize,
}

/// One of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Count<'a> {
    /// `turn`, `intent`, `outcome`, `node`, `reached`, `fail`.
    pub kind: &'static str,
    /// Whether it was in a simulation.
    pub test: bool,
    /// Of which component, where that matters.
    pub of: &'a str,
    /// Which intent, node, ….
    pub key: &'a str,
}

impl Counts {
    /// Adds one. PostgreSQL can't keep the character NUL in a text: what is alike without it is counted as the same.
    pub(crate) fn push(&mut self, count: Count<'_>) {
        let mut place = Place { kind: count.kind, test: count.test, of: self.words.len(), key: 0, end: 0 };
        self.words.push_str(count.of);
        place.key = self.words.len();
        self.words.extend(count.key.split('\0'));
        place.end = self.words.len();
        self.each.push(place);
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = Count<'_>> {
        let words = |from, to| self.words.get(from..to).unwrap_or_default();
        self.each.iter().map(move |place| Count {
            kind: place.kind,
            test: place.test,
            of: words(place.of, place.key),
            key: words(place.key, place.end),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_comes_back_as_it_was() {
        let count = |of, key| Count { kind: "node", test: true, of, key };
        let all = [count("a flow", "its node"), count("", "caf\u{e9}"), count("a flow", ""), count("", "")];
        let mut counts = Counts::default();
        all.into_iter().for_each(|one| counts.push(one));
        assert_eq!(counts.iter().collect::<Vec<_>>(), all);
        counts.push(count("a flow", "its\0 node"));
        assert_eq!(counts.iter().last(), Some(all[0]));
    }
}
