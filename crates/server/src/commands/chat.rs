//! `baton chat`: a conversation with an application in the terminal. No server is needed.

use std::collections::BTreeMap;
use std::io::{BufRead, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use baton_bundle::Bundle;
use baton_compiler::compile;
use baton_dialog::{Awaits, EndType, Event, Happened, Input, Turn};
use baton_model::program::Channel;
use baton_model::understanding::InputMode;
use clap::{Args, ValueEnum};

use super::check::{Paint, Report};
use super::{Failure, backend, progress};
use crate::config::{Overrides, Settings};
use crate::talk::{Opening, Talk};

/// Talk to an application: an empty line is silence, Ctrl-D hangs up, [dtmf:12#] presses keys.
#[derive(Debug, Args)]
pub struct Chat {
    /// An export: a folder or a ZIP.
    path: PathBuf,
    /// The caller's locale, such as en-US.
    #[arg(long)]
    locale: Option<String>,
    /// A field that the dialog starts with; may be given several times.
    #[arg(long = "field", value_name = "NAME=VALUE", value_parser = field)]
    fields: Vec<(String, String)>,
    /// The kind of channel: its prompts are used.
    #[arg(long, value_enum, default_value = "chat")]
    channel: Kind,
    /// What services answer, so that they are not called: a file with a JSON object, by miniApp. Without it, the
    /// folder's backend.json, if there is one.
    #[arg(long, value_name = "FILE")]
    backend: Option<PathBuf>,
    /// Call services, also where the folder has a backend.json.
    #[arg(long, conflicts_with = "backend")]
    live: bool,
    /// Show the nodes, edges and fields on the way.
    #[arg(long)]
    trace: bool,
}

/// The kind of channel.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub enum Kind {
    /// Text.
    #[default]
    Chat,
    /// The phone.
    Voice,
}

impl From<Kind> for Channel {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Chat => Self::Chat,
            Kind::Voice => Self::Voice,
        }
    }
}

/// `NAME=VALUE`
pub fn field(text: &str) -> Result<(String, String), String> {
    let parts = text.split_once('=').filter(|(name, _)| !name.is_empty());
    parts
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .ok_or_else(|| "write it as NAME=VALUE".to_owned())
}

impl Chat {
    /// Talks until the application or the caller ends it.
    pub fn run(self) -> Result<ExitCode, Failure> {
        let files = Bundle::read_files(&self.path)?;
        let bundle = Bundle::from_files(&files)?;
        let source = bundle.to_program_source()?;
        let mut compiled = progress::during("Compiling", || compile(&source))?;
        if !compiled.deployable() {
            let report = Report { files: &files, bundle: &bundle, at: &self.path, paint: Paint::none() };
            compiled.problems.retain(|problem| problem.severity.stops_deployment());
            eprint!("{}", report.render(&compiled.problems, false));
        }
        let Some(program) = compiled.program else { return Ok(ExitCode::from(1)) };
        let opening = Opening {
            locale: self.locale.unwrap_or_default(),
            channel: self.channel.into(),
            ani: String::new(),
            fields: self.fields.into_iter().collect::<BTreeMap<_, _>>(),
            backend: match &self.backend {
                Some(file) => backend::read(file)?,
                None if self.live => BTreeMap::new(),
                None => backend::of(&self.path)?,
            },
            perform: Some(Settings::load(&Overrides::default())?.perform_options()?),
            now: None,
        };
        let (talk, turn) = Talk::start(program, opening);
        let terminal = std::io::stdin().is_terminal();
        let paint = Paint::of_stdout();
        let mut screen =
            Screen { talk, out: std::io::stdout().lock(), echo: !terminal, paint, trace: self.trace };
        screen.converse(turn, std::io::stdin().lock())?;
        Ok(ExitCode::SUCCESS)
    }
}

/// What stands on the screen when a caller says these lines.
pub fn screen(talk: Talk, first: Turn, lines: &str) -> std::io::Result<String> {
    let mut screen = Screen { talk, out: Vec::new(), echo: true, paint: Paint::none(), trace: false };
    screen.converse(first, lines.as_bytes())?;
    Ok(String::from_utf8_lossy(&screen.out).into_owned())
}

struct Screen<W> {
    talk: Talk,
    out: W,
    /// Show what was read, when nobody typed it here.
    echo: bool,
    paint: Paint,
    trace: bool,
}

