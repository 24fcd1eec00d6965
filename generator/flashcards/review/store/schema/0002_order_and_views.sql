-- New cards are met by strand (facts, computed problems, whole interview questions) and, within
-- one, in `turn`, which mixes topics (generator/flashcards/review/schedule/mixing.py).
ALTER TABLE states ADD COLUMN strand INTEGER NOT NULL DEFAULT 0;
ALTER TABLE states ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;

UPDATE states SET turn = position;
UPDATE states SET strand = 1 WHERE card IN (SELECT id FROM cards WHERE kind = 'problem');
UPDATE states SET strand = 2 WHERE card IN (SELECT id FROM cards WHERE kind = 'interview');

DROP INDEX states_new;
CREATE INDEX states_new
    ON states (strand, turn, card, note, deck, position, buried_day, phase, suspended, retired)
    WHERE phase = 'new' AND suspended = 0 AND retired = 0;

-- For people: days as ISO dates, moments as ISO UTC, names for numbers. See docs/database.md.
-- 719163 is the ordinal of 1970-01-01; 0 stands for no day.

CREATE VIEW reviews AS
SELECT
    e.id,
    e.card,
    strftime('%Y-%m-%dT%H:%M:%fZ', e.at_ms / 1000.0, 'unixepoch') AS at,
    date((e.day - 719163) * 86400, 'unixepoch') AS day,
    CASE e.rating WHEN 1 THEN 'again' WHEN 2 THEN 'hard' WHEN 3 THEN 'good' ELSE 'easy' END
        AS rating,
    e.phase,
    e.duration_ms / 1000.0 AS seconds,
    e.interval_days,
    CASE WHEN e.due_day > 0 THEN date((e.due_day - 719163) * 86400, 'unixepoch') END AS due,
    e.cram,
    CASE e.source WHEN '' THEN 'terminal' ELSE substr(e.source, 1, instr(e.source, ':') - 1) END
        AS source,
    d.name AS deck,
    c.title,
    c.front
FROM events e
JOIN cards c ON c.id = e.card
JOIN decks d ON d.id = c.deck
WHERE e.kind = 'answer'
  AND NOT EXISTS (
      SELECT 1 FROM events u
      WHERE u.card = e.card AND u.kind = 'undo' AND u.value = e.id AND u.id > e.id
  );

CREATE VIEW cards_due AS
SELECT
    s.card,
    CASE WHEN s.due_day > 0 THEN date((s.due_day - 719163) * 86400, 'unixepoch') END AS due,
    s.phase,
    d.name AS deck,
    c.title,
    c.front,
    s.stability AS stability_days,
    s.difficulty,
    s.interval_days,
    CASE WHEN s.last_day > 0 THEN date((s.last_day - 719163) * 86400, 'unixepoch') END
        AS last_review,
    s.repetitions,
    s.lapses,
    CASE WHEN s.buried_day > 0 THEN date((s.buried_day - 719163) * 86400, 'unixepoch') END
        AS buried,
    s.flag,
    s.leech,
    c.path || ':' || c.line AS source
FROM states s
JOIN cards c ON c.id = s.card
JOIN decks d ON d.id = s.deck
WHERE s.retired = 0 AND s.suspended = 0 AND s.phase <> 'new';

-- Of each day: cards in review that were answered in the schedule, and those that were known.
CREATE VIEW retention AS
SELECT
    day,
    count(*) AS reviews,
    sum(rating <> 'again') AS recalled,
    round(avg(rating <> 'again'), 4) AS retention,
    round(sum(seconds) / 60.0, 1) AS minutes
FROM reviews
WHERE phase = 'review' AND cram = 0
GROUP BY day;
