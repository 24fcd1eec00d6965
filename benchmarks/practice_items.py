"""Items of practice sets: plans, items and whole sets a second.

Run it as `python -m benchmarks.practice_items`. The floor of an item is a computed problem drawn
and checked, for that is what a set cannot do without; that of a choice is to shuffle and copy
texts that are there already.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from flashcards.card import Card
from flashcards.contents import contents
from flashcards.documents import read_document
from flashcards.facts import across, extract
from flashcards.ledger import Ledger, reconcile
from flashcards.practice.assemble import set_of, sets_of
from flashcards.practice.items import Plan, stock
from flashcards.practice.items.plan import shuffled
from flashcards.practice.model import Form, Option
from flashcards.practice.wishes import Wishes
from flashcards.problems import FAMILIES
from flashcards.problems.chance import Chance
from flashcards.problems.drills import titles
from flashcards.problems.pool import FEWEST, pool_facts
from flashcards.render import blocks_of

DOCUMENT = Path(__file__).resolve().parent.parent / "source" / "module-1-foundations.md"
_T = TypeVar("_T")
ROUNDS = 3
ITEMS = 20
VERSIONS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one run found.

    Attributes:
        plans: number of plans of our deck. stock_s: to find them all.
        forms: items a second, by form.
        choice_floor: shuffled copies of options that are there, a second.
        set_s: to assemble a set of 20. versions_s: 30 versions of it.
    """

    plans: int
    stock_s: float
    forms: dict[str, float]
    choice_floor: float
    set_s: float
    versions_s: float


def deck() -> tuple[Card, ...]:
    """The cards of our own document and of all families."""
    document = read_document(DOCUMENT).document
    extractions = across([contents(document)], [extract(document, tag_root="llm")])
    facts = [fact for extraction in extractions for fact in extraction.facts]
    facts += pool_facts(FAMILIES.values(), tag_root="llm", titles=titles(), count=FEWEST)
    return reconcile(facts, Ledger(), now=1, in_scope=lambda _: True).cards


def measure() -> Measured:
    """Time all of it, the median of some rounds each."""
    cards = deck()
    stock_s, plans = _timed(lambda: stock(cards))
    wishes = Wishes(seed=1, count=ITEMS)
    set_of(plans, wishes)  # templates are compiled now
    forms = {}
    for form in Form:
        of_form = [plan for plan in plans if plan.form is form]
        seconds, made = _timed(lambda of_form=of_form: _items(of_form))  # type: ignore[misc]
        forms[form.value] = made / seconds
    seconds, made = _timed(_copies)
    return Measured(
        plans=len(plans),
        stock_s=stock_s,
        forms=forms,
        choice_floor=made / seconds,
        set_s=_timed(lambda: set_of(plans, wishes))[0],
        versions_s=_timed(lambda: sets_of(plans, wishes, VERSIONS))[0],
    )


def _items(plans: Sequence[Plan]) -> int:
    made = [plan.make(Chance(f"bench/{turn}/{plan.id}")) for plan in plans for turn in range(3)]
    return sum(item is not None for item in made)


def _copies() -> int:
    options = [Option(text=blocks_of(f"option {n}"), reason=blocks_of("r")) for n in range(4)]
    for turn in range(2000):
        shuffled(Chance(f"{turn}"), options)
    return 2000


def _timed(run: Callable[[], _T]) -> tuple[float, _T]:
    times = []
    for _round in range(ROUNDS):
        begin = time.perf_counter()
        result = run()
        times.append(time.perf_counter() - begin)
    return statistics.median(times), result


def main() -> int:
    """Print the table."""
    found = measure()
    print(f"{found.plans} plans of our deck in {found.stock_s:.2f} s")
    for form, rate in found.forms.items():
        print(f"{form:10} {rate:10,.0f} items a second")
    print(f"{'(shuffle)':10} {found.choice_floor:10,.0f} bare shuffles a second")
    print(f"a set of {ITEMS}: {found.set_s * 1000:.0f} ms")
    print(f"{VERSIONS} versions of it: {found.versions_s:.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
