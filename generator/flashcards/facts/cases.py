"""The case that an answer speaks of: `At 60 fps 16.67 ms` holds at 60 fps, so its question says so.

An answer may open with its case, go on to other cases, or list examples of a rule. The question
asks of the first; the others stand below the answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flashcards import patterns as re
from flashcards.document import List, Node
from flashcards.facts.beyond import AGAIN
from flashcards.facts.case_edge import (
    edge_before_amount,
    edge_before_asked,
    goes_on,
    without_question,
)
from flashcards.facts.told_quantity import (
    OPERATES,
    SUPPOSING,
    is_result,
    is_rule,
    tells_of_another,
)
from flashcards.facts.vocabulary import word_list
from flashcards.facts.wanted import (
    amounts_wanted,
    asks_quantity,
    asks_several,
    has_wanted,
    joins,
    wants,
)
from flashcards.facts.wording import (
    closed,
    joined,
    plain_words,
    said,
    split_sentences,
    without_stop,
    words,
)
from flashcards.tree import flat, plain
from flashcards.tree.cut import cut, rstrip, strip
from flashcards.tree.nodes import (
    Blocks,
    BulletList,
    Emphasis,
    Inlines,
    Item,
    Paragraph,
    Strong,
    Text,
)
from flashcards.values import dataclass

LONGEST = 16
"""Words of a case that a question can carry."""

_LANGUAGES = frozenset(("de", "es", "fr", "it", "nl", "pt"))
_NO_UNITS = word_list("no-units")
_DIGIT = re.compile(r"\d")
# What ties a case to what is said of it, and is not said of a case by itself: `that is 4.94 h`.
_TIES = re.compile(
    r"(?:that|it|this|there|these|they|those)"
    r"(?:\s+(?:is|are|makes?|gives?|leaves? room for)\b|'s\b|’s\b)"
    r"(?:\s+(?:about|roughly|some)(?=\s+\d))?|"
    r"(?:(?:macht|sind|ergibt) (?:das|es)|são|é|son|es|sono|sind|ist|das (?:sind|ist|macht)|c'est|"
    r"c’est|soit|cela (?:fait|donne)|[^\W\d_]{3,}[tn] (?:er|sie|es|man)|"
    r"is (?:het|dat)|zijn (?:het|dat)|(?:het|dat) is)(?=\s)",
    re.IGNORECASE,
)
# A subject with its verb, behind a case: `the bare entries take`, `you need`.
_SUBJECT = re.compile(
    r"\s(?=(?:that|it|this|there|these|they|you|we|one|the(?:\s[\w’'-]+){1,3}?)\s"
    r"(?:is|are|was|were|makes?|gives?|leaves?|takes?|needs?|comes?|gets?|reaches|has|have|costs?|"
    r"lasts?|yields?|means|will|can|falls?|rises?|grows?|becomes?)\b)|"
    r"\s(?=(?:são|é|son|sind|ist|macht|ergibt|c'est|c’est|soit|is (?:het|dat)|"
    r"zijn (?:het|dat)|staan er|krijg je|il faut|on obtient|servono|serve)\s)|"
    r"\s(?=(?:[^\W\d_]{3,}[tn] (?:er|sie|es|man)|se [^\W\d_]{3,}|[^\W\d_]{3,}-se) \d)",
    re.IGNORECASE,
)
# A quantity with its unit, right before another: `60 fps 16.67 ms`.
_SIDE_BY_SIDE = re.compile(
    r"\d[^\s,;:]*\s(?P<unit>[^\W\d_][\w/%°]{0,8}(?: (?:per|pro|par|por) \w+)?)(?P<at>\s)"
    r"(?!\d{4},\s)(?=(?:about |roughly |some |etwa |rund |environ )?[~≈$€£−-]?\d)"
)
# A verb that parts a case from what is said of it.
_VERB = re.compile(
    r"\s(?:kosten|kostet|wiegen|wiegt|ergeben|ergibt|brauchen|braucht|sind|ist|reichen|reicht|costs?|"
    r"weighs?|needs?|takes?|coûtent?|pèsent?|font|fait|cuestan?|pesan?|son|custam?|costano|costa|"
    r"pesano|sono|wegen|zijn|is|are)\s",
    re.IGNORECASE,
)
_COLON = re.compile(r":\s")
_COMMA = re.compile(r",\s")
# A sentence that tells of a case other than the one that was asked for: of what would be.
WOULD = re.compile(
    r"\b(?:would|were to|wäre|würden?|serait|faudrait|sería|seria|sarebbe|zou(?:den)?)\b",
    re.IGNORECASE,
)
# A sentence that only illustrates the one before it.
_EXAMPLE = re.compile(
    r"(?:for |worked |numerical )?(?:example|instance)\b|so [~≈]?\d|e\.g\.|"
    r"(?:zum )?beispiel\b|(?:par )?exemple\b|(?:por )?(?:ejemplo|exemplo)\b|(?:per )?esempio\b",
    re.IGNORECASE,
)
# A calculation with numbers.
_WORKED = re.compile(r"\d\S*\s?[×*/÷+−·]\s?\d.*[=≈]\s*~?\d")
# `it` is what was asked for; `that` is what was just worked out.
_IT = re.compile(r"\b(?:it(?:'s|’s)?|they|both|es|elle|il|ello|ele)\b", re.IGNORECASE)
_THAT = re.compile(
    r"\b(?:that(?!\s(?:the|an?|each|every|all|both|it|they|we|you|one)\b)(?:'s|’s)?|this|so|these|eso|das|cela|isso)\b",
    re.IGNORECASE,
)
_BARE = re.compile(r"[~≈]?\s*\d[\d.,]*\s*\S{0,8}")
# A result with its unit, at the end of a calculation.
_RESULT = re.compile(r"[=≈]\s*[~≈]?\d[\d.,]*\s*[^\W\d_][\w/]*$")
# What names the case of a question: a number, an acronym, a proper name.
_NAMES_CASE = re.compile(r"\d|\b(?!I\b)[A-Z]")
# A case as a label, in more words: `Price $25, variable cost $10: 800 units`.
_IS_CASE = re.compile(r"[^\W\d_][^:=.;]{2,40}\s\S{0,3}\d[^:=.;]{0,20}:\s(?=[^:;]*\d)")
# A case as a label, and a number of a case, in words too. A number's signs are taken once: with
# what follows them they could be parted in many ways.
_LABEL = re.compile(
    r"(?P<given>(?:\d[\d.,]*+\s\S+|\d\S+|[A-Z][a-z]+(?: [a-z]+){1,2})): (?=[^:;]*\d)"
)
_GIVEN = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve)\b", re.IGNORECASE
)
# What leads from the given to what comes of it, right before its number.
_COMES_TO = re.compile(
    r"\s(?:=|≈|makes?|gives?|comes? to|adds? up to|grows? to|yields?|are|is|needs?|takes?|wants?|"
    r"ergeben|ergibt|macht|machen|sind|wachsen auf|font|fait|donnent|donne|rapportent|son|dan|"
    r"acumulan?|rinden?|dão|são|acumulam?|rendem?|dà|danno|fanno|fa|rendono)\s"
    r"(?=(?:about |roughly |some |only |etwa |rund |environ |unos |circa |cerca de )?(?:R(?=\$))?"
    r"[~≈$€£−-]?\s?\d[^=]*$)"
)
# A sign of arithmetic right behind a number: nothing says what that is.
_OPERATED = re.compile(r"\d\s?[×*÷·/−+-]\s?\(?[$€£]?\d")
_EDGES = re.compile(
    r"(?<!\.\w)[;:.!?]\s|[=≈]|,\s(?:and|und|et|so|hence|thus|which|also|donc|así|dunque)\b"
)
# Where something is, and when: the place or time is the answer, no case of it.
_WHERE = re.compile(
    r"^\W*(?:where|when|wo|wann|où|quand|d[oó]nde|cu[aá]ndo|onde|quando)\b", re.IGNORECASE
)
_WHY = re.compile(r"^\W*(?:why|warum|weshalb|pourquoi|por qu[eé])\b", re.IGNORECASE)
_NUMBERS = re.compile(r"\d[\d.,]*\d|\d")
_NAMES = re.compile(r"^(?:name|list|which|give)\b", re.IGNORECASE)
# Two things at once in a question that a case put behind it would only be said of the second.
_TAIL = re.compile(r",\s+(?:and|et|und|y|e)\b")


def _openers(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words that open a case, and those that open one in a clause of its own."""
    known = language if language in _LANGUAGES else "en"
    return word_list(f"case-openers-{known}"), word_list(f"clause-openers-{known}")


