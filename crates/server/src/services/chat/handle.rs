//! What each message does.

use std::collections::BTreeMap;

use baton_model::understanding::InputMode;
use baton_runtime::{Bearer, ChatEvent, Listener, Opening, Said, Session};
use baton_store::TokenKind;

use super::reply::{self, Refusal};
use super::request::{Common, Request};
use crate::AppState;
use crate::services::channels::{chosen, field_value, said};

/// Where a message says that nothing refuses it: the typing event.
pub type Passed = tokio::sync::oneshot::Sender<String>;

/// The longest id of a node that is looked for.
const LONGEST_NODE: usize = 255;

/// What a message changes about its connection, and what it is answered at once.
#[derive(Default)]
pub struct Outcome {
    /// The connection hears this session from now on.
    pub attach: Option<(Session, Listener)>,
    /// What this connection alone is told, in order.
    pub tell: Vec<String>,
    /// The connection has no session any more.
    pub detach: bool,
}

/// Does what a message asks for. `attached` is the session that the connection hears. Once it is sure that the
/// application will speak, `passed` is given the event that says so.
pub async fn handle(
    state: &AppState,
    request: Request,
    attached: Option<&Session>,
    passed: Passed,
) -> Result<Outcome, Refusal> {
    match request {
        Request::Ping => Ok(Outcome { tell: vec![reply::pong()], ..Outcome::default() }),
        Request::StartSession(common) => {
            start_session(state, &common).await.map_err(|refusal| refusal.to(&common))
        }
        Request::StartDialog(common) => {
            start_dialog(state, &common, attached, passed).await.map_err(|refusal| refusal.to(&common))
        }
        Request::Dialog(common) => {
            dialog(state, &common, attached, passed).await.map_err(|refusal| refusal.to(&common))
        }
        Request::Resume(common, from) => {
            resume(state, &common, from, attached).await.map_err(|refusal| refusal.to(&common))
        }
        Request::Stop(common) => stop(state, &common, attached).await.map_err(|refusal| refusal.to(&common)),
    }
}

async fn start_session(state: &AppState, common: &Common) -> Result<Outcome, Refusal> {
    let opening = opening(common, state.runtime.bearer(common.key()?).await?)?;
    let id = common.client_message_id.as_deref();
    let opened = state.runtime.open_session(common.key()?, opening, id).await?;
    let mut tell = vec![reply::session_started(opened.session.id(), &opened.dialog_id, id)];
    tell.extend(opened.events.into_iter().map(|event| event.body));
    Ok(Outcome { attach: Some((opened.session, opened.listener)), tell, detach: false })
}

async fn start_dialog(
    state: &AppState,
    common: &Common,
    attached: Option<&Session>,
    passed: Passed,
) -> Result<Outcome, Refusal> {
    let (session, bearer) = session(state, common).await?;
    let opening = opening(common, bearer)?;
    let attach = hear(&session, attached);
    let id = common.client_message_id.as_deref();
    if attach.is_none() && !state.runtime.in_dialog(&session, bearer).await? {
        // Who no longer waits for the answer does not mind.
        let _ = passed.send(reply::typing(session.id(), id));
    }
    let said = state.runtime.start_dialog(&session, common.key()?, opening, id).await?;
    Ok(Outcome { attach, tell: told_before(said), detach: false })
}

async fn dialog(
    state: &AppState,
    common: &Common,
    attached: Option<&Session>,
    passed: Passed,
) -> Result<Outcome, Refusal> {
    let meaning: BTreeMap<String, String> = common
        .semantics
        .iter()
        .flatten()
        .map(|(name, value)| (name.clone(), field_value(value.clone()).to_text()))
        .collect();
    if meaning.is_empty() && common.utterance.is_none() {
        return Err(Refusal::bad("`utterance` is required."));
    }
    let input =
        said(common.utterance.clone().unwrap_or_default(), InputMode::Text).map_err(|_| too_long())?;
    let input = chosen(input, meaning).map_err(|_| too_long())?;
    let (session, bearer) = session(state, common).await?;
    let attach = hear(&session, attached);
    let id = common.client_message_id.as_deref();
    if attach.is_none() && state.runtime.in_dialog(&session, bearer).await? {
        let _ = passed.send(reply::typing(session.id(), id));
    }
    let said = state.runtime.say(&session, bearer, input, id).await?;
    Ok(Outcome { attach, tell: told_before(said), detach: false })
}

async fn resume(
    state: &AppState,
    common: &Common,
    from: i64,
    attached: Option<&Session>,
) -> Result<Outcome, Refusal> {
    let (session, bearer) = session(state, common).await?;
    if from == i64::from(i32::MAX) && hear(&session, attached).is_none() {
        return Ok(Outcome::default());
    }
    let (events, listener) = state.runtime.resume(&session, bearer, from).await?;
    Ok(Outcome { attach: Some((session, listener)), tell: bodies(events), detach: false })
}

/// Whoever stops a session is told its end, whether or not they heard it before.
async fn stop(state: &AppState, common: &Common, attached: Option<&Session>) -> Result<Outcome, Refusal> {
    let (session, bearer) = session(state, common).await?;
    let attach = hear(&session, attached);
    let id = common.client_message_id.as_deref();
    state.runtime.stop_session(&session, bearer, id).await?;
    Ok(Outcome { attach, detach: true, ..Outcome::default() })
}

async fn session(state: &AppState, common: &Common) -> Result<(Session, Bearer), Refusal> {
    let bearer = state.runtime.bearer(common.key()?).await?;
    let session = state.runtime.session(bearer, common.session()?).await?;
    Ok((session, bearer))
}

/// A listener, unless the connection hears the session already.
fn hear(session: &Session, attached: Option<&Session>) -> Option<(Session, Listener)> {
    match attached {
        Some(attached) if attached.id() == session.id() => None,
        _ => Some((session.clone(), session.listen())),
    }
}

fn told_before(said: Said) -> Vec<String> {
    match said {
        Said::Now => Vec::new(),
        Said::Before(events) => bodies(events),
    }
}

fn bodies(events: Vec<ChatEvent>) -> Vec<String> {
    events.into_iter().map(|event| event.body).collect()
}

/// What a chat knows when a dialog begins. `input_fields` stand over `semantics`.
fn opening(common: &Common, bearer: Bearer) -> Result<Opening, Refusal> {
    let mut given = common.semantics.clone().unwrap_or_default();
    given.extend(common.input_fields.clone().unwrap_or_default());
    if given.len() > 1_000 {
        return Err(Refusal::bad("At most 1000 fields can be given at the start."));
    }
    let mut opening = Opening {
        // Whoever tries an application out may hear what callers hear.
        channel: common.channel.filter(|_| bearer.kind == TokenKind::Live).unwrap_or_default(),
        source: "chat".to_owned(),
        locale: common.locale.clone().unwrap_or_default(),
        utterance: common.utterance.clone().filter(|utterance| !utterance.is_empty()),
        node: common.start_node.clone().filter(|node| node.len() <= LONGEST_NODE),
        ..Opening::default()
    };
    if let Some(utterance) = &opening.utterance {
        said(utterance.clone(), InputMode::Text).map_err(|_| too_long())?;
    }
    for (name, value) in given {
        let value = field_value(value);
        match name.as_str() {
            "Ani" => opening.ani = value.to_text(),
            "Locale" => opening.locale = value.to_text(),
            _ => drop(opening.fields.insert(name, value)),
        }
    }
    Ok(opening)
}

fn too_long() -> Refusal {
    Refusal::bad("`utterance` has at most 10000 characters.")
}
