"""The sentence of an answer that answers: a given, a remark or another case does not."""

from __future__ import annotations

import pytest

from flashcards.facts.beyond import trimmed
from flashcards.facts.core_answer import core_sentence, is_remark, unmarked
from flashcards.facts.interview import split_points
from flashcards.facts.rest import without_rest
from flashcards.facts.wanted import asks_several
from flashcards.tree import plain
from flashcards.tree.nodes import Strong, Text


@pytest.mark.parametrize(
    ("question", "answer", "core"),
    [
        ("How long is one step?", "It takes 3 s. At half the rate it takes 6 s.", "It takes 3 s"),
        (
            "What does a million tokens cost?",
            "At $2 an hour a node costs $48 a day. That is 10 million tokens an hour, so $0.20.",
            "10 million tokens an hour, so $0.20",
        ),
        (
            "How many rows fit on a page?",
            "A page has 8192 bytes. That leaves room for 40 rows. A million rows need 195 MiB.",
            "That leaves room for 40 rows",
        ),
        (
            "How many experts are used?",
            "Two of eight. A classic mistake is to count all 8 experts of 7 B.",
            "Two of eight",
        ),
        (
            "What does the hit ratio do to the average access?",
            "980 of 1000 hits are 98%. If a hit takes 1 ns, the average access is 3 ns.",
            "If a hit takes 1 ns, the average access is 3 ns",
        ),
        ("How long does the copy need?", "2 TB are 16 × 10^12 bits. Half of it is new.", ""),
        (
            "What do 200 rows of 2 kB cost?",
            "400 MB of memory. 500 rows would cost 90 MB.",
            "400 MB of memory",
        ),
        ("How fast is it?", "R. It makes 3 km/h.", "It makes 3 km/h"),
        ("What is a tree?", "Now, let's see what it is. It has one root.", "It has one root"),
        ("Why a tree?", "Isn't a list enough? A tree finds in log n.", "A tree finds in log n"),
        ("How many levels has n bits?", "2^n. So 8 bits have 256 levels.", "2^n"),
        (
            "How long does a rebuild take?",
            "At least capacity over rate. A disk of 16 TB at 200 MB/s needs 22 h.",
            "At least capacity over rate",
        ),
        (
            "Wie viel Energie hat ein Kondensator?",
            r"W = \frac12 C U^2. 1000 µF an 10 V haben 50 mJ.",
            r"W = \frac12 C U^2",
        ),
        (
            "How long does a 3 kW pump need for 900 litres?",
            "It takes 5 min. A 1 kW pump takes long, 15 min.",
            "It takes 5 min",
        ),
        (
            "Wie viel ist nach vier Jahren übrig?",
            "Rest = 800 · 1,02⁴ − 30 · 4. Mit 1,02⁴ ≈ 1,08 ergibt das rund 746 €.",
            "Mit 1,02⁴ ≈ 1,08 ergibt das rund 746 €",
        ),
        (
            "What range does a tank of 40 litres have?",
            "Volume over consumption. At 5 l per 100 km it is 800 km. The seller promises more.",
            "At 5 l per 100 km it is 800 km",
        ),
        (
            "What does a shared boiler save?",
            "Several flats use one of them. A house of 8 flats has 2, so it burns 30% less.",
            "Several flats use one of them. A house of 8 flats has 2, so it burns 30% less",
        ),
        (
            "How far can we go?",
            "Keep a fifth, so use 72 litres. At 2 litres an hour that is 165 miles.",
            "At 2 litres an hour that is 165 miles",
        ),
        (
            "À quel débit règle-t-on la pompe ?",
            "Le bain est à 20 g/L. Il faut 10 g/h et donc 0,5 L/h. À 30 g/h, il faut 1,5 L/h.",
            "Il faut 10 g/h et donc 0,5 L/h",
        ),
        (
            "What power does a pump of 4 bar take?",
            "300 W, as the flow is small. A pump of twice the flow takes = 600 W.",
            "300 W, as the flow is small",
        ),
        (
            "Hoeveel warmte verliest een raam van 2 m² bij 20 K?",
            "U is 1 / 0,5 = 1,25 W/(m²·K). Het verlies is 1,25 × 2 × 20 = 50 W.",
            "U is 1 / 0,5 = 1,25 W/(m²·K). Het verlies is 1,25 × 2 × 20 = 50 W",
        ),
        ("How long does the 9 km leg take?", "At 3 knots the other leg would take 4 h.", ""),
        (
            "How does yield grow with water?",
            "All fields have the same soil. Roots drown at last, so the gain flattens.",
            "Roots drown at last, so the gain flattens",
        ),
        (
            "Comment le volume dépend-il de la pression ?",
            "V = nRT/p. Doubler le volume de gaz change deux fois la masse.",
            "V = nRT/p",
        ),
        (
            "What distance does a train of 200 m need?",
            "d = v²/(2a). Braking 1.2, speed 30: 375 m.",
            "d = v²/(2a)",
        ),
        (
            "How is a day of 24 h split?",
            "There are 3 shifts. The first takes 8 h, the second 9 h and the night 7 h.",
            "There are 3 shifts. The first takes 8 h, the second 9 h and the night 7 h",
        ),
        (
            "Hoeveel zaad is nodig voor 10 m?",
            "Om de 5 cm een plant geeft 200 planten. Een gram telt 400 zaden. Nodig is dus 0,5 g.",
            "Nodig is dus 0,5 g",
        ),
        (
            "How wide is the gap?",
            "All parts are 9 mm. That is 3 mm on each side.",
            "All parts are 9 mm",
        ),
        ("How much does it hold?", "Take a can. That makes 30 litres.", "30 litres"),
    ],
)
def test_the_sentence_that_answers_is_taken(question: str, answer: str, core: str) -> None:
    assert plain(core_sentence(question, [(Text(answer),)])) == core


