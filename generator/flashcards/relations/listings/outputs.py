"""What comments and output fences say that a listing prints, held against what it prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from flashcards import patterns as re
from flashcards.quantities import Quantity, quantities, rounds_to
from flashcards.relations.finding import Judgement, Verdict
from flashcards.relations.listings.comments import Remark, place
from flashcards.relations.listings.trace import Printed
from flashcards.tree import Span
from flashcards.tree.nodes import CodeBlock

RELATION = "code-output"

# What stands before what is said: arrows, and words for what a program gives.
OPENING = re.compile(
    r"^(?:[\s=≈→>:✓✅]|->|-(?=\s))*(?:(?:output|result|prints?|outputs?|returns?|gives|expected|=>|→)\s*:?\s*)?",
    re.IGNORECASE,
)
# What is printed behind a name for it: `# ids per second: 4096`.
_LABELLED = re.compile(r"^[^\W\d][^\d:=]{2,60}[:=]\s*(?P<said>[-−]?\d[\d.,_]*)$")
_OUTPUT = re.compile(r"^\s*(?:output|result|prints?|outputs?|=>|→|->)\s*:?\s*\S", re.IGNORECASE)
# A heading that announces output below an empty line.
_ANNOUNCED = re.compile(r"(?:output|result|prints?|expected)\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.])[-−+]?(?:\d[\d,_]*(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?(?![\w]*\d)")
# The name that a printed number and a comment share.
_NAMED = re.compile(r"^[\s✓✅❌-]*(?P<label>[A-Za-z][\w .()τ→]{0,40}?)\s*[:=]\s+")
_WORD = re.compile(r"[a-z]{3,}")
# Words for what is left of something.
_LEFT = re.compile(r"\b(?:margin|headroom|free|remaining|left|spare)\b", re.IGNORECASE)

ROUND_NUMBER = Fraction(25, 1000)
"""How far off a round number (40, 1500) may be, whose noughts may be rounding."""


def outputs(
    block: CodeBlock, printed: Sequence[Printed], trailing: Remark | None, alone: dict[int, Remark]
) -> Iterator[Judgement]:
    """What comments say of all that one statement prints.

    Args:
        block: the listing.
        printed: more than once by a loop; a comment speaks of the whole.
        trailing: the comment on the statement's last line.
        alone: comments on lines of their own, up to the next statement.
    """
    text = "\n".join(one.text or "" for one in printed)
    exact = "\n".join(one.exact or one.text or "" for one in printed)
    lines, line = text.split("\n"), printed[0].end_line + 1
    below = alone.get(line)
    if trailing is not None:
        yield from _said(block, trailing, text, exact)
    elif len(lines) > 1 and (many := _below(alone, line, lines)):
        for comment, right, full in zip(many, lines, exact.split("\n"), strict=True):
            yield from _said(block, comment, right, full)
    elif below is not None and (
        _OUTPUT.match(below.text) or skeleton(below.text) == skeleton(text)
    ):
        yield from _said(block, below, text, exact)
    else:
        whole = printed[0].whole if len(printed) == 1 else 0
        for comment in _block(alone, line):
            yield from _named(block, comment, lines, exact.split("\n"), whole)


def _below(alone: dict[int, Remark], line: int, lines: Sequence[str]) -> list[Remark]:
    """Comments below a loop, one for each line that it prints; none where they tell something else."""
    found = [one for at in range(len(lines)) if (one := alone.get(line + at)) is not None]
    if len(found) < len(lines) or line + len(lines) in alone:
        return []
    alike = [skeleton(a.text) == skeleton(b) for a, b in zip(found, lines, strict=True)]
    return found if all(alike) else []


def _block(alone: dict[int, Remark], line: int) -> Iterator[Remark]:
    """The comments right below a statement, or below an empty line if they are called output."""
    if line not in alone and line + 1 in alone and _ANNOUNCED.match(alone[line + 1].text):
        line += 1
    while line in alone:
        yield alone[line]
        line += 1


def skeleton(text: str) -> str:
    """A text whose numbers are all alike."""
    return re.sub(r"[\s\"'`]+", "", _NUMBER.sub("0", text)).casefold()


def _said(block: CodeBlock, remark: Remark, printed: str, exact: str) -> Iterator[Judgement]:
    opening = OPENING.match(remark.text)
    at = opening.end() if opening else 0
    if _NUMBER.fullmatch(printed.strip()) and (label := _LABELLED.match(remark.text)):
        at = label.start("said")
    said = remark.text[at:]
    yield from compared(said, place(block, remark) + at, printed, _how(printed), exact)


def _how(printed: str) -> str:
    line = " / ".join(printed.strip().split("\n"))
    return f"it prints “{line if len(line) <= 80 else f'{line[:77]}…'}”"


# --- digits in texts that are alike ------------------------------------------------------------

MOST_PRINTED = 2000
MOST_DIGITS = 40
"""Of a number that a document could mean to state."""


def compared(
    said: str, start: int, printed: str, how: str, exact: str = "", *, relation: str = RELATION
) -> Iterator[Judgement]:
    """Numbers of a text that repeats what is printed, one by one.

    Args:
        said: the text.
        start: where it stands in the document.
        printed: what is printed in truth.
        how: what they say.
        exact: what is printed with more digits, for a text that shows more itself.
        relation: of the judgements.
    """
    mine, true = list(_NUMBER.finditer(said)), list(_NUMBER.finditer(printed))
    if not mine or not true or len(printed) > MOST_PRINTED:
        return
    full = list(_NUMBER.finditer(exact))
    if len(full) != len(true):
        full = true
    hedged = said.lstrip().startswith(("~", "≈", "about", "ca"))
    if len(mine) == len(true) and skeleton(said) == skeleton(printed):
        pairs = list(zip(mine, true, full, strict=True))
    elif len(true) == 1 and mine[0].start() <= (1 if hedged else 0) + (said[:1] in "~≈\"'`"):
        rest = said[mine[0].end() :].strip(" \"'`.")
        unit = printed[true[0].end() :].strip(" \"'`.")
        if rest and rest.casefold() != unit.casefold() and not rest.startswith(("(", ",", ";")):
            return
        pairs = [(mine[0], true[0], full[0])]
    else:
        return
    for one, other, more in pairs:
        finer = _places(one[0]) > _places(other[0]) and more is not other
        right = _shows(one[0], more[0]) if finer else _same_number(one[0], other[0], hedged=hedged)
        if right is None or len(other[0]) > MOST_DIGITS:
            continue
        first, last = one.start(), one.end()
        expected = _digits(more[0], one[0]) if finer else other[0].strip()
        if len(pairs) == 1:
            first, last, expected = _with_unit(said, printed, one, other, expected)
        elif said[last : last + 1] == printed[other.end() : other.end() + 1] == "%":
            last, expected = last + 1, f"{expected}%"
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
    said: str, printed: str, one: re.Match[str], other: re.Match[str], expected: str
) -> tuple[int, int, str]:
    """The stated number with the unit that both show, and the right one with it."""
    first, last = one.start(), one.end()
    mine, theirs = said[last:].rstrip(), printed[other.end() :].rstrip()
    if mine and mine.strip() == theirs.strip() and _UNIT.fullmatch(mine):
        first -= said[:first].endswith("~")
        return first, last + len(mine), expected + theirs
    return first, last, expected


def _plain(text: str) -> str:
    return text.replace("−", "-").replace(",", "").replace("_", "")


def _places(text: str) -> int:
    return len(_plain(text).lower().partition("e")[0].partition(".")[2])


def _digits(exact: str, said: str) -> str:
    """A value in the digits of what is stated of it, and two more."""
    return f"{float(_plain(exact)):.{_places(said) + 2}f}"


def _shows(said: str, exact: str) -> bool:
    """Whether a value, rounded or cut, gives a number; cut to one digit it could be anything."""
    step, size = Fraction(1, 10 ** _places(said)), abs(Fraction(_plain(said)))
    off = abs(Fraction(_plain(exact))) - size
    return -step / 2 <= off <= step / 2 or (size >= 10 * step and 0 <= off < step)


def _same_number(said: str, true: str, *, hedged: bool) -> bool | None:
    try:
        mine, theirs = Fraction(_plain(said)), Fraction(_plain(true))
    except (ValueError, ZeroDivisionError):
        return None
    if mine == theirs:
        return True
    places = _places(said), _places(true)
    room = Fraction(1, 10 ** min(places)) if places[0] != places[1] else Fraction(0)
    if hedged:
        room = max(room, abs(theirs) * Fraction(6, 100))
    return abs(mine - theirs) <= room


# --- quantities under the same name ------------------------------------------------------------


def _named(
    block: CodeBlock, remark: Remark, lines: Sequence[str], exact: Sequence[str], whole: float
) -> Iterator[Judgement]:
    """A comment that tells a quantity of what is printed, in words of its own."""
    at = _printed_line(lines, remark.text)
    if at is None:
        return
    start = place(block, remark)
    if skeleton(remark.text) == skeleton(lines[at]):
        yield from compared(remark.text, start, lines[at], _how(lines[at]), exact[at])
        return
    label = _NAMED.match(remark.text) or OPENING.match(remark.text)
    opening = label.end() if label else 0
    # `20 MB per token` is told in MB, of a token.
    text = remark.text.partition(" per ")[0]
    said = [one for one in quantities(text) if one.start >= opening]
    if (
        not said
        or hedge_start(said[0], text) > opening
        or said[0].unit.open
        or not said[0].dimension
    ):
        return
    true, full = quantities(lines[at]), quantities(exact[at])
    if len(true) != len(full):
        return
    pairs = [(one, more) for one, more in zip(true, full, strict=True) if alike(one, said[0])]
    if not pairs:
        return
    one, more = pairs[-1]
    yield _judged(text, start, said[0], (one, more), _how(lines[at]))
    left = float(more.readings[0].written)
    if len(said) == 2 and said[1].unit.name == "%" and _LEFT.search(text) and whole:
        (percent,) = quantities(f"{100 * left / whole:g}%")
        how = f"{left:g} of {whole:g}"
        yield _judged(text, start, said[1], (percent, percent), how)


def alike(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers measure the same."""
    return one.dimension == other.dimension and not one.unit.open


