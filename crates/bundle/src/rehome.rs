//! Moves a bundle into another group: every component gets the id that it has there, and whatever names it follows.

use std::collections::{BTreeMap, BTreeSet};

use baton_model::{AppName, ComponentId, GroupName};

use crate::references::{each_in_canvas, each_in_handlers};
use crate::{App, Bundle, Flow, MiniApp, Root};

/// Kinds of components that a bundle brings along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A flow.
    Flow,
    /// A miniApp.
    MiniApp,
}

/// Where a bundle goes.
#[derive(Debug, Clone, Copy)]
pub struct Home<'a> {
    /// The group.
    pub group: &'a GroupName,
    /// The id of the user whose components they become.
    pub user: &'a str,
    /// Another name for what the bundle is about.
    pub name: Option<&'a AppName>,
    /// Components of these names that the group has already: they keep their ids.
    pub existing: &'a BTreeMap<(Kind, String), String>,
}

impl Bundle {
    /// The same in another group. Component ids that belong to the group and user of what the bundle is about are
    /// re-pointed too when they are builtins or are not in the bundle, so that a canvas that is not finished keeps
    /// its problems rather than getting new ones.
    #[must_use]
    pub fn rehome(self, home: &Home) -> Self {
        let mut moved = self;
        let (old_user, old_group) = owner(moved.root_id());
        let map = moved.give_ids(home);
        let mut change = |id: &str| {
            if let Some(new) = map.get(id) {
                return Some(new.clone());
            }
            let (user, rest) = id.split_once('.')?;
            let (rest, group) = rest.rsplit_once('.')?;
            let user = if user == old_user { home.user } else { user };
            let group = if group == old_group { home.group.as_str() } else { group };
            Some(format!("{user}.{rest}.{group}"))
        };
        if let Some(app) = moved.app_mut() {
            each_in_canvas(&mut app.canvas, &mut change);
            each_in_handlers(&mut app.error_handlers, &mut change);
            each_in_handlers(&mut app.dialog_end_handlers, &mut change);
            each_in_handlers(&mut app.repeat_handlers, &mut change);
        }
        for flow in &mut moved.flows {
            each_in_canvas(&mut flow.canvas, &mut change);
            each_in_handlers(&mut flow.error_handlers, &mut change);
            each_in_handlers(&mut flow.repeat_handlers, &mut change);
        }
        moved.sort();
        moved
    }

    /// The names and ids of all components, without their documents: enough to ask who has what already.
    #[must_use]
    pub fn outline(&self) -> Self {
        let root = match &self.root {
            Root::App(app) => Root::App(Box::new(App {
                name: app.name.clone(),
                component_id: app.component_id.clone(),
                ..App::default()
            })),
            part => part.clone(),
        };
        let flows = self.flows.iter().map(|flow| Flow {
            name: flow.name.clone(),
            component_id: flow.component_id.clone(),
            ..Flow::default()
        });
        let mini_apps = self.mini_apps.iter().map(|mini_app| MiniApp {
            name: mini_app.name.clone(),
            component_id: mini_app.component_id.clone(),
            type_name: mini_app.type_name.clone(),
            domain: mini_app.domain.clone(),
            ..MiniApp::default()
        });
        Self { root, flows: flows.collect(), mini_apps: mini_apps.collect(), ..Self::default() }
    }

    /// Gives every component its new name and id; answers which id became which.
    fn give_ids(&mut self, home: &Home) -> BTreeMap<String, String> {
        let mut map = BTreeMap::new();
        let mut taken = BTreeSet::new();
        let root = self.root_id().to_owned();
        if let Some(app) = self.app_mut() {
            if let Some(name) = home.name {
                app.name = name.as_str().to_owned();
            }
            let id = ComponentId::of_app(home.user, &app.name, home.group.as_str()).to_string();
            map.insert(std::mem::replace(&mut app.component_id, id.clone()), id);
        }
        let wanted = |id: &str, name: &str| match home.name {
            Some(other) if id == root => other.as_str().to_owned(),
            _ => name.to_owned(),
        };
        // What it is about keeps its name: others of that name give way.
        self.flows.sort_by_key(|flow| flow.component_id != root);
        self.mini_apps.sort_by_key(|mini_app| mini_app.component_id != root);
        for flow in &mut self.flows {
            flow.name = free_name(&mut taken, Kind::Flow, &wanted(&flow.component_id, &flow.name));
            let existing = home.existing.get(&(Kind::Flow, flow.name.clone()));
            let id = existing.cloned().unwrap_or_else(|| {
                ComponentId::of_flow(home.user, &flow.name, home.group.as_str()).to_string()
            });
            map.insert(std::mem::replace(&mut flow.component_id, id.clone()), id);
        }
        for mini_app in &mut self.mini_apps {
            mini_app.name =
                free_name(&mut taken, Kind::MiniApp, &wanted(&mini_app.component_id, &mini_app.name));
            let existing = home.existing.get(&(Kind::MiniApp, mini_app.name.clone()));
            let block = mini_app.block_type();
            let id = existing.cloned().unwrap_or_else(|| {
                ComponentId::of_mini_app(home.user, &mini_app.name, block, home.group.as_str()).to_string()
            });
            map.insert(std::mem::replace(&mut mini_app.component_id, id.clone()), id);
        }
        if let Root::Flow(id) | Root::MiniApp(id) = &mut self.root
            && let Some(new) = map.get(id)
        {
            id.clone_from(new);
        }
        map
    }
}

/// Components of several groups may have one name; in one group the second becomes `name_2`.
fn free_name(taken: &mut BTreeSet<(Kind, String)>, kind: Kind, name: &str) -> String {
    let mut free = name.to_owned();
    let mut count = 1;
    while !taken.insert((kind, free.clone())) {
        count += 1;
        free = format!("{name}_{count}");
    }
    free
}

fn owner(component_id: &str) -> (String, String) {
    let user = component_id.split('.').next().unwrap_or_default();
    let group = component_id.rsplit('.').next().unwrap_or_default();
    (user.to_owned(), group.to_owned())
}
