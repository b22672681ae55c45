//! Which legacy bundles are kept, and what is said of the others.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use baton_bundle::legacy::inspect;
use support::zip;

const HELLO: &[u8] = br#"<?xml version="1.0" encoding="UTF-8"?>
<vxml version="2.1" xmlns="http://www.w3.org/2001/vxml"><form><block><prompt>Hello</prompt></block></form></vxml>"#;

fn refusal(entries: &[(&str, &[u8])]) -> String {
    inspect(&zip(entries)).expect_err("it should be refused").to_string()
}

#[test]
fn it_begins_at_root_then_at_index_then_at_the_only_document() {
    let entry = |names: &[&str]| {
        let entries: Vec<_> = names.iter().map(|name| (*name, HELLO)).collect();
        inspect(&zip(&entries)).map(|summary| summary.entry).map_err(|refused| refused.to_string())
    };
    assert_eq!(entry(&["index.vxml", "root.vxml", "x.vxml"]), Ok("root.vxml".into()));
    assert_eq!(entry(&["index.vxml", "x.vxml"]), Ok("index.vxml".into()));
    assert_eq!(entry(&["menu.xml"]), Ok("menu.xml".into()));
    assert_eq!(entry(&["app/root.vxml", "app/menu.vxml"]), Ok("root.vxml".into()));
    assert!(entry(&["a.vxml", "b.vxml"]).unwrap_err().contains("not clear where the application begins"));
    assert!(entry(&[]).unwrap_err().contains("no VoiceXML document"));
}

#[test]
fn properties_come_from_the_configuration() {
    let config = br#"<CustomConfig version="9.5"><Properties><Property name="host" value="a"/>
        <Property name="retries" value=""/></Properties></CustomConfig>"#;
    let summary = inspect(&zip(&[("root.vxml", HELLO), ("DiaManT_Custom_Config.xml", config)])).unwrap();
    assert_eq!(summary.properties, [("host".into(), "a".into()), ("retries".into(), String::new())]);
    assert_eq!(summary.documents, ["root.vxml"]);
    let wrong = |text: &'static [u8]| refusal(&[("root.vxml", HELLO), ("DiaManT_Custom_Config.xml", text)]);
    assert!(wrong(b"<Config/>").contains("expected `<CustomConfig>`"));
    assert!(
        wrong(b"<CustomConfig><Properties><Property value='x'/></Properties></CustomConfig>")
            .contains("no name")
    );
}

#[test]
fn a_doctype_is_refused() {
    let text = br#"<!DOCTYPE vxml [<!ENTITY a "b">]><vxml version="2.1">&a;</vxml>"#;
    assert_eq!(
        refusal(&[("root.vxml", text)]),
        "`root.vxml` has a DOCTYPE. Remove it: documents must stand on their own."
    );
}

#[test]
fn xml_that_is_not_well_formed_is_refused_with_its_place() {
    let refused = refusal(&[("root.vxml", b"<vxml version='2.1'>\n<form></vxml>")]);
    assert!(refused.starts_with("`root.vxml` is not well-formed XML") && refused.contains("2:"), "{refused}");
    assert!(refusal(&[("root.vxml", HELLO), ("g.grxml", b"<grammar")]).contains("`g.grxml`"));
    assert!(refusal(&[("root.vxml", b"\xff\xfe<")]).contains("not UTF-8"));
}

#[test]
fn a_document_of_another_kind_or_version_is_refused() {
    assert!(refusal(&[("root.vxml", b"<html/>")]).contains("`<html>`, expected `<vxml>`"));
    assert!(refusal(&[("root.vxml", b"<vxml version='3.0'/>")]).contains("VoiceXML 3.0"));
}

#[test]
fn a_document_that_is_referred_to_must_be_there() {
    let text = b"<vxml version='2.1'><form>\n<block><goto next='sub/menu.vxml#top'/></block></form></vxml>";
    assert_eq!(
        refusal(&[("root.vxml", text)]),
        "`root.vxml`, line 2, refers to `sub/menu.vxml#top`, which is not in the archive."
    );
    let back = b"<vxml version='2.1'><form><block><goto next='../root.vxml'/><goto next='#x'/>
        <goto next='https://example.com/x.vxml'/></block></form></vxml>";
    assert!(inspect(&zip(&[("root.vxml", text), ("sub/menu.vxml", back)])).is_ok());
}
