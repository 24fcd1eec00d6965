"""The scripts of the templates, run in a JavaScript engine of the year 2009 (ECMAScript 5).

What runs there runs in any web view that Anki's apps have ever used.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from typing import Any

import dukpy  # type: ignore[import-untyped]  # has no types

from flashcards.problems.scheme import Scheme, Target


def script(name: str) -> str:
    """The text of a template's script."""
    return files("flashcards.anki").joinpath("templates", name).read_text(encoding="utf-8")


def engine(*names: str) -> Any:
    """An engine in which these scripts have been run."""
    made = dukpy.JSInterpreter()
    for name in names:
        made.evaljs(f"{script(name)}\n;0")
    return made


class Grader:
    """`grader.js`, asked as `problem.js` asks it."""

    def __init__(self) -> None:
        self._engine = engine("grader.js")

    def grade(self, scheme: Scheme, target: Target, text: str) -> tuple[bool | None, str]:
        """What the card would say of a typed text."""
        sent = json.loads(json.dumps([asdict(scheme), asdict(target), text]))
        said = self._engine.evaljs(
            "flashcardsGrader.grade(dukpy.sent[0], dukpy.sent[1], dukpy.sent[2])", sent=sent
        )
        return said["correct"], said["feedback"]


class Page:
    """A problem card in a web view without layout; `page.js` is what stands for the browser."""

    def __init__(self, pool: str, *, session: bool = True, local: bool = True) -> None:
        self._pool = pool
        self._engine = engine("grader.js")
        page = Path(__file__).with_name("page.js").read_text(encoding="utf-8")
        self._engine.evaljs(f"{page}\n;0")
        self.run(f"stores({json.dumps(session)}, {json.dumps(local)})")

    def run(self, code: str) -> Any:
        """What a line of JavaScript gives."""
        return self._engine.evaljs(f"JSON.stringify({code}) || null")

    def show(self, *, turned: bool = False, reload: bool = False, note: str = "n") -> Any:
        """Draw a side, and what stands on it."""
        sent = json.dumps([self._pool, note, turned, reload])
        self.run(f"open.apply(null, {sent})")
        self._engine.evaljs(f"{script('problem.js')}\n;0")
        return self.report()

    def report(self) -> Any:
        """What stands on the page now."""
        return json.loads(self.run("report()"))

    def type(self, text: str) -> None:
        """Type into the answer box."""
        self.run(f"type({json.dumps(text)})")

    def press(self, key: str) -> Any:
        """Press a key in the answer box; the event, as it leaves the box."""
        return json.loads(self.run(f"press({json.dumps(key)})"))
