//! `<CustomConfig><Properties><Property name="…" value="…"/>…`: a flat list, nothing more.

use roxmltree::{Document, Node};

use super::Refused;

pub fn properties(document: &Document) -> Result<Vec<(String, String)>, Refused> {
    let root = document.root_element();
    if !root.has_tag_name("CustomConfig") {
        return Err(refused(format!(
            "its first element is `<{}>`, expected `<CustomConfig>`",
            root.tag_name().name()
        )));
    }
    let lists = root.children().filter(|node| node.has_tag_name("Properties"));
    lists
        .flat_map(|list| list.children().filter(Node::is_element))
        .map(|node| property(document, node))
        .collect()
}

fn property(document: &Document, node: Node) -> Result<(String, String), Refused> {
    let line = document.text_pos_at(node.range().start).row;
    if !node.has_tag_name("Property") {
        return Err(refused(format!(
            "line {line} has `<{}>`, expected `<Property>`",
            node.tag_name().name()
        )));
    }
    let name = node.attribute("name").filter(|name| !name.is_empty());
    let name = name.ok_or_else(|| refused(format!("the property on line {line} has no name")))?;
    let value =
        node.attribute("value").ok_or_else(|| refused(format!("the property `{name}` has no value")))?;
    Ok((name.to_owned(), value.to_owned()))
}

fn refused(reason: String) -> Refused {
    Refused::Config { reason }
}
