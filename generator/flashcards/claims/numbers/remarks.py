"""What comments in a listing say of its values, held against the values.

A comment speaks of the statement on its line, or of the one right above it.
"""

from __future__ import annotations

import io
import tokenize
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from flashcards import patterns as re
from flashcards.claims.numbers.arithmetic import parse_at
from flashcards.claims.numbers.claim import Claim, Verdict, plain, written
from flashcards.claims.numbers.evaluation import Known, Names
from flashcards.claims.numbers.python import Step, run
from flashcards.claims.numbers.stated import Stated, quantities
from flashcards.claims.numbers.units import BYTES, PERCENT, Unit, unit_of
from flashcards.values import dataclass

VALUE, OUTPUT = "code-value", "code-output"

_OPENING = re.compile(
    r"^[\s=≈→>:✓✅❌⚠️-]*(?:(?:output|result|prints?|returns?|expected)\s*:?\s*)?", re.IGNORECASE
)
_ROW = re.compile(r"^\[(?P<inside>[^\[\]]*)\]")
_LABEL = re.compile(r"^[\s✓✅❌-]*(?P<label>[A-Za-z][\w .()τ→]{0,40}?)\s*[:=]\s+")
_SUFFIX = re.compile(r"_(bytes|kb|mb|gb|tb|kib|mib|gib|ms|s|sec|seconds|minutes|hours)$")
_SUFFIX_UNITS = {
    "bytes": "bytes", "kb": "KB", "mb": "MB", "gb": "GB", "tb": "TB", "kib": "KiB",
    "mib": "MiB", "gib": "GiB", "ms": "ms", "s": "s", "sec": "s", "seconds": "s",
    "minutes": "min", "hours": "h",
}  # fmt: skip
_IS_OUTPUT = re.compile(r"(?:output|result|prints?|expected)\b", re.IGNORECASE)
_LEFT = re.compile(r"\b(?:margin|headroom|free|remaining|left|spare)\b", re.IGNORECASE)
_THEN = re.compile(r"\s*[=≈]\s*")
_WORD = re.compile(r"[a-z]{3,}")


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment: its line in the listing (1-based), its text, and whether code stands before."""

    line: int
    text: str
    trailing: bool


def remarks(text: str) -> list[Remark]:
    """The comments of a listing, whether it is whole Python or not."""
    try:
        return [
            _remark(token.start[0], token.string, token.line[: token.start[1]])
            for token in tokenize.generate_tokens(io.StringIO(text).readline)
            if token.type == tokenize.COMMENT
        ]
    except (tokenize.TokenError, SyntaxError, ValueError):
        return [
            _remark(number, line[at:], line[:at])
            for number, line in enumerate(text.split("\n"), start=1)
            if (at := line.find("#")) >= 0
        ]


def _remark(line: int, comment: str, before: str) -> Remark:
    return Remark(line, comment.lstrip("#").strip(), trailing=bool(before.strip()))


def listing_claims(text: str, names: Names, *, first_line: int) -> Iterator[Claim]:
    """What the comments of a listing claim; `names` are values known before, kept up to date.

    Args:
        text: the listing's.
        names: values known.
        first_line: of the listing's text in its document.
    """
    steps = list(run(text, names))
    by_end = {step.end_line: step for step in steps}
    said = remarks(text)
    for step in steps:
        for remark in _about(step, said, by_end):
            for claim in _claims(step, remark):
                yield replace(claim, line=first_line + remark.line - 1)


def _about(step: Step, said: Sequence[Remark], steps: dict[int, Step]) -> Iterator[Remark]:
    """The comments on a statement's last line, and the block of them right below it.

    What is printed may stand below an empty line, if it is called output.
    """
    alone = {remark.line: remark for remark in said if not remark.trailing}
    for remark in said:
        if remark.trailing and remark.line == step.end_line:
            yield remark
    line = step.end_line + 1
    if step.printed and line + 1 in alone and _IS_OUTPUT.match(alone[line + 1].text):
        line += 1
    while line in alone and line not in steps:
        yield alone[line]
        line += 1


def _claims(step: Step, remark: Remark) -> Iterator[Claim]:
    if step.printed:
        yield from _output(step, remark)
    elif isinstance(step.value, tuple):
        yield from _row(step, step.value, remark)
    elif isinstance(step.value, Fraction):
        yield from _value(step, step.value, remark)


def _value(step: Step, value: Fraction, remark: Remark) -> Iterator[Claim]:
    body = remark.text[_OPENING.match(remark.text).end() :]  # type: ignore[union-attr]
    expression = parse_at(body, 0)
    if (
        expression
        and expression.operations
        and body[expression.end :].strip()[:1] in {"", "(", "="}
    ):
        found = expression.values[0]
        if not found.dimension and (remark.trailing or not step.computed):
            agree = found.number == value
            yield _claim(
                VALUE,
                body[: expression.end].strip(),
                Verdict.RIGHT if agree else Verdict.WRONG,
                plain(value),
                f"{step.name} = {plain(value)}",
            )
        sign = _THEN.match(body, expression.end)
        said = [q for q in quantities(body) if sign and q.start >= sign.end()][:1]
        if not said:
            return
    else:
        said = quantities(body)[:1]
        if not said or said[0].start > 0:
            return
    if not step.computed:
        return
    (one,) = said
    agree = _may_be(step.name, value, one)
    yield _claim(
        VALUE,
        one.text,
        Verdict.RIGHT if agree else Verdict.WRONG,
        _as_said(step.name, value, one),
        f"{step.name} = {step.code} = {plain(value, 6)}",
    )


def _may_be(name: str, value: Fraction, said: Stated) -> bool:
    if said.shows(value) or said.means(value):
        return True
    if said.dimension == PERCENT and said.means(100 * value):
        return True
    unit = _unit_of_name(name)
    if unit is not None and unit.dimension == said.dimension:
        return any(said.means(value * scale) for scale in unit.readings)
    return said.dimension == BYTES and any(
        said.means(value * scale) for scale in (2**10, 2**20, 2**30) if unit is None
    )


def _unit_of_name(name: str) -> Unit | None:
    found = _SUFFIX.search(name.lower())
    return unit_of(_SUFFIX_UNITS[found[1]]) if found else None


def _as_said(name: str, value: Fraction, said: Stated) -> str:
    if said.dimension == PERCENT:
        return f"{plain(100 * value)} %"
    unit = _unit_of_name(name)
    if unit is not None and unit.dimension == said.dimension and unit.name != said.unit.name:  # type: ignore[union-attr]
        return written(value * unit.readings[-1], unit.dimension)
    return f"{plain(value)} {said.unit.name}" if said.unit else plain(value)


def _row(step: Step, values: tuple[Known, ...], remark: Remark) -> Iterator[Claim]:
    found = _ROW.match(remark.text)
    if not found or not step.computed:
        return
    said = quantities(found["inside"])
    if len(said) != len(values) or found["inside"].count(",") != len(values) - 1:
        return
    numbers = [value for value in values if isinstance(value, Fraction)]
    if len(numbers) != len(values):
        return
    expected = "[" + ", ".join(plain(number) for number in numbers) + "]"
    for one, number in zip(said, numbers, strict=True):
        yield _claim(
            VALUE,
            one.text,
            Verdict.RIGHT if one.means(number) else Verdict.WRONG,
            plain(number),
            f"{step.name} = {step.code} = {expected}",
        )


def _output(step: Step, remark: Remark) -> Iterator[Claim]:
    at = _printed_line(step.printed, remark.text)
    if at is None:
        return
    printed = step.printed[at]
    real, exact = quantities(printed), quantities(step.precise[at])
    label = _LABEL.match(remark.text)
    opening = label.end() if label else _OPENING.match(remark.text).end()  # type: ignore[union-attr]
    said = [one for one in quantities(remark.text) if one.start >= opening]
    if not said or not real or len(real) != len(exact) or said[0].start > opening:
        return
    pairs = list(zip(real, exact, strict=True))
    if [one.dimension for one in said] != [one.dimension for one in real]:
        pairs = [one for one in pairs if one[0].dimension == said[0].dimension][-1:]
        if pairs and len(said) == 2 and said[1].dimension == PERCENT:
            yield from _share(step, remark, pairs[0][1], said[1])
        said = said[:1]
        if not pairs:
            return
    for one, (true, full) in zip(said, pairs, strict=True):
        finer = one.step < true.step
        yield _claim(
            OUTPUT,
            one.text,
            Verdict.RIGHT if _same(one, full if finer else true) else Verdict.WRONG,
            _digits(full, one) if finer else true.text,
            f"it prints “{printed.strip()}”",
        )


def _share(step: Step, remark: Remark, left: Stated, said: Stated) -> Iterator[Claim]:
    """`# Margin: 6 GB (37.5%)` of a printed difference: its share of what it was taken from."""
    if not step.whole or not _LEFT.search(remark.text):
        return
    true = 100 * left.low / step.whole
    yield _claim(
        OUTPUT,
        said.text,
        Verdict.RIGHT if said.means(true) else Verdict.WRONG,
        f"{plain(true)}%",
        f"{plain(left.low)} of {plain(step.whole)}",
    )


def _digits(full: Stated, said: Stated) -> str:
    """A value in the digits of what is stated of it, and two more."""
    decimals = len(str(said.step.denominator)) + 1
    unit = full.unit.name if full.unit else ""
    return f"{float(full.low):.{decimals}f}{'' if unit in {'', '%'} else ' '}{unit}"


def _printed_line(printed: Sequence[str], said: str) -> int | None:
    """Which printed line a comment repeats: the only one with numbers, or the one of its label."""
    with_numbers = [at for at, line in enumerate(printed) if quantities(line)]
    label = _LABEL.match(said)
    if label:
        wanted = label["label"].strip().casefold()
        for at in with_numbers:
            other = _LABEL.match(printed[at])
            if other is None:
                continue
            theirs = other["label"].strip().casefold()
            mine, others = set(_WORD.findall(wanted)), set(_WORD.findall(theirs))
            if wanted == theirs or (mine and mine <= others):
                return at
        return None
    return with_numbers[0] if len(with_numbers) == 1 else None


def _same(said: Stated, true: Stated) -> bool:
    """Whether a stated number is the printed one, whichever of the two shows more digits."""
    if said.unit == true.unit or said.unit is None or true.unit is None:
        number = true.low
        if said.shows(number) or true.shows(said.low):
            return True
        return said.step < true.step and abs(said.low - number) <= true.step
    if said.dimension != true.dimension:
        return False
    return any(said.means(true.low * scale) for scale in true.scales)


def _claim(rule: str, stated: str, verdict: Verdict, expected: str, how: str) -> Claim:
    return Claim(line=0, rule=rule, stated=stated, verdict=verdict, expected=expected, how=how)
