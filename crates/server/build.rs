//! Puts the viewer of the OpenAPI document into the binary, when `npm ci` has brought it. Runs no other program.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

const DOCUMENTATION: &str = "../../web/documentation";
const CONSOLE: &str = "../../web/console/dist";
const WIDGET: &str = "../../web/widget/dist";
const FILES: &[&str] = &["swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png"];

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed={DOCUMENTATION}");
    // A debug build reads the console's pages when they are asked for, a release build carries them.
    if env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo:rerun-if-changed={CONSOLE}");
        println!("cargo:rerun-if-changed={WIDGET}");
    }
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    // Where the pages were not built yet there is an empty folder in their place: see `services/console/files.rs`.
    fs::create_dir_all(root.join(CONSOLE))?;
    fs::create_dir_all(root.join(WIDGET))?;
    let viewer = root.join(DOCUMENTATION).join("node_modules/swagger-ui-dist");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("viewer.rs"), list(&viewer))
}

/// The files as a constant: names with what they hold. Empty when they are not all there.
fn list(viewer: &Path) -> String {
    let paths: Vec<_> = FILES.iter().map(|name| (name, viewer.join(name))).collect();
    let there = paths.iter().all(|(_, path)| path.is_file());
    let entries: String = paths
        .iter()
        .filter(|_| there)
        .map(|(name, path)| {
            format!("({name:?}, include_bytes!({:?}).as_slice()),", path.display().to_string())
        })
        .collect();
    format!("const VIEWER: &[(&str, &[u8])] = &[{entries}];")
}
