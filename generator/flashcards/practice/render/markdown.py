"""A practice set as markdown: the questions, and then the key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards.practice.model import Form, Item, PracticeSet
from flashcards.practice.render import sheet
from flashcards.render import blocks_of, markdown, markdown_inline
from flashcards.render.clean import clean
from flashcards.render.marks import escape_markdown
from flashcards.tree import nodes as n
from flashcards.tree.nodes import Blocks


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
    yield markdown(sheet.with_blanks(item.prompt))
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
    yield markdown(item.answer)
    if item.form is Form.MATCHING:
        yield "Letters, from the first on: " + ", ".join(map(sheet.letter, item.pairs))
    if item.form is Form.ORDERING:
        yield "Numbers, as the lines stand: " + ", ".join(map(str, sheet.order_of(item)))
    if len(item.accepted) > 1:
        yield "Also right: " + ", ".join(escape_markdown(clean(text)) for text in item.accepted[1:])
    if solution := sheet.solution(item):
        yield "**Solution:**"
        yield markdown(solution)
    if wrong := _wrong(item):
        yield "**What wrong answers tell:**"
        yield "\n".join(wrong)
    for row in item.rubric:
        levels = "\n".join(
            f"  - {low}{'' if low == high else f'–{high}'}: {escape_markdown(sheet.one_line(text))}"
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
        f"- {escape_markdown(text)}: {_in_line(blocks_of(why))}"
        for text, why in sheet.wrong_values(item)
    ]
    return known + [
        f"- {sheet.letter(index)}: {_in_line(option.reason)}"
        for index, option in enumerate(item.options)
        if index != item.correct and option.reason
    ]


def _lettered(texts: Sequence[str]) -> str:
    # With another bullet than the list before it, or both would be one.
    return "\n".join(f"* **{sheet.letter(index)}** {text}" for index, text in enumerate(texts))


def _in_line(blocks: Blocks) -> str:
    """A text in a list or after a label: on one line, as plain text if it is more than that."""
    first = blocks[0] if len(blocks) == 1 else None
    if isinstance(first, n.Paragraph):
        text = markdown_inline(first.children)
        if "\n" not in text:
            return text
    return escape_markdown(sheet.one_line(blocks))
