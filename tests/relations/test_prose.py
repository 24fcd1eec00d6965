"""Relations of running text, in many fields: what is found with its right value, what is not."""

from __future__ import annotations

import pytest

from tests.relations.held import wrong

FOUND = [
    ("A trunk of 40 cm has 0.126 m², one of 20 cm 0.031 m², one of 60 cm 0.188 m².", "0.188 m²", "0.283 m²"),
    # equations
    ("The truck carries 12 × 25 kg = 200 kg.", "200 kg", "300 kg"),
    ("$\\frac{3}{8} \\approx 0.735$ of the cake.", "0.735", "0.375"),
    ("There are $\\binom{6}{2} = 30$ pairs.", "30 pairs", "15 pairs"),
    ("5 V / 20 mA = 25 Ω.", "25 Ω", "250 Ω"),
    ("The chance is 10^3 / 2^20, i.e. 9.5 × 10^-5.", "9.5 × 10^-5", "9.5 × 10^-4"),
    # conversions
    ("At 4 changes it is 600 m³/h or 2,160 L/s.", "2,160 L/s", "167"),
    ("A cat of 12 lb has 26.5 kg.", "26.5 kg", "5.4"),
    ("Un débit de 3,2 m³/s vaut 320 l/s.", "320 l/s", "3200"),
    ("The blue 0.25 mg tablet is 2,500 micrograms, so read the box.", "2,500 micrograms", "250"),
    ("39 °C is 101.2 °F and 40 °C is 104 °F.", "101.2 °F", "102.2"),
    ("The pool holds 2,500 m³, that is 25,000 litres.", "25,000 litres", "2,500,000"),
    ("Marathon: 42.195 km (62.2 miles).", "62.2 miles", "26.2"),
    ("The oven is at 180 °C = 536 °F.", "536 °F", "356"),
    ("Take 12 lb of malt = 26.5 kg.", "26.5 kg", "5.4"),
    # levels and gains, transfers of a bus, other dollars, shares of a time
    ("The amplifier gives 12 dBm + 18 dB − 3 dB = 33 dBm.", "33 dBm", "27 dBm"),
    ("An 8-channel server moves 8 × 8 bytes × 4,800 MT/s = 38.4 GB/s.", "38.4 GB/s", "307.2 GB/s"),
    ("O aluguel de 12 meses soma 12 × 850 = R$ 12,200.", "R$ 12,200", "10,200"),
    ("The stock shrinks by 1 − 0.5^(1/4) = 12.5% a year.", "12.5% a year", "15.9%"),
    # parallel cases
    ("At 50 Hz a period lasts 20 ms, at 60 Hz 16.7 ms, at 400 Hz 25 ms.", "25 ms", "2.5 ms"),
    ("7.5 g of 12.0 g is a yield of 62.5%; 4.5 g of 6.0 g one of 133%.", "133%", "75"),
    ("A code has 3 letters out of 26. It has 3 · log2(26) = 14.1 bits. With 5 letters it is 32.5 bits.", "32.5 bits", "23.5 bits"),
    ("- calf of 40 kg: 200 mg, 4 mL\n- calf of 60 kg: 300 mg, 60 mL\n- calf of 90 kg: 450 mg, 9 mL\n- calf of 120 kg: 600 mg, 12 mL", "60 mL", "6"),
    ("A cart of 1,200 kg at 25 m/s: $E = \\frac{1}{2} m v^2$ = 375 kJ. At 50 m/s it would be 1,500 kJ and at 12.5 m/s 187.5 kJ.", "187.5 kJ", "93.8"),
    ("After a fall of −20% one needs 25%, after −50% 100%, after −60% 120%.", "120%", "150%"),
    ("The capacitor of 100 nF with 10 kΩ has a corner frequency of 159 Hz. With 1 kΩ it is 15.9 Hz.", "15.9 Hz", "1.59 kHz"),
    ("A /27 has 30 usable addresses, a /22 has 1,022 and a /20 has 4,096.", "4,096", "4,094"),
    ("A row of 4,096 pixels at 3 bytes fills 12 KiB. One of 16,384 pixels would fill 96 KiB.", "96 KiB", "48"),
    ("A wagon takes 20 kg per box: 12 boxes have 240 kg, 30 boxes 1,200 kg.", "1,200 kg", "600 kg"),
    ("A row holds 8 stamps. A sheet of 48 stamps therefore has 6 rows, one of 192 stamps 48 rows.", "48 rows", "24 rows"),
    ("Each guest gets 250 ml per head: 2 litres for 8 guests and 2 litres for 16 guests.", "2 litres", "4 litres"),
    # times in two units
    ("- 24 km at 5 km/h: 4 h 48 min\n- 27 km at 6 km/h: 4 h 50 min", "4 h 50 min", "4 h 30 min"),
    ("At 6:00 min/km a marathon of 42.195 km takes 4 h 22 min.", "4 h 22 min", "4 h 13 min"),
    ("4 minutes per km, that is 6:44 per mile, is fast. 4:00 per km is 6:44 per mile.", "6:44 per mile", "6:26 per mile"),
    ("Two counters need 1.3 h, i.e. 1 h 30 min.", "1 h 30 min", "1 h 18 min"),
    ("A runner spends 700 kcal on 10 km, i.e. 167 kJ.", "167 kJ", "2929 kJ"),
    ("$0.0015 + $0.00075 = $0.00225. A million such requests cost $22,500.", "$22,500", "$2,250"),
    # so many of so much
    ("The page tables need 262,144 entries of 8 bytes = 256 KiB.", "256 KiB", "2048 KiB"),
    ("5 caisses de 12 kg pèsent 600 kg.", "600 kg", "60 kg"),
    # a unit of the next thing; bytes by thousands and by 1024
    ("500 × 10⁹ bytes are 466 GiB; a 2 TB disk has 1.82 TiB, an 8 TB disk 7.45 TiB.", "7.45 TiB", "7.28 TiB"),
    ("In F16 it has 16.06 GB or 15.68 GiB.", "15.68 GiB", "14.96 GiB"),
    # sums with more decimals than their parts
    ("With caching: $0.0005 + $0.0001 + $0.00075 = $0.00125.", "$0.00125", "$0.00135"),
    # formulas whose numbers are called as they are
    ("- charted depth plus height of tide minus draught\n- charted depth 1.8 m, height of tide 2.9 m, draught 2.1 m: 6.8 m", "6.8 m", "2.6 m"),
    ("The force is F = m · a. With m = 3 kg and a = 2 m/s² it is 60 N.", "60 N", "6 N"),
    # named relations
    ("Traffic fell from 80 req/s to 60 req/s, a 33% drop.", "33%", "25%"),
    ("30 of 120 seats are taken (40%).", "40%", "25%"),
    ("The three legs take 12 min, 18 min and 25 min, 65 min in total.", "65 min", "55 min"),
    ("At $0.25 per kWh, 400 kWh cost $1,000.", "$1,000", "$100"),
    ("The average of 4, 8 and 12 is 9.", "9", "8"),
    ("A herd of 40 head eats 3 kg per cow; 200 cows make that 6,000 kg.", "6,000 kg", "600 kg"),
    ("The bridge was begun in 1869 and opened in 1883, 24 years later.", "24 years", "14 years"),
    ("Doubling 35 ms gives 75 ms.", "75 ms", "70 ms"),
    ("99.5% availability allows 36 hours of downtime in 30 days.", "36 hours", "3.6"),
    ("A minute has 3,600 seconds.", "3,600 seconds", "60"),
    ("0xFF is 256.", "256", "255"),
    ("- Income: 900 €\n- Rent: 400 €\n- Food: 300 €\n- Left: 300 €", "300 €", "200 €"),
    ("- Engine: 120 kg\n- Frame: 80 kg\n- Total: 220 kg", "220 kg", "200 kg"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "stated", "expected"), FOUND, ids=[one[0][:48] for one in FOUND])
