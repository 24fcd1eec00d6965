"""Cards as ledgers and databases keep them: their texts as markdown, and back to nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flashcards import patterns as re
from flashcards.card import Ask, Choice, Fact, Gap, Interview, Kept, Kind, Option, Problem
from flashcards.render import markdown
from flashcards.tree import nodes as n
from flashcards.tree import parse_blocks
from flashcards.tree.cut import mapped
from flashcards.tree.gaps import gaps
from flashcards.tree.nodes import Blocks, Inline, Inlines
from flashcards.values import dataclass

BLANK = "[…]"

_PARTS = (
    "prompt", "solution", "rubric", "follow_ups", "related", "meta", "looking_for", "red_flags",
    "green_flags",
)  # fmt: skip
_HINTS = "hints"
_BETWEEN = "\n\n***\n\n"
# The line that parts hints or options from each other.
_RULE = re.compile(r"^\*\*\*[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a fact says, as markdown; `extra` are the parts of an interview card, a problem's pool.

    The names in `extra` stand in databases: `prompt`, `meta`, `hints` (parted by lines of `***`),
    `solution`, `looking_for`, `red_flags`, `green_flags`, `rubric`, `follow_ups`, `related`;
    `pool`, `drills`.
    """

    front: str
    back: str
    more: str
    extra: tuple[tuple[str, str], ...] = ()


MOST_KNOWN = 50_000
"""Facts whose texts are known at a time; then all are forgotten."""

_known: dict[int, tuple[Fact, Written]] = {}


def know(fact: Fact, texts: Written) -> None:
    """Take these for a fact's texts: they were kept with it."""
    if len(_known) >= MOST_KNOWN:
        _known.clear()
    _known[id(fact)] = (fact, texts)


def written(fact: Fact) -> Written:
    """A fact's texts as markdown."""
    known = _known.get(id(fact))
    if known is not None and known[0] is fact:
        return known[1]
    return Written(
        front=markdown(fact.front),
        back=markdown(fact.back),
        more=markdown(fact.more),
        extra=tuple(_extra(fact.ask)),
    )


def _extra(ask: Ask) -> Iterator[tuple[str, str]]:
    if isinstance(ask, Problem):
        yield "pool", ask.pool
        yield "drills", markdown(ask.drills)
    elif isinstance(ask, Interview):
        parts = [(name, markdown(getattr(ask, name))) for name in _PARTS]
        parts.append((_HINTS, _BETWEEN.join(map(markdown, ask.hints))))
        yield from ((name, text) for name, text in parts if text)


def parts(ask: Ask) -> tuple[tuple[str, str], ...]:
    """All that a card asks beside its front and back, so that `restored` gives it again.

    Beyond `Written.extra`: `asked`, `options` (parted by lines of `***`) and `right` (their
    places) of a choice; `text` with all gaps and `places` of this card's in it. What they say is
    in front and back as well, so they do not count as content.
    """
    return (*_extra(ask), *_asked(ask))


def _asked(ask: Ask) -> Iterator[tuple[str, str]]:
    if isinstance(ask, Choice):
        options = [markdown((n.Paragraph(option.text),)) for option in ask.options]
        yield "asked", markdown(ask.asked)
        yield "options", _BETWEEN.join(options)
        yield "right", _numbers(k for k, option in enumerate(ask.options) if option.right)
    elif isinstance(ask, Gap) and ask.text:
        yield "text", markdown(ask.text)
        yield "places", _numbers(ask.places)


def _numbers(numbers: Iterable[int]) -> str:
    return " ".join(map(str, numbers))


def blocks(text: str) -> Blocks:
    """Blocks of markdown that `markdown` wrote: subject and blanks are what they were."""
    parsed = parse_blocks(text) if text else ()
    if not parsed:
        return ()
    first = parsed[0]
    if isinstance(first, n.Heading) and first.level == _SUBJECT_LEVEL:
        parsed = (n.Paragraph((n.Subject(first.children),)), *parsed[1:])
    return n.map_inlines(parsed, _with_blanks) if BLANK in text else parsed


_SUBJECT_LEVEL = 6


def _with_blanks(run: Inlines) -> Inlines:
    """Running text in which `[…]` is what the card asks for; a literal one is written otherwise."""

    def blank(node: Inline) -> Inlines | None:
        if not isinstance(node, n.Text) or not node.verbatim or BLANK not in node.value:
            return None
        first, *rest = node.value.split(BLANK)
        out: list[Inline] = [n.Text(first)] if first else []
        for text in rest:
            out += [n.Hidden(()), *([n.Text(text)] if text else [])]
        return tuple(out)

    return mapped(run, blank)


def restored(kind: Kind, extra: tuple[tuple[str, str], ...] = ()) -> Ask:
    """What a card asks, as far as its kind and its parts say."""
    given = dict(extra)
    if kind is Kind.PROBLEM:
        return Problem(pool=given.get("pool", ""), drills=blocks(given.get("drills", "")))
    if kind is Kind.INTERVIEW:
        hints = [hint for hint in _RULE.split(given.get(_HINTS, "")) if hint.strip()]
        return Interview(
            hints=tuple(map(blocks, hints)),
            **{name: blocks(given[name]) for name in _PARTS if name in given},
        )
    if kind is Kind.CHOICE and "options" in given:
        right = set(given["right"].split())
        options = map(_inlines, _RULE.split(given["options"]))
        return Choice(
            asked=blocks(given["asked"]),
            options=tuple(Option(text=t, right=str(k) in right) for k, t in enumerate(options)),
        )
    if kind is Kind.CLOZE and "text" in given:
        text, places = blocks(given["text"]), tuple(map(int, given["places"].split()))
        found = gaps(text)
        if max(places, default=0) >= len(found):  # what is kept and what is read differ
            return Kept(kind=kind)
        return Gap(hidden=tuple(found[k].children for k in places), text=text, places=places)
    return Kept(kind=kind)


def _inlines(text: str) -> Inlines:
    made = blocks(text)
    return made[0].children if made and isinstance(made[0], n.Paragraph) else ()
