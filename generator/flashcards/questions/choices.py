"""Multiple choice: the options of a question, and which of them its author says is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flashcards.document import Option, Phrase, Role
from flashcards.questions.labels import split_label, split_spoken
from flashcards.questions.letters import gap_with_letters, opening_letter, place_of
from flashcards.questions.options import Written, groups, untailed
from flashcards.questions.outline import Outline
from flashcards.questions.right import are_parts, box_role, judged, refers, tells
from flashcards.questions.roles import has_question_mark, is_options_name, role_of
from flashcards.questions.slices import cut, paragraph, phrase, said
from flashcards.questions.told import By, names_only
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    Callout,
    CodeBlock,
    Details,
    Heading,
    Paragraph,
)
from flashcards.tree.span import hull
from flashcards.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A question's options, and what stands before and behind them.

    `sure` is whether they are options without a doubt; else they may be a list that answers.
    `disputed`: the document calls different ones right, and so none is.
    """

    options: tuple[Option, ...]
    before: Blocks
    after: Blocks
    disputed: bool = False

    @property
    def answered(self) -> bool:
        """Whether the document says which is right."""
        return any(option.right for option in self.options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Options among blocks, before they have places; `right` are the indices of those that are.

    `start` is the block in which they begin; `sure` and `disputed` as of a choice.
    """

    start: int
    raws: tuple[Written, ...]
    right: frozenset[int]
    sure: bool
    before: Blocks
    after: Blocks
    disputed: bool = False


def read_choice(
    blocks: Sequence[Block], outline: Outline, *, keyed: bool = False, offered: bool = False
) -> Choice | None:
    """The options of a question and those that are right, or None where it has none.

    Args:
        blocks: all that stands under the question.
        outline: for places.
        keyed: whether the answers stand together elsewhere: then all lettered lines are options.
        offered: whether the question says that a list below it is there to choose from.
    """
    found = found_in(blocks, keyed=keyed, offered=offered)
    if found is None:
        return None
    options = tuple(
        Option(
            text=phrase(raw.text),
            letter=raw.letter,
            right=index in found.right,
            source=outline.at(hull(node.span for node in raw.text)),
        )
        for index, raw in enumerate(found.raws)
    )
    return Choice(options=options, before=found.before, after=found.after, disputed=found.disputed)


def found_in(
    blocks: Sequence[Block], *, keyed: bool = False, offered: bool = False
) -> Found | None:
    """The first group of blocks that are options of a question; arguments as of `read_choice`."""
    blocks = tuple(part for block in blocks for part in untailed(block))
    for start, end, raws, before, sure in groups(blocks[: _region(blocks)]):
        after = tuple(blocks[end:])
        kept = (*blocks[:start], *before)
        alone = not after and all(isinstance(block, CodeBlock | Heading) for block in kept)
        verdict = judged(raws, kept, after, alone=alone)
        right, kept = verdict.right, verdict.before
        boxes = all(raw.boxed for raw in raws)
        named = refers(after, len(raws), letters=[raw.letter for raw in raws])
        listed = (offered and len(raws) > 1 and _is_first(kept)) or named
        spoken = verdict.spoken or listed
        if not (right or sure or boxes or spoken or (keyed and raws[0].letter)):
            continue
        if not right and not boxes and not (verdict.spoken or named) and tells(after):
            continue  # letters of a list, and an answer that names none of them
        if not right and not boxes and (_ask(raws) or are_parts(raws, after)):
            continue  # `a) How far? b) How long?` are parts of a question
        while kept and isinstance(kept[-1], Heading):
            kept = kept[:-1]
        return Found(
            start=start,
            raws=tuple(raws),
            right=right,
            sure=sure or boxes or spoken,
            before=kept,
            after=(*_reasons(raws), *verdict.after),
            disputed=verdict.disputed,
        )
    return None


def _ask(raws: Sequence[Written]) -> bool:
    """Whether half of what looks like options asks."""
    return sum(has_question_mark(plain(raw.text)) for raw in raws) * 2 >= len(raws)


def _is_first(before: Blocks) -> bool:
    """Whether nothing that answers stands above a list: a list below an answer explains it."""
    return all(
        not isinstance(block, Paragraph) or has_question_mark(plain(block.children).strip())
        for block in before
    )


def _reasons(raws: Sequence[Written]) -> Blocks:
    """What stands behind each option of why it is right or wrong, with its letter."""
    told = [(said(f"{raw.letter}) "), *raw.reason) for raw in raws if raw.reason and raw.letter]
    told += [raw.reason for raw in raws if raw.reason and not raw.letter and raw.marked]
    return tuple(paragraph(words) for words in told)


def told_in_gap(title: Phrase, choice: Choice) -> tuple[Phrase, Choice] | None:
    """A question whose own gap holds the letters of what is right, as a gap and its choice."""
    gap = gap_with_letters(title.plain)
    if gap is None or choice.answered:
        return None
    letters = [option.letter for option in choice.options]
    right = {place_of(sign, letters) for sign in gap[0]}
    if not any(letters) or -1 in right:
        return None
    words = title.inlines
    empty = (*cut(words, 0, gap[1]), said("  "), *cut(words, gap[2]))
    options = tuple(replace(one, right=i in right) for i, one in enumerate(choice.options))
    return Phrase(empty), replace(choice, options=options)


def _region(blocks: Sequence[Block]) -> int:
    """Up to where options may stand: to the first part that is an answer, or no question."""
    for index, block in enumerate(blocks):
        if isinstance(block, Heading):
            words = plain(block.children)
            if role_of(words) is not Role.PROMPT and not is_options_name(words):
                return index
        elif isinstance(block, Paragraph):
            if names_only(plain(block.children), least=By.KEY) and next(
                groups(blocks[index + 1 :]), None
            ):
                continue  # the right letter stands above its options
            pair = split_label(block.children) or split_spoken(block.children)
            role = role_of(plain(pair[0])) if pair else Role.OTHER
            if role is Role.HINTS and next(groups(blocks[index + 1 :]), None):
                continue  # a hint above the options
            if (
                role not in (Role.OTHER, Role.PROMPT)
                and opening_letter(plain(block.children)) is None
            ):
                return index
        elif isinstance(block, Details | Callout) and box_role(block) is Role.SOLUTION:
            return index
    return len(blocks)
