"""A chat that fills its KV cache, for `kv_cache_per_token`."""

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
    wrong_shapes,
)
from flashcards.problems.families.memory.memory_plans import MIB, in_bytes
from flashcards.problems.family import (
    Misconception,
    Parameters,
)
from flashcards.problems.quantity import show

MOST_TOKENS = 40_000
"""So many a simulation counts in the time it may take."""


def draw_chat(chance: Chance) -> Parameters:
    """A model, the MiB of its KV cache, and the length of a prompt."""
    return {
        **draw_shape(chance),
        "budget": chance.pick((128, 256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096)),
        "prompt": chance.step(200, 6000, 100),
    }


def places(p: Parameters) -> int:
    """Tokens that the cache holds."""
    return int(p["budget"] * MIB // per_token(p))


def generated(p: Parameters) -> Fraction:
    """Tokens that it holds after the prompt."""
    return Fraction(places(p) - p["prompt"])


def fits_model(p: Parameters) -> bool:
    """Whether the cache ends before the model's context does, and well after the prompt."""
    longest = min(p["model"].context_length, MOST_TOKENS)
    return bool(p["prompt"] + 300 <= places(p) <= longest)


def by_simulation(p: Parameters) -> int:
    """Fill the cache token by token and count those after the prompt."""
    each, room = per_token_by_blocks(p), p["budget"] * MIB
    tokens = 0
    while room >= each:
        room -= each
        tokens += 1
    return tokens - int(p["prompt"])


def by_clock(p: Parameters) -> Fraction:
    """Let seconds pass, each of which fills so many places, until too few are free for one."""
    each, rate = per_token_by_blocks(p), p["rate"]
    room = p["budget"] * 2**20 - each * p["prompt"]
    seconds = 0
    while room >= each * rate:
        room -= each * rate
        seconds += 1
    rest = sum(1 for _token in range(each, room + 1, each))
    return seconds + Fraction(rest, rate)


def chat_steps(p: Parameters) -> tuple[str, ...]:
    """The worked solution, up to the tokens."""
    budget = p["budget"] * MIB
    return (
        formula(p),
        f"The cache: {p['budget']:,} MiB = {in_bytes(budget)}, room for {places(p):,} tokens",
        f"Less the prompt: {places(p):,} − {p['prompt']:,} = {show(generated(p), 'tokens')}",
    )


def wrong_chat(p: Parameters) -> tuple[Misconception, ...]:
    """Wrong numbers of tokens until the cache is full."""
    budget, prompt, right = p["budget"] * MIB, p["prompt"], generated(p)
    shapes = wrong_shapes(p, lambda each: Fraction(budget // each - prompt))
    found = (
        Misconception(
            name="prompt-forgotten",
            value=Fraction(places(p)),
            feedback=f"You left out the prompt: its {prompt:,} tokens are in the cache already.",
        ),
        *shapes,
        Misconception(
            name="decimal-for-binary",
            value=p["budget"] * 10**6 // per_token(p) - Fraction(prompt),
            feedback="You counted a MiB as 10⁶ bytes; it is 2²⁰.",
        ),
        Misconception(
            name="prompt-added",
            value=Fraction(places(p) + prompt),
            feedback="You added the prompt; it takes places away.",
        ),
    )
    return tuple(wrong for wrong in found if wrong.value > 0 and wrong.value != right)


CHAT = MODEL + (
    "A chat has {{ budget | count }} MiB for its KV cache, with " + CACHE + ". Its prompt has "
    "{{ prompt | count }} tokens, and every generated token is kept in the cache like them. "
)
