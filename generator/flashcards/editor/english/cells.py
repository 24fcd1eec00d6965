"""Cells of tables as questions: the property of a thing, or what it does."""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.editor.casing import Casing
from flashcards.editor.english.grammar import (
    head_noun,
    is_noun,
    is_plural,
    is_property,
    names_a_thing,
    said,
    says_what_it_does,
)
from flashcards.editor.words import word_class
from flashcards.tree.flat import plain
from flashcards.tree.nodes import Inlines

# `Memory (GiB)`: a head and the unit or detail in brackets behind it.
_BRACKET = re.compile(r"^(?P<head>.*\S)\s*\((?P<detail>[^()]{1,40})\)$")
# What says how exact numbers are, and is no unit.
_ROUGH = re.compile(r"^(?:approx\w*|est\w*|rough\w*|typical\w*|about)\.?\s*", re.IGNORECASE)
# `Allocated at`, `Helped by`: a head that is half a sentence.
_PARTICIPLE = re.compile(
    r"^\w+(?:ed|en|ing)\s+(?:at|by|in|on|to|from|with|for|as)\b|.*\s(?:at|by|in|on|to|from|with|for|as)$",
    re.IGNORECASE,
)
_COUNT = re.compile(r"^(?:[~≈]\s*|about )?\d[\d,. ]*$")


def of_cell(  # noqa: PLR0911 - one return a form
    row: Inlines, column: Inlines, corner: Inlines, answer: str, casing: Casing
) -> Inlines | None:
    """A property of an entity: `How many KV heads does LLaMA-2 70B have?`."""
    if plain(corner).strip().casefold() in word_class("compared") or not plain(corner).strip():
        return _of_property(casing.lowered(row), column, casing)  # columns are what is compared
    head = plain(column).strip()
    detail = ""
    if match := _BRACKET.match(head):
        head, detail = match["head"], _ROUGH.sub("", match["detail"])
    words = head.casefold().split()
    if not words or _is_no_thing(plain(row)):
        return None
    if asked := _by_class(words, row) or _by_verb(head, row, answer):
        return asked
    if head.endswith("?"):
        return None
    if _PARTICIPLE.match(head) or head[0].isdigit() or _is_clause(words):
        return None
    if len(words) > 1 and words[-1].endswith("ed") and is_plural(words[-2]):
        return None  # `Instructions used`: what is asked for stands in front of its end
    unit = said(f", in {detail}") if detail else ()
    named = said(casing.lower(head))
    noun = head_noun(head)
    if not names_a_thing(head):
        return None
    counted = is_plural(noun) and _COUNT.match(answer) and not detail
    if counted and len(words) <= 4 and noun in casing.lower(head).split():
        return (*said("how many "), *named, *said(" does "), *row, *said(" have?"))
    if not (is_property(noun) or is_noun(noun, casing)):
        return None
    verb = "are" if is_plural(noun) else "is"
    link = " for " if noun.removesuffix("s") in word_class("for") or len(words) > 2 else " of "
    return (*said(f"what {verb} the "), *named, *said(link), *row, *unit, *said("?"))


def _is_no_thing(row: str) -> bool:
    """Whether a row is a case or a demand: `Before it is full`, `Stream the tokens`."""
    first, _, rest = row.partition(" ")
    if first.casefold() in word_class("conditions") | {"no", "without"}:
        return True
    return bool(rest) and not first.endswith("s") and says_what_it_does(row)


def _is_clause(words: list[str]) -> bool:
    """`Crosses the link`, `Each GPU holds`: a head with a verb of its own."""
    acts = word_class("acts")
    verb = words[-1][:-1] in acts and words[-1].endswith("s") and len(words) > 1
    opens = words[0].endswith("s") and words[1:2] in (["the"], ["a"], ["an"])
    return verb or opens


_YES_NO = re.compile(r"^(?:yes|no)\b", re.IGNORECASE)
# `Best for`, `Used by`: what a row is, with its preposition.
_IS_PREP = re.compile(
    r"^(?:best|good|ideal|suited|suitable|meant|bad|poor|limited|bound|\w+ed|made|built|known|"
    r"written|measured)\s+(?:for|by|to|in|with|from)$",
    re.IGNORECASE,
)


def _by_verb(column: str, row: Inlines, answer: str) -> Inlines | None:
    """`Needs`, `Best for`, `When it appears`: columns that say what a row does or is."""
    head, written = column.casefold().rstrip("?"), column.rstrip("?").split()
    words = head.split()
    several = is_plural(head_noun(plain(row).split(",", 1)[0]))
    if _IS_PREP.match(head):
        verb = "are" if several else "is"
        return (*said(f"what {verb} "), *row, *said(f" {head}?"))
    does, acts = "do" if several else "does", word_class("acts")
    if len(words) == 1 and head.endswith("s") and _YES_NO.match(answer):
        return (*said(f"{does} "), *row, *said(f" {head[:-1]}?")) if head[:-1] in acts else None
    if len(words) == 1 and head.endswith("s") and is_property(head[:-1]):
        return None
    if len(words) == 1 and head.endswith("s") and head[:-1] in acts:
        return (*said(f"what {does} "), *row, *said(f" {head[:-1]}?"))
    if words[0].endswith("s") and words[0][:-1] in acts:
        if not _YES_NO.match(answer):
            return None
        rest = " ".join((words[0][:-1], *written[1:]))
        return (*said(f"{does} "), *row, *said(f" {rest}?"))
    if match := re.match(r"^(?P<ask>when|where|how|why) it (?P<verb>[a-z]+)s$", head):
        return (*said(f"{match['ask']} {does} "), *row, *said(f" {match['verb']}?"))
    return None


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


def _of_property(row: Inlines, entity: Inlines, casing: Casing) -> Inlines | None:
    """A row that names a property, of the thing that heads the column."""
    text = plain(row)
    named = plain(entity).strip()
    if not named or len(named.split()) > 3 or " to " in named:
        return None  # a head of its own, no thing that is compared
    if not names_a_thing(text) or _PARTICIPLE.match(text):
        return None
    noun = head_noun(text)
    if not is_property(noun) and not is_noun(noun, casing):
        return None
    verb = "are" if is_plural(noun) else "is"
    link = " for " if " " in named else " of "
    return (*said(f"what {verb} the "), *row, *said(link), *entity, *said("?"))


def of_pair(row: Inlines, one: Inlines, two: Inlines, casing: Casing) -> Inlines | None:
    """A row that compares two things: `How do Void and Voidable differ in effect?`."""
    text = plain(row).strip()
    both = (*one, *said(" and "), *two)
    if _IS_PREP.match(text):
        return (*said("What are "), *both, *said(f" {text[0].lower()}{text[1:]}?"))
    if not names_a_thing(text) or _PARTICIPLE.match(text) or text.endswith("?"):
        return None
    return (*said("How do "), *both, *said(" differ in "), *casing.lowered(row), *said("?"))
