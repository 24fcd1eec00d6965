"""What a question leaves to its place: the one before it, or the document that it stands in.

`And the maintenance dose?` goes on from the question before; `How bitter is it?` points back at
it; `What is tapering?` and `What did we average?` need to know of what the document is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from flashcards import patterns as re
from flashcards.card import Fact, Kind, Pair
from flashcards.document import Document, Question, Role
from flashcards.editor.ellipsis import merged
from flashcards.editor.words import word_class
from flashcards.facts.scope import is_generic
from flashcards.facts.wording import (
    plain_words,
    reading,
    strip_brackets,
    subject_block,
    subject_of,
)
from flashcards.tree.flat import plain
from flashcards.tree.nodes import Block, Inlines, Paragraph, Strong
from flashcards.values import dataclass

FEW = 1
"""Words that say something; a question of no more is understood in its field alone."""
FEW_POINTED = 3
"""The same of a question about one certain thing: `the crossing`."""
FEW_OF_TERM = 2
"""Words of a term that stands by itself."""
FEW_IN_ALL = 4
"""The same, of all words, in languages whose question words are not known here."""
FEW_TO_GO_ON = 2
"""Words of a question that says too little to be asked behind another: `And if not?`"""
LONGEST_NAME = 6
"""Words of a title that names a field."""

_BEFORE = {
    "en": "Going on from “{}”:", "de": "Weiter nach „{}“:", "fr": "Suite de « {} » :",
    "es": "Sigue a «{}»:", "pt": "Continua «{}»:", "it": "Segue «{}»:", "nl": "Vervolg op “{}”:",
}  # fmt: skip
"""Names the question that another goes on from, so that only one is asked."""

# How a question begins that leans on the one before it.
_GOES_ON = re.compile(
    r"^[¿¡\s]*(?:and|but|so|then|or|what about|how about|why so|why not|und|aber|et|mais|y|"
    r"pero|e)\b(?!/)",
    re.IGNORECASE,
)
# What points back: not `it takes`, `is it possible to`, which stand for nothing.
_POINTS_BACK = re.compile(
    r"\b(?:it(?!\s+takes?\b)(?!.*\b(?:to|that)\b)|its|they|them|their|"
    r"(?:this|these|those)(?=\s*(?:$|[?.,]|(?:is|are|mean|do|does)\b))|"
    r"that(?=\s*(?:$|[?.,]|(?:mean|do|does)\b))|^that(?= (?:is|are)\b)|"  # else of a clause
    r"(?:of|in|for|to|with|by|from|on) (?:this|that|these|those) \w+(?=\s*[?.])|"
    r"^(?:is|are|was|were|does|do|did) (?:this|that|these|those) (?!an?\b|the\b)[a-z]+\b|"
    r"(?<!\band )(?:of|for|to|with|by|from|on) (?:them|it)(?=\s*[?.]\s*$)|"
    r"(?:then|there)(?=\s*[?.])|(?<!\bis )(?<!\bare )there(?=,)|"
    r"the same(?!.*\bas\b)|the (?:latter|former))\b",
    re.IGNORECASE,
)
# Whose it is: of the author, not of everyone.
_OF_AUTHOR = re.compile(r"\b(?:our|my|mine|ours|us|we|here)\b", re.IGNORECASE)
# `the crossing?`, `the server send?`: something that was named before, and nothing more of it.
_DEFINITE = re.compile(r"\bthe\s+[a-z]+(?:\s+[a-z]+)?\s*[?.]", re.IGNORECASE)
# What stands behind the name of a field in a title, and signs that name nothing.
_BEHIND_NAME = re.compile(r"\s*(?:[:|]|\s[-–—]\s).*$", re.DOTALL)
_NO_WORDS = re.compile(r"[^\w\s&,.'’()/+#-]|\b(?=\w*\d)(?=\w*[a-f])[0-9a-f]{6,}\b")
# `Which program simulates this?`, `How do you test such a ratio?`: what was named before.
_LEANS_AT_END = re.compile(
    r"\b(?:[a-z]+s (?:this|these)|such an? [a-z]+|on top|in addition|instead|otherwise)\s*\?$|"
    r"^[^,]*\bdoes (?:this|that) (?:mean|imply|change|save|cost|give|bring)\b|"
    r"^[^,]{0,30}\b(?:does|did) this (?!work|mean|happen|help|matter|compare|differ|look)"
    r"[a-z]+ [a-z]",
    re.IGNORECASE,
)
# Scripts that part no words by blanks.
_UNPARTED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]")
_IT = re.compile(r"(?:it|its|they|them|their)\b", re.IGNORECASE)
# Something named in front of a pronoun, as its subject or with an article.
_NAMED_BEFORE = re.compile(
    r"\b(?:do(?:es)?|did|is|are|was|were|can|will|should)\s(?:an?|the)\s[\w-]+\s", re.IGNORECASE
)
_KINDS = frozenset((Kind.STATEMENT, Kind.INTERVIEW, Kind.CHOICE))
_GROUPS = frozenset(("answer", "interview", "choice"))


@dataclass(frozen=True, slots=True)
class Places:
    """What the questions of a document leave to their places.

    Attributes:
        leads: (number, title) of each question that goes on → the title of the one before it.
        whole: the same → both as one question, where that is plain.
        name: what the document is about; empty where its title does not say.
        sections: number of each question → the name of its part of the document.
        language: of the document.
        prompted: numbers of the questions that say more than their titles.
        parts: what names the subject of those that several parts ask, or that open one.
    """

    leads: Mapping[tuple[int, str], str]
    whole: Mapping[tuple[int, str], Inlines]
    name: str
    language: str
    prompted: frozenset[int]
    parts: Mapping[int, str]
    sections: Mapping[int, str]

    @classmethod
    def of(cls, document: Document) -> Places:
        """From a document as understood."""
        asked: defaultdict[str, set[str]] = defaultdict(set)
        for question in document.questions:
            asked[question.title.plain].add(question.category)
        parts = {q.number: q.category for q in document.questions if len(asked[q.title.plain]) > 1}
        leads: dict[tuple[int, str], str] = {}
        whole: dict[tuple[int, str], Inlines] = {}
        last: Question | None = None
        for question in document.questions:
            title = question.title.plain.strip()
            if not _leans(question, title):
                last = question
            elif last is None or question.category != last.category:
                last = question
                if not is_generic(question.category):
                    parts[question.number] = question.category  # `Why is it used?` under `Raft`
            else:
                leads[question.number, question.title.plain] = last.title.plain.strip()
                if one := merged(last.title.inlines, question.title.inlines):
                    whole[question.number, question.title.plain] = one
        return cls(
            leads=leads,
            whole=whole,
            name=name_of(document.title.plain, document.language),
            language=document.language,
            prompted=frozenset(
                q.number for q in document.questions if q.section(Role.PROMPT) is not None
            ),
            parts=parts,
            sections={q.number: name_of(q.category, document.language) for q in document.questions},
        )

    def placed(self, fact: Fact) -> Fact:
        """The fact with what its question leaves to its place in front of it."""
        title = fact.question_title
        if isinstance(fact.ask, Pair):
            return self._behind(fact, title)
        if fact.kind not in _KINDS or fact.group not in _GROUPS or subject_of(fact.front):
            return fact
        if title.strip().split("?")[0].casefold() not in reading(fact.front).casefold():
            return fact
        name = self._field(fact)
        if one := self.whole.get((fact.question, title)):
            alone = _as_one(fact, title, one)
            named = name and self._needs_field(plain(one)) and alone is not fact
            return replace(alone, front=(subject_block(name), *alone.front)) if named else alone
        lead = self.leads.get((fact.question, title), "")
        if lead:
            return self._framed(fact, title, lead)
        if fact.kind is not Kind.CHOICE and fact.question not in self.prompted:
            of = name if self._needs_field(title) else ""  # of which field?
            lead = self.parts.get(fact.question) or of
        if not lead or plain_words(lead) <= plain_words(title):
            return fact
        return replace(fact, front=(subject_block(lead), *fact.front))

    def _framed(self, fact: Fact, title: str, lead: str) -> Fact:
        """A question that cannot stand alone, with the one before it named as such."""
        if plain_words(lead) <= plain_words(title):
            return fact
        if _GOES_ON.match(title) and len(title.split()) <= FEW_TO_GO_ON and not fact.aside:
            fact = replace(fact, aside="it goes on from the question before it")
        return replace(fact, front=(going_on_from(lead, self.language), *fact.front))

    def _behind(self, fact: Fact, title: str) -> Fact:
        """An author's pair behind the question that it goes on from, or behind its field."""
        if isinstance(fact.ask, Pair) and fact.ask.back:
            return fact
        asks = title.rstrip().endswith("?")
        lead = self.leads.get((fact.question, title), "") if asks else ""
        term = not asks and len(title.split()) <= FEW_OF_TERM and not _UNPARTED.search(title)
        if lead:
            return replace(fact, front=(going_on_from(lead, self.language), *fact.front))
        name = self._field(fact) if term or (asks and self._needs_field(title)) else ""
        if plain_words(name) <= plain_words(title) or subject_of(fact.front):
            return fact
        return replace(fact, front=(subject_block(name), *fact.front))

    def _field(self, fact: Fact) -> str:
        """What the document is about, or the part of it that holds a question."""
        return self.name or self.sections.get(fact.question, "")

    def _needs_field(self, title: str) -> bool:
        """Whether a question is only understood by who knows what the document is about."""
        if self.language not in {"", "en"}:
            return len(title.split()) <= FEW_IN_ALL
        told = [word for word in plain_words(title) if word not in word_class("asking")]
        pointed = len(told) <= FEW_POINTED and _DEFINITE.search(title)
        return len(told) <= FEW or bool(pointed or _OF_AUTHOR.search(title))


