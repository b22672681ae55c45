//! What functions do that mean no good, or can't help it: each is that one function's failure.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::time::Duration;

use baton_script::{Kind, Limits, Options, Pool};
use serde_json::json;

use support::{call, options, run, text};

/// Fails with this name, and the next call works.
async fn fails(pool: &Pool, name: &str, javascript: &str) {
    let outcome = run(pool, javascript).await;
    let error =
        outcome.error.unwrap_or_else(|| panic!("{javascript} gave {:.100}", outcome.value.to_string()));
    assert_eq!(error.name, name, "{javascript}: {error:?}");
    assert_eq!(text(pool, "1 + 1").await, "2", "after {javascript}");
}

#[tokio::test]
async fn what_never_ends_is_ended() {
    let pool = Pool::new(options());
    for endless in [
        "for (;;) {}",
        "while (true) { try { throw 1 } catch {} }",
        "(function f() { try { f() } finally { f() } })()",
        "/^(a+)+$/.test('a'.repeat(40) + 'b')",
        "/(x+x+)+y/.exec('x'.repeat(60))",
        "const p = () => Promise.resolve().then(p); p()",
        "const r = /a/y; Object.defineProperty(r, 'exec', {value() { return {index: 0, 0: ''} }}); 'a'.replace(new RegExp('', 'g'), () => { for (;;); })",
        "ocpReturn({toJSON() { for (;;); }})",
        "throw {get message() { for (;;); }}",
    ] {
        fails(&pool, "Timeout", endless).await;
    }
}

#[tokio::test]
async fn a_builtin_that_does_not_look_at_the_clock_is_killed() {
    let pool = Pool::new(options());
    let sorting = "const a = 'ab'.repeat(1 << 21); let n = 0; for (let i = 0; i < 1e6; i++) n += a.lastIndexOf('ba'.repeat(1 << 20)); n";
    let error = run(&pool, sorting).await.error.unwrap();
    assert!(["Timeout", "OutOfMemory"].contains(&error.name.as_str()), "{error:?}");
    assert_eq!(text(&pool, "'next'").await, "next");
}

#[tokio::test]
async fn what_takes_too_much_memory_is_refused() {
    let pool = Pool::new(options());
    for hog in [
        "const a = []; for (;;) a.push(new Array(1000).fill('x'))",
        "let s = 'x'; for (;;) s += s",
        "new ArrayBuffer(1e9)",
        "'x'.repeat(2 ** 29)",
        "const a = []; a.length = 1e8; a.fill(1)",
        "new Uint8Array(1e9)",
    ] {
        let error = run(&pool, hog).await.error.unwrap();
        assert!(["OutOfMemory", "Timeout", "RangeError"].contains(&error.name.as_str()), "{hog}: {error:?}");
        assert_eq!(text(&pool, "1 + 1").await, "2", "after {hog}");
    }
    fails(&pool, "OutOfMemory", "const a = []; for (;;) a.push('x'.repeat(100000) + a.length)").await;
}

#[tokio::test]
async fn values_that_are_none_are_said_to_be() {
    let pool = Pool::new(options());
    fails(&pool, "TypeError", "const c = {}; c.c = c; ocpReturn(c)").await;
    fails(&pool, "RangeError", "(function f() { f() })()").await;
    fails(&pool, "TypeError", "ocpReturn(new Promise(() => {}))").await;
    fails(&pool, "TypeError", "ocpReturn(Symbol('a'))").await;
    fails(&pool, "RangeError", "ocpReturn('x'.repeat(2_000_000))").await;
    fails(&pool, "Odd", "ocpReturn(Promise.reject(Object.assign(new Error('m'), {name: 'Odd'})))").await;
    let deep = "let d = {}; let e = d; for (let i = 0; i < 500; i++) e = e.d = {}; ocpReturn(d)";
    let outcome = pool.run("tests", call(deep, json!({}), Kind::Output)).await;
    assert_eq!(outcome.error.unwrap().name, "RangeError");
    assert_eq!(run(&pool, "ocpReturn(() => 1)").await.value, json!(null));
}

#[tokio::test]
async fn a_log_is_bounded() {
    let pool = Pool::new(options());
    let outcome = run(&pool, "const x = 'x'.repeat(2000); for (let i = 0; i < 500; i++) console.log(x); console.log({get a() { throw 1 }})").await;
    assert_eq!(outcome.error, None);
    assert_eq!(outcome.log.len(), 101);
    assert!(outcome.log.iter().all(|line| line.chars().count() <= 1_001));
    let outcome = run(&pool, "console.log({get a() { throw 1 }}, Symbol('a'), 5n, () => 1)").await;
    assert_eq!(outcome.error, None);
}

#[tokio::test]
async fn what_is_changed_in_the_language_harms_only_its_own_call() {
    let pool = Pool::new(options());
    for change in [
        "JSON.parse = JSON.stringify = () => { throw 1 }; ocpReturn('a')",
        "Object.defineProperty = null; Reflect.construct = null; Map.prototype.get = null; URL; ocpReturn('a')",
        "delete globalThis.console; ocpReturn('a')",
        "Array.prototype[Symbol.iterator] = null; ocpReturn('a')",
    ] {
        let outcome = run(&pool, change).await;
        assert!(outcome.error.is_some() || outcome.value == "a", "{change}: {outcome:?}");
        assert_eq!(text(&pool, "1 + 1").await, "2", "after {change}");
    }
}

#[tokio::test]
async fn a_hundred_at_once_each_end_and_another_is_answered_meanwhile() {
    let limits = Limits { time: Duration::from_millis(25), ..Limits::default() };
    let pool = Pool::new(Options { patience: Duration::from_secs(30), limits, ..options() });
    text(&pool, "1").await;
    let hostile: Vec<_> = (0..100)
        .map(|number| {
            let pool = pool.clone();
            let javascript = format!("/* {number} */ for (;;) {{}}");
            tokio::spawn(async move { pool.run("hostile", call(&javascript, json!({}), Kind::User)).await })
        })
        .collect();
    tokio::time::sleep(Duration::from_millis(50)).await;
    for _ in 0..20 {
        assert_eq!(text(&pool, "1 + 1").await, "2");
    }
    let ended = hostile.iter().filter(|task| task.is_finished()).count();
    assert!(ended < 100, "the others waited for all hundred");
    for task in hostile {
        assert_eq!(task.await.unwrap().error.unwrap().name, "Timeout");
    }
}

#[tokio::test]
async fn a_worker_that_can_not_start_is_said() {
    let pool = Pool::new(Options { program: "/nowhere/at/all".into(), ..options() });
    assert_eq!(run(&pool, "1").await.error.unwrap().name, "Crash");
}
