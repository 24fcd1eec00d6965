r"""A sentence that states a result, as a statement with a gap: all that its reader sees.

Every number that is shown is drawn anew, or is the gap; a sentence with others in it would say what
is no longer true. So would one that tells of one thing in the world: it is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from flashcards import patterns as re
from flashcards.quantities import Habit, Quantity, quantities
from flashcards.relations.passages import Passage, Role
from flashcards.relations.statements import Sentence, Term
from flashcards.values import dataclass
from flashcards.worked.named import begins_on, goes_on, subject_of

GAP, LINE = "\1", "\2"
"""In a text with gaps: the number that is asked for, and the end of a line."""

LONGEST = 240
LONGEST_LEAD = 200

# A name of one thing in the world, whose figures are what they are: H100, Q4_K, Llama 3, 8N1.
_PROPER = re.compile(r"\b(?=\w*\d)(?=\w*[A-Za-z])[\w.-]+|\b[A-Z][a-z]+ \d|\bv\d")
# What speaks of something that stands elsewhere, or of a number in words.
_ELSEWHERE = re.compile(
    r"^\W*(?:\w+ )?that\b|\bat that\b|\b(?:this|these|those|there|here|then|such|same|former|latter"
    r"|above|below|therefore|hence|instead|other|another|both|each of|halv\w+|half|doubl\w+|twice"
    r"|tripl\w+|thrice|quarter|tenth|third|fold|times as|only|more than|less than|dies\w*|dort"
    r"|dabei|gleiche\w*|doppelt\w*|hälfte|même\w*|cette|ceux|celle|moitié|double|mism[oa]s?|ese|esa"
    r"|esto|mitad|doble|mesm[oa]s?|isso|metade|dobro|inversement)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"^(?:(?:[A-Z]|answer|réponse|antwort|respuesta|resposta)\s*[:.)]\s+"
    r"|(?:back|rückseite|verso|retro|reverso|achterkant)[:.]?\s+(?=[A-ZÀ-Þ\d\0])"
    r"|(?:so|thus|donc|así que|portanto|quindi|dus)\s+(?=\S*\d))",
    re.IGNORECASE,
)
# What may stand behind a result and still belongs to it: `▢ GB in total`.
_TAIL = re.compile(r"[^\d.;,:()\n→=≈–—]{0,40}")
_JOINS = re.compile(r"\b(?:and|or|but|und|oder|et|ou|y|o|e|while|at|an|with|bei)\b")
_ENDS = re.compile(r"[.;,)]|\s*$")
# A number computed with in the sentence itself: an equation, which says how.
_COMPUTED = re.compile(r"\d\S{0,6}\s*[×·*/÷+^=≈]|[×·*/÷+=≈]\s*\S{0,2}\d")
# A power of ten that belongs to its number: `1.013 × 10⁵ Pa`.
_TENS = re.compile(r"\s?[×·]\s?10(?:\^-?\d+|[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)")
# A preposition that a line breaks behind, or that belongs to what is left out: `16.8 l in, …`.
_DANGLES = re.compile(
    r"\b(?:in|of|to|for|from|on|per|by|à|de|du|des|pour|dans|von|zu|für|im|auf|del|para|por|em"
    r"|do|da|di|per|op|van|voor)\W*$",
    re.IGNORECASE,
)
_TITLE_WORDS = re.compile(r"[^\W\d_]{4,}")


# How a verb ends that opens a sentence: `Sharded over 8 devices …`, `Serving 40 TB …`.
_VERBAL = re.compile(r"(?:ed|ing)$")


@dataclass(frozen=True, slots=True)
class Names:
    """Which words of a document name one thing: those that it never writes small."""

    small: frozenset[str]
    nouns_are_large: bool

    def speaks_of_one(self, text: str) -> bool:
        """Whether a text tells of one thing in the world."""
        if _PROPER.search(text):
            return True
        if self.nouns_are_large:
            return False
        return any(
            found[0].casefold() not in self.small
            and not (found.start() == len(text) - len(text.lstrip()) and _VERBAL.search(found[0]))
            for found in re.finditer(r"(?<![\w-])[A-ZÀ-Þ][a-zß-ÿ]{2,}(?![\w-])", text)
        )


@lru_cache(maxsize=2)  # asked twice of a whole document
def names_of(text: str) -> Names:
    """The names of a document, by how it writes its words."""
    small = frozenset(re.findall(r"(?<![\w-])[a-zß-ÿ]{3,}", text))
    german = len(re.findall(r"\b(?:der|die|das|und|ist|ein|eine|bei)\b", text))
    return Names(
        small | _OPENERS, german > len(re.findall(r"\b(?:the|of|and|is|le|la|et|de)\b", text))
    )


_OPENERS = frozenset((
    "the", "with", "for", "from", "each", "one", "two", "three", "four", "five", "six", "ten",
    "after", "over", "under", "within", "per", "total", "avec", "dans", "pour", "une", "con",
    "para", "una", "com", "uma", "what", "how", "which", "when", "where", "que", "quelle", "quel",
    "combien", "cuánto", "quanto", "qual", "serving", "storing", "reading", "writing", "adding",
    "mixing", "heating", "sending",
))  # fmt: skip
"""Words that open sentences."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a sentence that ends with a result.

    Attributes:
        start, end: in the passage.
        shown: the numbers in it before the result.
    """

    start: int
    end: int
    shown: tuple[Term, ...]


def windows(
    sentence: Sentence, result: Term, names: Names, *, clauses: bool = False
) -> Iterator[Window]:
    """Stretches that may be shown: the sentence, its last clause, what begins behind a comma.

    Args:
        sentence: with the result.
        result: the number that is asked for.
        names: of the document.
        clauses: whether what stands behind its last comma may be shown alone.
    """
    text = sentence.passage.text
    at = result.quantity
    end = tail_end(text, at.end)
    case = next(
        (one.start for one in sentence.cases if one.start <= at.start < one.start + len(one.text)),
        sentence.start,
    )
    before = [one for one in sentence.terms if one.quantity.end <= at.start]
    starts = [sentence.start, case, text.rfind("; ", case, at.start) + 1]
    for first in before[:1]:
        # 4:00 and 1,000 have no blank behind their signs
        comma = max(text.rfind(sign, sentence.start, first.quantity.start) for sign in (", ", ": "))
        starts.append(comma + 1 if comma >= 0 else sentence.start)
    if clauses and before:  # of `one minute takes 10.6 MB, a 74-minute disc 783 MB` the second
        starts.append(max(text.rfind(sign, case, before[-1].quantity.start) for sign in ",;") + 1)
    for start in dict.fromkeys(starts):
        if not sentence.start <= start <= at.start:
            continue
        shown = tuple(one for one in before if one.quantity.start >= start)
        stretch = text[start:end]
        if (
            len(stretch) <= LONGEST
            and not _ELSEWHERE.search(stretch)
            and not _COMPUTED.search(_TENS.sub("", stretch))
            and not names.speaks_of_one(_without(stretch, start, [*shown, result]))
            and not any(one.quantity.range or one.quantity.hedged for one in shown)
            and _balanced(stretch)
        ):
            yield Window(start, end, shown)


def tail_end(text: str, end: int) -> int:
    """Where the words end that stand behind a result and still belong to it: `80 GB in total`."""
    tail = _TAIL.match(text, end)
    whole = (
        tail
        and not _JOINS.search(tail[0])
        and not _DANGLES.search(tail[0])
        and _ENDS.match(text, tail.end())
    )
    return tail.end() if tail and whole else end


def may_be_shown(text: str, names: Names, habit: Habit) -> bool:
    """Whether a stretch of a sentence stands alone, and tells of no one thing in the world."""
    return (
        len(text) <= LONGEST
        and not _ELSEWHERE.search(text)
        and not _COMPUTED.search(_TENS.sub("", text))
        and not names.speaks_of_one(_without_numbers(text, habit))
        and _balanced(text)
    )


def _without(text: str, start: int, terms: Sequence[Term]) -> str:
    """A stretch without its numbers and their units, which are no names."""
    for one in sorted(terms, key=lambda term: -term.quantity.start):
        begin, end = one.quantity.start - start, one.quantity.end - start
        text = text[:begin] + "," + text[end:]
    return text


def _balanced(text: str) -> bool:
    return text.count("(") == text.count(")") and text.count("“") == text.count("”")


@dataclass(frozen=True, slots=True)
class Line:
    """A text that governs a sentence, with its numbers."""

    text: str
    quantities: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class Lead:
    """What governs a sentence: its question, and the label or item that it stands under."""

    lines: tuple[Line, ...]

    @property
    def quantities(self) -> Iterator[Quantity]:
        """Its numbers."""
        for one in self.lines:
            yield from one.quantities

    @property
    def asks(self) -> bool:
        """Whether it is a question by itself."""
        return len(self.lines) == 1 and self.lines[0].text.endswith("?")


def lead_of(passage: Passage, title: str, names: Names, habit: Habit) -> Lead | None:
    """The lead of a passage under a title; None where it would not tell what is asked."""
    if not title:
        title = next((one.text for one in passage.context if one.role is Role.TITLE), "")
    text = subject_of(title).rstrip(":")
    if not 4 < len(text) <= LONGEST_LEAD or not _TITLE_WORDS.search(text) or goes_on(text):
        return None
    if _PROPER.search(_without_numbers(text, habit)):
        return None
    lines = [Line(text, tuple(quantities(text, habit=habit)))]
    for above in passage.context[:1]:
        label = above.text.strip().rstrip(":")
        opens = above.text.rstrip().endswith(":") or above.role is Role.ITEM
        told = label in title or (begins_on(label) and label.partition(" ")[2] in title)
        if above.role is Role.TITLE or told or len(label) > LONGEST_LEAD or not opens:
            continue
        numbers = tuple(quantities(label, habit=habit))
        if numbers and (
            names.speaks_of_one(_without_numbers(label, habit)) or _ELSEWHERE.search(label)
        ):
            return None
        lines.append(Line(label, numbers))
    return Lead(tuple(lines))


def _without_numbers(text: str, habit: Habit) -> str:
    for one in reversed(quantities(text, habit=habit)):
        text = f"{text[: one.start]},{text[one.end :]}"
    return text


def gapped_lead(lead: Lead, places: Mapping[int, int]) -> str:
    """The lines of a lead with a name for each number that is drawn.

    Args:
        lead: the lead.
        places: by the identity of a quantity, the number of the input that it is.
    """
    return LINE.join(
        _gapped(one.text, 0, len(one.text), one.quantities, places, None) for one in lead.lines
    )


def gapped_window(
    passage: Passage, window: Window, places: Mapping[int, int], result: Quantity | None
) -> str:
    """A stretch with names for the numbers that are drawn, and a gap for the result."""
    text = _gapped(
        passage.text, window.start, window.end, passage.quantities, places, result
    ).strip(" ,:;*_")
    return _OPENS.sub("", text)


def _gapped(  # noqa: PLR0917 - a text, its stretch and what stands in it
    text: str,
    start: int,
    end: int,
    numbers: Sequence[Quantity],
    places: Mapping[int, int],
    result: Quantity | None,
) -> str:
    out, at = "", start
    for one in numbers:
        if not start <= one.start < end:
            continue
        if one is result:
            out += text[at : one.number_start] + GAP
        elif id(one) in places:
            out += text[at : one.number_start] + f"\0{places[id(one)]}\0"
        else:
            continue
        at = one.number_end
    return out + text[at:end]
