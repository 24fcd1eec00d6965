"""What a task gives before its answer: what its title announces, examples of what it wants."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards import patterns as re
from flashcards.questions.roles import asks_plainly, begins_asking, has_question_mark
from flashcards.questions.slices import lines
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    BulletList,
    CodeBlock,
    MathBlock,
    OrderedList,
    Paragraph,
    Table,
)

_COLONS = (":", "：")
# `Example: …`, `Input`, `Beispiel:` at the head of a line.
_EXAMPLE = re.compile(
    r"\W*(?:for )?(?:(?:examples?|sample|input|output|e\.g\.|beispiele?|z\. ?b\.|eingabe|ausgabe|"
    r"exemples?|entrée|sortie|ejemplos?|entrada|salida|exemplos?|saída|esemp[io]o?|пример\w*)\b|"
    r"输入|输出|示例|例)",
    re.IGNORECASE,
)
# What goes in and what comes out: `[1, 2] ⇒ 3`, `f(2) = 4`.
_GIVES = re.compile(r"\S\s*(?:⇒|=>|→|->)\s*(?:\S|$)|\w\([^()\n]*\)\s*=\s*\S")
# A line that tells what something holds: `USERS containing: id, name`.
_LISTS = re.compile(r"[^:：]{1,60}[:：]\s+\S")

_THINGS = (
    r"(?:tables?|tabell[ae]n?|tableaux?|tablas?|tabelas?|таблиц\w*|codes?|código|program\w*|snippets?|"
    r"functions?|funktion|fonction|función|função|funzione|quer(?:y|ies)|commands?|listings?|"
    r"matri(?:x|ces|z)|outputs?|logs?|data|daten|données|datos|dados|dati|scripts?|files?|blocks?)"
)
_HERE = (
    r"(?:below|following|here|folgende\w*|untenstehende\w*|unten|ci-dessous|suivante?s?|"
    r"siguientes?|abajo|seguintes?|abaixo|seguent[ei]|sotto|следующ\w*|ниже)"
)
# `for the table below`, `the following code`: what stands right below is asked of.
_SHOWN = re.compile(
    rf"\b(?:{_HERE}\W+(?:\w+\W+){{0,2}}?{_THINGS}|{_THINGS}\W+(?:\w+\W+){{0,1}}?{_HERE})\b",
    re.IGNORECASE,
)


def given(title: str, blocks: Sequence[Block]) -> int:
    """How many blocks below a question's title belong to it: what stands behind them answers."""
    count = _announced(title, blocks) or _shown(title, blocks)
    return count + _exemplified(title, blocks[count:])


def _announced(title: str, blocks: Sequence[Block]) -> int:
    """What a title that ends in a colon announces, if an answer stands behind it."""
    if not title.rstrip().endswith(_COLONS) or len(blocks) < 2:
        return 0
    first, second = blocks[0], blocks[1]
    if isinstance(first, Paragraph):  # names and what each holds, and no text
        rows = [plain(row) for row in lines(first.children)]
        listed = len(rows) > 1 and all(_LISTS.match(row) for row in rows)
        return 1 if listed and not isinstance(second, Paragraph) else 0
    return int(isinstance(first, BulletList | OrderedList | CodeBlock | MathBlock | Table))


def _shown(title: str, blocks: Sequence[Block]) -> int:
    """The table or listing that a title speaks of, if an answer stands behind it."""
    first = blocks[0] if len(blocks) > 1 else None
    is_thing = isinstance(first, CodeBlock | MathBlock | Table)
    return int(is_thing and _SHOWN.search(title) is not None)


def _exemplified(title: str, blocks: Sequence[Block]) -> int:
    """All up to the code that answers a task, where examples of what is wanted stand before it.

    A line that ends in a colon leads to the code below it: to a solution, or to an example.
    """
    last = max((i for i, block in enumerate(blocks) if isinstance(block, CodeBlock)), default=0)
    sentences = title.split(". ")
    if not last or has_question_mark(title) or any(map(asks_plainly, sentences)):
        return 0
    if not _is_example(blocks[0]) and not any(map(begins_asking, sentences)):
        return 0  # a subject, and what is told of it
    shown = leads = False
    for place, block in enumerate(blocks[: last + 1]):
        if isinstance(block, CodeBlock):
            if not leads:
                return place if shown else 0
            leads = False  # the code of an example
            continue
        example = _is_example(block)
        ends = isinstance(block, Paragraph) and plain(block.children).rstrip().endswith(_COLONS)
        if shown and ends and not example and isinstance(blocks[place + 1], CodeBlock):
            return place
        shown = shown or example
        leads = example and ends
    return 0


def _is_example(block: Block) -> bool:
    """Whether a block shows what goes in and what comes out, or says that it does."""
    match block:
        case Paragraph():
            words = plain(block.children)
            return _EXAMPLE.match(words) is not None or _GIVES.search(words) is not None
        case BulletList() | OrderedList():
            first = [item.children[0] if item.children else None for item in block.items]
            return any(isinstance(one, Paragraph) and _is_example(one) for one in first)
        case _:
            return False
