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
# `Memory (GiB)`: a head and the unit or detail in brackets behind it.
_BRACKET = re.compile(r"^(?P<head>.*\S)\s*\((?P<detail>[^()]{1,40})\)$")
_DETAIL = re.compile(r"\s*\([^()]*\)$")
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
    r"adjusts?|aligns?|appends?|chang(?:e|es)|clears?|collects?|combines?|compares?|connects?|"
    r"covers?|decides?|defines?|delays?|describes?|detects?|determines?|discards?|divides?|"
    r"doubles?|emits?|encodes?|decodes?|expects?|fills?|filters?|flushes|gains?|grows?|halves|"
    r"handles?|identifies|indicates?|interleaves?|interrupts?|invalidates?|launches|leaves|"
    r"lengthens?|loses?|manages?|marks?|means?|monitors?|needs?|optimi[sz]es?|overlaps?|packs?|"
    r"pads?|plans?|points?|predicts?|prepares?|produces?|protects?|proves?|provisions?|pulls?|"
    r"pushes|queues?|rejects?|repeats?|requires?|resets?|resolves?|restarts?|retries|rises?|"
    r"rotates?|routes?|samples?|scales?|schedules?|shifts?|signals?|specifies|speeds|stays?|"
    r"subtracts?|supports?|switches|tracks?|transfers?|transforms?|triggers?|validates?|warns?|"
    r"caps?|pins?|hides?|ignores?|includes?|excludes?|exits?|fetche?s?|formats?|generates?)\b",
    re.IGNORECASE,
)


# `share of the prompt`: a noun that is spelt as a verb.
_NOUN_OF = re.compile(r"^\w+ of\b")


def says_what_it_does(text: str) -> bool:
    """Whether a comment or meaning opens with what something does."""
    return _DOES.match(text) is not None and not _NOUN_OF.match(text)


# A verb or a participle where the left side of a formula should name something.
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|must|can)\b|^\w+ (?:by|at|to) |^(?:for|at|with|in)\b", re.IGNORECASE
)


def is_sentence(text: str) -> bool:
    """Whether the left side of a formula says something instead of naming it."""
    return _CLAUSE.search(text) is not None


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


def lacks_article(phrase: Inlines, casing: Casing) -> bool:
    """Whether a name may need an article that nothing tells: `parsec`, `light-year`."""
    low = casing.lowered(phrase, known=True)
    text = plain(low)
    if is_question(text) or is_plural(head_noun(text)) or "'" in text or "’" in text:
        return False
    return text[:1].islower() and len(with_article(low, casing)) == len(low)


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
        return _do(match, label, "What")
    if match := _EMBEDDED.match(text):
        if match["next"].casefold() in word_class("verbs") | {"to", "much", "many"}:
            return (*label, *said("?"))
        first = said(f"Explain {text[0].lower()}")
        return (*first, *cut(label, 1), *said("."))
    if _is_gerund(text):
        return _of_gerund(label, text, casing)
    if not names_a_thing(text):
        return None
    phrase = with_article(casing.lowered(label), casing)
    verb = "are" if is_plural(head_noun(text)) else "is"
    return (*said(f"What {verb} "), *phrase, *said("?"))


def _is_gerund(text: str) -> bool:
    """Whether a label names an action: `Streaming text safely`, no `Timing channel of a cache`."""
    words = text.split()
    if len(words) > 2 and words[2].casefold() in {"of", "for"}:
        return False
    return len(words) > 1 and bool(re.fullmatch(r"[A-Z]?[a-z-]+ing", words[0]))


def _of_gerund(label: Inlines, text: str, casing: Casing) -> Inlines | None:
    """`Streaming text safely` → `How do you stream text safely?`, if the document has that verb."""
    first = text.split(" ", 1)[0]
    verb = base_verb(first, casing)
    if not verb:
        return None
    return (*said(f"How do you {verb}"), *cut(label, len(first)), *said("?"))


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


