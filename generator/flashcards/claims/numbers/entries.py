"""Lines of the form `label: quantity`: list items, box drawings, comments, plain lines."""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.claims.numbers.page import Line
from flashcards.claims.numbers.stated import QUANTITY, Stated, stated
from flashcards.values import dataclass

MOST_LABEL = 60
MOST_REST = 400

_LEAD = re.compile(r"[\s>│┃║#]*")
_BULLET = re.compile(r"(?:[-*+•◦]|\d{1,3}[.)]|[├└][─╴]*|✅|❌|⚠️|✓|✗|☐|\[[ x]\])\s+")
_SIDE = re.compile(r"\s{1,200}[│┃║](?P<margin>[^│┃║]*)$")
_NOUN = re.compile(r"\s?([A-Za-z][A-Za-z-]{2,})")
_GOES_ON = re.compile(r"[\s.,'’]\d")
_EQUALS = re.compile(r"[=≈]\s*(?=[~≈\d.])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A labelled line.

    Attributes:
        line: 1-based.
        indent: column of its bullet or first letter.
        bullet: its kind: `-`, `1`, `├`, or nothing.
        label: before the colon, without markup.
        rest: behind the colon, without markup.
        value: the quantity that the rest begins with, or that its equation ends with, or None.
        after: what follows the value; all of the rest where there is none.
        computed: whether the value stands behind an equals sign.
    """

    line: int
    indent: int
    bullet: str
    label: str
    rest: str
    value: Stated | None
    after: str
    computed: bool = False

    @property
    def noun(self) -> str:
        """What is counted: the word right behind a number that has no unit."""
        found = _NOUN.match(self.after) if self.value and self.value.unit is None else None
        return found[1].casefold() if found else ""


def entry(line: Line) -> Entry | None:
    """The labelled line, or None if it is none."""
    number, text = line
    if ":" not in text or len(text) > MOST_LABEL + MOST_REST:
        return None
    lead = _LEAD.match(text)
    indent = lead.end() if lead else 0
    body = text[indent:]
    kind = ""
    while bullet := _BULLET.match(body):
        kind = kind or ("1" if bullet[0][0].isdigit() else bullet[0][0])
        body = body[bullet.end() :]
    if side := _SIDE.search(body):
        body = body[: side.start()]
    body = body.replace("**", "").replace("`", "")
    label, _, rest = body.partition(":")
    label, rest = label.strip(" _"), rest.strip()
    if (
        not label
        or len(label) > MOST_LABEL
        or (rest and body[len(body.partition(":")[0]) + 1 :][:1] not in " \t")
    ):
        return None
    value, after, computed = _value(rest)
    return Entry(
        line=number,
        indent=indent,
        bullet=kind,
        label=label,
        rest=rest,
        value=value,
        after=after,
        computed=computed,
    )


def _value(rest: str) -> tuple[Stated | None, str, bool]:
    signs = list(_EQUALS.finditer(rest))
    at = signs[-1].end() if signs else 0
    match = QUANTITY.match(rest, at)
    found = stated(match, rest) if match else None
    if match is None or found is None or is_cut_short(rest, match.end()):
        return None, rest, False
    return found, rest[match.end() :], bool(signs)


def is_cut_short(text: str, end: int) -> bool:
    """Whether a number goes on where it was read to its end: `1 980`, `1,5`."""
    return bool(_GOES_ON.match(text, end))
