//! What somebody looks for. The filters stand under `query_params` or, as older clients send them, beside the times;
//! a number may be a text.

use baton_auth::Access;
use baton_model::Timestamp;
use baton_store::DialogFilter;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::{cursor, seen};
use crate::ApiError;
use crate::services::orchestrator::shapes::recorded_as;

/// How many dialogs a page has when nobody says, and at most.
const SIZE: i64 = 10;
const MOST: i64 = 500;
/// The most values of one filter, and the most characters of one.
const MOST_VALUES: usize = 100;
const LONGEST: usize = 300;

/// What is looked for.
#[derive(ToSchema)]
#[allow(dead_code, reason = "it says what is taken; the body is read by hand, since it comes in two forms")]
pub struct DialogSearch {
    /// The dialogs that began at or after this: milliseconds since 1970, as a number or a text. 60 days ago unless given.
    #[schema(value_type = Option<String>, example = "1772366400000")]
    from_ms: Option<Value>,
    /// And before this; now unless given.
    #[schema(value_type = Option<String>, example = "1772452800000")]
    to_ms: Option<Value>,
    /// How many at most: 1 to 500, 10 unless given.
    #[schema(example = 10)]
    size: Option<i64>,
    /// `desc`, the newest first, unless `asc` is given.
    #[schema(example = "desc")]
    order: Option<String>,
    /// The `cursor` of the page before.
    cursor: Option<String>,
    /// The filters. They may also stand beside `from_ms`.
    query_params: Option<DialogQuery>,
}

/// Filters. Each takes a text or a list of texts, of which one must match.
#[derive(ToSchema)]
#[allow(dead_code, reason = "it says what is taken; the body is read by hand, since it comes in two forms")]
pub struct DialogQuery {
    /// True, and only whole dialogs of applications are found; false: those of flows and miniApps, too.
    application_layer: Option<bool>,
    /// Groups; all that you see unless given. Also `ocpGroupNames`.
    ocp_group_names: Option<Vec<String>>,
    /// Flow-application ids, either of an app's two (`sandbox_flowapp_id`, `production_flowapp_id`), or component ids.
    apps: Option<Vec<String>>,
    /// Who called.
    ani: Option<Vec<String>>,
    /// Whom they called.
    dnis: Option<Vec<String>>,
    /// Dialogs of any kind, by id: the other filters then don't count.
    dialog_id: Option<Vec<String>>,
    /// The id of the root. Also `dialogGroup`.
    dialog_group: Option<Vec<String>>,
    /// Chat sessions, or connections of a channel. Also `connection_id`.
    session_id: Option<Vec<String>>,
    /// `omIVR`, `web-chat`.
    channel: Option<Vec<String>>,
    /// `NEAR_HUP`, `FAR_HUP`, `TRANSFER`.
    end_type: Option<Vec<String>>,
    /// `success`, `fail`.
    result: Option<Vec<String>>,
    /// Why it ended, such as `MaxNoInputs`.
    reason: Option<Vec<String>>,
    /// Such as `en-US`.
    locale: Option<Vec<String>>,
    /// Dialogs that are over and have more steps than this. Also `stepsGt`.
    steps_gt: Option<i64>,
    /// What a caller said contains this, in any letter case.
    text: Option<String>,
    /// True: simulations alone; false: none of them.
    test_flag: Option<bool>,
}

/// What is looked for, read.
pub struct Search {
    pub filter: DialogFilter,
    /// What a caller said contains this.
    pub text: Option<String>,
    /// True when something is looked for that lies in no group the caller sees.
    pub nothing: bool,
}

/// Filters that compare a column with texts, and how clients call them.
const COLUMNS: &[(&str, &str)] = &[
    ("ani", "ani"),
    ("dnis", "dnis"),
    ("dialog_id", "id"),
    ("dialogId", "id"),
    ("dialog_group", "group_id"),
    ("dialogGroup", "group_id"),
    ("session_id", "connection_id"),
    ("sessionId", "connection_id"),
    ("connection_id", "connection_id"),
    ("connectionId", "connection_id"),
    ("channel", "channel"),
    ("end_type", "end_type"),
    ("endType", "end_type"),
    ("result", "result"),
    ("reason", "reason"),
    ("locale", "locale"),
];

