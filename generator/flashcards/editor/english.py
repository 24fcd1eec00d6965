"""Questions in English: from what a card asks to the sentence that a person would say.

Each function gives inlines, or None where no pattern fits; then the plain form stands.
"""

from __future__ import annotations

import re

from flashcards.editor.casing import Casing
from flashcards.editor.words import word_class
from flashcards.tree.cut import cut
from flashcards.tree.flat import plain
from flashcards.tree.nodes import Inlines, Strong, Text

# `What GGUF is`, `What the KV cache stores`: an embedded question with its verb at the end or
# right behind a short subject.
_WHAT_BE = re.compile(r"^what\s+(?P<subject>.+?)\s+(?P<verb>is|are|was|were)$", re.IGNORECASE)
_WHAT_DO = re.compile(r"^what\s+(?P<subject>.+?)\s+(?P<verb>[a-z]+?)(?P<s>s)$", re.IGNORECASE)
# `what temperature does to the logit`.
_WHAT_DOES = re.compile(
    r"^what\s+(?P<subject>.+?)\s+does(?P<rest>(?:\s+(?:to|with|for|in)\s.+)?)$", re.IGNORECASE
)
_HOW_DO = re.compile(
    r"^how\s+(?P<subject>(?:(?:a|an|the)\s+)?[\w.+/-]+(?:\s+[\w.+/-]+){0,3}?)\s+"
    r"(?P<verb>works|work|behaves|behave|differs|differ|scales|scale|grows|grow)\b(?P<rest>.*)$",
    re.IGNORECASE,
)
# An embedded question without inversion: its second word is no auxiliary.
_EMBEDDED = re.compile(
    r"^(?P<word>why|how|when|where|what|which)\s+(?P<next>[\w'’-]+)", re.IGNORECASE
)
# `Memory (GiB)`: a head and the unit or detail in brackets behind it.
_BRACKET = re.compile(r"^(?P<head>.*\S)\s*\((?P<detail>[^()]{1,40})\)$")
# A label that counts what follows it.
_COUNTED = re.compile(r"^(?:the\s+)?(?:[2-9]|two|three|four|five|six|seven)\s+", re.IGNORECASE)
# `Allocated at`, `Helped by`: a head that is half a sentence.
_PARTICIPLE = re.compile(
    r"^\w+(?:ed|en|ing)\s+(?:at|by|in|on|to|from|with|for|as)\b|.*\s(?:at|by|in|on|to|from|with|for|as)$",
    re.IGNORECASE,
)
_COUNT = re.compile(r"^[~≈]?\d[\d,. ]*$")
# Verbs that open a description of what something does, in the imperative or the third person.
_DOES = re.compile(
    r"^(?:sets?|enables?|disables?|limits?|turns?|keeps?|loads?|reads?|writes?|prints?|shows?|"
    r"makes?|gives?|returns?|stores?|builds?|compiles?|adds?|removes?|starts?|stops?|runs?|"
    r"selects?|chooses?|controls?|allows?|prevents?|avoids?|reserves?|maps?|copies|copy|moves?|"
    r"splits?|joins?|holds?|converts?|computes?|counts?|measures?|checks?|verifies|verify|"
    r"ensures?|forces?|uses?|links?|lists?|opens?|closes?|sends?|receives?|translates?|"
    r"reduces?|increases?|maintains?|provides?|creates?|deletes?|drops?|tells?|lets?|sorts?|"
    r"hands?|pass(?:es)?|raises?|lowers?|replaces?|refuses?|catches|catch|applies|apply|draws?|"
    r"shares?|skips?|saves?|restores?|installs?|configures?|downloads?|uploads?|merges?|finds?|"
    r"searche?s?|removes?|renames?|executes?|calls?|waits?|sleeps?|blocks?|locks?|frees|free|"
    r"allocates?|initiali[sz]es?|updates?|inserts?|deploys?|exposes?|assigns?|returns?|prevents?|"
    r"caps?|pins?|hides?|ignores?|includes?|excludes?|exits?|fetche?s?|formats?|generates?)\b",
    re.IGNORECASE,
)


def says_what_it_does(text: str) -> bool:
    """Whether a comment or meaning opens with what something does."""
    return _DOES.match(text) is not None


def is_question(label: str) -> bool:
    """Whether a label asks by itself: `What happens when the window is full`."""
    return label.endswith("?") or bool(_EMBEDDED.match(label))


