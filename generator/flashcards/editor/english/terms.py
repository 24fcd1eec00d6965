"""Terms as questions, by what their meanings say; and things asked for by what they do."""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.editor.casing import Casing
from flashcards.editor.english.grammar import (
    DOES,
    head_noun,
    is_gerund,
    is_noun,
    is_plural,
    is_property,
    names_a_thing,
    said,
    says_what_it_does,
    with_article,
)
from flashcards.editor.english.labels import is_question, of_label
from flashcards.editor.words import word_class
from flashcards.tree.cut import cut
from flashcards.tree.flat import plain
from flashcards.tree.nodes import Inlines, Strong, Text


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


def of_term(  # noqa: PLR0911 - one return a form
    term: Inlines, meaning: str, casing: Casing, *, attribute: bool
) -> Inlines | None:
    """A term and its meaning: what it does, what it is, or what holds under it."""
    text = plain(term)
    first = text.split(" ", 1)[0].casefold()
    if text.endswith("?"):
        return term
    if first in {"why", "how", "what", "where", "which"} and len(text.split()) > 1:
        return of_label(term, casing)
    if first in word_class("conditions") and len(text.split()) > 1:
        return (*said("what happens "), *casing.lowered(term), *said("?"))
    if re.search(r"[=→<>≥≤]", text) and not re.search(r"\w=\w", text):
        return (*said("what holds for "), Strong(term), *said("?"))
    if is_gerund(text) or _SITUATION.search(text) or not names_a_thing(text):
        return None
    noun = head_noun(text)
    plural = is_plural(noun) and not _is_code(noun, text)
    verb = "are" if plural else "is"
    if counted := _counted(term, text, meaning, casing):
        return counted
    if attribute or (len(text.split()) == 1 and is_property(text.casefold())):
        return (*said(f"what {verb} the "), *casing.lowered(term), *said("?"))
    if ((past := _DID.match(meaning)) and DOES.match(past["stem"])) or _DID_E.match(meaning):
        return (*said("what did "), Strong(term), *said(" do?"))
    acts = (
        re.match(r"[A-Za-z]+s\b", meaning)
        or " " not in text
        or (plural and (_DO.match(meaning) or _DEMAND.match(meaning)))
    )
    low = casing.lowered(term, known=" of " not in text)
    if _USED.match(meaning):
        return (
            *said(f"what {verb} "),
            *_named(low, plural=plural, casing=casing),
            *said(" used for?"),
        )
    if _PASSIVE.match(meaning):
        return (*said("what happens to "), *_named(low, plural=plural, casing=casing), *said("?"))
    if acts and says_what_it_does(meaning):
        named = _named(low, plural=plural, casing=casing)
        return (*said(f"what {'do' if plural else 'does'} "), *named, *said(" do?"))
    return (*said(f"what {verb} "), *_named(low, plural=plural, casing=casing), *said("?"))


def _is_code(noun: str, text: str) -> bool:
    """Whether a noun is an identifier or a name in capitals."""
    written = next((word for word in re.findall(r"[\w.+/'’-]+", text) if word.lower() == noun), "")
    return bool(re.search(r"[_\d=]|[A-Z]{2}", written))


# A term that describes a case instead of naming a thing.
_SITUATION = re.compile(
    r",|\b(?:instead|and|or|not|without)\b|\b[a-z]{3,}ed (?:on|by|in|at|to|from|with)\b|"
    r"^(?:no|all|each|every|any|both|several|whole|more|less|"
    r"larger|smaller|higher|lower|longer|shorter|bigger|faster|slower|"
    r"fewer|too|using)\b",
    re.IGNORECASE,
)
# `added a version number`, not `added by a tool`: what something did.
_DID = re.compile(r"^(?P<stem>[a-z]+?)ed\s+(?!by|to|from|in|at|with|on|as|for|into|over)\w")
_DID_E = re.compile(
    r"^(?:introduced|removed|replaced|reduced|moved|stored|used|made|gave|brought)\s+(?!by|to|from|in|at|with|on|as|for)\w"
)
# `Split to choose by hardware`: what is told, and of what the terms are cases.
_BY = re.compile(r"^(?P<told>[^,;:]+?) by (?P<case>[a-z-]+(?: [a-z-]+)?)$", re.IGNORECASE)


def of_case(label: str, term: Inlines, casing: Casing) -> Inlines | None:
    """`Split by hardware`, of `two cards` → `what is the split for two cards?`."""
    match = _BY.match(label)
    if match is None or is_question(label) or not names_a_thing(match["told"]):
        return None
    noun = head_noun(match["told"])
    if not is_property(noun) and not is_noun(noun, casing):
        return None
    verb = "are" if is_plural(noun) else "is"
    told = casing.lower(match["told"])
    return (*said(f"what {verb} the {told} for "), Strong(casing.lowered(term)), *said("?"))


# `share or divide the cells`: what several do, no list of names.
_DO = re.compile(r"^[a-z]+ (?:the|an?|or|and|in|on|to|for|with|by|their|its|all|every|each)\b")
# `Create embeddings by training`: what several do, as a sentence of its own.
_DEMAND = re.compile(r"^[A-Z][a-z]+(?<!s) [a-z]")
_USED = re.compile(r"^used (?:for|to|by|when|in)\b")
# `refused without flash attention`, `never chosen`: what is done with a thing.
_PASSIVE = re.compile(
    r"^(?:(?:never|not|still|always|only|usually|often) )?(?!need|speed|feed|seed)[a-z]{3,}ed\b"
)


def _named(term: Inlines, *, plural: bool, casing: Casing) -> Inlines:
    """A term as the subject of a question, with the article that it takes."""
    if plural and not re.search(r"\s(?:of|for|in)\s", plain(term)):
        return (Strong(term),)
    whole = with_article(term, casing)
    return (*whole[: len(whole) - len(term)], Strong(term))


# `8 (64 query heads)`: a number of things, with what is said of it.
_NUMBER_OF = re.compile(r"^[~≈]?\d[\d,. ]*(?:$|\s*\()")


def _counted(term: Inlines, text: str, meaning: str, casing: Casing) -> Inlines | None:
    """`KV heads of Qwen3-32B`, `8` → `how many KV heads does Qwen3-32B have?`."""
    if not _NUMBER_OF.match(meaning) or not is_plural(head_noun(text)):
        return None
    match = re.match(r"^(?P<what>.+?)\s+of\s+(?P<whole>.+)$", text)
    if match is None:
        return (*said("how many "), *casing.lowered(term), *said(" are there?"))
    what = casing.lowered(cut(term, match.start("what"), match.end("what")))
    whole = cut(term, match.start("whole"))
    return (*said("how many "), *what, *said(" does "), *whole, *said(" have?"))
