//! What callers say when they are asked for a value, in five languages.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use baton_model::understanding::ValueKind::{self, *};
use baton_nlu::values::{Asked, Found, Value, find, find_names};
use proptest::prelude::*;

const KINDS: &[ValueKind] = &[
    YesNo,
    Digits,
    Number,
    Ordinal,
    Percent,
    Amount,
    Date,
    DateRange,
    Time,
    Phone,
    Email,
    Alphanumeric,
    Name,
];
const LOCALES: &[&str] = &["en-US", "en-GB", "es-US", "fr-CA", "de-DE", "el-GR", "", "xx"];

/// A Wednesday.
const REFERENCE: &str = "2025-03-12T10:15:00";

fn all(kind: ValueKind, locale: &str, utterance: &str) -> Vec<Found> {
    find(utterance, &Asked { kind, locale, reference: REFERENCE.parse().ok() })
}

fn best(kind: ValueKind, locale: &str, utterance: &str) -> String {
    all(kind, locale, utterance).first().map_or_else(|| "-".to_owned(), |found| found.value.written())
}

/// `utterance => value`, a line each; `-` is nothing.
fn check(kind: ValueKind, locale: &str, cases: &str) {
    let mut wrong = Vec::new();
    for line in cases.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (utterance, wanted) = line.split_once(" => ").unwrap();
        let got = best(kind, locale, utterance);
        if got != wanted {
            wrong.push(format!("{utterance}: wanted {wanted}, got {got}"));
        }
    }
    assert!(wrong.is_empty(), "{kind:?} in {locale}:\n{}", wrong.join("\n"));
}

#[test]
fn numbers_are_understood_in_english() {
    check(
        Number,
        "en-US",
        "
        I have three kids => 3
        it was minus fourteen degrees => -14
        one thousand two hundred and six => 1206
        twelve hundred => 1200
        about two and a half => 2.5
        four point oh five => 4.05
        2,500.75 => 2500.75
        half a dozen => 6
        thirty-seven => 37
        a couple hundred thousand => 100000
        hello => -
    ",
    );
}

#[test]
fn numbers_are_understood_in_other_languages() {
    check(
        Number,
        "es-ES",
        "
        tengo veintitrés años => 23
        mil doscientos treinta y cuatro => 1234
        dos coma cinco => 2.5
        1.234,5 => 1234.5
        tres millones => 3000000
        uno y medio => 1.5
        hola => -
    ",
    );
    check(
        Number,
        "fr-FR",
        "
        quatre-vingt-dix-sept => 97
        soixante et onze => 71
        soixante-douze => 72
        deux cent trois => 203
        mille neuf cent quatre-vingts => 1980
        trois virgule deux => 3.2
        vingt et un => 21
        bonjour => -
    ",
    );
    check(
        Number,
        "de-DE",
        "
        einundzwanzig => 21
        zweihundertfünfunddreißig => 235
        dreitausendvierhundert => 3400
        zwei Millionen => 2000000
        drei Komma fünf => 3.5
        1.234,50 => 1234.5
        anderthalb => 1.5
        guten Tag => -
    ",
    );
    check(
        Number,
        "el-GR",
        "
        είκοσι τρία => 23
        διακόσια πενήντα έξι => 256
        χίλια εννιακόσια ενενήντα => 1990
        δύο χιλιάδες τριάντα => 2030
        τρία κόμμα πέντε => 3.5
        καλημέρα => -
    ",
    );
}

#[test]
fn digits_are_understood_as_people_say_them() {
    check(
        Digits,
        "en-US",
        "
        4207 => 4207
        double four two oh seven => 44207
        my number is 69 72 => 6972
        triple zero one => 0001
        nineteen eighty four => 1984
        twenty one => 21
        four hundred => 400
        one eight hundred five five five => 1800555
        555-123-4567 => 5551234567
        it's um four uh five => 45
        4.5 => -
        two thousand => -
        minus 3 => -
        1a2 => -
    ",
    );
    check(
        Digits,
        "es-US",
        "
        cuatro dos cero siete => 4207
        doble cuatro dos => 442
        mi número es treinta y cuatro cincuenta => 3450
    ",
    );
    check(
        Digits,
        "fr-CA",
        "
        quatre deux zéro sept => 4207
        soixante-douze => 72
        quatre-vingt-douze zéro un => 9201
    ",
    );
    check(
        Digits,
        "de-DE",
        "
        vier zwei null sieben => 4207
        einundzwanzig null drei => 2103
        zwo zwo => 22
    ",
    );
    check(
        Digits,
        "el-GR",
        "
        τέσσερα δύο μηδέν επτά => 4207
        εξήντα εννιά εβδομήντα δύο => 6972
    ",
    );
}

