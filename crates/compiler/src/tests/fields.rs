//! Fields along the ways through a canvas.

use super::{check, message};

const APPS: &str = "app a
    miniapp ask YesNo
    miniapp say Announcement
    miniapp number Numeric
    variable shop=Acme
    ";

fn check_app(nodes: &str, expected: &str) -> crate::Compiled {
    check(&format!("{APPS}{nodes}"), expected)
}

#[test]
fn a_field_that_nothing_defines_is_a_warning_wherever_it_is_used() {
    let compiled = check_app(
        "node A miniApp say <- extValue1=\"Hello {{nmae}}\"
        node B set-field x={{y}}
        node C transfer destination={{queue}} reason={{why}} <- account={{x.number}}
        A -> B
        B -> C when Ani = {{other}}",
        "UNDEFINED_FIELD node=A field=nmae at=input_fields.extValue1
        UNDEFINED_FIELD node=B field=y at=extra_fields.0
        UNDEFINED_FIELD node=B edge=B-C field=other at=conditions.0
        UNDEFINED_FIELD node=C field=queue at=extra_fields.0
        UNDEFINED_FIELD node=C field=why at=extra_fields.1",
    );
    assert!(message(&compiled, "UNDEFINED_FIELD").starts_with("'A' uses the field 'nmae'"));
}

#[test]
fn a_field_that_is_only_defined_later_is_not_there_yet() {
    check_app(
        "node A miniApp say <- extValue1=x
        node B miniApp ask -> YesNo=x
        A -> B",
        "UNDEFINED_FIELD node=A field=x at=input_fields.extValue1",
    );
}

#[test]
fn a_condition_on_a_field_that_nothing_defines_is_a_warning() {
    check_app(
        "node R miniApp say
        node A miniApp ask -> YesNo=x
        node C condition
        node B exit
        R -> A
        A -> C
        C -> B when y = YES
        C -> A when z.path != *",
        "CONDITION_ON_UNDEFINED_FIELD node=C edge=C-B field=y at=conditions.0
        CONDITION_ON_UNDEFINED_FIELD node=C edge=C-A field=z at=conditions.0
        ",
    );
}

#[test]
fn what_the_platform_the_application_and_its_channel_give_is_defined() {
    check_app(
        "in given
        attached customer=1
        global total
        sensitive pin=masked
        node A miniApp say <- extValue1=\"{{given}}{{customer}}{{total}}{{pin}}{{Ani}}{{Dnis}}{{Locale}}\"
        node B miniApp say <- extValue1=\"{{DialogID}}{{BioResult}}{{ocpvars:shop}}{{testMode}}\"
        A -> B when BioScore > 50",
        "",
    );
}

#[test]
fn a_field_that_only_some_ways_define_is_worth_a_look() {
    check_app(
        "node A miniApp ask -> YesNo=x
        node B miniApp number -> Numeric=n
        node C miniApp say <- extValue1={{n}}
        A -> B when x = YES
        A -> C
        B -> C",
        "FIELD_NOT_ALWAYS_DEFINED node=C field=n at=input_fields.extValue1",
    );
}

#[test]
fn an_optional_output_may_be_missing() {
    check_app(
        "node A miniApp ask -> YesNo=?x
        node B exit reason={{x}}
        A -> B",
        "FIELD_NOT_ALWAYS_DEFINED node=B field=x at=extra_fields.0",
    );
}

#[test]
fn to_ask_whether_a_field_is_there_is_no_problem_and_the_branch_knows_the_answer() {
    check_app(
        "node A miniApp ask -> YesNo=x
        node B miniApp number -> Numeric=n
        node C condition
        node D miniApp say <- extValue1={{n}}
        node E miniApp say
        A -> B when x = YES
        A -> C
        B -> C
        C -> D when n = *
        C -> E",
        "
        ",
    );
    check_app(
        "node A miniApp ask -> YesNo=x
        node B miniApp number -> Numeric=n
        node C condition
        node D miniApp say
        node E miniApp say <- extValue1={{n}}
        A -> B when x = YES
        A -> C
        B -> C
        C -> D when n = *
        C -> E",
        "UNDEFINED_FIELD node=E field=n at=input_fields.extValue1",
    );
}

