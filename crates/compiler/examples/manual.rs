//! Writes the tables of options into the manual's pages about miniApps: `cargo run -p baton-compiler --example manual`.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a tool for whoever works on the house")]

use std::fs;
use std::path::Path;

use baton_compiler::mini_apps::{TYPES, document};

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/miniapps");
    for name in TYPES {
        let path = folder.join(format!("{name}.md"));
        let page = fs::read_to_string(&path).unwrap();
        let (before, rest) = page.split_once("<!-- options -->\n").unwrap();
        let (_, after) = rest.split_once("<!-- /options -->").unwrap();
        let table = document(name).unwrap();
        fs::write(path, format!("{before}<!-- options -->\n{table}<!-- /options -->{after}")).unwrap();
    }
}
