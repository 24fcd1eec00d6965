"""Sequences that are served at once, each with a context of its own.

Source: src/llama-context.cpp of llama.cpp: without a unified cache each sequence gets
n_ctx / n_seq_max cells, rounded up to a multiple of 256.
"""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.chance import Chance
from flashcards.problems.families.memory.cache_shapes import (
    CACHE,
    MODEL,
    draw_shape,
    formula,
    per_token,
    per_token_by_blocks,
)
from flashcards.problems.families.memory.concurrent_wrong import (
    cache_of,
    count_of,
    each_of,
    quotient_of,
    room_of,
    wrong_cache,
    wrong_count,
    wrong_each,
)
from flashcards.problems.families.memory.memory_plans import (
    GIB,
    PAD,
    draw_plan,
    file_bytes,
    in_bytes,
    is_clear,
    padded,
    padded_by_search,
)
from flashcards.problems.family import EXACT, Ask, Family, Oracle, Parameters
from flashcards.problems.quantity import Dimension, equals, number, show
from flashcards.shapes import ARCHITECTURE, BLOCK

CONTEXTS = (500, 1000, 1500, 2000, 2048, 2500, 3000, 3500, 4000, 4096, 5000, 6000, 8000, 8192)
GPUS = (8, 12, 16, 24, 32, 40, 48, 64, 80)
"""GiB of GPUs."""

MOST_SEQUENCES = 64
"""llama.cpp has places for 256; more than 64 would take one step too long for a chat."""


def _draw(chance: Chance) -> Parameters:
    plan = draw_plan(chance)
    known = [context for context in CONTEXTS if context <= plan["model"].context_length]
    return {
        **plan,
        "context": chance.pick(known),
        "memory": chance.pick([size for size in GPUS if size * GIB > file_bytes(plan)] or GPUS),
        "buffers": Fraction(chance.step(1, 6), 2),
    }


def _by_filling(p: Parameters) -> int:
    """Give one sequence after the other its cells, until the memory does not hold the next."""
    cells = padded_by_search(p["context"])
    used = int(p["file"] * 100) * 10**7 + int(p["buffers"] * 1024) * 2**20
    sequences = 0
    while used + cells * per_token_by_blocks(p) <= p["memory"] * 2**30:
        used += cells * per_token_by_blocks(p)
        sequences += 1
    return sequences


def _steps(p: Parameters) -> tuple[str, ...]:
    cells = padded(p["context"])
    return (
        formula(p),
        f"One sequence: {cells:,} tokens (a multiple of {PAD}) = {in_bytes(per_token(p) * cells)}",
        (
            f"Left for them: ({p['memory']} − {number(p['buffers'])}) × 2³⁰ − "
            f"{number(p['file'], digits=6)} × 10⁹ = {in_bytes(room_of(p))}"
        ),
        f"Divided: ≈ {number(quotient_of(p))}, so {show(count_of(p), 'sequences')}",
    )


def _by_smallest(p: Parameters) -> int:
    """The smallest multiple of 256 of which all slots together hold the context asked for."""
    return next(n for n in range(PAD, 1 << 20, PAD) if n * p["slots"] >= p["total"])


def _one_by_one(p: Parameters) -> int:
    cells = padded_by_search(p["context"])
    return sum(cells * per_token_by_blocks(p) for _sequence in range(p["sequences"]))