def of_doer(what: str, does: Inlines) -> Inlines | None:
    """From what something does to the thing: `Which option drops old paths?`."""
    text = plain(does).rstrip(". ")
    does = _lower_verb(cut(does, 0, len(text)))
    if not says_what_it_does(text):
        return None
    asker = f"which {what} " if what else "what "
    first = text.split(" ", 1)[0]
    if first.endswith("s") and not first.endswith("ss"):
        return (*said(asker), *does, *said("?"))
    return (*said(f"{asker}do you use to "), *does, *said("?"))


def _lower_verb(does: Inlines) -> Inlines:
    """`Enable CUDA` inside a sentence is `enable CUDA`."""
    first = does[0] if does else None
    if not isinstance(first, Text) or not re.match(r"[A-Z][a-z]+\b", first.value):
        return does
    return (Text(first.value[0].lower(), span=first.span, verbatim=False), *cut(does, 1))


def said(text: str) -> Inlines:
    """Words of ours."""
    return (Text(text, verbatim=False),) if text else ()


def head_noun(phrase: str) -> str:
    """The word that a noun phrase is about: the last before its first preposition.

    >>> head_noun("Upper bound on decoding speed")
    'bound'
    """
    words = re.findall(r"[\w.+/'’-]+", phrase.casefold())
    stops = word_class("conditions") | {"of", "to", "per", "that", "which", "and", "vs"}
    end = next((i for i, word in enumerate(words) if i and word in stops), len(words))
    return words[end - 1] if words else ""


def is_plural(noun: str) -> bool:
    """Whether a noun is one of several, by its form."""
    if noun in word_class("plural"):
        return True
    if noun in word_class("singular") or noun.endswith(("ss", "us", "is", "ics")):
        return False
    return noun.endswith("s") and len(noun) > 3


def with_article(phrase: Inlines) -> Inlines:
    """`formula for KV cache size` → `the formula …`; what needs no article stays."""
    text = plain(phrase)
    first = text.split(" ", 1)[0].casefold() if text else ""
    if first in {"the", "a", "an", "this", "that", "its", "their", "your", "our", "each", "no"}:
        return phrase
    noun = head_noun(text)
    if is_property(noun) and noun not in word_class("mass") and not is_plural(noun):
        return (*said("the "), *phrase)
    has_tail = re.search(r"\s(?:of|for|on|in|per|from|between|at|to|with|under)\s", text)
    if has_tail and (noun not in word_class("mass") or re.search(r"\sof\s", text)):
        return (*said("the "), *phrase)
    return phrase


def of_label(label: Inlines, casing: Casing) -> Inlines | None:  # noqa: PLR0911 - one a form
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
    if match := _HOW_DO.match(text):
        return _do(match, label, "How")
    if (match := _WHAT_DO.match(text)) and _short_subject(match["subject"]):
        return _do(match, label, "What")
    if match := _EMBEDDED.match(text):
        if match["next"].casefold() in word_class("verbs") | {"to", "much", "many"}:
            return (*label, *said("?"))
        first = said(f"Explain {text[0].lower()}")
        return (*first, *cut(label, 1), *said("."))
    if not _is_noun_phrase(text) or _is_gerund(text):
        return None
    phrase = with_article(casing.lowered(label))
    verb = "are" if is_plural(head_noun(text)) else "is"
    return (*said(f"What {verb} "), *phrase, *said("?"))


def _is_gerund(text: str) -> bool:
    """Whether a label names an action: `Streaming text safely`."""
    words = text.split()
    return len(words) > 1 and bool(re.fullmatch(r"[A-Z]?[a-z]{2,}ing", words[0]))


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


def _is_noun_phrase(text: str) -> bool:
    """Whether a label names a thing: no sentence, no imperative, no list of words."""
    words = text.split()
    return (
        0 < len(words) <= 10
        and not re.search(r"[;:!→]|--|\s[-–—]\s", text)
        and words[0].casefold() not in word_class("conditions")
        and not any(word.casefold() in word_class("verbs") for word in words)
    )


