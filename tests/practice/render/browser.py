"""A page of a practice set, read by Python and run by a JavaScript engine without a browser."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import dukpy  # type: ignore[import-untyped]  # has no types

VOID = frozenset(("meta", "input", "br", "hr", "link", "img"))


class Tree(HTMLParser):
    """The elements of a page as (name, attributes, children)."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.root: list[Any] = ["#document", {}, []]
        self._open = [self.root]
        self.feed(page)
        self.close()
        assert len(self._open) == 1, f"not closed: {[one[0] for one in self._open]}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(set(names)) == len(names), f"<{tag}> has an attribute twice"
        element: list[Any] = [tag, {name: value or "" for name, value in attrs}, []]
        self._open[-1][2].append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1][0] == tag, f"</{tag}> closes <{self._open[-1][0]}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1][2].append(data)


def elements(node: list[Any]) -> list[list[Any]]:
    """All elements below one, in their order."""
    found = []
    for child in node[2]:
        if isinstance(child, list):
            found += [child, *elements(child)]
    return found


def text(node: list[Any]) -> str:
    """What stands in an element."""
    return "".join(child if isinstance(child, str) else text(child) for child in node[2])


class Page:
    """A page on which a person acts."""

    def __init__(self, page: str) -> None:
        self.tree = Tree(page).root
        self._engine = dukpy.JSInterpreter()
        dom = Path(__file__).with_name("dom.js").read_text(encoding="utf-8")
        self._engine.evaljs(f"{dom}\n;0")
        self._engine.evaljs(f"open({json.dumps(self.tree)});0")
        for element in elements(self.tree):
            if element[0] == "script" and element[1].get("type") != "application/json":
                self._engine.evaljs(f"{text(element)}\n;0")
        self.run("fire(document, 'DOMContentLoaded')")

    def run(self, code: str) -> Any:
        """What a line of JavaScript gives."""
        return json.loads(self._engine.evaljs(f"JSON.stringify([{code}])"))[0]

    def said(self, question: int) -> str:
        """The verdict on a question."""
        return str(self.run(f"part({question}, 'verdict').textContent"))

    def sees(self, question: int, role: str, index: int = 0) -> bool:
        """Whether a part of a question can be seen."""
        return bool(self.run(f"visible(part({question}, {role!r}, {index}))"))

    def reads(self, name: str) -> str:
        """The text of an element by its id."""
        return str(self.run(f"document.getElementById({name!r}).textContent"))
