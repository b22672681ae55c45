//! What was measured, as a table: the figure, the goal, and whether it is reached.

use std::fmt::Write;

/// One row.
pub struct Row {
    /// What was measured, in a sentence.
    pub what: String,
    /// The figure, with its unit.
    pub figure: String,
    /// The goal, with its unit.
    pub goal: &'static str,
    /// Whether the figure reaches it; `None`: it was not measured.
    pub reached: Option<bool>,
}

/// All rows of a run.
#[derive(Default)]
pub struct Report {
    rows: Vec<Row>,
}

impl Report {
    /// Adds a row and shows it at once.
    pub fn add(&mut self, what: impl Into<String>, figure: String, goal: &'static str, reached: bool) {
        self.push(Row { what: what.into(), figure, goal, reached: Some(reached) });
    }

    /// Adds a row that could not be measured, and shows it.
    pub fn not_measured(&mut self, what: impl Into<String>, why: &str, goal: &'static str) {
        self.push(Row { what: what.into(), figure: format!("not measured: {why}"), goal, reached: None });
    }

    fn push(&mut self, row: Row) {
        println!("{:<70} {:>18}   goal {}: {}", row.what, row.figure, row.goal, verdict(row.reached));
        self.rows.push(row);
    }

    /// The table as Markdown.
    pub fn markdown(&self) -> String {
        let mut text = String::from("| measured | figure | goal | |\n|---|---|---|---|\n");
        for row in &self.rows {
            let _ =
                writeln!(text, "| {} | {} | {} | {} |", row.what, row.figure, row.goal, verdict(row.reached));
        }
        text
    }
}

fn verdict(reached: Option<bool>) -> &'static str {
    match reached {
        Some(true) => "reached",
        Some(false) => "**falls short**",
        None => "",
    }
}
