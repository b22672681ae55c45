//! The tables of the metrics: which columns each has, and what they are in the database.

/// How a column is kept. Only those of [`METRICS_TABLES`] exist.
#[derive(Debug, Clone, Copy)]
pub struct Expression(pub(super) &'static str);

/// A table.
#[derive(Debug)]
pub struct MetricsTable {
    /// Its name.
    pub name: &'static str,
    /// True when it is kept as counts of five minutes, false when as dialogs.
    pub(super) counts: bool,
    /// Which rows are its own.
    pub(super) rows: &'static str,
    /// What can be told apart and filtered: name, and how it is kept.
    pub dimensions: &'static [(&'static str, Expression)],
    /// What can be summed: name, and how it is kept.
    pub measures: &'static [(&'static str, Expression)],
}

/// The column of moments, in every table.
pub const METRICS_TIME: &str = "STREAM_START_DATETIME";
/// The column of groups.
pub const METRICS_GROUP: &str = "OCP_GROUP_NAME";

const STATUS: &str =
    "CASE WHEN ended_at IS NULL THEN 'ACTIVE' WHEN result = 'fail' THEN 'FAILED' ELSE 'COMPLETED' END";
const DIALOGS: &[(&str, Expression)] = &[
    (METRICS_GROUP, Expression("ocp_group")),
    ("FLOW_INSTANCE_STATUS", Expression(STATUS)),
    ("APP_ID", Expression("app")),
    ("APP_NAME", Expression("name")),
    ("END_TYPE", Expression("end_type")),
    ("EXIT_REASON", Expression("reason")),
    ("CHANNEL", Expression("channel")),
    ("LOCALE", Expression("locale")),
    ("DESTINATION_URI", Expression("dnis")),
    ("TEST_FLAG", Expression("CASE WHEN test_mode THEN 'true' ELSE 'false' END")),
];
/// What happened in simulations is counted apart.
const TEST: Expression = Expression("CASE WHEN kind LIKE '%/test' THEN 'true' ELSE 'false' END");
/// Unknown as long as a dialog is under way: so none of these counts where there is nothing yet.
const CONTAINED: Expression = Expression(
    "CASE WHEN ended_at IS NULL THEN NULL WHEN result = 'success' AND end_type <> 'TRANSFER' THEN 1 ELSE 0 END",
);
const DURATION: Expression = Expression("CASE WHEN ended_at IS NOT NULL THEN duration_ms END");
const STEPS: Expression = Expression("CASE WHEN ended_at IS NOT NULL THEN steps END");
const NO_INPUTS: Expression = Expression("CASE WHEN ended_at IS NOT NULL THEN no_inputs END");
const NO_MATCHES: Expression = Expression("CASE WHEN ended_at IS NOT NULL THEN no_matches END");

/// All of them.
pub const METRICS_TABLES: &[MetricsTable] = &[
    MetricsTable {
        name: "DIALOGS_METRICS",
        counts: false,
        rows: "kind = 'app'",
        dimensions: DIALOGS,
        measures: &[
            ("TOTAL_FLOWS", Expression("1")),
            ("DURATION", DURATION),
            ("STEPS", STEPS),
            ("NO_INPUTS", NO_INPUTS),
            ("NO_MATCHES", NO_MATCHES),
            ("CONTAINED", CONTAINED),
        ],
    },
    MetricsTable {
        name: "COMPONENTS_METRICS",
        counts: false,
        rows: "kind <> 'app'",
        dimensions: DIALOGS,
        measures: &[("TOTAL_RUNS", Expression("1")), ("DURATION", DURATION), ("STEPS", STEPS)],
    },
    MetricsTable {
        name: "TURNS_METRICS",
        counts: true,
        rows: "kind IN ('turn', 'turn/test')",
        dimensions: &[
            (METRICS_GROUP, Expression("ocp_group")),
            ("APP_ID", Expression("app")),
            ("CHANNEL", Expression("item")),
            ("TEST_FLAG", TEST),
        ],
        measures: &[("TOTAL_TURNS", Expression("number"))],
    },
    MetricsTable {
        name: "INTENTS_METRICS",
        counts: true,
        rows: "kind IN ('intent', 'intent/test')",
        dimensions: &[
            (METRICS_GROUP, Expression("ocp_group")),
            ("APP_ID", Expression("app")),
            ("INTENT", Expression("item")),
            ("TEST_FLAG", TEST),
        ],
        measures: &[("TOTAL_INTENTS", Expression("number"))],
    },
    MetricsTable {
        name: "NODES_METRICS",
        counts: true,
        rows: "kind IN ('node', 'node/test')",
        dimensions: &[
            (METRICS_GROUP, Expression("ocp_group")),
            ("APP_ID", Expression("app")),
            ("COMPONENT_ID", Expression("of_component")),
            ("NODE_ID", Expression("item")),
            ("TEST_FLAG", TEST),
        ],
        measures: &[("TOTAL_VISITS", Expression("number"))],
    },
    MetricsTable {
        name: "REACHED_METRICS",
        counts: true,
        rows: "kind IN ('reached', 'reached/test')",
        dimensions: &[
            (METRICS_GROUP, Expression("ocp_group")),
            ("APP_ID", Expression("app")),
            ("COMPONENT_ID", Expression("of_component")),
            ("NODE_ID", Expression("item")),
            ("TEST_FLAG", TEST),
        ],
        measures: &[("TOTAL_DIALOGS", Expression("number"))],
    },
    MetricsTable {
        name: "OUTCOMES_METRICS",
        counts: true,
        rows: "kind IN ('outcome', 'outcome/test')",
        dimensions: &[
            (METRICS_GROUP, Expression("ocp_group")),
            ("APP_ID", Expression("app")),
            ("COMPONENT_ID", Expression("of_component")),
            ("OUTCOME", Expression("item")),
            ("TEST_FLAG", TEST),
        ],
        measures: &[("TOTAL_OUTCOMES", Expression("number"))],
    },
    MetricsTable {
        name: "FAILURES_METRICS",
        counts: true,
        rows: "kind IN ('fail', 'fail/test')",
        dimensions: &[
            (METRICS_GROUP, Expression("ocp_group")),
            ("APP_ID", Expression("app")),
            ("COMPONENT_ID", Expression("of_component")),
            ("FAIL_EXIT_REASON", Expression("item")),
            ("TEST_FLAG", TEST),
        ],
        measures: &[("TOTAL_FAILURES", Expression("number"))],
    },
];

impl MetricsTable {
    /// The moment in steps of so many minutes, as it is kept.
    pub fn moments(&self, minutes: i64) -> Option<Expression> {
        Some(Expression(match (self.counts, minutes) {
            (true, 5) => "CAST(bucket * 300 AS TEXT)",
            (true, 60) => "CAST((bucket / 12) * 3600 AS TEXT)",
            (true, 1_440) => "CAST((bucket / 288) * 86400 AS TEXT)",
            (false, 5) => "CAST((started_at / 300000000) * 300 AS TEXT)",
            (false, 60) => "CAST((started_at / 3600000000) * 3600 AS TEXT)",
            (false, 1_440) => "CAST((started_at / 86400000000) * 86400 AS TEXT)",
            _ => return None,
        }))
    }
}
