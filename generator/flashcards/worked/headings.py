"""The title above a calculation: what it is about, and whether it asks for the result itself."""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.worked.named import goes_on
from flashcards.worked.wording import words_of

LONGEST = 80
# A question for what something is names its subject: `What is TLB reach?`.
_WHAT_IS = re.compile(
    r"^\W*(?:what (?:is|are) (?:meant by )?|was (?:ist|sind|bedeutet|versteht man unter) "
    r"|qu['’]est-ce qu(?:e |['’])|che cos['’]è |cos['’]è |¿?qué (?:es|son) |o que (?:é|são) "
    r"|wat (?:is|zijn) )"
    r"(?:(?:an?|the|eine?[rnm]?|der|die|das|une?|el|los|las|un[ao]?|il|lo|gli|o|os|as|een|de|het)"
    r"\s)?(?P<subject>[^?]+?)\s*\?$",
    re.IGNORECASE,
)
# What asks for what a law says is about it: `What does Sabine's formula say?`.
_SAYS = re.compile(
    r"^\W*(?:what (?:does|do) (?:the )?(?P<said>[^?]+?) (?:say|state|tell)"
    r"|(?:was (?:besagt|sagt)|que (?:dit|disent)|¿?qué dice|o que diz|(?:che )?cosa dice|wat zegt)"
    r" (?:(?:die|der|das|la|le|les|el|los|las|o|a|os|as|il|lo|gli|de|het)\s|l['’])?"
    r"(?P<law>[^?]+?))\s*\?$",
    re.IGNORECASE,
)
# What asks how much of something there is, as opposed to why, whether or in which way.
_AMOUNT = re.compile(
    r"\b(?:how (?:much|many|long|large|big|small|fast|slow|far|high|low|deep|wide|often|heavy|hot"
    r"|old|likely|strong|bright|loud|soon|hard)|what|which|by what factor"
    r"|wie (?:viele?|lange?|gro[sß]+\w*|hoch|schnell|weit|oft|schwer|stark|tief|breit|warm|alt)"
    r"|wieviel\w*|welche\w*|was (?:kostet|wiegt|bringt)"
    r"|combien|quel(?:le)?s?|que vaut|que [^\W\d_]{4,}|cuánt\w*|cuál\w*|qué"
    r"|quant[oaie]s?|qual\w*|che|hoeveel|hoe (?:lang|groot|veel|ver|snel|hoog|zwaar)|welke?)\b",
    re.IGNORECASE,
)
# What asks for a way, a reason or a comparison, though it may begin as if for an amount.
_NO_AMOUNT = re.compile(
    r"\b(?:why|difference|differ|what (?:happens|limits|follows|makes|changes|affects|else)"
    r"|what (?:do|does) [^?]{0,60} (?:mean|do|say|buy|correct|test|tell|stand|measure|change)"
    r"|relate|combine|is better|stands? for"
    r"|warum|weshalb|unterschied\w*|bedeutet|heißt|was (?:macht|passiert|folgt)|pourquoi"
    r"|différence|signifie|comment|por qué|porque|porquê|diferencia|diferença|significa|cómo|como"
    r"|perché|differenza|come|che cosa|che cos|waarom|verschil|betekent)\b"
    r"|\bhow (?:do|does|did|can|could|would|should|is|are)\b"
    r"|\bwie (?:kann|wird|werden|wirk\w+|setzt|berechnet|funktioniert|hängt)\b",
    re.IGNORECASE,
)


# What is one thing in the world, whose numbers are what they are: `the nearest star`, `our rack`.
_ONE = re.compile(
    r"\b(?:the|der|die|das|la|le|el|il|o|a) [^\W\d_]{3,}(?:est|ste[nrsm]?)\b"
    r"|\b(?:our|my|unser\w*|mein\w*|notre|nos|nuestr\w+|noss\w+|nostr\w+|onze?)\b",
    re.IGNORECASE,
)


# A task in place of a question, alone or behind a colon: `Write the code that …`.
_TASK = re.compile(
    r"(?:^|:\s+)(?:write|implement|show|explain|compare|name|list|give|describe|derive|define|draw"
    r"|build|design|set up|prove|sketch|state|schreibe?|zeige?|nenne|erkläre?|écri\w+|expliqu\w+"
    r"|donne\w*|escrib\w+|explic\w+|scriv\w+|spieg\w+|schrijf|noem|leg uit)\b.*$",
    re.IGNORECASE,
)


# What goes on to ask how, why or when: `What is selectivity, and when does …?`.
_AND_ASKS = re.compile(
    r"\b(?:and|und|et|y|e|en) (?:why|when|how|what|which|warum|wann|wie|was|pourquoi|quand|comment"
    r"|cuándo|cómo|quando|come|waarom|wanneer|hoe)\b",
    re.IGNORECASE,
)


