"""Models that are loaded together on one server.

Source: the plan of question 13; `--models-max` of llama.cpp's tools/server limits how many models
are loaded, not their bytes.
"""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.families.memory.memory_plans import telling
from flashcards.problems.families.memory.model_sets import (
    TENTHS,
    Row,
    count_from_largest,
    draw_server,
    gib,
    greedy,
    is_riddle,
    most,
    most_of_all_sets,
    most_requests,
    plus,
    requests_of_all_sets,
    room_of,
    safe,
    safe_of_all_sets,
    sets_of,
    size,
    sizes_of,
    taken_of,
)
from flashcards.problems.family import EXACT, Ask, Family, Misconception, Oracle, Parameters
from flashcards.problems.quantity import Dimension


def _count_steps(p: Parameters, sizes: list[int], order: str) -> tuple[str, ...]:
    room = room_of(p)
    count = taken_of(sizes, room)
    total = gib(sum(sizes[:count]))
    return (
        f"For models: {p['memory']} − {p['system']} = {gib(room)}",
        f"Weights + KV cache, {order}: " + ", ".join(plus([size]) for size in sizes),
        f"{count} of them: {f'{plus(sizes[:count])} = ' if count > 1 else ''}{total}: fits",
        f"{count + 1} of them: {gib(sum(sizes[: count + 1]))}: too much",
    )


