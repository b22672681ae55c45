//! The shape of the canvas.

use super::{check, message};

#[test]
fn an_empty_canvas_is_a_warning_and_no_program() {
    let compiled = check("app a", "EMPTY_CANVAS");
    assert!(compiled.program.is_none());
}

#[test]
fn a_canvas_that_cannot_be_read_says_where() {
    check("app a\ncanvas {\"content\":{\"nodes\":3}}", "MALFORMED_CANVAS at=content.nodes");
}

#[test]
fn a_canvas_without_a_block_to_begin_at_is_an_error_and_no_program() {
    let compiled = check(
        "app a
        miniapp say Announcement
        node A miniApp say
        node B miniApp say
        A -> B
        B -> A",
        "NO_ROOT_FOUND",
    );
    assert!(compiled.program.is_none());
}

#[test]
fn each_of_several_roots_is_named_and_the_first_is_where_the_simulator_begins() {
    let compiled = check(
        "app a
        miniapp say Announcement
        node A miniApp say
        node B miniApp say
        node C miniApp say
        A -> C
        B -> C",
        "MULTIPLE_ROOTS_FOUND node=A
        MULTIPLE_ROOTS_FOUND node=B",
    );
    assert_eq!(message(&compiled, "MULTIPLE_ROOTS_FOUND"), "Multiple roots found on the graph.");
    assert_eq!(compiled.program.unwrap().canvases["u.a.Apps.orc.g"].root, 0);
}

#[test]
fn a_block_that_leads_only_to_itself_is_still_where_the_canvas_begins() {
    check(
        "app a
        miniapp ask YesNo
        node A miniApp ask -> YesNo=x
        node B exit
        A -> A when x = NO
        A -> B",
        "",
    );
}

#[test]
fn an_id_that_stands_on_two_blocks_is_an_error_and_the_first_block_counts() {
    let compiled = check(
        "app a
        miniapp say Announcement
        node A miniApp say
        node B miniApp say
        node B exit
        A -> B",
        "DUPLICATE_NODE_ID node=B",
    );
    assert_eq!(compiled.program.unwrap().canvases["u.a.Apps.orc.g"].nodes.len(), 2);
}

#[test]
fn an_arrow_from_or_to_nowhere_is_an_error() {
    check(
        "app a
        miniapp say Announcement
        node A miniApp say
        A -> X
        Y -> A",
        "EDGE_TO_NOWHERE node=Y edge=Y-A
        EDGE_TO_NOWHERE node=A edge=A-X",
    );
}

#[test]
fn blocks_without_a_way_from_the_root_are_unreachable_also_behind_an_exit() {
    check(
        "app a
        miniapp say Announcement
        node A miniApp say
        node E exit
        node B miniApp say
        node C miniApp say
        node D miniApp say
        A -> E
        E -> B
        C -> D
        D -> C",
        "UNREACHABLE_NODE node=B
        UNREACHABLE_NODE node=C
        UNREACHABLE_NODE node=D",
    );
}
