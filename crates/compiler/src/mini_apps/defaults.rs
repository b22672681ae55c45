//! What a new miniApp is: a whole model, so that it works as it stands.

use serde_json::{Map, Value, json};

use super::domains::domain_intents;
use super::texts::{self, Words, in_language};
use super::types::canonical_type;

/// The default model of a type in the given languages; for an Intent, with the intents of its domain.
/// `None` when there is no such type.
#[must_use]
pub fn default_model(type_name: &str, domain: Option<&str>, languages: &[String]) -> Option<Value> {
    let type_name = canonical_type(type_name)?;
    let of = Prompting(languages);
    Some(match type_name {
        "Announcement" => announcement(&of),
        "WebService" => web_service(&of),
        "Intelli" => json!({"outputs": {}, "userFunctions": []}),
        "Intent" => {
            let mut model = question(&of, type_name);
            extend(&mut model, "intents", domain_intents(domain.unwrap_or_default()));
            extend(&mut model, "announceList", json!([]));
            extend(&mut model, "Reasks", json!([]));
            model
        }
        "Entity" => {
            let mut model = question(&of, type_name);
            extend(&mut model, "entity", json!(""));
            model
        }
        "Amount" => {
            let mut model = question(&of, type_name);
            extend(&mut model, "amount", json!({"type": "monetary", "unit": "$"}));
            model
        }
        _ => question(&of, type_name),
    })
}

fn extend(model: &mut Value, key: &str, value: Value) {
    if let Value::Object(keys) = model {
        keys.insert(key.to_owned(), value);
    }
}

fn question(of: &Prompting<'_>, type_name: &str) -> Value {
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
        "confirmation": of.prompt(texts::CONFIRM),
        "validations": [],
        "properties": {
            "asrTimeout": 5_000,
            "confidenceThreshold": 40,
            "nluTag": "",
            "thresholds": {
                "maxNoInputs": 3, "maxContinuousNoInputs": 3,
                "maxNoMatches": 3, "maxContinuousNoMatches": 3,
                "maxSameStateEvents": 3, "maxContinuousSameStateEvents": 3,
                "maxLowConfRejections": 3, "maxContinuousLowConfRejections": 3,
                "maxAgentRequests": 2, "maxContinuousAgentRequests": 2,
                "maxWrongInputs": 3, "maxDtmfInputs": 3, "maxDisconfirmations": 3
            }
        },
        "dtmf": {"terminationKey": "#", "escape": [], "agent": "", "yes": "1", "no": "2", "choices": {}},
        "userFunctions": []
    });
    if let Some(Value::Object(confirmation)) = model.get_mut("confirmation") {
        confirmation.insert("enabled".to_owned(), json!(false));
        confirmation.insert("below".to_owned(), json!(101));
    }
    model
}

fn announcement(of: &Prompting<'_>) -> Value {
    json!({
        "announceList": [{
            "order": 0,
            "md5": "bf16097c7c67218fe6564eb9d9badc3b",
            "enabled": true,
            "fieldValuePairs": [],
            "postAction": {"type": "exit", "reask": 0, "transferNumber": ""},
            "announcement": of.prompt(texts::ANNOUNCEMENT)
        }],
        "userFunctions": []
    })
}

fn web_service(of: &Prompting<'_>) -> Value {
    json!({
        "wait": {
            "initial": {"after": 2_500, "prompt": of.prompt(texts::WAIT)},
            "additional": {"after": 5_000, "replay": false, "prompt": of.prompt(texts::WAIT)},
            "maxTimeout": 11_000
        },
        "wsCall": {"request": {
            "url": "", "method": "GET", "body": "", "header": [], "formDataPairs": [], "isFormData": false,
            "timeout": 5_000
        }},
        "outputs": {"wsResponseBody": {"type": "path", "value": "wsResponseBody"}},
        "userFunctions": []
    })
}

/// Writes prompts in all languages of a miniApp.
struct Prompting<'a>(&'a [String]);

impl Prompting<'_> {
    fn silence(&self) -> Value {
        self.write(|_| [String::new(), String::new(), String::new()])
    }

    fn prompt(&self, words: Words) -> Value {
        self.write(|locale| [in_language(words, locale).to_owned(), String::new(), String::new()])
    }

    /// The question itself, then the same with a word before it.
    fn question(&self, words: Words) -> Value {
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
    use super::default_model;
    use crate::mini_apps::{SUPPORTED, TYPES, build, canonical_type};
    use crate::source::MiniAppSource;

    #[test]
    fn a_new_mini_app_of_every_type_has_a_model_and_the_supported_ones_work_as_they_stand() {
        let languages: Vec<String> = ["en-US", "fr-CA", "el-GR"].map(str::to_owned).to_vec();
        assert_eq!(TYPES.len(), 14);
        for type_name in TYPES {
            let model = default_model(type_name, Some("Banking"), &languages).unwrap();
            let source = MiniAppSource {
                component_id: format!("u.x.{type_name}.MiniApps.g"),
                name: "x".to_owned(),
                type_name: (*type_name).to_owned(),
                languages: languages.clone(),
                model,
                ..MiniAppSource::default()
            };
            let built = build(&source);
            assert!(built.findings.is_empty(), "{type_name}: {:?}", built.findings);
            assert_eq!(built.mini_app.is_some(), SUPPORTED.contains(type_name), "{type_name}");
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