#[test]
fn ordinals_and_percentages_are_understood() {
    check(
        Ordinal,
        "en-US",
        "
        no, the second => 2
        the twenty-first please => 21
        the last one => end+0
        the one before the last => end-1
        the next one => current+1
        option 3 => 3
        thirty seconds => -
        give me a minute => -
    ",
    );
    check(Ordinal, "es-ES", "la segunda => 2\n el tercero => 3\n la última => end+0");
    check(Ordinal, "fr-FR", "le troisième => 3\n la dernière => end+0");
    check(Ordinal, "de-DE", "der zweite => 2\n den dritten bitte => 3");
    check(Ordinal, "el-GR", "το δεύτερο => 2");
    check(
        Percent,
        "en-US",
        "
        12.5% => 12.5
        twelve and a half percent => 12.5
        ten per cent off => 10
        five => 5
        I have two cats => -
    ",
    );
    check(Percent, "de-DE", "zwölf Prozent => 12");
    check(Percent, "fr-FR", "vingt pour cent => 20");
    check(Percent, "es-ES", "el diez por ciento => 10");
    check(Percent, "el-GR", "δέκα τοις εκατό => 10");
}

#[test]
fn amounts_are_understood_with_their_currency() {
    check(
        Amount,
        "en-US",
        "
        $12.50 => 12.5 Dollar
        twelve dollars and fifty cents => 12.5 Dollar
        pay two hundred euros please => 200 EUR
        twenty quid => 20 Pound
        1,000 US dollars => 1000 USD
        a hundred bucks => 100 Dollar
        fifty => 50
        half a million pounds => 500000 Pound
        I have two accounts => -
    ",
    );
    check(
        Amount,
        "es-ES",
        "cien euros => 100 EUR\n veinte dólares con cincuenta => 20.5 Dollar\n 1.250,50 € => 1250.5 EUR",
    );
    check(Amount, "fr-FR", "quatre-vingts euros => 80 EUR\n 12,50 € => 12.5 EUR");
    check(
        Amount,
        "de-DE",
        "fünfzig Euro => 50 EUR\n 1.234,50 € => 1234.5 EUR\n zwölf Euro fünfzig => 12.5 EUR",
    );
    check(Amount, "el-GR", "πενήντα ευρώ => 50 EUR\n δέκα δολάρια => 10 Dollar");
}

#[test]
fn days_are_understood_in_english() {
    check(
        Date,
        "en-US",
        "
        today => 12/03/2025
        the day after tomorrow => 14/03/2025
        next Friday => 21/03/2025
        this Friday => 14/03/2025
        on Wednesday => 12/03/2025
        last Monday => 03/03/2025
        three weeks ago => 19/02/2025
        in ten days => 22/03/2025
        a week from tomorrow => 20/03/2025
        4/5/2025 => 05/04/2025
        25/12/2025 => 25/12/2025
        2025-04-05 => 05/04/2025
        the fifth of May => 05/05/2025
        March 3rd => 03/03/2026
        May twenty first twenty twenty six => 21/05/2026
        Christmas Eve => 24/12/2025
        the last Friday of next month => 25/04/2025
        two days before Easter => 18/04/2025
        the 18th => 18/03/2025
        four => 04/04/2025
        30 February => -
        2/30/2025 => -
        next month => -
        hello there => -
    ",
    );
    check(Date, "en-GB", "4/5/2025 => 04/05/2025\n 12/25/2025 => 25/12/2025");
}

