"""Problems of a document: those that its author wrote, and those made of what it works out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from flashcards.card import Fact
from flashcards.document import Document, Question, Role, Source
from flashcards.errors import Finding
from flashcards.facts.scope import Scope
from flashcards.problems.family import Family, ProblemError
from flashcards.problems.local import unlocal
from flashcards.problems.packs import tables
from flashcards.problems.pool import COUNT, Pool, pool, pool_fact
from flashcards.problems.ranges import Range, drawn_ranges, narrowed, read_ranges
from flashcards.problems.variant import draw
from flashcards.problems.written.block import written_family
from flashcards.problems.written.fences import problem_fences
from flashcards.quantities import habit_of
from flashcards.relations.passages import pieces_of
from flashcards.standing import standing
from flashcards.values import dataclass
from flashcards.worked import all_recompute, worked

RULE = "problem"
NO_RANGES: Mapping[tuple[str, ...], str] = MappingProxyType({})
FEWER = 24
"""Variants of a problem that was found, not written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A problem of a document.

    Attributes:
        family: with its one ask.
        text: the block that the family was read from.
        line: where it stands.
        key: what tells it from the document's others, whatever its place.
        written: whether its author wrote it as a problem.
        inputs: names of the inputs of one that was found, `x0`, `x1` … of `relation`.
    """

    family: Family
    text: str
    line: int
    key: tuple[str, ...]
    written: bool
    inputs: tuple[str, ...] = ()
    relation: str = ""


def written_problems(document: Document) -> Iterator[Found | ProblemError]:
    """The problems that stand in a document as blocks; an error for each that is not sound."""
    names: set[str] = set()
    for text, line in problem_fences(document.tree):
        try:
            family = written_family(text, path=document.path, line=line, tables=tables())
        except ProblemError as error:
            yield error
            continue
        if family.name in names:
            yield ProblemError(
                f"two problems are called “{family.name}”",
                path=document.path,
                line=line,
                hint='give one another title, or an id = "…"',
            )
            continue
        names.add(family.name)
        yield Found(family=family, text=text, line=line, key=(family.name,), written=True)


def worked_problems(document: Document) -> Iterator[Found]:
    """The problems that a document's worked calculations become."""
    for one in worked(document):
        try:
            family = written_family(one.block.text, path=document.path, line=one.line)
        except ProblemError:
            continue  # no draw of it is sound: nothing is made
        language = family.asks[0].language
        if not all_recompute([unlocal(step, language) for step in draw(family, 0).steps]):
            continue
        yield Found(
            family=family,
            text=one.block.text,
            line=one.line,
            key=one.key,
            written=False,
            inputs=one.inputs,
            relation=one.relation,
        )


