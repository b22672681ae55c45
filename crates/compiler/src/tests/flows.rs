//! Flows within the application.

use super::{check, message};
use crate::testing::application;
use crate::{compile, fail_sources, find_cycle, flows_used, mini_apps_used};

#[test]
fn what_goes_into_a_flow_and_comes_out_must_be_declared_and_given() {
    check(
        "app a
        miniapp ask YesNo
        node A Flow sub <- amuont=5 -> result=r outcome=o
        node B exit reason=\"{{r}}{{o}}\"
        A -> B
        flow sub
        in amount
        out result
        node S miniApp ask <- extValue1=amount -> YesNo=result",
        "MISSING_FLOW_INPUT node=A field=amount at=input_fields.amount
        UNKNOWN_FLOW_INPUT node=A field=amuont at=input_fields.amuont
        UNKNOWN_FLOW_OUTPUT node=A field=o at=output_fields.1",
    );
}

#[test]
fn what_a_flow_gives_on_some_ways_only_is_not_always_there() {
    check(
        "app a
        miniapp ask YesNo
        node A Flow sub -> always=x sometimes=y never=z
        node B exit reason={{x}}
        node C exit reason={{y}}
        node D exit reason={{z}}
        A -> B when Ani = 1
        A -> C when Ani = 2
        A -> D
        flow sub
        out always sometimes never
        node S miniApp ask -> YesNo=always
        node T set-field sometimes=1
        S -> T when always = YES",
        "FIELD_NOT_ALWAYS_DEFINED node=C field=y at=extra_fields.0
        UNDEFINED_FIELD node=D field=z at=extra_fields.0
        FLOW_OUTPUT_NEVER_SET canvas=sub field=never at=output_fields",
    );
}

#[test]
fn a_flow_that_always_leads_on_ends_only_where_nothing_follows() {
    check(
        "app a
        miniapp ask YesNo
        node A Flow sub -> result=x
        node B exit reason={{x}}
        A -> B
        flow sub
        out result
        node S miniApp ask -> YesNo=x
        node T set-field result=1
        node U set-field result=2
        S -> T when x = YES
        S -> U when x != YES",
        "
        ",
    );
}

#[test]
fn a_flow_sees_its_inputs_and_the_globals_and_not_the_fields_of_its_caller() {
    check(
        "app a
        miniapp say Announcement
        global shared
        node A set-field mine=1
        node B Flow sub <- given={{mine}}
        A -> B
        flow sub
        in given
        node S miniApp say <- extValue1=\"{{given}}{{shared}}{{mine}}\"",
        "UNDEFINED_FIELD canvas=sub node=S field=mine at=input_fields.extValue1",
    );
}

#[test]
fn a_flow_can_set_a_global_field_that_was_dropped() {
    let app = |flow: &str| {
        format!(
            "app a
            global total
            node A set-field total=
            node B Flow sub
            node C exit reason={{{{total}}}}
            A -> B
            B -> C
            flow sub
            node S Flow inner
            flow inner
            node I set-field {flow}"
        )
    };
    check(&app("total=1"), "");
    check(&app("other=1"), "UNDEFINED_FIELD node=C field=total at=extra_fields.0");
}

const CIRCLE: &str = "app my_app
    node A Flow lvl_1
    flow lvl_1
    node B Flow lvl_2
    flow lvl_2
    node C Flow lvl_1";

#[test]
fn a_flow_that_reaches_itself_is_an_error_with_the_way_it_takes() {
    let compiled = check(CIRCLE, "FLOW_CYCLE canvas=lvl_2 node=C");
    let sentence = "Found cycle use of a Flow in the application (use trace: ['u.my_app.Apps.orc.g', \
        'u.lvl_1.Flows.orc.g', 'u.lvl_2.Flows.orc.g'] -> u.lvl_1.Flows.orc.g).";
    assert_eq!(message(&compiled, "FLOW_CYCLE"), sentence);
    assert_eq!(find_cycle(&application(CIRCLE)).unwrap().to_string(), sentence);
    assert_eq!(fail_sources(&application(CIRCLE)).unwrap_err().to_string(), sentence);
}

#[test]
fn a_flow_can_reach_itself_through_a_handler_too() {
    check(
        "app a
        miniapp ask YesNo
        node A Flow sub
        flow sub
        node B miniApp ask
        on error run sub",
        "FLOW_CYCLE canvas=sub at=error_handlers",
    );
}

#[test]
fn one_flow_used_twice_is_no_cycle() {
    let text = "app a
        miniapp ask YesNo
        node A Flow one
        node B Flow two
        A -> B
        flow one
        node C Flow two
        flow two
        node D miniApp ask";
    check(text, "");
    assert_eq!(flows_used(&application(text)), ["u.one.Flows.orc.g", "u.two.Flows.orc.g"]);
}

#[test]
fn fail_sources_and_used_mini_apps_are_listed_once_each() {
    let source = application(
        "app a
        miniapp ask YesNo
        miniapp why Intent
        miniapp sorry Announcement
        node A Flow sub
        node B miniApp why
        node C miniApp why
        A -> B
        B -> C
        on error run apologise
        flow sub
        node S miniApp ask
        node T miniApp why
        S -> T
        flow apologise
        node U miniApp sorry",
    );
    let listed: Vec<_> = fail_sources(&source)
        .unwrap()
        .into_iter()
        .map(|source| (source.display_name, source.fail_source_path))
        .collect();
    let why = "u.why.Banking.MiniApps.g";
    assert_eq!(
        listed,
        [
            ("why".to_owned(), why.to_owned()),
            ("sub.ask".to_owned(), "u.sub.Flows.orc.g::u.ask.YesNo.MiniApps.g".to_owned()),
            ("sub.why".to_owned(), format!("u.sub.Flows.orc.g::{why}")),
        ]
    );
    let used = [why, "u.ask.YesNo.MiniApps.g", "u.sorry.Announcement.MiniApps.g"];
    assert_eq!(mini_apps_used(&source), used);
    assert!(compile(&source).deployable());
}
