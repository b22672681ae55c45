//! `examples/*/conversations/*.txt` and the transcripts in their READMEs are what `baton chat` shows, word for word.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use baton_bundle::Bundle;
use baton_model::canvas::Content;

use super::{baton, root};

fn examples() -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("examples")).unwrap().map(|entry| entry.unwrap().path());
    let mut examples: Vec<PathBuf> = entries.filter(|path| path.join("manifest.json").exists()).collect();
    examples.sort();
    examples
}

/// A command line, and what stood on the screen after it.
struct Transcript {
    command: String,
    screen: String,
}

impl Transcript {
    /// Reads text that begins with `$ baton …`.
    fn read(text: &str) -> Self {
        let (command, screen) = text.trim().split_once('\n').unwrap();
        let command = command.strip_prefix("$ baton ").expect("it begins with the command").to_owned();
        Self { command, screen: screen.to_owned() }
    }

    /// What `baton` shows when it is told the same.
    fn again(&self, more: &[&str]) -> String {
        let said = self.screen.lines().filter_map(|line| line.strip_prefix('>')).map(str::trim);
        let input: String = said.filter(|line| *line != "[hup]").map(|line| format!("{line}\n")).collect();
        let args: Vec<&str> = self.command.split(' ').chain(more.iter().copied()).collect();
        let done = baton(&args, &input);
        assert_eq!((done.status, done.err.as_str()), (0, ""), "{}", self.command);
        done.out.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
    }
}

fn conversations(example: &std::path::Path) -> Vec<(PathBuf, Transcript)> {
    let files = fs::read_dir(example.join("conversations")).unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|extension| extension == "txt"));
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let without_title = text.split_once('\n').unwrap().1;
        let transcript = Transcript::read(without_title);
        (path, transcript)
    };
    files.map(read).collect()
}

#[test]
fn every_conversation_goes_as_it_is_written() {
    for example in examples() {
        for (path, transcript) in conversations(&example) {
            assert_eq!(transcript.again(&[]), transcript.screen, "{}", path.display());
        }
    }
}

#[test]
fn every_transcript_in_a_readme_is_what_happens() {
    for example in examples() {
        let readme = fs::read_to_string(example.join("README.md")).unwrap();
        let blocks: Vec<&str> = readme.split("```").skip(1).step_by(2).collect();
        let mut transcripts = 0;
        for block in blocks {
            let block = block.split_once('\n').unwrap().1;
            if block.starts_with("$ baton chat") {
                let transcript = Transcript::read(block);
                assert_eq!(transcript.again(&[]), transcript.screen, "{}", example.display());
                transcripts += 1;
            }
        }
        assert!(transcripts > 0, "{} shows no transcript", example.display());
    }
}

#[test]
fn the_conversations_of_an_example_go_every_way_there_is() {
    for example in examples() {
        let mut walked = BTreeSet::new();
        for (_, transcript) in conversations(&example) {
            let trace = transcript.again(&["--trace"]);
            walked.extend(trace.lines().filter_map(|line| line.strip_prefix("  · edge ")).map(str::to_owned));
        }
        let bundle = Bundle::open(&example).unwrap();
        for (component, path) in bundle.canvas_paths() {
            let content = Content::parse(bundle.canvas_of(&component).unwrap()).unwrap();
            for edge in content.edges {
                assert!(
                    walked.contains(&edge.id),
                    "nobody goes along {} of {path} in {}",
                    edge.id,
                    example.display()
                );
            }
        }
    }
}
