"""Live routes to memory: KV caches as llama.cpp lays them out, files as it quantises them."""

from __future__ import annotations

from fractions import Fraction

from flashcards.oracles.live.route import Live, each
from flashcards.oracles.live.session import Session
from flashcards.problems import Variant
from flashcards.shapes import ARCHITECTURE, Architecture

BYTES = 1e-12
"""Sizes are whole numbers of bytes: they agree, or they do not."""

NAN = float("nan")
STEP = 256
"""Tokens by which llama.cpp rounds a context up."""

PROBED = 4096
"""Tokens of the context whose size gives the size per token."""

ANY_MODEL = ARCHITECTURE["TinyLlama 1.1B"]
"""For questions whose answer does not depend on the shape."""

WHOLE_FILES = frozenset(("F16", "BF16", "Q8_0", "Q5_0", "Q5_1", "Q4_0", "Q4_1", "Q6_K"))
"""Types that a file can have in every matrix; of the others the block itself is asked."""


def kv_size(session: Session, variant: Variant) -> Fraction | float:
    """Bytes of the cache at the variant's own context, full and real."""
    p = variant.parameters
    cache = session.kv_cache(p["model"], context=p["context"], cache=p["cache"].name)
    return Fraction(cache.size_bytes) if cache.n_ctx == p["context"] else NAN


def token_size(session: Session, variant: Variant) -> Fraction:
    """Bytes of one token, K and V each in its own type."""
    p = variant.parameters
    return per_token(session, p["model"], p["k"].name, p["v"].name)


def per_token(session: Session, model: Architecture, k: str, v: str = "") -> Fraction:
    """Bytes of K and V for one token: a cache over its tokens."""
    found = session.kv_cache(model, context=PROBED, cache=k, v=v)
    return Fraction(found.size_bytes, found.n_ctx)


def longest_context(session: Session, variant: Variant) -> float:
    """Tokens that fit, from the size per token; the caches about that size must bear it out."""
    p = variant.parameters
    model, kind, budget = p["model"], p["cache"].name, p["budget"] << 30
    tokens = budget // per_token(session, model, kind)
    below = int(tokens) // STEP * STEP
    if below:
        fits = session.kv_cache(model, context=below, cache=kind).size_bytes <= budget
        bursts = session.kv_cache(model, context=below + STEP, cache=kind).size_bytes > budget
        if not (fits and bursts):
            return NAN
    return float(tokens)


