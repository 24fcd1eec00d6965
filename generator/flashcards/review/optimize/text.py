"""What was found by `optimize` and `simulate`, as sections of text for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards.review.model import Settings
from flashcards.review.optimize.fit import NEEDED, Accuracy, Fit, Verdict
from flashcards.review.optimize.habits import ENOUGH, Habits
from flashcards.review.optimize.simulate import LOWEST, Plan, Point, Recommendation
from flashcards.review.stats.text.drawing import Glyphs, Line, Place, Span, bar, number, plot
from flashcards.review.stats.text.section import NARROW, WIDEST, Section, Table
from flashcards.review.stats.text.words import percent, plural

PLOT_HEIGHT = 10
FULL = 82
"""Width from which the table of costs has all its columns."""


def fit_sections(
    found: Fit, advice: Recommendation | None, settings: Settings, *, dry_run: bool, states: int
) -> Iterator[Section]:
    """What fitting came to."""
    yield Section(
        title="Parameters",
        said=_verdict(found, dry_run=dry_run, states=states),
        table=_accuracies(found) if found.before is not None else None,
    )
    if found.held_out is not None:
        held = found.held_out
        yield Section(
            title="Check on answers not seen",
            said=f"fitted to the earlier answers alone, the last {number(held.items)} foretold",
            table=Table(
                head=("parameters", "log loss", "RMSE"),
                rows=(_row("FSRS's defaults", held.defaults), _row("fitted", held.fitted)),
                right=frozenset({1, 2}),
            ),
        )
    if advice is not None:
        yield advice_section(advice, settings)


def _verdict(found: Fit, *, dry_run: bool, states: int) -> str:
    from_what = f"{plural(found.items, 'answer')} of {plural(found.cards, 'card')}"
    match found.verdict:
        case Verdict.TOO_FEW:
            return (
                f"kept: {from_what} can be learnt from, {NEEDED} are needed; answers count that "
                f"come a day or more after the card's last one"
            )
        case Verdict.NOT_BETTER:
            return f"kept: nothing foretells {from_what} better than the present ones"
        case Verdict.UNSURE:
            return (
                f"kept: new ones fit {from_what} better, but foretell answers that they have "
                f"not seen worse than FSRS's defaults; try again after more reviews"
            )
        case Verdict.BETTER if dry_run:
            return f"better ones were found in {from_what}; nothing was changed (--dry-run)"
        case Verdict.BETTER:
            return (
                f"fitted to {from_what} and stored; the memory of {plural(states, 'card')} was "
                f"worked out anew, no due date was moved"
            )


def _accuracies(found: Fit) -> Table:
    rows = [_row("before", found.before)]
    if found.better:
        rows.append(_row("after", found.after))
    elif found.candidate is not None:
        rows.append(_row("not taken", found.candidate))
    return Table(head=("parameters", "log loss", "RMSE"), rows=tuple(rows), right=frozenset({1, 2}))


def _row(name: str, found: Accuracy | None) -> tuple[str, ...]:
    return (name, f"{found.log_loss:.4f}", f"{found.rmse:.4f}") if found else (name, "-", "-")


def advice_section(advice: Recommendation, settings: Settings) -> Section:
    """The retention to aim at, in words."""
    least = " or less" if advice.cheapest <= LOWEST else ""
    return Section(
        title=f"Recommended retention {percent(advice.retention)}",
        said=f"Yours is {percent(settings.desired_retention)}. Below the recommended one a little "
        f"more time brings many more cards, above it much more time brings few. Each card "
        f"takes the least time at {percent(advice.cheapest)}{least}.",
    )


def simulation_sections(
    points: Sequence[Point],
    advice: Recommendation,
    *,
    of: Plan,
    habits: Habits,
    settings: Settings,
    width: int,
    glyphs: Glyphs,
) -> Iterator[Section]:
    """What each retention costs and brings."""
    width = max(30, min(width, WIDEST))
    times = (
        f"your own answer times ({plural(habits.answers, 'answer')})"
        if habits.answers
        else f"answer times of Anki's users; yours from {ENOUGH} answers on"
    )
    yield Section(
        title=f"{plural(of.cards, 'new card')} in {plural(of.days, 'day')}",
        said=f"{plural(of.new_per_day, 'new card')} and at most "
        f"{plural(of.reviews_per_day, 'review')} a day{glyphs.separator}{times}",
        table=_costs(points, advice, settings, width, glyphs),
    )
    if len(points) > 1:
        places = [
            Place(
                x=point.minutes,
                y=point.remembered,
                name=f"{100 * point.retention:.0f}",
                style=_style(point, advice, settings),
            )
            for point in sorted(points, key=lambda p: _style(p, advice, settings) == "")
        ]
        yield Section(
            title="Cards remembered over minutes a day",
            said="each point is a desired retention in percent",
            lines=tuple(
                plot(
                    places,
                    width=min(width, 72),
                    height=PLOT_HEIGHT,
                    glyphs=glyphs,
                    across="minutes a day",
                )
            ),
        )
    yield advice_section(advice, settings)


def _style(point: Point, advice: Recommendation, settings: Settings) -> str:
    if point.retention == settings.desired_retention:
        return "goal"
    return "good" if point.retention == advice.retention else ""


def _costs(
    points: Sequence[Point],
    advice: Recommendation,
    settings: Settings,
    width: int,
    glyphs: Glyphs,
) -> Table:
    top = max(point.minutes for point in points)
    spare = (2, 3, 4, 6) if width < NARROW else (3,) if width < FULL else ()
    room = max(6, min(30, width - (FULL - 6) + 8 * (len(spare) == 1)))
    rows: list[tuple[str | Line, ...]] = []
    for point in points:
        notes = []
        if point.retention == settings.desired_retention:
            notes.append("yours")
        if point.retention == advice.retention:
            notes.append("recommended")
        per_card = point.minutes_per_card
        rows.append(
            (
                percent(point.retention),
                f"{point.minutes:.1f}",
                (Span(bar(point.minutes, top, width=room, glyphs=glyphs), "learning"),),
                f"{point.last_minutes:.1f}",
                number(point.reviews),
                number(point.remembered),
                "-" if per_card is None else f"{per_card:.1f}",
                ", ".join(notes),
            )
        )
    table = Table(
        head=(
            "retention",
            "min a day",
            "",
            "at end",
            "reviews",
            "remembered",
            "min a card",
            "",
        ),
        rows=tuple(rows),
        right=frozenset({0, 1, 3, 4, 5, 6}),
    )
    return table.without(*spare)
