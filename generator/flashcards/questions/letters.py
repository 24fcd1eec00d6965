"""Letters and numbers of options: where a line opens with one, and what an answer names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from flashcards import patterns as re
from flashcards.questions.roles import folded

_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдежз",
    "αβγδεζ",
    "أبجدهو",
    "ابجدهو",
    "אבגדהו",
    "アイウエオカ",
    "가나다라마바",
    "ㄱㄴㄷㄹㅁㅂ",
    "甲乙丙丁戊己",
    "कखगघ",
    "কখগঘ",
    "กขคง",
    "①②③④⑤⑥⑦⑧",
    "ａｂｃｄｅｆｇｈ",
    "ⓐⓑⓒⓓⓔⓕⓖⓗ",
    "🅐🅑🅒🅓🅔🅕🅖🅗",
    "🅰🅱🅲🅳🅴🅵🅶🅷",
    "🇦🇧🇨🇩🇪🇫🇬🇭",
)
"""By what options are counted, each from its first."""
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")
_PLACES = {sign: place for letters in _ALPHABETS for place, sign in enumerate(letters)}
_LETTERS = "".join(sorted({*_PLACES, *(sign.upper() for sign in _PLACES if sign.upper() != sign)}))
SIGN = rf"(?:[ivIV]{{2,4}}|[{_LETTERS}])"
"""The pattern of a letter of one of them, or of a Roman number of several."""

# `A)`, `(b)`, `C.`, `D:`, `E -`, `①`, `ア `, `iii)`, `Option A:`; a letter by itself or in bold.
_OPENS = re.compile(
    rf"\W{{0,3}}?(?:(?:[Oo]p(?:tion|ción|ção)|[Cc]hoice|[Вв]ариант) |选项)?"
    rf"(?:\((?P<a>{SIGN})\)|\[(?P<b>[A-Za-z])\]|(?P<c>{SIGN})\s*(?:[)\]）：、．]|[.:](?=\s|[^\x00-\x7f]))"
    r"|(?P<d>[A-H])\s+[-–—]|(?P<e>[①-⑧])|(?P<f>[アイウエオカ])(?=\s)"
    # Signs that are letters; two of the last are a flag.
    r"|(?P<g>[Ⓐ-Ⓗⓐ-ⓗ🅐-🅗🅰-🅷]|(?<![🇦-🇿])[🇦-🇭](?![🇦-🇿]))\ufe0f?[.):]?)\s*(?=\S)"
)
# What opens an option only beside others in order: `(1)`, `{a}`, `2)`, `3️⃣`, `A · text`, `b – text`,
# `C text`. A sentence may begin so, too; that the next line begins with the next sign tells.
_MARKS = re.compile(
    rf"\W{{0,3}}?(?:[(\[{{<]\s?(?P<a>{SIGN}|\d{{1,2}})\s?[)\]}}>]|(?P<b>\d{{1,2}})\s?[.)\]）:](?=\s)"
    rf"|(?P<c>\d)\ufe0f?\u20e3|(?P<d>{SIGN}|\d{{1,2}})\s?(?:[|·•>]|[-–—/](?=\s))|(?P<e>[A-H])(?=\s))\s*(?=\S)"
)
# The letter of an option by itself on its line, over its code: `B.`, `**(b)**`.
_ALONE = re.compile(rf"[(\[]?(?P<letter>{SIGN})\s*[).:\]]{{1,2}}")
# The same inside a line, behind a blank: `A) 3  B) 4`; with a colon, behind a sign: `A: 3 / B: 4`.
_INSIDE = re.compile(
    rf"(?:(?<=\s)|^)(?:\(?(?P<letter>{SIGN})(?:[).]\s+|[．）]\s*)|(?P<ring>[①-⑧ⓐ-ⓗ])\s*)(?=\S)"
    r"|(?:(?<=[|/·•?] )|^)(?P<colon>[A-H]):\s+(?=\S)"
)
# Words that may stand before the letter of an answer.
_LEAD = re.compile(
    r"\W*+(?:(?:the )?(?:correct |right )?(?:answers?|options?|choices?|letters?)(?: (?:is|are))?"
    r"|correct"
    r"|(?:die )?(?:richtige )?(?:antwort(?:en)?|lösung)(?: ist)?"
    r"|(?:la )?(?:bonne )?réponses?(?: est)?"
    r"|(?:la )?(?:respuesta|opción)(?: correcta)?(?: es)?"
    r"|(?:a )?(?:resposta|opção|alternativa)(?: correta)?(?: é)?"
    r"|(?:la )?(?:risposta|opzione)(?: corretta)?(?: è)?"
    r"|(?:правильный )?(?:ответ|вариант)|正确答案|正确选项|答案|选项|選択肢|正解|답|정답)"
    r"(?![^\W\d_])\s*+(?:为|是|は)?\s*+[:：=–—-]?\s*+"
)
_ONE = re.compile(rf"\W{{0,3}}(?P<sign>{SIGN}|\d{{1,2}})(?!\w)")
_MORE = re.compile(r"\W{0,3}\s*(?:,|;|/|&|\+|、|和|\b(?:and|und|et|y|e|и|o|ou|or)\b)\s*")
# What ends the letter of an answer: nothing, or a sign before its text or its reason.
_CLOSED = re.compile(r"[\s*_`\ufe0f]*(?:$|[)\]],?|[.:：,;、。．–—-]|\n|(?=\())")
_REASON = re.compile(
    r"\s+(?:because|since|as|for|weil|denn|da|car|parce|porque|perché|потому|так как|is correct)\b"
)


@lru_cache(maxsize=4096)  # several forms ask of each line
def opening_letter(words: str) -> tuple[str, int] | None:
    """The letter that opens a line as an option's, and where its text begins.

    >>> opening_letter("A) Paris"), opening_letter("- (b) Rome"), opening_letter("A mole is")
    (('A', 3), ('b', 6), None)
    """
    match = _OPENS.match(words)
    if match is None:
        return None
    letter = next(value for value in match.groupdict().values() if value)
    return letter, match.end()


def opening_mark(words: str) -> tuple[str, int] | None:
    """The letter or number that opens a line among others in order, and where its text begins.

    >>> opening_mark("(1) Oslo"), opening_mark("2\ufe0f\u20e3 Oslo"), opening_mark("a · Oslo")
    (('1', 4), ('2', 4), ('a', 4))
    """
    found = opening_letter(words) or opening_tightly(words)
    if found is not None:
        return found
    match = _MARKS.match(words)
    if match is None:
        return None
    return next(value for value in match.groupdict().values() if value), match.end()


# The right letters in a gap of the question itself: `它属于（ B ）`, `It is ____ (B).`
_GAP = re.compile(
    r"(?<![A-Za-z0-9])(?:[(]\s+(?P<a>[A-H]{1,6})\s+[)]|[（]\s*(?P<b>[A-H]{1,6})\s*[）]"
    r"|[(](?P<c>[A-H]{1,6})[)](?=[\s.。?？!]*$)|[\[](?P<d>[A-H]{1,6})[\]](?=\s*$)"
    r"|(?<=[?？:] )[—–-]\s(?P<e>[A-H])$)"
)


def gap_with_letters(words: str) -> tuple[str, int, int] | None:
    """The letters that stand in a gap of a question, and where; None if there is none, or two.

    >>> gap_with_letters("真理是( C )"), gap_with_letters("Class (A) fires")
    (('C', 4, 7), None)
    """
    found = list(_GAP.finditer(words))
    if len(found) != 1:
        return None
    match = found[0]
    letters = next(value for value in match.groupdict().values() if value)
    return letters, match.start() + 1, match.end() - (match["e"] is None)


def letter_alone(words: str) -> str:
    """The letter that is all of a line, over an option's code; or nothing.

    >>> letter_alone("B."), letter_alone("(ii)"), letter_alone("B. x"), letter_alone("B: {}")
    ('B', 'ii', '', '')
    """
    match = _ALONE.fullmatch(words.strip())
    return match["letter"] if match else ""


# `D:` right before a text; a name with a colon begins so, too, so only its neighbours tell.
_TIGHT = re.compile(r"\W{0,3}?(?P<letter>[A-H])[.:](?=\S)")


def opening_tightly(words: str) -> tuple[str, int] | None:
    """The same where no blank stands behind the sign: `D:Oslo`, among others in order."""
    match = _TIGHT.match(words)
    return (match["letter"], match.end()) if match else None


def places_inside(words: str) -> list[tuple[str, int, int]]:
    """Options on one line: letter, where its sign and where its text begins; from A on."""
    found: list[tuple[str, int, int]] = []
    for match in _INSIDE.finditer(words):
        sign = match["letter"] or match["ring"] or match["colon"]
        if is_nth(sign, len(found)):
            found.append((sign, match.start(), match.end()))
    return found if len(found) > 1 else []


def ordinal(sign: str) -> int:
    """Which option a letter or number names, counted from 0; -1 if none.

    >>> ordinal("B"), ordinal("2"), ordinal("в"), ordinal("ج")
    (1, 1, 2, 2)
    """
    return int(sign) - 1 if sign.isdecimal() else _PLACES.get(sign.lower(), -1)


def is_nth(sign: str, place: int) -> bool:
    """Whether a letter, or a Roman number, is that of the option at a place, counted from 0.

    >>> is_nth("i", 0), is_nth("i", 8), is_nth("iv", 3), is_nth("b", 2)
    (True, True, True, False)
    """
    return ordinal(sign) == place or _ROMANS[place : place + 1] == (sign.lower(),)


def in_order(letters: Sequence[str]) -> bool:
    """Whether letters count up from the first: A, B, C."""
    return len(letters) > 1 and all(is_nth(one, i) for i, one in enumerate(letters))


def place_of(sign: str, letters: Sequence[str]) -> int:
    """Which option a sign of an answer names: by its letter, else by its place; -1 for none.

    >>> place_of("b", "AB"), place_of("2", "AB"), place_of("2", ("", ""))
    (1, -1, 1)
    """
    if not any(letters):
        which = ordinal(sign)
        return which if which < len(letters) else -1
    wanted = sign.casefold()
    return next((i for i, one in enumerate(letters) if one.casefold() == wanted), -1)


def named(
    words: str, letters: Sequence[str], *, labelled: bool
) -> tuple[frozenset[int], int] | None:
    """Which options an answer names, and where its reason begins; None if it names none.

    Args:
        words: of the answer, without its label.
        letters: of the options, empty where they have none.
        labelled: whether a label announced it, so that a letter before a reason is one.

    >>> named("B", "ABCD", labelled=False), named("A and C", "ABCD", labelled=True)
    ((frozenset({1}), 1), (frozenset({0, 2}), 7))
    >>> named("A mole is an amount", "ABCD", labelled=True) is None
    True
    """
    position = lead_end(words)
    labelled = labelled or position > 0
    found: set[int] = set()
    while True:
        match = _ONE.match(words, position)
        which = place_of(match["sign"], letters) if match else -1
        if match is None or which < 0:
            break
        found.add(which)
        position = match.end()
        more = _MORE.match(words, position)
        following = _ONE.match(words, more.end()) if more else None
        if more is None or following is None or place_of(following["sign"], letters) < 0:
            break
        position = more.end()
    if not found:
        return None
    closed = _CLOSED.match(words, position)
    if closed is None and not (labelled and _REASON.match(words, position)):
        return None
    return frozenset(found), closed.end() if closed else position


def lead_end(words: str) -> int:
    """Where the words end that stand before the letter of an answer: `The correct answer is: `."""
    lead = _LEAD.match(folded_same(words))
    return lead.end() if lead else 0


_FIRST_TO_LAST = (
    "first erste première premier primera prima primeira",
    "second zweite deuxième seconde segunda seconda",
    "third dritte troisième tercera terza terceira",
    "fourth vierte quatrième cuarta quarta",
    "fifth fünfte cinquième quinta",
    "sixth sechste sixième sexta sesta",
    "last letzte dernière dernier última ultima",
)
_ORDINALS = {word: place for place, row in enumerate(_FIRST_TO_LAST) for word in row.split()}
_LAST = len(_FIRST_TO_LAST) - 1
# `The third option: …`, `Dernière réponse.`: an option by its place, where a sentence starts.
_BY_ORDINAL = re.compile(
    r"(?:^|(?<=[.;!?\n]\s))\W{0,3}(?:(?:the|die|la|le|a)\s|l['’])?"
    rf"(?P<word>{'|'.join(sorted(_ORDINALS))})\s"
    r"(?:option|answer|choice|antwort(?:möglichkeit)?|möglichkeit|réponse|proposition|choix"
    r"|opción|respuesta|alternativa|opzione|risposta|scelta|opção|resposta)(?!\w)"
)


def ordered(words: str, count: int) -> tuple[int, int] | None:
    """Which of so many options a text calls by an ordinal and no other, and where its reason is.

    >>> ordered("Third option: so it is", 4), ordered("The last option.", 4)
    ((2, 13), (3, 16))
    >>> ordered("The first option is dear", 4), ordered("First option: no. Second option: no", 4)
    (None, None)
    """
    found = list(_BY_ORDINAL.finditer(folded_same(words)))
    closed = _CLOSED.match(words, found[0].end()) if found else None
    if closed is None or found[0].start() or len({match["word"] for match in found}) > 1:
        return None
    place = _ORDINALS[found[0]["word"]]
    place = count - 1 if place == _LAST else place
    return (place, closed.end()) if place < count else None


# A letter that a sentence calls the answer: `so the answer is **B**.`, `Antwort: c`.
_CALLED = re.compile(
    r"\b(?:answer|option|choice|antwort|lösung|réponse|respuesta|opción|resposta|risposta|opzione|ответ)"
    rf"(?:\s+(?:is|ist|est|es|é|è)\b|\s*[:：])\W{{0,3}}(?P<sign>{SIGN})(?=\W*(?:$|[.;)]))"
)


def called_right(words: str, letters: Sequence[str]) -> int:
    """Which option a sentence calls the answer, if it calls one and no other; else -1.

    >>> called_right("So the answer is B.", "AB"), called_right("The answer A fails.", "AB")
    (1, -1)
    """
    found = {place_of(match["sign"], letters) for match in _CALLED.finditer(folded_same(words))}
    return found.pop() if len(found) == 1 else -1


def leads_to_letter(words: str) -> bool:
    """Whether a line says that a letter is right: `Correct: B`, `Answer = (c)`.

    >>> leads_to_letter("Correct: B"), leads_to_letter("Answer A is wrong")
    (True, False)
    """
    start = lead_end(words)
    sign = _ONE.match(words, start) if start else None
    return sign is not None and _CLOSED.match(words, sign.end()) is not None


def folded_same(words: str) -> str:
    """Small letters, as many characters as before."""
    lower = words.lower()
    return lower if len(lower) == len(words) else words


def same(words: str) -> str:
    """Words as options are compared: no case, no signs at the ends.

    >>> same("**Oslo**."), same("3 -4 1")
    ('oslo', '3 -4 1')
    """
    return folded(words).strip(" \t\n*_`'\"“”‘’.,;:!()")
