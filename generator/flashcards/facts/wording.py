"""How texts are cut, compared and hidden so that fronts ask and backs stay short."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from flashcards import patterns as re
from flashcards.facts.vocabulary import word_list
from flashcards.tree import Flat, Span, flat, plain
from flashcards.tree.cut import cut, pictures, pieces, rstrip, strip, unwrapped
from flashcards.tree.nodes import (
    Block,
    Blocks,
    Code,
    CodeBlock,
    Image,
    Inline,
    Inlines,
    Math,
    MathBlock,
    Paragraph,
    Strong,
    Subject,
    Text,
    own_inlines,
    walk,
)

MAX_ANSWER_WORDS = 30
"""Longer answers move to the note's `more`; a learner cannot grade a paragraph."""

GOOD_ANSWER_WORDS = 14
"""Above this, a trailing bracket moves to `more`."""

ABOVE = " › "
"""Between the parts of a subject."""

_WORD = re.compile(r"\w+")
_INNER_BRACKET = re.compile(r"\s\([^()]*\)")
_NO_TAG = re.compile(r"[^a-z0-9]+")
_STOP = word_list("stop")
# A text that closes with a bracket, one more inside it at most.
_TRAILING_BRACKET = re.compile(
    r"^(?P<main>.*\S)\s+\((?P<detail>[^()]*(?:\([^()]*\)[^()]*)*)\)\.?$", re.DOTALL
)
# A full stop, not of `e.g.` and its kin, and the blanks behind it.
_STOP_SIGN = re.compile(
    r"(?<=[.!?])(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bvs\.)(?<!\bca\.)(?<!\bcf\.)"
    # `18% a.a. 12 anos`: short for `a year`, `a month`.
    r"(?<!\ba\.[am]\.)(?<!\bp\.[am]\.)\s+(?=\S)"
)
# How a sentence begins: a capital, a number, a quotation, a name such as `llama.cpp`, `g = 9.81`.
_OPENS = re.compile(r"[^\W_a-z]|[\"“(\[]|[$€£¥]\d|[a-z]+[._A-Z]|[a-z]\w? ?= ?\S")
_CLAUSE_ENDS = ("; ", " — ", " \N{EN DASH} ", ": ", ", ")
_DASHES = "—\N{EN DASH}"
_PAIRS = {"(": ")", "[": "]", "{": "}", "“": "”"}


def words(text: str) -> list[str]:
    """The words of a text, as a person counts them."""
    return text.split()


@lru_cache(maxsize=8192)
def tokens(text: str) -> tuple[str, ...]:
    """Lower-case word tokens, accents kept, punctuation gone."""
    composed = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return tuple(_WORD.findall(composed.casefold()))


def plain_words(text: str) -> set[str]:
    """The set of content words of a text."""
    return {word for word in tokens(text) if word not in _STOP}


FEWEST_OF_STEM = 4
"""Letters of a word that is known in another form of it."""

# What an ending adds to a word, so that `saving` is known by `saves`.
_ENDING = re.compile(r"(?:ings?|ed|es|e|s|en|n)$")


def stems(text: str) -> set[str]:
    """The beginnings of the content words of a text, the same for other forms of a word.

    >>> stems("Savings") <= stems("What does it save?")
    True
    """
    found = (_ENDING.sub("", word) for word in plain_words(text) if word.isalpha())
    return {word[:FEWEST_OF_STEM] for word in found if len(word) >= FEWEST_OF_STEM - 1}


@lru_cache(maxsize=1024)
def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens, for tags; `x` when nothing is left."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _NO_TAG.sub("-", ascii_text.casefold()).strip("-")[:48].strip("-") or "x"


def strip_brackets(text: str) -> str:
    """A text without its bracketed details."""
    return re.sub(r"\s*\([^()]*\)", "", text).strip()


def leaks(front: str, answer: str) -> bool:
    """Whether the answer can be read off the front.

    True when the answer's tokens stand in the front in the same order without a gap, or when a
    longer answer has every content word there.
    """
    told = tokens(answer)
    asked = tokens(front)
    if not told or f" {' '.join(told)} " in f" {' '.join(asked)} ":
        return True
    content = {word for word in told if word not in _STOP}
    return len(content) >= 3 and content <= set(asked)


# --- nodes of our own ------------------------------------------------------------------------


def said(text: str) -> Inlines:
    """Words of ours."""
    return (Text(text, verbatim=False),) if text else ()


def paragraph(*inlines: Inline) -> Paragraph:
    """Inlines as a paragraph."""
    return Paragraph(inlines)


def answer_of(inlines: Inlines) -> Blocks:
    """Inlines as the blocks of an answer; nothing if there are none."""
    return (Paragraph(inlines),) if inlines else ()


def subject_block(subject: str) -> Block:
    """The small line that names what a front is about."""
    return Paragraph((Subject(said(subject)),))


def front(subject: str, *asked: Block) -> Blocks:
    """A front: its subject (plain text), then what is asked."""
    return (subject_block(subject), *asked) if subject else asked


