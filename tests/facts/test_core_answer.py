"""The sentence of an answer that answers: a given, a remark or another case does not."""

from __future__ import annotations

import pytest

from flashcards.facts.core_answer import core_sentence, is_remark
from flashcards.facts.wanted import asks_several
from flashcards.tree import plain
from flashcards.tree.nodes import Text


@pytest.mark.parametrize(
    ("question", "answer", "core"),
    [
        ("How long is one step?", "It takes 3 s. At half the rate it takes 6 s.", "It takes 3 s"),
        (
            "What does a million tokens cost?",
            "At $2 an hour a node costs $48 a day. That is 10 million tokens an hour, so $0.20.",
            "That is 10 million tokens an hour, so $0.20",
        ),
        (
            "How many rows fit on a page?",
            "A page has 8192 bytes. That leaves room for 40 rows. A million rows need 195 MiB.",
            "That leaves room for 40 rows",
        ),
        (
            "How many experts are used?",
            "Two of eight. A classic mistake is to count all 8 experts of 7 B.",
            "Two of eight",
        ),
        (
            "What does the hit ratio do to the average access?",
            "980 of 1000 hits are 98%. If a hit takes 1 ns, the average access is 3 ns.",
            "If a hit takes 1 ns, the average access is 3 ns",
        ),
        ("How long does the copy need?", "2 TB are 16 × 10^12 bits. Half of it is new.", ""),
        ("How fast is it?", "R. It makes 3 km/h.", "It makes 3 km/h"),
    ],
)
def test_the_sentence_that_answers_is_taken(question: str, answer: str, core: str) -> None:
    assert plain(core_sentence(question, [(Text(answer),)])) == core


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("What is the difference between an offer and an invitation?", True),
        ("Name the vitiating factors.", True),
        ("How much space do the levels leave?", True),
        ("What makes a contract binding?", False),
        ("Why do bees swarm?", False),
        ("What is a hive?", False),
    ],
)
def test_a_question_for_several_things_is_known(question: str, several: bool) -> None:
    assert asks_several(question) is several


def test_a_short_sentence_on_other_things_is_a_remark() -> None:
    assert is_remark("How do you read this statement?", "Years end in September")
    assert not is_remark("How many levels does it need?", "Four levels")
