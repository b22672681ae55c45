//! What a new miniApp is: a whole model, so that it works as it stands.

use serde_json::{Map, Value, json};

use super::kinds::kind_named;
use super::texts::{self, Words, in_language};
use super::types::canonical_type;

/// The default model of a type in the given languages; for an Intent, with the intents of its domain.
/// `None` when there is no such type.
#[must_use]
pub fn default_model(type_name: &str, domain: Option<&str>, languages: &[String]) -> Option<Value> {
    let kind = kind_named(canonical_type(type_name)?)?;
    Some(kind.default_model(&Prompting(languages), domain.unwrap_or_default()))
}

/// Writes the default prompts of languages that a model does not speak yet. What is written stays as it is.
pub fn add_languages(type_name: &str, domain: Option<&str>, model: &mut Value, languages: &[String]) {
    let Some(default) = default_model(type_name, domain, languages) else { return };
    let announcement = Prompting(languages).prompt(texts::ANNOUNCEMENT);
    fill(model, Some(&default), &announcement);
}

/// Walks a model beside the default one. A prompt that the default lacks is one of a list, such as an announcement.
fn fill(model: &mut Value, default: Option<&Value>, announcement: &Value) {
    match model {
        Value::Object(keys) => {
            let listed = keys.contains_key("fieldValuePairs");
            if let Some(Value::Object(locales)) = keys.get_mut("locales") {
                let ours = default.and_then(|prompt| prompt.get("locales"));
                let texts = ours.or_else(|| announcement.get("locales")).and_then(Value::as_object);
                for (locale, text) in texts.into_iter().flatten() {
                    if !locales.contains_key(locale) {
                        locales.insert(locale.clone(), text.clone());
                    }
                }
            }
            for (key, value) in keys.iter_mut().filter(|(key, _)| *key != "locales") {
                let beside = default.and_then(|default| default.get(key));
                // Of what the default has not, only announcements have words of their own.
                if beside.is_some() || listed && key == "announcement" || key == "announceList" {
                    fill(value, beside, announcement);
                }
            }
        }
        Value::Array(items) => {
            for item in items {
                fill(item, None, announcement);
            }
        }
        _ => {}
    }
}

pub(super) fn extend(model: &mut Value, key: &str, value: Value) {
    if let Value::Object(keys) = model {
        keys.insert(key.to_owned(), value);
    }
}

/// What all questions begin with; `shown` is how the value stands in its confirmation.
pub(super) fn question(of: &Prompting<'_>, type_name: &str, shown: &str) -> Value {
    let mut model = json!({
        "welcome": of.silence(),
        "ask": of.question(texts::ask(type_name)),
        "errors": {"targetAction": {
            "noInterpretation": of.prompt(texts::GIVE_UP),
            "noResponse": of.prompt(texts::GIVE_UP),
            "globalErrors": of.prompt(texts::GIVE_UP),
            "agentRequest": of.prompt(texts::TO_AGENT),
            "criticalError": of.prompt(texts::GIVE_UP),
            "maxDisconfirmations": of.prompt(texts::GIVE_UP),
            "maxWrongInputs": of.prompt(texts::GIVE_UP),
            "maxDtmfInputs": of.prompt(texts::GIVE_UP)
        }},
        "reactions": {
            "greetingReactionPrompts": of.prompt(texts::HELLO),
            "noMatchReactionPrompts": of.prompt(texts::SORRY),
            "sameStateReactionPrompts": of.silence(),
            "agentReactionPrompts": of.prompt(texts::AGENT),
            "niceResponseReactionPrompts": of.silence()
        },
        "hold": of.prompt(texts::TAKE_YOUR_TIME),
        "startOver": of.silence(),
        "confirmation": of.shown(texts::CONFIRM, shown),
        "validations": [],
        "properties": {
            "asrTimeout": 5_000,
            "confidenceThreshold": 40,
            "nluTag": "",
            "agentExitPolicy": "threshold",
            "overAnswering": true,
            "thresholds": {
                "maxNoInputs": 3, "maxContinuousNoInputs": 3,
                "maxNoMatches": 3, "maxContinuousNoMatches": 3,
                "maxSameStateEvents": 3, "maxContinuousSameStateEvents": 3,
                "maxLowConfRejections": 3, "maxContinuousLowConfRejections": 3,
                "maxAgentRequests": 2, "maxContinuousAgentRequests": 2,
                "maxWrongInputs": 3, "maxDtmfInputs": 3, "maxDisconfirmations": 3
            }
        },
        "dtmf": {
            "terminationKey": "#", "escape": [], "agent": "", "yes": "1", "no": "2", "choices": {},
            "interDigitTimeouts": [], "order": []
        },
        "userFunctions": []
    });
    if let Some(Value::Object(hold)) = model.get_mut("hold") {
        hold.insert("maxWait".to_owned(), of.prompt(texts::STILL_THERE));
    }
    if let Some(Value::Object(confirmation)) = model.get_mut("confirmation") {
        confirmation.insert("enabled".to_owned(), json!(false));
        confirmation.insert("mode".to_owned(), json!(""));
        confirmation.insert("below".to_owned(), json!(101));
    }
    model
}

