//! A miniApp gave up: the first handler that matches takes over, or the dialog ends.

use baton_model::program::ErrorHandler;

use super::{Engine, Move};
use crate::state::Outcome;
use crate::{EndType, Event};

/// The reason of a canvas that moves without ever waiting.
const LOOP: &str = "LoopWithoutInput";
/// Flows within flows that a dotted name may go through.
const MOST_DOTS: usize = 16;

impl<'a> Engine<'a> {
    /// The canvas went through too many nodes without waiting. A handler may take over once.
    pub(super) fn loop_found(&mut self) -> Move {
        if std::mem::replace(&mut self.looped, true) {
            return self.end(EndType::NearHup, false, Some(LOOP.to_owned()));
        }
        (self.moves, self.work) = (0, 0);
        Move::Fail(vec![LOOP.to_owned()])
    }

    /// The miniApp under way, or the canvas itself, failed. Handlers of the innermost canvas are tried first, then
    /// those of its callers up to the app's. None runs twice in a dialog, so a handler that fails can't call itself.
    pub(super) fn fail(&mut self, reasons: &[String]) -> Move {
        if self.dialog.is_ended() {
            return self.end_handler_done(&Outcome::Failed(reasons.to_vec()));
        }
        let reason = reasons.first().cloned().unwrap_or_default();
        self.happen_in_mini_app(Event::Failed { reason: reason.clone() });
        let source = self.failing_path();
        if let Some(run) = self.dialog.top_mut().run.take() {
            self.over(run.dialog, false);
        }
        for depth in (0..=self.dialog.depth()).rev() {
            let Some(canvas) = self.canvas_of(self.dialog.frame(depth)) else { continue };
            let below = source.get(depth..).unwrap_or_default();
            let handler = canvas.error_handlers.iter().enumerate().find(|(index, handler)| {
                let used = |(component, used): &(String, u32)| {
                    *component == canvas.component_id && usize::try_from(*used) == Ok(*index)
                };
                takes(handler, reasons, below) && !self.dialog.used_handlers.iter().any(used)
            });
            if let Some((index, handler)) = handler {
                return self.hand_over(depth, index, &canvas.component_id, handler, reason);
            }
        }
        self.end(EndType::NearHup, false, Some(reason))
    }

    fn hand_over(
        &mut self,
        depth: usize,
        index: usize,
        component: &str,
        handler: &ErrorHandler,
        reason: String,
    ) -> Move {
        while self.dialog.depth() > depth {
            let Some(frame) = self.dialog.calls.pop() else { break };
            self.over(frame.dialog, false);
        }
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        self.dialog.used_handlers.push((component.to_owned(), index));
        self.dialog.handled = Some(reason);
        self.happen(Event::Handled { component: handler.flow.component.clone() });
        self.call_flow(&handler.flow, depth, Some(index))
    }

    /// What failed, as seen from the app's canvas: the flows on the way to it and the miniApp, each with its id
    /// and its name.
    fn failing_path(&self) -> Vec<(&'a str, &'a str)> {
        let flows = self.dialog.calls.iter().filter_map(|frame| self.canvas_of(frame));
        let mut path: Vec<_> =
            flows.map(|canvas| (canvas.component_id.as_str(), canvas.name.as_str())).collect();
        let failed = self.node_at(self.dialog.depth()).and_then(super::walk::subdialog);
        if let Some(call) = failed {
            let name = self.mini_app(&call.component).map_or("", |mini_app| mini_app.name.as_str());
            path.push((call.component.as_str(), name));
        }
        path
    }
}

fn takes(handler: &ErrorHandler, reasons: &[String], path: &[(&str, &str)]) -> bool {
    let type_fits =
        handler.error_types.is_empty() || handler.error_types.iter().any(|of| reasons.contains(of));
    let source_fits =
        handler.error_sources.is_empty() || handler.error_sources.iter().any(|source| names(source, path));
    type_fits && source_fits
}

/// True when the source is the end of the path (`component`, `flow::component`; ids or names), the dotted names
/// that people read, or a flow on the way.
fn names(source: &str, path: &[(&str, &str)]) -> bool {
    let wanted: Vec<&str> = source.split("::").collect();
    let is = |wanted: &str, (id, name): &(&str, &str)| wanted == *id || wanted == *name;
    if wanted.len() <= path.len() {
        let end = &path[path.len() - wanted.len()..];
        if wanted.iter().zip(end).all(|(wanted, part)| is(wanted, part)) {
            return true;
        }
    }
    if let [one] = wanted.as_slice()
        && path.iter().any(|part| is(one, part))
    {
        return true;
    }
    let nearest = path.len().saturating_sub(MOST_DOTS);
    (nearest..path.len()).any(|from| {
        let names: Vec<&str> = path[from..].iter().map(|(_, name)| *name).collect();
        names.join(".") == source
    })
}

#[cfg(test)]
mod tests {
    use super::names;

    const PATH: &[(&str, &str)] =
        &[("1.Identify.Flows.orc.g", "Identify"), ("1.Pin.Numeric.MiniApps.g", "Pin")];

    #[test]
    fn a_source_is_an_id_a_path_or_a_name() {
        for source in [
            "1.Pin.Numeric.MiniApps.g",
            "1.Identify.Flows.orc.g::1.Pin.Numeric.MiniApps.g",
            "Pin",
            "Identify::Pin",
            "Identify.Pin",
            "Identify",
        ] {
            assert!(names(source, PATH), "{source}");
        }
    }

    #[test]
    fn another_source_does_not_match() {
        for source in ["", "pin", "Other::Pin", "Pin::Pin", "A::Identify::Pin", "1.Pin"] {
            assert!(!names(source, PATH), "{source}");
        }
    }
}
