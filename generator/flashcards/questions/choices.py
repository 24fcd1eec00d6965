"""Multiple choice: the options of a question, and which of them its author says is right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from flashcards.document import Option, Role
from flashcards.questions.boxes import callout_role, fold_role
from flashcards.questions.labels import split_label, split_spoken
from flashcards.questions.letters import (
    named,
    opening_letter,
    same,
)
from flashcards.questions.options import Written, groups, untailed
from flashcards.questions.outline import Outline
from flashcards.questions.roles import is_options_name, role_of
from flashcards.questions.slices import cut, joined, lines, phrase, said, stripped
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


def read_choice(blocks: Sequence[Block], outline: Outline, *, keyed: bool = False) -> Choice | None:
    """The options of a question and those that are right, or None where it has none.

    Args:
        blocks: all that stands under the question.
        outline: for places.
        keyed: whether the answers stand together elsewhere: then all lettered lines are options.
    """
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
        options = tuple(
            Option(
                text=phrase(raw.text),
                letter=raw.letter,
                right=index in right,
                source=outline.at(hull(node.span for node in raw.text)),
            )
            for index, raw in enumerate(raws)
        )
        return Choice(options=options, before=kept, after=rest)
    return None


def mark_right(choice: Sequence[Option], words: Inlines) -> tuple[tuple[Option, ...], Inlines]:
    """Options with those right that an answer elsewhere names, and the rest of that answer."""
    texts = [same(option.text.plain) for option in choice]
    found = _by_words(words, texts, labelled=True)
    if found is None:
        return tuple(choice), words
    right, rest = found
    return tuple(replace(one, right=i in right) for i, one in enumerate(choice)), rest


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


def _is_key(raws: Sequence[Written]) -> bool:
    """Whether marks at options say which are right, and are not those of do and don't."""
    if all(raw.boxed for raw in raws) or raws[0].letter:
        return True
    return all(raw.marked in (True, None) for raw in raws) and len(raws) > 2


def _right(raws: Sequence[Written], after: Blocks, *, alone: bool) -> tuple[frozenset[int], Blocks]:
    """Which options are right, and what is left of what stands behind them.

    `alone`: nothing but code stands beside them, so the one in bold can only be the right one.
    """
    texts = [same(plain(raw.text)) for raw in raws]
    found = _answer(after, texts, lettered=any(raw.letter for raw in raws))
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


def _answer(
    after: Blocks, texts: Sequence[str], *, lettered: bool
) -> tuple[frozenset[int], Blocks] | None:
    """Which options the answer behind them names, and the blocks without that name."""
    for index, block in enumerate(after[:6]):
        found = _named_in(block, texts, first=index == 0, lettered=lettered)
        if found is not None:
            right, rest = found
            return right, (*after[:index], *rest, *after[index + 1 :])
        if isinstance(block, Heading) and role_of(plain(block.children)) is Role.SOLUTION:
            behind = after[index + 1] if index + 1 < len(after) else None
            if isinstance(behind, Paragraph):
                told = _by_words(behind.children, texts, labelled=True)
                if told:
                    kept = _paragraph(told[1])
                    return told[0], (*after[: index + 1], *kept, *after[index + 2 :])
    return None


def _named_in(
    block: Block, texts: Sequence[str], *, first: bool, lettered: bool
) -> tuple[frozenset[int], Blocks] | None:
    match block:
        case Paragraph():
            return _in_paragraph(block, texts, first=first, lettered=lettered)
        case Heading():
            colon = _COLON.match(plain(block.children))
            if colon is None:
                return None
            told = _by_words(cut(block.children, colon.end()), texts, labelled=True)
            known = role_of(colon["name"]) is Role.SOLUTION
            if told is None or not (known or (lettered and first and _is_letter_only(colon))):
                return None
            heading = replace(block, children=cut(block.children, 0, colon.end("name")))
            rest = stripped(told[1])
            return told[0], (heading, *([Paragraph(rest, span=block.span)] if rest else []))
        case CodeBlock() if first:
            return _in_code(block, texts, lettered=lettered)
        case Details() | Callout():
            return _in_box(block, texts, first=first, lettered=lettered)
        case _:
            return None


def _in_code(
    block: CodeBlock, texts: Sequence[str], *, lettered: bool
) -> tuple[frozenset[int], Blocks] | None:
    """A fence behind the options with one of them in it and nothing else."""
    opened = opening_letter(block.value) if lettered else None
    text = same(block.value[opened[1] :] if opened else block.value)
    found = [i for i, option in enumerate(texts) if option and option == text]
    return (frozenset(found), ()) if len(found) == 1 else None


