-- What both sides had when they last agreed: nothing here that a sync could not learn again.

CREATE TABLE collections (
    id    INTEGER PRIMARY KEY,
    place TEXT NOT NULL UNIQUE  -- where Anki keeps its media: it names profile and machine
);

CREATE TABLE notes (
    collection INTEGER NOT NULL REFERENCES collections (id),
    note       TEXT NOT NULL,
    value      TEXT NOT NULL,  -- JSON, see agreed.py
    PRIMARY KEY (collection, note)
) WITHOUT ROWID;

CREATE TABLE facts (
    collection INTEGER NOT NULL REFERENCES collections (id),
    name       TEXT NOT NULL,
    value      TEXT NOT NULL,  -- JSON
    PRIMARY KEY (collection, name)
) WITHOUT ROWID;
