-- What is over is found by its age when it is removed; what a program is named by, when nobody names it any more.
CREATE INDEX dialogs_over ON dialogs(touched) WHERE status <> 'open';
CREATE INDEX dialogs_of_program ON dialogs(program_hash);
CREATE INDEX chat_sessions_over ON chat_sessions(touched) WHERE status <> 'open';
CREATE INDEX applications_of_program ON applications(deployed_program) WHERE deployed_program IS NOT NULL;
