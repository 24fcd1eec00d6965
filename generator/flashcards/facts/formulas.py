"""Formulas in fences: the left side asks, the right side answers."""

from __future__ import annotations

import re

from flashcards.facts.scope import Scope
from flashcards.facts.sheet import Draft, Sheet
from flashcards.facts.wording import code_span, fence, front
from flashcards.markup.escape import escape_markdown
from flashcards.model import Kind, Listing, Source

_FORMULA = re.compile(r"[^\W\d]\w*\s*[×*/+^÷√-]|[×*/+^÷√-]\s*[^\W\d]\w*|\w\(")
_EQUATION = re.compile(r"^\s*(?P<left>[^=≈]{1,60}?)\s*(?P<sign>=|≈)\s*(?P<right>[^=≈].*)$")


def extract_formula(node: Listing, scope: Scope, sheet: Sheet) -> None:
    """One card an equation: its left side asks, its right side answers."""
    lines = node.text.splitlines()
    lefts: list[str] = []
    for index, line in enumerate(lines):
        if not line.strip():
            continue
        source = Source(path=node.source.path, line=node.source.line + 1 + index)
        match = _EQUATION.match(line)
        left = match["left"].strip() if match else ""
        if not match or not left or left in lefts or not re.search(r"[^\W\d_]", left):
            sheet.skip(source, "formula", line.strip(), "a step of a worked calculation")
            continue
        lefts.append(left)
        right, note = _split_note(match["right"].strip())
        subjects = (scope.subject, scope.full_subject)
        ask = "Formula for" if _FORMULA.search(right) else "Value of"
        sheet.add(
            source,
            "formula",
            line.strip(),
            [
                Draft(
                    kind=Kind.FORMULA,
                    key=(left,),
                    fronts=tuple(front(s, f"{ask} {code_span(left)}?") for s in subjects),
                    back=code_span(right),
                    more="\n\n".join(
                        part for part in (escape_markdown(note), fence(node.text, "text")) if part
                    ),
                    group=f"formula:{left}",
                    scope=scope,
                    source=source,
                )
            ],
        )


def _split_note(right: str) -> tuple[str, str]:
    main, _, note = right.partition("  ")
    return main.strip(), note.strip(" #()")
