//! One connection: messages in, one after another; events out, in order. Bounded in size, time and memory.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket, close_code};
use baton_runtime::{ChatEvent, Listener, Session};
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::oneshot;
use tokio::time::{Instant, MissedTickBehavior, interval_at, timeout};

use super::handle::{Outcome, handle};
use super::reply::Refusal;
use super::request;
use crate::AppState;

/// How often a client is asked whether it is still there.
const PING_EVERY: Duration = Duration::from_secs(30);
/// A client that sends nothing whole for so long, not even the answer to a ping, is gone.
const SILENT: Duration = Duration::from_secs(75);
/// A client that takes nothing for so long is gone.
const SEND_TIMEOUT: Duration = Duration::from_secs(10);

/// Serves a connection until either side ends it. Its session goes on without it.
pub async fn serve(state: AppState, socket: WebSocket) {
    metrics::gauge!("baton_chat_connections").increment(1.0);
    let (sink, stream) = socket.split();
    let connection = Connection { state, sink, attached: None };
    connection.run(stream).await;
    metrics::gauge!("baton_chat_connections").decrement(1.0);
}

struct Connection {
    state: AppState,
    sink: SplitSink<WebSocket, Message>,
    attached: Option<(Session, Listener)>,
}

/// The other side is gone, or too slow.
struct Gone;

impl Connection {
    async fn run(mut self, mut stream: SplitStream<WebSocket>) {
        let mut pings = interval_at(Instant::now() + PING_EVERY, PING_EVERY);
        pings.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut heard = Instant::now();
        let stop = self.state.config.stop.clone();
        let mut stopping = std::pin::pin!(stop.wait());
        loop {
            let done = tokio::select! {
                // What was said comes before what is asked next.
                biased;
                event = next(&mut self.attached) => self.event(event).await,
                message = stream.next() => {
                    heard = Instant::now();
                    match message {
                        Some(Ok(message)) => self.message(message).await,
                        Some(Err(_)) => self.close(close_code::SIZE, "a message is a text of at most 64 kB").await,
                        None => Err(Gone),
                    }
                }
                () = &mut stopping => self.close(close_code::AWAY, "the server stops: resume the session").await,
                _ = pings.tick() => match heard.elapsed() < SILENT {
                    true => self.send(Message::Ping(axum::body::Bytes::new())).await,
                    false => self.close(close_code::POLICY, "nothing whole was heard for too long").await,
                },
            };
            if done.is_err() {
                return;
            }
        }
    }

    async fn message(&mut self, message: Message) -> Result<(), Gone> {
        let text = match message {
            Message::Text(text) => text,
            Message::Binary(_) => {
                let refusal = Refusal::bad("Messages are texts. This one was binary.");
                return self.tell(refusal.body()).await;
            }
            Message::Close(_) => return Err(Gone),
            Message::Ping(_) | Message::Pong(_) => return Ok(()),
        };
        let request = match request::read(&text) {
            Ok(request) => request,
            Err(refusal) => return self.tell(refusal.body()).await,
        };
        let (state, attached) =
            (self.state.clone(), self.attached.as_ref().map(|(session, _)| session.clone()));
        let (passed, mut typing) = oneshot::channel();
        let mut work = std::pin::pin!(handle(&state, request, attached.as_ref(), passed));
        // While it runs, the client is told that an answer is on its way: once nothing refuses its message.
        let outcome = tokio::select! {
            biased;
            Ok(body) = &mut typing => {
                self.tell(body).await?;
                work.await
            }
            outcome = &mut work => {
                if let Ok(body) = typing.try_recv() {
                    self.tell(body).await?;
                }
                outcome
            }
        };
        match outcome {
            Ok(outcome) => self.done(outcome).await,
            Err(refusal) => self.tell(refusal.body()).await,
        }
    }

    async fn done(&mut self, outcome: Outcome) -> Result<(), Gone> {
        if let Some(attach) = outcome.attach {
            self.attached = Some(attach);
        }
        for body in outcome.tell {
            self.tell(body).await?;
        }
        if outcome.detach {
            // What the session was told last is still to be heard.
            while let Some(Ok(event)) = self.attached.as_mut().map(|(_, listener)| listener.try_recv()) {
                self.tell(event.body.clone()).await?;
            }
            self.attached = None;
        }
        Ok(())
    }

    async fn event(&mut self, event: Result<Arc<ChatEvent>, RecvError>) -> Result<(), Gone> {
        match event {
            Ok(event) => self.tell(event.body.clone()).await,
            Err(RecvError::Lagged(_)) => {
                self.close(close_code::AGAIN, "events were lost on the way: resume the session").await
            }
            Err(RecvError::Closed) => {
                self.attached = None;
                Ok(())
            }
        }
    }

    async fn tell(&mut self, body: String) -> Result<(), Gone> {
        self.send(Message::Text(body.into())).await
    }

    async fn send(&mut self, message: Message) -> Result<(), Gone> {
        match timeout(SEND_TIMEOUT, self.sink.send(message)).await {
            Ok(Ok(())) => Ok(()),
            _ => Err(Gone),
        }
    }

    async fn close(&mut self, code: u16, reason: &'static str) -> Result<(), Gone> {
        let frame = CloseFrame { code, reason: Utf8Bytes::from_static(reason) };
        let _ = self.send(Message::Close(Some(frame))).await;
        Err(Gone)
    }
}

/// The next event of the session, if the connection hears one.
async fn next(attached: &mut Option<(Session, Listener)>) -> Result<Arc<ChatEvent>, RecvError> {
    match attached {
        Some((_, listener)) => listener.recv().await,
        None => std::future::pending().await,
    }
}
