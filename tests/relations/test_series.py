"""Series of cases, in many fields: the one worked wrong is found, right ones and odd ones are not."""

from __future__ import annotations

import pytest

from flashcards.relations.checked import numbers
from flashcards.tree import parse
from tests.relations.held import wrong

FOUND = {
    "a number of a case in brackets": [
        ("Weight over volume. Oak (0.25 m³): 185 kg. Beech (0.35 m³): 259 kg. Ash (0.55 m³): 4,070 kg.", "4,070 kg", "407 kg"),
        ("It prints 14.8 pages on the Lark (37 W), 23.2 pages on the Wren (58 W), 29.6 pages on the Finch (74 W), 63.2 pages on the Kite (91 W).", "63.2 pages", "36.4 pages"),
    ],
    "inverse": [
        ("At 60 fps a frame lasts 16.67 ms. The team with 30 has 33.3 ms, VR at 120 has 8.33 ms and people with 144 Hz screens leave you 9.64 ms.", "9.64 ms", "6.94 ms"),
        ("A 50 Hz mains has a period of 20 ms, 60 Hz one of 16.7 ms, and 400 Hz on an aircraft one of 25 ms.", "25 ms", "2.5 ms"),
        ("The job takes 360 person-hours. Six people need 60 h, nine need 40 h, twelve need 72 h.", "72 h", "30 h"),
        ("A metronome at 60 bpm clicks every 1000 ms, at 90 every 667 ms, at 120 every 2000 ms.", "2000 ms", "500 ms"),
        ("The tank holds 240 litres. A hose with 8 l/min fills it in 30 min, one with 12 l/min in 20 min, one with 16 l/min in 51 min.", "51 min", "15 min"),
        ("240 km: at 80 km/h you need 3 h, at 60 km/h 4 h, at 120 km/h 6 h.", "6 h", "2 h"),
        ("Boyle: 12 litres at 1 bar. At 2 bar 6 litres, at 3 bar 4 litres, at 4 bar 48 litres.", "48 litres", "3 litres"),
        ("The prize is 840 €. Four winners get 210 € each, seven get 120 €, ten get 48 €.", "48 €", "84 €"),
        ("A gear of 48 teeth: with 12 teeth behind the ratio is 4, with 16 it is 3, with 24 it is 20.", "20", "2"),
    ],
    "proportional": [
        ("6 knots are 11.1 km/h, 30 knots 55.6, 34 knots 18.4.", "18.4", "63.0"),
        ("10 inches are 25.4 cm, 12 inches are 30.5 cm, 20 inches are 58.0 cm.", "58.0 cm", "50.8 cm"),
        ("2 kg de harina llevan 44 g de sal, 5 kg llevan 110 g, 3 kg llevan 660 g.", "660 g", "66 g"),
        ("Avec 12 g par litre, 5 litres prennent 60 g, 8 litres 96 g et 15 litres 108 g.", "108 g", "180 g"),
        ("- 10 m: 1.5 kg\n- 40 m: 6.0 kg\n- 65 m: 9.75 kg\n- 30 m: 5.4 kg", "5.4 kg", "4.5 kg"),
        ("27.5 l before, 23 l after 75 minutes: 4.5 l, or 3.6 l an hour. A 90-minute boil at this rate would lose 4.9 l.", "4.9 l", "5.4 l"),
    ],
    "constant stated": [
        ("500 over the focal length, in seconds. 24 mm: 20.8 s. 14 mm: almost 36 s. 50 mm: 25 s. Others prefer 300 to 500; then 24 mm would give 12.5 s.", "25 s", "10 s"),
        ("One every five seconds for two hours are 1,440. Played at 24 frames a second they last 60 s, at 30 they last 75 s.", "75 s", "48 s"),
        ("## We cut a 512 m map\n\nWith 16 bits there are 65,536 steps of 7.8 mm. With 12 bits there are 4,096 of 1.25 cm.", "1.25 cm", "12.5 cm"),
        ("The rule counts 300 over the large squares. Four squares are 75 a minute, five are 60, six are 15.", "15", "50"),
        ("The pump moves 15 litres a minute. In 20 minutes that is 300 litres, in 45 minutes 765 litres.", "765 litres", "675 litres"),
        ("Wages are 14 € an hour. 38 hours make 532 €, 20 hours make 820 €.", "820 €", "280 €"),
        ("The stock has 24 g per 100 ml. 250 ml hold 60 g, 400 ml hold 69 g.", "69 g", "96 g"),
        ("The taxi takes 4 € and 2 € per km. 5 km cost 14 €, 12 km cost 28 €, 20 km cost 54 €.", "54 €", "44 €"),
    ],
    "pairs and powers": [
        ("In a round robin 10 teams play 45 games, 12 teams 66 games, 16 teams 240 games.", "240 games", "120 games"),
        ("Handshakes: 8 guests make 28, 20 guests make 190, 25 guests make 600.", "600", "300"),
        ("A group of 6 has 15 lines of communication, one of 9 has 36, one of 14 has 19.", "19", "91"),
        ("With 8 bits you count 256 levels, with 10 bits 1,024, with 12 bits 2,048.", "2,048", "4,096"),
        ("A square of 3 m has 9 m², one of 5 m has 25 m², one of 12 m has 24 m².", "24 m²", "144 m²"),
        ("From 20 km/h the car stops in 3 m, from 40 km/h in 12 m, from 60 km/h in 27 m, from 100 km/h in 15 m.", "15 m", "75 m"),
        ("The number of servings is 1/(1 − x). 0.8 gives 5, with 0.75 4, with 0.6 1.67.", "1.67", "2.50"),
    ],
    "so many times": [
        ("Twice as far away only 1/4 of the light arrives, at three times the distance 1/6.", "1/6", "1/9"),
        ("At double the speed the braking distance is 4 times as long, at three times the speed 6 times.", "6 times", "9 times"),
        ("Bei doppelter Geschwindigkeit das 4-fache, bei dreifacher Geschwindigkeit das 6-fache.", "6", "9"),
    ],
    "two inputs": [
        ("3 % on 120 m make 3.60 m; 2.5 % on 80 m make 0.20 m.", "0.20 m", "2.00 m"),
        ("ABV = (OG − FG) × 131.25. From 1.052 to 1.012 it is 5.25%, from 1.068 to 1.018 it is 6.56%, from 1.034 to 1.009 it is 4.28%.", "4.28%", "3.28%"),
        ("- 4 rows of 12 trees: 48\n- 7 rows of 15 trees: 105\n- 9 rows of 14 trees: 162", "162", "126"),
        ("150 km in 2 h are 75 km/h, 270 km in 3 h are 90 km/h, 420 km in 4 h are 150 km/h.", "150 km/h", "105 km/h"),
        ("A wall of 6 m by 2.5 m has 15 m², one of 8 m by 2.4 m has 19.2 m², one of 4 m by 2.6 m has 14.0 m².", "14.0 m²", "10.4 m²"),
        ("40 of 50 pass, 80 %; 36 of 48 pass, 75 %; 27 of 45 pass, 66 %.", "66 %", "60 %"),
    ],
}  # fmt: skip

