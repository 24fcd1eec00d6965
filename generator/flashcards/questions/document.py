"""A whole document: what it says of itself, its questions, and what stands outside of them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from typing import TypeGuard

from flashcards import patterns as re
from flashcards.document import (
    NO_PHRASE,
    Asks,
    Document,
    Labelled,
    Level,
    Meta,
    Phrase,
    Question,
    Role,
    Section,
    Source,
    Unread,
)
from flashcards.errors import Finding
from flashcards.questions.alternating import alternated
from flashcards.questions.answering import Served, answer_all, noted, unused
from flashcards.questions.answers_first import turned_round
from flashcards.questions.asides import without_asides
from flashcards.questions.awards import without_awards
from flashcards.questions.bullets import told_apart
from flashcards.questions.by_number import numbered_off
from flashcards.questions.catalogue import silenced
from flashcards.questions.choose import Openings, Says, Wanted, choose, is_part, question_end
from flashcards.questions.clues import clued
from flashcards.questions.containers import opened
from flashcards.questions.doubts import (
    doubt_letters,
    doubt_lists,
    footed,
    set_asides_aside,
)
from flashcards.questions.dressing import undressed
from flashcards.questions.elsewhere import returned
from flashcards.questions.fields import translated
from flashcards.questions.footnoted import footnoted
from flashcards.questions.formats import as_markdown
from flashcards.questions.forms import columns, dialogue, folds, pairs, subparts, terms
from flashcards.questions.forms.apart import is_answering
from flashcards.questions.forms.candidate import Candidate
from flashcards.questions.fronted import fronted
from flashcards.questions.groups import summaries
from flashcards.questions.hinted import hinted
from flashcards.questions.hollow import breaks_off
from flashcards.questions.in_order import filled_in_order
from flashcards.questions.initials import named_by_number, spelled
from flashcards.questions.keyed_parts import keyed_parts
from flashcards.questions.keys import Key, find_keys, serving, without_rows
from flashcards.questions.language import guess_language
from flashcards.questions.letters import places_inside, same
from flashcards.questions.lifted import unlisted
from flashcards.questions.marks import Marks, read_marks
from flashcards.questions.matched import matched
from flashcards.questions.matter import Matter, read_matter, with_properties, without_kept
from flashcards.questions.mdx import without_jsx
from flashcards.questions.nesting import Flat, nest
from flashcards.questions.outline import Outline
from flashcards.questions.parts import Head, question
from flashcards.questions.parts_in_lists import parts_in_lists
from flashcards.questions.pools import keyed_below, with_comments, without_signs
from flashcards.questions.profiles import profiled
from flashcards.questions.roles import category_of
from flashcards.questions.run import bare, ready, without_problems
from flashcards.questions.set_apart import boxed
from flashcards.questions.settled import settled
from flashcards.questions.slices import cut, joined, lines, paragraph, phrase, said
from flashcards.questions.spoilers import unhidden
from flashcards.questions.tags_behind import untagged
from flashcards.questions.topped import untopped
from flashcards.questions.turns import parted_by_turns
from flashcards.questions.unclosed import unclosed
from flashcards.questions.unwrapped import unwrapped
from flashcards.questions.weighed import weighed
from flashcards.questions.whole import whole
from flashcards.tree import Span, parse, plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    DefinitionList,
    Footnote,
    Heading,
    Inlines,
    Link,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    Text,
)
from flashcards.tree.span import hull
from flashcards.values import dataclass

# Words by which a document says that it holds questions, or cards.
_QUESTIONS = re.compile(
    r"\b(?:questions?|quiz(?:zes)?|interview|exams?|faq|q ?& ?a|q and a|revision|puzzles|riddles|"
    r"exercises|drills?|teasers|fragen|fragenkatalog|prüfung|aufgaben|exercices|révision|preguntas|examen|"
    r"perguntas|prova|domande|esame|quesiti|вопросы|задачи|собеседовани\w*)\b"
    r"|问答|问题|面试|题|問題|質問|クイズ|질문|문제|면접|أسئلة|اختبار",
    re.IGNORECASE,
)
_CARDS = re.compile(
    r"\b(?:flash ?cards?|cards?|decks?|anki|quizlet|karteikarten?|lernkarten?|fiches?|"
    r"cartes? mémoire|"
    r"tarjetas?|fichas?|cartões|flitskaart\w*|leerkaart\w*|flashcards|schede|carte|карточк\w+)\b|卡片|闪卡|単語帳|カード|카드|بطاقات",
    re.IGNORECASE,
)
# Cards of any kind, such as those in a computer: in running text, only what is called its own, or
# what has a front and a back and is learnt.
_SOME_CARDS = re.compile(r"(?<!these )(?<!my )(?<!our )(?<!all )(?<!\d )\bcards?\b", re.IGNORECASE)
_LEARNT = re.compile(
    r"\b(?:front|back|deck|anki|study|studying|learn|learning|memori[sz]\w+|revis\w+|recall)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    outline: Outline
    questions: list[Question] = field(default_factory=list)
    bodies: dict[int, tuple[Head, Blocks]] = field(default_factory=dict)  # of some, by place
    outside: list[Section] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    title: Phrase = NO_PHRASE
    title_source: Source | None = None
    above: list[tuple[int, str]] = field(default_factory=list)
    places: list[tuple[int, str, str]] = field(default_factory=list)  # line, category, its parent
    tags: tuple[str, ...] = ()
    keys_at: tuple[int, ...] = ()  # where answers of several questions stood in the run
    footnotes: dict[str, Blocks] = field(default_factory=dict)
    marks: Marks = field(default_factory=Marks)
    left: list[Candidate] = field(default_factory=list)
    skipped: list[Unread] = field(default_factory=list)

    @property
    def keyed(self) -> bool:
        """Whether the answers of several questions stand together elsewhere."""
        return bool(self.keys_at)

    @property
    def category(self) -> str:
        """The heading that is open above."""
        return category_of(self.above[-1][1]) if self.above else ""

    def find(self, line: int, rule: str, severity: str, message: str) -> None:
        """Note a finding."""
        path = self.outline.path
        self.findings.append(
            Finding(path=path, line=line, rule=rule, severity=severity, message=message)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a project sets for its documents; a document's front matter goes before it.

    Attributes:
        forms: only these forms of questions are read; empty: all, by evidence.
        level: the headings of this level are questions, whatever they say; 0: by evidence.
    """

    forms: tuple[str, ...] = ()
    level: int = 0


