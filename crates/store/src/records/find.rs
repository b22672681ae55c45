//! Finds what is told.

use std::collections::HashSet;

use baton_model::Timestamp;

use super::{RecordRow, RecordedDialog, Records};
use crate::Error;
use crate::sql::{AnyRow, Arg, FromRow, Number, args, containing, json_list};

/// What a caller said in a turn of a root.
struct Said {
    group_id: String,
    said: String,
}

impl FromRow for Said {
    fn from_row(row: &AnyRow) -> Result<Self, Error> {
        Ok(Self { group_id: row.get("group_id")?, said: row.get("said")? })
    }
}

/// A text without its letter case. The two small sigmas are one letter.
fn without_case(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).map(|letter| if letter == 'ς' { 'σ' } else { letter }).collect()
}

/// A pattern that finds at least what contains a text in any letter case: a database may know the case of no letters but
/// those of ASCII, so any letter stands for another.
fn perhaps_containing(text: &str) -> String {
    let escaped = containing(text);
    escaped.chars().map(|letter| if letter.is_ascii() { letter } else { '_' }).collect()
}

/// The group, written so that no index on it is taken: what is read by position is read in its order, and not sorted
/// each time out of all that a group has.
pub(super) const BY_POSITION: &str = "(ocp_group || '')";

/// Which dialogs.
#[derive(Debug, Clone, Default)]
pub struct DialogFilter {
    /// Those of these groups: what the caller may see, or less.
    pub ocp_groups: Vec<String>,
    /// Those that began at or after this.
    pub from: Timestamp,
    /// And before this.
    pub to: Timestamp,
    /// `app`, `flow`, `miniapp`; empty: all.
    pub kinds: Vec<String>,
    /// Of these flow-application or component ids; empty: of all.
    pub apps: Vec<String>,
    /// With one of these values in a column, for each of these columns: `ani`, `dnis`, `channel`, ….
    pub equal: Vec<(&'static str, Vec<String>)>,
    /// With at least so many turns.
    pub steps_at_least: i64,
    /// True: simulations alone; false: none of them.
    pub test: Option<bool>,
    /// The dialog after which the page begins: its beginning and id.
    pub after: Option<(Timestamp, String)>,
    /// The oldest first.
    pub oldest_first: bool,
    /// At most so many.
    pub limit: i64,
}

/// A piece of the records of a group, in the order of time.
#[derive(Debug, Clone)]
pub struct Slice {
    /// Of this group.
    pub ocp_group: String,
    /// At or after this.
    pub from: Timestamp,
    /// And before this.
    pub to: Timestamp,
    /// Of those at exactly `from`, after this position. So the last row of a piece says where the next begins.
    pub after: i64,
    /// At most so many turns.
    pub limit: i64,
}

impl Records<'_> {
    /// Dialogs in the order of their beginning.
    ///
    /// Each group and kind, or each application, is looked for by itself and what was found is merged: so the index is
    /// in the order of the page, however long the time between.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn dialogs(self, filter: &DialogFilter) -> Result<Vec<RecordedDialog>, Error> {
        let kinds: &[String] = &filter.kinds;
        let mut parts: Vec<(String, Vec<Arg<'_>>)> = Vec::new();
        if filter.apps.is_empty() {
            let all = ["app".to_owned(), "flow".to_owned(), "miniapp".to_owned()];
            for group in &filter.ocp_groups {
                for kind in if kinds.is_empty() { &all } else { kinds } {
                    parts.push(("ocp_group = $1 AND kind = $2".to_owned(), args![group, kind.clone()]));
                }
            }
        } else {
            for app in &filter.apps {
                let list = json_list(&filter.ocp_groups);
                let within = self.0.handle().dialect().in_list("$2");
                parts.push((format!("app = $1 AND ocp_group {within}"), args![app, list]));
            }
        }
        let mut found = Vec::new();
        for (condition, arguments) in parts {
            found.extend(self.some(filter, condition, arguments).await?);
        }
        found.sort_by(|a, b| (a.started_at, &a.id).cmp(&(b.started_at, &b.id)));
        if !filter.oldest_first {
            found.reverse();
        }
        found.dedup_by(|a, b| a.id == b.id);
        found.truncate(usize::try_from(filter.limit).unwrap_or_default());
        Ok(found)
    }

