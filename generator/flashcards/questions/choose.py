"""Which openings are questions: chosen by evidence and coverage, forms may mix."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from flashcards.document import Role
from flashcards.questions.counted import counting_on
from flashcards.questions.forms import (
    apart,
    callouts,
    choice,
    chronology,
    clozes,
    columns,
    commands,
    definitions,
    dialogue,
    fillins,
    folds,
    gift,
    headings,
    items,
    lines,
    notes,
    pairs,
    paragraphs,
    qa,
    quoted,
    ruled,
    separators,
    siblings,
    stated,
    subparts,
    tables,
    tagged,
    terms,
    verdicts,
)
from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.forms.titles import evidence_of, title_of
from flashcards.questions.furniture import is_call
from flashcards.questions.letters import places_inside
from flashcards.questions.roles import is_spoken, role_of
from flashcards.questions.slices import lines as lines_of
from flashcards.questions.told import By, names_only
from flashcards.tree import plain
from flashcards.tree.nodes import Block, Blocks, Heading, Paragraph, Rule, own_inlines, walk
from flashcards.values import dataclass

FORMS: tuple[Callable[[Blocks], Iterable[Candidate]], ...] = (
    notes.find,
    dialogue.find,
    subparts.find,
    gift.find,
    siblings.find,
    verdicts.find,
    terms.find,
    headings.find,
    lines.find,
    qa.find,
    folds.find,
    items.find,
    fillins.find,
    callouts.find,
    stated.find,
    chronology.find,
    commands.find,
    definitions.find,
    tables.find,
    pairs.find,
    columns.find,
    separators.find,
    ruled.find,
    tagged.find,
    quoted.find,
    clozes.find,
    paragraphs.find,
    apart.find,
)
"""Every recogniser but that of choices; a place that several claim goes to the first of the
strongest."""

_LINE = 7
"""The level of what no heading opens."""

_FEW = 0.2
"""Share of a document's blocks that must ask for questions without any mark to be taken."""

_CARDS_LEAST = 3
_FRONTS = 0.8
_SHORT = 12
_SHORT_TEXT = 120
"""Headings are fronts of cards if so many of their level stand over texts of so many words."""

_ENOUGH = 0.5
"""Share of a kind's places that must look like questions for the others to be taken with them."""

_FOOTED = 2
"""With more questions than these the last is told from the foot of the page by the others."""

_THIRD = 1 / 3
"""Share of the headings of a level, numbered one by one, of which the others ask, too."""

_SEVERAL = 1.5
"""Questions a heading from which on headings gather questions and are none."""

_FEWEST_APART = 3
"""So many questions that only their answers tell stand in sections beside others."""

_BARE = (paragraphs.FORM, apart.FORM, apart.LED)
"""Forms without a sign of their own, tried where nothing else opens."""

_CARDS = frozenset((pairs.FORM, separators.FORM, tables.FORM))
"""Forms of tools for cards: with one of them in a document, its highlights are gaps."""

_BARE_LINES = frozenset((columns.BARE, terms.PLAIN))
"""Kinds that are cards only where they are most of the document."""

_WEAK = frozenset((clozes.HIGHLIGHT, columns.BARE, terms.PLAIN, pairs.LIKE_CODE))
"""Kinds that are cards only in a document of cards, and never in the answer above them."""

_WITHIN = _WEAK | {stated.FORM, chronology.FORM, commands.FORM}
"""Kinds that are no cards in the answer above them."""

PARTS = frozenset(
    (Role.PROMPT, Role.SOLUTION, Role.HINTS, Role.KEY_POINTS, Role.FOLLOW_UPS, Role.LOOKING_FOR)
)
"""A heading of such a part belongs to the question above, whatever its level."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Says:
    """What a document says of itself: that it holds questions, cards, or terms with meanings."""

    questions: bool = False
    cards: bool = False
    terms: bool = False


def is_part(words: str) -> bool:
    """Whether a heading names a part of a question and nothing else: `Answer`, `Answer: B`."""
    name = words.split(":", 1)[0]
    return (role_of(name) in PARTS and is_spoken(name)) or names_only(words, least=By.KEY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an author sets: only these forms, and the level of headings that are questions."""

    forms: frozenset[str] = frozenset()
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Openings:
    """Where questions open, and what looked like an opening and is none; both in order."""

    chosen: tuple[Candidate, ...]
    left: tuple[Candidate, ...]


