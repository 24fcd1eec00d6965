"""The ask of `edge-update` on the size of a LoRA adapter, sent in place of a model."""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.family import Ask, Misconception, Oracle, Parameters
from flashcards.problems.quantity import Dimension, equals
from flashcards.shapes import ARCHITECTURE, ARCHITECTURES


def _adapter(p: Parameters) -> Fraction:
    """Layers × rank × (inputs + outputs of q and of v) × 2 bytes.

    Source: E. Hu et al., LoRA, arXiv:2106.09685: an update B·A of two thin matrices.
    """
    model = p["model"]
    wide = model.heads * model.head_dimension + model.kv_heads * model.head_dimension
    return Fraction(model.layers * p["rank"] * (2 * model.embedding + wide) * 2)


def _by_matrices(p: Parameters) -> int:
    """Each layer's matrices, a column of the first and a row of the second at a time."""
    model, total = p["model"], 0
    for _layer in range(model.layers):
        for heads in (model.heads, model.kv_heads):
            for _rank in range(p["rank"]):
                total += 2 * model.embedding
                total += 2 * heads * model.head_dimension
    return total


def _adapter_steps(p: Parameters) -> tuple[str, ...]:
    model, rank = p["model"], p["rank"]
    width, q = model.embedding, model.heads * model.head_dimension
    v = model.kv_heads * model.head_dimension
    weights = model.layers * rank * (width + q + width + v)
    return (
        (
            f"Outputs: q {model.heads} × {model.head_dimension} = {q:,}, "
            f"v {model.kv_heads} × {model.head_dimension} = {v:,}"
        ),
        (
            f"Weights: {model.layers} layers × {rank} × ({width:,} + {q:,} + {width:,} + {v:,}) = "
            f"{weights:,}"
        ),
        f"Bytes: × 2 {equals(_adapter(p), 'MB', Dimension.BYTES)}",
    )


def _wrong_adapter(p: Parameters) -> tuple[Misconception, ...]:
    model, rank, right = p["model"], p["rank"], _adapter(p)
    width, q = model.embedding, model.heads * model.head_dimension
    v = model.kv_heads * model.head_dimension
    found = [
        Misconception(
            name="one-of-two-matrices",
            value=Fraction(model.layers * rank * 2 * width * 2),
            feedback="You left out the second matrix of each projection, rank × outputs.",
        ),
        Misconception(
            name="one-projection",
            value=Fraction(model.layers * rank * (width + q) * 2),
            feedback="You counted the query projection alone; the value projection has one too.",
        ),
        Misconception(
            name="whole-matrices",
            value=Fraction(model.layers * width * (q + v) * 2),
            feedback="You counted the projections themselves; the adapter has thin matrices.",
        ),
        Misconception(
            name="bytes-forgotten",
            value=right / 2,
            feedback="You counted one byte a weight; f16 takes 2.",
        ),
        Misconception(
            name="one-layer",
            value=right / model.layers,
            feedback=f"You counted one layer; there are {model.layers}.",
        ),
    ]
    if q != v:
        found.insert(
            0,
            Misconception(
                name="query-heads",
                value=Fraction(model.layers * rank * 2 * (width + q) * 2),
                feedback=f"You gave v the width of q; it has only {model.kv_heads} KV heads.",
            ),
        )
    return tuple(found)


ADAPTER = Ask(
    name="adapter-size",
    title="Update: size of a LoRA adapter",
    dimension=Dimension.BYTES,
    unit="MB",
    difficulty="senior",
    statement="**{{ model.name }}** has {{ model.layers }} layers, an embedding width of "
    "{{ model.embedding | count }}, {{ model.heads }} query heads and "
    "{{ model.kv_heads }} KV head{{ 's' if model.kv_heads > 1 }} of dimension "
    "{{ model.head_dimension }}. A LoRA adapter of rank {{ rank }} gives the query and the "
    "value projection of each layer two matrices, inputs × rank and rank × outputs, in "
    "f16. How large are they in all?",
    parameters=lambda c: {"model": c.pick(ARCHITECTURES), "rank": c.step(4, 128, 4)},
    solve=_adapter,
    oracles=(Oracle(name="vector by vector", compute=_by_matrices),),
    steps=_adapter_steps,
    misconceptions=_wrong_adapter,
    example=lambda: {"model": ARCHITECTURE["Llama-3.2 3B"], "rank": 16},
    samples=(
        ("9.175 MB", True),
        ("9,175,040 bytes", True),
        ("8.75 MiB", True),
        ("9.2", True),
        ("11 MB", False),
        ("4.59 MB", False),
        ("5.5 MB", False),
        ("8.75 MB", False),
        ("9.2 Mb", None),
        ("small", None),
    ),
)
