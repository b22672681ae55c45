//! The application as a whole: attached data, global fields, biometrics, and what canvases can choose from.

use super::check;
use crate::testing::application;
use crate::{available_fields, compile};

#[test]
fn attached_data_leave_the_names_of_the_platform_alone() {
    check(
        "app a
        attached InputMode=x Dnis=1 customer=2 Ani=3
        node A exit",
        "RESERVED_ATTACHED_DATA field=Dnis at=attached_data.Dnis
        RESERVED_ATTACHED_DATA field=InputMode at=attached_data.InputMode",
    );
}

#[test]
fn a_global_field_is_not_built_in_and_has_a_name() {
    check(
        "app a
        global Ani Root total a.b
        node A exit",
        "INVALID_GLOBAL_FIELD field=Ani at=global_fields
        INVALID_GLOBAL_FIELD field=Root at=global_fields
        INVALID_GLOBAL_FIELD field=a.b at=global_fields",
    );
}

#[test]
fn what_feeds_the_biometric_engine_is_defined_by_something() {
    let compiled = check(
        "app a
        biometrics DEF Ani=Ani userID=customer other=nothing
        miniapp number Numeric
        node A miniApp number -> Numeric=customer",
        "UNKNOWN_BIOMETRIC_FIELD field=nothing at=voice_biometric.other",
    );
    assert_eq!(compiled.program.unwrap().biometrics.as_ref().unwrap().profile_id, "DEF");
}

#[test]
fn sensitive_fields_and_outputs_of_sensitive_mini_apps_are_global() {
    let compiled = check(
        "app a
        sensitive card=encrypted
        miniapp pin Numeric
        set pin sensitivity = High
        node A miniApp pin -> Numeric=code
        node B Flow sub
        A -> B
        flow sub
        miniapp say Announcement
        node S miniApp say <- extValue1={{code}}",
        "",
    );
    let program = compiled.program.unwrap();
    assert!(program.global_fields.contains("code") && program.global_fields.contains("card"));
    assert_eq!(
        serde_json::json!(program.sensitive_fields),
        serde_json::json!({"card": "encrypted", "code": "masked"})
    );
}

#[test]
fn available_fields_begin_with_what_is_built_in() {
    let source = application(
        "app a
        in given
        global total
        attached customer=1
        miniapp ask YesNo
        node A miniApp ask -> YesNo=x
        node B set-field x=1 y=2
        node C Flow sub
        A -> B
        B -> C
        flow sub
        in inner
        node S set-field z=1",
    );
    let names = |unit: &str| -> Vec<_> {
        available_fields(&source, unit).into_iter().map(|field| (field.name, field.readonly)).collect()
    };
    let of_app = names("u.a.Apps.orc.g");
    let first: Vec<_> = of_app.iter().take(3).map(|(name, readonly)| (name.as_str(), *readonly)).collect();
    assert_eq!(first, [("Ani", false), ("Dnis", true), ("Locale", false)]);
    let last: Vec<_> = of_app.iter().skip(8).map(|(name, _)| name.as_str()).collect();
    assert_eq!(last, ["given", "total", "customer", "x", "y"]);
    assert!(of_app.iter().skip(8).all(|(_, readonly)| !readonly));
    let of_flow = names("u.sub.Flows.orc.g");
    let last: Vec<_> = of_flow.iter().skip(8).map(|(name, _)| name.as_str()).collect();
    assert_eq!(last, ["inner", "total", "z"]);
    assert_eq!(names("u.nobody.Flows.orc.g"), []);
    assert!(compile(&source).program.is_some());
}