#[test]
fn days_are_understood_in_other_languages() {
    check(
        Date,
        "es-ES",
        "
        hoy => 12/03/2025
        pasado mañana => 14/03/2025
        el 3 de mayo de 2026 => 03/05/2026
        el cinco de junio => 05/06/2025
        hace tres días => 09/03/2025
        dentro de dos semanas => 26/03/2025
        el próximo viernes => 21/03/2025
        el lunes que viene => 17/03/2025
        en Navidad => 25/12/2025
        4/5/2025 => 04/05/2025
        el 30 de febrero => -
    ",
    );
    check(
        Date,
        "fr-FR",
        "
        demain => 13/03/2025
        après-demain => 14/03/2025
        le 14 juillet => 14/07/2025
        le premier mai 2026 => 01/05/2026
        il y a deux jours => 10/03/2025
        dans trois semaines => 02/04/2025
        vendredi prochain => 21/03/2025
        à Noël => 25/12/2025
        le trente février => -
    ",
    );
    check(
        Date,
        "de-DE",
        "
        übermorgen => 14/03/2025
        am 3. Mai 2026 => 03/05/2026
        3.5.2026 => 03/05/2026
        am dritten Mai => 03/05/2025
        vor drei Tagen => 09/03/2025
        in zwei Wochen => 26/03/2025
        nächsten Freitag => 21/03/2025
        Heiligabend => 24/12/2025
        am 30. Februar => -
    ",
    );
    check(
        Date,
        "el-GR",
        "
        αύριο => 13/03/2025
        μεθαύριο => 14/03/2025
        3 Μαΐου 2026 => 03/05/2026
        στις πέντε Ιουνίου => 05/06/2025
        πριν από τρεις μέρες => 09/03/2025
        σε δύο εβδομάδες => 26/03/2025
        την επόμενη Παρασκευή => 21/03/2025
        τα Χριστούγεννα => 25/12/2025
        30 Φεβρουαρίου => -
    ",
    );
}

#[test]
fn ranges_of_days_are_understood() {
    check(
        DateRange,
        "en-US",
        "
        next week => 17/03/2025-23/03/2025
        from the 3rd to the 12th of May => 03/05/2025-12/05/2025
        from Monday to Friday => 17/03/2025-21/03/2025
        the weekend => 15/03/2025-16/03/2025
        since January => 01/01/2026-
        before Friday => -13/03/2025
        tomorrow => 13/03/2025-13/03/2025
        between May and July 2026 => 01/05/2026-31/07/2026
        the last three days => 09/03/2025-11/03/2025
        hello => -
    ",
    );
    check(
        DateRange,
        "es-ES",
        "la semana que viene => 17/03/2025-23/03/2025\n del 3 al 12 de mayo => 03/05/2025-12/05/2025",
    );
    check(
        DateRange,
        "fr-FR",
        "la semaine prochaine => 17/03/2025-23/03/2025\n du 3 au 12 mai => 03/05/2025-12/05/2025",
    );
    check(
        DateRange,
        "de-DE",
        "nächste Woche => 17/03/2025-23/03/2025\n vom 3. bis 12. Mai => 03/05/2025-12/05/2025",
    );
    check(DateRange, "el-GR", "την επόμενη εβδομάδα => 17/03/2025-23/03/2025");
}

#[test]
fn times_are_understood() {
    check(
        Time,
        "en-US",
        "
        half past three => 03:30
        at 4 => 04:00
        quarter to nine in the evening => 20:45
        14:30 => 14:30
        3:05 pm => 15:05
        three thirty pm => 15:30
        noon => 12:00
        ten o'clock at night => 22:00
        four => 04:00
        I have three cats => -
        25:00 => -
    ",
    );
    check(Time, "es-ES", "a las tres y media => 03:30\n a las ocho de la tarde => 20:00");
    check(Time, "de-DE", "halb drei => 02:30\n um 14 Uhr 30 => 14:30\n viertel nach acht => 08:15");
    check(Time, "fr-FR", "15h30 => 15:30\n trois heures et quart => 03:15");
}

