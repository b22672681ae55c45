//! Where a model of intents is learnt from: a file, a miniApp of an export, a domain; or a model that was kept.

use std::path::{Path, PathBuf};
use std::time::Instant;

use baton_bundle::Bundle;
use baton_compiler::mini_apps::{DOMAINS, domain_utterances, intents};
use baton_nlu::IntentModel;
use baton_nlu::embeddings::Embeddings;
use baton_nlu::evaluation::{Labelled, read_examples, sample, train_with};
use clap::Args;

use crate::commands::{Failure, progress};
use crate::embeddings;

/// What is learnt.
#[derive(Debug, Args)]
pub struct Source {
    /// Utterances and their intents, a line each: `text,category` (.csv), `utterance;Intent` (.txt) or both parted by
    /// a tab (.tsv).
    #[arg(long, value_name = "FILE", group = "learnt")]
    train: Option<PathBuf>,
    /// An export, a folder or a ZIP: one of its Intent miniApps is learnt.
    #[arg(long, value_name = "PATH", group = "learnt")]
    export: Option<PathBuf>,
    /// Which one, by its name or id, when the export has several.
    #[arg(long, value_name = "NAME", requires = "export")]
    miniapp: Option<String>,
    /// The intents that a domain brings, such as Banking.
    #[arg(long, group = "learnt")]
    domain: Option<String>,
    /// A folder of static embeddings in the layout of model2vec: intents are also understood in words that no utterance
    /// has.
    #[arg(long, value_name = "DIR")]
    embeddings: Option<PathBuf>,
    /// Learn from at most so many utterances of each intent.
    #[arg(long, value_name = "N")]
    per_intent: Option<usize>,
    /// Which ones they are: the same number chooses the same ones.
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
}

/// A model, and how long it took.
pub struct Learnt {
    pub model: IntentModel,
    pub seconds: f64,
}

impl Source {
    /// What there is to learn from.
    pub fn examples(&self) -> Result<Vec<Labelled>, Failure> {
        let examples = match (&self.train, &self.export, &self.domain) {
            (Some(file), _, _) => read_file(file)?,
            (_, Some(export), _) => of_export(export, self.miniapp.as_deref())?,
            (_, _, Some(domain)) => of_domain(domain)?,
            _ => return Err("Say what to learn from: --train FILE, --export PATH or --domain NAME.".into()),
        };
        Ok(match self.per_intent {
            Some(most) => sample(&examples, most, self.seed),
            None => examples,
        })
    }

    /// The embeddings, where there are some.
    pub fn embeddings(&self) -> Result<Embeddings, Failure> {
        self.embeddings.as_deref().map_or(Ok(None), embeddings::read)
    }

    /// The seed.
    pub fn seed(&self) -> u64 {
        self.seed
    }
}

/// Learns, and looks at the clock.
pub fn learn(examples: &[Labelled], embeddings: &Embeddings) -> Result<Learnt, Failure> {
    let begun = Instant::now();
    let model = progress::during("Training", || train_with(examples, embeddings))?;
    Ok(Learnt { model, seconds: begun.elapsed().as_secs_f64() })
}

/// Labelled utterances from a file.
pub fn read_file(path: &Path) -> Result<Vec<Labelled>, Failure> {
    let bytes = std::fs::read(path).map_err(|error| format!("can't read {}: {error}", path.display()))?;
    let name = path.to_string_lossy();
    read_examples(&name, &bytes).map_err(|errors| {
        let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
        format!("{} can't be read.\n{}", path.display(), told.join("\n")).into()
    })
}

fn of_export(path: &Path, wanted: Option<&str>) -> Result<Vec<Labelled>, Failure> {
    let bundle = Bundle::open(path)?;
    let source = bundle.to_source();
    let asking: Vec<_> = source
        .mini_apps
        .values()
        .filter(|app| wanted.is_none_or(|wanted| app.name == wanted || app.component_id == wanted))
        .filter_map(|app| Some((app, intents(app)?)))
        .collect();
    match asking.as_slice() {
        [(_, intents)] => Ok(labelled(intents.iter().map(|of| (of.name.as_str(), of.utterances.as_slice())))),
        [] => Err("The export has no such Intent miniApp that can be read.".into()),
        several => {
            let names: Vec<&str> = several.iter().map(|(app, _)| app.name.as_str()).collect();
            Err(format!(
                "The export has several Intent miniApps; choose with --miniapp: {}.",
                names.join(", ")
            )
            .into())
        }
    }
}

fn of_domain(name: &str) -> Result<Vec<Labelled>, Failure> {
    let Some(domain) = DOMAINS.iter().find(|domain| domain.eq_ignore_ascii_case(name)) else {
        return Err(format!("{name} is no domain. Choose one of: {}.", DOMAINS.join(", ")).into());
    };
    Ok(labelled(domain_utterances(domain).iter().map(|of| (of.name, of.utterances.as_slice()))))
}

fn labelled<'a, T: AsRef<str> + 'a>(intents: impl Iterator<Item = (&'a str, &'a [T])>) -> Vec<Labelled> {
    let of = |(intent, utterances): (&'a str, &'a [T])| {
        utterances
            .iter()
            .map(move |one| Labelled { utterance: one.as_ref().to_owned(), intent: intent.to_owned() })
    };
    intents.flat_map(of).collect()
}
