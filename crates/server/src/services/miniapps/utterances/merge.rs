//! Uploaded utterances become a part of a model's intents.

use std::collections::{BTreeMap, BTreeSet};

use baton_nlu::evaluation::Labelled;
use serde_json::{Value, json};

/// What becomes of the author's intents that are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// They keep their utterances, and get those of the file that they lack.
    Add,
    /// They have the utterances of the file, and those that the file does not name go. The domain's own stay.
    Replace,
}

/// What was done to one intent.
#[derive(Debug, PartialEq, Eq)]
pub struct Change {
    pub name: String,
    /// The intent was not there before.
    pub created: bool,
    /// Utterances that it got.
    pub added: usize,
    /// Utterances of the file that it had already.
    pub known: usize,
    /// Utterances that it has now.
    pub utterances: usize,
}

/// Puts utterances into the intents of a model; tells what was done to each intent of the file, by name. `None` when the
/// model has no intents that can be read.
pub fn merge(model: &mut Value, examples: Vec<Labelled>, mode: Mode) -> Option<Vec<Change>> {
    let keys = model.as_object_mut()?;
    let items = keys.entry("intents").or_insert_with(|| json!([])).as_array_mut()?;
    let mut by_intent: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for example in examples {
        by_intent.entry(example.intent).or_default().push(example.utterance);
    }
    if mode == Mode::Replace {
        items.retain(|item| is_of_domain(item) || by_intent.contains_key(name(item)));
        for item in items.iter_mut().filter(|item| !is_of_domain(item)) {
            if let Some(item) = item.as_object_mut() {
                item.insert("utterances".to_owned(), json!([]));
            }
        }
    }
    let mut changes = Vec::with_capacity(by_intent.len());
    for (intent, said) in by_intent {
        let place = items.iter().position(|item| name(item) == intent && !is_of_domain(item));
        let place = place.or_else(|| items.iter().position(|item| name(item) == intent));
        let created = place.is_none();
        if created {
            items.push(json!({"name": intent, "enabled": true, "utterances": [], "confirm": ""}));
        }
        let item = match place {
            Some(place) => items.get_mut(place),
            None => items.last_mut(),
        };
        let list = item?.as_object_mut()?.entry("utterances").or_insert_with(|| json!([])).as_array_mut()?;
        let mut has: BTreeSet<String> = list.iter().filter_map(Value::as_str).map(plain).collect();
        let (before, count) = (list.len(), said.len());
        list.extend(said.into_iter().filter(|utterance| has.insert(plain(utterance))).map(Value::String));
        let added = list.len() - before;
        changes.push(Change { name: intent, created, added, known: count - added, utterances: list.len() });
    }
    Some(changes)
}

fn name(item: &Value) -> &str {
    item.get("name").and_then(Value::as_str).unwrap_or_default()
}

fn is_of_domain(item: &Value) -> bool {
    item.get("fromDomain") == Some(&Value::Bool(true))
}

/// Letter case and spaces do not tell two utterances apart.
fn plain(utterance: &str) -> String {
    utterance.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use baton_nlu::evaluation::Labelled;
    use serde_json::json;

    use super::{Mode, merge};

    fn examples(pairs: &[(&str, &str)]) -> Vec<Labelled> {
        let of = |(utterance, intent): &(&str, &str)| Labelled {
            utterance: (*utterance).to_owned(),
            intent: (*intent).to_owned(),
        };
        pairs.iter().map(of).collect()
    }

    #[test]
    fn added_utterances_stand_behind_those_that_are_there_and_each_once() {
        let mut model = json!({"x": 1, "intents": [
            {"name": "A", "enabled": false, "utterances": ["one"], "more": 1},
            {"name": "D", "fromDomain": true, "utterances": ["four"]}]});
        let file = examples(&[("two", "A"), ("ONE ", "A"), ("five", "D"), ("new", "B"), ("new", "B")]);
        let changes = merge(&mut model, file, Mode::Add).unwrap();
        let told: Vec<_> = changes
            .iter()
            .map(|of| (of.name.as_str(), of.created, of.added, of.known, of.utterances))
            .collect();
        assert_eq!(told, [("A", false, 1, 1, 2), ("B", true, 1, 1, 1), ("D", false, 1, 0, 2)]);
        let wanted = json!({"x": 1, "intents": [
            {"name": "A", "enabled": false, "utterances": ["one", "two"], "more": 1},
            {"name": "D", "fromDomain": true, "utterances": ["four", "five"]},
            {"name": "B", "enabled": true, "utterances": ["new"], "confirm": ""}]});
        assert_eq!(model, wanted);
    }

    #[test]
    fn replacing_leaves_the_domain_and_what_else_an_intent_says() {
        let mut model = json!({"intents": [
            {"name": "A", "utterances": ["one"], "confirm": "Sure?"},
            {"name": "B", "utterances": ["two"]},
            {"name": "D", "fromDomain": true, "utterances": ["four"]}]});
        merge(&mut model, examples(&[("uno", "A")]), Mode::Replace).unwrap();
        let wanted = json!({"intents": [
            {"name": "A", "utterances": ["uno"], "confirm": "Sure?"},
            {"name": "D", "fromDomain": true, "utterances": ["four"]}]});
        assert_eq!(model, wanted);
    }

    #[test]
    fn a_model_of_another_shape_is_left_alone() {
        for model in [json!(3), json!({"intents": 3}), json!({"intents": [{"name": "A", "utterances": 3}]})] {
            assert!(merge(&mut model.clone(), examples(&[("x", "A")]), Mode::Add).is_none());
        }
    }
}