def choose(
    run: Blocks, says: Says, *, keyed: bool = False, wanted: Wanted | None = None
) -> Openings:
    """The openings of questions in a run of blocks.

    Args:
        run: sibling blocks; paragraphs are split at their labels.
        says: what the document says of itself.
        keyed: whether its answers stand together elsewhere.
        wanted: what its author sets.
    """
    found, offering = _candidates(run, wanted, keyed=keyed)
    kinds: dict[str, list[Candidate]] = defaultdict(list)
    for one in found.values():
        kinds[one.key].append(one)
    headed = [one for one in found.values() if one.level < _LINE]
    others = [kind for kind in kinds.values() if kind[0].level == _LINE]
    few = sum(isinstance(block, Heading) for block in run) <= 1
    least = 1 if says.questions or few else 2
    if wanted and (wanted.level or wanted.forms == {headings.FORM}):
        heads = sorted(headed, key=lambda one: one.place)
    else:
        others = [kind for kind in others if kind[0].key not in _BARE_LINES or _covers(run, kind)]
        full = [kind for kind in others if kind[0].key not in _WEAK or _covers(run, kind)]
        spoken = _lines(full, least, keyed=keyed, says=says)
        ends = _Ends(run)
        headed = _ungathering(headed, offering, ends)
        headed = _unasking(headed, kinds[apart.FORM], ends)
        heads = _headings(run, headed, spoken, says, bare=kinds[paragraphs.FORM], ends=ends)
    heads = _unfooted(run, heads)
    outside = _outside(run, heads)
    kept = ([one for one in kind if outside(one)] for kind in others)
    inner = _loose(run, _lines(kept, least, keyed=keyed, says=says))
    chosen = sorted((*heads, *inner), key=lambda one: one.place)
    if not any(one.open_ended for one in chosen):
        bare = [one for form in _BARE for one in kinds[form] if outside(one)]
    else:
        # Beside what opens by a sign, those that are answered apart, in sections of their own.
        bare = _of_own_sections(run, kinds[apart.FORM], chosen) if not heads else []
        least = max(least, _FEWEST_APART)
        if not heads:
            led = [one for one in kinds[apart.LED] if _is_after_answer(run, chosen, one)]
            chosen += _elsewhere(led, chosen)
    answered = any(one.form == apart.FORM for one in bare) and len(bare) >= least
    if answered or (len(bare) > least and len(bare) >= _FEW * len(run)):
        chosen += _elsewhere(bare, chosen)
    chosen += [one for one in counting_on(run, chosen) if outside(one)]
    chosen.sort(key=lambda one: one.place)
    opened = {one.place for one in chosen}
    left = [
        one
        for one in found.values()
        if one.evidence >= Evidence.ASKING and one.place not in opened and outside(one)
    ]
    return Openings(chosen=tuple(chosen), left=tuple(sorted(left, key=lambda one: one.place)))


def _unasking(
    headed: Sequence[Candidate], answered: Sequence[Candidate], ends: _Ends
) -> list[Candidate]:
    """The headings but those that ask of what follows one by one: `True or false?`."""
    places = sorted(one.index for one in answered)
    held = [(one, ends.within(one, places)) for one in headed]
    return [one for one, own in held if len(own) < _FEWEST_APART or own[0] != one.index + 1]


def _elsewhere(more: Sequence[Candidate], chosen: Sequence[Candidate]) -> list[Candidate]:
    """Those at whose blocks none opens that is chosen."""
    taken = {one.index for one in chosen}
    return [one for one in more if one.index not in taken]


def _is_after_answer(run: Blocks, chosen: Sequence[Candidate], one: Candidate) -> bool:
    """Whether the question above one has had its answer, under a name: what follows is another."""
    above = [other.index for other in chosen if other.index < one.index]
    return bool(above) and any(map(apart.is_answering, run[max(above) + 1 : one.index]))


def _of_own_sections(
    run: Blocks, found: Sequence[Candidate], chosen: Sequence[Candidate]
) -> list[Candidate]:
    """Openings in stretches between headings in which nothing else opens."""
    heads = [index for index, block in enumerate(run) if isinstance(block, Heading)]
    full = {bisect_left(heads, one.index) for one in chosen}
    return [one for one in found if bisect_left(heads, one.index) not in full]


