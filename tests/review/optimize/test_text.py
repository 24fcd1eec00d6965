"""What people are told of a fit and of a simulation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flashcards.review.model import Settings
from flashcards.review.optimize.fit import NEEDED, Accuracy, Fit, HeldOut, Verdict
from flashcards.review.optimize.habits import default_habits
from flashcards.review.optimize.simulate import Plan, Point, Recommendation
from flashcards.review.optimize.text import fit_sections, simulation_sections
from flashcards.review.stats.text.drawing import ASCII, UNICODE, Glyphs, plain

BEFORE = Accuracy(log_loss=0.41, rmse=0.08)
AFTER = Accuracy(log_loss=0.39, rmse=0.05)
ADVICE = Recommendation(retention=0.88, cheapest=0.7)
FIT = Fit(
    verdict=Verdict.BETTER, items=1000, cards=90, old=(1.0,), parameters=(2.0,), before=BEFORE,
    after=AFTER, candidate=AFTER,
    held_out=HeldOut(items=200, defaults=BEFORE, fitted=AFTER, error=0.01),
)  # fmt: skip


def told(found: Fit, *, dry_run: bool = False) -> str:
    pages = fit_sections(found, ADVICE, Settings(), dry_run=dry_run, states=90)
    rows = [
        " ".join(str(cell) for cell in row)
        for section in pages
        for row in ((section.title, section.said), *(section.table.rows if section.table else ()))
    ]
    return "\n".join(rows)


def test_better_parameters_are_told_with_what_they_better() -> None:
    text = told(FIT)
    assert "fitted to 1,000 answers of 90 cards and stored" in text
    assert "before 0.4100 0.0800" in text
    assert "after 0.3900 0.0500" in text
    assert "the last 200 foretold" in text
    assert "Recommended retention 88 %" in text


def test_a_dry_run_says_that_nothing_was_changed() -> None:
    assert "nothing was changed" in told(FIT, dry_run=True)


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        (Verdict.TOO_FEW, f"{NEEDED} are needed"),
        (Verdict.NOT_BETTER, "nothing foretells 1,000 answers of 90 cards better"),
        (Verdict.UNSURE, "have not seen worse than FSRS's defaults"),
    ],
)
def test_kept_parameters_are_told_with_the_reason(verdict: Verdict, said: str) -> None:
    text = told(replace(FIT, verdict=verdict, parameters=(1.0,), after=BEFORE))
    assert said in text
    assert "kept: " in text
    assert "after" not in text.split("Check")[0].split("\n", 1)[1]


@pytest.mark.parametrize("width", [30, 60, 64, 78, 82, 120])
@pytest.mark.parametrize("glyphs", [ASCII, UNICODE], ids=["ascii", "unicode"])
def test_a_simulation_fits_the_terminal(width: int, glyphs: Glyphs) -> None:
    points = [
        Point(
            retention=0.7 + step / 20, minutes=100 * step + 1, last_minutes=100, reviews=12_345,
            learnt=10_000, remembered=9_000.0 + step, days=365,
        )
        for step in range(6)
    ]  # fmt: skip
    pages = simulation_sections(
        points, ADVICE, of=Plan(days=365, cards=10_000, new_per_day=20, reviews_per_day=200),
        habits=default_habits(), settings=Settings(), width=width, glyphs=glyphs,
    )  # fmt: skip
    for section in pages:
        assert all(len(plain(line)) <= width for line in section.lines)
        if section.table is not None and width >= 60:
            rows = [
                section.table.head,
                *([c if isinstance(c, str) else plain(c) for c in r] for r in section.table.rows),
            ]
            widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
            assert sum(widths) + 2 * (len(widths) - 1) <= width


def test_one_s_own_retention_and_the_recommended_one_are_marked() -> None:
    points = [
        Point(retention=r, minutes=r, last_minutes=1, reviews=1, learnt=9, remembered=9 * r, days=9)
        for r in (0.8, 0.88, 0.9)
    ]
    first, *_ = simulation_sections(
        points, ADVICE, of=Plan(days=9, cards=9, new_per_day=1, reviews_per_day=9),
        habits=default_habits(), settings=Settings(), width=100, glyphs=ASCII,
    )  # fmt: skip
    assert first.table is not None
    assert [row[-1] for row in first.table.rows] == ["", "recommended", "yours"]


def test_a_single_point_needs_no_plot() -> None:
    point = Point(
        retention=0.9, minutes=1, last_minutes=1, reviews=1, learnt=9, remembered=8, days=9
    )
    pages = list(
        simulation_sections(
            [point], ADVICE, of=Plan(days=9, cards=9, new_per_day=1, reviews_per_day=9),
            habits=default_habits(), settings=Settings(), width=100, glyphs=ASCII,
        )
    )  # fmt: skip
    assert len(pages) == 2
