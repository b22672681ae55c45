//! Problems as text: code, sentence, file and line, node, and the lines of JSON that it is about.

use std::fmt::Write;
use std::path::Path;

use baton_bundle::Bundle;
use baton_bundle::layout::Files;
use baton_model::Problem;
use baton_model::canvas::{Content, Node};
use baton_model::problem::Severity;

use super::Paint;
use super::locate::lines;

/// The most lines of JSON that are shown of one problem.
const MOST_LINES: usize = 6;

/// Says problems of a bundle.
pub struct Report<'a> {
    /// The parts, as they stand in their files.
    pub files: &'a Files,
    /// The same, read.
    pub bundle: &'a Bundle,
    /// Where the bundle is.
    pub at: &'a Path,
    /// Whether in colours.
    pub paint: Paint,
}

/// A place in a part.
struct Spot {
    part: String,
    path: Vec<String>,
}

impl Report<'_> {
    /// All problems, and a line that sums them up.
    pub fn render(&self, problems: &[Problem], deployable: bool) -> String {
        let mut text = String::new();
        for problem in problems {
            self.problem(&mut text, problem);
        }
        let _ = writeln!(text, "{}", self.summary(problems, deployable));
        text
    }

    fn problem(&self, text: &mut String, problem: &Problem) {
        let word = match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "note",
        };
        let head = self.paint.severity(problem.severity, &format!("{word}[{}]", problem.code));
        let _ = writeln!(text, "{head}: {}", self.paint.bold(&problem.message));
        let canvas = problem.place.canvas_id.as_deref();
        let content = canvas.and_then(|path| self.content(path));
        let spot = canvas.map(|canvas| self.spot(problem, canvas, content.as_ref()));
        let found = spot.as_ref().and_then(|spot| Some((spot, self.found(spot)?)));
        let mut place = match (&found, &spot) {
            (Some((spot, lines)), _) => format!("{}:{}", self.file(&spot.part), lines.start()),
            (None, Some(spot)) => self.file(&spot.part),
            (None, None) => self.at.display().to_string(),
        };
        for (what, name) in self.names(problem, content.as_ref()) {
            let _ = write!(place, ", {what} {name}");
        }
        let _ = writeln!(text, "  {} {place}", self.paint.dim("-->"));
        // The title alone would say again what stands above it.
        if let Some((spot, lines)) = found
            && spot.path.last().is_none_or(|key| key != "title")
        {
            self.snippet(text, &spot.part, lines);
        }
        text.push('\n');
    }

    fn content(&self, canvas: &str) -> Option<Content> {
        let units = self.bundle.canvas_paths();
        let (id, _) = units.iter().find(|(_, path)| *path == canvas)?;
        Content::parse(self.bundle.canvas_of(id)?).ok()
    }

    /// What a person would look for on the canvas.
    fn names(&self, problem: &Problem, content: Option<&Content>) -> Vec<(&'static str, String)> {
        let place = &problem.place;
        let title = |id: &str| {
            let node = content.and_then(|content| content.nodes.iter().find(|node| node.node_id == id));
            node.filter(|node| !node.title.is_empty()).map_or(id.to_owned(), |node| node.title.clone())
        };
        let mut names = Vec::new();
        if let Some(node) = &place.node_id {
            names.push(("node", format!("\"{}\"", title(node))));
        }
        if let Some(edge) = &place.edge_id {
            let target = content.and_then(|content| content.edges.iter().find(|it| it.id == *edge));
            let arrow = target.map_or(edge.clone(), |edge| format!("to \"{}\"", title(&edge.target)));
            names.push(("edge", arrow));
        }
        if let Some(field) = &place.field {
            names.push(("field", field.clone()));
        }
        names
    }

    /// The part and the path in it. What is not on the canvas stands beside it: handlers, or a miniApp's model.
    fn spot(&self, problem: &Problem, canvas: &str, content: Option<&Content>) -> Spot {
        let place = &problem.place;
        let steps = |text: &str| text.split(['.', '/']).map(str::to_owned).collect::<Vec<_>>();
        let location = place.location.as_deref().unwrap_or_default();
        let inside = if location.is_empty() { Vec::new() } else { steps(location) };
        let node = place.node_id.as_deref().zip(content).and_then(|(id, content)| {
            let found = content.nodes.iter().enumerate().find(|(_, node)| node.node_id == id);
            found.map(|(index, node)| (index, node.clone()))
        });
        let edge = place
            .edge_id
            .as_deref()
            .zip(content)
            .and_then(|(id, content)| content.edges.iter().position(|edge| edge.id == id));
        let wrapped = self.files.get(canvas).is_some_and(|bytes| {
            std::str::from_utf8(bytes).is_ok_and(|text| lines(text, &["content"]).is_some())
        });
        let content = wrapped.then(|| "content".to_owned());
        let in_canvas = |steps: [String; 2], rest: Vec<String>| Spot {
            part: canvas.to_owned(),
            path: content.clone().into_iter().chain(steps).chain(rest).collect(),
        };
        match (node, edge) {
            (Some((_, node)), _) if location.starts_with("model") => self.model(&node, inside),
            (_, Some(edge)) => in_canvas(["edges".to_owned(), edge.to_string()], inside),
            (Some((index, _)), None) if inside.is_empty() => {
                in_canvas(["nodes".to_owned(), index.to_string()], vec!["title".to_owned()])
            }
            (Some((index, _)), None) => {
                let rest = std::iter::once("configuration".to_owned()).chain(inside).collect();
                in_canvas(["nodes".to_owned(), index.to_string()], rest)
            }
            (None, None) if inside.is_empty() || location.starts_with("content") => {
                Spot { part: canvas.to_owned(), path: inside }
            }
            (None, None) => Spot { part: settings_beside(canvas), path: inside },
        }
    }

    fn model(&self, node: &Node, path: Vec<String>) -> Spot {
        let ends = format!("\"component_id\": \"{}\"", node.component_id);
        let part = self.files.iter().find(|(part, bytes)| {
            part.starts_with("miniapps/") && std::str::from_utf8(bytes).is_ok_and(|text| text.contains(&ends))
        });
        let part = part.map_or_else(|| format!("miniapps/{}.json", node.title), |(part, _)| part.clone());
        Spot { part, path }
    }

    /// The lines of the value, or of what is nearest around it.
    fn found(&self, spot: &Spot) -> Option<std::ops::RangeInclusive<usize>> {
        let text = std::str::from_utf8(self.files.get(&spot.part)?).ok()?;
        let path: Vec<&str> = spot.path.iter().map(String::as_str).collect();
        (1..=path.len()).rev().find_map(|length| lines(text, path.get(..length)?))
    }

    fn snippet(&self, text: &mut String, part: &str, found: std::ops::RangeInclusive<usize>) {
        let Some(Ok(file)) = self.files.get(part).map(|bytes| std::str::from_utf8(bytes)) else { return };
        let last = (*found.end()).min(found.start() + MOST_LINES - 1);
        let shown: Vec<&str> = file.lines().skip(found.start() - 1).take(last + 1 - found.start()).collect();
        let indent = shown.iter().map(|line| line.len() - line.trim_start().len()).min().unwrap_or_default();
        let width = last.to_string().len();
        let bar = |number: &str| self.paint.dim(&format!("{number:>width$} |"));
        let _ = writeln!(text, "{}", bar(""));
        for (offset, line) in shown.iter().enumerate() {
            let line: String = line.get(indent..).unwrap_or(line).chars().take(120).collect();
            let _ = writeln!(text, "{} {line}", bar(&(found.start() + offset).to_string()));
        }
        if last < *found.end() {
            let _ = writeln!(text, "{} …", bar(""));
        }
    }

    fn file(&self, part: &str) -> String {
        if self.at.is_dir() {
            self.at.join(part).display().to_string()
        } else {
            format!("{}:{part}", self.at.display())
        }
    }

    fn summary(&self, problems: &[Problem], deployable: bool) -> String {
        let count = |severity: Severity, word: &str| {
            let count = problems.iter().filter(|problem| problem.severity == severity).count();
            match count {
                0 => None,
                1 => Some(format!("1 {word}")),
                _ => Some(format!("{count} {word}s")),
            }
        };
        let counts = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Info, "note")];
        let counts: Vec<String> =
            counts.into_iter().filter_map(|(severity, word)| count(severity, word)).collect();
        let found = match counts.as_slice() {
            [] => "no problems".to_owned(),
            [one] => one.clone(),
            [first @ .., last] => format!("{} and {last}", first.join(", ")),
        };
        let verdict = if deployable {
            "it can be deployed"
        } else {
            "it can't be deployed until errors and warnings are gone"
        };
        self.paint.bold(&format!("{}: {found}; {verdict}.", self.bundle.name()))
    }
}

/// `canvas.json` → `app.json`, `flows/x/canvas.json` → `flows/x/flow.json`.
fn settings_beside(canvas: &str) -> String {
    match canvas.strip_suffix("canvas.json") {
        Some("") | None => "app.json".to_owned(),
        Some(folder) => format!("{folder}flow.json"),
    }
}