DEFAULTS = Settings()


def understand(
    text: str, *, path: str, name: str | None = None, settings: Settings = DEFAULTS
) -> tuple[Document, tuple[Finding, ...]]:
    """A document from its text, and what was found on the way.

    Args:
        text: decoded, with LF line ends.
        path: for messages and sources.
        name: identity in the ledger; default: the last part of `path`.
        settings: of the project.
    """
    markdown, origins = as_markdown(text)
    mdx = path.lower().endswith(".mdx")
    tree = parse(without_signs(without_jsx(markdown) if mdx else markdown), origins)
    outline = Outline(path=path, tree=tree)
    blocks = unhidden(without_kept(without_problems(unwrapped(tree.blocks)), tree.text))
    blocks = translated(dialogue.parted(spelled(unlisted(blocks), tree.text)))
    blocks = boxed(told_apart(blocks, tree.text), tree.text)
    run = with_comments(ready(untopped(opened(blocks))), tree)
    language = guess_language(tree.text)
    run = fronted(keyed_below(untagged(without_awards(undressed(without_asides(run))))), language)
    run = keyed_parts(parts_in_lists(hinted(run)))
    run = filled_in_order(numbered_off(matched(settled(footnoted(run), language))))
    matter, about = with_properties(read_matter(tree.front_matter, path), run)
    run = tuple(block for block in run if not any(block is one for one in about))
    says = _says(run, matter, path)
    run = profiled(clued(weighed(alternated(named_by_number(turned_round(run))))))
    run = returned(parted_by_turns(run, declared=says.questions or says.cards))
    reading = _Reading(outline=outline, tags=matter.tags)
    _between(about, reading)
    reading.footnotes = {one.label: one.children for one in run if isinstance(one, Footnote)}
    keys = find_keys(run)
    wanted = _wanted(matter, settings)
    if keys:
        before = choose(without_rows(run, keys), says, keyed=True, wanted=wanted).chosen
        keys = serving(keys, [(one.index, one.number or 0) for one in before])
        run, reading.keys_at = _without(run, keys)
    openings = choose(run, says, keyed=reading.keyed, wanted=wanted)
    if not openings.chosen and not wanted and (one := whole(run, path)):
        openings = replace(openings, chosen=(one,))
    reading.marks = read_marks(tree, run, openings.chosen)
    _read(run, openings, reading)
    _use_keys(keys, run, reading)
    if not reading.keyed:
        doubt_letters(reading.questions, reading.bodies, outline)
        doubt_lists(reading.questions, reading.bodies, outline)
    set_asides_aside(reading.questions)
    reading.questions = list(_placed(silenced(reading.questions), reading.places))
    meta, outside = _document_meta(reading.outside)
    title = reading.title
    if not title and matter.title:
        title = Phrase((Text(matter.title, verbatim=False),))
    forms = Counter(one.form for one in reading.questions)
    document = Document(
        path=path,
        name=name or path.rsplit("/", 1)[-1],
        title=title,
        meta=matter.meta + meta,
        questions=tuple(_numbered(reading.questions)),
        outside=outside,
        tree=tree,
        source=reading.title_source or Source(path=path, line=1),
        language=matter.language or language,
        forms=tuple(forms.most_common()),
        unread=tuple(_unread(reading)),
        deck=matter.deck,
        tags=matter.tags,
    )
    reading.findings.extend(unclosed(tree, path))
    _repeated(reading)
    return document, tuple(sorted(reading.findings))


