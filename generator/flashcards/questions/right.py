"""Which options of a question its author says are right, and whether a key says so at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards import patterns as re
from flashcards.document import Mark, Role
from flashcards.questions.boxes import callout_role, fold_role, held
from flashcards.questions.key_entries import short_entries
from flashcards.questions.labels import split_label, split_mark, split_spoken
from flashcards.questions.letters import (
    SIGN,
    called_right,
    lead_end,
    named,
    opening_letter,
    ordered,
    place_of,
    places_inside,
    same,
)
from flashcards.questions.options import Written, counted
from flashcards.questions.roles import is_so, is_spoken, is_told, role_of
from flashcards.questions.slices import cut, joined, lines, paragraph, stripped
from flashcards.questions.told import By, Told, announced, names_only, statement_of
from flashcards.questions.votes import cast_votes
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Callout,
    CodeBlock,
    Details,
    Heading,
    Inlines,
    MathBlock,
    OrderedList,
    Paragraph,
    Quote,
    Strong,
    Table,
)
from flashcards.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offered:
    """The options as an answer names them: by their text, by their letter or number."""

    texts: tuple[str, ...]
    letters: tuple[str, ...]
    lettered: bool


def _is_key(raws: Sequence[Written]) -> bool:
    """Whether marks at options say which are right, and are not those of do and don't."""
    if all(raw.boxed for raw in raws) or raws[0].letter:
        return True
    return all(raw.marked in (True, None) for raw in raws) and len(raws) > 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Which options are right, and what stands before and behind them without that word.

    `spoken`: a key speaks of the options; if none is right then, it was not understood or it
    contradicts itself, and none of them may be taught. `disputed`: two words contradict each other.
    """

    right: frozenset[int]
    before: Blocks
    after: Blocks
    spoken: bool = False
    disputed: bool = False


def judged(raws: Sequence[Written], before: Blocks, after: Blocks, *, alone: bool) -> Verdict:
    """What the marks at options and the words around them say of which is right.

    The one place that decides it: where two words contradict each other, none is right.

    Args:
        raws: the options.
        before: the blocks of the question above them.
        after: those behind.
        alone: nothing but code stands beside them, so the one in bold can only be the right one.
    """
    texts = tuple(same(plain(raw.text)) for raw in raws)
    lettered = any(raw.letter for raw in raws)
    moved = () if lettered else _misnumbered(texts)
    offered = _Offered(
        texts=texts,
        letters=tuple(
            (_NO_SIGN if str(place) in texts else str(place)) if moved else raw.letter
            for place, raw in enumerate(raws, 1)
        ),
        lettered=lettered,
    )
    marked = frozenset(i for i, raw in enumerate(raws) if raw.marked)
    if not marked and are_parts(raws, after):
        return Verdict(right=frozenset(), before=before, after=after)
    votes, after = cast_votes(after, offered.letters)
    said = _statements(before, offered) | _statements(after, offered)
    each = None if said else _each(after[:_NEAR], offered)
    found = _answer(after, offered) if each is None else (each, after) if each else None
    nothing = Verdict(right=frozenset(), before=before, after=after, spoken=True)
    disputed = replace(nothing, disputed=True)
    for one in (marked, *said, *([found[0]] if found else [])):
        if votes and one and one != votes:
            return disputed
    if marked and _is_key(raws):
        if said and said != {marked}:
            return disputed
        rest = found[1] if found and found[0] == marked else after
        return Verdict(right=marked, before=before, after=rest, spoken=True)
    doubted = not said and (each == frozenset() or len(_statements(after, offered, by=By.NAME)) > 1)
    if len(said) > 1 or doubted or (found and said and said != {found[0]}):
        return disputed
    if found and raws[0].numbered and found[0] & set(moved):
        return disputed  # `Answer: 2` below `1. 2` and `2. 4`
    if found:
        return Verdict(right=found[0], before=before, after=found[1], spoken=True)
    return _unsaid(raws, offered, before, after, alone=alone)


_NO_SIGN = "\0"
"""The letter of an option that only its text names: its number is the text of another."""


def _misnumbered(texts: Sequence[str]) -> tuple[int, ...]:
    """The options whose text is the number of another place, which an answer may mean as well."""
    return tuple(
        place
        for place, text in enumerate(texts)
        if text.isdecimal() and int(text) - 1 != place and 0 < int(text) <= len(texts)
    )


def _unsaid(
    raws: Sequence[Written], offered: _Offered, before: Blocks, after: Blocks, *, alone: bool
) -> Verdict:
    """What an explanation, the words above or the one option in bold tell where no key speaks."""
    if (paralleled := _paralleled(after[:_NEAR], len(raws))) is not None:
        right, kept = paralleled
        return Verdict(right=right, before=before, after=kept, spoken=True)
    if (concluded := _concluded(after[:_NEAR], offered)) is not None:
        return Verdict(right=concluded, before=before, after=after, spoken=True)
    for index, block in enumerate(before):
        if (first := _whole(block, offered)) is not None:
            kept = (*before[:index], *before[index + 1 :])
            return Verdict(right=first, before=kept, after=after, spoken=True)
    spoken = _speaks(after[:6], offered, sure=raws[0].letter.isupper())
    bold = frozenset(i for i, raw in enumerate(raws) if raw.bold)
    lettered = bold and len(bold) < len(raws) and raws[0].letter
    if not spoken and (lettered or (alone and len(bold) == 1 and len(raws) > 2)):
        return Verdict(right=bold, before=before, after=after)
    return Verdict(right=frozenset(), before=before, after=after, spoken=spoken)


_PART_ENDS = (".", ":", "?", "!")
"""How a part of a task ends; few options do."""
_PARTS = 2


def are_parts(raws: Sequence[Written], after: Blocks) -> bool:
    """Whether sentences with letters are parts of a task, of which the text behind tells each.

    `(a) In general. (b) For 5 m.`, and `(a) 2πr. (b) 31 m.` behind: none is right or wrong.
    """
    rows = [list(_by_letter(row)) for block in after for row in _unlabelled(block)]
    ended = all(plain(raw.text).rstrip().endswith(_PART_ENDS) for raw in raws)
    if not all(raw.letter for raw in raws) or not (ended or len(raws) in map(len, rows)):
        return False
    told = [one for row in rows for one in row]
    letters = [raw.letter for raw in raws]
    places = [place_of(letter, letters) for letter, _ in told]
    unsaid = sum(isinstance(block, Table | CodeBlock | MathBlock) for block in after)
    if not max(_PARTS, len(raws) - unsaid) <= len(places) or places != sorted(set(places)):
        return False
    texts = [same(plain(raw.text)) for raw in raws]
    return not any(
        _called(words) is not None or same(words).startswith(text)
        for _, words in told
        for text in texts
        if text
    )


def _unlabelled(block: Block) -> Iterator[str]:
    """The lines of a paragraph, or in a box, the first without the word for an answer."""
    for child in held(block)[1]:
        yield from _unlabelled(child)
    for row in lines(block.children) if isinstance(block, Paragraph) else ():
        pair = split_label(row) or split_spoken(row)
        yield plain(pair[1] if pair and role_of(plain(pair[0])) is Role.SOLUTION else row)


def _by_letter(row: str) -> Iterator[tuple[str, str]]:
    """What a line tells behind a letter that opens it, or behind each of several."""
    places = places_inside(row)
    if places and not places[0][1]:
        ends = [*(start for _, start, _ in places[1:]), None]
        yield from ((one, row[at:end]) for (one, _, at), end in zip(places, ends, strict=True))
    elif opened := opening_letter(row):
        yield opened[0], row[opened[1] :]


def _statements(blocks: Blocks, offered: _Offered, *, by: By = By.KEY) -> set[frozenset[int]]:
    """What each sentence says that names options, by the words for an answer or as surely as `by`.

    A number names no option where the options have no numbers: it may be an amount.
    """
    out: set[frozenset[int]] = set()
    for sentence in _sentences(blocks[:6]):
        one = statement_of(sentence, offered.letters)
        if one is None or one.by < by:
            continue
        if offered.lettered or not any(map(str.isdecimal, sentence[: one.end])):
            out.add(one.places)
    return out


# The end of a sentence; `Ans. (b)` is one.
_SENTENCE_END = re.compile(r"(?<=[.!?;。])(?<!ns\.)(?<!ol\.)\s+|\n")


def _sentences(blocks: Sequence[Block]) -> Iterator[str]:
    """The sentences of paragraphs, also of those in boxes, up to the next question."""
    for block in blocks:
        if isinstance(block, Paragraph):
            for row in lines(block.children):
                yield from _SENTENCE_END.split(plain(row))
        elif isinstance(block, Heading):
            if role_of(plain(block.children)) not in (Role.SOLUTION, Role.OTHER):
                return
            yield plain(block.children)
        elif isinstance(block, Details | Callout | Quote):
            yield from _sentences(block.children[:6])


_NEAR = 6
"""Blocks behind options in which what is said of each of them may stand."""


# What is said of one option, `A is wrong: …`, `Zu b) richtig`, up to the word that judges it.
_OF_ONE = re.compile(
    rf"\W{{0,3}}(?:(?:zu|ad|option|opción|opção|opzione)\s)?[(\[]?(?P<sign>{SIGN})[)\].:]?\s+"
    r"(?:(?:is|ist|est|es|é|è)\s)?(?=(?:[^\W\d_]{2,12})\s*(?:$|[.,:;!)—–-]))",
    re.IGNORECASE,
)


def _each(blocks: Blocks, offered: _Offered) -> frozenset[int] | None:
    """What lines say that open with the letter of an option each: the options called right.

    None where at most one option is spoken of so, for then its letter may be the answer, and where
    another line names the answer. Where none is called right, or all are, nothing is known.
    """
    if not offered.lettered:
        return None
    said: dict[int, str] = {}
    for block in blocks:
        for words in _lines_of(block):
            spoken = _OF_ONE.match(words)
            if spoken and (place := place_of(spoken["sign"], offered.letters)) >= 0:
                said.setdefault(place, words[spoken.end() :])
                continue
            one = statement_of(words, offered.letters)
            alone = one is not None and one.end >= len(words.rstrip())
            if alone or words[announced(words) or len(words) :].strip():
                return None
            if one is not None and one.by is By.LETTER and len(one.places) == 1:
                said.setdefault(min(one.places), words[one.end :])
    right = frozenset(place for place, words in said.items() if _called(words) is True)
    wrong = frozenset(place for place, words in said.items() if _called(words) is False)
    if len(said) < 2:
        return frozenset() if wrong else None
    return right if right and len(right) < len(offered.texts) else frozenset()


def _paralleled(blocks: Blocks, count: int) -> tuple[frozenset[int], Blocks] | None:
    """The options that a list of as many verdicts calls right, `False`, `True`, `False`."""
    for place, block in enumerate(blocks):
        if not isinstance(block, BulletList | OrderedList) or len(block.items) != count:
            continue
        told = [_called(next(_lines_of(Quote(item.children)), "")) for item in block.items]
        if None not in told and 0 < sum(map(bool, told)) < count:
            right = frozenset(index for index, one in enumerate(told) if one)
            return right, (*blocks[:place], *blocks[place + 1 :])
    return None


def _concluded(blocks: Blocks, offered: _Offered) -> frozenset[int] | None:
    """The option whose letter, in bold, ends an explanation that puts no other letter in bold."""
    if not offered.lettered or offered.letters[0].isdecimal():
        return None
    ends = -1
    told: set[int] = set()
    for block in blocks:
        if isinstance(block, Heading):
            break
        if not isinstance(block, Paragraph):
            continue
        for place, node in enumerate(block.children):
            sign = plain((node,)).strip(" .():,;") if isinstance(node, Strong) else ""
            which = place_of(sign, offered.letters) if sign else -1
            if which < 0:
                continue
            told.add(which)
            rest = plain(block.children[place + 1 :])
            ends = which if place and not re.search(r"\w", rest) else -1
    return frozenset((ends,)) if ends >= 0 and told == {ends} else None


def _lines_of(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield from (plain(row) for row in lines(block.children))
        case BulletList() | OrderedList():
            for item in block.items:
                for child in item.children[:1]:
                    yield from _lines_of(child)
        case Details() | Callout() | Quote():
            for child in block.children[:_NEAR]:
                yield from _lines_of(child)


def _called(words: str) -> bool | None:
    """Whether a sentence about an option is, or opens with, a word for right or wrong."""
    for sentence in _SENTENCE_END.split(words.strip()):
        match = re.match(r"\W{0,3}([^\W\d_]+)\s*(?:$|[.,:;!)—–-])", sentence)
        told = is_so(match[1]) if match else None
        if told is not None:
            return told
    return None


def _whole(block: Block, offered: _Offered) -> frozenset[int] | None:
    """The options that a paragraph before them calls right, and says nothing else."""
    words = plain(block.children) if isinstance(block, Paragraph) else ""
    one = statement_of(words, offered.letters) if words and offered.lettered else None
    return one.places if one and one.by is By.KEY and one.end >= len(words.rstrip()) else None


def _speaks(blocks: Sequence[Block], offered: _Offered, *, sure: bool) -> bool:
    """Whether a key opens behind options, though it names none: `Key: see page 9`, `Answer: E`.

    The word for an answer may also open an answer in words to a question that gives a list.
    """
    for place, block in enumerate(blocks):
        title, children = held(block)
        if children and _speaks(children[:1], offered, sure=sure):
            return True
        words = ""
        if title:
            body = [plain(child.children) for child in children if isinstance(child, Paragraph)]
            words = f"{plain(title)}: {' '.join(body)}"
        elif isinstance(block, Paragraph):
            words = plain(lines(block.children)[0])
        at = announced(words)
        if not at:
            continue
        body = words[at:].split()
        if not body and place + 1 < len(blocks):
            continue  # what it announces stands in the next block
        name = words[:at].rstrip(" :：").strip("*_([ ")
        if not (is_spoken(name) and role_of(name) is Role.SOLUTION):
            return True
        few = len(body) <= (_FEW if sure else 1)
        if offered.lettered and few and (sure or not any(map(str.isdecimal, words[at:]))):
            return True
    return False


_FEW = 3
"""Words of an answer that can only be meant to name an option."""


def _answer(after: Blocks, offered: _Offered) -> tuple[frozenset[int], Blocks] | None:
    """Which options the answer behind them names, and the blocks without that name."""
    for index, block in enumerate(after[:6]):
        found = _named_in(block, offered, first=index == 0)
        if found is not None:
            right, rest = found
            return right, (*after[:index], *rest, *after[index + 1 :])
        if _names_answer(block):
            behind = after[index + 1] if index + 1 < len(after) else None
            if isinstance(behind, Paragraph):
                told = _by_words(behind.children, offered, labelled=True)
                if told:
                    kept = _paragraph(told[1])
                    return told[0], (*after[: index + 1], *kept, *after[index + 2 :])
    return None


def _names_answer(block: Block) -> bool:
    """Whether a heading, or a label that is a whole paragraph, is the word for an answer."""
    if isinstance(block, Paragraph):
        pair = split_label(block.children)
        return pair is not None and not pair[1] and role_of(plain(pair[0])) is Role.SOLUTION
    return isinstance(block, Heading) and role_of(plain(block.children)) is Role.SOLUTION


def _named_in(
    block: Block, offered: _Offered, *, first: bool
) -> tuple[frozenset[int], Blocks] | None:
    match block:
        case Paragraph() if short_entries(lines(block.children)[0]):
            return None  # letters of several questions, `1-b, 2-d`
        case Paragraph():
            return _in_paragraph(block, offered, first=first)
        case Heading():
            return _in_heading(block, offered, first=first)
        case CodeBlock() if first:
            return _in_code(block, offered)
        case Details() | Callout():
            return _in_box(block, offered, first=first)
        case Quote() if len(block.children) > 0:
            quoted = _named_in(block.children[0], offered, first=False)
            return (quoted[0], (*quoted[1], *block.children[1:])) if quoted else None
        case _:
            return None


def _in_heading(
    block: Heading, offered: _Offered, *, first: bool
) -> tuple[frozenset[int], Blocks] | None:
    """A heading that names the option itself: `Answer (2)`, `Answer: B – for it is so`."""
    words = plain(block.children)
    if names_only(words, least=By.KEY):
        one = statement_of(words, offered.letters)
        if one is None:
            return None
        name = stripped(cut(block.children, 0, one.start), " ([:：–—-")
        return one.places, (replace(block, children=name),) if name else ()
    colon = _COLON.match(words)
    if colon is None:
        return None
    told = _by_words(cut(block.children, colon.end()), offered, labelled=True)
    known = _announces(colon["name"])
    if told is None or not (known or (offered.lettered and first and _is_letter_only(colon))):
        return None
    heading = replace(block, children=cut(block.children, 0, colon.end("name")))
    rest = stripped(told[1])
    return told[0], (heading, *([Paragraph(rest, span=block.span)] if rest else []))


def _in_code(block: CodeBlock, offered: _Offered) -> tuple[frozenset[int], Blocks] | None:
    """A fence behind the options with one of them in it and nothing else."""
    opened = opening_letter(block.value) if offered.lettered else None
    text = same(block.value[opened[1] :] if opened else block.value)
    found = [i for i, option in enumerate(offered.texts) if option and option == text]
    return (frozenset(found), ()) if len(found) == 1 else None


def _in_box(
    block: Details | Callout, offered: _Offered, *, first: bool
) -> tuple[frozenset[int], Blocks] | None:
    """An answer in a fold or a box, which may name the option in its title."""
    role = box_role(block)
    if role is not Role.SOLUTION and (role is not None or not (first and offered.lettered)):
        return None
    title = block.summary if isinstance(block, Details) else block.title
    colon = _COLON.match(plain(title))
    told = _by_words(cut(title, colon.end()) if colon else title, offered, labelled=True)
    if told and (colon or role is Role.SOLUTION):
        return told[0], (block,)
    for index, child in enumerate(map(counted, block.children[:4])):
        found = (
            _in_paragraph(child, offered, first=True, labelled=role is not None)
            if isinstance(child, Paragraph)
            else _repeated(child, offered) or _named_in(child, offered, first=True)
        )
        if found:
            kept = (*block.children[:index], *found[1], *block.children[index + 1 :])
            return found[0], (replace(block, children=kept),)
    said_of = "\n".join(plain(c.children) for c in block.children if isinstance(c, Paragraph))
    called = called_right(said_of, offered.letters) if offered.lettered else -1
    return (frozenset((called,)), (block,)) if called >= 0 else None


def _repeated(block: Block, offered: _Offered) -> tuple[frozenset[int], Blocks] | None:
    """A list whose items are some of the options, word for word."""
    items = block.items if isinstance(block, BulletList | OrderedList) else ()
    words = [same("\n".join(_lines_of(Quote(item.children)))) for item in items]
    found = frozenset(i for i, option in enumerate(offered.texts) if option in words)
    few = 0 < len(items) == len(found) < len(offered.texts)
    return (found, ()) if few and set(words) <= set(offered.texts) else None


def _in_paragraph(
    block: Paragraph, offered: _Offered, *, first: bool, labelled: bool = False
) -> tuple[frozenset[int], Blocks] | None:
    """`Answer: B`, `**Correct answer**: B) Oslo`, or a letter that opens the text behind."""
    head, *below = lines(block.children)
    statement = statement_of(plain(head), offered.letters)
    if statement and _counts(statement, offered, first=first, labelled=labelled):
        reasoned = _reason(stripped(cut(head, statement.end)), statement.places, offered)
        if reasoned is None:
            return None
        return reasoned[0], _paragraph(joined([reasoned[1], *below]))
    if in_bold := _in_bold(head, offered, labelled=labelled):
        return in_bold[0], _paragraph(joined([in_bold[1], *below]))
    pair = split_label(head) or split_spoken(head)
    name = plain(pair[0]) if pair else ""
    if pair and _announces(name):
        body = pair[1] or (below[0] if below else ())
        told = _by_words(body, offered, labelled=True)
        if told:
            rest = joined([told[1], *(below if pair[1] else below[1:])])
            return told[0], _paragraph(rest)
        if not (labelled and offered.lettered and named(name, offered.letters, labelled=True)):
            return None  # but `**A** – for that is so` names the first option
    mark, bare = split_mark(head)
    ticked = mark is Mark.YES and same(plain(bare)) in offered.texts
    labelled = labelled or ticked
    told = _by_words(bare if ticked else head, offered, labelled=labelled)
    if told and not labelled and _explains(plain(head), told[0], offered):
        return None
    colon = _COLON.match(plain(head)) if labelled and offered.lettered and told is None else None
    if colon and _is_letter_only(colon):
        told = _by_words(cut(head, colon.end()), offered, labelled=True)
        sentences = colon["name"].rfind(". ") + 1
        if told and sentences:  # `Its source is far. Answer: A`
            told = told[0], cut(head, 0, sentences)
    labelled = labelled or lead_end(plain(head)) > 0
    if told is None or not (labelled or (offered.lettered and (first or _says_right(plain(head))))):
        return None
    return told[0], _paragraph(joined([told[1], *below]))


def _explains(words: str, places: frozenset[int], offered: _Offered) -> bool:
    """Whether a letter, a colon and a text speak of an option: `C: too small`, not `C: Oslo`."""
    one = statement_of(words, offered.letters)
    if one is None or one.by is not By.LETTER or ":" not in words[one.start : one.end]:
        return False
    behind = same(words[one.end :])
    return bool(behind) and not any(behind.startswith(offered.texts[i]) for i in places)


def _counts(statement: Told, offered: _Offered, *, first: bool, labelled: bool) -> bool:
    """Whether a line names the right option by more than a letter, and that is enough here.

    A name that no table knows must stand right behind options with letters.
    """
    match statement.by:
        case By.KEY:
            return True
        case By.SIGN:
            return first or labelled
        case By.NAME:
            lettered = all(letter and not letter.isdecimal() for letter in offered.letters)
            return lettered and (first or labelled)
        case By.LETTER:
            return False


def _in_bold(
    line: Inlines, offered: _Offered, *, labelled: bool
) -> tuple[frozenset[int], Inlines] | None:
    """`**Answer: B** for that is so`: the bold names an option and ends, what follows says why."""
    bold = line[0] if line else None
    if not isinstance(bold, Strong) or not (labelled or _says_right(plain((bold,)))):
        return None
    pair = split_label((bold,))
    told = _by_words(pair[1] if pair and pair[1] else (bold,), offered, labelled=True)
    return (told[0], stripped(line[1:])) if told and not stripped(told[1]) else None


# `Answer: B`: a name, and what stands behind its colon.
_COLON = re.compile(r"(?P<name>[^:：]{1,60}?)\s*+[:：]\s*(?=\S)")


def _announces(name: str) -> bool:
    """Whether a label says that what is right follows: `Answer`, `Correct`."""
    return role_of(name) is Role.SOLUTION or is_told(name)


def _is_letter_only(colon: re.Match[str]) -> bool:
    """Whether a letter and nothing else stands behind a colon, whatever the language before."""
    return len(colon.string[colon.end() :].strip(" .)*`")) == 1


_SAID = re.compile(
    r"\b(?:answer|correct|right|richtig|antwort|réponse|respuesta|resposta|risposta|ответ)\b|答案|正解|정답",
    re.IGNORECASE,
)


def _says_right(words: str) -> bool:
    return _SAID.search(words) is not None


def _by_words(
    inlines: Inlines, offered: _Offered, *, labelled: bool
) -> tuple[frozenset[int], Inlines] | None:
    """Which options some words name, by letter, by number or by their text; and the rest."""
    words = plain(inlines)
    start = lead_end(words)
    if start and same(words[start:].split("\n")[0]) in offered.texts:
        inlines, words = cut(inlines, start), words[start:]
    line = same(words.split("\n")[0])
    whole = [i for i, text in enumerate(offered.texts) if text and line == text]
    # A letter names its option, though another's text is that letter: `(a) b (b) e`.
    if len(whole) == 1 and place_of(line, offered.letters if offered.lettered else "") < 0:
        return frozenset(whole), ()
    told = named(words, offered.letters, labelled=labelled) or _followed(words, offered)
    if labelled and told is None and (by_order := ordered(words, len(offered.texts))):
        told = frozenset(by_order[:1]), by_order[1]
    if told is not None:
        return _reason(stripped(cut(inlines, told[1])), told[0], offered)
    first = re.split(r"(?<=[.;])\s|\s[–—-]\s|\n", words, maxsplit=1)[0]
    named_texts = [i for i, text in enumerate(offered.texts) if text and same(first) == text]
    if labelled and len(named_texts) == 1:
        return frozenset(named_texts), _unled(cut(inlines, len(first)))
    return None


# A reason all in brackets: `B (by definition)`.
_BRACKETED = re.compile(r"\((?P<said>[^()]+)\)\.?")


def _followed(words: str, offered: _Offered) -> tuple[frozenset[int], int] | None:
    """A letter with nothing but a blank before its option's text: `B Oslo`."""
    letter, _, text = words.strip(" *_").partition(" ")
    which = place_of(letter.strip("()"), offered.letters) if letter else -1
    if not offered.lettered or which < 0 or not offered.texts[which]:
        return None
    if not same(text).startswith(offered.texts[which]):
        return None
    return frozenset((which,)), words.index(letter) + len(letter)


