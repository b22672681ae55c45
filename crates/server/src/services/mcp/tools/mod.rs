//! The tools.

mod applications;
mod dialogs;
mod miniapps;
mod talk;

use serde_json::{Value, json};

use super::arguments::{Argument, Given, ID, Kind, needed, optional, schema};
use super::inside::AsCaller;

/// A tool.
#[derive(Debug)]
pub struct Tool {
    name: &'static str,
    title: &'static str,
    about: &'static str,
    arguments: &'static [Argument],
    /// Whether it only reads.
    reads: bool,
}

const SEARCH: Argument = optional("search", Kind::Text(100), "Only those with this in their name.");
const GROUP: Argument = optional("group", Kind::Text(100), "Only those in this group.");
const APPLICATION: Argument = needed("application_id", ID, "The application's id.");
const FLOW: Argument = needed("flow_id", ID, "The flow's id.");
const MINIAPP: Argument = needed("miniapp_id", ID, "The miniApp's id, as canvases name it.");

const TOOLS: &[Tool] = &[
    Tool {
        name: "find_applications",
        title: "Find applications",
        about: "Applications that you see: id, name, group, whether they take calls, and how many problems each has.",
        arguments: &[
            SEARCH,
            optional("limit", Kind::Number(1, 500), "At most so many; 50 unless given."),
            optional("offset", Kind::Number(0, 1_000_000), "After so many."),
        ],
        reads: true,
    },
    Tool {
        name: "read_application",
        title: "Read an application",
        about: "An application with its canvas (blocks and arrows), and the flows and miniApps that it reaches.",
        arguments: &[APPLICATION],
        reads: true,
    },
    Tool {
        name: "find_flows",
        title: "Find flows",
        about: "Flows that you see: reusable canvases with inputs and outputs.",
        arguments: &[SEARCH, GROUP],
        reads: true,
    },
    Tool {
        name: "read_flow",
        title: "Read a flow",
        about: "A flow with its canvas.",
        arguments: &[FLOW],
        reads: true,
    },
    Tool {
        name: "save_canvas",
        title: "Save a canvas",
        about: "Saves the canvas of an application or a flow, whole, and answers its problems. Read it first, and keep what you do not mean to change.",
        arguments: &[
            needed("canvas_id", ID, "The canvas's id: `canvas` of the application or flow."),
            needed("content", Kind::Object, "The graph: `nodes` and `edges`."),
        ],
        reads: false,
    },
    Tool {
        name: "find_miniapps",
        title: "Find miniApps",
        about: "miniApps that you see: each says or asks one thing, or calls a service.",
        arguments: &[
            SEARCH,
            GROUP,
            optional(
                "type",
                Kind::Text(50),
                "Only those of this type, such as Intent, Numeric or Announcement.",
            ),
            optional("page", Kind::Number(1, 1_000_000), "Which page; the first is 1. A page has 50."),
        ],
        reads: true,
    },
    Tool {
        name: "read_miniapp",
        title: "Read a miniApp",
        about: "A miniApp with its whole model.",
        arguments: &[MINIAPP],
        reads: true,
    },
    Tool {
        name: "list_prompts",
        title: "List prompts",
        about: "Everything that a miniApp can say: where in its model, and the words for each locale, channel and level.",
        arguments: &[MINIAPP],
        reads: true,
    },
    Tool {
        name: "change_prompt",
        title: "Change a prompt",
        about: "Writes other words into a prompt of a miniApp. What list_prompts shows of it says where it is. Callers hear it once the application is deployed.",
        arguments: &[
            MINIAPP,
            needed(
                "prompt",
                Kind::Text(300),
                "Where it is, as list_prompts says it, such as `ask` or `reactions.noMatchReactionPrompts`.",
            ),
            needed("locale", Kind::Text(35), "The locale, such as en-US."),
            needed("words", Kind::Text(10_000), "What is to be said; empty: nothing of its own."),
            optional(
                "channel",
                Kind::Word(&["omIVR", "web-chat"]),
                "The channel; omIVR (voice) unless given. An empty text for web-chat falls back to omIVR.",
            ),
            optional(
                "level",
                Kind::Word(&["normal", "error", "unrecovered"]),
                "normal (unless given), error after the first error, unrecovered after more.",
            ),
        ],
        reads: false,
    },
    Tool {
        name: "check_application",
        title: "Check an application",
        about: "All problems of an application and of the flows that it reaches, as they are saved now. Errors and warnings stop a deployment.",
        arguments: &[APPLICATION],
        reads: true,
    },
    Tool {
        name: "deploy_application",
        title: "Deploy an application",
        about: "Deploys an application to its sandbox: new calls take what is saved now. Problems that stop it are told.",
        arguments: &[APPLICATION, optional("all", Kind::Flag, "Also when nothing has changed.")],
        reads: false,
    },
    Tool {
        name: "talk_to_application",
        title: "Talk to an application",
        about: "Begins a conversation, or says something in one, and answers what the application says. Announcements in a row are told together.",
        arguments: &[
            APPLICATION,
            optional("dialog_id", ID, "The conversation; a new one begins unless given."),
            optional(
                "utterance",
                Kind::Text(2_000),
                "What the caller says; [noinput] for silence, [hup] to hang up, [dtmf:12#] for keys.",
            ),
            optional(
                "version",
                Kind::Word(&["live", "deployed"]),
                "The canvas as it is saved (live, unless given), or what was deployed last.",
            ),
            optional("fields", Kind::Texts, "Fields that a new conversation starts with."),
        ],
        reads: false,
    },
    Tool {
        name: "find_dialogs",
        title: "Find dialogs",
        about: "Calls and chats that were held, the newest first: when, how long, how they ended.",
        arguments: &[
            optional("application_id", ID, "Only those of this application."),
            GROUP,
            optional(
                "from",
                Kind::Text(40),
                "That began at or after this moment, such as 2026-03-01T12:00:00Z.",
            ),
            optional("to", Kind::Text(40), "That began before this moment."),
            optional("ani", Kind::Text(100), "Of this caller."),
            optional("text", Kind::Text(200), "In which a caller said this."),
            optional(
                "end_type",
                Kind::Word(&["NEAR_HUP", "FAR_HUP", "TRANSFER"]),
                "That ended so: by the application, by the caller, by a transfer.",
            ),
            optional("limit", Kind::Number(1, 500), "At most so many; 20 unless given."),
            optional(
                "cursor",
                Kind::Text(500),
                "The `cursor` of the page before; while an answer has one, there is more to look through.",
            ),
        ],
        reads: true,
    },
    Tool {
        name: "read_dialog",
        title: "Read a dialog",
        about: "What happened in a dialog: its log as text (what was said, understood, changed), or its call data records.",
        arguments: &[
            needed("dialog_id", ID, "The dialog's id."),
            optional("as", Kind::Word(&["log", "records"]), "log unless given."),
            optional("after", Kind::Number(0, 4_000_000_000), "Only the turns after this one."),
            optional("limit", Kind::Number(1, 1_000), "At most so many turns; 100 unless given."),
        ],
        reads: true,
    },
];

