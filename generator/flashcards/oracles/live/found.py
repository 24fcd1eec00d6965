"""Live routes to calculations of documents: llama.cpp lays out the cache they speak of."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from flashcards.oracles.live.memory import BYTES, PROBED
from flashcards.oracles.live.route import Live, each
from flashcards.oracles.live.session import Session
from flashcards.problems import Variant
from flashcards.shapes import Architecture

STEP = 256
"""Tokens by which llama.cpp rounds a context up."""
TYPES = {2: "F16", 4: "F32"}
"""By the bytes of an element, the type of a cache that has no blocks."""
MOST = 1 << 21
"""Tokens of a context that is laid out."""
REQUIRED = ("layers", "kv_heads", "head_dimension", "bytes")


def route_of(names: Sequence[str], relation: str) -> Live | None:
    """The route to a calculation with inputs of these names, or None.

    Args:
        names: of the inputs, those of `x0`, `x1` … in their order.
        relation: what is computed of them, without the factors between units.
    """
    for definition in _definitions():
        roles = _roles(definition["roles"], names)
        if roles is not None and _is_product(relation, definition["constant"], len(names)):
            return Live(
                name="llama.cpp's KV cache",
                compute=each(lambda session, variant, r=roles: _kv_cache(session, variant, r)),  # type: ignore[misc]
                agreement=BYTES,
            )
    return None


@cache
def _definitions() -> Sequence[Mapping[str, Any]]:
    text = files("flashcards.problems.packs").joinpath("llm", "definitions.toml")
    return tuple(tomllib.loads(text.read_text(encoding="utf-8"))["definition"])


def _roles(known: Mapping[str, Sequence[str]], names: Sequence[str]) -> dict[str, str] | None:
    """The parameter of each role; None where a name has none, or a role is missing."""
    found: dict[str, str] = {}
    for place, name in enumerate(names):
        role = next((role for role, words in known.items() if name.casefold() in words), None)
        if role is None or role in found:
            return None
        found[role] = f"x{place}"
    return found if all(role in found for role in REQUIRED) else None


def _is_product(relation: str, constant: int, count: int) -> bool:
    """Whether a relation is the product of that constant and of all inputs."""
    parts = sorted(relation.replace(" ", "").split("*"))
    return parts == sorted([str(constant), *(f"x{place}" for place in range(count))])


def _kv_cache(session: Session, variant: Variant, roles: Mapping[str, str]) -> Any:
    """Bytes of the cache of that shape, as llama.cpp lays it out; None for what it has not."""
    p = {role: int(variant.parameters[name]) for role, name in roles.items()}
    tokens = p.get("tokens", PROBED)
    kind = TYPES.get(p["bytes"])
    if kind is None or tokens % STEP or tokens > MOST or p["head_dimension"] % 32:
        return None
    width = p["kv_heads"] * p["head_dimension"]
    model = Architecture(
        name="{layers} × {kv_heads} × {head_dimension}".format_map(p),
        source="",
        parameters=0,
        layers=p["layers"],
        heads=p["kv_heads"],
        kv_heads=p["kv_heads"],
        head_dimension=p["head_dimension"],
        embedding=width,
        feed_forward=256,
        vocabulary=256,
        context_length=tokens,
    )
    size = session.kv_cache(model, context=tokens, cache=kind).size_bytes
    return size if "tokens" in p else size / PROBED
