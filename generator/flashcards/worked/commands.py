"""Commands and expressions whose output follows from their own text: `awk`, `bc`, `>>> 7 // 2`."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards import patterns as re
from flashcards.relations.listings.python import Interpreter
from flashcards.relations.listings.shell import output
from flashcards.relations.listings.trace import Unknown
from flashcards.worked.literals import MOST, literals, spread, together, writer
from flashcards.worked.pieces import Slice, Slot

_PROMPTS = (">>> ", "$ ")
# Operators of whole numbers, which such a line is about.
_WHOLE = re.compile(r"//|[%&|]|<<|>>|>>> .*\^|\$\(\(.*\^")
_COMMENT = re.compile(r"\s+#\s.*$")


def run_command(line: str, _asked: str) -> str | None:
    """What a line of a session or a shell prints; None where it cannot be told."""
    try:
        if line.startswith(">>> "):
            value = Interpreter().value(line.removeprefix(">>> "))
            return None if value is None else repr(value)
        return output(line.removeprefix("$ "))
    except Unknown:
        return None


def command_slices(text: str) -> Iterator[Slice]:
    """The lines of a session or a shell, each by itself."""
    lines = text.split("\n")
    prompted = any(line.startswith(_PROMPTS) for line in lines)
    for line in lines:
        command = _COMMENT.sub("", line).strip()
        if prompted and not command.startswith(_PROMPTS):
            continue  # its output
        chosen = list(literals(command, powers=not command.startswith(">>>")))
        if not _WHOLE.search(command):
            continue  # mere arithmetic, of which a line does not say what it works out
        first, chosen, places = together(chosen, lambda one: one.text, MOST)
        if first and run_command(command, "") is not None:
            yield Slice(
                tuple(Slot("", one.value, one.text) for one in first),
                spread(writer(command, chosen), places),
                "",
                command,
                re.sub(r"[\w.]*\d[\w.]*", "", command),
                bare=True,
            )
