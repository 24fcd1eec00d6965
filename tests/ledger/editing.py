"""Edits of a document's text that know where every line came from.

What a person would say of a card is derived from the edit alone: a fact is the one it was if it
comes from the same line, as the same kind of card, for the same column of a table or the same
place among the line's cards. Nothing here looks at what the ledger thinks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from random import Random

from flashcards.card import Fact, Kind
from flashcards.facts import extract
from flashcards.ledger import Ledger, Reconciliation
from flashcards.ledger.family import asks_back
from flashcards.written import written
from tests.ledger.making import NOW, run
from tests.typed import said
from tests.understood import read_text

Line = tuple[int, str]
"""Number of the line in the first text, 0 for a new one, and what it says now."""


@dataclass(frozen=True)
class State:
    """Documents by name, as lines."""

    documents: dict[str, tuple[Line, ...]]

    @classmethod
    def first(cls, name: str, text: str) -> State:
        """A text before any edit."""
        return cls({name: tuple(enumerate(text.splitlines(), start=1))})

    @cached_property
    def facts(self) -> list[tuple[Fact, Hashable]]:
        """Facts with what each is to a person; None where that is something new."""
        out: list[tuple[Fact, Hashable]] = []
        for name, lines in self.documents.items():
            document, _ = read_text("\n".join(text for _, text in lines) + "\n", path=name)
            document = replace(document, name=name)
            seen: Counter[Hashable] = Counter()
            for fact in extract(document).facts:
                origin = lines[fact.source.line - 1][0]
                part: Hashable = fact.key[1] if fact.kind is Kind.CELL else None
                who = (origin, fact.kind, asks_back(fact), part)
                out.append((fact, (who, seen[who]) if origin else None))
                seen[who] += 1
        return out


@dataclass
class Score:
    """How the ledger did on one edit.

    Attributes:
        same: cards that a person would call the same; kept: those of them with their ids.
        touched: those of `same` that stand elsewhere or read otherwise now.
        wrong: cards with the id of another fact.
        lost: cards that a person would call the same, with another id.
    """

    edit: str
    same: int = 0
    kept: int = 0
    touched: int = 0
    touched_kept: int = 0
    wrong: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    fresh: int = 0
    retired: int = 0

    def row(self) -> str:
        """One line of a table."""
        share = 100 * self.kept / self.same if self.same else 100.0
        return (
            f"{self.edit:42} {self.same:6} {self.kept:6} {share:7.2f}% {self.touched:8}"
            f" {self.touched_kept:6} {len(self.wrong):6} {self.fresh:6} {self.retired:8}"
        )


HEADER = (
    f"{'edit':42} {'same':>6} {'kept':>6} {'share':>8} {'changed':>8} {'kept':>6} {'wrong':>6}"
    f" {'new':>6} {'retired':>8}"
)


def judge_edit(name: str, before: State, after: State, *, ledger: Ledger | None = None) -> Score:
    """Build one state, then the other, and compare each id with what a person would say."""
    was, now = before.facts, after.facts
    first = run([fact for fact, _ in was], ledger)
    second = run([fact for fact, _ in now], first.ledger, now=NOW + 3600)
    return compare_builds(name, first, was, second, now)


def compare_builds(
    name: str,
    first: Reconciliation,
    was: Sequence[tuple[Fact, Hashable]],
    second: Reconciliation,
    now: Sequence[tuple[Fact, Hashable]],
) -> Score:
    """The score of two builds and the facts they were made of."""
    who_had = {card.id: who for card, (_, who) in zip(first.cards, was, strict=True)}
    had = {who: card for card, (_, who) in zip(first.cards, was, strict=True)}
    score = Score(edit=name, fresh=len(second.new), retired=len(second.retired))
    for card, (fact, who) in zip(second.cards, now, strict=True):
        expected = had.get(who) if who is not None else None
        told = f"{fact.kind} {fact.key} ← "
        if expected is not None:
            score.same += 1
            score.kept += card.id == expected.id
            if _told(fact) != _told(expected.fact):
                score.touched += 1
                score.touched_kept += card.id == expected.id
        if card.id in who_had and (expected is None or card.id != expected.id):
            old = next(c for c in first.cards if c.id == card.id)
            score.wrong.append(
                f"{told}{old.fact.kind} {old.fact.key} {said(old.fact, 'back')[:60]!r}"
            )
        elif expected is not None and card.id != expected.id:
            score.lost.append(f"{told}{expected.fact.key} {fact.place} {said(fact, 'back')[:60]!r}")
    return score


def _told(fact: Fact) -> tuple[object, ...]:
    texts = written(fact)
    return (fact.document, fact.question, fact.question_title, fact.place, fact.key, texts.front,
            texts.back, texts.more)  # fmt: skip


# --- edits of one document's lines --------------------------------------------------------------

Edit = Callable[[Sequence[Line], Random], list[Line]]

_BULLET = re.compile(r"^(\s*)- (?!\[)(?:[✅❌⚠️]+\s*)?\S")
_LABEL = re.compile(r"^(\s*(?:\d+\. |- )?)\*\*([^*]{4,60}?)(:?)\*\*(:?)(.*)$")
_FIXED = re.compile(r"Question|Hint|Category|Difficulty|Companies|Time|Prereq|Red|Green|Core|Level")
"""Labels that name a part of the format, not a subject."""
_TITLE = re.compile(r"^### Question (\d+): (.*)$")


def in_fences(lines: Sequence[Line]) -> set[int]:
    """Indexes of lines inside fences."""
    inside, out = False, set()
    for index, (_, text) in enumerate(lines):
        if text.lstrip().startswith("```"):
            inside = not inside
            out.add(index)
        elif inside:
            out.add(index)
    return out


def bullets(lines: Sequence[Line]) -> list[list[int]]:
    """Runs of childless list items of one level, each on one line, three or more, outside fences."""
    fenced = in_fences(lines)
    runs: list[list[int]] = []
    for index, (_, text) in enumerate(lines):
        match = None if index in fenced else _BULLET.match(text)
        if match is None:
            runs.append([])
            continue
        last = lines[runs[-1][-1]][1] if runs and runs[-1] else ""
        if not last or len(last) - len(last.lstrip()) != len(match[1]):
            runs.append([])
        runs[-1].append(index)
    whole = []
    for run_ in runs:
        if len(run_) < 3:
            continue
        follower = lines[run_[-1] + 1][1] if run_[-1] + 1 < len(lines) else ""
        indent = len(lines[run_[0]][1]) - len(lines[run_[0]][1].lstrip())
        if not follower.strip() or len(follower) - len(follower.lstrip()) < indent:
            whole.append(run_)
    return whole


def typos(carrying: set[int], count: int) -> Edit:
    """Two letters swapped inside a long word, in lines that carry cards."""

    def edit(lines: Sequence[Line], random: Random) -> list[Line]:
        out = list(lines)
        spots = [i for i, (origin, text) in enumerate(lines)
                 if origin in carrying and not text.startswith("#") and _long_words(text)]  # fmt: skip
        for index in random.sample(spots, min(count, len(spots))):
            origin, text = out[index]
            start, end = random.choice(_long_words(text))
            choices = [k for k in range(start + 1, end - 2) if text[k] != text[k + 1]]
            if choices:
                k = random.choice(choices)
                out[index] = origin, text[:k] + text[k + 1] + text[k] + text[k + 2 :]
        return out

    return edit


def _long_words(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(r"(?<![\w`*./-])[A-Za-z]?[a-z]{5,}(?![\w`*./(=-])", text)]


def labels_renamed(lines: Sequence[Line], random: Random) -> list[Line]:
    """Every third `**Label**:` says the same in more words."""
    fenced = in_fences(lines)
    out = []
    for index, (origin, text) in enumerate(lines):
        match = None if index in fenced or origin <= 22 else _LABEL.match(text)
        named = match and (match[3] or match[4]) and not _FIXED.match(match[2])
        if match and named and random.random() < 0.3:
            longer = f"{match[1]}**{match[2]} in practice{match[3]}**{match[4]}{match[5]}"
            out.append((origin, longer))
        else:
            out.append((origin, text))
    return out


def items_lengthened(lines: Sequence[Line], random: Random) -> list[Line]:
    """One item of each list is put in more words."""
    out = list(lines)
    for run_ in bullets(lines):
        index = random.choice(run_)
        origin, text = out[index]
        if len(re.findall(r"\w+", text)) >= 5 and text[-1].isalpha():
            out[index] = origin, f"{text} in general"
    return out


def follow_ups_reworded(lines: Sequence[Line], random: Random) -> list[Line]:
    """Every other follow-up question is asked with an opening."""
    return [
        (origin, re.sub(r'"(\w)', r'"Tell me: \1', text, count=1))
        if re.match(r'^\d+\. (?:\*\*)?"', text) and random.random() < 0.5
        else (origin, text)
        for origin, text in lines
    ]


def titles(rename: Callable[[int, str], tuple[int, str]]) -> Edit:
    """Every question's number and title changed."""

    def edit(lines: Sequence[Line], random: Random) -> list[Line]:
        del random
        out = []
        for origin, text in lines:
            match = _TITLE.match(text)
            if match:
                number, title = rename(int(match[1]), match[2])
                out.append((origin, f"### Question {number}: {title}"))
            else:
                out.append((origin, text))
        return out

    return edit


