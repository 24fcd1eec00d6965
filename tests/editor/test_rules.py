"""What is set aside and why, and beside each what must stay a card."""

from __future__ import annotations

import pytest

from flashcards.card import Fact
from flashcards.documents import read_text
from flashcards.editor import edited
from flashcards.facts import extract
from flashcards.facts.wording import reading

HEAD = """# Notes

## Technical Questions

### Question 1: Serving a model

**Difficulty**: Mid

#### Question

How do you serve it?

#### Model Solution

"""


def facts_of(body: str) -> tuple[Fact, ...]:
    document = read_text(HEAD + body, path="notes.md").document
    made = edited(extract(document), document).facts
    return tuple(fact for fact in made if fact.kind != "interview")


def living(body: str) -> dict[str, str]:
    return {reading(f.front): reading(f.back) for f in facts_of(body) if not f.aside}


def reasons(body: str) -> set[str]:
    return {fact.aside for fact in facts_of(body) if fact.aside}


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("**Points to weigh**:\n- Cost of machines\n- Time of people\n", "a list is asked whole"),
        (
            "**Cost of one night**:\n```text\ncost = 7.87 × 0.60 ≈ 4.72 per night\n```\n",
            "numbers of one worked example",
        ),
        ("```python\nreturn None  # nothing came back from it\n```\n", "a line that could stand"),
        (
            "```bash\nnvcc --version  # the CUDA toolkit must be installed first\n```\n",
            "a comment that does not say what its line does",
        ),
        (
            (
                "**Files**:\n- **Format**: holds weights and names\n- **Layout**: one blob\n"
                "- **Padding**: fills gaps to the alignment\n"
            ),
            "the reverse of a label",
        ),
        ("**Sizes**:\n- **Weights**: 4363.69 MiB\n- **Cache**: 128 MiB\n", "too exact"),
        (
            "**Left out**:\n- **Time depends on the batch**: slots slow each step\n",
            "a sentence where a term should be",
        ),
        ("**Verdict**: It fits, but BARELY!\n", "an exclamation, no fact"),
        ("**Sizes**:\n- **Q8 mix**: perplexity < 7.0\n", "a value, where a meaning"),
        ("**Total time**:\n- **Result**: as fast as before\n", "the outcome of one case"),
        ("**Step 2: A run by hand**:\n- **Reader**: takes its bytes\n", "of one example"),
        ("**Sizes**:\n- **Norm vectors**: F32\n", "a value, where a meaning"),
        ("**Rules**:\n- **Busy model**: never chosen\n", "how much or how often"),
        ("**Builds**:\n- **New toolkit**: the list starts at 75\n", "a sentence, where a meaning"),
        ("```bash\n-DX_CUDA=ON  # Enable CUDA (a card)\n```\n", "a line that says what it does"),
        (
            "**Delays that users feel**: The first is the wait. The second is the pace.\n",
            "the first of several",
        ),
        ("**Components**:\n- A queue\n- A cache\n", "only its document closes"),
        ("**Optimizations**:\n1. A queue\n2. A cache\n", "only its document closes"),
        ("**Use**: Code generation\n\n**Use**: Control of creativity\n", "more than once"),
    ],
)
def test_what_is_no_good_card_is_set_aside_with_the_reason(body: str, reason: str) -> None:
    assert any(reason in why for why in reasons(body)), (reasons(body), living(body))


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        ("**Why it blocks**: The call waits until all pages are read.\n", "The call waits until"),
        ("```bash\nrm -rf build  # drops cached compiler paths\n```\n", "drops cached compiler"),
        ("**Speed limit**:\n```text\ntokens/s = bandwidth ÷ bytes per token\n```\n", "bandwidth"),
        ("**What it keeps and what it costs**: Sixteen bits. That takes 4 GB.\n", "takes 4 GB"),
        (
            "**Kinds**:\n- **NEON**: base SIMD of 64-bit Arm\n- **SVE**: vectors of any length\n",
            "Arm",
        ),
    ],
)
def test_what_is_worth_knowing_stays_a_card(body: str, answer: str) -> None:
    assert any(answer in back for back in living(body).values()), (reasons(body), living(body))


def test_a_closed_list_is_one_card_that_is_shown_whole() -> None:
    body = "**Three phases of loading**:\n- Opening the file\n- Mapping its pages\n- Reading\n"
    (front,) = living(body)
    assert front.endswith("Name the 3 phases of loading.")


def test_no_fact_is_lost_and_each_has_a_level() -> None:
    body = "**Why it blocks**: The call waits.\n\n- One\n- Two\n"
    document = read_text(HEAD + body, path="notes.md").document
    before = extract(document)
    after = edited(before, document)
    keys = {(fact.place, fact.group, fact.key) for fact in after.facts}
    assert {(fact.place, fact.group, fact.key) for fact in before.facts} <= keys
    assert all(fact.level for fact in after.facts)


@pytest.mark.parametrize(
    ("term", "meaning"),
    [
        ("Detokenizing", "small, can be streamed"),
        ("Recurrent layers", "the state cannot be rolled back"),
        ("Output matrix", "Q6_K (output.weight)"),
        ("Prevent multiple calls", "fetch all that is shown at once"),
        ("Handshake", "after the handshake, a key is sent to each side"),
    ],
)
def test_what_tells_no_meaning_is_asked_by_no_card(term: str, meaning: str) -> None:
    told = living(f"**Parts of serving**:\n- **{term}**: {meaning}\n- **Slot**: a place for one\n")
    assert not any(term.casefold() in front.casefold() for front in told)
    assert any("slot" in front.casefold() for front in told)


