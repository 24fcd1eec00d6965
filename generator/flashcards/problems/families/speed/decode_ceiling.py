"""The ask of `decode-speed` on one memory: each token reads weights and KV cache."""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.chance import Chance
from flashcards.problems.families.memory.cache_shapes import (
    CACHE,
    formula,
    per_token,
    per_token_by_blocks,
)
from flashcards.problems.families.speed.decode_words import (
    DDR4,
    MEMORY,
    gigabytes,
    named,
    tokens_per_second,
    upside_down,
)
from flashcards.problems.families.speed.hardware import FILES, MEMORIES, fits
from flashcards.problems.family import Ask, Misconception, Oracle, Parameters
from flashcards.problems.quantity import Dimension, number
from flashcards.shapes import ARCHITECTURE, BLOCK

CONTEXTS = (2048, 4096, 8192, 16384, 32768)


def _bytes(p: Parameters) -> Fraction:
    return Fraction(p["file"].size + per_token(p) * p["context"])


def _ceiling(p: Parameters) -> Fraction:
    """Source: tokens/s ≤ memory bandwidth ÷ bytes read per token."""
    return Fraction(p["memory"].bandwidth / _bytes(p))


def _layer_by_layer(p: Parameters) -> Fraction:
    """The time of a token, added up from each layer's weights and its rows of K and V."""
    model, rate = p["model"], p["memory"].bits
    rows = Fraction(per_token_by_blocks(p), model.layers) * p["context"]
    weights = Fraction(p["file"].megabytes * 8 * 10**6, model.layers)
    seconds = sum(((weights + 8 * rows) / rate for _layer in range(model.layers)), Fraction(0))
    return 1 / seconds


def _ceiling_steps(p: Parameters) -> tuple[str, ...]:
    cache = per_token(p) * p["context"]
    return (
        formula(p),
        f"The cache: × {p['context']:,} tokens {gigabytes(cache)}",
        (
            f"Bytes a token: {number(p['file'].gigabytes, digits=6)} GB of weights + the cache "
            f"{gigabytes(_bytes(p))}"
        ),
        f"Limit: {p['memory'].rate} ÷ bytes a token {tokens_per_second(_ceiling(p))}",
    )


def _wrong_ceiling(p: Parameters) -> tuple[Misconception, ...]:
    model, rate, size = p["model"], p["memory"].bandwidth, p["file"].size
    cache = per_token(p) * p["context"]
    found = [
        Misconception(
            name="cache-ignored",
            value=rate / size,
            feedback="You left out the KV cache; each token reads all of it too.",
        ),
        Misconception(
            name="one-of-k-and-v",
            value=rate / (size + cache / 2),
            feedback="You left out the factor 2 of the cache: both K and V are read.",
        ),
        Misconception(
            name="weights-ignored",
            value=rate / cache,
            feedback="You left out the weights; each token reads all of them.",
        ),
        upside_down(_ceiling(p)),
    ]
    if model.heads != model.kv_heads:
        more = cache * Fraction(model.heads, model.kv_heads)
        found.append(
            Misconception(
                name="query-heads",
                value=rate / (size + more),
                feedback=f"You used the {model.heads} query heads; "
                f"only K and V of the {model.kv_heads} KV heads are kept.",
            )
        )
    return tuple(found)


def _draw_ceiling(chance: Chance) -> Parameters:
    file = chance.pick(FILES)
    return {
        "file": file,
        "model": file.model,
        "cache": BLOCK[chance.pick(("F16", "F16", "Q8_0"))],
        "context": chance.pick(CONTEXTS),
        "memory": chance.pick(MEMORIES),
    }


def _accepts_ceiling(p: Parameters) -> bool:
    """Where the cache counts, the model knows such a context, and all of it fits the memory."""
    share = per_token(p) * p["context"] / p["file"].size
    return (
        share >= Fraction(8, 100)
        and p["context"] <= p["model"].context_length
        and fits(_bytes(p), p["memory"])
    )


CEILING = Ask(
    name="ceiling",
    title="Decoding: the limit that memory bandwidth sets",
    dimension=Dimension.RATE,
    unit="tokens/s",
    difficulty="senior",
    statement="**{{ file.name }}** has {{ file.gigabytes | plain }} GB of weights, "
    "{{ model.layers }} layers, {{ model.heads }} query heads, {{ model.kv_heads }} KV "
    "head{{ 's' if model.kv_heads > 1 }} and a head dimension of "
    f"{{{{ model.head_dimension }}}}, with {CACHE}. Each new token reads all weights and "
    "the whole cache once. What is the upper limit of the decode speed of one sequence at "
    f"{{{{ context | count }}}} tokens of context on {MEMORY}?",
    parameters=_draw_ceiling,
    solve=_ceiling,
    oracles=(Oracle(name="layer by layer", compute=_layer_by_layer),),
    steps=_ceiling_steps,
    misconceptions=_wrong_ceiling,
    accepts=_accepts_ceiling,
    example=lambda: {
        "file": named("LLaMA-2 7B", 4080),
        "model": ARCHITECTURE["LLaMA-2 7B"],
        "cache": BLOCK["F16"],
        "context": 4096,
        "memory": DDR4,
    },
    samples=(
        ("8.22 tokens/s", True),
        ("8.2 tok/s", True),
        ("493 tokens/min", True),
        ("8.2 t/s", True),
        ("12.5 tokens/s", False),
        ("9.93 tokens/s", False),
        ("0.1216 tokens/s", False),
        ("8.2 GB/s", None),
        ("8 or so", None),
    ),
)
