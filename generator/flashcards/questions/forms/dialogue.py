"""Dialogues and transcripts: names that take turns, of which some ask and the others answer.

`**Interviewer:** What …?` and `**You:** …`, `Teacher — …` and `Student — …`, `[00:12] Host: …`.
Who asks is told by what the turns say, not by the names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from flashcards import patterns as re
from flashcards.document import Role
from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.roles import (
    begins_asking,
    denies,
    folded,
    has_question_mark,
    is_back,
    is_front,
    is_meta,
    is_prompt_label,
    role_of,
)
from flashcards.questions.slices import cut, joined, lines, paragraph, stripped
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Emphasis,
    Heading,
    Inlines,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    Strong,
)
from flashcards.values import dataclass

FORM = "dialogue"
_LEAST = 2
"""Questions that a dialogue has at least; with their answers, twice as many turns."""
_MOST_NAMES = 6
_ASKS = 0.6
_TELLS = 0.25
"""Share of the turns that ask: from which on a name asks, and up to which it answers."""
_ANSWERED = 0.7
"""Share of the questions that somebody else answers in the next turn."""
_COVERS = 0.5
"""Share of the paragraphs between the first turn and the last that are turns."""

# A time before a name: `[00:12]`, `(1:02:30)`, `12:05 –`.
_TIME = r"(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s*[-–—]?\s*)?"
# A name of few words, with what stands in brackets behind it, and a sign.
_NAME = re.compile(
    rf"\W{{0,2}}{_TIME}"
    r"(?P<name>[^\W\d_][^\s:：()\[\]—–?!,;]*(?: [^\s:：()\[\]—–?!,;]+){0,3})"
    r"\s*(?:[(\[][^()\[\]]{1,30}[)\]])?\s*(?P<sign>[:：]|[—–](?=\s)|-(?=\s)|$)\s*"
)
# A time or a place behind a name in bold: `**Ann** (10:02): …`.
_BRACKETED = re.compile(r"[(\[][^()\[\]]{1,30}[)\]]\s?(?=[:：])")
_SENTENCE = re.compile(r"(?<=[.!?？。…])\s+")
_SHORT = 3
"""Words of a sentence before a question that only leads to it: `Good.`, `Next one.`"""


@dataclass(frozen=True, slots=True)
class _Turn:
    """What one says: the block in which it opens, the name, and the words behind it."""

    index: int
    name: str
    words: Inlines
    bracketed: bool

    @property
    def is_question(self) -> bool:
        """Whether it ends in a question mark, or its sentence before the last does."""
        sentences = _SENTENCE.split(plain(self.words).strip())
        return any(map(has_question_mark, sentences[-2:]))

    @property
    def asks(self) -> bool:
        """The same, or whether one of its sentences tells the other to explain."""
        sentences = _SENTENCE.split(plain(self.words).strip())
        return self.is_question or any(map(begins_asking, sentences))


def parted(blocks: Blocks) -> Blocks:
    """The blocks of a document, those of a dialogue cut at its turns and out of quotes and lists.

    All others are left as they are.
    """
    loose = tuple(part for block in blocks for part in _loosened(block))
    return loose if _sides(_turns(loose)) else blocks


def _loosened(block: Block) -> Iterator[Block]:
    """A paragraph cut at its lines with names, or those of a quote or a list that open so."""
    match block:
        case Paragraph():
            yield from _cut(block)
        case Quote() if block.children and _opens(block.children[0]):
            for child in block.children:
                yield from _loosened(child)
        case BulletList() | OrderedList() if all(
            item.checked is None and item.children and _opens(item.children[0])
            for item in block.items
        ):
            for item in block.items:
                yield from _loosened(item.children[0])
                yield from item.children[1:]
        case _:
            yield block


def _opens(block: Block) -> bool:
    return isinstance(block, Paragraph) and named(lines(block.children)[0]) is not None


def _cut(block: Paragraph) -> Iterator[Paragraph]:
    rows = lines(block.children)
    starts = [i for i, row in enumerate(rows) if i == 0 or named(row)]
    if len(starts) < 2:
        yield block
        return
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        words = joined(rows[start:end])
        yield paragraph(words)


@dataclass(frozen=True, slots=True)
class Named:
    """The name that opens a line, whether brackets stand behind it, and the words behind."""

    name: str
    bracketed: bool
    words: Inlines


def named(line: Inlines) -> Named | None:
    """Who speaks, by a name and a sign at the head of a line; None where none opens it."""
    bare = stripped(line)
    words = plain(bare)
    match = _NAME.match(words)
    set_off = bool(bare) and isinstance(bare[0], Strong | Emphasis)
    alone = _NAME.fullmatch(plain(bare[:1]).strip()) if set_off else None
    if alone is not None:  # `**Ann** Why …`, `*Ann.* Why …`, `**Ann**: Why …`
        rest = stripped(bare[1:])
        timed = _BRACKETED.match(plain(rest))
        rest = cut(rest, timed.end()) if timed else rest
        behind = stripped(cut(rest, len(plain(rest)) - len(plain(rest).lstrip(":：—–- "))))
        return Named(folded(alone["name"].rstrip(".")), "(" in alone[0], behind)
    if match is None or not match["sign"] or match["sign"] == "-":
        return None
    name = folded(match["name"].rstrip("."))
    return Named(name, "(" in match[0], stripped(cut(bare, match.end())))


def _turns(run: Blocks) -> list[_Turn]:
    """All that opens with a name; the words of a name by itself stand in the next block."""
    found: list[_Turn] = []
    for index, block in enumerate(run):
        if not isinstance(block, Paragraph | Heading) or not block.children:
            continue
        first, *below = lines(block.children)
        one = named(first) if isinstance(block, Paragraph) else _headed(block)
        if one is None or is_meta(one.name):
            continue
        words = joined([one.words, *below])
        behind = run[index + 1] if index + 1 < len(run) else None
        if not words and isinstance(behind, Paragraph):
            words = behind.children
        if words:
            found.append(_Turn(index, one.name, words, one.bracketed))
    lettered = any(turn.name == "b" for turn in found)  # `A: …`, `B: …` are options
    return [turn for turn in found if not lettered or len(turn.name) > 1]


def _headed(block: Heading) -> Named | None:
    """A heading that is a name by itself."""
    words = plain(block.children).strip()
    few = 0 < len(words.split()) <= _SHORT and words[-1:] not in "?？!.:"
    return Named(folded(words), False, ()) if few and words[:1].isalpha() else None


@dataclass(frozen=True, slots=True)
class _Sides:
    """The turns of a dialogue, and the names of those who ask."""

    turns: Sequence[_Turn]
    asking: frozenset[str]


def _sides(turns: Sequence[_Turn]) -> _Sides | None:
    """Who asks and who answers, if the turns are those of a dialogue."""
    said: dict[str, list[_Turn]] = defaultdict(list)
    for turn in turns:
        said[turn.name].append(turn)
    several = {name: own for name, own in said.items() if len(own) >= _LEAST}
    kept = [turn for turn in turns if turn.name in several]
    if not 2 <= len(several) <= _MOST_NAMES or len(kept) < 2 * _LEAST:
        return None
    marked = {n: sum(t.is_question for t in own) / len(own) for n, own in several.items()}
    shares = {name: sum(t.asks for t in own) / len(own) for name, own in several.items()}
    telling = frozenset(name for name, share in marked.items() if share <= _TELLS)
    asking = frozenset(name for name, share in shares.items() if share >= _ASKS) - telling
    if not asking or not telling or len(asking) + len(telling) < len(several):
        return None
    if _is_spoken(kept, asking, telling):
        return None  # `Q:` and `A:`, `Front:` and `Back:` have a form of their own
    asked = [i for i, turn in enumerate(kept) if turn.name in asking and turn.asks]
    answered = [i for i in asked if i + 1 < len(kept) and kept[i + 1].name in telling]
    if len(answered) < _LEAST or len(answered) < _ANSWERED * len(asked):
        return None
    return _Sides(kept, asking)


def _is_spoken(turns: Sequence[_Turn], asking: frozenset[str], telling: frozenset[str]) -> bool:
    """Whether the names are those of the sides of cards: `Q:` and `A:`, `Front:` and `Back:`."""
    if any(turn.bracketed for turn in turns):
        return False
    asks = any(len(name) == 1 or is_prompt_label(name) or is_front(name) for name in asking)
    return asks and any(
        len(name) == 1 or role_of(name) is Role.SOLUTION or is_back(name) for name in telling
    )


def find(run: Blocks) -> Iterator[Candidate]:
    """Every turn that asks, with what is said to it before the next."""
    turns = _turns(run)
    sides = _sides(turns)
    if sides is None or not _covers(run, sides.turns):
        return
    for place, turn in enumerate(sides.turns):
        if turn.name not in sides.asking or not turn.asks:
            continue
        following = sides.turns[place + 1 :]
        end = next((i for i, one in enumerate(following) if _asks(one, sides)), len(following))
        if _is_denied(following[: end + 1], sides):
            continue
        stop = _stop(run, turn, sides, following[end].index if end < len(following) else len(run))
        answer = _answer(run, [one for one in following[:end] if one.index < stop], sides, stop)
        if not answer:
            continue
        yield Candidate(
            form=FORM,
            key=FORM,
            evidence=Evidence.MARKED,
            index=turn.index,
            title=_question(turn.words),
            span=run[turn.index].span,
            answer=answer,
            taken=stop - turn.index - 1,
            skipped=stop - turn.index - 1,
        )


def _covers(run: Blocks, turns: Sequence[_Turn]) -> bool:
    between = run[turns[0].index : turns[-1].index + 1]
    told = sum(isinstance(block, Paragraph) for block in between)
    return len(turns) >= _COVERS * told


def _asks(turn: _Turn, sides: _Sides) -> bool:
    return turn.name in sides.asking and turn.asks


def _is_denied(turns: Sequence[_Turn], sides: _Sides) -> bool:
    """Whether who asks does not take the answer: `No, …`."""
    return any(denies(plain(one.words)) for one in turns if one.name in sides.asking)


def _stop(run: Blocks, turn: _Turn, sides: _Sides, limit: int) -> int:
    """Where an exchange ends: at the next question, a rule or a heading that is no turn."""
    taken = {one.index for one in sides.turns}
    for index in range(turn.index + 1, limit):
        block = run[index]
        if isinstance(block, Rule) or (isinstance(block, Heading) and index not in taken):
            return index
    return limit


def _answer(run: Blocks, turns: Sequence[_Turn], sides: _Sides, stop: int) -> Blocks:
    """What the others say, without their names, and the blocks between."""
    out: list[Block] = []
    for place, turn in enumerate(turns):
        if turn.name in sides.asking or turn.is_question:
            continue
        end = turns[place + 1].index if place + 1 < len(turns) else stop
        own = run[turn.index]
        first = lines(own.children) if isinstance(own, Paragraph) else []
        opened = named(first[0]) if first else None
        words = joined([opened.words, *first[1:]]) if opened else ()
        out += [paragraph(words)] if words else []
        out += run[turn.index + 1 : end]
    return tuple(out)


def _question(words: Inlines) -> Inlines:
    """A turn without the short sentences before its question: `Good. And how so?`."""
    text = plain(words)
    start = 0
    for match in _SENTENCE.finditer(text):
        sentence = text[start : match.start()]
        if has_question_mark(sentence) or len(sentence.split()) > _SHORT or begins_asking(sentence):
            break
        start = match.end()
    return stripped(cut(words, start)) if start else words


SAMPLES = (
    (
        "**Host:** What is DNS?\n\n**You:** A list.\n\n**Host:** Explain zones.\n\n**You:** Parts.",
        ("What is DNS?", "Explain zones."),
    ),
    (
        "Ann — Why 15 degrees?\n\nBen — It turns.\n\nAnn — How fast?\n\nBen — Once a day.",
        ("Why 15 degrees?", "How fast?"),
    ),
)
NOT_SAMPLES = (
    "**Anna:** It is late.\n\n**Ben:** Yes.\n\n**Anna:** So it is.\n\n**Ben:** Bye.",
    "**Anna:** Is it late?\n\n**Ben:** Why?\n\n**Anna:** Is it?\n\n**Ben:** What do you think?",
    "**Speed:** fast\n\n**Memory:** low\n\n**Speed:** slow\n\n**Memory:** high",
)