def test_a_heading_that_asks_of_its_terms_is_no_place_for_meanings() -> None:
    told = living("**Where time goes besides reading**:\n- **Sampling**: a sort for each token\n")
    assert not any("what is" in front for front in told)


def test_the_rows_of_a_short_table_are_asked_where_it_answers_its_question() -> None:
    text = (
        "# Notes\n\n## How long are the outputs of the hashes?\n\n| Hash | Bits |\n|---|---|\n"
        "| MD5 | 128 |\n| SHA-1 | 160 |\n\n## What is a hash?\n\nA number of a text.\n"
    )
    document = read_text(text, path="notes.md").document
    made = [f for f in edited(extract(document), document).facts if not f.aside]
    assert [reading(f.back) for f in made if f.kind == "cell"] == ["128", "160"]
    assert not any(f.kind == "interview" for f in made)  # its table is seen, not recalled


def test_a_questions_only_card_stays_core_and_a_poor_one_beside_others_does_not() -> None:
    code = "```python\nprint(2 ** 3)\nprint(2 ** 4)\nprint(2 ** 5)\nprint(2 ** 6)\n```\n"
    text = f"# Notes\n\n## How fast do powers grow?\n\n{code}\n## What is two?\n\nA number.\n"
    document = read_text(text, path="notes.md").document
    made = [f for f in edited(extract(document), document).facts if f.kind == "interview"]
    assert all(fact.is_core for fact in made)
    assert made


POINTS = """# Notes

## Technical Questions

### Question 1: Boat hulls

#### Question

Design a hull for the bay.

#### What We're Looking For

- Strength
- Draught
"""


def interview_of(text: str) -> dict[str, str]:
    document = read_text(text, path="notes.md").document
    made = edited(extract(document), document).facts
    return {reading(f.front): reading(f.back) for f in made if f.kind == "interview"}


@pytest.mark.parametrize(
    ("answer", "back"),
    [
        (
            "With a t-test, the gap over its error. By hand:\n\n```python\nt = 2 / 0.5  # 4\n```",
            "With",
        ),
        ("| Boat | Load |\n|---|---|\n| A | 2 |\n| B | 3 |\n\nBy adding.", "Boat"),
        (
            "Load is the sum of the parts.\n\n| Boat | t |\n|---|---|\n| A | 2 |\n| B | 3 |",
            "Load is",
        ),
        ("She floats well.\n\n| Boat | t |\n|---|---|\n| A | 2 |\n| B | 3 |", "Boat"),
    ],
)
def test_what_says_how_is_the_answer_and_a_remark_is_not(answer: str, back: str) -> None:
    text = (
        f"# Notes\n\n## How do you find the total?\n\n{answer}\n\n## What is a hull?\n\nA shell.\n"
    )
    (told,) = interview_of(text).values()
    assert told.startswith(back)


def test_a_formula_that_opens_an_answer_is_told_where_a_quantity_is_asked_for() -> None:
    rows = (
        "| d | drag |\n|---|---|\n| 10 | 4 N |\n| 20 | 16 N |\n\nTwice the speed costs 12 N more."
    )
    for opening, told in (
        ("$$F = k v^2$$", "F = k v^2"),
        ("Load × way + crew × way:", "Load × way"),
    ):
        text = f"# N\n\n## How large is the drag?\n\n{opening}\n\n{rows}\n\n## What is drag?\n\nA force.\n"
        (back,) = interview_of(text).values()
        assert back.startswith(told)


LONG = (
    "It was measured once by two of us, with a bucket and a watch, and it came out the same. " * 3
)


def test_what_is_worked_out_in_steps_is_told_by_its_steps() -> None:
    steps = (
        "1. Drop over 2 m: 4 cm\n2. Flow: 3 l a minute\n3. The pipe holds 5 l, so 2 l are spare."
    )
    text = (
        "# Notes\n\n## Work out the flow of the yard pipe.\n\nEach end: 30 mm, one bend.\n\n"
        f"{steps}\n\n{LONG}\n\n## What is flow?\n\nVolume in a time.\n"
    )
    (back,) = interview_of(text).values()
    assert "30 mm" not in back
    assert "3 l a minute" in back


def test_a_program_says_no_formula_and_a_size_no_definition() -> None:
    code = "```text\nSELECT x FROM t WHERE state = 'open';\n Scan on t  (cost=0.00..47.00 rows=2)\n```\n"
    assert not any("formula" in front for front in living(f"**Cost**:\n{code}"))
    sized = living(
        "**Hull**: A shell that keeps the water out.\n\n**Deck**: What closes the hull above.\n\n"
        "The small raft is 40 kg, which two can carry.\n"
    )
    assert not any("40 kg" in back for back in sized.values())


def test_degrees_are_no_answers() -> None:
    rows = "| Way | Effort |\n|---|---|\n| Pool | High |\n| Split | two teams for a week |\n"
    assert not any(back == "High" for back in living(f"**Ways**:\n\n{rows}").values())
