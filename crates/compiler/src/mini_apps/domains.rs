//! What a domain brings to a new Intent miniApp: intents and entities, written for this project in `packs/`.

use std::sync::LazyLock;

use serde_json::{Value, json};

/// The domains, as ids write them.
pub const DOMAINS: &[&str] =
    &["Banking", "Banking2", "Universal", "Telco", "Insurance", "Energy", "CarRetail", "Covid"];

/// The files of a pack: sections `[Name]`, a line each; `#` begins a comment.
struct Pack {
    intents: &'static [&'static str],
    entities: &'static str,
}

const BANKING: Pack = Pack {
    intents: &[
        include_str!("../../packs/banking/accounts.txt"),
        include_str!("../../packs/banking/cards.txt"),
        include_str!("../../packs/banking/payments.txt"),
        include_str!("../../packs/banking/cash.txt"),
        include_str!("../../packs/banking/lending.txt"),
        include_str!("../../packs/banking/security.txt"),
    ],
    entities: include_str!("../../packs/banking/entities.txt"),
};
const UNIVERSAL: Pack = Pack {
    intents: &[
        include_str!("../../packs/universal/contact.txt"),
        include_str!("../../packs/universal/account.txt"),
        include_str!("../../packs/universal/business.txt"),
    ],
    entities: include_str!("../../packs/universal/entities.txt"),
};

/// An intent of a domain, or an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its name, such as `Card.Lost`.
    pub name: &'static str,
    /// What callers say for it; of an entity, a value each, with what else it is called after bars.
    pub utterances: Vec<&'static str>,
}

struct Domain {
    intents: Vec<Section>,
    entities: Vec<Section>,
}

static OF_BANKING: LazyLock<Domain> = LazyLock::new(|| read(&BANKING));
static OF_UNIVERSAL: LazyLock<Domain> = LazyLock::new(|| read(&UNIVERSAL));

fn read(pack: &Pack) -> Domain {
    let intents = pack.intents.iter().flat_map(|file| sections(file)).collect();
    Domain { intents, entities: sections(pack.entities) }
}

fn sections(file: &'static str) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let lines = file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    for line in lines {
        match line.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
            Some(name) => sections.push(Section { name, utterances: Vec::new() }),
            None => {
                if let Some(section) = sections.last_mut() {
                    section.utterances.push(line);
                }
            }
        }
    }
    sections
}

/// `Banking` and `Banking2` bring banking; every other domain, for which nothing was written, what every business meets.
fn of(domain: &str) -> &'static Domain {
    match domain.strip_suffix(".MiniApps").unwrap_or(domain) {
        "Banking" | "Banking2" => &OF_BANKING,
        _ => &OF_UNIVERSAL,
    }
}

/// The intents of a domain and what callers say for them. `Banking2` and `Banking2.MiniApps` are the same.
#[must_use]
pub fn domain_utterances(domain: &str) -> &'static [Section] {
    &of(domain).intents
}

/// The entities of a domain: its own, and those that every business meets.
pub fn domain_entities(domain: &str) -> impl Iterator<Item = &'static Section> {
    let own: &'static Domain = of(domain);
    let common = OF_UNIVERSAL.entities.iter().filter(move |_| !std::ptr::eq(own, &raw const *OF_UNIVERSAL));
    own.entities.iter().chain(common)
}

/// The intents of a domain as a model holds them.
#[must_use]
pub fn domain_intents(domain: &str) -> Value {
    domain_utterances(domain).iter().map(|intent| as_item(intent, true)).collect()
}

fn as_item(intent: &Section, enabled: bool) -> Value {
    json!({
        "name": intent.name, "enabled": enabled, "fromDomain": true, "utterances": intent.utterances, "confirm": ""
    })
}

