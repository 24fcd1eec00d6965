"""What headings and labels mean, by the words of `roles.toml`."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from flashcards import patterns as re
from flashcards.document import Role
from flashcards.values import dataclass

_MAX_WORDS = 10
"""A longer label is a sentence, whatever words it holds."""

# Scripts that put no blanks between words: any place in the label will do.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_ORDINAL = re.compile(r"^(?:\d{1,2}|[IVX]{1,4}|[A-Z])[.)]\s+(?=\S)")
_COUNTED = re.compile(r"\s*\((?:\d+|\d+ questions?)\)\s*$")
# An emoji by its name, as GitHub draws it: `:books: Basics`.
_SHORTCODE = re.compile(r"(?<!\S):[a-z0-9_+-]{2,40}:(?!\S)")
# A number behind the word, which says nothing of its meaning: `Answer 3`.
_NUMBER = re.compile(r"[\s#.]+\d{1,4}$")
# What stands at the ends of a label without being its word.
_EDGES = " \t\n*_:：.!?？-–—()[]{}\"'“”«»#>|"


@dataclass(frozen=True, slots=True)
class _Words:
    whole: frozenset[str]
    within: re.Pattern[str] | None


@cache
def _data() -> dict[str, Any]:
    text = files("flashcards.questions").joinpath("roles.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _tables() -> dict[str, _Words]:
    return {
        name: _Words(
            frozenset(folded(word) for word in table.get("whole", ())),
            any_of(table.get("within", ())),
        )
        for name, table in _data().items()
    }


def any_of(words: list[str] | tuple[str, ...]) -> re.Pattern[str] | None:
    """A pattern of any of these words, as whole words where the script has blanks."""
    if not words:
        return None
    unspaced: list[str] = []
    spaced: list[str] = []
    for word in sorted((folded(w) for w in words), key=len, reverse=True):
        bare = re.escape(word).replace(r"\ ", r"[\s-]+").replace("'", "['’]")
        (unspaced if _UNSPACED.search(word) else spaced).append(bare)
    # One look at the place before them all: a tenth of the time that one before each takes.
    if spaced:
        unspaced.append(rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)")
    return re.compile("|".join(unspaced))


@lru_cache(maxsize=4096)
def folded(words: str) -> str:
    """Words as they are compared: one case, one form of each character, one kind of blank."""
    return " ".join(unicodedata.normalize("NFC", words).casefold().split())


def _bare(label: str) -> str:
    return _NUMBER.sub("", folded(label).strip(_EDGES)).strip(_EDGES)


def _whole(name: str, label: str) -> bool:
    return _bare(label) in _tables()[name].whole


def is_meta(label: str) -> bool:
    """Whether a label names metadata of a question."""
    return folded(label).strip(_EDGES) in _tables()["metadata"].whole


def is_given(label: str) -> bool:
    """Whether a label says what a task gives or wants: a part of its question, with its name.

    >>> is_given("Given"), is_given("Gesucht:"), is_given("Task")
    (True, True, False)
    """
    return folded(label).strip(_EDGES) in _tables()["given"].whole


def is_surely_meta(label: str) -> bool:
    """Whether a label names metadata wherever it stands: no answer has a difficulty.

    >>> is_surely_meta("Difficulty"), is_surely_meta("Time")
    (True, False)
    """
    return folded(label).strip(_EDGES) in _tables()["surely-metadata"].whole


def is_spoken(label: str) -> bool:
    """Whether `Word: text` in plain letters is a label: the word by itself has a role.

    >>> is_spoken("Answer"), is_spoken("Réponse"), is_spoken("The answer of old")
    (True, True, False)
    """
    if len(label.split()) > 4:
        return False
    role = role_of(label)
    if role in (Role.OTHER, Role.INSIGHTS, Role.RELATED, Role.LOOKING_FOR, Role.RUBRIC):
        return role is Role.LOOKING_FOR and _bare(label) in ("looking for", "expected")
    within = _tables()[role.value].within
    bare = _bare(label)
    if _whole(role.value, label) or (within and within.fullmatch(bare)):
        return True
    return bool(_DRESSED.fullmatch(bare)) and within is not None


# `Model answer`, `Key points to cover`: a known word with its usual company.
_DRESSED = re.compile(
    r"(?:model |sample |short |expected |suggested |correct |right |reference |example |strong "
    r"|good |great |ideal |excellent )"
    r"(?:answers?|solutions?)|(?:sketch|outline) of (?:an? |the )?(?:answers?|solutions?)"
    r"|(?:solution|answer) (?:sketch|outline)|(?:esquisse|ébauche) de (?:solution|réponse)"
    r"|esbozo de (?:solución|respuesta)|esboço da? (?:solução|resposta)"
    r"|(?:schizzo|traccia) d(?:i|ella) (?:soluzione|risposta)"
    r"|key points?(?: to cover)?|follow[ -]?ups?(?: questions?)?"
    r"|(?:gute|starke|ideale|sehr gute) antwort|(?:bonne|excellente) réponse|buena respuesta"
    r"|boa resposta|buona risposta|(?:goed|sterk)e? antwoord|(?:хороший|сильный) ответ"
    r"|(?:respuesta|resposta|risposta|réponse) (?:fuerte|forte|solide|sólida|solida|ideale?|idéale)"
    r"|(?:respuesta|resposta|risposta|réponse) corr?ec?t[ae]|réponse correcte"
    r"|(?:richtige|korrekte) antwort|правильный ответ"
    r"|(?:respuesta|resposta|risposta|réponse|solución|soluzione|antwort|antwoord)"
    r" (?:modello|modelo|modèle|type|tipo|suggerit[ao]|sugerid[ao]|suggérée|proposée|propuesta)"
    r"|model(?:antwoord|uitwerking)|muster(?:antwort|lösung)"
    r"|erwartete (?:antwort(?:en)?|lösung(?:en)?)|(?:respuestas?|respostas?) esperadas?"
    r"|réponses? attendues?|rispost[ae] attes[ae]|verwachte? antwoord(?:en)?"
)
_KEY = re.compile(r"(?<!\w)key (?P<word>\w+)")
# `Reference Answer`, `Answer Explanation`: the answer's own words win over what goes with them.
_ANSWERS = re.compile(r"(?:reference|related|sources? of the) (?:answers?|solutions?)")

# `Weak answer`, `Schlechte Antwort`: what not to say, which answers nothing.
_WEAK = re.compile(
    r"(?<!\w)(?:(?:weak|bad|poor|naive|wrong|incorrect) (?:answer|response)"
    r"|(?:schwache|schlechte|falsche) antwort|(?:mauvaise|fausse) réponse|réponse faible"
    r"|mala respuesta|respuesta (?:débil|mala|incorrecta|floja)"
    r"|resposta (?:fraca|ruim|má|errada)|risposta (?:debole|cattiva|sbagliata)"
    r"|(?:zwak|slecht|fout)e? antwoord)s?(?:en)?(?!\w)"
)


@lru_cache(maxsize=4096)
def role_of(title: str) -> Role:
    """What a section is for, by the words of its heading; OTHER where they do not say.

    >>> role_of("Model Solution").value, role_of("参考答案").value, role_of("Heat").value
    ('solution', 'solution', 'other')
    """
    name = folded(title)
    if not name:
        return Role.OTHER
    bare = _bare(title)
    short = len(name.split()) <= _MAX_WORDS
    if short and _WEAK.search(name):
        return Role.RUBRIC
    if short and _ANSWERS.search(name):
        return Role.SOLUTION
    for role in _ORDER:
        words = _tables()[role.value]
        if (bare if role is Role.SOLUTION else name.strip(_EDGES)) in words.whole:
            return role
        if short and words.within and words.within.search(name):
            return role
        if role is Role.KEY_POINTS and short:
            key = _KEY.search(name)
            if key and key["word"] not in _data()["key-points"]["key_but"]:
                return role
    return Role.PROMPT if is_given(title) else Role.OTHER


_ORDER = (
    Role.FOLLOW_UPS, Role.LOOKING_FOR, Role.HINTS, Role.RUBRIC, Role.INSIGHTS, Role.RELATED,
    Role.SOLUTION, Role.KEY_POINTS, Role.PROMPT,
)  # fmt: skip
"""Tried in this order: `Follow-Up Answers` are follow-ups, not a solution."""


def category_of(title: str) -> str:
    """A category without its counts: `2. Technical Questions (5)` → `Technical Questions`."""
    bare = _SHORTCODE.sub("", title).strip()
    return _ORDINAL.sub("", _COUNTED.sub("", bare or title).strip())


def question_words() -> frozenset[str]:
    """The words that stand before a question's number."""
    return _tables()["question"].whole


