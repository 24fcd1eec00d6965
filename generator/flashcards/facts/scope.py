"""Where a block stands, and how the cards made from it name their subject."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from flashcards import patterns as re
from flashcards.document import Document, Question, Role, without_suffix
from flashcards.facts.vocabulary import word_list
from flashcards.facts.wording import plain_words, slug, strip_brackets, without_source
from flashcards.tree import plain
from flashcards.values import dataclass

GENERIC_LABELS = word_list("generic")
"""Words that say nothing of a subject; a label made of these alone needs its parent's name."""

_LEADING_VERB = re.compile(
    r"^(?:(?:why\s+)?choos(?:e|ing)(?!.*\sover\s)|explain(?:ing)?|implement(?:ing)?|calculat(?:e|ing)|"
    r"design(?:ing)?(?:\s+for)?|compare|describe|discuss|define|understand(?:ing)?)\s+"
    r"(?:(?:a|an|the)\s+)?",
    re.IGNORECASE,
)
_WHAT_IS = re.compile(
    r"^what\s+(?:(?P<common>are\s+(?:the\s+)?|is\s+the\s+)|is\s+(?:an?\s+)?)(?P<thing>.+?)(?:,?\s+and\s+(?:why|how|when|where|which|what)\b.*)?$",
    re.IGNORECASE,
)
# A question with another sentence behind it.
_FIRST_QUESTION = re.compile(r"^([^?]+)\?\s+\S")
_INTERVIEW_TAIL = re.compile(r"\s*[-\u2013\u2014]\s*interview questions\s*$", re.IGNORECASE)
_QUESTIONS_TAIL = re.compile(r"\s+questions?$", re.IGNORECASE)
_TAIL = re.compile(r"\s+(?:deep dive|and its impact|basics|fundamentals)$", re.IGNORECASE)


@lru_cache(maxsize=4096)
def topic_of(title: str) -> str:
    """A question's title as the name of a subject: `What is GGUF and Why …?` → `GGUF`."""
    text = title.strip().rstrip("?").strip()
    first = _FIRST_QUESTION.match(text)
    if first and _WHAT_IS.match(first[1]):
        text = first[1]  # `What are autoencoders? Explain their layers`
    if match := _WHAT_IS.match(text):
        text = match["thing"]
        if match["common"] and title[:1].isupper() and text.split()[0].isalpha():
            text = text[0].upper() + text[1:]  # `The steps of …`, not `grep`
    shorter = _TAIL.sub("", _LEADING_VERB.sub("", text)).strip()
    if not shorter:
        return text
    capital = text[:1].isupper() and shorter.split()[0].isalpha()
    return shorter[0].upper() + shorter[1:] if capital else shorter


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """A block's place: document, question, section and the labels above it, outermost first."""

    document: Document
    question: Question
    tag_root: str
    role: Role
    labels: tuple[str, ...] = ()
    repeated: frozenset[str] = frozenset()
    """Labels that stand in several places of the question: they need their parent's name."""

    def under(self, *labels: str) -> Scope:
        """This place with more labels below."""
        kept = tuple(label for label in labels if label.strip())
        return replace(self, labels=self.labels + kept)

    @property
    def topic(self) -> str:
        """The question's subject."""
        return topic_of(plain(without_source(self.question.title.inlines)))

    @property
    def subject(self) -> str:
        """What a front calls its subject: the topic, and the labels needed to be specific."""
        chosen: list[str] = []
        for label in reversed(self.labels):
            chosen.append(label)
            if not is_generic(label) and label not in self.repeated:
                break
        parts: list[str] = []
        for label in reversed(chosen):
            if not parts or plain_words(label) - plain_words(parts[-1]):
                parts.append(label)
        if not parts:
            return self.topic
        said = set().union(*(plain_words(part) for part in parts))
        topic_words = plain_words(self.topic) - GENERIC_LABELS
        if topic_words and topic_words <= said:
            return " › ".join(parts)
        if parts and plain_words(parts[0]) <= plain_words(self.topic):
            parts = parts[1:]
        return " › ".join([self.topic, *parts])

    @property
    def full_subject(self) -> str:
        """The topic and every label: for fronts that would otherwise ask the same."""
        return " › ".join([self.topic, *self.labels])

    @property
    def context(self) -> tuple[str, ...]:
        """The breadcrumb shown above a front: the field, the question, and what is below it."""
        return (*self.field, self.question.title.plain, *self.labels)

    @property
    def field(self) -> tuple[str, ...]:
        """What the document is about, and its part: a term means another thing in another field."""
        first, *parts = self.deck.split("::")
        return (first, *(part for part in parts if not is_generic(part)))

    @property
    def place(self) -> tuple[str, ...]:
        """The path inside the question, for the ledger."""
        return (self.role.value, *self.labels)

    @property
    def deck(self) -> str:
        """`Module 1: Foundations::Conceptual`; the root deck stands above it."""
        document = self.document
        return document.deck or _deck(document.title.plain, document.name, self.question.category)

    def tags(self, kind: str) -> tuple[str, ...]:
        """`llm::m1::q04::kv-cache`, `difficulty::mid`, `kind::cell`."""
        question = self.question
        name = _module(self.document.title.plain, self.document.name)
        tags = [
            f"{self.tag_root}::{name}::q{question.number:02d}::{slug(self.topic)}",
            f"kind::{kind}",
        ]
        if question.difficulty:
            tags.append(f"difficulty::{slug(strip_brackets(question.difficulty))}")
        if question.category:
            tags.append(f"category::{slug(question.category)}")
        return tuple(dict.fromkeys((*tags, *question.tags)))


@lru_cache(maxsize=64)
def _module(title: str, name: str) -> str:
    number = re.match(r"module[\s_-]*(\d+)", title, flags=re.IGNORECASE)
    return f"m{number.group(1)}" if number else slug(without_suffix(name))


@lru_cache(maxsize=64)
def _deck(title: str, name: str, category: str) -> str:
    shown = title or without_suffix(name.rsplit("/", 1)[-1])
    parts = [_INTERVIEW_TAIL.sub("", shown).replace("::", ": ")]
    if category:
        parts.append(_QUESTIONS_TAIL.sub("", category).replace("::", ": "))
    return "::".join(parts)


def is_generic(label: str) -> bool:
    """Whether a label names no subject of its own."""
    words = plain_words(label)
    return not (words - GENERIC_LABELS) or all(word.isdigit() for word in words - GENERIC_LABELS)
