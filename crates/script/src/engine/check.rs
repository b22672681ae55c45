//! Is a text a script? Asked when it is saved.

use rquickjs::{CatchResultExt, Context, Runtime, Value};

use super::{errors, named};
use crate::{Failure, limits};

/// What is wrong with a script; nothing of it is run.
pub(crate) fn check(javascript: &str) -> Option<Failure> {
    if javascript.len() > limits::SCRIPT {
        let most = limits::SCRIPT / 1024;
        return Some(Failure::new("SyntaxError", format!("The script is too long: at most {most} KiB.")));
    }
    let Ok(context) = Runtime::new().and_then(|runtime| {
        runtime.set_memory_limit(64 * 1024 * 1024);
        runtime.set_max_stack_size(limits::STACK);
        Context::full(&runtime)
    }) else {
        return Some(Failure::crash());
    };
    // The engine reads the whole script before it runs any of it, and the first thing it runs gives up.
    let first = if is_strict(javascript) { "'use strict';throw 0;" } else { "throw 0;" };
    let ahead = u32::try_from(first.len()).unwrap_or(0);
    context.with(|ctx| {
        let read =
            ctx.eval_with_options::<Value<'_>, _>(format!("{first}{javascript}"), named(super::SCRIPT));
        let caught = read.catch(&ctx).err()?;
        let mut failure = errors::failure(&ctx, caught);
        if failure.name == "Error" && failure.message == "0" {
            return None;
        }
        if failure.line == Some(1) {
            failure.column = failure.column.map(|column| column.saturating_sub(ahead).max(1));
        }
        Some(failure)
    })
}

/// True when the script begins with `'use strict'`, comments aside.
fn is_strict(javascript: &str) -> bool {
    let mut rest = javascript.trim_start();
    loop {
        rest = if let Some(line) = rest.strip_prefix("//") {
            line.split_once('\n').map_or("", |(_, after)| after)
        } else if let Some(block) = rest.strip_prefix("/*") {
            block.split_once("*/").map_or("", |(_, after)| after)
        } else {
            return rest.starts_with("'use strict'") || rest.starts_with("\"use strict\"");
        }
        .trim_start();
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    fn place(javascript: &str) -> Option<(Option<u32>, Option<u32>)> {
        check(javascript).map(|failure| {
            assert_eq!(failure.name, "SyntaxError", "{failure:?}");
            (failure.line, failure.column)
        })
    }

    #[test]
    fn a_script_is_read_and_not_run() {
        assert_eq!(place("while (true) {}"), None);
        assert_eq!(
            place("ocpReturn(params.x?.y ?? `a${1}`); const a = async () => { for await (const b of c) {} }"),
            None
        );
        assert_eq!(place(""), None);
    }

    #[test]
    fn an_error_has_its_line_and_column() {
        assert_eq!(place("const a = 1;\nconst b = ;\n"), Some((Some(2), Some(11))));
        assert_eq!(place("a b"), Some((Some(1), Some(3))));
        assert!(place("throw 0; }").is_some());
        assert!(place("if (a {").is_some());
        assert!(place("return 5").is_some());
        assert!(place("/(/").is_some());
        assert!(place("let a; let a;").is_some());
    }

    #[test]
    fn a_strict_script_is_held_to_it() {
        assert_eq!(place("with (a) {}"), None);
        assert!(place("// strict\n'use strict'; with (a) {}").is_some());
    }
}