# What says how much at the most, not in which case.
_NO_CASE = re.compile(
    r"(?:at (?:most|least|best|worst|all|once|first)|in (?:all|total|short|general|fact)|"
    r"for (?:example|instance)|au (?:plus|moins)|a lo sumo|al menos|por lo menos|no máximo)\b",
    re.IGNORECASE,
)


def _opening(text: str, language: str) -> str:
    """`case` or `clause`, by the first word of a text; empty where it opens neither."""
    if _NO_CASE.match(text):
        return ""
    match = re.match(r"[^\W\d_]+", text)
    word = match[0].casefold() if match else ""
    if len(word) == 1 and not re.match(r"\s[~≈$€£]?\d", text[1:]):
        return ""  # an article: `A ureia tem …`
    cases, clauses = _openers(language)
    return "clause" if word in clauses else "case" if word in cases else ""


def opens_case(text: str, language: str) -> bool:
    """Whether a text says by its first word that it is a case: `at 60 fps`, `with 40 l`."""
    return bool(_opening(text, language))


@dataclass(frozen=True, slots=True)
class Case:
    """A case, in the words that stand in its question, and what holds in it."""

    condition: Inlines
    answer: Inlines
    given: Inlines = ()
    """What is said before it, and needed to work it out."""


def case_of(question: str, back: Blocks, whole: Blocks, language: str = "") -> Case | None:
    """The case that an answer speaks of: of its sentence, of its first item, or of what follows.

    `6000 × 4000 pixels are 24 megapixels. At 14 bits each that is 42 MB`: what comes before in
    the whole answer is given.
    """
    first = back[0] if len(back) == 1 else None
    if isinstance(first, BulletList):
        cases = [first_case(question, _text_of(one), language) for one in first.items]
        return cases[0] if cases and all(cases) else None
    if not isinstance(first, Paragraph):
        return None
    sentences = split_sentences(first.children)
    for index in dict.fromkeys((0, len(sentences) - 1)):
        told = first.children if not index else sentences[index]
        case = first_case(question, told, language)
        if case is None:
            continue
        given = _before(sentences[index], whole or back)
        if not given or not _THAT.search(plain(sentences[index])):
            return None if index else case
        known = _DIGIT.search(plain(given)) and not _DIGIT.search(question)
        return replace(case, given=given) if known else None
    return None


