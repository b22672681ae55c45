//! From sources to a program and all problems: flows first, then what uses them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use baton_model::program::{Biometrics, EndHandler, Environment, Program};
use serde_json::json;

use crate::Compiled;
use crate::analyses::{app_fields, end_handlers, error_handlers, flow_cycles, repeat_handlers};
use crate::cache::{Cache, Print, Work};
use crate::lower::Handlers;
use crate::mini_apps::{self, Built};
use crate::outline::Outline;
use crate::reach::{Reach, mini_apps_of};
use crate::report::Report;
use crate::scope::Scope;
use crate::source::{MiniAppSource, Missing, Source, Unit};
use crate::unit::{self, CompiledUnit};

/// Compiles an application with everything it reaches. Never fails: what is wrong is in the problems.
#[must_use]
pub fn compile(source: &Source) -> Compiled {
    compile_with(source, &mut Cache::default())
}

/// Compiles what was not compiled before with the same cache. The result is that of [`compile`].
#[must_use]
pub fn compile_with(source: &Source, cache: &mut Cache) -> Compiled {
    let mut work = Work::default();
    let mut prints = BTreeMap::new();
    let reach = Reach::from(source, |id| {
        let unit = source.units.get(id)?;
        let print = unit_print(unit);
        prints.insert(id.to_owned(), print);
        Some(cache.outlines.get(print, || Outline::read(unit)).0)
    });
    let mut mini_apps = BTreeMap::new();
    for id in mini_apps_of(source, &reach) {
        let Some(app) = source.mini_apps.get(&id) else { continue };
        let print = mini_app_print(app);
        let (built, reused) = cache.mini_apps.get(print, || mini_apps::build(app));
        *(if reused { &mut work.mini_apps_reused } else { &mut work.mini_apps_compiled }) += 1;
        prints.insert(id.clone(), print);
        mini_apps.insert(id, built);
    }
    let mut scope = Scope::new(source, &reach, mini_apps);
    let shared = shared_print(&scope);
    let mut compiled: BTreeMap<String, Arc<CompiledUnit>> = BTreeMap::new();
    let mut problems = BTreeMap::new();
    let mut end = Vec::new();
    for id in &reach.bottom_up {
        let Some((unit, outline)) = source.units.get(id).zip(reach.outlines.get(id)) else { continue };
        // What handlers name lies in other canvases too, so they are looked at anew each time; that is little work.
        let mut report = Report::new(&unit.canvas_id, &outline.content);
        let errors = error_handlers::check(&scope, unit, &mut report);
        let repeats = repeat_handlers::check(&scope, unit, &mut report);
        let handlers = Handlers { errors, repeats };
        flow_cycles::check(&scope, unit, &mut report);
        if scope.is_root(unit) {
            app_fields::check(&scope, unit, &mut report);
            end = end_handlers::check(&scope, unit, &mut report);
        }
        problems.insert(id.as_str(), report.into_problems());
        let print = compiled_print(&scope, unit, outline, &handlers, &prints, &shared);
        let (done, reused) = cache.units.get(print, || unit::compile(&scope, unit, outline, &handlers));
        *(if reused { &mut work.units_reused } else { &mut work.units_compiled }) += 1;
        scope.summaries.insert(id.clone(), Arc::clone(&done.summary));
        compiled.insert(id.clone(), done);
    }
    let mut all = Vec::new();
    for id in &reach.met {
        all.extend(problems.remove(id.as_str()).unwrap_or_default());
        all.extend(compiled.get(id).map(|unit| unit.problems.clone()).unwrap_or_default());
    }
    Compiled { program: program(&scope, &compiled, end), problems: all, work }
}

fn unit_print(unit: &Unit) -> Print {
    Print::of(&json!({
        "component": unit.component_id, "canvas": unit.canvas_id, "name": unit.name, "group": unit.group,
        "inputs": unit.input_fields, "outputs": unit.output_fields, "errors": unit.error_handlers,
        "repeats": unit.repeat_handlers,
    }))
    .with(&unit.canvas)
}

fn mini_app_print(app: &MiniAppSource) -> Print {
    Print::of(&(&app.component_id, &app.name, &app.type_name, &app.domain, &app.languages, &app.sensitivity))
        .with(&app.model)
}

/// What every canvas of the application depends on.
fn shared_print(scope: &Scope<'_>) -> Print {
    Print::of(&(&scope.globals, scope.source.variables.keys().collect::<Vec<_>>()))
}

/// Everything that the result for one canvas depends on.
fn compiled_print(
    scope: &Scope<'_>,
    unit: &Unit,
    outline: &Outline,
    handlers: &Handlers,
    prints: &BTreeMap<String, Print>,
    shared: &Print,
) -> Print {
    let source = scope.source;
    let missing = |id: &String| source.missing.get(id) == Some(&Missing::NotShared);
    let print_of = |id: &String| prints.get(id).map(Print::text);
    let apps: Vec<_> = outline.mini_apps.iter().map(|id| (id, print_of(id), missing(id))).collect();
    let flow = |id: &String| {
        let closes = scope.reach.closing.contains(&(unit.component_id.clone(), id.clone()));
        json!([id, scope.summaries.get(id).map(Arc::as_ref), closes, missing(id)])
    };
    let flows: Vec<_> = outline.flows.iter().map(flow).collect();
    let of_root = scope.is_root(unit).then(|| {
        let attached: Vec<_> = source.attached_data.keys().collect();
        let biometrics = source.biometrics.as_ref().map(|(_, mapping)| mapping);
        json!([attached, biometrics, source.dialog_end_handlers])
    });
    let own = prints.get(&unit.component_id);
    Print::of(&(own.map(Print::text), shared.text(), handlers, apps, flows, of_root)).sized_as(own)
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
    let biometrics = source.biometrics.as_ref().filter(|(_, mapping)| !mapping.profile_id.is_empty());
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
        mini_apps: used.iter().filter_map(|id| Some((id.clone(), running(id)?))).collect(),
        global_fields: scope.globals.clone(),
        sensitive_fields: scope.sensitive.clone(),
        attached_data: source.attached_data.clone(),
        variables: variables(scope, compiled),
        end_handlers,
        biometrics: biometrics.map(|(profile, mapping)| Biometrics {
            profile_id: profile.profile_id.clone(),
            keys: mapping
                .field_mappings
                .iter()
                .map(|pair| (pair.bio_key.clone(), pair.orc_field.clone()))
                .collect(),
        }),
        environment: environment(source),
    }))
}

/// Where it runs: what its attached data say under `envMode`, else what the environment is called that it runs in.
fn environment(source: &Source) -> Environment {
    let said = source.attached_data.get("envMode").and_then(|word| Environment::parse(word));
    said.or_else(|| Environment::parse(source.flow_app_id.split('.').nth(1)?.split('_').next()?))
        .unwrap_or_default()
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
    let of_apps = scope.mini_apps.values().flat_map(|app: &Arc<Built>| &app.variables);
    let of_units = compiled.values().flat_map(|unit| &unit.variables);
    let read: BTreeSet<&String> = of_apps.chain(of_units).collect();
    let value = |name: &String| scope.source.variables.get(name).map(|value| (name.clone(), value.clone()));
    read.into_iter().filter_map(value).collect()
}
