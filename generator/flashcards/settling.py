"""Number claims settled by live llama.cpp: what it says of a format, a file, a cache, a softmax."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

from flashcards.claims.numbers.claim import Ask, AskBlock, AskFile, AskKv, AskSoftmax, Claim
from flashcards.claims.numbers.filetypes import block_bits, measured
from flashcards.errors import FlashcardsError
from flashcards.oracles.live import Session
from flashcards.oracles.live.session import shape_of
from flashcards.oracles.llama import LlamaRefused, Sampling, Shape, Step
from flashcards.shapes import ARCHITECTURE
from flashcards.values import dataclass

FILE_AGREEMENT = 1e-3
"""Of a file's size, relative: releases of llama.cpp choose other types for a few matrices."""

FLOAT32 = 2e-5
"""Of a probability: llama.cpp samples in float32."""

_CONTEXT_STEP = 256
"""Tokens to whose multiple llama.cpp rounds a context up."""

_MIB = 1 << 20


class RuleContradictedError(FlashcardsError):
    """llama.cpp gives another value than our rule expects: then the rule is wrong, not the text."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """What llama.cpp says, in words; "" where it gave no answer."""

    evidence: str


def settle(claims: Sequence[Claim], session: Session | None) -> tuple[Claim, ...]:
    """The claims with llama.cpp's evidence, each different question asked once.

    Without a session, or where llama.cpp turns a question down, a claim stays as it is.

    Raises:
        RuleContradictedError: llama.cpp refutes what a rule takes to be right.
        LlamaError: llama.cpp cannot be run at all.
    """
    if session is None:
        return tuple(claims)
    known: dict[Ask, _Answer] = {}
    settled = []
    version = ""
    for claim in claims:
        if claim.ask is None:
            settled.append(claim)
            continue
        version = version or f"llama.cpp (llama-cpp-python {session.llama.version().binding})"
        if claim.ask not in known:
            known[claim.ask] = _answer(claim, session)
        evidence = known[claim.ask].evidence
        settled.append(replace(claim, evidence=f"{version}: {evidence}") if evidence else claim)
    return tuple(settled)


def _answer(claim: Claim, session: Session) -> _Answer:
    asks: dict[type, Callable[[Claim, Session], str]] = {
        AskBlock: _block,
        AskKv: _cache,
        AskFile: _file,
        AskSoftmax: _softmax,
    }
    try:
        return _Answer(asks[type(claim.ask)](claim, session))
    except LlamaRefused:
        return _Answer("")  # a shape that llama.cpp does not take; arithmetic still speaks


def _block(claim: Claim, session: Session) -> str:
    ask = claim.ask
    assert isinstance(ask, AskBlock)  # noqa: S101 - chosen by its type
    block = session.block(ask.type)
    bits = Fraction(8 * block.size_bytes, block.elements)
    _hold(claim, block_bits(ask.type.upper()), bits, 0)
    weights = f"{block.elements} weights" if block.elements > 1 else "1 weight"
    return f"{block.size_bytes} bytes for {weights} of {ask.type}, {float(bits):g} bits each"


def _file(claim: Claim, session: Session) -> str:
    ask = claim.ask
    assert isinstance(ask, AskFile)  # noqa: S101 - chosen by its type
    shape = shape_of(ARCHITECTURE[ask.architecture])
    found = session.once(
        ("file", ask.architecture, ask.type), lambda: session.llama.quantized(shape, ask.type)
    )
    expected = measured(ask.type, ask.architecture)
    if expected is not None:
        _hold(claim, expected, found.size_bytes, FILE_AGREEMENT)
    return (
        f"{found.size_bytes:,} bytes for {ask.architecture} in {ask.type}, "
        f"{found.bits_per_weight:.4g} bits a weight ({found.evidence})"
    )


def _cache(claim: Claim, session: Session) -> str:
    ask = claim.ask
    assert isinstance(ask, AskKv)  # noqa: S101 - chosen by its type
    of = ask.shape
    width = of.heads * of.head_dimension
    shape = Shape(
        layers=of.layers,
        heads=of.heads,
        kv_heads=of.kv_heads,
        head_dimension=of.head_dimension,
        # What decides no cache is as small as it may be.
        embedding=width,
        feed_forward=width,
        vocabulary=_CONTEXT_STEP,
    )
    context = -(-ask.context // _CONTEXT_STEP) * _CONTEXT_STEP
    cache = session.once(
        ("kv-shape", shape, context, ask.type),
        lambda: session.llama.kv_cache(shape, context=context, type_k=ask.type, type_v=ask.type),
    )
    element = block_bits(ask.type.upper()) / 8
    _hold(claim, of.bytes_per_token(element) * cache.n_ctx, cache.size_bytes, 0)
    said = (
        f"{cache.size_bytes / _MIB:.2f} MiB for {of.layers} layers × {of.kv_heads} KV heads × "
        f"{of.head_dimension} at {cache.n_ctx}, {ask.type}"
    )
    if cache.n_ctx == ask.context:
        return said
    share = cache.size_bytes / cache.n_ctx * ask.context / _MIB
    return f"{said}, so {share:.2f} MiB at {ask.context}"


def _softmax(claim: Claim, session: Session) -> str:
    ask = claim.ask
    assert isinstance(ask, AskSoftmax)  # noqa: S101 - chosen by its type
    question = Sampling(ask.logits, (Step.temperature(ask.temperature),))
    found = session.once(("softmax", ask), lambda: session.llama.sampled_many([question])[0])
    shares = found.by_token()
    top = max(ask.logits)
    powers = [math.exp((z - top) / ask.temperature) for z in ask.logits]
    for token, power in enumerate(powers):
        if abs(shares.get(token, 0.0) - power / sum(powers)) > FLOAT32:
            _hold(claim, power / sum(powers), shares.get(token, 0.0), 0)
    values = ", ".join(f"{shares.get(token, 0.0):.4g}" for token in range(len(powers)))
    return f"[{values}] from the sampler chain at temperature {ask.temperature:g}"


def _hold(claim: Claim, ours: Fraction | float, theirs: Fraction | float, room: float) -> None:
    """Raise where llama.cpp's value is not ours."""
    expected, found = float(ours), float(theirs)
    if abs(expected - found) > room * abs(expected):
        raise RuleContradictedError(
            f"rule {claim.rule} expects {expected:,.10g} where llama.cpp gives {found:,.10g} "
            f"for {claim.ask}",
            line=claim.line,
            hint="a bug of the rule, not of the document: please report it",
        )
