"""What opens a line: a label in bold, a sign, a term and its meaning."""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.document import NO_PHRASE, Mark, Phrase
from flashcards.questions.roles import answer_head, is_answer, is_meta, is_prompt_label, is_spoken
from flashcards.questions.slices import between, cut, joined, literal_at, phrase, said, stripped
from flashcards.tree import plain
from flashcards.tree.nodes import Emphasis, Inline, Inlines, Strong, Text

Pair = tuple[Inlines, Inlines]

_MARKS = {
    "✅": Mark.YES, "✓": Mark.YES, "✔": Mark.YES, "☑": Mark.YES, "❌": Mark.NO, "✗": Mark.NO,
    "✘": Mark.NO, "✖": Mark.NO, "⚠": Mark.CAUTION,
}  # fmt: skip
# A box in the text of a fence, where the parser makes none.
_TASK = re.compile(r"\[(?P<done>[ xX])\]\s+")
# A sign before a label: `✅ **Do**: …`.
_SIGNED = re.compile(r"(?:✅|❌|⚠️|⚠) $")
# `(in bytes)` between a label and its colon; two levels of brackets.
_QUALIFIER = re.compile(r"\s*(\([^()]*(?:\([^()]*\)[^()]*)*\))(?=\s*[:：]|\s*$)")
# The first word of a sentence, or its first quantity; not `**Answer** FOUR …`, `**Answer** 4 of …`.
_SENTENCE = re.compile(r"\s+(?:(?=[^\W\d_])[^a-zß-öø-ÿ](?![A-Z])|\d++(?! of| questions))")
# What a part of a question is for or worth, at the end of its name.
_WORTH = re.compile(r"(?<=\w) \([^()]{1,40}\)$")
_COLON = re.compile(r"\s*(?:[:：]|[—–-](?=\s))\s*")
# Between a term and its meaning.
_SPLIT = re.compile(r"(?<=[^\s:])(?::\s+|：\s*|\s+(?:[—–=→-])\s+)(?=\S)")
_MAX_TERM_WORDS = 8
_MAX_TERM_LENGTH = 200
# `Key: rest`, the key in letters and short.
_PAIR = re.compile(r"(?P<key>[^\W\d_][^:：*_`|]{0,30}?)\s*[:：]\s*(?P<rest>.*)$", re.DOTALL)
_NO_DIGIT = re.compile(r"\D+")
# Bars or dots between pairs of metadata on one line.
_BARS = re.compile(r"(?<=\S)\s+[|·•]\s+(?=\S)")
_BAR_AT_END = re.compile(r"(?<=\S)\s+\|\s+$")


def split_label(line: Inlines) -> Pair | None:
    """`**Label** (qualifier): body` → (label, body), or None where no label opens.

    A label is bold text that opens the line and is followed by a colon, a dash or nothing; a
    word that names a part of a question may be slanted, or end in a full stop, and the word for
    an answer needs no sign before a new sentence.
    """
    nodes = stripped(line)
    lead: Inlines = ()
    if len(nodes) > 1 and isinstance(nodes[0], Text) and _SIGNED.fullmatch(nodes[0].value):
        lead, nodes = nodes[:1], nodes[1:]
    if not nodes or not isinstance(nodes[0], Strong | Emphasis):
        return None
    inner, rest = stripped(nodes[0].children), nodes[1:]
    words = plain(inner)
    if not words.strip():
        return None
    named = words.rstrip(".:： ")  # `*Solution.* …`, `**Answer.** …`, `*Answers (both).*`
    named = named[: worth.start()] if (worth := _WORTH.search(named)) else named
    slanted = isinstance(nodes[0], Emphasis)
    signed = words.endswith((".", ":", "：")) or plain(rest).lstrip()[:1] in (":", "：", "")
    if (signed if slanted else words.endswith(".")) and is_spoken(named):  # not `*Q* = m·c·ΔT`
        return lead + cut(inner, 0, len(named)), stripped(cut(rest, _opening(plain(rest))))
    if slanted:
        return None
    label = cut(inner, 0, len(words.rstrip(":： ")))
    after = plain(rest)
    qualifier = None if words.endswith((":", "：")) else _QUALIFIER.match(after)
    if qualifier:
        label = (*label, said(" "), *cut(rest, qualifier.start(1), qualifier.end(1)))
        rest, after = cut(rest, qualifier.end()), after[qualifier.end() :]
    label = lead + label
    colon = _COLON.match(after)
    if colon and literal_at(rest, colon.end() - len(colon[0].lstrip())):
        return label, stripped(cut(rest, colon.end()))
    if not after.strip():
        told = _PAIR.match(words)
        key = told["key"] if told and told["rest"] and _NO_DIGIT.fullmatch(told["key"]) else ""
        if told and (is_answer(key) or is_meta(key)):  # `**Answer: B**`, `**Level: senior**`
            return cut(inner, 0, told.end("key")), stripped(cut(inner, told.start("rest")))
        return label, stripped(rest)
    parted = words.endswith((":", "：")) or _tells_on(words, after)
    return (label, stripped(rest)) if parted else None


