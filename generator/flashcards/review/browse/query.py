"""What is searched for: `deck:"module 1" is:suspended -tag:gguf quantization`.

Terms are parted by blanks and all must hold; `-` before one turns it round. A term is a word that
stands in the card's texts, or `name:value`. Retired cards are found by `is:retired` alone.
"""

from __future__ import annotations

import difflib
import shlex
from collections.abc import Callable, Mapping

from flashcards.errors import ConfigError
from flashcards.kinds import Kind
from flashcards.review.browse.listed import IN_STEPS
from flashcards.review.model import Phase
from flashcards.review.session.scope import within
from flashcards.review.store.model import Listed

Holds = Callable[[Listed], bool]

HELP = (
    ("words", "stand in question or answer; several must all stand there"),
    ("deck:NAME tag:NAME", "in or below it; outer parts may be left out"),
    ("is:…", "new learning review due suspended buried flagged leech problem retired"),
    ("flag:N kind:NAME", "flagged so; of that kind, as term, cell, problem"),
    ("question:N doc:NAME", "of that question; of that document"),
    ("due:N lapses:N", "due within N days; forgotten N times or more"),
    ("-…", "not so, as in -is:new"),
)
"""The terms and what they find, for people."""


def parse(text: str, *, day: int) -> Holds:
    """The condition that a search asks for; an empty one finds all cards.

    Raises:
        ConfigError: a term has no meaning.
    """
    lexer = shlex.shlex(text, posix=True, punctuation_chars=False)
    lexer.whitespace_split, lexer.commenters, lexer.quotes = True, "", '"'
    try:
        words = list(lexer)
    except ValueError:  # a quote that is still open, as while it is being typed
        words = text.replace('"', " ").split()
    terms = [_term(word, day=day) for word in words]
    if not any(word.removeprefix("-") == "is:retired" for word in words):
        terms.append(lambda one: not one.retired)
    return lambda one: all(holds(one) for holds in terms)


def _term(word: str, *, day: int) -> Holds:
    if word.startswith("-") and len(word) > 1:
        holds = _term(word[1:], day=day)
        return lambda one: not holds(one)
    name, sign, value = word.partition(":")
    if not sign or name.casefold() not in _NAMES:
        return _words(word)
    return _NAMES[name.casefold()](value, day)


def _words(word: str) -> Holds:
    wanted = word.casefold()

    def holds(one: Listed) -> bool:
        card = one.card
        return (
            wanted in card.front.casefold()
            or wanted in card.back.casefold()
            or wanted in card.title.casefold()
            or wanted in card.more.casefold()
        )

    return holds


def _is(value: str, day: int) -> Holds:
    states: Mapping[str, Holds] = {
        "new": lambda one: one.state.phase is Phase.NEW,
        "learning": lambda one: one.state.phase in IN_STEPS,
        "review": lambda one: one.state.phase is Phase.REVIEW,
        "due": lambda one: one.due_on(day),
        "suspended": lambda one: one.state.suspended,
        "buried": lambda one: one.state.buried_day == day,
        "flagged": lambda one: bool(one.state.flag),
        "leech": lambda one: one.state.leech,
        "problem": lambda one: one.card.kind is Kind.PROBLEM,
        "interview": lambda one: one.card.kind is Kind.INTERVIEW,
        "retired": lambda one: one.retired,
    }
    wanted = value.casefold()
    if wanted not in states:
        near = difflib.get_close_matches(wanted, states, n=1)
        raise ConfigError(
            f"no card is {value!r}",
            hint=f"did you mean is:{near[0]}?" if near else "is: takes " + ", ".join(states),
        )
    return states[wanted]


def _number(name: str, value: str) -> int:
    if not value.isascii() or not value.isdecimal():
        raise ConfigError(f"{name}:{value} is no number", hint=f"write it as {name}:3")
    return int(value[:9])


def _flag(value: str, _day: int) -> Holds:
    number = _number("flag", value)
    return lambda one: one.state.flag == number


def _question(value: str, _day: int) -> Holds:
    number = _number("question", value)
    return lambda one: one.card.question == number


def _due(value: str, day: int) -> Holds:
    until = day + min(_number("due", value), 99_999)
    return lambda one: one.due_on(until)


def _lapses(value: str, _day: int) -> Holds:
    number = _number("lapses", value)
    return lambda one: one.state.lapses >= number


def _kind(value: str, _day: int) -> Holds:
    kinds = [kind.value for kind in Kind]
    if value.casefold() not in kinds:
        raise ConfigError(f"no card is of kind {value!r}", hint="kinds: " + ", ".join(kinds))
    return lambda one: one.card.kind.value == value.casefold()


_NAMES: Mapping[str, Callable[[str, int], Holds]] = {
    "is": _is,
    "deck": lambda value, _: lambda one: within(one.card.deck, value),
    "tag": lambda value, _: lambda one: any(within(tag, value) for tag in one.card.tags),
    "doc": lambda value, _: lambda one: value.casefold() in one.card.document.casefold(),
    "card": lambda value, _: lambda one: one.card.id.startswith(value),
    "kind": _kind,
    "flag": _flag,
    "question": _question,
    "due": _due,
    "lapses": _lapses,
}
