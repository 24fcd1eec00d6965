"""A practice set as markdown: the questions, and then the key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flashcards.practice.model import Form, Item, PracticeSet
from flashcards.practice.render import sheet
from flashcards.render.clean import clean
from flashcards.render.marks import escape_markdown

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})", re.MULTILINE)
_SPOILER = re.compile(r"\|\|(?=\S)(.+?)(?<=\S)\|\|", re.DOTALL)


def render(sets: Sequence[PracticeSet], *, key: bool) -> dict[str, bytes]:
    """A file for each set."""
    return {
        f"{stem}.md": ("\n\n".join(_sheet(one, key=key)) + "\n").encode()
        for one, stem in zip(sets, sheet.stems(sets), strict=True)
    }


def _sheet(one: PracticeSet, *, key: bool) -> Iterator[str]:
    yield f"# {escape_markdown(sheet.heading(one))}"
    yield f"{sheet.facts(one)} · seed {one.seed}"
    for number, item in enumerate(one.items, start=1):
        yield f"## Question {number} ({sheet.counted(item.points, 'point')})"
        yield from _question(item)
    if key:
        yield "---"
        yield f"# Key: {escape_markdown(sheet.heading(one))}"
        for number, item in enumerate(one.items, start=1):
            yield _answer_heading(item, number)
            yield from _answer(item)


def _question(item: Item) -> Iterator[str]:
    yield _body(item.prompt, hidden=True)
    choices = [_in_line(option.text) for option in item.options]
    if item.target is not None:
        choices += [escape_markdown(choice) for choice in item.target.choices]
    if choices:
        yield _lettered(choices)
    if item.form is Form.MATCHING:
        yield sheet.asks(item)
        yield "\n".join(f"- {_in_line(text)}: \\_\\_\\_" for text in item.left)
        yield _lettered([_in_line(text) for text in item.right])
    if item.form is Form.ORDERING:
        yield sheet.asks(item)
        yield "\n".join(f"- \\_\\_\\_ {_in_line(line)}" for line in item.lines)


def _answer_heading(item: Item, number: int) -> str:
    title = escape_markdown(sheet.one_line(item.title))
    return f"## {number}. {title} ({sheet.counted(item.points, 'point')})"


def _answer(item: Item) -> Iterator[str]:
    letter = f"{sheet.letter(item.correct)}: " if item.form is Form.CHOICE else ""
    yield f"**Answer:** {letter}".rstrip()
    yield _body(item.answer)
    if item.form is Form.MATCHING:
        yield "Letters, from the first on: " + ", ".join(map(sheet.letter, item.pairs))
    if item.form is Form.ORDERING:
        yield "Numbers, as the lines stand: " + ", ".join(map(str, sheet.order_of(item)))
    if len(item.accepted) > 1:
        yield "Also right: " + ", ".join(escape_markdown(clean(text)) for text in item.accepted[1:])
    if (solution := sheet.solution(item)).strip():
        yield "**Solution:**"
        yield _body(solution)
    if wrong := _wrong(item):
        yield "**What wrong answers tell:**"
        yield "\n".join(wrong)
    for row in item.rubric:
        levels = "\n".join(
            f"  - {low}–{high}: {_in_line(text)}" if low != high else f"  - {low}: {_in_line(text)}"
            for low, high, text in row.levels
        )
        yield f"- **{escape_markdown(sheet.one_line(row.name))}**\n{levels}"
    if item.passing:
        passing = ", ".join(f"{sheet.one_line(level)} {least}" for level, least in item.passing)
        yield f"To pass, of {sheet.most(item)}: {escape_markdown(passing)}"
    if item.source:
        yield f"*Source: {escape_markdown(clean(item.source))}*"


def _wrong(item: Item) -> list[str]:
    known = [
        f"- {escape_markdown(text)}: {_in_line(why)}" for text, why in sheet.wrong_values(item)
    ]
    return known + [
        f"- {sheet.letter(index)}: {_in_line(option.reason)}"
        for index, option in enumerate(item.options)
        if index != item.correct and option.reason
    ]


def _lettered(texts: Sequence[str]) -> str:
    # With another bullet than the list before it, or both would be one.
    return "\n".join(f"* **{sheet.letter(index)}** {text}" for index, text in enumerate(texts))


def _in_line(markdown: str) -> str:
    """A text in a list or after a label: on one line, as plain text if it is more than that."""
    text = clean(markdown).strip()
    return escape_markdown(sheet.one_line(text)) if "\n" in text or _FENCE.match(text) else text


def _body(markdown: str, *, hidden: bool = False) -> str:
    """A text as it is, its headings below ours and its open fences closed."""
    text = clean(markdown).strip("\n")
    if hidden:
        text = _SPOILER.sub("[…]", text)
    fence = ""
    for line in text.splitlines():
        match = _FENCE.match(line)
        if match and not fence:
            fence = match[1]
        elif match and match[1].startswith(fence) and not line.strip().strip(fence[0]):
            fence = ""
    if fence:
        text = f"{text}\n{fence}"
    return text
