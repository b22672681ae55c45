//! What somebody asks of a table.

use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use baton_auth::Access;
use baton_store::{Expression, METRICS_GROUP as GROUP, METRICS_TIME as TIME, Measure, MetricsTable};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use utoipa::ToSchema;

use super::clock::{Clock, MOST_PIECES, moment, zone};
use super::tables::refused;
use crate::ApiError;
use crate::extract::JsonBody;
use crate::services::insights::seen;
use crate::services::orchestrator::shapes::recorded_as;

/// The most of one thing in a question.
const MOST: usize = 50;
/// The most groups that are answered.
const MOST_GROUPS: i64 = 5_000;

/// What is asked.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MetricsQuestion {
    /// What is summed.
    pub metrics: Vec<Metric>,
    /// From this moment: `yyyy-MM-dd HH:mm:ss`.
    #[schema(example = "2026-03-01 00:00:00")]
    pub start: String,
    /// Up to this moment, which is not counted.
    #[schema(example = "2026-03-02 00:00:00")]
    pub end: String,
    /// The column of moments: `STREAM_START_DATETIME`, the only one.
    pub time_column: Option<String>,
    /// The zone of `start` and `end`, and of the hours, days and moments that are answered, such as `Europe/Berlin`; `UTC` unless
    /// given.
    pub timezone: Option<String>,
    /// Groups; all that you see unless given.
    #[serde(default, deserialize_with = "list")]
    pub ocp_group_names: Vec<String>,
    /// Filters: each must have one of its values.
    #[serde(default, deserialize_with = "list")]
    pub filters: Vec<Filter>,
    /// Your organization.
    pub ocp_organization_id: Option<String>,
    /// The length of a moment when it is told apart: `5m`, `1h`, `1d`.
    pub downsampling: Option<String>,
    /// What is told apart (`/groups` only).
    pub group_by: Option<GroupBy>,
}

/// One sum.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Metric {
    /// The column, a measure.
    #[schema(example = "TOTAL_FLOWS")]
    pub name: String,
    /// `sum`, `avg`, `min`, `max`, `count`.
    #[schema(example = "count")]
    pub operator: String,
    /// What it is called in the answer; the operator and the column unless given.
    pub alias: Option<String>,
}

/// A filter.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// The column, a dimension.
    pub column: String,
    /// Its values, of which one must match.
    pub values: Vec<String>,
}

/// What is told apart.
#[derive(Deserialize, ToSchema, Default)]
#[serde(deny_unknown_fields)]
pub struct GroupBy {
    /// Dimensions.
    pub columns: Vec<String>,
    /// Columns of which the share of the whole is answered: some of `columns`. It always is.
    #[serde(default, deserialize_with = "list")]
    pub percentage: Vec<String>,
}

/// A question as it comes: what is wrong with it is said as this service says it.
pub struct Asking(pub MetricsQuestion);

impl<S: Send + Sync> FromRequest<S> for Asking {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        match JsonBody::from_request(request, state).await {
            Ok(JsonBody(question)) => Ok(Self(question)),
            Err(error) => Err(refused(error.status, sentence_of(&error.body))),
        }
    }
}

/// What an error says in one sentence, with the field that it names before it.
fn sentence_of(body: &Value) -> String {
    let said = body.as_object().and_then(|fields| fields.iter().next());
    match said {
        Some((field, Value::Array(sentences))) => {
            let sentence = sentences.first().and_then(Value::as_str).unwrap_or_default();
            format!("{field}: {sentence}")
        }
        Some((_, Value::String(sentence))) => sentence.clone(),
        _ => "The question can't be read.".to_owned(),
    }
}

/// A list; `null` is an empty one, as some clients send it.
fn list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    Option::deserialize(from).map(Option::unwrap_or_default)
}

/// One sum, ready to be asked of the store.
pub struct Asked {
    pub name: String,
    pub operator: &'static str,
    pub measure: Measure,
    /// Which of the keys is a moment.
    pub moments: Vec<bool>,
    /// How moments are told apart and shown.
    pub clock: Clock,
}

/// 400 with a sentence.
pub fn wrong(sentence: impl Into<String>) -> ApiError {
    refused(StatusCode::BAD_REQUEST, sentence)
}

