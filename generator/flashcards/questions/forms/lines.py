"""Lines in bold that ask: `**What is a mole?**`, `**3.** How many …`, `**Q: …**`."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator

from flashcards import patterns as re
from flashcards.document import Role
from flashcards.questions.forms.apart import is_answering
from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.forms.items import told_behind
from flashcards.questions.forms.siblings import words_below
from flashcards.questions.forms.titles import is_linked, is_wholly_bold, title_of
from flashcards.questions.labels import split_label
from flashcards.questions.letters import opening_letter
from flashcards.questions.roles import (
    has_question_mark,
    is_asking,
    is_meta,
    is_prompt_label,
    question_words,
    role_of,
)
from flashcards.questions.slices import joined, lines, paragraph, said, stripped
from flashcards.questions.told import announced, names_only
from flashcards.tree import plain
from flashcards.tree.nodes import Block, Blocks, Heading, Inlines, Paragraph, Strong
from flashcards.tree.span import hull

FORM = "bold-line"
# The sign of a question that is no number alone: `M1.`, `A-3)`, `2b)`.
_SIGNED = re.compile(
    r"(?:[IVX]{1,5}(?=[.)])|[^\W\d_]{1,2}[-.]?(?P<number>\d{1,3})[a-z]?|\d{1,3}[a-z])"
    r"\s?[.):]?"
)
# A word and a number, sign of a question that its word tells, or its answer below:
# `Exercise 3`, `Case 2b)`, `Example 1.4`.
_WORDED = re.compile(
    r"(?P<word>[^\W\d_]{3,}(?: [^\W\d_]+)?) \d{1,3}(?:\.\d{1,3}){0,2} ?[a-z]?[.):]{0,2}"
)
# The end of a sentence behind bold words, and more words.
_AFTER_BOLD = re.compile(r"\.?\s*[^\W\d_]")


def find(run: Blocks) -> Iterator[Candidate]:
    """Paragraphs whose first line is a question in bold."""
    counting = _counting(run)
    for index, block in enumerate(run):
        if not isinstance(block, Paragraph) or not block.children:
            continue
        first, *below = lines(block.children)
        title, rest = _opening(first) or ((), ())
        said_of = title_of(title)
        if said_of.evidence is not Evidence.MARKED and (worded := _worded(run, index, counting)):
            yield worded
            continue
        if said_of.evidence is Evidence.MARKED and not said_of.words and not below:
            asked = words_below(run, index)  # `**Exercise 2 (4 points)**` over what it asks
            parted = opening_letter(plain(asked)) is not None
            if not parted and any(map(is_asking, _SENTENCE.split(plain(asked)))):
                yield Candidate(
                    form=FORM,
                    key=f"bold {said_of.word}",
                    evidence=Evidence.MARKED,
                    index=index,
                    title=asked,
                    span=hull(node.span for node in asked),
                    open_ended=True,
                    skipped=1,
                    number=said_of.number,
                )
            continue
        if not said_of.words or is_linked(said_of.words):
            continue
        body = joined([rest, *below]) if rest else joined(below)
        answer = (paragraph(body),) if body else ()
        key = "bold line" if said_of.evidence is not Evidence.MARKED else f"bold {said_of.word}"
        signed = _signed(first)
        counted = int(signed["number"]) if signed and signed["number"] else None  # `**M1.** …`
        yield Candidate(
            form=FORM,
            key="bold sign" if signed else key,
            evidence=said_of.evidence,
            index=index,
            title=said_of.words,
            span=block.span,
            answer=answer,
            open_ended=True,
            number=counted if said_of.number is None else said_of.number,
            last=said_of.last,
        )


_SENTENCE = re.compile(r"(?<=[.!?])\s+")


_LEAST = 3
_MOSTLY = 0.8
"""Paragraphs that a word must open with its number, and the share of them that must ask."""


def _counting(run: Blocks) -> frozenset[str]:
    """The words that open paragraphs with a number in bold of which nearly all ask."""
    asking: defaultdict[str, list[bool]] = defaultdict(list)
    for block in run:
        if (word := _word_of(block)) and isinstance(block, Paragraph):
            words = plain(stripped(block.children)[1:]).strip()
            asking[word].append(any(map(is_asking, _SENTENCE.split(words))))
    return frozenset(
        word
        for word, told in asking.items()
        if len(told) >= _LEAST and sum(told) >= _MOSTLY * len(told)
    )


def _worded(run: Blocks, index: int, counting: frozenset[str]) -> Candidate | None:
    """`**Exercise 3** What …`, or `**Case 3** What …` with its answer by name below it.

    A word that does not say it may count whatever there is: theorems, figures, days.
    """
    block = run[index]
    word = _word_of(block)
    if not word or not isinstance(block, Paragraph):
        return None
    behind = itertools.takewhile(
        lambda one: not isinstance(one, Heading) and not _word_of(one), run[index + 1 :]
    )
    answered = any(map(is_answering, behind))
    first, *below = lines(stripped(stripped(block.children)[1:]))
    told = below if has_question_mark(plain(first)) and not answered else []
    title = title_of(first if told else stripped(block.children)[1:])
    sure = word in question_words() or word in counting
    if not title.words or not (sure or answered):
        return None
    return Candidate(
        form=FORM,
        key=f"bold {word}",
        evidence=Evidence.MARKED if sure else max(title.evidence, Evidence.ANSWERED),
        index=index,
        title=title.words,
        span=block.span,
        answer=(paragraph(joined(told)),) if told else (),
        open_ended=True,
    )


def _word_of(block: Block) -> str:
    """The word of a paragraph that opens with one and its number in bold, or nothing."""
    bare = stripped(block.children) if isinstance(block, Paragraph) else ()
    opening = bare[0] if len(bare) > 1 else None
    match = (
        _WORDED.fullmatch(plain(opening.children).strip()) if isinstance(opening, Strong) else None
    )
    return match["word"].casefold() if match else ""


def _opening(line: Inlines) -> tuple[Inlines, Inlines] | None:
    """The question that a line puts in bold, and what stands behind it on the line."""
    bare = stripped(line)
    if not bare or not isinstance(bare[0], Strong) or _is_option(bare):
        return None
    inner, rest = stripped(bare[0].children), stripped(bare[1:])
    words, behind = plain(inner), plain(rest)
    number = _numbered(inner, rest)
    if number is not None:
        return number, ()
    label = split_label(bare)
    if behind and (_signed(bare) or (label and is_prompt_label(words))):
        return (label[1] if label and not _signed(bare) else rest), ()
    if is_wholly_bold(bare):
        name = words.rstrip(":： ")
        is_part = role_of(name) is not Role.OTHER and not has_question_mark(name)
        if is_part or announced(words) or names_only(words):  # `**Key: c**`
            return None
        return (bare, ()) if len(bare) > 1 and behind else (inner, ())
    if has_question_mark(words) and not is_meta(words):
        return told_behind(bare) or (inner, rest)
    if title_of(inner).evidence is Evidence.MARKED and label:
        return (*inner, said(" "), *label[1]), ()
    return None


def _signed(line: Inlines) -> re.Match[str] | None:
    """The bold words of a line that are a sign alone: `**M1.** What …?`."""
    bold = line[0] if line else None
    return _SIGNED.fullmatch(plain(bold.children).strip()) if isinstance(bold, Strong) else None


def _is_option(line: Inlines) -> bool:
    """Whether a line in bold is the one option that is right: `**B) Oslo**`."""
    words = plain(line)
    return (
        opening_letter(words) is not None
        and not has_question_mark(words)
        and not words.startswith("Q")
    )


def _numbered(inner: Inlines, rest: Inlines) -> Inlines | None:
    """`**3.** What …`, `**Question 3:** What …`, `**2) Factorial**. Calculate …`: all of it."""
    behind = plain(rest)
    if not behind:
        return None
    blank = () if behind[0] in ".,:;" else (said(" "),)  # `**2) Factorial**. Calculate …`
    title = title_of((*inner, said(" x")))  # what would it be with words behind it?
    if title.number is not None and plain(title.words) == "x":
        return (*inner, *blank, *rest)
    if title_of(inner).number is not None and _AFTER_BOLD.match(behind):
        return (*inner, *blank, *rest)
    return None


SAMPLES = (
    ("**What is a mole?**\n\nAn amount.", ("What is a mole?",)),
    ("**1.** What does it print?\n\nA) 1\nB) 2", ("What does it print?",)),
    ("**What is regression? 👶**\n\nPredicting a number.", ("What is regression? 👶",)),
    (
        "**M1.** What is a mole?\n\n**M2.** What is a litre?",
        ("What is a mole?", "What is a litre?"),
    ),
    ("**Question 3: Sampling**\n\nAs it is.", ("Sampling",)),
    ("**Exercise 3** Draw a cube.\n\nAs below.", ("Draw a cube.",)),
    ("**Case 2.1b)** Split 6 kg.\n\n> *Solution.* 3 kg each.", ("Split 6 kg.",)),
)
NOT_SAMPLES = (
    "**Answer**: B",
    "**B) Oslo**",
    "Some **bold** words.",
    "**Time**: 20 minutes",
    "**Lemma 2** What is so?",
)
