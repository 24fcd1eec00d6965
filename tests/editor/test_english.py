"""What a card asks becomes a sentence that a person would say."""

from __future__ import annotations

import pytest

from flashcards.editor import english
from flashcards.editor.casing import Casing
from flashcards.tree.flat import plain
from flashcards.tree.nodes import Inlines, Text

CASING = Casing.of(["the cache size of a model", "weights, cause, batching and memory", "in Paris"])


def words(text: str) -> Inlines:
    return (Text(text, verbatim=False),)


def shown(inlines: Inlines | None) -> str | None:
    return None if inlines is None else plain(inlines)


@pytest.mark.parametrize(
    ("label", "asked"),
    [
        ("What GGUF is", "What is GGUF?"),
        ("What the KV cache stores", "What does the KV cache store?"),
        ("How paged attention works", "How does paged attention work?"),
        (
            "Why the position of temperature matters",
            "Explain why the position of temperature matters.",
        ),
        ("Why is it slow", "Why is it slow?"),
        ("Which half is faster?", "Which half is faster?"),
        ("Formula for KV cache size", "What is the formula for KV cache size?"),
        ("Cost of one night", "What is the cost of one night?"),
        ("Continuous batching", "What is continuous batching?"),
        ("Parts of a header", "What are the parts of a header?"),
        ("Before loading, check the file", None),
        ("Read → decode → write", None),
    ],
)
def test_a_label_becomes_the_question_that_it_answers(label: str, asked: str | None) -> None:
    assert shown(english.of_label(words(label), CASING)) == asked


@pytest.mark.parametrize(
    ("row", "column", "corner", "answer", "asked"),
    [
        ("LLaMA-2 70B", "KV heads", "Model", "8", "how many KV heads does LLaMA-2 70B have?"),
        ("Q6_K", "Size (GiB)", "Type", "52.7", "what is the size of Q6_K, in GiB?"),
        ("OOM kill", "Cause", "Symptom", "no memory", "what is the cause of OOM kill?"),
        ("ENOENT", "Meaning", "Code", "no file", "what does ENOENT mean?"),
        ("SET", "When to use", "Type", "unique members", "when do you use SET?"),
        ("Fit", "vLLM", "Aspect", "GPU only", None),
        ("Memory", "vLLM", "Aspect", "GPU only", "what is the memory of vLLM?"),
        ("Buffer", "Allocated at", "Part", "start", None),
        ("Row", "2024", "Year", "7", None),
        ("Ampere", "CUDA_ARCHS", "GPU", "86", None),
        ("Native build", "Instructions used", "Build", "all", None),
    ],
)
def test_a_cell_is_asked_by_its_row_and_column(
    row: str, column: str, corner: str, answer: str, asked: str | None
) -> None:
    made = english.of_cell(words(row), words(column), words(corner), answer, CASING)
    assert shown(made) == asked


@pytest.mark.parametrize(
    ("term", "meaning", "attribute", "asked"),
    [
        ("-ngl", "sets how many layers go to the GPU", False, "what does -ngl do?"),
        ("GGUF", "a file format", False, "what is GGUF?"),
        ("Tensor cores", "units for matrix products", False, "what are Tensor cores?"),
        ("when the window is full", "it stops", False, "what happens when the window is full?"),
        ("T → ∞", "uniform", False, "what holds for T → ∞?"),
        ("Size", "4 GB", True, "what is the size?"),
        ("Does it block?", "yes", False, "Does it block?"),
    ],
)
def test_a_term_is_asked_by_what_its_meaning_says(
    term: str, meaning: str, attribute: bool, asked: str
) -> None:
    assert shown(english.of_term(words(term), meaning, CASING, attribute=attribute)) == asked


def test_names_and_acronyms_keep_their_capitals() -> None:
    assert CASING.lower("Weights in Paris") == "weights in Paris"
    assert CASING.lower("Paris") == "Paris"
    assert CASING.lower("GPU memory") == "GPU memory"
    assert CASING.lower("LLaMA") == "LLaMA"
    assert CASING.lower("Zonal Shift") == "Zonal Shift"  # a name in capitals, or none of it
    assert CASING.lower("Zone-Aware routing") == "Zone-Aware routing"
    assert CASING.lower("Zonal shift") == "zonal shift"


@pytest.mark.parametrize(
    ("label", "asked"),
    [
        ("Parts of a GGUF file", "Name the 3 parts of a GGUF file."),
        ("Three phases of loading", "Name the 3 phases of loading."),
        ("Layout of a pair", None),
    ],
)
def test_a_closed_list_is_asked_by_how_many_there_are(label: str, asked: str | None) -> None:
    assert shown(english.of_list(words(label), 3, CASING, ordered=False)) == asked


@pytest.mark.parametrize(
    ("label", "answer", "asked"),
    [
        (
            "Choosing a cache size",
            "choose the largest that fits",
            "How do you choose a cache size?",
        ),
        ("Choosing a cache size", "a large one", "What matters when choosing a cache size?"),
        ("Cache monitor", "drops old entries", "What does the cache monitor do?"),
        ("How to route requests", "", "How do you route requests?"),
        ("How many servers the service needs", "", "How many servers does the service need?"),
        ("Where each stage happens", "", "Where does each stage happen?"),
    ],
)
def test_the_answer_tells_how_a_label_is_asked(label: str, answer: str, asked: str) -> None:
    casing = Casing.of(["to choose a size", "the cache monitor in it"])
    assert shown(english.of_label(words(label), casing, answer)) == asked


@pytest.mark.parametrize(
    ("term", "meaning", "asked"),
    [
        ("Quantized V cache", "refused without it", "what happens to the Quantized V cache?"),
        ("KV heads of Qwen", "8 (64 query heads)", "how many KV heads does Qwen have?"),
        ("GGMF", "added a version number", "what did GGMF do?"),
        ("Text instead of ids", "it takes ids only", None),
        ("Larger batch", "faster prompts", None),
        ("First load", "read from disk", "what is the first load?"),
    ],
)
def test_a_term_is_asked_for_what_is_told_of_it_or_not_at_all(
    term: str, meaning: str, asked: str | None
) -> None:
    casing = Casing.of(["at first load it"])
    assert shown(english.of_term(words(term), meaning, casing, attribute=False)) == asked


def test_a_label_tells_what_is_told_of_each_case() -> None:
    casing = Casing.of(["the split of a model"])
    asked = english.of_case("Split to choose by hardware", words("two cards"), casing)
    assert shown(asked) == "what is the split to choose for two cards?"


@pytest.mark.parametrize(
    ("row", "asked"),
    [
        ("Effect", "How do Void and Voidable differ in effect?"),
        ("Best for", "What are Void and Voidable best for?"),
        ("Fits here?", None),
    ],
)
def test_two_things_are_compared_by_a_property(row: str, asked: str | None) -> None:
    assert shown(english.of_pair(words(row), words("Void"), words("Voidable"), CASING)) == asked
