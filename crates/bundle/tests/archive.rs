//! What is refused while an archive is read, each with a sentence of its own.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use baton_bundle::{Bundle, Error, Limits, read_archive};
use proptest::prelude::*;
use support::{forge, shop, zip};

fn refusal(bytes: &[u8]) -> Error {
    Bundle::from_zip(bytes).expect_err("it should be refused")
}

#[test]
fn what_is_no_zip_is_refused() {
    assert!(matches!(refusal(b""), Error::NotAZip(_)));
    assert!(matches!(refusal(b"PK\x03\x04 but nothing else"), Error::NotAZip(_)));
    let whole = shop().to_zip().unwrap();
    assert!(matches!(refusal(&whole[..whole.len() / 2]), Error::NotAZip(_)));
}

#[test]
fn names_that_lead_outside_are_refused() {
    for name in ["../app.json", "flows/../../x", "/etc/passwd", "C:/x", "a\\b", "a//b", "./a"] {
        // The writer itself cleans names, so they are forged in afterwards.
        let plain = "n".repeat(name.len());
        let bytes = forge(zip(&[(&plain, b"{}")]), plain.as_bytes(), name.as_bytes());
        assert!(matches!(refusal(&bytes), Error::UnsafePath { .. }), "{name}: {}", refusal(&bytes));
    }
}

#[test]
fn links_are_refused() {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.add_symlink("app.json", "/etc/passwd", zip::write::SimpleFileOptions::default()).unwrap();
    let bytes = writer.finish().unwrap().into_inner();
    assert!(matches!(refusal(&bytes), Error::Link { name } if name == "app.json"));
}

#[test]
fn two_entries_of_one_name_are_refused() {
    let bytes = forge(zip(&[("app.json", b"{}"), ("apq.json", b"[]")]), b"apq.json", b"app.json");
    assert!(matches!(refusal(&bytes), Error::Duplicate { name } if name == "app.json"));
}

#[test]
fn an_encrypted_entry_is_refused() {
    let mut bytes = zip(&[("app.json", b"{}")]);
    let central = bytes.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
    bytes[central + 8] |= 1;
    bytes[6] |= 1;
    assert!(matches!(refusal(&bytes), Error::Encrypted { .. }), "{}", refusal(&bytes));
}

#[test]
fn a_name_that_is_not_utf8_is_refused() {
    let bytes = forge(zip(&[("caf_.json", b"{}")]), b"caf_.json", b"caf\xe9.json");
    assert!(matches!(refusal(&bytes), Error::NameNotUtf8));
}

#[test]
fn a_bomb_is_refused_before_it_has_unpacked() {
    let bytes = zip(&[("app.json", &vec![b' '; 40 * 1024 * 1024])]);
    assert!(bytes.len() < 64 * 1024);
    assert!(matches!(refusal(&bytes), Error::Bomb { .. }), "{}", refusal(&bytes));
}

#[test]
fn what_unpacks_to_too_much_is_refused_whatever_its_headers_say() {
    let noise: Vec<u8> =
        (0..3_000_000_u32).flat_map(|it| it.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    let limits = Limits { entries: 10, entry: 20_000_000, total: 20_000_000, ratio: 400 };
    let bytes = zip(&[("a", &noise), ("b", &noise)]);
    assert!(matches!(read_archive(&bytes, &limits, |_| true), Err(Error::TooLarge { .. })));
    let limits = Limits { entry: 1_000_000, ..limits };
    let size = u32::try_from(noise.len()).unwrap().to_le_bytes();
    let lying = forge(bytes, &size, &7_u32.to_le_bytes());
    let refused = read_archive(&lying, &limits, |_| true);
    assert!(matches!(refused, Err(Error::EntryTooLarge { .. } | Error::Damaged { .. })), "{refused:?}");
}

#[test]
fn too_many_entries_are_refused_before_they_are_read() {
    let names: Vec<String> = (0..10_001).map(|index| format!("f{index}")).collect();
    let entries: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    assert!(matches!(refusal(&zip(&entries)), Error::TooManyEntries { found: 10_001, most: 10_000 }));
}

#[test]
fn a_damaged_entry_is_refused() {
    let mut bytes =
        zip(&[("app.json", br#"{"name": "some text that is long enough to be packed, packed, packed"}"#)]);
    bytes[45] ^= 0x55;
    assert!(matches!(refusal(&bytes), Error::Damaged { .. }), "{}", refusal(&bytes));
}

#[test]
fn a_missing_part_is_named() {
    let mut files = shop().to_files();
    files.remove("flows/Pay/canvas.json");
    assert!(
        matches!(Bundle::from_files(&files), Err(Error::Missing { part }) if part == "flows/Pay/canvas.json")
    );
    let mut files = shop().to_files();
    files.remove("miniapps/Ask.json");
    assert!(
        matches!(Bundle::from_files(&files), Err(Error::Missing { part }) if part == "miniapps/Ask.json")
    );
    assert!(matches!(refusal(&zip(&[("readme", b"")])), Error::Missing { part } if part == "manifest.json"));
}

#[test]
fn a_part_that_is_not_as_expected_is_named_with_the_reason() {
    let with = |part: &str, text: &[u8]| {
        let mut files = shop().to_files();
        files.insert(part.to_owned(), text.to_vec());
        Bundle::from_files(&files).expect_err("it should be refused").to_string()
    };
    assert!(with("app.json", b"\xff\xfe").contains("`app.json` is not UTF-8"));
    assert!(with("app.json", b"{\"name\": ").contains("`app.json` is not JSON"));
    assert!(with("app.json", b"{\"nmae\": \"x\"}").contains("unknown field `nmae`"));
    assert!(with("app.json", b"{\"name\": \"a.b\"}").contains("alphanumeric"));
    assert!(
        with("canvas.json", b"{\"content\": {\"nodes\": [1]}}")
            .contains("content.nodes.0: Expected an object")
    );
    assert!(
        with("manifest.json", b"{\"format\": \"application\", \"version\": 9}").contains("format version 9")
    );
    let deep = "[".repeat(100_000);
    assert!(with("canvas.json", deep.as_bytes()).contains("recursion limit"));
    let other = br#"{"name": "Ask", "component_id": "u1.Other.YesNo.MiniApps.old", "type": "YesNo"}"#;
    assert!(with("miniapps/Ask.json", other).contains("does not fit the name"));
    let twice = br#"{"name": "Ask", "component_id": "u1.Ask.YesNo.MiniApps.old", "type": "YesNo"}"#;
    assert!(with("miniapps/Again.json", twice).contains("which another part has too"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        let _ = Bundle::from_zip(&bytes);
        let _ = baton_bundle::legacy::inspect(&bytes);
    }

    #[test]
    fn no_change_to_an_archive_makes_the_reader_panic(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
        cut in any::<prop::sample::Index>(),
        cuts in any::<bool>(),
    ) {
        let mut bytes = shop().to_zip().unwrap();
        for (index, byte) in &changes {
            let at = index.index(bytes.len());
            bytes[at] = *byte;
        }
        if cuts {
            bytes.truncate(cut.index(bytes.len()));
        }
        let _ = Bundle::from_zip(&bytes);
        let _ = baton_bundle::legacy::inspect(&bytes);
    }
}
