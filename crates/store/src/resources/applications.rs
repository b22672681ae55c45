//! Apps and flows. A flow is an application that others use as a node; it has the same parts but for the tokens,
//! so both are rows of one table.

use baton_model::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use super::listing::Listing;
use super::{Page, PageOf};
use crate::Error;
use crate::sql::{AnyRow, Arg, Changes, FromRow, Handle, Table, args, changes, containing, table, words};

words! {
    /// Which of the two an application is.
    ApplicationKind {
        /// What callers talk to.
        App = "app",
        /// A reusable canvas.
        Flow = "flow",
    }
}

words! {
    /// Whether an application runs.
    ApplicationStatus {
        /// It was never deployed.
        NotDeployed = "not-deployed",
        /// It takes dialogs.
        Started = "started",
        /// It refuses new dialogs.
        Stopped = "stopped",
    }
}

/// Which of an application's tokens was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// The simulator: the canvas as it is saved.
    Live,
    /// What was deployed last.
    Deployed,
}

/// What a token talks to: as much of an application as the beginning of a dialog asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenHolder {
    /// The application's id.
    pub id: Uuid,
    /// Which of its tokens it was.
    pub kind: TokenKind,
    /// Whether it runs.
    pub status: ApplicationStatus,
    /// The hash of the program that runs.
    pub deployed_program: Option<String>,
}

impl FromRow for TokenHolder {
    fn from_row(row: &AnyRow) -> Result<Self, Error> {
        let live: bool = row.get("live")?;
        Ok(Self {
            id: row.get("id")?,
            kind: if live { TokenKind::Live } else { TokenKind::Deployed },
            status: row.get("status")?,
            deployed_program: row.get("deployed_program")?,
        })
    }
}

table! {
    /// An app or a flow.
    Application in "applications" {
        /// Its id.
        id: Uuid,
        /// App or flow.
        kind: ApplicationKind,
        /// Its name, unique in its group among its kind.
        name: String,
        /// The group it lies in.
        group_name: String,
        /// Who made it.
        user_id: Uuid,
        /// How canvases name it, unique.
        component_id: String,
        /// Its version, such as `0.0.1`.
        version: String,
        /// The version of its document's form.
        schema_version: i64,
        /// What its author says of it.
        description: Option<String>,
        /// Labels: a JSON array.
        labels: Value,
        /// The fields it takes: a JSON array of names.
        input_fields: Value,
        /// The fields it returns: a JSON array of names.
        output_fields: Value,
        /// Whether it is reported on.
        reportable: bool,
        /// As what it is reported on, such as `SelfService`.
        reporting_type: String,
        /// `ocp` or `legacy`.
        application_type: String,
        /// Its canvas.
        canvas_id: Uuid,
        /// Since when.
        created_at: Timestamp,
        /// When it was last changed.
        updated_at: Timestamp,
        /// When it was last deployed.
        deployed_at: Option<Timestamp>,
        /// Whether it runs.
        status: ApplicationStatus,
        /// The snapshot it came from.
        from_snapshot: Option<String>,
        /// That snapshot's version, or empty.
        from_snapshot_version: String,
        /// The groups that may use it: a JSON array.
        shared_with: Value,
        /// The token of the simulator, unique.
        live_token: String,
        /// The token of what was deployed, unique.
        deployed_token: Option<String>,
        /// Fields that a dialog begins with: a JSON object.
        attached_data: Value,
        /// Fields that all canvases share: JSON.
        global_fields: Value,
        /// Fields that are masked or encrypted: JSON.
        field_sensitivity: Value,
        /// What runs when a miniApp fails: a JSON array.
        error_handlers: Value,
        /// What runs after the end: a JSON array.
        dialog_end_handlers: Value,
        /// What is asked again on request: a JSON array.
        repeat_handlers: Value,
        /// The biometric profile and its fields: a JSON object.
        voice_biometric: Value,
        /// The hash of the program that runs.
        deployed_program: Option<String>,
        /// How it speaks: a JSON array.
        tts_configuration: Value,
    }
}