SILENT = {
    "what stands in brackets beside a result is no input": [
        "The first run took 41.5 s (12% less), the second 38.2 s (19% less), the third 36.9 s (8% more).",
        "Ana (34) earns €2,450, Ben (51) earns €3,120, Cleo (29) earns €2,980.",
        "The lake (12 km) holds 3.5 km³. The pond (2 km) holds 0.1 km³. The bay (30 km) holds 19 km³.",
    ],
    "told of another thing": [
        "## How much does a 100 W transmitter draw from 13.8 V at 45% efficiency?\n\nInput power: 222 W, i.e. 16.1 A. At 10 W output and the same efficiency it draws 1.6 A.",
        "### How many bits do three register fields take?\n\nlog2 32 = 5 bits per field. With 16 registers it is 12 bits. In a 32-bit word 17 bits are left.",
    ],
    "chances": ["A chance of 0.731 at temperature 1, of 0.366 at temperature 2, of 0.881 at 0.5."],
    "rounded": [
        "At 60 fps a frame lasts 16.67 ms, at 30 it lasts 33.3 ms and at 144 it lasts 6.94 ms.",
        "8 fl oz are 237 ml, 16 fl oz are 473 ml, 32 fl oz are 946 ml.",
        "For 4 people take 300 g, for 6 about 450 g, for 10 no more than 700 g.",
        "A 6-inch pizza feeds 1, a 9-inch pizza 2, a 12-inch pizza 4 people.",
        "Stops: 1.4, 2, 2.8, 4, 5.6, 8. One stop more from 1/60 is 1/125, from 1/125 it is 1/250.",
    ],
    "priced by the dozen": [
        "One ticket is 2 €, two are 4 €, but ten are 15 €.",
        "1 GB costs 5 €, 2 GB cost 10 €, 10 GB cost 30 €.",
        "First class is 24 € for 100 km, 41 € for 200 km, 95 € for 500 km.",
        "A letter of 20 g costs 0.95 €, one of 50 g 1.10 €, one of 500 g 1.80 €.",
        "The 2 TB drive costs 60 €, the 4 TB drive 110 €, the 8 TB drive 180 €.",
        "A 1-hour lesson is 40 €, 5 lessons are 190 €, 10 lessons are 360 €.",
    ],
    "of nature": [
        "1 thread takes 12.4 s, 2 threads 6.2 s, 8 threads 2.1 s.",
        "With 1 worker we do 100 requests a second, with 2 workers 200, with 8 workers 600.",
        "The baby weighs 3.4 kg at 0 months, 6.4 kg at 3 months, 7.9 kg at 6 months.",
        "The 5 km run takes 25 minutes, the 10 km run 52 minutes, the half marathon of 21.1 km 1 h 58 min.",
        "A 60 W bulb gives 710 lm, a 75 W bulb 940 lm, a 100 W bulb 1,350 lm.",
        "At 20 °C the vapour pressure is 23 hPa, at 30 °C 42 hPa, at 40 °C 74 hPa.",
        "Shoe size 38 is 24 cm, size 40 is 25.5 cm, size 42 is 26.5 cm, size 44 is 28 cm.",
        "M3 screws have a pitch of 0.5 mm, M4 of 0.7 mm, M5 of 0.8 mm and M6 of 1.0 mm.",
        "Twice the staff finish in 0.6 of the time, three times the staff in 0.5 of it.",
        "With half the dose 30 % respond, with the full dose 60 %, with double the dose 70 %.",
    ],
    "another case": [
        "A cup of flour weighs 125 g, 2 cups 250 g, 3 cups of sugar 600 g.",
        "Sound travels 343 m in 1 s, 686 m in 2 s and in water 1,480 m in 1 s.",
        "12 eggs cost 3.60 €, 18 eggs cost 5.40 € and 6 organic eggs cost 2.70 €.",
        "The bus takes 10 min for 5 km, 20 min for 10 km and in the rush hour 40 min for 10 km.",
        "10 mg for 50 kg, 20 mg for 100 kg; children of 20 kg get 5 mg.",
        "Rule of 500: 24 mm: 20.8 s. 14 mm: almost 36 s. Some prefer 300; then 24 mm would give 12.5 s.",
        "Usage €450, plus 19% VAT €85.50, total €535.50. With 10% off it is €405 net, €481.95 gross.",
        "1 kg bread needs 600 g flour, 2 kg bread 1.2 kg flour, and 500 g rye bread 350 g flour.",
        "3 eggs cost 0.90 €, 10 eggs 3.00 €, and 6 organic eggs cost 2.70 €.",
        "A 3/4 bar at 90 takes 2 s, at 120 1.5 s; a 4/4 bar at 90 2.67 s.",
        "A foot of 24 cm takes size 38, one of 26 cm size 41, one of 25.5 cm size 40.",
        "All of these follow the 80-20 rule: 80% of outcomes result from 20% of causes.",
        "Flip two coins five times. Break a stick into three parts. Take 40 cards in four colors.",
        "So it is {(2 - 1.5) / 2}^3 + (3 choose 1)(1.5/2)(0.5/2)^2 = 10/64.",
        ("| n | A | B | C |\n|--:|--:|--:|--:|\n| 6 | 6 | 1 | 0 |\n| 6 | 6 | 2 | 0 |\n| 7 | 6 | 2 | 7 |\n"
        "| 7 | 6 | 2 | 7 |\n| 7 | 6 | 2 | 7 |\n| 6 | 6 | 3 | 7 |\n| 8 | 6 | 2 | 7 |"),
        "- print 1 in odd turns, print 2 in even turns\n- keep 1 of them\n- print 4 in the last turn",
        "```python\n>>> b = (i for i in range(100000))\n>>> len(list(b))\n100000\n>>> len(list(b))\n0\n```",
        "The price goes from 10 to 12 and sales fall from 50 to 45.",
        "True 075° with 4° W gives 079°, true 120° with 6° W 126°. True 350° with 12° W gives 002°.",
        "Two replicas of 99% reach 99.99%, three reach 99.9999%.",
    ],
    "no series": [
        "In 2019 we sold 40 bikes, in 2020 80 bikes, in 2021 70 bikes.",
        "Day 1: 20 km. Day 2: 40 km. Day 3: 35 km.",
        "Room 101 has 24 seats, room 102 has 48 seats, room 203 has 60 seats.",
        "Paris has 105 km² and 2.1 million people, Lyon 48 km² and 0.52 million, Nice 72 km² and 0.34 million.",
        "Beginners think that 20 km/h gives 3 m, 40 km/h gives 6 m and 60 km/h gives 9 m.",
        "The slot has 8192 tokens and keeps 512. Of 8191 tokens 4352 remain, room for 3839.",
        "We use 6 g per litre: 19 l need 114 g, 21 l need 126 g.\n\n5 US gal = 18.9 l, 31 gallons are 117 l.",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "stated", "right"), [row for rows in FOUND.values() for row in rows]
)
def test_a_case_worked_wrong_is_found_with_its_right_value(
    text: str, stated: str, right: str
) -> None:
    found = wrong(text)
    assert len(found) == 1
    assert stated in found[0][0]
    assert right in found[0][1]


