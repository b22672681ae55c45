//! Canvases in the short notation.

use baton_model::Template;
use baton_model::program::{
    Assignment, AssignmentKind, Canvas, Condition, Edge, ErrorHandler, Input, Join, Node, NodeKind, Operator,
    Output, RepeatHandler, Subdialog,
};
use baton_model::template::FieldPath;

use super::{list, mini_apps};

/// `canvas`, or `flow Name(in, in) -> out, out`, and its lines.
pub fn read(is_flow: bool, head: &str, lines: &[String]) -> Canvas {
    let (head, outputs) = head.split_once("->").unwrap_or((head, ""));
    let (name, inputs) = call(head);
    let name = if is_flow { name } else { "app" };
    let mut canvas = Canvas {
        component_id: if is_flow { flow_id(name) } else { "app.Apps.orc.g".into() },
        canvas_id: name.into(),
        name: name.into(),
        inputs: list(inputs),
        outputs: list(outputs),
        nodes: Vec::new(),
        root: 0,
        error_handlers: Vec::new(),
        repeat_handlers: Vec::new(),
    };
    for line in lines {
        if let Some(rest) = line.strip_prefix("on fail") {
            canvas.error_handlers.push(error_handler(rest));
        } else if let Some(rest) = line.strip_prefix("on start over") {
            canvas.repeat_handlers.push(repeat_handler(rest));
        } else if let Some((id, what)) = line.split_once(": ").filter(|(id, _)| !id.contains([' ', '>'])) {
            canvas.nodes.push(node(id, what));
        } else {
            edge(&mut canvas.nodes, line);
        }
    }
    canvas
}

pub fn flow_id(name: &str) -> String {
    format!("{}.Flows.orc.g", name.trim())
}

fn node(id: &str, what: &str) -> Node {
    let (word, rest) = what.split_once(' ').unwrap_or((what, ""));
    let kind = match word {
        "?" => NodeKind::Condition,
        "set" => NodeKind::SetField(rest.split(';').map(assignment).collect()),
        "transfer" => {
            let (rest, attached) = rest.split_once(" with ").unwrap_or((rest, ""));
            let (destination, reason) = rest.split_once(" because ").unwrap_or((rest, ""));
            NodeKind::Transfer {
                destination: Template::parse(destination),
                reason: Some(Template::parse(reason)),
                attached: inputs(attached),
            }
        }
        "exit" => NodeKind::Exit { reason: rest.strip_prefix("because ").map(Template::parse) },
        "flow" => NodeKind::Flow(subdialog(rest, true)),
        _ => NodeKind::MiniApp(subdialog(what, false)),
    };
    Node { id: id.into(), title: id.into(), kind, edges: Vec::new() }
}

/// `Name(a = b) -> Out as field, Other? [reset]`
fn subdialog(text: &str, is_flow: bool) -> Subdialog {
    let (text, reset_on_intent) = match text.strip_suffix("[reset]") {
        Some(text) => (text, true),
        None => (text, false),
    };
    let (head, outputs) = text.split_once("->").unwrap_or((text, ""));
    let (name, given) = call(head);
    let outputs: Vec<Output> = list(outputs)
        .iter()
        .map(|output| {
            let optional = output.ends_with('?');
            let output = output.trim_end_matches('?');
            let (from, field) = output.split_once(" as ").unwrap_or((output, output));
            Output { from: from.trim().into(), field: field.trim().into(), optional }
        })
        .collect();
    Subdialog {
        component: if is_flow { flow_id(name) } else { mini_apps::id(name) },
        inputs: inputs(given),
        reset_on_intent,
        log_inputs: Vec::new(),
        log_outputs: outputs.iter().map(|output| output.field.clone()).collect(),
        outputs,
    }
}

/// `Name(inside)`
fn call(text: &str) -> (&str, &str) {
    match text.trim().split_once('(') {
        Some((name, inside)) => (name.trim(), inside.trim().strip_suffix(')').expect("a call is closed")),
        None => (text.trim(), ""),
    }
}

fn inputs(text: &str) -> Vec<Input> {
    super::pairs(text)
        .into_iter()
        .map(|(name, value)| Input { name, value: Template::parse(&value) })
        .collect()
}

fn assignment(text: &str) -> Assignment {
    let (kind, (field, value)) = if let Some(pair) = text.split_once("+=") {
        (AssignmentKind::Increment, pair)
    } else if let Some(pair) = text.split_once("-=") {
        (AssignmentKind::Decrement, pair)
    } else {
        (AssignmentKind::Equal, text.split_once('=').expect("an assignment has ="))
    };
    Assignment { field: field.trim().into(), kind, value: Template::parse(value.trim()) }
}

/// `from > to if a = b and c != d`
fn edge(nodes: &mut [Node], line: &str) {
    let (from, rest) = line.split_once(" > ").unwrap_or_else(|| panic!("not a line of a canvas: {line}"));
    let (to, conditions) = rest.split_once(" if ").unwrap_or((rest, ""));
    let target = nodes.iter().position(|node| node.id == to.trim()).unwrap_or_else(|| panic!("no node {to}"));
    let id = format!("{} > {}", from.trim(), to.trim());
    let (join, separator) =
        if conditions.contains(" or ") { (Join::Or, " or ") } else { (Join::And, " and ") };
    let conditions = conditions.split(separator).filter(|one| !one.is_empty()).map(condition).collect();
    let from =
        nodes.iter_mut().find(|node| node.id == from.trim()).unwrap_or_else(|| panic!("no node {from}"));
    from.edges.push(Edge { id, target, join, conditions });
}

pub fn condition(text: &str) -> Condition {
    let operators = [
        (" != ", Operator::NotEqual),
        (" >= ", Operator::GreaterOrEqual),
        (" <= ", Operator::LessOrEqual),
        (" > ", Operator::GreaterThan),
        (" < ", Operator::LessThan),
        (" = ", Operator::Equal),
        (" contains ", Operator::Contains),
        (" starts with ", Operator::StartsWith),
        (" matches ", Operator::Matches),
    ];
    let text = format!("{text} ");
    let (words, operator) = *operators
        .iter()
        .find(|(words, _)| text.contains(words))
        .unwrap_or_else(|| panic!("no operator in {text}"));
    let (field, value) = text.split_once(words).expect("found");
    Condition { field: FieldPath::parse(field), operator, value: Template::parse(value.trim()) }
}

/// ` Type, Type from Source: Flow(a = b)`
fn error_handler(text: &str) -> ErrorHandler {
    let (what, flow) = text.rsplit_once(": ").expect("a handler names a flow");
    let (types, sources) = what.split_once("from ").unwrap_or((what, ""));
    ErrorHandler { error_types: list(types), error_sources: list(sources), flow: subdialog(flow, true) }
}

/// ` from MiniApp: drop a, b`
fn repeat_handler(text: &str) -> RepeatHandler {
    let (sources, fields) = text.split_once(": drop ").expect("a repeat handler drops fields");
    RepeatHandler {
        events: vec!["StartOver".into()],
        sources: list(sources.trim().trim_start_matches("from ")),
        drop_fields: list(fields),
    }
}
