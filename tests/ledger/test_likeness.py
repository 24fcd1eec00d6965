from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.ledger.likeness import compare, compare_keys


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Q4_K_M", "Q4_K_S"),
        ("Q4_0", "Q4_1"),
        ("7B model", "13B model"),
        ("-DGGML_CUDA=ON", "-DGGML_METAL=ON"),
        ("-DGGML_CUDA=ON", "-DGGML_CUDA=OFF"),
        ("Hint 1", "Hint 2"),
        ("Step one", "Step two"),
        ("size of the K cache", "size of the V cache"),
        ("top-k sampling", "top-p sampling"),
        ("Runs on the CPU", "Runs on the GPU"),
        ("Copies from CPU to GPU", "Copies from GPU to CPU"),
        ("Sets the minimum number of tokens kept", "Sets the maximum number of tokens kept"),
        ("Reads the header of the model file", "Writes the header of the model file"),
        ("Encodes text as token numbers", "Decodes text as token numbers"),
        ("Supports memory mapping of weights", "Does not support memory mapping of weights"),
        ("Works with a GPU in the machine", "Works without a GPU in the machine"),
        ("Increases the size of the file", "Decreases the size of the file"),
        ("Valid header of the file", "Invalid header of the file"),
        ("latency < 100 ms", "latency > 100 ms"),
        ("int8 weights", "int4 weights"),
        ("n_ctx of the context", "n_batch of the context"),
        ("Written in C for speed", "Written in C++ for speed"),
        ("needs 8 GB", "needs 8 GiB"),
        ("Uses sync calls to the server", "Uses async calls to the server"),
        ("best for junior engineers", "best for senior engineers"),
    ],
)
def test_siblings_that_differ_in_what_identifies_them_are_never_safe(one: str, other: str) -> None:
    likeness = compare(one, other)
    assert not likeness.safe
    assert not likeness.typo
    assert not likeness.same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Uses less memroy", "Uses less memory"),
        ("Weihgts are mapped", "Weights are mapped"),
        ("Memory mapping of the weights", "Memory mapping of weights"),
        ("Single file deployment", "Single-file deployment"),
        ("Finetuning", "Fine tuning"),
        ("Loads a 7B modell quickly", "Loads a 7B model quickly"),
        ("teh tokenizer", "the tokenizer"),
        ("quantisation", "quantization"),
    ],
)
def test_slips_of_the_keys_are_typos(one: str, other: str) -> None:
    assert compare(one, other).typo
    assert compare(other, one).typo


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("**Rich** metadata", "rich metadata."),
        ("1,024 MB", "1024 MB"),
        ("`mmap` support", "mmap support"),
        ("don’t copy", "don't copy"),
    ],
)
def test_looks_are_not_words(one: str, other: str) -> None:
    assert compare(one, other).same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("encode", "decode"), ("import", "export"), ("heap", "hash"), ("load", "loan to"),
        ("include", "exclude"), ("possible", "impossible"), ("cat", "car"), ("forward", "backward"),
    ],
)  # fmt: skip
def test_another_word_is_no_typo(one: str, other: str) -> None:
    assert not compare(one, other).typo


def test_words_in_another_order_are_less_alike() -> None:
    assert compare("prefill precedes decode", "decode precedes prefill").score < 0.7


def test_a_key_is_as_alike_as_its_least_alike_part() -> None:
    likeness = compare_keys(("Metadata", "GGUF"), ("Metadta", "GGML"))
    assert not likeness.safe
    assert likeness.score == 0


def test_texts_without_words_are_compared_as_they_stand() -> None:
    assert compare("✅", "✅").same
    assert not compare("✅", "❌").same


TEXTS = st.text(alphabet=st.characters(codec="utf-8"), max_size=40) | st.sampled_from(
    ["7B", "13B", "not fast", "fast", "max tokens", "min tokens", "Q4_0 is small", "-DX=1"]
)


@given(TEXTS, TEXTS)
def test_likeness_is_mutual_and_bounded(one: str, other: str) -> None:
    forth, back = compare(one, other), compare(other, one)
    assert 0 <= forth.score <= 1.0001
    assert (forth.same, forth.safe) == (back.same, back.safe)


@given(TEXTS)
def test_a_text_is_itself(text: str) -> None:
    assert compare(text, text).same
