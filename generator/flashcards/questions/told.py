"""What a line says of which option is right: `Key: c.`, `Ans. (b)`, `→ 2`, `**C** is right`.

By its shape: a short name, a sign, and letters or numbers of options with nothing or a reason
behind. A name of words that announce an answer is sure of it; an unknown one needs the shape.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum

from flashcards import patterns as re
from flashcards.document import Role
from flashcards.questions.letters import SIGN, ordinal, place_of
from flashcards.questions.roles import (
    announcing,
    is_key_name,
    is_meta,
    is_spoken,
    is_told,
    role_of,
)
from flashcards.values import dataclass


class By(IntEnum):
    """What a line names its options by, the surest last."""

    LETTER = 0  # a letter alone, which may open an explanation of that option
    NAME = 1  # a short name that no table knows
    SIGN = 2  # an arrow or a tick
    KEY = 3  # words for an answer or for what is right


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Options by their places, where they stand and what follows begins, and what names them."""

    places: frozenset[int]
    start: int
    end: int
    by: By


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()


# A number on a key of a telephone, a word, or any other character.
_TOKEN = re.compile(r"\d\ufe0f?\u20e3|[^\W_]+(?:['’][^\W_]+)?|[^\s\ufe0f]")
_SIGN = re.compile(rf"{SIGN}|\d{{1,2}}|\d\ufe0f?\u20e3")
# Several letters without a blank, in order: `ACD`.
_SEVERAL = re.compile(r"[A-H]{2,6}")
_COLONS = frozenset(":：=→➜➔➡⇒⟶►▶>»–—-·/")
_EQUATES = frozenset("=·")
_TICKS = frozenset("✅✓✔☑→➜➔➡⇒⟶►▶👉☞")
_WRAPS = frozenset("*_`\"'“”„‘’«»()[]{}<>（）【】「」『』")
_OPENING = frozenset("([{<（【「『")
_SHUTTING = frozenset(")]}>）】」』")
_CLOSING = frozenset(".:：,;、。．–—-·(（[→|")
_MORE = frozenset(
    (",", ";", "/", "&", "+", "、", "and", "und", "et", "y", "e", "и", "o", "ou", "or")
)
_MOST = 16
"""Tokens that are looked at; a name and its letters need fewer."""
_LONGEST = 3
"""Words of a name that no table knows."""
_LONG = 7
"""Words of a name whose words are known."""


def statement_of(words: str, letters: Sequence[str]) -> Told | None:
    """What a line says of which options are right, or None if it says nothing of that shape.

    >>> statement_of("Key: c. For so it is.", "abc").places
    frozenset({2})
    >>> statement_of("(B) is right, A is not", "ABC").places, statement_of("Wrong: C", "ABC")
    (frozenset({1}), None)
    """
    return _Line(words, letters).told()


def announced(words: str) -> int:
    """Where the words begin behind the name of a key and its sign; 0 where none opens a line.

    >>> announced("Key: see page 9"), announced("Note: see page 9")
    (4, 0)
    """
    return _Line(words, ()).announced()


def names_only(words: str, *, least: By = By.LETTER) -> bool:
    """Whether a line names an option, by what is as sure as that or surer, and says no more.

    >>> names_only("(C)"), names_only("Answer (2)"), names_only("C is so because"), names_only("Cs")
    (True, True, False, False)
    """
    one = statement_of(words, _ANY)
    return one is not None and one.by >= least and one.end >= len(words.rstrip())


_ANY = ("",) * 12


def names_right(words: str) -> bool:
    """Whether some words are a name for what is right, and nothing else.

    >>> names_right("Correct answer"), names_right("Most voted"), names_right("Wrong answer")
    (True, False, False)
    """
    return _name(words.split()) is By.KEY