@pytest.mark.parametrize(
    ("question", "answer", "kept"),
    [
        (
            "How loud are two equal sources?",
            "3 dB more than one: two of 80 dB make 83 dB, four make 86 dB",
            "3 dB more than one",
        ),
        (
            "How many paths does a team have?",
            "n(n − 1)/2: five people 10, twelve people 66",
            "n(n − 1)/2",
        ),
        (
            "How many spoons are in half a cup?",
            "About 8; a litre has 67 spoons",
            "About 8",
        ),
        (
            "How many steps does a search need?",
            "The logarithm to base two: 10 for 1,000, 20 for a million",
            "The logarithm to base two",
        ),
        (
            "How much memory does a photo need?",
            "4000 × 3000 = 12,000,000 pixels; at 3 bytes each 36 MB",
            "at 3 bytes each 36 MB",
        ),
        (
            "What dose do 70 kg need?",
            "735 mg by vein and 919 mg by mouth",
            "735 mg by vein",
        ),
        ("How much is left of 90 GB?", "72 GB, minus 16 GB of weights and 2 GB of rest: 54 GB", ""),
        ("How often does 250 fire?", "4 times a second and 240 times a minute", ""),
        ("What is a year of light?", "A distance: 9.46 × 10¹² km, or 63,236 au", ""),
        ("How much boils off?", "27.5 l before, 23 l after: 4.5 l, or 3.6 l an hour", ""),
        ("What power does a fan of 3 A take?", "700 W, so a day costs $5", "700 W"),
        ("What heat does 1 kW give?", "1 kW × 60 s, so 60 kJ", ""),
        ("How many carts for 9 t?", "18 loads of 500 kg; a cart makes 6, so take 3", ""),
        ("How long does it take?", "2 × 9 = 18 GB; at 3 GB/s that is 6 s", ""),
        ("How wide is it and what does it weigh?", "It is 3 m; of 4 plates each has 9 kg", ""),
        ("How do the modes differ?", "One halves 8 GB; the other keeps 8 GB", ""),
    ],
)
def test_what_goes_beyond_the_question_is_cut_off(question: str, answer: str, kept: str) -> None:
    assert plain(trimmed(question, (Text(answer),))) == (kept or answer)


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("What is the difference between an offer and an invitation?", True),
        ("Name the vitiating factors.", True),
        ("How much space do the levels leave?", True),
        ("What makes a contract binding?", False),
        ("What becomes of €10,000 at 3%?", False),
        ("Which steps lead to a contract?", True),
        ("Why do bees swarm?", False),
        ("What is a hive?", False),
        ("Name A and B were given. Which of them is older?", False),
    ],
)
def test_a_question_for_several_things_is_known(question: str, several: bool) -> None:
    assert asks_several(question) is several


@pytest.mark.parametrize(
    ("looked_for", "points"),
    [
        ("a server with slow, broken and wrong streams, a clock", 2),
        ("states, gradients and weights are divided, activations are not", 2),
        ("latency, throughput, cost per token", 3),
        ("34/32 bytes instead of 2, ceiling and batch rise", 2),
    ],
)
def test_a_list_inside_a_point_stays_in_it(looked_for: str, points: int) -> None:
    assert len(split_points((Text(looked_for),))) == points


@pytest.mark.parametrize(
    ("question", "answer", "kept"),
    [
        (
            "How fast does the drum turn at 3 kW, and what period has it?",
            "It makes 20 m/s; one turn takes 0.3 s. The rim of a larger one makes 31 m/s.",
            "It makes 20 m/s; one turn takes 0.3 s.",
        ),
        ("How heavy is it?", "It weighs 3 t. Its paint is blue.", "It weighs 3 t."),
        ("How far is it?", "40 km. So it takes 2 h.", "40 km. So it takes 2 h."),
        ("What is a kiln?", "An oven. It has a door.", "An oven. It has a door."),
    ],
)
def test_an_answer_ends_where_all_is_told(question: str, answer: str, kept: str) -> None:
    assert plain(without_rest(question, (Text(answer),))) == kept


def test_a_definition_goes_on_where_it_begins_with_a_part() -> None:
    answer = "Shared memory has 32 banks. Two lanes that want one bank wait."
    core = core_sentence("What is a shared memory bank conflict?", [(Text(answer),)])
    assert plain(core) == answer.rstrip(".")


def test_a_short_sentence_on_other_things_is_a_remark() -> None:
    assert is_remark("How do you read this statement?", "Years end in September")
    assert not is_remark("How many levels does it need?", "Four levels")


@pytest.mark.parametrize("sign", ["TL;DR", "Short answer", "Respuesta corta:", "En bref :"])
def test_what_says_that_an_answer_is_brief_is_no_part_of_it(sign: str) -> None:
    told = unmarked((Strong((Text(sign),)), Text(" Both ends wait.")))
    assert plain(told) == "Both ends wait."
    assert plain(unmarked((Text("In short words it waits."),))) == "In short words it waits."
