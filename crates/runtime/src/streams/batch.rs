//! What is sent next: the records of turns in order, cut into pieces that are sent one after the other.

use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::records::ToldTurn;

/// The most bytes of a piece, unless one turn alone has more.
const LARGEST: usize = 1024 * 1024;

/// A record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// The position of its turn.
    pub(super) position: i64,
    /// Which of the turn's it is.
    pub(super) index: usize,
    /// The root dialog.
    pub(super) group_id: String,
    /// The record.
    pub(super) text: String,
}

/// What is sent together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Piece {
    pub(super) lines: Vec<Line>,
    /// Once it was received, everything up to here was; `None` when more of its last turn comes after.
    pub(super) end: Option<i64>,
}

/// The records of one kind of a turn.
pub(super) fn lines_of<'a>(turn: &'a ToldTurn, kind: &'a str) -> impl Iterator<Item = Line> + 'a {
    // The kind is the first key of every record.
    let head = format!("{{\"message_type\":\"{kind}\"");
    let own = turn.records.iter().enumerate().filter(move |(_, line)| line.starts_with(&head));
    own.map(|(index, line)| Line {
        position: turn.row.position,
        index,
        group_id: turn.row.group_id.clone(),
        text: line.clone(),
    })
}

/// Cuts records into pieces of about so many. Those of one turn stay together, unless each goes by itself.
pub(super) fn pieces(turns: Vec<(i64, Vec<Line>)>, together: usize) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (position, lines) in turns {
        if together <= 1 {
            pieces.extend(lines.into_iter().map(|line| Piece { lines: vec![line], end: None }));
        } else if !lines.is_empty() {
            let size = |lines: &[Line]| lines.iter().map(|line| line.text.len() + 1).sum::<usize>();
            let fits = |piece: &Piece| {
                piece.lines.len() + lines.len() <= together && size(&piece.lines) + size(&lines) <= LARGEST
            };
            match pieces.last_mut() {
                Some(last) if fits(last) => last.lines.extend(lines),
                _ => pieces.push(Piece { lines, end: None }),
            }
        }
        if let Some(last) = pieces.last_mut() {
            last.end = Some(position);
        }
    }
    pieces
}

/// What is posted: one record by itself, or a list.
pub(super) fn body_of(lines: &[Line], together: i64) -> String {
    match lines {
        [one] if together <= 1 => one.text.clone(),
        _ => {
            let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
            format!("[{}]", texts.join(","))
        }
    }
}

/// Names what is sent: the same when it is sent again.
pub(super) fn id_of(subscription: Uuid, lines: &[Line]) -> String {
    let mut hash = Sha256::new();
    hash.update(subscription.as_bytes());
    for line in lines {
        hash.update(line.position.to_le_bytes());
        hash.update((line.index as u64).to_le_bytes());
    }
    let hash = hex::encode(hash.finalize());
    format!("msg_{}", hash.get(..32).unwrap_or(&hash))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::{Line, body_of, id_of, pieces};

    fn turn(position: i64, records: usize) -> (i64, Vec<Line>) {
        let line =
            |index| Line { position, index, group_id: "d".into(), text: format!("{position}.{index}") };
        (position, (0..records).map(line).collect())
    }

    fn cut(turns: Vec<(i64, Vec<Line>)>, together: usize) -> Vec<(usize, Option<i64>)> {
        pieces(turns, together).iter().map(|piece| (piece.lines.len(), piece.end)).collect()
    }

    #[test]
    fn records_of_a_turn_stay_together_and_none_is_left_out() {
        let turns = vec![turn(1, 2), turn(2, 0), turn(3, 2), turn(5, 9), turn(6, 1)];
        assert_eq!(cut(turns.clone(), 4), [(4, Some(3)), (9, Some(5)), (1, Some(6))]);
        assert_eq!(cut(vec![turn(1, 2), turn(2, 0), turn(3, 1)], 1), [(1, None), (1, Some(2)), (1, Some(3))]);
        assert_eq!(cut(vec![turn(1, 0)], 4), []);
    }

    #[test]
    fn a_piece_ends_before_it_is_too_large() {
        let large = |position| {
            (position, vec![Line { position, index: 0, group_id: "d".into(), text: "x".repeat(700_000) }])
        };
        assert_eq!(cut(vec![large(1), large(2)], 100), [(1, Some(1)), (1, Some(2))]);
    }

    #[test]
    fn what_is_sent_again_has_the_same_name() {
        let (one, two) = (turn(1, 2).1, turn(2, 2).1);
        assert_eq!(id_of(Uuid::nil(), &one), id_of(Uuid::nil(), &one.clone()));
        assert_ne!(id_of(Uuid::nil(), &one), id_of(Uuid::nil(), &two));
        assert_ne!(id_of(Uuid::nil(), &one), id_of(Uuid::max(), &one));
        assert_ne!(id_of(Uuid::nil(), &one[..1]), id_of(Uuid::nil(), &one));
        assert_eq!(body_of(&one, 2), "[1.0,1.1]");
        assert_eq!((body_of(&one[..1], 2), body_of(&one[..1], 1)), ("[1.0]".to_owned(), "1.0".to_owned()));
    }
}