changes! {
    /// What to change in an application; `None` leaves it as it is.
    ApplicationChanges {
        /// Another name.
        name: String,
        /// The component id that goes with it.
        component_id: String,
        /// Another version.
        version: String,
        /// Another form's version.
        schema_version: i64,
        /// Another description, or none.
        description: Option<String>,
        /// Other labels.
        labels: Value,
        /// Other fields to take.
        input_fields: Value,
        /// Other fields to return.
        output_fields: Value,
        /// Whether it is reported on.
        reportable: bool,
        /// As what it is reported on.
        reporting_type: String,
        /// `ocp` or `legacy`.
        application_type: String,
        /// When it was changed.
        updated_at: Timestamp,
        /// When it was deployed.
        deployed_at: Option<Timestamp>,
        /// Whether it runs.
        status: ApplicationStatus,
        /// The snapshot it comes from.
        from_snapshot: Option<String>,
        /// That snapshot's version.
        from_snapshot_version: String,
        /// The groups that may use it.
        shared_with: Value,
        /// Another token of the simulator.
        live_token: String,
        /// Another token of what was deployed.
        deployed_token: Option<String>,
        /// Other attached data.
        attached_data: Value,
        /// Other global fields.
        global_fields: Value,
        /// Other sensitivities.
        field_sensitivity: Value,
        /// Other error handlers.
        error_handlers: Value,
        /// Other dialog-end handlers.
        dialog_end_handlers: Value,
        /// Other repeat handlers.
        repeat_handlers: Value,
        /// Another biometric profile.
        voice_biometric: Value,
        /// Another program.
        deployed_program: Option<String>,
        /// Another way to speak.
        tts_configuration: Value,
    }
}

impl ApplicationChanges {
    /// True when an application would be another after them.
    #[must_use]
    pub fn would_change(&self, application: &Application) -> bool {
        let current: Vec<_> = Application::COLUMNS.iter().copied().zip(application.values()).collect();
        self.assignments().iter().any(|assignment| !current.contains(assignment))
    }
}

/// What somebody who makes an application knows of it. Everything else begins empty.
#[derive(Debug)]
pub struct Beginning<'a> {
    /// Its id.
    pub id: Uuid,
    /// That of its canvas.
    pub canvas_id: Uuid,
    /// App or flow.
    pub kind: ApplicationKind,
    /// Its name.
    pub name: &'a str,
    /// The group it lies in.
    pub group_name: &'a str,
    /// Who makes it.
    pub user_id: Uuid,
    /// How canvases name it.
    pub component_id: String,
    /// The token of the simulator.
    pub live_token: String,
    /// The moment it is.
    pub now: Timestamp,
}

impl Application {
    /// The row of a new application, which was never deployed and on which nothing is set.
    #[must_use]
    pub fn begin(beginning: Beginning<'_>) -> Self {
        let Beginning { id, canvas_id, kind, name, group_name, user_id, component_id, live_token, now } =
            beginning;
        Self {
            id,
            kind,
            name: name.to_owned(),
            group_name: group_name.to_owned(),
            user_id,
            component_id,
            version: "0.0.1".to_owned(),
            schema_version: 1,
            description: None,
            labels: json!([]),
            input_fields: json!([]),
            output_fields: json!([]),
            reportable: true,
            reporting_type: "SelfService".to_owned(),
            application_type: "ocp".to_owned(),
            canvas_id,
            created_at: now,
            updated_at: now,
            deployed_at: None,
            status: ApplicationStatus::NotDeployed,
            from_snapshot: None,
            from_snapshot_version: String::new(),
            shared_with: json!([]),
            live_token,
            deployed_token: None,
            attached_data: json!({}),
            global_fields: json!([]),
            field_sensitivity: json!({}),
            error_handlers: json!([]),
            dialog_end_handlers: json!([]),
            repeat_handlers: json!([]),
            voice_biometric: json!({"profile_id": "", "field_mappings": []}),
            deployed_program: None,
            tts_configuration: json!([]),
        }
    }
}

/// Which applications.
#[derive(Debug, Clone, Copy, Default)]
pub struct ApplicationFilter<'a> {
    /// Their name contains this, in any letter case.
    pub search: Option<&'a str>,
    /// Their name is one of these, in any letter case.
    pub names: Option<&'a [String]>,
}

/// What only one application at a time is asked for, and what stands for it in a list.
const SETTINGS: &[(&str, &str)] = &[
    ("attached_data", "{}"),
    ("global_fields", "[]"),
    ("field_sensitivity", "{}"),
    ("error_handlers", "[]"),
    ("dialog_end_handlers", "[]"),
    ("repeat_handlers", "[]"),
    ("voice_biometric", "{}"),
];

