//! `PUT` and `PATCH /flows/<flow_id>/`

use crate::services::orchestrator::update::endpoints::update_endpoints;

update_endpoints! {
    "flows": "/orchestrator/api/flows/{flow_id}/" of "flow_id" (FlowTo as Flow, "a flow")
    (status = 400, description = "A field is wrong, or the group has a flow of this name."),
    (status = 409, description = "It is in use, so its name stays: canvases name it by its component id."),
}
