"""Cards that authors made themselves: choices, gaps, pairs, and plain questions."""

from __future__ import annotations

from flashcards import document
from flashcards.card import Choice, Fact, Gap, Kind, Pair
from flashcards.contents import contents
from flashcards.document import (
    NO_PHRASE,
    Asks,
    Document,
    Option,
    Phrase,
    Question,
    Role,
    Section,
    Source,
)
from flashcards.facts import across, extract
from flashcards.render import plain
from flashcards.tree import parse
from flashcards.tree.nodes import Cloze, Paragraph, Text
from tests.understood import read_text

HERE = Source(path="a.md", line=3)


def section(role: Role, text: str) -> Section:
    said = document.Paragraph(text=phrase(text), source=HERE)
    blocks = parse(text).blocks
    return Section(role=role, title=NO_PHRASE, nodes=(said,), blocks=blocks, source=HERE)


def phrase(text: str) -> Phrase:
    return Phrase((Text(text, verbatim=False),))


def facts_of(*questions: Question) -> list[Fact]:
    read = Document(
        path="a.md", name="a.md", title=phrase("Notes"), meta=(), questions=questions, outside=(),
        tree=parse(""), source=HERE,
    )  # fmt: skip
    return list(extract(read).facts)


def question(
    title: str, *sections: Section, asks: Asks, options: tuple[Option, ...] = ()
) -> Question:
    return Question(
        number=1, title=phrase(title), category="", meta=(), sections=sections, source=HERE,
        form="test", asks=asks, options=options,
    )  # fmt: skip


def option(text: str, letter: str = "", *, right: bool = False) -> Option:
    return Option(text=phrase(text), letter=letter, right=right, source=HERE)


PORTS = (option("21", "A"), option("443", "B", right=True), option("8080", "C"))


def test_a_choice_is_one_card_whose_answer_is_the_right_option() -> None:
    why = section(Role.SOLUTION, "Answer: B\n\nHTTPS has a port of its own.")
    (fact,) = facts_of(question("Which port?", why, asks=Asks.CHOICE, options=PORTS))
    assert isinstance(fact.ask, Choice)
    assert plain(fact.front) == "Which port?\n• A) 21\n• B) 443\n• C) 8080\n1 of 3 is right."
    assert plain(fact.back) == "443"
    assert plain(fact.more) == "HTTPS has a port of its own."


def test_several_right_options_are_listed() -> None:
    both = (option("Chad", right=True), option("Chile"), option("Mali", right=True))
    (fact,) = facts_of(question("Which are in Africa?", asks=Asks.CHOICE, options=both))
    assert plain(fact.back) == "• Chad\n• Mali"
    assert plain(fact.front).endswith("2 of 3 are right.")


def test_a_choice_without_a_right_option_is_unanswered() -> None:
    none = tuple(option(o.text.plain) for o in PORTS)
    assert facts_of(question("Which port?", asks=Asks.CHOICE, options=none)) == []


def cloze(*parts: str | Cloze) -> Question:
    run = tuple(Text(part) if isinstance(part, str) else part for part in parts)
    prompt = Section(
        role=Role.PROMPT, title=NO_PHRASE, nodes=(), blocks=(Paragraph(run),), source=HERE
    )
    return question("A cell", prompt, asks=Asks.CLOZE)


def test_each_gap_is_a_card_and_the_others_are_filled() -> None:
    first, second = facts_of(
        cloze(Cloze((Text("DNA"),)), " is read into ", Cloze((Text("RNA"),)), ".")
    )
    assert plain(first.front) == "[…] is read into RNA."
    assert plain(first.back) == "DNA"
    assert plain(second.front) == "DNA is read into […]."
    assert first.group == second.group
    assert first.kind is Kind.CLOZE


def test_gaps_of_one_number_are_one_card() -> None:
    (fact,) = facts_of(cloze(Cloze((Text("DNA"),), 1), " and ", Cloze((Text("RNA"),), 1), "."))
    assert isinstance(fact.ask, Gap)
    assert plain(fact.front) == "[…] and […]."
    assert plain(fact.back) == "DNA … RNA"


def test_a_pair_is_one_card_even_if_its_front_tells_its_answer() -> None:
    (fact,) = facts_of(
        question(
            "TCP or UDP: which is connectionless?", section(Role.SOLUTION, "UDP"), asks=Asks.PAIR
        )
    )
    assert fact.kind is Kind.PAIR
    assert plain(fact.back) == "UDP"


