"""What a problem says of itself: the same sentences in every language."""

from __future__ import annotations

import string
import tomllib
from importlib.resources import files

from flashcards.problems.words import said


def test_every_language_has_every_sentence_with_the_same_gaps() -> None:
    text = files("flashcards.problems").joinpath("data", "words.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)

    def gaps(one: object) -> object:
        if isinstance(one, list):
            return len(one)
        return {name for _, name, _, _ in string.Formatter().parse(str(one)) if name}

    english = {key: gaps(one) for key, one in table["en"].items()}
    for language, sentences in table.items():
        assert {key: gaps(one) for key, one in sentences.items()} == english, language


def test_a_language_without_words_gets_signs() -> None:
    assert said("unit", "pl", unit="ms") == "? ms"
    assert not said("gap", "pl")