@cache
def _openers(*names: str) -> tuple[re.Pattern[str], ...]:
    """Patterns of some lists of words that open a question."""
    found = [any_of(_data()["asking"][name]) for name in names]
    return tuple(pattern for pattern in found if pattern is not None)


# A question mark of any script, with what may stand behind it: closing signs, emoji, brackets.
_SIGN = re.compile(
    r"[?？؟;](?=\W*$)|[?？؟](?=[\"'”»)\]]*\s*(?:\([^()]{0,80}\)|\[[^\[\]]{0,80}\])\W*$)"
)


def has_question_mark(words: str) -> bool:
    """Whether a line ends as a question does.

    >>> has_question_mark("What is regression? 👶"), has_question_mark("ما هذا؟")
    (True, True)
    """
    match = _SIGN.search(words)
    return match is not None and match[0] != ";"


def begins_asking(words: str) -> bool:
    """Whether a line begins with a word of asking or of a task, in any language known."""
    bare = folded(words).lstrip(_EDGES + "¿¡`0123456789")
    polite = _POLITE.match(bare) is not None
    return polite or any(pattern.match(bare) for pattern in _openers("begin", "do"))


_FRONT = 4
"""Words at the head of a question among which its question word stands: `In which year …?`"""


def asks_openly(words: str) -> bool:
    """Whether a question has a word for asking at its head, and no yes or no answers it.

    >>> asks_openly("And in which year?"), asks_openly("Is it late?")
    (True, False)
    """
    table = _data()["asking"]
    first = [word.strip(_EDGES + "¿¡`,?") for word in folded(words).split()[:_FRONT]]
    if any(word in table["begin"] and word not in table["yes_or_no"] for word in first):
        return True
    return begins_asking(words) and first[0] not in table["yes_or_no"]


