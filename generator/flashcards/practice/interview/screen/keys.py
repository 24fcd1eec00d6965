"""The keys of an interview, on F1."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from flashcards.practice.interview import words
from flashcards.review.terminal.help import Help

KEYS = (
    ("F4", "d", "the answer is done: follow-ups, then the solution"),
    ("F2", "h", f"next hint; each takes {words.COST}"),
    ("F3", "e", "write in the editor that EDITOR names"),
    ("F5", "u", "take the last row's points back"),
    ("F6", "s", "skip this question"),
    ("pgup pgdn", "k j", "scroll the question or the solution"),
    ("ctrl+t", "t", "light or dark"),
    ("ctrl+q", "q", "stop; what you wrote is kept"),
)
ASIDE = (
    "The letters work when you are not writing: esc frees them, tab goes back to the answer."
    " When grading, digits and enter give a row its points."
)


class Keys(Help):
    """All keys."""

    def compose(self) -> ComposeResult:
        """A table that breaks its lines where it must."""
        wide = self.app.size.width >= 56
        parts: list[tuple[str, str] | str] = []
        for key, letter, meaning in KEYS:
            parts.append((key.ljust(11) if wide else f"{key} ", "bold $primary"))
            parts.append((letter.ljust(5) if wide else letter, "bold $primary"))
            parts.append(f"{meaning}\n" if wide else f"\n  {meaning}\n")
        with VerticalScroll(id="keys"):
            yield Static(Content("Keys"), classes="title")
            yield Static(Content.assemble(*parts))
            yield Static(Content(ASIDE), classes="aside")
