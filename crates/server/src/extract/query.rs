//! What stands behind the `?` of an address.

use std::fmt::Display;
use std::ops::RangeInclusive;
use std::str::FromStr;

use axum::extract::{FromRequestParts, Query};
use axum::http::Uri;
use axum::http::request::Parts;

use crate::ApiError;

/// The parameters of a query. Of those given twice the last counts; an empty one is not given.
#[derive(Debug, Clone, Default)]
pub struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// Reads a query. The public documentation prints `?limit=X&offset=Y?org_id=`, with a second question mark where
    /// an `&` is meant, and clients copy it: it is read as meant.
    pub(super) fn parse(uri: &Uri) -> Self {
        let query = uri.query().unwrap_or_default().replace("?org_id=", "&org_id=");
        let uri = Uri::builder().path_and_query(format!("/?{query}")).build().unwrap_or_default();
        Self(Query::try_from_uri(&uri).map(|Query(pairs)| pairs).unwrap_or_default())
    }

    /// A parameter as it was given.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.all(name).last().filter(|value| !value.is_empty())
    }

    /// A parameter that may be given more than once.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// What names must contain. The orchestrator calls it `search_term`, the other services `searchTerm`; scripts that use
    /// both mix them up, so each is taken everywhere.
    pub fn search_term(&self) -> Option<&str> {
        self.get("search_term").or_else(|| self.get("searchTerm"))
    }

    /// True or false; not given is false.
    ///
    /// # Errors
    /// 400 on the parameter when it is neither.
    pub fn flag(&self, name: &str) -> Result<bool, ApiError> {
        match self.get(name).map(str::to_ascii_lowercase).as_deref() {
            None | Some("false" | "0" | "no" | "off") => Ok(false),
            Some("true" | "1" | "yes" | "on") => Ok(true),
            Some(_) => Err(ApiError::field(name, "Must be a valid boolean: true or false.")),
        }
    }

    /// A whole number within bounds.
    ///
    /// # Errors
    /// 400 on the parameter when it is not.
    pub fn number<N>(&self, name: &str, default: N, bounds: &RangeInclusive<N>) -> Result<N, ApiError>
    where
        N: FromStr + PartialOrd + Display,
    {
        let Some(text) = self.get(name) else { return Ok(default) };
        text.parse().ok().filter(|number| bounds.contains(number)).ok_or_else(|| {
            let (least, most) = (bounds.start(), bounds.end());
            ApiError::field(name, format!("A whole number from {least} to {most} is required."))
        })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Parameters {
    type Rejection = ApiError;

    /// 400 on a parameter with a null character: nothing that is kept has one, and no database looks for it.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let read = Self::parse(&parts.uri);
        match read.0.iter().find(|(_, value)| value.contains('\0')) {
            Some((name, _)) => Err(ApiError::field(name, "Null characters are not allowed.")),
            None => Ok(read),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Parameters;

    fn read(uri: &str) -> Parameters {
        Parameters::parse(&uri.parse().unwrap())
    }

    #[test]
    fn an_empty_parameter_is_not_given_and_the_last_one_counts() {
        let read = read("/?a=&b=1&b=2");
        assert_eq!((read.get("a"), read.get("b"), read.get("c")), (None, Some("2"), None));
    }

    #[test]
    fn the_documentation_s_second_question_mark_is_read_as_meant() {
        let read = read("/?limit=3&offset=4?org_id=7b0b");
        assert_eq!((read.get("offset"), read.get("org_id")), (Some("4"), Some("7b0b")));
    }

    #[test]
    fn what_is_no_number_within_bounds_is_refused_by_name() {
        for bad in ["-1", "501", "0", "x", "1.5", "99999999999999999999", "%00"] {
            let refused = read(&format!("/?limit={bad}")).number("limit", 50_i64, &(1..=500)).unwrap_err();
            assert_eq!(refused.body["limit"][0], "A whole number from 1 to 500 is required.", "{bad}");
        }
    }
}
