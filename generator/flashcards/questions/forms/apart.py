"""Questions that nothing marks but their answer: it stands apart, in a fold or under its name."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards import patterns as re
from flashcards.document import Role
from flashcards.questions.boxes import callout_role, fold_role
from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.forms.titles import is_linked, title_of
from flashcards.questions.labels import is_unsigned, split_label, split_spoken
from flashcards.questions.letters import opening_letter
from flashcards.questions.roles import has_question_mark, is_answer, role_of
from flashcards.questions.slices import joined, lines, paragraph, stripped
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    Callout,
    Details,
    Heading,
    Inlines,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    Strong,
)

FORM = "apart"
LED = "apart led"
"""Of those that a label of another kind than the others' leads: `**Theory A.** What …?`."""

_MAX_NAME = 4
_MAX_WORDS = 60
"""A longer paragraph tells; what it tells is no question for the fold below it."""


def find(run: Blocks) -> Iterator[Candidate]:
    """What stands above each fold or box with an answer, from the last one or a heading on."""
    start: int | None = None
    for index, block in enumerate(run):
        if isinstance(block, Heading | Rule):
            start = None
        elif _answers(block) or (_is_labelled(block) and start is not None and _counts(run[start])):
            if start is not None and (found := _candidate(run[start], start)):
                yield found
            start = None
        elif _counts(block) or (isinstance(block, Paragraph) and _opens(run, start, index)):
            start = index


def _opens(run: Blocks, start: int | None, index: int) -> bool:
    """Whether nothing opens yet what stands above an answer, or only the name of what asks."""
    return start is None or (_is_name(run[start]) and _asks(run[index]))


def _is_name(block: Block) -> bool:
    """Whether a paragraph is a few words that end in no sign: the name of what stands below."""
    words = plain(block.children).strip() if isinstance(block, Paragraph) else ""
    return 0 < len(words.split()) <= _MAX_NAME and words[-1].isalnum()


def _asks(block: Block) -> bool:
    return isinstance(block, Paragraph) and has_question_mark(plain(block.children))


def _counts(block: Block) -> bool:
    """Whether a block is one numbered line: behind it an answer may bear a label."""
    if isinstance(block, OrderedList):
        return len(block.items) == 1
    return isinstance(block, Paragraph) and (
        title_of(block.children).number is not None or _led(block.children) is not None
    )


# A word or a few with a letter or a number, and no more.
_LABEL = re.compile(r"[^\W\d_][^\d?!.:]{0,24}\s(?:[A-Z]|\d{1,3}|[IVX]{1,5})\s?[.:)–—]?")


def _led(inlines: Inlines) -> Inlines | None:
    """What a bold label with a letter or a number leads, if it asks."""
    bare = stripped(inlines)
    if len(bare) < 2 or not isinstance(bare[0], Strong):
        return None
    rest = stripped(bare[1:])
    asks = has_question_mark(plain(rest)) and _LABEL.fullmatch(plain(bare[0].children).strip())
    return rest if asks else None


def is_answered_apart(run: Blocks, index: int) -> bool:
    """Whether the answer of a heading's question stands under its own name, or in a fold."""
    opening = run[index]
    level = opening.level if isinstance(opening, Heading) else 0
    answered = parted = False
    for block in run[index + 1 :]:
        if isinstance(block, Heading):
            words = plain(block.children)
            if block.level > level and role_of(words) in (Role.PROMPT, Role.HINTS):
                continue
            return answered or (block.level > level and is_answer(words))
        if is_answering(block):
            if answered and parted:
                return False  # several questions, each with its own answer
            if not parted and isinstance(block, Paragraph) and is_unsigned(block.children):
                return False  # a term, or what to do: there is nothing above that it could answer
            answered, parted = True, False
        else:
            parted = True
    return answered


def _is_labelled(block: Block) -> bool:
    """Whether a paragraph opens with the word for an answer."""
    if not isinstance(block, Paragraph):
        return False
    pair = split_label(block.children) or split_spoken(block.children)
    return pair is not None and is_answer(plain(pair[0]))


def is_answering(block: Block) -> bool:
    """Whether a block is an answer by its name: a fold, a box, a paragraph behind a label."""
    if isinstance(block, Quote):
        return bool(block.children) and _is_labelled(block.children[0])
    return _answers(block) or _is_labelled(block)


def _answers(block: Block) -> bool:
    if isinstance(block, Details):
        return fold_role(block) is Role.SOLUTION
    return isinstance(block, Callout) and callout_role(block) is Role.SOLUTION


def _candidate(block: Block, index: int) -> Candidate | None:
    number: int | None = None
    more: Blocks = ()
    if isinstance(block, OrderedList):
        if len(block.items) != 1 or not block.items[0].children:
            return None
        number = block.start
        block, *rest = block.items[0].children
        more = tuple(rest)
    if not isinstance(block, Paragraph) or is_linked(block.children):
        return None
    led = _led(block.children)
    first, below = _asked(led or block.children)
    title = title_of(first)
    if not title.words or len(plain(title.words).split()) > _MAX_WORDS:
        return None
    own = (paragraph(below),) if below else ()
    return Candidate(
        form=FORM,
        key=LED if led else FORM,
        evidence=Evidence.MARKED if led else max(title.evidence, Evidence.ANSWERED),
        index=index,
        title=title.words,
        span=block.span,
        answer=(*own, *more),
        open_ended=True,
        number=number if number is not None else title.number,
    )


def _asked(inlines: Inlines) -> tuple[Inlines, Inlines]:
    """The lines of the question, and those of its options."""
    rows = lines(inlines)
    end = next((i for i, row in enumerate(rows) if i and opening_letter(plain(row))), len(rows))
    return joined(rows[:end]), joined(rows[end:])


SAMPLES = (
    (
        (
            "**Theory A.** What is slip?\n\n**Answer:** A lag.\n\n"
            "**Theory B.** What is pull-out torque?\n\n**Answer:** The largest one."
        ),
        ("What is slip?", "What is pull-out torque?"),
    ),
    (
        "Make a pod.\n\n<details><summary>show</summary>\n\nkubectl run\n\n</details>",
        ("Make a pod.",),
    ),
    (
        (
            "1. The capital of Peru is ___.\n\nAnswer: Lima\n\nAs ever.\n\n"
            "2. That of Chile is ___.\n\nAnswer: Santiago"
        ),
        ("The capital of Peru is ___.", "That of Chile is ___."),
    ),
    (
        "1. Make a pod.\n\n<details><summary>Solution</summary>\n\nkubectl run\n\n</details>",
        ("Make a pod.",),
    ),
)
NOT_SAMPLES = (
    "Make a pod.\n\n<details><summary>Notes</summary>\n\nMany.\n\n</details>",
    "A text.\n\n## Answer\n\nSo it is.",
)
