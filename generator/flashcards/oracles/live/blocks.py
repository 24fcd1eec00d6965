"""Live routes that a block asks for by `live = "…"`: caches with windows, caches of latent vectors.

The parameters of the block must have the names that the route reads; columns of a table's row are
parameters, too. What llama.cpp cannot lay out (a byte an element, another pattern of windows than
its own) it does not settle.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from flashcards.oracles.live.memory import BYTES
from flashcards.oracles.live.route import Live, each
from flashcards.oracles.live.session import Session
from flashcards.oracles.llama import LlamaRefused, Shape
from flashcards.oracles.llama.shape import LATENT, LAYERS_A_FULL_ONE
from flashcards.problems import Variant
from flashcards.problems.written.block import LIVE_NAMES
from flashcards.problems.written.draws import Row

HALVES = 2
"""Bytes of an element of a cache in F16, which is laid out here."""
BATCH = 1024
"""Cells that llama.cpp keeps beside a window at most: those of a batch, rounded up."""
WIDTH = 256
"""Of all that a cache does not depend on."""
CONTRADICTED = float("nan")


def block_route(text: str) -> Live | None:
    """The route that a block names, or None."""
    name = tomllib.loads(text).get("live", "")
    return ROUTES.get(name) if isinstance(name, str) else None


def _windows(session: Session, variant: Variant) -> Any:
    """Bytes of K and V where some layers keep the whole context, the others their window."""
    names = ("layers", "full", "heads", "dim", "window", "context", "bytes")
    p = _numbers(variant.parameters, names)
    pattern = {p["layers"] // n: name for name, n in LAYERS_A_FULL_ONE.items()}
    architecture = pattern.get(p["full"])
    if architecture is None or p["bytes"] != HALVES or p["context"] <= p["window"] + BATCH:
        return None
    shape = _shape(p["layers"], p["heads"], p["dim"], architecture, window=p["window"])
    parts = session.kv_parts(shape, p["context"])
    if [one.layers for one in parts] != [p["full"], p["layers"] - p["full"]]:
        return CONTRADICTED
    whole, windowed = parts
    if whole.cells < p["context"] or not 0 <= windowed.cells - p["window"] <= BATCH:
        return CONTRADICTED
    return whole.cell_bytes * p["context"] + windowed.cell_bytes * p["window"]


def _latent(session: Session, variant: Variant) -> Any:
    """Bytes of latent vectors and rotated keys of some sequences in F16."""
    p = _numbers(variant.parameters, ("layers", "rank", "rope", "context", "sequences"))
    shape = _shape(p["layers"], 1, 128, LATENT, rank=p["rank"], rope=p["rope"])
    (part,) = session.kv_parts(shape, p["context"])
    return part.cell_bytes * p["context"] * p["sequences"]


def _numbers(parameters: Mapping[str, Any], names: Sequence[str]) -> dict[str, int]:
    """Whole numbers of a draw by their names, those in rows of tables by their columns.

    Raises:
        LlamaRefused: the block has no parameter of a name, so that nothing would be verified.
    """
    rows = [one for one in parameters.values() if isinstance(one, Row)]
    found: dict[str, int] = {}
    for name in names:
        values = [parameters[name]] if name in parameters else []
        values += [getattr(row, name) for row in rows if hasattr(row, name)]
        if not values:
            raise LlamaRefused(f"a block that llama.cpp is to lay out needs a parameter {name}")
        found[name] = int(values[0])
    return found


def _shape(layers: int, heads: int, dimension: int, architecture: str, **more: int) -> Shape:
    return Shape(
        layers=layers,
        heads=heads,
        kv_heads=heads,
        head_dimension=dimension,
        embedding=WIDTH,
        feed_forward=WIDTH,
        vocabulary=WIDTH,
        architecture=architecture,
        **more,
    )


ROUTES = dict(
    zip(
        LIVE_NAMES,
        (
            Live(name="llama.cpp's KV cache with windows", compute=each(_windows), agreement=BYTES),
            Live(name="llama.cpp's latent KV cache", compute=each(_latent), agreement=BYTES),
        ),
        strict=True,
    )
)
"""By the name that a block gives."""
