//! `/apps/<app_id>/…-handlers/`

use super::endpoints::list_endpoints;

list_endpoints! {
    errors: Error of Handler, "The error handlers",
    "/orchestrator/api/apps/{app_id}/error-handlers/" and "/orchestrator/api/apps/{app_id}/error_handlers/"
    of "app_id" (AppTo, "an app")
}

list_endpoints! {
    ends: DialogEnd of Handler, "The dialog-end handlers",
    "/orchestrator/api/apps/{app_id}/dialog-end-handlers/" and "/orchestrator/api/apps/{app_id}/dialog_end_handlers/"
    of "app_id" (AppTo, "an app")
}

list_endpoints! {
    repeats: Repeat of RepeatHandler, "The repeat handlers",
    "/orchestrator/api/apps/{app_id}/repeat-handlers/" and "/orchestrator/api/apps/{app_id}/repeat_handlers/"
    of "app_id" (AppTo, "an app")
}
