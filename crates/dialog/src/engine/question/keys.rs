//! Keys of a phone: what they mean at the question that is open.

use baton_model::program::{DtmfKeys, KeySection, Question};

use super::kinds;

/// What keys mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Keyed {
    /// Ends the miniApp.
    Escape,
    /// A human, please.
    Agent,
    /// Yes, to a confirmation.
    Accept,
    /// No, to a confirmation.
    Reject,
    /// An answer.
    Value(String),
    /// Nothing here.
    Nothing,
}

/// Reads a sequence of keys: the first section, in the author's order, that they mean something to. The termination
/// key and what follows it are not part of the sequence.
pub(super) fn read(question: &Question, confirming: bool, keys: &str, locale: &str) -> Keyed {
    let dtmf = &question.dtmf;
    let keys: String = keys.chars().filter(|key| !key.is_whitespace()).collect();
    let termination = dtmf.termination.as_deref().filter(|key| !key.is_empty());
    let keys = match termination {
        // A key that ends the sequence can still be a key of its own when nothing stands before it.
        Some(termination) if keys != termination => keys.split(termination).next().unwrap_or_default(),
        _ => keys.as_str(),
    };
    if keys.is_empty() {
        return Keyed::Nothing;
    }
    let rest = KeySection::ALL.iter().filter(|section| !dtmf.order.contains(section));
    dtmf.order
        .iter()
        .chain(rest)
        .find_map(|section| in_section(*section, question, confirming, keys, locale))
        .unwrap_or(Keyed::Nothing)
}

fn in_section(
    section: KeySection,
    question: &Question,
    confirming: bool,
    keys: &str,
    locale: &str,
) -> Option<Keyed> {
    let dtmf = &question.dtmf;
    let is = |key: &Option<String>| key.as_deref() == Some(keys);
    match section {
        KeySection::Escape => escapes(dtmf, keys).then_some(Keyed::Escape),
        KeySection::Agent => is(&dtmf.agent).then_some(Keyed::Agent),
        KeySection::Confirmation if confirming => {
            let or_else = |own: &Option<String>, other: &Option<String>| match own {
                Some(_) => is(own),
                None => is(other),
            };
            if or_else(&dtmf.accept, &dtmf.yes) {
                Some(Keyed::Accept)
            } else {
                or_else(&dtmf.reject, &dtmf.no).then_some(Keyed::Reject)
            }
        }
        KeySection::Answer if !confirming => kinds::keyed(question, keys, locale).map(Keyed::Value),
        KeySection::Confirmation | KeySection::Answer => None,
    }
}

fn escapes(dtmf: &DtmfKeys, keys: &str) -> bool {
    dtmf.escape_by_any || dtmf.escape.iter().any(|escape| escape == keys)
}
