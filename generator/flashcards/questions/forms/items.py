"""Items of lists that ask: `1. **What …?**` and its answer below, `- What …?` as a toggle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeGuard

from flashcards import patterns as re
from flashcards.document import Asks
from flashcards.questions.forms.apart import is_answering
from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.forms.qa import with_answer
from flashcards.questions.forms.tagged import untagged
from flashcards.questions.forms.titles import Title, is_linked, is_wholly_bold, title_of
from flashcards.questions.letters import opening_letter
from flashcards.questions.roles import begins_asking, has_question_mark
from flashcards.questions.slices import (
    alone,
    cut,
    joined,
    lines,
    literal_at,
    only_in,
    paragraph,
    stripped,
)
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Heading,
    Inlines,
    Item,
    OrderedList,
    Paragraph,
    Spoiler,
    Strong,
)

FORM = "item"
# `What is 2 + 2? — 4`: a sign parts the question from its answer.
_TOLD = re.compile(r"(?<=[?？؟])\s*(?P<sign>->|=>|[-–—=→⇒➔➜➤▸▶►⟶:：])\s+(?=\S)")
# `Capital of Peru? (Lima)`, `It is ____ (Lima).`: the answer stands in brackets at the end.
_IN_BRACKETS = re.compile(
    r"(?P<asked>.*(?:[?？؟]|__|(?<!\.)\.{4}|…)[.\s]*+)(?P<open>[(（\[])(?P<said>[^()（）\[\]]+)[)）\]]\.?",
    re.DOTALL,
)
# What a question is worth, how hard it is and where it stands are no answers.
_WORTH = re.compile(
    r"\W*+(?:[\d.,]++\s*+(?:points?|pts?|marks?|punkte?|pkt|p|points|puntos|pontos|punti|балл\w*|分|점|%)"
    r"|(?:p|pp|page|seite|s|see|ref|ch|chapter|easy|medium|hard|leicht|mittel|schwer)\b.*)\W*",
    re.IGNORECASE,
)
# Where an answer stands, in brackets behind its question: `[S. 44]`, `(p. 12)`.
_PLACE = re.compile(
    r"\W{0,2}[(\[](?:pp?|page|seite|s|see|ref|ch|chapter)\b[^()\[\]]{0,20}[)\]]\W{0,2}",
    re.IGNORECASE,
)
_ARROW = re.compile(r"[→➜⇒➔▸►]\s+(?=\S)")
# Words to choose from are no answer either: `A boat is a ____. (ship / car)`.
_CHOOSE = re.compile(r"\w\s[/|]\s\w")
_LEAST = 2
# Properties of outliners below an item: `card-repeats:: 2`, `collapsed:: true`.
_PROPERTY = re.compile(r"[a-z][\w-]{0,40}::(?:\s|$)")


def find(run: Blocks) -> Iterator[Candidate]:
    """Items of a list whose first line asks, is bold or is a heading."""
    for index, block in enumerate(run):
        if isinstance(block, OrderedList | BulletList) and not _is_index(block):
            ordered = isinstance(block, OrderedList)
            numbers = block.numbers if isinstance(block, OrderedList) else ()
            bracketed = _bracketed(block)
            behind = run[index + 1 : index + 2]
            # An answer may stand behind the last item, outside the list: `1. What …?` and a fence.
            goes_on = ordered and bool(behind) and not isinstance(behind[0], Heading)
            if goes_on and isinstance(behind[0], Paragraph) and len(block.items) > 1:
                # Behind items that hold nothing but what they ask, it speaks of them all.
                goes_on = any(_holds_more(item) for item in block.items[:-1])
            for part, item in enumerate(block.items):
                found = _candidate(item, index, part, ordered=ordered, bracketed=bracketed)
                if found is None:
                    continue
                number = numbers[part] if ordered else found.number
                last = part == len(block.items) - 1
                whole = number == found.number and not (last and goes_on)
                yield found if whole else replace(found, number=number, open_ended=last and goes_on)


def _holds_more(item: Item) -> bool:
    """Whether an item has more than its first line."""
    first = item.children[0] if item.children else None
    return len(item.children) > 1 or (_is_words(first) and len(lines(first.children)) > 1)


def _is_index(block: OrderedList | BulletList) -> bool:
    """Whether a list is one of links to what stands elsewhere, and answers nothing itself."""
    linked = sum(
        len(item.children) == 1
        and isinstance(first := item.children[0], Paragraph)
        and is_linked(first.children, anywhere=True)
        for item in block.items
    )
    return linked * 2 > len(block.items)


def _bracketed(block: OrderedList | BulletList) -> bool:
    """Whether every item is one line that asks, with an answer of its own in brackets behind."""
    first = map(alone, block.items)
    return are_bracketed([one.children if one and _is_words(one) else () for one in first])


def are_bracketed(rows: Sequence[Inlines]) -> bool:
    """Whether each of some lines asks, with an answer of its own in brackets behind."""
    told: list[str] = []
    for row in rows:
        match = _IN_BRACKETS.fullmatch(plain(row))
        if match is None or _WORTH.fullmatch(match["said"]) or _CHOOSE.search(match["said"]):
            return False
        told.append(match["said"].strip().casefold())
    return len(told) >= _LEAST and len(set(told)) == len(told)


def _is_words(block: Block | None) -> TypeGuard[Paragraph]:
    return isinstance(block, Paragraph)


def _candidate(
    item: Item, index: int, part: int, *, ordered: bool, bracketed: bool
) -> Candidate | None:
    first = item.children[0] if item.children else None
    if not isinstance(first, Paragraph | Heading) or item.checked is not None:
        return None
    opening, *below = lines(first.children)
    if is_linked(opening):
        return None
    tagged = untagged(opening)
    if tagged:
        opening = tagged[0]
    below = [line for line in below if not _PROPERTY.match(plain(line))]
    if bracketed:
        opening, below = joined([opening, *below]), []
    words, rest = _asked(opening, bracketed=bracketed)
    title = title_of(words)
    if not title.words or (tagged and len(item.children) < 2 and not below):
        return None
    evidence = Evidence.MARKED if tagged else _evidence(title, first)
    rows = map(paragraph, below)
    told = [_told(block) for block in item.children[1:]]
    apart = bracketed or any(map(is_answering, (*rows, *told)))
    if evidence < Evidence.ANSWERED and apart:
        evidence = Evidence.ANSWERED
        if opened := opening_letter(plain(title.words)):
            title = replace(title, words=cut(title.words, opened[1]))
    if _PLACE.fullmatch(plain(rest)):
        rest = ()
    body = joined([rest, *below]) if rest else joined(below)
    own: Blocks = (paragraph(body),) if body else ()
    kind = "heading" if isinstance(first, Heading) else "bold" if is_wholly_bold(words) else "line"
    return Candidate(
        form=FORM,
        key=f"{'numbered' if ordered else 'bullet'} {kind}" if not tagged else "tagged item",
        evidence=evidence,
        index=index,
        part=part,
        title=title.words,
        span=item.span,
        answer=(*own, *map(_unarrowed, told)),
        number=title.number,
        asks=Asks.PAIR_BOTH_WAYS if tagged and tagged[1] is Asks.PAIR_BOTH_WAYS else Asks.OPEN,
        tags=tagged[2] if tagged else (),
    )


def _told(block: Block) -> Block:
    """What stands below an item; a list of nothing but an answer with its name is that answer."""
    only = only_in(block) if isinstance(block, BulletList) else None
    return only if only and is_answering(only) else block


def _unarrowed(block: Block) -> Block:
    """A list without the arrows that lead all its items."""
    items = block.items if isinstance(block, BulletList) else ()
    first = [item.children[0] if item.children else None for item in items]
    arrows = [_ARROW.match(plain(one.children)) if _is_words(one) else None for one in first]
    if not isinstance(block, BulletList) or not all(arrows):
        return block
    bare = tuple(
        replace(item, children=(replace(one, children=cut(one.children, arrow.end())), *rest))
        for item, arrow in zip(items, arrows, strict=True)
        for one, *rest in (item.children,)
        if arrow and isinstance(one, Paragraph)
    )
    return replace(block, items=bare)


def _asked(line: Inlines, *, bracketed: bool) -> tuple[Inlines, Inlines]:
    """The question of a line, and the answer behind it: the question is bold, or a sign parts."""
    bare = stripped(line)
    if bracketed and (sides := in_brackets(bare)):
        return sides
    if bare and isinstance(bare[0], Strong) and len(bare) > 1 and not is_wholly_bold(bare):
        inner = plain(bare[0].children).strip()
        if has_question_mark(inner) or (inner.endswith(".") and begins_asking(inner)):
            return (bare[0],), stripped(bare[1:])
    last = bare[-1] if len(bare) > 1 else None
    if isinstance(last, Spoiler) and has_question_mark(plain(bare[:-1]).strip()):
        return stripped(bare[:-1]), stripped(last.children)
    asked, own = with_answer(bare)
    if own and has_question_mark(plain(asked)):
        return asked, own
    return told_behind(bare) or (bare, ())


# Tags behind an answer: `six #bugs`.
_TAGS = re.compile(r"(?:\s#[^\W\d_][\w/-]{0,40})+\s*$")


def told_behind(line: Inlines) -> tuple[Inlines, Inlines] | None:
    """What a line asks, and what it tells behind a sign, without the tags at its end."""
    told = _TOLD.search(plain(line))
    if told is None or not literal_at(line, told.end("sign") - 1):
        return None
    tags = _TAGS.search(plain(line), told.end())
    end = tags.start() if tags else None
    return cut(line, 0, told.start("sign")), stripped(cut(line, told.end(), end))


def in_brackets(line: Inlines) -> tuple[Inlines, Inlines] | None:
    """What a line asks, and the answer in brackets behind it."""
    match = _IN_BRACKETS.fullmatch(plain(line))
    if match is None:
        return None
    return stripped(cut(line, 0, match.end("asked"))), stripped(cut(line, *match.span("said")))


def _evidence(title: Title, first: Paragraph | Heading) -> Evidence:
    if isinstance(first, Heading) and title.evidence < Evidence.ASKING:
        return Evidence.TASK
    if title.evidence is Evidence.MARKED and title.number is None:
        return Evidence.TASK
    return title.evidence


SAMPLES = (
    (
        "1. Capital of Peru? (Lima)\n2. That of Chile is ____. (Santiago)\n",
        ("Capital of Peru?", "That of Chile is ____."),
    ),
    ("- What is 2 + 2? — 4\n- What is 3 + 3? — 6\n", ("What is 2 + 2?", "What is 3 + 3?")),
    ("1. The median is robust.\n\n   Answer: true\n", ("The median is robust.",)),
    ("1. **Does switching help?**\n\n   Yes.\n", ("Does switching help?",)),
    ("1. ### What is JSX?\n\n   A syntax.\n", ("What is JSX?",)),
    ("- What is Rust?\n  - A language.\n", ("What is Rust?",)),
    ("- What is Rust? #card\n\t- A language.\n", ("What is Rust?",)),
)
NOT_SAMPLES = (
    "1. [What is Rust?](#what-is-rust)\n",
    "- [What is Rust?](https://example.org/rust)\n- [What is Go?](go.md)\n",
)
