"""What comments and printed output say of a listing, held against what it yields."""

from __future__ import annotations

import io
import math
import tokenize
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from flashcards import patterns as re
from flashcards.quantities import Quantity, quantities
from flashcards.relations.finding import Judgement, Verdict
from flashcards.relations.listings.clike import Num
from flashcards.relations.listings.trace import Assigned, Printed, Trace
from flashcards.tree import Span
from flashcards.tree.nodes import CodeBlock
from flashcards.values import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment: its line (0-based), where it begins in it, its text, and whether code precedes."""

    line: int
    column: int
    text: str
    trailing: bool


_SLASHED = re.compile(
    r"(?P<string>\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|//(?P<line>[^\n]*)|/\*(?P<block>.*?)\*/",
    re.DOTALL,
)
_HASHED = re.compile(
    r"(?P<string>\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*')|(?:(?<=\s)|^)#(?P<line>[^\n]*)", re.MULTILINE
)


def remarks(text: str, *, slashed: bool, python: bool = False) -> list[Remark]:
    """The comments of a listing."""
    if python:
        try:
            return [
                _remark(text, token.start[0] - 1, token.start[1] + 1, token.string[1:])
                for token in tokenize.generate_tokens(io.StringIO(text).readline)
                if token.type == tokenize.COMMENT
            ]
        except (tokenize.TokenError, SyntaxError, ValueError):
            pass
    found = []
    for match in (_SLASHED if slashed else _HASHED).finditer(text):
        name = (
            "line"
            if match["line"] is not None
            else "block"
            if slashed and match["block"] is not None
            else ""
        )
        if not name or "\n" in match[name]:
            continue
        at = match.start(name)
        line = text.count("\n", 0, at)
        found.append(_remark(text, line, at - (text.rfind("\n", 0, at) + 1), match[name]))
    return found


def _remark(text: str, line: int, column: int, said: str) -> Remark:
    code = text.split("\n")[line][: max(0, column - 1)].rstrip("/*# ")
    shift = len(said) - len(said.lstrip())
    return Remark(line, column + shift, said.strip(), bool(code.strip()))


# --- judging ---------------------------------------------------------------------------------

_OPENING = re.compile(
    r"^(?:[\s=≈→>:✓✅]|->|-(?=\s))*(?:(?:output|result|prints?|outputs?|returns?|gives|expected|=>|→)\s*:?\s*)?",
    re.IGNORECASE,
)
# What is printed behind a name for it: `# ids per second: 4096`.
_LABELLED = re.compile(r"^[^\W\d][^\d:=]{2,60}[:=]\s*(?P<said>[-−]?\d[\d.,_]*)$")
_OUTPUT = re.compile(r"^\s*(?:output|result|prints?|outputs?|=>|→|->)\s*:?\s*\S", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.])[-−+]?(?:\d[\d,_]*(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?(?![\w]*\d)")


def held(block: CodeBlock, trace: Trace, said: Sequence[Remark]) -> Iterator[Judgement]:
    """What the comments of a listing say of what it prints and assigns."""
    statements = {one.end_line for one in trace.printed} | {one.end_line for one in trace.assigned}
    alone = {one.line: one for one in said if not one.trailing}
    trailing = {one.line: one for one in said if one.trailing}
    by_line: dict[int, list[Printed]] = {}
    for one in trace.printed:
        by_line.setdefault(one.end_line, []).append(one)
    for line, printed in by_line.items():
        # A statement that prints more than once is a loop; its comment speaks of the whole.
        texts = [one.text for one in printed]
        if any(text is None for text in texts):
            continue
        text = "\n".join(text or "" for text in texts)
        remark = trailing.get(line)
        below = alone.get(line + 1)
        if remark is not None:
            yield from _outputs(block, remark, text)
        elif len(lines := text.split("\n")) > 1 and (many := _below(alone, line + 1, lines)):
            for comment, right in zip(many, lines, strict=True):
                yield from _outputs(block, comment, right)
        elif below is not None and line + 1 not in statements and _is_output(below.text, text):
            yield from _outputs(block, below, text)
    for assigned in trace.assigned:
        remark = trailing.get(assigned.end_line)
        if remark is not None:
            yield from _values(block, remark, assigned)


def _below(alone: dict[int, Remark], line: int, lines: Sequence[str]) -> list[Remark]:
    """Comments below a loop, one for each line that it prints; none where they tell something else."""
    found = [one for at in range(len(lines)) if (one := alone.get(line + at)) is not None]
    if len(found) < len(lines) or line + len(lines) in alone:
        return []
    alike = [_skeleton(a.text) == _skeleton(b) for a, b in zip(found, lines, strict=True)]
    return found if all(alike) else []


def _is_output(said: str, printed: str) -> bool:
    return bool(_OUTPUT.match(said)) or _skeleton(said) == _skeleton(printed)


def _skeleton(text: str) -> str:
    return re.sub(r"[\s\"'`]+", "", _NUMBER.sub("0", text)).casefold()


def _outputs(block: CodeBlock, remark: Remark, printed: str) -> Iterator[Judgement]:
    opening = _OPENING.match(remark.text)
    at = opening.end() if opening else 0
    if _NUMBER.fullmatch(printed.strip()) and (label := _LABELLED.match(remark.text)):
        at = label.start("said")
    yield from compared(
        remark.text[at:],
        _start(block, remark) + at,
        printed,
        "code-output",
        f"it prints “{_short(printed)}”",
    )


def _start(block: CodeBlock, remark: Remark) -> int:
    return block.starts[remark.line] + remark.column if remark.line < len(block.starts) else 0


def _short(text: str) -> str:
    line = " / ".join(text.split("\n"))
    return line if len(line) <= 80 else f"{line[:77]}…"


MOST_PRINTED = 2000
MOST_DIGITS = 40
"""Of a number that a document could mean to state."""


def compared(said: str, start: int, printed: str, relation: str, how: str) -> Iterator[Judgement]:
    """Numbers of a text that repeats what is printed, one by one.

    Args:
        said: the text.
        start: where it stands in the document.
        printed: what is printed in truth.
        relation: of the judgements.
        how: what they say.
    """
    mine, true = list(_NUMBER.finditer(said)), list(_NUMBER.finditer(printed))
    if not mine or not true or len(printed) > MOST_PRINTED:
        return
    hedged = said.lstrip().startswith(("~", "≈", "about", "ca"))
    if len(mine) == len(true) and _skeleton(said) == _skeleton(printed):
        pairs = list(zip(mine, true, strict=True))
    elif len(true) == 1 and mine[0].start() <= (1 if hedged else 0) + (said[:1] in "~≈\"'`"):
        rest = said[mine[0].end() :].strip(" \"'`.")
        unit = printed[true[0].end() :].strip(" \"'`.")
        if rest and rest.casefold() != unit.casefold() and not rest.startswith(("(", ",", ";")):
            return
        pairs = [(mine[0], true[0])]
    else:
        return
    for one, other in pairs:
        right = _same_number(one[0], other[0], hedged=hedged)
        if right is None or len(other[0]) > MOST_DIGITS:
            continue
        first, last = one.start(), one.end()
        expected = other[0].strip()
        if len(pairs) == 1:
            first, last, expected = _with_unit(said, printed, one, other)
        yield Judgement(
            span=Span(start + first, start + last),
            stated=said[first:last],
            relation=relation,
            verdict=Verdict.RIGHT if right else Verdict.WRONG,
            expected="" if right else expected,
            how=how,
        )


# What may belong to a number: a unit behind it, a sign of about before it.
_UNIT = re.compile(r"\s?(?:%|[A-Za-zµ°Ω€$]{1,8}(?:/[A-Za-z]{1,8})?)$")


def _with_unit(
    said: str, printed: str, one: re.Match[str], other: re.Match[str]
) -> tuple[int, int, str]:
    """The stated number with the unit that both show, and the right one with it."""
    first, last = one.start(), one.end()
    mine, theirs = said[last:].rstrip(), printed[other.end() :].rstrip()
    if mine and mine.strip() == theirs.strip() and _UNIT.fullmatch(mine):
        first -= said[:first].endswith("~")
        return first, last + len(mine), other[0].strip() + theirs
    return first, last, other[0].strip()


def _number(text: str) -> tuple[Fraction, int] | None:
    plain = text.replace("−", "-").replace(",", "").replace("_", "")
    try:
        places = len(plain.lower().partition("e")[0].partition(".")[2])
        return Fraction(plain), places
    except (ValueError, ZeroDivisionError):
        return None


def _same_number(said: str, true: str, *, hedged: bool) -> bool | None:
    one, other = _number(said), _number(true)
    if one is None or other is None:
        return None
    (mine, my_places), (theirs, their_places) = one, other
    if mine == theirs:
        return True
    room = (
        Fraction(1, 10 ** min(my_places, their_places))
        if my_places != their_places
        else Fraction(0)
    )
    if hedged:
        room = max(room, abs(theirs) * Fraction(6, 100))
    return abs(mine - theirs) <= room


# What may stand behind the number of a comment that gives a value.
_ENDED = re.compile(r"^\s*(?:$|[(;,=≈→]|bytes?\b\s*$|in total\s*$|exactly\s*$|approx\w*\s*$)")
_NOT_ALONE = re.compile(r"^\s*(?:before|at (?:most|least)|or|to|of|for|per|x|×|wide|high|in)\b")


def _values(block: CodeBlock, remark: Remark, one: Assigned) -> Iterator[Judgement]:
    """`x = 2 * 32 * 4096  # 262,144`: a comment that begins with a number, and ends with it."""
    value = _plain(one.value)
    if value is None or not one.computed:
        return
    opening = _OPENING.match(remark.text)
    at = opening.end() if opening else 0
    body = remark.text[at:]
    place = (_start(block, remark) + at, body)
    found = quantities(body)
    if any(_means(q, value, one.name) for q in found) or _digits_of(body, value):
        yield _judgement(place, found[0] if found else None, Verdict.RIGHT, "", one)
        return
    if not found or found[0].start > 0 or found[0].range is not None:
        return
    first = found[0]
    behind = body[first.end :]
    known = not first.unit.open
    if (
        not known
        or not _ENDED.match(behind)
        or _NOT_ALONE.match(behind)
        or (len(found) > 1 and "=" not in behind)
    ):
        return
    if first.notation.fraction or _scaled(first, value):
        return
    expected = _as_said(first, value)
    yield _judgement(place, first, Verdict.WRONG, expected, one)


def _plain(value: Any) -> Fraction | None:
    if isinstance(value, Num):
        value = value.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if isinstance(value, int):
        return Fraction(value) if value.bit_length() < 1000 else None
    return Fraction(repr(value)) if math.isfinite(value) else None


def _means(said: Quantity, value: Fraction, _name: str) -> bool:
    from flashcards.quantities import interval

    for index, taken in enumerate(said.readings):
        low, high = interval(said, index, truncated=True)
        for factor in (Fraction(1), taken.factor):
            if low <= value * factor <= high:
                return True
        if said.unit.name == "%" and low <= value <= high:
            return True
    return False


_SCALES = tuple(
    Fraction(one) ** sign
    for one in (
        1000,
        10**6,
        10**9,
        10**12,
        1024,
        1024**2,
        1024**3,
        1024**4,
        60,
        3600,
        24,
        86400,
        8,
        100,
    )
    for sign in (1, -1)
)


def _scaled(said: Quantity, value: Fraction) -> bool:
    """Whether the digits are right in a unit that the name of the variable may mean."""
    if not said.unit.name:
        return False
    return any(_means(said, value * scale, "") for scale in _SCALES)


def _digits_of(text: str, value: Fraction) -> bool:
    """Whether a text has the digits of a value, grouped or marked as elsewhere: `3.000`, `3,0`."""
    if value.denominator != 1:
        return False
    lead = re.match(r"[\d.,'’_ \u00a0]*", text)
    digits = re.sub(r"\D", "", lead[0]) if lead else ""
    return bool(digits) and (
        digits == str(int(value)) or digits.rstrip("0") == str(abs(int(value)))
    )


def _as_said(said: Quantity, value: Fraction) -> str:
    from flashcards.quantities import format_like

    taken = said.readings[0]
    number = (
        value * 100 * taken.factor
        if said.unit.name == "%" and abs(value) < 1
        else value * taken.factor
    )
    return format_like(number, said)


def _judgement(
    place: tuple[int, str],
    said: Quantity | None,
    verdict: Verdict,
    expected: str,
    one: Assigned,
) -> Judgement:
    start, text = place
    if said is not None:
        start, text = start + said.start, said.text
    return Judgement(
        span=Span(start, start + len(text)),
        stated=text,
        relation="code-value",
        verdict=verdict,
        expected=expected,
        how=f"{one.name} = {_value_text(one.value)}",
    )


def _value_text(value: Any) -> str:
    if isinstance(value, Num):
        value = value.value
    return f"{value:,}" if isinstance(value, int) and value.bit_length() < 200 else str(value)[:40]
