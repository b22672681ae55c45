//! `parseXML`: a document as an object. An element is under its name as it is written, prefix and all: one without
//! attributes and children is its text, another an object with its children, its attributes under `$` and its text
//! under `_`; several of one name are a list.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use serde_json::{Map, Value};

/// How deep elements may lie in each other.
const DEPTH: usize = 100;

#[derive(Default)]
struct Element {
    name: String,
    attributes: Map<String, Value>,
    children: Map<String, Value>,
    text: String,
}

/// The document as JSON, or a sentence that says what is wrong with it.
pub(super) fn read(text: &str) -> Result<String, String> {
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut open = vec![Element::default()];
    loop {
        let at = reader.buffer_position();
        let wrong = |what: String| format!("The XML can't be read at character {at}: {what}.");
        match reader.read_event().map_err(|error| wrong(error.to_string()))? {
            Event::Start(start) => {
                if open.len() > DEPTH {
                    return Err(wrong(format!("more than {DEPTH} elements lie in each other")));
                }
                open.push(element(&start).map_err(wrong)?);
            }
            Event::Empty(start) => {
                let closed = element(&start).map_err(wrong)?;
                add(open.last_mut(), closed);
            }
            Event::End(_) => {
                let closed = open.pop().unwrap_or_default();
                add(open.last_mut(), closed);
            }
            Event::Text(text) => push(&mut open, &text),
            Event::CData(text) => push(&mut open, &text),
            Event::GeneralRef(reference) => push(&mut open, &character(&reference).map_err(wrong)?),
            Event::Eof => break,
            Event::DocType(_) => return Err(wrong("document types are not taken".to_owned())),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    let root = open.pop().unwrap_or_default();
    if !open.is_empty() {
        return Err(format!("The XML can't be read: the element {} has no end.", root.name));
    }
    if root.children.is_empty() || !root.text.trim().is_empty() {
        return Err("The XML can't be read: text stands outside of an element.".to_owned());
    }
    Ok(Value::Object(root.children).to_string())
}

fn element(start: &BytesStart<'_>) -> Result<Element, String> {
    let name = start.name().as_ref().to_owned();
    let mut attributes = Map::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let key = attribute.key.as_ref().to_owned();
        let value = quick_xml::escape::unescape(&attribute.value).map_err(|error| error.to_string())?;
        attributes.insert(key, Value::from(value.into_owned()));
    }
    Ok(Element { name, attributes, ..Element::default() })
}

fn character(reference: &BytesRef<'_>) -> Result<String, String> {
    if let Some(character) = reference.resolve_char_ref().map_err(|error| error.to_string())? {
        return Ok(character.to_string());
    }
    let name: &str = reference;
    let known = quick_xml::escape::resolve_xml_entity(name);
    known.map(str::to_owned).ok_or_else(|| format!("there is no character &{name};"))
}

fn push(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

/// Puts an element that is read into the one around it.
fn add(around: Option<&mut Element>, closed: Element) {
    let Some(around) = around else { return };
    let Element { name, attributes, mut children, text } = closed;
    let text = text.trim();
    let value = if attributes.is_empty() && children.is_empty() {
        Value::from(text)
    } else {
        if !text.is_empty() {
            children.insert("_".to_owned(), Value::from(text));
        }
        if !attributes.is_empty() {
            children.insert("$".to_owned(), Value::Object(attributes));
        }
        Value::Object(children)
    };
    match around.children.get_mut(&name) {
        None => drop(around.children.insert(name, value)),
        Some(Value::Array(values)) => values.push(value),
        Some(first) => *first = Value::Array(vec![first.take(), value]),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::read;

    fn object(xml: &str) -> Value {
        serde_json::from_str(&read(xml).unwrap()).unwrap()
    }

    #[test]
    fn elements_stand_under_their_names_as_they_are_written() {
        let xml = r#"<?xml version="1.0"?>
            <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">
              <soapenv:Body><b:balance currency="EUR">12.50</b:balance><empty/></soapenv:Body>
            </soapenv:Envelope>"#;
        let read = object(xml);
        let body = &read["soapenv:Envelope"]["soapenv:Body"];
        assert_eq!(body["b:balance"], json!({"_": "12.50", "$": {"currency": "EUR"}}));
        assert_eq!(body["empty"], "");
    }

    #[test]
    fn several_of_one_name_are_a_list_and_characters_are_what_they_stand_for() {
        let read = object("<a><b>1</b><b>2 &amp; &#233;</b><c><![CDATA[<x>]]></c></a>");
        assert_eq!(read, json!({"a": {"b": ["1", "2 & é"], "c": "<x>"}}));
    }

    #[test]
    fn what_is_no_document_is_refused_in_a_sentence() {
        let deep = "<a>".repeat(200);
        for wrong in ["", "text", "<a>", "<a></b>", "<a>&lol;</a>", "<!DOCTYPE a><a/>", "<a b=1/>", &deep] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
