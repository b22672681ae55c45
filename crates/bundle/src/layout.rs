//! Which part stands under which path, the same in a ZIP and in a folder:
//!
//! ```text
//! manifest.json                what this is, and which flows and miniApps belong to it
//! app.json  canvas.json        the application (absent: it is about a flow or a miniApp)
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

use crate::{App, Bundle, Error, Flow, MiniApp, Root, Variable};

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

/// What a bundle can be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Format {
    Application,
    Flow,
    MiniApp,
}

#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    format: Format,
    version: u64,
    /// The file name of the flow or miniApp that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    root: Option<String>,
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
        let stem_of = |index: Option<usize>, stems: &[String]| stems.get(index?).cloned();
        let (format, root) = match &self.root {
            Root::App(app) => {
                files.insert(APP.to_owned(), pretty(app));
                files.insert(CANVAS.to_owned(), pretty(&app.canvas));
                (Format::Application, None)
            }
            Root::Flow(id) => {
                let index = self.flows.iter().position(|flow| flow.component_id == *id);
                (Format::Flow, stem_of(index, &flows))
            }
            Root::MiniApp(id) => {
                let index = self.mini_apps.iter().position(|mini_app| mini_app.component_id == *id);
                (Format::MiniApp, stem_of(index, &mini_apps))
            }
        };
        if !self.variables.is_empty() {
            files.insert(VARIABLES.to_owned(), pretty(&self.variables));
        }
        let manifest = Manifest { format, version: VERSION, root, flows, miniapps: mini_apps };
        files.insert(MANIFEST.to_owned(), pretty(&manifest));
        files
    }

    /// Reads the parts. A flow or miniApp that the manifest does not name is taken too.
    ///
    /// # Errors
    /// When a part is missing, is not JSON of its shape, or has a name or id that can't be.
    pub fn from_files(files: &Files) -> Result<Self, Error> {
        let manifest: Manifest = read(files, MANIFEST)?;
        if manifest.version != VERSION {
            return Err(Error::Version { found: manifest.version, known: VERSION });
        }
        let mut ids = BTreeSet::new();
        let app = match manifest.format {
            Format::Application => Some(read_app(files, &mut ids)?),
            Format::Flow | Format::MiniApp => None,
        };
        let (mut flows, mut mini_apps) = (BTreeMap::new(), BTreeMap::new());
        for stem in named(manifest.flows, files, "flows/", "/") {
            let flow = read_flow(files, &stem, &mut ids)?;
            flows.insert(stem, flow);
        }
        for stem in named(manifest.miniapps, files, "miniapps/", ".json") {
            let mini_app = read_mini_app(files, &stem, &mut ids)?;
            mini_apps.insert(stem, mini_app);
        }
        let stem = manifest.root.unwrap_or_default();
        let root = match (manifest.format, app) {
            (_, Some(app)) => Some(Root::App(Box::new(app))),
            (Format::MiniApp, None) => {
                mini_apps.get(&stem).map(|mini_app| Root::MiniApp(mini_app.component_id.clone()))
            }
            (_, None) => flows.get(&stem).map(|flow| Root::Flow(flow.component_id.clone())),
        };
        let variables = match files.contains_key(VARIABLES) {
            true => read::<BTreeMap<String, Variable>>(files, VARIABLES)?,
            false => BTreeMap::new(),
        };
        let mut bundle = Self {
            root: root.ok_or_else(|| shape(MANIFEST, "`root` names none of the files that are there"))?,
            flows: flows.into_values().collect(),
            mini_apps: mini_apps.into_values().collect(),
            variables,
        };
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
        if let Some(app) = self.app().filter(|app| app.component_id == component_id) {
            return Some(&app.canvas);
        }
        self.flows.iter().find(|flow| flow.component_id == component_id).map(|flow| &flow.canvas)
    }

    /// Where the canvas of a unit (the application or a flow) stands, by component id.
    #[must_use]
    pub fn canvas_paths(&self) -> BTreeMap<String, String> {
        let stems = stems(self.flows.iter().map(|flow| flow.name.as_str()));
        let flows =
            stems.iter().zip(&self.flows).map(|(stem, of)| (of.component_id.clone(), flow_canvas(stem)));
        let app = self.app().map(|app| (app.component_id.clone(), CANVAS.to_owned()));
        app.into_iter().chain(flows).collect()
    }
}

fn read_app(files: &Files, ids: &mut BTreeSet<String>) -> Result<App, Error> {
    let mut app: App = read(files, APP)?;
    let name = AppName::parse(&app.name).map_err(|error| shape(APP, error))?;
    component(ids, APP, &app.component_id, name.as_str(), |kind| *kind == ComponentKind::App)?;
    for list in [&app.error_handlers, &app.dialog_end_handlers, &app.repeat_handlers] {
        check_handlers(APP, list)?;
    }
    app.canvas = read_canvas(files, CANVAS)?;
    Ok(app)
}

fn read_flow(files: &Files, stem: &str, ids: &mut BTreeSet<String>) -> Result<Flow, Error> {
    let (part, canvas) = (flow(stem), flow_canvas(stem));
    let mut flow: Flow = read(files, &part)?;
    let name = AppName::parse_flow(&flow.name).map_err(|error| shape(&part, error))?;
    component(ids, &part, &flow.component_id, name.as_str(), |kind| *kind == ComponentKind::Flow)?;
    check_handlers(&part, &flow.error_handlers)?;
    check_handlers(&part, &flow.repeat_handlers)?;
    flow.canvas = read_canvas(files, &canvas)?;
    Ok(flow)
}

fn read_mini_app(files: &Files, stem: &str, ids: &mut BTreeSet<String>) -> Result<MiniApp, Error> {
    let part = mini_app(stem);
    let mini_app: MiniApp = read(files, &part)?;
    let name = AppName::parse_mini_app(&mini_app.name).map_err(|error| shape(&part, error))?;
    let wanted = mini_app.block_type();
    component(
        ids,
        &part,
        &mini_app.component_id,
        name.as_str(),
        |kind| matches!(kind, ComponentKind::MiniApp(block) if block == wanted),
    )?;
    Ok(mini_app)
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
        let (part, reason) = (part.to_owned(), error.to_string().chars().take(300).collect());
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