#[test]
fn phone_numbers_and_addresses_are_understood() {
    check(
        Phone,
        "en-US",
        "
        call me at (212) 555-0123 => (212) 555-0123
        +30 210 123 4567 => +30 210 123 4567
        six nine seven two double one four four five five => 6972114455
        my card number is 12345678 => -
        3/4/2025 => -
        12 => -
    ",
    );
    check(
        Email,
        "en-US",
        "
        Ann.Lee@Example.org => ann.lee@example.org
        it's john dot smith at example dot com => john.smith@example.com
        mary underscore jones at mail dot example dot co dot uk => mary_jones@mail.example.co.uk
        meet me at the dot => -
        a@b => -
    ",
    );
}

#[test]
fn yes_and_no_are_understood_in_five_languages() {
    check(
        YesNo,
        "en-US",
        "
        yes => YES
        uh huh => YES
        that's not right => NO
        I don't think so => NO
        yep, go ahead => YES
        no, the second => NO
        nope, I said the fourth of July => NO
        sure, why not => YES
        👍 => YES
        maybe => -
        I don't know => -
        I have no card => -
        what are my options => -
    ",
    );
    check(
        YesNo,
        "es-US",
        "sí => YES\n claro que sí => YES\n no, gracias => NO\n para nada => NO\n ok => YES\n tal vez => -",
    );
    check(
        YesNo,
        "fr-CA",
        "oui => YES\n bien sûr => YES\n non merci => NO\n d'accord => YES\n pas du tout => NO\n peut-être => -",
    );
    check(
        YesNo,
        "de-DE",
        "ja => YES\n na klar => YES\n nein danke => NO\n auf keinen Fall => NO\n vielleicht => -",
    );
    check(YesNo, "el-GR", "ναι => YES\n ΒΕΒΑΙΩΣ => YES\n όχι => NO\n όχι ευχαριστώ => NO\n ίσως => -");
}

#[test]
fn codes_are_spelled_in_many_ways() {
    check(
        Alphanumeric,
        "en-US",
        "
        alpha bravo three => AB3
        abc123 => ABC123
        A B 12 => AB12
        M as in Mary 4 7 => M47
        my code is x ray double nine zulu => X99Z
        B for Bravo twenty one => B21
        it's K L 4 oh 2 => KL402
        I would like to book => -
    ",
    );
}

#[test]
fn names_are_found_with_spelling_mistakes() {
    let list: Vec<Vec<String>> =
        [&["Athens", "Athina"][..], &["Thessaloniki", "Salonica"], &["New York", "NYC"]]
            .iter()
            .map(|names| names.iter().map(|name| (*name).to_owned()).collect())
            .collect();
    let name = |utterance: &str| {
        find_names(utterance, &list).first().map_or("-".to_owned(), |found| found.value.written())
    };
    for (utterance, wanted) in [
        ("I want to go to athens", "Athens"),
        ("Tesaloniki please", "Thessaloniki"),
        ("Athnes", "Athens"),
        ("newyork", "New York"),
        ("the nyc branch", "New York"),
        ("Berlin", "-"),
        ("", "-"),
    ] {
        assert_eq!(name(utterance), wanted, "{utterance}");
    }
}

#[test]
fn what_is_asked_for_decides_what_is_looked_for() {
    for (kind, value) in
        [(Number, "4"), (Digits, "4"), (Time, "04:00"), (Amount, "4"), (Date, "04/04/2025"), (Ordinal, "4")]
    {
        assert_eq!(best(kind, "en-US", "four"), value, "{kind:?}");
    }
}

#[test]
fn without_a_moment_only_full_dates_are_understood() {
    let asked = Asked { kind: Date, locale: "en-US", reference: None };
    assert!(find("tomorrow", &asked).is_empty());
    assert!(find("the fifth of May", &asked).is_empty());
    assert!(matches!(find("5 May 2026", &asked).first().unwrap().value, Value::Date(_)));
}

#[test]
fn a_place_is_counted_in_characters() {
    let found = all(Number, "en-US", "👍 é twelve!");
    assert_eq!((found[0].begin, found[0].end, found[0].text.as_str()), (4, 10, "twelve"));
}