#[test]
fn a_branch_that_was_taken_because_of_a_value_has_the_field() {
    check_app(
        "node A miniApp ask -> YesNo=x
        node B miniApp number -> Numeric=n
        node C condition
        node D miniApp say <- extValue1={{n}}
        node E miniApp say <- extValue1={{n}}
        A -> B when x = YES
        A -> C
        B -> C
        C -> D when n > 5 or n = 3
        C -> E",
        "FIELD_NOT_ALWAYS_DEFINED node=C edge=C-D field=n at=conditions.0
        FIELD_NOT_ALWAYS_DEFINED node=E field=n at=input_fields.extValue1",
    );
}

#[test]
fn an_empty_set_field_drops_and_a_counter_defines() {
    check_app(
        "node A set-field x=1 count+=1
        node B set-field x=
        node C miniApp say <- extValue1={{count}} extValue2={{x}}
        A -> B
        B -> C",
        "UNDEFINED_FIELD node=C field=x at=input_fields.extValue2",
    );
}

#[test]
fn a_set_field_goes_step_by_step() {
    check_app(
        "node A set-field x=1 y={{x}} z={{w}} w=1
        node B exit reason=\"{{y}}{{z}}\"
        A -> B",
        "UNDEFINED_FIELD node=A field=w at=extra_fields.2",
    );
}

#[test]
fn a_loop_does_not_hide_that_the_first_round_has_no_value() {
    check_app(
        "node A miniApp say <- extValue1={{n}}
        node B miniApp number -> Numeric=n
        node D miniApp say
        A -> B
        B -> D
        D -> A when n = 1
        D -> B when n = 2",
        "NO_ROOT_FOUND",
    );
    check_app(
        "node R miniApp say
        node A miniApp say <- extValue1={{n}}
        node B miniApp number -> Numeric=n
        R -> A
        A -> B
        B -> A when n = 1",
        "FIELD_NOT_ALWAYS_DEFINED node=A field=n at=input_fields.extValue1",
    );
}

#[test]
fn names_that_belong_to_the_platform_cannot_be_given() {
    check_app(
        "in TermChar
        node A miniApp ask -> YesNo=InputMode
        node B set-field DialogID=1 Dnis=2 Ani=3 Locale=fr-CA
        A -> B",
        "RESERVED_FIELD_NAME field=TermChar at=input_fields
        RESERVED_FIELD_NAME node=A field=InputMode at=output_fields.0
        RESERVED_FIELD_NAME node=B field=DialogID at=extra_fields.0
        READ_ONLY_FIELD node=B field=Dnis at=extra_fields.1",
    );
}

#[test]
fn a_name_that_a_template_could_not_read_is_an_error() {
    check_app(
        "node A miniApp ask -> YesNo=user.name YesNoInputMode=\"{x}\"
        node B set-field order.total=5 résumé=1
        A -> B",
        "INVALID_FIELD_NAME node=A field=user.name at=output_fields.0
        INVALID_FIELD_NAME node=A field={x} at=output_fields.1
        INVALID_FIELD_NAME node=B field=order.total at=extra_fields.0",
    );
}

#[test]
fn outputs_of_one_block_have_names_of_their_own_and_exist() {
    check_app(
        "node A miniApp ask -> YesNo=x YesNoInputMode=x Numeric=y
        node B miniApp say -> AnnouncementResult=r AnnouncementResultInputMode=s
        A -> B when x = YES",
        "OUTPUT_NAME_CLASH node=A field=x at=output_fields.1
        UNKNOWN_OUTPUT node=A field=y at=output_fields.2
        UNKNOWN_OUTPUT node=B field=s at=output_fields.1",
    );
}

#[test]
fn an_output_that_nothing_reads_is_worth_a_look() {
    check_app(
        "out kept
        node A miniApp ask -> YesNo=x YesNoInputMode=mode log mode
        node B miniApp ask -> YesNo=kept
        node C miniApp say -> AnnouncementResult=played
        A -> B
        B -> C",
        "UNUSED_OUTPUT node=A field=x at=output_fields.0",
    );
}

#[test]
fn a_variable_must_be_in_the_collection() {
    let compiled = check_app(
        "set say /announceList/0/announcement/locales/en-US/omIVR/normal = Hi from {{ocpvars:city}}
        node A miniApp say <- extValue1=\"{{ocpvars:shop}} {{ocpvars:shpo}}\"
        node B miniApp say
        A -> B when Ani = {{ocpvars:vip}}",
        "UNKNOWN_VARIABLE node=A field=shpo at=input_fields.extValue1
        UNKNOWN_VARIABLE node=A field=city at=model
        UNKNOWN_VARIABLE node=A edge=A-B field=vip at=conditions.0",
    );
    assert_eq!(compiled.program.unwrap().variables["shop"], "Acme");
}