def ask(*parts: Inlines | str) -> Paragraph:
    """A question as a paragraph, from words of ours and of the document."""
    return Paragraph(tuple(chain.from_iterable(
        said(part) if isinstance(part, str) else part for part in parts
    )))  # fmt: skip


def subject_of(blocks: Blocks) -> str:
    """What a front says that it is about, or nothing."""
    first = blocks[0] if blocks else None
    if isinstance(first, Paragraph) and len(first.children) == 1:
        node = first.children[0]
        if isinstance(node, Subject):
            return plain(node.children)
    return ""


def within(above: str, asked: Blocks) -> Blocks:
    """A front whose subject names what stands above it, too."""
    subject = subject_of(asked)
    if subject:
        return (subject_block(f"{above}{ABOVE}{subject}"), *asked[1:])
    return front(above, *asked)


def front_of_label(subject: str) -> Blocks:
    """A front that asks for what its last label says: `KV cache › Why it grows` → `Why …?`."""
    above, _, label = subject.rpartition(ABOVE)
    return front(above, ask(question_mark(label)))


# A link to where a question was found, behind it: `[src]`, `(source)`, `src(https://…)`.
_SOURCE = re.compile(
    r"(?<!\s)\s*+[\[(]*+\s*+(?:src|source|ref|link)\s*+[\])]*+(?:\(?https?:\S*+)?[\])]*+\s*+$",
    re.IGNORECASE,
)


def without_source(inlines: Inlines) -> Inlines:
    """A question without the link to where it was found.

    >>> plain(without_source(said("What is a sieve? [src]")))
    'What is a sieve?'
    """
    match = _SOURCE.search(plain(inlines))
    marked = match and match.start() and re.search(r"[\[(]|https?:", match[0])
    return rstrip(cut(inlines, 0, match.start())) if match and marked else inlines


def question_mark(text: str) -> str:
    """A text that ends as a question, with one sign."""
    return text if text.endswith(("?", "？", "؟")) else f"{text}?"


def listing(code: str, language: str = "", *, marked: tuple[int, ...] = ()) -> CodeBlock:
    """Code of a card that stands nowhere in the document as it is here."""
    return CodeBlock(code, language, marked=marked)


# --- what a person reads of blocks -----------------------------------------------------------


def reading(blocks: Blocks) -> str:
    """What a person reads of blocks, a line for each run of words; for comparing only."""
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return plain(blocks[0].children)
    return "\n".join(_runs(blocks))


def _runs(blocks: Blocks) -> Iterable[str]:
    for block in walk(blocks):
        match block:
            case Paragraph():
                yield plain(block.children)
            case CodeBlock():
                yield block.value.rstrip("\n")
            case MathBlock():
                yield block.tex
            case _:
                for run in own_inlines(block):
                    yield plain(run)


def seen(blocks: Blocks) -> tuple[str, ...]:
    """The targets of the pictures in blocks."""
    return tuple(
        image.target
        for block in walk(blocks)
        for run in own_inlines(block)
        for image in pictures(run)
    )


# --- answers ---------------------------------------------------------------------------------


def unbold(inlines: Inlines) -> Inlines:
    """Inlines without strong emphasis and blanks at their ends; the rest stays."""
    return strip(unwrapped(inlines, Strong))


def closed(text: str) -> bool:
    """Whether brackets and quotes are closed in this piece."""
    if text.count('"') % 2:
        return False
    return all(text.count(opening) == text.count(closing) for opening, closing in _PAIRS.items())


def split_detail(inlines: Inlines) -> tuple[Inlines, Inlines]:
    """`main (detail)` → the two; the whole and nothing where there is no trailing bracket."""
    read = flat(inlines)
    match = _TRAILING_BRACKET.match(read.text)
    if match is None or not closed(match["main"]) or not words(match["main"]):
        return inlines, ()
    if read.in_code(match.end("main")) or read.in_code(match.start("detail") - 1):
        return inlines, ()
    main = cut(inlines, 0, len(match["main"].rstrip(" ,;:")))
    return main, cut(inlines, match.start("detail"), match.end("detail"))


def shorten(inlines: Inlines) -> tuple[Inlines, Inlines]:
    """An answer cut to what a learner can recall, and the whole text if something was cut.

    Returns:
        (short, more); `more` is empty when nothing was left out. Cuts only at the end of a
        sentence, a clause, or before a closing bracket's detail, never inside code or brackets.
    """
    text = unbold(inlines)
    short = _first_sentence(text)
    if len(words(plain(short))) > GOOD_ANSWER_WORDS:
        short = split_detail(short)[0]
    if len(words(plain(short))) > MAX_ANSWER_WORDS:
        short = _cut_clause(short)
    short = without_stop(rstrip(short))
    return short, (() if plain(short) == plain(text).rstrip(". ") else text)


