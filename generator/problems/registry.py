"""All families, by name."""

from __future__ import annotations

from generator.problems.family import Family, ProblemError
from generator.problems.kv_cache import CONTEXT_THAT_FITS, KV_CACHE
from generator.problems.temperature import SOFTMAX_TEMPERATURE
from generator.problems.weights import WEIGHT_MEMORY

FAMILIES = {f.name: f for f in (WEIGHT_MEMORY, KV_CACHE, CONTEXT_THAT_FITS, SOFTMAX_TEMPERATURE)}


def family(name: str) -> Family:
    """The family of that name.

    Raises:
        ProblemError: there is none.
    """
    if name not in FAMILIES:
        raise ProblemError(
            f"there is no family “{name}”", hint="choose one of: " + ", ".join(FAMILIES)
        )
    return FAMILIES[name]
