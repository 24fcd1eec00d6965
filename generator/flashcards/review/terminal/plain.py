"""A sitting in lines: for screen readers, dumb terminals and scripts.

One line of input is one act. Before the answer is shown:

- an empty line, or `show`: show the answer;
- on a computed problem, a choice (by letter) or a gap, anything else: an answer, which is graded;
  a wrong one may be typed once more before the answer is shown, but for options;
- `1` to `4`, or `again` `hard` `good` `easy`: show the answer and grade at once (not where an
  answer is typed, for `3` is one; `:3` is a grade everywhere).

After it: `1` to `4` or the words grade; an empty line takes what is suggested, else Good.

At any time `hint`, `undo`, `bury`, `suspend`, `flag [N]`, `source`, `repeat`, `help`, `quit`,
or their first letters (`?` for help). With a colon before them they are commands everywhere:
`:quit`. The end of input ends the sitting, too. What was graded is written down before the next
line is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from flashcards.errors import FlashcardsError
from flashcards.review.model import Rating
from flashcards.review.session import Ending, Sitting, Turn
from flashcards.review.session.spell import interval, interval_aloud
from flashcards.review.session.variant import suggested
from flashcards.review.terminal.blocks import blocks, veils
from flashcards.review.terminal.text import plain
from flashcards.review.terminal.words import (
    NAMES,
    UNDONE,
    WHEN,
    WHEN_EXAMPLE,
    advice,
    ending,
    standing_lines,
    summary_lines,
)
from flashcards.safe import one_line
from flashcards.values import dataclass

if TYPE_CHECKING:
    from flashcards.review.store import Store

Say = Callable[[str], None]
Tell = Callable[[dict[str, Any]], None]

_RATINGS = {str(rating.value): rating for rating in Rating} | {
    name.lower(): rating for rating, name in NAMES.items()
}
_COMMANDS = (
    "show", "hint", "undo", "bury", "suspend", "flag", "source", "repeat", "help", "quit",
)  # fmt: skip
_LETTERS = {"h": "hint", "u": "undo", "b": "bury", "s": "suspend", "f": "flag", "q": "quit",
            "r": "repeat", "?": "help"}  # fmt: skip

SLIP = "That is not it. A slip? Type it again; an empty line shows the answer."

HELP = """\
empty line   show the answer; then take what is suggested, else Good
1 2 3 4      Again, Hard, Good, Easy (also as words)
hint  undo  bury  suspend  flag [N]  source  repeat  quit   (or their first letters)
A choice is answered by letter (b, or a c), a gap by its words, a computed problem by its value:
there, whatever you type is your answer; :quit and so on are commands."""


@dataclass(slots=True)
class _Open:
    """How far the card that is shown has been opened."""

    turn: Turn
    hints: int = 0
    revealed: bool = False
    suggestion: Rating | None = None
    tried: bool = False


def ask_when(store: Store, given: Iterator[str], *, now_ms: int, say: Say) -> None:
    """Ask when all should be known, until a line is a date or empty; say what a date takes."""
    from flashcards.review.session.planned import asked_once, planned

    say(f"{WHEN} ({WHEN_EXAMPLE})")
    for line in given:
        if not line.strip():
            asked_once(store)
            return
        try:
            say(planned(store, line, now_ms=now_ms))
        except FlashcardsError as error:
            say(f"{error.message}. {WHEN}")
        else:
            return


class Plain:
    """A sitting in lines.

    Args:
        sitting: the sitting.
        now: tells the time, in milliseconds since the epoch.
        say: takes a line for a person; not called where `tell` is given.
        tell: takes an object for a program.
    """

    def __init__(
        self, sitting: Sitting, *, now: Callable[[], int], say: Say, tell: Tell | None = None
    ) -> None:
        self.sitting = sitting
        self.now = now
        self._say = say
        self._tell = tell
        self.open: _Open | None = None

    def run(self, lines: Iterable[str]) -> None:
        """Show cards and act on lines until the one or the other comes to an end."""
        given: Iterator[str] = iter(lines)
        why = self._next()
        while why is None:
            line = next(given, None)
            if line is None or not self._act(line.strip()):
                break
            if self.open is None:
                why = self._next()
        self._end(why)

    # --- saying -----------------------------------------------------------------------------------

    def _emit(self, event: str, said: str, **values: Any) -> None:
        if self._tell is not None:
            self._tell({"event": event, **values})
        else:
            for line in said.split("\n"):
                self._say(line)

    def _note(self, text: str) -> None:
        self._emit("note", text, text=text)

    def _next(self) -> Ending | None:
        shown = self.sitting.next(self.now())
        if isinstance(shown, Ending):
            return shown
        self.open = _Open(shown)
        self._question(shown)
        return None

    def _question(self, turn: Turn) -> None:
        counts, card, face = self.sitting.counts(), turn.card, turn.face
        left = f"{counts.new} new, {counts.learning} learning, {counts.reviews} to review"
        subject = one_line(plain(face.subject))
        question = plain(face.question)
        shown = all(choice in face.question for choice in face.choices)
        listed = () if shown else face.choices
        choices = "".join(f"\n- {one_line(choice)}" for choice in listed)
        self._emit(
            "question",
            f"\n[{left}] {one_line(card.deck)}\n{subject}{chr(10) if subject else ''}"
            f"{question}{choices}",
            card=card.id,
            kind=card.kind.value,
            deck=card.deck,
            subject=subject,
            question=question,
            choices=list(face.choices),
            typed=face.typed,
            hints=self._hints(turn),
            left={"new": counts.new, "learning": counts.learning, "reviews": counts.reviews},
        )

    def _reveal(self, *, feedback: str = "") -> None:
        shown = self._shown()
        shown.revealed = True
        face = shown.turn.face
        answer = plain(face.answer)
        parts = [(part.title, plain(part.markdown)) for part in face.parts]
        below = "".join(
            f"\n\n{title + ':' + chr(10) if title else ''}{text}" for title, text in parts
        )
        outcomes = self.sitting.previews(self.now())
        if self.sitting.scope.cram:  # no schedule is changed
            outcomes = {}
        keys = "  ".join(
            f"{rating.value} {NAMES[rating]}"
            + (f" ({interval_aloud(outcomes[rating].interval_ms)})" if outcomes else "")
            for rating in Rating
        )
        hint = f"  [empty line: {NAMES[shown.suggestion or Rating.GOOD]}]"
        said = f"{feedback}\n" if feedback else ""
        self._emit(
            "answer",
            f"{said}{answer if answer.startswith('≈') else f'= {answer}'}{below}\n{keys}{hint}",
            card=shown.turn.card.id,
            answer=answer,
            parts=[{"title": title, "text": text} for title, text in parts],
            feedback=feedback or None,
            suggested=shown.suggestion.value if shown.suggestion else None,
            intervals={r.value: interval(made.interval_ms) for r, made in outcomes.items()},
            due={r.value: made.state.due_ms or made.state.due_day for r, made in outcomes.items()},
        )

    def _end(self, why: Ending | None) -> None:
        now = self.now()
        summary = self.sitting.summary(now)
        wakes = self.sitting.wakes_ms()
        said = (
            "Stopped; what you answered is kept."
            if why is None
            else ending(
                why,
                wakes_in_ms=None if wakes is None else wakes - now,
                answered=bool(summary.total),
            )
        )
        view = self.sitting.overview(now)
        waits = why is not Ending.DONE
        lines = [
            *summary_lines(summary),
            *standing_lines(view, waits=waits, tomorrow=summary.tomorrow),
        ]
        text = "\n".join(
            [
                *(f"{name}: {value}" for name, value in lines),
                *advice(view, after=bool(summary.total)),
            ]
        )
        self._emit(
            "end",
            f"\n{said}\n{text}",
            reason=why.value if why else "stopped",
            answers=summary.total,
            grades={r.value: n for r, n in summary.answers.items()},
            new=summary.begun,
            reviews=summary.reviews,
            retention=summary.retention,
            time_ms=summary.time_ms,
            left=summary.left,
            tomorrow=summary.tomorrow,
            streak=view.streak,
            learnt=view.learnt,
            cards=view.cards,
        )

    # --- acting -----------------------------------------------------------------------------------

    def _shown(self) -> _Open:
        assert self.open is not None  # noqa: S101 - no line is read while nothing is shown
        return self.open

    def _act(self, line: str) -> bool:
        """Do what a line says; False to stop."""
        shown = self._shown()
        word = line.casefold()
        answering = shown.turn.face.typed and not shown.revealed
        if not word:
            self._empty()
            return True
        if answering and not word.startswith(":") and word != "?":
            self._typed(line)
            return True
        word = word.removeprefix(":").strip()
        if rating := _RATINGS.get(word):
            if not shown.revealed:
                self._reveal()
            self._grade(rating)
            return True
        name, _, rest = word.partition(" ")
        name = _LETTERS.get(name, name)
        if name not in _COMMANDS or (rest and name != "flag"):
            self._emit("error", f"Not understood: {one_line(line)}. Try ? for help.", text=line)
            return True
        return self._command(name, rest)

    def _empty(self) -> None:
        shown = self._shown()
        if shown.revealed:
            self._grade(shown.suggestion or Rating.GOOD)
        else:
            if shown.turn.face.typed and not shown.turn.face.by_heart:
                shown.suggestion = Rating.AGAIN
            self._reveal()

    def _typed(self, line: str) -> None:
        shown = self._shown()
        grade = self.sitting.mark(line)
        feedback = one_line(grade.feedback)
        if grade.correct is None:
            self._emit("again", feedback, feedback=feedback)
            return
        if not grade.correct and not shown.tried and not shown.turn.face.choices:
            shown.tried = True
            self._emit("again", SLIP, feedback=SLIP)
            return
        hinted = shown.hints > 0 or shown.tried
        shown.suggestion = suggested(correct=grade.correct, hinted=hinted)
        self._reveal(feedback=feedback)

    def _grade(self, rating: Rating) -> None:
        card = self._shown().turn.card.id
        outcome = self.sitting.answer(rating, self.now())
        self.open = None
        self._emit(
            "graded",
            f"{NAMES[rating]}: again in {interval_aloud(outcome.interval_ms)}."
            if not self.sitting.scope.cram
            else f"{NAMES[rating]}.",
            card=card,
            rating=rating.value,
            interval_ms=outcome.interval_ms,
            leech=outcome.state.leech,
        )

    def _command(self, name: str, rest: str) -> bool:
        shown, now = self._shown(), self.now()
        match name:
            case "quit":
                return False
            case "help":
                self._note(HELP)
            case "show":
                self._empty() if not shown.revealed else self._reveal()
            case "repeat":
                self._question(shown.turn)
                if shown.revealed:
                    self._reveal()
            case "hint":
                self._hint()
            case "source":
                self._note(str(shown.turn.card.source))
            case "undo":
                event = self.sitting.undo(now)
                self._note(UNDONE.get(event.kind, "Undone.") if event else "Nothing to undo.")
                if event is not None:
                    self.open = None
            case "flag":
                number = int(rest) if rest in set("01234567") - {""} else 1
                number = 0 if not rest and shown.turn.state.flag else number
                self.sitting.flag(number, now)
                if self.sitting.turn is not None:
                    shown.turn = self.sitting.turn
                self._note(f"Flag {number}." if number else "No flag.")
            case _:
                (self.sitting.bury if name == "bury" else self.sitting.suspend)(now)
                self.open = None
                self._note("Put off until tomorrow." if name == "bury" else "Suspended.")
        return True

    @staticmethod
    def _hints(turn: Turn) -> int:
        return len(turn.face.hints) or veils(blocks(turn.face.question))

    def _hint(self) -> None:
        shown = self._shown()
        face = shown.turn.face
        if shown.hints >= self._hints(shown.turn):
            self._note("There are no more hints." if shown.hints else "This card has no hints.")
            return
        shown.hints += 1
        text = (
            plain(face.hints[shown.hints - 1])
            if face.hints
            else plain(face.question, lifted=shown.hints)
        )
        self._emit("hint", text, number=shown.hints, text=text)
