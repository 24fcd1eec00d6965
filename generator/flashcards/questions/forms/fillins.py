"""Sentences with gaps, and what fills them in brackets or by an arrow: `It is ____. (*cold*)`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards import patterns as re
from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.forms.titles import title_of
from flashcards.questions.slices import (
    alone,
    between,
    cut,
    joined,
    lines,
    literal_at,
    paragraph,
    stripped,
    with_heading,
)
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Heading,
    Inlines,
    OrderedList,
    Paragraph,
)
from flashcards.tree.span import hull

FORM = "fill-in"
_GAP = re.compile(r"_{2,}")
# What stands in brackets at the end, a full stop of the sentence before or behind it.
_FILLER = re.compile(r"(?<=\S)\s*[(（\[](?P<said>[^()（）\[\]\n]{1,80})[)）\]](?:\s?\.(?=\s*$))?")
# The same behind an arrow at the end of the line, where dots may be gaps, too.
_BEHIND = re.compile(r"\s*(?:→|➜|⇒|->|=>)\s*(?P<said>[^→➜⇒>\n]{1,80})$")
_DOTTED = re.compile(r"_{2,}|\.{4,}|…{2,}")
# Several fillers in one pair of brackets.
_PARTED = re.compile(r"\s*(?:[;,，、…]|\s[/|–—]|\b(?:and|und|et|y|e|и)\b)\s+")
# What is given in brackets to choose from, to be counted or looked up is no filler.
_GIVEN = re.compile(
    r"[/|…_?]|\b(?:or|oder|ou|или)\b|\b(?:letters?|words?|points?|pts?|marks?|hints?|buchstaben|"
    r"w[oö]rte?r?|punkte?|lettres|mots|letras|palabras|lettere|parole|букв\w*|слов\w*)\b"
    r"|^(?:in|see|cf|p|pp|page|chapter|easy|medium|hard|true|false)\b",
    re.IGNORECASE,
)
# A task that gives words in brackets to be put into another form.
_FORMS = re.compile(
    r"\b(?:forms?|tenses?|verbs?|conjugat\w+|declin\w+|plural|brackets|parenthes[ei]s|klammern?|"
    r"setzen?|verben|zeitform\w*|formen|verbes?|formes?|temps|parenthèses|verbos?|formas?|"
    r"paréntesis|verbi|tempi|parentesi|глагол\w*|форм\w+|скобк\w+|"
    r"grammar|past|present|perfect|infinitives?|grammatik|präteritum|perfekt|präsens|grammaire|passé|"
    r"imparfait|gramática|pretérito|subjuntivo|grammatica|passato|грамматик\w*)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:answers?|solutions?|antwort\w*|lösung\w*|réponses?|respuestas?|risposte|ответ\w*)\b",
    re.IGNORECASE,
)
# A task that says that sentences have gaps: in a contract, brackets say what is to be filled in.
_FILLS = re.compile(
    r"\b(?:fill\w*|gaps?|blanks?|cloze|complete (?:the|each|every|these)|missing|lücken\w*|"
    r"ergänze\w*|compl[eè]te[zr]|trous?|lacun\w+|huecos?|rellen\w+|complet\w+|пропуск\w*|вставьте)\b",
    re.IGNORECASE,
)
# A field of a form, whose brackets say what belongs there.
_FIELD = re.compile(r"[:：]\s*_")
_LEAST = 2
_FEWEST = 3
"""Words of a sentence beside its gaps."""


def find(run: Blocks) -> Iterator[Candidate]:
    """Paragraphs and items of lists, of which two or more are filled so, each otherwise."""
    found: list[Candidate] = []
    titles: list[tuple[int, str]] = []
    above: list[str] = []
    for index, block in enumerate(run):
        if isinstance(block, Heading):
            titles = with_heading(titles, block, plain(block.children))
            above = [words for _, words in titles]
            continue
        task = " ".join(above)
        own = list(_of_block(block, index, fills=bool(_FILLS.search(task))))
        if not own and isinstance(block, Paragraph):
            above.append(plain(block.children))
        if _FORMS.search(task) is None or _TOLD.search(task):
            found += own
    fillers = {plain(one.children).casefold() for f in found for one in _words(f.answer)}
    if len(found) >= _LEAST and len(fillers) * 2 > len(found):
        yield from found


def _words(blocks: Blocks) -> Iterator[Paragraph]:
    yield from (block for block in blocks if isinstance(block, Paragraph))


def _of_block(block: Block, index: int, *, fills: bool) -> Iterator[Candidate]:
    if isinstance(block, Paragraph):
        yield from _candidate(block.children, index, 0, None, fills=fills)
    elif isinstance(block, BulletList | OrderedList):
        numbers = block.numbers if isinstance(block, OrderedList) else ()
        for part, item in enumerate(block.items):
            if (first := alone(item)) and item.checked is None:
                number = numbers[part] if numbers else None
                yield from _candidate(first.children, index, part, number, fills=fills)


def _candidate(
    inlines: Inlines, index: int, part: int, number: int | None, *, fills: bool
) -> Iterator[Candidate]:
    text = joined(lines(inlines))
    sides = _filled(text, fills=fills)
    if sides is None:
        return
    title = title_of(sides[0])
    if title.words:
        yield Candidate(
            form=FORM,
            key=FORM,
            evidence=Evidence.ANSWERED,
            index=index,
            part=part,
            title=title.words,
            span=hull(node.span for node in inlines),
            answer=(paragraph(sides[1]),),
            number=title.number if number is None else number,
        )


def _filled(text: Inlines, *, fills: bool) -> tuple[Inlines, Inlines] | None:
    """A sentence with its gaps, and what fills them; nothing where the two do not agree.

    Args:
        text: the sentence and its brackets.
        fills: whether the task above says that there are gaps, so that no sentence need end
            before the brackets.
    """
    words = plain(text)
    fillers = list(_FILLER.finditer(words))
    behind = None if fillers else _BEHIND.search(words)
    fillers = [behind] if behind else fillers
    gaps = list((_DOTTED if behind else _GAP).finditer(words))
    if not gaps or not fillers or _FIELD.search(words):
        return None
    ends = words[: fillers[-1].start()].endswith((".", "!", "。"))
    if not ends and not fills and not behind:
        return None
    if fillers[-1].end() == len(words.rstrip()) and _agree(fillers[-1]["said"], len(gaps)):
        fillers = fillers[-1:]
    elif [one.start() for one in fillers] != [gap.end() for gap in gaps] or not all(
        _agree(one["said"], 1) and not literal_at(text, one.start("said")) for one in fillers
    ):
        return None  # in plain letters a word behind its gap is one to be put into its form
    told = joined([cut(text, *one.span("said")) for one in fillers], ", ")
    asked = _without(text, fillers)
    left = re.findall(r"\w+", _DOTTED.sub(" ", plain(asked)))
    return (stripped(asked), stripped(told)) if len(left) >= _FEWEST else None


def _agree(filler: str, gaps: int) -> bool:
    """Whether one pair of brackets holds as many words, or parts, as there are gaps."""
    if gaps == 1:
        return not _GIVEN.search(filler)
    parts = [part for part in _PARTED.split(filler) if part.strip()]
    given = any(_GIVEN.search(part) for part in parts)
    return not given and gaps in (len(parts), len(filler.split()))


def _without(text: Inlines, fillers: Sequence[re.Match[str]]) -> Inlines:
    """The sentence without the brackets behind its gaps."""
    pieces = [cut(text, *piece) for piece in between(fillers, len(plain(text)))]
    return tuple(node for piece in pieces for node in piece)


SAMPLES = (
    (
        (
            "The hammer of a piano strikes a ______. (*string*)\n\n"
            "A piano has ___ keys, of which ___ are white. (88, 52)"
        ),
        (
            "The hammer of a piano strikes a ______.",
            "A piano has ___ keys, of which ___ are white.",
        ),
    ),
    (
        (
            "## Fill in\n\n1. The ___ (*bow*) is the front and the ___ (*stern*) the back.\n"
            "2. On the left is ___ in a boat. (port)\n3. A boat is steered by its ___ (rudder)\n"
        ),
        (
            "The ___ is the front and the ___ the back.",
            "On the left is ___ in a boat.",
            "A boat is steered by its ___",
        ),
    ),
)
NOT_SAMPLES = (
    "Install ... then wait → it is done\n\nOpen the file ... and read → it is short",
    "Put the verbs into the right form.\n\n1. She ___ home yesterday. (go)\n2. He ___ it. (see)\n",
    "# The past tense\n\n## Exercise 2\n\nShe ___ home late. (go)\n\nHe ___ it there. (see)",
    "1. A heart has ___ chambers. (two / four)\n2. It beats ___ times. (many / few)\n",
    "1. The sea is ___ and deep. (4 letters)\n2. The sky is also ___. (6 letters)\n",
    "The flat is let on ____ (*date*) by ____ (*owner*).\n\nThe rent is paid by ____ (tenant)",
    "The name is ____ and no more (see above).",
)