def _wrong_counts(p: Parameters, *, largest: bool) -> tuple[Misconception, ...]:
    rows, room = p["models"], room_of(p)
    right, other = (safe(p), most(p)) if largest else (most(p), count_from_largest(p))
    sizes = sizes_of(p)[::-1] if largest else sizes_of(p)
    weights = sorted((row[1] for row in rows), reverse=largest)
    order = (
        "You counted the smallest models; the largest may be the ones that are loaded."
        if largest
        else "You took the largest models first; the smallest leave room for most."
    )
    found = (
        Misconception(name="other-end-first", value=other, feedback=order),
        Misconception(
            name="cache-forgotten",
            value=Fraction(taken_of(weights, room)),
            feedback="You left out the KV caches.",
        ),
        Misconception(
            name="system-forgotten",
            value=Fraction(taken_of(sizes, TENTHS * p["memory"])),
            feedback="You left out what the system needs.",
        ),
        Misconception(
            name="average-size",
            value=Fraction(min(room * len(rows) // sum(sizes), len(rows))),
            feedback="You divided by the average size; the models differ too much for that.",
        ),
        Misconception(
            name="one-too-many",
            value=right + 1,
            feedback="You took one too many: "
            + ("the largest of that number do not fit." if largest else "they do not fit."),
        ),
        Misconception(
            name="one-too-few",
            value=right - 1,
            feedback="You stopped too early: one more fits.",
        ),
    )
    return tuple(wrong for wrong in telling(right, found) if wrong.value > 0)


def _request_steps(p: Parameters) -> tuple[str, ...]:
    fitting = sorted(
        (some for some, fits in sets_of(p) if fits and some),
        key=lambda some: sum(row[3] for row in some),
        reverse=True,
    )
    best, second = fitting[0], fitting[1]
    return (
        f"For models: {p['memory']} − {p['system']} = {gib(room_of(p))}",
        "Best set: " + ", ".join(row[0] for row in best),
        (
            f"Its weights + KV caches: {plus([size(row) for row in best])} = "
            f"{gib(sum(map(size, best)))}: fits"
        ),
        (
            f"Its requests: {' + '.join(str(row[3]) for row in best)} = "
            f"{sum(row[3] for row in best):,}"
        ),
        (
            f"The next best set that fits ({', '.join(row[0] for row in second)}): "
            f"{sum(row[3] for row in second):,}"
        ),
    )


def _wrong_requests(p: Parameters) -> tuple[Misconception, ...]:
    rows: list[Row] = list(p["models"])
    right = most_requests(p)
    bare = {**p, "models": tuple((name, weights, 0, many) for name, weights, _, many in rows)}
    found = (
        Misconception(
            name="busiest-first",
            value=greedy(p, sorted(rows, key=lambda row: (-row[3], size(row)))),
            feedback="You took the busiest models first; several small ones can serve more.",
        ),
        Misconception(
            name="densest-first",
            value=greedy(p, sorted(rows, key=lambda row: Fraction(-row[3], size(row)))),
            feedback="You took most requests per GiB first; that can leave memory unused.",
        ),
        Misconception(
            name="largest-first",
            value=greedy(p, sorted(rows, key=size, reverse=True)),
            feedback="You took the largest models first; several small ones can serve more.",
        ),
        Misconception(
            name="smallest-first",
            value=greedy(p, sorted(rows, key=size)),
            feedback="You loaded as many models as fit; fewer can serve more.",
        ),
        Misconception(
            name="cache-forgotten",
            value=most_requests(bare),
            feedback="You left out the KV caches.",
        ),
        Misconception(
            name="system-forgotten",
            value=most_requests({**p, "system": 0}),
            feedback="You left out what the system needs.",
        ),
        Misconception(
            name="all-models",
            value=Fraction(sum(row[3] for row in rows)),
            feedback="You counted all models; they do not fit together.",
        ),
    )
    return telling(right, found)


_SERVER = (
    "A server has {{ memory }} GiB, of which the system and buffers need {{ system }} GiB. "
    "It offers these models:\n\n"
)


def _table(*, requests: bool) -> str:
    return (
        "| Model | Weights | KV cache |"
        + (" Requests an hour |" if requests else "")
        + ("\n|---|---|---|---|" if requests else "\n|---|---|---|")
        + "{% for name, weights, cache, many in models %}\n| {{ name }} | {{ weights / 10 }} GiB | "
        + "{{ cache / 10 }} GiB |"
        + (" {{ many }} |" if requests else "")
        + "{% endfor %}\n\n"
    )


def _example() -> Parameters:
    """Question 13's five models, in tenths of a GiB."""
    seven, thirteen = (38, 20), (73, 31)
    return {
        "models": (
            ("LLaMA-2 7B chat", *seven, 300),
            ("LLaMA-2 7B code", *seven, 120),
            ("LLaMA-2 13B chat", *thirteen, 200),
            ("LLaMA-2 13B documents", *thirteen, 90),
            ("LLaMA-2 70B", 386, 13, 250),
        ),
        "memory": 64,
        "system": 6,
    }


MODELS_THAT_FIT = Family(
    name="models-that-fit",
    title="Models that fit together",
    questions=(11, 13),
    asks=(
        Ask(
            name="most-models",
            title="Several models: how many fit together",
            dimension=Dimension.COUNT,
            unit="models",
            tolerance=EXACT,
            difficulty="junior",
            statement=_SERVER + _table(requests=False) + "How many of these models can be "
            "loaded together at most?",
            parameters=draw_server,
            solve=most,
            oracles=(Oracle(name="all sets", compute=most_of_all_sets),),
            steps=lambda p: _count_steps(p, sizes_of(p), "smallest first"),
            misconceptions=lambda p: _wrong_counts(p, largest=False),
            accepts=lambda p: is_riddle(p) and most(p) > safe(p),
            example=_example,
            samples=(
                ("4", True),
                ("4 models", True),
                ("4 model", True),
                ("5", False),
                ("2", False),
                ("3 models", False),
                ("4 GiB", None),
                ("four", None),
            ),
        ),
        Ask(
            name="safe-limit",
            title="Several models: a limit on their number that is always safe",
            dimension=Dimension.COUNT,
            unit="models",
            tolerance=EXACT,
            statement=_SERVER
            + _table(requests=False)
            + "`llama-server --models-max` limits how many models "
            "are loaded at once, not which. What is its largest value with which memory suffices "
            "for any choice of them?",
            parameters=draw_server,
            solve=safe,
            oracles=(Oracle(name="all sets", compute=safe_of_all_sets),),
            steps=lambda p: _count_steps(p, sizes_of(p)[::-1], "largest first"),
            misconceptions=lambda p: _wrong_counts(p, largest=True),
            accepts=lambda p: is_riddle(p) and most(p) > safe(p),
            example=_example,
            samples=(
                ("2", True),
                ("2 models", True),
                ("2.0", True),
                ("3", False),
                ("4", False),
                ("1 model", False),
                ("2 GiB", None),
                ("any", None),
            ),
        ),
        Ask(
            name="most-requests",
            title="Several models: the most requests served under a memory limit",
            dimension=Dimension.COUNT,
            unit="requests",
            tolerance=EXACT,
            difficulty="senior",
            statement=_SERVER + _table(requests=True) + "A loaded model serves all of its "
            "requests; those for the others are refused. How many requests an hour can be served "
            "at most?",
            parameters=draw_server,
            solve=most_requests,
            oracles=(Oracle(name="all sets", compute=requests_of_all_sets),),
            steps=_request_steps,
            misconceptions=_wrong_requests,
            accepts=is_riddle,
            example=_example,
            samples=(
                ("750", True),
                ("750 requests", True),
                ("750 req", True),
                ("710", False),
                ("960", False),
                ("670 requests", False),
                ("750 GiB", None),
                ("most", None),
            ),
        ),
    ),
)
