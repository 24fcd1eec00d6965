"""A list that answers, behind a sentence which only leads up to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flashcards import patterns as re
from flashcards.document import List, Node, Paragraph
from flashcards.facts.cases import supposes
from flashcards.facts.parts import two_parts
from flashcards.facts.told_quantity import begins_with_amount, is_rule
from flashcards.facts.wanted import asks_quantity, has_wanted, wants
from flashcards.facts.wording import reading, split_sentences, stems, words
from flashcards.tree import nodes as n
from flashcards.tree.nodes import Blocks

FEWEST_ITEMS = 2
MOST = 45
"""Words of a list that is recalled whole."""

# An item that goes on from another to a case which is not asked for: `the same with a fan`.
_VARIES = re.compile(
    r"(?:the )?same\b|das(?:selbe|\sgleiche)\b|dieselbe[nr]?\b|l[ae] même\b|"
    r"l[oa] (?:stess|mism)[oa]\b|o mesmo\b|a mesma\b|hetzelfde\b|dezelfde\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d")


def led_to(question: str, nodes: Sequence[Node], blocks: Blocks) -> Blocks:
    """The list that answers a question for a quantity, where what stands in front does not.

    That only supposes something, and each of two parts of the question has its item; or each item
    names what the question asks about, and the sentence in front, with a number of its own, does
    not: `The depth is 8.5 m.`, before `all chain: 34 m`.
    """
    lead, listed = (*nodes, None, None)[:2]
    if not asks_quantity(question) or not isinstance(lead, Paragraph):
        return ()
    if not isinstance(listed, List) or len(listed.items) < FEWEST_ITEMS:
        return ()
    text = lead.text.plain
    items = [one for i in listed.items if not _VARIES.match(one := i.text.plain)]
    if not all(map(_NUMBER.search, items)) or len(split_sentences(lead.text.inlines)) > 1:
        return ()
    parts = two_parts(question) is not None and supposes(text.rstrip(" :"))
    if not parts and not _is_beside(question, text, items):
        return ()
    shown = next((one for one in blocks if isinstance(one, n.BulletList | n.OrderedList)), None)
    if shown is None:
        return ()
    asked = tuple(item for item in shown.items if not _VARIES.match(reading(item.children)))
    asked = asked[:FEWEST_ITEMS] if parts else asked
    shown = replace(shown, items=asked) if len(asked) >= FEWEST_ITEMS else shown
    return (shown,) if len(words(reading((shown,)))) <= MOST else ()


def _is_beside(question: str, lead: str, items: Sequence[str]) -> bool:
    """Whether each item names what is asked about, and a sentence with a number does not."""
    if not _NUMBER.search(lead) or begins_with_amount(lead) or is_rule(lead):
        return False
    if wants(question) and not any(has_wanted(question, one) for one in items):
        return False
    asked = stems(question) - stems(lead)
    return all(asked & stems(one) for one in items)
