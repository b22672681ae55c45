//! What was compiled before is not compiled again.

use std::sync::Arc;

use crate::testing::application;
use crate::{Cache, compile, compile_with};

const TEXT: &str = "app a
    miniapp ask YesNo
    miniapp say Announcement
    attached customer=1
    node A Flow one -> done=d
    node B Flow two
    A -> B when d = yes
    flow one
    out done
    node S miniApp ask -> YesNo=done
    flow two
    node T miniApp say";

#[test]
fn an_unchanged_application_is_not_compiled_twice_and_an_unchanged_flow_is_the_same_value() {
    let mut cache = Cache::default();
    let first = compile_with(&application(TEXT), &mut cache);
    assert_eq!((first.work.units_compiled, first.work.units_reused), (3, 0));
    assert_eq!((first.work.mini_apps_compiled, first.work.mini_apps_reused), (2, 0));
    let again = compile_with(&application(TEXT), &mut cache);
    assert_eq!((again.work.units_compiled, again.work.units_reused), (0, 3));
    assert_eq!((again.work.mini_apps_compiled, again.work.mini_apps_reused), (0, 2));
    let (first, again) = (first.program.unwrap(), again.program.unwrap());
    assert_eq!(first.hash(), again.hash());
    assert!(first.canvases.iter().all(|(id, canvas)| Arc::ptr_eq(canvas, &again.canvases[id])));
}

#[test]
fn what_changed_is_compiled_and_what_depends_on_it() {
    let changes = [
        // A flow gives its output no longer: its caller is compiled too.
        ("-> YesNo=done", "-> YesNo=other", 2),
        // A flow changes inside: its caller stays.
        ("node T miniApp say", "node T miniApp say -> AnnouncementResult=r", 1),
        // A miniApp that one flow uses.
        ("miniapp say Announcement", "miniapp say Announcement en-GB", 1),
        // Attached data are there in the application only.
        ("attached customer=1", "attached client=1", 1),
        ("attached customer=1", "attached customer=2", 0),
        // Global fields are seen everywhere.
        ("attached customer=1", "attached customer=1\nglobal total", 3),
    ];
    for (before, after, compiled) in changes {
        let mut cache = Cache::default();
        let _ = compile_with(&application(TEXT), &mut cache);
        let changed = application(&TEXT.replace(before, after));
        let with = compile_with(&changed, &mut cache);
        assert_eq!(with.work.units_compiled, compiled, "{before} to {after}");
        let without = compile(&changed);
        assert_eq!(with.problems, without.problems, "{before} to {after}");
        assert_eq!(with.program, without.program, "{before} to {after}");
    }
}