def _before(sentence: Inlines, whole: Blocks) -> Inlines:
    """What an answer says in front of one of its sentences, if it is short."""
    first = whole[0]
    text = first.children if isinstance(first, Paragraph) else ()
    start = plain(text).find(plain(sentence))
    given = strip(cut(text, 0, start)) if start > 0 else ()
    return given if len(words(plain(given))) <= LONGEST else ()


def _text_of(item: Item) -> Inlines:
    first = item.children[0] if item.children else None
    return first.children if isinstance(first, Paragraph) else ()


def first_case(question: str, sentence: Inlines, language: str = "") -> Case | None:
    """The case that a sentence opens with, apart; None where it opens with none.

    >>> case = first_case("How long may a frame take?", said("At 60 fps 16.67 ms, at 30 33.3 ms."))
    >>> plain(case.condition), plain(case.answer)
    ('at 60 fps', '16.67 ms')
    """
    text = flat(sentence).text
    if _WHERE.match(question):
        return None
    edge = _edge(question, text, language) or _given(question, text)
    if edge is None:
        return _case_behind(question, sentence, language)
    end, start = edge
    told = cut(sentence, start)
    if (tie := _TIES.match(plain(told))) and _DIGIT.search(plain(told)):
        told = strip(cut(told, tie.end()))
    elif asks_quantity(question) and not _opening(plain(told), language):
        told = cut(told, without_question(question, plain(told)))
    told = only_case(question, split_sentences(told)[0], language) if told else told
    told = without_stop(rstrip(told))
    condition = rstrip(cut(sentence, 0, end), " ,:")
    if re.search(r"[=≈]|:\s", _SET.sub("", plain(condition), 1)):
        return None  # a step of the calculation, no case
    last = words(plain(condition))[-1:]
    if len(words(plain(condition))) > LONGEST or set(last) & _NO_UNITS:
        return None
    if _says_nothing_new(question, plain(condition)):
        return None
    return Case(small(condition), told) if _DIGIT.search(plain(told)) else None


