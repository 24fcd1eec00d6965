"""Which llama.cpp runs, and the live checks on a user's own model."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from flashcards.oracles.live.experiments import run_all
from flashcards.oracles.llama import Inspected, Llama, LlamaAbsent

KV_SLACK_MIB = 0.02
"""llama.cpp logs two decimals, for K and for V."""

CONTEXTS = (2048, 4096, 8192)


def llama_info(*, required: bool) -> dict[str, Any]:
    """What llama.cpp runs here, or nothing if there is none.

    Raises:
        LlamaError: it is required and absent, or it is there and does not work.
    """
    try:
        with Llama() as llama:
            version = llama.version()
    except LlamaAbsent:
        if required:
            raise
        return {}
    return {"package": version.binding, **asdict(version)}


def experiments() -> list[dict[str, Any]]:
    """The experiments that belong to no variant: sampling, generation, perplexity."""
    with Llama() as llama:
        return [one.as_json() for one in run_all(llama)]


def inspect_model(path: Path) -> dict[str, Any]:
    """The live checks on one model: its shape, KV cache sizes by formula and live, tokenizer.

    Raises:
        LlamaError: llama.cpp does not take it for a model.
    """
    with Llama(time_limit=600) as llama:
        found = llama.inspect(path, contexts=CONTEXTS)
    checks: list[dict[str, str]] = [
        {"name": "architecture", "verdict": f"{found.architecture}, {found.description}"},
        {
            "name": "weights",
            "verdict": f"{found.parameters:,} in {found.size_bytes:,} bytes: "
            f"{8 * found.size_bytes / found.parameters:.3f} bits per weight",
        },
    ]
    failures: list[str] = []
    for cache in found.kv:
        expected = _kv_mib(found, cache.n_ctx)
        agree = abs(cache.mib - expected) <= KV_SLACK_MIB
        verdict = f"{cache.mib:.2f} MiB live, {expected:.2f} MiB by formula"
        checks.append({"name": f"KV cache at {cache.n_ctx:,} tokens", "verdict": verdict})
        if not agree:
            failures.append(
                f"{path}: KV cache at {cache.n_ctx:,} tokens: {verdict}; the formula holds for "
                "full attention in every layer, which this model may not have"
            )
    if found.round_trip is not None:
        checks.append({"name": "tokenizer", "verdict": _verdict(good=found.round_trip)})
        if not found.round_trip:
            failures.append(f"{path}: a text does not come back from the tokenizer")
    if found.deterministic is not None:
        checks.append(
            {"name": "greedy decoding twice", "verdict": _verdict(good=found.deterministic)}
        )
        if not found.deterministic:
            failures.append(f"{path}: greedy decoding gave two different texts")
    checks += [{"name": "note", "verdict": note} for note in found.notes]
    return {"path": str(path), "checks": checks, "failures": failures}


def _kv_mib(found: Inspected, context: int) -> float:
    elements = found.layers * found.kv_heads * (found.key_length + found.value_length)
    return 2 * elements * context / 2**20


def _verdict(*, good: bool) -> str:
    return "agrees" if good else "DIFFERS"
