-- Dialogs that have ended, and whose handlers nobody has run to the end: a node that goes down leaves some.
CREATE INDEX dialogs_ending ON dialogs(touched) WHERE status = 'ending';
