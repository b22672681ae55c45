//! Whoever reads what a command says may stop reading.

use std::process::Command;

use crate::root;

#[test]
fn a_command_whose_reader_has_left_ends_without_a_word() {
    for args in [&["chat", "examples/hello"][..], &["check", "examples/hello"], &["config"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = Command::new(env!("CARGO_BIN_EXE_baton"));
        let done = command.args(args).current_dir(root()).stdin(std::process::Stdio::null()).stdout(writer);
        let done = done.output().unwrap();
        assert_eq!(String::from_utf8_lossy(&done.stderr), "", "{args:?}");
        assert_eq!(done.status.code(), Some(0), "{args:?}");
    }
}