class _Line:
    """The tokens of a line, and which of them name options."""

    def __init__(self, words: str, letters: Sequence[str]) -> None:
        line = words.split("\n", 1)[0]
        self._tokens = [
            _Token(match[0], match.start(), match.end())
            for match, _ in zip(_TOKEN.finditer(line), range(_MOST), strict=False)
        ]
        self._letters = letters
        self._length = len(line)

    def told(self) -> Told | None:
        start, ticked = self._start()
        bare = self._signs(start)
        if bare is not None:
            return self._bare(start, *bare, ticked=ticked)
        return self._led(start) or self._named(start)

    def announced(self) -> int:
        start, _ = self._start()
        name: list[str] = []
        for index in range(start, len(self._tokens)):
            token = self._tokens[index]
            if token.text in (":", "：") and name:
                return token.end if _name(name) is By.KEY else 0
            if token.is_word:
                name.append(token.text)
            elif token.text not in _WRAPS and token.text != ".":
                return 0
        return 0

    def _start(self) -> tuple[int, bool]:
        """The first word, and whether an arrow or a tick stands before it."""
        index = next((i for i, one in enumerate(self._tokens) if one.is_word or _is_sign(one)), 0)
        return index, any(one.text in _TICKS for one in self._tokens[:index])

    def _bare(self, start: int, places: frozenset[int], index: int, *, ticked: bool) -> Told | None:
        """A line that opens with letters: `(C)`, `→ C`, `C is right`."""
        words: list[str] = []
        for at in range(index, len(self._tokens) + 1):
            token = self._tokens[at] if at < len(self._tokens) else None
            if token is not None and token.is_word and not _is_reason(token):
                words.append(token.text)
                continue
            if token is not None and token.text in _WRAPS and words:
                continue
            opens = token is not None and token.text in (":", "：", "=")  # `A correct answer: B`
            if words and not opens and _name(words) is By.KEY:
                return self._said(places, start, at, By.KEY)
            break
        apart = self._is_wrapped(index) or (ticked and self._own(index))
        if not self._closes(index, wrapped=apart):
            return self._named(start) if words else None
        return self._said(places, start, index, By.SIGN if ticked else By.LETTER)

    def _led(self, start: int) -> Told | None:
        """A sentence of little words before the letters: `It's B.`, `Only B is true.`."""
        table = announcing()
        words: list[str] = []
        for index in range(start, min(start + _LONGEST, len(self._tokens))):
            found = self._signs(index) if words else None
            told = self._bare(index, *found, ticked=False) if found else None
            if told is not None and told.by is By.KEY:
                return told
            if told is not None and any(word in table.copulas for word in words):
                return replace(told, by=By.NAME)
            word = self._tokens[index].text.casefold()
            if word not in table.fill:
                return None
            words.append(word)
        return None

    def _named(self, start: int) -> Told | None:
        """A name, a sign and letters: `Answer: B`, `Richtig ist ②`, `Sol.: ii`."""
        name: list[str] = []
        least = By.LETTER
        for index in range(start, len(self._tokens)):
            token = self._tokens[index]
            by = _name(name)
            parted = token.text in _COLONS
            if parted or by is By.KEY:
                found = self._signs(index + parted if parted else index)
                if found is not None and by is not None and (parted or by is By.KEY):
                    wrapped = by is By.KEY and (self._is_wrapped(found[1]) or self._own(found[1]))
                    if by >= least and self._closes(found[1], wrapped=wrapped):
                        return self._said(found[0], index + 1, found[1], by)
                    if token.text in (":", "："):
                        return None  # `Key: a mole`
            if token.text in _EQUATES and name:
                name, least = [], By.KEY  # `Why: v = r·C` tells, and names nothing
            if token.is_word:
                name.append(token.text)
            elif token.text == "." and by is By.KEY:
                continue
            elif token.text not in _WRAPS and not parted:
                return None
            if len(name) > _LONG:
                return None
        return None

    def _said(self, places: frozenset[int], start: int, end: int, by: By) -> Told:
        at = self._tokens[start].start if start < len(self._tokens) else self._length
        return Told(places=places, start=at, end=self._behind(end), by=by)

    def _signs(self, index: int) -> tuple[frozenset[int], int] | None:
        """The options that the tokens from one on name, and the index behind them."""
        tokens, found = self._tokens, set[int]()
        while True:
            while index < len(tokens) and (
                tokens[index].text in _WRAPS or tokens[index].text in _COLONS
            ):
                index += 1
            noun = index < len(tokens) and _is_noun(tokens[index].text)
            places = self._places(index + noun)
            if not places:
                break
            found |= places
            index += noun + 1
            more = index
            while more < len(tokens) and tokens[more].text in _WRAPS:
                more += 1
            if more < len(tokens) and tokens[more].text.casefold() in _MORE:
                following = more + 1
                while following < len(tokens) and tokens[following].text in _WRAPS:
                    following += 1
                following += following < len(tokens) and _is_noun(tokens[following].text)
                if self._places(following):
                    index = more + 1
                    continue
            return frozenset(found), index
        return None

    def _places(self, index: int) -> frozenset[int]:
        if index >= len(self._tokens):
            return frozenset()
        text = self._tokens[index].text
        if _SIGN.fullmatch(text):
            which = place_of(text.rstrip("\ufe0f\u20e3"), self._letters)
            return frozenset((which,)) if which >= 0 else frozenset()
        if _SEVERAL.fullmatch(text) and list(text) == sorted(set(text)):
            several = frozenset(place_of(sign, self._letters) for sign in text)
            return frozenset() if -1 in several else several
        return frozenset()

    def _is_wrapped(self, index: int) -> bool:
        """Whether a bracket shuts right behind the letters."""
        return index < len(self._tokens) and self._tokens[index].text in _SHUTTING

    def _own(self, index: int) -> bool:
        """Whether the letter before an index is a sign of its own, such as a ring."""
        text = self._tokens[index - 1].text
        return not text.isascii() and not text.isalpha()

    def _closes(self, index: int, *, wrapped: bool) -> bool:
        """Whether nothing more or a reason stands behind the letters."""
        tokens = self._tokens
        while index < len(tokens) and tokens[index].text in _WRAPS - _OPENING:
            index += 1
        if index >= len(tokens) or wrapped:
            return True
        text = tokens[index].text
        return text in _CLOSING or _is_reason(tokens[index]) or _is_picture(text)

    def _behind(self, index: int) -> int:
        """Where the reason begins, without the signs before it."""
        tokens = self._tokens
        while index < len(tokens) and (
            tokens[index].text in _WRAPS - _OPENING
            or (tokens[index].text in _CLOSING and tokens[index].text not in _OPENING)
        ):
            index += 1
        return tokens[index].start if index < len(tokens) else self._length