def _without(run: Blocks, keys: Sequence[Key]) -> tuple[Blocks, tuple[int, ...]]:
    """The run without the keys in it, and where they stood."""
    out: list[Block] = []
    places: list[int] = []
    start = 0
    for key in keys:
        out.extend(run[start : key.start])
        places.append(len(out))
        start = key.end
    return (*out, *run[start:]), tuple(places)


def _use_keys(keys: Sequence[Key], run: Blocks, reading: _Reading) -> None:
    """Give each key's answers to the questions between the key before and it, in such a run."""
    outline, start = reading.outline, 0
    for key, place in zip(keys, reading.keys_at, strict=True):
        behind = outline.tree.line(run[place].span) if place < len(run) else None
        end = next(
            (i for i, one in enumerate(reading.questions) if behind and one.source.line >= behind),
            len(reading.questions),
        )
        if key.ahead:
            end = len(reading.questions)
        served = [
            Served(question=one, head=head, body=body)
            for place, one in enumerate(reading.questions[start:end], start)
            for head, body in (reading.bodies.get(place, (None, ())),)
        ]
        answered = answer_all(served, key, outline)
        _outside(None, (*key.lead, *unused(served, answered, key)), reading)
        reading.questions[start:end] = answered
        start = end


def _wanted(matter: Matter, settings: Settings) -> Wanted | None:
    forms, level = matter.forms or settings.forms, matter.level or settings.level
    return Wanted(forms=frozenset(forms), level=level) if forms or level else None


def _unread(reading: _Reading) -> Iterator[Unread]:
    """What looked like a question and is none, each with why; not what is read elsewhere."""
    known = {same(one.title.plain) for one in reading.questions}
    yield from reading.skipped
    for one in reading.left:
        title = plain(one.title).strip()
        if same(title) in known:
            continue
        why = _WHY.get(one.form, "nothing like it stands in the document, and it may be rhetorical")
        yield Unread(title=title, why=why, source=_source(one, reading))


_WHY = {
    "item": "it stands in a list whose items have no answers",
    "heading": "no other heading of its level asks, or it stands over other questions",
    "cloze": "highlights are gaps only in a document of cards",
    "pair": "it may be a name in code",
}


