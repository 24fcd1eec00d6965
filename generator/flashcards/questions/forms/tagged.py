"""Marks of note-taking tools: `front #card` above its back, `#### front #flashcard`."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards import patterns as re
from flashcards.document import Asks
from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.forms.titles import title_of
from flashcards.questions.slices import cut, joined, lines, paragraph, stripped
from flashcards.tree import plain
from flashcards.tree.nodes import Blocks, Heading, Inlines, Paragraph

FORM = "tagged"
# The tag of a card, with its deck or its way behind it: `#card-reverse`, `#flashcards/latin`.
TAG = re.compile(
    r"(?:^|\s)#(?:card|cards|flashcard|flashcards|flash-card)"
    r"(?:-(?P<way>reverse|reversed|spaced|spoiler))?(?:/(?P<deck>[\w/-]+))?(?=\s|$)",
    re.IGNORECASE,
)


# A line of nothing but tags, as outliners and Obsidian have them: `#flashcards #biology/cells`.
_TAGS = re.compile(r"(?:#[^\W\d][\w/-]*\s*)+")


def is_tags(line: Inlines) -> bool:
    """Whether a line holds tags and nothing else."""
    return bool(_TAGS.fullmatch(plain(line).strip()))


def untagged(line: Inlines) -> tuple[Inlines, Asks, tuple[str, ...]] | None:
    """A line without its tag, what the tag says, and the deck it names; None without one."""
    match = TAG.search(plain(line))
    if match is None:
        return None
    both = (match["way"] or "").startswith("reverse")
    words = joined([stripped(cut(line, 0, match.start())), stripped(cut(line, match.end()))])
    deck = (match["deck"],) if match["deck"] else ()
    return words, Asks.PAIR_BOTH_WAYS if both else Asks.PAIR, deck


def find(run: Blocks) -> Iterator[Candidate]:
    """Paragraphs and headings with a tag of cards."""
    for index, block in enumerate(run):
        if not isinstance(block, Paragraph | Heading):
            continue
        rows = lines(block.children)
        at = next((i for i, row in enumerate(rows) if TAG.search(plain(row))), None)
        found = untagged(rows[at]) if at is not None else None
        if at is None or found is None:
            continue
        words, asks, deck = found
        title = title_of(joined([*rows[:at], words]))
        if not title.words or is_tags(title.words):
            continue
        body = joined(rows[at + 1 :])
        is_heading = isinstance(block, Heading)
        yield Candidate(
            form=FORM,
            key="tagged heading" if is_heading else "tagged line",
            evidence=Evidence.MARKED,
            index=index,
            title=title.words,
            span=block.span,
            answer=(paragraph(body),) if body else (),
            open_ended=is_heading or not body,
            level=block.level if isinstance(block, Heading) else 7,
            asks=Asks.OPEN if is_heading and asks is Asks.PAIR else asks,
            tags=deck,
        )


SAMPLES = (
    ("amo #card\nI love", ("amo",)),
    ("#### video #card-reverse\n\nI see", ("video",)),
    ("What is aqua? #flashcards/latin\nWater", ("What is aqua?",)),
)
NOT_SAMPLES = ("See issue #42 for cards.", "The #tag of a note.")