def _candidates(
    run: Blocks, wanted: Wanted | None, *, keyed: bool
) -> tuple[dict[tuple[int, int], Candidate], list[int]]:
    """What may open a question, by place, and where questions with options open, in order."""
    found: dict[tuple[int, int], Candidate] = {}
    for form in FORMS:
        for one in form(run):
            if (wanted and not _is_wanted(one, wanted)) or is_call(plain(one.title)):
                continue
            other = found.get(one.place)
            if other is None or other.evidence < one.evidence:
                found[one.place] = one
    parts = [one for one in found.values() if one.form == subparts.FORM and one.first >= 0]
    within = {index for one in parts for index in range(one.first, one.index + 1)}
    found = {
        place: one
        for place, one in found.items()
        if one.form == subparts.FORM or one.index not in within
    }
    offering: list[int] = []
    for one in choice.find(run):
        if (not wanted or _is_wanted(one, wanted)) and one.index not in within:
            least = Evidence.NUMBERED if keyed else Evidence.ASKING
            if one.evidence >= least and one.level == _LINE:
                offering.append(one.index)
            _offer(one, found, keyed=keyed)
    offering.sort()
    whole = [one for one in found.values() if one.form in (notes.FORM, dialogue.FORM)]
    inside = {i for one in whole for i in range(one.index + 1, one.index + 1 + one.taken)}
    found = {place: one for place, one in found.items() if place[0] not in inside}
    if places := sorted(one.index for one in found.values() if one.form == subparts.FORM):
        # A heading over parts that are answered one by one only gathers them.
        ends, together = _Ends(run), {one.index for one in parts}
        gather: set[tuple[int, int]] = set()
        for one in (one for one in found.values() if one.level < _LINE):
            held = ends.within(one, places)
            if held and not (_asks_itself(run[one.index]) and together.isdisjoint(held)):
                gather.add(one.place)
        found = {place: one for place, one in found.items() if place not in gather}
    return found, offering


def _asks_itself(block: Block) -> bool:
    """Whether a heading asks by its own words, its number aside."""
    words = title_of(block.children).words if isinstance(block, Heading) else ()
    return evidence_of(words) >= Evidence.TASK


def _offer(one: Candidate, found: dict[tuple[int, int], Candidate], *, keyed: bool) -> None:
    """Take what stands over options for a question; of one that another form finds, be surer."""
    if keyed and one.evidence < Evidence.ANSWERED:
        one = replace(one, evidence=Evidence.ANSWERED)
    over = [found.get((index, 0)) for index in range(one.first, one.index)]
    other = found.get(one.place) or next(
        (
            o
            for o in over
            if o and (o.open_ended or o.level < _LINE) and o.evidence > Evidence.PLAIN
        ),
        None,
    )
    if other is None or _goes_on(other, one):
        found[one.place] = one
    elif one.evidence >= Evidence.ANSWERED > other.evidence:
        found[other.place] = replace(other, evidence=Evidence.ANSWERED)


def _goes_on(other: Candidate, one: Candidate) -> bool:
    """Whether a title holds its options, too: `How many? (a) 3 (b) 4`, with nothing below it."""
    title = plain(other.title)
    same = other.place == one.place and not other.answer and not other.open_ended
    return (
        same
        and bool(one.answer)
        and plain(one.title) != title.strip()
        and bool(places_inside(title))
    )


def _is_wanted(one: Candidate, wanted: Wanted) -> bool:
    if wanted.forms and one.form not in wanted.forms:
        return False
    return not wanted.level or one.level in (wanted.level, _LINE)


def _lines(
    kinds: Iterable[Sequence[Candidate]], least: int, *, keyed: bool, says: Says
) -> list[Candidate]:
    """The openings without a heading, of every kind that has signs of its own, in order."""
    several = [kind for kind in kinds if kind and kind[0].form not in _BARE]
    tools = (kind for kind in several if kind[0].key not in _WEAK)
    cards = any(one.form in _CARDS or one.key == clozes.GAP for kind in tools for one in kind)
    weak = {clozes.HIGHLIGHT, pairs.LIKE_CODE} if cards else set()
    chosen = [
        one
        for kind in several
        for one in (
            _consistent(kind, least=least, keyed=keyed, declared=says.questions)
            if kind[0].key not in _WEAK
            else (_likely(kind) if says.cards or kind[0].key in weak else ())
        )
    ]
    return sorted(chosen, key=lambda one: one.place)


def _likely(kind: Sequence[Candidate]) -> list[Candidate]:
    """Of weak places, those that anything speaks for."""
    return [one for one in kind if one.evidence > Evidence.PLAIN]


