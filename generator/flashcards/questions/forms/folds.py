"""`<details><summary>What …?</summary> answer </details>`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from flashcards.document import Role
from flashcards.questions.choices import found_in
from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.forms.titles import title_of
from flashcards.questions.furniture import is_furniture_name
from flashcards.questions.roles import has_question_mark, is_fold_word, offers_choice, role_of
from flashcards.questions.slices import said, stripped
from flashcards.tree import plain
from flashcards.tree.nodes import Blocks, Details, Heading, Strong
from flashcards.tree.span import Span, hull

FORM = "details"


def find(run: Blocks) -> Iterator[Candidate]:
    """Folds whose summary is no name of a part (`Answer`, `Hint`) and no furniture.

    Words that several folds share name a part, too, unless they ask.
    """
    shared = Counter(plain(block.summary).strip() for block in run if isinstance(block, Details))
    for index, block in enumerate(run):
        if not isinstance(block, Details):
            continue
        summary = stripped(block.summary)
        if len(summary) == 1 and isinstance(summary[0], Strong):
            summary = summary[0].children
        words = plain(summary).strip()
        if not words or is_fold_word(words):
            continue
        asks = has_question_mark(words)
        if not asks and shared[plain(block.summary).strip()] > 1:
            continue
        if not asks and (role_of(words) is not Role.OTHER or is_furniture_name(words)):
            continue
        title = title_of(summary)
        evidence = title.evidence
        if evidence < Evidence.ASKING and any(isinstance(b, Heading) for b in block.children):
            evidence = Evidence.PLAIN
        asked, answer = sides(block)
        yield Candidate(
            form=FORM,
            key="details",
            evidence=evidence,
            index=index,
            title=title.words or summary,
            span=_summary(block),
            asked=asked,
            answer=answer,
            number=title.number,
        )


def sides(block: Details) -> tuple[Blocks, Blocks]:
    """The blocks of a fold that still stand in its summary, and those that it hides."""
    more = tuple(one for one in block.children if one.span.start < block.asked)
    hidden = block.children[len(more) :]
    if not more:
        return (), hidden
    told = Details((), hidden, span=block.span)
    offered = offers_choice(plain(block.summary))
    if (found := found_in((*more, told), offered=offered)) and found.right:
        return more, (told,)
    return (Details((said("Question"),), more, span=block.span),), (told,) if hidden else ()


def _summary(block: Details) -> Span:
    """Where the summary's words stand."""
    span = hull(node.span for node in block.summary)
    return span if span.start >= 0 else block.span


SAMPLES = (
    (
        "<details>\n<summary>What is an SLI?</summary>\n\nA measurement.\n\n</details>",
        ("What is an SLI?",),
    ),
)
NOT_SAMPLES = ("<details>\n<summary>Answer</summary>\n\n42\n\n</details>",)
