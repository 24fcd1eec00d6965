"""Servers with several models, and the sets of them that fit, for `models_that_fit`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from flashcards.problems.chance import Chance
from flashcards.problems.families.memory.memory_plans import GIB
from flashcards.problems.family import Parameters
from flashcards.problems.quantity import number
from flashcards.shapes import ARCHITECTURES, BLOCK

TYPES = tuple(BLOCK[name] for name in ("Q8_0", "Q6_K", "Q5_K", "Q4_K"))

MEMORIES = (24, 32, 48, 64, 80, 96, 128)

CONTEXTS = (2048, 4096, 8192, 16384)

TENTHS = 10
"""Sizes are given in tenths of a GiB, and kept as whole numbers of them."""

Row = tuple[str, int, int, int]
"""A model's name and type; its weights and its KV cache in tenths of a GiB; requests an hour."""


def draw_server(chance: Chance) -> Parameters:
    """Five to seven models of different architectures, and a server too small for all."""
    left = list(ARCHITECTURES)
    rows: list[Row] = []
    for _model in range(chance.step(5, 7)):
        model = left.pop(chance.below(len(left)))
        kind, context = chance.pick(TYPES), chance.pick(CONTEXTS)
        tokens = min(context, model.context_length)
        weights = model.parameters * kind.bits_per_weight / 8 / GIB
        cache = Fraction(4 * tokens * model.layers * model.kv_heads * model.head_dimension, GIB)
        rows.append(
            (
                f"{model.name} {kind.name}",
                round(weights * TENTHS),
                max(1, round(cache * TENTHS)),
                chance.step(20, 400, 10),
            )
        )
    system, sizes = chance.step(2, 8), [size(row) for row in rows]
    fair = [
        memory
        for memory in MEMORIES
        if max(sizes) <= TENTHS * (memory - system) < sum(sizes) - min(sizes)
    ]
    return {"models": tuple(rows), "memory": chance.pick(fair or MEMORIES), "system": system}


def size(row: Row) -> int:
    """Tenths of a GiB that a model takes in all."""
    return row[1] + row[2]


def room_of(p: Parameters) -> int:
    """Tenths of a GiB for models."""
    return int(TENTHS * (p["memory"] - p["system"]))


def taken_of(sizes: list[int], room: int) -> int:
    """How many fit, taken in their order until one does not."""
    for count, _size_of in enumerate(sizes):
        if sum(sizes[: count + 1]) > room:
            return count
    return len(sizes)


def sizes_of(p: Parameters) -> list[int]:
    """Sizes of all models, the smallest first."""
    return sorted(map(size, p["models"]))


def most(p: Parameters) -> Fraction:
    """How many fit at most: the smallest ones."""
    return Fraction(taken_of(sizes_of(p), room_of(p)))


def safe(p: Parameters) -> Fraction:
    """How many fit whichever they are: the largest ones."""
    return Fraction(taken_of(sizes_of(p)[::-1], room_of(p)))


def sets_of(p: Parameters) -> Iterator[tuple[tuple[Row, ...], bool]]:
    """Every set of models, and whether it fits."""
    rows: tuple[Row, ...] = p["models"]
    limit = p["memory"] * 10
    for count in range(len(rows) + 1):
        for some in combinations(rows, count):
            need = p["system"] * 10 + sum(weights + cache for _, weights, cache, _ in some)
            yield some, need <= limit


def most_of_all_sets(p: Parameters) -> int:
    """The number of models in the largest set that fits."""
    return max(len(some) for some, fits in sets_of(p) if fits)


def safe_of_all_sets(p: Parameters) -> int:
    """One less than the number of models in the smallest set that does not fit."""
    return min(len(some) for some, fits in sets_of(p) if not fits) - 1


def most_requests(p: Parameters) -> Fraction:
    """The 0/1 knapsack: for each memory taken, the most requests, model after model."""
    best = {0: 0}
    for row in p["models"]:
        for taken, requests in list(best.items()):
            more = taken + size(row)
            if more <= room_of(p):
                best[more] = max(best.get(more, 0), requests + row[3])
    return Fraction(max(best.values()))


def requests_of_all_sets(p: Parameters) -> int:
    """The most requests of any set that fits."""
    return max(sum(row[3] for row in some) for some, fits in sets_of(p) if fits)


def greedy(p: Parameters, order: list[Row]) -> Fraction:
    """Requests of the models taken in an order, those that do not fit passed over."""
    taken = requests = 0
    for row in order:
        if taken + size(row) <= room_of(p):
            taken += size(row)
            requests += row[3]
    return Fraction(requests)


def count_from_largest(p: Parameters) -> Fraction:
    """How many are loaded if the largest that still fits is always taken next."""
    room, count = room_of(p), 0
    for one in sizes_of(p)[::-1]:
        if one <= room:
            room, count = room - one, count + 1
    return Fraction(count)


def gib(tenths: int) -> str:
    """Tenths of a GiB as people write them."""
    return f"{number(Fraction(tenths, TENTHS), digits=6)} GiB"


def plus(sizes: list[int]) -> str:
    """Sizes as a sum."""
    return " + ".join(number(Fraction(size, TENTHS), digits=6) for size in sizes)


def is_riddle(p: Parameters) -> bool:
    """Whether each model fits, two of them do and all but one do not; and no set just so."""
    sizes, room = sizes_of(p), room_of(p)
    return (
        sizes[-1] <= room < sum(sizes) - sizes[0]
        and sizes[0] + sizes[1] <= room
        and all(sum(map(size, some)) != room for some, _ in sets_of(p))
    )
