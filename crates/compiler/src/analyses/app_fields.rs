//! Fields of the application as a whole: attached data, global fields, and what feeds the biometric engine.

use baton_model::codes::Code;
use baton_model::fields::{READ_ONLY, is_built_in, is_reserved};

use super::field_names::unwritable;
use crate::report::{At, Report};
use crate::scope::Scope;
use crate::source::Unit;

pub(crate) fn check(scope: &Scope<'_>, root: &Unit, report: &mut Report<'_>) {
    attached_data(scope, report);
    global_fields(scope, report);
    biometrics(scope, root, report);
}

fn attached_data(scope: &Scope<'_>, report: &mut Report<'_>) {
    for name in scope.source.attached_data.keys() {
        if is_reserved(name) || READ_ONLY.contains(&name.as_str()) {
            let message = format!(
                "The attached data set '{name}', which belongs to the platform; choose another name."
            );
            let at = At::canvas().field(name).location(format!("attached_data.{name}"));
            report.raise(Code::ReservedAttachedData, at, message);
        }
    }
}

fn global_fields(scope: &Scope<'_>, report: &mut Report<'_>) {
    for name in &scope.source.global_fields {
        if is_reserved(name) || is_built_in(name) || unwritable(name) {
            let message = format!(
                "'{name}' can't be a global field, because it is built in, reserved or no name; choose another one."
            );
            let at = At::canvas().field(name).location("global_fields");
            report.raise(Code::InvalidGlobalField, at, message);
        }
    }
}

fn biometrics(scope: &Scope<'_>, root: &Unit, report: &mut Report<'_>) {
    let mappings = scope.source.biometrics.iter().flat_map(|(_, mapping)| &mapping.field_mappings);
    for pair in mappings.filter(|pair| !scope.knows(root, &pair.orc_field)) {
        let (key, name) = (&pair.bio_key, &pair.orc_field);
        let message = format!(
            "The biometric key '{key}' is fed by the field '{name}', which nothing defines; choose another field."
        );
        let at = At::canvas().field(name).location(format!("voice_biometric.{key}"));
        report.raise(Code::UnknownBiometricField, at, message);
    }
}
