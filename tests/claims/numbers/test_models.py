"""A model that a text names has the shape that was published under the name, or none."""

from __future__ import annotations

import pytest

from flashcards.claims.numbers.models import alike, models


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("LLaMA-7B", "LLaMA-2 7B"),
        ("Llama 2 13B", "LLaMA-2 13B"),
        ("Llama-2-7b-chat.Q4_K_M.gguf", "LLaMA-2 7B"),
        ("llama-13b-q4_k_m.gguf", "LLaMA-2 13B"),
        ("LLaMA-70B", "LLaMA-2 70B"),
        ("Llama-3 8B", "Llama-3 8B"),
        ("Llama 3.1 70B", "Llama-3 70B"),
        ("Llama 3.2 3B", "Llama-3.2 3B"),
        ("Mistral 7B", "Mistral 7B v0.3"),
        ("Qwen2.5 7B", "Qwen2.5 7B"),
        ("TinyLlama 1.1B", "TinyLlama 1.1B"),
        ("CodeLlama 13B", "LLaMA-2 13B"),
    ],
)
def test_a_published_name_has_its_shape(text: str, shape: str) -> None:
    (found,) = models(text)
    assert found.shapes[0].name == shape


@pytest.mark.parametrize(
    "text",
    [
        "LLaMA-34B",
        "LLaMA-65B",
        "Falcon-40B",
        "a 7B model",
        "Llama 3 13B",
        "Gemma 2 2B",
        "Qwen 3 14B",
    ],
)
def test_a_name_without_a_known_shape_tells_its_size_only(text: str) -> None:
    (found,) = models(text)
    assert found.shapes == ()
    assert found.billions > 0


@pytest.mark.parametrize(
    "text", ["16B aligned", "64B", "7 B", "3-7B parameters", "4GB", "Q4_K_M", "B7B2", "17B/s"]
)
def test_other_letters_are_no_model(text: str) -> None:
    assert models(text) == ()


def test_a_mixture_of_experts_is_not_the_model_of_its_last_number() -> None:
    (found,) = models("Mixtral 8x7B")
    assert not found.billions
    assert not found.shapes


def test_a_bare_size_may_be_a_named_model_of_that_size_and_no_other() -> None:
    named, bare, other = (models(text)[0] for text in ("LLaMA-7B", "7B", "Mistral 7B"))
    assert alike(named, bare)
    assert not alike(named, other)


def test_only_a_bare_size_is_bare() -> None:
    assert models("two 7B")[0].bare
    assert not models("Falcon-7B")[0].bare
