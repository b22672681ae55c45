//! Looks at every file of a legacy bundle before it is kept.

use roxmltree::{Document, Node, ParsingOptions};

use super::{CONFIG, Refused, Summary, config};
use crate::layout::Files;
use crate::{Limits, read_archive};

/// What is read as XML, by the end of its name.
const XML: &[&str] = &[".vxml", ".xml", ".grxml", ".ssml", ".srgs"];
const MOST_NODES: u32 = 1_000_000;

/// Checks a bundle: the archive, every XML file in it, where it begins and what its documents refer to.
///
/// # Errors
/// [`Refused`], with the first reason found.
pub fn inspect(bytes: &[u8]) -> Result<Summary, Refused> {
    let files = without_folder(read_archive(bytes, &Limits::LEGACY, |_| true)?);
    let mut summary =
        Summary { entry: String::new(), documents: Vec::new(), files: files.len(), properties: Vec::new() };
    for (name, bytes) in files.iter().filter(|(name, _)| is_xml(name)) {
        let text = std::str::from_utf8(bytes).map_err(|_| Refused::NotUtf8 { file: name.clone() })?;
        let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
        let text = text.trim_start_matches('\u{feff}');
        let document = Document::parse_with_options(text, options).map_err(|error| not_xml(name, &error))?;
        if name == CONFIG {
            summary.properties = config::properties(&document)?;
        } else if name.ends_with(".vxml") || document.root_element().tag_name().name() == "vxml" {
            check_document(name, &document, &files)?;
            summary.documents.push(name.clone());
        }
    }
    summary.entry = entry(&summary.documents)?;
    Ok(summary)
}

fn entry(documents: &[String]) -> Result<String, Refused> {
    let named = ["root.vxml", "index.vxml"].into_iter().find(|name| documents.iter().any(|it| it == name));
    match (named, documents) {
        (Some(name), _) => Ok(name.to_owned()),
        (None, []) => Err(Refused::NoDocument),
        (None, [only]) => Ok(only.clone()),
        (None, several) => Err(Refused::NoEntry { count: several.len() }),
    }
}

fn check_document(name: &str, document: &Document, files: &Files) -> Result<(), Refused> {
    let root = document.root_element();
    let file = || name.to_owned();
    if root.tag_name().name() != "vxml" {
        return Err(Refused::NotVoiceXml {
            file: file(),
            found: root.tag_name().name().chars().take(60).collect(),
        });
    }
    let version = root.attribute("version").unwrap_or("2.1");
    if !["2.0", "2.1"].contains(&version) {
        return Err(Refused::Version { file: file(), version: version.chars().take(20).collect() });
    }
    for (node, target) in root.descendants().filter_map(|node| Some((node, reference(node)?))) {
        if !resolves(name, target, files) {
            let line = document.text_pos_at(node.range().start).row;
            return Err(Refused::MissingPart {
                file: file(),
                line,
                target: target.chars().take(200).collect(),
            });
        }
    }
    Ok(())
}

/// The document, grammar or script that an element needs. Audio may be missing: it has words to fall back on.
fn reference<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    let attribute = match node.tag_name().name() {
        "goto" | "link" | "choice" => "next",
        "subdialog" | "grammar" | "script" => "src",
        "vxml" => "application",
        _ => return None,
    };
    node.attribute(attribute)
}

/// True for what is elsewhere (`https:`, `builtin:`), in the same document (`#form`), or in the archive.
fn resolves(from: &str, target: &str, files: &Files) -> bool {
    let path = target.split(['#', '?']).next().unwrap_or_default();
    let scheme = path.split('/').next().is_some_and(|first| first.contains(':'));
    if path.is_empty() || scheme || path.starts_with("//") {
        return true;
    }
    let mut parts: Vec<&str> = match path.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => from.split('/').rev().skip(1).collect::<Vec<_>>().into_iter().rev().collect(),
    };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                if parts.pop().is_none() {
                    return false;
                }
            }
            part => parts.push(part),
        }
    }
    files.contains_key(&parts.join("/"))
}

/// Somebody who zips a folder gets that folder around everything.
fn without_folder(files: Files) -> Files {
    let folder =
        files.keys().next().and_then(|name| name.split_once('/')).map(|(folder, _)| format!("{folder}/"));
    match folder {
        Some(folder) if files.keys().all(|name| name.starts_with(&folder)) => files
            .into_iter()
            .map(|(name, bytes)| (name.strip_prefix(&folder).unwrap_or(&name).to_owned(), bytes))
            .collect(),
        _ => files,
    }
}

fn is_xml(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    XML.iter().any(|end| name.ends_with(end))
}

fn not_xml(name: &str, error: &roxmltree::Error) -> Refused {
    let file = name.to_owned();
    match error {
        roxmltree::Error::DtdDetected => Refused::Doctype { file },
        error => Refused::NotXml { file, reason: error.to_string() },
    }
}