/// Apps and flows.
pub struct Applications<'a>(pub(crate) Handle<'a>);

impl Applications<'_> {
    /// The application with this id, app or flow.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn get(mut self, id: Uuid) -> Result<Option<Application>, Error> {
        self.0.find(Arg::from(id)).await
    }

    /// The application that canvases name so.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn by_component(mut self, component_id: &str) -> Result<Option<Application>, Error> {
        self.0.one("SELECT * FROM applications WHERE component_id = $1", args![component_id]).await
    }

    /// The application whose canvas this is.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn by_canvas(mut self, canvas: Uuid) -> Result<Option<Application>, Error> {
        self.0.one("SELECT * FROM applications WHERE canvas_id = $1", args![canvas]).await
    }

    /// The application of this name in a group.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn by_name(
        mut self,
        kind: ApplicationKind,
        group: &str,
        name: &str,
    ) -> Result<Option<Application>, Error> {
        let sql = "SELECT * FROM applications WHERE kind = $1 AND group_name = $2 AND name = $3";
        self.0.one(sql, args![&kind, group, name]).await
    }

    /// What a token talks to.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn by_token(mut self, token: &str) -> Result<Option<TokenHolder>, Error> {
        let sql = "SELECT id, status, deployed_program, live_token = $1 AS live FROM applications
                   WHERE live_token = $1 OR deployed_token = $1";
        self.0.one(sql, args![token]).await
    }

    /// Those in these groups whose voice-biometric document has this text as its `profile_id`, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn with_biometric_profile<G: AsRef<str>>(
        mut self,
        groups: &[G],
        profile_id: &str,
    ) -> Result<Vec<Application>, Error> {
        let mut found: Vec<Application> = Listing::in_groups(self.0.dialect(), groups)
            .and("voice_biometric LIKE $ ESCAPE '\\'", Arg::from(containing(profile_id)))
            .all(&mut self.0)
            .await?;
        found.retain(|application| application.voice_biometric["profile_id"] == profile_id);
        Ok(found)
    }

    /// Everything of a kind in these groups, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list<G: AsRef<str>>(
        mut self,
        kind: ApplicationKind,
        groups: &[G],
        filter: ApplicationFilter<'_>,
    ) -> Result<Vec<Application>, Error> {
        self.listing(kind, groups, filter).all(&mut self.0).await
    }

    /// A page of a kind in these groups, by name. Their settings are left out: [`Applications::get`] reads them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn page<G: AsRef<str>>(
        mut self,
        kind: ApplicationKind,
        groups: &[G],
        filter: ApplicationFilter<'_>,
        page: Page,
    ) -> Result<PageOf<Application>, Error> {
        self.listing(kind, groups, filter).page(&mut self.0, page).await
    }

    fn listing<'f, G: AsRef<str>>(
        &self,
        kind: ApplicationKind,
        groups: &[G],
        filter: ApplicationFilter<'f>,
    ) -> Listing<'f> {
        Listing::in_groups(self.0.dialect(), groups)
            .without(SETTINGS)
            .and("kind = $", Arg::from(kind.as_str()))
            .and_named(filter.names)
            .and_name_contains(filter.search)
    }

    /// Writes a new one. Its canvas is a row of its own, written in the same transaction.
    ///
    /// # Errors
    /// [`Error::Taken`] when its name in the group, its component id or a token exists.
    pub async fn insert(mut self, application: &Application) -> Result<(), Error> {
        self.0.insert(application).await
    }

    /// What it is now, held until the transaction ends: who holds it at the same time, changes it or adds to it waits.
    ///
    /// It comes first in every transaction that writes more than one row of an application. Two that took its rows in
    /// another order would wait for each other.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hold(mut self, id: Uuid) -> Result<Option<Application>, Error> {
        self.0.find_held(Arg::from(id)).await
    }

    /// Changes some of it and leaves the rest. False when it is not there.
    ///
    /// # Errors
    /// [`Error::Taken`] when the new name or token exists.
    pub async fn change(mut self, id: Uuid, changes: &ApplicationChanges) -> Result<bool, Error> {
        self.0.change::<Application>(Arg::from(id), changes).await
    }

    /// Removes it with its canvas, deployments and bundle. Its dialogs stay. False when it was not there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete(mut self, id: Uuid) -> Result<bool, Error> {
        self.0.remove::<Application>(Arg::from(id)).await
    }
}