/// The tool of this name.
pub fn find(name: &str) -> Option<&'static Tool> {
    TOOLS.iter().find(|tool| tool.name == name)
}

/// All tools, as they are listed.
pub fn shown() -> Vec<Value> {
    let shown = |tool: &Tool| {
        json!({
            "name": tool.name,
            "title": tool.title,
            "description": tool.about,
            "inputSchema": schema(tool.arguments),
            "annotations": {
                "title": tool.title,
                "readOnlyHint": tool.reads,
                "destructiveHint": !tool.reads && tool.name != "talk_to_application",
                "openWorldHint": false,
            },
        })
    };
    TOOLS.iter().map(shown).collect()
}

impl Tool {
    /// Uses it.
    ///
    /// # Errors
    /// A sentence for the assistant.
    pub async fn call(&self, caller: &AsCaller, arguments: Value) -> Result<Value, String> {
        let given = Given::read(self.arguments, arguments)?;
        match self.name {
            "find_applications" => applications::find(caller, &given).await,
            "read_application" => applications::read(caller, &given).await,
            "find_flows" => applications::flows(caller, &given).await,
            "read_flow" => applications::read_flow(caller, &given).await,
            "save_canvas" => applications::save_canvas(caller, &given).await,
            "check_application" => applications::check(caller, &given).await,
            "deploy_application" => applications::deploy(caller, &given).await,
            "find_miniapps" => miniapps::find(caller, &given).await,
            "read_miniapp" => miniapps::read(caller, &given).await,
            "list_prompts" => miniapps::prompts(caller, &given).await,
            "change_prompt" => miniapps::change_prompt(caller, &given).await,
            "talk_to_application" => talk::talk(caller, &given).await,
            "find_dialogs" => dialogs::find(caller, &given).await,
            "read_dialog" => dialogs::read(caller, &given).await,
            _ => Err("This tool does nothing.".to_owned()),
        }
    }
}

/// A part of what an endpoint answered.
fn part<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// Only these keys of an object.
fn only(value: &Value, keys: &[&str]) -> Value {
    let kept = keys.iter().filter_map(|key| Some(((*key).to_owned(), value.get(*key)?.clone())));
    Value::Object(kept.collect())
}

/// A list.
fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::TOOLS;

    #[test]
    fn each_tool_has_a_name_of_its_own_that_clients_take() {
        let names: BTreeSet<&str> = TOOLS.iter().map(|tool| tool.name).collect();
        assert_eq!(names.len(), TOOLS.len());
        let sane = |name: &&str| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        assert!(names.iter().all(sane));
    }
}
