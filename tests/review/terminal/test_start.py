"""What the first card needs, and no more: the rest is loaded when it is wanted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from flashcards.card import Card, Kind
from flashcards.document import Source
from flashcards.review.store import Store
from tests.typed import a_typed_fact

ROOT = Path(__file__).resolve().parents[3]

LATER = {
    "markdown_it", "pygments", "fsrs_rs_python", "sqlite_utils", "numpy", "scipy", "rich.markdown",
    "rich.syntax", "jinja2", "flashcards.pipeline", "flashcards.reading", "flashcards.problems",
    "flashcards.card", "flashcards.document", "flashcards.tree.build", "importlib.resources",
    "flashcards.review.session.rules",
}  # fmt: skip

FIRST_CARD = """
import asyncio, sys
from pathlib import Path
from flashcards.cli import run
import flashcards.cli.review
from flashcards.review.session import Scope, Sitting, planned
from flashcards.review.store import Store
from flashcards.review.terminal.app import Review
with Store.open(Path(sys.argv[1])) as store:
    app = Review(Sitting(store, Scope(), now_ms=10**12), now=lambda: 10**12, edit=print)


    async def first():
        async with app.run_test() as pilot:
            await pilot.pause()
            assert isinstance(app.sitting.turn.card.front, str)

    asyncio.run(first())
print(sorted(set(sys.modules) & set(sys.argv[2:])))
"""


@pytest.mark.parametrize("code", [FIRST_CARD])
def test_the_first_card_loads_no_parser_engine_or_builder(code: str, tmp_path: Path) -> None:
    path = tmp_path / "reviews.sqlite"
    fact = a_typed_fact(
        kind=Kind.TERM, key=("a",), front="###### S\n\nWhat is **a** of `b`?", back="c",
        context=(), group="a", place=(), document="d.md", question=1, question_title="Q",
        deck="M", tags=(), source=Source(path="d.md", line=1),
    )  # fmt: skip
    with Store.open(path) as store:
        card = Card(id="a", note="a", slot=1, modified=0, fact=fact)
        store.sync_cards([card], now_ms=0, deck="R", retired=())
    done = subprocess.run(
        [sys.executable, "-c", code, str(path), *LATER],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.stdout.strip() == "[]", done.stderr


def test_plain_lines_load_no_textual(tmp_path: Path) -> None:
    code = "import sys; import flashcards.review.terminal.plain; print('textual' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "False"
