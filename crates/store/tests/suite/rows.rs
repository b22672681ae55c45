//! Rows to begin with.

use baton_model::Timestamp;
use baton_store::{
    Application, ApplicationKind, ApplicationStatus, Canvas, ChatEventRow, ChatSessionRow, DialogCommit,
    DialogRow, DialogStatus, Group, JournalRow, MiniApp, Organization, SessionCommit, SessionStatus, Store,
    TurnCommit, User,
};
use serde_json::json;
use uuid::Uuid;

pub const NOW: Timestamp = Timestamp(1_731_489_880_849_999);

/// An organization with one group, `sales`, and one user, `ann`.
pub async fn organization(store: &Store) -> (Organization, User) {
    let organization = Organization { id: Uuid::new_v4(), name: "acme".into() };
    store.organizations().insert(&organization).await.unwrap();
    let group = Group { name: "sales".into(), organization_id: organization.id };
    store.groups().insert(&group).await.unwrap();
    let user = user("ann", organization.id);
    store.users().insert(&user).await.unwrap();
    (organization, user)
}

pub fn user(username: &str, organization_id: Uuid) -> User {
    User {
        id: Uuid::new_v4(),
        username: username.into(),
        password_hash: "$argon2id$…".into(),
        organization_id,
        org_admin: false,
        disabled: false,
        created_at: NOW,
    }
}

pub fn app(name: &str, group: &str) -> Application {
    application(ApplicationKind::App, name, group)
}

pub fn flow(name: &str, group: &str) -> Application {
    application(ApplicationKind::Flow, name, group)
}

fn application(kind: ApplicationKind, name: &str, group: &str) -> Application {
    let user_id = Uuid::new_v4();
    Application {
        id: Uuid::new_v4(),
        kind,
        name: name.into(),
        group_name: group.into(),
        user_id,
        component_id: format!("{user_id}.{name}.{kind}.orc.{group}"),
        version: "0.0.1".into(),
        schema_version: 1,
        description: None,
        labels: json!(["a", "ä"]),
        input_fields: json!([]),
        output_fields: json!([]),
        reportable: true,
        reporting_type: "SelfService".into(),
        application_type: "ocp".into(),
        canvas_id: Uuid::new_v4(),
        created_at: NOW,
        updated_at: NOW,
        deployed_at: None,
        status: ApplicationStatus::NotDeployed,
        from_snapshot: None,
        from_snapshot_version: String::new(),
        shared_with: json!([]),
        live_token: Uuid::new_v4().simple().to_string(),
        deployed_token: None,
        attached_data: json!({"z": 1, "a": 2}),
        global_fields: json!([]),
        field_sensitivity: json!({}),
        error_handlers: json!([]),
        dialog_end_handlers: json!([]),
        repeat_handlers: json!([]),
        voice_biometric: json!({}),
        deployed_program: None,
        tts_configuration: json!([]),
    }
}

pub fn canvas(application: &Application, document: &str) -> Canvas {
    Canvas {
        id: application.canvas_id,
        application_id: application.id,
        document: document.into(),
        revision: 1,
        updated_at: NOW,
    }
}

pub fn mini_app(name: &str, kind: &str, group: &str) -> MiniApp {
    MiniApp {
        id: format!("{}.{name}.{kind}.MiniApps.{group}", Uuid::new_v4()),
        name: name.into(),
        r#type: kind.into(),
        domain: None,
        group_name: group.into(),
        languages: json!(["en-US"]),
        sensitivity: "None".into(),
        version: "v1".into(),
        created_at: NOW,
        updated_at: NOW,
        model: "{}".into(),
        revision: 1,
    }
}

pub fn dialog(id: &str) -> DialogRow {
    DialogRow {
        id: id.into(),
        group_id: id.into(),
        application_id: Uuid::nil(),
        program_hash: "p".into(),
        version: 1,
        status: DialogStatus::Open,
        channel: "chat".into(),
        test_mode: false,
        started_at: NOW,
        updated_at: NOW,
        state: vec![0, 255, 1],
    }
}

/// The turn that takes a dialog from one version to the next, with one entry of the journal.
pub fn turn(id: &str, from: Option<i64>) -> TurnCommit {
    let version = from.unwrap_or(0) + 1;
    let row = DialogRow { version, state: version.to_le_bytes().to_vec(), ..dialog(id) };
    let entry = JournalRow { dialog_id: id.into(), step: version, time: NOW, entry: vec![7; 20] };
    TurnCommit {
        dialog: Some(DialogCommit { row, expected_version: from }),
        entries: vec![entry],
        ..TurnCommit::default()
    }
}

pub fn session(id: Uuid) -> ChatSessionRow {
    ChatSessionRow {
        id,
        application_id: Uuid::nil(),
        token_kind: "live".into(),
        dialog_id: None,
        status: SessionStatus::Open,
        last_sequence: 0,
        started_at: NOW,
        updated_at: NOW,
    }
}

/// Adds to a turn that it tells a session one thing.
pub fn with_event(mut turn: TurnCommit, session_id: Uuid, from: Option<i64>) -> TurnCommit {
    let sequence_id = from.unwrap_or(0) + 1;
    let row = ChatSessionRow { last_sequence: sequence_id, ..session(session_id) };
    turn.session = Some(SessionCommit { row, expected_sequence: from });
    turn.chat_events = vec![ChatEventRow {
        session_id,
        sequence_id,
        client_message_id: Some(format!("message-{sequence_id}")),
        body: "{\"hello\":\"ä\"}".into(),
    }];
    turn
}