def topic_of(title: str) -> str:
    """What a title says something is about; empty where it asks for something of its own.

    >>> topic_of("What is TLB reach?"), topic_of("Buffer latency"), topic_of("Why is it slow?")
    ('TLB reach', 'Buffer latency', '')
    >>> topic_of("Access time: give the formula"), topic_of("Write the code")
    ('Access time', '')
    >>> topic_of("What is selectivity, and when does a scan win?")
    'Selectivity'
    """
    title = _TASK.sub("", title)
    if title.endswith("?") and (more := _AND_ASKS.search(title)):
        title = f"{title[: more.start()].rstrip(' ,')}?"
    if goes_on(title) or any(sign.isdigit() for sign in title) or _ONE.search(title):
        return ""
    if found := _WHAT_IS.match(title):
        subject = found["subject"].strip()
        return subject[:1].upper() + subject[1:] if len(subject) <= LONGEST else ""
    if found := _SAYS.match(title):
        law = found["said"] or found["law"]
        return law[:1].upper() + law[1:]
    return title if title and "?" not in title and len(title) <= LONGEST else ""


def asks_amount(title: str) -> bool:
    """Whether a title is a question for a number.

    >>> asks_amount("How long may a frame take?"), asks_amount("How do RPO and RTO differ?")
    (True, False)
    """
    return (
        title.rstrip().endswith("?")
        and title.count("?") == 1
        and not goes_on(title)
        and _AMOUNT.search(title) is not None
        and not _NO_AMOUNT.search(title)
        and not _AND_ASKS.search(title)
    )


# A question for two things: `What are the losses and the efficiency of …`.
_TWO = re.compile(
    r"\b(?:what|which|welche\w*|quel\w*|qual\w*|cuál\w*)\b[^?]{0,60}?\b(?:and|und|et|y|e|en)"
    r" (?:the|its?|their|die|der|das|ihre?|seine?|la|le|les|son|sa|ses|el|los|las|su|il|lo|seu|sua"
    r"|het|zijn) ",
    re.IGNORECASE,
)


def may_be_asked(title: str) -> bool:
    """Whether a question is for one number, and for no meaning, way or reason.

    >>> may_be_asked("What is the wait at 5 requests a second?")
    True
    >>> may_be_asked("What are the losses and the efficiency of a unit?")
    False
    """
    return not _TWO.search(title) and not _NO_AMOUNT.search(title)


def holds_words(title: str, name: str) -> bool:
    """Whether all words of a name that mean something stand in a title, by their stems.

    >>> holds_words("How large is the positive predictive value?", "negative predictive value")
    False
    """
    stems = {word[:_STEM] for word in words_of(title)}
    own = {word[:_STEM] for word in words_of(name)}
    return bool(own) and own <= stems


# What asks for several things at once: `for each number of nines`.
_EACH = re.compile(
    r"\b(?:each|every|all|jede\w*|alle\w*|chaque|tou[st]\w*|cada|tod[oa]s|ogni|tutt[ie]|elke?)\b",
    re.IGNORECASE,
)


def asks_plainly(title: str) -> bool:
    """Whether a title without numbers of its own asks for one number, and for nothing else."""
    plain = not _EACH.search(title) and not any(sign.isdigit() for sign in title)
    return plain and asks_amount(title) and may_be_asked(title)


def asks_for_it(title: str, name: str) -> bool:
    """Whether a title without numbers asks for one thing of a name, and for nothing else.

    >>> asks_for_it("How long is the light time?", "light time")
    True
    >>> asks_for_it("How much downtime does each number of nines allow?", "downtime")
    False
    """
    return asks_plainly(title) and holds_words(title, name)


def share_a_word(one: str, other: str) -> bool:
    """Whether two texts speak of one thing: a word, or the stem of one, stands in both.

    >>> share_a_word("How many people must be called?", "16 % answer: 5 calls")
    True
    """
    stems = {word[:_STEM] for word in words_of(one)} - _COMMON
    return any(word[:_STEM] in stems for word in words_of(other))


_STEM = 4
_COMMON = frozenset(("what", "whic", "many", "much", "long", "does", "have", "with", "from", "that",
                     "viel", "welc", "eine", "beim", "comb", "quel", "dans", "pour", "avec", "una",
                     "cuán", "cuál", "para", "quan", "qual", "come", "hoev", "welk", "take",
                     "make"))  # fmt: skip
"""Beginnings of words that stand in questions of all kinds."""