def within_limit(inlines: Inlines, most: int = MAX_ANSWER_WORDS) -> Inlines:
    """The sentences that open a text, as many as a learner can recall; one of them at least."""
    text = unbold(inlines)
    kept: list[Inlines] = []
    for sentence in split_sentences(text):
        if kept and len(words(plain(joined(*kept, sentence)))) > most:
            break
        kept.append(sentence)
    if len(kept) == 1:
        return shorten(text)[0]
    return without_stop(rstrip(joined(*kept)))


def without_stop(inlines: Inlines) -> Inlines:
    """Without the full stop that closes a sentence."""
    text = plain(inlines)
    if text.endswith(".") and not text.endswith(("...", "etc.")):
        return cut(inlines, 0, len(text) - 1)
    return inlines


def _sentence_ends(read: Flat) -> Iterator[Span]:
    """The blanks between sentences."""
    for match in _STOP_SIGN.finditer(read.text):
        opens = read.in_code(match.end()) or _OPENS.match(read.text, match.end())
        if opens and not read.in_code(match.start()):
            yield Span(*match.span())


# A line that is one formula with an operator, with no sign of a sentence: a name of five words
# at most, a sign, and what it is.
_FORMULA_LINE = re.compile(
    r"^(?:[^\s=≈.!?,]+ ){1,5}[=≈] (?:[^.!?\n]|[.!?](?!\s))*(?: [×*/÷+−·-] |\()"
    r"(?:[^.!?\n]|[.!?](?!\s))*\n"
)


def _first_sentence(inlines: Inlines) -> Inlines:
    read = flat(inlines)
    if ("=" in read.text or "≈" in read.text) and (
        formula := _FORMULA_LINE.match(flat(inlines, line="\n").text)
    ):
        return cut(inlines, 0, formula.end() - 1)
    end = next(_sentence_ends(read), None)
    if end and closed(read.text[: end.start]):
        return cut(inlines, 0, end.start)
    return inlines


def brief(inlines: Inlines, most: int) -> Inlines:
    """A sentence without brackets, cut at a clause where it is still longer and can be cut.

    >>> plain(brief(said("It sorts (in place) all names, which takes long"), 5))
    'It sorts all names'
    >>> plain(brief(said("It makes of B a batch (a larger one) of B × (k + 1) tokens"), 5))
    'It makes of B a batch of B × (k + 1) tokens'
    """
    text, at = inlines, 0
    while match := _INNER_BRACKET.search(plain(text), at):
        if _is_operand(plain(text), match.start(), match.end()):
            at = match.end()
        else:
            text = (*cut(text, 0, match.start()), *cut(text, match.end()))
    # What a colon announces is the answer.
    return _cut_clause(text, most, ("; ", ", ")) if len(words(plain(text))) > most else text


# Signs of arithmetic before and behind a bracket that is a part of what is computed.
_OPERATES = re.compile(r"[-+−–*/÷×·^√=≈]\s*$")
_OPERATED = re.compile(r"\s*[+−*/÷×·^=≈²³]")


def _is_operand(text: str, start: int, end: int) -> bool:
    """Whether a bracket is a part of a formula, which says another thing without it."""
    return bool(_OPERATES.search(text[:start]) or _OPERATED.match(text, end))


def _cut_clause(
    inlines: Inlines, most: int = MAX_ANSWER_WORDS, ends: tuple[str, ...] = _CLAUSE_ENDS
) -> Inlines:
    """The longest whole clause within the limit, or the text itself if there is none."""
    read = flat(inlines)
    best = 0
    for sign in ends:
        position = read.text.find(sign)
        while position > 0:
            piece = read.text[:position]
            if len(words(piece)) > most:
                break
            behind = position + len(sign)
            counts = piece[-1:].isdigit() and read.text[behind : behind + 1].isdigit()
            between = counts and sign.strip() in _DASHES  # `11 – 16 – 22`: of one series
            whole = closed(piece) and not read.in_code(position) and not between
            if whole and len(words(piece)) >= 4 and position > best:
                best = position
            position = read.text.find(sign, position + 1)
        if best:
            return cut(inlines, 0, best)
    return inlines


def split_sentences(inlines: Inlines) -> list[Inlines]:
    """The sentences of a text."""
    read = flat(inlines)
    edges = [0, *chain.from_iterable(_sentence_ends(read)), len(read.text)]
    return pieces(inlines, [*zip(edges[::2], edges[1::2], strict=True)])


# --- pieces ----------------------------------------------------------------------------------


def joined(*parts: Inlines) -> Inlines:
    """Pieces parted by a blank, empty ones left out."""
    out: list[Inline] = []
    for part in parts:
        if part:
            out.extend((*said(" "), *part) if out else part)
    return tuple(out)


def quoted(inlines: Inlines) -> Inlines:
    """A text in typographic quotes, without those it already has."""
    bare = rstrip(strip(strip(inlines), '"“”'), ".")
    return (*said("“"), *bare, *said("”"))


def first_line(text: str) -> str:
    """The first line that is not blank."""
    return next((line for line in text.splitlines() if line.strip()), "")


def has_value(inlines: Inlines) -> bool:
    """Whether there is anything to read or see."""
    return any(isinstance(node, Image | Math | Code) or plain((node,)).strip() for node in inlines)