def is_asking(sentence: str) -> bool:
    """Whether a sentence is a question or a task.

    >>> is_asking("Why is it so?"), is_asking("Explain it."), is_asking("It is so.")
    (True, True, False)
    """
    return has_question_mark(sentence) or begins_asking(sentence)


# Where a sentence ends, or the words before what it asks: `Take two loads: which is …?`
_SENTENCE = re.compile(r"(?<=[.!?:])\s+")


def some_sentence_asks(text: str) -> bool:
    """Whether a sentence of a text is a question or a task."""
    return any(map(is_asking, _SENTENCE.split(text.strip())))


# The polite imperative of German, of any verb: `Zeigen Sie …`.
_POLITE = re.compile(r"[^\W\d_]{2,}e?[lr]?n sie\b")


def asks_plainly(words: str) -> bool:
    """Whether a title asks by its first word, and can hardly be a name.

    >>> asks_plainly("How a cache works"), asks_plainly("Design patterns")
    (True, False)
    """
    bare = folded(words).lstrip(_EDGES + "¿¡`0123456789")
    return any(pattern.match(bare) for pattern in _openers("begin", "plain"))


def asks_for_one(words: str) -> bool:
    """Whether a question wants one thing, by its word for asking and its verb.

    >>> asks_for_one("Which gas is lightest?"), asks_for_one("Which gases are light?")
    (True, False)
    """
    first, *more = folded(words).lstrip(_EDGES + "¿¡`0123456789").split()[:5] or [""]
    table = _data()["asking"]
    return first in table["one"] and any(word in table["is_one"] for word in more)


