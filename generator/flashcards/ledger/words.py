"""Texts as words, and which words tell two facts apart however alike the rest is."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources

from flashcards import patterns as re
from flashcards.values import dataclass

_MARKUP = str.maketrans({"*": " ", "`": " ", "|": " ", "\\": " ", "’": "'", "−": "-"})
_TOKEN = re.compile(
    r"""
    (?<!\w)--?[A-Za-z][\w-]*(?:=[\w./-]+)?      # an option: -DGGML_CUDA=ON, --n-gpu-layers
    | (?<!\w)-(?=\d)                            # a sign
    | \d[\d,]*(?:\.\d+)?                        # a number
    | [^\W\d][\w']*(?:\.\w+)*[+#]*              # a word, a name: llama.cpp, C++, Q4_K_M
    | [<>=≤≥≠≈×÷^%!$€~&§@#?]+                    # a sign that may carry the meaning
    """,
    re.VERBOSE,
)
_IGNORED = frozenset(("~", "?", "!", "&", "?!", "!!", "??", "≈", "$", "€", "@", "#", "§"))


@cache
def _sections() -> dict[str, list[str]]:
    """The lines of `words.txt` by section."""
    text = (resources.files("flashcards.ledger") / "words.txt").read_text(encoding="utf-8")
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("["):
            lines = sections[line.strip("[]")] = []
        elif line.strip() and not line.startswith("#"):
            lines.append(line)
    return sections


@cache
def _word_list(section: str) -> frozenset[str]:
    return frozenset(word for line in _sections()[section] for word in line.split())


@cache
def _poles() -> dict[str, set[tuple[int, int]]]:
    """Word → the ends of scales it stands for, as (scale, end)."""
    found: dict[str, set[tuple[int, int]]] = {}
    for scale, line in enumerate(_sections()["opposite"]):
        for end, words in enumerate(line.split("/")):
            for word in words.split():
                found.setdefault(word, set()).add((scale, end))
    return found


_OPPOSED = (
    ("", "un"), ("", "in"), ("", "im"), ("", "ir"), ("", "il"), ("", "dis"), ("", "non"),
    ("", "de"), ("", "a"), ("", "anti"), ("", "mis"), ("", "ab"), ("", "sub"), ("", "super"),
    ("in", "de"), ("en", "de"), ("in", "ex"), ("im", "ex"), ("in", "out"), ("up", "down"),
    ("over", "under"), ("pre", "post"), ("as", "des"), ("for", "back"), ("inter", "intra"),
    ("macro", "micro"), ("multi", "single"), ("up", "off"), ("on", "off"), ("homo", "hetero"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """A text as its words.

    Attributes:
        words: case-folded, in order, without markup and punctuation.
        identifiers: those that name one thing and no other, in order: numbers, code-ish words,
            abbreviations, single letters, comparison signs.
        joined: the words with blanks; equal for texts that differ in looks only.
        content: how many say something.
    """

    words: tuple[str, ...]
    identifiers: tuple[str, ...]
    joined: str
    content: int


@lru_cache(maxsize=1 << 14)
def analyse(text: str) -> Words:
    """The words of a text.

    >>> analyse("**Q4_K_M** uses ~4.8 bits").identifiers
    ('q4_k_m', '4.8')
    """
    raw = [piece for piece in _raw_tokens(text.translate(_MARKUP)) if piece not in _IGNORED]
    words = tuple(piece.casefold() for piece in raw)
    identifiers = tuple(
        word for index, word in enumerate(words) if _is_identifier(raw[index], first=index == 0)
    )
    joined = " ".join(words) or text.strip()
    content = sum(not is_minor(word) for word in words)
    return Words(words=words, identifiers=identifiers, joined=joined, content=content)


def _raw_tokens(text: str) -> list[str]:
    pieces: list[str] = []
    sign = False
    for match in _TOKEN.finditer(text):
        piece = match.group()
        if piece == "-":
            sign = True
            continue
        if piece[0].isdigit():
            piece = piece.replace(",", "")
            if sign:
                piece = f"-{piece}"
        sign = False
        pieces.append(piece.strip("'") or piece)
    return pieces


def _is_identifier(piece: str, *, first: bool) -> bool:
    if not piece[0].isalpha() or any(sign.isdigit() or sign in "_=.+#" for sign in piece):
        return True
    if len(piece) == 1:
        return not (piece == "a" or (first and piece in "AI"))
    if piece[-2:] == "'s":
        piece = piece[:-2]
    return any(sign.isupper() for sign in piece[1:])


def opposed(one: str, other: str) -> bool:
    """Whether two words name opposite ends: min and max, valid and invalid, encode and decode."""
    poles = _poles()
    for scale, end in poles.get(one, ()):
        if any(scale == its and end != its_end for its, its_end in poles.get(other, ())):
            return True
    for head, other_head in _OPPOSED:
        for first, second in ((one, other), (other, one)):
            if first.startswith(head) and second.startswith(other_head):
                tail = first[len(head) :]
                if len(tail) > 2 and tail == second[len(other_head) :]:
                    return True
    return False


def is_minor(word: str) -> bool:
    """Whether a rewording adds and drops the word freely: `the`, `is`, `very`."""
    return word in _word_list("minor")


def decisive(word: str) -> bool:
    """Whether a word alone turns a statement into another: a negation, a number in words."""
    return word in _word_list("decisive") or word.endswith("n't")


def is_typo(one: str, other: str) -> bool:
    """Whether two words look like one word spelt differently; never for words of other sense.

    One slip of the keys (two from eight letters on), never in the first letter but for a swap.
    """
    from rapidfuzz.distance import OSA

    if one == other:
        return True
    if not (one.isalpha() and other.isalpha()) or min(len(one), len(other)) < 3:
        return False
    swapped = one[:2] == other[1::-1] and one[2:] == other[2:]
    if one[0] != other[0] and not swapped:
        return False
    if min(len(one), len(other)) == 3 and not swapped and {*one} != {*other}:
        return False
    if decisive(one) or decisive(other) or opposed(one, other):
        return False
    limit = 2 if min(len(one), len(other)) >= 8 else 1
    return bool(OSA.distance(one, other, score_cutoff=limit) <= limit)
