"""What a document concludes from a number: where that is wrong, so may be what follows."""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.tree import NOWHERE, Span

_FAR = 300
"""Characters behind a number in which a conclusion is looked for."""

# How one amount is held against another, or a consequence is drawn. Words that only go on with a
# calculation (`leaves`, `gives`) draw none: what they state is a number that is checked by itself.
_CONCLUDES = re.compile(
    r"\b(?:exceed(?:s|ed|ing)?|fits?|(?:does not|doesn't|won't|cannot|can't) fit|outgrows?"
    r"|overflows?|runs? out|too (?:much|many|large|big|small|slow|little|few|long|high|low)"
    r"|(?:not )?enough|(?:in)?sufficient(?:ly)?|therefore|thus|hence|(?:that|which|this) means"
    r"|(?:more|less|fewer|larger|smaller|bigger|faster|slower|higher|lower|cheaper) than)\b",
    re.IGNORECASE,
)
# Where a sentence ends, or the cell or item that holds it.
_END = re.compile(r"[.!?](?=\s|$)|\n\s*(?:\n|[-*+|]|\d{1,3}[.)]\s)|\|")
# How a sentence goes on from the one before it.
_GOES_ON = re.compile(r"\s*(?:that|this|it|so|thus|therefore|hence|they|both)\b", re.IGNORECASE)


def conclusion(text: str, number: Span) -> Span:
    """From a word that concludes to the end of its sentence; nowhere if none is drawn.

    It stands behind the number in the same sentence, or in the next one if that goes on from it.

    >>> said = "The cache takes 20 GB, which exceeds 16 GB! Use less."
    >>> place = conclusion(said, Span(16, 21))
    >>> said[place.start : place.end]
    'exceeds 16 GB'
    >>> conclusion("It takes 20 GB. Disks hold more than that.", Span(9, 14))
    Span(start=-1, end=-1)
    """
    far = min(len(text), number.end + _FAR)
    end = _sentence_end(text, number.end, far)
    found = _CONCLUDES.search(text, number.end, end)
    if found is None and end < far and text[end] in ".!?" and _GOES_ON.match(text, end + 1, far):
        start, end = end + 1, _sentence_end(text, end + 1, far)
        found = _CONCLUDES.search(text, start, end)
    return Span(found.start(), end) if found else NOWHERE


def _sentence_end(text: str, start: int, far: int) -> int:
    found = _END.search(text, start, far)
    return found.start() if found else far
