-- What callers said, by itself: a search reads this and not the records, which are a hundred times as large. PostgreSQL
-- keeps what is large apart by itself, and can't have a long text in an index.
CREATE INDEX records_said ON records(ocp_group, time, group_id, said) WHERE said <> '';
