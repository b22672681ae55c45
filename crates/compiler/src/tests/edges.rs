//! What stands on the arrows.

use super::{check, message};

/// A question, a condition, and two blocks to lead to; edges are added by each test.
fn branch(edges: &str) -> String {
    format!(
        "app a
        miniapp ask YesNo
        miniapp say Announcement
        node A miniApp ask -> YesNo=x
        node C condition
        node S miniApp say
        node T miniApp say
        node U miniApp say
        A -> C
        {edges}"
    )
}

#[test]
fn a_condition_that_leads_nowhere_is_a_warning() {
    check(
        "app a
        miniapp ask YesNo
        node A miniApp ask -> YesNo=x
        node C condition
        A -> C",
        "CONDITION_WITHOUT_EDGES node=C",
    );
}

#[test]
fn the_second_arrow_without_a_condition_is_never_taken() {
    check(&branch("C -> S\nC -> T\nC -> U when x = NO"), "MULTIPLE_DEFAULTS node=C edge=C-T");
}

#[test]
fn an_arrow_is_never_taken_when_an_earlier_one_always_wins() {
    let never = "CONDITION_NEVER_TRUE node=C edge=C-T";
    for (first, second) in [
        ("x = YES", "x = YES"),
        ("x = *", "x = YES"),
        ("x != NO", "x = YES"),
        ("x starts Y", "x = YES"),
        ("x contains E", "x starts YE"),
        ("x > 5", "x >= 6"),
        ("x < 6", "x = 5"),
        ("x = YES or x = NO", "x = NO"),
        ("x = YES", "x = YES and Ani = 1"),
        ("x != *", "x = \"\""),
        ("x.y = *", "x.y = 1"),
    ] {
        check(&branch(&format!("C -> S when {first}\nC -> T when {second}\nC -> U")), never);
    }
}

#[test]
fn an_arrow_that_can_still_be_taken_is_no_problem() {
    for (first, second) in [
        ("x = YES", "x = NO"),
        ("x = YES", "x = *"),
        ("x >= 6", "x > 5"),
        ("x = NO", "x = YES or x = NO"),
        ("x = YES and Ani = 1", "x = YES"),
        ("x matches ^Y", "x = YES"),
        ("x = {{Ani}}", "x = YES"),
        ("x != NO", "x != YES"),
        ("x.y = *", "x = 1"),
    ] {
        check(&branch(&format!("C -> S when {first}\nC -> T when {second}\nC -> U")), "");
    }
}

#[test]
fn two_arrows_that_cover_every_case_leave_none_for_a_third() {
    for (first, second) in [("x = *", "x != *"), ("x = YES", "x != YES"), ("x != YES", "x != NO")] {
        let edges = format!("C -> S when {first}\nC -> T when {second}\nC -> U when x contains Z");
        check(&branch(&edges), "CONDITION_NEVER_TRUE node=C edge=C-U");
    }
}

#[test]
fn conditions_of_one_arrow_can_contradict_each_other() {
    for conditions in [
        "x = YES and x = NO",
        "x = YES and x != YES",
        "x = * and x != *",
        "x != * and x starts Y",
        "x > 5 and x < 3",
        "x = 7 and x < 5",
        "x starts A and x starts B",
    ] {
        check(
            &branch(&format!("C -> S when {conditions}\nC -> T\nA -> U when x = NEVER")),
            "CONTRADICTORY_CONDITIONS node=C edge=C-S field=x",
        );
    }
    for conditions in ["x = YES and x != NO", "x > 3 and x <= 5", "x = YES or x = NO", "x != * and x != YES"]
    {
        check(&branch(&format!("C -> S when {conditions}\nC -> T\nA -> U when x = NEVER")), "");
    }
}

#[test]
fn an_operator_that_is_not_known_is_an_error() {
    check(
        &branch("C -> S when x LIKE YES\nC -> T when x = NO xor x = YES\nC -> U"),
        "UNKNOWN_OPERATOR node=C edge=C-S field=x at=conditions.0
        UNKNOWN_OPERATOR node=C edge=C-T at=condition_operator",
    );
    check(
        "app a
        node A set-field n?=1
        node B exit reason={{n}}
        A -> B",
        "UNKNOWN_OPERATOR node=A field=n at=extra_fields.0
        UNDEFINED_FIELD node=B field=n at=extra_fields.0",
    );
}

#[test]
fn a_pattern_that_cannot_be_read_says_why() {
    let compiled = check(
        &branch(
            "C -> S when x matches [a-\nC -> T when x matches {{Ani}}\nC -> U when x matches (((a{99}){99}){99})",
        ),
        "INVALID_PATTERN node=C edge=C-S field=x at=conditions.0
        INVALID_PATTERN node=C edge=C-U field=x at=conditions.0",
    );
    let said = message(&compiled, "INVALID_PATTERN");
    assert!(said.contains("unclosed character class"), "{said}");
}

#[test]
fn a_number_is_needed_where_numbers_are_compared_or_counted() {
    check(
        &branch("C -> S when x > many\nC -> T\nA -> U when x = NO"),
        "NOT_A_NUMBER node=C edge=C-S field=x at=conditions.0",
    );
    check(
        "app a
        node A set-field n+=one n-=1 n+={{Ani}}
        node B exit reason={{n}}
        A -> B",
        "NOT_A_NUMBER node=A field=n at=extra_fields.0",
    );
}
