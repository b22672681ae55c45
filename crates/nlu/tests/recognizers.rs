//! Measures values against public cases that are no part of the project: `BATON_RECOGNIZERS` names their folder.
//! Two fifths of the cases, chosen by hash, are held out: only the figure is told. `BATON_SHOW` names a file whose
//! other failures are printed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::disallowed_methods)]

use std::path::Path;

use baton_nlu::evaluation::{CASE_FILES, judge};
use serde_json::Value as Json;

/// What must be reached in percent.
fn least(file: &str) -> f64 {
    match file {
        "number" | "ordinal" | "percent" | "boolean" => 95.0,
        "date" => 80.0,
        _ => 85.0,
    }
}

#[test]
fn public_cases_are_understood() {
    let Ok(folder) = std::env::var("BATON_RECOGNIZERS") else { return };
    let show = std::env::var("BATON_SHOW").unwrap_or_default();
    let mut short = Vec::new();
    for (file, kind) in CASE_FILES {
        let text = std::fs::read_to_string(Path::new(&folder).join(format!("{file}.json"))).unwrap();
        let cases: Vec<Json> = serde_json::from_str(&text).unwrap();
        let (mut right, mut all) = ([0_u32; 2], [0_u32; 2]);
        for case in &cases {
            let held = usize::from(is_held_out(case["input"].as_str().unwrap()));
            let judged = judge(case, *kind);
            all[held] += 1;
            right[held] += u32::from(judged.right);
            if !judged.right && held == 0 && show == *file {
                println!("{}\n    {judged:?}", case["input"]);
            }
        }
        let share = |part: usize| 100.0 * f64::from(right[part]) / f64::from(all[part].max(1));
        let total = 100.0 * f64::from(right[0] + right[1]) / f64::from(all[0] + all[1]);
        println!(
            "{file:9} {total:5.1} %   seen {:5.1} % of {:3}   held out {:5.1} % of {:3}",
            share(0),
            all[0],
            share(1),
            all[1]
        );
        if total < least(file) {
            short.push(*file);
        }
    }
    assert!(short.is_empty(), "too few are understood: {short:?}");
}

/// FNV-1a, so that the choice is the same everywhere.
fn is_held_out(input: &str) -> bool {
    let hash = input.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash >> 20) % 5 < 2
}
