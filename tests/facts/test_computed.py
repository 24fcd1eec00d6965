"""Problems of a document: where their cards lie, and what their author is told."""

from __future__ import annotations

import pytest

from flashcards.card import Fact, Kind
from flashcards.document import Document
from flashcards.documents import read_text
from flashcards.facts import extract
from flashcards.facts.computed import computed_facts, problem_findings
from flashcards.problems import ProblemError
from flashcards.render import plain

BLOCK = """```problem
title = "Servers for a load"
unit = "servers"
statement = "A service gets {{ load }} requests a second; a server does {{ each }}. How many?"
answer = "ceil(load / each)"
check = "first(n, 1, 10000, n * each >= load)"
[parameters]
load = {from = 200, to = 5000, step = 100}
each = [30, 70, 90]
```
"""

TEXT = f"""# Service notes

## Question 1: How is it scaled?

**Answer**: By adding servers behind a balancer.

{BLOCK}
## Question 2: What is a queue?

**Answer**: Requests that wait for a server.
"""


def read(text: str) -> Document:
    return read_text(text, path="notes.md").document


def facts(text: str) -> tuple[Fact, ...]:
    return computed_facts(read(text), tag_root="ops")


def test_a_block_gives_a_card_in_the_deck_of_its_question() -> None:
    (fact,) = facts(TEXT)
    assert fact.kind is Kind.PROBLEM
    assert (fact.document, fact.question, fact.source.line) == ("notes.md", 1, 8)
    assert fact.key == ("servers-for-a-load",)
    assert fact.deck.startswith("Service notes")
    assert fact.context[-1] == "Servers for a load"
    assert "How many?" in plain(fact.front)


def test_a_block_is_on_no_other_card() -> None:
    made = extract(read(TEXT), tag_root="ops").facts
    assert made
    assert not any("problem" in plain(f.more) or "ceil(" in plain(f.more) for f in made)


def test_a_title_that_changes_keeps_the_card_of_a_block_with_an_id() -> None:
    named = TEXT.replace('title = "Serv', 'id = "servers"\ntitle = "Serv')
    assert facts(named)[0].key == facts(named.replace("Servers for a", "Machines for the"))[0].key


def test_what_is_wrong_with_a_block_is_found_by_its_line() -> None:
    text = TEXT.replace("ceil(load / each)", "ceil(load / eech)")
    (finding,) = problem_findings(read(text))
    assert (finding.line, finding.severity) == (11, "error")
    assert "eech" in finding.message
    with pytest.raises(ProblemError):
        facts(text)


def test_two_problems_of_one_name_are_told_apart_by_their_author() -> None:
    (finding,) = problem_findings(read(TEXT + BLOCK))
    assert "two problems" in finding.message
    assert not list(problem_findings(read(TEXT)))