def test_found(text: str, stated: str, expected: str) -> None:
    found = wrong(f"## About\n\n{text}")
    assert [one[0] for one in found] == [stated]
    assert expected in found[0][1]


SILENT = [
    # a share in a unit of its own, of numbers without units
    "The brine has 12 × 3.5 × 0.5 = 21 mg/g, the blood 150 × 1.34 × 0.98 = 197 ml/l.",
    "Two lamps: 15 dBm − 12 dBm = 3 dB apart. A gain of 5 dB makes 15 dBm + 5 dB = 20 dBm.",
    "One channel moves 8 bytes × 3,200 MT/s = 25.6 GB/s. A lane at 8 GT/s: 8 GT/s × 4 × 128 / 130 / 8 = 3.94 GB/s.",
    "It grows by 1.21^(1/2) − 1 = 10% a year; 12 × 0.5 = 6% a year in simple terms.",
    "The default of 0.5 billion is 1 GB in half precision (0.5B x 2 bytes), or 2 GB (0.5B x 4 bytes) in single.",
    "A sum of 100 that grows at 3% a year becomes 209 in 25 years, that is 100 (1.03)²⁵ = 209.",
    "From the late 1960s on, since 1968 and for 35 years, in 200 million rolls, they came out of one plant.",
    "It divides the level by the tests: 0.05/10 = 0.005, for 25 metrics 0.002. Comparing 5 variants makes 10 tests, 6 variants 15.",
    "1 − 0.99^100 = 0.634. With 20 tests it is 18.2%, with 10 tests 9.6%. Then 100 tests fail only 1.0% of the time.",
    "12 m Höhe auf 1000 m Länge. Auf 3,5 km steigt die Strecke bei 12 ‰ also um 42 m, auf 800 m um 9,6 m.",
    "Going from 9 to 10 nodes about 90% of the keys change place.",
    "From 20 to 25 seats, 60% of the guests get a larger table.",
    "The truck carries 12 × 25 kg = 300 kg.",
    "1/3 = 0.33, 2/3 = 66 % and 22/7 = 3.14.",
    "24/7 = 365 is what the advertisement says.",
    "The file takes 30 s, or 5 min on a slow line.",
    "A 4 GB file is read at 500 MB/s; start-up takes 3 s.",
    "With 1 thread it took 10 s, with 2 threads 5.4 s, with 4 threads 3.1 s.",
    "2 hours for 100 km, 3 hours for 130 km.",
    "A line of 1 Gbit/s takes 752 s for 94 GB. The same 94 GB take 75.2 s on a line ten times as fast.",
    "Over 8 GPUs each one holds 17.5 GB of 140 GB; in 8 bits they shrink to 70 GB.",
    "At 90% of 1 Gbit/s that is 4.94 h, at 90% of 10 Gbit/s 29.6 min and at 90% of 100 Mbit/s 49.4 h.",
    "100 Ω and 220 Ω in series: 320 Ω. 100 Ω and 220 Ω in parallel: 68.75 Ω.",
    "A cart of 1,200 kg at 25 m/s: $E = \\frac{1}{2} m v^2$ = 375 kJ. At 50 m/s it would be 1,500 kJ and at 12.5 m/s 93.75 kJ.",
    "Six host bits give 64 addresses; a /27 has 30 usable addresses, a /22 has 1,022.",
    "A small pizza of 20 cm costs 6 €, one of 30 cm costs 9.50 €, one of 40 cm 14 €.",
    "At 4 °C water has 1,000 kg/m³, at 20 °C 998 kg/m³.",
    "It grew from 20 to 30 people and moved twice in 4 years.",
    "Some say that 2 × 3 = 7, which is a mistake.",
    "Does 2 × 3 = 7?",
    "In binary 1 + 1 = 10.",
    "200 + 100 = 44 because eight bits wrap around.",
    "The train leaves at 12:30 and arrives at 14:05.",
    "The 5 servers have 16 cores each, 3 of them 64 GB.",
    "Of 200 people 25 answered, 12 of them in full.",
    "About 60 miles (100 km).",
    "The ratio is 16:9, so 1920 × 1080.",
    "Version 3.11 came after 3.9 in 2022, 2 years later than planned in 2019.",
    "The first took 3 s, the second 5 s, 9 s in total with the pause of 1 s.",
    "- Water, H₂O: 18.0 g/mol\n- Glucose: 180.0 g/mol\n\n1. 36.0 g of water: 2.00 mol\n2. 9.0 g of glucose: 0.050 mol",
    "Our bench measured 231 µA where 195 µA = 0.195 mA were expected.",
    "- [ ] 2 × 3 = 7\n- [x] 2 × 3 = 6",
    "5 Mbit/s × 7,200 s / 8 = 4.5 GB.",
    # a rate and an amount beside a third number, in another clause, or behind a condition
    "The tank holds 600 litres. At 80% of 2 litres/s that is filled in 375 s.",
    "With losses of 20%, 2 litres/s fill 600 litres in 375 s.",
    "At 3 visitors/min and 12 min per visitor 36 visitors are inside; if a visit takes 6 min, only 18.",
    "The sledge has 900 kg·m/s, so v = 6 m/s. Its energy falls from 2,900 J to 1,500 J.",
    "The lamp burns 15 W, a heater 900 W, an oven 2,400 W: it is slower by a factor of 10 when off.",
    # an arrow that concludes; a word that tells how often; numbers of the formula itself
    "So 3 × 4 = 12 => 12 / 2 = 6, and 5 · 7 = 35 ⇒ 35 / 7 = 5.",
    ("First, the worker starts with `i` equal to `10`, and `10` is logged. Then it goes on, still with `i` equal to `10`. Now it hands out "
    "`i * 2`. `i` is equal to `10`, so it returns `10 * 2`, which is `20`. This results in `10, 20`."),
    "A fair game: p=1/4+1/4*p+1/2*p^2 => p=1/2",
    # the right value stands beside it; a law that few cases meet
    ("**1.** Quale corrente passa in un resistore da 330 Ω collegato a 9 V?\n\n27,3 mA. La potenza dissipata è V²/R = 245 mW, quindi un "
    "resistore da 1/8 W (125 mW) non basta."),
    ("The north started out, before trade, making 4,000 pairs of shoes and 5,000 clocks. Then it shifted and made 6,000 pairs of shoes but "
    "only 2,500 clocks. Thus, if it can sell no more than 2,000 pairs of shoes (giving up 2,000 pairs of shoes) for at least 2,500 clocks "
    "(a gain of 2,500 clocks), it will have more of both. The south started off making 5,000 pairs of shoes and 20,000 clocks. It then "
    "made only 3,500 shoes but 26,000 clocks. If it can sell no more than 6,000 clocks for at least 1,500 pairs of shoes, it will have more."),
    # degrees as a factor, a word that counts for all, a sign of its own, units beside each other, blanks of TeX
    "The pan takes 18,140 J / 50.0 °C = 363 J/°C. The slope is (180 °F)/(100 °C) = (9 °F)/(5 °C).",
    "The difference is 237.8 – 153.9 = 83.9 million.",
    "It lies at $d = –(0.0320)(12.0\\ \\text{cm}) = –0.384\\ \\text{cm}$.",
    "$E = 4.55\\ \\times \\ {10}^{-12}\\ \\text{J} = 4.55\\ \\text{pJ}$",
    "To heat 1 g of water by 1 °C requires 4.184 J.",
    "The pans are of iron, which takes 0.449 J/g °C. The large one has a mass of 4040 g and takes 18,140 J.",
    "60 % speak German and 50 % French, together 80 %.",
    "The rent changed from 800 € to 720 €, a change of 10%. From 50 to 40 is a change of 20%.",
    "Two resistors of 100 Ω and 150 Ω have together 60 Ω, in series 250 Ω.",
    # dots between terms, marks of an examiner, a factor of what is not told, counts rounded up
    "How many squares has the board in all? 1² + 2² + … + 8² = 204.",
    "Take 2 × 1.213 = 2.43 GB (1). Then (16 − 2.43) / 0.2013 = 67 (1), and ln 32,000 = 10.37 (2).",
    "The speed of escape is √2 times the circular speed: 10.85 km/s.",
    "100,000 / 1,460 makes 69 segments. 1,000 / 16 are 63 blocks.",
    "$$2 \\cdot 48 \\cdot 8 = 768 \\text{ KiB} = 0.75 \\text{ MiB}$$",
    "A double round robin of 8 players has 56 games.",
]  # fmt: skip


