"""Definitions and theorems by their names: `> [!definition] Group`, `**Theorem 2 (Zorn).** …`."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards import patterns as re
from flashcards.document import Asks, Role
from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.roles import (
    defines,
    has_question_mark,
    is_stating_box,
    role_of,
    states,
)
from flashcards.questions.slices import cut, joined, lines, paragraph, said, stripped
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    Callout,
    Emphasis,
    Heading,
    Inlines,
    Paragraph,
    Quote,
    Strong,
)

FORM = "stated"
_LEAST = 2
"""Such boxes or lines in a document: one may be any remark."""
_MAX_WORDS = 8

# `Definition 2.1`, `Satz`, `Theorem A.3`: the kind of what is stated, and its number.
_KIND = re.compile(r"\s*(?P<kind>[^\W\d_]{3,14})\.?(?:\s+(?:[A-Z]\.)?\d{1,3}(?:\.\d{1,3}){0,3})?")
# The name behind it: `(Cauchy sequence).`, `: Cauchy sequence.`, and what may stand there instead.
_NAME = re.compile(
    r"\.?\s*(?:\((?P<a>[^()]{2,80})\)\s*[.:]?|[:–—-]\s+(?P<b>[^\s.:;][^.:;]{1,60})(?:[.:]|$))"
)
_ELSEWHERE = re.compile(
    r"(?:see|cf|siehe|vgl|voir|ver|véase|vedi|zie|см)\b|.*\d{4}|\[", re.IGNORECASE
)


def find(run: Blocks) -> Iterator[Candidate]:
    """What is defined or stated under a name of its own, if several are; no examples, no proofs."""
    found = [one for index, block in enumerate(run) for one in _candidate(block, index)]
    yield from found if len(found) >= _LEAST else ()


def _candidate(block: Block, index: int) -> Iterator[Candidate]:
    match block:
        case Callout():
            kind = block.kind.rsplit(":", 1)[-1]
            named = stripped(block.title)
            own = _named(named)
            # The box says its kind; its title may say it again, with a number, before the name.
            title, rest = own or (() if _is_number(named) else named, ())
            answer = (*((paragraph(rest),) if rest else ()), *block.children)
            known = is_stating_box(kind) and bool(title)
        case Heading():
            title, rest = _named((Strong(block.children),)) or ((), ())
            # `Definition (JSON)` may be any heading; that it is counted tells.
            counted = re.search(r"\d", plain(block.children).split("(")[0]) is not None
            answer, known = (), bool(title) and not rest and counted
        case Quote() if block.children and isinstance(first := block.children[0], Paragraph):
            title, told = _named(first.children) or ((), ())
            answer, known = ((paragraph(told),) if told else ()) + block.children[1:], bool(title)
        case Paragraph():
            title, told = _named(block.children) or ((), ())
            answer, known = (paragraph(told),) if told else (), bool(title)
        case _:
            return
    words = plain(title)
    headed = isinstance(block, Heading)
    if (
        not known
        or not (answer or headed)
        or has_question_mark(words)
        or len(words.split()) > _MAX_WORDS
    ):
        return
    yield Candidate(
        form=FORM,
        key=FORM,
        evidence=Evidence.MARKED,
        index=index,
        title=title,
        span=block.span,
        answer=answer,
        open_ended=headed,
        level=block.level if isinstance(block, Heading) else 7,
        asks=Asks.PAIR,
    )


def _is_number(title: Inlines) -> bool:
    """Whether a title is only the kind of what is stated, and its number: `Lemma 3.2`."""
    found = _KIND.fullmatch(plain(title))
    return found is not None and states(found["kind"])


def _named(words: Inlines) -> tuple[Inlines, Inlines] | None:
    """The name of what a text states, and the text behind it."""
    first, *more = lines(words)
    lead = first[:1]
    if not lead or not isinstance(lead[0], Strong | Emphasis):
        return None
    text = plain(first)
    bold = len(plain(lead))
    kind = _KIND.match(text)
    if kind is None or kind.end() > bold or not states(kind["kind"]):
        return None
    name = _NAME.match(text, kind.end())
    if name is None or (name["b"] and name.end() > bold + 1):
        return None
    group = "a" if name["a"] else "b"
    said_name = name[group].strip()
    if _ELSEWHERE.match(said_name) or role_of(said_name) is not Role.OTHER:
        return None
    title = stripped(cut(_flat(first), *name.span(group)))
    if not defines(kind["kind"]):
        title = (said(f"{kind['kind']} ("), *title, said(")"))
    return title, stripped(joined([cut(first, name.end()), *more]), " \t.:")


def _flat(words: Inlines) -> Inlines:
    """Words whose first node is set off, without that."""
    first = words[0]
    return (*first.children, *words[1:]) if isinstance(first, Strong | Emphasis) else words


SAMPLES = (
    (
        "### Definition 1 (Group)\n\nA set.\n\n### Lemma 2 (Zorn)\n\nIt is so.",
        ("Group", "Lemma (Zorn)"),
    ),
    (
        "> [!definition] Group\n> A set with inverses.\n\n> [!theorem] Lagrange\n> It divides.",
        ("Group", "Lagrange"),
    ),
    (
        "**Definition 2.1 (Gruppe).** Eine Menge.\n\n**Satz 2 (Lagrange).** Sie teilt.",
        ("Gruppe", "Satz (Lagrange)"),
    ),
    (
        "> **Definizione: Varianza.** Uno scarto.\n\n*Teorema* (Zorn): C'è un massimo.",
        ("Varianza", "Teorema (Zorn)"),
    ),
)
NOT_SAMPLES = (
    "### Definition (JSON)\n\nAn object.\n\n### Definition (XML)\n\nA tag.",
    "### Definition\n\nA set.\n\n### Theorem 2.1\n\nIt is so.",
    "> [!note] Definition\n> As it is.\n\n> [!example] Group\n> The integers.",
    "> [!lemma] Lemma 3.2\n> It is so.\n\n> [!lemma] Lemma 3.3\n> It is not.",
    "**Definition (see page 4).** As above.\n\n**Example 2 (Integers).** They are.",
    "**Satz 1.** Es ist so.\n\n**Satz 2.** Es ist anders.",
)
