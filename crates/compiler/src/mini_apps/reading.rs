//! Reads a miniApp's model: texts and numbers where they are expected, and a finding where something else is.

use std::collections::{BTreeMap, BTreeSet};

use baton_model::codes::Code;
use baton_model::program::{Levels, Prompts};
use baton_model::template::{Filter, Part, Template};
use serde_json::{Map, Value};

use super::{Finding, rich};
use crate::source::MiniAppSource;

const LEVELS: [&str; 3] = ["normal", "error", "unrecovered"];

/// The most findings of one miniApp.
const MOST_FINDINGS: usize = 200;

pub(super) struct Reading<'a> {
    pub(super) source: &'a MiniAppSource,
    pub(super) model: &'a Value,
    findings: Vec<Finding>,
    variables: BTreeSet<String>,
    functions: BTreeMap<String, String>,
    readable: bool,
}

impl<'a> Reading<'a> {
    pub(super) fn new(source: &'a MiniAppSource) -> Self {
        // Clients send the model alone or wrapped in an object of that name.
        let model = source.model.get("model").filter(|inner| inner.is_object()).unwrap_or(&source.model);
        let mut reading = Self {
            source,
            model,
            findings: Vec::new(),
            variables: BTreeSet::new(),
            functions: BTreeMap::new(),
            readable: true,
        };
        if !model.is_object() {
            reading.unreadable("model", "an object");
        }
        reading.read_functions();
        reading
    }

    pub(super) fn raise(&mut self, code: Code, location: &str, message: impl Into<String>) {
        if self.findings.len() < MOST_FINDINGS {
            self.findings.push(Finding { code, location: location.to_owned(), message: message.into() });
        }
    }

    /// Something in the model is not of the shape it must have.
    pub(super) fn unreadable(&mut self, location: &str, expected: &str) {
        self.readable = false;
        let name = &self.source.name;
        let message =
            format!("The model of miniApp '{name}' can't be read at {location}; put {expected} there.");
        self.raise(Code::InvalidModel, location, message);
    }

    /// A setting is there that nothing can perform yet.
    pub(super) fn unsupported(&mut self, location: &str, what: &str) {
        let name = &self.source.name;
        let message = format!("MiniApp '{name}' uses {what}, which can't run yet; remove it at {location}.");
        self.raise(Code::UnsupportedSetting, location, message);
    }

    pub(super) fn readable(&self) -> bool {
        self.readable
    }

    /// The user functions, by name: those that have a name and a script.
    fn read_functions(&mut self) {
        let path = "model.userFunctions";
        for (index, item) in self.items(self.model.get("userFunctions"), path).iter().enumerate() {
            let path = format!("{path}.{index}");
            let Some(keys) = self.object(Some(item), &path) else { continue };
            let name = self.text(keys.get("name"), &format!("{path}.name"));
            let place = format!("{path}.javascript");
            let javascript = self.text(keys.get("javascript"), &place);
            if !name.trim().is_empty() && !javascript.trim().is_empty() {
                self.check_function(&javascript, &place, &format!("the user function '{name}'"));
                self.functions.insert(name.trim().to_owned(), javascript);
            }
        }
    }

    pub(super) fn is_function(&self, name: &str) -> bool {
        self.functions.contains_key(name)
    }

    pub(super) fn functions(&self) -> BTreeMap<String, String> {
        self.functions.clone()
    }

    /// A function says its value with `ocpReturn`; without it, the value is that of its last expression.
    pub(super) fn check_function(&mut self, javascript: &str, location: &str, what: &str) {
        if !javascript.contains("ocpReturn") {
            let message = format!(
                "MiniApp '{}' does not say the value of {what}; give it with ocpReturn(value) at {location}.",
                self.source.name
            );
            self.raise(Code::FunctionWithoutReturn, location, message);
        }
    }

    pub(super) fn finish(self) -> (Vec<Finding>, BTreeSet<String>) {
        (self.findings, self.variables)
    }