def asks_to_match(words: str) -> bool:
    """Whether a task wants things put together that stand below it in two rows.

    >>> asks_to_match("Match each part with its task."), asks_to_match("A match is lit.")
    (True, False)
    """
    bare = folded(words).lstrip(_EDGES + "¿¡`0123456789")
    return any(pattern.match(bare) for pattern in _openers("match"))


def offers_choice(words: str) -> bool:
    """Whether a question says that its answers are there to choose from.

    >>> offers_choice("Which of these is a noble gas?"), offers_choice("Which gas is noble?")
    (True, False)
    """
    return any(pattern.search(folded(words)) for pattern in _openers("offers"))


def is_fold_word(words: str) -> bool:
    """Whether a fold's summary only says that it unfolds: `Click to reveal`."""
    return _bare(words) in _tables()["fold"].whole


def is_prompt_label(label: str) -> bool:
    """Whether `Label: …` announces a question: `Q`, `Question`, `Frage`, `問題`."""
    bare = folded(label).strip(_EDGES)
    return bare in _tables()["question"].whole or bare in _tables()["prompt"].whole


def answer_label(line: str) -> bool:
    """Whether a line opens with the word for an answer: `A: …`, `Ans. …`, `答：…`."""
    return answer_head(line) is not None


# The word for an answer and its number, at the head of a line.
_ANSWER_HEAD = re.compile(
    r"\W{0,3}(?P<label>[^\W\d_][^:：\n]{0,24}?)\s*+\d{0,4}+\s*+(?P<sign>\.?\s?[:：]|\.)\s*"
)


@lru_cache(maxsize=4096)  # several forms ask of each line
def answer_head(line: str) -> tuple[int, int] | None:
    """Where the word for an answer ends that opens a line, and where the answer begins."""
    head = _ANSWER_HEAD.match(line)
    if head is None or (head["sign"] == "." and folded(head["label"]) not in ("ans", "answer")):
        return None
    return (head.end("label"), head.end()) if is_answer(head["label"]) else None


@cache
def _columns() -> tuple[frozenset[str], ...]:
    table = _data()["table"]
    return tuple(frozenset(map(folded, table[name])) for name in ("front", "back", "told"))


@dataclass(frozen=True, slots=True)
class Announcing:
    """The words of a line that names the right option; see `roles.toml`."""

    words: frozenset[str]
    stems: tuple[str, ...]
    nouns: frozenset[str]
    fill: frozenset[str]
    copulas: frozenset[str]
    never: frozenset[str]
    reasons: frozenset[str]


@cache
def announcing() -> Announcing:
    """The words by which a line says which option is right."""
    table = {
        name: [folded(word) for word in words] for name, words in _data()["announcing"].items()
    }
    return Announcing(
        words=frozenset(table["words"]),
        stems=tuple(table["stems"]),
        nouns=frozenset(table["nouns"]),
        fill=frozenset(table["fill"]),
        copulas=frozenset(table["copulas"]),
        never=frozenset(table["never"]),
        reasons=frozenset(table["reasons"]),
    )


@cache
def _verdicts() -> tuple[frozenset[str], frozenset[str]]:
    table = _data()["verdict"]
    return frozenset(map(folded, table["right"])), frozenset(map(folded, table["wrong"]))


def is_so(word: str) -> bool | None:
    """Whether a word calls an option right or wrong; None if it does neither.

    >>> is_so("right"), is_so("falsch"), is_so("left")
    (True, False, None)
    """
    right, wrong = _verdicts()
    bare = folded(word)
    return True if bare in right else False if bare in wrong else None


@cache
def _denying() -> tuple[str, ...]:
    return tuple(folded(word) for word in _data()["dialogue"]["denies"])


def denies(words: str) -> bool:
    """Whether a turn of a dialogue begins by not taking the answer before it.

    >>> denies("Not quite. How so?"), denies("Now, how so?")
    (True, False)
    """
    bare = folded(words).lstrip(_EDGES + "¿¡")
    return any(re.match(rf"{re.escape(word)}(?!\w)", bare) for word in _denying())


def is_front(head: str) -> bool:
    """Whether a column of a table holds the side of cards that asks."""
    return _column(head) in _columns()[0]


