"""Labels and headings as questions: `Why it grows`, `What GGUF is`, `Formula for X`."""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.editor.casing import Casing
from flashcards.editor.english.grammar import (
    base_verb,
    head_noun,
    is_gerund,
    is_plural,
    names_a_thing,
    said,
    says_what_it_does,
    with_article,
)
from flashcards.editor.words import word_class
from flashcards.tree.cut import cut
from flashcards.tree.flat import plain
from flashcards.tree.nodes import Inlines

# `What GGUF is`, `What the KV cache stores`: an embedded question with its verb at the end or
# right behind a short subject.
_WHAT_BE = re.compile(r"^what\s+(?P<subject>\S.*?)\s+(?P<verb>is|are|was|were)$", re.IGNORECASE)
_WHAT_DO = re.compile(
    r"^(?P<word>what|where|when)\s+(?P<subject>\S.*?)\s+(?P<verb>[a-z]+?)(?P<s>s)$", re.IGNORECASE
)
# `what temperature does to the logit`.
_WHAT_DOES = re.compile(
    r"^what\s+(?P<subject>\S.*?)\s+does(?P<rest>(?:\s+(?:to|with|for|in)\s.+)?)$", re.IGNORECASE
)
_HOW_DO = re.compile(
    r"^how\s+(?P<subject>(?:(?:a|an|the)\s+)?[\w.+/-]+(?:\s+[\w.+/-]+){0,3}?)\s+"
    r"(?P<verb>works|work|behaves|behave|differs|differ|scales|scale|grows|grow)\b(?P<rest>.*)$",
    re.IGNORECASE,
)
# `how many replicas the service needs`: a number of things, its subject and its verb.
_HOW_MANY = re.compile(
    r"^how\s+(?P<much>many|much)\s+(?P<what>[\w-]+(?:\s+[\w-]+)?)\s+"
    r"(?P<subject>(?:a|an|the|one|each)\s+.+?)\s+(?P<verb>[a-z]+?)s$",
    re.IGNORECASE,
)
_HOW_TO = re.compile(r"^how\s+to\s+", re.IGNORECASE)
# An embedded question without inversion: its second word is no auxiliary.
_EMBEDDED = re.compile(
    r"^(?P<word>why|how|when|where|what|which)\s+(?P<next>[\w'’-]+)", re.IGNORECASE
)
# A label that counts what follows it.
_COUNTED = re.compile(r"^(?:the\s+)?(?:[2-9]|two|three|four|five|six|seven)\s+", re.IGNORECASE)
# A verb or a participle where the left side of a formula should name something.
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|must|can)\b|^\w+ (?:by|at|to) |^(?:for|at|with|in)\b", re.IGNORECASE
)

# Nouns that most often stand without an article.
_ABSTRACT = re.compile(r"(?:[st]ion|ity|ing|ness|ism|ics|graphy|logy)$")


def is_sentence(text: str) -> bool:
    """Whether the left side of a formula says something instead of naming it."""
    return _CLAUSE.search(text) is not None


def is_question(label: str) -> bool:
    """Whether a label asks by itself: `What happens when the window is full`."""
    return label.endswith("?") or bool(_EMBEDDED.match(label))


def lacks_article(phrase: Inlines, casing: Casing) -> bool:
    """Whether a name may need an article that nothing tells: `parsec`, `light-year`."""
    low = casing.lowered(phrase)
    text = plain(low)
    noun = head_noun(text)
    if is_question(text) or is_plural(noun) or "'" in text or "’" in text:
        return False
    if noun in word_class("mass") or _ABSTRACT.search(noun):
        return False
    return text[:1].islower() and len(with_article(low, casing)) == len(low)


