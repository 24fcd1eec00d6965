"""Edits as authors make them, on facts made by hand: whose id is whose afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from flashcards.card import Card, Fact, Kind
from flashcards.ledger import Entry, reconcile
from tests.ledger.making import (
    NOW,
    a_fact,
    a_list,
    a_table,
    an_interview,
    by_item,
    by_key,
    run,
    terms,
    twice,
)
from tests.typed import retold, said

ITEMS = [
    "Single file deployment",
    "Rich metadata in key-value pairs",
    "Memory mapping of the weights",
    "Supports many quantization types",
    "Fast",
]
HEADER = ["Format", "Size", "Speed", "Quality"]
ROWS = [
    ["Q4_0", "3.8 GB", "Fast", "Low"],
    ["Q4_K_S", "3.9 GB", "Fast", "Good"],
    ["Q4_K_M", "4.1 GB", "Fast", "Good"],
    ["Q8_0", "7.2 GB", "Slow", "Best"],
]
MEANINGS = [
    ("Q4_0", "the oldest four-bit format, without a minimum per block"),
    ("Q4_1", "four bits with a minimum per block, so a little larger"),
    ("Temperature", "scales the logits before the softmax"),
    ("Prefill phase", "the prompt is processed in one parallel pass"),
    ("Decode phase", "one token at a time is generated from the cache"),
]


def changed(facts: Sequence[Fact], old: str, new: str) -> list[Fact]:
    """Each text of each fact with a string replaced."""
    return [
        retold(
            fact,
            front=said(fact, "front").replace(old, new),
            back=said(fact, "back").replace(old, new),
            more=said(fact, "more").replace(old, new),
            key=tuple(part.replace(old, new) for part in fact.key),
            group=fact.group.replace(old, new),
            place=tuple(part.replace(old, new) for part in fact.place),
            context=tuple(part.replace(old, new) for part in fact.context),
            question_title=fact.question_title.replace(old, new),
        )
        for fact in facts
    ]


# --- lists ------------------------------------------------------------------------------------


def test_an_item_inserted_first_shifts_nobody() -> None:
    before, after = twice(a_list(ITEMS), a_list(["A new advantage of it", *ITEMS]))
    old, new = by_item(before), by_item(after)
    assert {item: new[item] for item in ITEMS} == old
    assert [card.fact.key[0] for card in after.new] == ["A new advantage of it"]
    assert {c.id: (c.note, c.slot) for c in before.cards}.items() <= {
        c.id: (c.note, c.slot) for c in after.cards
    }.items()


@pytest.mark.parametrize("gone", ITEMS)
def test_a_deleted_item_takes_only_its_own_id(gone: str) -> None:
    rest = [item for item in ITEMS if item != gone]
    before, after = twice(a_list(ITEMS), a_list(rest))
    old, new = by_item(before), by_item(after)
    assert new == {item: old[item] for item in rest}
    assert [entry.id for entry in after.retired] == [old[gone]]


def test_swapped_items_keep_their_ids() -> None:
    swapped = [ITEMS[1], ITEMS[0], *ITEMS[2:]]
    before, after = twice(a_list(ITEMS), a_list(swapped))
    assert by_item(before) == by_item(after)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Rich metadata in key-value pairs", "Rich metdata in key-value pairs"),
        ("Memory mapping of the weights", "Memory mapping of weights"),
        ("Supports many quantization types", "Supports many quantisation types"),
        ("Single file deployment", "Single-file deployment"),
    ],
)
def test_a_typo_mended_keeps_the_id(old: str, new: str) -> None:
    before, after = twice(a_list(ITEMS), a_list([new if i == old else i for i in ITEMS]))
    assert by_item(after)[new] == by_item(before)[old]
    assert not after.new
    assert not after.retired


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Uses 4 GB of memory for the weights", "Uses 2 GB of memory for the weights"),
        ("Weights are mapped into memory when the model loads",
         "Weights get mapped into memory as soon as the model loads"),
    ],
)  # fmt: skip
def test_a_corrected_number_or_other_wording_keeps_the_id(old: str, new: str) -> None:
    before, after = twice(a_list([*ITEMS, old]), a_list([*ITEMS, new]))
    assert by_item(after)[new] == by_item(before)[old]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Fast", "Small"),
        ("Model loading never completes", "Tokenizer loading never completes"),
        ("Offline operation and model updates", "Offline operation and tokenizer updates"),
        ("Copies the draft weights to memory", "Copies the vocabulary to memory"),
        ("Fast", "Slow"),
        ("Supports CUDA", "Supports Metal"),
        ("Reads the key cache from memory", "Writes the key cache to memory"),
        ("Runs a 7B model on a laptop", "Runs a 13B model on a laptop"),
        ("Hint 1: look at the shapes", "Hint 2: look at the shapes"),
        ("Minimum batch size of the server", "Maximum batch size of the server"),
        ("Supports memory mapping on Windows", "Does not support memory mapping on Windows"),
        ("Stores the K cache of each layer", "Stores the V cache of each layer"),
        ("Batching raises the throughput", "Batching raises the latency"),
        ("Uses -DGGML_CUDA=ON for the build", "Uses -DGGML_METAL=ON for the build"),
    ],
)
def test_another_item_at_the_same_place_is_new(old: str, new: str) -> None:
    siblings = [
        "Hint 3: look at the shapes",
        "Runs a 70B model on a laptop",
        *ITEMS[:4],
    ]
    before, after = twice(a_list([old, *siblings]), a_list([new, *siblings]))
    assert by_item(before)[old] not in {card.id for card in after.cards}
    assert [card.fact.key[0] for card in after.new] == [new]
    assert [entry.key[0] for entry in after.retired] == [old]


def test_where_siblings_differ_by_one_word_a_word_makes_a_new_item() -> None:
    kin = [f"Reduces the {what} needed by every request" for what in ("bandwidth", "storage")]
    before, after = twice(
        a_list([*kin, "Reduces the energy needed by every request"]),
        a_list([*kin, "Reduces the hardware needed by every request"]),
    )
    assert len(after.new) == len(after.retired) == 1
    assert by_item(before).items() & by_item(after).items() == {
        (item, by_item(before)[item]) for item in kin
    }


def test_a_section_renamed_keeps_every_id_even_of_short_items() -> None:
    before, after = twice(a_list(ITEMS), a_list(ITEMS, label="What speaks for GGUF"))
    assert by_item(before) == by_item(after)


def test_a_short_item_in_another_list_is_another_fact() -> None:
    safetensors = a_list(["Safe", "Zero copy"], label="Safetensors")
    both = a_list(ITEMS) + safetensors
    without = a_list(ITEMS[:-1]) + a_list(["Safe", "Zero copy", "Fast"], label="Safetensors")
    before, after = twice(both, without)
    assert by_item(before)["Fast"] != by_item(after)["Fast"]


def test_a_sentence_moved_to_another_list_keeps_its_id_note_and_slot() -> None:
    sentence = "Weights are paged in from disk on demand"
    other = a_list(["Safe", "Zero copy"], label="Safetensors")
    before, after = twice(
        a_list([*ITEMS, sentence]) + other,
        a_list(ITEMS) + a_list(["Safe", "Zero copy", sentence], label="Safetensors"),
    )
    old, new = by_key(before)[(sentence,)], by_key(after)[(sentence,)]
    assert (old.id, old.note, old.slot) == (new.id, new.note, new.slot)


def test_two_hundred_cards_with_one_on_top_all_keep_their_ids() -> None:
    facts = [a_fact(f"Question {i}?", f"Answer {i}", key=(f"Question {i}",), line=i + 2)
             for i in range(200)]  # fmt: skip
    before, after = twice(facts, [a_fact("New?", "Yes", line=1), *facts])
    assert [card.id for card in after.cards[1:]] == [card.id for card in before.cards]
    assert len(after.new) == 1
    assert len(after.kept) == 200


# --- tables -----------------------------------------------------------------------------------


def test_a_row_inserted_first_keeps_all_cells() -> None:
    row = ["Q2_K", "2.5 GB", "Fast", "Poor"]
    before, after = twice(a_table(ROWS, HEADER), a_table([row, *ROWS], HEADER))
    old, new = by_key(before), by_key(after)
    assert all(new[key].id == card.id for key, card in old.items())
    assert {card.fact.key[0] for card in after.new} == {"Q2_K"}


def test_a_column_added_keeps_all_cells_and_joins_the_rows_notes() -> None:
    rows = [[*row[:1], "yes", *row[1:]] for row in ROWS]
    header = [HEADER[0], "Since", *HEADER[1:]]
    before, after = twice(a_table(ROWS, HEADER), a_table(rows, header))
    old, new = by_key(before), by_key(after)
    assert all(new[key].id == card.id for key, card in old.items())
    for card in after.new:
        assert card.fact.key[1] == "Since"
        assert card.note == old[card.fact.key[0], "Size"].note
        assert card.slot == 4


def test_a_table_under_another_label_keeps_all_cells() -> None:
    before, after = twice(a_table(ROWS, HEADER), a_table(ROWS, HEADER, label="Comparison"))
    assert {k: c.id for k, c in by_key(before).items()} == {
        k: c.id for k, c in by_key(after).items()
    }


def test_values_swapped_between_rows_stay_with_the_labels() -> None:
    rows = [[ROWS[3][0], *ROWS[0][1:]], *ROWS[1:3], [ROWS[0][0], *ROWS[3][1:]]]
    rows.reverse()
    before, after = twice(a_table(ROWS, HEADER), a_table(rows, HEADER))
    assert {k: c.id for k, c in by_key(before).items()} == {
        k: c.id for k, c in by_key(after).items()
    }


def test_a_typo_in_a_row_label_keeps_its_cells() -> None:
    rows = [["Metdata", "Rich", "None"], ["Tokenizer", "Inside", "Apart"]]
    header = ["Feature", "GGUF", "PyTorch"]
    mended = [["Metadata", "Rich", "None"], rows[1]]
    before, after = twice(a_table(rows, header), a_table(mended, header))
    assert [card.id for card in before.cards] == [card.id for card in after.cards]


@pytest.mark.parametrize(("old", "new"), [("Q4_K_M", "Q4_K_L"), ("Q8_0", "Q6_K")])
def test_a_row_replaced_by_its_sibling_is_new(old: str, new: str) -> None:
    rows = [[new if cell == old else cell for cell in row] for row in ROWS]
    _, after = twice(a_table(ROWS, HEADER), a_table(rows, HEADER))
    assert {card.fact.key[0] for card in after.new} == {new}
    assert {entry.key[0] for entry in after.retired} == {old}


def test_of_two_rows_with_one_name_the_right_one_stays() -> None:
    header = ["Model", "KV type", "Size"]
    rows = [["7B", "f16", "2048 MiB"], ["7B", "q8_0", "1088 MiB"]]
    numbered = [rows[0], ["7B (2)", *rows[1][1:]]]
    before, after = twice(a_table(numbered, header), a_table(rows[1:], header))
    old = {said(card.fact, "back"): card.id for card in before.cards}
    assert {said(card.fact, "back"): card.id for card in after.cards}.items() <= old.items()
    assert {entry.back for entry in after.retired} == {"f16", "2048 MiB"}


# --- terms, statements, code ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("scales the logits before the softmax", "divides every logit ahead of softmax"),
        ("one token at a time", "one tokne at a time"),
        ("the oldest four-bit format, without a minimum per block", "4.5 bits per weight"),
        ("Prefill phase", "Prefil phase"),
        ("Prefill phase", "The prefill phase"),
    ],
)
def test_terms_are_known_by_their_names_in_both_directions(old: str, new: str) -> None:
    facts = terms(MEANINGS)
    before, after = twice(facts, changed(facts, old, new))
    assert [card.id for card in before.cards] == [card.id for card in after.cards]


@pytest.mark.parametrize(
    ("old", "new"),
    [("Q4_1", "Q5_1"), ("Prefill phase", "Warm-up phase"), ("Q4_0", "Q4_K")],
)
def test_a_sibling_with_the_same_short_meaning_is_new_both_ways(old: str, new: str) -> None:
    def pairs(name: str) -> list[tuple[str, str]]:
        return [(name, "good quality") if t == old else (t, m) for t, m in MEANINGS]

    _, after = twice(terms(pairs(old)), terms(pairs(new)))
    assert len(after.new) == len(after.retired) == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [("Q4_1", "Q5_1"), ("Prefill phase", "Warm-up phase"), ("Q4_0", "Q4_K")],
)
def test_a_term_replaced_with_its_meaning_is_new(old: str, new: str) -> None:
    pairs = [(new, "something else entirely in here") if t == old else (t, m) for t, m in MEANINGS]
    _, after = twice(terms(MEANINGS), terms(pairs))
    assert {entry.key[0] for entry in after.retired} == {old}
    assert {card.fact.key[0] for card in after.new} == {new}


def test_a_term_never_becomes_its_own_reverse() -> None:
    facts = terms(MEANINGS)
    forth = [fact for fact in facts if fact.kind is Kind.TERM]
    back = [fact for fact in facts if fact.kind is Kind.REVERSE]
    before, after = twice(forth, back)
    assert not {card.id for card in before.cards} & {card.id for card in after.cards}


def test_a_label_reworded_over_the_same_long_answer_keeps_its_id() -> None:
    answer = "the key and value tensors of all earlier tokens, kept so that none is computed again"
    old = a_fact("KV cache › Contents?", answer, kind=Kind.STATEMENT, key=("Contents",),
                 place=("solution", "Contents"))  # fmt: skip
    new = retold(old, front="KV cache › What is inside?", key=("What is inside",),
                  place=("solution", "What is inside"))  # fmt: skip
    before, after = twice([old], [new])
    assert after.cards[0].id == before.cards[0].id
    assert [(a.front, said(b.fact, "front")) for a, b in after.reworded] == [
        (said(old, "front"), said(new, "front"))
    ]


def test_an_answer_corrected_under_the_same_question_keeps_its_id() -> None:
    old = a_fact("KV cache of a 7B model at 4096 tokens?", "4 GB", key=("7B", "4096"))
    before, after = twice([old], [retold(old, back="2 GiB")])
    assert after.cards[0].id == before.cards[0].id
    assert after.cards[0].modified == NOW + 3600


def test_an_option_renamed_under_its_comment_keeps_its_id() -> None:
    old = a_fact("which CMake option: “Enable CUDA”?", "`-DLLAMA_CUDA=ON`", kind=Kind.CODE,
                 key=("Enable CUDA",))  # fmt: skip
    before, after = twice([old], [retold(old, back="`-DGGML_CUDA=ON`")])
    assert after.cards[0].id == before.cards[0].id


def test_options_of_one_list_never_change_places() -> None:
    def option(flag: str, does: str) -> Fact:
        return a_fact(f"Build — `{flag}`: what does this do?", does, kind=Kind.CODE, key=(flag,),
                      place=("solution", "Build"))  # fmt: skip

    cuda, metal = (
        option("-DGGML_CUDA=ON", "Enable the GPU backend"),
        option("-DGGML_METAL=ON", "Enable the GPU backend"),
    )
    before, after = twice([cuda], [metal])
    assert len(after.new) == 1
    assert after.cards[0].id != before.cards[0].id


# --- questions and documents ------------------------------------------------------------------


def a_question(number: int, title: str, *, document: str = "module-1.md") -> list[Fact]:
    subject = title.rsplit(maxsplit=1)[-1]
    facts = [
        an_interview(title, number=number),
        *a_list([f"{subject} {item.lower()}" for item in ITEMS[:4]]),
        *terms(MEANINGS[2:]),
    ]
    return [
        retold(
            fact,
            front=said(fact, "front").replace("GGUF", subject),
            document=document,
            question=number,
            question_title=title,
            context=(title,),
            tags=(f"q{number:02}",),
        )
        for fact in facts
    ]


def ids(cards: Sequence[Card]) -> list[str]:
    return [card.id for card in cards]


TITLES = ["What is GGUF", "How does sampling", "Explain attention", "Estimate memory"]
ALL = [fact for n, title in enumerate(TITLES, 1) for fact in a_question(n, title)]


def edited(edit: Callable[[Fact], Fact]) -> list[Fact]:
    return [edit(fact) for fact in ALL]


def retitled(fact: Fact) -> Fact:
    if fact.question != 2:
        return fact
    title = "Decoding strategies in llama.cpp and their trade-offs"
    interview = fact.kind is Kind.INTERVIEW
    return retold(
        fact,
        question_title=title,
        context=(title,),
        key=(title,) if interview else fact.key,
        front=said(fact, "front").replace("How does sampling", title)
        if interview
        else said(fact, "front"),
    )


@pytest.mark.parametrize(
    "edit",
    [
        lambda fact: retold(fact, question=fact.question + 1),
        lambda fact: retold(fact, question=5 - fact.question),
        lambda fact: retold(fact, document="renamed.md"),
        lambda fact: retold(fact, document="part-2.md" if fact.question > 2 else fact.document),
        retitled,
        lambda fact: retold(retitled(fact), question=fact.question + 1),
        lambda fact: retold(retitled(fact), document="renamed.md"),
        lambda fact: retold(fact, deck="Another", tags=("other",)),
    ],
    ids=["renumbered", "reversed", "file renamed", "split in two", "retitled",
         "retitled and renumbered", "retitled in a renamed file", "other deck"],
)  # fmt: skip
def test_moves_of_questions_and_files_keep_every_id(edit: Callable[[Fact], Fact]) -> None:
    before, after = twice(ALL, edited(edit))
    assert ids(after.cards) == ids(before.cards)


def test_a_solution_rewritten_keeps_the_interview_card() -> None:
    old = an_interview("What is GGUF")
    new = retold(old, back="- Other", more="Other", extra=(("solution", "All new"),))
    before, after = twice([old], [new])
    assert ids(after.cards) == ids(before.cards)
    assert len(after.reworded) == 1


def test_another_question_under_the_same_number_is_new() -> None:
    other = [an_interview("Debug a crash", "Where do you look first?", number=2)]
    other += [retold(fact, question=2, question_title="Debug a crash") for fact in a_list(
        ["Read the log", "Bisect the layers", "Shrink the input"], label="Steps")]  # fmt: skip
    rest = [fact for fact in ALL if fact.question != 2]
    before, after = twice(ALL, rest + other)
    was = {card.id for card in before.cards if card.fact.question == 2}
    interviews = {c.id for c in after.cards if c.fact.kind is Kind.INTERVIEW}
    assert not was & interviews
    assert not was & set(ids(after.cards))


@pytest.mark.parametrize(
    ("old", "new"),
    [("Memory of a 7B model", "Memory of a 13B model"), ("What is GGUF?", "What is GGML?")],
)
def test_a_stub_with_another_subject_is_another_question(old: str, new: str) -> None:
    before, after = twice([an_interview(old)], [an_interview(new)])
    assert ids(after.cards) != ids(before.cards)


def test_a_copied_document_gets_ids_of_its_own() -> None:
    copy = [retold(fact, document="copy.md") for fact in ALL]
    before, after = twice(ALL, [*copy, *ALL])
    assert ids(after.cards[len(ALL) :]) == ids(before.cards)
    assert len(after.new) == len(ALL)
    assert len(set(ids(after.cards))) == 2 * len(ALL)


# --- leaving and coming back ------------------------------------------------------------------


def test_what_is_gone_retires_and_comes_back_as_it_was() -> None:
    first = run(ALL)
    fewer = [fact for fact in ALL if fact.question != 2]
    without = run(fewer, first.ledger, now=NOW + 10)
    gone: tuple[Entry, ...] = without.retired
    assert {entry.retired for entry in gone} == {NOW + 10}
    assert [retold(entry, retired=None) for entry in gone] == [
        entry for entry in first.ledger.entries if entry.question == 2
    ]
    again = run(ALL, without.ledger, now=NOW + 20)
    assert ids(again.cards) == ids(first.cards)
    assert len(again.returned) == len(gone)
    assert {card.modified for card in again.returned} == {NOW + 20}
    assert [(c.note, c.slot) for c in again.cards] == [(c.note, c.slot) for c in first.cards]
    assert all(entry.retired is None for entry in again.ledger.entries)


def test_a_retired_card_returns_from_a_list_that_has_changed() -> None:
    first = run(a_list(ITEMS))
    without = run(a_list(ITEMS[1:]), first.ledger, now=NOW + 10)
    again = run(a_list(["Something new here", *ITEMS]), without.ledger, now=NOW + 20)
    assert by_item(again)[ITEMS[0]] == by_item(first)[ITEMS[0]]


def test_documents_out_of_scope_are_left_alone() -> None:
    first = run([*ALL, *a_list(ITEMS, document="b.md")])
    after = reconcile(
        a_list(ITEMS, document="c.md"), first.ledger, now=NOW + 1, in_scope=lambda n: n == "c.md"
    )
    assert len(after.new) == len(ITEMS)
    assert not after.retired
    assert set(first.ledger.entries) < set(after.ledger.entries)


def test_everything_gone_is_everything_retired() -> None:
    first = run(ALL)
    after = run([], first.ledger, now=NOW + 1)
    assert len(after.retired) == len(ALL)
    assert after.cards == ()