impl MetricsQuestion {
    /// Reads it for a table.
    pub fn asked(
        self,
        table: &'static MetricsTable,
        access: &Access,
        groups: bool,
    ) -> Result<Vec<Asked>, ApiError> {
        if self.metrics.is_empty() || self.metrics.len() > MOST || self.filters.len() > MOST {
            return Err(wrong(format!("Ask for 1 to {MOST} metrics with at most {MOST} filters.")));
        }
        if self.time_column.as_deref().is_some_and(|column| !column.eq_ignore_ascii_case(TIME)) {
            return Err(wrong(format!("time_column is {TIME}; there is no other.")));
        }
        let zone = zone(self.timezone.as_deref().unwrap_or("UTC"))?;
        let (from, to) = (moment("start", &self.start, &zone)?, moment("end", &self.end, &zone)?);
        if from > to {
            return Err(wrong("start is later than end. Give the earlier moment first."));
        }
        let minutes = match self.downsampling.as_deref() {
            None | Some("" | "5m" | "5min") => 5,
            Some("1h" | "hour" | "hourly") => 60,
            Some("1d" | "day" | "daily") => 1_440,
            Some(_) => return Err(wrong("downsampling is 5m, 1h or 1d.")),
        };
        let clock = Clock { zone, minutes };
        let other_organization = self
            .ocp_organization_id
            .as_deref()
            .is_some_and(|id| !id.is_empty() && id != access.organization_id);
        let ocp_groups = if other_organization { Vec::new() } else { seen(access, &self.ocp_group_names) };
        let mut among = Vec::new();
        for filter in self.filters {
            if filter.column.eq_ignore_ascii_case(GROUP) {
                return Err(wrong(format!("{GROUP} is no filter. Name groups in ocp_group_names.")));
            }
            if filter.values.len() > 1_000 || filter.values.iter().any(|value| value.contains('\0')) {
                return Err(wrong("A filter has at most 1,000 values, without null characters."));
            }
            let values = match filter.column.eq_ignore_ascii_case("APP_ID") {
                true => filter.values.iter().map(|id| recorded_as(id)).collect(),
                false => filter.values,
            };
            among.push((dimension(table, &filter.column)?, values));
        }
        let (mut by, mut moments) = (Vec::new(), Vec::new());
        let GroupBy { columns, percentage } = self.group_by.unwrap_or_default();
        if groups == columns.is_empty() {
            return Err(wrong(match groups {
                true => "Name in group_by.columns what is to be told apart.",
                false => "group_by belongs to /groups.",
            }));
        }
        if columns.len() > 5 {
            return Err(wrong("At most 5 columns can be told apart at once."));
        }
        let known: Vec<String> = columns.iter().map(|column| column.to_ascii_uppercase()).collect();
        if let Some(other) = percentage.iter().find(|one| !known.contains(&one.to_ascii_uppercase())) {
            return Err(wrong(format!(
                "group_by.percentage names {other}, which is not in group_by.columns."
            )));
        }
        let before = |index: usize, one: &String| known.iter().take(index).any(|other| other == one);
        if let Some((_, twice)) = known.iter().enumerate().find(|(index, one)| before(*index, one)) {
            return Err(wrong(format!("group_by.columns names {twice} twice. Name it once.")));
        }
        for column in &columns {
            let is_moment = column.eq_ignore_ascii_case(TIME);
            let expression = match is_moment {
                true => {
                    let minutes = clock.asked_minutes(from, to);
                    table.moments(minutes).ok_or_else(|| wrong("downsampling is 5m, 1h or 1d."))?
                }
                false => dimension(table, column)?,
            };
            by.push(expression);
            moments.push(is_moment);
        }
        let ask = |metric: Metric| -> Result<Asked, ApiError> {
            let number = table.measures.iter().find(|(name, _)| name.eq_ignore_ascii_case(&metric.name));
            let (name, number) = number.ok_or_else(|| {
                let known: Vec<&str> = table.measures.iter().map(|(name, _)| *name).collect();
                wrong(format!("{} has no measure of this name. It has: {}.", table.name, known.join(", ")))
            })?;
            let operators = ["sum", "avg", "min", "max", "count"];
            let operator = operators.into_iter().find(|known| known.eq_ignore_ascii_case(&metric.operator));
            let operator = operator.ok_or_else(|| wrong("operator is sum, avg, min, max or count."))?;
            let measure = Measure {
                table,
                ocp_groups: ocp_groups.clone(),
                from,
                to,
                among: among.clone(),
                number: *number,
                by: by.clone(),
                // Those of a zone are summed up here.
                limit: if clock.sums_up(from, to) { MOST_PIECES } else { MOST_GROUPS },
            };
            let alias = metric.alias.filter(|alias| !alias.is_empty());
            let name = alias.unwrap_or_else(|| format!("{operator}_{name}"));
            Ok(Asked { name, operator, measure, moments: moments.clone(), clock: clock.clone() })
        };
        let asked: Vec<Asked> = self.metrics.into_iter().map(ask).collect::<Result<_, _>>()?;
        let mut names: Vec<&str> = asked.iter().map(|one| one.name.as_str()).collect();
        names.sort_unstable();
        let twice = names.windows(2).find(|pair| pair.first() == pair.last());
        if let Some(name) = twice.and_then(|pair| pair.first()) {
            return Err(wrong(format!("Two metrics are called {name}. Give one of them an alias.")));
        }
        Ok(asked)
    }
}

fn dimension(table: &MetricsTable, column: &str) -> Result<Expression, ApiError> {
    let found = table.dimensions.iter().find(|(name, _)| name.eq_ignore_ascii_case(column));
    found.map(|(_, expression)| *expression).ok_or_else(|| {
        let known: Vec<&str> = table.dimensions.iter().map(|(name, _)| *name).collect();
        wrong(format!("{} has no dimension of this name. It has: {TIME}, {}.", table.name, known.join(", ")))
    })
}