def _is_sign(token: _Token) -> bool:
    return _SIGN.fullmatch(token.text) is not None


def _is_picture(text: str) -> bool:
    """Whether a token is an emoji, which ends what is said: `B 🗳`."""
    return unicodedata.category(text[0]) == "So"


def _is_noun(word: str) -> bool:
    return word.casefold() in announcing().nouns


def _is_reason(token: _Token) -> bool:
    return token.text.casefold() in announcing().reasons


def _name(words: Sequence[str]) -> By | None:
    """What a name is worth; None where it says something else than what is right."""
    label = " ".join(words)
    table = announcing()
    bare = [word.casefold() for word in words]
    if not words or any(word in table.never for word in bare) or is_meta(label):
        return None
    letters = [word for word in words if not word.isdecimal()]
    if len(letters) == 1 and len(letters[0]) == 1 and ordinal(letters[0]) >= 0:
        return None  # the letter of an option, whatever it may stand for
    known = [word in table.words or word.startswith(table.stems) for word in bare]
    filled = [word in table.fill or word.isdecimal() for word in bare]
    if any(known) and all(map(max, known, filled)):
        return By.KEY
    if is_told(label) or is_key_name(label):
        return By.KEY
    role = role_of(label)
    if role is Role.SOLUTION and is_spoken(label):
        return By.KEY
    if role not in (Role.OTHER, Role.SOLUTION) or len(words) > _LONGEST:
        return None
    return By.NAME