@pytest.mark.parametrize("text", [text for texts in SILENT.values() for text in texts])
def test_cases_that_are_right_or_no_series_are_left_alone(text: str) -> None:
    assert [one for one in numbers(parse(text)).judgements if one.verdict == "wrong"] == []


def test_a_number_that_each_case_has_of_its_own_is_no_constant_of_them() -> None:
    text = "A pump of 40 kW running 6 h takes 240 kWh. One of 25 kW running 8 h takes 320 kWh."
    assert ("320 kWh", "200 kWh") in wrong(text)


def test_units_force_the_form_that_a_slip_leaves() -> None:
    text = "Moving 3.6 GB over a line with 45 MB/s takes 80 s; over one with 30 MB/s it takes 53 s."
    assert ("53 s", "2 min (120 s)") in wrong(text)


def test_a_case_is_not_judged_by_one_that_another_relation_refutes() -> None:
    text = "### How many calls for 1,000 interviews?\n\nIf 8% answer, 12,500 calls. At 5% it takes 20,000, at 16% 25,000."
    assert wrong(text) == [("25,000", "6,250")]


def test_a_number_that_two_relations_refute_is_told_once() -> None:
    text = """6 g per litre: 19 l need 114 g, 21 l need 126 g.

```python
for litres in (19, 21, 23):
    print(f"{litres} l: {litres * 6} g")
```

```text
19 l: 114 g
21 l: 126 g
23 l: 148 g
```
"""
    assert len(wrong(text)) == 1


