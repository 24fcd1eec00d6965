"""What of a document becomes an item of each form, and what does not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from flashcards.card import Card, Choice, Formula, Interview, ListItem, Option
from flashcards.practice.items import Plan, choices, fill, long, matching, ordering, shelf, short
from flashcards.practice.items.texts import read
from flashcards.practice.model import Item
from flashcards.problems.chance import Chance
from flashcards.render import blocks_of, plain_of
from tests.practice.making import (
    cards,
    fact,
    line,
    listing,
    reverse,
    said,
    steps,
    table,
    terms,
)

FRUIT = (
    ("Balloon", "beats air into light cream"),
    ("Flat", "scrapes gravy off the pan"),
    ("French", "stirs stiff dough by hand"),
    ("Spiral", "mixes drinks in tall glasses"),
    ("Ball", "reaches corners of deep bowls"),
)


def made(plans: Sequence[Plan], seed: str = "x") -> list[Item]:
    found = [plan.make(Chance(f"{seed}/{plan.id}")) for plan in plans]
    return [item for item in found if item is not None]


def texts(item: Item) -> set[str]:
    return {read(option.text) for option in item.options}


def choice_items(given: tuple[Card, ...]) -> list[Item]:
    return made(tuple(choices.plans(shelf(given))))


# --- choices --------------------------------------------------------------------------------------


def test_a_term_is_described_among_its_siblings() -> None:
    items = choice_items(terms(*FRUIT))
    assert len(items) == 5
    first = items[0]
    assert said(first.prompt) == "*Kinds of whisks*\n\nWhich description fits **Balloon**?"
    assert read(first.options[first.correct].text) == "beats air into light cream"
    wrong = {read(o.reason): read(o.text) for o in first.options if o.reason}
    assert all(dict(FRUIT)[r.removeprefix("That describes ")[:-1]] == t for r, t in wrong.items())


def test_of_three_terms_there_is_no_choice() -> None:
    assert not choice_items(terms(*FRUIT[:3]))


def test_a_term_that_speaks_for_all_is_neither_asked_nor_offered() -> None:
    given = terms(*FRUIT, ("Shared by all", "has handles of bent steel wire"))
    for item in choice_items(given):
        assert "Shared" not in said(item.prompt)
        assert "has handles of bent steel wire" not in texts(item)


def test_what_another_card_states_of_the_subject_is_never_wrong() -> None:
    elsewhere = terms(("Balloon", "scrapes gravy off the pan"), title="Elsewhere")
    given = cards(*(card.fact for card in (*terms(*FRUIT), *elsewhere)))
    items = [item for item in choice_items(given) if "**Balloon**" in said(item.prompt)]
    assert items
    for item in items:
        assert "scrapes gravy off the pan" not in texts(item)


def test_a_cell_is_asked_for_by_row_and_column_among_its_column() -> None:
    given = table(
        ("Tool", "Job", "Bowl"),
        ("Balloon", "whips cream", "wide"),
        ("Flat", "makes gravy", "shallow"),
        ("French", "stirs dough", "deep"),
        ("Spiral", "mixes drinks", "tall"),
    )
    item = choice_items(given)[0]
    assert (
        said(item.prompt)
        == "*Tools and jobs*\n\nTool: **Balloon**\n\nWhich entry stands under **Job**?"
    )
    assert texts(item) == {
        "whips cream", "makes gravy", "stirs dough", "mixes drinks",
    }  # fmt: skip


def test_a_table_that_compares_its_columns_offers_the_other_columns() -> None:
    given = table(
        ("Feature", "Balloon", "Flat", "French", "Spiral"),
        ("Handle", "bent steel wire", "oiled beech wood", "black hard rubber", "plain white tin"),
        ("Price", "eleven pounds", "fifteen pounds", "seven pounds", "twenty pounds"),
        title="Balloon vs Flat vs French vs Spiral",
    )
    items = choice_items(given)
    assert items
    for item in items:
        shown = texts(item)
        assert "bent steel wire" not in shown or "oiled beech wood" in shown
        assert len({"pounds" in text for text in shown}) == 1


@pytest.mark.parametrize(
    "rows",
    [
        (("A", "40 %"), ("B", "30 %"), ("C", "20 %"), ("D", "10 %")),  # rows that say nothing
        (("Flour", "2 g"), ("Sugar", "5 g"), ("Milk", "9 g"), ("Total", "16 g")),  # a sum's parts
        (("Oven", "low"), ("Pan", "high"), ("Pot", "medium"), ("Grill", "very high")),  # grades
    ],
)
def test_cells_that_nobody_could_know_are_not_asked_for(rows: tuple[tuple[str, str], ...]) -> None:
    assert not choice_items(table(("Thing", "Heat"), *rows))


def test_a_line_is_asked_for_its_comment_among_those_of_its_listing() -> None:
    given = listing(
        ("whisk --slow", "keeps bubbles small"),
        ("whisk --fast", "makes bubbles large"),
        ("rest 10", "lets the foam settle"),
        ("serve", "brings all to the table"),
    )
    item = choice_items(given)[0]
    assert "Which comment belongs to this line?\n\n```bash\nwhisk --slow\n```" in said(item.prompt)
    assert read(item.options[item.correct].text) == "keeps bubbles small"


def test_lists_of_what_is_for_one_thing_and_for_another_are_rivals() -> None:
    one = [f"Cakes that favour {n} whisks" for n in ("balloon", "flat")]
    given = cards(
        *(
            fact(
                ListItem(items=tuple(map(line, points)), index=index),
                (text,),
                "Which is missing?",
                text,
                place=("solution", one[side]),
            )
            for side, points in enumerate(
                (
                    ("Light sponge", "Airy meringue", "Soft mousse", "Whipped topping"),
                    ("Brown gravy", "White sauce", "Thick custard", "Smooth roux"),
                )
            )
            for index, text in enumerate(points)
        )
    )
    for item in choice_items(given):
        assert all("That is of" in read(o.reason) for o in item.options if o.reason)
    assert len(choice_items(given)) == 8


def test_a_formula_is_asked_for_among_formulas_with_one_mistake() -> None:
    given = cards(
        fact(
            Formula(left="volume", right="2 × width × depth × height / count"),
            ("volume",),
            "###### Bowls\n\nFormula for `volume`?",
            "`2 × width × depth × height / count`",
        )
    )
    (item,) = choice_items(given)
    reasons = [read(o.reason) for o in item.options if o.reason]
    assert len(reasons) == 3
    assert all(reason.startswith("It ") for reason in reasons)


def authored(*options: Option) -> tuple[Card, ...]:
    asks = Choice(asked=blocks_of("Which whisk is flat?"), options=options)
    return cards(fact(asks, ("Which whisk is flat?",), "Which whisk is flat?", "the flat one"))


def test_an_authors_choice_keeps_its_options_and_their_order() -> None:
    right, *wrong = (
        Option(text=line(text), right=text == "The *flat* one")
        for text in ("The *flat* one", "The round one", "All of the above")
    )
    (item,) = choice_items(authored(wrong[0], right, wrong[1]))
    assert [read(o.text) for o in item.options] == [
        "The round one", "The flat one", "All of the above",
    ]  # fmt: skip
    assert (item.correct, said(item.answer)) == (1, "The *flat* one")
    assert read(item.prompt) == "Which whisk is flat?"


@pytest.mark.parametrize("right", [(), (0, 1)])
def test_a_choice_with_no_or_several_right_options_is_not_asked_as_one(
    right: tuple[int, ...],
) -> None:
    options = (Option(text=line(f"whisk {n}"), right=n in right) for n in range(3))
    assert not choice_items(authored(*options))


# --- matching -------------------------------------------------------------------------------------


def test_terms_are_matched_with_their_meanings() -> None:
    (item,) = made(tuple(matching.plans(shelf(terms(*FRUIT)))))
    assert [read(item.right[index]) for index in item.pairs] == [meaning for _, meaning in FRUIT]
    assert [*map(read, item.left)] == [term for term, _ in FRUIT]


def test_three_pairs_are_too_few() -> None:
    assert not list(matching.plans(shelf(terms(*FRUIT[:3]))))


def test_a_meaning_that_names_its_term_or_fits_two_is_left_out() -> None:
    given = terms(*FRUIT, ("Silicone", "is silicone and spares pans"), ("Old", FRUIT[0][1]))
    (item,) = made(tuple(matching.plans(shelf(given))))
    assert not {"Silicone", "Old"} & {*map(read, item.left)}


def test_meanings_are_shown_in_every_order() -> None:
    (plan,) = matching.plans(shelf(terms(*FRUIT)))
    orders = {item.pairs for n in range(300) if (item := plan.make(Chance(f"{n}")))}
    assert len(orders) > 80


# --- ordering -------------------------------------------------------------------------------------

COOKING = ("Heat the pan", "Melt the butter", "Pour the batter", "Turn the pancake")


def test_the_steps_of_a_procedure_are_put_in_order() -> None:
    (item,) = made(tuple(ordering.plans(shelf(steps("Steps of frying", *COOKING)))))
    assert [read(item.lines[index]) for index in item.order] == list(COOKING)
    assert list(item.order) != [0, 1, 2, 3]


def test_of_a_long_procedure_some_lines_are_left_out_and_the_order_stays() -> None:
    many = [
        f"Add the ingredient {name}"
        for name in ["salt", "sugar", "flour", "milk", "eggs", "oil", "rum", "mint"]
    ]
    (item,) = made(tuple(ordering.plans(shelf(steps("Procedure of baking", *many)))))
    kept = [read(item.lines[index]) for index in item.order]
    assert len(kept) == 6
    assert kept == sorted(kept, key=many.index)
    assert "these 6 of 8" in said(item.prompt)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Prerequisites", ("A clean pan", "Fresh butter", "Two eggs")),
        ("Kinds of pans", ("Iron", "Copper", "Steel")),
        ("Step 1: Gather information", ("Check the pan", "Check the stove", "Check the eggs")),
        ("Procedure", ("Heat the pan", "For pancakes:", "Turn them")),
        ("Procedure", ("Stir", "Rest", "Stir")),
    ],
)
def test_a_numbered_list_that_is_no_procedure_is_not(title: str, lines: tuple[str, ...]) -> None:
    assert not list(ordering.plans(shelf(steps(title, *lines))))


def test_a_list_that_says_it_is_in_order_is() -> None:
    parts = (("header", "comes before all"), ("body", "holds the rest"), ("end", "closes it"))
    (item,) = made(tuple(ordering.plans(shelf(terms(*parts, title="Order of the parts")))))
    assert [read(item.lines[index]) for index in item.order] == ["header", "body", "end"]


# --- short and fill -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["GGMF", "llama_decode", "`--top-k`", "ChatML", "Q4_K"])
def test_a_name_is_asked_for_by_its_meaning(name: str) -> None:
    (item,) = made(tuple(short.plans(shelf((reverse(name, "stirs cream very slowly"),)))))
    assert item.accepted[0] == plain_of(name)


@pytest.mark.parametrize(
    ("term", "meaning"),
    [
        ("Cold start", "stirs cream very slowly"),  # nobody recalls the author's words
        ("Why it fails", "stirs cream very slowly"),
        ("WSK1", "about 5 minutes"),  # says how much, not what
        ("WSK1", "the WSK line of 1 whisks"),  # names itself
    ],
)
def test_what_cannot_be_recalled_exactly_is_not_asked_for(term: str, meaning: str) -> None:
    assert not list(short.plans(shelf((reverse(term, meaning),))))


def test_an_exact_value_of_a_table_is_asked_for() -> None:
    given = table(("Type", "Bits per weight", "Size (GB)"), ("Q4_0", "4.5", "3.9"))
    (item,) = made(tuple(short.plans(shelf(given))))
    assert item.accepted == ("4.5",)
    assert "Type: **Q4_0**\n\nWhat stands under **Bits per weight**?" in said(item.prompt)


@pytest.mark.parametrize(
    ("line", "comment", "name"),
    [
        ("-DGGML_CUDA=ON", "compile the NVIDIA backend", "GGML_CUDA"),
        ("--cache-ram 1024", "limits saved prompt states", "--cache-ram"),
        ("kept = np.argsort(logits)", "indices of the largest first", "argsort"),
        ("llama-cli -m x.gguf --list-devices", "prints every device and stops", "--list-devices"),
    ],
)
def test_the_name_that_carries_a_comment_is_blanked(line: str, comment: str, name: str) -> None:
    (item,) = made(tuple(fill.plans(shelf(listing((line, comment))))))
    assert item.accepted[0] == name
    assert line.replace(name, "[____]") in read(item.prompt)
    assert f"has {len(name)} characters" in read(item.prompt)


@pytest.mark.parametrize(
    ("line", "comment"),
    [
        ("cmake --build build -j 8", "eight jobs side by side"),  # the comment speaks of -j
        ("print(text)", "shows what was read"),
        ("x = 3", "as many as there are"),
        ("print(np.argsort(p))", "[0 2 1]"),  # what it prints
        ("--metrics", "turns metrics on"),  # the comment names it
    ],
)
def test_a_line_without_such_a_name_is_no_item(line: str, comment: str) -> None:
    assert not list(fill.plans(shelf(listing((line, comment)))))


# --- long -----------------------------------------------------------------------------------------

RUBRIC = """\
| Category | Poor (0-1) | Good (2-3) |
|---|---|---|
| **Technique** | Spills | Folds |
| **Patience** | None | All of it |

