"""Colours are given up before they cost more than a document may."""

from __future__ import annotations

import threading
import time

import pytest

from flashcards import lexing
from flashcards.checking import check_document
from flashcards.documents import read_text

SLOW = ("'" + "a" * 80 + "\n") * 220
"""Strings without an end, each of which the lexer of systemd's files looks for to the last line."""


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexing, "SECONDS", 0.03)
    lexing._lexed.cache_clear()


@pytest.mark.usefixtures("hurried")
def test_a_listing_is_given_up_when_its_time_is_over() -> None:
    began = time.process_time()
    assert lexing.lexed(SLOW, "systemd") is None
    assert time.process_time() - began < 0.5
    assert lexing.lexed("[a]\nb=1\n", "systemd")


@pytest.mark.usefixtures("hurried")
def test_in_a_thread_the_clock_is_looked_at_between_tokens() -> None:
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.append(lexing.lexed("(" * 1900, "scheme")))
    thread.start()
    thread.join()
    assert len(found) == 1


@pytest.mark.usefixtures("hurried")
def test_a_listing_that_stays_plain_is_told_with_its_line() -> None:
    text = f"# T\n\n### Question 1: What?\n\nThis:\n\n```systemd\n{SLOW}```\n"
    found = check_document(read_text(text, path="a.md")).findings
    assert [(one.line, one.severity) for one in found if one.rule == "plain-listing"] == [
        (7, "note")
    ]


def test_the_timer_of_somebody_else_is_put_back() -> None:
    import signal

    before = signal.getsignal(signal.SIGVTALRM)
    assert lexing.lexed("x = 1", "python")
    assert signal.getsignal(signal.SIGVTALRM) is before