def _covers(run: Blocks, kind: Sequence[Candidate]) -> bool:
    """Whether places of one kind are half of a document or more, its headings aside.

    Half of its blocks, or half of its lines: an export stands in one block between others.
    """
    held = [block for block in run if not isinstance(block, Heading | Rule)]
    rows = sum(len(lines_of(b.children)) if isinstance(b, Paragraph) else 1 for b in held)
    few = len({one.index for one in kind}) >= _ENOUGH * len(held)
    return few or len({one.place for one in kind}) >= _ENOUGH * rows


def _loose(run: Blocks, chosen: Sequence[Candidate]) -> list[Candidate]:
    """Those chosen, but for weak ones in the answer of one above that goes on below."""
    kept: list[Candidate] = []
    start = 0
    answers = False
    for one in chosen:
        answers = answers and not any(isinstance(b, Heading | Rule) for b in run[start : one.index])
        start = one.index
        if one.key not in _WITHIN:
            answers = one.open_ended and one.form != separators.FORM
        elif answers:
            continue
        kept.append(one)
    return kept


def _consistent(
    kind: Sequence[Candidate], *, least: int, keyed: bool, declared: bool
) -> list[Candidate]:
    """Of places of one kind: all if most of them ask, else those that ask.

    One item of a list must have its answer with it: a list of what is asked elsewhere has none.
    Bold lines that only count up are questions where one asks, or where the document says so.
    """
    if kind[0].form == items.FORM and not keyed:
        lists = {one.index for one in kind if one.answer}
        kind = [one for one in kind if one.open_ended or one.index in lists]
    if not kind:
        return []
    marked = [one for one in kind if one.evidence is Evidence.MARKED]
    asking = [one for one in kind if one.evidence >= Evidence.ANSWERED]
    likely = [one for one in kind if one.evidence >= Evidence.TASK]
    numbered = [one for one in kind if one.number is not None]
    counts = least == 1 and kind[0].form == lines.FORM and (declared or asking)
    if counts and _counts_up(numbered):
        return [one for one in kind if one.number is not None or one.evidence >= Evidence.ASKING]
    if len(asking) < least:
        folds_of_questions = kind[0].form == folds.FORM and len(likely) > 1
        return list(kind) if folds_of_questions and len(likely) == len(kind) else marked
    if len(likely) >= _ENOUGH * len(kind):
        return list(kind)
    return asking


def _counts_up(kind: Sequence[Candidate]) -> bool:
    """Whether numbers go up one by one nearly all through: 1, 2, 3, and again 1, 2."""
    steps = [b.number - a.number for a, b in pairwise(kind) if a.number and b.number]
    return len(steps) > 1 and sum(step == 1 for step in steps) >= _FRONTS * len(steps)


# --- headings --------------------------------------------------------------------------------


def _headings(
    run: Blocks,
    found: Sequence[Candidate],
    inner: Sequence[Candidate],
    says: Says,
    *,
    bare: Sequence[Candidate],
    ends: _Ends,
) -> list[Candidate]:
    """The headings that open questions.

    Those that call themselves questions; on the level that has most that ask, all of the kind;
    on other levels, those that ask, stand in no question and hold none. Where headings that ask
    nothing stand over more questions than there are headings, they are titles of sections.
    """
    sides = {one.index - 1 for one in inner if one.key == qa.SIDES}
    marked = (one for one in found if one.evidence is Evidence.MARKED)
    named = _outermost([one for one in marked if one.index not in sides], ends)
    rest = [one for one in found if one.evidence is not Evidence.MARKED]
    places = [one.index for one in inner]
    judged = {one.index for one in inner if one.form == verdicts.FORM}

    held = {one.index: ends.within(one, places) for one in rest}
    several = Counter(one.level for one in rest if len(held[one.index]) > 1)
    levels_of = Counter(one.level for one in rest)

    def holds_lines(one: Candidate) -> bool:
        own = held[one.index]
        if not own or one.evidence < Evidence.ASKING:
            return bool(own)
        # `Scenario C: what does it cost?` over tasks, as over those of scenarios A and B
        gathers = several[one.level] > 2 and several[one.level] > _ENOUGH * levels_of[one.level]
        return len(own) > 1 and (own[0] == one.index + 1 or gathers or judged.issuperset(own))

    rest = [one for one in rest if not holds_lines(one)]
    sections = _sections(run, rest, bare, ends)
    rest = [one for one in rest if one.index not in sections]
    levels: dict[int, list[Candidate]] = defaultdict(list)
    for one in rest:
        levels[one.level].append(one)
    chosen = list(named)
    order = sorted(levels, key=lambda level: _worth(levels[level]), reverse=True)
    totals = Counter(block.level for block in run if isinstance(block, Heading))
    for rank, level in enumerate(order):
        kind = levels[level]
        best = rank == 0 and not named
        fronts = best and (says.cards or says.terms)
        cards = fronts and _are_fronts(run, kind, ends, totals[level])
        taken = _level(kind, declared=says.questions, cards=cards, best=best, total=totals[level])
        inside = _Inside(chosen, ends)
        chosen += [one for one in taken if not inside.touches(one)]
    return sorted(chosen, key=lambda one: one.index)