def names_a_thing(text: str) -> bool:
    """Whether a label names a thing: no sentence, no imperative, no list of words."""
    words = text.split()
    return (
        0 < len(words) <= 10
        and not re.search(r"[;:!,→]|--|\s[-–—]\s", text)
        and words[0].casefold() not in word_class("conditions")
        and not any(word.casefold() in word_class("verbs") for word in words)
    )


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
    if _is_gerund(text) or _SITUATION.search(text) or not names_a_thing(text):
        return None
    noun = head_noun(text)
    plural = is_plural(noun) and not _is_code(noun, text)
    verb = "are" if plural else "is"
    if counted := _counted(term, text, meaning, casing):
        return counted
    if attribute or (len(text.split()) == 1 and is_property(text.casefold())):
        return (*said(f"what {verb} the "), *casing.lowered(term), *said("?"))
    if ((past := _DID.match(meaning)) and _DOES.match(past["stem"])) or _DID_E.match(meaning):
        return (*said("what did "), Strong(term), *said(" do?"))
    acts = re.match(r"[A-Za-z]+s\b", meaning) or " " not in text or (plural and _DO.match(meaning))
    low = casing.lowered(term, known=True)
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


def of_cell(  # noqa: PLR0911 - one return a form
    row: Inlines, column: Inlines, corner: Inlines, answer: str, casing: Casing
) -> Inlines | None:
    """A property of an entity: `How many KV heads does LLaMA-2 70B have?`."""
    if plain(corner).strip().casefold() in word_class("compared") or not plain(corner).strip():
        return _of_property(casing.lowered(row), column, casing)  # columns are what is compared
    head = plain(column).strip()
    detail = ""
    if match := _BRACKET.match(head):
        head, detail = match["head"], match["detail"]
    words = head.casefold().split()
    if not words or plain(row).split(" ", 1)[0].casefold() in word_class("conditions"):
        return None
    if asked := _by_class(words, row) or _by_verb(head, row, answer):
        return asked
    if head.endswith("?"):
        return None
    if _PARTICIPLE.match(head) or head[0].isdigit() or _is_clause(words):
        return None
    unit = said(f", in {detail}") if detail else ()
    named = said(casing.lower(head))
    noun = head_noun(head)
    if not names_a_thing(head):
        return None
    counted = is_plural(noun) and _COUNT.match(answer) and not detail
    if counted and len(words) <= 4 and re.search(rf"\b{re.escape(noun)}\b", head):
        return (*said("how many "), *named, *said(" does "), *row, *said(" have?"))
    if not (is_property(noun) or is_noun(noun, casing)):
        return None
    verb = "are" if is_plural(noun) else "is"
    link = " for " if noun.removesuffix("s") in word_class("for") or len(words) > 2 else " of "
    return (*said(f"what {verb} the "), *named, *said(link), *row, *unit, *said("?"))


def _is_clause(words: list[str]) -> bool:
    """`Crosses the link`, `Each GPU holds`: a head with a verb of its own."""
    acts = word_class("acts")
    verb = words[-1][:-1] in acts and words[-1].endswith("s") and len(words) > 1
    opens = words[0].endswith("s") and words[1:2] in (["the"], ["a"], ["an"])
    return verb or opens


def is_noun(word: str, casing: Casing) -> bool:
    """Whether a document uses a word, or its singular, as a noun."""
    forms = {word, word.removesuffix("s"), word.removesuffix("es"), re.sub(r"ies$", "y", word)}
    return bool(forms & casing.nouns)


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
    several = is_plural(head_noun(text)) and names_a_thing(text)
    if not several and not (told and is_plural(text.split(" ", 1)[0].casefold())):
        return None
    sequence = set(re.findall(r"[a-z]+", text.casefold())) & word_class("sequences")
    order = ", in order" if ordered and sequence and "order" not in text.casefold() else ""
    return (*said(f"Name the {count} "), *casing.lowered(label), *said(f"{order}."))
