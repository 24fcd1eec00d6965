"""Practice sets in the forms that people print, share, sit and import.

A form is a module with `render(sets, *, key)`, from sets to the contents of files by their names.
It writes nothing itself. With `key` the answers are given, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from flashcards.practice.model import PracticeSet
from flashcards.practice.render import html, json_form, markdown, moodle, pdf


class Renderer(Protocol):
    """What a form's module does."""

    def render(self, sets: Sequence[PracticeSet], *, key: bool) -> dict[str, bytes]:
        """The files of one or more sets: their names → what is in them.

        Raises:
            ValueError: two sets have one seed and one version.
        """


FORMS: Mapping[str, Renderer] = {
    "html": html,
    "pdf": pdf,
    "markdown": markdown,
    "moodle": moodle,
    "json": json_form,
}
"""All forms by the names by which they are asked for."""
