//! Numbers, amounts and dates as people of a place write them: what Node 20 writes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use baton_script::Pool;

use support::{options, run, text};

async fn gives(cases: &[(&str, &str)]) {
    let pool = Pool::new(options());
    for (javascript, expected) in cases {
        assert_eq!(
            text(&pool, javascript).await.replace(['\u{a0}', '\u{202f}'], "_"),
            *expected,
            "{javascript}"
        );
    }
}

#[tokio::test]
async fn numbers() {
    gives(&[
        ("(1234567.891).toLocaleString()", "1,234,567.891"),
        ("(1234567.891).toLocaleString('de-DE')", "1.234.567,891"),
        ("(1234567.891).toLocaleString('fr-CA')", "1_234_567,891"),
        ("(1234567.891).toLocaleString('el-GR')", "1.234.567,891"),
        ("(0.256).toLocaleString('en-GB', {style: 'percent', maximumFractionDigits: 1})", "25.6%"),
        ("(1.005).toLocaleString('en-US', {minimumFractionDigits: 2, maximumFractionDigits: 2})", "1.01"),
        ("(5).toLocaleString('en-US', {minimumIntegerDigits: 2})", "05"),
        ("(123456).toLocaleString('en-US', {maximumSignificantDigits: 3})", "123,000"),
        ("(1234567).toLocaleString('en-US', {notation: 'compact'})", "1.2M"),
        ("(12345678901234567890n).toLocaleString('en-US')", "12,345,678,901,234,567,890"),
        ("(0/0).toLocaleString('en-US')", "NaN"),
    ])
    .await;
}

#[tokio::test]
async fn amounts() {
    gives(&[
        ("(1234.5).toLocaleString('en-US', {style: 'currency', currency: 'USD'})", "$1,234.50"),
        ("(-5).toLocaleString('en-US', {style: 'currency', currency: 'USD'})", "-$5.00"),
        ("(1234.5).toLocaleString('de-DE', {style: 'currency', currency: 'EUR'})", "1.234,50_€"),
        ("(1234.5).toLocaleString('en-GB', {style: 'currency', currency: 'GBP'})", "£1,234.50"),
        ("(1234.5).toLocaleString('fr-CA', {style: 'currency', currency: 'CAD'})", "1_234,50_$"),
        ("(1234.5).toLocaleString('el-GR', {style: 'currency', currency: 'EUR'})", "1.234,50_€"),
        ("(1234.5).toLocaleString('es-US', {style: 'currency', currency: 'USD'})", "$1,234.50"),
        ("(1234.5).toLocaleString('en-US', {style: 'currency', currency: 'JPY'})", "¥1,235"),
        ("new Intl.NumberFormat('en-US', {style: 'currency', currency: 'USD', maximumFractionDigits: 0}).format(1234.5)", "$1,235"),
    ])
    .await;
}

#[tokio::test]
async fn dates() {
    gives(&[
        ("new Date(0).toLocaleDateString()", "1/1/1970"),
        ("new Date().toLocaleString('en-US')", "3/1/2026, 12:00:00 PM"),
        ("new Date().toLocaleDateString('de-DE')", "1.3.2026"),
        ("new Date().toLocaleDateString('en-GB')", "01/03/2026"),
        ("new Date().toLocaleDateString('fr-CA')", "2026-03-01"),
        ("new Date().toLocaleDateString('en-US', {weekday: 'long', year: 'numeric', month: 'long', day: 'numeric'})", "Sunday, March 1, 2026"),
        ("new Date().toLocaleDateString('el-GR', {day: 'numeric', month: 'long', year: 'numeric'})", "1 Μαρτίου 2026"),
        ("new Date().toLocaleDateString('es-US', {month: 'long', day: 'numeric'})", "1 de marzo"),
        ("new Date().toLocaleTimeString('en-US', {hour: '2-digit', minute: '2-digit', timeZone: 'America/New_York'})", "07:00 AM"),
        ("new Date().toLocaleTimeString('de-DE', {timeZone: 'Europe/Berlin'})", "13:00:00"),
        ("new Date(NaN).toLocaleString()", "Invalid Date"),
        ("new Intl.DateTimeFormat('en-US', {hour: 'numeric', hour12: false, timeZone: 'Asia/Tokyo'}).format(new Date())", "21"),
    ])
    .await;
}

#[tokio::test]
async fn words() {
    gives(&[
        ("['z', 'ä', 'a', 'B'].sort((x, y) => x.localeCompare(y, 'de-DE')).join()", "a,ä,B,z"),
        ("new Intl.PluralRules('en-US', {type: 'ordinal'}).select(2)", "two"),
        ("new Intl.ListFormat('en-US').format(['a', 'b', 'c'])", "a, b, and c"),
        ("new Intl.RelativeTimeFormat('en-US', {numeric: 'auto'}).format(-1, 'day')", "yesterday"),
        ("Intl.getCanonicalLocales('EN-us').join()", "en-US"),
    ])
    .await;
}

#[tokio::test]
async fn what_is_no_place_or_option_is_refused() {
    let pool = Pool::new(options());
    for wrong in [
        "(1).toLocaleString('not a locale')",
        "(1).toLocaleString('en-US', {style: 'other'})",
        "(1).toLocaleString('en-US', {style: 'currency', currency: 'DOLLARS'})",
        "new Date().toLocaleString('en-US', {timeZone: 'Mars/Olympus'})",
    ] {
        assert_eq!(run(&pool, wrong).await.error.unwrap().name, "RangeError", "{wrong}");
    }
}