def blocks(lines: Sequence[Line]) -> list[tuple[int, list[Line]]]:
    """The text cut before every question and category: (number of the question or 0, lines)."""
    out: list[tuple[int, list[Line]]] = [(0, [])]
    for line in lines:
        match = _TITLE.match(line[1])
        if match:
            out.append((int(match[1]), []))
        elif line[1].startswith(("## ", "### ")):
            out.append((0, []))
        out[-1][1].append(line)
    return out


def reordered(
    order: Callable[[list[tuple[int, list[Line]]]], list[tuple[int, list[Line]]]],
) -> Edit:
    """Questions moved about."""

    def edit(lines: Sequence[Line], random: Random) -> list[Line]:
        del random
        return [line for _, block in order(blocks(lines)) for line in block]

    return edit


def item_first(lines: Sequence[Line], random: Random) -> list[Line]:
    """Every list gets a new first item."""
    del random
    starts = {run_[0]: number for number, run_ in enumerate(bullets(lines))}
    out: list[Line] = []
    for index, line in enumerate(lines):
        if index in starts:
            lead = line[1][: len(line[1]) - len(line[1].lstrip())]
            mark = re.match(r"\s*- ([✅❌⚠️]+ )?", line[1])
            sign = (mark[1] or "") if mark else ""
            out.append((0, f"{lead}- {sign}Reviewers asked for remark {_word(starts[index])} here"))
        out.append(line)
    return out


