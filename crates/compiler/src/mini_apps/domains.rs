//! The intents that a domain brings to a new Intent miniApp.

use serde_json::{Value, json};

/// The domains, as ids write them.
pub const DOMAINS: &[&str] =
    &["Banking", "Banking2", "Universal", "Telco", "Insurance", "Energy", "CarRetail", "Covid"];

type Utterances = (&'static str, &'static [&'static str]);

const UNIVERSAL: &[Utterances] = &[
    ("Inquire", &["i have a question", "i need some information", "can you tell me something"]),
    ("Complain", &["i want to complain", "i have a complaint", "i am not satisfied"]),
    ("Cancel", &["i want to cancel", "cancel my contract", "i don't need it anymore"]),
];
const BANKING: &[Utterances] = &[
    ("Balance-Inquiry", &["what is my balance", "check my balance", "how much money do i have"]),
    ("Card-Lost", &["i lost my card", "my card was stolen", "block my card"]),
    ("Payment", &["i want to make a payment", "pay my bill", "pay the minimum"]),
    ("Money-Transfer", &["transfer money", "send money to another account", "make a wire transfer"]),
];
const TELCO: &[Utterances] = &[
    ("Internet-Trouble", &["my internet is down", "i have no connection", "the wifi does not work"]),
    ("Bill-Inquiry", &["question about my bill", "why is my bill so high", "explain my invoice"]),
    ("Plan-Change", &["change my plan", "upgrade my contract", "i want more data"]),
];
const INSURANCE: &[Utterances] = &[
    ("Claim-Open", &["i want to report a claim", "i had an accident", "report a damage"]),
    ("Claim-Status", &["what is the status of my claim", "has my claim been paid"]),
    ("Policy-Inquiry", &["question about my policy", "what does my insurance cover"]),
];
const ENERGY: &[Utterances] = &[
    ("Outage-Report", &["i have no power", "report an outage", "the electricity is gone"]),
    ("Meter-Reading", &["submit my meter reading", "i want to give you my meter reading"]),
    ("Bill-Inquiry", &["question about my bill", "why is my bill so high"]),
];
const CAR_RETAIL: &[Utterances] = &[
    ("Service-Appointment", &["book a service", "my car needs an inspection", "make an appointment"]),
    ("Test-Drive", &["i want a test drive", "can i try the new model"]),
];
const COVID: &[Utterances] = &[
    ("Vaccination", &["where can i get a vaccination", "book a vaccination"]),
    ("Symptoms", &["what are the symptoms", "i feel sick", "i have a fever"]),
];

/// The intents of a domain (`Banking2` and `Banking2.MiniApps` are the same); of one that is not known, those
/// that every business meets.
#[must_use]
pub fn domain_intents(domain: &str) -> Value {
    let intents = match domain.strip_suffix(".MiniApps").unwrap_or(domain) {
        "Banking" | "Banking2" => BANKING,
        "Telco" => TELCO,
        "Insurance" => INSURANCE,
        "Energy" => ENERGY,
        "CarRetail" => CAR_RETAIL,
        "Covid" => COVID,
        _ => UNIVERSAL,
    };
    intents
        .iter()
        .map(|(name, utterances)| {
            json!({"name": name, "enabled": true, "fromDomain": true, "utterances": utterances, "confirm": ""})
        })
        .collect()
}
