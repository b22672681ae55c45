//! How long compiling takes: `cargo run --release -p baton-compiler --features testing --example compile_time`.
#![allow(clippy::disallowed_methods, reason = "a measurement needs the clock")]

use std::time::Instant;

use baton_compiler::compile;
use baton_compiler::testing::large_application;

fn main() {
    for nodes in [1_000, 10_000] {
        let source = large_application(nodes);
        let mut times: Vec<f64> = (0..10)
            .map(|_| {
                let began = Instant::now();
                let compiled = compile(&source);
                assert!(compiled.program.is_some());
                began.elapsed().as_secs_f64() * 1_000.0
            })
            .collect();
        times.sort_by(f64::total_cmp);
        let problems = compile(&source).problems;
        let stopping = problems.iter().filter(|problem| problem.severity.stops_deployment()).count();
        println!(
            "{nodes:>6} nodes: {:>8.1} ms at best, {:>8.1} ms at worst, {} problems, {stopping} of them stop a deployment",
            times[0],
            times[9],
            problems.len(),
        );
    }
}
