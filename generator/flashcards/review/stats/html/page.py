"""The page: one file that needs nothing else, neither scripts nor a network."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from flashcards.review.stats.html.figures import figures
from flashcards.review.stats.model import Age, Period, Stats
from flashcards.review.stats.text.drawing import number
from flashcards.review.stats.text.words import long_date, minutes, percent, plural

if TYPE_CHECKING:
    from jinja2 import Template


class Tile(NamedTuple):
    """A figure at the top of the page."""

    value: str
    name: str


def page(stats: Stats) -> str:
    """The statistics as an HTML document."""
    return _template().render(
        stats=stats,
        date=long_date(stats.today),
        tiles=_tiles(stats),
        figures=figures(stats),
        topics=[
            (title, name, [each for each in stats.hard_topics if each.kind == name])
            for title, name in (("Hardest questions", "question"), ("Hardest tags", "tag"))
        ],
    )


def _tiles(stats: Stats) -> list[Tile]:
    month = next(
        each for each in stats.retention if (each.period, each.age) == (Period.MONTH, Age.ALL)
    )
    done = next((each for each in stats.activity if each.day == stats.today), None)
    return [
        Tile(number(stats.maturity.total), "cards"),
        Tile(number(stats.forecast[0]), "due today"),
        Tile(number(done.answers if done else 0), "answers today"),
        Tile(minutes(done.milliseconds if done else 0), "spent today"),
        Tile(plural(stats.streak.current, "day"), "streak"),
        Tile(percent(month.share, 1).replace("-", "–"), "known in 30 days"),
        Tile(number(stats.memories.remembered), "remembered now"),
    ]


@cache
def _template() -> Template:
    from jinja2 import DictLoader, Environment, StrictUndefined
    from markupsafe import Markup

    here = files("flashcards.review.stats.html")
    sources = {
        name: (here / name).read_text(encoding="utf-8") for name in ("page.html", "chart.html")
    }
    made = Environment(
        loader=DictLoader(sources),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["number"] = number
    made.filters["percent"] = percent
    made.filters["minutes"] = minutes
    style = (here / "page.css").read_text(encoding="utf-8")
    made.globals["style"] = Markup(style)  # noqa: S704  # our own file
    return made.get_template("page.html")