impl Search {
    /// Reads what somebody sent.
    pub fn read(body: Value, access: &Access, now: Timestamp) -> Result<Self, ApiError> {
        let Value::Object(mut given) = body else {
            return Err(ApiError::bad_request("Send a JSON object with from_ms, to_ms and query_params."));
        };
        match given.remove("query_params").or_else(|| given.remove("queryParams")) {
            None | Some(Value::Null) => {}
            Some(Value::Object(nested)) => given.extend(nested),
            Some(_) => return Err(ApiError::field("query_params", "An object with filters is expected.")),
        }
        let mut reader = Reader(given);
        let from = reader.moment("from_ms", "fromMs")?;
        let to = reader.moment("to_ms", "toMs")?.unwrap_or_else(|| now.plus_seconds(60));
        let from = from.unwrap_or_else(|| now.plus_seconds(-60 * 24 * 60 * 60));
        if from > to {
            return Err(ApiError::field("from_ms", "It is later than to_ms. Give the earlier moment first."));
        }
        let limit = reader.number("size", "size", 1..=MOST)?.unwrap_or(SIZE);
        let order = reader.words("order", "sort")?;
        let oldest_first = match order.first().map(|word| word.to_ascii_lowercase()).as_deref() {
            None | Some("desc") => false,
            Some("asc") => true,
            Some(_) => return Err(ApiError::field("order", "It is desc or asc.")),
        };
        let after = match reader.words("cursor", "cursor")?.first() {
            Some(text) => Some(cursor::read(text).ok_or_else(|| {
                ApiError::field("cursor", "It is no cursor. Give that of the page before, or none.")
            })?),
            None => None,
        };
        let root_only = reader.flag("application_layer", "applicationLayer")?.unwrap_or(true);
        let groups = reader.words("ocp_group_names", "ocpGroupNames")?;
        let apps = reader.words("apps", "app")?.iter().map(|app| recorded_as(app)).collect();
        let steps = reader.number("steps_gt", "stepsGt", 0..=1_000_000)?;
        let mut texts = reader.words("text", "said")?;
        if texts.len() > 1 {
            return Err(ApiError::field("text", "One text is looked for at a time."));
        }
        let mut equal: Vec<(&'static str, Vec<String>)> = Vec::new();
        for (name, column) in COLUMNS {
            let values = reader.words(name, name)?;
            if !values.is_empty() {
                equal.push((column, values));
            }
        }
        let test = reader.flag("test_flag", "testFlag")?;
        // Where it ran; there is one region.
        reader.words("region", "region")?;
        reader.finish()?;
        let ocp_groups = seen(access, &groups);
        let by_id = equal.iter().any(|(column, _)| matches!(*column, "id" | "connection_id"));
        let mut filter = DialogFilter {
            test,
            ocp_groups,
            from,
            to,
            kinds: if root_only { vec!["app".to_owned()] } else { Vec::new() },
            apps,
            equal,
            steps_at_least: steps.map_or(0, |steps| steps + 1),
            after,
            oldest_first,
            limit,
        };
        if by_id {
            filter.equal.retain(|(column, _)| matches!(*column, "id" | "connection_id"));
            if filter.equal.iter().any(|(column, _)| *column == "id") {
                filter.kinds.clear();
            }
            (filter.apps, filter.steps_at_least) = (Vec::new(), 0);
            (filter.from, filter.to) = (Timestamp(0), Timestamp(i64::MAX));
            filter.test = None;
        }
        // A component's dialogs are asked for by its name, whatever the layer.
        if filter.apps.iter().any(|app| !app.contains('@')) {
            filter.kinds.clear();
        }
        let nothing = filter.ocp_groups.is_empty();
        Ok(Self { filter, text: texts.pop().filter(|_| !by_id), nothing })
    }
}

/// Takes filters out of a body, each by either of its names.
struct Reader(Map<String, Value>);

impl Reader {
    fn take(&mut self, name: &str, other: &str) -> Option<Value> {
        let first = self.0.remove(name);
        let second = if other == name { None } else { self.0.remove(other) };
        first.or(second).filter(|value| !value.is_null())
    }

    fn moment(&mut self, name: &str, other: &str) -> Result<Option<Timestamp>, ApiError> {
        let most = i64::MAX / 1_000;
        let read = self.whole(name, other, |number| (0..=most).contains(&number));
        read.map(|millis| millis.map(|millis| Timestamp(millis * 1_000))).map_err(|()| {
            ApiError::field(name, "Milliseconds since 1970 are expected, as a number or a text of digits.")
        })
    }

    fn number(
        &mut self,
        name: &str,
        other: &str,
        bounds: std::ops::RangeInclusive<i64>,
    ) -> Result<Option<i64>, ApiError> {
        self.whole(name, other, |number| bounds.contains(&number)).map_err(|()| {
            let (least, most) = (bounds.start(), bounds.end());
            ApiError::field(name, format!("A whole number from {least} to {most} is required."))
        })
    }

    fn whole(&mut self, name: &str, other: &str, fits: impl Fn(i64) -> bool) -> Result<Option<i64>, ()> {
        let number = match self.take(name, other) {
            None => return Ok(None),
            Some(Value::String(text)) => text.trim().parse().ok(),
            Some(value) => value.as_i64(),
        };
        number.filter(|number| fits(*number)).map(Some).ok_or(())
    }

    fn flag(&mut self, name: &str, other: &str) -> Result<Option<bool>, ApiError> {
        match self.take(name, other) {
            None => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(flag)),
            Some(Value::String(text)) if text == "true" => Ok(Some(true)),
            Some(Value::String(text)) if text == "false" => Ok(Some(false)),
            Some(_) => Err(ApiError::field(name, "Must be a valid boolean: true or false.")),
        }
    }

    /// A text, or a list of texts; empty ones don't count.
    fn words(&mut self, name: &str, other: &str) -> Result<Vec<String>, ApiError> {
        let wrong = || ApiError::field(name, "A text or a list of texts is expected.");
        let values = match self.take(name, other) {
            None => return Ok(Vec::new()),
            Some(Value::Array(values)) => values,
            Some(value) => vec![value],
        };
        if values.len() > MOST_VALUES {
            return Err(ApiError::field(name, format!("At most {MOST_VALUES} values are taken.")));
        }
        let mut words = Vec::with_capacity(values.len());
        for value in values {
            match value {
                Value::String(text) if text.len() > LONGEST || text.contains('\0') => {
                    return Err(ApiError::field(
                        name,
                        format!("A text of at most {LONGEST} bytes without null characters is expected."),
                    ));
                }
                Value::String(text) => words.push(text),
                Value::Number(number) => words.push(number.to_string()),
                _ => return Err(wrong()),
            }
        }
        words.retain(|word| !word.is_empty());
        Ok(words)
    }

    fn finish(self) -> Result<(), ApiError> {
        match self.0.keys().next() {
            None => Ok(()),
            Some(key) => {
                let shown: String = key.chars().take(100).collect();
                Err(ApiError::field(&shown, "There is no such filter. Leave it out."))
            }
        }
    }
}
