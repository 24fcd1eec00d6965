-- The first schema of the review database. Times are milliseconds since the epoch, UTC (_ms);
-- days are ordinals of the study day (_day); see generator/flashcards/review/model.py.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- One row a field of Settings that is not at its default.
CREATE TABLE settings (
    key   TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL  -- JSON
) WITHOUT ROWID;

CREATE TABLE decks (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE  -- whole, parts joined by ::
);

-- Documents in the order in which builds first gave them: so new cards are met.
CREATE TABLE documents (
    id   INTEGER PRIMARY KEY,
    root TEXT NOT NULL,  -- root deck of the build
    name TEXT NOT NULL,
    UNIQUE (root, name)
);

-- What the documents say: comes from builds, and can be brought here again by the next one.
CREATE TABLE cards (
    id             TEXT PRIMARY KEY NOT NULL,
    note           TEXT NOT NULL,
    slot           INTEGER NOT NULL,
    kind           TEXT NOT NULL,
    deck           INTEGER NOT NULL REFERENCES decks (id),
    document       INTEGER NOT NULL REFERENCES documents (id),
    question       INTEGER NOT NULL,
    title          TEXT NOT NULL,
    front          TEXT NOT NULL,
    back           TEXT NOT NULL,
    more           TEXT NOT NULL,
    context        TEXT NOT NULL,  -- JSON, list of texts
    tags           TEXT NOT NULL,  -- JSON, list of texts
    extra          TEXT NOT NULL,  -- JSON, list of pairs
    path           TEXT NOT NULL,
    line           INTEGER NOT NULL,
    modified       INTEGER NOT NULL,  -- seconds since the epoch
    position       INTEGER NOT NULL,  -- order in which new cards are met
    added_ms       INTEGER NOT NULL,
    retired_ms     INTEGER  -- NULL while documents give it
);

CREATE INDEX cards_document ON cards (document);
CREATE INDEX cards_note ON cards (note);

-- What happened. Nothing here is ever changed or deleted; all of `states` follows from it.
-- An id is not before its at_ms, so a day's events are found from the id at which it began: an
-- index by day would be one more page written with every answer.
CREATE TABLE events (
    id            INTEGER PRIMARY KEY CHECK (id >= at_ms),
    card          TEXT NOT NULL REFERENCES cards (id),
    kind          TEXT NOT NULL,
    at_ms         INTEGER NOT NULL,
    day           INTEGER NOT NULL,
    rating        INTEGER CHECK (rating BETWEEN 1 AND 4),
    duration_ms   INTEGER NOT NULL DEFAULT 0,
    phase         TEXT,
    due_day       INTEGER NOT NULL DEFAULT 0,
    due_ms        INTEGER,
    interval_days INTEGER NOT NULL DEFAULT 0,
    value         INTEGER NOT NULL DEFAULT 0,
    cram          INTEGER NOT NULL DEFAULT 0 CHECK (cram IN (0, 1)),
    source        TEXT NOT NULL DEFAULT '',
    CHECK ((kind = 'answer') = (rating IS NOT NULL))
);

CREATE INDEX events_card ON events (card);
CREATE UNIQUE INDEX events_source ON events (source) WHERE source <> '';

CREATE TRIGGER events_never_change BEFORE UPDATE ON events
BEGIN
    SELECT RAISE(ABORT, 'events are never changed');
END;

CREATE TRIGGER events_never_go BEFORE DELETE ON events
BEGIN
    SELECT RAISE(ABORT, 'events are never deleted');
END;

-- INSERT OR REPLACE deletes without firing the trigger above, unless recursive triggers are on.
CREATE TRIGGER events_never_replace BEFORE INSERT ON events
WHEN EXISTS (SELECT 1 FROM events WHERE id = NEW.id)
  OR (NEW.source <> '' AND EXISTS (SELECT 1 FROM events WHERE source = NEW.source AND source <> ''))
BEGIN
    SELECT RAISE(ABORT, 'events are never replaced');
END;

-- Where each card stands: a cache. note, deck, position and retired are copies from `cards`, so
-- that each queue is read off one index; from phase on, it is folded from the card's events.
CREATE TABLE states (
    card          TEXT PRIMARY KEY NOT NULL REFERENCES cards (id),
    note          TEXT NOT NULL,
    deck          INTEGER NOT NULL REFERENCES decks (id),
    position      INTEGER NOT NULL,
    shuffle       INTEGER NOT NULL,  -- of the id: where the card comes in each day's shuffle
    retired       INTEGER NOT NULL DEFAULT 0,
    version       INTEGER NOT NULL DEFAULT 0,  -- counts the changes of this row
    phase         TEXT NOT NULL DEFAULT 'new',
    step          INTEGER NOT NULL DEFAULT 0,
    stability     REAL,
    difficulty    REAL,
    due_day       INTEGER NOT NULL DEFAULT 0,
    due_ms        INTEGER,
    interval_days INTEGER NOT NULL DEFAULT 0,
    last_ms       INTEGER NOT NULL DEFAULT 0,
    last_day      INTEGER NOT NULL DEFAULT 0,
    repetitions   INTEGER NOT NULL DEFAULT 0,
    lapses        INTEGER NOT NULL DEFAULT 0,
    suspended     INTEGER NOT NULL DEFAULT 0,
    buried_day    INTEGER NOT NULL DEFAULT 0,
    flag          INTEGER NOT NULL DEFAULT 0,
    leech         INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

-- Each queue is read off its own index and nothing else; so the index holds all that the query
-- asks for, the columns of its condition too.
CREATE INDEX states_reviews
    ON states (due_day, shuffle, card, note, deck, buried_day, phase, suspended, retired)
    WHERE phase = 'review' AND suspended = 0 AND retired = 0;
CREATE INDEX states_steps
    ON states (due_day, due_ms, card, note, deck, buried_day, phase, suspended, retired)
    WHERE phase IN ('learning', 'relearning') AND suspended = 0 AND retired = 0;
CREATE INDEX states_new
    ON states (position, card, note, deck, buried_day, phase, suspended, retired)
    WHERE phase = 'new' AND suspended = 0 AND retired = 0;
