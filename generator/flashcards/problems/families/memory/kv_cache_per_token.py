"""KV cache for each token, and how long a conversation goes on until the cache is full.

Source: 2 · layers · KV heads · head dimension elements a token, as in llama.cpp's
src/llama-kv-cache.cpp; ggml stores them in blocks (`BLOCKS`).
"""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.chance import Chance
from flashcards.problems.families.memory.cache_filling import (
    CHAT,
    by_clock,
    by_simulation,
    chat_steps,
    draw_chat,
    fits_model,
    generated,
    wrong_chat,
)
from flashcards.problems.families.memory.cache_shapes import (
    MODEL,
)
from flashcards.problems.families.memory.memory_plans import in_bytes, telling
from flashcards.problems.family import (
    ONE_PERCENT,
    Ask,
    Family,
    Misconception,
    Oracle,
    Parameters,
)
from flashcards.problems.quantity import Dimension, equals
from flashcards.shapes import ARCHITECTURE, ARCHITECTURES, BLOCK, Block

KINDS = tuple(BLOCK[name] for name in ("F16", "Q8_0", "Q5_1", "Q5_0", "Q4_1", "Q4_0"))
"""Types of K and V that llama.cpp takes, the most exact first."""


def _draw_pair(chance: Chance) -> Parameters:
    """A model, and types for K and for V, which bears the coarser one better."""
    first = chance.below(len(KINDS))
    second = first + chance.below(len(KINDS) - first)
    return {"model": chance.pick(ARCHITECTURES), "k": KINDS[first], "v": KINDS[second]}


def _elements(p: Parameters) -> int:
    model = p["model"]
    return int(model.layers * model.kv_heads * model.head_dimension)


def _size(p: Parameters) -> Fraction:
    return Fraction(_elements(p) * (p["k"].bits_per_weight + p["v"].bits_per_weight), 8)


def _by_head(p: Parameters) -> int:
    """Each head of each layer in whole blocks, first its key and then its value."""
    model, total = p["model"], 0
    for _head in range(model.layers * model.kv_heads):
        for kind in (p["k"], p["v"]):
            total += sum(kind.size_bytes for _ in range(0, model.head_dimension, kind.elements))
    return total


def _each(kind: Block) -> str:
    return f"{kind.size_bytes}/{kind.elements}" if kind.elements > 1 else f"{kind.size_bytes}"


def _heads(p: Parameters) -> str:
    many = p["model"].kv_heads
    return f"{many} KV head{'s' if many > 1 else ''}"


def _size_steps(p: Parameters) -> tuple[str, ...]:
    model, many = p["model"], _elements(p)
    k, v = (many * kind.bits_per_weight / 8 for kind in (p["k"], p["v"]))
    return (
        (
            f"Elements of K, and as many of V: {model.layers} layers × {_heads(p)} × "
            f"{model.head_dimension} = {many:,}"
        ),
        f"K: {many:,} × {_each(p['k'])} bytes = {in_bytes(k)}",
        f"V: {many:,} × {_each(p['v'])} bytes = {in_bytes(v)}",
        f"Sum: {in_bytes(k + v)}, ÷ 1,024 {equals(k + v, 'KiB', Dimension.BYTES)}",
    )


def _wrong_size(p: Parameters) -> tuple[Misconception, ...]:
    model, k, v, right = p["model"], p["k"], p["v"], _size(p)
    found = []
    if model.heads != model.kv_heads:
        found.append(
            Misconception(
                name="query-heads",
                value=right * Fraction(model.heads, model.kv_heads),
                feedback=f"You used the {model.heads} query heads; "
                f"only K and V of the {model.kv_heads} KV heads are kept.",
            )
        )
    found.append(
        Misconception(
            name="one-of-k-and-v",
            value=_elements(p) * k.bits_per_weight / 8,
            feedback="You counted K alone; V is kept too.",
        )
    )
    minor = (
        Misconception(
            name="scales-forgotten",
            value=Fraction(_elements(p) * (k.bits + v.bits), 8),
            feedback="You took the bits from the names; the blocks' scales come on top.",
        ),
        Misconception(
            name="k-for-both",
            value=_elements(p) * k.bits_per_weight / 4,
            feedback=f"You counted V like K; it is in {v.name.lower()}.",
        ),
        Misconception(
            name="f16-cache",
            value=Fraction(_elements(p) * 4),
            feedback="You counted 2 bytes an element, as for f16.",
        ),
    )
    return (
        *found,
        *telling(right, minor, apart=right / 40),
        Misconception(
            name="one-layer",
            value=right / model.layers,
            feedback=f"You counted one layer; there are {model.layers}.",
        ),
        Misconception(
            name="bits-for-bytes", value=right * 8, feedback="You counted bits as bytes."
        ),
    )


