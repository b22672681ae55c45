//! Which part stands under which path, the same in a ZIP and in a folder:
//!
//! ```text
//! manifest.json                what this is, and which flows and miniApps belong to it
//! app.json  canvas.json        the application
//! flows/<name>/flow.json       a flow
//! flows/<name>/canvas.json     its canvas
//! miniapps/<name>.json         a miniApp with its model
//! variables.json               the variables (absent: none)
//! ```
//!
//! Other files may stand beside them (a README, tests) and are not read.

use std::collections::{BTreeMap, BTreeSet};

use baton_model::canvas::Content;
use baton_model::handlers;
use baton_model::ids::ComponentKind;
use baton_model::{AppName, ComponentId};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{App, Bundle, Error, Flow, MiniApp, Variable};

/// The version of the layout that is written and read.
pub const VERSION: u64 = 1;
/// The first part that is looked at.
pub const MANIFEST: &str = "manifest.json";
/// Where the application's canvas stands.
pub const CANVAS: &str = "canvas.json";
const APP: &str = "app.json";
const VARIABLES: &str = "variables.json";

/// Paths and what they hold.
pub type Files = BTreeMap<String, Vec<u8>>;

#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    format: String,
    version: u64,
    #[serde(default)]
    flows: Vec<String>,
    #[serde(default)]
    miniapps: Vec<String>,
}

/// Where the canvas of a flow stands.
#[must_use]
pub fn flow_canvas(folder: &str) -> String {
    format!("flows/{folder}/canvas.json")
}

fn flow(folder: &str) -> String {
    format!("flows/{folder}/flow.json")
}

fn mini_app(stem: &str) -> String {
    format!("miniapps/{stem}.json")
}

/// True for the path of a part; other files are not read.
#[must_use]
pub fn is_part(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        [file] => [MANIFEST, APP, CANVAS, VARIABLES].contains(file),
        ["flows", _, file] => ["flow.json", "canvas.json"].contains(file),
        ["miniapps", file] => file.ends_with(".json"),
        _ => false,
    }
}

impl Bundle {
    /// The parts as files. Two flows (or miniApps) of one name, which different groups can have, get a `~2`.
    #[must_use]
    pub fn to_files(&self) -> Files {
        let mut files = Files::new();
        let flows = stems(self.flows.iter().map(|flow| flow.name.as_str()));
        let mini_apps = stems(self.mini_apps.iter().map(|mini_app| mini_app.name.as_str()));
        for (stem, of) in flows.iter().zip(&self.flows) {
            files.insert(flow(stem), pretty(of));
            files.insert(flow_canvas(stem), pretty(&of.canvas));
        }
        for (stem, of) in mini_apps.iter().zip(&self.mini_apps) {
            files.insert(mini_app(stem), pretty(of));
        }
        files.insert(APP.to_owned(), pretty(&self.app));
        files.insert(CANVAS.to_owned(), pretty(&self.canvas));
        if !self.variables.is_empty() {
            files.insert(VARIABLES.to_owned(), pretty(&self.variables));
        }
        let manifest =
            Manifest { format: "application".to_owned(), version: VERSION, flows, miniapps: mini_apps };
        files.insert(MANIFEST.to_owned(), pretty(&manifest));
        files
    }

    /// Reads the parts. A flow or miniApp that the manifest does not name is taken too.
    ///
    /// # Errors
    /// When a part is missing, is not JSON of its shape, or has a name or id that can't be.
    pub fn from_files(files: &Files) -> Result<Self, Error> {
        let manifest: Manifest = read(files, MANIFEST)?;
        if manifest.format != "application" {
            let reason = format!("`format` is `{}`, expected `application`", short(&manifest.format));
            return Err(Error::Shape { part: MANIFEST.to_owned(), reason });
        }
        if manifest.version != VERSION {
            return Err(Error::Version { found: manifest.version, known: VERSION });
        }
        let mut ids = BTreeSet::new();
        let app: App = read(files, APP)?;
        let name = AppName::parse(&app.name).map_err(|error| shape(APP, error))?;
        component(&mut ids, APP, &app.component_id, name.as_str(), |kind| *kind == ComponentKind::App)?;
        for list in [&app.error_handlers, &app.dialog_end_handlers, &app.repeat_handlers] {
            check_handlers(APP, list)?;
        }
        let mut bundle = Self { app, canvas: read_canvas(files, CANVAS)?, ..Self::default() };

        for stem in named(manifest.flows, files, "flows/", "/") {
            let (part, canvas) = (flow(&stem), flow_canvas(&stem));
            let mut flow: Flow = read(files, &part)?;
            let name = AppName::parse_flow(&flow.name).map_err(|error| shape(&part, error))?;
            component(&mut ids, &part, &flow.component_id, name.as_str(), |kind| {
                *kind == ComponentKind::Flow
            })?;
            check_handlers(&part, &flow.error_handlers)?;
            check_handlers(&part, &flow.repeat_handlers)?;
            flow.canvas = read_canvas(files, &canvas)?;
            bundle.flows.push(flow);
        }
        for stem in named(manifest.miniapps, files, "miniapps/", ".json") {
            let part = mini_app(&stem);
            let mini_app: MiniApp = read(files, &part)?;
            let name = AppName::parse_mini_app(&mini_app.name).map_err(|error| shape(&part, error))?;
            let wanted = mini_app.block_type();
            component(
                &mut ids,
                &part,
                &mini_app.component_id,
                name.as_str(),
                |kind| matches!(kind, ComponentKind::MiniApp(block) if block == wanted),
            )?;
            bundle.mini_apps.push(mini_app);
        }
        if files.contains_key(VARIABLES) {
            bundle.variables = read::<BTreeMap<String, Variable>>(files, VARIABLES)?;
        }
        bundle.sort();
        Ok(bundle)
    }

