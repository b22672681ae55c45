//! Puts the template libraries into the binary, when `npm ci` has brought them. Runs no other program.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

const FOLDER: &str = "../../web/functions";
const FILES: &[(&str, &str)] =
    &[("HANDLEBARS", "handlebars/dist/handlebars.min.js"), ("ETA", "eta/dist/browser.umd.js")];

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed={FOLDER}");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let modules = root.join(FOLDER).join("node_modules");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let constants: String = FILES.iter().map(|(name, file)| constant(name, &modules.join(file))).collect();
    fs::write(out.join("libraries.rs"), constants)
}

/// The file as a constant; nothing when it is not there.
fn constant(name: &str, file: &Path) -> String {
    let value = match file.is_file() {
        true => format!("Some(include_str!({:?}))", file.display().to_string()),
        false => "None".to_owned(),
    };
    format!("const {name}: Option<&str> = {value};\n")
}
