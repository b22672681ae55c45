//! Finds what is told.

use baton_model::Timestamp;

use super::{RecordRow, RecordedDialog, Records};
use crate::Error;
use crate::sql::{AnyRow, Arg, FromRow, args, containing, json_list};

/// How many turns a search in what was said looks at; what it did not come to is found by going on from there.
const LOOKED_AT: i64 = 200_000;

/// And in each group at least.
const LEAST_LOOKED_AT: i64 = 2_000;

/// A root, and when its caller last said what was looked for.
struct Said((i64, String));

impl FromRow for Said {
    fn from_row(row: &AnyRow) -> Result<Self, Error> {
        Ok(Self((row.get("number")?, row.get("text")?)))
    }
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

    /// The roots in which a caller said this, the newest turn first: their ids, each once. At most the newest 200,000
    /// turns of the time are looked at, alike many of each group.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn saying(self, filter: &DialogFilter, text: &str) -> Result<Vec<String>, Error> {
        let mut handle = self.0.handle();
        let like = handle.dialect().like();
        // Each group by itself, so that an index is read in its order and the look is as long as it may be.
        let sql = format!(
            "SELECT group_id AS text, CAST(MAX(time) AS BIGINT) AS number FROM
                 (SELECT group_id, said, time FROM recorded_turns WHERE ocp_group = $1 AND time >= $2 AND time < $3
                  AND said <> '' ORDER BY time DESC LIMIT $6) AS looked
             WHERE said {like} $4 ESCAPE '\\' GROUP BY group_id ORDER BY 2 DESC LIMIT $5"
        );
        let until = filter.to.plus_seconds(24 * 60 * 60);
        let groups = i64::try_from(filter.ocp_groups.len()).unwrap_or(i64::MAX).max(1);
        let looked_at = (LOOKED_AT / groups).max(LEAST_LOOKED_AT);
        let mut found: Vec<(i64, String)> = Vec::new();
        for group in &filter.ocp_groups {
            let arguments = args![group, filter.from, until, containing(text), filter.limit, looked_at];
            found.extend(handle.all::<Said>(sql.clone(), arguments).await?.into_iter().map(|said| said.0));
        }
        found.sort_unstable_by(|one, other| other.cmp(one));
        found.truncate(usize::try_from(filter.limit).unwrap_or_default());
        Ok(found.into_iter().map(|(_, root)| root).collect())
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
    pub async fn tree(self, group_id: &str) -> Result<Vec<RecordedDialog>, Error> {
        let sql = "SELECT * FROM recorded_dialogs WHERE group_id = $1 ORDER BY started_at, kind, id";
        self.0.handle().all(sql, args![group_id]).await
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
        let found = self.0.handle().one::<crate::sql::Number>(sql, args![]).await?;
        Ok(found.map_or(0, |number| number.0))
    }
}