def _word(number: int) -> str:
    return "".join("abcdefghij"[int(digit)] for digit in str(number)) + "ium"


def items_deleted(lines: Sequence[Line], random: Random) -> list[Line]:
    """Every list of four or more loses an item."""
    gone = {random.choice(run_) for run_ in bullets(lines) if len(run_) > 3}
    return [line for index, line in enumerate(lines) if index not in gone]


def items_swapped(lines: Sequence[Line], random: Random) -> list[Line]:
    """In every list two neighbours change places."""
    out = list(lines)
    for run_ in bullets(lines):
        at = random.randrange(len(run_) - 1)
        one, other = run_[at], run_[at + 1]
        out[one], out[other] = out[other], out[one]
    return out


def items_replaced(lines: Sequence[Line], random: Random) -> list[Line]:
    """In every list of four or more an item goes and another comes in its place."""
    out = list(lines)
    for number, run_ in enumerate(bullets(lines)):
        if len(run_) > 3:
            index = random.choice(run_)
            lead = re.match(r"\s*- (?:[✅❌⚠️]+ )?", out[index][1])
            assert lead
            out[index] = 0, f"{lead.group()}Reviewers prefer {_word(number)} over it"
    return out


_OPPOSITES = (
    ("fast", "slow"), ("GPU", "CPU"), ("high", "low"), ("load", "save"), ("CUDA", "Vulkan"),
    ("increase", "decrease"), ("without", "with"), ("inference", "training"), ("large", "small"),
    ("input", "output"), ("before", "after"), ("all", "no"), ("single", "double"), ("can", "can't"),
    ("not", "always"), ("memory", "bandwidth"), ("7B", "13B"), ("model", "tokenizer"),
    ("production", "testing"), ("quantization", "pruning"), ("metadata", "weights"),
)  # fmt: skip


def items_turned_round(lines: Sequence[Line], random: Random) -> list[Line]:
    """In every list one item goes, and its opposite or a near relation comes in its place."""
    out = list(lines)
    for run_ in bullets(lines):
        turned = [
            (index, text)
            for index in run_
            if not re.search(r":|\(| - ", lines[index][1])  # what follows is a detail of the item
            and (text := _turned(lines[index][1])) is not None
        ]
        if turned:
            index, text = random.choice(turned)
            out[index] = 0, text
    return out


def _turned(text: str) -> str | None:
    """The text with one word for another."""
    for pair in _OPPOSITES:
        for old, new in (pair, pair[::-1]):
            match = re.search(rf"\b{old}\b", text, re.IGNORECASE)
            if match:
                fitting = new.capitalize() if match.group()[0].isupper() and new.islower() else new
                return text[: match.start()] + fitting + text[match.end() :]
    return None


def tables(lines: Sequence[Line]) -> list[int]:
    """Indexes of the rules under tables' headers."""
    fenced = in_fences(lines)
    return [i for i, (_, text) in enumerate(lines)
            if i not in fenced and re.match(r"^\|[\s:|-]+\|$", text)]  # fmt: skip


def row_added(lines: Sequence[Line], random: Random) -> list[Line]:
    """Every table gets a new first row."""
    del random
    rules = set(tables(lines))
    out: list[Line] = []
    for index, line in enumerate(lines):
        out.append(line)
        if index in rules:
            width = line[1].count("|") - 1
            cells = [f"Newcomer {_word(index)}", *(f"value {_word(k)}" for k in range(width - 1))]
            out.append((0, "| " + " | ".join(cells) + " |"))
    return out


def column_added(lines: Sequence[Line], random: Random) -> list[Line]:
    """Every table gets a second column."""
    del random
    out = list(lines)
    for rule in tables(lines):
        index = rule - 1
        while index < len(out) and out[index][1].startswith("|"):
            origin, text = out[index]
            first, rest = text[1:].split("|", 1)
            cell = "---" if index == rule else "Remark" if index < rule else f"n{_word(index)}"
            out[index] = origin, f"|{first}| {cell} |{rest}"
            index += 1
    return out