def _says(run: Blocks, matter: Matter, path: str) -> Says:
    """What the document says of itself in its front matter, its title and its first words."""
    said = [matter.title, matter.deck, *matter.tags, path.rsplit("/", 1)[-1]]
    titles = [matter.title]
    for block in run[:6]:
        if isinstance(block, Heading):
            said.append(plain(block.children))
            if block.level == 1:
                titles.append(said[-1])
        elif isinstance(block, Paragraph):
            words = plain(block.children)
            said.append(words if _LEARNT.search(words) else _SOME_CARDS.sub("", words))
        if isinstance(block, Heading) and block.level > 1:
            break
    cards = bool(matter.deck) or any(_CARDS.search(words) for words in said)
    asks = cards or any(_QUESTIONS.search(words) for words in said)
    defined = any(isinstance(block, DefinitionList) for block in run)
    named = any(terms.is_glossary(words, defined=defined) for words in titles)
    return Says(questions=asks, cards=cards, terms=named)


# --- the run of a document ------------------------------------------------------------------


def _read(run: Blocks, openings: Openings, reading: _Reading) -> None:
    """Cut a run at its openings; what lies between them is outside."""
    chosen = openings.chosen
    run, foot = footed(run, chosen)
    taken: set[int] = set()
    halves: set[int] = set()  # lists of which some items open no question
    opening = {one.index for one in chosen}
    parts: dict[int, set[int]] = defaultdict(set)
    index = 0
    for place, one in enumerate(chosen):
        following = chosen[place + 1] if place + 1 < len(chosen) else None
        if one.index > index:
            _between(run[index : one.index], reading)
            index = one.index
        level = reading.above[-1][0] if reading.above else 0
        end = _end(run, one, following, opening, level)
        # What follows a key answers no question before it.
        end = min(end, next((at for at in reading.keys_at if at > one.index), end))
        _one(one, run[one.index + 1 + one.skipped : end], reading)
        parts[one.index].add(one.part)
        if following is None or following.index > one.index:
            left = _left_of(run[one.index], one, parts[one.index])
            if left is not None:
                _between((left,), reading)
                halves.add(one.index)
        index = max(end, one.index + 1)
        taken.update(range(one.index, index))
    _between((*run[index:], *foot), reading)
    reading.left = [one for one in openings.left if one.index not in taken or -one.index in taken]


_BY_LINE = frozenset((columns.FORM, pairs.FORM, terms.FORM))
"""Forms of which a paragraph has several, each on a line."""


def _left_of(block: Block, one: Candidate, parts: set[int]) -> Block | None:
    """The items of a list, or lines of a paragraph, in which no question opens."""
    if isinstance(block, BulletList | OrderedList):
        items = tuple(item for part, item in enumerate(block.items) if part not in parts)
        return replace(block, items=items, span=hull(i.span for i in items)) if items else None
    if isinstance(block, Paragraph) and one.form in _BY_LINE:
        rows = lines(block.children)
        rest = joined([row for part, row in enumerate(rows) if part not in parts])
        return paragraph(rest) if rest else None
    return None


def _end(
    run: Blocks, one: Candidate, following: Candidate | None, opening: set[int], level: int
) -> int:
    """The index behind the last block of a question.

    Args:
        run: the blocks.
        one: the question's opening.
        following: the next one's.
        opening: where questions open.
        level: of the heading above it, which no part of the question can have.
    """
    if one.level < 7:
        return question_end(run, one, opening)
    if not one.open_ended or (following and following.index == one.index):
        return one.index + 1 + one.taken
    if one.answer and one.form == "item":
        return one.index + 1
    limit = following.index if following else len(run)
    if following and following.form == subparts.FORM and following.first > one.index:
        limit = following.first  # the name of the task whose parts follow
    for index in range(one.index + 1 + one.taken, limit):
        block = run[index]
        if isinstance(block, Rule):
            return index
        if isinstance(block, Heading) and (
            block.level <= level or not is_part(plain(block.children))
        ):
            return index
    return limit


