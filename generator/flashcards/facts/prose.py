"""Labelled paragraphs, running text and quotes."""

from __future__ import annotations

from collections.abc import Iterable

from flashcards import patterns as re
from flashcards.card import Statement
from flashcards.document import Labelled, Paragraph, Phrase
from flashcards.facts.lists import Walk
from flashcards.facts.scope import Scope
from flashcards.facts.sheet import Draft, Sheet
from flashcards.facts.told_quantity import OPERATES
from flashcards.facts.vocabulary import word_list
from flashcards.facts.wording import (
    answer_of,
    ask,
    front,
    front_of_label,
    has_value,
    joined,
    plain_words,
    reading,
    said,
    shorten,
    split_sentences,
    tokens,
    unbold,
    within_limit,
    without_stop,
    words,
)
from flashcards.tree import plain
from flashcards.tree.cut import cut, rstrip, strip
from flashcards.tree.nodes import Blocks, Inlines

# `The cache is …`: what is defined, and what is said of it.
_DEFINES = re.compile(
    r"^(?:(?:the|a|an)\s+)?(?P<subject>[^.,;:\s][^.,;:]{1,59}?)\s+(?P<verb>is|are|means)\s+(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_DEFINITION_LABEL = re.compile(
    r"\s*\b(?:definition|overview|explained|explanation)\b\s*", re.IGNORECASE
)
# `Step 3`, `Case B`: labels that count and name nothing.
_COUNTER = re.compile(
    r"^(?:step|option|factor|solution|scenario|use case|case|phase|part|issue|problem|stage|"
    r"technique|strategy|example|method|approach|level|tier|test|layer)\s+\w{1,3}$",
    re.IGNORECASE,
)
_NOT_SUBJECTS = word_list("not-subjects")
# What a thing is in some matter says not what it is: `the usual sign of a broken converter`.
_ROLE = re.compile(
    r"(?:the|a|an|one|often|usually|mostly)\s(?:[a-z-]+\s){0,2}(?:signs?|symptoms?|causes?|reasons?|"
    r"mistakes?|sources?|culprits?|consequences?|results?)\b",
    re.IGNORECASE,
)


def extract_labelled(node: Labelled, scope: Scope, sheet: Sheet, walk: Walk) -> None:
    """A label with its text, then all that stands under it."""
    label = node.label.plain.strip().rstrip(":").strip()
    inner = scope.under(label)
    value = _value(node)
    if value is not None:
        name, answer = value
        sheet.add(
            node.source,
            "labelled paragraph",
            node.label.plain,
            _statement(scope.under(name), answer, node, key=name, name=name),
        )
    if has_value(node.body.inlines):
        text = f"{node.label.plain}: {node.body.plain}"
        body = node.body.inlines
        said_here = _without_lead_in(body) if node.children else body
        if said_here:
            drafts = _statement(inner, said_here, node, key=label, name=label)
            sheet.add(node.source, "labelled paragraph", text, drafts)
        else:
            inner = scope.under(f"{label} ({node.body.plain.rstrip(': ')})")
            sheet.heading(node.source, "labelled paragraph", text)
    walk(node.children, inner, sheet)


def _without_lead_in(inlines: Inlines) -> Inlines:
    """A text without a last sentence that only introduces what follows (`… as this shows:`)."""
    if not plain(inlines).rstrip().endswith(":"):
        return inlines
    return joined(*split_sentences(strip(inlines))[:-1])


def _value(node: Labelled) -> tuple[str, Inlines] | None:
    """`**Recommendation: Q8_0**` as name and value; counters such as `Step 1: …` are none."""
    text = node.label.plain
    name, sign, rest = text.partition(": ")
    if not sign or node.body or not rest.strip() or _COUNTER.match(name.strip()):
        return None
    if len(words(name)) > 5 or name.count("(") != name.count(")"):
        return None
    return name.strip(), strip(cut(node.label.inlines, len(name) + len(sign)))


