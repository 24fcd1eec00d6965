"""The work that a KV cache saves: positions that the model processes, and pairs it attends to.

With a prompt of p tokens, n tokens are generated; the last of them is not fed back.
"""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.families.speed.savings_counts import (
    BUDGETS,
    PROMPTS,
    draw,
    most_by_run,
    most_tokens,
    pairs_by_run,
    positions,
    ratio_by_run,
    work_with,
    work_without,
)
from flashcards.problems.families.speed.savings_wrong import (
    wrong_most,
    wrong_pairs,
    wrong_ratio,
    wrong_without,
)
from flashcards.problems.family import EXACT, Ask, Family, Oracle, Parameters
from flashcards.problems.quantity import Dimension, equals

_NO_CACHE = (
    "Without a KV cache, each step runs the model over the prompt and all tokens generated before "
    "it"
)


def _without_steps(p: Parameters) -> tuple[str, ...]:
    prompt, answer = p["prompt"], p["answer"]
    grown = answer * (answer - 1) // 2
    return (
        (
            f"Step 1 runs over {prompt:,}, step 2 over {prompt + 1:,}, … "
            f"step {answer:,} over {prompt + answer - 1:,}"
        ),
        f"The prompt in every step: {answer:,} × {prompt:,} = {answer * prompt:,}",
        (
            f"The answer so far: 0 + 1 + … + {answer - 1:,} = {answer:,} × {answer - 1:,} ÷ 2 = "
            f"{grown:,}"
        ),
        f"Together: {answer * prompt:,} + {grown:,} = {work_without(p):,}",
    )


def _ratio_steps(p: Parameters) -> tuple[str, ...]:
    return (
        *_without_steps(p)[1:3],
        f"Without a cache: {work_without(p):,}",
        f"With one: {p['prompt']:,} + {p['answer']:,} − 1 = {work_with(p):,}, each position once",
        (
            f"Ratio: {work_without(p):,} ÷ {work_with(p):,} "
            f"{equals(Fraction(work_without(p), work_with(p)), '×', Dimension.FACTOR)}"
        ),
    )


KV_CACHE_SAVINGS = Family(
    name="kv-cache-savings",
    title="Work saved by the KV cache",
    questions=(4, 7),
    asks=(
        Ask(
            name="without-cache",
            title="Generation: positions processed without a KV cache",
            dimension=Dimension.COUNT,
            unit="positions",
            tolerance=EXACT,
            statement="A model generates {{ answer | count }} tokens after a prompt of "
            f"{{{{ prompt | count }}}} token{{{{ 's' if prompt > 1 }}}}. {_NO_CACHE}. How many "
            "positions does the model process in all?",
            parameters=draw,
            solve=lambda p: Fraction(work_without(p)),
            oracles=(
                Oracle(name="loop", compute=lambda p: positions(p, cache=False), agreement=0),
            ),
            steps=_without_steps,
            misconceptions=wrong_without,
            example=lambda: {"prompt": 1, "answer": 1000},
            samples=(
                ("500500", True),
                ("500,500", True),
                ("500500 positions", True),
                ("5.005e5", True),
                ("501500", False),
                ("1000", False),
                ("1,000,000", False),
                ("500499", False),
                ("500k", None),
                ("500500 MB", None),
                ("many", None),
            ),
        ),
        Ask(
            name="ratio",
            title="Generation: how much work a KV cache saves",
            dimension=Dimension.FACTOR,
            unit="×",
            statement="A model generates {{ answer | count }} tokens after a prompt of "
            f"{{{{ prompt | count }}}} token{{{{ 's' if prompt > 1 }}}}. {_NO_CACHE}; with one, "
            "each position is processed once, and the last token is not fed back. How many times "
            "as many positions does the model process without the cache as with it?",
            parameters=draw,
            solve=lambda p: Fraction(work_without(p), work_with(p)),
            oracles=(Oracle(name="loop", compute=ratio_by_run),),
            steps=_ratio_steps,
            misconceptions=wrong_ratio,
            example=lambda: {"prompt": 100, "answer": 100},
            samples=(
                ("75.13", True),
                ("75.1×", True),
                ("75 times", True),
                ("75.1x", True),
                ("100", False),
                ("0.0133", False),
                ("149.5", False),
                ("75 GB", None),
                ("half", None),
            ),
        ),
        Ask(
            name="attention-pairs",
            title="Generation: pairs of query and key with a KV cache",
            dimension=Dimension.COUNT,
            unit="pairs",
            difficulty="senior",
            statement="With a KV cache, a model generates {{ answer | count }} tokens after a "
            "prompt of {{ prompt | count }} token{{ 's' if prompt > 1 }}; the last token is not "
            "fed back. Each token attends to itself and to all tokens before it. How many pairs of "
            "a query and a key does one head of one layer compute in all, prompt included?",
            parameters=draw,
            solve=lambda p: Fraction(work_with(p) * (work_with(p) + 1) // 2),
            oracles=(Oracle(name="loop", compute=pairs_by_run, agreement=0),),
            steps=lambda p: (
                f"Positions: {p['prompt']:,} + {p['answer']:,} − 1 = {work_with(p):,}",
                (
                    "Position i has i keys: "
                    f"1 + 2 + … + {work_with(p):,} = {work_with(p):,} × {work_with(p) + 1:,} ÷ 2 = "
                    f"{work_with(p) * (work_with(p) + 1) // 2:,}"
                ),
            ),
            misconceptions=wrong_pairs,
            accepts=lambda p: p["prompt"] >= 20,
            example=lambda: {"prompt": 51, "answer": 50},
            samples=(
                ("5050", True),
                ("5,050 pairs", True),
                ("~5050", True),
                ("5.05e3", True),
                ("10000", False),
                ("3724", False),
                ("1225", False),
                ("5k", None),
                ("5050 bytes", None),
                ("", None),
            ),
        ),
        Ask(
            name="tokens",
            title="Generation: tokens that a budget without a KV cache gives",
            dimension=Dimension.COUNT,
            unit="tokens",
            tolerance=EXACT,
            difficulty="senior",
            statement=_NO_CACHE
            + ". At most how many tokens can the model generate after a prompt of "
            "{{ prompt | count }} tokens if it may process {{ budget | count }} positions in all?",
            parameters=lambda c: {"prompt": c.pick(PROMPTS[1:]), "budget": c.pick(BUDGETS)},
            solve=lambda p: Fraction(most_tokens(p["prompt"], p["budget"])),
            oracles=(Oracle(name="loop", compute=most_by_run, agreement=0),),
            steps=lambda p: (
                f"n tokens take n × {p['prompt']:,} + n × (n − 1) ÷ 2 ≤ {p['budget']:,} positions",
                f"So n² + {2 * p['prompt'] - 1:,} n ≤ {2 * p['budget']:,}",
                (
                    f"n ≤ (√({2 * p['prompt'] - 1:,}² + 4 × {2 * p['budget']:,}) − "
                    f"{2 * p['prompt'] - 1:,}) ÷ 2, rounded down = "
                    f"{most_tokens(p['prompt'], p['budget']):,}"
                ),
            ),
            misconceptions=wrong_most,
            accepts=lambda p: most_tokens(p["prompt"], p["budget"]) >= 10,
            example=lambda: {"prompt": 100, "budget": 14_950},
            samples=(
                ("100", True),
                ("100 tokens", True),
                ("1e2", True),
                ("100 tok", True),
                ("149", False),
                ("101", False),
                ("99", False),
                ("14851", False),
                ("0.1k", None),
                ("100 s", None),
                ("a hundred", None),
            ),
        ),
    ),
)
