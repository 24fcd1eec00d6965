"""Rule `format-bits`: bits or bytes a weight that a document states of a quantisation format.

`4-bit` as the name of a kind is no claim. A tensor type has exact bits; a file type is a mix whose
bits vary a little with the model's shape.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from flashcards import patterns as re
from flashcards.claims.numbers.claim import Ask, AskBlock, AskFile, Claim, Verdict, plain
from flashcards.claims.numbers.filetypes import Format, formats
from flashcards.claims.numbers.page import Page
from flashcards.claims.numbers.scope import format_at
from flashcards.claims.numbers.stated import Stated, quantities
from flashcards.document import Table

RULE = "format-bits"

NEAR = Fraction(2, 100)
"""Beside a file's measured bits: what other shapes and releases of llama.cpp make of it."""

LOOSE = Fraction(10, 100)
"""Beside them where a number is called approximate: nobody is misled by so much."""

# `4.5 bits per weight`, `~0.56 bytes/param`.
_PER = re.compile(
    r"(?P<about>[~≈∼]\s?|(?:about|approximately|approx\.|around|roughly|averages|average of)\s+)?"
    r"(?<![\w.])(?P<number>\d+(?:\.\d+)?)[ -]?(?P<unit>bits?|bytes?|bpw)\b"
    r"(?:\s?(?:/|per|each)\s?(?:weight|param(?:eter)?|element|value)\b)?",
    re.IGNORECASE,
)
# A column of bits or bytes a weight.
_UNIT_OF_HEAD = re.compile(
    r"^(?:average |avg\.? |effective |approx\.? )?(?P<unit>bits|bytes|bpw)"
    r"(?P<per>\s?(?:/|per)\s?(?:weight|param(?:eter)?|element)s?)?$",
    re.IGNORECASE,
)
# `'Q8_0': 1.06,`: an entry of a mapping.
_ENTRY = re.compile(
    r"^\s*[\"'](?P<name>\w{2,10})[\"']\s*:\s*(?P<number>\d{1,2}(?:\.\d+)?)\s*,?\s*(?:#|$)"
)
_ANCHORS = {Fraction(16): Fraction(1), Fraction(2): Fraction(8), Fraction(1): Fraction(16)}
"""What F16 is given as → bits in one: a column of bits, of bytes, or of shares of F16."""

_NOMINAL = re.compile(r"^I?Q(\d)")  # The bits that the name tells
_PLAIN = frozenset(("F16", "BF16", "F32"))
# Words of what several formats make together, or of a step from one to another.
_MIXED = re.compile(
    r"\b(?:mix(?:e[sd]|tures?)?|blend\w*|steps?|saves?|less|more)\b|%",
    re.IGNORECASE,
)


def bits_claims(page: Page, index: int) -> Iterator[Claim]:
    """Bits or bytes a weight that a line states, other than in a table."""
    text = page.texts[index]
    if entry := _ENTRY.match(text):
        yield from _entry(page, index, entry)
        return
    found = list(_PER.finditer(text))
    if found and (len({one.name for one in formats(text)}) > 1 or _MIXED.search(text)):
        return  # of which of them, or of what mixture of them, is not told
    for match in found:
        unit = match["unit"].lower()
        per = unit == "bpw" or match[0].lower().endswith(
            ("weight", "param", "parameter", "element")
        )
        format_ = format_at(page, index, match.start()) if per else None
        if format_ is None or _is_apart(format_, text, match):
            continue
        (said,) = quantities(("~" if match["about"] else "") + match["number"])
        scale = Fraction(8) if unit.startswith("byte") else Fraction(1)
        for claim in bits_of(page.line(index), match[0].strip(), said, format_, scale):
            # Numbers in 16 and 32 bits stand beside others to compare them with.
            if claim.verdict is Verdict.RIGHT or format_.name not in _PLAIN:
                yield claim


def _is_apart(format_: Format, text: str, match: re.Match[str]) -> bool:
    """Whether another number or a full stop parts a format from its bits: `4.5 bpw. Q8_0: …`."""
    named = [one for one in formats(text) if one.name == format_.name]
    between = [
        text[one.end : match.start()] if one.end <= match.start() else text[match.end() : one.start]
        for one in named
    ]
    return bool(named) and all(". " in one or any(map(str.isdigit, one)) for one in between)


