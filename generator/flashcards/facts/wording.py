"""How texts are cut, compared and hidden so that fronts ask and backs stay short."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from flashcards.facts.vocabulary import word_list
from flashcards.markup.clean import SUBJECT
from flashcards.markup.escape import escape_markdown
from flashcards.model import Text

MAX_ANSWER_WORDS = 30
"""Longer answers move to the note's `more`; a learner cannot grade a paragraph."""

GOOD_ANSWER_WORDS = 14
"""Above this, a trailing bracket moves to `more`."""

BLANK = "[…]"

_WORD = re.compile(r"\w+")
_NO_TAG = re.compile(r"[^a-z0-9]+")
_STOP = word_list("stop")
_CODE = re.compile(r"(`+[^`]*`+)")
_STRONG = re.compile(r"(?<!\\)\*\*|(?<!\\)__")
_TRAILING_BRACKET = re.compile(r"^(?P<main>.*\S)\s+\((?P<detail>[^()]*(?:\([^()]*\)[^()]*)*)\)\.?$")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9`\"“(\[]|[a-z]+[._A-Z])")
_CLAUSE_ENDS = ("; ", " — ", " \N{EN DASH} ", ": ", ", ")
_PAIRS = {"(": ")", "[": "]", "{": "}", "“": "”"}


def words(plain: str) -> list[str]:
    """The words of a text, as a person counts them."""
    return plain.split()


@lru_cache(maxsize=8192)
def tokens(plain: str) -> tuple[str, ...]:
    """Lower-case word tokens, accents kept, punctuation gone."""
    text = plain if plain.isascii() else unicodedata.normalize("NFKC", plain)
    return tuple(_WORD.findall(text.casefold()))


def plain_words(plain: str) -> set[str]:
    """The set of content words of a text."""
    return {word for word in tokens(plain) if word not in _STOP}


@lru_cache(maxsize=1024)
def slug(plain: str) -> str:
    """Lower-case ASCII words joined by hyphens, for tags; `x` when nothing is left."""
    ascii_text = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return _NO_TAG.sub("-", ascii_text.casefold()).strip("-")[:48].strip("-") or "x"


def strip_brackets(plain: str) -> str:
    """A text without its bracketed details."""
    return re.sub(r"\s*\([^()]*\)", "", plain).strip()


def leaks(front_plain: str, answer_plain: str) -> bool:
    """Whether the answer can be read off the front.

    True when the answer's tokens stand in the front in the same order without a gap, or when a
    longer answer has every content word there.
    """
    answer = tokens(answer_plain)
    front = tokens(front_plain)
    if not answer or f" {' '.join(answer)} " in f" {' '.join(front)} ":
        return True
    content = {word for word in answer if word not in _STOP}
    return len(content) >= 3 and content <= set(front)


def unbold(markdown: str) -> str:
    """Inline markdown without strong emphasis signs outside code; the rest stays."""
    if "**" not in markdown and "__" not in markdown:
        return markdown.strip()
    parts = _CODE.split(markdown)
    return "".join(
        part if index % 2 else _STRONG.sub("", part) for index, part in enumerate(parts)
    ).strip()


def front(subject: str, ask: str) -> str:
    """A front as markdown: its subject (plain text) as a small heading, then what is asked."""
    return f"{SUBJECT}{escape_markdown(subject)}\n\n{ask}" if subject else ask


def within(above: str, asked: str) -> str:
    """A front whose subject names what stands above it, too."""
    if asked.startswith(SUBJECT):
        return f"{SUBJECT}{escape_markdown(above)} › {asked.removeprefix(SUBJECT)}"
    return front(above, asked)


def front_of_label(subject: str) -> str:
    """A front that asks for what its last label says: `KV cache › Why it grows` → `Why …?`."""
    above, _, label = subject.rpartition(" › ")
    return front(above, f"{escape_markdown(label)}?")


def code_span(code: str) -> str:
    """Code as a markdown code span, whatever backticks it holds."""
    longest = max((len(run) for run in re.findall(r"`+", code)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if code.startswith("`") or code.endswith("`") else ""
    return f"{fence}{pad}{code}{pad}{fence}"


def fence(code: str, info: str = "") -> str:
    """Code as a fenced block that it cannot break out of."""
    longest = max((len(run) for run in re.findall(r"`{3,}", code)), default=2)
    ticks = "`" * max(3, longest + 1)
    return f"{ticks}{info}\n{code}\n{ticks}"


def _balanced(text: str) -> bool:
    """Whether brackets and code spans are closed in this piece."""
    if text.count("`") % 2 or text.count("**") % 2 or text.count('"') % 2:
        return False
    return all(text.count(opening) == text.count(closing) for opening, closing in _PAIRS.items())


def split_detail(markdown: str) -> tuple[str, str]:
    """`main (detail)` → the two; the whole and nothing where there is no trailing bracket."""
    match = _TRAILING_BRACKET.match(markdown)
    if match and _balanced(match["main"]) and words(match["main"]):
        return match["main"].rstrip(" ,;:"), match["detail"]
    return markdown, ""


def shorten(markdown: str) -> tuple[str, str]:
    """An answer cut to what a learner can recall, and the whole text if something was cut.

    Returns:
        (short, more); `more` is empty when nothing was left out. Cuts only at the end of a
        sentence, a clause, or before a closing bracket's detail, never inside code or brackets.
    """
    text = unbold(markdown)
    short = text
    first, *rest = _SENTENCE_END.split(text, maxsplit=1)
    if rest and _balanced(first):
        short = first
    if len(words(short)) > GOOD_ANSWER_WORDS:
        short = split_detail(short)[0]
    if len(words(short)) > MAX_ANSWER_WORDS:
        short = _cut_clause(short)
    short = short.rstrip()
    if short.endswith(".") and not short.endswith("..."):
        short = short[:-1]
    return short, ("" if short == text.rstrip(". ") else text)


def _cut_clause(text: str) -> str:
    """The longest whole clause within the limit, or the text itself if there is none."""
    best = ""
    for sign in _CLAUSE_ENDS:
        position = text.find(sign)
        while position > 0:
            piece = text[:position]
            if len(words(piece)) > MAX_ANSWER_WORDS:
                break
            if _balanced(piece) and len(words(piece)) >= 4 and len(piece) > len(best):
                best = piece
            position = text.find(sign, position + 1)
        if best:
            return best
    return text


def join_text(*parts: Text) -> Text:
    """Texts joined by a space, empty ones left out."""
    kept = [part for part in parts if part]
    return Text(
        markdown=" ".join(part.markdown for part in kept),
        plain=" ".join(part.plain for part in kept),
    )


def quoted(plain: str) -> str:
    """A text in typographic quotes, without those it already has."""
    return "“" + plain.strip().strip('"“”').rstrip(".") + "”"


def first_line(text: str) -> str:
    """The first line that is not blank."""
    return next((line for line in text.splitlines() if line.strip()), "")