def _reason(
    rest: Inlines, right: frozenset[int], offered: _Offered
) -> tuple[frozenset[int], Inlines] | None:
    """What stands behind the letter of an answer, without its option's text.

    None where the text is another option's: letter and text disagree, and neither is to be taught.
    """
    if bracketed := _BRACKETED.fullmatch(plain(rest)):
        rest = cut(rest, *bracketed.span("said"))
    if len(right) != 1:
        return right, rest
    words = same(plain(rest))
    starts = [
        i
        for i, text in enumerate(offered.texts)
        if text and re.match(rf"{re.escape(text)}(?!\w)", words)
    ]
    if not starts:
        return right, rest
    longest = max(starts, key=lambda i: len(offered.texts[i]))
    text = offered.texts[longest]
    if longest not in right:
        return None if words == text else (right, rest)
    start = plain(rest).casefold().find(text)
    return right, _unled(cut(rest, start + len(text))) if start >= 0 else rest


def _unled(inlines: Inlines) -> Inlines:
    """Words without the signs that part them from what stood before."""
    words = plain(inlines)
    return cut(inlines, len(words) - len(words.lstrip("`*_.)–—-:, ")))


def _paragraph(words: Inlines) -> Blocks:
    rest = stripped(words)
    return (paragraph(rest),) if rest else ()


# `Option 4`, `choice B`: an explanation that speaks of options by number or letter.
_REFERS = re.compile(
    r"(?<!\w)(?:option|choice|antwortoption|opción|opção|alternativa|вариант|选项|選択肢)\s*"
    r"(?P<sign>\d|[A-H])(?![\w%.,]\w)(?!\w)",
    re.IGNORECASE,
)


def refers(after: Blocks, count: int, letters: Sequence[str]) -> bool:
    """Whether what stands right behind a list speaks of its items as options."""
    for block in after[:2]:
        words = plain(block.children) if isinstance(block, Paragraph) else ""
        for match in _REFERS.finditer(words):
            if 0 <= place_of(match["sign"], letters or ("",) * count) < count:
                return True
    return False


def tells(after: Blocks) -> bool:
    """Whether an answer stands behind the options in so many words."""
    for block in after:
        if isinstance(block, Details | Callout | Heading):
            return True
        if isinstance(block, Paragraph):
            pair = split_label(block.children) or split_spoken(block.children)
            if pair and role_of(plain(pair[0])) is Role.SOLUTION:
                return True
    return False


def box_role(block: Details | Callout) -> Role | None:
    """What a fold or a box is for."""
    return fold_role(block) if isinstance(block, Details) else callout_role(block)