def _ungathering(
    headed: Sequence[Candidate], choices: Sequence[int], ends: _Ends
) -> list[Candidate]:
    """The headings that do not gather questions with options: a question has options once.

    Those of a level gather where as many stand over several such questions as over a single one.
    """
    held = {one.place: len(ends.within(one, choices)) for one in headed}
    several = Counter(one.level for one in headed if held[one.place] > 1)
    single = Counter(one.level for one in headed if held[one.place] == 1)
    return [one for one in headed if not held[one.place] or several[one.level] < single[one.level]]


def _sections(
    run: Blocks, found: Sequence[Candidate], bare: Sequence[Candidate], ends: _Ends
) -> frozenset[int]:
    """Headings that only gather: below them, paragraphs ask one after the other, each answered.

    A heading over one question in words is its title.
    """
    asked = [one.index for one in bare if _is_answered(run, one)]
    held: dict[int, int] = {}
    for one in found:
        start = bisect_left(asked, one.index + 1)
        if one.evidence < Evidence.ASKING and start < len(asked) and asked[start] == one.index + 1:
            held[one.index] = bisect_left(asked, ends.of(one)) - start
    several = sum(held.values()) >= _SEVERAL * len(held)
    return frozenset(held) if several else frozenset()


def _is_answered(run: Blocks, one: Candidate) -> bool:
    """Whether text that asks nothing follows a question's line, or stands on it."""
    below = run[one.index + 1 : one.index + 2]
    return bool(one.answer) or any(not isinstance(block, Heading | Rule) for block in below)


def _outermost(named: Sequence[Candidate], ends: _Ends) -> list[Candidate]:
    """Of headings that call themselves questions: not those that stand in one of another word."""
    kinds: dict[str, list[Candidate]] = defaultdict(list)
    for one in named:
        kinds[one.key].append(one)
    chosen: list[Candidate] = []
    for kind in sorted(kinds.values(), key=_rank):
        inside = _Inside(chosen, ends)
        chosen += [one for one in kind if not inside.touches(one)]
    return sorted(chosen, key=lambda one: one.index)


def _rank(kind: Sequence[Candidate]) -> tuple[bool, int]:
    """Words that several headings bear come first, of those the outermost."""
    return len(kind) < 2, min(one.level for one in kind)


def _worth(kind: Sequence[Candidate]) -> tuple[int, int, int]:
    asking = sum(one.evidence >= Evidence.ANSWERED for one in kind)
    likely = sum(one.evidence >= Evidence.TASK for one in kind)
    return asking + likely, sum(one.evidence >= Evidence.NUMBERED for one in kind), kind[0].level


def _level(
    kind: Sequence[Candidate], *, declared: bool, cards: bool, best: bool, total: int
) -> list[Candidate]:
    """The questions among the headings of one level.

    Args:
        kind: its headings that may be questions.
        declared: whether the document says that it holds questions.
        cards: whether it says that it holds cards, or terms, and its headings look like fronts.
        best: whether no level has more of them.
        total: how many headings the level has, furniture and parts too.
    """
    asking = [one for one in kind if one.evidence >= Evidence.ANSWERED]
    likely = [one for one in kind if one.evidence >= Evidence.TASK]
    numbered = [one for one in kind if one.evidence >= Evidence.NUMBERED]
    alone = len(asking) < 2 and len(likely) < _ENOUGH * total
    if alone and asking and len(asking) >= _THIRD * total and _counts_up(kind):
        alone = False  # `1. What is an index?`, `2. Properties of a key`, `3. …`
    if not declared and alone:
        asking = []
    if not best:
        return asking
    if asking and len(numbered) >= _ENOUGH * len(kind):
        return list(kind)
    cards = cards and len(kind) >= _CARDS_LEAST and not asking
    if not declared and not cards:
        several = len(asking) > 1 and len(likely) >= _ENOUGH * total
        return likely if several else asking
    if max(len(likely), len(numbered)) >= max(2, _ENOUGH * len(kind)):
        return list(kind)
    return list(kind) if cards else asking


