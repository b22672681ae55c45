//! `baton test`: conversations that are held, and what is said when one goes another way.

use std::fs;

use serde_json::Value;

use super::baton;

/// A conversation with the pizza line, in short.
const SCENARIO: &str = "\
answer Unused = {\"x\": 1}

--- Somebody hangs up
start locale en-US
? Luigi
[hup]
! FAR_HUP success
";

#[test]
fn the_conversations_of_each_example_go_as_they_are_written() {
    for example in ["examples/hello", "examples/pizza", "examples/bank"] {
        let done = baton(&["test", example], "");
        assert_eq!((done.status, done.err.as_str()), (0, ""), "{}", done.out);
        assert!(done.out.contains("0 did not."), "{}", done.out);
    }
}

#[test]
fn a_conversation_that_goes_another_way_is_shown_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let (good, bad) = (folder.path().join("good.txt"), folder.path().join("bad.txt"));
    let text = fs::read_to_string(crate::root().join("examples/bank/conversations/balance.txt")).unwrap();
    fs::write(&good, &text).unwrap();
    fs::write(&bad, text.replace("1,250", "2,250")).unwrap();
    let (folder, bad) = (folder.path().to_str().unwrap(), bad.to_str().unwrap());
    let done = baton(&["test", "examples/bank", folder], "");
    assert_eq!(done.status, 1);
    let line = text.lines().position(|line| line.contains("1,250")).unwrap() + 1;
    let shown = format!(
        "FAIL  {bad}:{line}  The balance of the current account.\n        written  Your current account: 2,250 euros.\n        \
         found    Your current account: 1,250 euros.\n"
    );
    assert!(done.out.contains(&shown), "{}", done.out);
    assert!(done.out.ends_with("2 conversations: 1 went as written, 1 did not.\n"), "{}", done.out);

    let told = baton(&["test", "examples/bank", folder, "--json", "--only", "bad"], "");
    let told: Value = serde_json::from_str(&told.out).unwrap();
    assert_eq!((&told["passed"], &told["failed"]), (&Value::from(0), &Value::from(1)));
    assert_eq!(told["conversations"][0]["found"], "Your current account: 1,250 euros.");
}

#[test]
fn scenarios_take_what_services_answer_as_data_and_call_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("transfer.txt");
    let known = "\
< How can I help you?
> transfer
< Please write your account number.
> 12345678
< And your PIN?
> 4711
< Which account shall the money go to?
> 20406080
";
    let text = format!(
        "answer BankFindPayee = {{\"owner\": \"Zoe\"}}\n\
         --- The service says whose account it is\n\
         < Welcome to River Bank, good to see you.\n{known}\
         < How much would you like to send to Zoe?\n\
         > 20 euros\n\
         < Shall I send €20 to Zoe?\n\
         > yes\n\
         < When shall it be sent?\n\
         > 24 December\n\
         < Done: €20 go to Zoe on Monday, December 24. The reference is 7.\n\
         < Is there anything else?\n\
         = Transfer DONE\n\
         [hup]\n\
         ! FAR_HUP success\n\
         --- It fails\n\
         answer BankFindPayee = {{\"failure\": \"timed_out\"}}\n\
         < Welcome to River Bank, good to see you.\n{known}\
         < I am sorry, this takes too long.\n\
         < One moment, a colleague joins us.\n\
         ! TRANSFER success could not help\n\
         to service reason_for_call=could not help\n"
    );
    let text = text.replace(
        "--- The service",
        "answer BankSendMoney = {\"status\": 201, \"body\": {\"reference\": \"7\"}}\n--- The service",
    );
    fs::write(&file, text).unwrap();
    let args = ["test", "examples/bank", file.to_str().unwrap(), "--now", "2029-11-23T10:00:00Z"];
    let done = baton(&args, "");
    assert_eq!(done.status, 0, "{}", done.out);
}

#[test]
fn a_service_without_an_answer_is_not_called() {
    let zip = tempfile::tempdir().unwrap();
    let bank = zip.path().join("bank.zip");
    let bundle = baton_bundle::Bundle::open(&crate::root().join("examples/bank")).unwrap();
    fs::write(&bank, bundle.to_zip().unwrap()).unwrap();
    let file = zip.path().join("a.txt");
    let written = "--- A\nstart voice\n< Welcome to River Bank.\n< How can I help you?\n[dtmf:4]\n? account number\n\
                   [dtmf:12345678#]\n? PIN\n[dtmf:4711#]\n? number\n[dtmf:20406080#]\n< One moment, I connect you with a colleague.\n";
    fs::write(&file, written).unwrap();
    let done = baton(&["test", bank.to_str().unwrap(), file.to_str().unwrap()], "");
    assert_eq!((done.status, done.err.as_str()), (0, ""), "{}", done.out);
}

#[test]
fn what_can_not_be_held_is_said_in_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.txt");
    fs::write(&file, "hello there").unwrap();
    let none = folder.path().join("none.txt");
    let path = |path: &std::path::Path| path.to_str().unwrap().to_owned();
    for (tests, said) in [(path(&file), "line 1"), (path(&none), "can't be read")] {
        let done = baton(&["test", "examples/pizza", &tests], "");
        assert_eq!(done.status, 2);
        assert!(done.err.contains(said), "{}", done.err);
    }
    fs::write(&file, SCENARIO).unwrap();
    let done = baton(&["test", "examples/pizza", &path(&file)], "");
    assert_eq!(done.status, 0, "{}{}", done.out, done.err);
    assert_eq!(baton(&["test", "examples/pizza", &path(&file), "--only", "nothing"], "").status, 2);
}
