//! Which part of a list a query asks for, and what of it: read in one way by all lists.

use std::ops::RangeInclusive;

use baton_store::Page;
use utoipa::IntoParams;

use super::Parameters;
use crate::ApiError;

/// How many a page has unless a list says otherwise, and at most.
pub const PAGE_SIZE: i64 = 50;
const MOST: i64 = 500;
/// The same of a list that comes whole unless a part is asked for.
const MOST_OF_WHOLE: i64 = 100_000;
const OFFSETS: RangeInclusive<i64> = 0..=u32::MAX as i64;
const PAGES: RangeInclusive<i64> = 1..=1_000_000;

/// What the size of a page is called. The orchestrator says `limit`, the other services `pageSize`, and other services of
/// the kind `page_size`; scripts that use several mix them up, so each is taken everywhere.
const SIZES: [&str; 3] = ["limit", "page_size", "pageSize"];

/// How documentation tells [`Parameters::part`].
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code, reason = "it says what is taken; all spellings are read by hand")]
pub struct PartParameters {
    /// At most so many: 1 to 100,000, all unless given. `pageSize` and `page_size` mean the same.
    limit: Option<u32>,
    /// After so many.
    offset: Option<u32>,
    /// Instead of `offset`: which page; the first is 1.
    page: Option<u32>,
}

/// How documentation tells [`Parameters::page`] of a page of [`PAGE_SIZE`].
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code, non_snake_case, reason = "it says what is taken; all spellings are read by hand")]
pub struct PageParameters {
    /// Which page; the first is 1.
    page: Option<u32>,
    /// At most so many: 1 to 500, 50 unless given. `limit` and `page_size` mean the same.
    pageSize: Option<u16>,
    /// Instead of `page`: after so many.
    offset: Option<u32>,
}

impl Parameters {
    /// The part of a list that comes in pages.
    ///
    /// # Errors
    /// 400 on the parameter that is no number within bounds, or that contradicts another.
    pub fn page(&self, default: i64) -> Result<Page, ApiError> {
        self.page_of(self.page_size(MOST)?.unwrap_or(default))
    }

    /// The part of a list that comes whole unless a part is asked for.
    ///
    /// # Errors
    /// As [`Parameters::page`].
    pub fn part(&self) -> Result<Option<Page>, ApiError> {
        match (self.page_size(MOST_OF_WHOLE)?, self.get("page").is_some(), self.get("offset").is_some()) {
            (Some(size), ..) => self.page_of(size).map(Some),
            (None, true, _) => self.page_of(PAGE_SIZE).map(Some),
            (None, false, true) => Ok(Some(Page { limit: i64::MAX, ..self.page_of(PAGE_SIZE)? })),
            (None, false, false) => Ok(None),
        }
    }

    /// The part of a list that is read already and comes whole unless a part is asked for.
    ///
    /// # Errors
    /// As [`Parameters::page`].
    pub fn part_of<T>(&self, list: impl IntoIterator<Item = T>) -> Result<Vec<T>, ApiError> {
        Ok(self.part()?.unwrap_or(Page { limit: i64::MAX, offset: 0 }).cut(list).collect())
    }

    /// How many somebody wants at once, when they say so.
    ///
    /// # Errors
    /// 400 on the parameter that is no number from 1 to `most`, or that says other than the one before.
    pub fn page_size(&self, most: i64) -> Result<Option<i64>, ApiError> {
        let mut said: Option<(&str, i64)> = None;
        for name in SIZES.into_iter().filter(|name| self.get(name).is_some()) {
            let size = self.number(name, most, &(1..=most))?;
            match said {
                Some((other, before)) if before != size => {
                    let sentence = format!("It is not what {other} says. Give one of them.");
                    return Err(ApiError::field(name, sentence));
                }
                _ => said = Some((name, size)),
            }
        }
        Ok(said.map(|(_, size)| size))
    }

    /// The page of this size that `page` or `offset` names.
    fn page_of(&self, limit: i64) -> Result<Page, ApiError> {
        let by_page = (self.number("page", 1, &PAGES)? - 1) * limit;
        let offset = self.number("offset", by_page, &OFFSETS)?;
        if self.get("page").is_some() && offset != by_page {
            return Err(ApiError::field("offset", "It is not where page begins. Give one of them."));
        }
        Ok(Page { limit, offset })
    }