# A value that the case sets, by its sign: `for p = 0.3`.
_SET = re.compile(r"^\w+ [^\W\d_]{1,2} = \d[\d.,]*+(?= |$)")
# An amount in front of all that it holds for; nothing but words opens such an answer.
_AMOUNT_FIRST = re.compile(
    r"(?:[^\d,;:.=≈()]{1,60}\s)?"
    r"(?:about |roughly |some |etwa |rund |environ |unos |circa )?[~≈$€£]?\d[\d.,]*+\s?\S{0,8}"
    r"(?P<at>\s)(?P<case>[^,;:.=≈]+)",
    re.IGNORECASE,
)


def _case_behind(question: str, sentence: Inlines, language: str) -> Case | None:
    """The case behind an amount: `about 65 ms for the 8B model at half of its peak`."""
    match = _AMOUNT_FIRST.fullmatch(flat(sentence).text.rstrip(" ."))
    if match is None or not asks_quantity(question) or not wants(question):
        return None
    told, case = match.string[: match.start("at")], match["case"]
    new = _DIGIT.search(case) and not _says_nothing_new(question, case)
    if not new or not has_wanted(question, told) or not closed(case):
        return None
    if not opens_case(case, language) or len(words(case)) > LONGEST or has_wanted(question, case):
        return None
    at = match.start("at")
    return Case(rstrip(strip(cut(sentence, at)), " ."), cut(sentence, 0, at))


def _is_case(text: str) -> bool:
    """Whether a text in front of a comma gives something, and not what comes of it, too.

    >>> _is_case("At a rate of 2 per day"), _is_case("At 10 Wh/km in town 50 km")
    (True, False)
    """
    numbers = list(_NUMBERS.finditer(text))
    behind = len(re.findall(r"[^\W\d_]+", text[numbers[-1].end() :])) if numbers else 0
    return closed(text) and behind <= BEHIND and (len(numbers) == 1 or behind > FEWEST)


def _edge(question: str, text: str, language: str) -> tuple[int, int] | None:
    """Where a case ends and what is said of it begins."""
    opening = _opening(text, language)
    found: list[tuple[int, int]] = []
    patterns = {"clause": (_COLON, _COMMA), "case": (_COLON, _SUBJECT, _SIDE_BY_SIDE)}
    for pattern in patterns.get(opening, ()):
        for match in pattern.finditer(text):
            beside = pattern is _SIDE_BY_SIDE
            if beside and match["unit"].casefold() in _NO_UNITS:
                continue
            end = match.start("at") if beside else match.start()
            if beside and _VERB.search(text, 0, end):
                continue  # `bei 24 € je Kilogramm kosten 18 g 0,43 €`
            if _DIGIT.search(text, 0, end) and closed(text[:end]):
                found.append((end, match.end()))
                break
    again = edge_before_asked(question, text) if opening else None
    if again and not _opening(text[again[1] :], language) and not AGAIN.match(text[again[1] :]):
        found.append(again)
    amount = (
        edge_before_amount(text, lambda rest: _opening(rest, language))
        if opening == "case" and asks_quantity(question)
        else None
    )
    if amount and closed(text[: amount[0]]):
        found.append(amount)
    # One letter may be an article: `A roda gira a 500 rpm, o que …`.
    comma = _COMMA.search(text) if opening == "case" and not found and text[1:2] != " " else None
    if comma and _is_case(text[: comma.start()]):
        rest = text[comma.end() :]
        if not (_opening(rest, language) or AGAIN.match(rest) or goes_on(rest)):
            found.append(comma.span())
    if not found:
        return None
    end, start = min(found)
    # `a.a.`: short for `a year`, no end.
    return None if re.search(r"(?<!\.\w)[.!?](?=\s)|;", text[: end + 1]) else (end, start)