/// Writes prompts in all languages of a miniApp.
pub(super) struct Prompting<'a>(pub(super) &'a [String]);

impl Prompting<'_> {
    pub(super) fn silence(&self) -> Value {
        self.write(|_| [String::new(), String::new(), String::new()])
    }

    pub(super) fn prompt(&self, words: Words) -> Value {
        self.write(|locale| [in_language(words, locale).to_owned(), String::new(), String::new()])
    }

    /// A prompt in which `{{value}}` is shown in another way.
    fn shown(&self, words: Words, shown: &str) -> Value {
        self.write(|locale| {
            [in_language(words, locale).replace("{{value}}", shown), String::new(), String::new()]
        })
    }

    /// The question itself, then the same with a word before it.
    pub(super) fn question(&self, words: Words) -> Value {
        self.write(|locale| {
            let ask = in_language(words, locale);
            let after = |opening: Words| format!("{} {ask}", in_language(opening, locale));
            [ask.to_owned(), after(texts::AGAIN), after(texts::ONCE_MORE)]
        })
    }

    fn write(&self, texts: impl Fn(&str) -> [String; 3]) -> Value {
        let locales: Map<String, Value> = self
            .0
            .iter()
            .map(|locale| {
                let [normal, error, unrecovered] = texts(locale);
                let locale_texts = json!({
                    "promptType": "Text",
                    "omIVR": {"normal": normal, "error": error, "unrecovered": unrecovered},
                    "web-chat": {"normal": "", "error": "", "unrecovered": "", "dataModelsLink": []}
                });
                (locale.clone(), locale_texts)
            })
            .collect();
        json!({"locales": locales, "bargeIn": {"normal": true, "error": true, "unrecovered": true}})
    }
}

#[cfg(test)]
mod tests {
    use super::{add_languages, default_model};
    use crate::mini_apps::{TYPES, build, canonical_type, violations};
    use crate::source::MiniAppSource;

    fn source(type_name: &str, languages: &[String], model: serde_json::Value) -> MiniAppSource {
        MiniAppSource {
            component_id: format!("u.x.{type_name}.MiniApps.g"),
            name: "x".to_owned(),
            type_name: type_name.to_owned(),
            languages: languages.to_vec(),
            model,
            ..MiniAppSource::default()
        }
    }

    #[test]
    fn a_new_mini_app_of_every_type_works_as_it_stands_but_for_the_url_that_nobody_can_guess() {
        let languages: Vec<String> = ["en-US", "fr-CA", "el-GR"].map(str::to_owned).to_vec();
        assert_eq!(TYPES.len(), 14);
        for type_name in TYPES {
            let model = default_model(type_name, Some("Banking"), &languages).unwrap();
            assert_eq!(violations(type_name, &model), [], "{type_name}");
            let built = build(&source(type_name, &languages, model));
            let found: Vec<_> = built.findings.iter().map(|finding| finding.code.as_str()).collect();
            let expected: &[&str] = if *type_name == "WebService" { &["SERVICE_WITHOUT_URL"] } else { &[] };
            assert_eq!(found, expected, "{type_name}: {:?}", built.findings);
            assert!(built.mini_app.is_some(), "{type_name}");
        }
    }

    #[test]
    fn a_language_that_is_added_brings_the_default_prompts_and_touches_no_other() {
        let one = ["en-US".to_owned()];
        let two = ["en-US".to_owned(), "de-DE".to_owned()];
        for type_name in TYPES {
            let mut model = default_model(type_name, Some("Banking"), &one).unwrap();
            if let Some(text) = model.pointer_mut("/ask/locales/en-US/omIVR/normal") {
                *text = "My own words.".into();
            }
            let before = model.clone();
            add_languages(type_name, Some("Banking"), &mut model, &two);
            let built = build(&source(type_name, &two, model.clone()));
            let silent =
                built.findings.iter().filter(|finding| finding.code.as_str() != "SERVICE_WITHOUT_URL");
            assert_eq!(silent.count(), 0, "{type_name}: {:?}", built.findings);
            let own = "/ask/locales/en-US";
            assert_eq!(model.pointer(own), before.pointer(own), "{type_name}");
            let again = model.clone();
            add_languages(type_name, Some("Banking"), &mut model, &two);
            assert_eq!(model, again, "{type_name}");
        }
    }

    #[test]
    fn a_type_is_known_however_clients_spell_it() {
        assert_eq!(canonical_type("Web Service"), Some("WebService"));
        assert_eq!(canonical_type("WebService.MiniApps"), Some("WebService"));
        assert_eq!(canonical_type("yesno"), Some("YesNo"));
        assert_eq!(canonical_type("Fax"), None);
    }
}
