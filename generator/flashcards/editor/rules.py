"""What is not worth a card: each rule looks at one fact among its siblings and says why.

A rule gives a reason, or nothing. An author's own cards are never asked of. What is set aside
stays in the answer of its question, and keeps its history where it has one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from flashcards.card import (
    Cell,
    CodeLine,
    Diagram,
    Fact,
    FollowUp,
    Formula,
    ListItem,
    Name,
    OfLine,
    Statement,
    Step,
    Term,
    WholeList,
)
from flashcards.editor.english import (
    has_finite_verb,
    head_noun,
    is_plural,
    is_property,
    is_question,
    says_what_it_does,
)
from flashcards.editor.words import word_class
from flashcards.facts.wording import plain_words, reading, split_sentences
from flashcards.tree.cut import pictures_in
from flashcards.tree.flat import plain
from flashcards.tree.nodes import Code, Inlines, Paragraph, walk_inlines


@dataclass(frozen=True, slots=True)
class Setting:
    """The facts round one: those of its question, and of its note."""

    siblings: Sequence[Fact]
    tables: Mapping[tuple[str, ...], int]
    """Place of a table → how many of its cells are numbers."""
    direct: frozenset[tuple[int, str]] = frozenset()
    """Number of a question that a table answers, head of its first column of values."""
    repeated: frozenset[tuple[int, str, str]] = frozenset()
    """Number of a question, heading, label below it: of those that stand there more than once."""
    columns: Mapping[tuple[tuple[str, ...], str, str], int] = field(default_factory=dict)
    """Place of a table, its column, an answer → in how many rows it stands."""
    terms: Mapping[tuple[int, str], int] = field(default_factory=dict)
    """Number of a question, a term → in how many of its lists it stands."""


Rule = Callable[[Fact, Setting], str]

LONGEST_QUESTION = 20
"""Words; a longer question tells a case, and what stands in its answer is of that."""

MOST_NUMBERS = 9
"""A table with more numbers than that is looked up, or computed, not learnt by heart."""

LONGEST_CODE = 48
"""Characters of a command or option that a person remembers."""

NAMED_WORDS = 3
"""Words that say something; a subject with so many needs no definition to be understood."""

SHARED = 3
"""Rows with one answer in a column: more are told by a rule, not each by itself."""

MOST_DIGITS = 4
"""Digits that matter in a number that is worth knowing by heart."""

# A number with its signs of grouping, and what shows that it is about as large.
_NUMBER = re.compile(r"\d[\d.,\u202f\u00a0' _]*\d|\d")
_ONLY_NUMBER = re.compile(
    r"^[~≈<>≤≥±+\-−$€£¥ ]*\d[\d.,\u202f\u00a0' _]*(?:\s*[^\s\d]{1,12}){0,2}\.?$"
)
_LEADING_NUMBER = re.compile(r"[~≈<>≤≥±+\-−$€£¥ ]*(\d[\d.,\u202f\u00a0' _]*\d|\d)")
# Two numbers and what was made of them.
_WORKED_OUT = re.compile(
    r"\d[\d.,]*+\s*+[A-Za-z%]{0,4}\s*+\)?\s*+(?:[×*/÷+−·]|-(?=\s))\s*\(?\d[^=≈]*[=≈]|[=≈]\s*+[~≈]?[\d.,]++\s*+[^\W\d]*+\s*+[×*/÷+−·]\s*\d"
)
# A name beside an operator: `2 × layers`.
_OPERATED = re.compile(r"\s[×*/÷+−·^-]\s*\(?\s*[^\W\d_]|[×*·^√]\s*[^\W\d_]|\)\s*[×*/÷^]")
_NAME_IN_FORMULA = re.compile(r"[^\W\d_]{2,}|\b[A-Za-zα-ωΑ-Ω]\b")
# A line of code that says nothing of its subject.
_TRIVIAL = re.compile(
    r"^(?:return\b.{0,12}|break;?|continue;?|pass|else:?|[{})\];]+|import \S+|end|fi|done|exit \d)$"
)
# A line that only decides what comes next.
# A line that gives a name to a value, or shows one.
_ASSIGNS = re.compile(r"^(?:[\w.()\[\], ]+ [+*/-]?= |print\(|console\.|printf\()")
_BRANCH = re.compile(r"^(?:if|elif|for|while|switch|case|try|except|with|def|class)\b.*[:{]$")
_COMMANDS = frozenset(("sh", "bash", "shell", "console", "zsh", "cmake", "ini", "powershell"))
# A meaning that leans on words outside it.
_LEANS = re.compile(
    r"\b(?:it|its|this|that one|these|those|them|they|the same|the other|above|below|here|also|"
    r"too|as well)\b",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"#|no|nr|number|index|id|row|step|rank", re.IGNORECASE)
# An answer that is a link, or a promise.
_ELSEWHERE = re.compile(
    r"^(?:(?:answer|source|link|src|see)\W*)?\(?https?:\S+$|"
    r"^(?:answer|solution|source|link|src|here|see here|click here)\W*$|"
    r"^(?:to be (?:completed|done|added)|todo|tbd)\b",
    re.IGNORECASE,
)
# A variable of a program, where a formula should name a quantity.
_DECLARES = re.compile(r"^(?:val|var|let|const|final|auto|int|float|double|def|my)\s")
# Commands of TeX, and words and units that are set upright.
_TEX_WORDS = re.compile(r"\\text\{[^{}]*\}|\\[A-Za-z]+")
_SHORTCODE = re.compile(r"^\{\{.*\}\}$", re.DOTALL)
_DRAWN = re.compile(r"[─│┌┐└┘├┤┬┴┼═║►◄▲▼]|--+>|<--+|──")
_ARROW = re.compile(r"[►◄▲▼→←↑↓]|--+>|<--+|\?\?\?")
# A term that says something by itself: `Service time depends on the batch`.
_SENTENCE = re.compile(
    r"^\S+(?: \S+){0,5} (?:is|are|was|were|has|have|does|do|can|cannot|must|depends?|needs?) \S",
    re.IGNORECASE,
)
# What leans on the sentence before it.
_OPENS_OPEN = re.compile(
    r"^(?:and|but|or|so|then|also|however|moreover|furthermore|thus|therefore|hence|otherwise|"
    r"on the other hand|in contrast|this (?:is|was|means|gives|makes)|that (?:is|was|means)|"
    r"these are|given|suppose|assume|let's|let us|see|note that)\b",
    re.IGNORECASE,
)
_IMPERATIVE = re.compile(
    r"^(?:explain|describe|discuss|write|draw|design|implement|calculate|compute|compare|list|"
    r"name|show|give|state|justify|sketch|estimate|derive|prove|walk (?:me|us) through)\b",
    re.IGNORECASE,
)


def shown_with_its_list(fact: Fact, _: Setting) -> str:
    """“Which of the 5 is missing?” asks for the place in a list, not for knowledge."""
    return "a list is asked whole or not at all" if isinstance(fact.ask, ListItem | Step) else ""


def label_without_its_subject(fact: Fact, setting: Setting) -> str:
    """`Size` thrice under one heading: of what, was said by something that is no label."""
    if not isinstance(fact.ask, Term | Statement) or not fact.key or fact.group == "answer":
        return ""
    above = fact.place[-1] if isinstance(fact.ask, Term) else "".join(fact.place[-2:-1])
    heading = above if len(fact.place) > 2 or isinstance(fact.ask, Term) else ""
    if (
        fact.question,
        heading if heading in fact.place[1:] else "",
        fact.key[-1],
    ) in setting.repeated:
        return "a label that stands here more than once"
    return ""


def part_of_a_drawing(fact: Fact, _: Setting) -> str:
    """What stands at one place of a drawing is seen, not known."""
    return "a part of a drawing means little without it" if isinstance(fact.ask, Diagram) else ""


def number_of_an_example(fact: Fact, _: Setting) -> str:
    """A value that was worked out asks for what was given; only formulas with names stay."""
    worked = isinstance(fact.ask, Term | Name | Cell | Formula | Statement)
    if worked and fact.group != "answer" and _WORKED_OUT.search(_both(fact)):
        return "numbers of one worked example"
    if not isinstance(fact.ask, Formula):
        return ""
    worked = _is_worked_tex(fact.ask) if fact.ask.tex else _is_worked(fact.ask)
    return "numbers of one worked example" if worked else ""


def _is_worked_tex(formula: Formula) -> bool:
    """Whether TeX has numbers on its left, and no name."""
    return not re.search(r"[^\W\d_]", _TEX_WORDS.sub("", formula.left))


def _is_worked(formula: Formula) -> bool:
    """Whether a formula puts numbers together and names hardly anything."""
    right = re.sub(r"\([^()\d]*\)", "", formula.right)  # `512 (latent)`: a remark on a number
    numbers = _NUMBER.findall(right)
    operated = _OPERATED.search(right)
    return bool(
        (_LEADING_NUMBER.match(right) and not operated)
        or (len(numbers) > 1 and len(numbers) >= len(_NAME_IN_FORMULA.findall(right)))
        or not re.search(r"[^\W\d_]", right)
        or _ONLY_NUMBER.match(formula.right)
        or (not operated and re.search(r"=\s*[~≈$€]?\d", right))
        or _NUMBER.search(formula.left)
        or _DECLARES.match(formula.left)
    )


def too_exact(fact: Fact, _: Setting) -> str:
    """Nobody keeps ten digits."""
    answer = reading(fact.back)
    if not isinstance(fact.ask, Cell | Term | Statement) or fact.group == "answer":
        return ""
    number = _LEADING_NUMBER.match(answer)
    if number is None:
        return ""
    digits = re.sub(r"\D", "", number[1]).strip("0")
    return "too exact to be kept in mind" if len(digits) > MOST_DIGITS else ""


def is_direct(fact: Fact, setting: Setting) -> bool:
    """Whether a cell is in the first column of a short table that answers its question."""
    if not isinstance(fact.ask, Cell) or len(fact.place) > 1:
        return False
    return (fact.question, fact.key[-1]) in setting.direct


_SUM = re.compile(r"(?:total|sum|all|summe|gesamt|somme|suma|totale?)\b", re.IGNORECASE)


def column_of_numbers(fact: Fact, setting: Setting) -> str:
    """A table full of numbers is looked up or computed."""
    if not isinstance(fact.ask, Cell) or not _ONLY_NUMBER.match(reading(fact.back)):
        return ""
    if _SUM.match(fact.key[0]):
        return "the sum of a table"
    if is_direct(fact, setting):
        return ""
    many = setting.tables.get(fact.place, 0) > MOST_NUMBERS
    return "one of many numbers of a table" if many else ""


def code_that_says_nothing(fact: Fact, _: Setting) -> str:
    """Lines worth knowing are commands, options and calls whose comment says what they do."""
    if not isinstance(fact.ask, CodeLine):
        return ""
    line, asks = fact.ask.line.strip(), fact.ask.asks
    comment = plain(fact.ask.comment)
    if asks is OfLine.RESULT:
        return "the value of one line of an example"
    program = fact.ask.language not in _COMMANDS
    if _TRIVIAL.match(line) or _BRANCH.match(line) or (program and _ASSIGNS.match(line)):
        return "a line that could stand anywhere"
    if len(line) > LONGEST_CODE:
        return "too long to be known by heart"
    if asks in {OfLine.LINE, OfLine.BLOCK} and program:
        return "code is understood, not known by heart"
    return _comment_that_says_nothing(line, comment)


def _comment_that_says_nothing(line: str, comment: str) -> str:
    """Why a comment is no answer to what its line does, or nothing."""
    if len(plain_words(comment)) < 2:
        return "a comment that says little"
    if _repeats(line, comment):
        return "a line that says what it does"
    return "" if says_what_it_does(comment) else "a comment that does not say what its line does"


_BRACKETS = re.compile(r"\([^()]*\)")


def _repeats(line: str, comment: str) -> bool:
    """Whether a comment says no more than the names in its line: `-DX_CUDA=ON  # Enable CUDA`."""
    told = plain_words(_BRACKETS.sub("", comment)) - word_class("form")
    return told <= set(re.findall(r"[a-z\d]+", line.casefold()))


def same_in_many_rows(fact: Fact, setting: Setting) -> str:
    """What several rows share is one fact about them, and no answer about one of them."""
    if not isinstance(fact.ask, Cell):
        return ""
    shared = setting.columns.get((fact.place, fact.key[-1], reading(fact.back).casefold()), 0)
    return "an answer that several rows of the table share" if shared >= SHARED else ""


# A label that says that what follows is one example, or a step of a case that is worked through.
_EXAMPLE = re.compile(
    r"\b(?:example|scenario|use case|case study|walkthrough|sample)\b|^step \w{1,2}\b|\bby hand\b",
    re.IGNORECASE,
)


def of_an_example(fact: Fact, _: Setting) -> str:
    """What holds for one example is not worth knowing in a year."""
    if not isinstance(fact.ask, Term | Name | Cell | Formula | WholeList | Statement):
        return ""
    if fact.group == "answer":
        return ""
    above = fact.place[1:] if not isinstance(fact.ask, Statement) else fact.place[1:-1]
    return "of one example" if any(map(_EXAMPLE.search, above)) else ""


# A label that points at what stands round it: `Why three are unsafe here`.
_HERE = re.compile(r"\b(?:here|this|these|above|below)\b", re.IGNORECASE)


def points_outside(fact: Fact, _: Setting) -> str:
    """A question about `here` cannot be asked elsewhere."""
    labelled = isinstance(fact.ask, Statement | Term) and fact.group != "answer" and fact.key
    return "a label that points at its place" if labelled and _HERE.search(fact.key[-1]) else ""


def clerical_cell(fact: Fact, _: Setting) -> str:
    """Where a row comes from, or that it is a total, is for the table, not for a learner."""
    if not isinstance(fact.ask, Cell):
        return ""
    head = set(plain(fact.ask.column).casefold().strip("#. ").split())
    if head and head <= word_class("clerical"):
        return "where a row of a table comes from"
    if re.fullmatch(r"(?:\S+\s)?#?\d+", plain(fact.ask.row).strip()) and _COUNTS.fullmatch(
        plain(fact.ask.corner).strip(" .")
    ):
        return "a row that is only numbered"
    named = plain(fact.ask.row)
    if _is_sentence(named) or named.rstrip().endswith("."):
        return "a sentence where a row should be named"
    row = set(named.casefold().strip("*: ").split())
    return "the total of a table" if row and row <= word_class("totals") else ""


_YES_NO = re.compile(r"(?:yes|no|none|n/a|true|false|ok)\b", re.IGNORECASE)
_ASKS_YES_NO = re.compile(r"\b(?:does|do|is|are|can|has|have|will|was|were)\b.*\?$", re.IGNORECASE)


def yes_or_no(fact: Fact, _: Setting) -> str:
    """`No` answers `does it fit?`; it is no value of anything."""
    if not isinstance(fact.ask, Cell | Term) or not _YES_NO.match(reading(fact.back)):
        return ""
    column = plain(fact.ask.column if isinstance(fact.ask, Cell) else fact.ask.term)
    verb = column.split(" ", 1)[0].casefold().rstrip("?s")
    asked = bool(_ASKS_YES_NO.search(column)) or verb in word_class("acts")
    return "" if asked else "yes or no, where a value is asked for"


# An identifier or a name in capitals.
_NAMED = re.compile(r"[_\d]|[A-Z].*[A-Z]|^[-./]|\w[.-]\w|[a-z][A-Z]")
# `O(n) in all`, `perplexity < 7`: a formula or a bound.
_VALUE = re.compile(r"[A-Za-z]\(|(?:\S+ ){0,3}[<>≤≥] ?\d")
_EXAMPLE_ONLY = re.compile(r"(?:for example|e\.g\.|such as)\b", re.IGNORECASE)
_CIRCUMSTANCE = re.compile(r"(?:by|with|in|at|on|from|via|per|after|before|during|until)\b")
# `O(n log n)`: signs and names, and no word.
_SYMBOLS = re.compile(r"(?:\b[A-Za-z]{1,3}\b|[^A-Za-z])+")


def no_meaning(fact: Fact, setting: Setting) -> str:
    """A value or one adjective beside a name says how much or how, not what it is."""
    if isinstance(fact.ask, Statement) and fact.group.startswith("label:"):
        label = set(plain(fact.ask.subject).casefold().split())
        return "the outcome of one case" if label <= word_class("outcomes") else ""
    if not isinstance(fact.ask, Term):
        return ""
    term = plain(fact.ask.term).strip(" :")
    if not re.search(r"[^\W\d_]", term):
        return "a number where a term should be"
    if set(term.casefold().split()) <= word_class("totals") | word_class("outcomes"):
        return "the outcome of one case"
    if fact.ask.term and setting.terms.get((fact.question, term.casefold()), 0) > 1:
        return "a term of several lists, which none of them defines"
    if fact.place[-1].casefold().startswith("why ") and not _NAMED.search(term):
        return "one case of a reason"
    return _no_meaning(term, reading(fact.back), number=begins_with_number(fact))


# How something is told that is no meaning: how often, to which degree, of which kind of case.
_HOW = re.compile(
    r"^(?:once|twice|never|always|usually|often|only|not|small|large|low|high|good|bad|fast|slow|"
    r"slower|faster|same|up to|at most|at least|oftentimes|able to|may|can|must|should|will|would|"
    r"a few (?:hundred|thousand)|several)\b",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"^(?:never|always|once|twice|above|below|more than|less than|at most)\b", re.IGNORECASE
)
# `Q6_K (output.weight)`: a name of a type and no word.
_TYPE_NAME = re.compile(r"^[A-Z]+\d\w*(?:$|[ ,;(])(?!-)")
# `the state cannot be rolled back`, `they cancel`: a sentence with a subject of its own.
_SAYS = re.compile(
    r"^(?:they|it|we|you|i|this|he|she)\s|"
    r"^(?!(?:what|how|where|when|who|whatever|which)\b)"
    r"(?:(?!\b(?:that|which|who|whose|where|when|with|for|of|by|the|an?|one|we|you|it)\b)[^,;:(.]|"
    r"^(?:the|an?)\b){3,60}?"
    r"\s(?:is|are|was|were|can|cannot|may|must|has|have)\s"
    r"|^(?:after|before|in|with|for|when|if|while|as)\s[^,.]{3,60},\s\w",
    re.IGNORECASE,
)


def _no_meaning(term: str, answer: str, *, number: bool) -> str:
    """Why an answer tells no meaning of a term, or nothing."""
    if _EXAMPLE_ONLY.match(answer):
        return "an example, where a meaning is asked for"
    if says_what_it_does(term) and term[:1].isupper() and " " in term:
        return "a demand where a term should be"
    if _NEVER.match(answer):
        return "how much or how often, where a meaning is asked for"
    noun = head_noun(term)
    property_ = is_property(noun) and not is_plural(noun)
    about_it = re.search(r"[=→<>≥≤]", term) or _names_itself(term, answer)
    said = has_finite_verb(answer) and not (property_ and " " not in term)
    if not about_it and (said or (_SAYS.match(answer) and not property_)):
        return "a sentence, where a meaning is asked for"
    if property_:
        return ""
    if is_plural(noun):
        return "a value, where a meaning is asked for" if _TYPE_NAME.match(answer) else ""
    return _value_for_meaning(term, answer, number=number)


def _value_for_meaning(term: str, answer: str, *, number: bool) -> str:
    """Why a few words beside the name of one thing tell no meaning of it, or nothing."""
    if _CIRCUMSTANCE.match(answer):
        return "a circumstance, where a meaning is asked for"
    if _HOW.match(answer):
        return "how much or how often, where a meaning is asked for"
    if number or _VALUE.match(answer) or _SYMBOLS.fullmatch(answer) or _TYPE_NAME.match(answer):
        return "a value, where a meaning is asked for"
    if says_what_it_does(answer) and answer[:1].isupper() and " " in term:
        return "a demand, where a meaning is asked for"
    one = answer.strip()
    alone = one.isalpha() and one == one.capitalize()
    return "one word, where a meaning is asked for" if alone else ""


OPENING = 5
"""Words in which a sentence names what it is about."""


def _names_itself(term: str, answer: str) -> bool:
    """Whether a sentence is about the term: `The executeBatch() is used to …`."""
    return bool(plain_words(term) & plain_words(" ".join(answer.split()[:OPENING])))


def label_without_meaning(fact: Fact, _: Setting) -> str:
    """`What is the checked exception?` is not answered by a sentence about `Callable`."""
    if not isinstance(fact.ask, Statement) or not fact.group.startswith("label:"):
        return ""
    label, answer = plain(fact.ask.subject).strip(" :"), reading(fact.back)
    if _KIND_OF_BLOCK.match(label):
        return "a label that says what kind of block follows"
    noun = head_noun(label)
    if fact.more and _TWO_ASKED.search(label) and len(split_sentences(_text(fact))) < BOTH:
        return "half of what is asked"
    if fact.more and is_plural(noun) and not is_question(label) and not fact.back[1:]:
        first = _both(fact).split(" ", 1)[0].casefold()
        several = first in word_class("several") or is_plural(head_noun(answer))
        if not several:
            return "the first of several"
    if is_question(label) or is_property(head_noun(label)) or not _SENTENCE.search(answer):
        return ""
    return "" if _names_itself(label, answer) else "a sentence about something else"


BOTH = 2
"""Sentences that answer two questions, at the least."""
# A label of two questions.
_TWO_ASKED = re.compile(r"\band (?:what|how|why|when|where|which)\b", re.IGNORECASE)


def _text(fact: Fact) -> Inlines:
    first = fact.back[0] if fact.back else None
    return first.children if isinstance(first, Paragraph) else ()


# A label that names the kind of what follows it.
_KIND_OF_BLOCK = re.compile(
    r"^(?:examples?|outputs?|notes?|usage|exercises?|syntax|input|result|explanation)\b(?!\w)",
    re.IGNORECASE,
)


def reverse_of_a_label(fact: Fact, _: Setting) -> str:
    """Only a name can be asked for by its meaning: an identifier, an acronym, a proper noun."""
    if not isinstance(fact.ask, Name):
        return ""
    term, meaning = fact.ask.term, plain(fact.ask.meaning)
    text = plain(term)
    if len(text.split()) > 2 or re.match(r"[\d~≈<>]", text):
        return "the reverse of a label"
    if _LEANS.search(meaning) or len(plain_words(meaning)) < 3 or _NUMBER.match(meaning):
        return "a meaning that leaves open which name it is of"
    named = any(isinstance(node, Code) for node in walk_inlines(term))
    if named or re.search(r"[A-Z].*[A-Z]|\w[_.-]\w|[A-Za-z]\d", text):
        return ""
    return "the reverse of a label"


def only_a_degree(fact: Fact, _: Setting) -> str:
    """`High` says how much, and by what measure nobody knows; so do two of it."""
    if isinstance(fact.ask, WholeList):
        told = [plain(item).rpartition(": ")[2] for item in fact.ask.items]
        if not fact.group.startswith("pair:"):
            return ""
    elif isinstance(fact.ask, Cell | Term):
        told = [reading(fact.back)]
    else:
        return ""
    said = {word for text in told for word in text.casefold().strip(" .").split()}
    return "an answer that says little" if said <= word_class("degrees") else ""


def one_point_of_several(fact: Fact, _: Setting) -> str:
    """“What is the one point?” has no answer that an expert would give."""
    return "one point without a question" if fact.group.startswith("item:") else ""


def not_readable(fact: Fact, _: Setting) -> str:
    """Arrowheads and cut drawings are no answer."""
    if isinstance(fact.ask, FollowUp):
        return ""
    answer = reading(fact.back)
    sketched = isinstance(fact.ask, Term | Cell) and re.search(r"[→⇒]|->", answer)
    if _ELSEWHERE.match(answer.strip()):
        return "the answer stands elsewhere"
    if _SHORTCODE.match(answer.strip()):
        return "a sign of the site that it was written for"
    if _DRAWN.search(answer) or _ARROW.search(answer[:6]) or sketched:
        return "signs of a drawing"
    seen = re.search(r"\w", answer) or pictures_in(fact.back)
    return "" if seen else "nothing to read"


def sentence_without_its_subject(fact: Fact, _: Setting) -> str:
    """What is defined as `it`, or by a sentence about another thing, defines nothing."""
    if not isinstance(fact.ask, Statement | Term) or fact.group == "answer":
        return ""
    answer = reading(fact.back)
    if isinstance(fact.ask, Term) and _is_sentence(plain(fact.ask.term)):
        return "a sentence where a term should be"
    if answer.rstrip().endswith(("!", "?")):
        return "an exclamation, no fact"
    if fact.key and fact.key[-1].casefold().strip(" .:!") in word_class("pointers"):
        return "a label that points at something else"
    if _OPENS_OPEN.match(answer):
        return "a sentence that begins in the middle"
    if answer.rstrip().endswith((":", ",", "(", "—")):
        return "a sentence that is cut"
    return ""


def _is_sentence(term: str) -> bool:
    """Whether a term asserts something; a condition (`when it is full`) and a question do not."""
    first = term.split(" ", 1)[0].casefold()
    opens = word_class("conditions") | {"why", "how", "what", "which", "where"}
    return first not in opens and not term.endswith("?") and bool(_SENTENCE.search(term))


# How the name of a defined thing does not begin, and how a definition does.
_NO_NAME = re.compile(
    r"^(?:because|so|if|then|since|when|while|therefore|hence|thus|only|also|and|but|or|for|with|"
    r"without|in|on|at|by|from|as|after|before|here|there|each|every|all|both|most|some|many|no|"
    r"what|which|how|why|our|your|my|his|her|their|its|not|now|one|two|three|four|\d)\b",
    re.IGNORECASE,
)
_DEFINING = re.compile(
    r"^(?:an?|the|any|one of|those|that|how|what|where|when|whatever|everything|anything)\b",
    re.IGNORECASE,
)


def no_definition(fact: Fact, _: Setting) -> str:
    """`Raw capacity is 32 TB` says how much, in one case; a definition says what something is."""
    if not isinstance(fact.ask, Statement) or not fact.group.startswith("definition:"):
        return ""
    subject = plain(fact.ask.subject)
    if len(fact.question_title.split()) > LONGEST_QUESTION:
        return "of one problem"
    if _NO_NAME.match(subject):
        return "a sentence that defines nothing"
    answer = reading(fact.back)
    if head_noun(subject) in word_class("vague"):
        return "a sentence that defines nothing"
    if _DEFINING.match(answer):
        return ""
    if len(plain_words(subject)) >= NAMED_WORDS and not (
        _HOW.match(answer) or re.match(r"\w+ly\b|(?:that|to|used|different|similar)\b", answer)
    ):
        return ""
    return "a sentence that defines nothing"


def demand_for_an_answer(fact: Fact, _: Setting) -> str:
    """An instruction to the reader is a question, not its answer."""
    if not isinstance(fact.ask, Statement) or fact.group == "answer":
        return ""
    label = reading(fact.front).rstrip("?").rsplit("\n", 1)[-1].casefold()
    demand = _IMPERATIVE.match(reading(fact.back))
    asked = label.endswith(("question", "task", "prompt", "exercise", "assignment"))
    return "an instruction, not an answer" if demand and asked else ""


RULES: tuple[Rule, ...] = (
    shown_with_its_list,
    label_without_its_subject,
    part_of_a_drawing,
    number_of_an_example,
    too_exact,
    column_of_numbers,
    code_that_says_nothing,
    same_in_many_rows,
    clerical_cell,
    yes_or_no,
    of_an_example,
    points_outside,
    reverse_of_a_label,
    only_a_degree,
    one_point_of_several,
    not_readable,
    sentence_without_its_subject,
    no_meaning,
    label_without_meaning,
    no_definition,
    demand_for_an_answer,
)
"""In the order in which they are asked; the first reason counts."""


def reason(fact: Fact, setting: Setting) -> str:
    """Why a fact is set aside, or nothing."""
    return next((why for rule in RULES if (why := rule(fact, setting))), "")


def is_worked_out(fact: Fact) -> bool:
    """Whether numbers of an example are put together in the answer."""
    return bool(_WORKED_OUT.search(reading(fact.back)))


def begins_with_number(fact: Fact) -> bool:
    """Whether the answer is first of all a number."""
    answer = reading(fact.back)
    match = _LEADING_NUMBER.match(answer)
    return match is not None and not re.match(r"-?[^\W\d_]", answer[match.end() :])


def _both(fact: Fact) -> str:
    """What a fact asks and answers, as far as a formula may stand in it."""
    if isinstance(fact.ask, Formula):
        return f"{fact.ask.left} = {fact.ask.right}"
    if isinstance(fact.ask, Name):
        return plain(fact.ask.meaning)
    return reading(fact.back)


def is_number(fact: Fact) -> bool:
    """Whether the answer is nothing but a number with its unit."""
    return bool(_ONLY_NUMBER.match(reading(fact.back)))