def _given(question: str, text: str) -> tuple[int, int] | None:
    """Where what is given ends and what comes of it begins: `12 TB over 48 shards make 250 GB`.

    A question that names its case, by a number or a proper name, holds what is given.
    """
    if not asks_quantity(question) or joins(question):
        return None
    if _NAMES_CASE.search(question.strip()[1:]):
        return None
    label = _LABEL.match(text)
    if label and _DIGIT.search(text, label.end()):
        return label.end("given"), label.end()
    for match in _COMES_TO.finditer(text):
        given = text[: match.start()]
        if wants(question) and not has_wanted(question, text[match.end() :].partition("; ")[0]):
            continue  # a step on the way: `4,000 tokens are 64 TFLOP; at half speed 129 ms`
        if _OPERATED.search(given):
            return None  # a calculation: who is asked would only work it out
        if _GIVEN.search(given) and closed(given) and not _EDGES.search(given):
            return match.span()
    return None


def _says_nothing_new(question: str, condition: str) -> bool:
    numbers = set(re.findall(r"\d[\d.,]*\d|\d", condition))
    return numbers <= set(re.findall(r"\d[\d.,]*\d|\d", question))


def small(inlines: Inlines) -> Inlines:
    """Words as they stand inside a sentence; an acronym stays."""
    while len(inlines) == 1 and isinstance(inlines[0], Emphasis | Strong):
        inlines = inlines[0].children
    text = plain(inlines)
    named = text[1:2].isupper() or text[1:2] == "$"  # `KV`, `R$ 300`
    if named or not text[:1].isupper() or not isinstance(inlines[0], Text):
        return inlines
    return (*said(text[0].lower()), *cut(inlines, 1))


def asked_in_case(title: Inlines, case: Case, language: str = "") -> Inlines | None:
    """A question with its case in it, in front of its last sign; None where it has no place."""
    text = plain(title).rstrip()
    if not text.endswith("?") or joins_questions(text):
        return None
    bare = rstrip(rstrip(title), "? \u00a0\u202f")
    condition = plain(case.condition)
    if condition.startswith("("):
        return (*bare, *said("? "), *case.condition)
    if not _opening(condition, language):
        if "(" in condition:
            return (*bare, *said(": "), *case.condition, *said("?"))
        return (*bare, *said(" ("), *case.condition, *said(")?"))
    return (*bare, *said(" "), *case.condition, *said("?"))


# What opens a sentence that says what an example takes for given.
_SUPPOSES = re.compile(rf"^(?:{SUPPOSING})\b(?!.*[=:])", re.IGNORECASE)


# A sentence that bids its reader do something more: `Check the limit first: …`.
_BIDS = re.compile(
    r"(?:so |then |but )?(?:check|see|note|remember|watch|beware|prüfe|siehe|beachte|"
    r"vérifie[rz]?|voir|comprueba|véase|verifica|veja)\b",
    re.IGNORECASE,
)
# A name with its amount, which may be said again: `fault service 4 ms = 4,000,000 ns`.
_NAMED_AMOUNT = re.compile(
    r"(?P<name>[^\d.,;:=?!()]{3,40})(?<! with)(?<! by)(?<! to)(?<! in)(?<! at) "
    r"[~≈$€£]?\d[\d.,]*+\s?\S{0,8}(?:(?: =|:) [\d.,]+ \S{1,8})?\W*"
)


