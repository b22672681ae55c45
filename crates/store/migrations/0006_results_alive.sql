-- When the node that works on a result last said that it lives: another one settles those of a node that died.
ALTER TABLE results ADD COLUMN alive_at BIGINT NOT NULL DEFAULT 0;
