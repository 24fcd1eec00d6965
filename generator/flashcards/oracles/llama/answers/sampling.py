"""llama.cpp's sampler chains on hand-made logits; no model is needed.

The cost of a question is one call through ctypes: all token data of a batch lies in one numpy
array, all `llama_token_data_array` in another, and chains are kept.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from flashcards.oracles.llama.answers.library import checked_seed, ggml, lib
from flashcards.oracles.llama.answers.shelf import Shelf
from flashcards.oracles.llama.errors import LlamaRefused

KEPT_CHAINS: Final = 64
MOST_TOKENS: Final = 1 << 20
LARGEST: Final = 1e9  # of an argument: llama.cpp makes 32-bit numbers of them
TOKEN: Final = np.dtype([("id", "<i4"), ("logit", "<f4"), ("p", "<f4")])
ARRAY: Final = np.dtype(
    [("data", "<u8"), ("size", "<u8"), ("selected", "<i8"), ("sorted", "?"), ("pad", "V7")]
)
"""`llama_token_data` and `llama_token_data_array` of llama.h."""
SEED: Final = 0  # of the last step, whose draw `answer` does not look at

_apply = ggml("llama_sampler_apply", None, ctypes.c_void_p, ctypes.c_void_p)
_accept = ggml("llama_sampler_accept", None, ctypes.c_void_p, ctypes.c_int32)
_reset = ggml("llama_sampler_reset", None, ctypes.c_void_p)

_parameters: Final = lib.llama_sampler_chain_default_params()
_parameters.no_perf = True

Arguments = list[float]
Chain = tuple[tuple[Any, ...], ...]
"""Of each step its name and its arguments."""


def _cut(name: str) -> Callable[[Arguments], Any]:
    make = getattr(lib, f"llama_sampler_init_{name}")

    def made(arguments: Arguments) -> Any:
        p, keep = arguments
        if keep < 0:
            raise LlamaRefused(f"{name} cannot keep {keep:g}")
        return make(p, int(keep))

    return made


def _penalties(arguments: Arguments) -> Any:
    last_n, repeat, frequency, presence = arguments
    if last_n > MOST_TOKENS or repeat <= 0:
        raise LlamaRefused("a repeat penalty is above 0, its window not without end")
    return lib.llama_sampler_init_penalties(MOST_TOKENS, int(last_n), repeat, frequency, presence)


STEPS: Final[dict[str, tuple[int, Callable[[Arguments], Any]]]] = {
    "temp": (1, lambda a: lib.llama_sampler_init_temp(a[0])),
    "top_k": (1, lambda a: lib.llama_sampler_init_top_k(int(a[0]))),
    "top_p": (2, _cut("top_p")),
    "min_p": (2, _cut("min_p")),
    "typical": (2, _cut("typical")),
    "top_n_sigma": (1, lambda a: lib.llama_sampler_init_top_n_sigma(a[0])),
    "penalties": (4, _penalties),
}
"""Name of a step to the number of its arguments and its maker."""

_kept: dict[Chain, Any] = {}


def answer(request: dict[str, Any], _shelf: Shelf) -> dict[str, Any]:
    """What each chain leaves of its logits, with probabilities by a last softmax."""
    logits, counts, which = _numbers(request["attached"][:3], "<f4", "<i4", "<i4")
    sizes = counts.astype(np.int64)
    _check(logits, sizes)
    tokens, arrays, starts = _lay_out(logits, sizes)
    chains = _chains(request["names"], request["attached"][3:])
    step, base = ARRAY.itemsize, arrays.ctypes.data
    histories = request["histories"]
    remembers = [any(name == "penalties" for name, *_ in chain) for chain in chains]
    for index, number in enumerate(which.tolist()):
        chain = _kept.get(chains[number]) or _keep(chains[number])
        if remembers[number]:  # a kept chain still has the history of another question
            _remember(chain, histories.get(str(index), ()), int(sizes[index]))
        _apply(chain, base + index * step)
    _bring_back(tokens, arrays, starts)
    left = _survivors(tokens, arrays, sizes, starts)
    columns = ["id", "p", "logit"][: 3 if request["with_logits"] else 2]
    alive = np.add.reduceat(left, starts, dtype=np.int32)
    return {"attached": [alive.tobytes(), *(tokens[name][left].tobytes() for name in columns)]}


def draw(request: dict[str, Any], _shelf: Shelf) -> dict[str, Any]:
    """How often each token is drawn by one chain, kept for all draws: its generator goes on."""
    logits = np.frombuffer(request["attached"][0], dtype="<f4")
    count = request["count"]
    sizes = np.array([logits.size])
    _check(logits, sizes)
    if not 1 <= count <= 10_000_000:
        raise LlamaRefused(f"{count} draws")
    chain = _make_chain(_chains(request["names"], request["attached"][1:])[0], request["seed"])
    drawn = np.zeros(logits.size, dtype=np.int64)
    part = max(1, min(count, MOST_TOKENS // logits.size))
    try:
        for begin in range(0, count, part):
            here = min(part, count - begin)
            tokens, arrays, starts = _lay_out(np.tile(logits, here), np.repeat(sizes, here))
            base, step = arrays.ctypes.data, ARRAY.itemsize
            for address in range(base, base + here * step, step):
                _apply(chain, address)
            _bring_back(tokens, arrays, starts)
            chosen = tokens["id"][starts + arrays["selected"]]
            drawn += np.bincount(chosen, minlength=logits.size)
    finally:
        lib.llama_sampler_free(chain)
    return {"counts": drawn.tolist()}


def _check(logits: NDArray[Any], sizes: NDArray[Any]) -> None:
    """Refuse what would end the process (no token) or has no order (NaN)."""
    if sizes.size == 0 or sizes.min() < 1:
        raise LlamaRefused("no logits")
    if not (logits < np.inf).all():
        raise LlamaRefused("a logit is NaN or infinite")
    firsts = np.cumsum(sizes) - sizes
    if not np.isfinite(np.maximum.reduceat(logits, firsts)).all():
        raise LlamaRefused("all logits are -inf")


def _lay_out(
    logits: NDArray[Any], sizes: NDArray[Any]
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    starts = np.cumsum(sizes) - sizes
    tokens = np.zeros(logits.size, dtype=TOKEN)
    tokens["id"] = np.arange(logits.size) - np.repeat(starts, sizes)
    tokens["logit"] = logits
    arrays = np.zeros(sizes.size, dtype=ARRAY)
    arrays["data"] = tokens.ctypes.data + starts * TOKEN.itemsize
    arrays["size"] = sizes
    arrays["selected"] = -1
    return tokens, arrays, starts


def _bring_back(tokens: NDArray[Any], arrays: NDArray[Any], starts: NDArray[Any]) -> None:
    """Copy what a sampler has put elsewhere; llama.h lets it move the data."""
    home = tokens.ctypes.data + starts * TOKEN.itemsize
    for index in np.nonzero(arrays["data"] != home)[0]:
        length = int(arrays["size"][index]) * TOKEN.itemsize
        ctypes.memmove(int(home[index]), int(arrays["data"][index]), length)


def _survivors(
    tokens: NDArray[Any], arrays: NDArray[Any], sizes: NDArray[Any], starts: NDArray[Any]
) -> NDArray[Any]:
    """Which places of `tokens` hold a token that is left."""
    places = np.arange(len(tokens), dtype=np.int32)
    ends = (starts + arrays["size"].astype(np.int64)).astype(np.int32)
    # A temperature of 0 takes no token away, it leaves the others no chance.
    left: NDArray[Any] = (places < np.repeat(ends, sizes)) & (tokens["logit"] > -np.inf)
    return left


def _remember(chain: Any, history: Sequence[int], vocabulary: int) -> None:
    _reset(chain)
    for token in history:
        if not 0 <= token < vocabulary:
            raise LlamaRefused(f"no token {token} among {vocabulary}")
        _accept(chain, token)


def _numbers(parts: list[bytes], *dtypes: str) -> list[NDArray[Any]]:
    return [np.frombuffer(raw, dtype) for raw, dtype in zip(parts, dtypes, strict=True)]


def _chains(names: list[str], parts: list[bytes]) -> list[Chain]:
    """Chains from flat numbers: steps of each, name and arguments of each step."""
    numbers = _numbers(parts, "<i4", "<i4", "<i4", "<f8")
    lengths, codes, arities, flat = (column.tolist() for column in numbers)
    arguments = iter(flat)
    steps = iter([(names[c], *islice(arguments, n)) for c, n in zip(codes, arities, strict=True)])
    return [tuple(islice(steps, length)) for length in lengths]


def _keep(steps: Chain) -> Any:
    """Make a chain and free the oldest; a handle is used at once, so none is held that is gone."""
    if len(_kept) >= KEPT_CHAINS:
        lib.llama_sampler_free(_kept.pop(next(iter(_kept))))
    chain = _kept[steps] = _make_chain(steps, SEED)
    return chain


def _make_chain(steps: Chain, seed: int) -> Any:
    """A chain that ends in a softmax and a draw."""
    chain = lib.llama_sampler_chain_init(_parameters)
    try:
        for name, *values in steps:
            lib.llama_sampler_chain_add(chain, _sampler(name, values))
        lib.llama_sampler_chain_add(chain, lib.llama_sampler_init_dist(checked_seed(seed)))
    except BaseException:
        lib.llama_sampler_free(chain)
        raise
    return chain


def _sampler(name: str, values: Arguments) -> Any:
    count, make = STEPS.get(name, (-1, None))
    if make is None or count != len(values):
        raise LlamaRefused(f"no step {name!r} with {len(values)} arguments")
    for value in values:
        if not -LARGEST < value < LARGEST:  # NaN is not, either
            raise LlamaRefused(f"{name} with {values}")
    return make(values)