def test_cases_of_an_exponential_refute_the_one_that_grew_in_proportion() -> None:
    text = "Perplexity is the exponential of the loss. A loss of 2.0 is 7.39, 1.8 is 6.05 and 3.0 is 11.1."
    assert wrong(text) == [("11.1", "20.1")]


def test_a_power_of_which_shares_are_told_is_no_rate() -> None:
    # the efficiency divides; the first number was worked wrong and is no law for the second
    text = "The water takes 20.6 kW. With 72% the shaft needs 14.8 kW and the motor, with 90%, 31.8 kW."
    assert ("31.8 kW", "18.5 kW") not in wrong(f"## The pump\n\n{text}")


@pytest.mark.parametrize(
    "text",
    [
        "## What do 2,000 calls of 5 µs cost?\n\n10 ms of time. 5,000 calls would cost 2.5 ms.",
        "**Q. What do 2,000 calls of 5 µs cost?**\n\nA. 10 ms of time. 5,000 calls would cost 2.5 ms.",
        "Q. What do 2,000 calls of 5 µs cost? A. 10 ms of time. 5,000 calls would cost 2.5 ms.",
    ],
)
def test_what_is_asked_is_a_case_with_the_first_number_of_its_answer(text: str) -> None:
    assert wrong(text) == [("2.5 ms", "25.0 ms")]
    assert wrong(text.replace("2.5", "25")) == []


def test_options_below_a_question_are_no_cases_of_it() -> None:
    text = "## What do 2,000 calls of 5 µs cost?\n\n- 10 ms\n- 5,000 calls cost 2.5 ms\n- 1 ms"
    assert wrong(text) == []