def _one(one: Candidate, body: Blocks, reading: _Reading) -> None:
    """A question, or a group of them, from its opening and what follows."""
    marks = reading.marks
    if one.place in marks.skipped:
        why = "its author marks it to be skipped"
        title = plain(one.title).strip()
        reading.skipped.append(Unread(title=title, why=why, source=_source(one, reading)))
        return
    body = _unquoted(tuple(block for block in body if block.span.start not in marks.hidden))
    head = Head(
        number=one.number or 0,
        title=phrase(one.title),
        category=reading.category,
        source=_source(one, reading),
        form=one.form,
        asks=one.asks,
        tags=(*reading.tags, *one.tags, *marks.tags.get(one.place, ())),
        level=marks.levels.get(one.place, Level.UNSAID),
        pairs=one.pairs,
        whole=one.form == dialogue.FORM,
        hidden=one.form == folds.FORM,
    )
    if one.last is not None:
        several, rest = summaries(ready(body), head, reading.outline)
        reading.questions.extend(several)
        if not several:
            reading.find(
                head.source.line, "empty-group", "warning",
                f"“{head.title.plain}” announces several questions and names none",
            )  # fmt: skip
        _add_outside(head.title, rest, head.source, (), reading)
        for block in body:
            _unfinished(reading.outline.tree.source(block.span), block.span, reading)
        return
    if one.asks is Asks.CLOZE:
        reading.questions.append(_cloze(head, one, reading))
        return
    options = places_inside(head.title.plain)
    asked = one.asked
    if options and options[0][1] > 0:
        start = options[0][1]
        words = head.title.inlines
        asked = (Paragraph(cut(words, start), span=one.span), *asked)
        head = replace(head, title=phrase(_led_in(cut(words, 0, start))))
    answer = one.answer if body else _unquoted(one.answer)
    blocks = bare((*asked, *ready(answer), *body))
    found = question(head, blocks, reading.outline, keyed=reading.keyed)
    told = noted(head, blocks, found, reading.footnotes, reading.outline)
    reading.bodies[len(reading.questions)] = head, blocks
    reading.questions.append(told or found)
    for block in blocks:
        _unfinished(reading.outline.tree.source(block.span), block.span, reading)


# Words behind a question that its options go on: `How far is it? About (A) 2 km, (B) 5 km`.
_LEADS_IN = re.compile(r"[?？؟]\s+[^.:?!…_(\[]{1,40}[^\s.:?!…_,;(\[]\s*$")


def _led_in(words: Inlines) -> Inlines:
    """A title without its options; a sign stands for them where they went on its last words."""
    return (*words, said("…")) if _LEADS_IN.search(plain(words)) else words


def _unquoted(body: Blocks) -> Blocks:
    """The blocks of an answer; a block quote that is all of it, or named so, is what it holds."""
    if len(body) == 1 and isinstance(body[0], Quote):
        return ready(body[0].children)
    return tuple(
        part
        for block in body
        for part in (ready(block.children) if _is_quoted_answer(block) else (block,))
    )


def _is_quoted_answer(block: Block) -> TypeGuard[Quote]:
    """Whether a block quote opens with the word for an answer: `> **Answer:** B`."""
    first = block.children[0] if isinstance(block, Quote) and block.children else None
    return first is not None and is_answering(first)


def _cloze(head: Head, one: Candidate, reading: _Reading) -> Question:
    """A text with gaps: all of it is the question."""
    block = Paragraph(one.title, span=one.span)
    section = Section(
        role=Role.PROMPT,
        title=NO_PHRASE,
        nodes=reading.outline.nodes([block]),
        blocks=(block,),
        source=head.source,
    )
    return replace(question(head, (), reading.outline), sections=(section,))


def _source(one: Candidate, reading: _Reading) -> Source:
    """The line of the opening itself."""
    source = reading.outline.at(one.span)
    return source if one.level == 7 and one.answer else replace(source, end_line=source.line)


def _between(blocks: Sequence[Block], reading: _Reading) -> None:
    """What stands between questions: headings open categories, the rest is kept aside."""
    current: list[Block] = []
    heading: Heading | None = None
    for block in blocks:
        if not isinstance(block, Heading):
            current.append(block)
            continue
        _outside(heading, current, reading)
        heading, current = block, []
        if block.level > 1 and _leads_away(block):
            continue
        while reading.above and reading.above[-1][0] >= block.level:
            reading.above.pop()
        if block.level == 1 and not reading.title:
            reading.title = phrase(block.children)
            reading.title_source = replace(reading.outline.at(block.span), end_line=0)
        elif block.children:
            parent = reading.category
            reading.above.append((block.level, plain(block.children).strip()))
            reading.places.append((reading.outline.tree.line(block.span), reading.category, parent))
    _outside(heading, current, reading)


