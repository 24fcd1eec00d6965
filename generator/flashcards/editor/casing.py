"""How the words of a document are written inside its sentences: `Weights` there is `weights`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import field

from flashcards import patterns as re
from flashcards.tree.cut import cut
from flashcards.tree.flat import plain
from flashcards.tree.nodes import Inlines, Text
from flashcards.values import dataclass

# A word of small letters, with hyphens and apostrophes inside.
_SMALL = re.compile(r"\b[a-zà-ÿ][a-zà-ÿ'’-]*\b")
# A word with a capital behind one in small letters: a name, which keeps it.
_NAME = re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Þ][a-zà-ÿ'’-]*\b")
# A word in the middle with one capital in front, as titles write it.
_TITLED = re.compile(r"(?<=[a-zà-ÿ] )[A-ZÀ-Þ][a-zà-ÿ]+\b")
# A name of several, as `Karplus–Strong`.
_COMPOUND_NAME = re.compile(r"[^\W\d_]+(?:[-–][^\W\d_]+)*[-–][A-ZÀ-Þ]")
# A noun phrase of up to three small words behind an article, closed by a sign or a function word.
_ARTICLED = re.compile(
    r"\b(a|an|the|its|their|each|every|no|any)\s+((?:[a-z][a-z-]*\s+){0,2}[a-z][a-z-]{2,})"
    r"(?=[.,;:)?]|\s+(?:of|in|on|for|to|is|are|was|were|and|or|that|which|from|with|at|by|has|can|"
    r"per|must|may|than|as)\b|\s*$)"
)
# The word behind the first one of a name, in capitals as that one.
_FOLLOWING = re.compile(r"[ -][A-ZÀ-Þ][a-zà-ÿ]{2,}\b")
# The first word of a label, if it is nothing but letters with one capital in front.
_FIRST = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ'’-]*(?![\w.])")


@dataclass(frozen=True, slots=True)
class Casing:
    """The words that a document writes small somewhere, those it writes as names, and its nouns.

    Attributes:
        small: words in small letters.
        names: words with a capital in the middle of a sentence.
        nouns: words that end a noun phrase somewhere.
        articled: noun phrases, each with the article that it has somewhere.
    """

    small: frozenset[str]
    names: frozenset[str]
    nouns: frozenset[str] = frozenset()
    articled: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Iterable[str]) -> Casing:
        """From what a document says."""
        lines = tuple(texts)
        articled: dict[str, str] = {}
        nouns: set[str] = set()
        for text in lines:
            for article, phrase in _ARTICLED.findall(text.lower()):
                nouns.add(phrase.rsplit(None, 1)[-1])
                if article in {"a", "an"}:
                    articled[phrase] = article
                elif article == "the":
                    articled.setdefault(phrase, article)
        small = Counter(word for text in lines for word in _SMALL.findall(text))
        names = Counter(word for text in lines for word in _NAME.findall(text))
        return cls(
            small=frozenset(small),
            names=frozenset(word for word in names if names[word] > small[word.lower()]),
            nouns=frozenset(nouns),
            articled=articled,
        )

    def lowered(self, inlines: Inlines, *, known: bool = False) -> Inlines:
        """A label as it would stand inside a sentence: names and acronyms keep their capitals.

        `known`: only a word that the document writes small somewhere loses its capital.
        """
        text = plain(inlines)
        match = _FIRST.match(text)
        if match is None:
            return inlines
        word = match[0]
        named = word in self.names or (
            re.search(r"['’]s$", word) and word.lower() not in self.small
        )
        named = bool(named or _COMPOUND_NAME.match(text))
        if len(word) == 1 or named or (known and word.lower() not in self.small):
            return inlines
        if not inlines or not isinstance(inlines[0], Text):
            return inlines
        if len(inlines) == 1 and _TITLED.search(text):  # a title: all its words are written so
            text = _TITLED.sub(lambda word: self._small(word[0]), text)
            if _TITLED.search(text) and word.lower() not in self.small:
                return inlines  # all of it is a name
        if _FOLLOWING.match(text, match.end()):
            return inlines  # `Function Calling`: half of a name in capitals is no name
        if len(inlines) == 1 and text != plain(inlines):
            return (Text(text[0].lower() + text[1:], span=inlines[0].span, verbatim=False),)
        first = Text(text[0].lower(), span=inlines[0].span, verbatim=False)
        return (first, *cut(inlines, 1))

    def _small(self, word: str) -> str:
        return word.lower() if word.lower() in self.small else word

    def lower(self, text: str) -> str:
        """The same of a plain text."""
        return plain(self.lowered((Text(text, verbatim=False),)))
