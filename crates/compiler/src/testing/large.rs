//! Large applications that look like real ones, for benchmarks.

use std::fmt::Write;
use std::sync::Arc;

use serde_json::{Value, json};

use super::notation::application;
use crate::source::Source;

/// An application of about so many nodes, a twentieth of them in flows. It asks, branches on the answers, counts,
/// says, goes back when an answer was not good, and calls flows: every kind of analysis has work to do. It has no
/// problem that would stop a deployment.
#[must_use]
pub fn large_application(nodes: usize) -> Source {
    let mut text = String::from(
        "app large\nminiapp ask YesNo\nminiapp why Intent\nminiapp number Numeric\nminiapp say Announcement\n\
         attached customer=1\nglobal attempts\nvariable shop=Acme\non error MaxNoInputs run sorry\n\
         on repeat StartOver drop intent0\n",
    );
    let stages = (nodes.saturating_sub(nodes / 20) / 10).max(1);
    for stage in 0..stages {
        write_stage(&mut text, stage, stage + 1 == stages);
    }
    let flows = (nodes / 20 / 5).clamp(1, FLOWS);
    for flow in 0..FLOWS {
        let again = if flow < flows { (nodes / 20 / flows).max(5) } else { 5 };
        write_flow(&mut text, flow, again);
    }
    text.push_str("flow sorry\nnode S miniApp say <- extValue1={{attempts}}\n");
    application(&text)
}

const FLOWS: usize = 20;

/// Ten nodes: why, a branch, three ways on, and back together; a bad answer leads back.
fn write_stage(text: &mut String, n: usize, last: bool) {
    let flow = n % FLOWS;
    let next = n + 1;
    let before = if n == 0 { "customer".to_owned() } else { format!("done{}", n - 1) };
    let _ = write!(
        text,
        "node I{n} miniApp why -> Intent=intent{n}\n\
         node C{n} condition\n\
         node N{n} miniApp number <- extValue1={{{{{before}}}}} -> Numeric=number{n}\n\
         node Y{n} miniApp ask <- extValue1=number{n} -> YesNo=sure{n}\n\
         node D{n} condition\n\
         node R{n} set-field number{n}= attempts+=1\n\
         node A{n} miniApp say <- extValue1=\"{{{{ocpvars:shop}}}} {{{{intent{n}}}}}\"\n\
         node F{n} Flow sub{flow} <- value={{{{intent{n}}}}} -> result=result{n}\n\
         node S{n} set-field done{n}=yes\n\
         node E{n} miniApp say <- extValue1=number{n}\n\
         I{n} -> C{n}\n\
         C{n} -> N{n} when intent{n} = Payment\n\
         C{n} -> F{n} when intent{n} = Card-Lost or intent{n} = Balance-Inquiry\n\
         C{n} -> A{n}\n\
         N{n} -> Y{n}\n\
         Y{n} -> D{n}\n\
         D{n} -> S{n} when sure{n} = YES\n\
         D{n} -> E{n} when sure{n} = NO and attempts > 3\n\
         D{n} -> R{n}\n\
         R{n} -> N{n}\n\
         A{n} -> S{n}\n\
         F{n} -> S{n}\n"
    );
    if !last {
        let _ = write!(text, "S{n} -> I{next}\nE{n} -> I{next}\n");
    }
}

fn write_flow(text: &mut String, flow: usize, nodes: usize) {
    let _ = write!(text, "flow sub{flow}\nin value\nout result\n");
    for n in 0..nodes {
        let _ = match n % 2 {
            0 => writeln!(text, "node A{n} miniApp say <- extValue1={{{{value}}}}"),
            _ => writeln!(text, "node A{n} miniApp ask <- extValue1=value -> YesNo=answer{n}"),
        };
        let _ = writeln!(text, "A{n} -> A{}", n + 1);
    }
    let _ = writeln!(text, "node A{nodes} set-field result=done");
}

/// One node with so many arrows to two others, each with a condition of its own, on fields that nothing defines:
/// as bad as a canvas can be within its limits.
#[must_use]
pub fn crossroads(edges: usize) -> Source {
    let edge = |n: usize| {
        let target = if n.is_multiple_of(2) { "B" } else { "C" };
        let condition =
            json!({"field": format!("f{}", n % 500), "operator": "EQUAL", "value": n.to_string()});
        json!({"id": n.to_string(), "source": "A", "target": target, "conditions": [condition]})
    };
    let node = |id: &str, kind: &str| json!({"node_id": id, "component_id": format!("u.{kind}.builtins.orc.g"), "type": kind});
    let nodes = [node("A", "condition"), node("B", "exit"), node("C", "exit")];
    let edges: Vec<Value> = (0..edges).map(edge).collect();
    let mut source = application("app a");
    for unit in source.units.values_mut() {
        Arc::make_mut(unit).canvas = json!({"content": {"nodes": nodes, "edges": edges}});
    }
    source
}