def _leads_away(heading: Heading) -> bool:
    """Whether a heading is a notice: words around a link to another place, and no name."""
    links = [one for one in heading.children if isinstance(one, Link) and "://" in one.target]
    linked = " ".join(plain(one.children) for one in links)
    return bool(links) and len(plain(heading.children).split()) > 2 * len(linked.split()) + 2


def _outside(heading: Heading | None, body: Sequence[Block], reading: _Reading) -> None:
    blocks = tuple(block for block in body if not isinstance(block, Rule))
    first = heading or (blocks[0] if blocks else None)
    if first is None:
        return
    outline = reading.outline
    last = blocks[-1] if blocks else first
    source = outline.at(Span(first.span.start, max(first.span.end, last.span.end)))
    title = phrase(heading.children) if heading else NO_PHRASE
    _add_outside(title, outline.flat(blocks), source, blocks, reading)
    for block in blocks:
        _unfinished(outline.tree.source(block.span), block.span, reading)


def _add_outside(
    title: Phrase, parts: Sequence[Flat], source: Source, blocks: Blocks, reading: _Reading
) -> None:
    if parts or title:
        reading.outside.append(
            Section(role=Role.OTHER, title=title, nodes=nest(parts), blocks=blocks, source=source)
        )


def _unfinished(words: str, span: Span, reading: _Reading) -> None:
    if "(" not in words and "[" not in words:
        return
    line = reading.outline.tree.line(span)
    for offset, row in enumerate(words.split("\n")):
        if breaks_off(row):
            reading.find(
                line + offset, "incomplete-document", "note",
                f"the document says that it is not complete: {row.strip()[:120]}",
            )  # fmt: skip


def _document_meta(outside: Sequence[Section]) -> tuple[tuple[Meta, ...], tuple[Section, ...]]:
    """The labelled lines under the title, as metadata; the other sections as they are."""
    opening = outside[0] if outside else None
    if opening is None or not all(
        isinstance(node, Labelled) and (node.body or not node.children) for node in opening.nodes
    ):
        return (), tuple(outside)
    meta = tuple(
        Meta(key=node.label.plain, value=node.body.plain, source=node.source)
        for node in opening.nodes
        if isinstance(node, Labelled)
    )
    return meta, tuple(outside[1:])


def _repeated(reading: _Reading) -> None:
    """Tell of headings that number their question as another under the same heading does."""
    seen: dict[tuple[str, int], int] = {}
    for one in reading.questions:
        if one.form != "heading" or not one.number:
            continue
        first = seen.setdefault((one.category, one.number), one.source.line)
        if first != one.source.line:
            reading.find(
                one.source.line, "duplicate-question", "warning",
                f"question {one.number} stands on line {first}, too; they are counted anew",
            )  # fmt: skip


def _placed(
    questions: Sequence[Question], places: Sequence[tuple[int, str, str]]
) -> Iterator[Question]:
    """The questions, the category's parent before its name where several parts have one so called.

    `Basics` below `Storage` and below `Network` are two categories.
    """
    lines = [line for line, _, _ in places]
    found: list[str] = []
    parents: defaultdict[str, set[str]] = defaultdict(set)
    for one in questions:
        nearest = bisect_right(lines, one.source.line) - 1
        _, name, parent = places[nearest] if nearest >= 0 else (0, "", "")
        found.append(parent if name == one.category else "")
        parents[one.category].add(found[-1])
    for one, parent in zip(questions, found, strict=True):
        several = parent and len(parents[one.category]) > 1
        yield replace(one, category=f"{parent}: {one.category}") if several else one


def _numbered(questions: Sequence[Question]) -> Iterator[Question]:
    """The questions with their printed numbers, or counted where those are missing or repeat."""
    numbers = [one.number for one in questions]
    if all(numbers) and len(set(numbers)) == len(numbers):
        yield from questions
        return
    for count, one in enumerate(questions, 1):
        yield replace(one, number=count)
