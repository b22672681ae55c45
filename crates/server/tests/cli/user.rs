//! `baton user`: no server is needed.

use baton_testing::TestDatabase;

use crate::{Done, baton};

fn user(data: &tempfile::TempDir, args: &[&str], input: &str) -> Done {
    let data = data.path().to_str().unwrap();
    baton(&[&["user"], args, &["--data", data]].concat(), input)
}

#[test]
fn users_are_added_listed_and_changed_in_the_store_itself() {
    let data = tempfile::tempdir().unwrap();
    let added = user(&data, &["add", "ann", "--admin", "--organization", "acme"], "");
    assert_eq!(added.status, 0, "{}", added.err);
    assert!(added.out.starts_with("ann was added to acme.\npassword  "), "{}", added.out);
    let given = user(&data, &["add", "bob", "--stdin"], "open sesame\n");
    assert_eq!(given.out, "bob was added to acme.\n");
    assert_eq!(user(&data, &["role", "bob", "ann", "Developer"], "").out, "bob is Developer in ann.\n");
    assert_eq!(user(&data, &["disable", "bob"], "").out, "bob is shut out.\n");
    let list = user(&data, &["list"], "").out;
    let lines: Vec<String> =
        list.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(lines, ["acme", "ann OrgAdmin ann:Owner", "bob ann:Developer bob:Owner (shut out)"]);
}

#[test]
fn what_is_wrong_is_said_in_one_sentence() {
    let data = tempfile::tempdir().unwrap();
    let nowhere = user(&data, &["list"], "");
    assert_eq!(nowhere.status, 2);
    assert!(nowhere.err.contains("say where it is with --data or --database"), "{}", nowhere.err);
    user(&data, &["add", "ann"], "");
    for (args, sentence) in [
        (&["add", "ann"][..], "The name ann is taken."),
        (&["add", "a b"], "A user name has letters, digits"),
        (&["add", "bob", "--stdin"], "A password has 8 to 256 characters."),
        (&["role", "ann", "nowhere", "Owner"], "There is no group nowhere."),
        (&["role", "nobody", "ann", "Owner"], "There is no user nobody."),
        (&["role", "ann", "ann", "Emperor"], "there is no role Emperor"),
        (&["role", "ann", "ann", "OrgAdmin"], "Set it on the user."),
        (&["role", "ann", "ann", "none"], "Everybody stays the Owner"),
    ] {
        let refused = user(&data, args, "short\n");
        assert_eq!(refused.status, 2);
        assert!(refused.err.contains(sentence), "{args:?}: {}", refused.err);
    }
}

#[tokio::test]
async fn what_is_wrong_with_postgresql_is_said_with_what_to_do() {
    let Some(test) = TestDatabase::postgres().await else { return };
    let listed = |database: &str| baton(&["user", "list", "--database", database], "");
    let empty = listed(test.address());
    assert_eq!(empty.status, 2, "{}", empty.out);
    assert!(empty.err.contains("there is no store in postgres://"), "{}", empty.err);
    let (server, _) = test.address().split_once("localhost/").unwrap();
    let (_, parameters) = test.address().split_once('?').unwrap();
    for (database, sentence) in [
        (
            format!("{server}localhost/nowhere?{parameters}"),
            "no database nowhere; make it: CREATE DATABASE nowhere",
        ),
        (format!("postgres://nobody@localhost/x?{parameters}"), "does not let the user nobody in"),
        ("postgres://ann:a@b@127.0.0.1:1/x".into(), "does not answer"),
        (
            "postgres://ann@127.0.0.1:notaport/x".into(),
            "write it as postgres://user:password@host:5432/database",
        ),
    ] {
        let refused = listed(&database);
        assert_eq!(refused.status, 2, "{}", refused.out);
        assert!(refused.err.contains(sentence), "{database}: {}", refused.err);
        assert!(!refused.err.contains("at line"), "{}", refused.err);
    }
    // Nothing was made by looking.
    assert!(listed(test.address()).err.contains("there is no store in"));
    let added = baton(&["user", "add", "ann", "--database", test.address()], "");
    assert_eq!(added.status, 0, "{}", added.err);
    assert!(listed(test.address()).out.contains("ann"));
}

#[test]
fn help_says_what_each_argument_is() {
    let help = baton(&["user", "role", "--help"], "").out;
    for said in ["What they sign in with", "The group", "Maintainer"] {
        assert!(help.contains(said), "{help}");
    }
}