def bit_columns(table: Table) -> dict[int, Fraction]:
    """Columns of bits a weight: how many bits there are in one of what they hold."""
    found = [_UNIT_OF_HEAD.match(head.plain.strip()) for head in table.header]
    return {
        column: Fraction(8 if match["unit"].lower() == "bytes" else 1)
        for column, match in enumerate(found)
        if match and (match["per"] or match["unit"].lower() != "bytes")  # those of something else
    }


def _entry(page: Page, index: int, entry: re.Match[str]) -> Iterator[Claim]:
    """`'Q8_0': 1.06` in a mapping whose entry for F16 says what it holds."""
    (format_, *_), said = formats(entry["name"]) or (None,), quantities(entry["number"])
    if format_ is None or not said:
        return
    for other in (index, *page.group(index)):
        anchor = _ENTRY.match(page.texts[other])
        if anchor and any(one.name == "F16" for one in formats(anchor["name"])):
            scale = _ANCHORS.get(Fraction(anchor["number"]))
            if scale and other != index:
                yield from bits_of(page.line(index), entry["number"], said[0], format_, scale)
            return


def bits_of(
    line: int, text: str, said: Stated, format_: Format, scale: Fraction
) -> Iterator[Claim]:
    """The claim of bits, or of what has so many bits in it, of a format.

    Args:
        line: on which they stand.
        text: as written, with their unit.
        said: the number.
        format_: that they are of.
        scale: bits in one of what is stated.
    """
    verdict = _judge(said, format_, scale)
    if verdict is None:
        return
    expected, how, ask = _truth(format_, scale)
    main = not format_.is_block and said.low * scale == format_.block_bits
    rounded = _is_nominal(said, format_, scale) and said.means(format_.block_bits / scale)
    yield Claim(
        line=line,
        rule=RULE,
        stated=text,
        verdict=verdict,
        expected=expected,
        how=how,
        # The bits of the main type, or those that the name tells, are wrong in a mild way.
        severity="warning" if main or rounded or said.about else "error",
        ask=ask,
    )


def _judge(said: Stated, format_: Format, scale: Fraction) -> Verdict | None:
    """Whether it is right; None where it is near enough to mislead nobody."""
    true = [bits / scale for bits in (*format_.file_bits, *format_.earlier_bits)]
    if format_.is_block:
        true.append(format_.block_bits / scale)
    if not true:
        return None
    if not said.about and _is_nominal(said, format_, scale):
        # `8 bits` of Q8_0 rounds its 8.5 only by leaving out the scales.
        return Verdict.WRONG if min(true) > said.high * (1 + NEAR) else Verdict.RIGHT
    if any(said.means(value) for value in true):
        return Verdict.RIGHT
    room = LOOSE if said.about else NEAR
    if min(true) * (1 - room) <= said.low and said.high <= max(true) * (1 + room):
        return None
    return Verdict.WRONG


def _is_nominal(said: Stated, format_: Format, scale: Fraction) -> bool:
    """Whether it is what the format's name tells: 8 bits of `Q8_0`."""
    named = _NOMINAL.match(format_.name)
    return named is not None and said.low == said.high == int(named[1]) / scale


def _truth(format_: Format, scale: Fraction) -> tuple[str, str, Ask]:
    """What is right, how that is known, and what llama.cpp can be asked of it."""
    unit = "bytes" if scale == 8 else "bits" if scale == 1 else "of F16"
    bits = plain(format_.block_bits)
    if format_.is_block:
        how = f"a block of {format_.name} has {bits} bits a weight, scales included"
        expected = f"{plain(format_.block_bits / scale)} {unit}"
        return expected, how, AskBlock(format_.name.lower())
    low, high = (f"{float(format_.file_bits[n] / scale):.3g}" for n in (0, -1))
    how = (
        f"{format_.name} is a mix; its main type {format_.block} has {bits} bits, "
        "whole files of known models have more"
    )
    ask = AskFile(next(iter(format_.sizes)), format_.name) if format_.sizes else None
    return f"{low} {unit}" if low == high else f"{low} to {high} {unit}", how, ask
