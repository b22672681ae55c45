//! From sources to a program and all problems: flows first, then what uses them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use baton_model::Problem;
use baton_model::program::{Biometrics, EndHandler, Program};

use crate::Compiled;
use crate::analyses::{app_fields, end_handlers, error_handlers, flow_cycles, repeat_handlers};
use crate::mini_apps::{self, Built};
use crate::reach::{Reach, mini_apps_of};
use crate::report::Report;
use crate::scope::Scope;
use crate::source::Source;
use crate::unit::{self, CompiledUnit};

/// Compiles an application with everything it reaches. Never fails: what is wrong is in the problems.
#[must_use]
pub fn compile(source: &Source) -> Compiled {
    let reach = Reach::of(source);
    let mini_apps = mini_apps_of(source, &reach)
        .into_iter()
        .filter_map(|id| source.mini_apps.get(&id).map(|app| (id, Arc::new(mini_apps::build(app)))))
        .collect();
    let mut scope = Scope::new(source, &reach, mini_apps);
    let mut compiled: BTreeMap<String, Arc<CompiledUnit>> = BTreeMap::new();
    let mut problems: BTreeMap<String, Vec<Problem>> = BTreeMap::new();
    let mut end_handlers = Vec::new();
    for id in &reach.bottom_up {
        let Some((unit, outline)) = source.units.get(id).zip(reach.outlines.get(id)) else { continue };
        let mut report = Report::new(&unit.canvas_id, &outline.content);
        let error_handlers = error_handlers::check(&scope, unit, &mut report);
        repeat_handlers::check(&scope, unit, &mut report);
        flow_cycles::check(&scope, unit, &mut report);
        if scope.is_root(unit) {
            app_fields::check(&scope, unit, &mut report);
            end_handlers = end_handlers::check(&scope, unit, &mut report);
        }
        problems.insert(id.clone(), report.into_problems());
        let done = unit::compile(&scope, unit, outline, &error_handlers);
        scope.summaries.insert(id.clone(), Arc::clone(&done.summary));
        compiled.insert(id.clone(), Arc::new(done));
    }
    let mut all = Vec::new();
    for id in &reach.met {
        all.extend(problems.remove(id).unwrap_or_default());
        all.extend(compiled.get(id).map(|unit| unit.problems.clone()).unwrap_or_default());
    }
    Compiled { program: program(&scope, &compiled, end_handlers), problems: all }
}

fn program(
    scope: &Scope<'_>,
    compiled: &BTreeMap<String, Arc<CompiledUnit>>,
    end_handlers: Vec<EndHandler>,
) -> Option<Arc<Program>> {
    let source = scope.source;
    let root = source.units.get(&source.root)?;
    compiled.get(&source.root)?.canvas.as_ref()?;
    let used = mini_apps_of(source, scope.reach);
    let running = |id: &String| scope.mini_apps.get(id).and_then(|app| app.mini_app.clone());
    let mini_apps: BTreeMap<_, _> = used.iter().filter_map(|id| Some((id.clone(), running(id)?))).collect();
    Some(Arc::new(Program {
        root: source.root.clone(),
        name: root.name.clone(),
        group: root.group.clone(),
        flow_app_id: source.flow_app_id.clone(),
        languages: languages(scope, &used),
        canvases: compiled
            .iter()
            .filter_map(|(id, unit)| Some((id.clone(), Arc::clone(unit.canvas.as_ref()?))))
            .collect(),
        variables: variables(scope, compiled),
        mini_apps,
        global_fields: scope.globals.clone(),
        sensitive_fields: scope.sensitive.clone(),
        attached_data: source.attached_data.clone(),
        end_handlers,
        biometrics: source.biometrics.as_ref().filter(|(_, mapping)| !mapping.profile_id.is_empty()).map(
            |(profile, mapping)| Biometrics {
                profile_id: profile.profile_id.clone(),
                keys: mapping
                    .field_mappings
                    .iter()
                    .map(|pair| (pair.bio_key.clone(), pair.orc_field.clone()))
                    .collect(),
            },
        ),
    }))
}

/// All locales of the miniApps, in the order in which they are met.
fn languages(scope: &Scope<'_>, used: &[String]) -> Vec<String> {
    let mut languages: Vec<String> = Vec::new();
    for app in used.iter().filter_map(|id| scope.source.mini_apps.get(id)) {
        for language in &app.languages {
            if !languages.contains(language) {
                languages.push(language.clone());
            }
        }
    }
    languages
}

/// The variables that are read, with their values.
fn variables(scope: &Scope<'_>, compiled: &BTreeMap<String, Arc<CompiledUnit>>) -> BTreeMap<String, String> {
    let mut read: BTreeSet<&str> = BTreeSet::new();
    let built: Vec<&Arc<Built>> = scope.mini_apps.values().collect();
    read.extend(built.iter().flat_map(|app| &app.variables).map(String::as_str));
    read.extend(compiled.values().flat_map(|unit| &unit.variables).map(String::as_str));
    let value = |name: &str| scope.source.variables.get(name).map(|value| (name.to_owned(), value.clone()));
    read.into_iter().filter_map(value).collect()
}
