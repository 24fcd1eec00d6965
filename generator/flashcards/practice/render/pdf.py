"""A practice set on paper: a sheet of questions to write on, and its key in a file of its own.

Typst sets it, from PyPI, with the fonts within it. The same set gives the same bytes.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from flashcards.practice.model import Form, Item, PracticeSet
from flashcards.practice.render import sheet
from flashcards.render import Sheet, blocks_of, plain, typst, typst_functions
from flashcards.render.as_typst import PLAIN_SHEET
from flashcards.render.literal import literal, needs_system_fonts

if TYPE_CHECKING:
    from typst import Compiler

    from flashcards.tree.nodes import Blocks

LONGEST_WHOLE = 1200
"""Characters of a question that is not parted by the end of a page."""


def render(sets: Sequence[PracticeSet], *, key: bool) -> dict[str, bytes]:
    """A PDF of questions for each set, and one with the key of each if that is asked for."""
    made: dict[str, bytes] = {}
    for one, stem in zip(sets, sheet.stems(sets), strict=True):
        with _pictures(one) as root:
            look = Sheet(media=_drawable(root))
            made[f"{stem}.pdf"] = compiled(questions(one, look), root)
            if key:
                made[f"{stem}-key.pdf"] = compiled(answers(one, look), root)
    return made


@contextmanager
def _pictures(one: PracticeSet) -> Iterator[Path | None]:
    """A folder that holds the pictures of a set and nothing else; none where it has none."""
    shown = {image.target for item in one.items for image in sheet.pictures(item)}
    names = sorted(shown & one.media.keys())
    if not names:
        yield None
        return
    with TemporaryDirectory() as folder:
        for name in names:
            shutil.copyfile(one.media[name], Path(folder, name))
        yield Path(folder)


def _drawable(root: Path | None) -> dict[str, str]:
    """The pictures of a folder that typst can draw, as it names them; others stay their words."""
    found = sorted(root.iterdir()) if root else []
    return {one.name: f"/{one.name}" for one in found if _draws(one, root)}


def _draws(picture: Path, root: Path | None) -> bool:
    from typst import TypstError

    source = f"#image({literal(f'/{picture.name}')})".encode()
    try:
        _compiler(system=False).compile(source, format="pdf", timestamp=0, root=root)
    except TypstError:
        return False
    return True


def to_typst(blocks: Blocks, look: Sheet = PLAIN_SHEET, *, hidden: bool = False) -> str:
    """Typst markup of a text; `hidden` makes blanks of its spoilers."""
    return typst(blocks, Sheet(hidden=hidden, media=look.media))


def compiled(source: str, root: Path | None = None) -> bytes:
    """The PDF of typst source, its template put before it; pictures stand below `root`."""
    # One compiler for all, and the template in each source: it keeps what it has set before.
    made = _compiler(needs_system_fonts(source)).compile(
        (template() + source).encode(), format="pdf", timestamp=0, root=root
    )
    assert isinstance(made, bytes)  # noqa: S101 - a PDF is one file
    return made


@lru_cache(maxsize=1)
def template() -> str:
    """The functions that a sheet is made of."""
    place = files(__package__).joinpath("templates", "sheet.typ")
    return typst_functions() + place.read_text(encoding="utf-8")


@lru_cache(maxsize=2)
def _compiler(system: bool) -> Compiler:  # noqa: FBT001 - a key of the cache
    from typst import Compiler, Fonts

    fonts = Fonts(include_system_fonts=system, include_embedded_fonts=True)
    return Compiler(b"", font_paths=fonts)


def questions(one: PracticeSet, look: Sheet = PLAIN_SHEET) -> str:
    """Typst source of the sheet of questions."""
    return _document(
        sheet.heading(one),
        one,
        f"#facts({literal(sheet.facts(one))})\n#name-line()",
        (_question(item, number, look) for number, item in enumerate(one.items, start=1)),
    )


def answers(one: PracticeSet, look: Sheet = PLAIN_SHEET) -> str:
    """Typst source of the key."""
    rows = ", ".join(
        f"([{number}], [{_short_key(item, look)}], [{item.points}])"
        for number, item in enumerate(one.items, start=1)
    )
    return _document(
        f"{sheet.heading(one)} · Key",
        one,
        f"#facts({literal(sheet.facts(one))})\n#short-key({rows})",
        (_answer(item, number, look) for number, item in enumerate(one.items, start=1)),
    )


def _document(title: str, one: PracticeSet, head: str, parts: Iterable[str]) -> str:
    footer = f"Seed {one.seed}" + (f" · Version {one.version}" if one.version else "")
    body = "\n\n".join((head, *parts))
    return f"#show: setup.with({literal(title)}, {literal(footer)})\n{body}\n"


def _question(item: Item, number: int, look: Sheet = PLAIN_SHEET) -> str:
    worth = literal(sheet.counted(item.points, "point"))
    asked = plain(item.prompt)
    size = len(asked) + sum(len(plain(text)) for text in (*item.left, *item.right, *item.lines))
    whole = item.form is not Form.LONG and size < LONGEST_WHOLE and asked.count("\n") < 25
    return (
        f"#question({number}, {worth}, {str(whole).lower()}, "
        f"[{to_typst(item.prompt, look, hidden=True)}])[{_SPACES[item.form](item, look)}]"
    )


def _text(plain: str) -> str:
    return f"#{literal(plain)};"


def _asks(item: Item) -> str:
    return f"#asks({literal(sheet.asks(item))})\n"


def _room(item: Item, look: Sheet) -> str:  # noqa: ARG001 - as all
    if item.target is not None and item.target.choices:
        return _choices(item, map(_text, item.target.choices))
    lines = sheet.LINES[item.form]
    return f'#lines({lines - 1})\n#answer-line("Answer:")' if lines < 10 else f"#lines({lines})"


def _options(item: Item, look: Sheet) -> str:
    return _choices(item, (to_typst(one.text, look, hidden=True) for one in item.options))


def _choices(item: Item, shown: Iterable[str]) -> str:
    rows = "".join(
        f"({literal(sheet.letter(index))}, [{text}]), " for index, text in enumerate(shown)
    )
    return f"{_asks(item)}#options({rows})"


def _matching(item: Item, look: Sheet) -> str:
    left = ", ".join(f"[{to_typst(text, look, hidden=True)}]" for text in item.left)
    right = ", ".join(
        f"({literal(sheet.letter(index))}, [{to_typst(text, look, hidden=True)}])"
        for index, text in enumerate(item.right)
    )
    return f"{_asks(item)}#matching(({left},), ({right},))"


def _ordering(item: Item, look: Sheet) -> str:
    rows = ", ".join(f"[{to_typst(line, look, hidden=True)}]" for line in item.lines)
    return f"{_asks(item)}#ordering({rows})"


_SPACES: Mapping[Form, Callable[[Item, Sheet], str]] = {
    Form.NUMERIC: _room,
    Form.CHOICE: _options,
    Form.MATCHING: _matching,
    Form.ORDERING: _ordering,
    Form.SHORT: _room,
    Form.FILL: _room,
    Form.LONG: _room,
}


def _short_key(item: Item, look: Sheet) -> str:
    """The key in a line, for one who marks thirty sheets."""
    match item.form:
        case Form.CHOICE:
            return _text(sheet.letter(item.correct))
        case Form.MATCHING:
            return _text(", ".join(map(sheet.letter, item.pairs)))
        case Form.ORDERING:
            return _text(", ".join(map(str, sheet.order_of(item))))
        case Form.LONG:
            return "by the rubric below"
        case _:
            return to_typst(item.answer, look)


def _answer(item: Item, number: int, look: Sheet) -> str:
    worth = literal(sheet.counted(item.points, "point"))
    parts = [f"#answer[{_full_key(item, look)}]"]
    if len(item.accepted) > 1:
        others = ", ".join(item.accepted[1:])
        parts.append(f'#part("Also right")[{_text(others)}]')
    if solution := sheet.solution(item):
        parts.append(f'#part("Worked solution")[{to_typst(solution, look)}]')
    if wrong := _wrong(item):
        parts.append(f'#part("What wrong answers tell")[#list({wrong})]')
    if item.rubric:
        parts.append(f'#part("Rubric")[{_rubric(item)}]')
    if item.source:
        parts.append(f"#source({literal(f'Source: {item.source}')})")
    title = f"#strong[{_text(sheet.one_line(item.title))}]"
    body = "\n".join(parts)
    return f"#question({number}, {worth}, false, [{title}])[{body}]"


def _full_key(item: Item, look: Sheet) -> str:
    if item.form is Form.CHOICE:
        return f"{_text(f'{sheet.letter(item.correct)}. ')}{to_typst(item.answer, look)}"
    return to_typst(item.answer, look)


def _wrong(item: Item) -> str:
    known = [(_text(text), blocks_of(why)) for text, why in sheet.wrong_values(item)]
    known += [
        (_text(sheet.letter(index)), option.reason)
        for index, option in enumerate(item.options)
        if index != item.correct and option.reason
    ]
    return "".join(f'[#strong[{text}]#": ";{to_typst(why)}], ' for text, why in known)


def _rubric(item: Item) -> str:
    width = max(len(row.levels) for row in item.rubric)
    cells = []
    for row in item.rubric:
        cells.append(f"[#strong[{_text(row.name)}]]")
        for low, high, text in row.levels:
            span = f"{low}" if low == high else f"{low}–{high}"
            cells.append(f'[#strong[#"{span}"]#": ";{_text(text)}]')
        cells += ["[]"] * (width - len(row.levels))
    passing = " · ".join(f"{name}: {least}" for name, least in item.passing)
    told = f"\nTo pass, of {sheet.most(item)}: {_text(passing)}" if passing else ""
    return f"#rubric({width}, {', '.join(cells)}){told}"
