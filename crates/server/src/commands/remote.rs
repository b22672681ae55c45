//! What the commands that talk to a server share.

use std::future::Future;

use baton_model::ComponentId;
use serde_json::Value;

use super::Failure;
use crate::client::{Client, escaped};
use crate::services::miniapps::config::ACTIVE_VERSION;

/// Runs a call to its end.
pub fn block_on<T>(call: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(call)
}

/// What a server has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    App,
    Flow,
    MiniApp,
}

impl What {
    fn word(self) -> &'static str {
        match self {
            Self::App => "app",
            Self::Flow => "flow",
            Self::MiniApp => "miniApp",
        }
    }

    fn is_id(self, text: &str) -> bool {
        match self {
            Self::App | Self::Flow => uuid::Uuid::try_parse(text).is_ok(),
            Self::MiniApp => ComponentId::parse(text).is_ok(),
        }
    }

    fn path(self, id: &str) -> String {
        match self {
            Self::App => format!("/orchestrator/api/apps/{id}/"),
            Self::Flow => format!("/orchestrator/api/flows/{id}/"),
            Self::MiniApp => format!("/miniapps/api/apps/{ACTIVE_VERSION}/{}", escaped(id)),
        }
    }

    /// Where it is exported.
    pub fn export_path(self, id: &str) -> String {
        format!("{}/export/", self.path(id).trim_end_matches('/'))
    }

    /// Those with this in their names.
    async fn search(self, client: &Client, wanted: &str) -> Result<Vec<Value>, Failure> {
        let of_page = |page: Value, key: &str| page.get(key).and_then(Value::as_array).cloned();
        let found = match self {
            Self::App => {
                let query = [("search_term", wanted), ("limit", "500")];
                of_page(client.get("/orchestrator/api/apps/pagination/", &query).await?, "results")
            }
            Self::Flow => {
                let flows = client.get("/orchestrator/api/flows/", &[("search_term", wanted)]).await?;
                flows.as_array().cloned()
            }
            Self::MiniApp => {
                let query = [("searchTerm", wanted), ("pageSize", "500")];
                of_page(client.get("/miniapps/api/apps", &query).await?, "apps")
            }
        };
        Ok(found.unwrap_or_default())
    }
}

/// The app, flow or miniApp with this id or name: its id and its name.
pub async fn find(
    client: &Client,
    what: What,
    wanted: &str,
    group: Option<&str>,
) -> Result<(String, String), Failure> {
    let text = |one: &Value, key: &str| one.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    if what.is_id(wanted) {
        let one = client.get(&what.path(wanted), &[]).await?;
        return Ok((text(&one, "id"), text(&one, "name")));
    }
    let word = what.word();
    let found = what.search(client, wanted).await?;
    let mut found = found
        .into_iter()
        .filter(|one| text(one, "name") == wanted && group.is_none_or(|group| text(one, "group") == group));
    let first = found
        .next()
        .ok_or_else(|| format!("There is no {word} {wanted} that you see. Check its name and --group."))?;
    let others: Vec<String> = found.map(|one| text(&one, "group")).collect();
    if !others.is_empty() {
        let article = if what == What::App { "an" } else { "a" };
        let groups = [vec![text(&first, "group")], others].concat().join(", ");
        return Err(format!(
            "There is {article} {word} {wanted} in the groups {groups}. Say which one with --group."
        )
        .into());
    }
    Ok((text(&first, "id"), text(&first, "name")))
}
