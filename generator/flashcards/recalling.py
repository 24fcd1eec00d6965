"""What was understood of documents, kept between runs: an edit costs the document edited.

What comes of a document depends on its own bytes, on how it is to be read, on the files of
definitions that it is held against and on this program, but on no other document.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards import manifest
from flashcards.cache import recall, remember, tidy
from flashcards.card import Extraction, Fact
from flashcards.contents import Understood
from flashcards.errors import MishapError, ReadError
from flashcards.files import Input
from flashcards.pools import Ranges, kept
from flashcards.rows import NotRowsError, decoded, encoded
from flashcards.values import dataclass
from flashcards.workers import each
from flashcards.written import know

if TYPE_CHECKING:
    from flashcards.facts.computed import Recalled

MANY_BYTES = 200_000
"""Of documents: to understand so many takes longer than to start processes for them."""

Answer = Understood | ReadError | MishapError
"""What a document gives, or why it cannot be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is wanted of each document.

    Attributes:
        tag: first part of the tags.
        cache: the user's; None: nothing is kept or recalled.
        problems: whether its problems are wanted.
        ranges: of its problems, by the document's name.
    """

    tag: str
    cache: Path | None = None
    problems: bool = False
    ranges: Mapping[str, Ranges] = field(default_factory=dict)


def each_understood(inputs: Sequence[Input], wish: Wish, *, jobs: int = 1) -> Iterator[Answer]:
    """What each document gives, in their order: recalled, or else computed and kept.

    Raises:
        ProblemError: a problem that its author wrote is not sound.
        ConfigError: a file of definitions cannot be used.
    """
    recalled = [_recalled(source, wish) for source in inputs]
    missing = [source for source, one in zip(inputs, recalled, strict=True) if one is None]
    if jobs > 1 and len(missing) > 1 and _are_many(missing):
        made: Iterator[Answer] = map(
            _unpacked, each(partial(_packed, wish=wish), missing, jobs=jobs)
        )
    else:
        made = (_attempt(source, wish) for source in missing)
    for known in recalled:
        one = next(made) if known is None else known
        if isinstance(one, Understood):
            for fact, texts in zip(one.extraction.facts, one.texts, strict=True):
                know(fact, texts)
        yield one
    if missing and wish.cache is not None:
        tidy(wish.cache)


def _are_many(inputs: Sequence[Input]) -> bool:
    """Whether more processes save more time than they take to start."""
    try:
        return sum(one.path.stat().st_size for one in inputs) > MANY_BYTES
    except OSError:
        return False


def _attempt(source: Input, wish: Wish) -> Answer:
    """One document understood, or why it cannot be."""
    # Only now: where everything is recalled, nothing of all this is needed.
    from flashcards.understanding import understood, usable, with_problems

    entry = _entry(source, wish)
    try:
        done = usable(source)
        one = entry.facts() if entry else None
        if one is None:
            one = understood(done, wish.tag)
            # A file that changed while it was read is not what the key says.
            entry = entry if entry == _entry(source, wish) else None
            if entry:
                entry.keep_facts(one)
    except (ReadError, MishapError) as error:
        return error
    if wish.problems:
        own = wish.ranges.get(source.name, {})
        one = with_problems(one, done.document, wish.tag, own, _pools(wish))
        if entry and one.computes:
            entry.keep_problems(one)
    return one


def _pools(wish: Wish) -> Recalled | None:
    """Where the problems of documents are kept one by one: an edit changes few of them."""
    if wish.cache is None:
        return None
    folder = wish.cache

    def recalled(said: str, make: Callable[[], Fact]) -> Fact:
        key = _digest([manifest.code(), said])
        (fact,) = kept(folder / f"pool-{key[:20]}.jsonl", key, lambda: (make(),))
        return fact

    return recalled


def _packed(source: Input, wish: Wish) -> bytes | ReadError | MishapError:
    """The same, to be sent to another process."""
    answer = _attempt(source, wish)
    return encoded(answer) if isinstance(answer, Understood) else answer


def _unpacked(answer: bytes | ReadError | MishapError) -> Answer:
    return decoded(answer, Understood) if isinstance(answer, bytes) else answer


def _recalled(source: Input, wish: Wish) -> Understood | None:
    """All that is wanted of a document, if it was kept."""
    entry = _entry(source, wish)
    one = entry.facts() if entry else None
    if entry and one and wish.problems and one.computes:
        return entry.with_problems(one)
    return one


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """Where a document's facts and problems are kept, and under which digests."""

    facts_at: Path
    facts_key: str
    problems_at: Path
    problems_key: str

    def facts(self) -> Understood | None:
        """What was kept but for the problems."""
        data = recall(self.facts_at, self.facts_key)
        if data is not None:
            with suppress(NotRowsError):
                one = decoded(data, Understood)
                return one if len(one.texts) == len(one.extraction.facts) else None
        return None

    def with_problems(self, one: Understood) -> Understood | None:
        """The same with the problems that were kept, or None if there are none."""
        data = recall(self.problems_at, self.problems_key)
        if data is not None:
            with suppress(NotRowsError):
                return replace(one, problems=decoded(data, Extraction).facts)
        return None

    def keep_facts(self, one: Understood) -> None:
        """Keep it, its problems aside."""
        with suppress(ValueError):  # half a character
            remember(self.facts_at, self.facts_key, encoded(one))

    def keep_problems(self, one: Understood) -> None:
        """Keep its problems."""
        with suppress(ValueError):
            rows = encoded(Extraction(facts=one.problems, blocks=()))
            remember(self.problems_at, self.problems_key, rows)


def _entry(source: Input, wish: Wish) -> _Entry | None:
    """The entry of a document as its file is now; None where nothing is to be kept of it."""
    if wish.cache is None:
        return None
    try:
        files = [
            [str(path), hashlib.sha256(path.read_bytes()).hexdigest()]
            for path in (source.path, *source.packs)
        ]
        place = str(source.path.resolve())
    except OSError:
        return None  # reading it tells why
    how = [source.name, source.forms, source.heading_level, wish.tag]
    key = _digest([manifest.code(), files, how])
    narrowed = sorted((list(of), text) for of, text in wish.ranges.get(source.name, {}).items())
    name = _digest([place, str(source.path), source.name])[:20]
    return _Entry(
        facts_at=wish.cache / f"document-{name}.jsonl",
        facts_key=key,
        problems_at=wish.cache / f"problems-{name}.jsonl",
        problems_key=_digest([key, narrowed]),
    )


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()