    /// Puts flows and miniApps in the order in which they are written.
    pub fn sort(&mut self) {
        self.flows.sort_by(|a, b| (&a.name, &a.component_id).cmp(&(&b.name, &b.component_id)));
        self.mini_apps.sort_by(|a, b| (&a.name, &a.component_id).cmp(&(&b.name, &b.component_id)));
    }

    /// The canvas of a unit, by component id.
    #[must_use]
    pub fn canvas_of(&self, component_id: &str) -> Option<&Value> {
        if component_id == self.app.component_id {
            return Some(&self.canvas);
        }
        self.flows.iter().find(|flow| flow.component_id == component_id).map(|flow| &flow.canvas)
    }

    /// Where the canvas of a unit (the application or a flow) stands, by component id.
    #[must_use]
    pub fn canvas_paths(&self) -> BTreeMap<String, String> {
        let stems = stems(self.flows.iter().map(|flow| flow.name.as_str()));
        let flows =
            stems.iter().zip(&self.flows).map(|(stem, of)| (of.component_id.clone(), flow_canvas(stem)));
        std::iter::once((self.app.component_id.clone(), CANVAS.to_owned())).chain(flows).collect()
    }
}

/// File names of their own for names that may repeat. Letter case makes no difference: there are file systems
/// where it makes none.
fn stems<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    names
        .map(|name| {
            let count = seen.entry(name.to_ascii_lowercase()).or_default();
            *count += 1;
            if *count == 1 { name.to_owned() } else { format!("{name}~{count}") }
        })
        .collect()
}

/// What the manifest names, and what else stands in the folder.
fn named(manifest: Vec<String>, files: &Files, before: &str, after: &str) -> BTreeSet<String> {
    let mut stems: BTreeSet<String> = manifest.into_iter().collect();
    stems.extend(
        files
            .keys()
            .filter(|path| is_part(path))
            .filter_map(|path| path.strip_prefix(before)?.split_once(after))
            .map(|(stem, _)| stem.to_owned()),
    );
    stems
}

fn component(
    ids: &mut BTreeSet<String>,
    part: &str,
    id: &str,
    name: &str,
    wanted: impl Fn(&ComponentKind) -> bool,
) -> Result<(), Error> {
    let parsed = ComponentId::parse(id).map_err(|error| shape(part, error))?;
    if parsed.name() != name || !wanted(&parsed.kind()) {
        let reason =
            format!("`component_id` is `{}`, which does not fit the name and type beside it", short(id));
        return Err(Error::Shape { part: part.to_owned(), reason });
    }
    if !ids.insert(id.to_owned()) {
        return Err(Error::SameComponent { part: part.to_owned(), id: short(id) });
    }
    Ok(())
}

fn read<T: DeserializeOwned>(files: &Files, part: &str) -> Result<T, Error> {
    let bytes = files.get(part).ok_or_else(|| Error::Missing { part: short(part) })?;
    let text = std::str::from_utf8(bytes).map_err(|_| Error::NotUtf8 { part: part.to_owned() })?;
    serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
        let (part, reason) = (part.to_owned(), error.to_string());
        if error.is_data() { Error::Shape { part, reason } } else { Error::NotJson { part, reason } }
    })
}

/// A canvas that the API would not store is not imported either.
fn read_canvas(files: &Files, part: &str) -> Result<Value, Error> {
    let canvas: Value = read(files, part)?;
    match Content::parse(&canvas).map_err(|places| places.into_iter().next()) {
        Err(Some(place)) => Err(shape(part, format!("{}: {}", place.path, place.message))),
        _ => Ok(canvas),
    }
}

fn check_handlers(part: &str, documents: &[Value]) -> Result<(), Error> {
    match handlers::parse(&Value::from(documents.to_vec())).map_err(|places| places.into_iter().next()) {
        Err(Some(place)) => Err(shape(part, format!("handler {}: {}", place.path, place.message))),
        _ => Ok(()),
    }
}

fn shape(part: &str, error: impl std::fmt::Display) -> Error {
    let reason = error.to_string().trim_end_matches('.').to_owned();
    Error::Shape { part: part.to_owned(), reason }
}

/// Text from outside, short enough for a sentence.
fn short(text: &str) -> String {
    text.chars().take(120).collect()
}

fn pretty(value: &impl Serialize) -> Vec<u8> {
    // Everything here has text for keys, so writing it as JSON can't fail.
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
