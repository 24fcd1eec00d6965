"""Numbers that a relation seems to reach and does not: they are told of something else."""

from __future__ import annotations

import pytest

from tests.relations.held import wrong

SILENT = {
    "a definition that several numbers contradict and none follows": (
        "## Converters\n\nThe dynamic range is 6.02 b + 1.76 dB for a full-scale sine.\n\n"
        "| Bits | Dynamic range (dB) |\n|---|---|\n| 8 | 49.9 |\n| 12 | 74.0 |\n| 20 | 122.2 |"
    ),
    "options behind rings": (
        "#### Card\n**Prompt** How much latency does a buffer of 480 samples add at 48 kHz?\n\n"
        "- ○ 5.00 ms\n- ○ 12.3 ms\n- ○ 100 ms\n- ○ 10.0 ms\n\n**Response** The last option, 10.0 ms."
    ),
    "a symbol that the definition leaves out": (
        "### What does temperature do to the probabilities?\n\nLogits are divided by T before the softmax, "
        "$p_i = e^{z_i/T} / \\sum_j e^{z_j/T}$. For two candidates whose logits differ by 2:\n\n"
        "- T = 1: the better one has 88.1%\n- T = 0.5: 98.2%\n- T = 2: 73.1%\n"
    ),
    "points of percent": "The standard error is √(0.82 · 0.18 / 200) = 2.7 points.",
    "a coefficient of the formula in symbols": (
        "How large is the surge (a = 1,200 m/s, v = 1.27 m/s)?\n\n"
        "15.2 bar. The time of reflection is $2L/a$: at 500 m 0.83 s, at 1,800 m it was told to be 3.0 s."
    ),
    "two of a thing that is told of one": (
        "One channel of 48 kHz and 24 bit fills 518.4 MB an hour. At 96 kHz and 24 bit, stereo, it is 2.07 GB an hour."
    ),
    "a part of what another case tells": (
        "What is the wavelength? Speed of light over frequency.\n\n"
        "- 868 MHz: 34.5 cm; 2.4 GHz: 12.5 cm; 5.8 GHz: 5.17 cm\n"
        "- a quarter wave at 433 MHz is 17.3 cm; the wave at 145 MHz measures 2.07 m before it is cut"
    ),
    "a unit that is told is no case": (
        "Sizes: 1 KiB = 1,024 bytes, 1 MB = 10⁶ bytes, 1 GB = 10⁹ bytes. The pages of one are 8 KiB, of the other 16 KiB."
    ),
    "numbers that all rows share and one beside them are any factor": (
        "Draft 0.4, for the guild.\n\n| Model | In ($) | Out ($) | Cached |\n|---|--:|--:|---|\n"
        "| S | 0.15 | 0.60 | 10% of it |\n| M | 2.50 | 10.00 | 10% of it |\n| L | 5.00 | 25.00 | 10% of it |"
    ),
    "a day in the words of a language": (
        "Con V = 250 m³, n = 0,5 h⁻¹ e 20 K: 850 W, in un giorno 20,4 kWh."
    ),
    "a factor in brackets is its own case's": (
        "The bag holds 0.6 kg of nitrogen. The 0.5 kg of oxide are converted (× 0.436) to 0.22 kg of the element, "
        "the 0.9 kg of the other oxide (× 0.830) to 0.39 kg. For 8 g of nitrogen a square metre take 67 g of the bag."
    ),
    "about how much a first case took establishes nothing": (
        "The first step took about 22 s (1B) and 47 s (8B), rising to 83 s (1B) and 168 s (8B) with the tuner."
    ),
    "years follow from nothing": (
        "دو کتاب اول (سفر 2012، 2013) است. این کتاب [کتاب شماره 1 سال 2012] بود. این مجموعه در میان [10 کتاب برتر در سال 2014] بود."
    ),
    "powers of a formula are no amounts that change": (
        "A signed byte runs from $-2^{n-1}$ to $2^{n-1}-1$: there is one more negative value than positive ones."
    ),
    "a rule of thumb sets two things beside each other": (
        "Hence the rule: 1 kJ of work ≈ 1 kcal spent at the pedals."
    ),
    "a column that hardly changes follows from nothing": (
        "| Vectors | d | Type | Memory |\n|---|---|---|---|\n| 1 million | 768 | float32 | 3.07 GB |\n"
        "| 10 million | 1,536 | float32 | 61.4 GB |\n| 10 million | 1,536 | float16 | 30.7 GB |\n"
        "| 10 million | 1,536 | int8 | 15.4 GB |\n| 10 million | 1,536 | binary | 1.92 GB |"
    ),
    "one case fits by chance where units are left out": (
        "The log says:\n\n```text\ncache: size = 2048.00 MiB (  4096 cells,  32 layers), "
        "K (f16): 1024.00 MiB, V (f16): 1024.00 MiB\n```"
    ),
    "an exponential is no straight line through two of its cases": (
        "Perplexity is the exponential of the loss. A loss of 2.0 is 7.39, 1.8 is 6.05 and 3.0 is 20.1."
    ),
    "the letter of a unit is a symbol of the text": (
        "A stray draw hits with probability $1/(2N)$: 0.01 for $N = 50$, and 0.0025 for $N = 200$."
    ),
    "a result that follows from another result is no new case": (
        "## What does a lease over 8,000 € at 1% a month cost in 24 months?\n\n"
        "Rate = 8,000 · 0.01 / (1 − 1.01⁻²⁴) = 376.59 €. Together that is 9,038.16 €, so 1,038.16 € of interest."
    ),
    "what changes by a share is not what the range measures": (
        "The drag goes with the cube: from 10 to 12 m/s it rises by 73%."
    ),
    "errors add as squares": (
        "The variances add. The two scales err by 0.30 g and 0.40 g, together 0.50 g."
    ),
    "a part and a rest of a whole that is not told": (
        "Over 4 barns each holds 30 t and has 50 t left; over 8 barns each holds 15 t and has 65 t left."
    ),
    "two conditions behind an and": (
        "m = pV/(RT):\n\n- 5 m³ at 100 kPa and 300 K: 5.81 kg\n- the same at 400 K: 4.36 kg\n"
        "- 0.2 m³ at 800 kPa and 47 °C: 1.74 kg"
    ),
    "two results behind one condition": (
        "Three seats bear one, five seats bear 2, seven bear 3. For f = 2 it is 5 and 7, for f = 3 it is 7 and 10."
    ),
    "a share in brackets changes a case": (
        "Loads of 1,200 kg a cart:\n\n- 3 carts: 3,600 kg\n- 6 carts: 7,200 kg\n- 10 carts on wet ground (85%): 10,200 kg"
    ),
    "a number in words changes a case": (
        "1000m is one core. So 250m is 0.25 cores, and 0.5 cores are 500m. Ten jobs of 150m want 1.5 cores."
    ),
    "so much for each is another result": (
        "The ledger takes 128 KiB a page. A book of 8,192 pages fills 1 GiB, one of 32,768 pages 4 GiB. "
        "An 8-bit ledger needs 64 KiB per page."
    ),
    "a formula's result has the unit that was computed": (
        "It yields (1 − a^(k+1)) / (1 − a) eggs. For k = 4:\n\n- a = 0.8: 3.36 eggs\n- a = 0.6: 2.31 eggs\n\n"
        "The gain at a = 0.8 is 2.8."
    ),
    "an article before a product names a thing": (
        "How many seeds does plot 8 add to a 40 × 110 field: 1,200."
    ),
    "a part of an amount in brackets is no other unit of it": (
        "A frame holds 32 samples in 34 bytes (8.5 bits per sample), the header of 16 bytes left out."
    ),
    "what one core has is no other unit of what all have": (
        "A node has 64 GB, that is 2 GB per core (0.5 GB per thread)."
    ),
    "a share without the name is another than the one that has it": (
        "Take 800 g flour, 560 g water and nothing else:\n\n* hydration of the dough: 70%\n"
        "* share that is soaked overnight: 12.5%"
    ),
    "one speed in two units is no constant of another law": (
        "A cyclist covers 577 m a minute, so 34.6 km/h.\n\n"
        "- 42/14 gives 3.00, 34/28 gives 1.21 and 50/11 gives 4.55\n"
        "- in inches 42/14 comes to 81, 50/25 to 54 and 34/28 to 32.8"
    ),
    "of several things the size of one is computed": (
        "A shelf takes three boards of 25 × 80 cm, that is 6,000 cm². Das Regal hat vier Bretter von 20 × 50, "
        "also 4000."
    ),
    "what a case is told for follows from nothing where its result stands behind": (
        "- Filter: 20 g tea, 280 g drink, strength 1.35%. Dissolved are 3.78 g, the yield is 18.9%.\n"
        "- Pot: 18 g tea, 36 g drink, strength 9.5%. Dissolved are 3.42 g, the yield is 19.0%.\n"
        "- Long: 18 g tea, 54 g drink, strength 7.0%. The yield is 21.0%."
    ),
    "of two rates the nearer is not always meant": (
        "By night a unit costs €0.25 per kWh, by day it costs €0.40 per kWh. With 120 kWh the night bill is "
        "€30.00."
    ),
    "a label of two numbers divides nothing": (
        "The mean is the lower value plus a third of the difference.\n\n- 120/80: 93 mmHg\n- 150/90: 110 mmHg"
    ),
    "a case may go on from the one before it": (
        "A nozzle good for 11 mm³/s allows 122 mm/s with the thin line (0.45 × 0.2), and with 0.6 × 0.3 lines 61 "
        "mm/s. At 15 mm³/s the latter reach 83 mm/s."
    ),
    "the value of a function is no case of another law": (
        "A loss of 2.0 is 7.39, 1.8 is 6.05 and 3.0 is 20.1.\n\n"
        "Later the margin is 4 and β = 0.1, so it is $-\\ln\\sigma(0.4) = 0.513$."
    ),
    "a loss behind a result goes on from it": (
        "The power is P = ρ · g · Q · H = 20.6 kW. With 72% for the pump the shaft needs 28.6 kW, and the motor, "
        "with 90%, draws 31.8 kW."
    ),
    "another question asks for another thing": (
        "- Q: How is the alcohol told from the densities?\n"
        "  A: By (OG − FG) × 131.25. The batch has 5.25% from 1.050 to 1.010; from 1.040 to 1.008 it would be "
        "4.20% and from 1.072 to 1.018 7.09%.\n\n- Q: What is the attenuation?\n"
        "  A: The part of the points that is gone: 40/50 = 80%. From 1.064 to 1.014 it is 78%."
    ),
    "so many days of what one day brings": (
        "The service writes 600 kB/s, or 4.8 Mbit/s; a day makes 51.8 GB, packed 8 : 1 6.5 GB. Fourteen days of "
        "the packed logs are 91 GB."
    ),
    "a share told before holds of what comes behind": (
        "The file has 600 MB. Packing saves 75%. Plain it takes 48 s at 100 Mbit/s. At 1 Gbit/s the packed one is "
        "through in 1.2 s."
    ),
    "what a case says in brackets is taken off": (
        "With IPv6 it is 1,440, with timestamps (12 bytes) over IPv4 1,448, inside a tunnel (24 bytes) 1,436, and "
        "over PPPoE (8 bytes) 1,452."
    ),
    "two ends of a range are not equally far apart in all rows": (
        "| Zone | % of the limit | from (W) | to (W) |\n|---|---|---:|---:|\n| endurance | 56 to 75 | 149 | 200 |\n"
        "| tempo | 76 to 90 | 202 | 239 |\n| limit | 91 to 105 | 242 | 279 |\n| above | 106 to 120 | 282 | 319 |"
    ),
    "what a cell before tells may be cut behind it": (
        "| Bill | Net | Rate | VAT | Deductible |\n|---|---:|---:|---:|---:|\n"
        "| goods | 30,000.00 | 20% | 6,000.00 | 6,000.00 |\n| services | 4,000.00 | 20% | 800.00 | 800.00 |\n"
        "| tools | 1,500.00 | 20% | 300.00 | 300.00 |\n| fuel | 600.00 | 20% | 120.00 | 60.00 |"
    ),
    "what a formula gave already it gives no second thing": (
        "From f/2 to f/8 there are 4 stops, a factor of 16 in light. A lens of f/1.8 gathers 2.4 times as much "
        "light as one of f/2.8."
    ),
    "a rate behind an amount is its own": (
        "A block of the first kind holds 32 values in 34 bytes, 8.5 bits per value; one of the second holds 32 "
        "values in 18 bytes, about 4.5 bits per value."
    ),
    "items of a list have their own numbers": (
        "- Küche: 12 W, 4 h am Tag. Das sind 48 Wh, im Jahr 17,5 kWh.\n"
        "- Flur: 8 W, 6 h am Tag. Das sind 48 Wh, im Jahr 17,5 kWh.\n"
        "- Keller: 20 W, 0,5 h am Tag. Das sind 10 Wh, im Jahr 3,65 kWh."
    ),
    "a second ratio is told for the first result": (
        "Bei 3.000 U/min am Motor und i = 2,5 dreht die Welle mit 1.200 U/min, mit i = 4 mit 750 U/min. Das Rad "
        "(Umfang 2 m) legt im ersten Fall 2.400 m je Minute zurück, also 144 km/h, im zweiten 90 km/h. Hinter dem "
        "Differential (3,0) sind es 48 km/h und 30 km/h."
    ),
    "a pack of other cells has its own energy": (
        "A cell has 3.6 V and 2.5 Ah, 9 Wh. Ten in series make 36 V, four such strings 10 Ah: 360 Wh. At 90% "
        "usable 324 Wh remain; at 12 Wh/km that is 27 km. A pack with 13.4 Ah holds 482 Wh and goes 36 km."
    ),
    "what falls and rises by a share": (
        "Die Aktie fiel am Montag um 10 % auf 90 €, am Dienstag stieg sie um 10 % auf 99 €. Wer 50 Stück hält, "
        "verlor 50 €. Der Index fiel von 16.000 auf 15.200 Punkte, 5 %, und holte davon 2 % auf: 15.504."
    ),
    "a condition in words changes what is burnt": (
        "L'avion consomme 2,4 t/h en croisière et 3,2 t/h en montée. Pour 5 h de vol dont 0,5 h de montée il faut "
        "12,4 t, plus 2 t de réserve: 14,4 t. Avec 80 % de charge la croisière ne consomme que 2,2 t/h."
    ),
    "a total that a note explains": (
        "| Etappe | km | Höhenmeter | Stunden |\n|---|--:|--:|--:|\n| 1 | 18 | 600 | 6 |\n| 2 | 12 | 1.100 | 6,5 |\n"
        "| 3 (mit Bus) | 22 | 400 | 5 |\n| 4 | 15 | 800 | 6 |\n| gesamt | 67 | 2.900 | 23,5 |\n\n"
        "Zu Fuß sind es 52 km, denn 15 km der dritten Etappe fährt der Bus."
    ),
    "two ways to join the same parts": (
        "Bei 12 V fließen durch 6 Ω 2 A, durch 4 Ω 3 A. In Reihe sind es 10 Ω und 1,2 A, parallel 2,4 Ω und 5 A. "
        "Die Batterie hat 0,4 Ω: in Reihe fließen dann 1,15 A, parallel 4,29 A."
    ),
    "half the bytes in brackets": (
        "For 8,192 tokens the cache takes 1 GiB, so 128 KiB per token (64 KiB in 8 bits). A batch of 4 such "
        "requests takes 4 GiB, with 8 bits 2 GiB. On a 24 GB card with 16 GB of weights 8 GB are left, enough for "
        "59,000 tokens."
    ),
    "shares of one bag in several units": (
        "NPK 15-5-20 has 15% nitrogen. 300 kg/ha of it bring 45 kg of nitrogen per hectare, 15 kg of phosphate "
        "and 60 kg of potash. For 2.5 ha one needs 750 kg, 30 bags of 25 kg. A field that needs 120 kg N/ha would "
        "take 800 kg/ha."
    ),
    "several leaks with their own rates": (
        "Un grifo que gotea pierde 20 l al día, 7,3 m³ al año. A 2 €/m³ son 14,60 €. La cisterna pierde 3 l/h, 26 "
        "m³ al año, 53 €. Reparar las dos cosas cuesta 40 € y ahorra 67 € al año."
    ),
    "a discount of what is left": (
        "Der Preis von 80 € sinkt um 25 % auf 60 €; darauf gibt es 10 % Treuerabatt, also zahlt man 54 €, "
        "insgesamt 32,5 % weniger. Ohne Treuekarte bleiben es 60 €, mit Gutschein über 5 € 55 €."
    ),
    "what the two numbers before it differ by": (
        "A. 7 hours for 42 nautical miles at 6 knots. At 5 knots 8 h 24 min. With a current of 1 knot against "
        "the 6 knots you make 5 over ground."
    ),
    "the number of the expression itself": (
        "6.02 · 16 + 1.76 = 98.1 dB. Of 24 bits 146.2 dB. Without the 1.76 it is 96.3 dB."
    ),
    "what was but a part of a number that is computed with": (
        "How many rows fit a page of 8 KiB? With a header of 24 bytes and rows of 100 bytes plus a pointer of 4 "
        "bytes: (8192 − 24) / 104 = 78. Rows of 200 bytes: 40."
    ),
    "another result between an equation and its cases": (
        "1,000 / 0.75 = 1,334 buckets, as a power of two 2,048. For 100 entries 256, for 12 entries 16."
    ),
    "a condition that its sentence has told": (
        "1 MB of stack each: 2,000 threads take 2 GB. With 512 KB 1 GB, or 4,000 in the same 2 GB."
    ),
    "a condition without a unit that its sentence has told": (
        "220 − 40 = 180. El 70 % son 126, el 85 % 153. A los 50 años 170, y el 70 % 119."
    ),
    "a share of the result before it": (
        "1000 · 9.81 · 0.03 · 20 = 5.89 kW in the water. With a pump of 75 % the shaft needs 7.85 kW, and a "
        "motor of 90 % draws 8.72 kW."
    ),
    "half of what is told": (
        "1.5 kg × 4.19 kJ/(kg·K) × 85 K = 534 kJ; at 2 kW 267 s. Half the water takes 134 s."
    ),
    "a price that leaves its unit out": (
        "500 GB of storage at $0.023 per GB-month: $11.50. Moved to the cold tier at $0.004 it is $2.00, but "
        "reading 100 GB back costs $1.00 at $0.01 per GB."
    ),
    "a number beside which the right value stands": (
        "250 kB/s, 21.6 GB a day, 648 GB in 30 days. Compressed ten to one 64.8 GB; at $0.023 per GB-month $1.49."
    ),
    "what two inputs of a formula add up to": (
        "### Tokens per second?\n\n26 GB / 2 TB/s = 13 ms a token, 77 tokens/s. On two cards 6.5 ms; some of it "
        "is eaten by communication, 1 ms, so 133 tokens/s."
    ),
    "what is added in its sentence before": (
        "With 24 bit at 6.02 dB per bit 144.5 dB; for a full-scale sine 1.76 dB are added, so with 16 bit it is "
        "98.1 dB and with 20 bit 122.2 dB."
    ),
    "a share that is taken off, where others ask for the whole": (
        "- For 2.00 m with a loss of 5% one buys 2.11 m.\n- For 3.20 m with a loss of 2% one buys 3.27 m.\n"
        "- After washing, 2.50 m with a loss of 4% are only 2.40 m."
    ),
    "a number of another row's constant": (
        "Diesel has 2.68 kg/l, petrol 2.30 kg/l.\n\n| Group | Fuel | Litres | t CO₂ |\n|---|---|--:|--:|\n"
        "| Vans | diesel | 12,400 | 33.2 |\n| Trucks | diesel | 58,000 | 155.4 |\n| Pool cars | petrol | 9,500 | 21.9 |"
    ),
    "numbers of a column that were all rounded up": (
        "| Path | BDP (kB) | Segments |\n|---|--:|--:|\n| a | 187.5 | 129 |\n| b | 50 | 35 |\n| c | 300 | 206 |\n"
        "| d | 1,500 | 1,028 |"
    ),
    "a percentage of an amount of money more": "Torte: 25,10 € + 15 % = 28,87 €, mit 7 % 30,89 €.",
    "bytes that eight makes bits": "65,536 bytes × 8 / 0.04 s = 13.1 Mbit/s.",
    "millions in other languages": "24 milioni × 14 bit = 336 Mbit = 42 MB; 3 milhões × 8 bits = 3 MB.",
    "powers of ten, which all have the same digits": (
        "The loss rate is 10⁻¹¹ a year, so ten million objects lose 10⁻⁴ objects a year: one object in 10,000 years."
    ),
    "what is counted in words among cases in digits": (
        "- Of 28 guests 21 come by bus, 75%; 4 by bike, 14%, and 3 on foot, 11%.\n"
        "- Of them 16 women are 57%; if two men come as well, it is 53%."
    ),
    "a rate beyond what is paid for already": (
        "The parcel costs €8 up to 10 kg, and €0.60 per kg more. For 12 kg it is €9.20."
    ),
    "a quotient of a number alone that is rounded up": "How many packets? 100,000 / 1,460 = 69.",
    "so many after that, in all": (
        "Two probes of 5 s are 10 s, two of 4 s 8 s. At worst the first probe starts 5 s later, the third 10 s "
        "after that, and it gives up 2 s later: 17 s."
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_a_number_of_something_else_is_left_alone(text: str) -> None:
    assert wrong(text) == []


def test_two_cases_joined_by_an_and_are_two() -> None:
    text = "n(n − 1)/2. Two hundred jars are 19,900 pairs, 500 are 125,250 and 1,000 are 499,500."
    assert ("125,250", "124,750") in wrong(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "| Part | % of flour | Grams |\n|---|--:|--:|\n| flour | 100 | 600 |\n| eggs | 55 | 330 |\n"
            "| sugar | 12 | 72 |\n| salt | 1.8 | 18.0 |\n| yeast | 1.2 | 7.2 |",
            [("18.0", "10.8")],
            id="of a share and the amount behind it the one that has slipped",
        ),
        pytest.param(
            "| Part | Amount | Share |\n|---|--:|--:|\n| one | 650 | 65.0% |\n| two | 150 | 15.0% |\n"
            "| three | 200 | 20.0% |\n| Sum | 995 | 100.0% |",
            [("995", "1000")],
            id="of a total and its share, which is all",
        ),
        pytest.param(
            "| Pass | ms | Share |\n|---|--:|--:|\n| shadows | 2.5 | 51% |\n| geometry | 4.0 | 24% |\n"
            "| light | 5.0 | 30% |\n| post | 1.0 | 6% |\n| rest | 3.0 | 18% |",
            [("51%", "15%")],
            id="of two columns in proportion the cell that has slipped",
        ),
        pytest.param(
            "| Size | Length (m) | Balls | Price (€) |\n|---|--:|--:|--:|\n| S | 1000 | 8 | 39.20 |\n"
            "| M | 1150 | 10 | 49.00 |\n| L | 1300 | 11 | 53.90 |\n| XL | 1480 | 11 | 58.80 |",
            [("11", "12")],
            id="of two columns the input that says the row above again",
        ),
        pytest.param(
            "It is 1.2 × 4 × 0.05 = 2.04 m³, that is 240 L.",
            [("2.04 m³", "0.24 m³")],
            id="of two units of one number the one that is computed amiss",
        ),
    ],
)
def test_of_two_numbers_that_disagree_one_is_wrong(text: str, found: list[tuple[str, str]]) -> None:
    assert wrong(text) == found