def is_back(head: str) -> bool:
    """Whether a column of a table holds the side of cards that answers."""
    return _column(head) in _columns()[1]


def contrasts(first: str, second: str) -> bool:
    """Whether a label says what is believed and another what is so: `Myth`, `Fact`.

    >>> contrasts("Mythos", "Wahrheit"), contrasts("Fact", "Myth"), contrasts("Note", "Fact")
    (True, False, False)
    """
    return is_claimed(first) and _whole("so", second)


def is_claimed(label: str) -> bool:
    """Whether a label says what is believed, which may be wrong: `Myth`."""
    return _whole("believed", label)


def is_trait(label: str) -> bool:
    """Whether a label says what is told of one thing after another: `Symptom`, `Cure`."""
    return _whole("trait", label)


def defines(kind: str) -> bool:
    """Whether a word calls what stands behind it a definition: `Definition`, `Begriff`."""
    return _whole("defined", kind)


def states(kind: str) -> bool:
    """Whether a word calls what stands behind it a definition, or a statement with a name.

    >>> states("Theorem"), states("définition"), states("Example")
    (True, True, False)
    """
    return defines(kind) or _whole("statement", kind)


def is_stating_box(kind: str) -> bool:
    """Whether the title of such a box is the name of what it states: `definition`, `law`."""
    return states(kind) or _whole("stating-box", kind)


def is_told(head: str) -> bool:
    """Whether a column of a table says which option is right: `Correct`, `Key`."""
    return _column(head) in _columns()[2]


def _column(head: str) -> str:
    return folded(head).strip(_EDGES)


def is_options_name(words: str) -> bool:
    """Whether a heading or label announces options: `Options`, `Choices`, `选项`."""
    return _bare(words) in _tables()["options"].whole


def is_answer(label: str) -> bool:
    """Whether a label says that an answer follows, and nothing else."""
    return role_of(label) is Role.SOLUTION and is_spoken(label)


def is_key_name(words: str) -> bool:
    """Whether a heading announces the answers of several questions: `Answers`, `Lösungen`."""
    bare = _bare(words)  # `A` may be an option
    return bare in _tables()["key"].whole or (len(bare) > 1 and is_answer(words))


@cache
def _key_words() -> re.Pattern[str] | None:
    return any_of([*_data()["key"]["whole"], *_data()["solution"]["within"]])


def may_name_key(words: str) -> bool:
    """Whether a short title has the word for answers among others: `Answers with reasons`."""
    pattern = _key_words()
    short = len(words.split()) <= _MAX_WORDS and not has_question_mark(words)
    if not short or pattern is None or pattern.search(folded(words)) is None:
        return False
    return role_of(words) in (Role.SOLUTION, Role.OTHER) or any(named_for(words))


_PARTING = ":：–—-("
_BINDS = frozenset(
    ("to", "for", "zu", "für", "zum", "zur", "à", "au", "de", "del", "para", "do", "da", "per")
)
_ARTICLES = frozenset(("the", "den", "der", "dem", "les", "la", "le", "las", "los", "o", "a", "as"))


def named_for(title: str) -> Iterator[str]:
    """What a title says beside the word for answers: `Quiz: answers`, `Answers to the quiz`."""
    for place, sign in enumerate(title):
        if sign in _PARTING:
            left, right = title[:place].strip(), title[place + 1 :].strip(" )")
            if is_key_name(right):
                yield left
            if is_key_name(left):
                yield right
    words = title.split()
    for place, word in enumerate(words):
        if word.casefold() in _BINDS and is_key_name(" ".join(words[:place])):
            rest = words[place + 1 :]
            yield " ".join(rest[1:] if rest and rest[0].casefold() in _ARTICLES else rest)


@cache
def _about_code() -> re.Pattern[str] | None:
    return any_of(_data()["about-code"]["within"])


def asks_about_code(title: str) -> bool:
    """Whether a question asks what code does: code alone below it is no answer."""
    pattern = _about_code()
    return pattern is not None and pattern.search(folded(title)) is not None


def words_by_language() -> dict[str, list[str]]:
    """Small words that tell a language."""
    table: dict[str, list[str]] = _data()["language"]
    return table