/// Puts the domain's intents that a model leaves out back into it, switched off: they can be disabled, not deleted.
/// A model whose intents can't be read is left as it is.
pub fn keep_domain_intents(model: &mut Value, domain: &str) {
    let Some(keys) = model.as_object_mut() else { return };
    let intents = keys.entry("intents").or_insert_with(|| json!([]));
    if intents.is_null() {
        *intents = json!([]);
    }
    let Some(intents) = intents.as_array_mut() else { return };
    let has = |items: &[Value], name: &str| {
        items.iter().any(|item| item.get("name").and_then(Value::as_str) == Some(name))
    };
    let missing: Vec<Value> = domain_utterances(domain)
        .iter()
        .filter(|intent| !has(intents, intent.name))
        .map(|intent| as_item(intent, false))
        .collect();
    intents.extend(missing);
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::json;

    use super::{DOMAINS, domain_entities, domain_intents, domain_utterances, keep_domain_intents};

    #[test]
    fn the_packs_have_the_intents_and_wordings_that_were_promised() {
        assert!(domain_utterances("Banking").len() >= 40);
        assert!(domain_utterances("Universal").len() >= 20);
        for domain in ["Banking2.MiniApps", "Universal"] {
            let (mut names, mut said) = (BTreeSet::new(), BTreeSet::new());
            for intent in domain_utterances(domain) {
                assert!(names.insert(intent.name), "{} stands there twice", intent.name);
                assert!(intent.utterances.len() >= 20, "{}", intent.name);
                for utterance in &intent.utterances {
                    let words = super::super::utterances::words(utterance);
                    assert!(!words.is_empty() && said.insert(words), "{}: {utterance}", intent.name);
                }
            }
        }
    }

    /// Said alone they are for the system, and one of them within a wording would make an intent of them.
    #[test]
    fn no_wording_has_a_word_by_which_callers_ask_the_system() {
        let for_the_system =
            ["hello", "hi", "hold", "repeat", "operator", "agent", "human", "start", "wait", "goodbye"];
        for intent in domain_utterances("Banking").iter().chain(domain_utterances("Universal")) {
            for utterance in &intent.utterances {
                let words = super::super::utterances::words(utterance);
                let found = words.split(' ').find(|word| for_the_system.contains(word));
                assert_eq!(found, None, "{}: {utterance}", intent.name);
            }
        }
    }

    #[test]
    fn every_domain_brings_something_and_one_without_a_pack_what_every_business_meets() {
        for domain in DOMAINS {
            assert!(domain_intents(domain).as_array().is_some_and(|intents| intents.len() >= 20), "{domain}");
        }
        assert_eq!(domain_intents("Telco"), domain_intents("Universal"));
        assert_eq!(domain_intents("Banking2.MiniApps"), domain_intents("Banking"));
    }

    #[test]
    fn a_bank_has_entities_of_its_own_and_those_of_every_business() {
        let names = |domain: &str| domain_entities(domain).map(|of| of.name).collect::<Vec<_>>();
        assert!(names("Banking").contains(&"AccountType") && names("Banking").contains(&"Segment"));
        assert!(!names("Universal").contains(&"AccountType"));
        for entity in domain_entities("Banking") {
            assert!(entity.utterances.len() > 2 && entity.utterances.iter().all(|of| of.contains('|')));
        }
    }

    #[test]
    fn an_intent_of_the_domain_that_is_left_out_comes_back_switched_off() {
        let own = json!({"name": "Card.Lost", "utterances": ["gone"]});
        let mut model = json!({"intents": [own]});
        keep_domain_intents(&mut model, "Banking");
        let intents = model["intents"].as_array().unwrap();
        assert_eq!(intents.len(), domain_utterances("Banking").len());
        assert_eq!(intents[0], own);
        assert!(intents[1..].iter().all(|intent| intent["enabled"] == false));
        let again = model.clone();
        keep_domain_intents(&mut model, "Banking");
        assert_eq!(model, again);
        for odd in [json!(null), json!({"intents": 3}), json!([])] {
            let mut model = odd.clone();
            keep_domain_intents(&mut model, "Banking");
            assert_eq!(model, odd);
        }
    }
}
