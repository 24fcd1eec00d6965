"""What is shown before Textual is there is what Textual then shows, sign by sign."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from rich.segment import Segment

from flashcards.card import Kind
from flashcards.review.session import Scope, Sitting
from flashcards.review.store.model import StoredCard
from flashcards.review.terminal.app import Review
from flashcards.review.terminal.early import Early
from flashcards.review.terminal.loading import First
from flashcards.review.terminal.picture import Picture
from tests.review.session.fakes import Clock, FakeShelf, stored

SIZES = [(80, 24), (50, 30), (140, 50), (60, 20), (30, 16), (98, 26), (75, 25), (100, 30)]

FRONTS = {
    "plain": "What is **alpha** of `beta`?",
    "subject": "###### Optics › Lenses\n\nWhat is \\(2^{10}\\) *in* ~~words~~ <kbd>x</kbd>?",
    "long": "###### A subject\n\n" + "What do very many words take where lines are short? " * 6,
    "rest": "###### S\n\nWhich of these?\n\n- one ||hidden|| thing\n- two\n\n> and a quote\n\nThe end.",
    "table": "Which is larger?\n\n| a | b |\n|---|---|\n| one | `two` |\n| three words here | 4 |",
    "blank": "###### S\n\nThe lens has […] sides.",
    "wide signs": "###### 光学\n\nレンズとは何ですか? ✅ 🙂 é",
    "numbered": "Order them:\n\n1. first\n2. second\n   and more",
}


_LOOKS = {"1": "bold", "3": "italic", "4": "underline", "9": "strike"}


class Cell(NamedTuple):
    sign: str
    front: str | None
    back: str | None
    looks: frozenset[str] = frozenset()


def of_textual(segments: list[Segment]) -> Iterator[Cell]:
    for text, style, _ in segments:
        assert style is not None
        front, back = (
            None if colour is None else colour.get_truecolor().hex
            for colour in (style.color, style.bgcolor)
        )
        looks = frozenset(name for name in _LOOKS.values() if getattr(style, name))
        yield from (Cell(sign, front, back, looks) for sign in text)


def of_signs(drawn: str) -> list[list[Cell]]:
    """The lines that a terminal makes of what is written to it."""
    lines: list[list[Cell]] = []
    look = Cell("", None, None)
    for move, codes, text in re.findall(r"\x1b\[(\d+);1H|\x1b\[([\d;]*)m|([^\x1b]+)", drawn):
        if move:
            assert int(move) == len(lines) + 1
            lines.append([])
        elif codes:
            look = _look(codes.split(";"), look)
        else:
            lines[-1] += [look._replace(sign=sign) for sign in text]
    return lines


def _look(codes: list[str], look: Cell) -> Cell:
    while codes:
        match codes:
            case ["0", *codes]:
                look = Cell("", None, None)
            case ["38", "2", r, g, b, *codes]:
                look = look._replace(front=f"#{int(r):02x}{int(g):02x}{int(b):02x}")
            case ["48", "2", r, g, b, *codes]:
                look = look._replace(back=f"#{int(r):02x}{int(g):02x}{int(b):02x}")
            case [sign, *codes]:
                look = look._replace(looks=look.looks | {_LOOKS[sign]})
    return look


def seen(line: list[Cell]) -> list[Cell]:
    """The line as it is seen: a blank has no colour, and leans no way."""
    return [
        cell._replace(front=None, looks=cell.looks - {"bold", "italic"})
        if cell.sign == " "
        else cell
        for cell in line
    ]


def textual(app: Review, size: tuple[int, int]) -> list[list[Cell]]:
    found: list[list[Cell]] = []

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            strips = app.screen._compositor.render_strips()
            found.extend(list(of_textual(list(strip))) for strip in strips)

    asyncio.run(run())
    return found


def same(picture: Picture | None, app: Review, size: tuple[int, int], *, light: bool) -> bool:
    """Whether there is a picture; if so it is what Textual shows."""
    if picture is None:
        return False
    assert len(picture) == size[1]
    early = Early({"COLORTERM": "truecolor"}, light=light)
    drawn = of_signs(early.signs(picture, size[0]).decode())
    for number, (mine, theirs) in enumerate(zip(drawn, textual(app, size), strict=True)):
        assert seen(mine) == seen(theirs), (number, "".join(cell.sign for cell in theirs))
    return True


def sat(shelf: FakeShelf, clock: Clock, **scope: object) -> Sitting:
    sitting = Sitting(shelf, Scope(**scope), now_ms=clock())  # type: ignore[arg-type]
    sitting.next(clock())
    return sitting


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("light", [False, True])
def test_how_things_stand(size: tuple[int, int], light: bool) -> None:
    clock = Clock()
    sitting = sat(FakeShelf([stored(name) for name in "abc"]), clock)
    first = First(sitting, now_ms=clock(), browse=False)
    app = Review(sitting, now=clock, edit=print, start=True, light=light)
    assert same(first.opening(*size), app, size, light=light)


@pytest.mark.parametrize("size", SIZES[:4])
@pytest.mark.parametrize("front", FRONTS.values(), ids=FRONTS)
def test_the_front_of_a_card(size: tuple[int, int], front: str) -> None:
    clock = Clock()
    sitting = sat(FakeShelf([stored("a", front=front), stored("b")]), clock, minutes=20)
    app = Review(sitting, now=clock, edit=print)
    fits = same(First(sitting, now_ms=clock(), browse=False).card(*size), app, size, light=False)
    assert fits or size[1] < 24 or size[0] < 56


def test_a_listing_in_the_answer_widens_the_page() -> None:
    clock, size = Clock(), (140, 40)
    back = "```\n" + "x" * 100 + "\n```"
    sitting = sat(FakeShelf([stored("a", back=back)]), clock)
    app = Review(sitting, now=clock, edit=print)
    assert same(First(sitting, now_ms=clock(), browse=False).card(*size), app, size, light=False)


@pytest.mark.parametrize(
    "card",
    [
        stored("a", front="Look:\n\n```\nlisting\n```"),
        stored("a", front="What? " * 400),
        stored("a", kind=Kind.CHOICE, extra=(("asked", "Which?"), ("options", "a\n***\nb"), ("right", "0"))),
    ],
    ids=["listing", "more than fits", "typed"],
)  # fmt: skip
def test_what_takes_more_than_text_waits_for_textual(card: StoredCard) -> None:
    clock = Clock()
    sitting = sat(FakeShelf([card]), clock)
    assert sitting.turn is not None
    assert First(sitting, now_ms=clock(), browse=False).card(80, 24) is None
