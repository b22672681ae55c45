//! Fields that nothing defines: the one place where that is said.

use baton_model::canvas::Configuration;
use baton_model::codes::Code;
use baton_model::template::Template;

use crate::report::{At, Report};

/// No path before the place defines the field that is used there.
pub(crate) fn raise(name: &str, whose: &str, at: At, report: &mut Report<'_>) {
    let message = format!(
        "{whose} uses the field '{name}', which nothing before it defines; set it first or correct the name."
    );
    report.raise(Code::UndefinedField, at.field(name), message);
}

/// The values that a handler hands to its flow: it can run at any moment, so a field is good if anything defines it.
pub(crate) fn check_inputs(
    settings: &Configuration,
    knows: &dyn Fn(&str) -> bool,
    place: &str,
    report: &mut Report<'_>,
) {
    for (input, text) in &settings.input_fields {
        for path in Template::parse(text).fields().filter(|path| !knows(&path.name)) {
            let at = At::canvas().location(format!("{place}.handler.input_fields.{input}"));
            raise(&path.name, "A handler", at, report);
        }
    }
}
