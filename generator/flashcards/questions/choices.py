"""Multiple choice: the options of a question, and which of them its author says is right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from flashcards.document import Option, Phrase, Role
from flashcards.questions.boxes import callout_role, fold_role
from flashcards.questions.labels import split_label, split_spoken
from flashcards.questions.letters import (
    called_right,
    gap_with_letters,
    lead_end,
    named,
    opening_letter,
    place_of,
    same,
)
from flashcards.questions.options import Written, groups, untailed
from flashcards.questions.outline import Outline
from flashcards.questions.roles import is_options_name, is_told, role_of
from flashcards.questions.slices import cut, joined, lines, paragraph, phrase, said, stripped
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    Callout,
    CodeBlock,
    Details,
    Heading,
    Inlines,
    OrderedList,
    Paragraph,
    Quote,
    Strong,
)
from flashcards.tree.span import hull


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A question's options, and what stands before and behind them.

    `sure` is whether they are options without a doubt; else they may be a list that answers.
    """

    options: tuple[Option, ...]
    before: Blocks
    after: Blocks

    @property
    def answered(self) -> bool:
        """Whether the document says which is right."""
        return any(option.right for option in self.options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Options among blocks, before they have places; `right` are the indices of those that are.

    `start` is the block in which they begin; `sure` as of a choice.
    """

    start: int
    raws: tuple[Written, ...]
    right: frozenset[int]
    sure: bool
    before: Blocks
    after: Blocks


def read_choice(blocks: Sequence[Block], outline: Outline, *, keyed: bool = False) -> Choice | None:
    """The options of a question and those that are right, or None where it has none.

    Args:
        blocks: all that stands under the question.
        outline: for places.
        keyed: whether the answers stand together elsewhere: then all lettered lines are options.
    """
    found = found_in(blocks, keyed=keyed)
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
    return Choice(options=options, before=found.before, after=found.after)


def found_in(blocks: Sequence[Block], *, keyed: bool = False) -> Found | None:
    """The first group of blocks that are options of a question; arguments as of `read_choice`."""
    blocks = tuple(part for block in blocks for part in untailed(block))
    for start, end, raws, before, sure in groups(blocks[: _region(blocks)]):
        after = tuple(blocks[end:])
        kept = (*blocks[:start], *before)
        alone = not after and all(isinstance(block, CodeBlock | Heading) for block in kept)
        right, rest = _right(raws, after, alone=alone)
        boxes = all(raw.boxed for raw in raws)
        if not right and not sure and not boxes and not (keyed and raws[0].letter):
            continue
        if not right and not boxes and _tells(after):
            continue  # letters of a list, and an answer that names none of them
        while kept and isinstance(kept[-1], Heading):
            kept = kept[:-1]
        return Found(
            start=start,
            raws=tuple(raws),
            right=right,
            sure=sure or boxes,
            before=kept,
            after=rest,
        )
    return None


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
            pair = split_label(block.children) or split_spoken(block.children)
            role = role_of(plain(pair[0])) if pair else Role.OTHER
            if (
                role not in (Role.OTHER, Role.PROMPT)
                and opening_letter(plain(block.children)) is None
            ):
                return index
        elif isinstance(block, Details | Callout) and _role(block) is Role.SOLUTION:
            return index
    return len(blocks)


def _role(block: Details | Callout) -> Role | None:
    if isinstance(block, Details):
        return fold_role(block)
    return callout_role(block)


# --- the right ones --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offered:
    """The options as an answer names them: by their text, by their letter or number."""

    texts: tuple[str, ...]
    letters: tuple[str, ...]
    lettered: bool


def _is_key(raws: Sequence[Written]) -> bool:
    """Whether marks at options say which are right, and are not those of do and don't."""
    if all(raw.boxed for raw in raws) or raws[0].letter:
        return True
    return all(raw.marked in (True, None) for raw in raws) and len(raws) > 2


def _right(raws: Sequence[Written], after: Blocks, *, alone: bool) -> tuple[frozenset[int], Blocks]:
    """Which options are right, and what is left of what stands behind them.

    `alone`: nothing but code stands beside them, so the one in bold can only be the right one.
    """
    offered = _Offered(
        texts=tuple(same(plain(raw.text)) for raw in raws),
        letters=tuple(raw.letter for raw in raws),
        lettered=any(raw.letter for raw in raws),
    )
    found = _answer(after, offered)
    marked = frozenset(i for i, raw in enumerate(raws) if raw.marked)
    if marked and _is_key(raws):
        return marked, found[1] if found and found[0] == marked else after
    if found:
        return found
    bold = frozenset(i for i, raw in enumerate(raws) if raw.bold)
    if bold and len(bold) < len(raws) and raws[0].letter:
        return bold, after
    if alone and len(bold) == 1 and len(raws) > 2:
        return bold, after
    return frozenset(), after


def _answer(after: Blocks, offered: _Offered) -> tuple[frozenset[int], Blocks] | None:
    """Which options the answer behind them names, and the blocks without that name."""
    for index, block in enumerate(after[:6]):
        found = _named_in(block, offered, first=index == 0)
        if found is not None:
            right, rest = found
            return right, (*after[:index], *rest, *after[index + 1 :])
        if isinstance(block, Heading) and role_of(plain(block.children)) is Role.SOLUTION:
            behind = after[index + 1] if index + 1 < len(after) else None
            if isinstance(behind, Paragraph):
                told = _by_words(behind.children, offered, labelled=True)
                if told:
                    kept = _paragraph(told[1])
                    return told[0], (*after[: index + 1], *kept, *after[index + 2 :])
    return None


def _named_in(
    block: Block, offered: _Offered, *, first: bool
) -> tuple[frozenset[int], Blocks] | None:
    match block:
        case Paragraph():
            return _in_paragraph(block, offered, first=first)
        case Heading():
            colon = _COLON.match(plain(block.children))
            if colon is None:
                return None
            told = _by_words(cut(block.children, colon.end()), offered, labelled=True)
            known = _announces(colon["name"])
            if told is None or not (
                known or (offered.lettered and first and _is_letter_only(colon))
            ):
                return None
            heading = replace(block, children=cut(block.children, 0, colon.end("name")))
            rest = stripped(told[1])
            return told[0], (heading, *([Paragraph(rest, span=block.span)] if rest else []))
        case CodeBlock() if first:
            return _in_code(block, offered)
        case Details() | Callout():
            return _in_box(block, offered, first=first)
        case Quote() if len(block.children) > 0:
            quoted = _named_in(block.children[0], offered, first=False)
            return (quoted[0], (*quoted[1], *block.children[1:])) if quoted else None
        case _:
            return None


def _in_code(block: CodeBlock, offered: _Offered) -> tuple[frozenset[int], Blocks] | None:
    """A fence behind the options with one of them in it and nothing else."""
    opened = opening_letter(block.value) if offered.lettered else None
    text = same(block.value[opened[1] :] if opened else block.value)
    found = [i for i, option in enumerate(offered.texts) if option and option == text]
    return (frozenset(found), ()) if len(found) == 1 else None


def _in_box(
    block: Details | Callout, offered: _Offered, *, first: bool
) -> tuple[frozenset[int], Blocks] | None:
    """An answer in a fold or a box, which may name the option in its title."""
    role = _role(block)
    if role is not Role.SOLUTION and (role is not None or not (first and offered.lettered)):
        return None
    title = block.summary if isinstance(block, Details) else block.title
    colon = _COLON.match(plain(title))
    told = _by_words(cut(title, colon.end()) if colon else title, offered, labelled=True)
    if told and (colon or role is Role.SOLUTION):
        return told[0], (block,)
    for index, child in enumerate(map(_counted, block.children[:4])):
        found = (
            _in_paragraph(child, offered, first=True, labelled=role is not None)
            if isinstance(child, Paragraph)
            else _named_in(child, offered, first=True)
        )
        if found:
            kept = (*block.children[:index], *found[1], *block.children[index + 1 :])
            return found[0], (replace(block, children=kept),)
    said_of = "\n".join(plain(c.children) for c in block.children if isinstance(c, Paragraph))
    called = called_right(said_of, offered.letters) if offered.lettered else -1
    return (frozenset((called,)), (block,)) if called >= 0 else None


def _counted(block: Block) -> Block:
    """`3) Oslo` by itself, which the parser takes for a list, as the line that it is."""
    if not isinstance(block, OrderedList) or len(block.items) != 1:
        return block
    first, *more = block.items[0].children or (None,)
    if not isinstance(first, Paragraph) or more:
        return block
    return replace(first, children=(said(f"{block.start}) "), *first.children))


def _in_paragraph(
    block: Paragraph, offered: _Offered, *, first: bool, labelled: bool = False
) -> tuple[frozenset[int], Blocks] | None:
    """`Answer: B`, `**Correct answer**: B) Oslo`, or a letter that opens the text behind."""
    head, *below = lines(block.children)
    if in_bold := _in_bold(head, offered, labelled=labelled):
        return in_bold[0], _paragraph(joined([in_bold[1], *below]))
    pair = split_label(head) or split_spoken(head)
    name = plain(pair[0]) if pair else ""
    if pair and _announces(name):
        body = pair[1] or (below[0] if below else ())
        told = _by_words(body, offered, labelled=True)
        if told:
            rest = joined([told[1], *(below if pair[1] else below[1:])])
            return told[0], _paragraph(rest)
        if not (labelled and offered.lettered and named(name, offered.letters, labelled=True)):
            return None  # but `**A** – for that is so` names the first option
    told = _by_words(head, offered, labelled=labelled)
    colon = _COLON.match(plain(head)) if labelled and offered.lettered and told is None else None
    if colon and _is_letter_only(colon):
        told = _by_words(cut(head, colon.end()), offered, labelled=True)
        sentences = colon["name"].rfind(". ") + 1
        if told and sentences:  # `Its source is far. Answer: A`
            told = told[0], cut(head, 0, sentences)
    labelled = labelled or lead_end(plain(head)) > 0
    if told is None or not (labelled or (offered.lettered and (first or _says_right(plain(head))))):
        return None
    return told[0], _paragraph(joined([told[1], *below]))


def _in_bold(
    line: Inlines, offered: _Offered, *, labelled: bool
) -> tuple[frozenset[int], Inlines] | None:
    """`**Answer: B** for that is so`: the bold names an option and ends, what follows says why."""
    bold = line[0] if line else None
    if not isinstance(bold, Strong) or not (labelled or _says_right(plain((bold,)))):
        return None
    pair = split_label((bold,))
    told = _by_words(pair[1] if pair and pair[1] else (bold,), offered, labelled=True)
    return (told[0], stripped(line[1:])) if told and not stripped(told[1]) else None


# `Answer: B`: a name, and what stands behind its colon.
_COLON = re.compile(r"(?P<name>[^:：]{1,60}?)\s*+[:：]\s*(?=\S)")


def _announces(name: str) -> bool:
    """Whether a label says that what is right follows: `Answer`, `Correct`."""
    return role_of(name) is Role.SOLUTION or is_told(name)


def _is_letter_only(colon: re.Match[str]) -> bool:
    """Whether a letter and nothing else stands behind a colon, whatever the language before."""
    return len(colon.string[colon.end() :].strip(" .)*`")) == 1


_SAID = re.compile(
    r"\b(?:answer|correct|right|richtig|antwort|réponse|respuesta|resposta|risposta|ответ)\b|答案|正解|정답",
    re.IGNORECASE,
)


def _says_right(words: str) -> bool:
    return _SAID.search(words) is not None


def _by_words(
    inlines: Inlines, offered: _Offered, *, labelled: bool
) -> tuple[frozenset[int], Inlines] | None:
    """Which options some words name, by letter, by number or by their text; and the rest."""
    words = plain(inlines)
    start = lead_end(words)
    if start and same(words[start:].split("\n")[0]) in offered.texts:
        inlines, words = cut(inlines, start), words[start:]
    whole = [
        i for i, text in enumerate(offered.texts) if text and same(words.split("\n")[0]) == text
    ]
    if len(whole) == 1:
        return frozenset(whole), ()
    told = named(words, offered.letters, labelled=labelled) or _followed(words, offered)
    if told is not None:
        return _reason(stripped(cut(inlines, told[1])), told[0], offered)
    first = re.split(r"(?<=[.;])\s|\s[–—-]\s|\n", words, maxsplit=1)[0]
    named_texts = [i for i, text in enumerate(offered.texts) if text and same(first) == text]
    if labelled and len(named_texts) == 1:
        return frozenset(named_texts), _unled(cut(inlines, len(first)))
    return None


# A reason all in brackets: `B (by definition)`.
_BRACKETED = re.compile(r"\((?P<said>[^()]+)\)\.?")


def _followed(words: str, offered: _Offered) -> tuple[frozenset[int], int] | None:
    """A letter with nothing but a blank before its option's text: `B Oslo`."""
    letter, _, text = words.strip(" *_").partition(" ")
    which = place_of(letter.strip("()"), offered.letters) if letter else -1
    if not offered.lettered or which < 0 or not offered.texts[which]:
        return None
    if not same(text).startswith(offered.texts[which]):
        return None
    return frozenset((which,)), words.index(letter) + len(letter)


def _reason(
    rest: Inlines, right: frozenset[int], offered: _Offered
) -> tuple[frozenset[int], Inlines] | None:
    """What stands behind the letter of an answer, without its option's text.

    None where the text is another option's: letter and text disagree, and neither is to be taught.
    """
    if bracketed := _BRACKETED.fullmatch(plain(rest)):
        rest = cut(rest, *bracketed.span("said"))
    if len(right) != 1:
        return right, rest
    words = same(plain(rest))
    starts = [
        i
        for i, text in enumerate(offered.texts)
        if text and re.match(rf"{re.escape(text)}(?!\w)", words)
    ]
    if not starts:
        return right, rest
    longest = max(starts, key=lambda i: len(offered.texts[i]))
    text = offered.texts[longest]
    if longest not in right:
        return None if words == text else (right, rest)
    start = plain(rest).casefold().find(text)
    return right, _unled(cut(rest, start + len(text))) if start >= 0 else rest


def _unled(inlines: Inlines) -> Inlines:
    """Words without the signs that part them from what stood before."""
    words = plain(inlines)
    return cut(inlines, len(words) - len(words.lstrip("`*_.)–—-:, ")))


def _paragraph(words: Inlines) -> Blocks:
    rest = stripped(words)
    return (paragraph(rest),) if rest else ()


def _tells(after: Blocks) -> bool:
    """Whether an answer stands behind the options in so many words."""
    for block in after:
        if isinstance(block, Details | Callout | Heading):
            return True
        if isinstance(block, Paragraph):
            pair = split_label(block.children) or split_spoken(block.children)
            if pair and role_of(plain(pair[0])) is Role.SOLUTION:
                return True
    return False
