//! How a number is shown, and what may be said of one.

use baton_auth::Access;
use baton_model::Timestamp;
use baton_store::DialedNumber;
use serde::Serialize;
use utoipa::ToSchema;

use super::routing::{self, NotAnswering};
use crate::extract::{Fields, LONG, SHORT};
use crate::{ApiError, AppState};

/// A number.
#[derive(Serialize, ToSchema)]
#[schema(title = "Number")]
#[serde(rename_all = "camelCase")]
pub struct ShownNumber {
    /// As callers dial it.
    #[schema(example = "+12015550123")]
    number: String,
    /// Its country.
    #[schema(example = "US")]
    country: String,
    /// The group it belongs to.
    group_id: String,
    /// What answers: a flow-application id; empty while nothing does.
    #[schema(example = "7b3505d9-2909-4178-b5e4-894314dac051.SND_bank.Flow.demo@SND_bank.demo")]
    mini_app_id: String,
    /// Its name.
    #[schema(example = "SND_bank")]
    mini_app_name: String,
    /// Its type.
    #[schema(example = "Flow")]
    mini_app_type: String,
    /// Its group.
    mini_app_group_id: String,
    /// The locale it answers in; empty: the application's first.
    locale: String,
    /// What somebody notes of it.
    note: String,
}

impl ShownNumber {
    /// Shows one.
    pub fn of(row: DialedNumber) -> Self {
        Self {
            number: row.number,
            country: row.country,
            group_id: row.group_name,
            mini_app_id: row.mini_app_id,
            mini_app_name: row.mini_app_name,
            mini_app_type: row.mini_app_type,
            mini_app_group_id: row.mini_app_group,
            locale: row.locale,
            note: row.note,
        }
    }
}

/// What somebody says of a number.
#[derive(Debug, Default, ToSchema)]
#[schema(title = "NumberFields")]
#[allow(non_snake_case, reason = "the names are the interface's")]
pub struct NumberFields {
    /// As callers dial it: digits, with `+`, spaces, `-`, `.`, `(` and `)`, which don't count; or a SIP address.
    #[schema(example = "+12015550123")]
    pub number: Option<String>,
    /// The group it belongs to; cannot be changed later.
    pub groupId: Option<String>,
    /// Its country: two letters.
    #[schema(example = "US")]
    pub country: Option<String>,
    /// What answers: the flow-application id of an app, or nothing.
    pub miniAppId: Option<String>,
    /// The locale it answers in.
    pub locale: Option<String>,
    /// What somebody notes of it.
    pub note: Option<String>,
}

impl NumberFields {
    /// Takes the fields out of what somebody sent.
    pub fn read(fields: &mut Fields) -> Self {
        let read = Self {
            number: fields.parsed("number", plain_number),
            groupId: fields.text("groupId", SHORT),
            country: fields.parsed("country", country),
            miniAppId: fields.text("miniAppId", 1_000),
            locale: fields.text("locale", 35),
            note: fields.text("note", LONG),
        };
        // What is shown may be sent back.
        fields.refuse_unknown(&["miniAppName", "miniAppType", "miniAppGroupId"]);
        read
    }

    /// Writes them into a row.
    ///
    /// # Errors
    /// 400 on `miniAppId` when there is no such application that the caller sees.
    pub async fn fill(
        self,
        state: &AppState,
        access: &Access,
        row: &mut DialedNumber,
    ) -> Result<(), ApiError> {
        if let Some(id) = self.miniAppId {
            (row.mini_app_name, row.mini_app_type, row.mini_app_group) = if id.is_empty() {
                (String::new(), String::new(), String::new())
            } else {
                let unknown = || {
                    ApiError::field(
                        "miniAppId",
                        "There is no such application. Give the sandbox_flowapp_id or production_flowapp_id of an app that you see.",
                    )
                };
                let app = match routing::application(state, &id).await {
                    Ok(app) => app,
                    Err(NotAnswering::Failed(error)) => return Err(error),
                    Err(_) => return Err(unknown()),
                };
                access.role_in(&app.group_name).ok_or_else(unknown)?;
                let name = id.split('.').nth(1).unwrap_or_default().to_owned();
                (name, "Flow".to_owned(), app.group_name)
            };
            row.mini_app_id = id;
        }
        for (given, column) in
            [(self.country, &mut row.country), (self.locale, &mut row.locale), (self.note, &mut row.note)]
        {
            if let Some(given) = given {
                *column = given;
            }
        }
        row.updated_at = state.now();
        Ok(())
    }
}

/// A new number, which nothing answers yet.
pub fn blank(number: String, group_name: String, now: Timestamp) -> DialedNumber {
    DialedNumber {
        number,
        group_name,
        country: String::new(),
        mini_app_id: String::new(),
        mini_app_name: String::new(),
        mini_app_type: String::new(),
        mini_app_group: String::new(),
        locale: String::new(),
        note: String::new(),
        created_at: now,
        updated_at: now,
    }
}

/// A number in the one form in which it is kept: what people put between digits is left out.
pub fn plain_number(text: &str) -> Result<String, &'static str> {
    let text = text.trim();
    let plain: String = match text.contains('@') {
        true => text.trim_start_matches("sip:").to_ascii_lowercase(),
        false => {
            text.trim_start_matches("tel:").chars().filter(|letter| !" -.()/".contains(*letter)).collect()
        }
    };
    let fits = (1..=100).contains(&plain.len()) && plain.bytes().all(|byte| byte.is_ascii_graphic());
    let digits = plain.trim_start_matches('+');
    let is_number =
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || b"*#".contains(&byte));
    match fits && (plain.contains('@') || is_number) {
        true => Ok(plain),
        false => {
            Err("A number such as +12015550123, or an address such as service@sip.example, is expected.")
        }
    }
}

fn country(text: &str) -> Result<String, &'static str> {
    match text.len() {
        0 => Ok(String::new()),
        2 if text.bytes().all(|byte| byte.is_ascii_alphabetic()) => Ok(text.to_ascii_uppercase()),
        _ => Err("Two letters are expected, such as US."),
    }
}

#[cfg(test)]
mod tests {
    use super::plain_number;

    #[test]
    fn a_number_has_one_form_however_it_is_written() {
        assert_eq!(plain_number("+1 (201) 555-0123").unwrap(), "+12015550123");
        assert_eq!(plain_number("tel:+12015550123").unwrap(), "+12015550123");
        assert_eq!(plain_number("sip:Service@SIP.example").unwrap(), "service@sip.example");
        assert_eq!(plain_number("*12#").unwrap(), "*12#");
        for bad in ["", "  ", "call me", "+", "12\u{0}", "١٢"] {
            assert!(plain_number(bad).is_err(), "{bad}");
        }
    }
}
