//! The keys of models, by what the types have in common.

use baton_model::handlers::FAIL_EXIT_REASONS;
use serde_json::{Map, Value, json};

use super::build::{
    MOST_ITEMS, count, flag, list, map, number, object, one_of, prompt, prompt_with, shared, text, texts,
};

fn keys(pairs: Vec<(&str, Value)>) -> Map<String, Value> {
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// What every type has.
pub(super) fn common() -> Map<String, Value> {
    let function = object(
        "A user function.",
        &[
            ("name", text("How texts name it: `{{name}}`.")),
            ("javascript", text("The script; its value is what it hands to `ocpReturn`.")),
        ],
    );
    let model = object(
        "Rich content.",
        &[
            ("id", text("What prompts link to.")),
            ("type", text("`Buttons`, `List`, `Menu`, `Calendar`, `MetaData`.")),
        ],
    );
    keys(vec![
        ("userFunctions", list("Functions whose values stand in texts.", function, MOST_ITEMS)),
        ("dataModels", list("Rich content that prompts are linked to, at most two each.", model, MOST_ITEMS)),
    ])
}

/// What every question has.
pub(in crate::mini_apps) fn question() -> Map<String, Value> {
    let reaction = |description: &str| {
        let weighted =
            prompt_with("One of several.", &[("weight", count("How often; 1 unless given.", 1_000))]);
        json!({"description": description, "anyOf": [
            {"type": "array", "items": weighted.clone(), "maxItems": 100}, weighted
        ]})
    };
    let conditional = prompt_with(
        "Other words.",
        &[("fieldValuePairs", shared("When.", "conditions")), ("enabled", flag("Unless it is off."))],
    );
    let conditional =
        list("Other words for the question: the first whose conditions hold.", conditional, MOST_ITEMS);
    keys(vec![
        (
            "welcome",
            prompt_with(
                "Said once before the first question.",
                &[
                    ("enabled", flag("Unless it is off.")),
                    ("onRepeat", flag("Also when the caller asks to repeat.")),
                ],
            ),
        ),
        ("ask", prompt_with("The question.", &[("conditional", conditional)])),
        (
            "reactions",
            object(
                "Said just before the next prompt: one prompt, or several with a weight.",
                &[
                    ("greetingReactionPrompts", reaction("After a greeting.")),
                    ("noMatchReactionPrompts", reaction("After words that were not understood.")),
                    ("sameStateReactionPrompts", reaction("After words that change nothing.")),
                    (
                        "agentReactionPrompts",
                        reaction(
                            "After a request for a human; its levels are those of the first, second and third request.",
                        ),
                    ),
                    ("niceResponseReactionPrompts", reaction("After an answer that was taken.")),
                ],
            ),
        ),
        ("errors", object("What is said at the end.", &[("targetAction", exits())])),
        (
            "hold",
            prompt_with(
                "Said to a caller who asks for a moment.",
                &[("maxWait", prompt("Said once when silence follows; it counts as no error."))],
            ),
        ),
        ("startOver", prompt("Said when the caller starts over.")),
        (
            "confirmation",
            prompt_with(
                "“Did you say …?”; `{{value}}` is the value.",
                &[
                    ("enabled", flag("Unless it is off.")),
                    (
                        "mode",
                        one_of(
                            "When it is asked; by `below` when empty.",
                            &["", "always", "never", "belowConfidence"],
                        ),
                    ),
                    ("below", number("Only below this confidence; above 100: always.", 0.0, 1_000.0)),
                ],
            ),
        ),
        ("properties", properties()),
        ("dtmf", dtmf()),
    ])
}

/// Reasons for which no question gives up: those of services, and of canvases.
const NOT_OF_QUESTIONS: &[&str] = &["LoopWithoutInput", "FunctionError", "WebServiceError"];

/// Takes limits, and what is said at them, away from a question that never reaches them.
pub(super) fn without(mut question: Map<String, Value>, limits: &[&str]) -> Map<String, Value> {
    for place in
        ["/errors/properties/targetAction/properties", "/properties/properties/thresholds/properties"]
    {
        let (first, rest) = place.trim_start_matches('/').split_once('/').unwrap_or((place, ""));
        let within = question.get_mut(first).and_then(|value| value.pointer_mut(&format!("/{rest}")));
        if let Some(Value::Object(keys)) = within {
            keys.retain(|key, _| !limits.contains(&key.as_str()));
        }
    }
    question
}

fn exits() -> Value {
    let mut kinds = vec![
        ("noResponse".to_owned(), prompt("After too much silence.")),
        ("noInterpretation".to_owned(), prompt("After too much that was not understood.")),
        ("agentRequest".to_owned(), prompt("When a request for a human is granted.")),
        ("globalErrors".to_owned(), prompt("After too many errors of any kind.")),
        (
            "criticalError".to_owned(),
            prompt("When the platform can't run or call what checks the value (`CriticalError`)."),
        ),
    ];
    for reason in FAIL_EXIT_REASONS.iter().filter(|reason| !NOT_OF_QUESTIONS.contains(*reason)) {
        let mut letters = reason.chars();
        let first = letters.next().map(|letter| letter.to_ascii_lowercase());
        let kind: String = first.into_iter().chain(letters).collect();
        if !kinds.iter().any(|(known, _)| *known == kind) {
            kinds.push((kind, prompt(&format!("When it gives up with `{reason}`."))));
        }
    }
    let kinds: Vec<(&str, Value)> =
        kinds.iter().map(|(kind, prompt)| (kind.as_str(), prompt.clone())).collect();
    object("Said when the miniApp gives up, by reason; without words it is silent.", &kinds)
}

fn properties() -> Value {
    let limit = |what: &str| count(&format!("It gives up at so many {what}."), 1_000_000);
    let thresholds = object(
        "When the miniApp gives up; 3 each unless given, 2 for requests for a human.",
        &[
            ("maxNoInputs", limit("silences")),
            ("maxContinuousNoInputs", limit("silences in a row")),
            ("maxNoMatches", limit("inputs that were not understood")),
            ("maxContinuousNoMatches", limit("such inputs in a row")),
            ("maxSameStateEvents", limit("inputs that change nothing")),
            ("maxContinuousSameStateEvents", limit("such inputs in a row")),
            ("maxLowConfRejections", limit("inputs that were not understood surely enough")),
            ("maxContinuousLowConfRejections", limit("such inputs in a row")),
            ("maxAgentRequests", limit("requests for a human")),
            ("maxContinuousAgentRequests", limit("such requests in a row")),
            ("maxWrongInputs", limit("values that failed their checks")),
            ("maxDtmfInputs", limit("keys that mean nothing")),
            ("maxDisconfirmations", limit("values that were not confirmed")),
            ("maxGlobalErrors", limit("errors of any kind; no limit unless given")),
        ],
    );
    object(
        "How it listens, and when it gives up.",
        &[
            ("asrTimeout", count("Milliseconds of silence until a no-input; 5,000 unless given.", 600_000)),
            (
                "confidenceThreshold",
                number(
                    "0 to 100, 40 unless given; what is understood less surely is a no-match.",
                    0.0,
                    1_000.0,
                ),
            ),
            ("nluTag", text("A word for the channel's recogniser.")),
            (
                "agentExitPolicy",
                one_of(
                    "What a request for a human leads to: an end at the threshold, at once, or never.",
                    &["", "threshold", "immediate", "never"],
                ),
            ),
            (
                "overAnswering",
                flag("Whether words to an earlier question may answer this one; they may unless it is off."),
            ),
            ("thresholds", thresholds),
        ],
    )
}

fn dtmf() -> Value {
    let key = |description: &str| text(description);
    object(
        "What the keys of a phone mean.",
        &[
            ("terminationKey", key("Ends a sequence of keys and is no part of it: `#`, `*` or `None`.")),
            (
                "interDigitTimeouts",
                list(
                    "Milliseconds after the first, second, … key; the last for all that follow.",
                    count("Milliseconds.", 60_000),
                    100,
                ),
            ),
            (
                "escape",
                json!({"description": "Keys that leave the miniApp: a list, or `Any Key`.", "anyOf": [
                    {"type": ["string", "null"]}, {"type": "array", "items": {"type": ["string", "number"]}, "maxItems": 100}
                ]}),
            ),
            ("escapePrompt", prompt("Said then.")),
            ("agent", key("Asks for a human.")),
            (
                "confirmation",
                object(
                    "The keys of a confirmation; `yes` and `no` unless given.",
                    &[("accept", key("Yes.")), ("reject", key("No."))],
                ),
            ),
            ("yes", key("Yes.")),
            ("no", key("No.")),
            ("choices", map("A key, and the intent or the value that it chooses.", text("What it chooses."))),
            (
                "order",
                list(
                    "What is looked at first: `escape`, `agent`, `confirmation`, `answer`.",
                    one_of("A section.", &["escape", "agent", "confirmation", "answer"]),
                    4,
                ),
            ),
        ],
    )
}

/// The checks of a question: those of the options that make sense to its kind.
pub(in crate::mini_apps) fn validations(options: &[&str]) -> Map<String, Value> {
    let mut block =
        vec![("name", text("Its name, for the records.")), ("enabled", flag("Unless it is off."))];
    let day =
        |description: &str| text(&format!("{description}: `31/12/2030`, `today`, `today+30d`, `today-18y`."));
    for option in options {
        block.extend(match *option {
            "length" => vec![
                ("minLength", count("The fewest characters.", 10_000)),
                ("maxLength", count("The most characters.", 10_000)),
            ],
            "value" => vec![
                ("minValue", number("The smallest number.", -1e15, 1e15)),
                ("maxValue", number("The largest number.", -1e15, 1e15)),
            ],
            "regex" => vec![("regex", text("A regular expression that the whole value matches."))],
            "list" => vec![("inList", texts("One of these, whatever the case of letters."))],
            "prebuilt" => vec![
                ("prebuilt", text("`CreditCard`, `USZip`, `CAZip`, `Phone` or `IBAN`.")),
                ("country", text("The country of a phone number, such as `GR`.")),
            ],
            "unit" => vec![
                ("unit", text("The unit of the amount: `$`, `EUR`, `%`. An amount without one passes.")),
                ("amountType", one_of("Money or a percentage.", &["", "monetary", "percentage"])),
            ],
            "days" => vec![
                ("earliest", day("The earliest day")),
                ("latest", day("The latest day")),
                ("when", one_of("Only days before, or after, today.", &["", "past", "future"])),
                ("weekdays", texts("Days of the week: names, or 1 (Monday) to 7.")),
                ("maxDays", count("The most days of a range.", 100_000)),
            ],
            _ => {
                vec![("javascript", text("A function that says true or false of `params.valueToValidate`."))]
            }
        });
    }
    let custom = object(
        "A service that is asked in place of all blocks.",
        &[
            ("enabled", flag("Unless it is off.")),
            ("url", text("Where it is. It gets the value with `POST`.")),
            ("token", text("Goes along as `Authorization: Bearer …`.")),
            ("timeout", count("Milliseconds; 5,000 unless given.", 60_000)),
        ],
    );
    let blocks = prompt_with(
        "All its options must hold; its prompt is said when it is the last and all fail.",
        &block,
    );
    keys(vec![
        ("validations", list("Blocks of checks, tried in order: one that passes is enough.", blocks, 100)),
        ("customValidation", custom),
    ])
}

/// What is said; of an Intent, an announcement may lead back to a question.
fn announce_list(leads_back: bool) -> Value {
    let handed = ("transferNumber", text("Where a `transfer` hands the caller over to."));
    let after = match leads_back {
        true => vec![
            ("type", text("`exit`, `reask` or `transfer`.")),
            ("reask", text("The place of the prompt that is then asked, from 0.")),
            ("reaskId", text("Its `md5`, instead.")),
            handed,
        ],
        false => vec![("type", text("`exit` or `transfer`.")), handed],
    };
    let after = object("What follows.", &after);
    let item = object(
        "Something to say.",
        &[
            ("order", number("The smallest is looked at first.", -1e9, 1e9)),
            ("enabled", flag("Unless it is off.")),
            ("fieldValuePairs", shared("When it is said; none: always.", "conditions")),
            ("announcement", prompt("What is said.")),
            ("postAction", after),
        ],
    );
    list("What is said: the first whose conditions hold.", item, MOST_ITEMS)
}

/// An Announcement.
pub(in crate::mini_apps) fn announcement() -> Map<String, Value> {
    keys(vec![("announceList", announce_list(false))])
}

/// An Intent.
pub(in crate::mini_apps) fn intent() -> Map<String, Value> {
    let label = json!({"description": "What it is called in a question to the caller; one text, or one for each language.",
        "type": ["string", "object", "null"]});
    let confirm = json!({"description": "`true`, the question itself, or a prompt.", "type": ["boolean", "string", "object", "null"]});
    let intent = object(
        "An intent.",
        &[
            ("name", text("Such as `Card.Lost`.")),
            ("enabled", flag("Unless it is off.")),
            ("utterances", texts("What callers say for it.")),
            ("confirm", confirm),
            ("label", label),
        ],
    );
    let mut all = question();
    all.extend(keys(vec![
        ("intents", list("What callers may call for.", intent, MOST_ITEMS)),
        ("announceList", announce_list(true)),
        ("Reasks", list("What is asked after an announcement that leads back.", prompt_with("A question.", &[("md5", text("Its id."))]), MOST_ITEMS)),
        (
            "disambiguation",
            prompt_with(
                "“Did you mean {{first}} or {{second}}?”",
                &[
                    ("enabled", flag("Unless it is off.")),
                    ("within", number("How far apart two confidences are at most; 10 unless given.", 0.0, 100.0)),
                    ("most", count("How often it is asked in one dialog; 3 unless given. Then the likelier is taken.", 100)),
                ],
            ),
        ),
    ]));
    all
}

fn outputs() -> Value {
    let output = object(
        "Where it comes from.",
        &[
            ("type", one_of("A path or a function.", &["", "path", "function"])),
            (
                "value",
                text(
                    "`wsResponseBody.account.balance`, an input, a user function; or a script that gives an object whose keys are outputs.",
                ),
            ),
        ],
    );
    map("What comes out, by name.", json!({"anyOf": [output, {"type": "string"}]}))
}

/// An Intelli.
pub(in crate::mini_apps) fn computed() -> Map<String, Value> {
    keys(vec![("outputs", outputs())])
}

/// A Web Service.
pub(in crate::mini_apps) fn web_service() -> Map<String, Value> {
    let pair = |what: &str| object(what, &[("key", text("Its name.")), ("value", text("Its value."))]);
    let request = object(
        "The request. All its texts may hold `{{…}}`.",
        &[
            ("url", text("Where to.")),
            (
                "method",
                one_of(
                    "The method; `GET` unless given.",
                    &[
                        "", "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "get", "post", "put",
                        "patch", "delete", "head", "options",
                    ],
                ),
            ),
            ("header", list("Headers, in order.", pair("A header."), 100)),
            ("body", text("What is sent, when it is no form.")),
            ("formDataPairs", list("What is sent, when it is a form.", pair("A field."), 1_000)),
            ("isFormData", flag("Whether it is a form; when there are pairs, unless it is off.")),
            ("timeout", count("Milliseconds of one attempt; 5,000 unless given.", 60_000)),
            (
                "retries",
                count(
                    "How often a failed attempt is repeated, of `GET`, `HEAD`, `OPTIONS`, `PUT` and `DELETE`.",
                    5,
                ),
            ),
            (
                "backoff",
                count(
                    "Milliseconds before the first repetition; each pause is twice the one before.",
                    10_000,
                ),
            ),
        ],
    );
    let call = |what: &str| object(what, &[("request", request.clone())]);
    let wait = |what: &str, more: &[(&str, Value)]| {
        let mut keys = vec![
            ("after", count("Milliseconds from the beginning; 0: never.", 11_000)),
            ("prompt", prompt("What is said.")),
        ];
        keys.extend(more.iter().cloned());
        object(what, &keys)
    };
    keys(vec![
        ("wsCall", call("The call of callers, and of every environment without one of its own.")),
        ("wsCall_uat", call("The call where the application runs for acceptance.")),
        ("wsCall_dev", call("The call where it runs for development.")),
        ("outputs", outputs()),
        (
            "wait",
            object(
                "What is said while the call takes.",
                &[
                    ("initial", wait("The first prompt.", &[])),
                    (
                        "additional",
                        wait(
                            "The second prompt.",
                            &[("replay", flag("Again each time that so much time has passed."))],
                        ),
                    ),
                    (
                        "maxTimeout",
                        count("Milliseconds until it is given up; 11,000 at most, and unless given.", 11_000),
                    ),
                    ("maxTimeoutPrompt", prompt("Said then.")),
                    (
                        "failExitReason",
                        text(
                            "The reason with which it then fails. Empty: the canvas goes on without outputs.",
                        ),
                    ),
                ],
            ),
        ),
    ])
}
