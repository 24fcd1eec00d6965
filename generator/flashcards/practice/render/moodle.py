"""Practice sets as Moodle XML, for a question bank: docs.moodle.org/en/Moodle_XML_format.

Each set is a category of its own. A bank cannot do without the right answers, so they are in the
file with and without `key`; the solution is feedback, which Moodle shows when the quiz says so.
Wrong values and options that come of a known misconception have its feedback.

The type `ordering` is Moodle's own since 4.4, before that a plugin of the same name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from xml.etree import ElementTree as ET

from flashcards.practice.model import Form, Item, PracticeSet
from flashcards.practice.render import sheet
from flashcards.problems.grading import SLACK
from flashcards.render import Page, audio, blocks_of, html
from flashcards.render.clean import clean
from flashcards.render.escape import escape_prose

NAME_LIMIT = 200
"""Characters of a question's name; Moodle's column has 255."""

ID_LIMIT = 100
"""Characters of an idnumber, which no two questions of a category share."""

UNIT_LIMIT = 50
"""Characters of a unit in Moodle."""

UNIT_OPTIONAL, UNIT_TYPED, UNIT_NONE = 0, 0, 3
"""`unitgradingtype`: no loss without a unit. `showunits`: in the box of the number, or none."""


def render(sets: Sequence[PracticeSet], *, key: bool) -> dict[str, bytes]:  # noqa: ARG001
    """One file with all sets."""
    quiz = ET.Element("quiz")
    for one in sets:
        look = Page(media=sheet.embedded(one), sound=audio)
        quiz.append(_category(one))
        quiz.extend(_question(item, number, look) for number, item in enumerate(one.items, start=1))
    ET.indent(quiz)
    made: bytes = ET.tostring(quiz, encoding="UTF-8", xml_declaration=True)
    return {f"{sheet.together(sets)}.xml": made + b"\n"}


def _category(one: PracticeSet) -> ET.Element:
    question = ET.Element("question", type="category")
    # A slash parts a category from its parent; twice, it is only a slash.
    name = sheet.heading(one).replace("/", "//")
    _text(ET.SubElement(question, "category"), f"$course$/top/{name} (seed {one.seed})")
    _text(ET.SubElement(question, "info", format="plain_text"), sheet.facts(one))
    return question


def _question(item: Item, number: int, look: Page) -> ET.Element:
    """One question; Moodle sets its formulas with MathJax."""
    chosen = item.target is not None and bool(item.target.choices)
    kind = "multichoice" if chosen else _TYPES[item.form]
    question = ET.Element("question", type=kind)
    title = f"{number:02}. {sheet.one_line(item.title)}"
    _text(ET.SubElement(question, "name"), title[:NAME_LIMIT])
    _html(
        ET.SubElement(question, "questiontext"),
        html(item.prompt, look.keeping(sheet.one_line(item.answer))),
    )
    _html(ET.SubElement(question, "generalfeedback"), _feedback(item, look))
    _value(question, "defaultgrade", item.points)
    _value(question, "penalty", "0.3333333")
    _value(question, "hidden", 0)
    _value(question, "idnumber", clean(item.id)[-ID_LIMIT:])
    _FILLED[kind](question, item, look)
    tags = ET.SubElement(question, "tags")
    for tag in (*item.tags, f"difficulty::{item.difficulty.value}"):
        _text(ET.SubElement(tags, "tag"), clean(tag))
    return question


def _feedback(item: Item, look: Page) -> str:
    """The worked solution, and where it comes from."""
    source = f"<p><em>Source: {escape_prose(clean(item.source))}</em></p>" if item.source else ""
    return f"<div>{html(item.solution, look)}</div>{source}"


def _multichoice(question: ET.Element, item: Item, look: Page) -> None:
    _value(question, "single", "true")
    # An author's own options, whose order may matter, come without reasons.
    ours = bool(item.target) or any(option.reason for option in item.options)
    _value(question, "shuffleanswers", "true" if ours else "false")
    _value(question, "answernumbering", "abc")
    if item.target is not None and item.target.choices:
        why = {int(value): feedback for value, feedback in item.target.wrong}
        for index, choice in enumerate(item.target.choices):
            right = index == item.target.value
            _answer(question, escape_prose(choice), right=right, why=_said(why.get(index, "")))
        return
    for index, option in enumerate(item.options):
        right = index == item.correct
        why_not = "" if right else html(option.reason)
        _answer(question, html(option.text, look), right=right, why=why_not)


def _said(text: str) -> str:
    """What families say of an answer, as HTML."""
    return html(blocks_of(text))


def _answer(question: ET.Element, shown: str, *, right: bool, why: str) -> None:
    answer = ET.SubElement(question, "answer", fraction="100" if right else "0", format="html")
    ET.SubElement(answer, "text").text = shown
    _html(ET.SubElement(answer, "feedback"), why or ("Right." if right else ""))


def _numerical(question: ET.Element, item: Item, look: Page) -> None:  # noqa: ARG001 - as all
    scheme, target = item.scheme, item.target
    if scheme is None or target is None:
        raise ValueError(f"{item.id} has no marking scheme")
    size = scheme.units[scheme.unit]
    values = [(target.value, 1.0, "100", "Right.")]
    if scheme.dimension == "share" and size != 1:
        # Moodle has no unit without a name, so a fraction of 1 is a right value of its own.
        values.append((target.value, size, "100", "Right."))
    values += [(value, 1.0, "0", feedback) for value, feedback in target.wrong]
    for value, factor, fraction, feedback in values:
        answer = ET.SubElement(question, "answer", fraction=fraction, format="moodle_auto_format")
        ET.SubElement(answer, "text").text = f"{value * factor / size:.15g}"
        room = max(scheme.relative * abs(value), scheme.absolute) + SLACK * abs(value)
        _value(answer, "tolerance", f"{room * factor / size:.15g}")
        _html(ET.SubElement(answer, "feedback"), _said(feedback))
    units = _units(scheme.unit, scheme.units, scheme.spellings)
    if units:
        holder = ET.SubElement(question, "units")
        for name, count in units.items():
            unit = ET.SubElement(holder, "unit")
            _value(unit, "multiplier", f"{count:.15g}")
            _value(unit, "unit_name", name)
    _value(question, "unitgradingtype", UNIT_OPTIONAL)
    _value(question, "unitpenalty", "0.1")
    _value(question, "showunits", UNIT_TYPED if units else UNIT_NONE)
    _value(question, "unitsleft", int(scheme.unit == "$"))


def _units(
    asked: str, sizes: Mapping[str, float], spellings: Mapping[str, str]
) -> Mapping[str, float]:
    """Unit → how many of it are one of the unit that is asked for, which comes first.

    No two may differ in case alone: some databases under Moodle hold them for one.
    """
    known = {asked: asked, **{name: name for name in sizes}, **spellings}
    found: dict[str, float] = {}
    folded: set[str] = set()
    for written, name in known.items():
        if written and written.casefold() not in folded and len(written) <= UNIT_LIMIT:
            folded.add(written.casefold())
            found[written] = sizes[asked] / sizes[name]
    return found


def _matching(question: ET.Element, item: Item, look: Page) -> None:
    _value(question, "shuffleanswers", "true")
    left = [(html(text, look), item.pairs[place]) for place, text in enumerate(item.left)]
    spare = [("", index) for index in range(len(item.right)) if index not in item.pairs]
    for shown, index in (*left, *spare):
        part = ET.SubElement(question, "subquestion", format="html")
        ET.SubElement(part, "text").text = shown
        _text(ET.SubElement(part, "answer"), sheet.one_line(item.right[index]))


def _ordering(question: ET.Element, item: Item, look: Page) -> None:
    for name, value in (
        ("layouttype", "VERTICAL"),
        ("selecttype", "ALL"),
        ("selectcount", str(max(2, len(item.order)))),
        ("gradingtype", "RELATIVE_ALL_PREVIOUS_AND_NEXT"),
        ("showgrading", "SHOW"),
    ):
        _value(question, name, value)
    for place, index in enumerate(item.order, start=1):
        answer = ET.SubElement(question, "answer", fraction=f"{place}.0000000", format="html")
        ET.SubElement(answer, "text").text = html(item.lines[index], look)


def _shortanswer(question: ET.Element, item: Item, look: Page) -> None:  # noqa: ARG001 - as all
    _value(question, "usecase", 0)
    for text in item.accepted:
        answer = ET.SubElement(question, "answer", fraction="100", format="plain_text")
        # An asterisk alone would stand for any text.
        ET.SubElement(answer, "text").text = clean(text).strip().replace("*", r"\*")
        _html(ET.SubElement(answer, "feedback"), "Right.")


def _essay(question: ET.Element, item: Item, look: Page) -> None:
    _value(question, "responseformat", "editor")
    _value(question, "responserequired", 1)
    _value(question, "responsefieldlines", 20)
    _value(question, "attachments", 0)
    _html(ET.SubElement(question, "graderinfo"), _for_grader(item, look))
    _html(ET.SubElement(question, "responsetemplate"), "")


def _for_grader(item: Item, look: Page) -> str:
    """Points to make, the rubric as a table, what passes, the hints that may be given."""
    parts = [f"<h4>Points to make</h4><div>{html(item.answer, look)}</div>"]
    if item.rubric:
        rows = "".join(
            f"<tr><th>{escape_prose(clean(row.name))}</th>"
            + "".join(
                f"<td><strong>{low}–{high}</strong> {escape_prose(clean(text))}</td>"
                for low, high, text in row.levels
            )
            + "</tr>"
            for row in item.rubric
        )
        parts.append(f"<h4>Rubric, of {sheet.most(item)} points</h4><table>{rows}</table>")
    if item.passing:
        passing = ", ".join(f"{sheet.one_line(level)}: {least}" for level, least in item.passing)
        parts.append(f"<p>To pass: {escape_prose(passing)}</p>")
    if item.hints:
        hints = "".join(f"<li>{html(hint, look)}</li>" for hint in item.hints)
        parts.append(f"<h4>Hints</h4><ol>{hints}</ol>")
    return "".join(parts)


def _text(parent: ET.Element, text: str) -> None:
    ET.SubElement(parent, "text").text = text


def _html(element: ET.Element, html: str) -> None:
    element.set("format", "html")
    _text(element, html)


def _value(parent: ET.Element, name: str, value: object) -> None:
    ET.SubElement(parent, name).text = str(value)


_TYPES: Mapping[Form, str] = {
    Form.NUMERIC: "numerical",
    Form.CHOICE: "multichoice",
    Form.MATCHING: "matching",
    Form.ORDERING: "ordering",
    Form.SHORT: "shortanswer",
    Form.FILL: "shortanswer",
    Form.LONG: "essay",
}
_FILLED: Mapping[str, Callable[[ET.Element, Item, Page], None]] = {
    "numerical": _numerical,
    "multichoice": _multichoice,
    "matching": _matching,
    "ordering": _ordering,
    "shortanswer": _shortanswer,
    "essay": _essay,
}