CONCURRENT_SEQUENCES = Family(
    name="concurrent-sequences",
    title="Concurrent sequences",
    questions=(4, 6, 11, 16),
    asks=(
        Ask(
            name="sequences",
            title="Concurrent sequences: how many fit beside the weights",
            dimension=Dimension.COUNT,
            unit="sequences",
            tolerance=EXACT,
            difficulty="senior",
            statement=MODEL + "On a GPU with {{ memory }} GiB its weights take "
            "{{ file | plain }} GB (1 GB = 10⁹ bytes) and the buffers {{ buffers | plain }} GiB. "
            "Every sequence has a KV cache of its own for {{ context | count }} tokens"
            "{% if context % 256 %}, which llama.cpp rounds up to a multiple of 256{% endif %}, "
            f"with {CACHE}. How many sequences fit at once?",
            parameters=_draw,
            solve=count_of,
            oracles=(Oracle(name="filling up", compute=_by_filling),),
            steps=_steps,
            misconceptions=wrong_count,
            accepts=lambda p: 2 <= count_of(p) <= MOST_SEQUENCES and is_clear(quotient_of(p)),
            example=lambda: {
                "model": ARCHITECTURE["LLaMA-2 7B"],
                "cache": BLOCK["F16"],
                "file": Fraction(408, 100),
                "context": 2048,
                "memory": 24,
                "buffers": Fraction(1),
            },
            samples=(
                ("19", True),
                ("19 sequences", True),
                ("19 seqs", True),
                ("20", False),
                ("23", False),
                ("38", False),
                ("19.2", False),
                ("19 GiB", None),
                ("a few", None),
            ),
        ),
        Ask(
            name="context-each",
            title="Concurrent sequences: context that each slot gets",
            dimension=Dimension.COUNT,
            unit="tokens",
            tolerance=EXACT,
            statement="`llama-server -c {{ total }} -np {{ slots }}` runs without a unified KV "
            "cache: the context is divided evenly among the slots, and each share is rounded up "
            "to a multiple of 256. How many tokens of context does each slot get, the model's own "
            "limit left aside?",
            parameters=lambda c: {"total": c.step(4000, 64000, 500), "slots": c.step(2, 12)},
            solve=each_of,
            oracles=(Oracle(name="smallest that holds all", compute=_by_smallest),),
            steps=lambda p: (
                (
                    f"An even share: {p['total']:,} ÷ {p['slots']} "
                    f"{'=' if p['total'] % p['slots'] == 0 else '≈'} "
                    f"{number(Fraction(p['total'], p['slots']), digits=6)} tokens"
                ),
                (
                    f"In steps of {PAD}, rounded up: {int(each_of(p)) // PAD} × {PAD} = "
                    f"{show(each_of(p), 'tokens')}"
                ),
            ),
            misconceptions=wrong_each,
            accepts=lambda p: (
                p["total"] >= 512 * p["slots"] and p["total"] % (PAD * p["slots"]) > 0
            ),
            example=lambda: {"total": 10_000, "slots": 4},
            samples=(
                ("2560", True),
                ("2,560 tokens", True),
                ("2560 tok", True),
                ("10000", False),
                ("2500", False),
                ("2304", False),
                ("4096", False),
                ("2.5k", None),
                ("2560 MiB", None),
                ("", None),
            ),
        ),
        Ask(
            name="memory",
            title="Concurrent sequences: memory of all their KV caches",
            dimension=Dimension.BYTES,
            unit="GiB",
            statement=MODEL + "llama.cpp serves {{ sequences }} sequences at once and sets "
            "aside for each of them {{ context | count }} tokens of KV cache"
            "{% if context % 256 %}, rounded up to a multiple of 256{% endif %}, "
            f"with {CACHE}. How much memory do they take together?",
            parameters=lambda c: {
                **draw_shape(c),
                "context": c.pick(CONTEXTS),
                "sequences": c.step(2, 32),
            },
            solve=cache_of,
            oracles=(Oracle(name="one by one", compute=_one_by_one),),
            steps=lambda p: (
                formula(p),
                (
                    f"One sequence: {padded(p['context']):,} tokens (a multiple of {PAD}) = "
                    f"{in_bytes(per_token(p) * padded(p['context']))}"
                ),
                (
                    f"All: × {p['sequences']} = {in_bytes(cache_of(p))}, ÷ 2³⁰ "
                    f"{equals(cache_of(p), 'GiB', Dimension.BYTES)}"
                ),
            ),
            misconceptions=wrong_cache,
            accepts=lambda p: p["context"] <= p["model"].context_length and cache_of(p) >= GIB // 2,
            example=lambda: {
                "model": ARCHITECTURE["LLaMA-2 7B"],
                "cache": BLOCK["F16"],
                "context": 1000,
                "sequences": 8,
            },
            samples=(
                ("4 GiB", True),
                ("4096 MiB", True),
                ("4.295 GB", True),
                ("4", True),
                ("0.5 GiB", False),
                ("3.906 GiB", False),
                ("4 GB", False),
                ("4096", None),
                ("4 tokens", None),
                ("?", None),
            ),
        ),
    ),
)
