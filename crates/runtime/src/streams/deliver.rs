//! One round of one receiver: what comes next is sent, and its place among the records moves on.

use baton_model::Timestamp;
use baton_outbound::{Allowed, Client};
use baton_store::{Failing, HeldDialog, Progress, Subscription};
use uuid::Uuid;

use super::batch::{Line, Piece, body_of, id_of, lines_of, pieces};
use super::post::{Message, Posted, Token};
use super::{StreamAuthentication, wait};
use crate::records::ToldTurn;
use crate::{Error, Runtime};

/// How many positions are looked at in one query, and how many turns are read at most and at least.
const WINDOW: i64 = 5_000;
const TURNS: i64 = 1_000;
const FEW_TURNS: i64 = 32;
/// How many batches, but at most and at least how many records, are sent before the receiver's place is written.
const BATCHES: usize = 4;
const RECORDS: std::ops::RangeInclusive<usize> = 100..=1_000;
/// How far a place may move in memory alone, over turns of others. Turns of its group that gave no record of its kind are written
/// once there is nothing more: nobody is to think that they wait.
const UNWRITTEN: i64 = 2_000;
/// How many dialogs of a receiver are tried one by one; when it refuses more, it is the receiver that is broken.
const MOST_HELD: i64 = 100;

/// What is remembered of a receiver between two rounds: nothing that can't be had again.
#[derive(Default)]
pub(crate) struct Remembered {
    /// The place that was written last.
    base: i64,
    /// Up to where there was nothing for the receiver.
    seen: i64,
    /// Whether turns of its group are among those.
    passed: bool,
    /// How many turns it took to have enough records.
    turns: i64,
    pub(super) token: Option<Token>,
    /// What it is sent with, and where else that goes since its organization allows it.
    client: Option<(Vec<Allowed>, Client)>,
}

/// What a round came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Round {
    /// Something was done, and more may be there.
    Went,
    /// There is nothing to send.
    Idle,
    /// Not before this moment.
    Waits(Timestamp),
    /// It is paused, or gone.
    Over,
}

/// What is sent next.
struct Next {
    pieces: Vec<Piece>,
    /// Once all were received, everything up to here was.
    to: i64,
    /// Whether turns of the group of the receiver are between.
    own: bool,
    /// Whether something between was left out since its dialog is held back.
    skipped: bool,
}

/// What became of a piece.
#[derive(Default)]
pub(super) struct Sent {
    pub(super) received: i64,
    held: Vec<HeldDialog>,
    pub(super) unavailable: Option<(String, Option<i64>)>,
}