def _statement(
    scope: Scope, text: Inlines, node: Labelled, *, key: str, name: str
) -> Iterable[Draft]:
    """What a label says, asked by the label."""
    answer, more = _of_two(name, text) or _whole(name, text) or shorten(text)
    subject = scope.subject
    bare = _DEFINITION_LABEL.sub(" ", name).strip()
    fronts: list[Blocks] = []
    if bare != name and plain_words(bare) <= plain_words(scope.topic):
        fronts.append((ask(f"What is {bare or scope.topic}?"),))
    elif bare != name:
        fronts.append(front(scope.topic, ask(f"What is {bare}?")))
    fronts += [front_of_label(subject), front_of_label(scope.full_subject)]
    answer, more = _without_subject(answer, more, reading(fronts[0]))
    yield Draft(
        ask=Statement(subject=said(name)),
        key=(key,),
        fronts=tuple(fronts),
        back=answer_of(answer),
        more=answer_of(more),
        group=f"label:{key}",
        scope=scope,
        source=node.source,
    )


SEVERAL = 45
"""Words of an answer that tells two things."""
# A label of two questions: `What it stores and what it costs`.
_TWO = re.compile(
    r"\b(?:and|und|et|y)\s(?:what|how|why|when|where|which|was|wie|warum)\b", re.IGNORECASE
)


def _of_two(label: str, text: Inlines) -> tuple[Inlines, Inlines] | None:
    """The sentences that may answer both questions of a label; None where it is one question."""
    if not _TWO.search(label):
        return None
    answer = within_limit(text, SEVERAL)
    return answer, (() if plain(answer) == plain(text).rstrip(". ") else text)


# A label that has its paragraph explain something: `How it works`.
_EXPLAINS = re.compile(r"(?:how|why)\b", re.IGNORECASE)


def _whole(label: str, text: Inlines) -> tuple[Inlines, Inlines] | None:
    """All of a paragraph that explains, if it can be recalled; None where it does not or cannot."""
    if not _EXPLAINS.match(label) or len(words(plain(text))) > SEVERAL:
        return None
    return without_stop(rstrip(unbold(text))), ()


def _without_subject(answer: Inlines, more: Inlines, asked: str) -> tuple[Inlines, Inlines]:
    """`CMake is a …` under `What is CMake?` → `a …`: the answer need not repeat the question."""
    match = _DEFINES.match(plain(answer))
    if match and plain_words(match["subject"]) <= plain_words(asked):
        return cut(answer, match.start("rest")), more or answer
    return answer, more


def extract_paragraph(
    node: Paragraph, scope: Scope, sheet: Sheet, *, opens_label: bool = False
) -> None:
    """Running text: a definition, or the first thing said under a label."""
    text = node.text.plain.strip()
    if text.endswith(":"):
        sheet.skip(node.source, "paragraph", text, "introduces what follows")
        return
    drafts = list(_definition(node.text, scope, node))
    if not drafts and opens_label and scope.labels and has_value(node.text.inlines):
        drafts = list(_opening(node.text, scope, node))
    if drafts:
        sheet.add(node.source, "paragraph", text, drafts)
    else:
        sheet.skip(node.source, "paragraph", text, "running text without a definition")


def _definition(text: Phrase, scope: Scope, node: Paragraph) -> Iterable[Draft]:
    inlines = unbold(text.inlines)
    match = _DEFINES.match(plain(inlines))
    if not match:
        return
    subject = match["subject"].strip()
    if not 1 <= len(words(subject)) <= 6 or set(tokens(subject)) & _NOT_SUBJECTS:
        return
    if _ROLE.match(match["rest"]) or OPERATES.search(subject):
        return
    answer, more = shorten(cut(inlines, match.start("rest")))
    verb = match["verb"].casefold()
    asked = ask(f"What does {subject} mean?" if verb == "means" else f"What {verb} {subject}?")
    fronts = [front(s, asked) for s in (scope.subject, scope.full_subject)]
    if plain_words(subject) == plain_words(scope.topic):
        fronts.insert(0, (asked,))
    yield Draft(
        ask=Statement(subject=said(subject)),
        key=(subject,),
        fronts=tuple(fronts),
        back=answer_of(answer),
        more=answer_of(more),
        group=f"definition:{subject}",
        scope=scope,
        source=node.source,
    )


def _opening(text: Phrase, scope: Scope, node: Paragraph) -> Iterable[Draft]:
    answer, more = shorten(text.inlines)
    yield Draft(
        ask=Statement(subject=said(scope.labels[-1])),
        key=(scope.labels[-1],),
        fronts=tuple(front_of_label(s) for s in (scope.subject, scope.full_subject)),
        back=answer_of(answer),
        more=answer_of(more),
        group=f"label:{scope.labels[-1]}",
        scope=scope,
        source=node.source,
    )
