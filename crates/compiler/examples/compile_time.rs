//! How long compiling takes: `cargo run --release -p baton-compiler --features testing --example compile_time`.
#![allow(clippy::disallowed_methods, reason = "a measurement needs the clock")]

use std::time::Instant;

use baton_compiler::testing::{crossroads, large_application};
use baton_compiler::{Cache, Source, compile, compile_with};

fn main() {
    for nodes in [1_000, 10_000] {
        measure(&format!("{nodes} nodes"), &large_application(nodes));
    }
    measure("100,000 arrows from one node", &crossroads(100_000));
    let source = large_application(10_000);
    let mut cache = Cache::default();
    let _ = compile_with(&source, &mut cache);
    let began = Instant::now();
    let again = compile_with(&source, &mut cache);
    let milliseconds = began.elapsed().as_secs_f64() * 1_000.0;
    println!("10000 nodes, nothing changed: {milliseconds:.1} ms, {:?}", again.work);
}

fn measure(what: &str, source: &Source) {
    let mut times: Vec<f64> = (0..10)
        .map(|_| {
            let began = Instant::now();
            let compiled = compile(source);
            assert!(compiled.program.is_some());
            began.elapsed().as_secs_f64() * 1_000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let problems = compile(source).problems;
    let stopping = problems.iter().filter(|problem| problem.severity.stops_deployment()).count();
    let (best, worst) = (times[0], times[9]);
    println!(
        "{what}: {best:.1} ms at best, {worst:.1} ms at worst, {} problems, {stopping} stopping",
        problems.len()
    );
}