def supposes(sentence: str) -> bool:
    """Whether a sentence says what an example takes for given.

    >>> supposes("Memory access 80 ns, fault service 4 ms."), supposes("Each access is 80 ns.")
    (True, False)
    """
    parts = [_NAMED_AMOUNT.fullmatch(part) for part in _COMMA.split(sentence.strip())]
    listed = len(parts) > 1 and all(
        one and not _VERB.search(f"{one['name']} ") and len(words(one["name"])) <= BEHIND
        for one in parts
    )
    return listed or _SUPPOSES.match(sentence) is not None


def supposed(question: str, answer: Inlines, back: str) -> Inlines:
    """What an answer takes for given before it works out the quantity that is asked for.

    >>> answer = said("Take a cube of 40 mm. It holds 64 cm³.")
    >>> plain(supposed("How much does it hold?", answer, "It holds 64 cm³"))
    'Take a cube of 40 mm.'
    """
    first, *rest = split_sentences(answer) or ((),)
    text = plain(first)
    if not rest or not supposes(text) or not asks_quantity(question) or text[:20] in back:
        return ()
    fits = len(words(text)) <= LONGEST and not _says_nothing_new(question, text)
    return first if fits else ()


def joins_questions(text: str) -> bool:
    """Whether a question has a second part, of which alone a case behind it would be said."""
    return bool(_TAIL.search(text)) or (joins(text) and asks_several(text))


# What goes on to another case, behind a comma or not.
_NEXT = re.compile(
    r"[;,]\s+(?:(?:and|und|et|y|e|or)\s+)?(?=[^\W\d_])|"
    r"\s(?:and|und|et|y|e|en|ou|oder)\s+(?=[^\W\d_]+\s[^\W\d_])"
)


def only_case(question: str, inlines: Inlines, language: str = "") -> Inlines:
    """An answer without the clauses that go on to other cases: `4.5 GB; at 15 Mbit/s 13.5 GB`."""
    text = flat(inlines).text
    for match in _NEXT.finditer(text):
        before = text[: match.start()]
        case = _opening(text[match.end() :], language) == "case"
        if not case or not _DIGIT.search(text, match.end()) or not closed(before):
            continue
        last = _COMMA.split(text[match.end() :])[-1]
        if last != text[match.end() :] and _opening(last, language) != "case":
            continue  # what both cases lead to
        if (
            _BARE.fullmatch(before)
            or _RESULT.search(before)
            or (wants(question) and has_wanted(question, before))
            or amounts_wanted(question, before)
        ):
            return cut(inlines, 0, match.start())
    return inlines


def is_conditional(question: str, sentence: str) -> bool:
    """Whether a sentence only says what would be in a case that was not asked for."""
    would = WOULD.search(sentence) is not None and _DIGIT.search(sentence) is not None
    return would and not WOULD.search(question) and not _says_nothing_new(question, sentence)


def is_other_case(question: str, sentence: str, language: str = "") -> bool:
    """Whether a sentence behind an answer goes on to a case that was not asked for.

    >>> is_other_case("How long is it?", "With 8 characters it is 47.6 bits.")
    True
    >>> is_other_case("How big is it?", "At 14 bits each that is 42 MB.")
    False
    """
    would = WOULD.search(sentence) is not None
    if not (_DIGIT.search(sentence) or would) or _says_nothing_new(question, sentence):
        return False
    if _IS_CASE.match(sentence) and not is_result(sentence):
        return True
    if would or not _opening(sentence, language):
        return would
    pointer, it = _THAT.search(sentence), _IT.search(sentence)
    return pointer is None or (it is not None and it.start() < pointer.start())


# One of several things, in front of what is told of it.
_NAMES_ONE = re.compile(r"[^\s:=.][^:=.]{1,30}:\s")


def without_other_cases(question: str, text: Inlines, language: str = "") -> Inlines:
    """The sentences of a text up to the first that goes on to another case.

    A reason may be just such a case.
    """
    if _WHY.match(question):
        return _without_figures(question, text)
    kept: list[Inlines] = []
    wants_several = asks_quantity(question) or (joins(question) and _DIGIT.search(question))
    for sentence in split_sentences(text):
        told = plain(sentence)
        if kept and asks_several(question) and all(map(_NAMES_ONE.match, (plain(kept[0]), told))):
            kept.append(sentence)  # `E4M3: 448. E5M2: 57,344.`, where several are asked for
            continue
        beyond = (
            _EXAMPLE.match(told)
            or supposes(told)
            or (kept and _BIDS.match(told))
            or is_other_case(question, told, language)
            or (kept and tells_of_another(question, told))
            or (kept and _illustrates(question, plain(joined(*kept)), told))
        )
        if kept and (beyond or (_WORKED.search(told) and not wants_several)):
            break
        kept.append(sentence)
    return only_case(question, joined(*kept), language)