**Passing Score**: 2/6 (Entry), 4/6 (Senior)
"""


def test_an_interview_question_comes_with_rubric_and_passing_scores() -> None:
    given = cards(
        fact(
            Interview(
                rubric=blocks_of(RUBRIC),
                hints=(blocks_of("one"), blocks_of("two")),
                meta=blocks_of("Time Allotted: 15-20 minutes"),
                looking_for=blocks_of("- patience"),
                solution=blocks_of("Fold."),
            ),
            ("Whisking",),
            "How do you whisk?",
            "slowly",
        )
    )
    (item,) = made(tuple(long.plans(shelf(given))))
    assert [row.name for row in item.rubric] == ["Technique", "Patience"]
    assert item.rubric[0].levels == ((0, 1, "Poor: Spills"), (2, 3, "Good: Folds"))
    assert item.passing == (("Entry", 2), ("Senior", 4))
    assert (item.points, item.minutes) == (6, 20.0)
    assert [*map(read, item.hints)] == ["one", "two"]
    assert said(item.answer) == "- patience"


def test_without_a_rubric_the_time_gives_the_points() -> None:
    given = cards(fact(Interview(), ("Whisking",), "How?", "slowly"))
    (item,) = made(tuple(long.plans(shelf(given))))
    assert item.points == 30
    assert not item.rubric
