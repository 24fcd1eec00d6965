"""`Q: …` and `A: …` in plain letters, on two lines or on one, numbered or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from flashcards import patterns as re
from flashcards.document import Asks, Role
from flashcards.questions.forms.apart import is_answering
from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.forms.titles import title_of
from flashcards.questions.labels import split_label, split_spoken
from flashcards.questions.letters import is_nth, opening_letter
from flashcards.questions.roles import (
    answer_label,
    has_question_mark,
    is_back,
    is_front,
    is_prompt_label,
    role_of,
)
from flashcards.questions.slices import alone, cut, joined, lines, paragraph, stripped
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Blocks,
    BulletList,
    CodeBlock,
    Inlines,
    Item,
    OrderedList,
    Paragraph,
    Strong,
)

FORM = "q-and-a"
SIDES = "sides by name"
_LABEL = re.compile(r"(?P<label>[^\W\d_][^:：\n]{0,20}?)\s*[:：]\s*(?=\S)")
# The first letters of the words for question and answer, before a colon or a full stop.
_INITIAL = re.compile(r"(?P<label>[^\W\d_])\s?[:：.]\s+(?=\S)")
_INITIALS = {
    "q": ("r", "a"), "f": ("a",), "p": ("r",), "d": ("r",), "в": ("о",), "v": ("a",), "s": ("c",),
}  # fmt: skip
"""English and French, German, Spanish and Portuguese, Italian, Russian, Dutch, Turkish."""
# `… Answer: …` on the question's own line.
_INLINE_ANSWER = re.compile(r"(?<=\S)\s+(?P<label>[^\W\d_]{1,12})\.?\s*[:：]\s+(?=\S)")


def find(run: Blocks) -> Iterator[Candidate]:
    """Paragraphs that open with the word for a question; an answer with its word follows.

    One without an answer asks, too, where others of its word have theirs, or most ask.
    """
    unanswered: list[Candidate] = []
    answered: Counter[str] = Counter()
    for index, block in enumerate(run):
        if not isinstance(block, Paragraph):
            continue
        first, *below = lines(block.children)
        sides = _lettered(run, index, first, below) or _sided(run, index, first, below)
        if sides:
            answered[sides.key.removeprefix("word ")] += 1
            yield sides
            continue
        title = asked(first)
        if title is None:
            continue
        words, number, word = title
        words, own = with_answer(words)
        body = joined([own, *below]) if own else joined(below)
        answer = (paragraph(body),) if body else ()
        near = own or any(answer_label(plain(line)) for line in below)
        one = Candidate(
            form=FORM,
            key=f"word {word}",
            evidence=Evidence.MARKED,
            index=index,
            title=words,
            span=block.span,
            answer=answer,
            open_ended=True,
            number=number,
        )
        if near or _answered(run, index) or _offers(run, index):
            answered[word] += 1
            yield one
        elif number is None or has_question_mark(plain(words)):
            unanswered.append(one)
    bare = [one for one in unanswered if one.number is None]
    asking = Counter(one.key for one in bare if has_question_mark(plain(one.title)))
    told = Counter(one.key for one in bare)
    kinds = {f"word {word}" for word, count in answered.items() if count > 1}
    kinds |= {key for key, count in asking.items() if count > 1 and count * 2 >= told[key]}
    yield from (one for one in unanswered if one.key in kinds)


def _sided(run: Blocks, index: int, first: Inlines, below: Sequence[Inlines]) -> Candidate | None:
    """`Front: …` and `Back: …`, `Term: …` and `Definition: …`: the sides of a card by name."""
    if below and _names(first):  # `**Card 12**` over both sides
        first, *below = below
    front, behind = _LABEL.match(plain(first)), run[index + 1 : index + 2]
    if front is None or not is_front(front["label"]):
        return None
    at = next((i for i, row in enumerate(below) if _back(row)), len(below))
    more, told = list(below[:at]), list(below[at:])
    apart = not told and bool(behind) and isinstance(behind[0], Paragraph)
    if apart and isinstance(behind[0], Paragraph):
        told = lines(behind[0].children)
    back = _back(told[0]) if told else None
    if back is None and not (below and is_back(plain(below[-1]))):
        return None
    # `Back:` with nothing behind it: a card that nobody has finished, and no part of the last one.
    body = joined([stripped(cut(told[0], back)), *told[1:]]) if back else ()
    more = more if back else more[:-1]
    return Candidate(
        form=FORM,
        key=SIDES,
        evidence=Evidence.MARKED,
        index=index,
        title=joined([stripped(cut(first, front.end())), *more]),
        span=run[index].span,
        answer=(paragraph(body),) if body else (),
        open_ended=True,
        skipped=int(apart and back is not None),
        asks=Asks.PAIR,
    )


def _names(line: Inlines) -> bool:
    """Whether a line is the name of a card and its number, and no more."""
    return _NAMED.fullmatch(plain(line)) is not None


# `Card 12`, `#12`, `12.`, `Karte Nr. 12`.
_NAMED = re.compile(r"\W*(?:[^\W\d_]{2,20} (?:[^\W\d_]{2,3}\.? )?)?#?\d{1,4}[.):]?\W*")


def names_side(line: Inlines) -> bool:
    """Whether a line opens with the name of a side of a card: `Front: …`."""
    label = _LABEL.match(plain(line))
    return label is not None and (is_front(label["label"]) or is_back(label["label"]))


def _back(line: Inlines) -> int | None:
    """Where the text behind `Back:` begins, if a line opens with such a word."""
    label = _LABEL.match(plain(line))
    return label.end() if label and is_back(label["label"]) else None


def _lettered(
    run: Blocks, index: int, first: Inlines, below: Sequence[Inlines]
) -> Candidate | None:
    """`F: …?` and `A: …`, `P: …?` and `R: …`: initials of other languages, which only ask so."""
    asks, behind = _INITIAL.match(plain(first)), run[index + 1 : index + 2]
    if asks is None or asks["label"].casefold() not in _INITIALS:
        return None
    apart = not below and bool(behind) and isinstance(behind[0], Paragraph)
    if apart and isinstance(behind[0], Paragraph):
        below = lines(behind[0].children)
    tells = _INITIAL.match(plain(below[0])) if below else None
    title = stripped(cut(first, asks.end()))
    if tells is None or tells["label"].casefold() not in _INITIALS[asks["label"].casefold()]:
        return None
    if any((mark := opening_letter(plain(row))) and is_nth(mark[0], 1) for row in below[1:]):
        return None  # `a. this`, `b. that` are options
    if not (has_question_mark(plain(title)) or asks["label"] in "Qq"):
        return None  # `F: 3 N` is a force
    body = joined([stripped(cut(below[0], tells.end())), *below[1:]])
    return Candidate(
        form=FORM,
        key=f"word {asks['label'].casefold()}",
        evidence=Evidence.MARKED,
        index=index,
        title=title,
        span=run[index].span,
        answer=(paragraph(body),),
        open_ended=True,
        skipped=int(apart),
    )


def asked(line: Inlines) -> tuple[Inlines, int | None, str] | None:
    """What a line asks that opens with `Q:`, `Q1.`, `Question 3:`; its number and its word."""
    bare = stripped(line)
    words = plain(bare)
    label = _LABEL.match(words)
    if label and is_prompt_label(label["label"]):
        return stripped(cut(bare, label.end())), None, label["label"].casefold()
    title = title_of(bare)
    if title.evidence is Evidence.MARKED and title.words and title.number is not None:
        return title.words, title.number, title.word
    return None


def asks_by_word(line: Inlines) -> bool:
    """Whether a line opens with the word for a question, or its first letter: `Q:`, `F:`."""
    initial = _INITIAL.match(plain(stripped(line)))
    lettered = initial is not None and initial["label"].casefold() in _INITIALS
    return asked(line) is not None or (lettered and has_question_mark(plain(line)))


def answers_by_word(line: Inlines) -> bool:
    """Whether a line opens with the word for an answer, or its first letter."""
    words = plain(stripped(line))
    initial = _INITIAL.match(words)
    lettered = initial is not None and any(
        initial["label"].casefold() in told for told in _INITIALS.values()
    )
    return answer_label(words) or lettered


def with_answer(words: Inlines) -> tuple[Inlines, Inlines]:
    """A question and the answer that follows it on its line."""
    text = plain(words)
    for match in _INLINE_ANSWER.finditer(text):
        if answer_label(match[0].strip()) and match.start() > 1:
            label = match.start("label")
            return stripped(cut(words, 0, match.start())), cut(words, label)
    return words, ()


def _answered(run: Blocks, index: int) -> bool:
    """Whether the blocks behind open with the word for an answer before another question."""
    for block in run[index + 1 : index + 6]:
        if is_answering(block):
            return True
        if not isinstance(block, Paragraph):
            continue
        first = lines(block.children)[0]
        if answer_label(plain(first)):
            return True
        if asked(first) is not None:
            return False
        pair = split_label(first) or split_spoken(first)
        if pair and role_of(plain(pair[0])) is Role.SOLUTION:
            return True
    return False


def _offers(run: Blocks, index: int) -> bool:
    """Whether a list of options follows, one of which is set off by its box or in bold."""
    for block in run[index + 1 : index + 4]:
        if isinstance(block, BulletList | OrderedList):
            marked = sum(item.checked is True or _is_bold(item) for item in block.items)
            return len(block.items) > 1 and marked == 1
        if not isinstance(block, CodeBlock):
            return False
    return False


def _is_bold(item: Item) -> bool:
    first = alone(item)
    return first is not None and len(first.children) == 1 and isinstance(first.children[0], Strong)


SAMPLES = (
    ("Front: Capital of Peru\nBack: Lima", ("Capital of Peru",)),
    ("**Term:** Osmosis\n\n**Definition:** Water through a wall", ("Osmosis",)),
    ("Question 4: Which is prime?\n\n- 4\n- **5**\n- 6", ("Which is prime?",)),
    ("Q: What is a salt for?\nA: For hashes.", ("What is a salt for?",)),
    ("Q1. What is REST?\nAns: A style.", ("What is REST?",)),
    ("Question 1: What is DNS? Answer: A directory.", ("What is DNS?",)),
    ("P: ¿Qué es un mol?\nR: Una cantidad.", ("¿Qué es un mol?",)),
    ("Q. What is DNS?\nA. A directory.", ("What is DNS?",)),
    ("Frage: Was ist ein Mol?\n\nAntwort: Eine Menge.", ("Was ist ein Mol?",)),
)
NOT_SAMPLES = (
    "Front: two doors\nRear: one door",
    "Question 4: Which is prime?\n\n- 4\n- 5",
    "Note: this is a note.\n\nA: one",
    "Questions? Write to us.",
    "F: 3 N\nA: 2 m²",
)
