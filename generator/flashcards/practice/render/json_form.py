"""Practice sets as JSON, for other programs.

One file with `{"format": 1, "sets": [...]}`. A set has `title`, `seed`, `version` (0 for a sole
one), `exam`, `minutes` (0 for no limit), `points`, and `items`. An item has, whatever its form:

- `id`, `form` (`numeric`, `choice`, `matching`, `ordering`, `short`, `fill`, `long`), `title`,
  `prompt`, `points`, `minutes`, `difficulty`, `tags`, `source`, `card`.

Texts are markdown, except `title`, `source`, `tags` and rows of rubrics. By form come, for who
answers:

- `choice`, and `numeric` where it is answered with one of named options: `options`;
- `numeric`: `unit`, and `tolerance` with `relative` and `absolute` (in `unit`);
- `matching`: `left` and `right`; `ordering`: `lines`; `long`: `hints`.

And with the key, in `key`:

- `answer`, `solution`;
- `choice`: `correct` (index into `options`) and `reasons` (one for each option, empty for the
  right one);
- `numeric`: `value` in `unit` (or `correct`), and `misconceptions`, each with `value` (or
  `option`) and `feedback`;
- `matching`: `pairs`, for each of `left` the index of its `right`;
- `ordering`: `order`, for each place the index of its line;
- `short` and `fill`: `accepted`, compared without case, spaces and marks;
- `long`: `rubric`, rows of `name` and `levels` (`from`, `to`, `text`), and `passing`, least
  points by level.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from flashcards.practice.model import Form, Item, PracticeSet
from flashcards.practice.render import sheet
from flashcards.render import markdown
from flashcards.render.clean import clean

FORMAT = 1
"""Counts changes after which a reader of the former could be wrong."""


def render(sets: Sequence[PracticeSet], *, key: bool) -> dict[str, bytes]:
    """One file with all sets."""
    made = {"format": FORMAT, "sets": [set_values(one, key=key) for one in sets]}
    text = json.dumps(made, ensure_ascii=False, indent=2)
    return {f"{sheet.together(sets)}.json": f"{text}\n".encode()}


def set_values(one: PracticeSet, *, key: bool) -> dict[str, Any]:
    """A set as JSON values."""
    return {
        "title": clean(one.title),
        "seed": one.seed,
        "version": one.version,
        "exam": one.exam,
        "minutes": one.minutes,
        "points": one.points,
        "items": [_item(item, key=key) for item in one.items],
    }


def _item(item: Item, *, key: bool) -> dict[str, Any]:
    values: dict[str, Any] = {
        "id": item.id,
        "form": item.form.value,
        "title": sheet.one_line(item.title),
        "prompt": markdown(item.prompt),
        "points": item.points,
        "minutes": item.minutes,
        "difficulty": item.difficulty.value,
        "tags": [clean(tag) for tag in item.tags],
        "source": clean(item.source),
        "card": item.card,
        **_asked(item),
    }
    if key:
        values["key"] = {
            "answer": markdown(item.answer),
            "solution": markdown(item.solution),
            **_key(item),
        }
    return values


def _asked(item: Item) -> Mapping[str, Any]:
    match item.form:
        case Form.NUMERIC:
            return _asked_numeric(item)
        case Form.CHOICE:
            return {"options": [markdown(option.text) for option in item.options]}
        case Form.MATCHING:
            return {"left": [*map(markdown, item.left)], "right": [*map(markdown, item.right)]}
        case Form.ORDERING:
            return {"lines": [*map(markdown, item.lines)]}
        case Form.LONG:
            return {"hints": [*map(markdown, item.hints)]}
        case _:
            return {}


def _asked_numeric(item: Item) -> Mapping[str, Any]:
    if item.scheme is None or item.target is None:
        return {}
    if item.target.choices:
        return {"options": list(item.target.choices)}
    size = item.scheme.units[item.scheme.unit]
    return {
        "unit": item.scheme.unit,
        "tolerance": {
            "relative": item.scheme.relative,
            "absolute": item.scheme.absolute / size,
        },
    }


def _key(item: Item) -> Mapping[str, Any]:
    match item.form:
        case Form.NUMERIC:
            return _key_numeric(item)
        case Form.CHOICE:
            return {
                "correct": item.correct,
                "reasons": [markdown(option.reason) for option in item.options],
            }
        case Form.MATCHING:
            return {"pairs": list(item.pairs)}
        case Form.ORDERING:
            return {"order": list(item.order)}
        case Form.LONG:
            return {
                "rubric": [
                    {
                        "name": clean(row.name),
                        "levels": [
                            {"from": low, "to": high, "text": clean(text)}
                            for low, high, text in row.levels
                        ],
                    }
                    for row in item.rubric
                ],
                "passing": {clean(level): least for level, least in item.passing},
            }
        case _:
            return {"accepted": [*map(clean, item.accepted)]}


def _key_numeric(item: Item) -> Mapping[str, Any]:
    if item.scheme is None or item.target is None:
        return {}
    target = item.target
    if target.choices:
        return {
            "correct": int(target.value),
            "misconceptions": [{"option": int(v), "feedback": why} for v, why in target.wrong],
        }
    size = item.scheme.units[item.scheme.unit]
    return {
        "value": target.value / size,
        "misconceptions": [{"value": v / size, "feedback": why} for v, why in target.wrong],
    }