def _in_box(
    block: Details | Callout, texts: Sequence[str], *, first: bool, lettered: bool
) -> tuple[frozenset[int], Blocks] | None:
    """An answer in a fold or a box, which may name the option in its title."""
    role = _role(block)
    if role is not Role.SOLUTION and (role is not None or not (first and lettered)):
        return None
    title = block.summary if isinstance(block, Details) else block.title
    colon = _COLON.match(plain(title))
    told = _by_words(cut(title, colon.end()), texts, labelled=True) if colon else None
    if told:
        return told[0], (block,)
    for index, child in enumerate(map(_counted, block.children[:4])):
        found = (
            _in_paragraph(child, texts, first=True, lettered=True, labelled=role is not None)
            if isinstance(child, Paragraph)
            else _named_in(child, texts, first=True, lettered=True)
        )
        if found:
            kept = (*block.children[:index], *found[1], *block.children[index + 1 :])
            return found[0], (replace(block, children=kept),)
    return None


def _counted(block: Block) -> Block:
    """`3) Oslo` by itself, which the parser takes for a list, as the line that it is."""
    if not isinstance(block, OrderedList) or len(block.items) != 1:
        return block
    first, *more = block.items[0].children or (None,)
    if not isinstance(first, Paragraph) or more:
        return block
    return replace(first, children=(said(f"{block.start}) "), *first.children))


def _in_paragraph(
    block: Paragraph, texts: Sequence[str], *, first: bool, lettered: bool, labelled: bool = False
) -> tuple[frozenset[int], Blocks] | None:
    """`Answer: B`, `**Correct answer**: B) Oslo`, or a letter that opens the text behind."""
    head, *below = lines(block.children)
    pair = split_label(head) or split_spoken(head)
    name = plain(pair[0]) if pair else ""
    if pair and role_of(name) is Role.SOLUTION:
        body = pair[1] or (below[0] if below else ())
        told = _by_words(body, texts, labelled=True)
        if told:
            rest = joined([told[1], *(below if pair[1] else below[1:])])
            return told[0], _paragraph(rest)
        if not (labelled and lettered and named(name, len(texts), labelled=True)):
            return None  # but `**A** – for that is so` names the first option
    told = _by_words(head, texts, labelled=labelled)
    colon = _COLON.match(plain(head)) if labelled and lettered and told is None else None
    if colon and _is_letter_only(colon):
        told = _by_words(cut(head, colon.end()), texts, labelled=True)
    if told is None or not (labelled or (lettered and (first or _says_right(plain(head))))):
        return None
    return told[0], _paragraph(joined([told[1], *below]))


# `Answer: B`: a name, and what stands behind its colon.
_COLON = re.compile(r"(?P<name>[^:：]{1,60}?)\s*[:：]\s*(?=\S)")


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
    inlines: Inlines, texts: Sequence[str], *, labelled: bool
) -> tuple[frozenset[int], Inlines] | None:
    """Which options some words name, by letter, by number or by their text; and the rest."""
    words = plain(inlines)
    whole = [i for i, text in enumerate(texts) if text and same(words.split("\n")[0]) == text]
    if len(whole) == 1:
        return frozenset(whole), ()
    told = named(words, len(texts), labelled=labelled)
    if told is not None:
        rest = stripped(cut(inlines, told[1]))
        for which in told[0]:
            text = texts[which]
            if len(told[0]) == 1 and text and same(plain(rest)).startswith(text):
                start = plain(rest).casefold().find(text)
                if start >= 0:
                    rest = _unled(cut(rest, start + len(text)))
        return told[0], rest
    first = re.split(r"(?<=[.;])\s|\s[–—-]\s|\n", words, maxsplit=1)[0]
    named_texts = [i for i, text in enumerate(texts) if text and same(first) == text]
    if labelled and len(named_texts) == 1:
        return frozenset(named_texts), _unled(cut(inlines, len(first)))
    return None


def _unled(inlines: Inlines) -> Inlines:
    """Words without the signs that part them from what stood before."""
    words = plain(inlines)
    return cut(inlines, len(words) - len(words.lstrip("`*_.)–—-:, ")))


def _paragraph(words: Inlines) -> Blocks:
    rest = stripped(words)
    return (Paragraph(rest, span=hull(node.span for node in rest)),) if rest else ()


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