def tokens_until_full(session: Session, variant: Variant) -> Fraction:
    """Places of the cache by its size per token, less those of the prompt."""
    p = variant.parameters
    each_token = per_token(session, p["model"], p["cache"].name)
    return Fraction((p["budget"] << 20) // each_token - p["prompt"])


def time_until_full(session: Session, variant: Variant) -> Fraction:
    """The same, at the variant's speed."""
    return Fraction(tokens_until_full(session, variant) / variant.parameters["rate"])


def total_memory(session: Session, variant: Variant) -> Fraction:
    """Weights and buffers as stated, and the cache as llama.cpp lays it out."""
    p = variant.parameters
    cache = session.kv_cache(p["model"], context=p["context"], cache=p["cache"].name)
    return Fraction(p["file"] * 10**9 + cache.size_bytes + (p["buffers"] << 20))


def margin(session: Session, variant: Variant) -> Fraction:
    """What the memory holds beyond weights, buffers, system, and that cache."""
    p = variant.parameters
    cache = session.kv_cache(p["model"], context=p["context"], cache=p["cache"].name)
    weights = p["count"] * 10**6 * p["bits"] / 8
    held = weights + cache.size_bytes + (p["buffers"] << 20) + (p["system"] << 30)
    return Fraction((p["memory"] << 30) - held)


def sequences_that_fit(session: Session, variant: Variant) -> Fraction:
    """How often one sequence's cache, padded by llama.cpp, goes into what is left."""
    p = variant.parameters
    one = session.kv_cache(p["model"], context=p["context"], cache=p["cache"].name)
    room = (p["memory"] - p["buffers"]) * 2**30 - p["file"] * 10**9
    return Fraction(room // one.size_bytes)


def context_each(session: Session, variant: Variant) -> Fraction:
    """What llama.cpp gives each of the slots."""
    p = variant.parameters
    found = session.kv_cache(ANY_MODEL, context=p["total"], sequences=p["slots"])
    return Fraction(found.n_ctx_seq)


def all_sequences(session: Session, variant: Variant) -> Fraction:
    """The caches of all sequences, set aside at once."""
    p = variant.parameters
    found = session.kv_cache(
        p["model"],
        context=p["context"] * p["sequences"],
        cache=p["cache"].name,
        sequences=p["sequences"],
    )
    return Fraction(found.size_bytes)


def weights_size(session: Session, variant: Variant) -> Fraction:
    """The weights' count times what a weight takes in the model's own quantised matrices."""
    p = variant.parameters
    return Fraction(p["count"] * bits_of(session, p["model"], p["type"].name) / 8)


def weights_that_fit(session: Session, variant: Variant) -> Fraction:
    """Billions of weights of that size in the budget."""
    p = variant.parameters
    bits = bits_of(session, ANY_MODEL, p["type"].name)
    return Fraction((p["budget"] << 33) / bits / 10**9)


def mixed_bits(session: Session, variant: Variant) -> Fraction:
    """The mean of the two types' bits, as the running library has their blocks."""
    p = variant.parameters
    low, high = (block_bits(session, p[name].name) for name in ("low", "high"))
    return Fraction(low + (high - low) * p["share"] / 100)


def named_block(session: Session, variant: Variant) -> Fraction | None:
    """The block of one of ggml's own types; of a made-up layout the library knows nothing."""
    name: str = variant.parameters["name"]
    return block_bits(session, name) if name and name not in UNLISTED else None


def block_bits(session: Session, kind: str) -> Fraction:
    """Bits a weight, by the block of the running library."""
    block = session.block(kind)
    return Fraction(8 * block.size_bytes, block.elements)


def bits_of(session: Session, model: Architecture, kind: str) -> Fraction:
    """Bits a weight of the tensors that `llama_model_quantize` gave this type."""
    if kind not in WHOLE_FILES:
        return block_bits(session, kind)
    shares = [s for s in session.uniform(model, kind).by_type if s.type.upper() == kind]
    return Fraction(8 * sum(s.size_bytes for s in shares), sum(s.elements for s in shares))


UNLISTED = frozenset(("Q2_0",))
"""In ggml, and not yet in package gguf, which the worker holds every block against."""

_KV, _QUANTIZE = "llama.cpp KV cache", "llama.cpp quantize"

ROUTES = {
    ("weight-memory", "size"): Live(name=_QUANTIZE, compute=each(weights_size), agreement=BYTES),
    ("weight-memory", "weights"): Live(
        name=_QUANTIZE, compute=each(weights_that_fit), agreement=BYTES
    ),
    ("bits-per-weight", "block"): Live(
        name="llama.cpp blocks", compute=each(named_block), agreement=BYTES
    ),
    ("bits-per-weight", "mix"): Live(
        name="llama.cpp blocks", compute=each(mixed_bits), agreement=BYTES
    ),
    ("kv-cache", "size"): Live(name=_KV, compute=each(kv_size), agreement=BYTES),
    ("kv-cache-per-token", "size"): Live(name=_KV, compute=each(token_size), agreement=BYTES),
    ("kv-cache-per-token", "tokens-until-full"): Live(
        name=_KV, compute=each(tokens_until_full), agreement=BYTES
    ),
    ("kv-cache-per-token", "time-until-full"): Live(
        name=_KV, compute=each(time_until_full), agreement=BYTES
    ),
    ("context-that-fits", "tokens"): Live(name=_KV, compute=each(longest_context), agreement=BYTES),
    ("total-memory", "total"): Live(name=_KV, compute=each(total_memory), agreement=BYTES),
    ("total-memory", "margin"): Live(name=_KV, compute=each(margin), agreement=BYTES),
    ("concurrent-sequences", "sequences"): Live(
        name=_KV, compute=each(sequences_that_fit), agreement=BYTES
    ),
    ("concurrent-sequences", "context-each"): Live(
        name=_KV, compute=each(context_each), agreement=BYTES
    ),
    ("concurrent-sequences", "memory"): Live(
        name=_KV, compute=each(all_sequences), agreement=BYTES
    ),
}
"""Family and ask → the route."""