_SIZE = MODEL + (
    "How much does its KV cache take for each token in all layers together, with "
    "{% for kind in ((k, v) if k.name != v.name else (k,)) %}{{ ' and ' if not loop.first }}"
    "{{ 'K and V' if k.name == v.name else 'K' if loop.first else 'V' }} in "
    "{{ kind.name | lower }}{% if kind.elements > 1 %} ({{ kind.size_bytes }} bytes for "
    "{{ kind.elements }} elements){% endif %}{% endfor %}?"
)


KV_CACHE_PER_TOKEN = Family(
    name="kv-cache-per-token",
    title="KV cache per token",
    questions=(4, 6, 11, 16),
    asks=(
        Ask(
            name="size",
            title="KV cache: memory of one token",
            dimension=Dimension.BYTES,
            unit="KiB",
            difficulty="junior",
            statement=_SIZE,
            parameters=_draw_pair,
            solve=_size,
            oracles=(Oracle(name="head by head", compute=_by_head),),
            steps=_size_steps,
            misconceptions=_wrong_size,
            example=lambda: {
                "model": ARCHITECTURE["LLaMA-2 70B"],
                "k": BLOCK["F16"],
                "v": BLOCK["F16"],
            },
            samples=(
                ("320 KiB", True),
                ("327680 bytes", True),
                ("0.3125 MiB", True),
                ("327.68 kB", True),
                ("320", True),
                ("2560 KiB", False),
                ("160 KiB", False),
                ("4 KiB", False),
                ("320 kB", False),
                ("327680", None),
                ("320 tokens", None),
            ),
        ),
        Ask(
            name="tokens-until-full",
            title="KV cache: tokens generated until it is full",
            dimension=Dimension.COUNT,
            unit="tokens",
            statement=CHAT + "How many tokens can be generated until the cache is full?",
            parameters=draw_chat,
            solve=generated,
            oracles=(Oracle(name="token by token", compute=by_simulation),),
            steps=chat_steps,
            misconceptions=wrong_chat,
            tolerance=ONE_PERCENT,
            accepts=fits_model,
            example=lambda: {
                "model": ARCHITECTURE["LLaMA-2 7B"],
                "cache": BLOCK["F16"],
                "budget": 2048,
                "prompt": 1000,
            },
            samples=(
                ("3096", True),
                ("3,096 tokens", True),
                ("~3100", True),
                ("4096", False),
                ("5096 tokens", False),
                ("0", False),
                ("3k", None),
                ("3096 MiB", None),
                ("plenty", None),
            ),
        ),
        Ask(
            name="time-until-full",
            title="KV cache: time until it is full",
            dimension=Dimension.DURATION,
            unit="s",
            statement=CHAT + "At {{ rate }} generated tokens a second, how long after the "
            "prompt has been processed is the cache full?",
            parameters=lambda c: {**draw_chat(c), "rate": c.step(4, 60)},
            solve=lambda p: generated(p) / p["rate"],
            oracles=(Oracle(name="second by second", compute=by_clock),),
            steps=lambda p: (
                *chat_steps(p),
                (
                    f"Time: {int(generated(p)):,} tokens ÷ {p['rate']} tokens/s "
                    f"{equals(generated(p) / p['rate'], 's', Dimension.DURATION)}"
                ),
            ),
            misconceptions=lambda p: tuple(
                Misconception(name=w.name, value=w.value / p["rate"], feedback=w.feedback)
                for w in wrong_chat(p)
            ),
            accepts=fits_model,
            example=lambda: {
                "model": ARCHITECTURE["LLaMA-2 7B"],
                "cache": BLOCK["F16"],
                "budget": 2048,
                "prompt": 1000,
                "rate": 12,
            },
            samples=(
                ("258 s", True),
                ("4.3 min", True),
                ("4 min 18 s", True),
                ("258", True),
                ("258 seconds", True),
                ("341 s", False),
                ("258 min", False),
                ("4.3", None),
                ("258 tokens", None),
                ("", None),
            ),
        ),
    ),
)
