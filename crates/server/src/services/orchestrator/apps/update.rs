//! `PUT` and `PATCH /apps/<app_id>/`

use crate::services::orchestrator::update::endpoints::update_endpoints;

update_endpoints! {
    "apps": "/orchestrator/api/apps/{app_id}/" of "app_id" (AppTo as App, "an app")
    (status = 400, description = "A field is wrong, or the group has an app of this name."),
}
