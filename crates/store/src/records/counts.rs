//! Sums over what is told, for the metrics.

use baton_model::Timestamp;

use super::{Expression, MetricsTable, Records};
use crate::Error;
use crate::sql::{AnyRow, Arg, FromRow, json_list};

/// What is summed: columns are the store's own words, values are not.
#[derive(Debug, Clone)]
pub struct Measure {
    /// Over which table.
    pub table: &'static MetricsTable,
    /// Of these groups.
    pub ocp_groups: Vec<String>,
    /// At or after this.
    pub from: Timestamp,
    /// And before this.
    pub to: Timestamp,
    /// One of these texts, for each of these expressions.
    pub among: Vec<(Expression, Vec<String>)>,
    /// The number that is summed.
    pub number: Expression,
    /// What is told apart: expressions.
    pub by: Vec<Expression>,
    /// At most so many groups: those with the largest sums.
    pub limit: i64,
}

/// A sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// What it was told apart by.
    pub key: Vec<String>,
    /// Over how many rows: those of which the number is known.
    pub count: i64,
    /// The sum.
    pub sum: i64,
    /// The least.
    pub least: i64,
    /// The most.
    pub most: i64,
}

impl FromRow for Measured {
    fn from_row(row: &AnyRow) -> Result<Self, Error> {
        let keys: i64 = row.get("keys")?;
        let key = (0..keys).map(|index| row.get(&format!("key_{index}"))).collect::<Result<_, _>>()?;
        Ok(Self {
            key,
            count: row.get("counted")?,
            sum: row.get("summed")?,
            least: row.get("least")?,
            most: row.get("most")?,
        })
    }
}

impl Records<'_> {
    /// Counts and sums.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn measure(self, measure: &Measure) -> Result<Vec<Measured>, Error> {
        let mut handle = self.0.handle();
        let dialect = handle.dialect();
        let (table, time, number) = match measure.table.counts {
            true => ("record_counts", "bucket", "number"),
            false => ("recorded_dialogs", "started_at", measure.number.0),
        };
        let moment = |moment: Timestamp| match measure.table.counts {
            true => Arg::from(crate::turns::touched(moment)),
            false => Arg::from(moment),
        };
        let mut arguments =
            vec![Arg::from(json_list(&measure.ocp_groups)), moment(measure.from), moment(measure.to)];
        let mut conditions = format!(
            "ocp_group {} AND {time} >= $2 AND {time} < $3 AND {}",
            dialect.in_list("$1"),
            measure.table.rows
        );
        for (Expression(expression), values) in &measure.among {
            arguments.push(Arg::from(json_list(values)));
            let place = format!("${}", arguments.len());
            conditions = format!("{conditions} AND {expression} {}", dialect.in_list(&place));
        }
        let by: Vec<&str> = measure.by.iter().map(|by| by.0).collect();
        let keys: Vec<String> =
            by.iter().enumerate().map(|(index, by)| format!("{by} AS key_{index}, ")).collect();
        let by = match by.is_empty() {
            true => String::new(),
            false => format!("GROUP BY {}", by.join(", ")),
        };
        let counted =
            if measure.table.counts { "SUM(number)".to_owned() } else { format!("COUNT({number})") };
        arguments.push(Arg::from(measure.limit));
        let sql = format!(
            "SELECT {}CAST({} AS BIGINT) AS keys, CAST(COALESCE({counted}, 0) AS BIGINT) AS counted,
                    CAST(COALESCE(SUM({number}), 0) AS BIGINT) AS summed,
                    CAST(COALESCE(MIN({number}), 0) AS BIGINT) AS least,
                    CAST(COALESCE(MAX({number}), 0) AS BIGINT) AS most
             FROM {table} WHERE {conditions} {by} ORDER BY summed DESC LIMIT ${}",
            keys.concat(),
            keys.len(),
            arguments.len(),
        );
        handle.all(sql, arguments).await
    }
}