    /// What a list is narrowed to by `<field>__iexact` or `<field>`: any of the values that are given, in any letter case.
    /// A parameter may be repeated, and one holds several with commas between them. Both given narrow further.
    pub fn one_of(&self, field: &str) -> Option<Vec<String>> {
        let (documented, plain) = (self.values(&format!("{field}__iexact")), self.values(field));
        match (documented, plain) {
            (Some(mut values), Some(others)) => {
                values.retain(|value| others.contains(value));
                Some(values)
            }
            (values, others) => values.or(others),
        }
    }

    fn values(&self, name: &str) -> Option<Vec<String>> {
        let values = self.all(name).flat_map(|text| text.split(',')).map(str::trim);
        let values: Vec<String> =
            values.filter(|text| !text.is_empty()).map(str::to_ascii_lowercase).collect();
        Some(values).filter(|values| !values.is_empty())
    }

    /// True when a list that is narrowed by a field shows what has this value there.
    pub fn narrows_to(&self, field: &str) -> impl Fn(&str) -> bool + use<> {
        let wanted = self.one_of(field);
        move |value| wanted.as_ref().is_none_or(|wanted| wanted.contains(&value.to_ascii_lowercase()))
    }

    /// True for the names that `search_term` finds; `%` stands for anything, as nothing does.
    pub fn finds(&self) -> impl Fn(&str) -> bool + use<> {
        let term = self.search_term().filter(|term| *term != "%").map(str::to_lowercase);
        move |name| term.as_deref().is_none_or(|term| name.to_lowercase().contains(term))
    }
}

#[cfg(test)]
mod tests {
    use baton_store::Page;

    use super::Parameters;

    fn read(query: &str) -> Parameters {
        Parameters::parse(&format!("/?{query}").parse().unwrap())
    }

    #[test]
    fn a_page_is_named_in_any_spelling() {
        for (query, limit, offset) in [
            ("", 50, 0),
            ("limit=3&offset=4", 3, 4),
            ("page_size=3&page=2", 3, 3),
            ("pageSize=3&offset=6&page=3", 3, 6),
            ("limit=3&page_size=3&pageSize=", 3, 0),
            ("page=2", 50, 50),
        ] {
            assert_eq!(read(query).page(50).unwrap(), Page { limit, offset }, "{query}");
        }
    }

    #[test]
    fn what_contradicts_itself_is_refused_by_name() {
        for (query, name) in [
            ("limit=3&pageSize=4", "pageSize"),
            ("page=2&offset=1", "offset"),
            ("page_size=501", "page_size"),
            ("pageSize=x", "pageSize"),
            ("page=0", "page"),
            ("offset=-1", "offset"),
        ] {
            let refused = read(query).page(50).unwrap_err();
            assert!(refused.body[name][0].is_string(), "{query}: {}", refused.body);
        }
        for query in ["limit=3&pageSize=4", "page=2&offset=1", "page_size=100001", "pageSize=x", "page=0"] {
            assert!(read(query).part().is_err(), "{query}");
        }
    }

    #[test]
    fn a_list_that_comes_whole_is_cut_when_a_part_is_asked_for() {
        for (query, expected) in [
            ("", &[1, 2, 3, 4, 5][..]),
            ("limit=2", &[1, 2]),
            ("limit=1000", &[1, 2, 3, 4, 5]),
            ("limit=2&offset=3", &[4, 5]),
            ("pageSize=2&page=3", &[5]),
            ("offset=3", &[4, 5]),
            ("page=1", &[1, 2, 3, 4, 5]),
            ("page=2", &[]),
        ] {
            assert_eq!(read(query).part_of(1..=5).unwrap(), expected, "{query}");
        }
    }

    #[test]
    fn values_are_repeated_or_stand_in_one() {
        for (query, expected) in [
            ("", None),
            ("name=&name__iexact=,", None),
            ("name__iexact=A,%20b", Some(vec!["a", "b"])),
            ("name__iexact=a&name__iexact=B", Some(vec!["a", "b"])),
            ("name=A", Some(vec!["a"])),
            ("name=a,b&name__iexact=b,c", Some(vec!["b"])),
            ("name=a&name__iexact=c", Some(vec![])),
        ] {
            let read = read(query).one_of("name");
            assert_eq!(read, expected.map(|names| names.into_iter().map(str::to_owned).collect()), "{query}");
        }
    }
}