def problem_findings(document: Document) -> Iterator[Finding]:
    """What is wrong with the problems that the author wrote."""
    for one in written_problems(document):
        if isinstance(one, ProblemError):
            yield Finding(
                path=document.path,
                line=one.line or 1,
                rule=RULE,
                severity="error",
                message=f"{one.message} ({one.hint})" if one.hint else one.message,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fence:
    """What became of a block of a document, or of a listing.

    Attributes:
        line: where it stands.
        written: whether its author wrote it as a problem; else it is a listing.
        problems: how many it became.
        why: why it became none.
    """

    line: int
    written: bool
    problems: int
    why: str = ""

    def __str__(self) -> str:
        made = f"{self.problems} problem{'s' if self.problems != 1 else ''}"
        kind = "problem block" if self.written else "listing"
        return f"{kind}: {made}" if self.problems else f"{kind}: no problem ({self.why})"


def fences(document: Document) -> tuple[Fence, ...]:
    """What became of the fences of a document that may be problems, in its order."""
    found = [
        Fence(line=one.line or 1, written=True, problems=0, why=one.message)
        if isinstance(one, ProblemError)
        else Fence(line=one.line, written=True, problems=1)
        for one in written_problems(document)
    ]
    from flashcards.worked.programs import listed

    pieces = pieces_of(document.tree, habit_of([document.tree.text]))
    found += [
        Fence(line=one.line, written=False, problems=one.problems, why=one.why)
        for one in listed(pieces, standing(document).title)
    ]
    return tuple(sorted(found, key=lambda one: one.line))


def fences_said(found: Sequence[Fence]) -> str:
    """How many blocks and listings are asked: `3 of 4 problem blocks, 2 of 9 listings`."""
    parts = []
    for written, name in ((True, "problem blocks"), (False, "listings")):
        of_kind = [one for one in found if one.written is written]
        if of_kind:
            parts.append(f"{sum(one.problems > 0 for one in of_kind)} of {len(of_kind)} {name}")
    return ", ".join(parts)


TOO_NARROW = "its range leaves too few variants"
"""Why a problem is set aside whose range a person narrowed, or whose document changed since."""


Recalled = Callable[[str, Callable[[], Fact]], Fact]
"""The fact of what is said, recalled or made."""


def _anew(said: str, make: Callable[[], Fact]) -> Fact:  # noqa: ARG001 - nothing is recalled
    return make()


def computed_facts(
    document: Document,
    *,
    tag_root: str,
    ranges: Mapping[tuple[str, ...], str] = NO_RANGES,
    recalled: Recalled = _anew,
) -> tuple[Fact, ...]:
    """A fact for each problem of a document, every variant checked.

    Args:
        document: as understood.
        tag_root: the tag that theirs stand below.
        ranges: to which a person narrowed the numbers of some, by the keys of their facts.
        recalled: by whom the fact of a problem that did not change may be known.

    Raises:
        ProblemError: one that its author wrote is not sound.
    """
    facts: list[Fact] = []
    taken: set[tuple[str, ...]] = set()
    questions = standing(document)
    for one in (*written_problems(document), *worked_problems(document)):
        if isinstance(one, ProblemError):
            raise one
        key = one.key if one.key not in taken else (*one.key, f"({len(facts)})")
        taken.add(key)
        own = ranges.get(key, "")
        # All that its fact comes from, but for its place in the document.
        said = json.dumps([one.text, one.written, own, tag_root])
        try:
            fact = recalled(said, partial(_fact, one, own, tag_root))
        except ProblemError:
            if one.written:
                raise
            continue
        question = questions.at(one.line)
        facts.append(
            _in_document(
                fact,
                document,
                question,
                key,
                line=one.line,
                tag_root=tag_root,
                written=one.written,
            )
        )
    return tuple(facts)


def ranges_of(document: Document) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Between which ends the numbers of each problem are drawn, by its key: `x0 20..64 (size)`."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for one in (*written_problems(document), *worked_problems(document)):
        if not isinstance(one, ProblemError):
            found.setdefault(one.key, tuple(_ranges_said(one)))
    return found


def _ranges_said(one: Found) -> Iterator[str]:
    names = {f"x{place}": name for place, name in enumerate(one.inputs)}
    for each in drawn_ranges(one.family):
        called = names.get(each.name, "")
        shown = f" ({called})" if called and "{{" not in called else ""
        yield f"{each}{shown}"


def _fact(one: Found, own: str, tag_root: str) -> Fact:
    """The fact of a problem's pool, not yet in its place."""
    made, aside = _pool(one, read_ranges(own))
    fact = pool_fact(made, tag_root=tag_root, titles={})
    return replace(fact, aside=aside or fact.aside)


def _pool(one: Found, ranges: Sequence[Range]) -> tuple[Pool, str]:
    """The pool of a problem in these ranges; all of it, and why it is set aside, if they fail."""
    count = COUNT if one.written else FEWER
    if ranges:
        family = narrowed(one.family, ranges)
        try:
            return pool(family, family.asks[0], count=count), ""
        except ProblemError:
            return pool(one.family, one.family.asks[0], count=count), TOO_NARROW
    return pool(one.family, one.family.asks[0], count=count), ""


def _in_document(
    fact: Fact,
    document: Document,
    question: Question | None,
    key: tuple[str, ...],
    *,
    line: int,
    tag_root: str,
    written: bool,
) -> Fact:
    """The fact as one of the document's own, in the deck of the question that it stands in."""
    name = "::".join((tag_root, "problem", key[0] if written else "worked"))
    title = fact.context[-1]
    if question is None:
        title_of = document.title.plain or document.name
        deck = document.deck or title_of.replace("::", ": ")
        number, question_title = 0, ""
        context: tuple[str, ...] = (*deck.split("::"), title)
        tags = tuple(tag for tag in fact.tags if not tag.startswith(f"{tag_root}::"))
    else:
        scope = Scope(document=document, question=question, tag_root=tag_root, role=Role.SOLUTION)
        deck, number, question_title = scope.deck, question.number, question.title.plain
        context = (*scope.context, title)
        tags = tuple(dict.fromkeys((*scope.tags("problem"), *fact.tags[2:])))
    return replace(
        fact,
        key=key,
        context=context,
        group="/".join(("problem", *key)),
        place=("problem",),
        document=document.name,
        question=number,
        question_title=question_title,
        deck=deck,
        tags=tuple(dict.fromkeys((*tags, name.replace(" ", "-")))),
        source=Source(path=document.path, line=line),
    )