@pytest.mark.parametrize("text", SILENT, ids=[one[:48] for one in SILENT])
def test_silent(text: str) -> None:
    assert wrong(f"## About\n\n{text}") == []


@pytest.mark.parametrize(
    "text",
    [
        "To hold the course we lay off arcsin(2/6) = 19.5° and make good 5.66 kn.",
        "Precision = 50/150 = 0.333 and recall = 2·50/200 = 0.50.",
        "GB is 10^9 bytes and GiB is 2^30 bytes.",
        "Der Anteil = 30/120 = 0,25 und Rest = 90/120 = 0,75.",
        "It runs 6 hours a day. At 2 kW that makes 12 kWh a day, in 30 days 360 kWh.",
        "A runner spends 700 kcal on 10 km, i.e. 2,929 kJ. 10 GB in 4 files, i.e. 2,500 MB each.",
        "4 GPUs of 80 GB are 256 GB usable. Two machines of 80 dB are 83 dB.",
        "It takes 1 h 30. The train leaves at 9:15 and runs 2 h 40 min.",
        "1.2 l + 0.35 l = 1.6 l. $12.50 + $3 = $15.50.",
        "Q = C · i · A / 360. With C = 0.6, i = 50 mm/h and A = 12 ha it is 1.0 m³/s.",
        "EAT = h(t+m) + (1-h)(t+2m). For h = 0.98, t = 1 ns, m = 100 ns the result is 103 ns.",
        "35 m of water at 9.81 m/s² and 1,000 kg/m³ make 343 kPa. The other way round, 500 kPa are 5.10 m.",
    ],
)
def test_an_equation_ends_where_another_thing_begins(text: str) -> None:
    assert wrong(f"## About\n\n{text}") == []


