"""The second route to an item's key: the marker must agree with whoever made the item."""

from __future__ import annotations

from flashcards.practice.errors import PracticeError
from flashcards.practice.items.texts import read
from flashcards.practice.mark import key, mark
from flashcards.practice.model import Form, Item


def verify(item: Item) -> None:
    """See that the key gets all points, by the marker, and no other option any.

    That the value of a computed problem is right was checked when it was drawn.

    Raises:
        PracticeError: they differ.
    """
    if item.form is Form.LONG and not item.rubric:
        return
    marked = mark(item, key(item))
    if not marked.correct or marked.points != item.points:
        raise PracticeError(f"item {item.id} does not accept its own key: {marked.feedback}")
    if item.form is not Form.CHOICE:
        return
    # Not without marks: two formulas may differ in one sign alone.
    if len({"".join(read(o.text).lower().split()) for o in item.options}) != len(item.options):
        raise PracticeError(f"item {item.id} has two options that are alike")
    for place in range(len(item.options)):
        if place != item.correct and mark(item, place).points:
            raise PracticeError(f"item {item.id} accepts a wrong option")
