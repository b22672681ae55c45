//! Checks of a value: blocks are tried in order, one that passes is enough; or a service is asked in place of them.

mod days;
mod prebuilt;

use baton_model::program::{CustomValidation, Question, Validation};
use jiff::civil::Date;
use serde_json::{Value, json};

use super::kinds;
use crate::Need;
use crate::engine::Engine;
use crate::engine::compare::{matches, number};
use crate::need::{Body, CallOutcome, Failure, FunctionKind};
use crate::state::{Candidate, Noted};

/// The name of the error of a function that nobody could run.
const UNAVAILABLE: &str = "Unavailable";

/// What the checks say.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Checked {
    Passed,
    /// The last block, and what of it failed: `minLengthFailed`, `preBuiltFailed-CreditCard`.
    Failed {
        block: String,
        reason: String,
    },
    /// Nobody can tell: the platform can't run or call what checks.
    Unknown,
}

impl<'a> Engine<'a> {
    /// Checks a value. What passes is noted; what fails is left to the caller to say.
    pub(super) fn validate(
        &mut self,
        question: &'a Question,
        candidate: &Candidate,
    ) -> Result<Checked, Need> {
        if let Some(custom) = &question.custom_validation {
            return self.ask_validator(custom, candidate);
        }
        if question.validations.is_empty() {
            return Ok(Checked::Passed);
        }
        // A block that asks for no days needs not know which day it is.
        let by_day = question.validations.iter().any(days::looks);
        let today = if by_day { self.today() } else { Date::MIN };
        let mut failed = None;
        for block in &question.validations {
            let reason = match passes(block, candidate, today) {
                Err(reason) => Some(reason),
                Ok(()) => match &block.javascript {
                    Some(javascript) => match self.function_agrees(block, javascript, candidate)? {
                        Some(true) => None,
                        Some(false) => Some("javascriptFailed".to_owned()),
                        None => return Ok(Checked::Unknown),
                    },
                    None => None,
                },
            };
            match reason {
                None => {
                    self.note_passed(&block.name);
                    return Ok(Checked::Passed);
                }
                Some(reason) => failed = Some(Checked::Failed { block: block.name.clone(), reason }),
            }
        }
        Ok(failed.unwrap_or(Checked::Passed))
    }

    fn note_passed(&mut self, block: &str) {
        self.log("validation_result:success".to_owned());
        if let Some(run) = self.run_mut() {
            run.validation = Some(Noted { passed: true, block: block.to_owned(), reason: String::new() });
        }
    }

    /// A validation that fails counts as one that says no; `None` when nobody is there who could run it.
    fn function_agrees(
        &mut self,
        block: &Validation,
        javascript: &str,
        candidate: &Candidate,
    ) -> Result<Option<bool>, Need> {
        let extra = [("valueToValidate", Value::String(candidate.value.clone()))];
        let evaluated = self.evaluate(FunctionKind::Validation, &block.name, javascript, &extra)?;
        if evaluated.error.as_ref().is_some_and(|error| error.name == UNAVAILABLE) {
            return Ok(None);
        }
        Ok(Some(match &evaluated.value {
            Some(Value::Bool(agrees)) => *agrees,
            Some(Value::String(text)) => text.eq_ignore_ascii_case("true"),
            _ => false,
        }))
    }

    /// Asks a service. One that does not answer, or not with `valid`, counts as one that says no.
    fn ask_validator(&mut self, custom: &CustomValidation, candidate: &Candidate) -> Result<Checked, Need> {
        let url = self.filled(&custom.url)?;
        let token = self.filled(&custom.token)?;
        let mut call = self.call("validation", "POST", url);
        let run = self.dialog.top().run.as_ref();
        // The same value may be asked about again when it is said again: each is a call of its own.
        let number = self.dialog.step;
        call.key = format!("{}.{}.validation.{number}", self.dialog.id, self.which_run());
        call.headers = vec![
            ("Content-Type".to_owned(), "application/json".to_owned()),
            ("Accept".to_owned(), "application/json".to_owned()),
        ];
        if !token.is_empty() {
            call.headers.push(("Authorization".to_owned(), format!("Bearer {token}")));
        }
        let inputs = run.map(|run| {
            let inputs = run.inputs.iter();
            inputs.map(|(name, value)| (name.clone(), crate::engine::functions::to_json(value))).collect()
        });
        let asked = json!({
            "value": candidate.value, "unit": candidate.unit, "inputMode": candidate.mode.as_str(),
            "miniApp": call.component, "locale": self.dialog.locale, "dialogGroupId": self.dialog.id,
            "inputs": Value::Object(inputs.unwrap_or_default()),
        });
        call.body = Body::Text(asked.to_string());
        call.timeout_ms = custom.timeout_ms;
        call.total_ms = custom.timeout_ms;
        call.idempotency_key = Some(call.key.clone());
        let called = self.called(call)?;
        self.record_call("validation", "POST", called);
        let answer = match &called.outcome {
            CallOutcome::Failed { reason: Failure::Unavailable, .. } => return Ok(Checked::Unknown),
            CallOutcome::Answered { status: 200..=299, body, .. } => {
                serde_json::from_str::<Value>(body).unwrap_or_default()
            }
            _ => Value::Null,
        };
        if answer.get("valid") == Some(&Value::Bool(true)) {
            self.note_passed("custom");
            return Ok(Checked::Passed);
        }
        let reason = answer.get("reason").and_then(Value::as_str).unwrap_or("customFailed");
        let reason = crate::engine::render::cut(reason, 200).to_owned();
        Ok(Checked::Failed { block: "custom".to_owned(), reason })
    }
}

