"""How the words of a document are written inside its sentences: `Weights` there is `weights`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from flashcards.tree.cut import cut
from flashcards.tree.flat import plain
from flashcards.tree.nodes import Inlines, Text

# A word of small letters, with hyphens and apostrophes inside.
_SMALL = re.compile(r"\b[a-zà-ÿ][a-zà-ÿ'’-]*\b")
# A word with a capital behind one in small letters: a name, which keeps it.
_NAME = re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Þ][a-zà-ÿ'’-]*\b")
# A word in the middle with one capital in front, as titles write it.
_TITLED = re.compile(r"(?<=[a-zà-ÿ] )[A-ZÀ-Þ][a-zà-ÿ]+\b")
# The first word of a label, if it is nothing but letters with one capital in front.
_FIRST = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ'’-]*(?![\w.])")


@dataclass(frozen=True, slots=True)
class Casing:
    """The words that a document writes small somewhere, and those it writes as names."""

    small: frozenset[str]
    names: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Casing:
        """From what a document says."""
        lines = tuple(texts)
        return cls(
            frozenset(word for text in lines for word in _SMALL.findall(text)),
            frozenset(word for text in lines for word in _NAME.findall(text)),
        )

    def lowered(self, inlines: Inlines) -> Inlines:
        """A label as it would stand inside a sentence: names and acronyms keep their capitals."""
        text = plain(inlines)
        match = _FIRST.match(text)
        if match is None:
            return inlines
        if match[0].lower() not in self.small and match[0] in self.names:
            return inlines
        if not inlines or not isinstance(inlines[0], Text):
            return inlines
        if len(inlines) == 1 and _TITLED.search(text):  # a title: all its words are written so
            text = _TITLED.sub(lambda word: self._small(word[0]), text)
            return (Text(text[0].lower() + text[1:], span=inlines[0].span, verbatim=False),)
        first = Text(text[0].lower(), span=inlines[0].span, verbatim=False)
        return (first, *cut(inlines, 1))

    def _small(self, word: str) -> str:
        return word.lower() if word.lower() in self.small else word

    def lower(self, text: str) -> str:
        """The same of a plain text."""
        return plain(self.lowered((Text(text, verbatim=False),)))
