from __future__ import annotations

import pytest

from flashcards.claims.numbers.multiples import multiples
from tests.claims.numbers.asked import ask, right, wrong

CHAT = "Chatbot with 100 users:\n- Each conversation: 2048 tokens\n- Each KV cache: {}\n- Total: {}"


@pytest.mark.parametrize(("each", "total"), [("~2 GB", "200 GB"), ("2.1 GB", "~210 GB")])
def test_so_many_times_the_same_is_right(each: str, total: str) -> None:
    assert right(multiples, CHAT.format(each, total + " just for caches!")) == [total]


def test_a_total_that_is_not_so_many_times_the_same_is_wrong() -> None:
    assert wrong(multiples, CHAT.format("2.0 GB", "400 GB")) == [("400 GB", "200 GB")]


WORKERS = "Why not more?\n- Each worker needs KV cache (~2GB)\n- {}"


def test_an_equation_with_a_count_is_of_what_each_takes() -> None:
    assert right(multiples, WORKERS.format("4 workers = 8GB KV cache")) == ["8GB"]
    assert wrong(multiples, WORKERS.format("4 workers = 16GB KV cache")) == [("16GB", "8 GB")]


@pytest.mark.parametrize(
    "text",
    [
        "Chatbot with 100 users:\n- Each request: 2 s\n- Total: 5 s",
        "Chatbot with 100 users:\n- Weights: 4 GB\n- Each cache: 2 GB\n- Total: 204 GB",
        "Cluster of 4 nodes:\n- Each node: 80 GB\n- Total: 300 GB usable",
        "8 users in 2 regions:\n- Each cache: 2 GB\n- Total: 16 GB",
        "100 users\n\n- Each cache: 2 GB\n- Total: 5 GB",
        WORKERS.format("4 threads = 16GB"),
        "4 workers = 16GB",
        CHAT.format("~2 GB", "~160 GB"),
    ],
    ids=[
        "in parallel", "a sum", "usable", "two counts", "another group", "another noun",
        "nothing each", "within what about allows",
    ],
)  # fmt: skip
def test_what_may_be_another_total_is_never_refuted(text: str) -> None:
    assert not wrong(multiples, text)


def test_lines_without_each_say_nothing() -> None:
    assert not ask(multiples, "100 users\nTotal: 5 GB\n" * 1000)
