"""What looks like an answer and may be none: lists that give choices, asides, the page's foot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from flashcards.document import Question, Role
from flashcards.questions.choices import found_in
from flashcards.questions.forms.candidate import Candidate
from flashcards.questions.outline import Outline
from flashcards.questions.parts import Head, question
from flashcards.questions.roles import has_question_mark
from flashcards.questions.slices import short_items
from flashcards.questions.told import By, announced, names_only
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    Break,
    Emphasis,
    Paragraph,
    own_inlines,
    walk,
)

_FEW = 3
"""Words behind a lettered list that may be a key that nobody understands."""

_SAME = 0.6
"""Share of the lettered lists with as many letters from which on they are taken for options."""


def doubt_letters(
    questions: list[Question], bodies: Mapping[int, tuple[Head, Blocks]], outline: Outline
) -> None:
    """Take lettered lists that seem to answer for options whose key is missing, where they look so.

    In a document of choices, or where half of its questions have lists of as many letters, a list
    `a) … b) …` tells what there is to choose; to teach it as the answer would be wrong.
    """
    choices = sum(bool(one.options and one.options[0].letter) for one in questions)
    offered = choices > 1 and choices * 2 >= len(questions)
    again = {
        place: question(head, body, outline, keyed=True)
        for place, (head, body) in bodies.items()
        if not questions[place].options and (_is_all_letters(body) or offered)
    }
    lettered = [
        one
        for one in again.values()
        if one.options and (not _style(one)[1] or one.sections)  # a number, and a word behind
    ]
    counts = Counter(len(one.options) for one in lettered)
    count = max(counts.values(), default=0)
    total = counts.total()
    most = total * 2 >= len(questions)
    alike = total > 1 and most and (count >= _SAME * total or total * 2 > len(questions))
    known = {_style(one) for one in questions if one.options}
    for place, one in again.items():
        if one.options and ((alike and one in lettered) or _style(one) in known):
            questions[place] = one


_ALIKE = 0.8
_ITEMS = 4
"""Lists of so many items or more, as many and as short in nearly all questions, give choices."""


def doubt_lists(
    questions: list[Question], bodies: Mapping[int, tuple[Head, Blocks]], outline: Outline
) -> None:
    """Take lists without a key for options where nearly every question has one just like them."""
    lists = {
        place: len(items)
        for place, (_, body) in bodies.items()
        if not questions[place].options and (items := short_items(body[0] if body else None))
    }
    counts = Counter(lists.values())
    size, count = counts.most_common(1)[0] if counts else (0, 0)
    if size < _ITEMS or count <= _ITEMS or count < _ALIKE * len(questions):
        return
    for place, length in lists.items():
        if length == size:
            head, body = bodies[place]
            questions[place] = question(head, body, outline, offered=True)


def _style(one: Question) -> tuple[bool, bool]:
    """How the options of a question are lettered: small or large, by letters or by numbers."""
    letter = one.options[0].letter
    return letter.islower(), letter.isdecimal()


def _is_all_letters(body: Blocks) -> bool:
    """Whether a lettered list is all that stands under a question, but for a word or two."""
    found = found_in(body, keyed=True)
    if found is None or found.before:
        return False
    told = tuple(block for block in found.after if not _slanted(block))
    words = [plain(own) for block in walk(told) for own in own_inlines(block)]
    return sum(len(one.split()) for one in words) <= _FEW


_ASIDE_WORDS = 12
_ASIDES = 0.2
"""Share of the questions up to which short slanted answers are remarks: the others are not so."""


def set_asides_aside(questions: list[Question]) -> None:
    """Take a short slanted remark that is all of an answer, as no other is, for no answer."""
    asides = {
        place
        for place, one in enumerate(questions)
        if not one.options
        and [s.role for s in one.sections] == [Role.SOLUTION]
        and (words := _slanted(one.sections[0].blocks[0]))
        and _remarks(words, alone=len(questions) >= _MANY and has_question_mark(one.title.plain))
        and (len(one.sections[0].blocks) == 1 or _closes(one, questions, words))
    }
    if len(asides) <= _ASIDES * len(questions):
        for place in asides:
            one = questions[place]
            aside = replace(one.sections[0], role=Role.INSIGHTS)
            questions[place] = replace(one, sections=(aside,))


_MANY = 5
"""Questions of a document in which a remark is known without its full stop."""


def _remarks(words: str, *, alone: bool) -> bool:
    """Whether slanted words are a sentence or, among plain answers, a phrase without a number."""
    count = len(words.split())
    if words.endswith((".", "…", "!", ")")):
        return 1 < count <= _ASIDE_WORDS
    return alone and _LEAST < count <= _ASIDE_WORDS and not any(map(str.isdigit, words))


def _closes(one: Question, questions: Sequence[Question], words: str) -> bool:
    """Whether a remark in brackets stands for the last answer, and the page's foot behind it."""
    return one is questions[-1] and words.startswith("(") and words.endswith(")")


def footed(run: Blocks, chosen: Sequence[Candidate]) -> tuple[Blocks, Blocks]:
    """The run without its last paragraph, and that, where it is the one that is all slanted.

    It speaks of the page: who wrote it, what was left out. As the only answer to the last question
    it stays.
    """
    if len(chosen) < _LEAST or not _is_aside(run[-1]) or chosen[-1].index >= len(run) - 2:
        return run, ()
    return (run[:-1], run[-1:]) if sum(map(bool, map(_slanted, run))) == 1 else (run, ())


_LEAST = 2


def _slanted(block: Block) -> str:
    """The words of a paragraph that is slanted from end to end, as asides of its author are."""
    if not isinstance(block, Paragraph):
        return ""
    nodes = [node for node in block.children if not isinstance(node, Break)]
    whole = bool(nodes) and all(isinstance(node, Emphasis) for node in nodes)
    return plain(block.children) if whole else ""


def _is_aside(block: Block) -> bool:
    words = _slanted(block)
    return bool(words) and not announced(words) and not names_only(words, least=By.NAME)
