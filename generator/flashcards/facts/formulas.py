"""Formulas: the left side asks, the right side answers."""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.card import Formula
from flashcards.document import Formula as Displayed
from flashcards.document import Listing, Source
from flashcards.facts.scope import Scope
from flashcards.facts.sheet import Draft, Sheet
from flashcards.facts.steps import lines_of
from flashcards.facts.wording import answer_of, ask, front, said
from flashcards.tree import NOWHERE, Span
from flashcards.tree import nodes as n

# How a document's own language asks for one.
_FORMULA_FOR = {
    "de": "Formel für ", "fr": "Formule pour ", "es": "Fórmula de ", "pt": "Fórmula de ",
    "it": "Formula di ", "nl": "Formule voor ",
}  # fmt: skip
# What parts an equation from another beside it.
_TEX_BESIDE = re.compile(r"[,;]?\s*\\q?quad\b")
# A name beside an operator, or a call: more than a value.
_FORMULA = re.compile(r"[^\W\d]\w*\s*[×*/+^÷√-]|[×*/+^÷√-]\s*[^\W\d]\w*|\w\(")
# A text in quotes and the end of a statement are of a program, not of a formula.
_CODE = re.compile(r"^[\"'][^\"']*[\"']|;\s*$")
# One equation: what stands left of its first sign, and all that stands right of it.
_EQUATION = re.compile(r"^\s*+(?P<left>[^=≈\s][^=≈]{0,59}?)\s*+(?P<sign>=|≈)\s*(?P<right>[^=≈].*)$")
# The same in TeX, where `=` may stand behind `&`, and brackets hold signs of their own.
_TEX_SIGN = re.compile(r"&?\s*(?:=|:=|\\equiv\b|\\approx\b|\\coloneqq\b|\\triangleq\b)\s*")
# Environments that only set equations below each other, and blanks or labels round them.
_TEX_FRAME = re.compile(
    r"\\(?:begin|end)\{(?:aligned|align\*?|equation\*?|gathered|split)\}|\\label\{[^{}]*\}|\\nonumber"
)
# A number times something: a computation, of which the other side is the result.
_WORKED = re.compile(r"(?<![\w^_{])\d[^{}]*\\times\b|\\times\s*(?:\\[a-z]+\s*)?\d")


def extract_formula(node: Listing, scope: Scope, sheet: Sheet) -> None:
    """One card an equation of a fence: its left side asks, its right side answers."""
    lefts: list[str] = []
    for index, line in enumerate(lines_of(node)):
        if not line.strip():
            continue
        source = Source(path=node.source.path, line=node.source.line + 1 + index)
        match = _EQUATION.match(line)
        left = match["left"].strip() if match else ""
        code = match and _CODE.search(match["right"])
        if not match or code or not left or left in lefts or not re.search(r"[^\W\d_]", left):
            sheet.skip(source, "formula", line.strip(), "a step of a worked calculation")
            continue
        lefts.append(left)
        right, note = _split_note(match["right"].strip())
        starts = node.block.starts
        inner = starts[index] + match.start("right") if index < len(starts) else -1
        span = Span(inner, inner + len(right)) if inner >= 0 else NOWHERE
        asked = _asks_formula(scope) if _FORMULA.search(right) else "Value of "
        sheet.add(
            source,
            "formula",
            line.strip(),
            [
                Draft(
                    ask=Formula(left=left, right=right),
                    key=(left,),
                    fronts=tuple(
                        front(s, ask(asked, (n.Code(left),), "?"))
                        for s in (scope.subject, scope.full_subject)
                    ),
                    back=answer_of((n.Code(right, inner=inner, span=span),)),
                    more=(*answer_of(said(note)), _as_text(node)),
                    group=f"formula:{left}",
                    scope=scope,
                    source=source,
                )
            ],
        )


def _asks_formula(scope: Scope) -> str:
    return _FORMULA_FOR.get(scope.document.language, "Formula for ")


def _as_text(node: Listing) -> n.CodeBlock:
    return n.CodeBlock(node.block.value, "text", span=node.block.span, starts=node.block.starts)


def _split_note(right: str) -> tuple[str, str]:
    main, _, note = right.partition("  ")
    return main.strip(), note.strip(" #()")


def extract_displayed(node: Displayed, scope: Scope, sheet: Sheet) -> None:
    """A displayed formula in TeX, if it is one equation that says what something is."""
    tex = " ".join(_TEX_FRAME.sub(" ", node.block.tex).split())
    sides = _sides(tex)
    if sides is None:
        sheet.skip(node.source, "formula", tex, "a formula that names nothing")
        return
    left, right = sides
    sheet.add(
        node.source,
        "formula",
        tex,
        [
            Draft(
                ask=Formula(left=left, right=right, tex=True),
                key=(left,),
                fronts=tuple(
                    front(s, ask(_asks_formula(scope), (n.Math(left),), "?"))
                    for s in (scope.subject, scope.full_subject)
                ),
                back=(n.Paragraph((n.Math(right),)),),
                more=(node.block,),
                group=f"formula:{left}",
                scope=scope,
                source=node.source,
            )
        ],
    )


def _sides(tex: str) -> tuple[str, str] | None:
    """Both sides of the one equation that TeX holds; None for chains, systems and bare terms."""
    if "\\\\" in tex:
        return None
    if beside := next((m for m in _TEX_BESIDE.finditer(tex) if not _depth(tex[: m.start()])), None):
        tex = tex[: beside.start()]
    signs = [match for match in _TEX_SIGN.finditer(tex) if _depth(tex[: match.start()]) == 0]
    if not signs:
        return None
    left, right = tex[: signs[0].start()].strip(), tex[signs[0].end() :].strip().rstrip(".,; ")
    if not left or not right or not re.search(r"[A-Za-z]", left) or _WORKED.search(left):
        return None
    return left, right


def _depth(tex: str) -> int:
    """How many groups are open at the end of TeX."""
    bare = tex.replace("\\{", "").replace("\\}", "")
    return bare.count("{") - bare.count("}")