def _are_fronts(run: Blocks, kind: Sequence[Candidate], ends: _Ends, total: int) -> bool:
    """Whether headings look like fronts: nearly all of their level, short over a short text."""
    if len(kind) < _FRONTS * total:
        return False
    lengths = []
    for one in kind:
        below = run[one.index + 1 : ends.of(one)]
        if not below or isinstance(below[0], Heading) or len(plain(one.title).split()) > _SHORT:
            return False
        lengths.append(
            sum(len(plain(runs).split()) for b in walk(below) for runs in own_inlines(b))
        )
    return median(lengths) <= _SHORT_TEXT


class _Ends:
    """Where what stands under a heading ends."""

    def __init__(self, run: Blocks) -> None:
        self._run = run
        self._headings = [i for i, block in enumerate(run) if isinstance(block, Heading)]
        self._after: dict[int, int] = {}
        open_: list[tuple[int, int]] = []
        for index in self._headings:
            level = run[index].level  # type: ignore[union-attr]
            while open_ and open_[-1][1] >= level:
                self._after[open_.pop()[0]] = index
            open_.append((index, level))
        for index, _ in open_:
            self._after[index] = len(run)

    def of(self, one: Candidate) -> int:
        """The index behind the last block under a heading."""
        return self._after.get(one.index, one.index + 1)

    def within(self, one: Candidate, places: Sequence[int]) -> Sequence[int]:
        """Those of some places, in order, that stand under a heading."""
        return places[bisect_left(places, one.index + 1) : bisect_left(places, self.of(one))]


class _Inside:
    """Whether a heading stands in, or holds, one of those chosen."""

    def __init__(self, chosen: Iterable[Candidate], ends: _Ends) -> None:
        spans = sorted((one.index, ends.of(one)) for one in chosen)
        self._starts = [start for start, _ in spans]
        self._stops = [stop for _, stop in spans]
        self._ends = ends

    def touches(self, one: Candidate) -> bool:
        index = bisect_left(self._starts, one.index)
        inside = index > 0 and self._stops[index - 1] > one.index
        holds = index < len(self._starts) and self._starts[index] < self._ends.of(one)
        return inside or holds


def _unfooted(run: Blocks, heads: Sequence[Candidate]) -> list[Candidate]:
    """Headings, the last without what stands behind a rule, where none before has text there.

    Such a text is the foot of the page: what comes next, who wrote it.
    """
    if len(heads) <= _FOOTED:
        return list(heads)
    opening = {one.index for one in heads}
    *before, last = heads
    if any(_foot(run, one, opening) for one in before):
        return list(heads)
    foot = _foot(run, last, opening)
    if not foot:
        return list(heads)
    return [*before, replace(last, open_ended=False, taken=foot - last.index - 1)]


def _foot(run: Blocks, one: Candidate, opening: set[int]) -> int:
    """Where a rule stands in a question with text behind it; 0 if none does."""
    end = question_end(run, one, opening)
    rule = next((i for i in range(one.index + 1, end) if isinstance(run[i], Rule)), end)
    return rule if any(not isinstance(block, Rule) for block in run[rule:end]) else 0


def _outside(run: Blocks, heads: Sequence[Candidate]) -> Callable[[Candidate], bool]:
    """Whether an opening stands in no question that a heading opens."""
    opening = {head.index for head in heads}
    stops = [question_end(run, one, opening) for one in heads]
    starts = [one.index for one in heads]

    def outside(one: Candidate) -> bool:
        index = bisect_left(starts, one.index + 1) - 1
        return index < 0 or stops[index] <= one.index

    return outside


def question_end(run: Blocks, one: Candidate, opening: set[int]) -> int:
    """Where a question under a heading ends.

    At the next heading of its level or above, but for one that names a part of a question.
    """
    if not one.open_ended:
        return one.index + 1 + one.taken
    for index in range(one.index + 1, len(run)):
        block = run[index]
        if not isinstance(block, Heading):
            continue
        if index in opening:
            return index
        if block.level <= one.level and not is_part(plain(block.children)):
            return index
    return len(run)