def going_on_from(question: str, language: str = "") -> Block:
    """The small line that names the question which another goes on from."""
    return subject_block(_BEFORE.get(language, _BEFORE["en"]).format(question))


def _as_one(fact: Fact, title: str, one: Inlines) -> Fact:
    """The fact with one question in place of its title, which went on from another."""
    front = list(fact.front)
    for index, block in enumerate(front):
        if isinstance(block, Paragraph) and plain(block.children).strip() == title.strip():
            bold = len(block.children) == 1 and isinstance(block.children[0], Strong)
            front[index] = Paragraph((Strong(one),) if bold else one)
            return replace(fact, front=tuple(front))
    return fact


def _leans(question: Question, title: str) -> bool:
    """Whether a question is only understood behind the one before it."""
    if _GOES_ON.match(title) or _LEANS_AT_END.search(title):
        return True
    points = _POINTS_BACK.search(title)
    if points is None or question.section(Role.PROMPT) is not None:
        return False
    if _IT.match(points[0]) and _NAMED_BEFORE.search(title[: points.start()]):
        return False  # `a pointer … it`: what it points at stands in the question itself
    if " " in points[0]:
        # `of that source`; what an earlier clause of it names is no question before it.
        return not re.search(r",|\b(?:and|or|if|when|that|which)\b", title[: points.start()])
    before = plain_words(title[: points.start()]) - word_class("asking")
    return len(before) <= FEW


def name_of(title: str, language: str = "") -> str:
    """A document's title as the name of its field; nothing where it is a file's name or long.

    What stands behind a colon is the name where only a collection is named in front of it.

    >>> name_of("Brew day notebook: things I keep getting asked"), name_of("os-notes")
    ('Brew day notebook', '')
    >>> name_of("Study notes: tides and currents"), name_of("Lernzettel: Kredite", "de")
    ('tides and currents', 'Kredite')
    """
    collections = word_class("collections") | word_class("collections", language)
    front, colon, behind = title.partition(": ")
    if colon and not re.sub(r"\d+", "", " ".join(plain_words(front) - collections)).strip():
        title = strip_brackets(behind)
    name = " ".join(_NO_WORDS.sub(" ", _BEHIND_NAME.sub("", title)).split())
    words = name.split()
    told = plain_words(name) - collections
    if not told or len(words) > LONGEST_NAME or (len(words) == 1 and not name[0].isupper()):
        return ""
    return name
