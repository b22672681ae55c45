//! Days that have a name.

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::Date;

use super::super::language::Language;
use super::super::tokens::Text;
use super::calendar::{day, easter, nth_weekday, orthodox_easter, plus_days};

/// When a holiday is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holiday {
    /// Month and day.
    Fixed(i8, i8),
    /// Month, weekday (Monday is 0), which one, and days after it.
    Nth(i8, i8, i64, i64),
    /// Days after Easter Sunday.
    Easter(i64),
    /// Days after Easter Sunday of the eastern churches.
    OrthodoxEaster(i64),
}

use Holiday::{Easter, Fixed, Nth, OrthodoxEaster};

const ENGLISH: &[(Holiday, &str)] = &[
    (Fixed(1, 1), "new years day,new year day,new years,new year,newyear"),
    (Fixed(12, 31), "new years eve,new year eve"),
    (Fixed(1, 6), "epiphany"),
    (
        Nth(1, 0, 3, 0),
        "martin luther king day,mlk day,martin luther king jr day,martin luther king junior day",
    ),
    (Fixed(2, 2), "groundhog day,groundhog"),
    (
        Fixed(2, 14),
        "st valentine,valentines day,valentine day,valentines,saint valentines day,st valentines day",
    ),
    (Nth(2, 0, 3, 0), "presidents day,president day,washingtons birthday"),
    (Fixed(3, 8), "international womens day,womens day"),
    (
        Fixed(3, 17),
        "st patricks day,saint patricks day,st patrick day,saint patrick day,st patrick,saint patrick,st patricks",
    ),
    (Fixed(4, 1), "april fools day,april fools,april fool day"),
    (Fixed(4, 22), "earth day"),
    (Easter(0), "easter,easter sunday,easter day"),
    (Easter(1), "easter monday"),
    (Easter(-2), "good friday"),
    (Easter(-1), "easter saturday,holy saturday"),
    (Easter(-7), "palm sunday"),
    (Easter(-3), "maundy thursday,holy thursday"),
    (Easter(-46), "ash wednesday"),
    (Easter(-47), "shrove tuesday,mardi gras"),
    (Easter(39), "ascension day,ascension"),
    (Easter(49), "pentecost,whit sunday"),
    (Easter(50), "whit monday"),
    (
        Fixed(5, 1),
        "international workers day,workers day,may day,labour day international,international labour day",
    ),
    (Fixed(5, 4), "star wars day"),
    (Fixed(5, 5), "cinco de mayo"),
    (Nth(5, 6, 2, 0), "mothers day,mother day"),
    (Nth(5, 0, -1, 0), "memorial day"),
    (Nth(6, 6, 3, 0), "fathers day,father day"),
    (Fixed(6, 19), "juneteenth"),
    (Fixed(6, 14), "flag day"),
    (Fixed(7, 4), "independence day,us independence day,american independence day"),
    (Fixed(7, 1), "canada day"),
    (Fixed(7, 14), "bastille day"),
    (Nth(9, 0, 1, 0), "labor day,labour day"),
    (Nth(10, 0, 2, 0), "columbus day,indigenous peoples day"),
    (Fixed(10, 31), "halloween,hallowe en,halloween day,all hallows eve"),
    (Fixed(11, 1), "all saints day,all hallows day"),
    (Fixed(11, 2), "all souls day"),
    (Fixed(11, 5), "guy fawkes day,guy fawkes night,bonfire night"),
    (Fixed(11, 11), "veterans day,remembrance day,armistice day,singles day,single day"),
    (Nth(11, 3, 4, 0), "thanksgiving,thanksgiving day"),
    (Nth(11, 3, 4, 1), "black friday"),
    (Nth(11, 3, 4, 4), "cyber monday"),
    (Fixed(12, 24), "christmas eve,xmas eve"),
    (Fixed(12, 25), "christmas,christmas day,xmas,xmas day,x mas"),
    (Fixed(12, 26), "boxing day"),
    (Fixed(4, 25), "anzac day"),
    (Fixed(1, 26), "australia day"),
    (Fixed(1, 25), "burns night"),
    (Fixed(4, 23), "st georges day,saint georges day"),
    (Fixed(11, 30), "st andrews day,saint andrews day"),
    (Fixed(3, 14), "pi day"),
    (Fixed(6, 1), "childrens day,international childrens day"),
    (Fixed(9, 10), "teachers day"),
    (Fixed(5, 8), "ve day"),
    (Fixed(6, 6), "d day"),
];
const SPANISH: &[(Holiday, &str)] = &[
    (Fixed(12, 25), "navidad,dia de navidad"),
    (Fixed(12, 24), "nochebuena"),
    (Fixed(12, 31), "nochevieja,fin de ano"),
    (Fixed(1, 1), "ano nuevo,dia de ano nuevo"),
    (Fixed(1, 6), "dia de reyes,reyes"),
    (Easter(0), "pascua,domingo de pascua,domingo de resurreccion"),
    (Easter(-2), "viernes santo"),
    (Easter(-3), "jueves santo"),
    (Fixed(5, 1), "dia del trabajo,dia del trabajador"),
    (Fixed(2, 14), "san valentin"),
    (Fixed(11, 2), "dia de los muertos,dia de muertos"),
    (Fixed(11, 1), "todos los santos"),
    (Fixed(10, 31), "halloween"),
];
const FRENCH: &[(Holiday, &str)] = &[
    (Fixed(12, 25), "noel,le jour de noel,jour de noel"),
    (Fixed(12, 24), "reveillon,veille de noel"),
    (Fixed(12, 31), "saint sylvestre,la saint sylvestre,st sylvestre"),
    (Fixed(1, 1), "jour de l an,jour de lan,nouvel an,le nouvel an"),
    (Easter(0), "paques"),
    (Easter(1), "lundi de paques"),
    (Easter(-2), "vendredi saint"),
    (Easter(39), "ascension"),
    (Easter(49), "pentecote"),
    (Easter(50), "lundi de pentecote"),
    (Fixed(5, 1), "fete du travail"),
    (Fixed(7, 14), "fete nationale"),
    (Fixed(2, 14), "saint valentin,st valentin"),
    (Fixed(11, 1), "toussaint"),
    (Fixed(8, 15), "assomption"),
    (Fixed(11, 11), "armistice"),
];
const GERMAN: &[(Holiday, &str)] = &[
    (Fixed(12, 25), "weihnachten,erster weihnachtstag,ersten weihnachtstag"),
    (Fixed(12, 24), "heiligabend,heilig abend,heiliger abend"),
    (Fixed(12, 26), "zweiter weihnachtstag,zweiten weihnachtstag"),
    (Fixed(12, 31), "silvester,sylvester"),
    (Fixed(1, 1), "neujahr,neujahrstag"),
    (Easter(0), "ostern,ostersonntag"),
    (Easter(1), "ostermontag"),
    (Easter(-2), "karfreitag"),
    (Easter(39), "himmelfahrt,christi himmelfahrt"),
    (Easter(49), "pfingsten,pfingstsonntag"),
    (Easter(50), "pfingstmontag"),
    (Fixed(5, 1), "tag der arbeit,maifeiertag"),
    (Fixed(10, 3), "tag der deutschen einheit"),
    (Fixed(2, 14), "valentinstag"),
    (Fixed(12, 6), "nikolaus"),
    (Fixed(11, 1), "allerheiligen"),
    (Fixed(1, 6), "heilige drei könige,dreikönigstag"),
];
const GREEK: &[(Holiday, &str)] = &[
    (Fixed(12, 25), "χριστουγεννα"),
    (Fixed(12, 24), "παραμονη χριστουγεννων"),
    (Fixed(12, 31), "παραμονη πρωτοχρονιασ"),
    (Fixed(1, 1), "πρωτοχρονια"),
    (Fixed(1, 6), "θεοφανεια,φωτα"),
    (OrthodoxEaster(0), "πασχα,κυριακη του πασχα"),
    (OrthodoxEaster(1), "δευτερα του πασχα"),
    (OrthodoxEaster(-2), "μεγαλη παρασκευη"),
    (OrthodoxEaster(-48), "καθαρα δευτερα"),
    (Fixed(5, 1), "πρωτομαγια"),
    (Fixed(3, 25), "ευαγγελισμου"),
    (Fixed(10, 28), "ημερα του οχι"),
    (Fixed(8, 15), "δεκαπενταυγουστοσ,δεκαπενταυγουστο"),
];

