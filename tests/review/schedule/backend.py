"""The real Anki backend as an oracle, in a process of its own: JSON lines in, JSON lines out.

`ANKI_TEST_MODE`, which turns fuzz off, is read by the backend once for the whole process.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

DAY = 86_400
TYPES = {"new": 0, "learning": 1, "review": 2, "relearning": 3}


class Oracle:
    """One card in one collection, put into any state that is asked for."""

    def __init__(self, path: str) -> None:
        from anki.collection import Collection

        self.col = Collection(path)
        self.col.set_config("fsrs", True)
        kind = self.col.models.by_name("Basic")
        assert kind
        note = self.col.new_note(kind)
        note["Front"] = "front"
        self.col.add_note(note, 1)
        self.card = note.cards()[0].id

    def configure(self, asked: dict[str, Any]) -> None:
        """Settings of the only deck; steps in minutes."""
        conf: Any = self.col.decks.config_dict_for_deck_id(1)
        conf["new"]["delays"] = asked.get("learning_steps", [])
        conf["lapse"]["delays"] = asked.get("relearning_steps", [])
        conf["lapse"]["leechFails"] = asked.get("leech_lapses", 8)
        conf["rev"]["maxIvl"] = asked.get("maximum", 36_500)
        conf["desiredRetention"] = asked.get("retention", 0.9)
        conf["fsrsParams6"] = asked.get("parameters", [])
        self.col.decks.update_config(conf)

    def now(self) -> datetime:
        """The time that Anki takes it for, by the id of a new note: in test mode its clock is set back at night."""
        kind = self.col.models.by_name("Basic")
        assert kind
        note = self.col.new_note(kind)
        self.col.add_note(note, 1)
        self.col.remove_notes([note.id])
        return datetime.fromtimestamp(note.id / 1000, UTC)

    def next_day_at(self) -> int:
        """When the study day of now ends."""
        return int(self.col._backend.sched_timing_today().next_day_at)

    def memory(self, asked: dict[str, Any]) -> list[float]:
        """Stability and difficulty after a log of [days ago, second of the study day, rating]."""
        assert self.col.db
        self.configure(asked)
        end = self.next_day_at()
        rows = [
            (1000 * (end - DAY * (ago + 1) + second), self.card, rating, 0 if not place else 1)
            for place, (ago, second, rating) in enumerate(asked["log"])
        ]
        self.col.db.execute("delete from revlog")
        self.col.db.executemany("insert into revlog values (?, ?, -1, ?, 1, 1, 500, 1000, ?)", rows)
        self.col.db.execute(
            "update cards set type=2, queue=2, ivl=1, reps=?, data='{}' where id=?",
            len(rows), self.card,
        )  # fmt: skip
        found = self.col._backend.compute_memory_state(self.card).state
        return [found.stability, found.difficulty]

    def put(self, asked: dict[str, Any]) -> None:
        """Put the card into a state: phase, step, interval, memory, days since the last answer."""
        assert self.col.db
        self.configure(asked)
        phase = asked["phase"]
        steps = asked.get("relearning_steps" if phase == "relearning" else "learning_steps", [])
        data: dict[str, Any] = {}
        if asked["memory"]:
            stability, difficulty = asked["memory"]
            last = self.next_day_at() - DAY * asked["elapsed"] - DAY // 2
            data = {"s": stability, "d": difficulty, "dr": asked.get("retention", 0.9), "lrt": last}
        in_steps = phase in {"learning", "relearning"}
        due = self.next_day_at() if in_steps else self.col.sched.today
        queue = 1 if in_steps else TYPES[phase]
        self.col.db.execute("delete from revlog")
        self.col.db.execute(
            "update cards set type=?, queue=?, due=?, ivl=?, reps=?, lapses=?, left=?, data=?"
            " where id=?",
            TYPES[phase], queue, due, asked["interval"], asked["repetitions"], asked.get("lapses", 0), max(len(steps) - asked.get("step", 0), 0), json.dumps(data),
            self.card,
        )  # fmt: skip

    def states(self, asked: dict[str, Any]) -> dict[str, Any]:
        """What each rating leads to."""
        self.put(asked)
        states = self.col._backend.get_scheduling_states(self.card)
        return {rating: self._told(getattr(states, rating).normal) for rating in RATINGS}

    def answer(self, asked: dict[str, Any]) -> dict[str, Any]:
        """The card's queue, due and the end of the study day after Good; `hours` to it before."""
        hour = (self.now().hour + 1 + asked["hours"]) % 24
        self.roll_over(hour)
        self.put(asked)
        states = self.col._backend.get_scheduling_states(self.card)
        card = self.col.get_card(self.card)
        card.start_timer()
        self.col.sched.answer_card(self.col.sched.build_answer(card=card, states=states, rating=2))
        card = self.col.get_card(self.card)
        told = {
            "queue": card.queue,
            "due": card.due,
            "today": self.col.sched.today,
            "now": card.last_review_time or 0,
            "end": self.next_day_at(),
            "rollover": hour,
        }
        self.roll_over(4)
        return told

    def roll_over(self, hour: int) -> None:
        """Let days begin at that hour, UTC."""
        preferences = self.col.get_preferences()
        preferences.scheduling.rollover = hour
        self.col.set_preferences(preferences)

    @staticmethod
    def _told(state: Any) -> dict[str, Any]:
        kind = state.WhichOneof("kind")
        if kind == "relearning":
            steps, review = state.relearning.learning, state.relearning.review
        else:
            steps, review = state.learning, state.review
        memory = review.memory_state if kind == "review" else steps.memory_state
        return {
            "phase": kind,
            "days": review.scheduled_days if kind == "review" else 0,
            "seconds": 0 if kind == "review" else steps.scheduled_secs,
            "left": 0 if kind == "review" else steps.remaining_steps,
            "stability": memory.stability,
            "difficulty": memory.difficulty,
            "lapses": review.lapses,
            "leech": review.leeched,
        }


RATINGS = ("again", "hard", "good", "easy")


def main(arguments: Sequence[str]) -> None:
    """Answer each line; the collection lies at the path that is given."""
    oracle = Oracle(arguments[0])
    for line in sys.stdin:
        asked = json.loads(line)
        sys.stdout.write(json.dumps(getattr(oracle, asked["ask"])(asked)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