impl<W: Write> Screen<W> {
    fn converse(&mut self, first: Turn, input: impl BufRead) -> std::io::Result<()> {
        let mut lines = input.lines();
        let mut turn = first;
        loop {
            self.show(&turn)?;
            turn = match self.talk.awaits() {
                Awaits::Nothing | Awaits::EndHandlers => return self.end(&turn),
                Awaits::Continue | Awaits::Call => self.talk.hear(Input::Continue),
                Awaits::Caller => {
                    write!(self.out, "{}", self.paint.dim("> "))?;
                    self.out.flush()?;
                    let line = lines.next().transpose()?;
                    if self.echo || line.is_none() {
                        writeln!(self.out, "{}", line.as_deref().unwrap_or("[hup]"))?;
                    }
                    self.talk.hear(line.as_deref().map_or(Input::HangUp, read))
                }
            };
        }
    }

    fn show(&mut self, turn: &Turn) -> std::io::Result<()> {
        if self.trace {
            for Happened { event, .. } in self.talk.happened() {
                if let Some(line) = traced(event) {
                    writeln!(self.out, "{}", self.paint.dim(&format!("  · {line}")))?;
                }
            }
        }
        for prompt in &turn.prompts {
            writeln!(self.out, "{}", prompt.content)?;
        }
        Ok(())
    }

    fn end(&mut self, turn: &Turn) -> std::io::Result<()> {
        let Some(ended) = &turn.ended else { return Ok(()) };
        let mut line = match (ended.end_type, &turn.transfer) {
            (EndType::FarHup, _) => "You hung up".to_owned(),
            (EndType::Transfer, Some(transfer)) => format!("Transferred to {}", transfer.destination),
            _ => "The application hung up".to_owned(),
        };
        if let Some(reason) = ended.reason.as_deref().filter(|reason| !reason.is_empty()) {
            line += &format!(" ({reason})");
        }
        if !ended.success {
            line += ", because a question was not answered and no handler took care of it";
        }
        let attached = turn.transfer.iter().flat_map(|transfer| &transfer.attached_data);
        let attached: Vec<String> = attached.map(|(name, value)| format!("{name}={value}")).collect();
        if !attached.is_empty() {
            line += &format!(", with {}", attached.join(", "));
        }
        writeln!(self.out, "{}", self.paint.dim(&format!("— {line}.")))
    }
}

/// What a line means: `[noinput]`, `[hup]` and `[dtmf:…]` are what they are on the channels.
pub fn read(line: &str) -> Input {
    match line.trim() {
        "" | "[noinput]" => Input::NoInput,
        "[hup]" => Input::HangUp,
        said => match said.strip_prefix("[dtmf:").and_then(|keys| keys.strip_suffix(']')) {
            Some(keys) => Input::Utterance { text: keys.to_owned(), mode: InputMode::Dtmf },
            None => Input::Utterance { text: said.to_owned(), mode: InputMode::Text },
        },
    }
}

fn traced(event: &Event) -> Option<String> {
    Some(match event {
        Event::Began { component, .. } => format!("begins {component}"),
        Event::Node { id } => format!("node {id}"),
        Event::Skipped { id } => format!("node {id} skipped: its fields are there already"),
        Event::Edge { id } => format!("edge {id}"),
        Event::Set { field, value } => format!("{field} = {}", value.to_text()),
        Event::Dropped { field } => format!("{field} dropped"),
        Event::Ignored { field } => format!("{field} ignored: only the platform sets it"),
        Event::Heard { outcome, value, confidence } => {
            let value = value.as_deref().map(|value| format!(" {value}")).unwrap_or_default();
            let sure = confidence.map(|sure| format!(" ({sure:.0} %)")).unwrap_or_default();
            format!("heard {outcome}{value}{sure}")
        }
        Event::Function { name, log, error, milliseconds, .. } => {
            let wrote: String = log.iter().map(|line| format!(" | {line}")).collect();
            let failed = error.as_deref().map(|error| format!(": {error}")).unwrap_or_default();
            format!("function {name} ({milliseconds} ms){failed}{wrote}")
        }
        Event::Call { name, method, outcome, status, milliseconds, .. } => {
            let status = status.map(|status| format!(" {status}")).unwrap_or_default();
            format!("{name} {method}: {outcome}{status} ({milliseconds} ms)")
        }
        Event::Failed { reason } => format!("gives up: {reason}"),
        Event::Handled { component } => format!("handled by {component}"),
        Event::Over { result, .. } => format!("over: {result}"),
        Event::Chose { .. } | Event::KeyValue { .. } | Event::Log { .. } => return None,
    })
}
