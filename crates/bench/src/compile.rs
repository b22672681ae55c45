//! How long a canvas takes to compile, from the document to the program and every problem.

use std::time::Instant;

use baton_compiler::testing::large_application;
use baton_compiler::{Source, compile};

use crate::report::Report;

const ROUNDS: usize = 20;

/// Measures 1,000 and 10,000 nodes.
pub fn measure(report: &mut Report) {
    for (nodes, what, limit, goal) in
        [(1_000, "compile 1,000 nodes", 100.0, "100 ms"), (10_000, "compile 10,000 nodes", 1_200.0, "1.2 s")]
    {
        let (median, worst) = milliseconds(&large_application(nodes));
        report.add(what, format!("{median:.0} ms, at worst {worst:.0} ms"), goal, worst <= limit);
    }
}

/// The median and the longest of all rounds.
fn milliseconds(source: &Source) -> (f64, f64) {
    let mut taken: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let begin = Instant::now();
            std::hint::black_box(compile(source));
            begin.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    taken.sort_by(f64::total_cmp);
    (taken[ROUNDS / 2], taken[ROUNDS - 1])
}
