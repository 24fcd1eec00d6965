"""Pools: verified variants of an ask, and the facts that carry them to the card."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from flashcards.card import Kind
from flashcards.ledger.filenames import file_name
from flashcards.ledger.identity import digest
from flashcards.problems import FAMILIES, ProblemError, grade
from flashcards.problems.chance import Chance
from flashcards.problems.pool import pool, pool_fact, pool_facts
from flashcards.problems.registry import family
from flashcards.problems.variant import draw
from flashcards.render import blocks_of, html
from flashcards.written import written
from tests.ledger.making import by_key, twice
from tests.typed import said

KV = family("kv-cache")


def test_a_pool_has_as_many_variants_as_asked_for_no_two_alike() -> None:
    made = pool(KV, KV.asks[0], count=25)
    assert len({v.statement for v in made.variants}) == len(made.variants) == 25
    assert {v.ask for v in made.variants} == {KV.asks[0]}


def test_each_variant_is_the_one_its_seed_names() -> None:
    for ask in family("weight-memory").asks:
        for variant in pool(family("weight-memory"), ask, count=5).variants:
            assert draw(variant.family, variant.seed).statement == variant.statement


def test_a_pool_whose_routes_disagree_is_not_made() -> None:
    ask = KV.asks[0]
    broken = replace(KV, asks=(replace(ask, solve=lambda p: ask.solve(p) * Fraction(1001, 1000)),))
    with pytest.raises(ProblemError, match="differs by"):
        pool(broken, broken.asks[0], count=3)


def test_an_ask_with_few_variants_gives_a_small_pool_and_with_one_none() -> None:
    ask = KV.asks[0]

    def kind(choices: tuple[int, ...]) -> None:
        few = replace(
            KV,
            asks=(
                replace(ask, parameters=lambda c: {**ask.example(), "context": c.pick(choices)}),
            ),
        )
        assert len(pool(few, few.asks[0], count=9).variants) == len(choices)

    kind((4096, 8192, 16384))
    with pytest.raises(ProblemError, match="kv-cache/size has 1 distinct variants"):
        kind((4096,))
    assert Chance("a").pick((4096,)) == 4096


def test_a_fact_stands_for_each_ask_of_each_family() -> None:
    facts = pool_facts([KV, family("weight-memory")], tag_root="llm", titles={}, count=3)
    assert [fact.key for fact in facts] == [
        ("kv-cache", "size"),
        ("weight-memory", "size"),
        ("weight-memory", "weights"),
    ]
    assert [fact.rank for fact in facts] == [0, 1, 2]
    assert {file_name(fact.document) for fact in facts} == {"computed-problems.jsonl"}
    assert {fact.kind for fact in facts} == {Kind.PROBLEM}
    assert facts[0].tags == ("llm::problem::kv-cache", "kind::problem", "difficulty::mid")
    assert facts[0].deck == "Computed Problems"


def test_front_back_and_more_are_the_first_variants() -> None:
    made = pool(KV, KV.asks[0], count=3)
    fact, first = pool_fact(made, tag_root="llm", titles={}), made.variants[0]
    assert said(fact, "front") == first.statement
    assert html(blocks_of(said(fact, "back"))) == first.answer
    assert said(fact, "more").split("\n")[0] == f"1. {first.steps[0]}"


def test_the_questions_it_drills_are_named_where_their_titles_are_known() -> None:
    made = pool(KV, KV.asks[0], count=2)
    titles = {4: "Context Window & *KV* Cache", 99: "Not drilled"}
    drills = dict(written(pool_fact(made, tag_root="llm", titles=titles)).extra)["drills"]
    assert drills == "- Question 4: Context Window & \\*KV\\* Cache"
    assert dict(written(pool_fact(made, tag_root="llm", titles={})).extra)["drills"] == ""


def test_the_pool_tells_the_card_all_it_needs() -> None:
    made = pool(KV, KV.asks[0], count=3)
    told = json.loads(dict(written(pool_fact(made, tag_root="llm", titles={})).extra)["pool"])
    assert (told["family"], told["ask"], told["scheme"]["unit"]) == ("kv-cache", "size", "GiB")
    for variant, kept in zip(made.variants, told["variants"], strict=True):
        assert kept["seed"] == variant.seed
        assert kept["statement"] == variant.statement
        assert kept["target"]["value"] == float(variant.value)
        assert kept["target"]["answer"] == variant.answer
        assert len(kept["target"]["wrong"]) == len(variant.misconceptions) >= 3


PRINT_DIGESTS = (
    "from flashcards.problems import FAMILIES; from flashcards.problems.pool import pool_facts; "
    "from flashcards.ledger.identity import digest; from flashcards.written import written; "
    "print([digest(f.kind, written(f)) for f in pool_facts(list(FAMILIES.values())[:4], tag_root='llm', "
    "titles={4: 'KV'}, count=3)])"
)


@pytest.mark.parametrize("seed", ["0", "1"])
def test_an_unchanged_family_gives_the_same_fact_in_every_process(root: Path, seed: str) -> None:
    there = pool_facts(list(FAMILIES.values())[:4], tag_root="llm", titles={4: "KV"}, count=3)
    done = subprocess.run(
        [sys.executable, "-c", PRINT_DIGESTS],
        capture_output=True, text=True, check=True, cwd=root,
        env={"PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo", "LC_ALL": "C"},
    )  # fmt: skip
    assert done.stdout.strip() == str([digest(fact.kind, written(fact)) for fact in there])


def test_any_change_of_a_variant_changes_the_facts_digest() -> None:
    made = pool(KV, KV.asks[0], count=3)
    last = made.variants[-1]
    for changed in (
        replace(last, statement="Other?"),
        replace(last, steps=("Other.",)),
        replace(last, misconceptions=last.misconceptions[:-1]),
        replace(last, value=last.value + 1),
    ):
        other = replace(made, variants=(*made.variants[:-1], changed))
        old, new = (pool_fact(one, tag_root="llm", titles={}) for one in (made, other))
        assert digest(old.kind, written(old)) != digest(new.kind, written(new))
        assert (old.key, old.place, old.group, old.front) == (
            new.key, new.place, new.group, new.front,
        )  # fmt: skip


@pytest.mark.parametrize("kind", FAMILIES.values(), ids=FAMILIES)
def test_the_answer_on_each_card_of_a_pool_passes(kind: object) -> None:
    from flashcards.problems import Family

    assert isinstance(kind, Family)
    for ask in kind.asks:
        for variant in pool(kind, ask, count=4).variants:
            assert grade(variant, variant.answer).correct
            options = {"".join(c for c in o.lower() if c.isalnum()) for o in variant.choices}
            assert len(options) == len(variant.choices)


def test_the_ledger_knows_a_problem_again_whose_variants_are_all_others() -> None:
    """Matched by family and ask, for its front is but one of the variants."""
    pools = [pool(kind, ask, count=4) for kind in FAMILIES.values() for ask in kind.asks]
    turned = [replace(one, variants=one.variants[::-1]) for one in pools]
    before, after = twice(
        *([pool_fact(one, tag_root="llm", titles={}) for one in some] for some in (pools, turned))
    )
    ids = {key: card.id for key, card in by_key(before).items()}
    assert {key: card.id for key, card in by_key(after).items()} == ids
    assert not after.new
    assert not after.retired


def test_a_pool_that_changes_behind_its_first_variant_is_modified() -> None:
    small, large = (
        [pool_fact(pool(KV, KV.asks[0], count=count), tag_root="llm", titles={})]
        for count in (4, 5)
    )
    before, same = twice(small, small)
    assert same.cards == before.cards
    _, after = twice(small, large)
    assert after.cards[0].id == before.cards[0].id
    assert after.cards[0].modified > before.cards[0].modified


def test_a_card_that_is_set_aside_keeps_its_place_and_says_why() -> None:
    facts = pool_facts([family("gguf-header")], tag_root="llm", titles={}, count=2)
    assert [fact.key[1] for fact in facts if not fact.aside] == ["pairs", "data-offset"]
    assert len(facts) == 8