    async fn some<'a>(
        self,
        filter: &'a DialogFilter,
        mut condition: String,
        mut arguments: Vec<Arg<'a>>,
    ) -> Result<Vec<RecordedDialog>, Error> {
        let mut handle = self.0.handle();
        let dialect = handle.dialect();
        let mut and = |text: &str, value: Arg<'a>| {
            arguments.push(value);
            let place = format!("${}", arguments.len());
            condition = format!("{condition} AND {}", text.replace('?', &place));
        };
        and("started_at >= ?", Arg::from(filter.from));
        and("started_at < ?", Arg::from(filter.to));
        if !filter.apps.is_empty() && !filter.kinds.is_empty() {
            and(&format!("kind {}", dialect.in_list("?")), Arg::from(json_list(&filter.kinds)));
        }
        for (column, values) in &filter.equal {
            let list = json_list(values);
            // Only roots know who called: what is below a root is found by it.
            let own = matches!(*column, "ani" | "dnis" | "connection_id")
                && (filter.kinds.is_empty() || filter.kinds.iter().any(|kind| kind != "app"));
            match own {
                true => {
                    let within = dialect.in_list("?");
                    and(
                        &format!(
                            "group_id IN (SELECT r.group_id FROM recorded_dialogs r WHERE r.{column} {within} AND r.{column} <> '')"
                        ),
                        Arg::from(list),
                    );
                }
                false => and(&format!("{column} {}", dialect.in_list("?")), Arg::from(list)),
            }
        }
        if let Some(test) = filter.test {
            and("test_mode = ?", Arg::from(test));
        }
        if filter.steps_at_least > 0 {
            and("steps >= ?", Arg::from(filter.steps_at_least));
        }
        let (compare, order) = if filter.oldest_first { (">", "ASC") } else { ("<", "DESC") };
        if let Some((time, id)) = &filter.after {
            arguments.push(Arg::from(*time));
            arguments.push(Arg::from(id));
            let (time, id) = (arguments.len() - 1, arguments.len());
            condition = format!("{condition} AND (started_at, id) {compare} (${time}, ${id})");
        }
        arguments.push(Arg::from(filter.limit));
        let limit = arguments.len();
        let sql = format!(
            "SELECT * FROM recorded_dialogs WHERE {condition} ORDER BY started_at {order}, id {order} LIMIT ${limit}"
        );
        handle.all(sql, arguments).await
    }

    /// Those of these roots in which a caller said this, in any letter case; and how many turns were looked at.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn saying(self, roots: &[&str], text: &str) -> Result<(HashSet<String>, i64), Error> {
        let mut handle = self.0.handle();
        let dialect = handle.dialect();
        let (within, like) = (dialect.in_list("$1"), dialect.like());
        let list = json_list(roots);
        let sql = format!("SELECT COUNT(*) AS number FROM recorded_turns WHERE group_id {within}");
        let looked_at = handle.one::<Number>(sql, args![list.as_str()]).await?;
        let sql = format!(
            "SELECT group_id, said FROM recorded_turns WHERE group_id {within} AND said {like} $2 ESCAPE '\\'"
        );
        let found = handle.all::<Said>(sql, args![list, perhaps_containing(text)]).await?;
        let wanted = without_case(text);
        let found = found.into_iter().filter(|turn| without_case(&turn.said).contains(&wanted));
        Ok((found.map(|turn| turn.group_id).collect(), looked_at.map_or(0, |number| number.0)))
    }

    /// A dialog of any kind.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn dialog(self, id: &str) -> Result<Option<RecordedDialog>, Error> {
        self.0.handle().find(Arg::from(id)).await
    }

    /// All dialogs of a tree, the root first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tree(self, group_id: &str, offset: i64, limit: i64) -> Result<Vec<RecordedDialog>, Error> {
        let sql = "SELECT * FROM recorded_dialogs WHERE group_id = $1 ORDER BY started_at, kind, id
                   LIMIT $3 OFFSET $2";
        self.0.handle().all(sql, args![group_id, offset, limit]).await
    }

    /// How many dialogs a tree has.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tree_count(self, group_id: &str) -> Result<i64, Error> {
        let sql = "SELECT COUNT(*) AS number FROM recorded_dialogs WHERE group_id = $1";
        let found = self.0.handle().one::<Number>(sql, args![group_id]).await?;
        Ok(found.map_or(0, |number| number.0))
    }

    /// The records of a tree, turn by turn.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_tree(self, group_id: &str) -> Result<Vec<RecordRow>, Error> {
        self.0
            .handle()
            .all("SELECT * FROM recorded_turns WHERE group_id = $1 ORDER BY step", args![group_id])
            .await
    }

    /// The last turn of a tree that is recorded; 0 when there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn last_step(self, group_id: &str) -> Result<i64, Error> {
        let sql = "SELECT COALESCE(MAX(step), 0) AS number FROM recorded_turns WHERE group_id = $1";
        let found = self.0.handle().one::<Number>(sql, args![group_id]).await?;
        Ok(found.map_or(0, |number| number.0))
    }

    /// Records of a group in the order of time.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn slice(self, slice: &Slice) -> Result<Vec<RecordRow>, Error> {
        let sql = "SELECT * FROM recorded_turns WHERE ocp_group = $1 AND time >= $2 AND time < $3
                   AND (time > $2 OR position > $4) ORDER BY time, position LIMIT $5";
        let arguments = args![slice.ocp_group.as_str(), slice.from, slice.to, slice.after, slice.limit];
        self.0.handle().all(sql, arguments).await
    }

    /// Records after a position, whatever their time.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn after(
        self,
        ocp_groups: &[String],
        position: i64,
        limit: i64,
    ) -> Result<Vec<RecordRow>, Error> {
        let mut handle = self.0.handle();
        let within = handle.dialect().in_list("$1");
        let sql = format!(
            "SELECT * FROM recorded_turns WHERE {BY_POSITION} {within} AND position > $2 ORDER BY position LIMIT $3"
        );
        handle.all(sql, args![json_list(ocp_groups), position, limit]).await
    }

    /// The last position that was given.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn last_position(self) -> Result<i64, Error> {
        let sql = "SELECT position AS number FROM record_feed WHERE name = 'journal'";
        let found = self.0.handle().one::<Number>(sql, args![]).await?;
        Ok(found.map_or(0, |number| number.0))
    }
}

#[cfg(test)]
mod tests {
    use super::{perhaps_containing, without_case};

    #[test]
    fn letters_of_any_alphabet_are_found_in_any_case() {
        assert_eq!(without_case("Überweisung ΟΔΟΣ"), without_case("üBERWEISUNG οδος"));
        assert_eq!(perhaps_containing("50 % für_alle"), "%50 \\% f_r\\_alle%");
    }
}
