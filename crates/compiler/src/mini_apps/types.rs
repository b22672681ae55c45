//! The types of miniApps by name, and what each gives to a canvas.

use super::kinds::kind_named;

/// All types, as the API writes them.
pub const TYPES: &[&str] = &[
    "Intent",
    "Numeric",
    "Alphanumeric",
    "Alpha",
    "Date",
    "DateRange",
    "Announcement",
    "YesNo",
    "WebService",
    "Intelli",
    "CorpusCollection",
    "Text",
    "Entity",
    "Amount",
];

/// The types that can run: all of them.
pub const SUPPORTED: &[&str] = TYPES;

/// The type that a text names: `YesNo`, `yesno`, `Web Service` and `WebService.MiniApps` are all understood.
#[must_use]
pub fn canonical_type(text: &str) -> Option<&'static str> {
    let word = text.strip_suffix(".MiniApps").unwrap_or(text).replace([' ', '_', '-'], "");
    TYPES.iter().find(|known| known.eq_ignore_ascii_case(&word)).copied()
}

/// True for the types that call or compute something without talking to the caller.
#[must_use]
pub fn is_service(type_name: &str) -> bool {
    canonical_type(type_name).and_then(kind_named).is_some_and(|kind| kind.is_service())
}

/// The main output of a type, such as `YesNo` or `AnnouncementResult`; services have their own.
#[must_use]
pub fn output_of(type_name: &str) -> Option<&'static str> {
    match canonical_type(type_name)? {
        "WebService" | "Intelli" => None,
        "Announcement" => Some("AnnouncementResult"),
        question => Some(question),
    }
}

#[cfg(test)]
mod tests {
    use super::super::kinds::KINDS;
    use super::TYPES;

    #[test]
    fn every_type_has_a_file_of_its_own_in_the_order_in_which_they_are_shown() {
        let names: Vec<_> = KINDS.iter().map(|kind| kind.name()).collect();
        assert_eq!(names, TYPES);
    }
}
