"""How well a sentence tells the quantity that a question asks for, or the rule that gives it."""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.facts.wanted import amounts_wanted, counts, counts_wanted, has_wanted, wants
from flashcards.facts.wording import plain_words, words

# A sentence of another case than the one that is asked about.
OTHER_CASE = re.compile(
    r"^(?:if|with|without|for|when|were|at(?! (?:least|most|best|worst)\b)|on|"
    r"conversely|in contrast|similarly|si|avec|pour|inversement|"
    r"wenn|mit|ohne|für|bei|umgekehrt|con|sin|para|cuando|senza|com|sem|met|zonder|voor|bij|"
    r"à(?=\s\d))\b",
    re.IGNORECASE,
)
# A sentence that sets another thing against the one told before.
INSTEAD = re.compile(
    r"\b(?:instead(?! of\b)|by contrast|dagegen|hingegen|en revanche|en cambio)\b", re.IGNORECASE
)
FEWEST_OF_RULE = 3
"""Words of a sentence that says how something is found."""

FEWEST_LETTERS = 4
"""Letters of a word that says something in any language."""

# A sentence that begins with its number, one that leans on another, and one that denies.
_NUMBER_FIRST = re.compile(
    r"[~≈<>≤≥$€£−-]?\s?\d|(?:about|roughly|some|etwa|rund|environ|unos)\s\d|"
    r"(?:one(?= to\b)|two|three|four|five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)
_LEANS = re.compile(r"(?:it|this|that|these|they)\b", re.IGNORECASE)
_NOT = re.compile(r"(?:no|not|nicht|kein\w*|non|pas|não)\b", re.IGNORECASE)
# Commands of TeX with a number of theirs, and words in a formula that is no sentence.
_TEX = re.compile(r"\\[A-Za-z]+\d*")
_TEX_NAME = re.compile(
    r"\\(?:[A-Z]?[a-z]*(?:[dt]a|ma|psilon|rho|eta|tau|mu|phi|psi|chi|kappa))(?![a-z])"
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_AMOUNT = re.compile(r"\W*\d[\d.,]*\s?\S{1,12}")
# A formula with names to the right of its sign (`guide number / aperture`, `60 min / headway`), and
# one without a sign (`n(n − 1)/2`, `2^n`).
_OF_NAMES = re.compile(
    r"^\W*[^\W\d_]|\s[×*/·÷+−-]\s+\(?[^\W\d_]|[×·√]\s?[^\W\d_]|\d\s[A-Z](?=\s|$)|\^\(?[^\W\d_]"
)
# A formula inside a sentence, without a sign: `Inside (n − 2) · 200 gon`, `4 mm · √L`.
_EXPRESSION = re.compile(r"\b[A-Za-z]\s?[−+*·×^-]\s?\d|[·×*]\s(?:√\s?\(?[A-Za-z]|[^\W\d_]{3})")
_BARE_FORMULA = re.compile(r"[^\W\d_]\s?[(^]|\^\s?\(?[^\W\d_]|\(\s?[^\W\d_]|/[^\W\d_]")
# What sums up.
_ALL = re.compile(
    r"\b(?:together|in total|altogether|zusammen|insgesamt|en tout|en total)\b", re.IGNORECASE
)
# What was worked out.
_WORKED = re.compile(r"[=≈]\s*~?\d")
# A number and nothing else.
_BARE = re.compile(r"[~≈]?\s*\d[\d.,]*\s*\S{0,8}")
_NUMBER = re.compile(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|twice)\b")
SUPPOSING = (
    "let|take|say|suppose|assume|consider|imagine|given|soit|soient|prenons|supposons|"
    "sei|seien|nehmen wir|nimm|angenommen|sea|sean|tomemos|supongamos|tome|tomamos|"
    "suponha|suponhamos|considere|prendiamo|supponiamo|neem|stel"
)
"""Words that open what an example takes for given, as alternatives of a pattern."""

# What opens a sentence that only prepares or illustrates: what is assumed, an example, a remark.
_PREPARES = re.compile(
    rf"^(?:{SUPPOSING}|see|compare|note|recall|remember|first,|use|look at|"
    r"for (?:example|instance)|e\.g\.|(?:worked |numerical )?examples?|par exemple|exemples?|"
    r"zum beispiel|beispiel|beispiele|por ejemplo|ejemplos?|"
    # Under what it was worked out.
    r"(?:gerechnet|berekend|calculé|calculado|calcolato|computed|worked out) (?:mit|für|bei|"
    r"met|avec|pour|con|com|with|for|at))\b",
    re.IGNORECASE,
)
# `Now, let's see how it works.`: what only says what comes next.
_LETS = re.compile(
    r"\blet(?:['’]s| us) (?:now |first |also |quickly )?(?:understand|discuss|look|see|talk|"
    r"explore|start|begin|dive|learn|define|examine|consider|review|go|take|break)\b",
    re.IGNORECASE,
)
# A sentence that gives what the others led to.
_RESULTS = re.compile(
    r"(?:^|[,;] )(?:so|hence|thus|therefore|in total|together|donc|ainsi|also|daher|somit|así|"
    r"por (?:lo )?tanto|luego|logo|portanto|dunque|quindi|dus|folglich)\b|"
    r"\b(?:is|zijn|sind|ist|son|sono|são|sont|est|are) "
    r"(?:dus|also|somit|folglich|donc|quindi|dunque|portanto|therefore|thus|hence)\b",
    re.IGNORECASE,
)


def is_result(sentence: str) -> bool:
    """Whether a sentence says what others led to."""
    return _RESULTS.search(sentence) is not None


# `Mit 1,4326 ergibt das 182 €`, `With both that makes 12`: what was said before comes to a number.
_SUMS_UP = re.compile(
    r"\b(?:(?:ergibt|macht|sind|ist) (?:das|dies)|(?:das|dies) (?:ergibt|macht|sind|ist)|"
    r"(?:that|this) (?:makes|gives|comes to|leaves)|(?:cela|ça) (?:fait|donne)|"
    r"(?:eso|esto) (?:da|hace))\b[^.;]*\d",
    re.IGNORECASE,
)


def sums_up(sentence: str) -> bool:
    """Whether a sentence says what came of the one before it.

    >>> sums_up("Mit q = 1,43 ergibt das rund 182 €."), sums_up("Mit 5 % wären es 200 €.")
    (True, False)
    """
    return _SUMS_UP.search(sentence) is not None


def begins_with_amount(sentence: str) -> bool:
    """Whether a sentence begins with its number.

    >>> begins_with_amount("One to four."), begins_with_amount("One may ask.")
    (True, False)
    """
    return _NUMBER_FIRST.match(sentence) is not None


# A number with the two words behind it: `4 A charger`.
_OF_THING = re.compile(
    r"(?<![\w.,])(?P<value>\d[\d.,]*+)[ -](?P<thing>[^\W\d_]+[ -][^\W\d_]{3,})(?![\w-])"
)


def tells_of_another(question: str, sentence: str) -> bool:
    """Whether a sentence gives another number of the thing that the question gives one of.

    >>> tells_of_another("How long does a 4 A charger need?", "A 2 A charger takes 7 h.")
    True
    >>> tells_of_another("How many rounds has AES-128?", "AES-256 has 14.")
    True
    """
    for pattern in (_OF_THING, _THING_OF):
        asked = {m["thing"].casefold(): m["value"] for m in pattern.finditer(question)}
        told = {m["thing"].casefold(): m["value"] for m in pattern.finditer(sentence)}
        if any(asked[thing] != told[thing] for thing in asked.keys() & told.keys()):
            return True
    named, others = _numbered(question), _numbered(sentence)
    return any(not named[thing] & others[thing] for thing in named.keys() & others.keys())


# A name that ends in a number: `DeepSeek-V2`, `IPv4`, `AES-128`.
_NUMBERED = re.compile(
    r"(?<![\w-])(?P<name>[A-Z][A-Za-z]{2,}(?:-[A-Za-z]+)*)-?(?P<number>\d+)(?!\w)"
)


def _numbered(text: str) -> dict[str, set[str]]:
    """The numbers of each name of which a text tells one or several."""
    found: dict[str, set[str]] = {}
    for match in _NUMBERED.finditer(text):
        found.setdefault(match["name"].casefold(), set()).add(match["number"])
    return found


# The same the other way round: `an overlap of 80`, `area 100`.
_THING_OF = re.compile(r"\b(?P<thing>[a-z]{4,}) (?:of |by |= ?)(?P<value>\d[\d.,]*\d|\d)(?![\w%])")


# A calculation with numbers alone behind an equals sign, and no result: `= 2 · 3¹² − 1) / 0,5`.
_NO_RESULT = re.compile(r"=(?=[^=]*\d[^=\s]* [×*/÷+−·] )[^=≈]*$")


def prepares(sentence: str) -> bool:
    """Whether a sentence leads up to another."""
    sentence = sentence.rstrip()
    return bool(_PREPARES.match(sentence) or _LETS.search(sentence) or sentence.endswith(":"))


def told_merit(question: str, sentence: str, place: int) -> float:
    """How well a sentence, at its place in an answer, tells what a question asks for."""
    number = bool(_NUMBER.search(sentence))
    if not re.search(r"\d", question) and is_rule(sentence, opens=not place):
        return 3.5
    merit = 1.0 if number else 0.0
    merit += 1.5 if _BARE.fullmatch(sentence.strip()) else 0.0
    merit += 0.6 if _NUMBER_FIRST.match(sentence) else 0.0
    merit += 0.5 if number and not place and OTHER_CASE.match(sentence) else 0.0
    merit += 1.0 if counts_wanted(question, sentence) else 0.0
    merit += 1.0 if number and wants(question) and has_wanted(question, sentence) else 0.0
    merit += 0.8 if number and amounts_wanted(question, sentence) else 0.0
    merit += 0.7 if number and _RESULTS.search(sentence) else 0.0
    merit += 0.3 if number and _ALL.search(sentence) else 0.0
    merit += 0.7 if _WORKED.search(sentence) and not counts(question) else 0.0
    shared = plain_words(question) & plain_words(sentence)
    merit += min(0.2 * sum(len(word) >= FEWEST_LETTERS for word in shared), 0.6)
    lacks = wants(question) and not has_wanted(question, sentence)
    merit -= 1.0 if lacks and not is_rule(sentence, opens=not place) else 0.0
    merit -= 1.5 if _NO_RESULT.search(sentence) and not wants(question) else 0.0
    return merit - (1.0 if _NOT.match(sentence) else 0.0)


# `Utilisation is the sum of C/T`: what a quantity is found by.
FOUND_BY = re.compile(
    r"\b(?:is|are|ist|sind|est|es) (?:the |an? |der |die |das |la |le |el )?(?:[a-z]+ )?"
    r"(?:sum|product|ratio|quotient|difference|mean|average|share|number|summe|produkt|verhältnis|"
    r"quotient|somme|produit|rapport|suma|producto|cociente)\b",
    re.IGNORECASE,
)
# A rule by its operation, in signs or in words.
OPERATES = re.compile(
    r"\\(?:frac|cdot|times|sqrt|arctan|arcsin|ln|log)(?![a-z])|[^\W\d_]\s?[×·÷]\s?[^\W\d_]|"
    r"\b(?:times|divided by|multiplied by|multipliée? par|geteilt durch|"
    r"dividid[ao] (?:por|entre|pel[ao])|divis[oa] per|gedeeld door)\b",
    re.IGNORECASE,
)
# More signs of one in a sentence that is known to be a rule.
_COMPUTES = re.compile(
    r"=\s*\S|\^|\s[×·÷*/]\s|\)\s?/\s?\w|\b(?:over|plus|minus|logarithm|square root|multiple|"
    r"product|mal|weniger|maal|menos|moins|meno|gedeeld|divid\w+|diviser?|deelt)\b"
    r"(?! (?:than|als|que))",
    re.IGNORECASE,
)
# A calculation with the numbers of a case, and `plus or minus`, which gives a range.
_OF_NUMBERS = re.compile(r"\d\S*\s?[^\W\d_]{0,2}\s?[×·*]\s?\d|\bplus or minus\b")
# `k − 1 times for training`: how often, no factor.
_OFTEN = re.compile(r"\btimes (?:for|per|an?|in|as|more|that)\b", re.IGNORECASE)


def tells_formula(sentence: str) -> bool:
    """Whether a sentence is a rule by which a number is worked out, with its operation.

    >>> tells_formula("Vocabulary times d"), tells_formula("Keys and values, all layers")
    (True, False)
    """
    if not is_rule(sentence) or _OFTEN.search(sentence) or _OF_NUMBERS.search(sentence):
        return False
    return bool(
        OPERATES.search(sentence) or FOUND_BY.search(sentence) or _COMPUTES.search(sentence)
    )


def is_rule(sentence: str, *, opens: bool = True) -> bool:
    r"""Whether a sentence tells by what a quantity is found: by names, not by numbers of a case.

    One without a formula does only where it opens an answer.

    >>> is_rule("Capacity over the sustained rate."), is_rule("40 GB over 2 GB/s are 20 s.")
    (True, False)
    >>> is_rule(r"W = \\frac12 C U^2."), is_rule("Q = m·c·ΔT = 62 kJ.")
    (True, False)
    """
    if prepares(sentence) or _LEANS.match(sentence):
        return False
    bare = _TEX.sub(" ", sentence).replace("{", " ").strip(" .")
    _, equals, right = bare.rpartition("=")
    if not equals and _EXPRESSION.search(bare):
        return True
    if equals or not _WORD.search(bare):
        if equals and _AMOUNT.fullmatch(right):
            return False  # `= 0.68 W/(m²·K)`
        letter = _TEX_NAME.search(sentence, sentence.rfind("="))
        return bool(letter or _OF_NAMES.search(right) if equals else _BARE_FORMULA.search(bare))
    return opens and len(words(sentence)) >= FEWEST_OF_RULE and not re.search(r"\d", sentence)
