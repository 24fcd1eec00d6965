"""What every form says of a set, and how its files are called."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from mimetypes import guess_type
from pathlib import Path

from flashcards.practice.model import Form, Item, PracticeSet
from flashcards.render import plain
from flashcards.render.clean import clean
from flashcards.tree import nodes as n
from flashcards.tree.cut import map_nodes
from flashcards.tree.nodes import Blocks, Inline, Inlines, map_inlines

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

CHOOSE = "Choose one."

LINES: Mapping[Form, int] = {
    Form.NUMERIC: 4,
    Form.CHOICE: 0,
    Form.MATCHING: 0,
    Form.ORDERING: 0,
    Form.SHORT: 1,
    Form.FILL: 1,
    Form.LONG: 16,
}
"""Lines to write on that a printed question leaves."""

ASKS: Mapping[Form, str] = {
    Form.NUMERIC: "Work it out; name the unit.",
    Form.CHOICE: CHOOSE,
    Form.MATCHING: "Give the letter that belongs to each.",
    Form.ORDERING: "Write 1 before what comes first, then 2, and so on.",
    Form.SHORT: "Answer in a word or a few.",
    Form.FILL: "Write what is missing.",
    Form.LONG: "Answer in full.",
}
"""What is to be done, where the prompt may leave it open."""


def asks(item: Item) -> str:
    """What is to be done with this item."""
    return CHOOSE if item.target is not None and item.target.choices else ASKS[item.form]


def letter(index: int) -> str:
    """What an option is called by: A to Z, then AA and so on.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    head, tail = divmod(index, len(LETTERS))
    return (letter(head - 1) if head else "") + LETTERS[tail]


def stems(sets: Sequence[PracticeSet]) -> list[str]:
    """The names of the sets' files, without their endings.

    Raises:
        ValueError: two sets have one seed and one version.
    """
    width = len(str(max((one.version for one in sets), default=0)))
    names = [
        f"practice-{one.seed}" + (f"-v{one.version:0{width}}" if one.version else "")
        for one in sets
    ]
    if len(set(names)) < len(names):
        raise ValueError("two practice sets have one seed and one version")
    return names


def together(sets: Sequence[PracticeSet]) -> str:
    """The name of a file that holds all of the sets."""
    return f"practice-{sets[0].seed}"


def heading(one: PracticeSet) -> str:
    """The title of the sheet, with its version."""
    title = one_line(one.title) or "Practice"
    return f"{title} · Version {one.version}" if one.version else title


def facts(one: PracticeSet) -> str:
    """How much there is to do: `20 questions · 34 points · 45 minutes`."""
    parts = [counted(len(one.items), "question"), counted(one.points, "point")]
    if one.minutes:
        parts.append(counted(one.minutes, "minute"))
    return " · ".join(parts)


def counted(number: int, noun: str) -> str:
    """A number of things.

    >>> counted(1, "point"), counted(2, "point")
    ('1 point', '2 points')
    """
    return f"{number} {noun}" + ("" if number == 1 else "s")


def one_line(text: str | Blocks) -> str:
    """What a person reads of a text, in one line."""
    return " ".join(clean(text if isinstance(text, str) else plain(text)).split())


def solution(item: Item) -> Blocks:
    """The worked solution, nothing where it says only what the answer says."""
    return () if item.solution == item.answer else item.solution


def with_blanks(blocks: Blocks) -> Blocks:
    """Blocks whose spoilers are blanks, as a question shows them."""

    def blank(node: Inline) -> Inlines:
        return (n.Hidden(()),) if isinstance(node, n.Spoiler) else (node,)

    return map_inlines(blocks, lambda run: map_nodes(run, blank))


def most(item: Item) -> int:
    """The points that a rubric gives to a perfect answer."""
    return sum(max((to for _, to, _ in row.levels), default=0) for row in item.rubric)


def order_of(item: Item) -> list[int]:
    """Of an ordering, the right place of each line as shown, from 1 on."""
    places = [0] * len(item.lines)
    for place, index in enumerate(item.order, start=1):
        places[index] = place
    return places


def wrong_values(item: Item) -> list[tuple[str, str]]:
    """Answers that are known to be wrong, in the unit that was asked for, and what to say."""
    if item.scheme is None or item.target is None:
        return []
    if item.target.choices:
        return [(item.target.choices[int(value)], why) for value, why in item.target.wrong]
    size = item.scheme.units[item.scheme.unit]
    return [
        (f"{value / size:,.5g} {item.scheme.unit}".strip(), why) for value, why in item.target.wrong
    ]


def embedded(one: PracticeSet) -> dict[str, str]:
    """The pictures and sounds that a set shows, each as an address that holds its bytes."""
    return {name: _address(one.media[name]) for name in sorted(_shown(one) & one.media.keys())}


def _shown(one: PracticeSet) -> set[str]:
    return {image.target for item in one.items for image in pictures(item)}


def pictures(item: Item) -> Iterator[n.Image]:
    """All pictures of an item, its key's among them."""
    texts = (
        item.prompt,
        item.answer,
        item.solution,
        *(option.text for option in item.options),
        *(*item.left, *item.right, *item.lines, *item.hints),
    )
    for blocks in texts:
        for block in n.walk(blocks):
            for run in n.own_inlines(block):
                yield from (node for node in n.walk_inlines(run) if isinstance(node, n.Image))


def _address(path: Path) -> str:
    kind = guess_type(path.name)[0] or "application/octet-stream"
    return f"data:{kind};base64,{b64encode(path.read_bytes()).decode()}"