    /// An object, or `None` when it is absent, `null` or of another shape.
    pub(super) fn object(
        &mut self,
        value: Option<&'a Value>,
        location: &str,
    ) -> Option<&'a Map<String, Value>> {
        match value {
            None | Some(Value::Null) => None,
            Some(Value::Object(object)) => Some(object),
            Some(_) => {
                self.unreadable(location, "an object");
                None
            }
        }
    }

    /// The items of a list; none when it is absent.
    pub(super) fn items(&mut self, value: Option<&'a Value>, location: &str) -> &'a [Value] {
        match value {
            None | Some(Value::Null) => &[],
            Some(Value::Array(items)) => items,
            Some(_) => {
                self.unreadable(location, "a list");
                &[]
            }
        }
    }

    /// A text; a number or a boolean is taken as its text.
    pub(super) fn text(&mut self, value: Option<&'a Value>, location: &str) -> String {
        match value {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(value @ (Value::Number(_) | Value::Bool(_))) => value.to_string(),
            Some(_) => {
                self.unreadable(location, "a text");
                String::new()
            }
        }
    }

    /// A number, also as text; `None` when it is absent or empty.
    pub(super) fn number(&mut self, value: Option<&'a Value>, location: &str) -> Option<f64> {
        let number = match value {
            None | Some(Value::Null) => return None,
            Some(Value::Number(number)) => number.as_f64(),
            Some(Value::String(text)) if text.trim().is_empty() => return None,
            Some(Value::String(text)) => text.trim().parse().ok(),
            Some(_) => None,
        };
        let number = number.filter(|number: &f64| number.is_finite());
        if number.is_none() {
            self.unreadable(location, "a number");
        }
        number
    }

    /// A whole number of at least 0.
    pub(super) fn count(&mut self, value: Option<&'a Value>, location: &str) -> Option<u32> {
        let number = self.number(value, location)?;
        if number < 0.0 || number > f64::from(u32::MAX) || number.fract() != 0.0 {
            self.unreadable(location, "a whole number");
            return None;
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Some(number as u32)
    }

    pub(super) fn template(&mut self, text: &str, location: &str) -> Template {
        let template = Template::parse(text);
        for part in &template.0 {
            match part {
                Part::Variable(name) => {
                    self.variables.insert(name.clone());
                }
                Part::Rendered(_, Filter::Unknown(filter)) => {
                    let message = format!(
                        "MiniApp '{}' writes a value with '{filter}', which is none of amount, date, digits and ordinal; choose one of those at {location}.",
                        self.source.name
                    );
                    self.raise(Code::UnknownFilter, location, message);
                }
                _ => {}
            }
        }
        template
    }

    /// A prompt in all its locales, with every fallback resolved: an empty chat text is the voice one, an empty
    /// level the level before it.
    pub(super) fn prompts(&mut self, value: Option<&'a Value>, location: &str) -> Prompts {
        let Some(prompt) = self.object(value, location) else { return Prompts::default() };
        let path = format!("{location}.locales");
        let mut locales = BTreeMap::new();
        if let Some(written) = self.object(prompt.get("locales"), &path) {
            for (locale, texts) in written {
                let path = format!("{path}.{locale}");
                let Some(texts) = self.object(Some(texts), &path) else { continue };
                if texts.get("promptType").and_then(Value::as_str).is_some_and(|kind| kind == "KnowledgeBase")
                {
                    self.unsupported(&path, "a prompt from a knowledge base");
                }
                let voice = self.levels(texts.get("omIVR"), &format!("{path}.omIVR"));
                let chat = self.levels(texts.get("web-chat"), &format!("{path}.web-chat"));
                let mut levels = resolved(voice, chat);
                let chat = format!("{path}.web-chat");
                levels.rich = rich::linked(self, texts.get("web-chat"), &chat);
                let silent = levels.voice.iter().chain(&levels.chat).all(Template::is_empty);
                if !silent || !levels.rich.is_empty() {
                    locales.insert(locale.clone(), levels);
                }
            }
        }
        self.name_missing(&locales, location);
        let barge_in = prompt.get("bargeIn");
        Prompts {
            locales,
            barge_in: LEVELS.map(|level| barge_in.and_then(|flags| flags.get(level)).is_some_and(truthy)),
            first: self.source.languages.first().cloned().unwrap_or_default(),
        }
    }

    /// A prompt that speaks some of the languages should speak all of them. The question and what must be said in any
    /// case are looked at by those who know them.
    fn name_missing(&mut self, locales: &BTreeMap<String, Levels>, location: &str) {
        if locales.is_empty() || ["model.ask", "model.confirmation"].contains(&location) {
            return;
        }
        if location.starts_with("model.announceList.") && self.type_is("Announcement") {
            return;
        }
        let source = self.source;
        for language in source.languages.iter().filter(|language| !locales.contains_key(*language)) {
            let message = format!(
                "MiniApp '{}' has a prompt without words in {language}, so those of another language are said; write some at {location}.",
                source.name
            );
            self.raise(Code::PromptWithoutLanguage, location, message);
        }
    }

    fn type_is(&self, name: &str) -> bool {
        super::canonical_type(&self.source.type_name) == Some(name)
    }

    fn levels(&mut self, value: Option<&'a Value>, location: &str) -> [Template; 3] {
        let Some(levels) = self.object(value, location) else { return Default::default() };
        LEVELS.map(|level| {
            let path = format!("{location}.{level}");
            let text = self.text(levels.get(level), &path);
            if text.trim().is_empty() { Template::default() } else { self.template(&text, &path) }
        })
    }

    /// The languages in which the prompts say nothing, on either kind of channel.
    pub(super) fn silent_languages(&self, prompts: &Prompts) -> Vec<String> {
        let said = |locale: &String| {
            prompts
                .locales
                .get(locale)
                .is_some_and(|levels| !levels.voice[0].is_empty() || !levels.chat[0].is_empty())
        };
        if self.source.languages.is_empty() && prompts.is_silent() {
            return vec!["any language".to_owned()];
        }
        self.source.languages.iter().filter(|locale| !said(locale)).cloned().collect()
    }
}

/// `true`, `"true"`.
pub(super) fn truthy(value: &Value) -> bool {
    value.as_bool().unwrap_or_else(|| value.as_str().is_some_and(|text| text.eq_ignore_ascii_case("true")))
}

/// A switch that is on unless it says otherwise.
pub(super) fn enabled(value: &Value) -> bool {
    value.get("enabled").is_none_or(|flag| flag.is_null() || truthy(flag))
}

fn resolved(mut voice: [Template; 3], mut chat: [Template; 3]) -> Levels {
    for level in 0..3 {
        if voice[level].is_empty() && level > 0 {
            voice[level] = voice[level - 1].clone();
        }
        if chat[level].is_empty() {
            // A level that only chat has goes on in chat; else the words of the phone.
            chat[level] = match voice[level].is_empty() && level > 0 {
                true => chat[level - 1].clone(),
                false => voice[level].clone(),
            };
        }
    }
    Levels { voice, chat, rich: Vec::new() }
}