impl Runtime {
    /// Sends everybody what there is, until nothing more can be sent now.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn deliver_all(&self) -> Result<(), Error> {
        self.record_all().await?;
        for row in self.0.store.subscriptions().active().await? {
            let mut remembered = Remembered::default();
            while self.deliver_some(row.id, &mut remembered).await? == Round::Went {}
        }
        Ok(())
    }

    /// One round.
    pub(crate) async fn deliver_some(&self, id: Uuid, remembered: &mut Remembered) -> Result<Round, Error> {
        let row = self.0.store.subscriptions().get(id).await?;
        let Some(row) = row.filter(|row| row.status == "active") else { return Ok(Round::Over) };
        let now = self.now();
        if row.next_at > now {
            return Ok(Round::Waits(row.next_at));
        }
        let authentication = self.open_stream_authentication(&row).await?;
        let streams = self.0.store.records().streams();
        let mut went = false;
        if let Some(held) = streams.held_due(id, now).await? {
            went = true;
            let tried = self.deliver_held(&row, &authentication, remembered, held).await?;
            if let Some((why, after)) = tried {
                return self.failed(&row, now, why, after).await;
            }
        }
        if row.position != remembered.base {
            (remembered.base, remembered.seen, remembered.passed) = (row.position, row.position, false);
        }
        let from = remembered.seen;
        let next = self.next_of(&row, from, &mut remembered.turns).await?;
        remembered.passed |= next.to > from && next.own;
        let is_told = remembered.passed && next.to == from;
        if next.pieces.is_empty() && !next.skipped && !is_told && next.to - row.position < UNWRITTEN {
            remembered.seen = next.to;
            return Ok(if went || next.to > from { Round::Went } else { Round::Idle });
        }
        self.send_pieces(&row, &authentication, remembered, next).await
    }

    /// The client for this receiver: another when its organization allows other places than a moment ago.
    pub(super) async fn take_client(
        &self,
        row: &Subscription,
        remembered: &mut Remembered,
    ) -> Result<(), Error> {
        let own = crate::allowed::of_group(&self.0.store, &row.group_name).await?;
        if remembered.client.as_ref().is_none_or(|(allowed, _)| *allowed != own) {
            remembered.client = self.0.streaming.client(&own).map(|client| (own, client));
        }
        Ok(())
    }

    /// What comes next, from where there was nothing.
    async fn next_of(&self, row: &Subscription, seen: i64, turns_read: &mut i64) -> Result<Next, Error> {
        let records = self.0.store.records();
        // What has failed is sent again as it was: so it has the same name.
        let last = match row.trying_to > seen {
            true => row.trying_to,
            false => records.last_position().await?.min(seen.saturating_add(WINDOW)),
        };
        if last <= seen {
            return Ok(Next { pieces: Vec::new(), to: seen, own: false, skipped: false });
        }
        // What is read and not sent is read again: so about as much is read as it took the last time.
        let limit = (*turns_read).clamp(FEW_TURNS, TURNS);
        let rows = records.streams().between(&row.group_name, seen, last, limit).await?;
        let mut dialogs: Vec<&str> = rows.iter().map(|row| row.group_id.as_str()).collect();
        dialogs.sort_unstable();
        dialogs.dedup();
        let held = records.streams().held_of(row.id, &dialogs).await?;
        let together = usize::try_from(row.batch_size).unwrap_or(1).max(1);
        let enough = (together * BATCHES).clamp(*RECORDS.start(), *RECORDS.end());
        let (mut turns, mut records, mut skipped) = (Vec::new(), 0, false);
        let read = rows.len();
        let whole = i64::try_from(rows.len()).is_ok_and(|read| read < limit);
        let mut to = if whole { last } else { seen };
        let take = |turn: ToldTurn| {
            let lines: Vec<Line> = lines_of(&turn, &row.kind).collect();
            let is_held = held.contains(&turn.row.group_id);
            skipped |= is_held && !lines.is_empty();
            records += lines.len();
            turns.push((turn.row.position, if is_held { Vec::new() } else { lines }));
            records < enough
        };
        self.tell_while(Some(row.id), rows, take).await?;
        if turns.len() < read || !whole {
            to = turns.last().map_or(to, |(position, _)| *position);
        }
        *turns_read = match records >= enough {
            true => i64::try_from(turns.len()).unwrap_or(TURNS),
            false if whole => limit,
            false => limit * 2,
        };
        Ok(Next { pieces: pieces(turns, together), to, own: read > 0, skipped })
    }

    /// Sends piece by piece, and writes how far it came.
    async fn send_pieces(
        &self,
        row: &Subscription,
        authentication: &StreamAuthentication,
        remembered: &mut Remembered,
        next: Next,
    ) -> Result<Round, Error> {
        let mut progress = Progress {
            from: row.position,
            to: row.position,
            delivered: 0,
            now: self.now(),
            held: Vec::new(),
            failing: None,
        };
        self.take_client(row, remembered).await?;
        let mut whole = true;
        for piece in &next.pieces {
            let sent = self.send_piece(row, authentication, remembered, piece, &progress.held).await?;
            progress.delivered += sent.received;
            progress.held.extend(sent.held);
            if let Some((why, after)) = sent.unavailable {
                let end = next.pieces.iter().skip_while(|other| *other != piece).find_map(|other| other.end);
                let failing = failing(row, progress.now, progress.delivered > 0, why, after);
                progress.failing = Some(Failing { trying_to: end.unwrap_or(next.to), ..failing });
                whole = false;
                break;
            }
            progress.to = piece.end.unwrap_or(progress.to);
        }
        if whole {
            progress.to = next.to;
        }
        let written = self.0.store.records().streams().commit(row.id, &progress).await?;
        metrics::counter!("baton_streamed_records_total").increment(progress.delivered.unsigned_abs());
        if !written {
            return Ok(Round::Went);
        }
        (remembered.base, remembered.seen, remembered.passed) = (progress.to, progress.to, false);
        match progress.failing {
            None => Ok(Round::Went),
            Some(failing) => self.persist(row.id, failing).await,
        }
    }

    /// Sends a piece. When the receiver refuses these very records, each dialog of it is sent by itself, so that one can't
    /// hold up the others.
    async fn send_piece(
        &self,
        row: &Subscription,
        authentication: &StreamAuthentication,
        remembered: &mut Remembered,
        piece: &Piece,
        held: &[HeldDialog],
    ) -> Result<Sent, Error> {
        let mut sent = Sent::default();
        let is_held = |line: &Line| held.iter().any(|held| held.group_id == line.group_id);
        let lines: Vec<Line> = piece.lines.iter().filter(|line| !is_held(line)).cloned().collect();
        if lines.is_empty() {
            return Ok(sent);
        }
        let why = match self.post_lines(row, authentication, remembered, &lines).await {
            Posted::Received => {
                sent.received = count(&lines);
                return Ok(sent);
            }
            Posted::Unavailable(why, after) => {
                sent.unavailable = Some((why, after));
                return Ok(sent);
            }
            Posted::Refused(why) => why,
        };
        let mut dialogs: Vec<Vec<Line>> = Vec::new();
        for line in lines {
            match dialogs
                .iter_mut()
                .find(|dialog| dialog.first().is_some_and(|it| it.group_id == line.group_id))
            {
                Some(dialog) => dialog.push(line),
                None => dialogs.push(vec![line]),
            }
        }
        let several = dialogs.len() > 1;
        for lines in &dialogs {
            let posted = match several {
                true => self.post_lines(row, authentication, remembered, lines).await,
                false => Posted::Refused(why.clone()),
            };
            match posted {
                Posted::Received => sent.received += count(lines),
                Posted::Unavailable(why, after) => {
                    sent.unavailable = Some((why, after));
                    return Ok(sent);
                }
                Posted::Refused(why) => {
                    let now = self.now();
                    sent.held.extend(lines.first().map(|line| HeldDialog {
                        subscription_id: row.id,
                        group_id: line.group_id.clone(),
                        position: line.position,
                        status: "retrying".to_owned(),
                        since: now,
                        attempts: 1,
                        next_at: wait(now, 1, None),
                        failure: why,
                    }));
                }
            }
        }
        let tried = self.0.store.records().streams().count_held(row.id, "retrying").await?;
        // It is the receiver that is broken when it refuses everybody.
        if (several && sent.received == 0) || tried + count(&sent.held) + count(held) > MOST_HELD {
            sent = Sent { unavailable: Some((why, None)), ..Sent::default() };
        }
        Ok(sent)
    }

    pub(super) async fn post_lines(
        &self,
        row: &Subscription,
        authentication: &StreamAuthentication,
        remembered: &mut Remembered,
        lines: &[Line],
    ) -> Posted {
        let id = id_of(row.id, lines);
        let body = body_of(lines, row.batch_size);
        let message = Message { url: &row.url, id: &id, body, now: self.now() };
        let client = remembered.client.as_ref().map(|(_, client)| client);
        let posted = self.0.streaming.post(client, authentication, &mut remembered.token, message).await;
        if posted != Posted::Received {
            metrics::counter!("baton_stream_failures_total").increment(1);
        }
        posted
    }

    /// The receiver takes nothing, before anything of a batch was sent.
    async fn failed(
        &self,
        row: &Subscription,
        now: Timestamp,
        why: String,
        after: Option<i64>,
    ) -> Result<Round, Error> {
        let failing = Failing { trying_to: row.trying_to, ..failing(row, now, false, why, after) };
        let (from, to) = (row.position, row.position);
        let progress =
            Progress { from, to, delivered: 0, now, held: Vec::new(), failing: Some(failing.clone()) };
        match self.0.store.records().streams().commit(row.id, &progress).await? {
            true => self.persist(row.id, failing).await,
            false => Ok(Round::Went),
        }
    }

    /// After a day, what is older than that is set aside.
    async fn persist(&self, id: Uuid, failing: Failing) -> Result<Round, Error> {
        let persist = i64::try_from(self.0.streaming.options.persist.as_secs()).unwrap_or(i64::MAX);
        let now = self.now();
        let old = now.plus_seconds(persist.saturating_neg());
        if failing.since <= old
            && let Some(row) = self.0.store.subscriptions().get(id).await?
        {
            self.set_aside(row, old).await?;
        }
        Ok(Round::Waits(failing.next_at))
    }
}

fn failing(row: &Subscription, now: Timestamp, progressed: bool, why: String, after: Option<i64>) -> Failing {
    let attempts = if progressed { 1 } else { row.attempts + 1 };
    Failing {
        trying_to: 0,
        attempts,
        since: row.failing_since.filter(|_| !progressed).unwrap_or(now),
        next_at: wait(now, attempts, after),
        failure: why,
    }
}

fn count<T>(items: &[T]) -> i64 {
    i64::try_from(items.len()).unwrap_or(i64::MAX)
}
