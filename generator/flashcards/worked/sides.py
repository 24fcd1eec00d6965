"""The sides of an equation, in words or in numbers, and whether one has the form of the other."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards import patterns as re
from flashcards.quantities import Habit, Quantity, quantities
from flashcards.values import dataclass

LONGEST = 400

# Signs between operands: those of multiplication and division with blanks or digits beside them,
# so that the slash of `FLOP/s` and the hyphen of `head-dim` stay in their names.
_SIGN = re.compile(r"\s[×·*/÷+−-]\s|\s?[×÷]\s?|[()]|(?<=[\w)])\s?(?:\^|\*\*)\s?(?=[\w(])|²|³")
# `40 GB / 20 s`: what stands on both sides of a spaced slash is divided, and no unit.
_SPACED_SLASH = re.compile(r"(?<=[\w%)]) / (?=\d)")
_SIGNS = {"×": "*", "·": "*", "*": "*", "/": "/", "÷": "/", "+": "+", "−": "-", "-": "-",
          "(": "(", ")": ")", "^": "**", "**": "**", "²": "²", "³": "³"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Leaf:
    """An operand: words, or a quantity."""

    text: str
    quantity: Quantity | None = None


Part = Leaf | str
"""An operand, or a sign."""


def side_in_words(text: str, habit: Habit) -> list[Part] | None:
    """Operands that are names or plain numbers with the signs between them."""
    parts: list[Part] = []
    at = 0
    for sign in _SIGN.finditer(text):
        _add_words(parts, text[at : sign.start()], habit)
        parts.append(_SIGNS[sign[0].strip()])
        at = sign.end()
    _add_words(parts, text[at:], habit)
    return parts if _is_formed(parts) else None


def _add_words(parts: list[Part], text: str, habit: Habit) -> None:
    words = text.strip()
    if not words:
        return
    found = quantities(words, habit=habit)
    whole = found[0] if found and found[0].start == 0 and found[0].end == len(words) else None
    parts.append(Leaf(words, whole))


def side_in_numbers(text: str, habit: Habit) -> list[Part] | None:
    """Operands that are quantities with the signs between them."""
    parts: list[Part] = []
    text = _SPACED_SLASH.sub(" ÷ ", text)
    found = quantities(text, habit=habit)
    at = 0
    for one in found:
        if one.start < at:
            continue
        if not _add_signs(parts, text[at : one.start]):
            return None
        parts.append(Leaf(one.text, one))
        at = one.end
    if not _add_signs(parts, text[at:]):
        return None
    return parts if _is_formed(parts) else None


def _add_signs(parts: list[Part], text: str) -> bool:
    for word in re.findall(r"\*\*|[^\s]", text):
        if word not in _SIGNS:
            return False
        parts.append(_SIGNS[word])
    return True


def _is_formed(parts: Sequence[Part]) -> bool:
    """Whether operands and signs take turns, and every bracket is closed."""
    depth, operand = 0, False
    for part in parts:
        if isinstance(part, Leaf) or part == "(":
            if operand:
                return False
            operand = isinstance(part, Leaf)
            depth += part == "("
        elif part == ")":
            depth -= 1
            if not operand or depth < 0:
                return False
        elif part in "²³":
            if not operand:
                return False
        else:
            if not operand:
                return False
            operand = False
    return bool(parts) and operand and depth == 0


def same_form(words: Sequence[Part], numbers: Sequence[Part]) -> bool:
    """Whether both have the same signs and operands in the same places."""
    return len(words) == len(numbers) and all(
        (isinstance(one, Leaf) and isinstance(other, Leaf)) or one == other
        for one, other in zip(words, numbers, strict=True)
    )
