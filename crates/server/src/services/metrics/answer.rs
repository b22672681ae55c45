//! Asks the store, and says it as the public service does.

use baton_auth::Access;
use baton_store::{METRICS_TABLES, METRICS_TIME, Measured, MetricsTable};
use serde::Serialize;
use serde_json::{Number, Value};
use utoipa::ToSchema;

use super::question::{Asked, MetricsQuestion};
use super::tables::named;
use crate::services::insights::newest;
use crate::{ApiError, AppState};

/// The tables.
#[derive(Serialize, ToSchema)]
pub struct MetricsTables {
    /// Their names.
    #[schema(example = json!(["DIALOGS_METRICS"]))]
    tables: Vec<&'static str>,
}

/// A column.
#[derive(Serialize, ToSchema)]
pub struct MetricsColumn {
    /// Its name.
    #[schema(example = "FLOW_INSTANCE_STATUS")]
    name: &'static str,
    /// `timestamp`, `string` or `number`.
    r#type: &'static str,
    /// True for a dimension, false for a measure.
    pk: bool,
}

/// Sums.
#[derive(Serialize, ToSchema)]
pub struct Aggregations {
    metrics: Vec<Aggregation>,
}

/// A sum.
#[derive(Serialize, ToSchema)]
pub struct Aggregation {
    /// The alias, else operator and column.
    #[schema(example = "count_TOTAL_FLOWS")]
    name: String,
    /// The sum; `null` for the average, least or most of nothing.
    #[schema(value_type = Option<f64>, example = 8923)]
    value: Value,
}

/// Sums told apart.
#[derive(Serialize, ToSchema)]
pub struct GroupedMetrics {
    metrics: Vec<GroupedMetric>,
}

/// A sum told apart.
#[derive(Serialize, ToSchema)]
pub struct GroupedMetric {
    /// The alias, else operator and column.
    name: String,
    /// The parts, the largest first; moments in their order.
    groups: Vec<MetricsGroup>,
}

/// A part of a sum.
#[derive(Serialize, ToSchema)]
pub struct MetricsGroup {
    /// What it is told apart by, in the order of `group_by.columns`.
    #[schema(example = json!(["COMPLETED"]))]
    key: Vec<String>,
    /// The sum.
    #[schema(value_type = Option<f64>)]
    value: Value,
    /// Its share of the whole.
    percentage: Percentage,
}

/// A share.
#[derive(Serialize, ToSchema)]
pub struct Percentage {
    /// 0 to 100 of what was counted or summed; `null` for an average, a least or a most.
    value: Option<f64>,
}

/// The names of all tables.
pub fn list() -> MetricsTables {
    MetricsTables { tables: METRICS_TABLES.iter().map(|table| table.name).collect() }
}

/// The columns of a table.
pub fn columns(table: &'static MetricsTable) -> Vec<MetricsColumn> {
    let time = MetricsColumn { name: METRICS_TIME, r#type: "timestamp", pk: true };
    let dimensions =
        table.dimensions.iter().map(|(name, _)| MetricsColumn { name, r#type: "string", pk: true });
    let measures = table.measures.iter().map(|(name, _)| MetricsColumn { name, r#type: "number", pk: false });
    std::iter::once(time).chain(dimensions).chain(measures).collect()
}

/// Sums over a table.
pub async fn aggregations(
    state: &AppState,
    access: &Access,
    table: &str,
    question: MetricsQuestion,
) -> Result<Aggregations, ApiError> {
    let asked = question.asked(named(table)?, access, false)?;
    newest(state).await?;
    let mut metrics = Vec::with_capacity(asked.len());
    for Asked { name, operator, measure, .. } in asked {
        let found = state.store.records().measure(&measure).await?;
        let value = found.first().map_or(Value::Null, |found| value(operator, found));
        metrics.push(Aggregation { name, value });
    }
    Ok(Aggregations { metrics })
}

/// Sums over a table, told apart.
pub async fn groups(
    state: &AppState,
    access: &Access,
    table: &str,
    question: MetricsQuestion,
) -> Result<GroupedMetrics, ApiError> {
    let asked = question.asked(named(table)?, access, true)?;
    newest(state).await?;
    let mut metrics = Vec::with_capacity(asked.len());
    for Asked { name, operator, measure, moments, clock } in asked {
        let mut found = state.store.records().measure(&measure).await?;
        if clock.sums_up(measure.from, measure.to) && moments.contains(&true) {
            found = clock.summed_up(found, &moments)?;
        }
        let (by_count, is_part) = (operator == "count", matches!(operator, "count" | "sum"));
        let part = |one: &Measured| if by_count { one.count } else { one.sum };
        let whole: i64 = found.iter().map(part).sum();
        if moments.first() == Some(&true) {
            found.sort_by_cached_key(|one| one.key.first().and_then(|key| key.parse::<i64>().ok()));
        }
        let shown_key = |one: &Measured| {
            let keys = one.key.iter().zip(&moments);
            keys.map(|(key, is_moment)| if *is_moment { clock.shown(key) } else { key.clone() }).collect()
        };
        let groups = found.iter().map(|one| MetricsGroup {
            key: shown_key(one),
            value: value(operator, one),
            percentage: Percentage { value: is_part.then(|| share(part(one), whole)) },
        });
        metrics.push(GroupedMetric { name, groups: groups.collect() });
    }
    Ok(GroupedMetrics { metrics })
}

fn value(operator: &str, measured: &Measured) -> Value {
    let Measured { count, sum, least, most, .. } = measured;
    match operator {
        "count" => Value::from(*count),
        "sum" => Value::from(*sum),
        _ if *count == 0 => Value::Null,
        "min" => Value::from(*least),
        "max" => Value::from(*most),
        _ => Number::from_f64(ratio(*sum, *count)).map_or(Value::Null, Value::Number),
    }
}

#[allow(clippy::cast_precision_loss, reason = "sums of metrics stay far below what a float holds exactly")]
fn ratio(sum: i64, count: i64) -> f64 {
    sum as f64 / count as f64
}

fn share(part: i64, whole: i64) -> f64 {
    if whole == 0 { 0.0 } else { ratio(part, whole) * 100.0 }
}
