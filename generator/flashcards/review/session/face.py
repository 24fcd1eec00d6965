"""What a card shows: subject, question, hints, answer, and what stands below the answer."""

from __future__ import annotations

from collections.abc import Iterable

from flashcards import patterns as re
from flashcards.kinds import Kind
from flashcards.render.marks import escape_markdown
from flashcards.review.session.offered import Offered
from flashcards.review.session.variant import Variant
from flashcards.review.store.model import StoredCard
from flashcards.values import dataclass

SUBJECT = "###### "
"""How a front begins that says itself where it belongs."""

_RULE = re.compile(r"^\*\*\*[ \t]*$", re.MULTILINE)
"""The line that parts hints from each other."""

_INTERVIEW = (
    ("looking_for", "Looked for"),
    ("green_flags", "Green flags"),
    ("red_flags", "Red flags"),
    ("rubric", "Rubric"),
    ("follow_ups", "Follow-ups"),
    ("related", "Related"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece below the answer; `title` may be empty."""

    title: str
    markdown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A card's texts, all card markdown.

    Attributes:
        subject: what it is about, shown small above the question.
        question: what is asked.
        hints: shown one by one.
        choices: the options, of a problem as plain text; those of a choice stand in the question.
        typed: whether an answer is typed. wanted: what is, in a few words.
        by_heart: whether it may be answered in the head, too: who looks has not given up.
        gaps: what stands in the gaps of a text, as plain text, where it can be typed.
        answer: what is right.
        parts: more, below the answer.
    """

    subject: str
    question: str
    answer: str
    hints: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    typed: bool = False
    wanted: str = "your answer"
    by_heart: bool = False
    gaps: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


def face(
    card: StoredCard, variant: Variant | None = None, *, options: Offered | None = None
) -> Face:
    """What the card shows; a computed problem shows its variant, a choice its options."""
    if variant is not None:
        return _problem(card, variant)
    if options is not None:
        return _choice(card, options)
    if card.kind is Kind.INTERVIEW:
        return _interview(card)
    subject, question = _parted(card)
    gaps = _gaps(card)
    return Face(
        subject=subject,
        question=question,
        answer=card.back,
        typed=bool(gaps),
        by_heart=bool(gaps),
        gaps=gaps,
        parts=_filled((("", card.more),)),
    )


def _parted(card: StoredCard) -> tuple[str, str]:
    if card.front.startswith(SUBJECT):
        subject, _, question = card.front.removeprefix(SUBJECT).partition("\n")
        if question.strip():
            return subject.strip(), question.strip("\n")
    named = {card.title} if card.kind in _NAMED_BY_TEXT else set()
    said = named | _said(card.front)
    return _crumbs(part for part in card.context if part.strip() not in said), card.front


_NAMED_BY_TEXT = frozenset((Kind.CHOICE, Kind.CLOZE))
"""Kinds whose question is called by the text asked: a filled gap in the context would tell it."""


def _said(front: str) -> set[str]:
    """What a front says, alone or in its first line: no card says that above itself again."""
    from flashcards.render import blocks_of, plain

    blocks = blocks_of(front)
    return {plain(blocks).strip(), plain(blocks[:1]).strip()}


def _crumbs(context: Iterable[str]) -> str:
    return " › ".join(escape_markdown(part) for part in context if part.strip())


def _interview(card: StoredCard) -> Face:
    extra = dict(card.extra)
    hints = tuple(h.strip() for h in _RULE.split(extra.get("hints", "")) if h.strip())
    solution = extra.get("solution") or "\n\n".join(filter(None, (card.back, card.more)))
    return Face(
        subject=extra.get("meta", ""),
        question=card.front,
        hints=hints,
        answer=solution,
        parts=_filled((title, extra.get(name, "")) for name, title in _INTERVIEW),
    )


def _problem(card: StoredCard, variant: Variant) -> Face:
    steps = "\n".join(f"{number}. {step}" for number, step in enumerate(variant.steps, start=1))
    return Face(
        subject=_crumbs(one for one in card.context if not _is_form_of(one, variant.statement)),
        question=variant.statement,
        choices=variant.target.choices,
        typed=True,
        answer=escape_markdown(variant.target.answer),
        parts=_filled((("Worked out", steps), ("Drills", dict(card.extra).get("drills", "")))),
    )


def _is_form_of(subject: str, statement: str) -> bool:
    r"""Whether a statement says its subject, with numbers in the gaps of it.

    >>> _is_form_of("What do … g weigh?", "**What do 5 g weigh?**\n\nAnswer in N.")
    True
    """
    from flashcards.render import blocks_of, plain

    said = plain(blocks_of(statement)[:1]).strip()
    return re.fullmatch(".+".join(map(re.escape, subject.strip().split("…"))), said) is not None


def _choice(card: StoredCard, options: Offered) -> Face:
    subject, _ = _parted(card)
    asked = dict(card.extra)["asked"]
    if asked.startswith(SUBJECT) and subject:  # it stands above already
        asked = asked.partition("\n")[2].strip("\n") or asked
    rows = options.lettered(range(len(options.options)))
    right = options.lettered(sorted(options.right))
    many = f"\n\n{len(right)} of {len(rows)} are right." if len(right) > 1 else ""
    listed = "\n".join(f"- {row}" for row in rows)
    return Face(
        subject=subject,
        question=f"{asked}\n\n{listed}{many}",
        choices=rows,
        typed=True,
        wanted="a letter" if len(right) == 1 else "letters: a c",
        answer=right[0] if len(right) == 1 else "\n".join(f"- {row}" for row in right),
        parts=_filled((("", card.more),)),
    )


_MOST_TYPED = 6
"""Words in a gap that can be asked for to the letter."""


def _gaps(card: StoredCard) -> tuple[str, ...]:
    """What is typed into the gaps, where it is a few words and nothing else."""
    if card.kind is not Kind.CLOZE or "text" not in dict(card.extra):
        return ()
    from flashcards.card import Gap
    from flashcards.tree import plain
    from flashcards.tree.nodes import Image, Math, walk_inlines
    from flashcards.written import restored

    ask = restored(card.kind, card.extra)
    hidden = ask.hidden if isinstance(ask, Gap) else ()
    if any(isinstance(node, Image | Math) for run in hidden for node in walk_inlines(run)):
        return ()
    words = tuple(plain(run).strip() for run in hidden)
    short = all(words) and sum(len(one.split()) for one in words) <= _MOST_TYPED
    return words if short else ()


def _filled(parts: Iterable[tuple[str, str]]) -> tuple[Part, ...]:
    return tuple(Part(title=title, markdown=text) for title, text in parts if text.strip())