FIGURES = 3
"""Numbers of a sentence that puts figures to a reason."""


def _without_figures(question: str, text: Inlines) -> Inlines:
    """A reason up to the sentence that only puts figures to it; one may be such figures itself."""
    kept: list[Inlines] = []
    for sentence in split_sentences(text):
        before = plain(joined(*kept))
        figures = set(_NUMBERS.findall(plain(sentence))) - set(_NUMBERS.findall(question))
        if len(words(before)) > FEWEST and not _DIGIT.search(before) and len(figures) >= FIGURES:
            return joined(*kept)
        kept.append(sentence)
    return text


BEHIND = 5
"""Words behind the last number of a case."""
OPENING = 6
"""Words in which a sentence that works with numbers has its first."""
FEWEST = 2
"""Numbers of a sentence that works an example out."""
REMARK = 7
"""Words of a sentence that may be a remark on something else."""


def _illustrates(question: str, before: str, sentence: str) -> bool:
    """Whether a sentence works with numbers what was said, and asked for, without any.

    >>> _illustrates("What goes into it?", "Power plus gain.", "A radio with 17 dBm gives 20 dBm.")
    True
    """
    if asks_quantity(question) or _DIGIT.search(before) or _NAMES.match(question):
        return False
    if len(words(before)) <= FEWEST:
        return False  # `Yes.`
    new = set(_NUMBERS.findall(sentence)) - set(_NUMBERS.findall(question))
    return len(new) >= FEWEST and bool(_DIGIT.search(" ".join(sentence.split()[:OPENING])))


def _without_remarks(question: str, sentences: list[Inlines]) -> list[Inlines]:
    """Sentences without those behind the first that are short and speak of something else."""
    if not sentences:
        return []
    about = plain_words(question) | plain_words(plain(sentences[0]))
    return [
        one
        for place, one in enumerate(sentences)
        if not place or len(words(plain(one))) > REMARK or plain_words(plain(one)) & about
    ]


MOST = 45
"""Words of what leads to an item of a list and of the item."""


def _tells(question: str, sentence: str) -> bool:
    """Whether a sentence holds the quantity that a question wants, or the rule for it."""
    bare = sentence.rstrip(" :")
    return has_wanted(question, bare) or is_rule(bare) or bool(OPERATES.search(bare))


def rule_of_examples(
    question: str, text: Inlines, below: Sequence[Node], language: str = ""
) -> Inlines:
    """A rule whose examples are listed below it, without them; nothing where that is not so.

    The examples are the items of the list: each has its number. A question for several things is
    answered by them all.
    """
    second = below[0] if len(below) == 1 else None
    if not isinstance(second, List) or asks_several(question):
        return ()
    if not all(_DIGIT.search(item.text.plain) for item in second.items):
        return ()
    sentences = _without_remarks(question, split_sentences(text))
    last = plain(sentences[-1]).rstrip() if sentences else ""
    if wants(question) and not any(_tells(question, plain(one)) for one in sentences):
        told = [one.text.inlines for one in second.items if _tells(question, one.text.plain)]
        if told:  # what is asked for stands in the list
            both = joined(text, told[0]) if last.endswith(":") else told[0]
            return without_stop(rstrip(both)) if len(words(plain(both))) <= MOST else ()
    leads = last.endswith(":") or last[-1:] not in ".!"
    if leads and len(sentences) > 1:
        sentences = sentences[:-1]  # `With 60 at rest:`, or `$5,000 at 4% grows to`
    elif leads and (not re.search(r"\d|[=×·]", last) or _opening(last, language)):
        return ()
    return without_stop(rstrip(joined(*sentences), " :"))