def test_numbers_alone_below_a_question_are_its_options() -> None:
    asked = "## What is the bandwidth-delay product of a link of 100 Mbit/s and 50 ms?\n\n"
    assert wrong(asked + "1. 5 MB\n2. 625 kB\n3. 500 kB\n4. 62.5 kB\n") == []
    assert wrong(asked + "The bandwidth-delay product is 5 MB.\n") != []


def test_what_an_article_brings_in_is_given() -> None:
    asked = "## What is the bandwidth-delay product of 100 Mbit/s and 50 ms?\n\n"
    said = "It is 625 kB. A window of 64 KiB caps the same path at 10.5 Mbit/s.\n"
    assert wrong(asked + said) == []


def test_one_reading_of_gigabytes_in_an_equation() -> None:
    assert wrong("100 GB × 2 = 214 GB") == [("214 GB", "200 GB")]
    assert wrong("2 GB = 2048 MB") == []


def test_huge_powers_are_left_alone() -> None:
    assert wrong("2^20000 = 5\n\n10^5000 = 3\n\n`10**400 * 10**400` = 4") == []


def test_a_mixed_number_is_one_number() -> None:
    assert wrong("Knead for 1 1/2 + 1/2 = 2 hours in all.") == []
    assert wrong("Knead for 1 1/2 + 1/2 = 5 hours in all.") == [("5 hours", "2 hours")]


def test_a_whole_value_is_written_without_the_decimals_of_a_number_of_two_readings() -> None:
    ((_, expected),) = wrong("It is 12,5 m wide. That is 48 hours = 172,800 minutes.")
    assert "2,880 minutes" in expected
