"""Memory of the KV cache, from the context length and back."""

from __future__ import annotations

from fractions import Fraction

from generator.problems.architectures import ARCHITECTURES, CACHE_TYPES, Architecture, Block
from generator.problems.chance import Chance
from generator.problems.family import Family, Misconception, Parameters
from generator.problems.quantity import Dimension, equals, show

CONTEXTS = (1024, 2048, 4096, 8192, 16384, 32768)


def _shape(chance: Chance) -> Parameters:
    model = chance.pick(ARCHITECTURES)
    return {"model": model, "cache": chance.pick(CACHE_TYPES)}


def _of(p: Parameters) -> tuple[Architecture, Block]:
    return p["model"], p["cache"]


def _per_token(p: Parameters) -> Fraction:
    model, cache = _of(p)
    elements = 2 * model.layers * model.kv_heads * model.head_dimension
    return elements * cache.bits_per_weight / 8


def _per_token_by_blocks(p: Parameters) -> int:
    """Each layer's rows of K and V laid out block by block, as ggml allocates them."""
    model, cache = _of(p)
    total = 0
    for _layer in range(model.layers):
        for _k_or_v in range(2):
            row = model.kv_heads * model.head_dimension
            total += -(-row // cache.elements) * cache.size_bytes
    return total


def _size(p: Parameters) -> Fraction:
    context: int = p["context"]
    return _per_token(p) * context


def _size_by_tokens(p: Parameters) -> float:
    each = _per_token_by_blocks(p)
    return float(sum(each for _token in range(p["context"])))


def _wrong_shapes(p: Parameters, right: Fraction, *, inverse: bool) -> tuple[Misconception, ...]:
    model, cache = _of(p)

    def off_by(factor: Fraction) -> Fraction:
        return right / factor if inverse else right * factor

    found = [
        Misconception(
            name="one-of-k-and-v",
            value=off_by(Fraction(1, 2)),
            feedback="You left out the factor 2: both K and V are kept.",
        ),
        Misconception(
            name="bits-for-bytes",
            value=off_by(Fraction(8)),
            feedback="You counted bits as bytes.",
        ),
        Misconception(
            name="one-layer",
            value=off_by(Fraction(1, model.layers)),
            feedback=f"You counted one layer; there are {model.layers}.",
        ),
    ]
    if model.heads != model.kv_heads:
        found.append(
            Misconception(
                name="query-heads",
                value=off_by(Fraction(model.heads, model.kv_heads)),
                feedback=f"You used the {model.heads} query heads; "
                f"only the {model.kv_heads} KV heads are kept.",
            )
        )
    if cache.elements > 1:
        found.append(
            Misconception(
                name="f16-cache",
                value=off_by(Fraction(2) / (cache.bits_per_weight / 8)),
                feedback=f"You counted 2 bytes an element; {cache.name} takes "
                f"{cache.size_bytes} bytes for {cache.elements}.",
            )
        )
    return tuple(found)


def _formula(p: Parameters) -> str:
    model, cache = _of(p)
    each = f"{cache.size_bytes}/{cache.elements}" if cache.elements > 1 else f"{cache.size_bytes}"
    return (
        f"One token: 2 (K and V) × {model.layers} layers × {model.kv_heads} KV heads × "
        f"{model.head_dimension} × {each} bytes {equals(_per_token(p), 'B')}"
    )


_MODEL = (
    "**{{ model.name }}** has {{ model.layers }} layers, {{ model.heads }} query heads, "
    "{{ model.kv_heads }} KV heads and a head dimension of {{ model.head_dimension }}. "
)


def _steps_size(p: Parameters) -> tuple[str, ...]:
    size = _size(p)
    return (
        _formula(p),
        f"All tokens: × {p['context']:,} {equals(size, 'B')}",
        f"In GiB: ÷ 2³⁰ {equals(size, 'GiB')}",
    )


KV_CACHE = Family(
    name="kv-cache",
    title="Memory of the KV cache",
    dimension=Dimension.BYTES,
    unit="GiB",
    statement=_MODEL
    + "How much memory does its KV cache take at {{ '{:,}'.format(context) }} tokens of context, "
    "with K and V in {{ cache.name }}"
    "{% if cache.elements > 1 %} ({{ cache.size_bytes }} bytes for {{ cache.elements }} elements)"
    "{% endif %}? Within {{ tolerance }}.",
    parameters=lambda c: {**_shape(c), "context": c.pick(CONTEXTS)},
    solve=_size,
    numeric=_size_by_tokens,
    steps=_steps_size,
    misconceptions=lambda p: _wrong_shapes(p, _size(p), inverse=False),
    questions=(4, 11, 16),
)


def _longest(p: Parameters) -> Fraction:
    return Fraction(int(p["budget"] * 2**30 / _per_token(p)))


def _longest_by_search(p: Parameters) -> float:
    """The last context that fits, found by halving."""
    each, budget = _per_token_by_blocks(p), p["budget"] << 30
    low, high = 0, budget
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle * each <= budget else (low, middle - 1)
    return float(low)


def _steps_longest(p: Parameters) -> tuple[str, ...]:
    return (
        _formula(p),
        f"The budget: {p['budget']} GiB {equals(Fraction(p['budget'] << 30), 'B')}",
        f"Divided and rounded down: {show(_longest(p), 'tokens')}",
    )


CONTEXT_THAT_FITS = Family(
    name="context-that-fits",
    title="Longest context in a memory budget",
    dimension=Dimension.TOKENS,
    unit="tokens",
    statement=_MODEL
    + "{{ budget }} GiB are left for its KV cache, with K and V in {{ cache.name }}"
    "{% if cache.elements > 1 %} ({{ cache.size_bytes }} bytes for {{ cache.elements }} elements)"
    "{% endif %}. How many tokens of context fit? Leave the model's own limit aside. "
    "Within {{ tolerance }}.",
    parameters=lambda c: {**_shape(c), "budget": c.step(1, 24)},
    solve=_longest,
    numeric=_longest_by_search,
    steps=_steps_longest,
    misconceptions=lambda p: _wrong_shapes(p, _longest(p), inverse=True),
    questions=(4, 11, 16),
)