/// All options of a block hold; else the name of the first that does not.
fn passes(block: &Validation, candidate: &Candidate, today: Date) -> Result<(), String> {
    let value = candidate.value.as_str();
    let length = u32::try_from(value.chars().count()).unwrap_or(u32::MAX);
    let (min_value, max_value) = (block.min_value, block.max_value);
    let unit = |unit: &str| kinds::unit_code(unit).eq_ignore_ascii_case(kinds::unit_code(&candidate.unit));
    let checks = [
        ("minLength", block.min_length.is_none_or(|min| length >= min)),
        ("maxLength", block.max_length.is_none_or(|max| length <= max)),
        ("minValue", min_value.is_none_or(|min| number(value).is_some_and(|number| number >= min))),
        ("maxValue", max_value.is_none_or(|max| number(value).is_some_and(|number| number <= max))),
        ("unit", block.unit.as_deref().is_none_or(|wanted| candidate.unit.is_empty() || unit(wanted))),
        ("inList", block.one_of.is_empty() || block.one_of.iter().any(|one| same(one, value))),
    ];
    if let Some((name, _)) = checks.iter().find(|(_, holds)| !holds) {
        return Err(format!("{name}Failed"));
    }
    days::check(block, value, today)?;
    if block.pattern.as_ref().is_some_and(|pattern| !matches(&format!("^(?:{pattern})$"), value)) {
        return Err("regexFailed".to_owned());
    }
    match &block.prebuilt {
        Some(name) if !prebuilt::holds(name, block.country.as_deref(), value) => {
            Err(format!("preBuiltFailed-{name}"))
        }
        _ => Ok(()),
    }
}

fn same(one: &str, value: &str) -> bool {
    one == value || one.to_lowercase() == value.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{Validation, passes};
    use crate::state::Candidate;
    use baton_model::program::Day;
    use baton_model::understanding::InputMode;
    use jiff::civil::date;

    fn says(block: &Validation, value: &str) -> Result<(), String> {
        let (value, unit) = value.split_once(' ').unwrap_or((value, ""));
        let candidate = Candidate { unit: unit.to_owned(), ..Candidate::new(value, 100.0, InputMode::Text) };
        // A Monday.
        passes(block, &candidate, date(2026, 11, 23))
    }

    fn failed(name: &str) -> Result<(), String> {
        Err(format!("{name}Failed"))
    }

    #[test]
    fn all_options_of_a_block_must_hold_and_the_first_that_does_not_is_named() {
        let block = Validation { min_length: Some(4), max_value: Some(5000.0), ..Validation::default() };
        assert_eq!(says(&block, "4207"), Ok(()));
        assert_eq!(says(&block, "420"), failed("minLength"));
        assert_eq!(says(&block, "9207"), failed("maxValue"));
    }

    #[test]
    fn a_pattern_must_match_the_whole_value() {
        let block = Validation { pattern: Some("a|b[0-9]".into()), ..Validation::default() };
        assert_eq!(says(&block, "b1"), Ok(()));
        assert_eq!(says(&block, "b12"), failed("regex"));
        assert_eq!(says(&block, "xa"), failed("regex"));
        assert_eq!(
            says(&Validation { pattern: Some("(".into()), ..Validation::default() }, "("),
            failed("regex")
        );
    }

    #[test]
    fn a_list_does_not_look_at_the_case_of_letters() {
        let block = Validation { one_of: vec!["Gold".into(), "ΑΘΗΝΑ".into()], ..Validation::default() };
        assert_eq!(says(&block, "gold"), Ok(()));
        assert_eq!(says(&block, "αθηνα"), Ok(()));
        assert_eq!(says(&block, "silver"), failed("inList"));
    }

    #[test]
    fn an_amount_is_of_the_unit_that_is_wanted_or_of_none() {
        let block = Validation { unit: Some("$".into()), ..Validation::default() };
        assert_eq!(says(&block, "12 USD"), Ok(()));
        assert_eq!(says(&block, "12"), Ok(()));
        assert_eq!(says(&block, "12 EUR"), failed("unit"));
    }

    #[test]
    fn days_lie_between_the_earliest_and_the_latest() {
        let block = Validation {
            earliest: Day::parse("today"),
            latest: Day::parse("today+30d"),
            weekdays: vec![1, 2, 3, 4, 5],
            ..Validation::default()
        };
        assert_eq!(says(&block, "23/11/2026"), Ok(()));
        assert_eq!(says(&block, "22/11/2026"), failed("earliest"));
        assert_eq!(says(&block, "24/12/2026"), failed("latest"));
        assert_eq!(says(&block, "28/11/2026"), failed("weekdays"));
        assert_eq!(says(&block, "someday"), failed("date"));
        let adult = Validation { latest: Day::parse("today-18y"), ..Validation::default() };
        assert_eq!(says(&adult, "23/11/2008"), Ok(()));
        assert_eq!(says(&adult, "24/11/2008"), failed("latest"));
    }

    #[test]
    fn a_range_lies_between_the_days_with_both_its_ends() {
        let block = Validation { earliest: Day::parse("today"), max_days: Some(7), ..Validation::default() };
        assert_eq!(says(&block, "23/11/2026-29/11/2026"), Ok(()));
        assert_eq!(says(&block, "23/11/2026-30/11/2026"), failed("maxDays"));
        assert_eq!(says(&block, "20/11/2026-24/11/2026"), failed("earliest"));
        assert_eq!(says(&block, "23/11/2026-"), failed("maxDays"));
    }
}