def test_a_pair_both_ways_is_two_cards_on_one_note() -> None:
    forth, back = facts_of(
        question("Capital of Peru", section(Role.SOLUTION, "Lima"), asks=Asks.PAIR_BOTH_WAYS)
    )
    assert (plain(forth.front), plain(forth.back)) == ("Capital of Peru", "Lima")
    assert (plain(back.front), plain(back.back)) == ("Lima", "Capital of Peru")
    assert isinstance(back.ask, Pair)
    assert back.ask.back
    assert forth.group == back.group


def test_a_pair_is_kept_in_each_document_that_has_it() -> None:
    text = "Q: Capital of Peru?\nA: Lima\n\nQ: Capital of Chile?\nA: Santiago\n"
    documents = [read_text(text, path=path)[0] for path in ("a.md", "b.md")]
    found = across([contents(one) for one in documents], [extract(one) for one in documents])
    assert [len(one.facts) for one in found] == [2, 2]


def test_a_pair_asks_for_its_answer_and_shows_what_goes_on_below() -> None:
    answer = "New is old times asked over fed. I fed 96 mm of 100 mm. A friend fed 104 mm of 100."
    (fact,) = facts_of(question("How do I set it?", section(Role.SOLUTION, answer), asks=Asks.PAIR))
    assert plain(fact.back) == "New is old times asked over fed"
    assert plain(fact.more) == answer


def test_an_example_that_is_worked_out_is_given_on_the_front() -> None:
    answer = "Take a cube of 40 mm. Its shell has 10 cm³. Together that is 18 cm³."
    fact = simple("How much of a cube is filled?", answer)
    assert plain(fact.front) == "Take a cube of 40 mm.\nHow much of a cube is filled?"
    assert plain(fact.back) == "Together that is 18 cm³"


SIMPLE = "# Notes\n\n## 1) {title}\n\n{answer}\n\n## 2) And what else?\n\nNothing.\n"


def simple(title: str, answer: str) -> Fact:
    read, _ = read_text(SIMPLE.format(title=title, answer=answer), path="a.md")
    return extract(read).facts[0]


def test_a_case_that_is_announced_stands_below_the_rule() -> None:
    answer = (
        "A gas fills its vessel. With n = 2:\n\n$$pV = 2RT, \\qquad T = 300$$\n\n"
        "So it does in a tyre, in a lung, in a balloon and in all the other vessels that were "
        "tried in the course, of glass, of rubber and of steel."
    )
    assert plain(simple("What does the gas law say?", answer).back) == "A gas fills its vessel"


def test_a_number_of_the_case_is_told_and_not_the_step_before_it() -> None:
    answer = (
        "By rule of thumb it is $n = 16/d^2$:\n\n$$n = \\frac{16}{0.1^2} =$$\n\n1,600 plots in all. "
        "For twice the effect a fourth of them is enough, and for half of it there must be four "
        "times as many, which no farm in the valley has."
    )
    fact = simple("What sample size does a trial need to see 10%?", answer)
    assert plain(fact.back) == "1,600 plots in all"


def test_a_plain_question_with_a_short_answer_is_one_card() -> None:
    fact = simple("What is a page fault?", "A trap. The page is not in memory.")
    assert plain(fact.front) == "What is a page fault?"
    assert plain(fact.back) == "A trap. The page is not in memory"
    assert fact.more == ()


def test_its_question_may_name_its_answer() -> None:
    assert plain(simple("Is a stack LIFO or FIFO?", "LIFO.").back) == "LIFO"


def test_a_picture_is_an_answer() -> None:
    fact = simple("How does a heart look?", "![a heart](heart.png)")
    assert "heart.png" in str(fact.back)


def test_a_number_before_a_full_stop_stays_what_it_is() -> None:
    fact = simple("How many people?", "23. The chance is then over one half, " + "and so on " * 12)
    assert plain(fact.back).startswith("23")


def test_a_title_that_names_one_thing_is_not_told_what_another_is() -> None:
    answer = (
        "Drop in metres is length over the slope's inverse. With 1 in 50 it is 2 cm a metre, and "
        "so 4 cm for the ramp of the yard, which has a length of two metres and a width of one."
    )
    told = plain(simple("Height of the yard ramp", answer).back)
    assert told.startswith("Drop in metres is")
    assert "2 cm a metre" in told
    assert plain(simple("Ramp slope", answer.replace("Drop in", "Slope in")).back).endswith(
        "inverse"
    )


def test_a_short_answer_of_two_parts_is_cut_behind_the_second() -> None:
    answer = "A box has 12 eggs and weighs 720 g. A crate of 30 boxes has 360 eggs of 60 g each."
    fact = simple("How many eggs has a box, and how much does it weigh?", answer)
    assert plain(fact.back) == "A box has 12 eggs and weighs 720 g"
