"""What a sentence says in words of its few numbers: so many of each, a part, a sum, a rest, a mean, a factor.

`270 boxes of 18 kg each weigh 4,860 kg`; `of a 128k window 6k and 45k are taken, which leaves 77k`. The words name
the relation, dimensions choose its numbers, and they must be all that the sentence tells. A number is called wrong
only if no simple relation of the same numbers gives it, and if it is a slip from the right one: another power of
ten, digit or unit, a factor that people forget, a number left out or taken twice.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, permutations

from flashcards import patterns as re
from flashcards.quantities import Scale
from flashcards.relations.cues import is_quadrature
from flashcards.relations.finding import Judgement
from flashcards.relations.judging import value_of_term
from flashcards.relations.results import is_beyond_whole, result_of
from flashcards.relations.statements import Sentence, Term, is_factor, is_share
from flashcards.relations.values import core, counted
from flashcards.relations.vocabulary import says
from flashcards.relations.worded.holding import ruled
from flashcards.relations.worded.windows import (
    FEWEST,
    PARTED,
    Window,
    are_alike,
    is_amount,
    is_condition,
    is_count,
    is_digits,
    others,
    windows,
)


def worded(sentence: Sentence, previous: Sentence | None) -> Iterator[Judgement]:
    """What the words of a sentence say of its numbers.

    Args:
        sentence: asserted.
        previous: the sentence before it in its passage, if that tells of the same.
    """
    seen: set[int] = set()
    for window in windows(sentence, previous):
        for rule in _RULES:
            found = [one for one in rule(window) if one.span.start not in seen]
            if found:
                yield from found
                seen.update(one.span.start for one in found)
                break


def _growths(window: Window) -> Iterator[Judgement]:
    """`It doubles every 20 minutes: of 500 cells there are 32,000 after two hours`."""
    grows = 2.0 if says("doubles", window.text) else 0.5 if says("halves", window.text) else 0.0
    if not grows or len(window.terms) != 4:
        return
    spans = [t for t in window.terms if core(t.quantity.dimension) == (("second", 1),)]
    amounts = [t for t in window.terms if t not in spans]
    if len(spans) != 2 or len(amounts) != 2 or not are_alike(*amounts):
        return
    period, span = spans
    if value_of_term(period) > value_of_term(span):
        period, span = span, period
    first, said = amounts
    right = value_of_term(first) * grows ** (value_of_term(span) / value_of_term(period))
    text = f"{first.quantity.text} × {'2' if grows > 1 else '½'}^({span.quantity.text} / {period.quantity.text})"
    yield from ruled(window, said, "multiple", right, text, (first, period, span), is_sure=True)


def _parts(window: Window) -> Iterator[Judgement]:
    """`18% of $65 is $11.70`; `of 2,400 members 35% voted, that is 840`."""
    shares = [t for t in window.terms if is_share(t)]
    if len(shares) != 1 or len(window.terms) != FEWEST:
        return
    at = window.terms.index(shares[0])
    if at == FEWEST - 1:
        return
    whole, said = (t for t in window.terms if not is_share(t))
    if at == 1 and _RIGHT_OF.fullmatch(window.gaps[2]):
        whole, said = said, whole
    if not (are_alike(whole, said) and is_amount(whole) and is_amount(said)):
        return
    if at == 0 and not _OF.match(window.gaps[1]) and not PARTED.search(window.gaps[1]):
        return
    part = value_of_term(shares[0])
    up, down = says("up", window.text), says("down", window.text)
    if up and down:
        return
    factor = 1 + part if up else 1 - part if down else part
    sign = "(1 + {})" if up else "(1 − {})" if down else "{}"
    text = f"{sign.format(shares[0].quantity.text)} × {whole.quantity.text}"
    yield from ruled(window, said, "share", factor * value_of_term(whole), text, (shares[0], whole))


# What a share is of.
_PREPOSITION = r"\s?(?:of|on|von|vom|der|des|auf|de|du|d['’]|sur|del|della|dei|delle|di|su|do|da|dos|das|sobre|van|op)\b"
_OF = re.compile(_PREPOSITION)
_RIGHT_OF = re.compile(rf"{_PREPOSITION}(?:\s[^\W\d_]+)?\s?")


def _changes(window: Window) -> Iterator[Judgement]:
    """`The rent went up by 15%, from 800 to 920 euros`."""
    shares = [t for t in window.terms if is_share(t)]
    if len(shares) != 1 or len(window.terms) != FEWEST:
        return
    said = shares[0]
    first, last = (t for t in window.terms if not is_share(t))
    up, down = says("up", window.text), says("down", window.text)
    if up == down or not (is_amount(first) and is_amount(last)) or not are_alike(first, last):
        return
    a, b = value_of_term(first), value_of_term(last)
    if not a or not b or (b > a) != up:
        return
    how = f"({last.quantity.text} − {first.quantity.text}) / {first.quantity.text}"
    other = 1 - min(a, b) / max(a, b) if up else max(a, b) / min(a, b) - 1
    inputs = (first, last)
    yield from ruled(window, said, "change", abs(b - a) / a, how, inputs, turned=(other,))


def _sums(window: Window) -> Iterator[Judgement]:
    """`Legs of 52, 49, 51 and 47 s, 199 s in all`; `18, 21 and 27 °C, on average 22`."""
    if _WEIGHTED.search(window.text):
        return
    is_mean = says("average", window.text)
    for at in window.called("average" if is_mean else "together"):
        said = window.terms[at]
        if not is_amount(said):
            continue
        parts = [t for t in others(window, said) if is_digits(t)]
        if not _stand_before(parts, said) and not (
            len(parts) >= FEWEST and _INTRODUCES.fullmatch(window.gaps[at + 1])
        ):
            continue
        if any(_SEVERAL.search(gap) for gap in window.gaps[:-1]):
            return  # `two of 8 bytes`
        if len(parts) < 2 + is_mean or len(parts) + 1 < len(window.terms) - is_mean:
            continue
        values = [value_of_term(t) for t in parts]
        right = sum(values) / (len(values) if is_mean else 1)
        inner = " + ".join(t.quantity.text for t in parts)
        how = f"({inner}) / {len(parts)}" if is_mean else inner
        if not is_mean and (
            is_quadrature(said, parts) or is_beyond_whole(result_of(said.quantity), right)
        ):
            return
        missed = (
            [right - x for x in values] + [right + x for x in values]
            if not is_mean
            else [sum(values)]
        )
        is_sure = is_mean and not is_condition(window, at)
        name = "mean" if is_mean else "sum"
        yield from ruled(window, said, name, right, how, parts, turned=missed, is_sure=is_sure)
        return


def _stand_before(parts: Sequence[Term], said: Term) -> bool:
    """Whether all parts stand before what they make."""
    return all(t.quantity.start < said.quantity.start for t in parts)


# Behind a total whose parts follow.
_INTRODUCES = re.compile(r"(?:\s[^\W\d_]+){0,4}\s?[:=]\s?(?:[^\W\d_]+\s){0,3}")
# Right before a number that several have.
_SEVERAL = re.compile(
    r"\b(?:two|both|three|four|each|twice|zwei|beide|drei|vier|je|deux|trois|quatre|dos|tres|cuatro|due|tre|quattro|dois|duas|três|twee|drie|vier)\s(?:[^\W\d_]+\s){0,2}$"
)
_WEIGHTED = re.compile(
    r"\b(?:weighted|geometric|harmonic|median|moving|rolling|gewichtet\w*|geometri\w*|harmoni\w*|pondér\w*|ponder\w*|gewogen|"
    r"root mean|rms)\b"
)


def _rests(window: Window) -> Iterator[Judgement]:
    """`The flat costs 480 W and gives 432 W, the remaining 48 W are lost`."""
    for at in window.called("left"):
        said = window.terms[at]
        if not is_amount(said):
            continue
        parts = others(window, said)
        if not 2 <= len(parts) <= 4 or len(parts) + 1 < len(window.terms):
            continue
        if not _stand_before(parts, said):
            continue
        values = sorted((value_of_term(t) for t in parts), reverse=True)
        right = values[0] - sum(values[1:])
        if right <= 0:
            continue
        ordered = sorted(parts, key=value_of_term, reverse=True)
        how = " − ".join(t.quantity.text for t in ordered)
        missed = [right + x for x in values[1:]]
        yield from ruled(window, said, "difference", right, how, parts, slips=missed)
        return


def _factors(window: Window) -> Iterator[Judgement]:
    """`From 90 ms to 6 ms it is 15 times shorter`."""
    factors = [t for t in window.terms if is_factor(t)]
    if len(factors) != 1 or len(window.terms) != FEWEST:
        return
    one, other = (t for t in window.terms if not is_factor(t))
    if not (are_alike(one, other) and is_amount(one) and is_amount(other)):
        return
    a, b = value_of_term(one), value_of_term(other)
    small, large = sorted((abs(a), abs(b)))
    if not small or small == large:
        return
    how = " / ".join(t.quantity.text for t in sorted((one, other), key=value_of_term, reverse=True))
    yield from ruled(window, factors[0], "ratio", large / small, how, (one, other))


def _products(window: Window) -> Iterator[Judgement]:
    """`16 GPUs drawing 700 W each pull 11.2 kW`; `£9,600 split among eight friends is £1,200 for each`."""
    if len(window.terms) != FEWEST:
        return
    splits = says("split", window.text)
    said = window.terms[-1]
    if not (splits or says("each", window.text) or _SO_MANY.search("¤".join(window.gaps))):
        return
    if is_condition(window, FEWEST - 1) or _SO_MANY.search("¤" + window.gaps[2] + "¤"):
        return  # `room for 512 nodes of 128 addresses`: what one of several has
    if _ANOTHER.fullmatch(window.gaps[2]) or says("left", window.gaps[-1]):
        return  # `each of 8 nodes has 16 GPUs; 64 GPUs are busy`: so many of them all
    for count, amount in permutations(window.terms[:-1]):
        if not (is_count(count) and is_amount(amount) and are_alike(amount, said)):
            continue
        if are_alike(count, said) and not (
            counted(amount.quantity.dimension) == counted(said.quantity.dimension) != ()
        ):
            continue  # of mere numbers nothing tells which is of each
        n, one = value_of_term(count), value_of_term(amount)
        right = one / n if splits else one * n
        sign = "/" if splits else "×"
        how = f"{amount.quantity.text} {sign} {count.quantity.text}"
        yield from ruled(window, said, "multiple", right, how, (count, amount))
        return


# A number that opens a statement of its own.
_ANOTHER = re.compile(
    r"[^,:=→()]{0,24}[;.](?:\s[^\W\d_]{1,4})?\s|,?\s?(?:and|und|et|y|e|en|but|aber)\s"
)
# `270 boxes of 18 kg`, `32 Waggons zu je 65 t`: between a count and what each of them has.
_SO_MANY = re.compile(
    r"¤\s?(?:[^\W\d_]+\s){0,3}(?:of|at|à|zu|von|mit|van|di|da|de|drawing|with)\s(?:je\s)?¤"
)


def _areas(window: Window) -> Iterator[Judgement]:
    """`A pool 25 m long, 10 m wide and 1.8 m deep holds 450 m³`."""
    lengths = [t for t in window.terms if core(t.quantity.dimension) == (("metre", 1),)]
    rest = [t for t in window.terms if t not in lengths]
    if len(rest) != 1 or len(lengths) != len(window.terms) - 1 or _ROUND.search(window.text):
        return
    if core(rest[0].quantity.dimension) != (("metre", len(lengths)),):
        return
    right = math.prod(value_of_term(t) for t in lengths)
    how = " × ".join(t.quantity.text for t in lengths)
    slips = [math.prod(map(value_of_term, few)) for few in combinations(lengths, len(lengths) - 1)]
    slips += [sum(map(value_of_term, lengths)), right / 2]
    yield from ruled(window, rest[0], "multiple", right, how, lengths, slips=slips)


# Shapes whose size is no plain product, and lengths that are not those of the size.
_ROUND = re.compile(
    r"\b(?:circl\w*|round|radius|diameter|cylind\w*|cone|sphere|triang\w*|kreis\w*|rund\w*|zylind\w*|dreieck\w*|durchmesser|"
    r"cercle|rond\w*|rayon|diamètre|círcul\w*|redond\w*|diámetro|cerchi\w*|raggio|diametro|half|halb\w*|times|each|per)\b"
)


def _proportions(window: Window) -> Iterator[Judgement]:
    """`For 4 people 600 g, for 7 in proportion 1,050 g`."""
    if len(window.terms) != 4 or not says("proportional", window.text):
        return
    first, amount, other, said = window.terms
    if said.quantity.unit.scale is Scale.LOGARITHMIC or not (
        are_alike(first, other) and are_alike(amount, said) and all(map(is_amount, window.terms))
    ):
        return
    right = value_of_term(amount) * value_of_term(other) / value_of_term(first)
    how = f"{amount.quantity.text} × {other.quantity.text} / {first.quantity.text}"
    yield from ruled(
        window, said, "parallel-case", right, how, (first, amount, other), is_sure=True
    )


_RULES: tuple[Callable[[Window], Iterator[Judgement]], ...] = (
    _growths, _proportions, _parts, _changes, _sums, _rests, _factors, _areas, _products,
)  # fmt: skip