type Names = HashMap<&'static str, Vec<(Holiday, &'static str)>>;

/// Holidays by the first word of their names.
static BY_FIRST_WORD: LazyLock<[Names; 5]> = LazyLock::new(|| {
    [ENGLISH, SPANISH, FRENCH, GERMAN, GREEK].map(|list| {
        let mut by_first_word = Names::new();
        for (holiday, names) in list {
            for name in names.split(',') {
                let first = name.split(' ').next().unwrap_or(name);
                by_first_word.entry(first).or_default().push((*holiday, name));
            }
        }
        by_first_word
    })
});

/// The holiday named at a place, and the token after it.
pub(super) fn holiday(text: &Text, at: usize, language: Language) -> Option<(Holiday, usize)> {
    let first = text.word(at);
    let names = match (&*BY_FIRST_WORD, language) {
        ([english, ..], Language::English) => english,
        ([_, spanish, ..], Language::Spanish) => spanish,
        ([_, _, french, ..], Language::French) => french,
        ([_, _, _, german, _], Language::German) => german,
        ([.., greek], Language::Greek) => greek,
    }
    .get(first)?;
    let matches = |name: &str| {
        let mut next = at;
        for word in name.split(' ') {
            // "new year's": an apostrophe that is spoken apart
            if text.word(next) != word {
                return None;
            }
            next += 1;
            if text.is(next, '.') && text.word(next - 1) == "st" {
                next += 1;
            }
        }
        Some(next)
    };
    names
        .iter()
        .filter_map(|(holiday, name)| matches(name).map(|next| (*holiday, next)))
        .max_by_key(|(_, next)| *next)
}

impl Holiday {
    /// The day it is in a year.
    pub(super) fn in_year(self, year: i16) -> Option<Date> {
        match self {
            Self::Fixed(month, date) => day(year, month, date),
            Self::Nth(month, weekday, n, after) => {
                let start = day(year, month, 1)?;
                let end = super::calendar::plus_months(start, 1)?;
                plus_days(nth_weekday(start, end, weekday, n)?, after)
            }
            Self::Easter(after) => plus_days(easter(year)?, after),
            Self::OrthodoxEaster(after) => plus_days(orthodox_easter(year)?, after),
        }
    }
}