def of_term(term: Inlines, meaning: str, casing: Casing, *, attribute: bool) -> Inlines:
    """A term and its meaning: what it does, what it is, or what holds under it."""
    text = plain(term)
    first = text.split(" ", 1)[0].casefold()
    if text.endswith("?"):
        return term
    if first in {"why", "how", "what"} and (asked := of_label(term, casing)) is not None:
        return asked
    if _is_gerund(text):
        return (*term, *said("?"))
    if first in word_class("conditions") and len(text.split()) > 1:
        return (*said("what happens "), *casing.lowered(term), *said("?"))
    if re.search(r"[=→<>≥≤]", text):
        return (*said("what holds for "), Strong(term), *said("?"))
    plural = is_plural(head_noun(text)) and not re.search(r"[_\d]|[A-Z]{2}", text)
    verb = "are" if plural else "is"
    if attribute or (len(text.split()) == 1 and is_property(text.casefold())):
        return (*said(f"what {verb} the "), *casing.lowered(term), *said("?"))
    acts = re.match(r"[A-Za-z]+s\b", meaning) or " " not in text
    if acts and _DOES.match(meaning):
        return (*said(f"what {'do' if plural else 'does'} "), Strong(term), *said(" do?"))
    return (*said(f"what {verb} "), Strong(term), *said("?"))


def of_cell(  # noqa: PLR0911 - one return a form
    row: Inlines, column: Inlines, corner: Inlines, answer: str, casing: Casing
) -> Inlines | None:
    """A property of an entity: `How many KV heads does LLaMA-2 70B have?`."""
    if plain(corner).strip().casefold() in word_class("compared") or not plain(corner).strip():
        return _of_property(casing.lowered(row), column)  # the columns are what is compared
    head = plain(column).strip()
    detail = ""
    if match := _BRACKET.match(head):
        head, detail = match["head"], match["detail"]
    words = head.casefold().split()
    if not words:
        return None
    if asked := _by_class(words, row):
        return asked
    if _PARTICIPLE.match(head):
        return None
    if head[0].isdigit():
        return None
    unit = said(f", in {detail}") if detail else ()
    named = said(casing.lower(head))
    noun = head_noun(head)
    if not _is_noun_phrase(head):
        return None
    counted = is_plural(noun) and _COUNT.match(answer) and not detail
    if counted and len(words) <= 4 and re.search(rf"\b{re.escape(noun)}\b", head):
        return (*said("how many "), *named, *said(" does "), *row, *said(" have?"))
    if not is_property(noun):
        return None
    verb = "are" if is_plural(noun) else "is"
    link = " for " if re.search(r"\d|^[\W_]", plain(row)) or " " in head else " of "
    return (*said(f"what {verb} the "), *named, *said(link), *row, *unit, *said("?"))


def _by_class(words: list[str], row: Inlines) -> Inlines | None:
    """Columns that have a question of their own."""
    kinds = set(words)
    if kinds <= word_class("means"):
        return (*said("what does "), *row, *said(" mean?"))
    if kinds <= word_class("does"):
        return (*said("what does "), *row, *said(" do?"))
    if kinds & word_class("use") and kinds <= word_class("use") | {"when", "to", "for", "it"}:
        return (*said("when do you use "), *row, *said("?"))
    if kinds <= word_class("detected"):
        return (*said("how is "), *row, *said(" detected?"))
    if kinds <= word_class("why"):
        return (*said("what is the reason for "), *row, *said("?"))
    return None


def _of_property(row: Inlines, entity: Inlines) -> Inlines | None:
    """A row that names a property, of the thing that heads the column."""
    text = plain(row)
    named = plain(entity).strip()
    if not named or len(named.split()) > 3 or " to " in named:
        return None  # a head of its own, no thing that is compared
    if not _is_noun_phrase(text) or _PARTICIPLE.match(text):
        return None
    noun = head_noun(text)
    if not is_property(noun):
        return None
    verb = "are" if is_plural(noun) else "is"
    return (*said(f"what {verb} the "), *row, *said(" of "), *entity, *said("?"))


def is_property(noun: str) -> bool:
    """Whether a noun, or its singular, names what a thing has."""
    known = word_class("properties")
    forms = (noun, noun.removesuffix("s"), noun.removesuffix("es"), re.sub(r"ies$", "y", noun))
    return any(form in known for form in forms)


def of_list(label: Inlines, count: int, casing: Casing, *, ordered: bool) -> Inlines | None:
    """A closed list: `Name the 4 parts of a GGUF file.`."""
    told = _COUNTED.match(plain(label))
    if told:
        label = cut(label, told.end())
    text = plain(label).strip()
    if is_question(text):
        return None
    if ordered and _is_gerund(text):
        return (*said(f"Name the {count} steps of "), *casing.lowered(label), *said(", in order."))
    if not is_plural(head_noun(text)) or not _is_noun_phrase(text):
        return None
    order = ", in order" if ordered and "order" not in text.casefold() else ""
    return (*said(f"Name the {count} "), *casing.lowered(label), *said(f"{order}."))
