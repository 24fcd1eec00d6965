"""`flashcards simulate`: how many minutes a day at which retention."""

from __future__ import annotations

from pathlib import Path

import click

from flashcards.cli import database, options, output, reviews

LEAST, MOST = 0.5, 0.99
YEAR = 365


def _retentions(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[float, ...]:
    """Numbers from 0.5 to 0.99, parted by commas."""
    if value is None:
        return ()
    try:
        found = {round(float(part), 4) for part in value.split(",")}
    except ValueError:
        raise click.BadParameter(
            f"{value!r} is not a list of numbers such as 0.85,0.9", ctx, param
        ) from None
    if not all(LEAST <= each <= MOST for each in found):
        raise click.BadParameter(f"a retention lies between {LEAST} and {MOST}", ctx, param)
    return tuple(sorted(found))


def _paces(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[int, ...]:
    """Whole numbers from 1 to 999, parted by commas."""
    if value is None:
        return ()
    parts = [part.strip() for part in value.split(",")]
    if not all(part.isascii() and part.isdecimal() and 1 <= int(part) <= 999 for part in parts):
        raise click.BadParameter(f"{value!r} is not a list such as 20,40,60", ctx, param)
    return tuple(sorted(set(map(int, parts))))


@click.command("simulate", short_help="Show how many minutes a day a retention takes.")
@database.DB
@click.option(
    "--days",
    metavar="N",
    type=click.IntRange(1, 3650),
    help="How long to simulate.  [default: 365; of --new, until the exam]",
)
@click.option(
    "--new",
    "paces",
    metavar="N,N,…",
    callback=_paces,
    help="Compare so many new cards a day, at your retention.",
)
@click.option(
    "--retention",
    "retentions",
    metavar="R,R,…",
    callback=_retentions,
    help="Desired retentions to compare.  [default: 0.7 to 0.97, and yours]",
)
@options.json_option("Print the points as a JSON object.")
def command(
    *,
    db: Path | None,
    days: int | None,
    paces: tuple[int, ...],
    retentions: tuple[float, ...],
    as_json: bool,
) -> int:
    """Simulate learning all your cards from new, at several desired retentions or paces.

    Each is shown with the minutes a day that it takes and the cards that are remembered at the
    end. Parameters, limits and steps are those of the settings; how long an answer takes is
    learnt from your log, if it holds 100 answers or more.

    \b
    Examples:
      flashcards simulate
      flashcards simulate --days 90 --retention 0.85,0.9,0.95
      flashcards simulate --days 42 --new 20,40,60
    """
    if paces:
        if retentions:
            raise click.UsageError("--new compares at your own retention; leave --retention out.")
        return _compare(db, paces, days, as_json=as_json)
    days = days or YEAR
    from flashcards.cli import progress
    from flashcards.review.optimize import simulate
    from flashcards.review.optimize.habits import habits

    with database.opened(db) as store:
        settings = store.settings()
        own = habits(store.events())
        of = simulate.plan(settings, cards=reviews.in_use(store), days=days)
    with progress.bar("simulating") as update:
        advice = simulate.recommend(of, settings=settings, habits=own, progress=update)
        asked = retentions or tuple(
            sorted({*simulate.RETENTIONS, settings.desired_retention, advice.retention})
        )
        points = simulate.simulate(of, asked, settings=settings, habits=own, progress=update)
    if as_json:
        from flashcards.review.optimize.contract import points_as_plain

        output.json_result(points_as_plain(points, advice, of=of, habits=own, settings=settings))
        return 0
    from flashcards.cli import drawn
    from flashcards.review.optimize.text import simulation_sections

    drawn.show(
        lambda width, glyphs: simulation_sections(
            points, advice, of=of, habits=own, settings=settings, width=width, glyphs=glyphs
        )
    )
    return 0


def _compare(db: Path | None, paces: tuple[int, ...], days: int | None, *, as_json: bool) -> int:
    """What so many new cards a day cost."""
    from flashcards.review.optimize.cost import at_pace, pace_sections, paces_as_plain
    from flashcards.review.optimize.habits import habits
    from flashcards.review.session.policy import pace_of

    with database.opened(db) as store:
        settings, own = store.settings(), habits(store.events())
        day, unmet = reviews.today(settings), store.unmet()
        yours = pace_of(settings, day=day, unmet=unmet, done=store.done(day)).a_day
    until = settings.exam_day - day
    days = days or (until if until > 0 else YEAR)
    cards = unmet.facts + unmet.problems + unmet.interviews * settings.interview_cards
    asked = sorted({*paces, yours} - {0})
    found = [at_pace(settings, own, a_day=one, cards=cards, days=days) for one in asked]
    if as_json:
        output.json_result(paces_as_plain(found, cards=cards, days=days, yours=yours))
        return 0
    from flashcards.cli import drawn

    drawn.show(lambda *_: pace_sections(found, cards=cards, days=days, yours=yours))
    return 0
