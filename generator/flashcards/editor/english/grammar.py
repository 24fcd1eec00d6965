"""What must be known of English words: nouns, articles, plurals, verbs that open a meaning."""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.editor.casing import Casing
from flashcards.editor.words import word_class
from flashcards.tree.flat import plain
from flashcards.tree.nodes import Inlines, Text

_DETAIL = re.compile(r"\s*\([^()]*\)$")
# Verbs that open a description of what something does, in the imperative or the third person.
DOES = re.compile(
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
    r"upgrades?|decreases?|rewrites?|rebuilds?|adjusts?|aligns?|appends?|chang(?:e|es)|clears?|collects?|combines?|compares?|connects?|"
    r"covers?|decides?|defines?|delays?|describes?|detects?|determines?|discards?|divides?|"
    r"doubles?|emits?|encodes?|decodes?|expects?|fills?|filters?|flushes|gains?|grows?|halves|"
    r"handles?|identifies|indicates?|interleaves?|interrupts?|invalidates?|launches|leaves|"
    r"lengthens?|loses?|manages?|marks?|means?|monitors?|needs?|optimi[sz]es?|overlaps?|packs?|"
    r"pads?|plans?|points?|predicts?|prepares?|produces?|protects?|proves?|provisions?|pulls?|"
    r"pushes|queues?|rejects?|repeats?|requires?|resets?|resolves?|restarts?|retries|rises?|"
    r"rotates?|routes?|samples?|scales?|schedules?|shifts?|signals?|specifies|speeds|stays?|"
    r"subtracts?|supports?|switches|tracks?|transfers?|transforms?|triggers?|validates?|warns?|"
    r"[a-z]{4,}(?:ates|izes|ises|ifies)|"
    r"cleans?|caps?|pins?|hides?|ignores?|includes?|excludes?|exits?|fetche?s?|formats?|generates?)\b",
    re.IGNORECASE,
)
# `share of the prompt`: a noun that is spelt as a verb.
_NOUN_OF = re.compile(r"^\w+ of\b")


def says_what_it_does(text: str) -> bool:
    """Whether a comment or meaning opens with what something does."""
    return DOES.match(text) is not None and not _NOUN_OF.match(text)


# Where a clause may begin that is said of a noun, or another one; what no verb stands behind.
_CLAUSE = re.compile(r"\b(?:that|which|who|whose|where|when|how|what|for|to|if|by)\b|[,;:(]")
_BEFORE_NOUN = word_class("before-nouns")
_AFTER_VERB = re.compile(
    r"(?:the|an?|its|their|at|in|on|to|from|by|as|what|how|that|all|every|each|no|only|with|both|"
    r"into|out|up|off|down|before|after|twice|once|\d\S*)\b"
)


def has_finite_verb(text: str) -> bool:
    """Whether a text has a subject and its verb: a sentence, no name of a thing.

    >>> has_finite_verb("the default list starts at 75"), has_finite_verb("a list of the starts")
    (True, False)
    """
    clause = _CLAUSE.split(text, maxsplit=1)[0]
    words = clause.casefold().split()
    for index, word in enumerate(words):
        if not index or words[index - 1] in _BEFORE_NOUN:
            continue
        if word in {"can", "cannot", "may", "must"}:
            return True
        rest = " ".join(words[index + 1 :]) or text[len(clause) :].strip()
        if word.endswith("s") and DOES.fullmatch(word) and _AFTER_VERB.match(rest.casefold()):
            return True
    return False


def said(text: str) -> Inlines:
    """Words of ours."""
    return (Text(text, verbatim=False),) if text else ()


def head_noun(phrase: str) -> str:
    """The word that a noun phrase is about: the last before its first preposition.

    >>> head_noun("Upper bound on decoding speed")
    'bound'
    """
    words = re.findall(r"[\w.+/'’-]+", _DETAIL.sub("", phrase).casefold())
    stops = word_class("conditions") | {"of", "to", "per", "that", "which", "and", "vs"}
    end = next((i for i, word in enumerate(words) if i and word in stops), len(words))
    return words[end - 1] if words else ""


def is_plural(noun: str) -> bool:
    """Whether a noun is one of several, by its form."""
    if noun in word_class("plural"):
        return True
    if noun in word_class("singular") or noun.endswith(("ss", "us", "is", "ics")) or "/" in noun:
        return False
    return noun.endswith("s") and len(noun) > 3


def with_article(phrase: Inlines, casing: Casing | None = None) -> Inlines:
    """`formula for KV cache size` → `the formula …`; what needs no article stays."""
    text = plain(phrase)
    first = text.split(" ", 1)[0].casefold() if text else ""
    if first in {"the", "a", "an", "this", "that", "its", "their", "your", "our", "each", "no"}:
        return phrase
    if first in word_class("ordinals") or re.fullmatch(r"[a-z]{3,}est", first):
        return (*said("the "), *phrase)
    noun = head_noun(text)
    if is_property(noun) and noun not in word_class("mass") and not is_plural(noun):
        return (*said("the "), *phrase)
    if not first[:1].islower() or not text[:1].islower():
        return phrase  # a name
    has_tail = re.search(r"\s(?:of|for|on|in|per|from|between|at|to|with|under)\s", text)
    if has_tail and (noun not in word_class("mass") or re.search(r"\sof\s", text)):
        return (*said("the "), *phrase)
    bare = _DETAIL.sub("", text)
    if casing is not None and (article := casing.articled.get(bare)):
        return (*said(f"{article} "), *phrase)
    return phrase


def is_gerund(text: str) -> bool:
    """Whether a label names an action: `Streaming text safely`, no `Timing channel of a cache`."""
    words = text.split()
    if len(words) > 2 and words[2].casefold() in {"of", "for"}:
        return False
    return len(words) > 1 and bool(re.fullmatch(r"[A-Z]?[a-z-]+ing", words[0]))


def base_verb(gerund: str, casing: Casing) -> str:
    """The verb of a form in -ing, or nothing where the document does not show it.

    >>> base_verb("Choosing", Casing(small=frozenset({"choose"}), names=frozenset()))
    'choose'
    """
    stem = gerund.lower().removesuffix("ing")
    last = stem.rsplit("-", 1)[-1]
    head = stem[: len(stem) - len(last)]
    forms = [last, f"{last}e", last[:-1] if last[-1:] == last[-2:-1] else last]
    return next((head + form for form in forms if len(form) > 2 and form in casing.small), "")


def names_a_thing(text: str) -> bool:
    """Whether a label names a thing: no sentence, no imperative, no list of words."""
    words = text.split()
    return (
        0 < len(words) <= 10
        and not (len(words) == 1 and re.fullmatch(r"[A-Z][a-z]{3,}ed", words[0]))
        and not re.search(r"[;:!,→]|--|\s[-–—]\s", text)
        and words[0].casefold() not in word_class("conditions")
        and not any(word.casefold() in word_class("verbs") for word in words)
    )


def is_property(noun: str) -> bool:
    """Whether a noun, or its singular, names what a thing has."""
    known = word_class("properties")
    forms = (noun, noun.removesuffix("s"), noun.removesuffix("es"), re.sub(r"ies$", "y", noun))
    return any(form in known for form in forms)


def is_noun(word: str, casing: Casing) -> bool:
    """Whether a document uses a word, or its singular, as a noun."""
    forms = {word, word.removesuffix("s"), word.removesuffix("es"), re.sub(r"ies$", "y", word)}
    return bool(forms & casing.nouns)