def of_label(label: Inlines, casing: Casing, answer: str = "") -> Inlines | None:  # noqa: PLR0911 - one a form
    """A label as a question: `Why it grows`, `What GGUF is`, `Formula for X`, `Batching`."""
    text = plain(label).strip().rstrip(":")
    if text.endswith(("?", "？")):
        return label
    if match := _WHAT_BE.match(text):
        verb = match["verb"].lower()
        subject = cut(label, match.start("subject"), match.end("subject"))
        return (*said(f"What {verb} "), *subject, *said("?"))
    if match := _WHAT_DOES.match(text):
        subject = cut(label, match.start("subject"), match.end("subject"))
        return (*said("What does "), *subject, *said(f" do{match['rest']}?"))
    if match := _HOW_TO.match(text):
        return (*said("How do you "), *cut(label, match.end()), *said("?"))
    if match := _HOW_MANY.match(text):
        counted = cut(label, match.start("what"), match.end("what"))
        subject = cut(label, match.start("subject"), match.end("subject"))
        asks = said(f"How {match['much'].lower()} ")
        return (*asks, *counted, *said(" does "), *subject, *said(f" {match['verb']}?"))
    if match := _HOW_DO.match(text):
        return _do(match, label, "How")
    if (match := _WHAT_DO.match(text)) and _short_subject(match["subject"]):
        return _do(match, label, match["word"].capitalize())
    if match := _EMBEDDED.match(text):
        if match["next"].casefold() in word_class("verbs") | {"to", "much", "many"}:
            return (*label, *said("?"))
        first = said(f"Explain {text[0].lower()}")
        return (*first, *cut(label, 1), *said("."))
    if is_gerund(text):
        return _of_gerund(label, text, casing, answer)
    return _of_thing(label, text, casing, answer) if names_a_thing(text) else None


def _of_thing(label: Inlines, text: str, casing: Casing, answer: str) -> Inlines:
    """A name as a question: what the thing is, or what it does where the answer says that."""
    phrase = with_article(casing.lowered(label), casing)
    if re.match(r"[a-z]+s\b", answer) and says_what_it_does(answer):
        return (*said("What does "), *phrase, *said(" do?"))
    verb = "are" if is_plural(head_noun(text)) else "is"
    return (*said(f"What {verb} "), *phrase, *said("?"))


def _of_gerund(label: Inlines, text: str, casing: Casing, answer: str) -> Inlines | None:
    """`Streaming text safely`: how to do that, if its answer demands it, else what matters."""
    first = text.split(" ", 1)[0]
    opens = answer.split(" ", 1)[0]
    demands = says_what_it_does(answer) and not opens.endswith("s")
    verb = base_verb(first, casing)
    if verb and (demands or opens.casefold() == "by"):
        return (*said(f"How do you {verb}"), *cut(label, len(first)), *said("?"))
    return (*said(f"What matters when {first.lower()}"), *cut(label, len(first)), *said("?"))


def _short_subject(subject: str) -> bool:
    words = subject.split()
    return len(words) <= 4 and not set(map(str.casefold, words)) & {"when", "if", "that", "and"}


def _do(match: re.Match[str], label: Inlines, word: str) -> Inlines:
    """`what the cache stores` → `What does the cache store?`."""
    subject = match["subject"]
    verb = match["verb"]
    tail = match.groupdict().get("rest") or ""
    plural = is_plural(head_noun(subject)) and not subject.casefold().startswith(("a ", "an "))
    if word == "How" and verb.endswith("s"):
        verb, plural = verb[:-1], False
    node = cut(label, match.start("subject"), match.end("subject"))
    return (*said(f"{word} {'do' if plural else 'does'} "), *node, *said(f" {verb}{tail}?"))


def of_list(label: Inlines, count: int, casing: Casing, *, ordered: bool) -> Inlines | None:
    """A closed list: `Name the 4 parts of a GGUF file.`."""
    told = _COUNTED.match(plain(label))
    if told:
        label = cut(label, told.end())
    text = plain(label).strip()
    if is_question(text):
        return None
    if ordered and is_gerund(text):
        return (*said(f"Name the {count} steps of "), *casing.lowered(label), *said(", in order."))
    several = is_plural(head_noun(text)) and names_a_thing(text)
    if not several and not (told and is_plural(text.split(" ", 1)[0].casefold())):
        return None
    sequence = set(re.findall(r"[a-z]+", text.casefold())) & word_class("sequences")
    order = ", in order" if ordered and sequence and "order" not in text.casefold() else ""
    return (*said(f"Name the {count} "), *casing.lowered(label), *said(f"{order}."))