#[test]
fn bad_input_is_a_no_match() {
    let long = "9".repeat(10_000);
    for utterance in [
        "",
        "   ",
        "\0\u{1}\u{7f}",
        "🍕🍕",
        "\u{202e}\u{202d}",
        "שלום",
        &long,
        "…!?",
        "((((((",
        "-----",
        "1e999",
    ] {
        for kind in KINDS {
            assert!(
                all(*kind, "en-US", utterance)
                    .iter()
                    .all(|found| !matches!(found.value, Value::Date(_) | Value::DateRange(_))),
                "{kind:?}"
            );
        }
    }
    assert_eq!(best(Number, "en-US", &long), "-");
    assert_eq!(best(Digits, "en-US", &long), "-");
}

/// Words that lead deep into the grammar, again and again.
const SLOW: &[&str] = &[
    "one ",
    "next ",
    "and ",
    "the week of ",
    "two days after ",
    "1/2 ",
    "1-",
    "may ",
    "from ",
    "the first week of ",
    "hundred ",
    "double ",
    "a ",
    "to ",
    "(",
    "1.",
    "monday ",
    "of the ",
    "five hundred fifths ",
    "last three ",
    "q1 ",
    "@a.",
    "dot ",
    "before the end of ",
    "vor ",
    "il y a ",
    "y ",
];

#[test]
fn utterances_that_are_made_to_be_slow_are_not() {
    // No clock: the work is bounded when the answers come at all in a debug build of this test.
    for words in SLOW {
        for kind in KINDS {
            for locale in ["en-US", "fr-FR", "de-DE"] {
                let _ = all(*kind, locale, &words.repeat(1_000 / words.len() + 1));
            }
        }
    }
}

fn speech() -> impl Strategy<Value = String> {
    const WORDS: &[&str] = &[
        "one",
        "two",
        "hundred",
        "and",
        "a",
        "half",
        "may",
        "3rd",
        "3",
        "31",
        "30",
        "february",
        "2025",
        "99999999999",
        "next",
        "last",
        "week",
        "of",
        "the",
        "from",
        "to",
        "before",
        "after",
        "ago",
        "in",
        "monday",
        "-",
        "/",
        ".",
        ",",
        "$",
        "%",
        "(",
        ")",
        "+",
        "@",
        "dot",
        "at",
        "no",
        "yes",
        "not",
        "double",
        "oh",
        "vor",
        "hace",
        "il",
        "y",
        "quatre",
        "vingt",
        "einundzwanzig",
        "χίλια",
        "9999",
        "0000",
        "1e5",
        "^",
        "½",
        "end",
        "year",
        "century",
        "decades",
        "q1",
        "easter",
        "x",
        "ext",
        "million",
        "crore",
        "dozen",
    ];
    prop::collection::vec((prop::sample::select(WORDS), prop::bool::ANY), 0..30).prop_map(|words| {
        words
            .into_iter()
            .map(|(word, space)| if space { format!("{word} ") } else { word.to_owned() })
            .collect()
    })
}

proptest! {
    #[test]
    fn nothing_that_is_said_breaks_it(utterance in prop_oneof![any::<String>(), speech()], locale in prop::sample::select(LOCALES)) {
        let length = utterance.chars().count().min(1_000);
        for kind in KINDS {
            for found in all(*kind, locale, &utterance) {
                prop_assert!(found.begin <= found.end && found.end as usize <= length);
                prop_assert!((0.0..=100.0).contains(&found.confidence));
                prop_assert!(!found.value.written().is_empty());
            }
        }
    }

    #[test]
    fn any_date_is_understood_as_it_is_written(year in 1900i16..2100, month in 1i8..=12, day in 1i8..=28) {
        let wanted = format!("{day:02}/{month:02}/{year}");
        for (locale, written) in [
            ("en-US", format!("{year}-{month:02}-{day:02}")),
            ("en-US", format!("{month}/{day}/{year}")),
            ("en-GB", format!("{day}/{month}/{year}")),
            ("de-DE", format!("{day}.{month}.{year}")),
        ] {
            prop_assert_eq!(best(Date, locale, &written), wanted.clone(), "{}", written);
        }
    }

    #[test]
    fn any_number_is_understood_as_it_is_written(value in -999_999_999i64..999_999_999) {
        prop_assert_eq!(best(Number, "en-US", &value.to_string()), value.to_string());
    }
}
