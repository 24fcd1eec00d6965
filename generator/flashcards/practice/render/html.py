"""A practice set as one HTML file: it works without a net, and marks answers in the page.

Computed answers are read and graded by the very script of the Anki card, all others by
`templates/marking.js`, which follows `practice.mark`. Nothing of a text can run: texts pass
through our markdown, which lets no HTML through; the scripts write text, never HTML; and the
page's own policy allows its scripts by their hashes and nothing else, no address included.

Without `key` the page holds no answer: it can be filled in and printed.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from flashcards.practice.items.texts import normal
from flashcards.practice.model import Form, Item, PracticeSet
from flashcards.practice.render import sheet
from flashcards.render import Page, audio, highlight_css, html, mathml
from flashcards.render.clean import clean
from flashcards.render.escape import escape_prose

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

    from flashcards.tree.nodes import Blocks

_PAGE = Page(formula=mathml, sound=audio)

BRIEF = 70
"""Characters of a meaning in a list to choose from; in full it stands beside."""


def render(sets: Sequence[PracticeSet], *, key: bool) -> dict[str, bytes]:
    """A page for each set."""
    return {
        f"{stem}.html": page(one, key=key).encode()
        for one, stem in zip(sets, sheet.stems(sets), strict=True)
    }


def page(one: PracticeSet, *, key: bool) -> str:
    """The text of the page."""
    look = replace(_PAGE, media=sheet.embedded(one))
    style, scripts = _style(), _scripts(key=key)
    return _template().render(
        set=one,
        key=key,
        heading=sheet.heading(one),
        facts=sheet.facts(one),
        items=[_view(item, look) for item in one.items],
        style=_safe(style),
        style_hash=_safe(_hash(style)),
        scripts=[_safe(script) for script in scripts],
        script_hashes=_safe(" ".join(map(_hash, scripts))),
        data=_safe(_data(one)) if key else "",
    )


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("flashcards.practice.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    ).get_template("page.html")


def _text_of(package: str, name: str) -> str:
    return files(package).joinpath("templates", name).read_text(encoding="utf-8")


@lru_cache(maxsize=2)
def _scripts(*, key: bool) -> tuple[str, ...]:
    """The theme, for the head; then what the page does."""
    names = ("marking.js", "question.js", "page.js") if key else ("question.js", "page.js")
    grader = (_text_of("flashcards.anki", "grader.js"),) if key else ()
    return (
        _text_of(__package__, "theme.js"),
        *grader,
        *(_text_of(__package__, name) for name in names),
    )


@lru_cache(maxsize=1)
def _style() -> str:
    return _text_of(__package__, "page.css") + highlight_css()


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _safe(text: str) -> Markup:
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - from our own files, or made safe by `markup`


def _view(item: Item, look: Page) -> Mapping[str, Any]:
    """What the template shows of an item; its texts are safe HTML."""

    def shown(blocks: Blocks) -> Markup:
        return _safe(html(blocks, look))

    asking = replace(look, secret=sheet.one_line(item.answer))
    choices = [shown(option.text) for option in item.options]
    if item.target is not None:
        choices += [_safe(escape_prose(choice)) for choice in item.target.choices]
    return {
        "form": item.form.value,
        "worth": sheet.counted(item.points, "point"),
        "prompt": _safe(html(item.prompt, asking)),
        "asks": sheet.asks(item),
        "choices": _lettered(choices),
        "left": [shown(text) or f"Term {n}" for n, text in enumerate(item.left, start=1)],
        "right": [
            one | {"brief": _brief(text)}
            for one, text in zip(_lettered(map(shown, item.right)), item.right, strict=True)
        ],
        "lines": [{"text": shown(line), "brief": _brief(line)} for line in item.lines],
        "rules": 0 if choices else sheet.LINES[item.form],
        "hints": [shown(hint) for hint in item.hints],
        "answer": shown(item.answer),
        "solution": shown(sheet.solution(item)),
        "rubric": _rubric(item),
        "source": clean(item.source),
    }


def _lettered(texts: Iterable[Markup]) -> list[dict[str, Any]]:
    return [{"letter": sheet.letter(index), "text": text} for index, text in enumerate(texts)]


def _brief(blocks: Blocks) -> str:
    text = sheet.one_line(blocks)
    return text if len(text) <= BRIEF else f"{text[: BRIEF - 1]}…"


def _rubric(item: Item) -> list[dict[str, Any]]:
    """The rows to grade oneself by; of an answer without a rubric one, for all of it."""
    if item.form is not Form.LONG:
        return []
    if not item.rubric:
        return [{"name": "All in all", "plain": "all", "levels": [], "most": item.points}]
    return [
        {
            "name": clean(row.name),
            "plain": sheet.one_line(row.name),
            "most": most,
            "levels": [
                {
                    "high": high,
                    "span": str(high) if low == high else f"{low}–{high}",
                    "text": clean(text),
                }
                for low, high, text in row.levels
            ],
        }
        for row, most in zip(item.rubric, _most(item), strict=True)
    ]


def _most(item: Item) -> list[int]:
    if not item.rubric:
        return [item.points]
    return [max((high for _, high, _ in row.levels), default=0) for row in item.rubric]


def _data(one: PracticeSet) -> str:
    """The key as JSON that no HTML parser takes for the end of its element."""
    made = json.dumps(
        {
            "exam": one.exam,
            "minutes": one.minutes,
            "points": one.points,
            "items": [_key(item) for item in one.items],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return made.replace("&", r"\u0026").replace("<", r"\u003c").replace(">", r"\u003e")


def _key(item: Item) -> Mapping[str, Any]:
    """What the scripts mark an item by; texts are plain."""
    return {
        "form": item.form.value,
        "title": sheet.one_line(item.title),
        "points": item.points,
        "answer": sheet.one_line(item.answer),
        "scheme": asdict(item.scheme) if item.scheme else None,
        "target": asdict(item.target) if item.target else None,
        "correct": item.correct,
        "wrong": [_reason(item, index) for index in range(len(item.options))],
        "left": [sheet.one_line(text) for text in item.left],
        "pairs": item.pairs,
        "order": item.order,
        "accepted": [normal(clean(text)) for text in item.accepted],
        "most": _most(item),
        "passing": [[sheet.one_line(level), least] for level, least in item.passing],
    }


def _reason(item: Item, index: int) -> str:
    right = sheet.one_line(item.options[item.correct].text)
    told = f"Right is {sheet.letter(item.correct)}: {right}."
    return " ".join(filter(None, (sheet.one_line(item.options[index].reason), told)))
