"""llama.cpp's truncation samplers, exactly and as it runs them.

Source: `llama_sampler_top_k_impl`, `llama_sampler_top_p_apply`, `llama_sampler_min_p_apply` and
`llama_sampler_temp_impl` in `src/llama-sampler.cpp`; the order of `common_params_sampling` in
`common/common.h`.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from flashcards.problems.family import Parameters

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CLEARANCE = Fraction(2, 1000)
"""No threshold lies nearer to what it is compared with: llama.cpp counts in float32."""

Shares = Sequence[Fraction]
"""Probabilities or multiples of them, largest first."""


def total(shares: Shares) -> Fraction:
    """Their sum."""
    return sum(shares, Fraction(0))


def top_p_count(shares: Shares, top_p: Fraction) -> int:
    """How many it takes until their share of the whole reaches `top_p`; that one included."""
    whole, reached = sum(shares), Fraction(0)
    for count, share in enumerate(shares, 1):
        reached += share
        if reached >= top_p * whole:
            return count
    return len(shares)


def min_p_count(shares: Shares, min_p: Fraction) -> int:
    """How many have at least `min_p` times the largest share."""
    return sum(share >= min_p * shares[0] for share in shares)


def survivors(probabilities: Sequence[Fraction], p: Parameters) -> Shares:
    """What `top_k`, then `top_p`, then `min_p` leave, largest first, not renormalised."""
    kept = sorted(probabilities, reverse=True)[: p["top_k"]]
    kept = kept[: top_p_count(kept, p["top_p"])]
    return kept[: min_p_count(kept, p["min_p"])]


def is_clear_of_top_p(shares: Shares, top_p: Fraction) -> bool:
    """Whether no running sum lies at the threshold."""
    whole, reached = sum(shares), Fraction(0)
    for share in shares:
        reached += share
        if abs(reached / whole - top_p) < CLEARANCE:
            return False
    return True


def is_clear_of_min_p(shares: Shares, min_p: Fraction) -> bool:
    """Whether no share lies at the threshold."""
    return all(abs(share / shares[0] - min_p) >= CLEARANCE for share in shares)


def every_sampler_cuts(probabilities: Sequence[Fraction], p: Parameters) -> bool:
    """Whether each of the three drops a token, clearly, and two are left."""
    first = sorted(probabilities, reverse=True)[: p["top_k"]]
    second = first[: top_p_count(first, p["top_p"])]
    third = second[: min_p_count(second, p["min_p"])]
    return (
        len(probabilities) > len(first) > len(second) > len(third) > 1
        and is_clear_of_top_p(first, p["top_p"])
        and is_clear_of_min_p(second, p["min_p"])
    )


def chain_in_floats(logits: Sequence[float], p: Parameters) -> float:
    """The top token's probability after top-k, top-p, min-p and temperature, as llama.cpp does.

    On logits in float64, each sampler with a softmax of its own; a parameter left out is off.
    """
    import numpy as np

    kept = np.sort(np.array(logits, dtype=np.float64))[::-1]
    kept = kept[: p.get("top_k", len(kept))]
    if "top_p" in p:
        reached = np.cumsum(_softmax(kept))
        kept = kept[: int(np.argmax(reached >= float(p["top_p"]))) + 1]
    if "min_p" in p:
        kept = kept[kept >= kept[0] + np.log(float(p["min_p"]))]
    return float(_softmax(kept / float(p.get("temperature", 1)))[0])


def _softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np

    powers = np.exp(logits - logits.max())
    shares: NDArray[np.float64] = powers / powers.sum()
    return shares