def hedge_start(one: Quantity, text: str) -> int:
    """Where a quantity begins, with the sign of about before it."""
    return len(text[: one.start].rstrip("~≈∼ ")) if one.hedged else one.start


def _judged(
    text: str, start: int, said: Quantity, printed: tuple[Quantity, Quantity], how: str
) -> Judgement:
    """What comes of a quantity, held against the printed one or against that in more digits."""
    true, exact = printed
    right = fits(said, exact if said.step < true.step else true)
    first = hedge_start(said, text)
    return Judgement(
        span=Span(start + first, start + said.end),
        stated=text[first : said.end],
        relation=RELATION,
        verdict=Verdict.RIGHT if right else Verdict.WRONG,
        expected="" if right else true.text,
        how=how,
    )


def fits(said: Quantity, true: Quantity) -> bool:
    """Whether a quantity may have been written for another, in some reading of both."""
    if any(rounds_to(one.value, said) for one in true.readings):
        return True
    if said.step != 1 or said.value % 10 or not said.value:
        return False
    room = ROUND_NUMBER * abs(said.readings[0].value)
    return any(abs(one.value - said.readings[0].value) <= room for one in true.readings)


def _printed_line(printed: Sequence[str], said: str) -> int | None:
    """Which printed line a comment repeats: the only one with numbers, or the one of its label."""
    numbered = [at for at, line in enumerate(printed) if quantities(line)]
    label = _NAMED.match(said)
    if label is None:
        return numbered[0] if len(numbered) == 1 else None
    wanted = label["label"].strip().casefold()
    mine = set(_WORD.findall(wanted))
    for at in numbered:
        other = _NAMED.match(printed[at])
        theirs = other["label"].strip().casefold() if other else ""
        if wanted == theirs or (mine and mine <= set(_WORD.findall(theirs))):
            return at
    return None