def is_unsigned(line: Inlines) -> bool:
    """Whether the word for an answer opens a line in bold with no sign behind it."""
    nodes = stripped(line)
    bold = bool(nodes) and isinstance(nodes[0], Strong)
    return bold and _tells_on(plain(nodes[:1]), plain(nodes[1:]))


def _tells_on(words: str, after: str) -> bool:
    """Whether the word for an answer or a prompt leads into a sentence: `**Answer** The mass …`."""
    word = words.strip("() ")
    named = len(word) > 1 and (is_answer(word) or is_prompt_label(word))
    return named and _SENTENCE.match(after) is not None


def _opening(after: str) -> int:
    """Where the body begins behind a label: behind its colon, if that stands outside."""
    colon = _COLON.match(after)
    return colon.end() if colon else 0


def split_spoken(line: Inlines) -> Pair | None:
    """`Answer: text` or `*Level*: Mid` → (label, body), for words that are known to be labels."""
    nodes = stripped(line)
    match = _PAIR.match(plain(nodes))
    if match is None or not (is_meta(match["key"]) or is_spoken(match["key"])):
        head = answer_head(plain(nodes))  # `A1: …`, `Ans. …`
        return (cut(nodes, 0, head[0]), stripped(cut(nodes, head[1]))) if head else None
    return cut(nodes, 0, match.end("key")), stripped(cut(nodes, match.start("rest")))


def parts_of(line: Inlines, *, spoken: bool) -> list[tuple[Pair | None, Inlines]]:
    """A line's pieces, each with its label if one opens it: `**A**: x | **B**: y` has two."""
    pieces: list[Inlines] = []
    if spoken:
        pieces = _metadata_pieces(line)
    pieces = pieces or _piped(line)
    return [
        (split_label(piece) or (split_spoken(piece) if spoken else None), piece) for piece in pieces
    ]


def _piped(line: Inlines) -> list[Inlines]:
    """The line cut at bars that stand before bold text."""
    pieces: list[Inlines] = []
    current: list[Inline] = []
    for node in line:
        last = current[-1] if current else None
        if isinstance(node, Strong) and isinstance(last, Text):
            bar = _BAR_AT_END.search(last.value)
            if bar:
                kept = cut((last,), 0, bar.start())
                pieces.append((*current[:-1], *kept))
                current = []
        current.append(node)
    return [*pieces, tuple(current)]


def _metadata_pieces(line: Inlines) -> list[Inlines]:
    """The pieces of `a: b | c: d` where all are metadata, else nothing."""
    nodes = stripped(line)
    if len(nodes) == 1 and isinstance(nodes[0], Strong) is False and hasattr(nodes[0], "children"):
        nodes = nodes[0].children
    words = plain(nodes)
    bars = list(_BARS.finditer(words))
    if not bars:
        return []
    pieces = [cut(nodes, *piece) for piece in between(bars, len(words))]
    for piece in pieces:
        pair = _PAIR.match(plain(piece))
        if pair is None or not is_meta(pair["key"]):
            return []
    return pieces


def split_mark(line: Inlines) -> tuple[Mark, Inlines]:
    """The sign that opens a line, and the line without it."""
    nodes = stripped(line)
    words = plain(nodes)
    if task := _TASK.match(words):
        return (Mark.TASK if task["done"] == " " else Mark.DONE), cut(nodes, task.end())
    mark = _MARKS.get(words[:1], Mark.NONE)
    if mark is Mark.NONE:
        return mark, nodes
    rest = words[1:].lstrip("\ufe0f")
    return mark, stripped(cut(nodes, len(words) - len(rest)))


def split_term(line: Inlines) -> Pair:
    """`Term: meaning` → the two, or two times nothing.

    A bold start always is a term. Without it the term must be short, and the sign must stand
    outside code, brackets and quotes.
    """
    labelled = split_label(line)
    if labelled:
        return labelled if labelled[1] else ((), ())
    words = plain(line)
    for match in _SPLIT.finditer(words):
        if match.start() > _MAX_TERM_LENGTH:
            break
        term, meaning = words[: match.start()].strip(), words[match.end() :].strip()
        sign = match.end() - len(match[0].lstrip())
        if not literal_at(line, sign) or not _closed(term):
            continue
        many = len(term.split())
        if many > _MAX_TERM_WORDS or not meaning or _is_sentence(term):
            return (), ()
        if " - " in match[0] and many > 4:
            return (), ()
        return stripped(cut(line, 0, match.start())), stripped(cut(line, match.end()))
    return (), ()


def _closed(piece: str) -> bool:
    return (
        piece.count("(") <= piece.count(")")
        and piece.count("[") <= piece.count("]")
        and piece.count('"') % 2 == 0
    )


def _is_sentence(term: str) -> bool:
    return bool(re.search(r"[.!?]\s", term)) or term.endswith(("?", "!"))


def item_texts(line: Inlines) -> tuple[Phrase, Phrase, Phrase]:
    """A list item's text, term and meaning."""
    term, meaning = split_term(line)
    labelled = split_label(line)
    text = line
    if labelled:
        text = joined([labelled[0], labelled[1]], ": ")
    if not stripped(text):
        return NO_PHRASE, NO_PHRASE, NO_PHRASE
    return phrase(text), phrase(term), phrase(meaning)
